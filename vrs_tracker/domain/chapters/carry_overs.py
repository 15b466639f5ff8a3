"""What is carried over to another budget year and why, and what lapses: for the year-end paper, too."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.budget.lapse import FIRST_MONTH, MEANING, Lapse, is_near, lapse_sentence, lapses_soon
from vrs_tracker.domain.budget.lines import total_or_none, year_sum
from vrs_tracker.domain.chapters.budget_lines import line_name
from vrs_tracker.domain.chapters.cells import ROUNDING, million_cell
from vrs_tracker.domain.document import Column, Element, Paragraph, Row, RowKind, Table
from vrs_tracker.domain.facts.money import BudgetRow
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import NO_STATEMENT, date_de, list_de, million, million_words, month_year
from vrs_tracker.domain.origins import Origin, line_code, of_year, traced
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.budget import CarryReason
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import AppropriationKind
from vrs_tracker.domain.wording import full_stop, sentence_start


def carried_table(report: CommitteeReport, years: Iterable[int]) -> Table | None:
    """Return „Ansatz, Übertragung, neuer Stand“ of each line to which money was carried in some years."""
    wanted = frozenset(years)
    carried = [row for row in _rows(report, AppropriationKind.CARRY_FORWARD) if row.budget_year in wanted]
    places = sorted({(row.budget_year, row.budget_line == "", row.budget_line) for row in carried})
    if not places:
        return None
    rows = [_place_row(report, carried, year, line) for year, _, line in places]
    return Table(
        name="uebertragungen",
        caption=f"Übertragungen mit Grund in Mio. €, Stand {date_de(report.as_of)}",
        message=_carried_message(carried),
        columns=(
            Column(head="Jahr", width=2),
            Column(head="Buchungsstelle", width=6),
            Column(head="Grund", width=9),
            Column(head="Ansatz", right=True, width=3),
            Column(head="Übertragung", right=True, width=4),
            Column(head="Stand", right=True, width=3),
        ),
        rows=tuple(rows),
        note=f"Jahr: in das übertragen wird. Stand: Ansatz plus Übertragung. {ROUNDING}",
    )


def _carried_message(carried: Sequence[BudgetRow]) -> str:
    """Say what goes to each year; years are never added, because the same money goes on and on."""
    years = sorted({row.budget_year for row in carried})
    sums = {year: total(row.amount for row in carried if row.budget_year == year) for year in years}
    told = list_de([f"{million_words(amount)} in das Haushaltsjahr {year}" for year, amount in sums.items()])
    return f"Übertragen sind {told}."


def _rows(report: CommitteeReport, kind: AppropriationKind) -> list[BudgetRow]:
    return [row for row in book_of(report).budget if row.kind is kind]


def _place_row(report: CommitteeReport, carried: Sequence[BudgetRow], year: int, line: str) -> Row:
    here = [row for row in carried if (row.budget_year, row.budget_line) == (year, line)]
    ansatz = total_or_none(
        row.amount
        for row in _rows(report, AppropriationKind.APPROPRIATION)
        if (row.budget_year, row.budget_line) == (year, line)
    )
    moved = total(row.amount for row in here)
    return Row(
        cells=(
            str(year),
            line_name(line),
            _grounds(here),
            million_cell(ansatz, missing=NO_STATEMENT, origin=_figure(Measure.APPROPRIATED, year, line)),
            traced(million(moved), _figure(Measure.CARRIED, year, line)),
            traced(million(moved + (ansatz or Decimal(0))), _figure(Measure.ADJUSTED, year, line)),
        )
    )


def _figure(measure: Measure, year: int, line: str) -> Origin:
    return replace(of_year(measure, year), line=line_code(line))


def _grounds(rows: Sequence[BudgetRow]) -> str:
    """Name the reasons, each with its amount if there are several, and whether a Sperrvermerk goes on."""
    codes = dict.fromkeys(row.carry_reason for row in rows)
    amounts = {code: total(row.amount for row in rows if row.carry_reason is code) for code in codes}
    told = [_ground(code, rows) for code, amount in amounts.items() if amount]
    if len(told) > 1:
        told = [
            f"{text} ({million(amount)})"
            for text, amount in zip(told, (one for one in amounts.values() if one), strict=True)
        ]
    goes_on = {row.block_continues for row in rows}
    words = []
    if True in goes_on:
        words.append("Der Sperrvermerk gilt fort.")
    if False in goes_on:
        words.append("Der Sperrvermerk gilt nicht fort.")
    return " ".join((sentence_start(full_stop("; ".join(told))), *words))


def _ground(code: CarryReason | None, rows: Sequence[BudgetRow]) -> str:
    if code is None:
        return f"Grund: {NO_STATEMENT}"
    if code is not CarryReason.OTHER:
        return code.label
    notes = dict.fromkeys(row.note for row in rows if row.carry_reason is code and row.note)
    return "; ".join(notes) or code.label


# ------------------------------------------------------------------ what lapses


def lapse_elements(report: CommitteeReport) -> tuple[Element, ...]:
    """Say what lapses at the end of the running year; before October only what is meant by it."""
    book = book_of(report)
    if year_sum(book, book.year).adjusted is None:
        return ()
    return (Paragraph(f"{lapse_statement(report)} {MEANING}"),)


def lapse_statement(report: CommitteeReport) -> str:
    """Say in one sentence what lapses at the end of the running year."""
    book = book_of(report)
    if not is_near(book.as_of):
        first = month_year(book.as_of.replace(month=FIRST_MONTH, day=1))
        return f"Was am Ende des Jahres {book.year} verfällt, steht hier ab {first}."
    found = lapses_soon(book)
    if not found:
        return f"Am Ende des Jahres {book.year} verfällt nach dem Stand vom {date_de(book.as_of)} nichts."
    return lapse_sentence(found, {block.slug: block.name for block in report.all_blocks()})


def lapse_table(report: CommitteeReport) -> Table | None:
    """Return what lapses by budget line; None if nothing does or the end of the year is far."""
    book = book_of(report)
    found = lapses_soon(book)
    if not found:
        return None
    names = {block.slug: block.name for block in report.all_blocks()}
    return Table(
        name="verfall",
        caption=f"Was am 31.12.{book.year} verfällt in Mio. €, Stand {date_de(report.as_of)}",
        columns=(
            Column(head="Buchungsstelle", width=4),
            Column(head="Betroffen", width=8),
            Column(head="Betrag", right=True, width=3),
        ),
        rows=(
            *(
                Row(
                    cells=(
                        line_name(one.line),
                        ", ".join(names.get(slug, slug) for slug in one.blocks)
                        or "kein Vorhaben mit Bewilligung",
                        traced(million(one.amount), _figure(Measure.LAPSING, book.year, one.line)),
                    )
                )
                for one in found
            ),
            Row(cells=("Summe", "zusammen", _lapsing_sum(report, found)), kind=RowKind.TOTAL),
        ),
        note=(
            "Betroffen: Bausteine und Projekte mit Bewilligungen auf der Buchungsstelle, die noch "
            "auszuzahlen sind."
        ),
    )


def _lapsing_sum(report: CommitteeReport, found: Iterable[Lapse]) -> str:
    """Write what lapses of all lines; a line that paid more than its Ansatz is no part of it."""
    amount, year = total(one.amount for one in found), book_of(report).year
    is_whole = amount == year_sum(book_of(report), year).unused
    return traced(million(amount), of_year(Measure.LAPSING, year) if is_whole else None)

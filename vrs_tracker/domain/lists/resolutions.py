"""The page of the resolutions: who decided what when, and the amounts that rest on each decision."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from vrs_tracker.domain.chapters.annexes import resolutions_table
from vrs_tracker.domain.chapters.cells import NOT_DIVIDED, block_cell, when
from vrs_tracker.domain.facts.money import MoneyEntry, Release, Resolution
from vrs_tracker.domain.funding import effective_entries, is_effective
from vrs_tracker.domain.ledger import ledger_of
from vrs_tracker.domain.listing import (
    Filter,
    Kind,
    TypedCell,
    TypedColumn,
    TypedRow,
    TypedTable,
    amount_cell,
    count_cell,
    filter_of,
    text_cell,
)
from vrs_tracker.domain.lists.facets import BLOCK, block_filter
from vrs_tracker.domain.money import total
from vrs_tracker.domain.naming import resolution_anchor, slug_of
from vrs_tracker.domain.notation import number_word, sort_key_de
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.resolution_sums import resolution_lines
from vrs_tracker.domain.vocabulary.money import Counting

_YEAR, _BODY, _NUMBER = "jahr", "gremium", "nummer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionList:
    """The table, the filters of the page, its message, and every line of every resolution."""

    table: TypedTable
    filters: tuple[Filter, ...]
    message: str
    lines: TypedTable


@once_per_report
def resolution_list(report: CommitteeReport) -> ResolutionList:
    """Return what the page of the resolutions shows, the newest first."""
    lines = {one.id: tuple(_lines(report, one)) for one in report.resolutions}
    plain = resolutions_table(report)
    placed = [
        _placed(row, one, lines[one.id], _sum_of_lines(report, one, lines[one.id]))
        for row, one in zip(plain.rows, report.resolutions, strict=True)
    ]
    order = sorted(range(len(placed)), key=lambda at: placed[at].cells[0].rank or 0, reverse=True)
    rows = tuple(placed[at] for at in order)
    *first, document = plain.columns
    return ResolutionList(
        table=replace(
            plain,
            rows=rows,
            message="",
            columns=(*first, TypedColumn(key="zeilen", head="Zeilen", kind=Kind.AMOUNT), document),
            note=f"{plain.message} Zeilen: Summe der erfassten Beträge, die in den Summen zählen.",
        ),
        filters=_filters(report, rows),
        message=_message(report.resolutions),
        lines=TypedTable(
            name="beschluss-zeilen",
            caption="Beträge, die auf diesen Beschlüssen beruhen",
            columns=(
                TypedColumn(key="baustein", head="Baustein"),
                TypedColumn(key="stufe", head="Stufe"),
                TypedColumn(key="geldgeber", head="Geldgeber"),
                TypedColumn(key="jahr", head="Jahr", kind=Kind.COUNT),
                TypedColumn(key="betrag", head="Betrag", kind=Kind.AMOUNT),
                TypedColumn(key="zaehlung", head="Zählung"),
            ),
            rows=tuple(row for at in order for row in lines[report.resolutions[at].id]),
        ),
    )


def lines_of(found: ResolutionList, shown: Iterable[TypedRow]) -> TypedTable:
    """Return the lines of the resolutions that a page shows, in the order of the page."""
    by_number: dict[str, list[TypedRow]] = {}
    for row in found.lines.rows:
        by_number.setdefault(_number(row), []).append(row)
    rows = tuple(line for row in shown for line in by_number.get(_number(row), ()))
    return replace(found.lines, rows=rows)


def _number(row: TypedRow) -> str:
    (number,) = row.facets[_NUMBER]
    return number


def _filters(report: CommitteeReport, rows: tuple[TypedRow, ...]) -> tuple[Filter, ...]:
    years = sorted({code for row in rows for code in row.facets[_YEAR]}, reverse=True)
    bodies = sorted({one.body for one in report.resolutions}, key=sort_key_de)
    return (
        filter_of(rows, _YEAR, "Jahr", {year: year for year in years}),
        filter_of(rows, _BODY, "Gremium", {slug_of(body): body for body in bodies}),
        block_filter(rows, report.all_blocks()),
    )


def _placed(row: TypedRow, one: Resolution, lines: tuple[TypedRow, ...], sum_of_lines: TypedCell) -> TypedRow:
    *first, document = row.cells
    blocks = frozenset(code for line in lines for code in line.facets.get(BLOCK, ()))
    return replace(
        row,
        cells=(*first, sum_of_lines, _linked(document, one)),
        anchor=resolution_anchor(one.id),
        facets={
            _YEAR: frozenset({str(one.decided.day.year)} if one.decided.day else ()),
            _BODY: frozenset({slug_of(one.body)}),
            BLOCK: blocks,
            _NUMBER: frozenset({str(one.id)}),
        },
    )


def _linked(document: TypedCell, one: Resolution) -> TypedCell:
    """Return the document as a link, if its address can be one."""
    if not one.address.startswith(("https://", "http://")):
        return document
    return text_cell(one.document or one.address, address=one.address)


def _sum_of_lines(report: CommitteeReport, one: Resolution, lines: tuple[TypedRow, ...]) -> TypedCell:
    amounts = resolution_lines(one, ledger_of(report))
    missing = "nicht gezählt" if lines else "keine Zeilen"
    return amount_cell(total(amounts) if amounts else None, missing=missing)


def _lines(report: CommitteeReport, one: Resolution) -> Iterator[TypedRow]:
    """Return the amounts booked for a resolution, then the releases it made."""
    group = f"{when(one.decided)}, {one.body}: {one.title}"
    number: Mapping[str, frozenset[str]] = {_NUMBER: frozenset({str(one.id)})}
    for entry in effective_entries(report):
        if entry.resolution == one.id:
            block = report.block(entry.block) if entry.block else None
            yield TypedRow(
                cells=(
                    block_cell(block) if block else text_cell(NOT_DIVIDED),
                    text_cell(entry.stage.label),
                    text_cell(entry.payer_name or entry.payer.label),
                    *_year_and_amount(entry),
                    text_cell(entry.counting.label),
                ),
                facets={**number, BLOCK: frozenset({entry.block} if entry.block else ())},
                group=group,
            )
    for release in report.releases:
        if release.resolution == one.id and is_effective(release, report.as_of):
            cells = (text_cell(NOT_DIVIDED), text_cell("freigegeben"), text_cell("regional"))
            counted = text_cell(Counting.COUNTED.label)
            yield TypedRow(cells=(*cells, *_year_and_amount(release), counted), facets=number, group=group)


def _year_and_amount(line: MoneyEntry | Release) -> tuple[TypedCell, TypedCell]:
    year = line.budget_year
    return (
        text_cell(str(year), rank=year) if year else count_cell(None, missing="ohne Jahr"),
        amount_cell(line.amount, missing="", is_rounded=line.is_rounded),
    )


def _message(resolutions: tuple[Resolution, ...]) -> str:
    if not resolutions:
        return "Zurzeit sind keine Beschlüsse erfasst."
    bodies = len({one.body for one in resolutions})
    number = len(resolutions)
    stated = sum(one.stated_amount is not None for one in resolutions)
    found = f"{number_word(number, one='einen')} {'Beschluss' if number == 1 else 'Beschlüsse'}"
    by = f"{number_word(bodies, one='einem')} {'Gremium' if bodies == 1 else 'Gremien'}"
    named = f"{number_word(stated, zero='keiner', one='einer')} {'nennt' if stated <= 1 else 'nennen'}"
    return f"Der Bericht stützt sich auf {found} von {by}; {named} eine Summe."

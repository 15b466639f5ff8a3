"""One budget year by budget line: what is authorised, how it is used, and where each euro of it is.

Amounts stand with their cents: the budget officer compares them with the accounting system.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from vrs_tracker.domain.budget.available import Standing, standing_of_lines, standing_of_programme
from vrs_tracker.domain.budget.book import Book, book_of
from vrs_tracker.domain.budget.lines import YearLine, sum_of_lines, year_lines, year_sum
from vrs_tracker.domain.budget.shares import Whereabouts, whereabouts
from vrs_tracker.domain.chapters.cells import ROUNDED_SOURCES, SUMS_OF_KNOWN, euro_cell
from vrs_tracker.domain.chapters.picture_lines import stand_and_source
from vrs_tracker.domain.chapters.rounded_figures import is_rounded
from vrs_tracker.domain.chapters.silent_columns import without_silent_columns
from vrs_tracker.domain.charts import BarChart, Series
from vrs_tracker.domain.document import Column, Figure, Row, RowKind, Table
from vrs_tracker.domain.funding import has_rounded_releases, rounded_stages, staircase
from vrs_tracker.domain.money import in_millions
from vrs_tracker.domain.notation import MINUS, date_de, euro, list_de, million_words, share
from vrs_tracker.domain.origins import Origin, line_code, of_year
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure

WITHOUT_LINE = "ohne Buchungsstelle"
NOT_DIVIDED = "nicht aufgeteilt"
"""Stands where releases or grants name no budget line, so that a line has no figure of its own."""
_UNDIVIDED = (
    "Was verfügbar ist, lässt sich nicht nach Buchungsstellen aufteilen, weil Freigaben oder Bewilligungen "
    "keine nennen."
)
_COVERED = (
    "Gedeckt: Bewilligungen für ein späteres Haushaltsjahr, die dessen Verpflichtungsermächtigung trägt; sie "
    "brauchen keine freigegebenen Mittel."
)
_DUE_WITHOUT_LATER = "noch auszuzahlen, ohne Bewilligungen zulasten späterer Jahre"
_EVIDENCE = "Haushaltspläne, Beschlüsse und Buchungen"


def line_name(line: str) -> str:
    """Name a budget line in a table."""
    return line or WITHOUT_LINE


def _columns(*heads: str) -> tuple[Column, ...]:
    return (
        Column(head="Buchungsstelle", width=4),
        *(Column(head=head, right=True, width=3) for head in heads),
    )


def _rounded_note(report: CommitteeReport) -> str:
    return ROUNDED_SOURCES if has_rounded_releases(report) or rounded_stages(report) else ""


def _table_note(*texts: str) -> str:
    return " ".join(text for text in texts if text)


# ------------------------------------------------------------------ what is authorised


def year_message(report: CommitteeReport, year: int) -> str:
    """Say how large the adjusted Ansatz of a year is and what it is made of."""
    sums = year_sum(book_of(report), year)
    if sums.adjusted is None:
        return f"Für das Haushaltsjahr {year} ist kein Ansatz erfasst."
    if sums.carried_in is None:
        return f"Der Ansatz für {year} beträgt {million_words(sums.adjusted)}; übertragen ist dorthin nichts."
    if sums.appropriated is None:
        moved = million_words(sums.adjusted)
        return f"Ein Ansatz für {year} ist nicht erfasst; aus Vorjahren übertragen sind {moved}."
    return (
        f"Der fortgeschriebene Ansatz {year} beträgt {million_words(sums.adjusted)}: "
        f"{million_words(sums.appropriated)} Ansatz und {million_words(sums.carried_in)}, die aus Vorjahren "
        "übertragen sind."
    )


def authority_table(report: CommitteeReport, year: int) -> Table | None:
    """Return Ansatz, carry-over and what is held back, line by line; None if nothing is recorded."""
    its = {"year": str(year)}
    blocked = {"until": str(year)} if year == report.as_of.year else its

    def cells(line: YearLine) -> _Figures:
        return (
            (line.appropriated, Origin(Measure.APPROPRIATED, **its)),
            (line.carried_in, Origin(Measure.CARRIED, **its)),
            (line.adjusted, Origin(Measure.ADJUSTED, **its)),
            (line.blocked, Origin(Measure.BLOCKED, **blocked)),
            (line.frozen, Origin(Measure.FROZEN, **its)),
        )

    lines = _known(year_lines(book_of(report), year), cells)
    if not lines:
        return None
    table = Table(
        name="ansatz",
        caption=f"Ansatz, Übertragung und Zurückgehaltenes, Haushalt {year}, Stand {date_de(report.as_of)}",
        columns=_columns("Ansatz", "Übertragung", "Fortgeschrieben", "Gesperrt", "Angehalten"),
        rows=_rows(report, lines, sum_of_lines(lines), cells),
        note=(
            "Fortgeschrieben: Ansatz plus Übertragung aus dem Vorjahr. Gesperrt: was Sperrvermerke nach den "
            "Freigaben noch zurückhalten. Angehalten: durch eine Haushaltssperre der Verwaltung, die kein "
            "Sperrvermerk ist."
        ),
    )
    return without_silent_columns(table)


_Figures = tuple[tuple[Decimal | None, Origin | None], ...]
"""Amounts of a row with the figures of the programme that they are a part of."""
_Cells = Callable[[YearLine], _Figures]


def _known(lines: Iterable[YearLine], cells: _Cells) -> list[YearLine]:
    return [line for line in lines if any(amount is not None for amount, _ in cells(line))]


def _written(report: CommitteeReport, figures: _Figures, line: str | None) -> tuple[str, ...]:
    """Write a row of amounts, each leading to its figure on this budget line; None is the sum of all."""
    narrowed = "" if line is None else line_code(line)
    return tuple(
        _cell(report, amount, origin and replace(origin, line=narrowed)) for amount, origin in figures
    )


def _cell(report: CommitteeReport, amount: Decimal | None, origin: Origin | None) -> str:
    return euro_cell(amount, origin, is_rounded=is_rounded(report, origin))


def _rows(
    report: CommitteeReport, lines: Iterable[YearLine], sums: YearLine, cells: _Cells
) -> tuple[Row, ...]:
    return (
        *(Row(cells=(line_name(line.line), *_written(report, cells(line), line.line))) for line in lines),
        Row(cells=("Summe", *_written(report, cells(sums), None)), kind=RowKind.TOTAL),
    )


# ------------------------------------------------------------------ how it is used


def use_table(report: CommitteeReport, year: int) -> Table | None:
    """Return how the money was used: up to now in the running year, in a past one by its end."""
    book = book_of(report)
    if year == book.year:
        return _standing_table(report, book)
    return _past_table(report, book, year) if year < book.year else None


def _standing_table(report: CommitteeReport, book: Book) -> Table | None:
    lines = standing_of_lines(book)
    if not lines:
        return None
    is_undivided = any(line.is_undivided for line in lines)
    programme = standing_of_programme(book)
    heads = (
        *("Freigegeben", "Bewilligt"),
        *(("Gedeckt",) if programme.covered else ()),
        *(("Angehalten",) if any(line.frozen for line in lines) else ()),
        *("Ausgezahlt", "Verfügbar", "Auszuzahlen"),
    )
    table = Table(
        name="verwendung",
        caption=f"Freigegeben, bewilligt und ausgezahlt, alle Jahre bis {date_de(report.as_of)}",
        columns=_columns(*heads),
        rows=(
            *(
                Row(cells=(line_name(line.line), *_standing_cells(report, line, heads, line.line)))
                for line in lines
            ),
            Row(cells=("Summe", *_standing_cells(report, programme, heads, None)), kind=RowKind.TOTAL),
        ),
        note=_table_note(
            "Was in einem Jahr freigegeben ist, wird oft im nächsten bewilligt; deshalb zählen hier alle "
            "Jahre zusammen.",
            _COVERED if programme.covered else "",
            _UNDIVIDED if is_undivided else "",
            SUMS_OF_KNOWN,
            _rounded_note(report),
        ),
    )
    return without_silent_columns(table)


def _standing_cells(
    report: CommitteeReport, standing: Standing, heads: Sequence[str], line: str | None
) -> tuple[str, ...]:
    figures: dict[str, tuple[Decimal | None, Origin | None]] = {
        "Freigegeben": (standing.released, Origin(Measure.RELEASED) if standing.released else None),
        "Bewilligt": (standing.committed, Origin(Measure.COMMITTED)),
        "Gedeckt": (standing.covered, Origin(Measure.COVERED)),
        "Angehalten": (standing.frozen, Origin(Measure.FROZEN)),
        "Ausgezahlt": (standing.disbursed, Origin(Measure.DISBURSED)),
        "Verfügbar": (standing.available, Origin(Measure.AVAILABLE)),
        "Auszuzahlen": (standing.still_due, Origin(Measure.OPEN) if standing.committed else None),
    }
    written = _written(report, tuple(figures[head] for head in heads), line)
    if not standing.is_undivided:
        return written
    unknown = {"Gedeckt", "Verfügbar"}
    return tuple(NOT_DIVIDED if head in unknown else cell for head, cell in zip(heads, written, strict=True))


def _past_table(report: CommitteeReport, book: Book, year: int) -> Table | None:
    its = {"year": str(year)}

    def cells(line: YearLine) -> _Figures:
        return (
            (line.released, Origin(Measure.RELEASED, **its)),
            (line.committed, Origin(Measure.COMMITTED, **its)),
            (line.disbursed, Origin(Measure.DISBURSED, **its)),
            (line.carried_out, Origin(Measure.CARRIED, year=str(year + 1))),
            (line.unused, Origin(Measure.LAPSING, **its) if line.unused else None),
        )

    lines = _known(year_lines(book, year), cells)
    if not lines:
        return None
    table = Table(
        name="verwendung",
        caption=f"Freigegeben, bewilligt und ausgezahlt im Haushaltsjahr {year}",
        columns=_columns("Freigegeben", "Bewilligt", "Ausgezahlt", "Weitergegeben", "Verfallen"),
        rows=_rows(report, lines, sum_of_lines(lines), cells),
        note=_table_note(
            f"Weitergegeben: in das Haushaltsjahr {year + 1} übertragen. Verfallen: vom fortgeschriebenen "
            "Ansatz weder ausgezahlt noch als Übertragung erfasst.",
            _rounded_note(report),
        ),
    )
    return without_silent_columns(table)


# ------------------------------------------------------------------ formulas


def formula_table(report: CommitteeReport) -> Table | None:
    """Return the three figures for which others say one word, each with its formula (users.md 4)."""
    now, steps = standing_of_programme(book_of(report)), staircase(report)
    found = _available_row(report, now), _due_row(report, now), _not_granted_row(report, now, steps.frame)
    rows = [row for row in found if row]
    if not rows:
        return None
    return Table(
        name="rechnungen",
        caption=f"Drei Beträge mit ihrer Rechnung, Stand {date_de(report.as_of)}",
        columns=(
            Column(head="Angabe", width=3),
            Column(head="Rechnung", width=8),
            Column(head="Betrag", right=True, width=3),
        ),
        rows=tuple(rows),
        note=_rounded_note(report),
    )


def _available_row(report: CommitteeReport, now: Standing) -> Row | None:
    """Even a freeze of 0,00 € stands in the formula, so that nobody has to ask."""
    if now.available is None or now.released is None:
        return None
    formula = (
        f"{_part(report, now.released, Measure.RELEASED)} freigegeben {MINUS} "
        f"{_part(report, now.committed, Measure.COMMITTED)} bewilligt {MINUS} "
        f"{euro(now.frozen or Decimal(0))} durch Haushaltssperre angehalten"
        f"{f' + {euro(now.covered)} durch Verpflichtungsermächtigung gedeckt' if now.covered else ''}"
    )
    return Row(cells=("verfügbar", formula, _cell(report, now.available, Origin(Measure.AVAILABLE))))


def _part(report: CommitteeReport, amount: Decimal | None, measure: Measure) -> str:
    """Write a part of a formula, which is no link."""
    return str(_cell(report, amount, Origin(measure)))


def _due_row(report: CommitteeReport, now: Standing) -> Row | None:
    if now.still_due is None:
        return None
    formula = (
        f"{_part(report, now.committed, Measure.COMMITTED)} bewilligt {MINUS} "
        f"{_part(report, now.disbursed or Decimal(0), Measure.DISBURSED)} ausgezahlt"
    )
    origin = Origin(Measure.OPEN) if now.committed else None
    return Row(cells=("noch auszuzahlen", formula, _cell(report, now.still_due, origin)))


def _not_granted_row(report: CommitteeReport, now: Standing, frame: Decimal | None) -> Row | None:
    if frame is None or now.committed is None:
        return None
    granted = _part(report, now.committed, Measure.COMMITTED)
    formula = f"{euro(frame)} Rahmen laut Antrag {MINUS} {granted} bewilligt"
    rest = _cell(report, frame - now.committed, Origin(Measure.NOT_COMMITTED))
    return Row(cells=("noch nicht bewilligt", formula, rest))


# ------------------------------------------------------------------ where each euro is


def whereabouts_message(report: CommitteeReport) -> str:
    """Say why the parts of the running year cannot be drawn as pieces of a whole; "" if they can."""
    found = whereabouts(book_of(report))
    if found is None or found.fits:
        return ""
    if not found.difference:
        below = [f"{name} {euro(amount)}" for name, amount, _ in _pieces(report, found) if amount < 0]
        return (
            f"Ausgezahlt, noch auszuzahlen, verfügbar und zurückgehalten ergeben zusammen den "
            f"fortgeschriebenen Ansatz {report.as_of.year} von {euro(found.whole)}. Ein Bild der Teile gibt "
            f"es nicht, weil unter null liegt: {list_de(below)}."
        )
    return (
        f"Ausgezahlt, noch auszuzahlen, verfügbar und zurückgehalten ergeben zusammen "
        f"{euro(found.whole - found.difference)}, der fortgeschriebene Ansatz {report.as_of.year} ist "
        f"{euro(found.whole)}. Der Unterschied bleibt, bis alle Übertragungen aus Vorjahren erfasst sind."
    )


def whereabouts_figure(report: CommitteeReport) -> Figure | None:
    """Return the adjusted Ansatz of the running year in pieces; None if they do not make up the whole."""
    found = whereabouts(book_of(report))
    if found is None or not found.fits or not found.whole:
        return None
    year, pieces = report.as_of.year, _pieces(report, found)
    shown = [(name, amount) for name, amount, _ in pieces if amount]
    told = ", ".join(f"{name} {million_words(amount)}" for name, amount in shown)
    finding = (
        f"Vom fortgeschriebenen Ansatz von {million_words(found.whole)} sind "
        f"{share(found.disbursed, found.whole)} ausgezahlt."
    )
    return Figure(
        caption=f"Wo der fortgeschriebene Ansatz {year} steht, in Mio. €",
        chart=BarChart(
            title=f"Wo der fortgeschriebene Ansatz {year} steht, Stand {date_de(report.as_of)}",
            alt=f"Der fortgeschriebene Ansatz teilt sich auf in: {told}.",
            finding=finding,
            source=stand_and_source(report, _EVIDENCE),
            unit="Mio. €",
            categories=(f"Haushalt {year}",),
            series=tuple(Series(name, (in_millions(amount),)) for name, amount in shown),
            stacked=True,
            horizontal=True,
        ),
        table=Table(
            name="aufteilung",
            caption=f"Teile des fortgeschriebenen Ansatzes {year}, Stand {date_de(report.as_of)}",
            message=finding,
            columns=(
                Column(head="Teil", width=4),
                Column(head="Betrag", right=True, width=3),
                Column(head="Anteil", right=True, width=2),
            ),
            rows=(
                *(
                    Row(cells=(name, _cell(report, amount, origin), share(amount, found.whole)))
                    for name, amount, origin in pieces
                ),
                Row(
                    cells=(
                        "fortgeschriebener Ansatz",
                        euro_cell(found.whole, of_year(Measure.ADJUSTED, year)),
                        share(found.whole, found.whole),
                    ),
                    kind=RowKind.TOTAL,
                ),
            ),
            note=f"Anteil: vom fortgeschriebenen Ansatz {year}.",
        ),
    )


def _pieces(report: CommitteeReport, found: Whereabouts) -> tuple[tuple[str, Decimal, Origin | None], ...]:
    """Return the pieces with their figures; what is not recorded counts as nothing and leads nowhere."""
    year = report.as_of.year
    return tuple(
        (_DUE_WITHOUT_LATER, amount, None)
        if found.covered and origin.measure is Measure.OPEN
        else (origin.measure.label, amount, origin if amount else None)
        for amount, origin in (
            (found.disbursed, of_year(Measure.DISBURSED, year)),
            (found.still_due, Origin(Measure.OPEN)),
            (found.available, Origin(Measure.AVAILABLE)),
            (found.frozen, of_year(Measure.FROZEN, year)),
            (found.blocked, Origin(Measure.BLOCKED, until=str(year))),
        )
    )

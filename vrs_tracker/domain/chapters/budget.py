"""Section 10: the regional budget, its blocks and releases, and the outflow per year (domain.md 4.4, no. 10).

All amounts are regional money in million euros. What belongs to one year stands in two tables, so that none
has more than six columns.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

from vrs_tracker.domain.breakdowns import YearMoney, by_year
from vrs_tracker.domain.chapters.balances import balance_elements
from vrs_tracker.domain.chapters.carry_overs import carried_table, lapse_elements
from vrs_tracker.domain.chapters.cells import (
    NOT_RECORDED,
    ROUNDED_SOURCES,
    ROUNDING,
    SUMS_OF_KNOWN,
    million_cell,
    million_spoken,
)
from vrs_tracker.domain.chapters.district_chart import districts_with_chart
from vrs_tracker.domain.chapters.freezes import freezes_elements
from vrs_tracker.domain.chapters.outflow_chart import cumulative_figure
from vrs_tracker.domain.chapters.releases import releases_elements
from vrs_tracker.domain.chapters.rounded_figures import is_rounded
from vrs_tracker.domain.chapters.shares import share_elements
from vrs_tracker.domain.chapters.silent_columns import without_silent_columns
from vrs_tracker.domain.chapters.sources import Citing
from vrs_tracker.domain.document import Column, Element, Paragraph, Row, RowKind, Section, Table
from vrs_tracker.domain.funding import (
    has_rounded_blocks,
    has_rounded_releases,
    rounded_stages,
    staircase,
)
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import NO_STATEMENT, date_de, million_words, share
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.origins import WITHOUT, Origin
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Stage

PLANNED_YEARS = 3
"""The medium-term plan looks three years beyond the year of the budget (domain.md 3.2)."""

NOT_ADDED = "keine Summe"
"""Stands below carry-overs, which are no money beside the Ansätze."""
_CARRIED = 2
"""The column of the carry-overs."""

Amounts = tuple[Decimal | None, ...]
_NO_YEAR = "ohne Jahr"
_AUTHORITY = (Measure.APPROPRIATED, Measure.CARRIED, Measure.BLOCKED, Measure.RELEASED)
_OUTFLOW = (Measure.EARMARKED, Measure.COMMITTED, Measure.REQUESTED, Measure.DISBURSED)
_LATER = (Measure.AUTHORISED, Measure.MEDIUM_TERM)
"""Which figures stand in the columns of the three tables."""


def _year(row: YearMoney) -> str:
    return _NO_YEAR if row.year is None else str(row.year)


def _cells(
    report: CommitteeReport, amounts: Amounts, measures: Sequence[Measure], **when: str
) -> tuple[str, ...]:
    figures = zip(amounts, (Origin(measure, **when) for measure in measures), strict=True)
    return tuple(_cell(report, amount, origin) for amount, origin in figures)


def _cell(report: CommitteeReport, amount: Decimal | None, origin: Origin) -> str:
    rounded = is_rounded(report, origin)
    return million_cell(amount, missing=NO_STATEMENT, is_rounded=rounded, origin=origin)


def _sum(column: Amounts) -> Decimal | None:
    return None if all(amount is None for amount in column) else total(column)


def _year_rows(
    report: CommitteeReport,
    rows: Sequence[tuple[str, Amounts]],
    measures: Sequence[Measure],
    *,
    until: str = "",
) -> tuple[Row, ...]:
    """Return a row per year that has any amount, and the sums; nothing if no year has any."""
    known = [(year, amounts) for year, amounts in rows if any(amount is not None for amount in amounts)]
    if not known:
        return ()
    sums = tuple(_sum(column) for column in zip(*(amounts for _, amounts in known), strict=True))
    return (
        *(
            Row(cells=(year, *_cells(report, amounts, measures, year=WITHOUT if year == _NO_YEAR else year)))
            for year, amounts in known
        ),
        Row(cells=("Summe", *_cells(report, sums, measures, until=until)), kind=RowKind.TOTAL),
    )


def _year_columns(*heads: str) -> tuple[Column, ...]:
    return (Column(head="Jahr", width=2), *(Column(head=head, right=True, width=3) for head in heads))


def _note(text: str, rows: Sequence[Row], *, has_rounded: bool) -> str:
    notes = (text, SUMS_OF_KNOWN if _has_gaps(rows) else "", ROUNDED_SOURCES if has_rounded else "", ROUNDING)
    return " ".join(note for note in notes if note)


def _has_gaps(rows: Sequence[Row]) -> bool:
    """Whether a year is missing in a column that has a sum, which is the last row."""
    *years, sums = (row.cells for row in rows)
    known = [place for place, cell in enumerate(sums) if cell not in {NO_STATEMENT, NOT_ADDED}]
    return any(cells[place] == NO_STATEMENT for cells in years for place in known)


# ------------------------------------------------------------------ 10.1 per year


def authority_elements(report: CommitteeReport) -> tuple[Element, ...]:
    """Return appropriation, carry-over, blocked and released money per year up to that of the Stichtag."""
    rows = _carried_not_added(
        _year_rows(
            report,
            [
                (_year(row), (row.appropriated, row.carried_forward, row.blocked, row.released))
                for row in by_year(report)
                if row.year is None or row.year <= report.as_of.year
            ],
            _AUTHORITY,
            until=str(report.as_of.year),
        )
    )
    if not rows:
        return (Paragraph(f"Ansätze, Sperrvermerke und Freigaben: {NOT_RECORDED}."),)
    table = Table(
        name="haushalt",
        caption=f"Haushalt je Jahr in Mio. €, Stand {date_de(report.as_of)}",
        message=_authority_message(report),
        columns=_year_columns("Ansatz", "Übertragung", "Gesperrt", "Freigegeben"),
        rows=rows,
        note=_note(
            "Gesperrt: was Sperrvermerke nach den Freigaben noch zurückhalten. Quelle: Haushaltspläne "
            "und Beschlüsse.",
            rows,
            has_rounded=has_rounded_releases(report),
        ),
    )
    running = (report.as_of.year, report.as_of.year + 1)
    carried = carried_table(report, running)
    shown = without_silent_columns(table)
    return (shown, *((carried,) if carried else ()), *lapse_elements(report))


def _carried_not_added(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Leave the sum of carry-overs out: money that goes on from year to year would count again each time."""
    if not rows or rows[-1].cells[_CARRIED] == NO_STATEMENT:
        return rows
    cells = list(rows[-1].cells)
    cells[_CARRIED] = NOT_ADDED
    return (*rows[:-1], replace(rows[-1], cells=tuple(cells)))


def _authority_message(report: CommitteeReport) -> str:
    steps = staircase(report)
    if steps.appropriated is None:
        return f"Haushaltsansätze bis {report.as_of.year} sind noch nicht erfasst."
    appropriated = f"Bis {report.as_of.year} sind {million_words(steps.appropriated)} veranschlagt"
    if steps.blocked is None:
        return f"{appropriated}."
    blocked = million_spoken(steps.blocked, is_rounded=has_rounded_blocks(report))
    return f"{appropriated}, davon {blocked} gesperrt."


def outflow_elements(report: CommitteeReport) -> tuple[Element, ...]:
    """Return decided, committed, requested and disbursed money per year, with the chart of payments."""
    years = by_year(report)
    rows = _year_rows(
        report,
        [(_year(row), (row.earmarked, row.committed, row.requested, row.disbursed)) for row in years],
        _OUTFLOW,
    )
    if not rows:
        return (Paragraph(f"Beschlüsse, Bewilligungen und Auszahlungen: {NOT_RECORDED}."),)
    table = Table(
        name="mittelabfluss",
        caption=f"Bindung und Abfluss je Jahr in Mio. €, Stand {date_de(report.as_of)}",
        message=_outflow_message(report),
        columns=_year_columns("Beschlossen", "Bewilligt", "Abgerufen", "Ausgezahlt", "Auszuzahlen"),
        rows=_with_open_amounts(report, years, rows),
        note=_note(
            "Beschlossen und bewilligt nach Haushaltsjahr, abgerufen und ausgezahlt nach dem Jahr der "
            "Zahlung. Auszuzahlen: was bis zum Ende des Jahres bewilligt und noch nicht ausgezahlt ist. "
            "Quelle: Beschlüsse, Bescheide, Buchungen.",
            rows,
            has_rounded=bool(rounded_stages(report)),
        ),
    )
    drawn = cumulative_figure(report)
    shown = without_silent_columns(table)
    return (shown, drawn) if drawn else (shown,)


def _with_open_amounts(
    report: CommitteeReport, years: Sequence[YearMoney], rows: Sequence[Row]
) -> tuple[Row, ...]:
    """Append to each year, and to the sums, what is granted and not paid by its end."""
    shown = [
        row
        for row in years
        if (row.earmarked, row.committed, row.requested, row.disbursed) != (None, None, None, None)
    ]
    granted = list(accumulate(row.committed or Decimal(0) for row in shown))
    paid = accumulate(row.disbursed or Decimal(0) for row in shown)
    cells = [
        _cell(report, before - after if before else None, Origin(Measure.OPEN, until=_year(row)))
        for row, before, after in zip(shown, granted, paid, strict=True)
    ]
    return tuple(
        replace(row, cells=(*row.cells, cell)) for row, cell in zip(rows, (*cells, cells[-1]), strict=True)
    )


def _outflow_message(report: CommitteeReport) -> str:
    """Say what is paid and what is „noch auszuzahlen“ of the commitments (users.md 4)."""
    steps = staircase(report)
    if not steps.committed:
        return "Bewilligungen sind noch nicht erfasst."
    stages = rounded_stages(report)
    rounded = Stage.COMMITTED in stages
    committed = million_spoken(steps.committed, is_rounded=rounded)
    paid = million_spoken(steps.disbursed, is_rounded=Stage.DISBURSED in stages)
    ahead = million_spoken(steps.committed - steps.disbursed, is_rounded=rounded or Stage.DISBURSED in stages)
    part = share(steps.disbursed, steps.committed)
    return (
        f"Von {committed}, die bewilligt sind, sind {paid} ausgezahlt ({part}) und {ahead} noch auszuzahlen."
    )


# ------------------------------------------------------------------ 10.3 later years


def later_years_table(report: CommitteeReport) -> Table:
    """Return commitment authorisations and the medium-term plan of three further years, recorded or not."""
    known = {row.year: (row.authorised, row.medium_term) for row in by_year(report)}
    years = range(report.as_of.year + 1, report.as_of.year + 1 + PLANNED_YEARS)
    return Table(
        name="finanzplanung",
        caption=f"Spätere Jahre in Mio. €, Stand {date_de(report.as_of)}",
        message="Mittel der Finanzplanung sind vorgesehen und nicht verfügbar.",
        columns=_year_columns("Ermächtigung", "Finanzplanung"),
        rows=tuple(
            Row(cells=(str(year), *_cells(report, known.get(year, (None, None)), _LATER, year=str(year))))
            for year in years
        ),
        note="Ermächtigung: Verpflichtungsermächtigung, die Erlaubnis, Zusagen für spätere Jahre zu geben.",
    )


def later_years_elements(report: CommitteeReport) -> tuple[Element, ...]:
    """Return the table of the later years; one sentence if nothing is recorded for any of them."""
    table = later_years_table(report)
    shown = without_silent_columns(table)
    if len(shown.columns) > 1:
        return (shown,)
    first, *_, last = (row.cells[0] for row in table.rows)
    return (
        Paragraph(
            f"Verpflichtungsermächtigungen und Finanzplanung für {first} bis {last} sind noch nicht erfasst."
        ),
    )


@once_per_report
def budget_section(report: CommitteeReport) -> Section:
    """Return section 10."""
    parts: tuple[tuple[str, str, tuple[Element, ...]], ...] = (
        (
            "Haushalt und Abfluss je Jahr",
            "haushalt-je-jahr",
            (*authority_elements(report), *outflow_elements(report)),
        ),
        (
            "Sperrvermerke und Freigaben",
            "sperrvermerke",
            (*releases_elements(report, Citing(report)), *freezes_elements(report, report.as_of.year)),
        ),
        ("Spätere Jahre", "spaetere-jahre", later_years_elements(report)),
        ("Kommunale und private Anteile", "anteile", share_elements(report)),
        ("Verteilung nach Landkreisen", "landkreise", districts_with_chart(report)),
        ("Abgleich mit dem Haushaltsverfahren", "abgleich", balance_elements(report)),
    )
    shown = [part for part in parts if part[-1]]
    return Section(
        number="10",
        heading="Mittelabfluss und Haushalt",
        anchor="haushalt",
        parts=tuple(
            Section(number=f"10.{number}", heading=heading, anchor=anchor, body=body)
            for number, (heading, anchor, body) in enumerate(shown, start=1)
        ),
    )

"""Plan and payments over the years: per year for the page of the money, added up for section 10.1 as well."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from vrs_tracker.domain.breakdowns import YearMoney, by_year
from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.budget.lines import YearLine, year_sum
from vrs_tracker.domain.chapters.cells import (
    ROUNDING,
    STILL_AHEAD,
    SUMS_OF_KNOWN,
    euro_cell,
    million_cell,
)
from vrs_tracker.domain.chapters.picture_lines import stand_and_source
from vrs_tracker.domain.charts import BarChart, LineChart, Series
from vrs_tracker.domain.document import Column, Figure, Row, Table
from vrs_tracker.domain.money import in_millions
from vrs_tracker.domain.notation import (
    NO_STATEMENT,
    date_de,
    list_de,
    million,
    million_words,
    share,
    signed_million,
)
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.origins import Origin, of_year, traced
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Payer

_FEWEST_YEARS = 2
_PLAN = "Plan: Ansätze, in späteren Jahren die Finanzplanung."
_EVIDENCE = "Haushaltspläne, Finanzplanung und Buchungen"


def without_payment(row: YearMoney, report: CommitteeReport) -> str:
    """Return the word for a year without payment: it has not begun yet, or nothing is recorded."""
    return STILL_AHEAD if row.year is not None and row.year > report.as_of.year else NO_STATEMENT


def _plan(row: YearMoney) -> Decimal | None:
    return row.medium_term if row.appropriated is None else row.appropriated


# ------------------------------------------------------------------ per year


def plan_and_payments(report: CommitteeReport) -> Figure | None:
    """Return payments beside the plan: the appropriation, for later years the medium-term plan."""
    years = [
        row
        for row in by_year(report)
        if (row.appropriated, row.medium_term, row.disbursed) != (None, None, None)
    ]
    rows = [("ohne Jahr" if row.year is None else str(row.year), _plan(row), row.disbursed) for row in years]
    planned = [Measure.MEDIUM_TERM if row.appropriated is None else Measure.APPROPRIATED for row in years]
    if not any(plan is not None for _, plan, _ in rows) or not any(paid is not None for _, _, paid in rows):
        return None
    missing = [without_payment(row, report) for row in years]
    table = Table(
        name="plan-und-auszahlung",
        caption=f"Plan und Auszahlung je Jahr in Mio. €, Stand {date_de(report.as_of)}",
        message="Plan ist der Ansatz, in späteren Jahren die Finanzplanung.",
        columns=(
            Column(head="Jahr", width=2),
            *(Column(head=head, right=True, width=3) for head in ("Plan", "Ausgezahlt", "Differenz")),
        ),
        rows=tuple(
            Row(
                cells=(
                    year,
                    million_cell(plan, missing=NO_STATEMENT, origin=of_year(measure, row.year)),
                    million_cell(paid, missing=gap, origin=of_year(Measure.DISBURSED, row.year)),
                    gap if plan is None or paid is None else signed_million(paid - plan),
                )
            )
            for row, (year, plan, paid), measure, gap in zip(years, rows, planned, missing, strict=True)
        ),
        note=ROUNDING,
    )
    chart = BarChart(
        title=f"Plan und Auszahlung je Jahr, Stand {date_de(report.as_of)}",
        alt=f"{_most(rows)} {_more_than_planned(rows)}",
        finding=_more_than_planned(rows),
        source=stand_and_source(report, _EVIDENCE),
        unit="Mio. €",
        categories=tuple(year for year, _, _ in rows),
        series=(
            Series(
                "Plan",
                tuple(None if plan is None else in_millions(plan) for _, plan, _ in rows),
                is_planned=True,
            ),
            Series(
                "ausgezahlt",
                tuple(None if paid is None else in_millions(paid) for _, _, paid in rows),
                payer=Payer.VRS,
            ),
        ),
    )
    return Figure(chart=chart, caption="Plan und Auszahlung je Jahr in Mio. €", table=table)


_YearRow = tuple[str, Decimal | None, Decimal | None]


def _most(rows: Sequence[_YearRow]) -> str:
    """Say in which years plan and payments are highest."""
    planned = max((plan, year) for year, plan, _ in rows if plan is not None)
    paid = max((paid, year) for year, _, paid in rows if paid is not None)
    return (
        f"Der Plan ist am höchsten für {planned[1]} mit {million_words(planned[0])}, ausgezahlt ist am "
        f"meisten für {paid[1]} mit {million_words(paid[0])}."
    )


def _more_than_planned(rows: Sequence[_YearRow]) -> str:
    """Name the years that paid more than planned."""
    years = [year for year, plan, paid in rows if plan is not None and paid is not None and paid > plan]
    if not years:
        return "In keinem Jahr ist mehr ausgezahlt als geplant."
    return f"Mehr ausgezahlt als geplant ist für {list_de(years)}."


def outflow_by_base(report: CommitteeReport) -> Table | None:
    """Return payments of each year up to that of the Stichtag in per cent of the adjusted Ansatz.

    In a year with large carry-overs the plain Ansatz as base would flatter (domain.md 3.2).
    """
    book = book_of(report)
    sums = [(year, year_sum(book, year)) for year in book.years() if year <= book.year]
    known = [(year, one) for year, one in sums if one.adjusted or one.disbursed]
    if not known:
        return None
    return Table(
        name="abfluss",
        caption=f"Abfluss je Haushaltsjahr, Stand {date_de(report.as_of)}",
        columns=(
            Column(head="Jahr", width=2),
            *(Column(head=head, right=True, width=4) for head in ("Ansatz", "Fortgeschrieben", "Ausgezahlt")),
            Column(head="Anteil", right=True, width=2),
        ),
        rows=tuple(
            Row(
                cells=(
                    str(year),
                    euro_cell(one.appropriated, of_year(Measure.APPROPRIATED, year)),
                    euro_cell(one.adjusted, of_year(Measure.ADJUSTED, year)),
                    euro_cell(one.disbursed, of_year(Measure.DISBURSED, year)),
                    _share_of_base(one),
                )
            )
            for year, one in known
        ),
        note=(
            "Anteil: ausgezahlt in dem Jahr, vom fortgeschriebenen Ansatz des Jahres. Eine Übertragung steht "
            "in jedem Jahr, in das sie geht; deshalb hat die Tabelle keine Summe."
        ),
    )


def _share_of_base(year: YearLine) -> str:
    if year.disbursed is None or not year.adjusted:
        return NO_STATEMENT
    return share(year.disbursed, year.adjusted)


# ------------------------------------------------------------------ added up


@dataclass(frozen=True, slots=True)
class _Reached:
    """What is planned and paid up to the end of a year; `gap` is the word if no payment is known by then.

    Payments end with the year of the Stichtag.
    """

    year: str
    planned: Decimal
    paid: Decimal | None
    gap: str


@once_per_report
def cumulative_figure(report: CommitteeReport) -> Figure | None:
    """Return plan and payments added up over the years; None before there are two years with a plan."""
    years = [row for row in by_year(report) if row.year is not None]
    planned = [_plan(row) for row in years]
    if sum(plan is not None for plan in planned) < _FEWEST_YEARS:
        return None
    reached = [
        _Reached(str(row.year), plan, paid, without_payment(row, report))
        for row, plan, paid in zip(
            years, accumulate(plan or Decimal(0) for plan in planned), _paid_until(report, years), strict=True
        )
    ]
    unknown = [row for row in years if row.disbursed is None and without_payment(row, report) == NO_STATEMENT]
    table = Table(
        name="plan-und-auszahlung-summe",
        caption=f"Plan und Auszahlung aufaddiert in Mio. €, Stand {date_de(report.as_of)}",
        message=_reached_message(report, reached),
        columns=(
            Column(head="Ende", width=2),
            Column(head="Plan", right=True, width=3),
            Column(head="Ausgezahlt", right=True, width=3),
        ),
        rows=tuple(
            Row(
                cells=(
                    one.year,
                    traced(
                        million(one.planned),
                        Origin(Measure.PLAN, until=one.year) if one.planned else None,
                    ),
                    million_cell(one.paid, missing=one.gap, origin=Origin(Measure.DISBURSED, until=one.year)),
                )
            )
            for one in reached
        ),
        note=" ".join((_PLAN, SUMS_OF_KNOWN, ROUNDING) if unknown else (_PLAN, ROUNDING)),
    )
    first, last = reached[0], reached[-1]
    chart = LineChart(
        title=f"Plan und Auszahlung aufaddiert, Stand {date_de(report.as_of)}",
        alt=(
            f"Der Plan steigt von {million_words(first.planned)} bis Ende {first.year} auf "
            f"{million_words(last.planned)} bis Ende {last.year}. {_gap(report, reached)}"
        ),
        finding=_gap(report, reached),
        source=stand_and_source(report, _EVIDENCE),
        unit="Mio. €",
        categories=tuple(one.year for one in reached),
        series=(
            Series("Plan", tuple(in_millions(one.planned) for one in reached), is_planned=True),
            Series(
                "ausgezahlt",
                tuple(None if one.paid is None else in_millions(one.paid) for one in reached),
                payer=Payer.VRS,
            ),
        ),
    )
    return Figure(chart=chart, caption="Plan und Auszahlung aufaddiert in Mio. €", table=table)


def _paid_until(report: CommitteeReport, years: Sequence[YearMoney]) -> Iterator[Decimal | None]:
    """Add up what is recorded as paid; None before the first payment and in years that have not begun."""
    paid: Decimal | None = None
    for row in years:
        if row.disbursed is not None:
            paid = row.disbursed + (paid or Decimal(0))
        yield None if without_payment(row, report) == STILL_AHEAD else paid


def _newest(reached: Sequence[_Reached]) -> tuple[str, Decimal, Decimal] | None:
    """Return the last year with payments, what was planned until its end and what is paid."""
    known = [(one.year, one.planned, one.paid) for one in reached if one.paid is not None]
    return known[-1] if known else None


def _reached_message(report: CommitteeReport, reached: Sequence[_Reached]) -> str:
    newest = _newest(reached)
    if newest is None:
        return _nothing_paid(report)
    year, planned, paid = newest
    return (
        f"Bis Ende {year} sind {million_words(planned)} veranschlagt; "
        f"bis zum Stichtag sind {million_words(paid)} ausgezahlt."
    )


def _nothing_paid(report: CommitteeReport) -> str:
    return f"Bis {report.as_of.year} ist nichts ausgezahlt."


def _gap(report: CommitteeReport, reached: Sequence[_Reached]) -> str:
    """Say how far the payments lie behind the plan, or beyond it."""
    newest = _newest(reached)
    if newest is None:
        return _nothing_paid(report)
    year, planned, paid = newest
    if paid > planned:
        return f"Ausgezahlt sind {million_words(paid - planned)} mehr, als bis {year} veranschlagt ist."
    if paid == planned:
        return f"Ausgezahlt ist so viel, wie bis {year} veranschlagt ist."
    ahead = planned - paid
    return f"{million_words(ahead)} sind bis {year} veranschlagt und noch nicht ausgezahlt."

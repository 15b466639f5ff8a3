"""How far the money has flowed: payers and stages, plan and payments added up, findings with their day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from vrs_tracker.domain.breakdowns import YearMoney, by_year
from vrs_tracker.domain.chapters.budget import without_payment
from vrs_tracker.domain.chapters.cells import ROUNDING, STILL_AHEAD, SUMS_OF_KNOWN, million_cell, when
from vrs_tracker.domain.charts import LineChart, Series
from vrs_tracker.domain.document import Column, Figure, Row, Table
from vrs_tracker.domain.facts.money import Finding
from vrs_tracker.domain.funding import amount, effective_entries, select, standing
from vrs_tracker.domain.money import in_millions
from vrs_tracker.domain.notation import (
    NO_STATEMENT,
    approximately,
    date_de,
    million,
    million_words,
    number_word,
)
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage
from vrs_tracker.domain.wording import full_stop

_SHOWN = (Stage.PLANNED, Stage.EARMARKED, Stage.COMMITTED, Stage.REQUESTED, Stage.DISBURSED)
_FEWEST_YEARS = 2
_PLAN = "Plan: Ansätze, in späteren Jahren die Finanzplanung."


# ------------------------------------------------------------------ payers and stages


@once_per_report
def stages_table(report: CommitteeReport) -> Table | None:
    """Return the sums of the programme by payer and stage; None if nothing is booked that counts."""
    entries = tuple(entry for entry in effective_entries(report) if entry.counting is Counting.COUNTED)
    payers = [payer for payer in Payer if any(entry.payer is payer for entry in entries)]
    if not payers:
        return None

    def cell(payer: Payer, stage: Stage) -> str:
        found = standing(select(entries, stage=stage, payer=payer))
        if not found:
            return NO_STATEMENT
        text = million(amount(found))
        return approximately(text) if any(entry.is_rounded for entry in found) else text

    return Table(
        name="stufen",
        caption=f"Geldgeber und Stufen in Mio. €, Stand {date_de(report.as_of)}",
        message=_stages_message(payers),
        columns=(
            Column(head="Geldgeber", width=26),
            *(Column(head=stage.label.capitalize(), right=True, width=24) for stage in _SHOWN),
        ),
        rows=tuple(Row(cells=(payer.label, *(cell(payer, stage) for stage in _SHOWN))) for payer in payers),
        note=f"Die Stufen folgen aufeinander und werden nicht addiert. {ROUNDING}",
    )


def _stages_message(payers: list[Payer]) -> str:
    others = len(payers) - (Payer.VRS in payers)
    if not others:
        return "Gebucht ist bisher nur regionales Geld."
    word = (
        "einem weiteren Geldgeber" if others == 1 else f"{number_word(others)} weiteren Arten von Geldgebern"
    )
    return f"Neben dem regionalen Geld sind Beträge von {word} gebucht."


# ------------------------------------------------------------------ plan and payments, added up


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
            Row(cells=(one.year, million(one.planned), million_cell(one.paid, missing=one.gap)))
            for one in reached
        ),
        note=" ".join((_PLAN, SUMS_OF_KNOWN, ROUNDING) if unknown else (_PLAN, ROUNDING)),
    )
    said = "; ".join(
        f"bis Ende {one.year} Plan {million(one.planned)}"
        + ("" if one.paid is None else f", ausgezahlt {million(one.paid)}")
        for one in reached
    )
    chart = LineChart(
        title=f"Plan und Auszahlung aufaddiert, Stand {date_de(report.as_of)}",
        unit="Mio. €",
        categories=tuple(one.year for one in reached),
        series=(
            Series("Plan", tuple(in_millions(one.planned) for one in reached)),
            Series(
                "ausgezahlt", tuple(None if one.paid is None else in_millions(one.paid) for one in reached)
            ),
        ),
        alt=f"Linien über die Jahre in Millionen Euro: {said}.",
    )
    return Figure(chart=chart, caption="Plan und Auszahlung aufaddiert in Mio. €", table=table)


def _paid_until(report: CommitteeReport, years: Sequence[YearMoney]) -> Iterator[Decimal | None]:
    """Add up what is recorded as paid; None before the first payment and in years that have not begun."""
    paid: Decimal | None = None
    for row in years:
        if row.disbursed is not None:
            paid = row.disbursed + (paid or Decimal(0))
        yield None if without_payment(row, report) == STILL_AHEAD else paid


def _plan(row: YearMoney) -> Decimal | None:
    return row.medium_term if row.appropriated is None else row.appropriated


def _reached_message(report: CommitteeReport, reached: list[_Reached]) -> str:
    until = [one for one in reached if one.paid is not None]
    last = until[-1] if until else None
    if last is None or last.paid is None:
        return f"Bis {report.as_of.year} ist nichts ausgezahlt."
    return (
        f"Bis Ende {last.year} sind {million_words(last.planned)} veranschlagt; "
        f"bis zum Stichtag sind {million_words(last.paid)} ausgezahlt."
    )


# ------------------------------------------------------------------ findings


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A finding with the day from which it stands, as words, and where its evidence is found."""

    sentence: str
    since: str
    address: str
    leads_to: str


def finding_lines(report: CommitteeReport) -> tuple[FindingLine, ...]:
    """Return every broken rule once, with since when it is broken and where to read more."""
    lines = (_finding_line(report, finding) for finding in report.findings)
    return tuple({line.sentence: line for line in lines}.values())


def _finding_line(report: CommitteeReport, finding: Finding) -> FindingLine:
    entry = next((one for one in report.entries if one.id == finding.entry), None)
    resolution = next((one for one in report.resolutions if one.id == finding.resolution), None)
    block = report.block(entry.block) if entry and entry.block else None
    dated = entry.effective if entry else resolution.decided if resolution else None
    sentence, since = full_stop(finding.sentence), when(dated) if dated else ""
    if block is not None:
        return FindingLine(
            sentence=sentence, since=since, address=f"/bausteine/{block.slug}", leads_to=block.titled
        )
    return FindingLine(sentence=sentence, since=since, address="/beschluesse/", leads_to="Beschlüsse")

"""How far the money has flowed: payers and stages, findings with their day."""

from dataclasses import dataclass

from vrs_tracker.domain.chapters.cells import ROUNDING, when
from vrs_tracker.domain.document import Column, Row, Table
from vrs_tracker.domain.facts.money import Finding
from vrs_tracker.domain.funding import amount, effective_entries, select, standing
from vrs_tracker.domain.notation import (
    NO_STATEMENT,
    approximately,
    date_de,
    million,
    number_word,
)
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.origins import of_stage, traced
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
        said = approximately(text) if any(entry.is_rounded for entry in found) else text
        return traced(said, of_stage(stage, payer=payer.value))

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
    began = date_de(finding.since) if finding.since else when(dated) if dated else ""
    sentence, since = full_stop(finding.sentence), began
    if block is not None:
        return FindingLine(
            sentence=sentence, since=since, address=f"/bausteine/{block.slug}", leads_to=block.titled
        )
    return FindingLine(sentence=sentence, since=since, address="/beschluesse/", leads_to="Beschlüsse")

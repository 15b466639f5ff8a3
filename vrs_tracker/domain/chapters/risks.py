"""Section 9: the risks that weigh most, with countermeasures (domain.md 4.4, no. 9; users.md 3.1)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vrs_tracker.domain.chapters.cells import block_cell, date_cell, place_of
from vrs_tracker.domain.document import Column, Element, Paragraph, Row, RowKind, Section, Table
from vrs_tracker.domain.facts.blocks import BlockReport, Risk
from vrs_tracker.domain.listing import (
    Kind,
    TypedCell,
    TypedColumn,
    TypedRow,
    TypedTable,
    count_cell,
    text_cell,
)
from vrs_tracker.domain.listing import date_cell as typed_date
from vrs_tracker.domain.notation import NO_STATEMENT, count_words, date_de, number_word
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import Level, RiskState, Trend
from vrs_tracker.domain.wording import full_stop, sentence_start

MOST_RISKS = 10
MATRIX_FROM = 10
"""With fewer risks a matrix is decoration (users.md 3.1)."""

LIKELIHOOD, DAMAGE = "eintritt", "schaden"
"""Words of the address by which risks are filtered."""

_ORDER = tuple(Level)
_GROWING = frozenset({Trend.NEW, Trend.RISING})
_TRENDS = "neu, gestiegen, gleich, gesunken: seit dem letzten Bericht. Quelle: Projektleitungen."


@dataclass(frozen=True, slots=True)
class OpenRisk:
    """An open risk with the block it belongs to."""

    block: BlockReport
    risk: Risk

    @property
    def rank(self) -> tuple[int, int, bool]:
        """For sorting: the heaviest first, of equal ones the more likely, then the new or rising."""
        likelihood, damage = _ORDER.index(self.risk.likelihood), _ORDER.index(self.risk.damage)
        return -(likelihood + damage), -likelihood, self.risk.trend not in _GROWING


def open_risks(report: CommitteeReport) -> tuple[OpenRisk, ...]:
    """Return the open risks of all blocks and projects, the heaviest first."""
    found = (OpenRisk(block, risk) for block in report.all_blocks() for risk in block.risks)
    return tuple(sorted((one for one in found if one.risk.state is RiskState.OPEN), key=lambda one: one.rank))


def told_in_section_9(report: CommitteeReport) -> tuple[Risk, ...]:
    """Return the heaviest risks, which section 9 tells in full."""
    return tuple(one.risk for one in open_risks(report)[:MOST_RISKS])


def assessment(risk: Risk) -> str:
    """Say likelihood, damage and trend in words."""
    return f"Eintritt {risk.likelihood.label}, Schaden {risk.damage.label}, {risk.trend.label}"


def cause_and_effect(risk: Risk) -> str:
    """Say what may happen and what would follow."""
    return f"{full_stop(sentence_start(risk.cause))} Folge: {full_stop(risk.effect)}"


def countermeasure(risk: Risk) -> str:
    """Say what is done and by whom."""
    by_whom = f" Zuständig: {full_stop(risk.responsible)}" if risk.responsible else ""
    nothing = f"{NO_STATEMENT} (noch nicht festgelegt)"
    return f"{full_stop(risk.measure)}{by_whom}" if risk.measure else nothing


def _message(risks: Sequence[OpenRisk]) -> str:
    every, growing = len(risks), sum(one.risk.trend in _GROWING for one in risks)
    still_open = sentence_start(count_words(every, "Risiko ist", "Risiken sind"))
    of_these = number_word(growing, zero="keines", one="eines", beside=every)
    return f"{still_open} offen, davon {of_these} neu oder gestiegen."


def risks_message(report: CommitteeReport) -> str:
    """Say how many risks are open and how many of them grow; without any, when that was last checked."""
    risks = open_risks(report)
    return _message(risks) if risks else _none_open(report)


def _rows(number: int, one: OpenRisk) -> tuple[Row, Row]:
    """Return a risk under a head of its own: its place in the order, its name, its block."""
    head = f"{number}. {one.risk.title}: {place_of(one.block)}"
    cells = (
        cause_and_effect(one.risk),
        assessment(one.risk),
        countermeasure(one.risk),
        date_cell(one.risk.due, missing="ohne Termin"),
    )
    return Row(cells=(head,), kind=RowKind.GROUP), Row(cells=cells)


def _table(report: CommitteeReport, risks: Sequence[OpenRisk]) -> Table:
    shown = risks[:MOST_RISKS]
    rest = f" Hier stehen die {number_word(len(shown))} schwersten." if len(shown) < len(risks) else ""
    return Table(
        name="risiken",
        caption=_caption(report),
        message=f"{_message(risks)}{rest}",
        columns=(
            Column(head="Ursache", width=55),
            Column(head="Einschätzung", width=27),
            Column(head="Maßnahme", width=55),
            Column(head="Termin", width=23),
        ),
        rows=tuple(row for number, one in enumerate(shown, start=1) for row in _rows(number, one)),
        note=_TRENDS,
        may_break=True,
    )


def _caption(report: CommitteeReport) -> str:
    return f"Offene Risiken, Stand {date_de(report.as_of)}"


def risks_table(report: CommitteeReport) -> TypedTable:
    """Return every open risk with its block in the order of `open_risks`, the heaviest first."""
    return TypedTable(
        name="risiken",
        caption=_caption(report),
        columns=(
            TypedColumn(key="risiko", head="Risiko"),
            TypedColumn(key="baustein", head="Baustein"),
            TypedColumn(key="ursache", head="Ursache"),
            TypedColumn(key="einschaetzung", head="Einschätzung"),
            TypedColumn(key="massnahme", head="Maßnahme"),
            TypedColumn(key="termin", head="Termin", kind=Kind.DATE),
        ),
        rows=tuple(
            TypedRow(
                cells=(
                    text_cell(one.risk.title),
                    block_cell(one.block),
                    text_cell(cause_and_effect(one.risk)),
                    text_cell(assessment(one.risk), rank=rank),
                    text_cell(countermeasure(one.risk)),
                    typed_date(one.risk.due, missing="ohne Termin"),
                )
            )
            for rank, one in enumerate(open_risks(report))
        ),
        note=_TRENDS,
    )


def matrix_table(risks: Sequence[OpenRisk]) -> TypedTable:
    """Count risks by likelihood and damage; on a page each number leads to these risks."""
    counts = Counter((one.risk.likelihood, one.risk.damage) for one in risks)
    worst = counts[Level.HIGH, Level.HIGH]
    return TypedTable(
        name="risikomatrix",
        caption="Offene Risiken nach Eintritt (Zeilen) und Schaden (Spalten)",
        message=f"Mit hohem Eintritt und hohem Schaden: {count_words(worst, 'Risiko', 'Risiken')}.",
        columns=(
            TypedColumn(key=LIKELIHOOD, head="Eintritt", width=2),
            *(
                TypedColumn(key=damage.label, head=sentence_start(damage.label), kind=Kind.COUNT, width=1)
                for damage in Level
            ),
        ),
        rows=tuple(
            TypedRow(
                cells=(
                    text_cell(likelihood.label),
                    *(_counted(counts[likelihood, damage], likelihood, damage) for damage in Level),
                )
            )
            for likelihood in reversed(_ORDER)
        ),
    )


def _counted(n: int, likelihood: Level, damage: Level) -> TypedCell:
    address = f"/risiken/?{LIKELIHOOD}={likelihood.label}&{DAMAGE}={damage.label}"
    return count_cell(n, missing="", address=address if n else "")


def _none_open(report: CommitteeReport) -> str:
    """Say that no risk is open and when that was last checked (users.md 6, no. 39)."""
    days = [block.risks_checked_on for block in report.all_blocks() if block.risks_checked_on is not None]
    last = f"Zuletzt geprüft am {date_de(max(days))}." if days else "Eine Prüfung ist noch nicht erfasst."
    return f"Keine offenen Risiken gemeldet. {last}"


def risks_section(report: CommitteeReport) -> Section:
    """Return section 9."""
    risks = open_risks(report)
    body: tuple[Element, ...] = (Paragraph(_none_open(report)),)
    if risks:
        body = (
            _table(report, risks),
            *((matrix_table(risks).printed(),) if len(risks) >= MATRIX_FROM else ()),
        )
    return Section(number="9", heading="Risiken und Gegenmaßnahmen", anchor="risiken", body=body)

"""Section 9: the risks that weigh most, with countermeasures (domain.md 4.4, no. 9; users.md 3.1)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vrs_tracker.domain.chapters.cells import date_cell
from vrs_tracker.domain.document import Column, Element, Paragraph, Row, Section, Table
from vrs_tracker.domain.facts.blocks import BlockReport, Risk
from vrs_tracker.domain.notation import count, date_de, number_word
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import Level, RiskState, Trend
from vrs_tracker.domain.wording import full_stop, sentence_start

MOST_RISKS = 10
MATRIX_FROM = 10
"""With fewer risks a matrix is decoration (users.md 3.1)."""

_ORDER = tuple(Level)
_GROWING = frozenset({Trend.NEW, Trend.RISING})


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


def assessment(risk: Risk) -> str:
    """Say likelihood, damage and trend in words."""
    return f"Eintritt {risk.likelihood.label}, Schaden {risk.damage.label}, {risk.trend.label}"


def cause_and_effect(risk: Risk) -> str:
    """Say what may happen and what would follow."""
    return f"{full_stop(sentence_start(risk.cause))} Folge: {full_stop(risk.effect)}"


def countermeasure(risk: Risk) -> str:
    """Say what is done and by whom."""
    by_whom = f" Zuständig: {full_stop(risk.responsible)}" if risk.responsible else ""
    return f"{full_stop(risk.measure)}{by_whom}" if risk.measure else "keine Angabe (noch nicht festgelegt)"


def _table(report: CommitteeReport, risks: Sequence[OpenRisk]) -> Table:
    shown = risks[:MOST_RISKS]
    growing = number_word(sum(one.risk.trend in _GROWING for one in risks), zero="keines", one="eines")
    still_open = count(len(risks), "Risiko ist", "Risiken sind")
    rest = f" Hier stehen die {number_word(len(shown))} schwersten." if len(shown) < len(risks) else ""
    return Table(
        name="risiken",
        caption=f"Offene Risiken, Stand {date_de(report.as_of)}",
        message=f"{still_open} offen, davon {growing} neu oder gestiegen.{rest}",
        columns=(
            Column(head="Risiko", width=31),
            Column(head="Ursache", width=46),
            Column(head="Einschätzung", width=30),
            Column(head="Maßnahme", width=46),
            Column(head="Termin", width=24),
        ),
        rows=tuple(
            Row(
                cells=(
                    f"{one.risk.title} ({one.block.name})",
                    cause_and_effect(one.risk),
                    assessment(one.risk),
                    countermeasure(one.risk),
                    date_cell(one.risk.due, missing="ohne Termin"),
                )
            )
            for one in shown
        ),
        note="neu, gestiegen, gleich, gesunken: seit dem letzten Bericht. Quelle: Projektleitungen.",
        may_break=True,
    )


def _matrix(risks: Sequence[OpenRisk]) -> Table:
    counts = Counter((one.risk.likelihood, one.risk.damage) for one in risks)
    worst = counts[Level.HIGH, Level.HIGH]
    return Table(
        name="risikomatrix",
        caption="Offene Risiken nach Eintritt (Zeilen) und Schaden (Spalten)",
        message=f"Mit hohem Eintritt und hohem Schaden: {count(worst, 'Risiko', 'Risiken')}.",
        columns=(
            Column(head="Eintritt", width=2),
            *(Column(head=sentence_start(level.label), right=True, width=1) for level in Level),
        ),
        rows=tuple(
            Row(cells=(level.label, *(str(counts[level, damage]) for damage in Level)))
            for level in reversed(_ORDER)
        ),
    )


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
        body = (_table(report, risks), *((_matrix(risks),) if len(risks) >= MATRIX_FROM else ()))
    return Section(number="9", heading="Risiken und Gegenmaßnahmen", anchor="risiken", body=body)

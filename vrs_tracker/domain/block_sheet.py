"""The page of one block or project, which prints on one sheet (users.md 4.3): ten parts in a fixed order.

A block with money, a decision or a change has all parts, and each says what is missing in it. For the rest
only what is recorded stands here, with the reason why there is no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from vrs_tracker.domain.chapters.block_dots import DotLine, dot_line
from vrs_tracker.domain.chapters.block_money import (
    MoneyBar,
    Proof,
    difference_sentences,
    money_table,
    only_motion,
    proofs,
    regional_bars,
)
from vrs_tracker.domain.chapters.block_past import EarlierMessage, dimension_trend, unchanged_since
from vrs_tracker.domain.chapters.block_progress import (
    AIM,
    RatingLine,
    StepLine,
    achieved_words,
    earlier_reports,
    function_words,
    head_items,
    rating_lines,
    rating_message,
    silent_functions,
    state_beside_light,
    step_lines,
    told_functions,
)
from vrs_tracker.domain.chapters.block_results import (
    IndicatorLine,
    MilestoneLine,
    RiskLine,
    indicator_lines,
    milestone_lines,
    no_risk_sentence,
    risk_lines,
    values_missing,
)
from vrs_tracker.domain.chapters.blocks import has_substance, why_short, withheld_sentence
from vrs_tracker.domain.chapters.cells import NOT_RECORDED, NOT_REPORTED
from vrs_tracker.domain.chapters.headline import block_sentence
from vrs_tracker.domain.chapters.milestones import reached_sentence
from vrs_tracker.domain.document import Table
from vrs_tracker.domain.facts.blocks import BlockReport, TrendPoint
from vrs_tracker.domain.notation import date_de, list_de
from vrs_tracker.domain.origins import Origin, of_share
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.progress import Light, TextSlot
from vrs_tracker.domain.wording import full_stop, sentence_start

FOLLOW_UP_COSTS = f"Folgekosten nach der Förderung: {NOT_RECORDED}."
NO_RATING = "Die Bereiche sind nicht bewertet, weil eine aktuelle Meldung fehlt."
NO_FUNCTIONS = "Funktionen des Antrags sind noch nicht erfasst."
NO_MESSAGE = "Eine Meldung liegt nicht vor."
NO_MILESTONES = "Meilensteine sind noch nicht erfasst."
NO_INDICATORS = "Kennzahlen sind für dieses Vorhaben nicht vereinbart."
NO_NEXT_STEPS = "Nächste Schritte sind nicht gemeldet."
NO_ANNOUNCED_STEPS = "Für dieses Halbjahr war nichts angekündigt."
NO_DECISION = "Zurzeit steht keine Entscheidung an."
NO_PUBLIC_DECISION = "Öffentlich steht zurzeit keine Entscheidung an."
"""Where something about the block is withheld, it may be a decision."""
NO_PROOFS = "Beschlüsse und Belege sind noch nicht erfasst."
NO_CHANGES = "Seit dem letzten Bericht ist keine Änderung erfasst."
FIRST_REPORT = "Einen früheren Bericht zum Vergleich gibt es nicht."
BARS_TITLE = "Regionale Mittel in Mio. €"


class SheetPart(StrEnum):
    """The headed parts of the page; the value is the address within the page."""

    RATING = "bewertung"
    MONEY = "geld"
    FUNCTIONS = "funktionen"
    STEPS = "schritte"
    MILESTONES = "meilensteine"
    RESULTS = "ergebnisse"
    RISKS = "risiken"
    EVIDENCE = "nachweise"

    @property
    def heading(self) -> str:
        """The heading of the part."""
        return _HEADINGS[self]


_HEADINGS = {
    SheetPart.RATING: "Bewertung",
    SheetPart.MONEY: "Geld",
    SheetPart.FUNCTIONS: "Geplant 2021 und heute",
    SheetPart.STEPS: "Angekündigt und erreicht",
    SheetPart.MILESTONES: "Meilensteine",
    SheetPart.RESULTS: "Ergebnisse",
    SheetPart.RISKS: "Risiken und Entscheidungsbedarf",
    SheetPart.EVIDENCE: "Nachweise",
}

_UNRATED = frozenset({Light.NOT_APPLICABLE, Light.NOT_STARTED})
"""Lights that rate nothing: where no dimension has another one, a short page need not list them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionLine:
    """A dimension with how it stood in the earlier reports, oldest first."""

    rating: RatingLine
    earlier: tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class FunctionLine:
    """What the motion promised, and what has become of it."""

    promised: str
    today: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyPart:
    """The table, what differs from the motion and why, the bars of the regional money.

    `origin` is where the amounts of the motion come from, if they stand in sentences alone.
    """

    table: Table | None
    sentences: tuple[str, ...]
    bars: tuple[MoneyBar, ...]
    origin: Origin | None = None
    bars_title: str = BARS_TITLE
    follow_up_costs: str = FOLLOW_UP_COSTS


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsPart:
    """What was announced, what came of it, what comes next; `is_old` if a former message said so."""

    announced: tuple[StepLine, ...]
    achieved: str
    achieved_since: str
    coming: tuple[StepLine, ...]
    is_old: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSheet:
    """Everything that the page says, as people read it."""

    sentence: str
    sentence_since: str
    why_short: str
    state: str
    state_reason: str
    aim: str
    head: tuple[tuple[str, str], ...]
    past: str
    rating_message: str
    dimensions: tuple[DimensionLine, ...]
    earlier_periods: str
    money: MoneyPart
    functions: tuple[FunctionLine, ...]
    silent_functions: str
    steps: StepsPart | None
    milestones: tuple[MilestoneLine, ...]
    milestones_message: str
    dots: DotLine | None
    indicators: tuple[IndicatorLine, ...]
    no_values: str
    counted_on: str
    risks: tuple[RiskLine, ...]
    no_risks: str
    decision: str
    decision_since: str
    proofs: tuple[Proof, ...]
    changes: tuple[str, ...]
    no_changes: str
    withheld: str
    footer: str
    no_message: str = NO_MESSAGE
    no_announced_steps: str = NO_ANNOUNCED_STEPS
    no_next_steps: str = NO_NEXT_STEPS
    no_decision: str = NO_DECISION
    no_proofs: str = NO_PROOFS

    @property
    def parts(self) -> tuple[SheetPart, ...]:
        """The headed parts that are drawn: all that apply, of a short page only what is recorded."""
        has_promises = bool(self.functions or self.silent_functions)
        if not self.why_short:
            return tuple(one for one in SheetPart if has_promises or one is not SheetPart.FUNCTIONS)
        recorded = {
            SheetPart.RATING: any(one.rating.light not in _UNRATED for one in self.dimensions),
            SheetPart.MONEY: True,
            SheetPart.FUNCTIONS: has_promises,
            SheetPart.STEPS: self.steps is not None,
            SheetPart.MILESTONES: bool(self.milestones),
            SheetPart.RESULTS: bool(self.indicators),
            SheetPart.RISKS: bool(self.risks or self.decision),
            SheetPart.EVIDENCE: bool(self.proofs or self.changes),
        }
        return tuple(one for one, is_recorded in recorded.items() if is_recorded)


def block_sheet(
    report: CommitteeReport, block: BlockReport, earlier: Sequence[EarlierMessage] = ()
) -> BlockSheet:
    """Return the page of a block; `earlier` are its confirmed messages of half-years before the report."""
    return BlockSheet(
        sentence=block_sentence(report, block),
        sentence_since=_since(report, block, TextSlot.HEADLINE, earlier),
        no_decision=NO_PUBLIC_DECISION if block.withheld else NO_DECISION,
        why_short="" if has_substance(report, block) else why_short(block),
        state=state_beside_light(block),
        state_reason=full_stop(block.state_reason) if block.state_reason else "",
        aim=full_stop(block.description or block.subtitle) if block.description or block.subtitle else "",
        head=tuple(one for one in head_items(report, block) if one[0] != AIM),
        past=earlier_reports(report, block),
        rating_message=_rating_message(block),
        dimensions=tuple(
            DimensionLine(rating=one, earlier=dimension_trend(block, one.dimension, earlier))
            for one in rating_lines(block)
        ),
        earlier_periods=_earlier_periods(block),
        money=_money(report, block),
        functions=tuple(FunctionLine(one.text, function_words(one)) for one in told_functions(block)),
        silent_functions=_silent_functions(block),
        steps=_steps(report, block, earlier),
        milestones=milestone_lines(block.milestones),
        milestones_message=reached_sentence(block.milestones) if block.milestones else NO_MILESTONES,
        dots=dot_line(block, report.as_of),
        indicators=indicator_lines(block),
        no_values=values_missing(block) or ("" if block.indicators else NO_INDICATORS),
        counted_on=date_de(report.as_of),
        risks=risk_lines(block),
        no_risks=no_risk_sentence(block),
        decision=full_stop(block.update.decision) if block.update and block.update.decision else "",
        decision_since=_since(report, block, TextSlot.DECISION, earlier),
        proofs=proofs(report, block),
        changes=tuple(sentence_start(one.sentence) for one in report.changes if one.block == block.slug),
        no_changes=NO_CHANGES if report.previous else FIRST_REPORT,
        withheld=withheld_sentence(block),
        footer=_footer(report),
    )


def _is_current(report: CommitteeReport, block: BlockReport) -> bool:
    """Whether the texts of the newest message are news of this half-year."""
    return block.update is not None and block.update.period == report.period


def _since(
    report: CommitteeReport, block: BlockReport, slot: TextSlot, earlier: Sequence[EarlierMessage]
) -> str:
    """Say since when a text has been the same; empty if it is new or not of this half-year."""
    if block.update is None or not _is_current(report, block):
        return ""
    since = unchanged_since(block.update, slot, earlier)
    return f"unverändert seit {since.label}" if since else ""


def _rating_message(block: BlockReport) -> str:
    if block.light is Light.UNKNOWN:
        return NO_RATING
    return rating_message(block) if block.update and block.update.ratings else f"Bewertung: {NOT_REPORTED}."


def _money(report: CommitteeReport, block: BlockReport) -> MoneyPart:
    table = money_table(report, block)
    if table is None:
        origin = of_share(Measure.MOTION, block.slug, named=block.name) if block.baseline else None
        return MoneyPart(table=None, sentences=(only_motion(block),), bars=(), origin=origin)
    return MoneyPart(
        table=table, sentences=difference_sentences(report, block), bars=regional_bars(report, block)
    )


def _silent_functions(block: BlockReport) -> str:
    if block.is_motion_block and not block.functions:
        return NO_FUNCTIONS
    return silent_functions(block)


def _steps(
    report: CommitteeReport, block: BlockReport, earlier: Sequence[EarlierMessage]
) -> StepsPart | None:
    update = block.update
    if update is None:
        return None
    return StepsPart(
        announced=step_lines(update.announced),
        achieved=full_stop(sentence_start(achieved_words(update))),
        achieved_since=_since(report, block, TextSlot.ACHIEVED, earlier),
        coming=step_lines(update.next_steps),
        is_old=not _is_current(report, block),
    )


def _earlier_periods(block: BlockReport) -> str:
    """Say which reports the small shapes stand for; those who listen hear it at each shape."""
    named = [point.period.label for point in block.trend]
    return f"Vorher: {list_de(named)}." if named else ""


def _footer(report: CommitteeReport) -> str:
    """Say what the printed sheet must carry: reference date and Fassung."""
    version = f"Fassung {report.version}" if report.version else "Arbeitsstand, noch nicht bestätigt"
    return f"{report.period.label}, Stand {date_de(report.as_of)} · {version}"

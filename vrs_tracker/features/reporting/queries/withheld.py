"""What a report holds back: read once, when it is frozen, and from then on as it was frozen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.chapters import withheld as said
from vrs_tracker.domain.chapters.cells import place_of
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.withheld import WithheldElsewhere, WithheldPart, WithheldParts
from vrs_tracker.domain.history_rules import KINDS
from vrs_tracker.domain.issue import withheld_from_json
from vrs_tracker.domain.payload import PayloadError, checksum
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.features.finance.queries.values import precise_day, resolution_value
from vrs_tracker.features.progress.queries.registers import milestone_value
from vrs_tracker.features.reporting.queries.blocks import BLOCKS, MILESTONES, RISKS, risk_value
from vrs_tracker.features.reporting.queries.half_years import NARRATIVES, until
from vrs_tracker.features.reporting.queries.names import BODIES, PEOPLE, offices
from vrs_tracker.features.reporting.queries.network import happened_by
from vrs_tracker.features.reporting.queries.updates import TEXTS, UPDATES
from vrs_tracker.tables.base import Base, Publishable
from vrs_tracker.tables.finance import Resolution
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.network import CooperativeFact, NetworkEvent
from vrs_tracker.tables.periods import Narrative
from vrs_tracker.tables.progress import Milestone, Risk
from vrs_tracker.tables.reporting import Snapshot, WithheldAnnex
from vrs_tracker.trail.together import Answers, Question, ask_together

Row = TypeVar("Row", bound=Publishable)
Happened = TypeVar("Happened", Resolution, NetworkEvent, CooperativeFact)

_FLAG = "öffentlich"
"""The name under which the history tells that something was held back."""
_KINDS: tuple[type[Base], ...] = (Milestone, Risk, Resolution, NetworkEvent, CooperativeFact, Narrative)


def _is_about(table: Any) -> sa.ColumnElement[bool]:  # noqa: ANN401 - a table of ours that can hold something back
    held = sa.select(table.id).where(table.is_public.is_(False))
    return sa.and_(HistoryEntry.kind == table.__tablename__, HistoryEntry.thing_id.in_(held))


TOLD = Question(HistoryEntry, where=sa.or_(*map(_is_about, _KINDS)), order=(HistoryEntry.at, HistoryEntry.id))
RESOLUTIONS = Question(
    Resolution, where=Resolution.is_public.is_(False), order=(Resolution.effective_on, Resolution.id)
)
EVENTS = Question(
    NetworkEvent, where=NetworkEvent.is_public.is_(False), order=(NetworkEvent.effective_on, NetworkEvent.id)
)
HAPPENINGS = Question(
    CooperativeFact,
    where=CooperativeFact.is_public.is_(False),
    order=(CooperativeFact.effective_on, CooperativeFact.id),
)
QUESTIONS = (RESOLUTIONS, EVENTS, HAPPENINGS)
"""What the report itself asks, to count it; the texts it reads anyway."""
_QUESTIONS = (*(BLOCKS, UPDATES, TEXTS, MILESTONES, RISKS, BODIES), *QUESTIONS, *(NARRATIVES, PEOPLE, TOLD))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What was read, and which unit held back which thing, by kind and id."""

    answers: Answers
    report: CommitteeReport
    ids: Mapping[str, int]
    filers: Mapping[int, str]
    units: Mapping[tuple[str, int], str]

    def part(self, place: str, kind: str, row: Publishable, told: said.Said, unit: str = "") -> WithheldPart:
        """Return a row that is held back as a part; the history tells the unit unless it is given."""
        known = unit or self.units.get((kind, row.id), "")  # type: ignore[attr-defined] # each of these tables has an id
        return WithheldPart(
            place=place, kind=KINDS[kind], said=told, reason=row.withheld_reason, flagged_by=known
        )


def load_withheld(session: Session, report: CommitteeReport) -> WithheldParts:
    """Return everything that this report, live or about to be frozen, holds back; one statement."""
    answers = ask_together(session, _QUESTIONS, until=until(report.period))
    people = offices(answers)
    found = _Found(
        answers=answers,
        report=report,
        ids={row.slug: row.id for row in answers.of(BLOCKS)},
        filers={row.id: people.get(row.filed_by or "", "") for row in answers.of(UPDATES)},
        units=_units(answers),
    )
    of_blocks = (part for block in report.all_blocks() for part in _of_block(found, block))
    parts = (*of_blocks, *_resolutions(found), *_events(found), *_happenings(found), *_texts(found))
    return WithheldParts(half_year=report.period.code, version=report.version, parts=parts)


def elsewhere_value(found: Answers, as_of: date) -> WithheldElsewhere:
    """Count what a report holds back that belongs to no block: just the parts that its annex would list."""
    return WithheldElsewhere(
        resolutions=len(_happened(found.of(RESOLUTIONS), as_of)),
        events=len(_happened(found.of(EVENTS), as_of)),
        happenings=len(_happened(found.of(HAPPENINGS), as_of)),
        texts=len(_held_texts(found)),
    )


def _units(answers: Answers) -> Mapping[tuple[str, int], str]:
    """The newest unit that changed the flag; where it was set at once, the one that entered the thing."""
    units: dict[tuple[str, int], str] = {}
    for row in answers.of(TOLD):
        key = row.kind, row.thing_id
        units[key] = row.unit if row.field == _FLAG else units.get(key, row.unit)
    return units


def frozen_withheld(session: Session, snapshot: Snapshot) -> WithheldParts | None:
    """Return what was frozen beside a Fassung; None if it held nothing back.

    PayloadError if what is stored is not what was frozen: nothing else may be printed.
    """
    return _thawed(session.scalar(sa.select(WithheldAnnex).where(WithheldAnnex.snapshot_id == snapshot.id)))


def withheld_of_version(session: Session, period_id: int, version: int) -> WithheldParts | None:
    """Return the same of the Fassung of a half-year with this number; one statement."""
    stmt = sa.select(WithheldAnnex).join(Snapshot, Snapshot.id == WithheldAnnex.snapshot_id)
    return _thawed(session.scalar(stmt.where(Snapshot.period_id == period_id, Snapshot.version == version)))


def _thawed(row: WithheldAnnex | None) -> WithheldParts | None:
    if row is None:
        return None
    if checksum(row.payload) != row.sha256:
        raise PayloadError("withheld", "Die Prüfsumme stimmt nicht.")
    return withheld_from_json(row.payload)


def annex_checksum(session: Session, snapshot: Snapshot) -> str:
    """Return the SHA-256 of what was frozen beside a Fassung, empty if it held nothing back."""
    stmt = sa.select(WithheldAnnex.sha256).where(WithheldAnnex.snapshot_id == snapshot.id)
    return session.scalar(stmt) or ""


def _of_block(found: _Found, block: BlockReport) -> Iterator[WithheldPart]:
    """The texts of the newest confirmed message, milestones and risks, just those that the report counts."""
    place, block_id = place_of(block), found.ids[block.slug]
    own = {row.id for row in found.answers.of(UPDATES) if row.block_id == block_id}
    for text in _held(found.answers.of(TEXTS)):
        if text.update_id in own:
            told = said.text_said(text.slot, text.text)
            yield found.part(place, "status_update", text, told, found.filers[text.update_id])
    for milestone in _held(found.answers.of(MILESTONES)):
        if milestone.block_id == block_id:
            told = said.milestone_said(milestone_value(milestone, found.report.as_of))
            yield found.part(place, "milestone", milestone, told)
    for risk in _held(found.answers.of(RISKS)):
        if risk.block_id == block_id:
            yield found.part(place, "risk", risk, said.risk_said(risk_value(risk)))


def _resolutions(found: _Found) -> Iterator[WithheldPart]:
    bodies = found.answers.by_id(BODIES)
    for row in _happened(found.answers.of(RESOLUTIONS), found.report.as_of):
        value = resolution_value(row, body=bodies[row.body_id].name)
        yield found.part(said.RESOLUTIONS, "resolution", row, said.resolution_said(value))


def _events(found: _Found) -> Iterator[WithheldPart]:
    for row in _happened(found.answers.of(EVENTS), found.report.as_of):
        told = said.happening_said(row.kind.label, precise_day(row), row.title, row.outcome)
        yield found.part(said.EVENTS, "network_event", row, told)


def _happenings(found: _Found) -> Iterator[WithheldPart]:
    for row in _happened(found.answers.of(HAPPENINGS), found.report.as_of):
        told = said.happening_said("Ereignis", precise_day(row), row.text)
        yield found.part(said.COOPERATIVE, "cooperative_fact", row, told)


def _texts(found: _Found) -> Iterator[WithheldPart]:
    for row in _held_texts(found.answers):
        yield found.part(said.TEXTS, "narrative", row, said.text_said(row.slot, row.text))


def _held_texts(answers: Answers) -> list[Narrative]:
    return [row for row in _held(answers.of(NARRATIVES)) if row.text]


def _happened(rows: Iterable[Happened], as_of: date) -> list[Happened]:
    return [row for row in rows if happened_by(precise_day(row), as_of)]


def _held(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if not row.is_public)

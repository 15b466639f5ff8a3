"""Opening a half-year, moving it on, its session and its texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, Violation, require
from vrs_tracker.domain.history_rules import check_reason
from vrs_tracker.domain.inputs.periods import NarrativeInput, SessionInput, check_narrative, check_session
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.periods import MOVERS, MOVES, HalfYear, check_move
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.reporting import Move, NarrativeSlot, PeriodState
from vrs_tracker.features.periods.queries import find_period, frozen_at, half_year, narrative_of, session_of
from vrs_tracker.tables.periods import CommitteeSession, Narrative, ReportingPeriod
from vrs_tracker.trail.history import Change, changed_fields, record
from vrs_tracker.trail.versions import check_version, hold

DAYS_TO_REPORT = 15
"""How long after the reference date the messages are due unless something else is agreed (domain.md 3.5)."""

PERIOD_MOVES = frozenset({Move.START, Move.CLOSE, Move.REOPEN})
"""The moves made here; those that touch frozen figures belong to reporting and end in `set_state`."""

SESSION_LABELS = {
    "body_id": "Gremium",
    "held_on": "Sitzung am",
    "agenda_item": "Tagesordnungspunkt",
    "paper_reference": "Vorlage Nr.",
    "purpose": "Zweck",
    "is_open_session": "öffentliche Sitzung",
    "lead_unit": "Federführung",
    "note": "Bemerkung",
}
NARRATIVE_LABELS = {"text": "Text", "is_public": "öffentlich", "withheld_reason": "Grund für nichtöffentlich"}


@dataclass(frozen=True, slots=True)
class _Wording:
    """How a row is named in a conflict and in the history."""

    stem: str
    labels: Mapping[str, str]
    after_freeze: bool = False


def open_period(
    session: Session,
    half: HalfYear,
    due_on: date | None = None,
    *,
    by: Person,
    now: datetime,
    provenance: Provenance = Provenance.ENTERED,
    source: str = "",
) -> ReportingPeriod:
    """Create a half-year and ask for its messages, due 15 days after the reference date if no date is given.

    RuleViolations if it was opened before or the messages would be due before the reference date has passed.
    """
    check_mover(by, Move.START)
    due = due_on or half.as_of + timedelta(days=DAYS_TO_REPORT)
    require(_check_opening(session, half, due))
    period = ReportingPeriod(
        year=half.year,
        half=half.half,
        state=PeriodState.OPEN,
        due_on=due,
        provenance=provenance,
        source=source,
    )
    session.add(period)
    session.flush()
    return move_period(session, period, Move.START, by=by, now=now)


def _check_opening(session: Session, half: HalfYear, due: date) -> tuple[Violation, ...]:
    found: list[Violation] = []
    existing = find_period(session, half)
    if existing is not None:
        sentence = f"Das {half.label} ist schon eröffnet. Sein Stand ist: {existing.state.label}."
        found.append(Violation("period", sentence))
    if due <= half.as_of:
        sentence = f"Die Meldungen können erst nach dem Stichtag {date_de(half.as_of)} fällig sein."
        found.append(Violation("due_on", sentence))
    return tuple(found)


def move_period(
    session: Session, period: ReportingPeriod, move: Move, *, by: Person, now: datetime, reason: str = ""
) -> ReportingPeriod:
    """Start, close or reopen a half-year; reopening needs a reason. ValueError for the moves of reporting."""
    if move not in PERIOD_MOVES:
        message = f"{move} is a move of reporting, which checks the figures first"
        raise ValueError(message)
    check_mover(by, move)
    hold(session, period)
    require(check_move(period.state, move, by=by.key, reason=reason))
    return set_state(session, period, MOVES[period.state, move], by=by, now=now, reason=reason)


def check_mover(by: Person, move: Move) -> None:
    """Raise Forbidden unless one of the person's roles may make this move."""
    if not by.roles & MOVERS[move]:
        raise Forbidden(REFUSALS[Action.MOVE_PERIOD])


def set_state(
    session: Session,
    period: ReportingPeriod,
    state: PeriodState,
    *,
    by: Person,
    now: datetime,
    reason: str = "",
) -> ReportingPeriod:
    """Write the state that a move leads to, with who released it and when it was released or published.

    The caller has checked the move. ValueError if no move of the table leads there from the present state.
    """
    if not any(before is period.state and after is state for (before, _), after in MOVES.items()):
        message = f"no move leads from {period.state} to {state}"
        raise ValueError(message)
    change = Change("Stand", period.state.label, state.label)
    period.state = state
    period.version += 1
    if state is PeriodState.RELEASED:
        period.released_by, period.released_at = by.key, now
    if state is PeriodState.PUBLISHED:
        period.published_at = now
    kind = ReportingPeriod.__tablename__
    record(session, by=by, at=now, kind=kind, thing_id=period.id, changes=[change], reason=reason)
    session.flush()
    return period


def set_session(
    session: Session, period: ReportingPeriod, new: SessionInput, *, by: Person, now: datetime
) -> CommitteeSession:
    """Write the title block data of the session; in every state, because it lies outside the figures.

    Conflict if somebody else changed it since the form was filled.
    """
    if not may(by, Action.EDIT_SESSION):
        raise Forbidden(REFUSALS[Action.EDIT_SESSION])
    require(check_session(new, half_year(period)))
    hold(session, period)
    row = session_of(session, period) or CommitteeSession(
        period_id=period.id, version=0, provenance=new.provenance, source=new.source
    )
    _write(session, row, new, _Wording("Die Sitzungsdaten wurden", SESSION_LABELS), by=by, now=now)
    return row


def write_narrative(
    session: Session,
    period: ReportingPeriod,
    slot: NarrativeSlot,
    new: NarrativeInput,
    *,
    by: Person,
    now: datetime,
) -> Narrative:
    """Write one text of the report, until it is given to the members; Conflict as in `set_session`."""
    if not may(by, Action.PREPARE_REPORT):
        raise Forbidden(REFUSALS[Action.PREPARE_REPORT])
    hold(session, period)
    require(check_narrative(new, slot, period.state))
    row = narrative_of(session, period, slot) or Narrative(
        period_id=period.id, slot=slot, version=0, provenance=new.provenance, source=new.source
    )
    wording = _Wording(
        "Dieser Text wurde", NARRATIVE_LABELS, after_freeze=frozen_at(session, period) is not None
    )
    _write(session, row, new, wording, by=by, now=now)
    return row


def _write(
    session: Session,
    row: CommitteeSession | Narrative,
    new: SessionInput | NarrativeInput,
    wording: _Wording,
    *,
    by: Person,
    now: datetime,
) -> None:
    """Set what is labelled and tell the history; a new row has version 0 and is nobody's conflict."""
    if row.version > 0:
        check_version(session, row, new.version, wording.stem)
    values = {field: getattr(new, field) for field in wording.labels}
    changes = changed_fields(row, values, wording.labels)
    require(check_reason(changes, new.reason, after_freeze=wording.after_freeze))
    if not changes and row.version > 0:
        return
    for field, value in values.items():
        setattr(row, field, value)
    row.version += 1
    session.add(row)
    session.flush()
    record(
        session,
        by=by,
        at=now,
        kind=row.__tablename__,
        thing_id=row.id,
        changes=changes,
        reason=new.reason,
        after_freeze=wording.after_freeze,
    )
    session.flush()

"""Network and cooperative (mandates 2 and 3) as values; only public records."""

from datetime import date

from vrs_tracker.domain.facts import network as facts
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.funding import last_day
from vrs_tracker.features.reporting.queries.names import ORGANISATIONS
from vrs_tracker.tables import network as rows
from vrs_tracker.trail.together import Answers, Question

EVENTS = Question(
    rows.NetworkEvent,
    where=rows.NetworkEvent.is_public,
    order=(rows.NetworkEvent.effective_on, rows.NetworkEvent.id),
)
NAMES = Question(rows.CooperativeName, order=(rows.CooperativeName.effective_on, rows.CooperativeName.id))
MEMBERS = Question(
    rows.CooperativeMember, order=(rows.CooperativeMember.effective_on, rows.CooperativeMember.id)
)
CONTRIBUTIONS = Question(
    rows.CooperativeContribution, order=(rows.CooperativeContribution.year, rows.CooperativeContribution.id)
)
FACTS = Question(
    rows.CooperativeFact,
    where=rows.CooperativeFact.is_public,
    order=(rows.CooperativeFact.effective_on, rows.CooperativeFact.id),
)
QUESTIONS = (EVENTS, NAMES, MEMBERS, CONTRIBUTIONS, FACTS)


def happened_by(when: PreciseDate, as_of: date) -> bool:
    """Whether something is certain to have happened by the reference date; an unknown date counts."""
    day = last_day(when)
    return day is None or day <= as_of


def event_values(found: Answers, as_of: date) -> tuple[facts.NetworkEvent, ...]:
    """Public events that happened by `as_of`, oldest first."""
    events = (
        facts.NetworkEvent(
            happened=PreciseDate(row.effective_on, row.date_precision),
            kind=row.kind,
            title=row.title,
            participants=row.participants,
            outcome=row.outcome,
            source_text=row.source,
            provenance=row.provenance,
        )
        for row in found.of(EVENTS)
    )
    return tuple(event for event in events if happened_by(event.happened, as_of))


def cooperative_value(found: Answers, as_of: date) -> facts.Cooperative:
    """Names, members, contributions and dated facts of the cooperative by `as_of`."""
    dated = ((row.name, PreciseDate(row.effective_on, row.date_precision)) for row in found.of(NAMES))
    return facts.Cooperative(
        names=tuple((name, since) for name, since in dated if happened_by(since, as_of)),
        members=_members(found, as_of),
        contributions=_contributions(found, as_of),
        facts=_facts(found, as_of),
    )


def _members(found: Answers, as_of: date) -> tuple[facts.CooperativeMember, ...]:
    organisations = found.by_id(ORGANISATIONS)
    members = (
        facts.CooperativeMember(
            name=organisations[row.organisation_id].name,
            kind=organisations[row.organisation_id].kind,
            joined=PreciseDate(row.effective_on, row.date_precision),
            left=_left(row, as_of),
            share=row.share,
            source_text=row.source,
            provenance=row.provenance,
        )
        for row in found.of(MEMBERS)
    )
    return tuple(member for member in members if happened_by(member.joined, as_of))


def _left(row: rows.CooperativeMember, as_of: date) -> PreciseDate | None:
    if row.left_precision is None:
        return None
    left = PreciseDate(row.left_on, row.left_precision)
    return left if happened_by(left, as_of) else None


def _contributions(found: Answers, as_of: date) -> tuple[facts.CooperativeContribution, ...]:
    organisations = found.by_id(ORGANISATIONS)
    return tuple(
        facts.CooperativeContribution(
            payer=organisations[row.payer_id].name,
            year=row.year,
            amount=row.amount,
            is_ceiling=row.is_ceiling,
            note=row.note,
            source_text=row.source,
            provenance=row.provenance,
        )
        for row in found.of(CONTRIBUTIONS)
        if row.year is None or row.year <= as_of.year
    )


def _facts(found: Answers, as_of: date) -> tuple[facts.CooperativeFact, ...]:
    values = (
        facts.CooperativeFact(
            happened=PreciseDate(row.effective_on, row.date_precision),
            text=row.text,
            source_text=row.source,
            provenance=row.provenance,
        )
        for row in found.of(FACTS)
    )
    return tuple(value for value in values if happened_by(value.happened, as_of))

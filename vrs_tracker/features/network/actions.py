"""Recording and correcting network events and the cooperative."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, Violation, require
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.history_rules import Change, check_reason
from vrs_tracker.domain.inputs.network import (
    ContributionInput,
    CooperativeFactInput,
    CooperativeNameInput,
    EventInput,
    LeavingInput,
    MemberInput,
    check_contribution,
    check_cooperative_fact,
    check_cooperative_name,
    check_event,
    check_leaving,
    check_member,
)
from vrs_tracker.domain.inputs.parts import Correction
from vrs_tracker.domain.notation import euro
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.features.actors.queries import organisations_by_id
from vrs_tracker.features.network.queries import Row, member_of, same_name
from vrs_tracker.tables.network import (
    CooperativeContribution,
    CooperativeFact,
    CooperativeMember,
    CooperativeName,
    NetworkEvent,
)
from vrs_tracker.trail.history import changed_fields, record
from vrs_tracker.trail.posting import already_posted, one_after_the_other
from vrs_tracker.trail.versions import check_version, hold

New = TypeVar("New", EventInput, MemberInput, ContributionInput, CooperativeFactInput, CooperativeNameInput)

LABELS = {
    "kind": "Art",
    "title": "Titel",
    "participants": "Teilnehmende",
    "outcome": "Ergebnis",
    "effective_on": "Datum",
    "date_precision": "Genauigkeit des Datums",
    "organisation_id": "Organisation",
    "share": "Geschäftsanteil",
    "left_on": "Austritt",
    "left_precision": "Genauigkeit des Austritts",
    "payer_id": "Zahlende Stelle",
    "year": "Jahr",
    "amount": "Betrag",
    "is_ceiling": "Höchstbetrag",
    "note": "Bemerkung",
    "text": "Text",
    "name": "Name",
    "is_public": "öffentlich",
    "withheld_reason": "Grund für nichtöffentlich",
    "source": "Quelle",
}
NOT_RECORDED = "Diese Organisation ist nicht erfasst. Wählen Sie eine der Liste."


def add_event(session: Session, new: EventInput, *, by: Person, now: datetime) -> NetworkEvent:
    """Record an activity of mandate 2; a repeated post returns the one that exists."""
    _check_person(by)
    earlier = already_posted(session, NetworkEvent, new.post_key)
    if earlier is not None:
        return earlier
    require(check_event(new))
    row = NetworkEvent(**_event(new), post_key=new.post_key, provenance=new.provenance)
    return _begin(session, row, Change("Veranstaltung", "", new.title), by=by, now=now)


def edit_event(
    session: Session, row: NetworkEvent, new: EventInput, *, by: Person, now: datetime
) -> NetworkEvent:
    """Correct an activity; Conflict if somebody else changed it since the form was filled."""
    _check_person(by)
    new = replace(new, provenance=row.provenance)
    found = check_event(new)
    return _change(session, row, _event(new), found, new, by=by, now=now)


def add_member(session: Session, new: MemberInput, *, by: Person, now: datetime) -> CooperativeMember:
    """Record a member of the cooperative; an organisation is a member once."""
    _check_person(by)
    one_after_the_other(session, "members of the cooperative")
    require((*check_member(new), *_check_member(session, new, None)))
    row = CooperativeMember(**_member(new), provenance=new.provenance)
    name = organisations_by_id(session, [new.organisation_id])[new.organisation_id].name
    return _begin(session, row, Change("Mitglied", "", name), by=by, now=now)


def edit_member(
    session: Session, row: CooperativeMember, new: MemberInput, *, by: Person, now: datetime
) -> CooperativeMember:
    """Correct a membership; a changed share needs a reason."""
    _check_person(by)
    new = replace(new, provenance=row.provenance)
    found = (*check_member(new), *_check_member(session, new, row.id))
    return _change(session, row, _member(new), found, new, by=by, now=now)


def end_membership(
    session: Session, row: CooperativeMember, new: LeavingInput, *, by: Person, now: datetime
) -> CooperativeMember:
    """Record that a member has left, with the reason; without a date the membership goes on again."""
    _check_person(by)
    values = {
        "left_on": new.left.day if new.left else None,
        "left_precision": new.left.precision if new.left else None,
    }
    found = check_leaving(new, row.effective_on)
    return _change(session, row, values, found, new, by=by, now=now)


def add_contribution(
    session: Session, new: ContributionInput, *, by: Person, now: datetime
) -> CooperativeContribution:
    """Record a contribution to the cooperative; a repeated post returns the one that exists."""
    _check_person(by)
    earlier = already_posted(session, CooperativeContribution, new.post_key)
    if earlier is not None:
        return earlier
    require((*check_contribution(new), *_check_organisation(session, "payer_id", new.payer_id)))
    row = CooperativeContribution(**_contribution(new), post_key=new.post_key, provenance=new.provenance)
    return _begin(session, row, Change("Beitrag", "", euro(new.amount)), by=by, now=now)


def edit_contribution(
    session: Session, row: CooperativeContribution, new: ContributionInput, *, by: Person, now: datetime
) -> CooperativeContribution:
    """Correct a contribution; a changed amount needs a reason."""
    _check_person(by)
    new = replace(new, provenance=row.provenance)
    found = (*check_contribution(new), *_check_organisation(session, "payer_id", new.payer_id))
    return _change(session, row, _contribution(new), found, new, by=by, now=now)


def add_cooperative_fact(
    session: Session, new: CooperativeFactInput, *, by: Person, now: datetime
) -> CooperativeFact:
    """Record a dated event of the cooperative; a repeated post returns the one that exists."""
    _check_person(by)
    earlier = already_posted(session, CooperativeFact, new.post_key)
    if earlier is not None:
        return earlier
    require(check_cooperative_fact(new))
    row = CooperativeFact(**_fact(new), post_key=new.post_key, provenance=new.provenance)
    return _begin(session, row, Change("Ereignis", "", new.text), by=by, now=now)


def edit_cooperative_fact(
    session: Session,
    row: CooperativeFact,
    new: CooperativeFactInput,
    *,
    by: Person,
    now: datetime,
) -> CooperativeFact:
    """Correct a dated event; Conflict if somebody else changed it since the form was filled."""
    _check_person(by)
    new = replace(new, provenance=row.provenance)
    found = check_cooperative_fact(new)
    return _change(session, row, _fact(new), found, new, by=by, now=now)


def add_cooperative_name(
    session: Session, new: CooperativeNameInput, *, by: Person, now: datetime
) -> CooperativeName:
    """Record a name of the cooperative; the same name since the same day is recorded once."""
    _check_person(by)
    one_after_the_other(session, "names of the cooperative")
    found = list(check_cooperative_name(new))
    if same_name(session, new.name, new.since) is not None:
        found.append(Violation("name", "Dieser Name ist mit diesem Datum schon erfasst."))
    require(found)
    row = CooperativeName(**_name(new), provenance=new.provenance)
    return _begin(session, row, Change("Name", "", new.name), by=by, now=now)


def edit_cooperative_name(
    session: Session,
    row: CooperativeName,
    new: CooperativeNameInput,
    *,
    by: Person,
    now: datetime,
) -> CooperativeName:
    """Correct a name of the cooperative or its date."""
    _check_person(by)
    new = replace(new, provenance=row.provenance)
    found = check_cooperative_name(new)
    return _change(session, row, _name(new), found, new, by=by, now=now)


# ---------------------------------------------------------------- columns


def _day(when: PreciseDate) -> dict[str, object]:
    return {"effective_on": when.day, "date_precision": when.precision}


def _said(new: New, *names: str) -> dict[str, object]:
    return {name: getattr(new, name) for name in (*names, "source")}


def _event(new: EventInput) -> dict[str, object]:
    shown = ("is_public", "withheld_reason")
    return _said(new, "kind", "title", "participants", "outcome", *shown) | _day(new.happened)


def _member(new: MemberInput) -> dict[str, object]:
    return _said(new, "organisation_id", "share") | _day(new.joined)


def _contribution(new: ContributionInput) -> dict[str, object]:
    return _said(new, "payer_id", "year", "amount", "is_ceiling", "note")


def _fact(new: CooperativeFactInput) -> dict[str, object]:
    return _said(new, "text", "is_public", "withheld_reason") | _day(new.happened)


def _name(new: CooperativeNameInput) -> dict[str, object]:
    return _said(new, "name") | _day(new.since)


# ---------------------------------------------------------------- checks and writing


def _check_person(by: Person) -> None:
    if not may(by, Action.EDIT_NETWORK):
        raise Forbidden(REFUSALS[Action.EDIT_NETWORK])


def _check_organisation(session: Session, field: str, organisation_id: int) -> Iterator[Violation]:
    if organisation_id not in organisations_by_id(session, [organisation_id]):
        yield Violation(field, NOT_RECORDED)


def _check_member(session: Session, new: MemberInput, own_id: int | None) -> Iterator[Violation]:
    yield from _check_organisation(session, "organisation_id", new.organisation_id)
    same = member_of(session, new.organisation_id)
    if same is not None and same.id != own_id:
        yield Violation("organisation_id", "Diese Organisation ist schon als Mitglied erfasst.")


def _begin(session: Session, row: Row, begun: Change, *, by: Person, now: datetime) -> Row:
    session.add(row)
    session.flush()
    record(session, by=by, at=now, kind=row.__tablename__, thing_id=row.id, changes=[begun])
    session.flush()
    return row


def _change(
    session: Session,
    row: Row,
    values: Mapping[str, object],
    found: tuple[Violation, ...],
    new: Correction,
    *,
    by: Person,
    now: datetime,
) -> Row:
    hold(session, row)
    changes = changed_fields(row, values, LABELS)
    require((*found, *check_reason(changes, new.reason)))
    check_version(session, row, new.version, "Diese Angabe wurde")
    for name, value in values.items():
        setattr(row, name, value)
    if changes and isinstance(row, CooperativeMember):
        row.version += 1
    session.flush()
    kind, reason = row.__tablename__, new.reason
    record(session, by=by, at=now, kind=kind, thing_id=row.id, changes=changes, reason=reason)
    session.flush()
    return row

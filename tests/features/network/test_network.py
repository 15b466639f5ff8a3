"""Network events and the cooperative: recording, correcting, ending."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.features.record_rows import (
    LATER,
    NOW,
    UNKNOWN_DAY,
    broken_fields,
    day,
    make_organisation,
    person,
    remembered,
    year,
)
from vrs_tracker.domain.errors import Conflict, Forbidden, NotFound, RuleViolations
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.network import (
    ContributionInput,
    CooperativeFactInput,
    CooperativeNameInput,
    EventInput,
    LeavingInput,
    MemberInput,
)
from vrs_tracker.domain.vocabulary.money import DatePrecision, Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import EventKind
from vrs_tracker.features.network import actions, queries
from vrs_tracker.tables.network import CooperativeMember, NetworkEvent
from vrs_tracker.trail.versions import version_of

EVENT = EventInput(kind=EventKind.WORKSHOP, title="Erstes Arbeitstreffen", happened=day("2026-03-04"))
FACT = CooperativeFactInput(text="Eintragung ins Register", happened=year(2023))
NAME = CooperativeNameInput(name="KI-Allianz Baden-Württemberg eG", since=year(2023))


def make_member(session: Session, *, share: str | None = "25000.00") -> CooperativeMember:
    new = MemberInput(
        organisation_id=make_organisation(session).id,
        joined=day("2022-06-28"),
        share=None if share is None else Decimal(share),
    )
    return actions.add_member(session, new, by=person(session), now=NOW)


def test_an_event_is_recorded_with_what_is_known(session: Session) -> None:
    row = actions.add_event(session, EVENT, by=person(session), now=NOW)
    assert (row.participants, row.is_public) == (None, True)
    assert queries.list_events(session) == [row]
    assert remembered(session, "network_event", row.id)[0].new == "Erstes Arbeitstreffen"


def test_the_newest_event_stands_first_and_one_without_a_date_last(session: Session) -> None:
    for title, when in (("ohne", UNKNOWN_DAY), ("alt", day("2025-01-01")), ("neu", day("2026-01-01"))):
        actions.add_event(session, replace(EVENT, title=title, happened=when), by=person(session), now=NOW)
    assert [row.title for row in queries.list_events(session)] == ["neu", "alt", "ohne"]


def test_every_broken_rule_of_an_event_is_named(session: Session) -> None:
    broken = replace(
        EVENT, title=" ", participants=-1, is_public=False, happened=PreciseDate(None, DatePrecision.DAY)
    )
    with pytest.raises(RuleViolations) as refusal:
        actions.add_event(session, broken, by=person(session), now=NOW)
    assert broken_fields(refusal.value) == {"title", "participants", "withheld_reason", "happened"}


def test_a_corrected_event_tells_what_changed(session: Session) -> None:
    row = actions.add_event(session, EVENT, by=person(session), now=NOW)
    better = replace(EVENT, participants=24, version=version_of(session, row))
    actions.edit_event(session, row, better, by=person(session), now=LATER)
    told = remembered(session, "network_event", row.id)[1]
    assert (told.field, told.old, told.new) == ("Teilnehmende", "", "24")


def test_the_second_of_two_editors_of_an_event_is_told(session: Session) -> None:
    row = actions.add_event(session, EVENT, by=person(session), now=NOW)
    opened = version_of(session, row)
    first = replace(EVENT, participants=24, version=opened)
    actions.edit_event(session, row, first, by=person(session), now=LATER)
    with pytest.raises(Conflict, match="beide Fassungen"):
        actions.edit_event(session, row, replace(first, participants=25), by=person(session), now=LATER)
    assert row.participants == 24


def test_a_fact_stays_a_fact_when_it_is_corrected(session: Session) -> None:
    sourced = replace(FACT, provenance=Provenance.SOURCE, source="Vorlage 024/2024")
    row = actions.add_cooperative_fact(session, sourced, by=person(session), now=NOW)
    with pytest.raises(RuleViolations, match="Quelle"):
        actions.edit_cooperative_fact(session, row, replace(FACT, text="neu"), by=person(session), now=LATER)
    assert row.provenance is Provenance.SOURCE


def test_an_organisation_is_a_member_once(session: Session) -> None:
    member = make_member(session)
    again = MemberInput(organisation_id=member.organisation_id, joined=day("2024-01-01"))
    with pytest.raises(RuleViolations, match="schon als Mitglied"):
        actions.add_member(session, again, by=person(session), now=NOW)
    with pytest.raises(RuleViolations, match="nicht erfasst"):
        actions.add_member(session, replace(again, organisation_id=4711), by=person(session), now=NOW)


def test_a_share_changes_with_a_reason_only(session: Session) -> None:
    member = make_member(session)
    new = MemberInput(
        organisation_id=member.organisation_id, joined=day("2022-06-28"), share=Decimal(50_000), version=1
    )
    with pytest.raises(RuleViolations) as refusal:
        actions.edit_member(session, member, new, by=person(session), now=LATER)
    assert broken_fields(refusal.value) == {"reason"}
    actions.edit_member(session, member, replace(new, reason="Aufstockung"), by=person(session), now=LATER)
    assert (member.share, member.version) == (Decimal(50_000), 2)
    with pytest.raises(Conflict):
        actions.edit_member(session, member, replace(new, reason="Irrtum"), by=person(session), now=LATER)


def test_a_membership_ends_after_it_began_and_can_be_taken_up_again(session: Session) -> None:
    member = make_member(session)
    too_early = LeavingInput(left=day("2022-06-27"), reason="Austritt")
    with pytest.raises(RuleViolations) as refusal:
        actions.end_membership(session, member, too_early, by=person(session), now=LATER)
    assert broken_fields(refusal.value) == {"left"}
    same_year = LeavingInput(left=year(2022), reason="Austritt")
    actions.end_membership(session, member, same_year, by=person(session), now=LATER)
    assert (member.left_on, member.left_precision) == (date(2022, 1, 1), DatePrecision.YEAR)
    mistake = LeavingInput(left=None, reason="Irrtum")
    actions.end_membership(session, member, mistake, by=person(session), now=LATER)
    assert (member.left_on, member.left_precision) == (None, None)


def test_a_membership_does_not_end_without_a_reason(session: Session) -> None:
    leaving = LeavingInput(left=day("2025-12-31"), reason=" ")
    with pytest.raises(RuleViolations) as refusal:
        actions.end_membership(session, make_member(session), leaving, by=person(session), now=LATER)
    assert broken_fields(refusal.value) == {"reason"}


def test_a_contribution_is_recorded_and_corrected_with_a_reason(session: Session) -> None:
    payer = make_organisation(session)
    new = ContributionInput(payer_id=payer.id, amount=Decimal(82_500), year=2021, is_ceiling=True)
    row = actions.add_contribution(session, new, by=person(session), now=NOW)
    with pytest.raises(RuleViolations) as refusal:
        actions.edit_contribution(
            session, row, replace(new, amount=Decimal(1)), by=person(session), now=LATER
        )
    assert broken_fields(refusal.value) == {"reason"}
    reasoned = replace(new, amount=Decimal(80_000), reason="Bescheid")
    actions.edit_contribution(session, row, reasoned, by=person(session), now=LATER)
    assert [(each.amount, each.payer.name) for each in queries.list_contributions(session)] == [
        (Decimal(80_000), "Stadt Böblingen")
    ]


def test_a_contribution_names_a_recorded_payer_and_a_possible_year(session: Session) -> None:
    new = ContributionInput(payer_id=4711, amount=Decimal(0), year=21)
    with pytest.raises(RuleViolations) as refusal:
        actions.add_contribution(session, new, by=person(session), now=NOW)
    assert broken_fields(refusal.value) == {"payer_id", "amount", "year"}


def test_names_of_the_cooperative_follow_one_another(session: Session) -> None:
    founded = replace(NAME, name="Innovationspark eG", since=year(2021))
    for new in (NAME, founded):
        actions.add_cooperative_name(session, new, by=person(session), now=NOW)
    assert [row.name for row in queries.list_names(session)] == [founded.name, NAME.name]
    with pytest.raises(RuleViolations, match="schon erfasst"):
        actions.add_cooperative_name(session, NAME, by=person(session), now=NOW)


def test_a_name_without_a_date_is_recorded_once_too(session: Session) -> None:
    undated = replace(NAME, since=UNKNOWN_DAY)
    row = actions.add_cooperative_name(session, undated, by=person(session), now=NOW)
    with pytest.raises(RuleViolations, match="schon erfasst"):
        actions.add_cooperative_name(session, undated, by=person(session), now=NOW)
    actions.edit_cooperative_name(session, row, NAME, by=person(session), now=LATER)
    assert row.effective_on == date(2023, 1, 1)


@pytest.mark.parametrize("kind", ["event", "fact", "contribution"])
def test_the_same_post_twice_gives_one_record(session: Session, kind: str) -> None:
    key = "0123456789abcdef"
    contribution = ContributionInput(payer_id=make_organisation(session).id, amount=Decimal(1), post_key=key)
    by = person(session)
    post: dict[str, Callable[[], object]] = {
        "event": lambda: actions.add_event(session, replace(EVENT, post_key=key), by=by, now=NOW),
        "fact": lambda: actions.add_cooperative_fact(session, replace(FACT, post_key=key), by=by, now=NOW),
        "contribution": lambda: actions.add_contribution(session, contribution, by=by, now=NOW),
    }
    assert post[kind]() == post[kind]()
    lists = (queries.list_events(session), queries.list_facts(session), queries.list_contributions(session))
    assert sum(map(len, lists)) == 1


def test_an_unknown_record_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound, match="Vernetzung"):
        queries.record_of(session, NetworkEvent, 4711)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.EDITOR, Role.APPROVER}))
def test_others_record_nothing_here(session: Session, role: Role) -> None:
    member = make_member(session)
    by = person(session, role)
    refused: tuple[Callable[[], object], ...] = (
        lambda: actions.add_event(session, EVENT, by=by, now=NOW),
        lambda: actions.add_cooperative_fact(session, FACT, by=by, now=NOW),
        lambda: actions.add_cooperative_name(session, NAME, by=by, now=NOW),
        lambda: actions.end_membership(session, member, LeavingInput(left=None, reason="x"), by=by, now=NOW),
    )
    for attempt in refused:
        with pytest.raises(Forbidden, match="Programmkoordination"):
            attempt()

"""The history is written with the change, read as sentences, and forgets names but not deeds."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.tables.plain_values import ID, NOW
from tests.tables.rows import lay_ground, make, store
from vrs_tracker.domain.errors import NotFound, RuleViolations
from vrs_tracker.domain.history_rules import Change, Ground
from vrs_tracker.domain.policy import PUBLIC
from vrs_tracker.domain.policy import Person as Actor
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.tables.accounts import Account, LoginSession, Person, RoleGrant
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.finance import FundingEntry, Resolution
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.periods import CommitteeSession
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import Milestone, StatusUpdate
from vrs_tracker.trail.history import changed_fields, forget_person, history_of, record

BUDGET_OFFICE = Actor(key="first", unit="Haushaltsstelle")
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def ground(session: Session) -> Session:
    lay_ground(session)
    return session


def record_change(session: Session, *changes: Change, reason: str = "", after_freeze: bool = False) -> None:
    record(
        session,
        by=BUDGET_OFFICE,
        at=NOW,
        kind="resolution",
        thing_id=ID,
        changes=changes,
        reason=reason,
        after_freeze=after_freeze,
    )
    session.flush()


def entries(session: Session) -> int:
    """How many there are beside the one of the ground."""
    return session.scalar(sa.select(sa.func.count()).where(HistoryEntry.id != ID)) or 0


# ---------------------------------------------------------------- told


def test_a_changed_amount_is_told_with_unit_moment_values_and_reason(ground: Session) -> None:
    resolution = ground.get_one(Resolution, ID)
    changes = changed_fields(resolution, {"stated_amount": Decimal("1200.00")}, {"stated_amount": "Betrag"})
    record_change(ground, *changes, reason=" Nachtrag zum Bescheid ")
    (told,) = history_of(ground, "resolution", ID)
    assert told.replace(NBSP, " ") == (
        "24.07.2026, 10:42 Uhr, Haushaltsstelle: „Betrag“ von 1.000,00 € auf 1.200,00 € geändert. "
        "Grund: Nachtrag zum Bescheid."
    )


def test_the_newest_change_is_told_first_and_each_field_by_itself(ground: Session) -> None:
    record_change(ground, Change("Titel", "alt", "neu"), Change("Bemerkung", "", "Text"))
    later = NOW + timedelta(days=1)
    change = [Change("Titel", "neu", "neuer")]
    record(ground, by=BUDGET_OFFICE, at=later, kind="resolution", thing_id=ID, changes=change)
    ground.flush()
    told = history_of(ground, "resolution", ID)
    assert [sentence.split("„")[1] for sentence in told] == [
        "Titel“ von neu auf neuer geändert.",
        *("Bemerkung“ eingetragen: Text.", "Titel“ von alt auf neu geändert."),
    ]


def test_the_history_of_one_thing_says_nothing_of_another(ground: Session) -> None:
    record_change(ground, Change("Titel", "alt", "neu"))
    assert history_of(ground, "resolution", ID + 1) == ()
    assert history_of(ground, "block", ID) == ()


def test_names_are_told_only_to_those_who_may_see_them(ground: Session) -> None:
    record_change(ground, Change("Titel", "alt", "neu"))
    (without,) = history_of(ground, "resolution", ID)
    (named,) = history_of(ground, "resolution", ID, with_names=True)
    assert "Uhr, Haushaltsstelle: " in without
    assert "Uhr, Erika Muster (Haushaltsstelle): " in named


# ---------------------------------------------------------------- written


def test_a_money_change_without_reason_is_refused_and_not_written(ground: Session) -> None:
    with pytest.raises(RuleViolations) as refused:
        record_change(ground, Change("Betrag", "1", "2", Ground.MONEY))
    assert [violation.field for violation in refused.value.violations] == ["reason"]
    assert entries(ground) == 0


def test_any_change_after_the_freeze_needs_a_reason(ground: Session) -> None:
    with pytest.raises(RuleViolations):
        record_change(ground, Change("Titel", "alt", "neu"), after_freeze=True)
    record_change(ground, Change("Titel", "alt", "neu"), after_freeze=True, reason="Druckfehler")
    assert entries(ground) == 1


def test_no_change_leaves_no_entry(ground: Session) -> None:
    record_change(ground)
    assert entries(ground) == 0


@pytest.mark.parametrize(
    ("by", "kind", "change"),
    [
        (PUBLIC, "resolution", Change("Titel", "alt", "neu")),
        (BUDGET_OFFICE, "resolutions", Change("Titel", "alt", "neu")),
        (BUDGET_OFFICE, "resolution", Change("Titel", "alt", "alt")),
    ],
)
def test_a_nonsensical_entry_is_a_mistake_of_the_program(
    ground: Session, by: Actor, kind: str, change: Change
) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        record(ground, by=by, at=NOW, kind=kind, thing_id=ID, changes=[change])


def test_what_an_id_refers_to_is_told_by_its_name(ground: Session) -> None:
    session_row = make(CommitteeSession)
    changes = changed_fields(session_row, {"body_id": None}, {"body_id": "Gremium"})
    assert [change.refers_to for change in changes] == ["deciding_body"]
    record_change(ground, *changes)
    record_change(ground, Change("Beschluss", "", str(ID), refers_to="resolution"))
    record_change(ground, Change("Ansatz", "", str(ID), refers_to="appropriation"))
    record_change(ground, Change("Baustein", "", str(ID + 77), refers_to="block"))
    told = sa.select(HistoryEntry.old, HistoryEntry.new).where(HistoryEntry.id != ID)
    stored = ground.execute(told.order_by(HistoryEntry.id)).all()
    assert stored == [("Ausschuss", ""), ("", "Förderung"), ("", f"Nr. {ID}"), ("", f"Nr. {ID + 77}")]


# ---------------------------------------------------------------- compared


def test_only_what_differs_is_a_change_and_empty_text_equals_none() -> None:
    block = make(Block, subtitle="", planned_start=date(2026, 1, 1))
    new = {"name": "HIVE", "subtitle": None, "planned_start": date(2026, 1, 31), "owner_role": "Leitung"}
    labels = {"name": "Name", "subtitle": "Untertitel", "planned_start": "Beginn", "owner_role": "zuständig"}
    assert changed_fields(block, new, labels) == (
        Change("Beginn", "01.01.2026", "31.01.2026"),
        Change("zuständig", "", "Leitung"),
    )


def test_states_and_dates_moved_by_more_than_30_days_carry_their_ground() -> None:
    block = make(Block)
    (state,) = changed_fields(block, {"state": BlockState.DROPPED}, {"state": "Stand"})
    assert state == Change("Stand", "in Umsetzung", "nicht weiterverfolgt", Ground.STATE)
    milestone = make(Milestone, forecast_on=date(2026, 7, 31))
    (moved,) = changed_fields(milestone, {"forecast_on": date(2026, 9, 16)}, {"forecast_on": "erwartet"})
    assert moved.ground is Ground.DATE


def test_mending_a_draft_of_a_booking_needs_no_reason() -> None:
    (change,) = changed_fields(make(FundingEntry), {"amount": Decimal("2.00")}, {"amount": "Betrag"})
    assert change.ground is None


def test_drafts_of_status_updates_leave_no_trace() -> None:
    new, labels = {"message_note": "Anruf am 9. Juli"}, {"message_note": "Quelle der Meldung"}
    assert changed_fields(make(StatusUpdate), new, labels) == ()
    filed = make(StatusUpdate, state=UpdateState.FILED)
    assert changed_fields(filed, new, labels) == (Change("Quelle der Meldung", "", "Anruf am 9. Juli"),)


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (lambda: make(Account), "password_hash"),
        (lambda: make(Account), "login"),
        (lambda: make(LoginSession), "token_hash"),
        (lambda: make(Person), "name"),
        (lambda: make(StatusUpdate, state=UpdateState.FILED), "confirmed_by"),
    ],
)
def test_secrets_and_persons_never_enter_the_history(row: Callable[[], Base], name: str) -> None:
    with pytest.raises(ValueError, match="never enters the history"):
        changed_fields(row(), {name: "anders"}, {name: "Feld"})


def test_a_field_without_a_german_label_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        changed_fields(make(Block), {"name": "anders"}, {})


# ---------------------------------------------------------------- forgotten


def test_a_forgotten_person_loses_name_and_accounts_but_not_the_history(ground: Session) -> None:
    store(ground, make(RoleGrant))
    store(ground, make(LoginSession))
    record_change(ground, Change("Titel", "alt", "neu"))
    forget_person(ground, "first", by=BUDGET_OFFICE, at=NOW)
    assert ground.scalar(sa.select(Person.name).where(Person.key == "first")) is None
    for table in (Account, RoleGrant, LoginSession):
        assert ground.scalar(sa.select(sa.func.count()).select_from(table)) == 0
    (told,) = history_of(ground, "resolution", ID, with_names=True)
    assert "Uhr, Haushaltsstelle: " in told


def test_forgetting_one_person_leaves_the_others_alone(ground: Session) -> None:
    ground.execute(sa.update(Person).where(Person.key == "second").values(name="Max Beispiel"))
    store(ground, make(Account, person_key="second"))
    forget_person(ground, "first", by=BUDGET_OFFICE, at=NOW)
    assert ground.scalars(sa.select(Person.name).where(Person.name.is_not(None))).all() == ["Max Beispiel"]
    assert ground.scalars(sa.select(Account.person_key)).all() == ["second"]


def test_nobody_is_forgotten_who_is_not_there(ground: Session) -> None:
    with pytest.raises(NotFound):
        forget_person(ground, "unknown", by=BUDGET_OFFICE, at=NOW)

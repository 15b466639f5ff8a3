"""Haushaltssperren, carry-overs with their reason, and who may lift a Sperrvermerk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import (
    BUDGET,
    GRANTED,
    body,
    book,
    booked_sum,
    confirm,
    make_appropriation,
    make_sperrvermerk,
    officer,
)
from tests.features.record_rows import LATER, NOW, broken_fields, day, make_project, person, remembered
from tests.support.page_client import ClientOf
from vrs_tracker.domain.errors import Forbidden, RuleViolations
from vrs_tracker.domain.inputs.competence import CompetenceInput
from vrs_tracker.domain.inputs.finance import SpendingFreezeInput
from vrs_tracker.domain.vocabulary.budget import CarryReason
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Stage
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.queries.budget import load_book
from vrs_tracker.features.finance.queries.competence import checked_blocks, newest_competence
from vrs_tracker.features.finance.queries.rows import still_frozen_by
from vrs_tracker.features.finance.queries.watching import load_watch
from vrs_tracker.tables.control import LiftingCompetence, SpendingFreeze
from vrs_tracker.tables.finance import Appropriation, BudgetBlock

FREEZE = SpendingFreezeInput(
    amount=Decimal("800.00"),
    effective=day("2026-02-01"),
    budget_year=2026,
    ordered_by="Kämmerei",
    grounds="Die Umlage geht später ein.",
)
TYPED = {
    "budget_year": "2026",
    "amount": "800,00",
    "effective": "01.02.2026",
    "ordered_by": "Kämmerei",
    "grounds": "Die Umlage geht später ein.",
}


def freeze(session: Session, **changed: object) -> SpendingFreeze:
    new = replace(FREEZE, **changed)  # type: ignore[arg-type] # fields of the input
    return actions.add_freeze(session, new, by=officer(session), now=NOW)


def competence(session: Session, **changed: object) -> CompetenceInput:
    new = CompetenceInput(body_id=body(session).id, basis="Hauptsatzung", checked_on=date(2026, 3, 2))
    return replace(new, **changed)  # type: ignore[arg-type] # fields of the input


def block(session: Session) -> BudgetBlock:
    return make_sperrvermerk(session, make_appropriation(session))


@contextmanager
def refused(field: str) -> Iterator[None]:
    """Expect that just this field is refused."""
    with pytest.raises(RuleViolations) as found:
        yield
    assert broken_fields(found.value) == {field}


# ---------------------------------------------------------------- Haushaltssperre


def test_a_freeze_is_booked_ended_in_part_and_taken_back(session: Session) -> None:
    row = freeze(session)
    ending = freeze(session, amount=Decimal("300.00"), lifts_id=row.id)
    assert (row.booked_at is not None, still_frozen_by(session, row)) == (True, Decimal("500.00"))

    actions.reverse_entry(session, ending, "Irrtum", by=officer(session), now=LATER)
    assert still_frozen_by(session, row) == Decimal("800.00")
    actions.reverse_entry(session, row, "Irrtum", by=officer(session), now=LATER)
    assert booked_sum(session, SpendingFreeze) == 0


def test_a_freeze_that_was_ended_is_not_taken_back_before_its_ending(session: Session) -> None:
    row = freeze(session)
    freeze(session, amount=Decimal("300.00"), lifts_id=row.id)

    with refused(""):
        actions.reverse_entry(session, row, "Irrtum", by=officer(session), now=LATER)


def test_no_more_is_ended_than_is_held_back(session: Session) -> None:
    row = freeze(session)
    with refused("amount"):
        freeze(session, amount=Decimal("800.01"), lifts_id=row.id)


def test_an_ending_names_a_freeze_that_stands_of_the_same_year_and_line(session: Session) -> None:
    row, of_line = freeze(session), freeze(session, budget_line="5710")
    ending = freeze(session, amount=Decimal("1.00"), lifts_id=row.id)
    with refused("budget_year"):
        freeze(session, lifts_id=row.id, budget_year=2027, amount=Decimal("1.00"))
    with refused("budget_year"):
        freeze(session, lifts_id=of_line.id)
    for unknown in (ending.id, 999):
        with refused("lifts_id"):
            freeze(session, lifts_id=unknown)


def test_a_large_freeze_waits_for_the_second_person(session: Session) -> None:
    row = actions.add_freeze(
        session, FREEZE, by=officer(session), now=NOW, second_person_from=Decimal("500.00")
    )
    assert row.booked_at is None
    confirm(session, row)
    assert row.booked_at is not None


def test_a_freeze_is_entered_by_form_and_stands_among_the_bookings(client_of: ClientOf) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    answer = client.submit(client.get("/finanzen/haushaltssperre/neu"), TYPED, button="Buchen")
    (row,) = client.follow(answer).table("Gebucht")
    assert (row["Angabe"], row["Betrag"], row["Jahr"]) == ("Haushaltssperre", "800,00 €", "2026")


def test_a_freeze_is_ended_by_form(client_of: ClientOf, session: Session) -> None:
    row = freeze(session)
    client = client_of(Role.BUDGET_OFFICER)
    typed = {**TYPED, "lifts_id": str(row.id), "grounds": "Die Umlage ist da."}
    client.submit(client.get("/finanzen/haushaltssperre/neu"), typed, button="Buchen")
    assert still_frozen_by(session, row) == 0


# ---------------------------------------------------------------- carry-over and plan


def test_a_carry_over_keeps_its_reason(client_of: ClientOf, session: Session) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    typed = {
        "kind": "carry_forward",
        "budget_year": "2026",
        "amount": "1.000,00",
        "effective": "01.02.2026",
        "carry_reason": "delayed",
        "block_continues": "ja",
    }
    client.submit(client.get("/finanzen/veranschlagung/neu"), typed, button="Buchen")
    row = session.scalars(sa.select(Appropriation)).one()
    assert (row.carry_reason, row.block_continues, row.plan_year) == (CarryReason.DELAYED, True, None)


def test_a_carry_over_without_reason_is_asked_for_it(client_of: ClientOf) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    typed = {"kind": "carry_forward", "budget_year": "2026", "amount": "5", "effective": "01.02.2026"}
    form = client.get("/finanzen/veranschlagung/neu")
    page = client.submit(form, typed, button="Buchen", status=422)
    assert "Wählen Sie, warum der Betrag übertragen wird." in page.text


def test_a_draft_of_a_carry_over_shows_what_was_chosen(client_of: ClientOf, session: Session) -> None:
    new = replace(
        BUDGET,
        kind=AppropriationKind.CARRY_FORWARD,
        carry_reason=CarryReason.DELAYED,
        block_continues=False,
        as_draft=True,
    )
    row = actions.add_appropriation(session, new, by=officer(session), now=NOW)
    session.commit()
    page = client_of(Role.BUDGET_OFFICER).get(f"/finanzen/veranschlagung/{row.id}/bearbeiten")
    chosen = {str(each.attributes["value"]) for each in page.html.css("option[selected]")}
    assert {"delayed", "nein"} <= chosen


# ---------------------------------------------------------------- competence


def test_the_newest_check_of_the_competence_counts_and_older_ones_stay(session: Session) -> None:
    row = block(session)
    first = actions.record_competence(session, row, competence(session), by=officer(session), now=NOW)
    later = competence(session, basis="Satzung 2026", checked_on=date(2026, 3, 9))
    second = actions.record_competence(session, row, later, by=officer(session), now=LATER)

    assert newest_competence(session, row) is second
    assert len(session.scalars(sa.select(LiftingCompetence)).all()) == len({first.id, second.id})
    (listed,) = checked_blocks(session)
    assert listed.competence is second


def test_a_repeated_check_makes_no_second_row_and_is_told_once(session: Session) -> None:
    row = block(session)
    for _ in range(2):
        actions.record_competence(session, row, competence(session), by=officer(session), now=NOW)

    assert len(session.scalars(sa.select(LiftingCompetence)).all()) == 1
    told = [entry.field for entry in remembered(session, "budget_block", row.id)]
    assert told.count("Zuständigkeit für die Aufhebung") == 1


def test_only_the_budget_office_checks_and_only_what_stands(session: Session) -> None:
    row = block(session)
    with pytest.raises(Forbidden):
        actions.record_competence(session, row, competence(session), by=person(session, Role.EDITOR), now=NOW)
    with refused("body_id"):
        actions.record_competence(
            session, row, competence(session, body_id=999), by=officer(session), now=NOW
        )
    actions.reverse_entry(session, row, "Irrtum", by=officer(session), now=LATER)
    with refused(""):
        actions.record_competence(session, row, competence(session), by=officer(session), now=NOW)


def test_the_competence_is_checked_by_form(client_of: ClientOf, session: Session) -> None:
    row = block(session)
    session.commit()
    client = client_of(Role.BUDGET_OFFICER)
    listed = client.get("/finanzen/zustaendigkeit")
    assert listed.table("Sperrvermerke")[0]["Zuständig"] == "noch nicht geprüft"
    typed = {"body_id": str(body(session).id), "basis": "Hauptsatzung", "checked_on": "02.03.2026"}
    address = f"/finanzen/sperrvermerk/{row.id}/zustaendigkeit"
    answer = client.submit(client.get(address), typed, button="Prüfung speichern")
    (shown,) = client.follow(answer).table("Sperrvermerke")
    assert shown["Zuständig"].endswith("geprüft am 02.03.2026")
    assert "Hauptsatzung" in client.get(address).text


def test_without_a_sperrvermerk_the_list_says_where_to_begin(client_of: ClientOf) -> None:
    page = client_of(Role.BUDGET_OFFICER).get("/finanzen/zustaendigkeit")
    assert "Es ist kein Sperrvermerk gebucht." in page.text


# ---------------------------------------------------------------- what lapses


def test_the_book_of_the_tasks_says_what_lapses_from_october_on(session: Session) -> None:
    project = make_project(session, name="Reallabor")
    make_appropriation(session)
    book(session, replace(GRANTED, block_id=project.id, amount=Decimal("1000.00"), budget_year=2026))
    paid = replace(GRANTED, stage=Stage.DISBURSED, block_id=project.id, amount=Decimal("600.00"))
    book(session, replace(paid, budget_year=2026))

    assert load_watch(session, date(2026, 9, 30)).lapsing == ""
    assert load_watch(session, date(2026, 10, 1)).lapsing == (
        "Am 31.12.2026 verfällt: 4.400,00\N{NO-BREAK SPACE}€, betrifft Reallabor."
    )
    assert load_book(session, date(2026, 10, 1)).year == 2026

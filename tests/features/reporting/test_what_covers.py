"""A grant beyond what is available: the form, the second person and the report say the same."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.domain.amount_and_date_values import millions
from tests.features.finance.money_rows import (
    GRANTED,
    REASON,
    confirm,
    officer,
    release_input,
)
from tests.features.record_rows import NOW, day
from tests.features.reporting.report_rows import live
from vrs_tracker.domain.budget.available import standing_of_programme
from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.errors import RuleViolations
from vrs_tracker.domain.funding import staircase
from vrs_tracker.domain.inputs.finance import AppropriationInput, EntryInput, SpendingFreezeInput
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.vocabulary.money import AppropriationKind, RuleCode
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.queries.confirmations import open_requests_of
from vrs_tracker.tables.control import ConfirmationRequest
from vrs_tracker.tables.finance import FundingEntry

PARTS = (
    "Freigegeben sind rund 12,70 Mio. €, davon bewilligt 11,35 Mio. €, durch Haushaltssperre angehalten "
    "0,15 Mio. €."
)
AUTHORITY = AppropriationInput(
    amount=millions("0.60"),
    effective=day("2025-12-10"),
    kind=AppropriationKind.COMMITMENT_AUTHORISATION,
    budget_year=2027,
    plan_year=2026,
)
FREEZE = SpendingFreezeInput(
    amount=millions("0.15"),
    effective=day("2026-02-01"),
    budget_year=2026,
    ordered_by="Kämmerei",
    grounds="Die Umlage geht später ein.",
)


@pytest.fixture
def spent(session: Session) -> None:
    """Release 1.10 beside the known 11.60, hold 0.15 back, authorise 0.60, grant 11.35: 1.20 is available."""
    by = officer(session)
    actions.add_release(session, release_input(session, amount="1100000.00"), by=by, now=NOW)
    actions.add_freeze(session, FREEZE, by=by, now=NOW)
    actions.add_appropriation(session, AUTHORITY, by=by, now=NOW)
    actions.add_entry(session, replace(GRANTED, amount=millions("11.35"), budget_year=2026), by=by, now=NOW)


def grant(amount: str, year: int | None = 2026) -> EntryInput:
    return replace(GRANTED, amount=millions(amount), effective=day("2026-05-15"), budget_year=year)


def request(session: Session, new: EntryInput) -> tuple[FundingEntry, ConfirmationRequest]:
    """Book with a reason: it waits for the second person."""
    row = actions.add_entry(session, replace(new, exception_reason=REASON), by=officer(session), now=NOW)
    ((_, asked),) = open_requests_of(session, [row])
    return row, asked


@pytest.mark.usefixtures("spent")
def test_form_second_person_and_report_carry_the_same_numbers(session: Session) -> None:
    before = staircase(live(session)).available
    assert before == millions("1.20")
    with pytest.raises(RuleViolations) as refused:
        actions.add_entry(session, grant("2.00"), by=officer(session), now=NOW)
    (violation,) = refused.value.violations
    says = (
        "Die Bewilligung von 2,00 Mio. € übersteigt die verfügbaren Mittel von rund 1,20 Mio. € um rund "
        f"0,80 Mio. €. {PARTS} Die Verpflichtungsermächtigung für 2027 von 0,60 Mio. € gilt dafür nicht, "
        "weil die "
        "Bewilligung dem Haushaltsjahr 2026 zugeordnet ist."
    )
    assert violation.message.replace(NBSP, " ").startswith(says)

    row, asked = request(session, grant("2.00"))
    assert asked.broken.replace(NBSP, " ") == f"Bewilligung über den verfügbaren Mitteln: {says}"

    confirm(session, row)
    report = live(session)
    (finding,) = (each for each in report.findings if each.rule is RuleCode.COMMITTED_OVER_RELEASED)
    assert finding.entry == row.id
    assert finding.sentence.replace(NBSP, " ").startswith(
        "Die Bewilligungen übersteigen die verfügbaren Mittel um rund 0,80 Millionen Euro. "
        "Freigegeben sind rund 12,70 Millionen Euro, bewilligt 13,35 Millionen Euro, durch Haushaltssperre "
        "angehalten 0,15 Millionen Euro."
    )
    assert staircase(report).available == millions("-0.80")
    assert standing_of_programme(book_of(report)).available == millions("-0.80")


@pytest.mark.usefixtures("spent")
def test_a_grant_for_the_year_of_the_authorisation_rests_on_it(session: Session) -> None:
    row = actions.add_entry(session, grant("1.80", 2027), by=officer(session), now=NOW)
    assert row.booked_at is not None
    steps = staircase(live(session))
    assert (steps.covered, steps.available) == (millions("0.60"), Decimal("0.00"))
    with pytest.raises(RuleViolations) as refused:
        actions.add_entry(session, grant("0.01", 2027), by=officer(session), now=NOW)
    assert "von 0,60 Mio. € ist schon ausgeschöpft." in refused.value.violations[0].message.replace(NBSP, " ")


@pytest.mark.usefixtures("spent")
def test_what_ends_a_freeze_makes_room_for_the_next_grant(session: Session) -> None:
    with pytest.raises(RuleViolations):
        actions.add_entry(session, grant("1.30"), by=officer(session), now=NOW)
    (freeze,) = live(session).freezes or ()
    actions.add_freeze(session, replace(FREEZE, lifts_id=freeze.id), by=officer(session), now=NOW)
    assert actions.add_entry(session, grant("1.30"), by=officer(session), now=NOW).booked_at is not None


@pytest.mark.usefixtures("spent")
def test_a_request_from_before_the_rule_had_its_name_can_be_confirmed(session: Session) -> None:
    row, asked = request(session, grant("2.00"))
    asked.broken = asked.broken.replace("verfügbaren Mitteln:", "freigegebenen Mitteln:")
    confirm(session, row)
    assert row.booked_at is not None

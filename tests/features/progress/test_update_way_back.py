"""After filing: the update is taken back, previewed, told as unchanged; what stays when nothing changed."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.progress.page_fields import ADDRESS, complete, reported_before, stored
from tests.features.progress.progress_rows import (
    NOW,
    add_block,
    add_period,
    approver,
    confirmed,
    with_milestone,
    with_risk,
)
from tests.support.page_client import ClientOf
from vrs_tracker.domain.inputs.progress import StepInput
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.features.progress.actions import confirm_update
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block

BACK = f"{ADDRESS}/zurueckholen"

pytestmark = pytest.mark.usefixtures("stopped_clock")


def test_a_filed_update_is_taken_back_with_all_that_it_says(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    client.submit(page, complete(page), button="Meldung abgeben")
    page = client.get(ADDRESS)
    assert "Bis zur Bestätigung können Sie sie ändern" in page.text
    page = client.follow(client.submit(page, button="Meldung zurückholen"))
    assert page.all('[role="status"]')[0].startswith("Ihre Meldung ist zurückgeholt und wieder ein Entwurf.")
    assert page.typed("achieved") == "Das Raumkonzept liegt in abgestimmter Fassung vor."
    assert page.typed("next_steps-0-text") == "Die Standortwahl wird vorbereitet."
    assert stored(session, block, period).state is UpdateState.DRAFT
    client.submit(page, {"headline": "Jetzt richtig."}, button="Meldung abgeben")
    assert stored(session, block, period).state is UpdateState.FILED


def test_a_confirmed_update_is_not_taken_back(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    client.submit(page, complete(page), button="Meldung abgeben")
    filed = client.get(ADDRESS)
    confirm_update(session, stored(session, block, period), by=approver(session), now=NOW)
    session.commit()
    answer = client.submit(filed, button="Meldung zurückholen", status=422)
    assert "Die Meldung ist bestätigt und steht so im Bericht." in answer.text


def test_a_draft_is_not_taken_back(client_of: ClientOf, block: Block) -> None:
    client = client_of(Role.PARTNER, block=block.slug)
    answer = client.post(BACK, {"version": "0"}, status=422)
    assert "zurückholen lässt sich nur eine abgegebene" in answer.text


def test_a_text_says_since_when_it_is_the_same(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    steps = (StepInput(text="Standort wählen", due=date(2026, 4, 30)),)
    for year, half in ((2024, 2), (2025, 1), (2025, 2)):
        earlier = add_period(session, half=HalfYear(year, half), state=PeriodState.COLLECTING)
        headline = "Alles ruht." if year == 2025 else "Es beginnt."
        answers = () if (year, half) == (2024, 2) else {"rest_runs": True}
        confirmed(session, block, earlier, next_steps=steps, headline=headline, **dict(answers))
        earlier.state = PeriodState.IN_REVIEW
    session.commit()
    page = client_of(Role.PARTNER, block="ki-xc").get(ADDRESS)
    assert "Letzter Bericht, unverändert seit 1. Halbjahr 2025: Alles ruht." in page.text
    assert period.state is PeriodState.COLLECTING


def test_only_what_is_to_be_confirmed_stays_when_nothing_changed(
    client_of: ClientOf, session: Session, block: Block
) -> None:
    reported_before(session, block)
    with_milestone(session, block, "Fällig", baseline=date(2026, 6, 1))
    with_milestone(session, block, "Bald", baseline=date(2026, 10, 1))
    with_milestone(session, block, "In zwei Jahren", baseline=date(2028, 10, 1))
    with_risk(session, block)
    session.commit()
    page = client_of(Role.PARTNER, block="ki-xc").get(ADDRESS)
    assert page.all(".line--milestone legend") == ["Fällig", "Bald"]
    assert page.all(".line--milestone:not(.part--changed) legend") == ["Fällig"]
    assert page.all(".part--unchanged dt")[0] == "In einem Satz"
    stays = page.all("fieldset.part:not(.part--changed) > legend")
    assert stays == ["Angekündigt war", "Meilensteine", "Risiken"]


def test_the_months_begin_with_the_present_one(client_of: ClientOf, block: Block) -> None:
    page = client_of(Role.PARTNER, block=block.slug).get(ADDRESS)
    assert page.all("#next_steps-0-due option")[:2] == ["Monat wählen", "Juli 2026"]


def test_all_mistakes_are_told_in_one_round_with_the_name_of_their_field(
    client_of: ClientOf, session: Session, block: Block
) -> None:
    with_milestone(session, block, "Umzug", baseline=date(2026, 10, 1))
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    fields = complete(page) | {"milestones-0-forecast": "31.02.2027", "headline": "", "money_changed": "ja"}
    answer = client.submit(page, fields, button="Meldung abgeben", status=422)
    assert [line.partition(":")[0] for line in answer.summary] == [
        "Umzug, erwartet am",
        "Welcher Betrag, welcher Geldgeber, welcher Beschluss",
        "In einem Satz",
    ]
    assert answer.typed("milestones-0-forecast") == "31.02.2027"


def test_the_preview_draws_the_draft_and_stores_nothing(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    add_block(session, "aitransform", number=2, name="AITransform")
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    answer = client.submit(page, complete(page), button="Vorschau der Berichtsseite")
    assert answer.location == f"{ADDRESS}/vorschau"
    assert stored(session, block, period).state is UpdateState.DRAFT
    assert session.scalar(sa.select(sa.func.count()).select_from(HistoryEntry)) == 0
    client.get("/bausteine/aitransform/meldung/vorschau", status=403)

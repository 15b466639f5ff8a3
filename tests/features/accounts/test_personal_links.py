"""Personal links: what they open, for how long, for whom, and what the history says."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine
from sqlalchemy.orm import Session

from tests.features.progress.progress_rows import NOW, add_block, add_period, filed, person
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.errors import Forbidden, RuleViolations
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.features.accounts import actions, queries
from vrs_tracker.features.progress.actions import confirm_update, file_update
from vrs_tracker.features.progress.queries import update_of
from vrs_tracker.tables.accounts import AccessLink, LoginSession
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.trail.history import history_of

OVER = "Dieser Link gilt nicht mehr"
UPDATE = "/bausteine/ki-xc/meldung"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as stopped:
        yield stopped


@pytest.fixture
def period(session: Session) -> ReportingPeriod:
    return add_period(session)


@pytest.fixture
def block(session: Session) -> Block:
    return add_block(session, name="KI-XC")


@pytest.fixture
def secret(session: Session, block: Block, period: ReportingPeriod) -> str:
    made = make(session, block, period)
    session.commit()
    return made


def make(session: Session, block: Block, period: ReportingPeriod, by: Person | None = None) -> str:
    by = by or person(session)
    return actions.create_link(session, block, period, by=by, now=NOW, post_key=None)


def link(session: Session) -> AccessLink:
    session.expire_all()
    return session.scalars(sa.select(AccessLink)).one()


def opened(visitor: PageClient, secret: str) -> PageClient:
    visitor.submit(visitor.get(f"/link/{secret}"), form="/link")
    return visitor


def test_the_secret_is_stored_nowhere(session: Session, secret: str) -> None:
    assert link(session).token_hash == queries.hashed(secret)
    told = session.scalars(sa.select(HistoryEntry.new)).all()
    assert not any(secret in text for text in told)


def test_looking_at_a_link_opens_nothing_only_the_button_does(
    visitor: PageClient, session: Session, secret: str
) -> None:
    page = visitor.get(f"/link/{secret}")
    assert page.h1 == "Meldung für KI-XC"
    assert "2. Halbjahr" not in page.text
    assert "15.07.2026" in page.text
    assert session.scalars(sa.select(LoginSession)).all() == []
    answer = visitor.submit(page, form="/link")
    assert answer.location == UPDATE
    assert visitor.get(UPDATE).h1 == "Meldung für KI-XC"


def test_whoever_comes_by_link_is_the_project_lead_of_one_block(
    visitor: PageClient, session: Session, secret: str
) -> None:
    add_block(session, "aivision", number=2)
    session.commit()
    opened(visitor, secret)
    page = visitor.get("/aufgaben")
    assert page.one(".page-header__person") == "Angemeldet: Projektleitung KI-XC"
    visitor.get("/bausteine/aivision/meldung", status=403)
    visitor.get("/finanzen/buchungen", status=403)


@pytest.mark.parametrize("made_up", ["erfunden", "x" * 43])
def test_an_unknown_link_says_what_to_do(visitor: PageClient, made_up: str) -> None:
    page = visitor.get(f"/link/{made_up}", status=404)
    assert page.h1 == OVER
    assert "bitten Sie die Programmkoordination um einen neuen" in page.text


def test_an_unknown_an_expired_and_a_withdrawn_link_look_alike(
    visitor: PageClient, session: Session, block: Block, secret: str, clock: time_machine.Traveller
) -> None:
    unknown = visitor.get("/link/erfunden", status=404).text
    clock.move_to(NOW + timedelta(days=30))
    assert visitor.get(f"/link/{secret}", status=404).text == unknown
    clock.move_to(NOW)
    actions.withdraw_link(session, block, link(session).id, by=person(session), now=NOW)
    session.commit()
    assert visitor.get(f"/link/{secret}", status=404).text == unknown
    assert visitor.post("/link", {"link": secret}, status=422).h1 == OVER


def test_withdrawing_a_link_signs_out_whoever_came_by_it(
    visitor: PageClient, session: Session, block: Block, secret: str
) -> None:
    opened(visitor, secret)
    actions.withdraw_link(session, block, link(session).id, by=person(session), now=NOW)
    session.commit()
    page = visitor.follow(visitor.get(UPDATE, status=303))
    assert "Ihr persönlicher Link gilt nicht mehr." in page.text


def test_the_first_confirmed_update_ends_every_link_to_it(
    visitor: PageClient, session: Session, block: Block, period: ReportingPeriod, secret: str
) -> None:
    opened(visitor, secret)
    update = filed(session, block, period)
    confirm_update(session, update, by=person(session, Role.APPROVER), now=NOW)
    session.commit()
    visitor.get(f"/link/{secret}", status=404)
    visitor.get(UPDATE, status=303)


def test_a_link_opens_nothing_once_another_half_year_is_worked_on(
    visitor: PageClient, session: Session, period: ReportingPeriod, secret: str
) -> None:
    period.state, period.released_by = PeriodState.RELEASED, person(session).key
    period.released_at = NOW
    session.commit()
    visitor.get(f"/link/{secret}", status=404)


def test_what_is_filed_by_link_is_told_by_the_unit(
    session: Session, block: Block, period: ReportingPeriod, secret: str
) -> None:
    from tests.features.progress.progress_rows import new_statement  # noqa: PLC0415 - only this test files

    guest = queries.find_link(session, secret, now=NOW)
    assert guest is not None
    update = file_update(session, block, period, new_statement(), by=guest.person, now=NOW)
    assert "Projektleitung KI-XC" in history_of(session, "status_update", update.id, with_names=True)[0]


def test_whoever_made_the_link_is_no_second_person(
    session: Session, block: Block, period: ReportingPeriod
) -> None:
    from tests.features.progress.progress_rows import new_statement  # noqa: PLC0415 - only this test files

    chief = person(session, Role.APPROVER, key="chief")
    found = queries.find_link(session, make(session, block, period, chief), now=NOW)
    assert found is not None
    update = file_update(session, block, period, new_statement(), by=found.person, now=NOW)
    with pytest.raises(RuleViolations, match="Sie haben den persönlichen Link erstellt"):
        confirm_update(session, update, by=chief, now=NOW)
    confirm_update(session, update, by=person(session, Role.APPROVER, key="deputy"), now=NOW)
    assert update_of(session, block.id, period.id) is update


def test_the_history_tells_making_first_use_and_end_without_names(
    visitor: PageClient, session: Session, block: Block, secret: str
) -> None:
    opened(visitor, secret)
    opened(visitor, secret)
    actions.withdraw_link(session, block, link(session).id, by=person(session), now=NOW)
    rows = session.scalars(sa.select(HistoryEntry).where(HistoryEntry.kind == "access_link")).all()
    assert [(row.unit, row.new) for row in rows] == [
        (person(session).unit, "erstellt für KI-XC, gilt bis 08.08.2026"),
        ("Projektleitung KI-XC", "zum ersten Mal benutzt"),
        (person(session).unit, "zurückgezogen"),
    ]


def test_text_typed_after_the_time_out_comes_back_when_the_link_is_pasted(
    visitor: PageClient, secret: str, clock: time_machine.Traveller
) -> None:
    opened(visitor, secret)
    page = visitor.get("/risiken/neu?baustein=ki-xc")
    clock.shift(timedelta(hours=2))
    asked = visitor.submit(page, {"title": "Baupreise"}, status=403)
    assert "Ihr Text ist gesichert" in asked.text
    back = visitor.submit(asked, {"link": f"https://ki.example/link/{secret}"}, form="/link", status=422)
    assert back.typed("title") == "Baupreise"


def test_many_wrong_links_from_one_address_have_to_wait(visitor: PageClient, secret: str) -> None:
    for _ in range(actions.ATTEMPTS_PER_ADDRESS):
        visitor.post("/link", {"link": "erfunden"}, status=422)
    visitor.post("/link", {"link": secret}, status=429)
    visitor.get(f"/link/{secret}", status=429)


@pytest.mark.parametrize("role", [Role.PARTNER, Role.BUDGET_OFFICER, Role.ADMIN])
def test_only_the_office_makes_links(
    session: Session, block: Block, period: ReportingPeriod, role: Role
) -> None:
    with pytest.raises(Forbidden):
        make(session, block, period, person(session, role))


def test_the_browser_of_somebody_signed_in_changes_over(
    client_of: ClientOf, session: Session, secret: str
) -> None:
    client = client_of(Role.EDITOR, key="other")
    page = client.get(f"/link/{secret}")
    assert "In diesem Browser ist zurzeit jemand angemeldet: Bearbeitung." in page.text
    opened(client, secret)
    ended = session.scalars(sa.select(LoginSession).where(LoginSession.account_id.is_not(None))).one()
    session.refresh(ended)
    assert ended.ended_at is not None

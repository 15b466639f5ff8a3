"""Text typed into a form whose sign-in has run out comes back after the next sign-in (users.md 6, no. 33)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from tests.support.page_client import ClientOf, Page, PageClient
from tests.support.people import make_account
from tests.web.workshop import workshop_application
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.accounts import actions
from vrs_tracker.tables.accounts import Account, LoginSession
from vrs_tracker.tables.actors import Organisation

application = workshop_application

Clock = time_machine.Traveller

NOON = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
PASSWORD = "ein langer Satz als Passwort"
FORM = "/werkstatt/stelle?x=1"


@pytest.fixture(autouse=True)
def password_hash(monkeypatch: pytest.MonkeyPatch) -> str:
    """Hash with little effort: the tests are not about how slow it is on purpose."""
    monkeypatch.setattr(actions.people, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    return actions.hash_password(PASSWORD)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    """Stop the clock at noon; tests move it."""
    with time_machine.travel(NOON, tick=False) as stopped:
        yield stopped


@dataclass
class Late:
    """A browser whose person pauses for an hour between opening a form and sending it."""

    client: PageClient
    clock: Clock

    def send(self, name: str = "Muster", minutes: int = 60) -> Page:
        """Open the form in time and send it too late; return the page that comes instead."""
        page = self.client.get(FORM)
        self.clock.shift(timedelta(minutes=minutes))
        return self.client.submit(page, {"name": name}, status=403)

    def sign_in(self, page: Page, login: str = "editor", status: int = 303) -> Page:
        """Sign in on the page that came instead."""
        return self.client.submit(page, {"login": login, "password": PASSWORD}, status=status)


@pytest.fixture
def late(client_of: ClientOf, session: Session, password_hash: str, clock: Clock) -> Late:
    client = client_of(Role.EDITOR)
    session.execute(sa.update(Account).values(password_hash=password_hash))
    session.commit()
    return Late(client, clock)


def stored(session: Session) -> list[str]:
    session.expire_all()
    return list(session.scalars(sa.select(Organisation.name)))


def test_the_page_says_what_happened_and_that_nothing_is_lost(late: Late) -> None:
    page = late.send()
    assert page.h1 == "Anmelden"
    assert page.one(".lead") == (
        "Sie waren 60 Minuten nicht aktiv und wurden abgemeldet. "
        "Ihr Text ist gesichert und steht nach der Anmeldung wieder hier."
    )


def test_the_kept_text_is_sent_after_the_sign_in(late: Late, session: Session) -> None:
    answer = late.sign_in(late.send("Wörter & mehr"))
    assert answer.location == "/hilfe"
    assert stored(session) == ["Wörter & mehr"]
    assert late.client.get("/hilfe").all(".page-header__person") == ["Angemeldet: Bearbeitung"]


def test_kept_text_that_breaks_a_rule_stands_in_its_form_again(late: Late, session: Session) -> None:
    page = late.sign_in(late.send("x" * 300), status=422)
    assert page.h1 == "Stelle"
    assert page.typed("name") == "x" * 300
    assert page.html.css_first("main form").attributes["action"] == FORM  # type: ignore[union-attr]
    late.client.submit(page, {"name": "kürzer"})
    assert stored(session) == ["kürzer"]


def test_a_wrong_password_in_between_loses_nothing(late: Late, session: Session) -> None:
    first = late.send()
    second = late.client.submit(first, {"login": "editor", "password": "falsch"}, status=422)
    late.sign_in(second)
    assert stored(session) == ["Muster"]


def test_somebody_else_does_not_send_it(late: Late, session: Session, password_hash: str) -> None:
    make_account(session, Role.EDITOR, key="other", login="other", password_hash=password_hash)
    session.commit()
    answer = late.sign_in(late.send(), login="other")
    assert answer.location == "/aufgaben"
    page = late.client.get("/hilfe")
    assert page.all('[role="status"]') == [
        "Die gesicherten Eingaben gehören zu einer anderen Person und wurden nicht übernommen."
    ]
    assert stored(session) == []


def test_the_same_person_by_another_account_does(late: Late, session: Session, password_hash: str) -> None:
    make_account(session, Role.EDITOR, key="editor", login="deputy", password_hash=password_hash)
    session.commit()
    late.sign_in(late.send(), login="deputy")
    assert stored(session) == ["Muster"]


def test_whoever_has_lost_the_role_meanwhile_is_refused(late: Late, session: Session) -> None:
    page = late.send()
    session.execute(sa.text("DELETE FROM role_grant"))
    session.commit()
    assert late.sign_in(page, status=403).h1 == "Diese Seite ist nicht für Sie freigegeben"
    assert stored(session) == []


def test_a_long_day_is_named_as_the_reason(late: Late, session: Session) -> None:
    session.execute(sa.update(LoginSession).values(created_at=NOON - timedelta(hours=11, minutes=30)))
    session.commit()
    page = late.send(minutes=30)
    assert page.one(".lead").startswith("Sie waren 12 Stunden angemeldet und wurden abgemeldet.")


def test_changed_kept_text_is_not_sent(late: Late, session: Session) -> None:
    page = late.send()
    forged = page.typed("posted")[:-2] + "xx"
    answer = late.client.submit(page, {"login": "editor", "password": PASSWORD, "posted": forged})
    assert answer.location == "/aufgaben"
    assert stored(session) == []


def test_a_post_of_nobody_known_is_not_kept(visitor: PageClient) -> None:
    page = visitor.post(FORM, {"name": "Muster"}, status=403)
    assert page.one(".lead") == "Für diesen Schritt melden Sie sich an."
    assert page.typed("posted") == ""


def test_reading_a_guarded_page_too_late_leads_back_to_it(late: Late) -> None:
    late.clock.shift(timedelta(hours=1))
    page = late.client.follow(late.client.get(FORM, status=303))
    assert page.one(".lead") == "Sie waren 60 Minuten nicht aktiv und wurden abgemeldet."
    assert late.sign_in(page).location == FORM

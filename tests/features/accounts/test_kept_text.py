"""Text typed into a form whose sign-in is over stands in it again after the next one (users.md 6, no. 33)."""

from collections.abc import Callable, Iterator
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
from vrs_tracker.features.accounts.views import COOKIE
from vrs_tracker.features.accounts.views.arriving import KEPT
from vrs_tracker.features.accounts.views.kept import NOTHING_DONE, STANDS_HERE_AGAIN
from vrs_tracker.tables.accounts import Account, LoginSession
from vrs_tracker.tables.actors import Organisation

application = workshop_application

Clock = time_machine.Traveller

NOON = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
PASSWORD = "ein langer Satz als Passwort"
FORM = "/werkstatt/stelle?x=1"
NOTICE = "main > [role=status]"
UNKNOWN = (
    "Diese Eingaben wurden vor der Anmeldung geschrieben; gespeichert sind sie noch nicht. "
    "Sie sind angemeldet als Bearbeitung. Prüfen Sie, ob Sie sie in diesem Namen absenden möchten."
)


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
        typed = {"login": login, "password": PASSWORD}
        return self.client.submit(page, typed, form="/anmelden", status=status)


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


def test_the_kept_text_stands_in_its_form_again_and_is_sent_by_a_fresh_press_only(
    late: Late, session: Session
) -> None:
    page = late.sign_in(late.send("Wörter & mehr"), status=200)
    assert (page.h1, page.typed("name"), page.all(NOTICE)) == ("Stelle", "Wörter & mehr", [STANDS_HERE_AGAIN])
    assert page.all(".page-header__person") == ["Angemeldet: Bearbeitung"]
    assert stored(session) == []
    assert late.client.submit(page, form=FORM).location == "/hilfe"
    assert stored(session) == ["Wörter & mehr"]


def test_kept_text_that_breaks_a_rule_is_named_as_such_at_once(late: Late, session: Session) -> None:
    page = late.sign_in(late.send("x" * 300), status=422)
    assert page.h1 == "Stelle"
    assert page.typed("name") == "x" * 300
    late.client.submit(page, {"name": "kürzer"}, form=FORM)
    assert stored(session) == ["kürzer"]


def test_a_wrong_password_in_between_loses_nothing(late: Late) -> None:
    first = late.send()
    second = late.client.submit(
        first, {"login": "editor", "password": "falsch"}, form="/anmelden", status=422
    )
    assert late.sign_in(second, status=200).typed("name") == "Muster"


def test_somebody_else_sees_whose_text_it_is_and_sends_nothing_unawares(
    late: Late, session: Session, password_hash: str
) -> None:
    other = make_account(session, Role.EDITOR, key="other", login="other", password_hash=password_hash)
    other.person.unit = "Vertretung"
    session.commit()
    page = late.sign_in(late.send(), login="other", status=200)
    assert page.typed("name") == "Muster"
    assert page.one(NOTICE) == (
        "Diese Eingaben hat eine andere Person geschrieben (Bearbeitung); gespeichert sind sie noch nicht. "
        "Sie sind angemeldet als Vertretung. Prüfen Sie, ob Sie sie in diesem Namen absenden möchten."
    )
    assert stored(session) == []


def test_the_same_person_by_another_account_reads_it_as_the_own(
    late: Late, session: Session, password_hash: str
) -> None:
    make_account(session, Role.EDITOR, key="editor", login="deputy", password_hash=password_hash)
    session.commit()
    assert late.sign_in(late.send(), login="deputy", status=200).all(NOTICE) == [STANDS_HERE_AGAIN]


def test_whoever_has_lost_the_role_meanwhile_is_refused(late: Late, session: Session) -> None:
    page = late.send()
    session.execute(sa.text("DELETE FROM role_grant"))
    session.commit()
    refused = late.sign_in(page, status=403)
    assert refused.one(".lead").startswith("Sie sind angemeldet als Bearbeitung. Mit diesem Zugang")
    assert stored(session) == []


def test_signing_in_with_an_account_that_may_not_open_the_form_loses_nothing(
    late: Late, session: Session, password_hash: str
) -> None:
    make_account(session, Role.MEMBER, key="other", login="other", password_hash=password_hash)
    session.commit()
    refused = late.sign_in(late.send(), login="other", status=403)
    assert late.sign_in(refused, status=200).typed("name") == "Muster"


def sign_out_in_another_tab(late: Late, _session: Session) -> None:
    late.client.post("/abmelden")


def delete_all_cookies(late: Late, _session: Session) -> None:
    late.client.browser.delete_cookie(COOKIE)
    late.client.browser.delete_cookie("session")


def get_another_password(_late: Late, session: Session) -> None:
    account = session.scalars(sa.select(Account)).one()
    actions.set_password(session, account, account.password_hash, now=NOON)
    session.commit()


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (sign_out_in_another_tab, UNKNOWN),
        (delete_all_cookies, UNKNOWN),
        (get_another_password, STANDS_HERE_AGAIN),
    ],
)
def test_however_the_sign_in_ended_nothing_typed_is_lost_and_nothing_is_sent(
    late: Late, session: Session, end: Callable[[Late, Session], None], words: str
) -> None:
    form = late.client.get(FORM)
    end(late, session)
    page = late.client.submit(form, {"name": "Muster"}, form=FORM, status=403)
    assert page.one(".lead").endswith(KEPT)
    back = late.sign_in(page, status=200)
    assert (back.typed("name"), back.all(NOTICE)) == ("Muster", [words])
    assert stored(session) == []
    late.client.submit(back, form=FORM)
    assert stored(session) == ["Muster"]


def test_a_sign_in_page_that_another_tab_has_put_out_of_date_keeps_the_text(
    late: Late, session: Session
) -> None:
    page = late.send()
    late.client.post("/abmelden")
    fresh = late.sign_in(page, status=400)
    assert fresh.one(".lead").startswith("Das Formular war nicht mehr aktuell.")
    assert late.sign_in(fresh, status=200).typed("name") == "Muster"
    again = late.sign_in(page, status=200)
    assert again.typed("name") == "Muster", "whoever is signed in already need not sign in once more"
    assert stored(session) == []


def test_behind_tls_the_form_comes_back_too(late: Late) -> None:
    page = late.send()
    data = {"login": "editor", "password": PASSWORD, "posted": page.typed("posted")}
    data["csrf_token"] = late.client.csrf_token()
    answer = Page(
        late.client.browser.post(
            "/anmelden", base_url="https://localhost", data=data, headers={"Referer": "https://localhost/"}
        )
    )
    assert (answer.status, answer.typed("name")) == (200, "Muster")


def test_a_view_that_would_store_something_at_once_does_not(late: Late, session: Session) -> None:
    page = late.client.get(FORM)
    late.client.post("/abmelden")
    key = page.typed("post_key")
    page = late.client.post("/werkstatt/sofort", {"post_key": key, "name": "Muster"}, status=403)
    answer = late.sign_in(page)
    assert late.client.follow(answer).all(NOTICE) == [NOTHING_DONE]
    assert stored(session) == []


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_a_foreign_page_sends_is_not_kept(visitor: PageClient, site: str) -> None:
    headers = {"Sec-Fetch-Site": site}
    page = Page(visitor.browser.post(FORM, data={"post_key": "x" * 24, "name": "Muster"}, headers=headers))
    assert (page.status, page.typed("posted")) == (403, "")


def test_a_foreign_page_puts_no_text_on_the_sign_in_page(late: Late) -> None:
    data = {"posted": late.send().typed("posted"), "login": "editor", "password": PASSWORD}
    for site, is_kept in (("cross-site", False), ("same-origin", True)):
        answer = late.client.browser.post("/anmelden", data=data, headers={"Sec-Fetch-Site": site})
        assert (bool(Page(answer).typed("posted")), answer.status_code) == (is_kept, 400)


def test_passwords_are_typed_anew(late: Late) -> None:
    page = late.client.get("/zugang")
    late.client.post("/abmelden")
    typed = {"present": PASSWORD, "password": "neu", "again": "neu"}
    page = late.client.submit(page, typed, form="/zugang", status=403)
    assert page.typed("posted") == ""


def test_a_single_button_leads_back_to_the_page_on_which_it_stands(visitor: PageClient) -> None:
    here = {"Referer": "http://localhost/bausteine/ki-xc?stand=x"}
    page = Page(visitor.browser.post(FORM, headers=here))
    assert (page.typed("next"), page.typed("posted")) == ("/bausteine/ki-xc?stand=x", "")
    elsewhere = {"Referer": "http://example.org/bausteine/ki-xc"}
    assert Page(visitor.browser.post(FORM, headers=elsewhere)).typed("next") == ""


def test_who_has_no_account_goes_on_with_the_link_and_keeps_the_text(late: Late) -> None:
    form = late.client.get(FORM)
    late.client.post("/abmelden")
    page = late.client.submit(form, {"name": "Muster"}, form=FORM, status=403)
    paste = late.client.submit(page, form="/link", status=200)
    assert paste.h1 == "Mit persönlichem Link weiterarbeiten"
    assert paste.typed("posted") == page.typed("posted")


def test_a_long_day_is_named_as_the_reason(late: Late, session: Session) -> None:
    session.execute(sa.update(LoginSession).values(created_at=NOON - timedelta(hours=11, minutes=30)))
    session.commit()
    page = late.send(minutes=30)
    assert page.one(".lead").startswith("Sie waren 12 Stunden angemeldet und wurden abgemeldet.")


def test_changed_kept_text_is_not_sent(late: Late, session: Session) -> None:
    page = late.send()
    forged = page.typed("posted")[:-2] + "xx"
    typed = {"login": "editor", "password": PASSWORD, "posted": forged}
    answer = late.client.submit(page, typed, form="/anmelden")
    assert answer.location == "/aufgaben"
    assert stored(session) == []


def test_reading_a_guarded_page_too_late_leads_back_to_it(late: Late) -> None:
    late.clock.shift(timedelta(hours=1))
    page = late.client.follow(late.client.get(FORM, status=303))
    assert page.one(".lead") == "Sie waren 60 Minuten nicht aktiv und wurden abgemeldet."
    assert late.sign_in(page).location == FORM

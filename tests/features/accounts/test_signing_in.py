"""Signing in and out through the pages, and what ends a sign-in."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy.orm import Session

from tests.support.page_client import ClientOf, Page, PageClient
from tests.support.people import make_account
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.accounts import actions
from vrs_tracker.features.accounts.views import COOKIE
from vrs_tracker.tables.accounts import Account, LoginAttempt, LoginSession

PASSWORD = "ein langer Satz als Passwort"
WRONG = ["Anmeldename und Passwort passen nicht zusammen. Nach fünf Versuchen ist 15 Minuten Pause."]
NOON = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def password_hash(monkeypatch: pytest.MonkeyPatch) -> str:
    """Hash with little effort: the tests are not about how slow it is on purpose."""
    monkeypatch.setattr(actions.people, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    return actions.hash_password(PASSWORD)


@pytest.fixture
def account(session: Session, password_hash: str) -> Account:
    made = make_account(session, Role.EDITOR, login="editor@example.org", password_hash=password_hash)
    session.commit()
    return made


def try_in(
    client: PageClient, *, password: str = PASSWORD, login: str = "editor@example.org", status: int = 303
) -> Page:
    return client.submit(client.get("/anmelden"), {"login": login, "password": password}, status=status)


def is_signed_in(client: PageClient) -> bool:
    return client.get("/hilfe").all(".page-header__person") != []


@pytest.mark.usefixtures("account")
def test_the_right_password_opens_the_tasks(visitor: PageClient) -> None:
    assert try_in(visitor).location == "/aufgaben"
    assert is_signed_in(visitor)


def test_a_member_who_has_no_tasks_starts_with_the_overview(
    visitor: PageClient, session: Session, password_hash: str
) -> None:
    make_account(session, Role.MEMBER, login="member@example.org", password_hash=password_hash)
    session.commit()
    assert try_in(visitor, login="member@example.org").location == "/"


@pytest.mark.usefixtures("account")
def test_the_token_is_for_http_only_and_stored_as_a_hash(visitor: PageClient, session: Session) -> None:
    header = try_in(visitor).response.headers.getlist("Set-Cookie")
    line = next(line for line in header if line.startswith(f"{COOKIE}="))
    token = line.partition("=")[2].partition(";")[0]
    assert "HttpOnly" in line
    assert "SameSite=Lax" in line
    assert len(token) >= 40
    assert session.scalars(sa.select(LoginSession.token_hash)).all() != [token]


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.usefixtures("account")
def test_cookies_travel_over_tls_only_where_there_is_tls(app: Flask, scheme: str) -> None:
    browser = app.test_client()
    page = Page(browser.get("/anmelden", base_url=f"{scheme}://localhost"))
    fields = {"csrf_token": page.html.css_first('[name="csrf_token"]').attributes["value"] or ""}  # type: ignore[union-attr] # every form has it
    fields |= {"login": "editor@example.org", "password": PASSWORD}
    headers = {"Referer": f"{scheme}://localhost/anmelden"}
    answer = browser.post("/anmelden", base_url=f"{scheme}://localhost", data=fields, headers=headers)
    cookies = [*page.response.headers.getlist("Set-Cookie"), *answer.headers.getlist("Set-Cookie")]
    assert answer.status_code == 303
    assert {"Secure" in line for line in cookies} == {scheme == "https"}
    assert ("Strict-Transport-Security" in answer.headers) == (scheme == "https")


@pytest.mark.parametrize(("login", "password"), [("editor@example.org", "falsch"), ("niemand", PASSWORD)])
@pytest.mark.usefixtures("account")
def test_what_does_not_fit_is_not_told_apart(visitor: PageClient, login: str, password: str) -> None:
    page = try_in(visitor, login=login, password=password, status=422)
    assert page.summary == WRONG
    assert page.typed("login") == login
    assert not is_signed_in(visitor)


def test_an_account_that_is_switched_off_opens_nothing(
    visitor: PageClient, account: Account, session: Session
) -> None:
    account.is_active = False
    session.commit()
    assert try_in(visitor, status=422).summary == WRONG


def test_switching_an_account_off_ends_its_sessions(client_of: ClientOf, session: Session) -> None:
    client = client_of(Role.EDITOR)
    session.execute(sa.update(Account).values(is_active=False))
    session.commit()
    assert not is_signed_in(client)


def test_empty_fields_are_asked_for(visitor: PageClient) -> None:
    page = try_in(visitor, login="", password="", status=422)
    assert page.errors == {
        "login": "Geben Sie Ihren Anmeldenamen ein.",
        "password": "Geben Sie Ihr Passwort ein.",
    }


@pytest.mark.usefixtures("account")
def test_a_password_is_never_shown_again(visitor: PageClient) -> None:
    page = try_in(visitor, password="ganz geheimes Wort", status=422)
    assert "ganz geheimes Wort" not in page.response.text


@pytest.mark.usefixtures("account")
def test_a_login_is_shown_again_as_text(visitor: PageClient) -> None:
    page = try_in(visitor, login="<script>\"'", status=422)
    assert page.typed("login") == "<script>\"'"


@pytest.mark.usefixtures("account")
def test_after_five_failures_even_the_right_password_has_to_wait(visitor: PageClient) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(actions.ATTEMPTS_PER_LOGIN):
            try_in(visitor, password="falsch", status=422)
        assert "Warten Sie 15 Minuten" in try_in(visitor, status=429).text
        clock.shift(timedelta(minutes=15))
        assert try_in(visitor).location == "/aufgaben"


@pytest.mark.usefixtures("account")
def test_a_success_forgets_the_failures_before_it(visitor: PageClient, session: Session) -> None:
    try_in(visitor, password="falsch", status=422)
    try_in(visitor)
    tried = session.scalars(sa.select(LoginAttempt.login_hash)).all()
    assert len(tried) == 1  # the network address is still counted


def test_many_log_ins_from_one_address_have_to_wait(session: Session) -> None:
    for number in range(actions.ATTEMPTS_PER_ADDRESS):
        assert actions.may_try(session, f"login{number}", "192.0.2.1", now=NOON)
        actions.note_failure(session, f"login{number}", "192.0.2.1", now=NOON)
    assert not actions.may_try(session, "another", "192.0.2.1", now=NOON)
    assert actions.may_try(session, "another", "192.0.2.2", now=NOON)


def test_failures_are_stored_without_names_and_for_a_quarter_of_an_hour(session: Session) -> None:
    actions.note_failure(session, "editor@example.org", "192.0.2.1", now=NOON)
    later = NOON + actions.ATTEMPT_WINDOW
    actions.note_failure(session, "another", "192.0.2.9", now=later)
    rows = session.scalars(sa.select(LoginAttempt)).all()
    assert {row.attempted_at for row in rows} == {later}
    assert all(len(row.login_hash) == 64 for row in rows)


def test_signing_out_ends_the_session_on_the_server(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    kept = client.browser.get_cookie(COOKIE)
    assert kept is not None
    answer = client.post("/abmelden")
    assert answer.location == "/anmelden"
    assert client.follow(answer).all('[role="status"]') == ["Sie sind abgemeldet."]
    client.browser.set_cookie(COOKIE, kept.value)
    assert not is_signed_in(client)


def test_signing_out_without_being_signed_in_is_no_error(visitor: PageClient) -> None:
    assert visitor.post("/abmelden").location == "/anmelden"


def test_signing_out_needs_the_secret_of_the_page(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    client.post("/abmelden", {"csrf_token": "from elsewhere"}, status=400)
    assert is_signed_in(client)


@pytest.mark.usefixtures("account")
def test_signing_in_changes_the_secret_of_the_forms(visitor: PageClient) -> None:
    before = visitor.csrf_token()
    try_in(visitor)
    visitor.post("/abmelden", {"csrf_token": before}, status=400)


@pytest.mark.usefixtures("account")
def test_each_sign_in_has_a_token_of_its_own(visitor: PageClient, session: Session) -> None:
    try_in(visitor)
    visitor.browser.delete_cookie(COOKIE)
    try_in(visitor)
    assert len(set(session.scalars(sa.select(LoginSession.token_hash)))) == 2


@pytest.mark.parametrize("token", ["", "made-up", "ä\0", "x" * 3000])
def test_a_made_up_token_opens_nothing(visitor: PageClient, token: str) -> None:
    visitor.browser.set_cookie(COOKIE, token)
    assert not is_signed_in(visitor)


def test_an_hour_without_a_request_ends_the_sign_in(client_of: ClientOf) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = client_of(Role.EDITOR)
        clock.shift(timedelta(minutes=59))
        assert is_signed_in(client)
        clock.shift(timedelta(minutes=59))
        assert is_signed_in(client)
        clock.shift(timedelta(minutes=60))
        assert not is_signed_in(client)


def test_twelve_hours_end_every_sign_in(client_of: ClientOf) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = client_of(Role.EDITOR)
        for _ in range(23):
            clock.shift(timedelta(minutes=30))
            assert is_signed_in(client)
        clock.shift(timedelta(minutes=30))
        assert not is_signed_in(client)


def test_the_last_request_is_noted_at_most_once_a_minute(client_of: ClientOf, session: Session) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = client_of(Role.EDITOR)
        seen = []
        for seconds in (59, 1, 59, 1):
            clock.shift(timedelta(seconds=seconds))
            client.get("/hilfe")
            seen.append(session.scalar(sa.select(LoginSession.last_seen_at)))
    minute = timedelta(minutes=1)
    assert seen == [NOON, NOON + minute, NOON + minute, NOON + 2 * minute]


def test_ended_sessions_are_deleted_after_a_day(session: Session) -> None:
    account = make_account(session, Role.EDITOR)
    token = actions.sign_in(session, account, now=NOON)
    actions.sign_out(session, token, now=NOON)
    actions.sign_in(session, account, now=NOON + actions.KEEP_ENDED)
    assert len(session.scalars(sa.select(LoginSession)).all()) == 2
    actions.sign_in(session, account, now=NOON + actions.KEEP_ENDED + timedelta(seconds=1))
    assert len(session.scalars(sa.select(LoginSession)).all()) == 2


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/finanzen/?jahr=2026", "/finanzen/?jahr=2026"),
        ("", "/aufgaben"),
        ("https://example.org/", "/aufgaben"),
        ("//example.org/", "/aufgaben"),
        ("/\\example.org", "/aufgaben"),
        ("/a\r\nSet-Cookie: x=y", "/aufgaben"),
        ("javascript:alert(1)", "/aufgaben"),
    ],
)
@pytest.mark.usefixtures("account")
def test_after_signing_in_one_lands_where_one_wanted_to_go(
    visitor: PageClient, wanted: str, leads_to: str
) -> None:
    page = visitor.get("/anmelden")
    answer = visitor.submit(page, {"login": "editor@example.org", "password": PASSWORD, "next": wanted})
    assert answer.location == leads_to


def test_whoever_is_signed_in_need_not_sign_in_again(client_of: ClientOf) -> None:
    assert client_of(Role.EDITOR).get("/anmelden?weiter=/hilfe", status=303).location == "/hilfe"

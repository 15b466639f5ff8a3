"""Whatever form arrives without a sign-in: after the next one it is shown, and nothing is stored by it."""

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from tests.features.access_addresses import address_of
from tests.features.access_route import OWN, Case, Route
from tests.features.access_table import TABLE
from tests.support.page_client import ClientOf, Page, PageClient, on_one_database
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.accounts import actions
from vrs_tracker.tables.accounts import Account
from vrs_tracker.tables.base import Base

PASSWORD = "ein langer Satz als Passwort"
TYPED = {"post_key": "x" * 24, "name": "Muster", "text": "Muster", "reason": "Muster", "version": "1"}
OF_THE_SIGN_IN = {"account", "login_session", "login_attempt"}
GUARDED = [route for route in TABLE if route.method == "POST" and route.roles]
PASSWORDS_ONLY = {"POST /zugang"}


@pytest.fixture(autouse=True)
def password_hash(monkeypatch: pytest.MonkeyPatch) -> str:
    """Hash with little effort: the tests are not about how slow it is on purpose."""
    monkeypatch.setattr(actions.people, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    return actions.hash_password(PASSWORD)


def everything(session: Session) -> dict[str, list[str]]:
    """Return every row of every table that a sign-in leaves alone."""
    session.expire_all()
    tables = [table for table in Base.metadata.sorted_tables if table.name not in OF_THE_SIGN_IN]
    return {table.name: sorted(map(str, session.execute(sa.select(table)))) for table in tables}


@on_one_database
@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
@pytest.mark.usefixtures("blocks")
def test_a_kept_form_stores_nothing_by_itself(
    route: Route, visitor: PageClient, client_of: ClientOf, session: Session, password_hash: str
) -> None:
    case = Case(OWN)
    role = next(role for role in Role if route.may_pass(role, case))
    client_of(role, block=OWN if role is Role.PARTNER else "", key="someone")
    session.execute(sa.update(Account).where(Account.login == "someone").values(password_hash=password_hash))
    address = address_of(visitor.app, session, route, case)
    before = everything(session)
    page = Page(visitor.browser.post(address, data=TYPED))
    assert (page.status, page.h1) == (403, "Anmelden")
    assert bool(page.typed("posted")) == (route.name not in PASSWORDS_ONLY)
    typed = {"login": "someone", "password": PASSWORD, "posted": page.typed("posted")}
    answer = visitor.browser.post("/anmelden", data=typed | {"csrf_token": visitor.csrf_token()})
    assert answer.status_code < 500 or answer.status_code in route.answers, answer.get_data(as_text=True)[
        :2000
    ]
    assert everything(session) == before

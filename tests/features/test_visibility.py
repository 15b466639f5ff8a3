"""Who sees what (users.md 3.2): every secret carries a word, and everybody reads all that can be read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.reporting.facts_database import facts_engine
from tests.features.reporting.report_rows import (
    HALF,
    closed,
    frozen,
    opened,
    published,
    released,
)
from tests.features.visibility_rows import (
    FOREIGN,
    NAME,
    NOW,
    OWN,
    OWN_BLOCKS,
    RUNNING,
    SHOWN_PLANNED,
    plant,
    word,
)
from tests.support.page_client import ClientOf, PageClient
from tests.support.people import make_account, make_login_session
from tests.support.reading import Everything, Library, texts_of
from vrs_tracker.app import create_app
from vrs_tracker.config import Environment, Settings
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.extensions import db
from vrs_tracker.features.accounts.actions import grant_role
from vrs_tracker.features.accounts.views import COOKIE
from vrs_tracker.tables import Base
from vrs_tracker.tables.accounts import LoginSession
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import Milestone, Risk, StatusUpdate

VISITOR = "visitor"
READERS = (VISITOR, *(role.value for role in Role))
NOTHING: frozenset[str] = frozenset()
OWN_ONLY, ALL = frozenset({OWN}), frozenset({OWN, FOREIGN})

# what only who sees, in the order of users.md 3.2; the session office has no column there and sees nothing,
# the auditor reads like the budget office, and why an update was sent back
COLUMNS = (VISITOR, "member", "partner", "editor", "budget_officer", "approver", "admin", "session_office")
MATRIX = {
    # a confirmed message and a grant that no report knows yet
    "live": (NOTHING, NOTHING, OWN_ONLY, ALL, ALL, ALL, NOTHING, NOTHING),
    "grant": (NOTHING, NOTHING, NOTHING, {FOREIGN}, {FOREIGN}, {FOREIGN}, NOTHING, NOTHING),
    # a message that was filed and not confirmed, and one that was only begun: for those who write it
    "filed": (NOTHING, NOTHING, OWN_ONLY, ALL, ALL, ALL, NOTHING, NOTHING),
    "draft": (NOTHING, NOTHING, OWN_ONLY, ALL, NOTHING, NOTHING, NOTHING, NOTHING),
    # who owes what
    "owed": (NOTHING, NOTHING, OWN_ONLY, ALL, NOTHING, ALL, NOTHING, NOTHING),
    # why a message was sent back
    "reason": (NOTHING, NOTHING, OWN_ONLY, ALL, NOTHING, ALL, NOTHING, NOTHING),
    # money that a project lead proposes, and a draft of the budget office
    "proposal": (NOTHING, NOTHING, OWN_ONLY, ALL, ALL, ALL, NOTHING, NOTHING),
    "booking": (NOTHING, NOTHING, NOTHING, {FOREIGN}, {FOREIGN}, {FOREIGN}, NOTHING, NOTHING),
    # what is not public
    "risk": (NOTHING, NOTHING, OWN_ONLY, ALL, ALL, ALL, NOTHING, NOTHING),
    "milestone": (NOTHING, NOTHING, OWN_ONLY, ALL, ALL, ALL, NOTHING, NOTHING),
    "text": (NOTHING, NOTHING, NOTHING, ALL, ALL, ALL, NOTHING, NOTHING),
    # names of persons: in the history, and on the list of log-ins
    "name": (NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, ALL, ALL, NOTHING),
}
OTHER_SIGNS = {
    "grant": {FOREIGN: r"7\.654\.321|7,65|7654321\.00"},
    "name": dict.fromkeys(ALL, NAME),
    "owed": {OWN: "AIVision.{0,160}noch nicht abgegeben", FOREIGN: "KI im Bau.{0,160}noch nicht abgegeben"},
}
"""By what a secret is known that has no word of its own."""
STAFF_READERS = {"editor", "budget_officer", "approver", "auditor"}
HELD_IN_REPORT = ("risk", "milestone", "text")
"""Secrets that the published report holds back."""
FETCHED = {
    "nichtoeffentlich": STAFF_READERS | {"session_office", "member"},
    "archiv-nichtoeffentlich": STAFF_READERS,
}
"""Who fetches what is held back: files that are posted, because the history notes each retrieval."""
AVAILABLE = re.compile(r"[Vv]erfügbar[^.]{0,120}")
TAGS = re.compile(r"<[^>]*>|\s+")

ReadBy = Callable[[str], "Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a person got to read, and the tables in which that left a trace."""

    texts: Everything
    changed: frozenset[str]

    def places(self, sign: str) -> list[str]:
        """Return the addresses whose text has the sign."""
        return sorted(address for address, text in self.texts.items() if re.search(sign, text, re.DOTALL))


@pytest.fixture(scope="session", params=["sqlite"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[sa.Engine]:
    """Give a database with the facts; what is visible does not depend on its kind."""
    with facts_engine(request.param, tmp_path_factory, pytestconfig) as opened_engine:
        yield opened_engine


@pytest.fixture(scope="module")
def read_by(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[ReadBy]:
    """Give what each person reads in a demonstration of its own, found out once."""
    with facts_engine("sqlite", tmp_path_factory, pytestconfig) as engine, Session(engine) as session:
        plant(session)
        settings = Settings(
            environment=Environment.DEMO,
            secret_key="test" * 12,
            database_url=engine.url.render_as_string(hide_password=False),
            fixed_day=NOW.date(),
        )
        app = create_app(settings)
        library = Library(app, values_of(session))

        @cache
        def read(who: str) -> Reading:
            browser = app.test_client()
            if who != VISITOR:
                browser.set_cookie(COOKIE, signed_in(session, Role(who), settings))
            before = rows_of(session)
            texts = library.read_by(browser)
            after = rows_of(session)
            return Reading(
                {address: TAGS.sub(" ", text) for address, text in texts.items()},
                frozenset(table for table, rows in after.items() if rows != before[table]),
            )

        yield read
        with app.app_context():
            db.engine.dispose()


def values_of(session: Session) -> dict[str, list[str | int]]:
    """Return what the addresses of the application are filled with."""

    def ids(table: type[Base]) -> list[str | int]:
        return list(session.scalars(sa.select(sa.inspect(table).primary_key[0])))

    return {
        "slug": list(session.scalars(sa.select(Block.slug))),
        "code": [HALF.code, RUNNING.code],
        "kind": ["block", "funding_entry", "milestone", "risk", "status_update"],
        "thing_id": ids(StatusUpdate),
        "entry_id": list(session.scalars(sa.select(HistoryEntry.id).where(HistoryEntry.at >= NOW))),
        "milestone_id": ids(Milestone),
        "risk_id": ids(Risk),
        "row_id": ids(FundingEntry)[-2:],
        "key": ["P19"],
        "secret": ["unbekannt"],
        "version": [1],
    }


def signed_in(session: Session, role: Role, settings: Settings) -> str:
    """Sign somebody in who has one role; a project lead has several blocks."""
    is_lead = role is Role.PARTNER
    account = make_account(session, role, block=OWN_BLOCKS[0] if is_lead else "")
    for slug in OWN_BLOCKS[1:] if is_lead else ():
        grant_role(session, account, role, block_slug=slug)
    token = make_login_session(session, account, now=settings.now())
    session.commit()
    return token


def rows_of(session: Session) -> dict[str, list[object]]:
    """Return every row of every table; when a browser was last seen is no reading behaviour."""
    session.rollback()
    tables = [table for table in Base.metadata.sorted_tables if table is not LoginSession.__table__]
    return {table.name: list(map(tuple, session.execute(sa.select(table)))) for table in tables}


# ---------------------------------------------------------------- the matrix


@pytest.mark.parametrize("secret", MATRIX)
@pytest.mark.parametrize("who", COLUMNS)
def test_a_secret_is_seen_by_those_whom_the_matrix_names(who: str, secret: str, read_by: ReadBy) -> None:
    signs = OTHER_SIGNS.get(secret) or {whose: word(secret, whose) for whose in ALL}
    places = {whose: read_by(who).places(sign) for whose, sign in signs.items()}
    allowed = dict(zip(COLUMNS, MATRIX[secret], strict=True))[who]
    assert {whose for whose, found in places.items() if found} == allowed, places


@pytest.mark.parametrize("secret", MATRIX)
def test_the_auditor_sees_what_the_budget_office_sees_and_every_reason(secret: str, read_by: ReadBy) -> None:
    signs = OTHER_SIGNS.get(secret) or {whose: word(secret, whose) for whose in ALL}
    seen = {whose for whose, sign in signs.items() if read_by("auditor").places(sign)}
    like = "editor" if secret == "reason" else "budget_officer"
    assert seen == dict(zip(COLUMNS, MATRIX[secret], strict=True))[like]


@pytest.mark.parametrize("who", READERS)
def test_planned_money_is_available_to_nobody(who: str, read_by: ReadBy) -> None:
    sentences = {found for text in read_by(who).texts.values() for found in AVAILABLE.findall(text)}
    assert not [sentence for sentence in sentences if SHOWN_PLANNED in sentence]


@pytest.mark.parametrize("who", READERS)
def test_reading_leaves_no_trace(who: str, read_by: ReadBy) -> None:
    assert read_by(who).changed == frozenset()


@pytest.mark.parametrize("who", READERS)
def test_every_page_of_a_demonstration_says_that_it_is_one(who: str, read_by: ReadBy) -> None:
    pages = {address: text for address, text in read_by(who).texts.items() if "<main" in text}
    assert [address for address, text in pages.items() if "Demodaten" not in text] == []


# ---------------------------------------------------------------- what is not public, as it was handed out


def test_what_was_held_back_is_fetched_by_those_whom_the_matrix_names(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    plant(session)
    signs = {word(secret, whose) for secret in HELD_IN_REPORT for whose in ALL}

    def seen(client: PageClient, file: str) -> bool:
        fields = {"csrf_token": client.csrf_token()}
        answer = client.browser.post(f"/berichte/{HALF.code}/{file}", data=fields)
        text = "\n".join(texts_of(answer.data))
        found = {sign for sign in signs if sign in text}
        assert found in (set(), signs), f"{file}: {found}"
        assert (answer.status_code == HTTPStatus.OK) is bool(found), answer.status
        return bool(found)

    clients = {
        role.value: client_of(role, block=OWN_BLOCKS[0] if role is Role.PARTNER else "") for role in Role
    }
    clients[VISITOR] = visitor
    for file, readers in FETCHED.items():
        assert {who for who in READERS if seen(clients[who], file)} == readers


# ---------------------------------------------------------------- before the session


def test_before_the_session_the_public_cannot_tell_whether_a_report_exists(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    published(session)
    period = opened(session, RUNNING, now=NOW)
    session.commit()
    addresses = ("/", "/berichte/", f"/berichte/{RUNNING.code}", f"/berichte/{RUNNING.code}.pdf")

    def answers() -> list[tuple[int, str]]:
        found = [visitor.browser.get(address) for address in addresses]
        return [(answer.status_code, answer.get_data(as_text=True)) for answer in found]

    before = answers()
    closed(session, RUNNING)
    session.commit()
    assert answers() == before
    snapshot = frozen(session, period, now=NOW.replace(year=2027))
    session.commit()
    assert answers() == before
    released(session, period, snapshot)
    session.commit()
    assert answers() == before
    assert client_of(Role.MEMBER).get(addresses[2]).h1

"""The application on a programme, with a browser for each kind of reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from benchmarks.programmes import FIRST, NEXT, PUBLISHED, REPORTED, RUNNING, programme
from tests.support.page_client import entries
from tests.support.people import make_account, make_login_session
from vrs_tracker.app import create_app
from vrs_tracker.config import Environment, Settings
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.accounts.views import COOKIE
from vrs_tracker.trail.history import Change, record

TODAY = date(2027, 1, 12)
VISITOR, MEMBER, EDITOR = "visitor", "member", "editor"
CHANGE = Change("Bemerkung", "", "Eine Änderung")
ROLES = {role.value: role for role in Role}
OWN = "aitransform"
READ_PAGES = (
    "/",
    "/bausteine/",
    f"/bausteine/{OWN}",
    "/finanzen/",
    "/meilensteine/",
    "/risiken/",
    "/beschluesse/",
    "/netzwerk",
    "/genossenschaft",
)
REPORT = f"/berichte/{PUBLISHED.code}"
EVERYBODY = (*READ_PAGES, "/berichte/", REPORT, f"{REPORT}/ganz", f"{REPORT}/alle-bausteine")
OFFICE = (
    f"/berichte/{RUNNING.code}",
    f"/berichte/{NEXT.code}/vorbereiten",
    f"/bausteine/{OWN}/meldung",
    "/aufgaben",
    "/finanzen/buchungen",
)


@dataclass(frozen=True, slots=True)
class Served:
    """An application on one of the programmes, with a signed-in browser for each role and one for nobody."""

    app: Flask
    browsers: dict[str, FlaskClient]

    def get(self, who: str, path: str) -> bytes:
        """Ask for a page, which must be there, and return it."""
        answer = self.browsers[who].get(path)
        if answer.status_code != HTTPStatus.OK:
            raise LookupError(f"{who} {path}: {answer.status}")
        content: bytes = answer.data
        return content

    def draft(self) -> "Draft":
        """Open the form of a status update as a browser does, ready to be saved as a draft."""
        address = f"/bausteine/{OWN}/meldung"
        page = LexborHTMLParser(self.get(EDITOR, address))
        form = next(form for form in page.css("main form") if form.css_first("[name='post_key']"))
        button = next(found for found in form.css("button") if "Entwurf" in found.text())
        fields = MultiDict(entries(form))
        fields[str(button.attributes["name"])] = button.attributes.get("value") or ""
        return Draft(self.browsers[EDITOR], str(form.attributes["action"]), fields)

    def change(self) -> None:
        """Tell the history something, so that nothing that was kept is right any more."""
        with self.app.app_context():
            open_for_writing(db.session)
            record(db.session, by=FIRST, at=REPORTED[1], kind="block", thing_id=1, changes=[CHANGE])
            db.session.commit()

    def saving_statements(self) -> list[str]:
        """Return the statements of saving a draft."""
        draft = self.draft()
        with counted(self.app) as found:
            draft.save()
        return found

    def statements(self, who: str, path: str) -> list[str]:
        """Return the statements of a page: those that read or write rows, not what begins a transaction."""
        with counted(self.app) as found:
            self.get(who, path)
        return found


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that is filled in."""

    browser: FlaskClient
    address: str
    fields: MultiDict[str, str]

    def save(self) -> None:
        """Post it; it must be taken."""
        answer = self.browser.post(self.address, data=self.fields)
        if answer.status_code != HTTPStatus.SEE_OTHER:
            raise LookupError(f"{self.address}: {answer.status}")


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Collect the statements of an application."""
    found: list[str] = []

    def note(*given: object) -> None:
        if not str(given[2]).startswith("BEGIN"):
            found.append(str(given[2]))

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


@contextmanager
def served(total: int, server: str = "") -> Iterator[Served]:
    """Yield the application on a programme with so many blocks, on SQLite or on a PostgreSQL `server`."""
    with programme(total, server) as engine:
        settings = settings_on(engine)
        app = create_app(settings)
        browsers = {VISITOR: app.test_client()}
        with Session(engine) as session:
            for who, role in ROLES.items():
                account = make_account(session, role, block=OWN if role is Role.PARTNER else "")
                browsers[who] = app.test_client()
                browsers[who].set_cookie(COOKIE, make_login_session(session, account, now=settings.now()))
            session.commit()
        yield Served(app, browsers)
        with app.app_context():
            db.engine.dispose()


def settings_on(engine: sa.Engine) -> Settings:
    """Return the settings of an application on this database."""
    return Settings(
        environment=Environment.DEMO,
        secret_key="benchmark" * 6,
        database_url=engine.url.render_as_string(hide_password=False),
        fixed_day=TODAY,
    )

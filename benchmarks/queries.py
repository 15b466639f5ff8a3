"""Pages: how many statements each takes with 7 + 4 and with 40 more blocks, and how long the server works.

A statement is one that reads or writes rows; beginning and ending a transaction is none. Visitors and members
read the published report, the editor the working state. Statements must not grow with the number of blocks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from http import HTTPStatus

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from benchmarks.measuring import interleaved, table
from benchmarks.programmes import FEW, MANY, PUBLISHED, RUNNING, programme
from tests.support.people import make_account, make_login_session
from vrs_tracker.app import create_app
from vrs_tracker.config import Environment, Settings
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.extensions import db
from vrs_tracker.features.accounts.views import COOKIE

TODAY = date(2027, 1, 12)
VISITOR, MEMBER, EDITOR = "visitor", "member", "editor"
EVERYBODY = (
    "/",
    "/bausteine/",
    "/bausteine/aitransform",
    "/finanzen/",
    "/meilensteine/",
    "/risiken/",
    "/beschluesse/",
    "/berichte/",
    f"/berichte/{PUBLISHED.code}",
)
OFFICE = (
    f"/berichte/{RUNNING.code}",
    f"/berichte/{RUNNING.code}/vorbereiten",
    "/bausteine/aitransform/meldung",
    "/aufgaben",
    "/finanzen/buchungen",
)
ROLES = {MEMBER: Role.MEMBER, EDITOR: Role.EDITOR}


@dataclass(frozen=True, slots=True)
class Served:
    """An application on one of the programmes, with a browser for each kind of reader."""

    app: Flask
    browsers: dict[str, FlaskClient]

    def get(self, who: str, path: str) -> None:
        """Ask for a page, which must be there."""
        answer = self.browsers[who].get(path)
        if answer.status_code != HTTPStatus.OK:
            raise LookupError(f"{who} {path}: {answer.status}")

    def statements(self, who: str, path: str) -> int:
        """Count the statements of a page."""
        found: list[str] = []

        def note(*given: object) -> None:
            found.append(str(given[2]))

        with self.app.app_context():
            engine = db.engine
        sa.event.listen(engine, "before_cursor_execute", note)
        self.get(who, path)
        sa.event.remove(engine, "before_cursor_execute", note)
        return sum(not statement.startswith("BEGIN") for statement in found)


def measure() -> Iterator[str]:
    """Yield a table for each kind of reader."""
    with _served(FEW) as few, _served(MANY) as many:
        for who in (VISITOR, MEMBER, EDITOR):
            paths = (*EVERYBODY, *(OFFICE if who == EDITOR else ()))
            yield f"{who.capitalize()}\n\n{_table(who, paths, few, many)}"


def _table(who: str, paths: tuple[str, ...], few: Served, many: Served) -> str:
    tasks = [partial(served.get, who, path) for path in paths for served in (few, many)]
    timings = iter(interleaved(tasks))
    rows = []
    for path, of_few, of_many in zip(paths, timings, timings, strict=True):
        counts = few.statements(who, path), many.statements(who, path)
        is_equal = "yes" if counts[0] == counts[1] else "no"
        seconds = (f"{1000 * of_few.seconds:.0f}", f"{1000 * of_many.seconds:.0f}")
        rows.append((path, *map(str, counts), is_equal, *seconds))
    head = ("Page", "statements, 7 + 4", "7 + 4 + 40", "equal", "ms, 7 + 4", "7 + 4 + 40")
    return table(head, rows)


@contextmanager
def _served(total: int) -> Iterator[Served]:
    with programme(total) as engine:
        settings = Settings(
            environment=Environment.DEMO,
            secret_key="benchmark" * 6,
            database_url=engine.url.render_as_string(),
            fixed_day=TODAY,
        )
        app = create_app(settings)
        browsers = {VISITOR: app.test_client()}
        with Session(engine) as session:
            for who, role in ROLES.items():
                token = make_login_session(session, make_account(session, role), now=settings.now())
                browsers[who] = app.test_client()
                browsers[who].set_cookie(COOKIE, token)
            session.commit()
        yield Served(app, browsers)
        with app.app_context():
            db.engine.dispose()

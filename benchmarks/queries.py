"""Statements and server time of the pages, for seven and for forty blocks: the number must not grow."""

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter

import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from benchmarks.programmes import HALF, demonstration, forty_blocks
from tests.support.people import make_account, make_login_session
from vrs_tracker.app import create_app
from vrs_tracker.config import Environment, Settings
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.extensions import db
from vrs_tracker.features.accounts.views import COOKIE

ROUNDS = 9
PAGES = ("/", "/bausteine/", "/bausteine/ki-xc", "/finanzen/", "/meilensteine/", f"/berichte/{HALF.code}")
READERS: tuple[tuple[str, Role | None], ...] = (
    ("visitor", None),
    ("member", Role.MEMBER),
    ("staff", Role.EDITOR),
)


def main() -> None:
    """Print one row per page and reader: statements and median milliseconds for both programmes."""
    measured = {}
    for name, programme in (("7 + 4", demonstration), ("40", forty_blocks)):
        with programme() as engine:
            measured[name] = dict(_pages(engine))
    print(f"\nStatements and server time of a page, median of {ROUNDS}, SQLite, in one process")
    print(f"{'page':<20}{'reader':<10}{'7+4':>6}{'40':>6}{'7+4 ms':>10}{'40 ms':>10}")
    for key, (statements, seconds) in measured["7 + 4"].items():
        more, longer = measured["40"][key]
        print(
            f"{key[0]:<20}{key[1]:<10}{statements:>6}{more:>6}{seconds * 1000:>10.1f}{longer * 1000:>10.1f}"
        )


def _pages(engine: sa.Engine) -> Iterator[tuple[tuple[str, str], tuple[int, float]]]:
    settings = Settings(
        environment=Environment.DEMO,
        database_url=engine.url.render_as_string(hide_password=False),
        secret_key="measured " * 5,
    )
    app = create_app(settings)
    with app.app_context():
        own = db.engine
    for reader, role in READERS:
        client = app.test_client()
        if role is not None:
            _sign_in(client, engine, role)
        for page in PAGES:
            with _counting(own) as counted:
                client.get(page)
            times = [_timed(client, page) for _ in range(ROUNDS)]
            yield (page, reader), (len(counted), median(times))


def _sign_in(client: FlaskClient, engine: sa.Engine, role: Role) -> None:
    with Session(engine) as session:
        token = make_login_session(session, make_account(session, role))
        session.commit()
    client.set_cookie(COOKIE, token)


@contextmanager
def _counting(engine: sa.Engine) -> Iterator[list[str]]:
    counted: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    sa.event.listen(engine, "before_cursor_execute", count)
    yield counted
    sa.event.remove(engine, "before_cursor_execute", count)


def _timed(client: FlaskClient, page: str) -> float:
    began = perf_counter()
    answer = client.get(page)
    if answer.status_code != 200:  # noqa: PLR2004 - the HTTP status
        raise AssertionError(f"{page} answers {answer.status_code}")
    return perf_counter() - began

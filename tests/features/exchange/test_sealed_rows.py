"""Rows of a file have one entry in the history, and yet each of them is sealed and named when it changes."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.exchange.money_files import ROW, checked, csv_of
from tests.features.record_rows import make_project
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.history import SealedRows
from vrs_tracker.trail.covered import changed_row, rows_without_seal

MONEY = Base.metadata.tables["funding_entry"]
TWO_ROWS = csv_of(ROW, (*ROW[:2], "2,00", *ROW[3:]))


@pytest.fixture
def client(client_of: ClientOf, session: Session) -> PageClient:
    make_project(session, name="Reallabor")
    return client_of(Role.BUDGET_OFFICER)


@pytest.fixture
def imported(client: PageClient) -> Page:
    page = checked(client, TWO_ROWS)
    return client.follow(client.submit(page, form=f"{page.path}/buchen", button="Alle 2 Zeilen buchen"))


def ids(session: Session) -> list[int]:
    return list(session.scalars(sa.select(MONEY.c.id).order_by(MONEY.c.id)))


def money_without_seal(session: Session) -> list[int]:
    return [row_id for kind, row_id in rows_without_seal(session) if kind == MONEY.name]


def lists(session: Session) -> list[list[str]]:
    return [lines.splitlines() for lines in session.scalars(sa.select(SealedRows.lines))]


def tampered(session: Session, row_id: int) -> Iterator[tuple[str, int] | None]:
    """Change one value after the other as somebody with access to the database could; yield what is named."""
    on = f" ON {MONEY.name}" if session.get_bind().dialect.name == "postgresql" else ""
    for verb in ("update", "delete"):
        session.execute(sa.text(f"DROP TRIGGER {MONEY.name}_no_{verb}{on}"))
    changes = ("amount = 1", "block_id = NULL", "import_id = NULL", "source = 'anders'", "note = 'anders'")
    for change in changes:
        savepoint = session.begin_nested()
        session.execute(sa.text(f"UPDATE funding_entry SET {change} WHERE id = {row_id}"))  # noqa: S608 - a test
        found = changed_row(session)
        yield found.row if found else None
        savepoint.rollback()
    session.execute(sa.text(f"DELETE FROM funding_entry WHERE id = {row_id}"))  # noqa: S608 - a test
    found = changed_row(session)
    yield found.row if found else None


@pytest.mark.usefixtures("imported")
def test_each_row_of_a_booked_file_is_sealed(session: Session) -> None:
    assert [len(listed) for listed in lists(session)] == [2]
    assert money_without_seal(session) == []
    assert changed_row(session) is None


@pytest.mark.usefixtures("imported")
def test_a_changed_row_of_a_file_is_named(session: Session) -> None:
    second = ids(session)[1]
    named = list(tampered(session, second))
    assert named == [("funding_entry", second)] * 6


def test_what_takes_a_file_back_is_sealed_too(client: PageClient, imported: Page, session: Session) -> None:
    form = client.get(f"{imported.path}/zuruecknehmen")
    client.submit(form, {"reason": "Falsche Datei"}, button="Datei mit Begründung zurücknehmen")
    assert [len(listed) for listed in lists(session)] == [2, 2]
    assert money_without_seal(session) == []
    assert changed_row(session) is None

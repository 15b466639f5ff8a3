"""A database with the demonstration, for tests of what the help says about the pages."""

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.seeding import demo_database
from tests.support.databases import blank_database, open_engine
from tests.support.page_client import PageClient
from tests.support.people import make_login_session
from tests.support.postgres import wanted_databases
from vrs_tracker.config import Settings
from vrs_tracker.features.accounts.queries import find_account
from vrs_tracker.tables import Base

NOON = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Berlin"))
"""The day after the demonstration was made: its half-year is collecting."""


@pytest.fixture(scope="session", params=wanted_databases())
def demonstration(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[sa.Engine]:
    """Give a database that holds the demonstration; a module makes it its `engine`."""
    folder = tmp_path_factory.mktemp("help")
    with blank_database(request.param, folder, pytestconfig) as url, open_engine(url) as opened:
        Base.metadata.create_all(opened)
        with Session(opened) as session:
            demo_database.load(session)
            session.commit()
        yield opened


@pytest.fixture
def signed_in(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], PageClient]:
    """Give the browser of somebody of the demonstration by log-in; "" is a visitor."""
    monkeypatch.setattr(Settings, "now", lambda _self: NOON)

    def browser(who: str) -> PageClient:
        if not who:
            return PageClient(app)
        account = find_account(session, who)
        assert account is not None
        token = make_login_session(session, account, now=NOON)
        session.commit()
        return PageClient(app, token)

    return browser

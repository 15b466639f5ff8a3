"""The demonstration, made once for all browser tests, and one server that shows it as it was made."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser
from sqlalchemy.orm import Session

from tests.browser.addresses import VISITOR, rows_named
from tests.browser.serving import DATABASE, DEMO_DAY, PASSWORD_FILE, copied, run, serving, settings_for
from tests.browser.visitors import Site, Visitor, visiting
from tests.browser.weighing import Scales

VisitorOf = Callable[[str], Visitor]


def site_in(folder: Path, address: str) -> Site:
    """Return the site that serves the demonstration of a folder."""
    return Site(address, (folder / PASSWORD_FILE).read_text("utf-8").strip())


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the demonstration; nobody serves it, so that it can be copied."""
    folder = tmp_path_factory.mktemp("demonstration")
    run(settings_for(folder, day=DEMO_DAY), "demo")
    return folder


@pytest.fixture(scope="session")
def site(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give the demonstration for reading."""
    folder = copied(demonstration, tmp_path_factory.mktemp("site") / "var")
    with serving(settings_for(folder, day=DEMO_DAY), "--demo") as address:
        yield site_in(folder, address)


@pytest.fixture(scope="session")
def rows(demonstration: Path) -> dict[str, str]:
    """Give the rows that addresses name."""
    engine = sa.create_engine(f"sqlite:///{demonstration / DATABASE}")
    with Session(engine) as session:
        found = rows_named(session)
    engine.dispose()
    return found


@pytest.fixture(scope="session")
def visitor_of(browser: Browser, site: Site) -> Iterator[VisitorOf]:
    """Give the browser of a log-in, signed in once for all pages that are only looked at.

    What an earlier test failed at is not noticed again.
    """
    known: dict[str, Visitor] = {}
    with ExitStack() as stack:

        def visitor(login: str) -> Visitor:
            if login not in known:
                known[login] = stack.enter_context(visiting(browser, site))
                if login != VISITOR:
                    known[login].sign_in(login)
                known[login].scales = Scales.under(known[login].page)
            known[login].noticed.clear()
            return known[login]

        yield visitor

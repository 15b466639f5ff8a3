"""The demonstration, made once for all browser tests, and one server that shows it as it was made."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.serving import DEMO_DAY, PASSWORD_FILE, copied, run, serving, settings_for
from tests.browser.visitors import Site


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

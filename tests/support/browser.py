"""The machine's own Chromium for the browser tests; Playwright's private download is never used.

As a pytest plugin (`pytest_plugins = ["tests.support.browser"]` in the topmost conftest.py) it tells
pytest-playwright which browser to start. A test that needs it asks for the fixture `page` as usual; where
there is no Chromium, such tests are skipped with one clear line, and fail if `CI=true`.
"""

import os
import shutil
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "No Chromium found (VRS_CHROMIUM names one; under Debian: apt-get install chromium)"

# Chromium looks up hosts of its maker at every start unless told not to
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)


def chromium_path() -> str | None:
    """Return the browser to use: the one `VRS_CHROMIUM` names, else the first one on PATH."""
    return os.environ.get("VRS_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the machine's Chromium, without calls to its maker; override of pytest-playwright's fixture."""
    path = chromium_path()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)
    return browser_type_launch_args | {"executable_path": path, "args": list(QUIET)}

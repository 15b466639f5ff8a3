"""The HTML of every page is valid, as the checker behind validator.w3.org says.

`make test` fetches the checker where there is a Java to run it; without either, one line says that it was
left out. One process judges all pages, because Java takes longer to start than to judge.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

import pytest

from scripts.set_up import HTML_CHECKER
from tests.browser.addresses import ADDRESSES
from tests.browser.conftest import VisitorOf

MISSING = "No checker for HTML (it needs java; `make test` fetches it then)"
ROLES_OF_TABLES = (
    ".*(“(table|rowgroup|row|cell|rowheader|columnheader)” role is unnecessary for element"
    "|“role” attribute must not be used on a “t[dhr]” element).*"
)
"""Said on purpose: a table that becomes cards at 360 px is none to a screen reader without its roles."""
COMMAND = (
    *("java", "-jar", str(HTML_CHECKER), "--format", "json", "--exit-zero-always", "--stdout"),
    *("--filterpattern", ROLES_OF_TABLES),
)


class _Message(TypedDict):
    type: str
    url: str
    message: str
    extract: str


@pytest.fixture(scope="module")
def checker() -> tuple[str, ...]:
    """Give the command that checks the files named after it."""
    if shutil.which("java") is None or not HTML_CHECKER.is_file():
        if os.environ.get("CI") == "true" and shutil.which("java") is not None:
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)
    return COMMAND


def problems(checker: tuple[str, ...], files: Mapping[Path, str]) -> list[str]:
    """Return what is wrong with these files, each under its own name."""
    done = subprocess.run([*checker, *map(str, files)], capture_output=True, text=True, check=True)
    messages: list[_Message] = json.loads(done.stdout)["messages"]
    return [
        f"{files[Path(found['url'].removeprefix('file:'))]}: {found['message']} {found.get('extract', '')!r}"
        for found in messages
    ]


def test_every_page_is_valid(
    checker: tuple[str, ...], visitor_of: VisitorOf, rows: Mapping[str, str], tmp_path: Path
) -> None:
    files = {}
    for number, address in enumerate(ADDRESSES):
        visitor = visitor_of(address.who)
        answer = visitor.page.request.get(visitor.site.address + address.path.format_map(rows))
        file = tmp_path / f"{number}.html"
        file.write_bytes(answer.body())
        files[file] = str(address)
    found = problems(checker, files)
    assert not found, "\n".join(found)


def test_a_fault_is_named_with_its_page(checker: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "1.html"
    file.write_text("<!doctype html><html lang=de><title>Probe</title><p><div></div></p>", "utf-8")
    (found,) = problems(checker, {file: "visitor /"})
    assert found.startswith("visitor /: No “p” element in scope")

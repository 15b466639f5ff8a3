"""The outline of a page as the accessibility tree has it: landmarks, headings and names, without the text."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page

LANDMARKS = {"banner", "navigation", "main", "contentinfo", "complementary", "region", "search", "form"}
NAMED = {"heading", "table", "group", "alert", "status", "button", "textbox", "checkbox", "radio", "combobox"}
LINE = re.compile(
    r"""(?P<indent>\ *)-\ '?(?P<role>[a-z]+)\b  # depth and role; quoted where a name has a colon
    (?P<name>\ "(?:[^"\\]|\\.)*")?
    (?:.*?(?P<level>\ \[level=\d\]))?""",
    re.VERBOSE,
)
DEPTH = 2
"""Spaces for each level of a snapshot."""


def outline_of(page: Page) -> str:
    """Return a line for each landmark, heading and named control of the page shown, as YAML."""
    return "".join(f"{line}\n" for line in _kept(page.locator("body").aria_snapshot()))


def _kept(snapshot: str) -> Iterator[str]:
    """Return the lines that are kept, indented below the lines kept above them."""
    above: list[int] = []
    for line in snapshot.splitlines():
        found = LINE.match(line)
        if found is None or found["role"] not in LANDMARKS | NAMED:
            continue
        indent = len(found["indent"])
        above = [depth for depth in above if depth < indent]
        said = f"{found['role']}{found['name'] or ''}{found['level'] or ''}"
        yield f"{' ' * DEPTH * len(above)}- {_quoted(said)}"
        above.append(indent)


def _quoted(said: str) -> str:
    """Return a line as YAML takes it for text, also where a name has a colon or a hash."""
    return "'" + said.replace("''", "'").replace("'", "''") + "'"

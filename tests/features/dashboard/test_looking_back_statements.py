"""A look back and a comparison of two days ask few questions, however many blocks there are."""

from collections.abc import Iterator

import pytest

from benchmarks.programmes import FEW, MANY
from benchmarks.serving import EDITOR, OWN, Served, counted, served

MOST = 8
DAY = "stand=2026-03-31&bekannt=2026-05-15"
ADDRESSES = (
    *(f"/?{DAY}", f"/finanzen/?{DAY}", f"/meilensteine/?{DAY}", f"/bausteine/{OWN}?{DAY}"),
    *("/vergleich", "/vergleich?von=2026-03-31&bis=2026-06-30", "/vergleich?von=2025-12-31&bis=2026-H1"),
)


@pytest.fixture(scope="module")
def few() -> Iterator[Served]:
    """Give the application on eleven blocks."""
    with served(FEW) as one:
        yield one


@pytest.fixture(scope="module")
def many() -> Iterator[Served]:
    """Give the application on forty blocks more."""
    with served(MANY) as one:
        yield one


def asked(one: Served, path: str) -> int:
    """Count the statements of a page that nobody has asked for since the last change."""
    one.change()
    with counted(one.app) as found:
        one.get(EDITOR, path)
    return len(found)


def test_nothing_that_was_kept_is_needed_to_stay_below_eight_questions(few: Served, many: Served) -> None:
    counts = {path: (asked(few, path), asked(many, path)) for path in ADDRESSES}
    assert {path: both for path, both in counts.items() if both[0] != both[1] or both[0] > MOST} == {}

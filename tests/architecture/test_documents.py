"""The documents say what the code does: glossary, diagram of the half-year."""

import re

import pytest

from vrs_tracker.domain.periods import MOVES
from vrs_tracker.domain.vocabulary.codes import CodeList
from vrs_tracker.paths import PACKAGE
from vrs_tracker.tables import Base

DOCS = PACKAGE.parent / "docs"
ARROW = re.compile(r"^\s*(\w+) --> (\w+): (\w+)$", re.MULTILINE)


def code_lists(base: type[CodeList] = CodeList) -> list[str]:
    return [name for found in base.__subclasses__() for name in (found.__name__, *code_lists(found))]


@pytest.mark.parametrize("name", sorted({*Base.metadata.tables, *code_lists()}))
def test_the_glossary_explains_every_table_and_code_list(name: str) -> None:
    assert f"`{name}`" in (DOCS / "glossary.md").read_text("utf-8")


def test_the_diagram_of_the_half_year_is_the_table_of_moves() -> None:
    """docs/ARCHITECTURE.md holds a Mermaid state diagram with lines such as `open --> collecting: start`."""
    drawn = ARROW.findall((DOCS / "ARCHITECTURE.md").read_text("utf-8"))
    moves = [(before.value, after.value, move.value) for (before, move), after in MOVES.items()]
    assert sorted(drawn) == sorted(moves)

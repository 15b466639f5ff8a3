"""The shape of the code: small modules, one vocabulary of files, one clock, no words of blame."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from vrs_tracker.paths import PACKAGE

TOP = PACKAGE.parent
LONGEST = 400
FILE_WORDS = {"queries", "actions", "forms", "render", "readers", "writers", "views"}
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "common", "misc"}
BLAMING = re.compile(
    r"(?<![\w-])(?:erfolgreich|leider|ungültig\w*|fehlerhaft\w*|Pflichtfeld\w*|Ups)\b", re.IGNORECASE
)

MODULES = sorted(PACKAGE.rglob("*.py"))
EVERYTHING = sorted(
    path
    for folder in ("vrs_tracker", "tests", "migrations", "scripts", "reports", "benchmarks")
    for suffix in ("*.py", "*.html", "*.typ")
    for path in (TOP / folder).rglob(suffix)
    if "_bundled" not in path.parts
)


def named(path: Path) -> str:
    return path.relative_to(TOP).as_posix()


@pytest.mark.parametrize("path", EVERYTHING, ids=named)
def test_a_module_can_be_read_in_one_go(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", EVERYTHING, ids=named)
def test_a_module_is_named_for_what_it_is_about(path: Path) -> None:
    assert not {path.stem, *path.relative_to(TOP).parts} & EMPTY_NAMES


def test_features_have_one_vocabulary_of_files() -> None:
    features = PACKAGE / "features"
    found = {path.stem for path in features.glob("*/*") if path.suffix == ".py" or path.is_dir()}
    assert found - {"__init__", "__pycache__"} <= FILE_WORDS


def clock_calls(tree: ast.AST) -> Iterator[str]:
    """Yield `datetime.now`, `date.today`, `time.time` and the like, wherever they are called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            if (name, node.func.attr) in {
                *(("datetime", word) for word in ("now", "today", "utcnow")),
                ("date", "today"),
                *(("time", word) for word in ("time", "time_ns", "monotonic", "localtime", "gmtime")),
            }:
                yield f"{name}.{node.func.attr}"


def test_only_the_settings_read_the_clock() -> None:
    """Everybody else is handed the moment by `Settings.now` at the edge (architecture.md, rule 7)."""
    readers = [named(path) for path in MODULES if list(clock_calls(ast.parse(path.read_text("utf-8"))))]
    assert readers == ["vrs_tracker/config.py"]


def test_only_settings_places_and_commands_read_the_environment() -> None:
    readers = {named(path) for path in MODULES if "os.environ" in path.read_text("utf-8")}
    assert readers <= {"vrs_tracker/config.py", "vrs_tracker/paths.py", "vrs_tracker/cli/serve.py"}


def german_texts(tree: ast.AST) -> Iterator[str]:
    """Yield every text of the code but the docstrings, which are English."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_sentence_blames_or_excuses(path: Path) -> None:
    texts = german_texts(ast.parse(path.read_text("utf-8")))
    assert [text for text in texts if BLAMING.search(text)] == []

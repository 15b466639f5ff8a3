"""Texts as the print font can show them, and values as data for the template."""

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from vrs_tracker.web.typeface import printable_code_points


def printable(text: str) -> str:
    """`text` as the print font can show it: what it lacks becomes "[Zeichen U+1F600]", never a gap.

    Invisible control characters fall away: they print nothing, and those that turn the reading direction
    could make a page say something else than the stored text.
    """
    shown = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return _not_as_it_stands().sub(lambda found: _printable_char(found[0]), shown)


@cache
def _not_as_it_stands() -> re.Pattern[str]:
    """Return what finds the few characters of a report that the font lacks or that are no text."""
    kept = (char for char in map(chr, sorted(printable_code_points())) if _printable_char(char) == char)
    return re.compile(f"[^\n{re.escape(''.join(kept))}]")


def _printable_char(char: str) -> str:
    category = unicodedata.category(char)
    if char == "\n" or category in {"Zl", "Zp"}:
        return "\n"
    if char == "\t":
        return " "
    if category == "Cc" or (category == "Cf" and char != "\N{SOFT HYPHEN}"):
        return ""
    if "\N{VARIATION SELECTOR-1}" <= char <= "\N{VARIATION SELECTOR-16}":
        return ""
    if ord(char) in printable_code_points() and category != "Co":
        return char
    return f"[Zeichen U+{ord(char):04X}]"


def with_printable_texts(value: Any) -> Any:  # noqa: ANN401 - walks any tree of values
    """Return a value with every text in it as the print font can show it; the very same if all are."""
    if type(value) is str:
        return printable(value)
    if isinstance(value, tuple):
        shown = tuple(map(with_printable_texts, value))
        return shown if any(map(_differs, shown, value)) else value
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((name, getattr(value, name)) for name in _names(type(value)))
        changes = {name: shown for name, old in pairs if _differs(shown := with_printable_texts(old), old)}
        return replace(value, **changes) if changes else value
    return value


def as_data(value: Any) -> Any:  # noqa: ANN401 - walks any tree of values
    """Return a value with everything in it as what JSON knows."""
    if isinstance(value, tuple):
        return list(map(as_data, value))
    if is_dataclass(value) and not isinstance(value, type):
        return {name: as_data(getattr(value, name)) for name in _names(type(value))}
    return value


def _differs(shown: object, value: object) -> bool:
    return shown is not value and shown != value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))

"""Texts as the print font can show them."""

import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any

from vrs_tracker.web.typeface import printable_code_points


def printable(text: str) -> str:
    """`text` as the print font can show it: what it lacks becomes "[Zeichen U+1F600]", never a gap.

    Invisible control characters fall away: they print nothing, and those that turn the reading direction
    could make a page say something else than the stored text.
    """
    shown = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(_printable_char(char) for char in shown)


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
    """Return a value with every text in it as the print font can show it."""
    if type(value) is str:
        return printable(value)
    if isinstance(value, tuple):
        return tuple(with_printable_texts(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: with_printable_texts(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **changes)
    return value

"""Freezing a report: the value as JSON types and back, exactly.

The shape of the payload is the shape of the values: the annotations of `CommitteeReport` say how each field
is read. A stored payload is read strictly, because a guess would change a report that was already sent
(architecture.md, rule 10): a missing or unknown key, an unknown code or a wrong type raises `PayloadError`.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import TypeVar, get_args, get_origin, get_type_hints

from vrs_tracker.domain.facts.blocks import Indicator
from vrs_tracker.domain.facts.money import (
    BudgetRow,
    Finding,
    MoneyEntry,
    Release,
    Sperrvermerk,
    Staircase,
)
from vrs_tracker.domain.report import SCHEMA_VERSION, Change, CommitteeReport
from vrs_tracker.domain.vocabulary.codes import CodeList

Value = TypeVar("Value")

ADDED_LATER: Mapping[object, frozenset[str]] = {
    Change: frozenset({"kind"}),
    Indicator: frozenset({"baseline", "target_on"}),
    CommitteeReport: frozenset({"withheld_elsewhere", "freezes", "balances", "rules"}),
    MoneyEntry: frozenset({"budget_line", "change_reason", "exception", "office"}),
    BudgetRow: frozenset(
        {"known_on", "plan_year", "carry_reason", "block_continues", "resolution", "office"}
    ),
    Sperrvermerk: frozenset(
        {"known_on", "appropriation", "budget_line", "competence", "resolution", "office", "note"}
    ),
    Release: frozenset({"known_on", "exception", "office"}),
    Finding: frozenset({"since"}),
    Staircase: frozenset({"frozen", "covered"}),
}
"""Fields that reports of this version did not always have: they are written only if they say something.

So a report that was frozen without them is read, and written again, letter by letter as it is stored.
"""

_looked_up_once = cache(get_type_hints)


class PayloadError(ValueError):
    """A payload that cannot be read or written; the text names the place and the problem in German."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"Festgeschriebener Bericht, Stelle „{place or 'Anfang'}“: {problem}")


def to_payload(report: CommitteeReport) -> dict[str, object]:
    """Write a report in JSON types: ISO dates, moments in UTC, amounts as text, codes instead of labels."""
    return _frozen_value(report, "")


def from_payload(schema_version: int, payload: Mapping[str, object]) -> CommitteeReport:
    """Read a stored payload; PayloadError unless it is just what `to_payload` writes in that version."""
    if schema_version != SCHEMA_VERSION:
        raise PayloadError("schema_version", f"Fassung {schema_version} ist diesem Programm nicht bekannt.")
    if payload.get("schema_version") != schema_version:
        raise PayloadError("schema_version", f"Erwartet ist {schema_version}.")
    return _thawed_value(CommitteeReport, payload, "")


def to_json_types(value: object) -> dict[str, object]:
    """Write any value of frozen dataclasses in the same JSON types."""
    return _frozen_value(value, "")


def from_json_types(kind: Callable[..., Value], raw: object) -> Value:
    """Read what `to_json_types` wrote, as strictly as a report: PayloadError unless it fits the class."""
    return _thawed_value(kind, raw, "")


def canonical_json(payload: Mapping[str, object]) -> str:
    """Write a payload as the text that is stored and summed: sorted keys, no spaces, German letters kept."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def checksum(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


# ---------------------------------------------------------------- writing


def _inside(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _annotations(kind: Callable[..., object]) -> dict[str, object]:
    """The fields of a value class with their types."""
    return _looked_up_once(kind)


def _frozen_value(value: object, place: str) -> dict[str, object]:
    names, later = _annotations(type(value)), ADDED_LATER.get(type(value), ())
    return {
        name: _frozen(getattr(value, name), _inside(place, name))
        for name in names
        if name not in later or getattr(value, name) is not None
    }


def _frozen(value: object, place: str) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return _frozen_value(value, place)
    if isinstance(value, tuple):
        return [_frozen(item, f"{place}[{index}]") for index, item in enumerate(value)]
    if isinstance(value, CodeList):
        return value.value
    return _frozen_plain(value, place)


def _frozen_plain(value: object, place: str) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal() if value.is_finite():
            return f"{value:f}"
        case datetime() if value.tzinfo is not None:
            return value.astimezone(UTC).isoformat()
        case date() if not isinstance(value, datetime):
            return value.isoformat()
        case _:
            raise PayloadError(place, f"Der Wert {value!r} lässt sich nicht festschreiben.")


# ---------------------------------------------------------------- reading


def _thawed(kind: object, raw: object, place: str) -> object:
    origin = get_origin(kind)
    if origin is UnionType:
        known, _none = get_args(kind)
        return None if raw is None else _thawed(known, raw, place)
    if origin is tuple:
        return _thawed_tuple(get_args(kind), raw, place)
    if isinstance(kind, type) and is_dataclass(kind):
        return _thawed_value(kind, raw, place)
    if isinstance(kind, type) and issubclass(kind, CodeList):
        return _thawed_code(kind, raw, place)
    return _READERS[kind](raw, place)


def _thawed_value(kind: Callable[..., Value], raw: object, place: str) -> Value:
    if not isinstance(raw, Mapping):
        raise PayloadError(place, "Hier fehlt eine Gruppe von Angaben.")
    later = ADDED_LATER.get(kind, frozenset())
    annotations = {
        name: part
        for name, part in _annotations(kind).items()
        if name not in later or raw.get(name) is not None
    }
    for key in sorted(annotations.keys() ^ raw.keys()):
        raise PayloadError(_inside(place, key), "fehlt." if key in annotations else "ist nicht bekannt.")
    values = {name: _thawed(part, raw[name], _inside(place, name)) for name, part in annotations.items()}
    try:
        return kind(**values)
    except ValueError as refused:
        raise PayloadError(place, str(refused)) from refused


def _thawed_tuple(parts: tuple[object, ...], raw: object, place: str) -> tuple[object, ...]:
    if not isinstance(raw, list):
        raise PayloadError(place, "Hier fehlt eine Liste.")
    kinds = (parts[0],) * len(raw) if parts[-1] is Ellipsis else parts
    if len(kinds) != len(raw):
        raise PayloadError(place, f"Die Liste hat {len(raw)} statt {len(kinds)} Einträge.")
    pairs = enumerate(zip(kinds, raw, strict=True))
    return tuple(_thawed(kind, item, f"{place}[{index}]") for index, (kind, item) in pairs)


def _thawed_code(kind: type[CodeList], raw: object, place: str) -> CodeList:
    found = next((code for code in kind if code.value == raw), None)
    if found is None:
        raise PayloadError(place, f"Der Code „{raw}“ ist nicht bekannt.")
    return found


def _reader(kind: type[Value], read: Callable[[str], Value]) -> Callable[[object, str], Value]:
    """Read a value from text, but only from the one text that `to_payload` writes for it."""

    def thaw(raw: object, place: str) -> Value:
        try:
            if isinstance(raw, str) and _frozen(value := read(raw), place) == raw:
                return value
        except (ArithmeticError, ValueError):
            pass
        raise PayloadError(place, f"„{raw}“ ist nicht als {kind.__name__} lesbar.")

    return thaw


def _exactly(kind: type) -> Callable[[object, str], object]:
    """Take a value only if it has exactly this type: in Python True would pass as 1."""

    def thaw(raw: object, place: str) -> object:
        if type(raw) is not kind:
            raise PayloadError(place, f"Erwartet ist {kind.__name__}, nicht {type(raw).__name__}.")
        return raw

    return thaw


_READERS: Mapping[object, Callable[[object, str], object]] = {
    **{kind: _exactly(kind) for kind in (bool, int, str)},
    Decimal: _reader(Decimal, Decimal),
    date: _reader(date, date.fromisoformat),
    datetime: _reader(datetime, datetime.fromisoformat),
}

"""The JSON Schema of a frozen report, made from the value classes that `domain/payload.py` writes and reads.

It says in German what each field means, so that whoever finds the JSON in an archive needs no program.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from vrs_tracker.domain.field_meanings import CLASS_MEANINGS, FIELD_MEANINGS
from vrs_tracker.domain.payload import ADDED_LATER
from vrs_tracker.domain.report import SCHEMA_VERSION, CommitteeReport
from vrs_tracker.domain.vocabulary.codes import CodeList

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_NAME = f"bericht-schema-v{SCHEMA_VERSION}.json"
TITLE = "Festgeschriebener Halbjahresbericht"
DESCRIPTION = (
    "Alle Angaben eines Halbjahresberichts zum Stichtag, so wie sie festgeschrieben sind. Beträge stehen "
    "als Text in Euro mit Punkt vor den Cent, Tage als Jahr-Monat-Tag, Zeitpunkte in koordinierter Weltzeit "
    "(UTC). null bedeutet: keine Angabe; das ist etwas anderes als 0."
)

_PLAIN: Mapping[object, Mapping[str, object]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    Decimal: {"type": "string", "pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"},
    date: {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    datetime: {
        "type": "string",
        "format": "date-time",
        "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{6})?\+00:00$",
    },
}


@dataclass(frozen=True, slots=True)
class _Definitions:
    """The definitions that the schema refers to, each by the name of its class."""

    made: dict[str, dict[str, object]] = field(default_factory=dict)

    def of(self, kind: Any) -> dict[str, object]:  # noqa: ANN401 - any annotation of a value class
        """Return the schema of one annotation and define what it refers to."""
        origin = get_origin(kind)
        if origin is UnionType:
            known, _none = get_args(kind)
            return {"anyOf": [self.of(known), {"type": "null"}]}
        if origin is tuple:
            return self._array(get_args(kind))
        if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, CodeList)):
            return self._reference(kind)
        return dict(_PLAIN[kind])

    def _array(self, parts: tuple[object, ...]) -> dict[str, object]:
        if parts[-1] is Ellipsis:
            return {"type": "array", "items": self.of(parts[0])}
        return {
            "type": "array",
            "prefixItems": [self.of(part) for part in parts],
            "items": False,
            "minItems": len(parts),
        }

    def _reference(self, kind: type) -> dict[str, object]:
        name = kind.__name__
        if name not in self.made:
            self.made[name] = {}  # a class may hold itself
            self.made[name] = _codes(kind) if issubclass(kind, CodeList) else self._object(kind)
        return {"$ref": f"#/$defs/{name}"}

    def _object(self, kind: type) -> dict[str, object]:
        later = ADDED_LATER.get(kind, frozenset())
        annotations = get_type_hints(kind)
        meanings = FIELD_MEANINGS.get(kind, {})
        return {
            "type": "object",
            "description": CLASS_MEANINGS.get(kind, ""),
            "properties": {
                name: self.of(part) | {"description": meanings.get(name, "")}
                for name, part in annotations.items()
            },
            "required": [name for name in annotations if name not in later],
            "additionalProperties": False,
        }


def _codes(kind: type[CodeList]) -> dict[str, object]:
    return {"type": "string", "oneOf": [{"const": code.value, "title": code.label} for code in kind]}


def report_schema() -> dict[str, object]:
    """Return the schema (draft 2020-12) of what `to_payload` writes in the present version."""
    definitions = _Definitions()
    top = definitions.of(CommitteeReport)
    definitions.made[CommitteeReport.__name__]["properties"] |= {  # type: ignore[operator] # an object has them
        "schema_version": {
            "const": SCHEMA_VERSION,
            "description": FIELD_MEANINGS[CommitteeReport]["schema_version"],
        }
    }
    return {
        "$schema": DIALECT,
        "title": TITLE,
        "description": DESCRIPTION,
        **top,
        "$defs": dict(sorted(definitions.made.items())),
    }


def report_schema_text() -> str:
    """Return the schema as the file that people and programs read."""
    return json.dumps(report_schema(), ensure_ascii=False, indent=2) + "\n"


def value_classes(kind: Any = CommitteeReport) -> Iterator[type]:  # noqa: ANN401 - any annotation of a value class
    """Yield every value class that a frozen report consists of, some of them more than once."""
    if is_dataclass(kind):
        yield kind  # type: ignore[misc] # never an instance
        for part in get_type_hints(kind).values():
            yield from value_classes(part)
    for part in get_args(kind):
        yield from value_classes(part)

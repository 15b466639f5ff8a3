"""Reading back what the history tells: the old values of a row, as its columns hold them."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Violation, require
from vrs_tracker.domain.history_rules import display
from vrs_tracker.domain.notation import quoted
from vrs_tracker.domain.parsing import parse_date_de, parse_quantity
from vrs_tracker.domain.vocabulary.codes import CodeList
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.history import HistoryEntry


def old_values(
    session: Session, row: Base, entries: Sequence[HistoryEntry], labels: Mapping[str, str]
) -> dict[str, object]:
    """Return the values that a row had before these entries, by attribute.

    Raises:
        RuleViolations: a field has been changed again since, or names something that is no longer there.
    """
    names = {label: name for name, label in labels.items()}
    found: dict[str, object] = {}
    for entry in entries:
        name = names[entry.field]
        if _told(session, row, name) != entry.new:
            sentence = f"{quoted(entry.field)} wurde seitdem noch einmal geändert. Nehmen Sie zuerst die"
            require((Violation("", f"{sentence} spätere Änderung zurück oder bearbeiten Sie den Eintrag."),))
        found[name] = _read(session, row, name, entry.old)
    return found


def _told(session: Session, row: Base, name: str) -> str:
    """Return a value as the history tells it."""
    value = getattr(row, name)
    target = _target(row, name)
    if target is None or value is None:
        return display(value)
    return str(session.scalar(sa.select(target.c.name).where(target.c.id == value)))


def _read(session: Session, row: Base, name: str, text: str) -> object:
    column = sa.inspect(type(row)).columns[name]
    if not text:
        return None if column.nullable else ""
    target = _target(row, name)
    if target is not None:
        found = session.scalar(sa.select(target.c.id).where(target.c.name == text))
        if found is None:
            require((Violation("", f"{quoted(text)} ist nicht mehr erfasst. Bearbeiten Sie den Eintrag."),))
        return found
    return parsed(column.type, text)


def parsed(kind: sa.types.TypeEngine[Any], text: str) -> object:
    """Return the value that the history tells in words, as a column of this kind holds it."""
    match kind:
        case sa.Enum(enum_class=codes) if codes is not None and issubclass(codes, CodeList):
            return next(code for code in codes if code.label == text)
        case sa.Boolean():
            return text == display(value=True)
        case sa.Date():
            return parse_date_de(text)
        case sa.String() | sa.Text():
            return text
    return parse_quantity(text)


def _target(row: Base, name: str) -> sa.Table | None:
    """Return the table that a column refers to; what can be undone refers to tables with names only."""
    keys = sa.inspect(type(row)).columns[name].foreign_keys
    return next((key.column.table for key in keys), None)

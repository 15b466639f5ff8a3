"""Rows as they were at an earlier moment, put together from what the history has told since.

Only rows that were asked for together can be turned back: they are values, nobody writes them
(`trail/together.py`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from vrs_tracker.domain.differences import Edit, first_values
from vrs_tracker.tables.base import Base, EuroCents
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.trail.together import Answers, Question
from vrs_tracker.trail.undoing import parsed

Row = TypeVar("Row", bound=Base)
Key = tuple[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """A question whose rows the history follows, with its words for those columns that can be turned back."""

    question: Question[Any]
    labels: Mapping[str, str]

    @property
    def kind(self) -> str:
        """The word of the history for these rows."""
        return str(self.question.table.__tablename__)


@dataclass(frozen=True, slots=True)
class Told:
    """What the history has told since a moment: first values by thing and field, and what began after it."""

    before: Mapping[tuple[str, int, str], str]
    begun: frozenset[Key]


def followed(question: Question[Any], labels: Mapping[str, str], *, but: Collection[str] = ()) -> Followed:
    """Return a question with all columns that can be turned back, `but` some.

    Not those that refer to another row, which the history tells by a name that may be another today, and no
    amounts.
    """
    columns = question.table.__table__.columns
    words = {
        name: label
        for name, label in labels.items()
        if name in columns and name not in but and _says_all(columns[name])
    }
    return Followed(question, words)


def _says_all(column: "sa.Column[Any]") -> bool:
    return not column.foreign_keys and not isinstance(column.type, EuroCents)


def told_since(
    every: Iterable[Followed], moment: sa.BindParameter[Any]
) -> tuple[Question[HistoryEntry], ...]:
    """Return two questions: what was told of these rows since a moment, and of which nothing was before."""
    kinds = [one.kind for one in every]
    earlier = aliased(HistoryEntry)
    since = sa.and_(HistoryEntry.kind.in_(kinds), HistoryEntry.at >= moment)
    was_there = sa.exists().where(
        earlier.kind == HistoryEntry.kind, earlier.thing_id == HistoryEntry.thing_id, earlier.at < moment
    )
    return (
        Question(HistoryEntry, where=since, order=(HistoryEntry.at, HistoryEntry.id)),
        Question(HistoryEntry, where=sa.and_(since, ~was_there)),
    )


def read_told(found: Answers, questions: Sequence[Question[HistoryEntry]]) -> Told:
    """Return what was told, from the answers to both questions."""
    since, begun = questions
    edits = (Edit(row.kind, row.thing_id, row.field, row.old, row.new) for row in found.of(since))
    return Told(first_values(edits), frozenset((row.kind, row.thing_id) for row in found.of(begun)))


def rewound(found: Answers, every: Iterable[Followed], told: Told) -> Answers:
    """Return the answers without rows that began later, each of the others with the values that it had."""
    return found.with_rows({one.question: tuple(_rows(found, one, told)) for one in every})


def _rows(found: Answers, one: Followed, told: Told) -> Iterator[Any]:
    columns = one.question.table.__table__.columns
    for row in found.of(one.question):
        if (one.kind, row.id) in told.begun:
            continue
        values = {
            name: _value(columns[name], told.before[one.kind, row.id, label])
            for name, label in one.labels.items()
            if (one.kind, row.id, label) in told.before
        }
        yield row._replace(**values) if values else row


def _value(column: "sa.Column[Any]", text: str) -> object:
    if not text:
        return None if column.nullable else ""
    return parsed(column.type, text)

"""What a process may keep of what it has read, and how long (docs/adr/0012-kept-reports.md).

Every action tells the history in the transaction of its change, and writers come one after the other
(`extensions.open_for_writing`). So the newest entry names the state of the database: what was read in a state
is right for as long as that entry is the newest one, in every process.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.tables.history import HistoryEntry

_ASKED = "vrs_tracker.state"
"""Under this name a session remembers the state it reads, with the transaction in which it asked."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class State:
    """The state of one database; two entries with the same number differ in their moment."""

    engine: sa.Engine
    newest: int
    at: datetime | None


class Kept(Generic[Key, Value]):
    """The values that were asked for last, at most `most` of them; threads may ask at the same time."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        """Return the value, None if it is not kept (any more)."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def keep(self, key: Key, value: Value) -> Value:
        """Keep a value, let go of the one that nobody has asked for the longest time, and return it."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value


def state_of(session: Session, *, before_writing: bool = False) -> State | None:
    """Return the state that a session reads; ask before reading what is to be kept.

    One statement, and none for the second question in a transaction that only reads. None where nothing may
    be kept: in one that somebody else has begun on the session's connection, and in a writing one, which may
    still be undone. `before_writing` says that nothing was changed in it yet, so that it reads what is
    committed.
    """
    bind = session.get_bind()
    if isinstance(bind, sa.Connection):
        return None
    writes = bool(session.connection().get_execution_options().get("writes"))
    if writes:
        return _newest(session, bind) if before_writing else None
    asked: tuple[object, State] | None = session.info.get(_ASKED)
    if asked is None or asked[0] is not session.get_transaction():
        asked = session.info[_ASKED] = (session.get_transaction(), _newest(session, bind))
    return asked[1]


def _newest(session: Session, engine: sa.Engine) -> State:
    newest = sa.select(HistoryEntry.id, HistoryEntry.at).order_by(HistoryEntry.id.desc()).limit(1)
    number, at = session.execute(newest).one_or_none() or (0, None)
    return State(engine, number, at)

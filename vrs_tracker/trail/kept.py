"""What a process may keep of what it has read, and how long (docs/adr/0012-kept-reports.md).

Every action tells the history in the transaction of its change, and writers come one after the other
(`extensions.open_for_writing`). So the newest entry names the state of the database: what was read in a state
is right for as long as that entry is the newest one, in every process.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock, RLock
from typing import Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.tables.history import HistoryEntry

_ASKED = "vrs_tracker.state"
"""Under this name a session remembers the state it reads, with the transaction in which it asked."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


_NEWEST = sa.select(HistoryEntry.id, HistoryEntry.at).order_by(HistoryEntry.id.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class State:
    """The state of one database; two entries with the same number differ in their moment."""

    engine: sa.Engine
    newest: int
    at: datetime | None


class Kept(Generic[Key, Value]):
    """The values that were asked for last; threads may ask at the same time.

    Together they weigh at most `most`; without `weigh` each counts as one.
    """

    def __init__(self, most: int, weigh: Callable[[Value], int] = lambda _: 1) -> None:
        self._most, self._weigh = most, weigh
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._weight = 0
        self._lock, self._making = Lock(), RLock()

    def __len__(self) -> int:
        """Return the number of values that are kept."""
        return len(self._values)

    def get(self, key: Key) -> Value | None:
        """Return the value, None if it is not kept (any more)."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def keep(self, key: Key, value: Value) -> Value:
        """Keep a value, let go of those that nobody has asked for the longest time, and return it."""
        weight = self._weigh(value)
        with self._lock:
            self._weight += weight - self._values.pop(key, (value, 0))[1]
            self._values[key] = value, weight
            while self._weight > self._most:
                self._weight -= self._values.popitem(last=False)[1][1]
        return value

    def known_or_made(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the value that is kept, else make and keep it.

        Who asks while another thread makes one waits for it: ten readers after a change build nothing ten
        times, which would take each of them ten times as long.
        """
        known = self.get(key)
        if known is not None:
            return known
        with self._making:
            known = self.get(key)
            return self.keep(key, make()) if known is None else known


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
    number, at = session.execute(_NEWEST).one_or_none() or (0, None)
    return State(engine, number, at)

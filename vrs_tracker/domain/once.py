"""What is computed once for a report, however many chapters and pages ask for it.

A report never changes, so whatever is a function of it alone stays right. It is kept for the few reports that
were asked about last.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, TypeVar

from vrs_tracker.domain.report import CommitteeReport

Value = TypeVar("Value")

MOST_REPORTS = 6
_kept: OrderedDict[int, tuple[CommitteeReport, dict[str, Any]]] = OrderedDict()
_lock = Lock()


def once_per_report(function: Callable[[CommitteeReport], Value]) -> Callable[[CommitteeReport], Value]:
    """Compute the value for a report at the first call; the report is known by its identity, which is quick.

    The report is kept with its values, so that no other one can take over its identity meanwhile.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def known_or_new(report: CommitteeReport) -> Value:
        values = _values_of(report)
        if name not in values:
            values[name] = function(report)
        found: Value = values[name]
        return found

    return known_or_new


def once_per_pair(
    function: Callable[[CommitteeReport, CommitteeReport], Value],
) -> Callable[[CommitteeReport, CommitteeReport], Value]:
    """Compute the value for an earlier and a later report at the first call; the later one keeps it."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def known_or_new(old: CommitteeReport, new: CommitteeReport) -> Value:
        values = _values_of(new)
        known: tuple[CommitteeReport, Value] | None = values.get(name)
        if known is None or known[0] is not old:
            known = values[name] = old, function(old, new)
        return known[1]

    return known_or_new


def _values_of(report: CommitteeReport) -> dict[str, Any]:
    with _lock:
        _, values = _kept.setdefault(id(report), (report, {}))
        _kept.move_to_end(id(report))
        while len(_kept) > MOST_REPORTS:
            _kept.popitem(last=False)
    return values

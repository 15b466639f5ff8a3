"""Changes of indicators: values, targets, targets reached."""

from collections.abc import Iterator
from decimal import Decimal

from vrs_tracker.domain.changes.difference import Difference, Weight
from vrs_tracker.domain.facts.blocks import BlockReport, Indicator
from vrs_tracker.domain.notation import NO_STATEMENT, number
from vrs_tracker.domain.vocabulary.reporting import ChangeKind
from vrs_tracker.domain.wording import sentence_start


def indicator_differences(old: BlockReport, new: BlockReport) -> Iterator[Difference]:
    """Yield what differs in values and targets; an indicator that is missing has neither."""
    before = {indicator.kind: indicator for indicator in old.indicators}
    after = {indicator.kind: indicator for indicator in new.indicators}
    for kind in dict.fromkeys((*after, *before)):
        was, now = _figures(before.get(kind)), _figures(after.get(kind))
        if was == now:
            continue
        yield Difference(
            weight=Weight.RESULT,
            kind=ChangeKind.RESULTS,
            block=new.slug,
            about=f"indicator-{kind}",
            sentence=f"{sentence_start(kind.label)}: {_compared(was, now)}.",
            why=f"Ergebnis: {kind.label}",
            size=_moved(was, now),
        )


_Figures = tuple[Decimal | None, Decimal | None, bool]
"""Value, target and whether the value is estimated."""


def _figures(indicator: Indicator | None) -> _Figures:
    if indicator is None:
        return None, None, False
    return indicator.actual, indicator.target, indicator.is_estimated and indicator.actual is not None


def _moved(was: _Figures, now: _Figures) -> Decimal:
    """By how much the value, or else the target, grows."""
    value = (now[0] or Decimal(0)) - (was[0] or Decimal(0))
    return value or (now[1] or Decimal(0)) - (was[1] or Decimal(0))


def _compared(was: _Figures, now: _Figures) -> str:
    value = _value(now)
    if (was[0], was[2]) != (now[0], now[2]):
        value = f"{value}, im letzten Bericht {_value(was)}"
    return f"{value}; {_target(was, now)}"


def _value(figures: _Figures) -> str:
    actual, _, is_estimated = figures
    if actual is None:
        return NO_STATEMENT
    return f"{number(actual)} (geschätzt)" if is_estimated else number(actual)


def _target(was: _Figures, now: _Figures) -> str:
    """Say what the target is, whether that is new, and whether the value reaches it."""
    actual, target, _ = now
    if target is None:
        return (
            "ein Ziel ist nicht vereinbart" if was[1] is None else f"kein Ziel mehr, vorher {number(was[1])}"
        )
    told = f"Ziel {number(target)}"
    if was[1] is None:
        told = f"neues Ziel {number(target)}"
    elif was[1] != target:
        told = f"Ziel jetzt {number(target)}, vorher {number(was[1])}"
    return f"{told}, erreicht" if actual is not None and actual >= target else told

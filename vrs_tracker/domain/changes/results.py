"""Changes of indicators: values, targets with their days, targets reached, where counting began."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from vrs_tracker.domain.changes.difference import Difference, Weight
from vrs_tracker.domain.facts.blocks import BlockReport, Indicator
from vrs_tracker.domain.notation import NO_STATEMENT, date_de, number
from vrs_tracker.domain.vocabulary.reporting import ChangeKind
from vrs_tracker.domain.wording import sentence_start


def indicator_differences(old: BlockReport, new: BlockReport) -> Iterator[Difference]:
    """Yield what differs in values and targets; an indicator that is missing has neither.

    A day or a first value that only one report knows is no change: earlier reports were frozen without them.
    """
    before = {indicator.kind: indicator for indicator in old.indicators}
    after = {indicator.kind: indicator for indicator in new.indicators}
    for kind in dict.fromkeys((*after, *before)):
        was, now = _figures(before.get(kind)), _figures(after.get(kind))
        again = _again(was, now)
        if was.counted == now.counted and not again:
            continue
        yield Difference(
            weight=Weight.RESULT,
            kind=ChangeKind.RESULTS,
            block=new.slug,
            about=f"indicator-{kind}",
            sentence=f"{sentence_start(kind.label)}: {_compared(was, now)}{again}.",
            why=f"Ergebnis: {kind.label}",
            size=_moved(was, now),
        )


class _Figures(NamedTuple):
    """Value, target, whether the value is estimated; the day of the target, and where counting began."""

    actual: Decimal | None = None
    target: Decimal | None = None
    is_estimated: bool = False
    target_on: date | None = None
    baseline: Decimal | None = None

    @property
    def counted(self) -> tuple[Decimal | None, Decimal | None, bool]:
        return self.actual, self.target, self.is_estimated


def _figures(indicator: Indicator | None) -> _Figures:
    if indicator is None:
        return _Figures()
    return _Figures(
        actual=indicator.actual,
        target=indicator.target,
        is_estimated=indicator.is_estimated and indicator.actual is not None,
        target_on=indicator.target_on,
        baseline=indicator.baseline,
    )


def _moved(was: _Figures, now: _Figures) -> Decimal:
    """By how much the value, or else the target, grows."""
    value = (now.actual or Decimal(0)) - (was.actual or Decimal(0))
    return value or (now.target or Decimal(0)) - (was.target or Decimal(0))


def _again(was: _Figures, now: _Figures) -> str:
    """Say that the target is to be reached on another day, or that counting began elsewhere."""
    told = ""
    if was.target_on and now.target_on and was.target_on != now.target_on:
        told = f"; Ziel jetzt bis {date_de(now.target_on)}, vorher bis {date_de(was.target_on)}"
    if None not in (was.baseline, now.baseline) and was.baseline != now.baseline:
        told += f"; Ausgangswert jetzt {_plain(now.baseline)}, vorher {_plain(was.baseline)}"
    return told


def _plain(value: Decimal | None) -> str:
    return NO_STATEMENT if value is None else number(value)


def _compared(was: _Figures, now: _Figures) -> str:
    value = _value(now)
    if (was.actual, was.is_estimated) != (now.actual, now.is_estimated):
        value = f"{value}, im letzten Bericht {_value(was)}"
    return f"{value}; {_target(was, now)}"


def _value(figures: _Figures) -> str:
    estimated = " (geschätzt)" if figures.is_estimated else ""
    return f"{_plain(figures.actual)}{estimated}"


def _target(was: _Figures, now: _Figures) -> str:
    """Say what the target is, whether that is new, and whether the value reaches it."""
    actual, target, before = now.actual, now.target, was.target
    if target is None:
        return (
            "ein Ziel ist nicht vereinbart" if before is None else f"kein Ziel mehr, vorher {number(before)}"
        )
    told = f"Ziel {number(target)}"
    if before is None:
        told = f"neues Ziel {number(target)}"
    elif before != target:
        told = f"Ziel jetzt {number(target)}, vorher {number(before)}"
    return f"{told}, erreicht" if actual is not None and actual >= target else told

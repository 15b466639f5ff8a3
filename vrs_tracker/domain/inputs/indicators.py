"""The indicators of a block as they are agreed: where counting began, what is aimed at and until when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.history_rules import Change, Ground
from vrs_tracker.domain.inputs.parts import (
    SENTENCE_LIMIT,
    Correction,
    Origin,
    check_correction,
    check_origin,
    check_text,
)
from vrs_tracker.domain.notation import number
from vrs_tracker.domain.parsing import MAX_EURO, YEARS

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class TargetInput(Origin):
    """What is agreed for an indicator; without a target it is „noch nicht vereinbart“."""

    baseline: Decimal | None = None
    target: Decimal | None = None
    target_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class TargetEdit(TargetInput, Correction):
    """What is agreed from now on; the history keeps what was agreed before."""


def check_target(new: TargetInput) -> tuple[Violation, ...]:
    """Check that the numbers can be stored, that a day belongs to a target, and that the target leads up."""
    found = (*check_quantity("baseline", new.baseline), *check_quantity("target", new.target))
    return (
        *found,
        *(() if found else _check_way_up(new)),
        *_check_day(new),
        *check_origin(new),
    )


def check_target_edit(new: TargetEdit) -> tuple[Violation, ...]:
    """Check what is agreed anew; whether it needs a reason depends on what it changes (`agreed_anew`)."""
    return (*check_target(new), *check_correction(new))


def check_end(new: Correction) -> tuple[Violation, ...]:
    """Check that whoever ends an indicator says why."""
    missing = "Nennen Sie den Grund, warum die Kennzahl endet; er steht im Verlauf."
    return tuple(check_text("reason", new.reason, limit=SENTENCE_LIMIT, missing=missing))


def check_quantity(field: str, value: Decimal | None) -> tuple[Violation, ...]:
    """Check that a value can be stored: not negative, two decimals, at most 13 digits before the comma."""
    if value is None:
        return ()
    if not value.is_finite() or not 0 <= value <= MAX_EURO or value % HUNDREDTH:
        sentence = (
            f"Geben Sie eine Zahl von 0 bis {number(MAX_EURO)} mit höchstens zwei Nachkommastellen ein."
        )
        return (Violation(field, sentence),)
    return ()


def agreed_anew(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Ask why wherever something agreed becomes something else or falls away, not where it was missing."""
    return tuple(replace(change, ground=Ground.TARGET if change.old else None) for change in changes)


def _check_way_up(new: TargetInput) -> Iterator[Violation]:
    if new.baseline is not None and new.target is not None and new.target < new.baseline:
        sentence = f"Das Ziel liegt unter dem Ausgangswert von {number(new.baseline)}."
        yield Violation("target", f"{sentence} Prüfen Sie beide Zahlen.")


def _check_day(new: TargetInput) -> Iterator[Violation]:
    if new.target_on is None:
        return
    if new.target is None:
        yield Violation(
            "target_on", "Nennen Sie auch das Ziel, das bis dahin gilt, oder lassen Sie das Datum leer."
        )
    elif new.target_on.year not in YEARS:
        yield Violation("target_on", f"Das Jahr liegt zwischen {YEARS[0]} und {YEARS[-1]}.")

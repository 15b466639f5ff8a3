"""Which bookings make up a change of an amount: those that were not there before and still count for it."""

from collections.abc import Sequence

from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import standing


def making_up(old: Sequence[MoneyEntry], new: Sequence[MoneyEntry]) -> tuple[MoneyEntry, ...]:
    """Return what was added to one sum, without what cancels out.

    A booking and its reversal that both came since explain nothing, nor do a reversal and what replaces the
    booking with the same amount.
    """
    known = {entry.id for entry in old}
    left = list(standing([entry for entry in new if entry.id not in known]))
    for taken_back in [entry for entry in left if entry.reverses is not None]:
        replaced = (entry for entry in left if entry.reverses is None and entry.amount == -taken_back.amount)
        if (replacement := next(replaced, None)) is not None:
            left = [entry for entry in left if entry is not taken_back and entry is not replacement]
    return tuple(left)

"""Many amounts at once, as a file brings them: judged together, in one go through the days.

A file of 40,000 rows says few different things about sums: rows of one block, stage, payer and day are put
together before the rules look at them, because records of one day are judged together anyway.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from operator import attrgetter

from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.findings import Objection, all_of, objection_to
from vrs_tracker.domain.funding import booked_for
from vrs_tracker.domain.ledger import (
    Ledger,
    Measure,
    Scope,
    in_order,
    most_exact,
    walk,
    worsened,
    worsens,
    worst_of_each_rule,
)
from vrs_tracker.domain.money import from_cents, to_cents, total

_NOTHING = from_cents(0)


def put_together(entries: Iterable[MoneyEntry]) -> tuple[MoneyEntry, ...]:
    """Return one entry for all that differ in nothing but amount, document and note."""
    cents: defaultdict[tuple[object, ...], int] = defaultdict(int)
    first: dict[tuple[object, ...], MoneyEntry] = {}
    for entry in entries:
        key = (
            *(entry.block, entry.stage, entry.payer, entry.effective, entry.known_on),
            *(entry.counting, entry.is_rounded, entry.provenance, entry.change_reason, entry.note == ""),
            *(entry.budget_year, entry.budget_line),
        )
        first.setdefault(key, entry)
        cents[key] += to_cents(entry.amount)
    return tuple(replace(first[key], amount=from_cents(sum_)) for key, sum_ in cents.items())


def batch_objections(new: Sequence[MoneyEntry], ledger: Ledger) -> tuple[Objection, ...]:
    """Return one objection per rule that new entries would break together.

    They are judged as a single one is (`ledger.breaches`): on each day on which one of them takes effect and
    on the last day of the ledger. Of several breaches of a rule the largest is told.
    """
    found = worst_of_each_rule(_worst(new, ledger))
    return tuple(objection_to(all_of(new, measure), measure) for measure in found)


@dataclass(frozen=True, slots=True)
class Crossing:
    """Which of many entries goes beyond a limit that all of them break together; `block` None: the programme.

    `place` is that of the entry among those that were given.
    """

    place: int
    block: str | None
    objection: Objection


def crossings(new: Sequence[MoneyEntry], ledger: Ledger) -> tuple[Crossing, ...]:
    """Return where each rule is broken, in every block in which it is.

    If a rule is broken in single blocks, that it is then often broken for the programme is not said again.
    Entries are counted in the order of their days, and of one day in the order given.
    """
    together = put_together(new)
    told = most_exact(_worst(together, ledger))
    return tuple(
        Crossing(_first_beyond(new, each), each.block, objection_to(all_of(together, each), each))
        for each in told
    )


def _first_beyond(new: Sequence[MoneyEntry], measure: Measure) -> int:
    """Return the place of the first entry after which the new ones come to more than there is room for."""
    pushing = [place for place, each in enumerate(new) if worsens(each, measure.scope)]
    pushing.sort(key=lambda place: booked_for(new[place]))
    room = max(_NOTHING, total(abs(new[place].amount) for place in pushing) - measure.excess)
    reached = accumulate(abs(new[place].amount) for place in pushing)
    return next(place for place, so_far in zip(pushing, reached, strict=True) if so_far > room)


def _worst(new: Sequence[MoneyEntry], ledger: Ledger) -> tuple[Measure, ...]:
    """Return the largest breach of each rule, for the programme and for each block."""
    worst: dict[Scope, Measure] = {}
    for before, after in _days(new, ledger):
        for scope, measure in worsened(before, after).items():
            if any(worsens(entry, scope) for entry in new):
                worst[scope] = max(worst.get(scope, measure), measure, key=attrgetter("excess"))
    return in_order(worst.values())


def _days(
    new: Sequence[MoneyEntry], ledger: Ledger
) -> Iterable[tuple[dict[Scope, Measure], dict[Scope, Measure]]]:
    """Yield how the rules stand without and with the new entries, on each day to be judged."""
    if not new:
        return
    days = {booked_for(entry) for entry in new}
    # entries of nothing give both ledgers the same days, without changing a sum
    idle = replace(ledger, entries=(*ledger.entries, *(replace(each, amount=_NOTHING) for each in new)))
    full = replace(ledger, entries=(*ledger.entries, *new))
    last: date | None = None
    standing: tuple[dict[Scope, Measure], dict[Scope, Measure]] = ({}, {})
    for without, with_new in zip(walk(idle), walk(full), strict=True):
        last, standing = with_new.day, (without.standing, with_new.standing)
        if last in days:
            yield standing
    if last not in days:
        yield standing

"""Many amounts at once, as a file brings them: judged together, in one go through the days.

A file of 40,000 rows says few different things about sums: rows of one block, stage, payer and day are put
together before the rules look at them, because records of one day are judged together anyway.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter

from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.findings import Objection, objection_to
from vrs_tracker.domain.funding import booked_for
from vrs_tracker.domain.ledger import Ledger, Measure, Scope, in_order, walk, worsens
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
        )
        first.setdefault(key, entry)
        cents[key] += to_cents(entry.amount)
    return tuple(replace(first[key], amount=from_cents(sum_)) for key, sum_ in cents.items())


def batch_objections(new: Sequence[MoneyEntry], ledger: Ledger) -> tuple[Objection, ...]:
    """Return one objection per rule that new entries would break together.

    They are judged as a single one is (`ledger.breaches`): on each day on which one of them takes effect and
    on the last day of the ledger. Of several breaches of a rule the largest is told.
    """
    worst: dict[Scope, Measure] = {}
    for before, after in _days(new, ledger):
        for scope, measure in after.items():
            earlier = before[scope].excess if scope in before else _NOTHING
            if measure.excess > max(_NOTHING, earlier):
                worst[scope] = max(worst.get(scope, measure), measure, key=attrgetter("excess"))
    by_rule: dict[object, Measure] = {}
    for measure in in_order(worst.values()):
        known = by_rule.get(measure.rule)
        if known is None or measure.excess > known.excess:
            by_rule[measure.rule] = measure
    return tuple(objection_to(_all_of(new, measure), measure) for measure in by_rule.values())


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


def _all_of(new: Sequence[MoneyEntry], measure: Measure) -> MoneyEntry:
    """Return one entry for all that push a rule towards being broken: that is what the sentence names."""
    pushing = [entry for entry in new if worsens(entry, (measure.rule, measure.block))]
    return replace(pushing[0], amount=total(entry.amount for entry in pushing))

"""When a changed share needs a coded reason: if it differs from what committee members read last.

They read the newest report handed out, before the first one the motion. The share of a payer in a block is
the current one of `domain/funding.py`: granted, else resolved, else planned.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import SHARE_STAGES, shares_of
from vrs_tracker.domain.money import total
from vrs_tracker.domain.second_person import needs_no_second_person
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.wording import SHARES, amounts_alike, sentence_start

ShareKey = tuple[str, Payer]
"""Slug of the block, and who pays."""

CHOOSE_REASON = "Wählen Sie den Grund, und schreiben Sie einen Satz dazu."
SENTENCE_NEEDED = "Schreiben Sie einen Satz zum Grund der Änderung."


@dataclass(frozen=True, slots=True)
class Reference:
    """What was said of a share before, and where („im letzten Bericht“)."""

    amount: Decimal
    where: str


def reference(*, reported: Decimal | None, has_row: bool, planned: Decimal | None) -> Reference | None:
    """Return what a share is compared with: the newest report, else the motion's row; None without both.

    An empty cell of the row is no share.
    """
    if reported is not None:
        return Reference(reported, "im letzten Bericht")
    return Reference(planned or Decimal(0), "im Antrag") if has_row else None


def share_amount(entries: Sequence[MoneyEntry]) -> Decimal:
    """Return the current share that the entries of one payer in one block come to."""
    return total(share.amount for share in shares_of(entries))


def must_be_explained(before: Decimal, after: Decimal, said: Reference | None) -> bool:
    """Whether a share changes, and to something else than was said."""
    return said is not None and after not in {before, said.amount}


def unexplained_shares(
    new: Sequence[MoneyEntry],
    known: Iterable[MoneyEntry],
    references: Mapping[ShareKey, Reference],
    names: Mapping[str, str],
) -> Iterator[tuple[int, Violation]]:
    """Yield the place of each new entry that needs a reason and lacks it, with what is to be done.

    Entries of one payer in one block are judged together. A proven fact needs no reason: what its source
    does not say, nobody invents.
    """
    earlier = _by_share(known)
    for key, entries in _by_share(new).items():
        before = share_amount(earlier.get(key, ()))
        after = share_amount((*earlier.get(key, ()), *entries))
        said = references.get(key)
        if said is None or not must_be_explained(before, after, said):
            continue
        for place, entry in enumerate(new):
            if any(entry is one for one in entries) and not needs_no_second_person(entry.provenance):
                yield from ((place, each) for each in _check(entry, names[key[0]], after, said))


def _by_share(entries: Iterable[MoneyEntry]) -> dict[ShareKey, list[MoneyEntry]]:
    groups: defaultdict[ShareKey, list[MoneyEntry]] = defaultdict(list)
    for entry in entries:
        if entry.block is not None and entry.stage in SHARE_STAGES:
            groups[entry.block, entry.payer].append(entry)
    return dict(groups)


def _check(entry: MoneyEntry, name: str, after: Decimal, said: Reference) -> Iterator[Violation]:
    if entry.change_reason is None:
        share = sentence_start(SHARES[entry.payer])
        now, then = amounts_alike(after, said.amount)
        before = f"{said.where} sind es {then}" if said.amount else f"{said.where} steht kein Anteil"
        sentence = f"{name}: {share} ist damit {now}, {before}. {CHOOSE_REASON}"
        yield Violation("change_reason", sentence)
    elif not entry.note.strip():
        yield Violation("note", f"{name}: {SENTENCE_NEEDED}")

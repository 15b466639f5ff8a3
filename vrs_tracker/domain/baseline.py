"""Sums of the motion's funding table: recomputed, never typed, and compared with the printed ones (R1.08).

An empty cell is no 0 (T8): it stays None in a row and adds nothing to a sum. Blocks without a row, such as
AIExpress, add nothing either. Amounts are euros.
"""

from collections.abc import Iterable
from decimal import Decimal

from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.motion import Motion, Shares
from vrs_tracker.domain.money import percent_of, total
from vrs_tracker.domain.vocabulary.money import Payer


def motion_share(row: Shares | None, payer: Payer) -> Decimal | None:
    """Return what the motion's row says for a payer; None for an empty cell, no row, a further payer."""
    if row is None:
        return None
    return {Payer.VRS: row.regional, Payer.MUNICIPALITY: row.municipal, Payer.PRIVATE: row.private}.get(payer)


def row_total(row: Shares) -> Decimal:
    """Return the sum of a row; private money is added to the public shares, which is our assumption (T6)."""
    return total((row.regional, row.municipal, row.private))


def regional_share_percent(row: Shares) -> Decimal | None:
    """Return the regional part of a row in per cent, two decimals half up; None if the row adds up to 0."""
    return percent_of(row.regional or Decimal(0), row_total(row))


def baseline_totals(blocks: Iterable[BlockReport]) -> Shares:
    """Return the sums of the three columns; all None if not one of the blocks has a row."""
    rows = [block.baseline for block in blocks if block.baseline is not None]
    if not rows:
        return Shares(regional=None, municipal=None, private=None)
    return Shares(
        regional=total(row.regional for row in rows),
        municipal=total(row.municipal for row in rows),
        private=total(row.private for row in rows),
    )


def grand_total(blocks: Iterable[BlockReport]) -> Decimal:
    """Return the sum of all rows: 325.64 million, computed and never to be shown as the motion's (D13)."""
    return row_total(baseline_totals(blocks))


def public_total(blocks: Iterable[BlockReport]) -> Decimal:
    """Return the sum of the regional and municipal columns: 27.44 million (E31)."""
    totals = baseline_totals(blocks)
    return total((totals.regional, totals.municipal))


def town_totals(blocks: Iterable[BlockReport]) -> tuple[tuple[str, Shares], ...]:
    """Return the column sums of each town that has a row, in the order in which they first appear."""
    by_town: dict[str, list[BlockReport]] = {}
    for block in blocks:
        if block.baseline is not None:
            by_town.setdefault(block.place, []).append(block)
    return tuple((town, baseline_totals(members)) for town, members in by_town.items())


def difference_to_printed(motion: Motion, blocks: Iterable[BlockReport]) -> Shares:
    """Return computed minus printed per column; 0 everywhere means that the motion has added up rightly."""
    computed, printed = baseline_totals(blocks), motion.printed_totals
    return Shares(
        regional=_difference(computed.regional, printed.regional),
        municipal=_difference(computed.municipal, printed.municipal),
        private=_difference(computed.private, printed.private),
    )


def _difference(computed: Decimal | None, printed: Decimal | None) -> Decimal | None:
    if printed is None:
        return None
    return total((computed, -printed))

"""The formula of „verfügbar“; every figure of that name comes from here (users.md 4, domain.md 3.2)."""

from decimal import Decimal

from vrs_tracker.domain.money import total


def available_of(
    *, released: Decimal, committed: Decimal, frozen: Decimal | None = None, covered: Decimal | None = None
) -> Decimal:
    """Return what may still be committed: released, not held back, and not used by what must rest on it.

    What authorisations of later years cover (`covered`) need not rest on released money. Below 0 it says how
    much is missing.
    """
    return total((released, -(frozen or Decimal(0)), -committed, covered))

"""Pages of the budget office: resolutions with their lines, drafts, bookings, reversals.

What everybody reads about money is a part of the report; this feature has the addresses that write, and for
staff the list of all entries.
"""

from vrs_tracker.features.finance.views import (
    bookings,
    competence,
    confirmations,
    evidence,
    files,
    proposals,
    reconciling,
    resolutions,
    rows,
    rules,
    single,
    totals,
)
from vrs_tracker.features.finance.views.blueprint import bp

__all__ = [
    "bookings",
    "bp",
    "competence",
    "confirmations",
    "evidence",
    "files",
    "proposals",
    "reconciling",
    "resolutions",
    "rows",
    "rules",
    "single",
    "totals",
]

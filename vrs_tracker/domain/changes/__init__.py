"""The chapter that writes itself: what differs between two reports, as sentences in the order of importance.

Each family of facts has its module and tells a differing fact in exactly one change; `ranking` brings them
into order. Whatever the new report says differently about the time before the older reference date is
corrected and not moved (`restated`).
"""

from vrs_tracker.domain.changes.difference import Weight
from vrs_tracker.domain.changes.ranking import (
    PROGRAMME,
    RankedChange,
    changes_between,
    chosen_first,
    digest,
    ranked_changes,
)

__all__ = [
    "PROGRAMME",
    "RankedChange",
    "Weight",
    "changes_between",
    "chosen_first",
    "digest",
    "ranked_changes",
]

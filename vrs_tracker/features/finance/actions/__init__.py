"""Writes of money: resolutions with their lines, drafts, bookings, reversals."""

from vrs_tracker.features.finance.actions.booking import (
    add_appropriation,
    add_budget_block,
    add_entry,
    add_release,
    book_entries,
    book_entry,
    discard_draft,
    draft_entry,
    edit_draft,
)
from vrs_tracker.features.finance.actions.resolutions import edit_resolution, record_resolution
from vrs_tracker.features.finance.actions.reversal import reverse_entry

__all__ = [
    "add_appropriation",
    "add_budget_block",
    "add_entry",
    "add_release",
    "book_entries",
    "book_entry",
    "discard_draft",
    "draft_entry",
    "edit_draft",
    "edit_resolution",
    "record_resolution",
    "reverse_entry",
]

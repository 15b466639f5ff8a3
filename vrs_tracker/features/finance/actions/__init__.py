"""Writes of money: resolutions with their lines, drafts, bookings, second persons, reversals."""

from vrs_tracker.features.finance.actions.booking import (
    add_appropriation,
    add_budget_block,
    add_entry,
    add_freeze,
    add_release,
    book_entries,
    book_entry,
    check_author,
    discard_draft,
    draft_entry,
    edit_draft,
    take_over_draft,
)
from vrs_tracker.features.finance.actions.competence import record_competence
from vrs_tracker.features.finance.actions.confirming import confirm_booking, return_booking
from vrs_tracker.features.finance.actions.resolutions import edit_resolution, record_resolution
from vrs_tracker.features.finance.actions.reversal import reverse_entry
from vrs_tracker.features.finance.actions.rules import add_rule, end_rule

__all__ = [
    "add_appropriation",
    "add_budget_block",
    "add_entry",
    "add_freeze",
    "add_release",
    "add_rule",
    "book_entries",
    "book_entry",
    "check_author",
    "confirm_booking",
    "discard_draft",
    "draft_entry",
    "edit_draft",
    "edit_resolution",
    "end_rule",
    "record_competence",
    "record_resolution",
    "return_booking",
    "reverse_entry",
    "take_over_draft",
]

"""Writes to reports: preparing, freezing and giving out a half-year, its Ergänzungen, remembered previews."""

from vrs_tracker.features.reporting.actions.half_years import (
    PRINTED_BEFORE,
    comment_hint,
    freeze_period,
    note_retrieval,
    publish_period,
    put_first,
    reissue,
    release_period,
)
from vrs_tracker.features.reporting.actions.previews import remember_preview
from vrs_tracker.features.reporting.actions.reopening import reopen_report
from vrs_tracker.features.reporting.actions.supplements import (
    correct,
    discard_draft,
    issue_supplement,
    remove_correction,
    set_supplement_session,
)

__all__ = [
    "PRINTED_BEFORE",
    "comment_hint",
    "correct",
    "discard_draft",
    "freeze_period",
    "issue_supplement",
    "note_retrieval",
    "publish_period",
    "put_first",
    "reissue",
    "release_period",
    "remember_preview",
    "remove_correction",
    "reopen_report",
    "set_supplement_session",
]

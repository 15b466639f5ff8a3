"""Writes of progress: status updates, milestones, risks, indicators."""

from vrs_tracker.features.progress.actions.indicators import record_indicator_value
from vrs_tracker.features.progress.actions.milestones import (
    add_milestone,
    edit_milestone,
    move_milestone,
    reach_milestone,
)
from vrs_tracker.features.progress.actions.money_news import settle_money_news
from vrs_tracker.features.progress.actions.risks import add_risk, check_risks, edit_risk, settle_risk
from vrs_tracker.features.progress.actions.undoing import can_undo, undo
from vrs_tracker.features.progress.actions.updates import (
    check_open,
    check_update,
    confirm_update,
    file_update,
    return_update,
    save_draft,
    withdraw_update,
)

__all__ = [
    "add_milestone",
    "add_risk",
    "can_undo",
    "check_open",
    "check_risks",
    "check_update",
    "confirm_update",
    "edit_milestone",
    "edit_risk",
    "file_update",
    "move_milestone",
    "reach_milestone",
    "record_indicator_value",
    "return_update",
    "save_draft",
    "settle_money_news",
    "settle_risk",
    "undo",
    "withdraw_update",
]

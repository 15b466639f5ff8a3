"""Writes of the programme: the motion once, blocks and projects, their indicators."""

from vrs_tracker.features.programme.actions.blocks import (
    add_block,
    change_state,
    edit_block,
    rename_block,
    set_function_state,
)
from vrs_tracker.features.programme.actions.indicators import (
    add_indicator,
    begin_indicator,
    change_target,
    end_indicator,
    restore_indicator,
)
from vrs_tracker.features.programme.actions.motion import add_motion

__all__ = [
    "add_block",
    "add_indicator",
    "add_motion",
    "begin_indicator",
    "change_state",
    "change_target",
    "edit_block",
    "end_indicator",
    "rename_block",
    "restore_indicator",
    "set_function_state",
]

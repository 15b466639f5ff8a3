"""Writes of the programme: the motion once, blocks and projects."""

from vrs_tracker.features.programme.actions.blocks import (
    add_block,
    change_state,
    edit_block,
    rename_block,
    set_function_state,
)
from vrs_tracker.features.programme.actions.motion import add_motion

__all__ = ["add_block", "add_motion", "change_state", "edit_block", "rename_block", "set_function_state"]

"""Reading files of strangers: in a process of its own, with limits of memory and time."""

from vrs_tracker.features.exchange.readers.process import (
    FileRead,
    Refused,
    Step,
    balances_in,
    checked_file,
    commented_file,
    look,
)

__all__ = ["FileRead", "Refused", "Step", "balances_in", "checked_file", "commented_file", "look"]

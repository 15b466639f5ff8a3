"""Reading files of strangers: in a process of its own, with limits of memory and time."""

from vrs_tracker.features.exchange.readers.process import FileRead, Refused, Step, checked_file, look

__all__ = ["FileRead", "Refused", "Step", "checked_file", "look"]

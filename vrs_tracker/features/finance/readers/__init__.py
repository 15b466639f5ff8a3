"""Looking into a document that somebody hands in, in a process of its own."""

from vrs_tracker.features.finance.readers.process import examine

__all__ = ["examine"]

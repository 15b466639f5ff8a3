"""Files that carry a report elsewhere: the package for the archive, the Word file."""

from vrs_tracker.features.reporting.writers.archive import archive_name, write_archive
from vrs_tracker.features.reporting.writers.word import DOCX, working_copy

__all__ = ["DOCX", "archive_name", "working_copy", "write_archive"]

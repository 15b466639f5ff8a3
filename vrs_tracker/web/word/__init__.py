"""A report as a Word file, for offices that have to paste from it."""

from vrs_tracker.web.word.file import WordHead, word_file

__all__ = ["WordHead", "word_file"]

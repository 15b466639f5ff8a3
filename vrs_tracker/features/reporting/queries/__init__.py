"""Reads of the report: rows become the frozen values of `domain/facts`, one statement per table."""

"""Reads of the report: rows become the frozen values of `domain/facts`, all of them from one statement."""

"""Reads of files of amounts and of what their cells may name."""

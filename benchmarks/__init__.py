"""Measurements: ratios to a floor in the same run, medians of interleaved rounds. Tests never time."""

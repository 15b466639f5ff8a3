"""The plausibility rules by what they look at; `domain/plausibility.py` runs them all."""

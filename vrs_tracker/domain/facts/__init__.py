"""Frozen values of what is recorded, as the report carries them."""

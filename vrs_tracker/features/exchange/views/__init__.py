"""Pages of the budget office for amounts that come as a file."""

from vrs_tracker.features.exchange.views import balances, booking, checking, commenting, uploading
from vrs_tracker.features.exchange.views.blueprint import bp

__all__ = ["balances", "booking", "bp", "checking", "commenting", "uploading"]

"""Pages of the budget office for amounts that come as a file."""

from vrs_tracker.features.exchange.views import booking, checking, uploading
from vrs_tracker.features.exchange.views.blueprint import bp

__all__ = ["booking", "bp", "checking", "uploading"]

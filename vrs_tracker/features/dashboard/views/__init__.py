"""What visitors, members and staff read: each page draws a part of the report value they may see."""

from vrs_tracker.features.dashboard.views import block, blocks, lists, mandates, money, overview, preview
from vrs_tracker.features.dashboard.views.blueprint import bp

__all__ = ["block", "blocks", "bp", "lists", "mandates", "money", "overview", "preview"]

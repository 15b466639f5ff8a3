"""What visitors, members and staff read: each page draws a part of the report value they may see."""

from vrs_tracker.features.dashboard.views import (
    block,
    blocks,
    budget,
    cofunding,
    comparison,
    corrections,
    lists,
    mandates,
    money,
    overview,
    preview,
    provenance,
    what_if,
)
from vrs_tracker.features.dashboard.views.blueprint import bp

__all__ = [
    "block",
    "blocks",
    "bp",
    "budget",
    "cofunding",
    "comparison",
    "corrections",
    "lists",
    "mandates",
    "money",
    "overview",
    "preview",
    "provenance",
    "what_if",
]

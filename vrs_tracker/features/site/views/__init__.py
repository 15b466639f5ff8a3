"""Legal pages, help and health checks."""

from vrs_tracker.features.site.views import guidance, health, legal
from vrs_tracker.features.site.views.blueprint import bp

__all__ = ["bp", "guidance", "health", "legal"]

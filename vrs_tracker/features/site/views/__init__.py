"""Legal pages, help, health checks and what machines ask for."""

from vrs_tracker.features.site.views import crawlers, guidance, health, legal
from vrs_tracker.features.site.views.blueprint import bp

__all__ = ["bp", "crawlers", "guidance", "health", "legal"]

"""Pages and files of the half-yearly reports, preparing one, and the steps from collecting to publishing."""

from vrs_tracker.features.reporting.views import files, preparing, reading, steps
from vrs_tracker.features.reporting.views.blueprint import bp

__all__ = ["bp", "files", "preparing", "reading", "steps"]

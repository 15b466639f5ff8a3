"""Pages and files of the half-yearly reports, preparing one, and the steps from collecting to publishing."""

from vrs_tracker.features.reporting.views import (
    archive,
    checking,
    files,
    hearing,
    issues,
    preparing,
    previews,
    reading,
    steps,
    supplements,
)
from vrs_tracker.features.reporting.views.blueprint import bp

__all__ = [
    "archive",
    "bp",
    "checking",
    "files",
    "hearing",
    "issues",
    "preparing",
    "previews",
    "reading",
    "steps",
    "supplements",
]

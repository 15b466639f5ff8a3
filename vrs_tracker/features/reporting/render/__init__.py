"""Reports on paper: a job becomes data for the template, a child process runs Typst, pikepdf packs it."""

from vrs_tracker.features.reporting.render.editions import issues, preview, print_supplement, printed_issues
from vrs_tracker.features.reporting.render.job import PrintJob, print_pdf
from vrs_tracker.features.reporting.render.pictures import print_pictures
from vrs_tracker.features.reporting.render.press import PrintFailed

__all__ = [
    "PrintFailed",
    "PrintJob",
    "issues",
    "preview",
    "print_pdf",
    "print_pictures",
    "print_supplement",
    "printed_issues",
]

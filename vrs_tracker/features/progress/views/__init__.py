"""Pages of progress: the status update and its review, milestones, risks, Meine Aufgaben."""

from vrs_tracker.features.progress.views import registers, review, tasks, updates
from vrs_tracker.features.progress.views.blueprint import bp

__all__ = ["bp", "registers", "review", "tasks", "updates"]

"""Pages of progress: the status update and its review, reminders, milestones, risks, Meine Aufgaben."""

from vrs_tracker.features.progress.views import (
    drafts,
    history,
    money_news,
    registers,
    reminder,
    review,
    tasks,
    updates,
)
from vrs_tracker.features.progress.views.blueprint import bp

__all__ = ["bp", "drafts", "history", "money_news", "registers", "reminder", "review", "tasks", "updates"]

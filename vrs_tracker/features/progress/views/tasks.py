"""Meine Aufgaben: the start page of everybody who has something to do."""

from flask import render_template

from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.extensions import db
from vrs_tracker.features.progress.queries import tasks_for
from vrs_tracker.features.progress.views.blueprint import bp
from vrs_tracker.features.progress.views.money_news import OPEN_AGAIN
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import settings, today

OWED_WORDS = {
    None: "Meldung fehlt noch",
    UpdateState.DRAFT: "Entwurf, noch nicht abgegeben",
    UpdateState.RETURNED: UpdateState.RETURNED.label,
    UpdateState.FILED: UpdateState.FILED.label,
}
"""How the office reads where an update stands (users.md 6, no. 14 to 17)."""


@bp.get("/aufgaben")
@requires(Action.READ_TASKS)
def tasks() -> str:
    """List what this person has to do, one sentence and one link each."""
    found = tasks_for(db.session, person(), today(), in_production=not settings().is_demo)
    return render_template("progress/tasks.html", found=found, owed_words=OWED_WORDS, open_again=OPEN_AGAIN)

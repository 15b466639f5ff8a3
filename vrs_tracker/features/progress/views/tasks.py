"""Meine Aufgaben: the start page of everybody who has something to do."""

from flask import render_template

from vrs_tracker.domain.policy import Action
from vrs_tracker.extensions import db
from vrs_tracker.features.progress.queries import tasks_for
from vrs_tracker.features.progress.views.blueprint import bp
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import today


@bp.get("/aufgaben")
@requires(Action.READ_TASKS)
def tasks() -> str:
    """List what this person has to do, one sentence and one link each."""
    return render_template("progress/tasks.html", found=tasks_for(db.session, person(), today()))

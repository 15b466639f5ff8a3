"""Recording and correcting by form: what the views of all records have in common.

    form = EventForm(data=values(row))
    outcome = attempt(
        form,
        lambda: actions.edit_event(db.session, row, form.to_input(), by=person(), now=now()),
        lambda: values(row),
    )
    if outcome.is_done:
        db.session.commit()
        return redirect(…, 303)
    return show_record(form, outcome, title=…, button=…)

The last argument gives what is stored, as the form is filled from it; when somebody else was faster, the
page shows it beside what was typed. Actions check everything before they change anything, so a refusal leaves
nothing to undo.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from flask import render_template, request
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.errors import Conflict, RuleViolations
from vrs_tracker.domain.policy import Action, may
from vrs_tracker.tables.base import Base
from vrs_tracker.web.access import person
from vrs_tracker.web.conflicts import Clash, meet
from vrs_tracker.web.forms import PostForm


class Outcome(NamedTuple):
    """What became of a form: done, or to be shown again, perhaps with two versions side by side."""

    is_done: bool
    clash: Clash | None = None


Stored = Callable[[], Mapping[str, object]]


def attempt(form: PostForm, act: Callable[[], object], stored: Stored | None = None) -> Outcome:
    """Validate a form and act on it; what is refused stands at its fields.

    Raises:
        Conflict: somebody else was faster and there are no stored values to compare with.
    """
    if not form.validate_on_submit():
        return Outcome(is_done=False)
    try:
        act()
    except RuleViolations as broken:
        form.show(broken)
        return Outcome(is_done=False)
    except Conflict as conflict:
        if stored is None:
            raise
        return Outcome(is_done=False, clash=meet(form, conflict, stored()))
    return Outcome(is_done=True)


def history_of(row: Base) -> str:
    """Return the address of a row's history, for those who may read it."""
    return f"/verlauf/{row.__tablename__}/{row.id}" if may(person(), Action.READ_HISTORY) else ""


def show_record(
    form: PostForm,
    outcome: Outcome,
    *,
    title: str,
    button: str,
    back: str,
    intro: str = "",
    history: str = "",
    template: str = "record_page.html",
    **context: object,
) -> ResponseReturnValue:
    """Render the page of a record: 200, 422 after an error, 409 with both versions after a conflict.

    `back` is where „Eingaben verwerfen“ leads, `history` the address of the record's history.
    """
    page = render_template(
        template,
        form=form,
        clash=outcome.clash,
        title=title,
        intro=intro,
        button_label=button,
        back=back,
        history=history,
        action=request.full_path.rstrip("?"),
        **context,
    )
    return page, 409 if outcome.clash else form.status

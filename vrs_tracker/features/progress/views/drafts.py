"""The page of a status update saves itself: it posts what is typed and hears the proposals of the rules."""

from flask import url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.drafts import saved_sentence
from vrs_tracker.domain.errors import Conflict, RuleViolations
from vrs_tracker.domain.policy import Action
from vrs_tracker.extensions import db
from vrs_tracker.features.progress.actions import save_draft
from vrs_tracker.features.progress.forms.status import bound_form
from vrs_tracker.features.progress.queries import load_form_state
from vrs_tracker.features.progress.views.blueprint import bp, update_worked_on
from vrs_tracker.features.progress.views.updates import NO_PERIOD, proposed
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now, today


@bp.post("/bausteine/<slug>/meldung/entwurf")
@requires(Action.FILE_UPDATE)
def autosave(slug: str) -> ResponseReturnValue:
    """Keep what can be read as a draft and say so; what cannot be read yet is named and stays on the page."""
    block, period = update_worked_on(slug)
    if period is None:
        return {"said": NO_PERIOD}, 422
    state = load_form_state(db.session, block, period, today=today(), before_writing=True)
    form = bound_form(state)
    form.keep_long_texts()
    form.validate()
    typed = form.to_input(state)
    try:
        saved = save_draft(db.session, block, period, typed, by=person(), now=now())
    except RuleViolations as broken:
        return {"said": broken.violations[0].message}, 422
    except Conflict as conflict:
        return {"said": conflict.sentence, "address": url_for(".update_page", slug=block.slug)}, 409
    unread = [form.name_of(field) for field in form.all_fields() if field.errors]
    answer = {
        "said": saved_sentence(now(), unread),
        "version": saved.version,
        **proposed(state, typed),
    }
    db.session.commit()
    return answer

"""The page on which a second person looks at an update and answers (users.md 6, no. 4, 5 and 35)."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.errors import Conflict, NotFound, RuleViolations
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.statements import compare, tell_statement
from vrs_tracker.domain.updates import check_step, may_confirm
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.extensions import db
from vrs_tracker.features.periods.queries import current_period
from vrs_tracker.features.programme.queries import NO_SUCH_BLOCK, find_block
from vrs_tracker.features.progress.actions import confirm_update, return_update
from vrs_tracker.features.progress.forms.registers import ReviewForm
from vrs_tracker.features.progress.queries import FormState, load_form_state, statement_of
from vrs_tracker.features.progress.queries.registers import indicator_value
from vrs_tracker.features.progress.views.blueprint import bp
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import StatusUpdate
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now, today

CONFIRM, SEND_BACK = "bestaetigen", "zurueck"
NOTHING_FILED = (
    "Für dieses Halbjahr ist noch keine Meldung abgegeben. Was fehlt, sehen Sie unter „Meine Aufgaben“."
)


@bp.get("/bausteine/<slug>/meldung/pruefen")
@requires(Action.CONFIRM_UPDATE)
def review_page(slug: str) -> ResponseReturnValue:
    """Show the difference to the last report, and the two answers."""
    block, state, update = _filed(slug)
    form = ReviewForm(formdata=None, data={"version": update.version})
    return _page(block, state, update, form)


@bp.post("/bausteine/<slug>/meldung/pruefen")
@requires(Action.CONFIRM_UPDATE)
def review(slug: str) -> ResponseReturnValue:
    """Confirm the version that was looked at, or ask for a revision."""
    block, state, update = _filed(slug)
    form = ReviewForm()
    if not form.validate_on_submit():
        return _page(block, state, update, form)
    version, is_confirmed = form.version.data, CONFIRM in request.form
    try:
        if is_confirmed:
            confirm_update(db.session, update, by=person(), now=now(), version=version)
        else:
            return_update(db.session, update, form.reason.data, by=person(), now=now(), version=version)
    except RuleViolations as broken:
        db.session.rollback()
        form.show(broken)
        return _page(*_filed(slug), form)
    except Conflict as conflict:
        db.session.rollback()
        block, state, update = _filed(slug)
        form.version.data = update.version
        return _page(block, state, update, form, conflict=conflict.sentence)
    db.session.commit()
    flash(f"Die Meldung für {block.name} ist bestätigt." if is_confirmed else _sent_back(block))
    return redirect(url_for(".tasks"), 303)


def _sent_back(block: Block) -> str:
    return f"Für {block.name} ist um Überarbeitung gebeten."


def _filed(slug: str) -> tuple[Block, FormState, StatusUpdate]:
    """Read the update of the half-year that is worked on; 404 while there is none or only a draft."""
    block, period = find_block(db.session, slug), current_period(db.session)
    if block is None:
        raise NotFound(NO_SUCH_BLOCK)
    state = None if period is None else load_form_state(db.session, block, period, today=today())
    if state is None or state.update is None or state.update.state is UpdateState.DRAFT:
        raise NotFound(NOTHING_FILED)
    return block, state, state.update


def _page(
    block: Block, state: FormState, update: StatusUpdate, form: ReviewForm, *, conflict: str = ""
) -> ResponseReturnValue:
    before = {} if state.last is None else tell_statement(state.last)
    told = tell_statement(statement_of(update))
    hindrance = (
        *check_step(update.state, UpdateState.CONFIRMED),
        *may_confirm(update.filed_by or "", person().key),
    )
    page = render_template(
        "progress/review.html",
        block=block,
        state=state,
        update=update,
        form=form,
        conflict=conflict,
        differences=compare(before, told),
        indicators=[indicator_value(row, state.period.as_of) for row in state.indicators],
        has_last=state.last is not None,
        hindrance=hindrance[0].message if hindrance else "",
        can_return=not check_step(update.state, UpdateState.RETURNED),
        confirm=CONFIRM,
        send_back=SEND_BACK,
    )
    return page, 409 if conflict else form.status

"""The page on which a block's status update is written (users.md 4.4)."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.drafts import PROPOSED_ANEW, saved_sentence
from vrs_tracker.domain.errors import Conflict, NotFound, RuleViolations
from vrs_tracker.domain.inputs.progress import StatusInput
from vrs_tracker.domain.policy import Action, may
from vrs_tracker.domain.statements import compare, suggest_headline, tell_statement
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.extensions import db
from vrs_tracker.features.progress.actions import (
    check_open,
    check_update,
    file_update,
    save_draft,
    withdraw_update,
)
from vrs_tracker.features.progress.forms.filling import values_of
from vrs_tracker.features.progress.forms.lines import follow_words
from vrs_tracker.features.progress.forms.status import StatusForm, bound_form
from vrs_tracker.features.progress.queries import FormState, load_form_state
from vrs_tracker.features.progress.views.blueprint import bp, update_worked_on
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import StatusUpdate
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.conflicts import Clash, TwoVersions
from vrs_tracker.web.edge import now, today

DRAFT_BUTTON, PREVIEW_BUTTON, PROPOSE_BUTTON = "entwurf", "vorschau", "vorschlag"
RECEIPT = (
    "Ihre Meldung ist vollständig und wird von der Geschäftsstelle geprüft. "
    "Bis zur Bestätigung können Sie sie ändern."
)
TAKEN_BACK = (
    "Ihre Meldung ist zurückgeholt und wieder ein Entwurf. Was Sie zu Meilensteinen, Ergebnissen und Risiken "
    "gemeldet haben, bleibt eingetragen."
)
NO_PERIOD = "Zurzeit werden keine Meldungen gesammelt."


@bp.get("/bausteine/<slug>/meldung")
@requires(Action.FILE_UPDATE)
def update_page(slug: str) -> ResponseReturnValue:
    """Show the form, or what was filed once nothing can be changed any more."""
    block, period = update_worked_on(slug)
    if block.slug != slug:
        return redirect(url_for(".update_page", slug=block.slug), 301)
    if period is None:
        return _closed_page(block, None, NO_PERIOD)
    state = load_form_state(db.session, block, period, today=today())
    closed = check_open(db.session, period, state.update)
    if closed:
        return _closed_page(block, state, closed[0].message)
    return _form_page(block, period, state, bound_form(state, values_of(state)))


@bp.post("/bausteine/<slug>/meldung")
@requires(Action.FILE_UPDATE)
def write_update(slug: str) -> ResponseReturnValue:
    """Keep a draft, file the update or only judge what is typed; everything typed stays until it fits."""
    block, period = update_worked_on(slug)
    if period is None:
        return _closed_page(block, None, NO_PERIOD), 422
    state = load_form_state(db.session, block, period, today=today(), before_writing=True)
    form = bound_form(state)
    if PROPOSE_BUTTON in request.form:
        return _propose(block, period, state, form)
    is_draft = bool({DRAFT_BUTTON, PREVIEW_BUTTON} & request.form.keys())
    if is_draft:
        form.keep_long_texts()
    if not _fits(form, state, is_draft=is_draft):
        return _form_page(block, period, state, form, typed=form.to_input(state))
    typed = form.to_input(state)
    try:
        return _save_draft(block, period, typed) if is_draft else _file(block, period, typed)
    except RuleViolations as broken:
        db.session.rollback()
        form.show(broken)
        return _form_page(*_anew(slug), form, typed=typed)
    except Conflict as conflict:
        db.session.rollback()
        return _meet(slug, form, typed, conflict, is_draft=is_draft)


@bp.post("/bausteine/<slug>/meldung/zurueckholen")
@requires(Action.FILE_UPDATE)
def take_back(slug: str) -> ResponseReturnValue:
    """Make the filed update a draft again; that is possible until it is confirmed."""
    block, period = update_worked_on(slug)
    if period is None:
        raise NotFound(NO_PERIOD)
    version = request.form.get("version", type=int)
    withdraw_update(db.session, block, period, by=person(), now=now(), version=version)
    db.session.commit()
    flash(TAKEN_BACK)
    return redirect(url_for(".update_page", slug=block.slug), 303)


def _fits(form: StatusForm, state: FormState, *, is_draft: bool) -> bool:
    """Check the shape of everything; for filing also the answers and rules, so that one round tells all."""
    is_readable = form.validate_on_submit()
    if is_draft:
        return bool(is_readable)
    has_answers = form.answers_fit()
    if is_readable and has_answers:
        return True
    form.show(RuleViolations(check_update(form.to_input(state), state)))
    return False


def _propose(
    block: Block, period: ReportingPeriod, state: FormState, form: StatusForm
) -> ResponseReturnValue:
    """Show what the rules propose for what is typed, and store nothing; a script asks for it alone."""
    form.keep_long_texts()
    form.validate()
    typed = form.to_input(state)
    if request.accept_mimetypes.best == "application/json":
        return {"said": PROPOSED_ANEW, **proposed(state, typed)}
    return _form_page(block, period, state, form, typed=typed, proposed_anew=PROPOSED_ANEW)


def proposed(state: FormState, typed: StatusInput) -> dict[str, object]:
    """Return for a script what the rules make of what is typed: a light for each dimension, a sentence."""
    lights = {
        dimension.value: {
            "light": found.light.value,
            "sentence": found.sentence,
            "follow": follow_words(found.light),
        }
        for dimension, found in state.proposals(typed.milestones, typed.indicators).items()
    }
    return {"proposals": lights, "headline": suggest_headline(typed, state.known.milestones)}


def _save_draft(block: Block, period: ReportingPeriod, typed: StatusInput) -> ResponseReturnValue:
    page = "dashboard.update_preview" if PREVIEW_BUTTON in request.form else ".update_page"
    address = url_for(page, slug=block.slug)
    save_draft(db.session, block, period, typed, by=person(), now=now())
    db.session.commit()
    if PREVIEW_BUTTON not in request.form:
        flash(saved_sentence(now()))
    return redirect(address, 303)


def _file(block: Block, period: ReportingPeriod, typed: StatusInput) -> ResponseReturnValue:
    file_update(db.session, block, period, typed, by=person(), now=now())
    db.session.commit()
    flash(RECEIPT)
    return redirect(url_for(".tasks"), 303)


def _meet(
    slug: str, form: StatusForm, typed: StatusInput, conflict: Conflict, *, is_draft: bool
) -> ResponseReturnValue:
    """Show both versions; a post that arrives twice meets only itself, which is no conflict."""
    block, period, state = _anew(slug)
    if not is_draft:
        typed = state.completed(typed)
    stored = {} if state.typed is None else tell_statement(state.typed)
    lines = (
        *(TwoVersions(*line) for line in compare(stored, tell_statement(typed))),
        *form.differences(state),
    )
    if not lines and state.update is not None and (is_draft or _is_filed_by_me(state.update)):
        return redirect(url_for(".update_page", slug=slug), 303)
    form.take_versions(state)
    return _form_page(block, period, state, form, clash=Clash(conflict.sentence, lines))


def _is_filed_by_me(update: StatusUpdate) -> bool:
    """Return whether it was filed and still is; one that was sent back remembers who had filed it."""
    return update.state is UpdateState.FILED and update.filed_by == person().key


def _anew(slug: str) -> tuple[Block, ReportingPeriod, FormState]:
    """Read everything again after a rollback."""
    block, period = update_worked_on(slug)
    if period is None:
        raise NotFound(NO_PERIOD)
    return block, period, load_form_state(db.session, block, period, today=today())


# ---------------------------------------------------------------- the pages


def _form_page(
    block: Block,
    period: ReportingPeriod,
    state: FormState,
    form: StatusForm,
    *,
    typed: StatusInput | None = None,
    clash: Clash | None = None,
    proposed_anew: str = "",
) -> ResponseReturnValue:
    update = state.update
    said = typed or state.typed or StatusInput()
    proposals = state.proposals(said.milestones, said.indicators)
    form.follow(proposals)
    form.label_for_reading()
    page = render_template(
        "progress/update.html",
        block=block,
        period=period,
        state=state,
        form=form,
        clash=clash,
        before={} if state.last is None else tell_statement(state.last),
        milestones={str(row.id): row for row in state.milestones},
        risks={str(row.id): row for row in state.risks},
        indicators={row.kind.value: row for row in state.indicators},
        proposals={each.value: proposal for each, proposal in proposals.items()},
        suggestion=suggest_headline(said, state.known.milestones),
        can_be_draft=update is None or update.state in (UpdateState.DRAFT, UpdateState.RETURNED),
        can_be_taken_back=update is not None and update.state is UpdateState.FILED,
        is_office=Role.EDITOR in person().roles,
        propose=PROPOSE_BUTTON,
        proposed_anew=proposed_anew,
    )
    return page, 409 if clash else form.status


def _closed_page(block: Block, state: FormState | None, sentence: str) -> str:
    """Show what was filed, and why it cannot be changed."""
    update = state.update if state else None
    told = tell_statement(state.typed, update.state) if state and state.typed and update else {}
    may_review = update is not None and may(person(), Action.CONFIRM_UPDATE)
    return render_template(
        "progress/closed.html", block=block, sentence=sentence, told=told, may_review=may_review
    )

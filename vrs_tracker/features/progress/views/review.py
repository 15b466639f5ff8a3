"""The page on which a second person looks at an update and answers (users.md 6, no. 4, 5 and 35)."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.checks.texts import personal_data_in
from vrs_tracker.domain.errors import Conflict, NotFound, RuleViolations
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.statements import tell_statement
from vrs_tracker.domain.updates import check_step, may_confirm
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.extensions import db
from vrs_tracker.features.periods.queries import half_year
from vrs_tracker.features.progress.actions import confirm_update, return_update
from vrs_tracker.features.progress.forms.registers import ReviewForm
from vrs_tracker.features.progress.queries import Standing, update_states
from vrs_tracker.features.progress.queries.review import Review, load_review
from vrs_tracker.features.progress.views.blueprint import block_worked_on, bp
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now, today

CONFIRM, SEND_BACK = "bestaetigen", "zurueck"
REPORT, FILING = "bericht", "abgabe"
NOTHING_FILED = (
    "Für dieses Halbjahr ist noch keine Meldung abgegeben. Was fehlt, sehen Sie unter „Meine Aufgaben“."
)


@bp.get("/bausteine/<slug>/meldung/pruefen")
@requires(Action.CONFIRM_UPDATE)
def review_page(slug: str) -> ResponseReturnValue:
    """Show the difference to the last report or to the last filing, and the two answers."""
    block, period, found = _filed(slug)
    form = ReviewForm(formdata=None, data={"version": found.update.version})
    return _page(block, period, found, form)


@bp.post("/bausteine/<slug>/meldung/pruefen")
@requires(Action.CONFIRM_UPDATE)
def review(slug: str) -> ResponseReturnValue:
    """Confirm the version that was looked at, or ask for a revision; then offer the next one."""
    block, period, found = _filed(slug)
    form = ReviewForm()
    if not form.validate_on_submit():
        return _page(block, period, found, form)
    version, is_confirmed = form.version.data, CONFIRM in request.form
    try:
        if is_confirmed:
            confirm_update(db.session, found.update, by=person(), now=now(), version=version)
        else:
            return_update(db.session, found.update, form.reason.data, by=person(), now=now(), version=version)
    except RuleViolations as broken:
        db.session.rollback()
        form.show(broken)
        return _page(*_filed(slug), form)
    except Conflict as conflict:
        db.session.rollback()
        block, period, found = _filed(slug)
        if not _is_answered(found, form, is_confirmed=is_confirmed):
            form.version.data = found.update.version
            return _page(block, period, found, form, conflict=conflict.sentence)
    return _answered(block, period, is_confirmed=is_confirmed)


def _is_answered(found: Review, form: ReviewForm, *, is_confirmed: bool) -> bool:
    """Whether the answer stands already: a button that is pressed twice meets only itself."""
    update = found.update
    if is_confirmed:
        return update.confirmed_by == person().key
    return update.state is UpdateState.RETURNED and update.return_reason == form.reason.data


def _answered(block: Block, period: ReportingPeriod, *, is_confirmed: bool) -> ResponseReturnValue:
    """Say what was answered and offer the next update that waits."""
    waiting = _waiting(period)
    db.session.commit()
    flash(f"Die Meldung für {block.name} ist bestätigt." if is_confirmed else _sent_back(block))
    if waiting:
        return redirect(url_for(".review_page", slug=waiting[0].slug), 303)
    return redirect(url_for(".tasks"), 303)


def _sent_back(block: Block) -> str:
    return f"Für {block.name} ist um Überarbeitung gebeten."


def _waiting(period: ReportingPeriod) -> list[Standing]:
    """The updates that wait for an answer which this person may give."""
    return [
        each
        for each in update_states(db.session, period)
        if each.state is UpdateState.FILED and each.filed_by != person().key
    ]


def _filed(slug: str) -> tuple[Block, ReportingPeriod, Review]:
    """Read the update of the half-year that is worked on; 404 while there is none or only a draft."""
    block, period = block_worked_on(slug)
    found = None if period is None else load_review(db.session, block, period)
    if period is None or found is None:
        raise NotFound(NOTHING_FILED)
    return block, period, found


def _page(
    block: Block, period: ReportingPeriod, found: Review, form: ReviewForm, *, conflict: str = ""
) -> ResponseReturnValue:
    update = found.update
    hindrance = (
        *check_step(update.state, UpdateState.CONFIRMED),
        *may_confirm(update.filed_by or "", person().key, found.link_made_by),
    )
    told = tell_statement(found.statement)
    wanted = request.args.get("vergleich", FILING)
    since_filing = found.since_filing is not None and (wanted == FILING or found.since_report is None)
    page = render_template(
        "progress/review.html",
        block=block,
        half=half_year(period),
        found=found,
        update=update,
        told=told,
        form=form,
        conflict=conflict,
        comparison=found.since_filing if since_filing else found.since_report,
        is_since_filing=since_filing,
        asked_by_me=found.asked is not None and found.asked.by == person().key,
        hints=personal_data_in(list(told.values())),
        hindrance=hindrance[0].message if hindrance else "",
        can_return=not check_step(update.state, UpdateState.RETURNED),
        confirm=CONFIRM,
        send_back=SEND_BACK,
        today=today(),
        ratings={row.dimension: row for row in found.last.ratings} if found.last else {},
    )
    return page, 409 if conflict else form.status

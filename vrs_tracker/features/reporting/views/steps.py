"""The steps of a half-year from collecting to publishing, and issuing its report again."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.corrections import WHEN_TO_REOPEN, WHEN_TO_SUPPLEMENT
from vrs_tracker.domain.errors import RuleViolations, Violation
from vrs_tracker.domain.issue import IssueContent
from vrs_tracker.domain.periods import WHY, check_move
from vrs_tracker.domain.plausibility import check_freeze
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.preparation import missing_by_unit
from vrs_tracker.domain.vocabulary.reporting import Move, PeriodState
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.periods import actions as periods_actions
from vrs_tracker.features.periods import queries as periods
from vrs_tracker.features.progress.queries import update_states
from vrs_tracker.features.reporting import actions, render
from vrs_tracker.features.reporting.forms import StepForm
from vrs_tracker.features.reporting.queries import snapshots
from vrs_tracker.features.reporting.queries.checks import load_checks
from vrs_tracker.features.reporting.queries.corrections import obstacles_to_reopening
from vrs_tracker.features.reporting.queries.round import second_persons
from vrs_tracker.features.reporting.views.blueprint import (
    ONE_PRINT_AT_A_TIME,
    bp,
    is_outdated,
    issuer,
    live,
    updates_of,
)
from vrs_tracker.features.reporting.views.preparing import address_of, prepare_page
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now, settings, today

STEPS = ", ".join(Move)
REOPENING = {"step": Move.CORRECT.value}
"""What is done after a report was given out has an address that people may read; the other leads there."""
REASON_IS_PUBLIC = "Was ist falsch? Alle, die den Bericht lesen, sehen diesen Satz."


@bp.post("/<code>/neu-ausgeben")
@requires(Action.EDIT_SESSION)
def issue_again(code: str) -> ResponseReturnValue:
    """Print the released report again with the present session data; the earlier issue stays verifiable."""
    printed = _printed_beforehand(code, again=True)
    period = periods.by_code(db.session, code)
    try:
        actions.reissue(db.session, period, printed, by=person(), now=now())
    except RuleViolations as broken:
        db.session.rollback()
        return prepare_page(code, broken.violations), 422
    db.session.commit()
    flash("Der Bericht ist mit den neuen Sitzungsdaten ausgegeben. Die frühere Ausgabe bleibt prüfbar.")
    return redirect(url_for(".prepare", code=code, _anchor="sitzung"), 303)


@bp.get("/<code>/berichtigen", defaults=REOPENING)
@bp.get(f"/<code>/<any({STEPS}):step>")
@requires(Action.MOVE_PERIOD)
def step_page(code: str, step: str) -> ResponseReturnValue:
    """Say what a step fixes, what can still be changed after it, and what is in its way."""
    move = Move(step)
    periods_actions.check_mover(person(), move)
    return _step_page(periods.by_code(db.session, code), move, _form_of(move))


@bp.post("/<code>/berichtigen", defaults=REOPENING)
@bp.post(f"/<code>/<any({STEPS}):step>")
@requires(Action.MOVE_PERIOD)
def make_step(code: str, step: str) -> ResponseReturnValue:
    """Make one step of the half-year; what stands in the way is listed on the page of the step."""
    move = Move(step)
    form = _form_of(move)
    periods_actions.check_mover(person(), move)
    if not form.validate_on_submit():
        return _step_page(periods.by_code(db.session, code), move, form)
    try:
        period = _make(code, move, form)
    except RuleViolations as broken:
        db.session.rollback()
        form.show(broken)
        return _step_page(periods.by_code(db.session, code), move, form)
    db.session.commit()
    flash(f"{periods.half_year(period).label}: {_done(period, move)}.")
    return redirect(url_for(".prepare", code=code, _anchor="versand"), 303)


def _form_of(move: Move) -> StepForm:
    """Return the form of a step; only what opens something again asks for a reason."""
    form = StepForm()
    if move in WHY:
        form.reason.needed = WHY[move]
    if move is Move.CORRECT:
        form.reason.hint = REASON_IS_PUBLIC
    return form


def _make(code: str, move: Move, form: StepForm) -> ReportingPeriod:
    printed = _printed_beforehand(code) if move is Move.RELEASE else ()
    period = periods.by_code(db.session, code)
    if move is Move.FREEZE:
        first, key = settings().first_report_number, form.post_key.data
        actions.freeze_period(
            db.session, period, by=person(), now=now(), today=today(), first_number=first, post_key=key
        )
    elif move is Move.RELEASE:
        actions.release_period(db.session, period, printed, by=person(), now=now())
    elif move is Move.PUBLISH:
        actions.publish_period(db.session, period, by=person(), now=now())
    elif move is Move.CORRECT:
        reason, key = form.reason.data or "", form.post_key.data
        actions.reopen_report(db.session, period, reason, by=person(), now=now(), post_key=key)
    else:
        reason = form.reason.data or ""
        periods_actions.move_period(db.session, period, move, by=person(), now=now(), reason=reason)
    return period


def _printed_beforehand(code: str, *, again: bool = False) -> tuple[IssueContent, ...]:
    """Print the newest Fassung while others can write, then begin for writing again.

    Nothing is printed for a step that will be refused: a print takes a second.
    """
    db.session.rollback()
    period = periods.by_code(db.session, code)
    snapshot = snapshots.standing_snapshot(db.session, period)
    in_review = period.state is PeriodState.IN_REVIEW
    is_due = in_review and snapshot is not None and snapshot.frozen_by != person().key
    with ONE_PRINT_AT_A_TIME:
        wanted = period.state in snapshots.HANDED_OUT if again else is_due
        printed = render.printed_issues(db.session, period.id, issuer()) if wanted else ()
    db.session.rollback()
    open_for_writing(db.session)
    return printed


def _done(period: ReportingPeriod, move: Move) -> str:
    if move is Move.FREEZE:
        return "Die Zahlen sind zum Stichtag festgeschrieben"
    if move is Move.CORRECT:
        return "Der Bericht wird berichtigt; die ausgegebene Fassung gilt weiter, bis die neue ausgegeben ist"
    return period.state.label


def _step_page(period: ReportingPeriod, move: Move, form: StepForm) -> ResponseReturnValue:
    snapshot = snapshots.standing_snapshot(db.session, period)
    page = render_template(
        "reporting/step.html",
        form=form,
        move=move,
        Move=Move,
        period=period,
        half=periods.half_year(period),
        snapshot=snapshot,
        outdated_snapshot=snapshot if move is Move.RELEASE and is_outdated(snapshot, live(period)) else None,
        obstacles=_obstacles(period, move, snapshot) if move is Move.FREEZE or not form.summary else (),
        missing=_missing(period) if move is Move.CLOSE else (),
        others=_others(move, snapshot),
        asks_reason=move in WHY,
        when_to_reopen=WHEN_TO_REOPEN,
        when_to_supplement=WHEN_TO_SUPPLEMENT,
    )
    return page, form.status


def _obstacles(period: ReportingPeriod, move: Move, snapshot: Snapshot | None) -> Sequence[tuple[str, str]]:
    """What the step would be refused for, and where to mend it, "" if there is no such place."""
    if move is Move.FREEZE:
        report = live(period)
        found = load_checks(db.session, report, today())
        places = {check.sentence: address_of(check.target, period) for check in found}
        refused = check_freeze(period.state, report.period.as_of, today(), found)
        return [(one.message, places.get(one.message, "")) for one in refused]
    return [(one.message, "") for one in _refusals(period, move, snapshot)]


def _refusals(period: ReportingPeriod, move: Move, snapshot: Snapshot | None) -> Sequence[Violation]:
    """What any other step would be refused for; the reason of a reopening is still to be typed."""
    frozen_by = snapshot.frozen_by if snapshot else ""
    if move is Move.CORRECT and (in_the_way := obstacles_to_reopening(db.session, period)):
        return in_the_way
    return check_move(period.state, move, by=person().key, frozen_by=frozen_by, reason="noch offen")


def _missing(period: ReportingPeriod) -> tuple[str, ...]:
    """Return which unit still owes which updates when the collection is closed."""
    standings = update_states(db.session, period)
    return missing_by_unit(updates_of(standings).missing)


def _others(move: Move, snapshot: Snapshot | None) -> tuple[str, ...]:
    """Return the units that can be the second person: whoever freezes now or has frozen is none of them."""
    if move not in (Move.FREEZE, Move.RELEASE):
        return ()
    frozen_by = snapshot.frozen_by if snapshot and move is Move.RELEASE else person().key
    return second_persons(db.session, other_than=frozen_by, today=today())

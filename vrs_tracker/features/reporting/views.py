"""Pages and files of the half-yearly reports, and the steps from collecting to publishing."""

from collections.abc import Sequence
from io import BytesIO
from threading import Lock
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.attachments import attachments, entries_csv, report_json
from vrs_tracker.domain.checks.rule import Target, TargetKind
from vrs_tracker.domain.errors import NotFound, RuleViolations, Violation
from vrs_tracker.domain.issue import IssueContent, differs, file_name, footer, pdf_name, title_lines
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.periods import MOVERS, check_move, possible_moves
from vrs_tracker.domain.plausibility import check_freeze
from vrs_tracker.domain.policy import Action, Thing, may
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.reporting import Move, NarrativeSlot, PdfForm, PeriodState, Severity
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.periods import actions as periods_actions
from vrs_tracker.features.periods import queries as periods
from vrs_tracker.features.reporting import actions, render
from vrs_tracker.features.reporting.forms import StepForm
from vrs_tracker.features.reporting.queries import shown, snapshots, title
from vrs_tracker.features.reporting.queries.checks import load_checks
from vrs_tracker.features.reporting.queries.report import load_report
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot
from vrs_tracker.web.access import open_to_all, person, requires
from vrs_tracker.web.edge import now, settings, today
from vrs_tracker.web.errors import error_page

bp = Blueprint("reporting", __name__, url_prefix="/berichte")
bp.add_app_template_filter(periods.half_year)

ONE_PRINT_AT_A_TIME = Lock()
"""Printing takes memory. Who asks for a draft waits for another print, but not for long."""
MOST_SECONDS_TO_WAIT = 5
STEPS = ", ".join(Move)
NO_FILE = "Diese Datei gibt es nicht. Andere Formen des Berichts finden Sie unter „Berichte“."


# ---------------------------------------------------------------- reading


@bp.get("/")
@open_to_all
def reports() -> str:
    """List the half-years, newest first, with what this person may read of each."""
    readable = shown.readable_states(person())
    drafts = may(person(), Action.READ_LIVE, Thing())
    every = shown.periods_with_sessions(db.session)
    waiting = [period for period in every if period.state is not PeriodState.PUBLISHED]
    return render_template(
        "reporting/reports.html",
        periods=[period for period in every if drafts or period.state in readable],
        readable=readable,
        prepares=may(person(), Action.PREPARE_REPORT) or may(person(), Action.EDIT_SESSION),
        may_open=bool(person().roles & MOVERS[Move.START]),
        in_preparation=waiting,
        planned_on=shown.next_session_on(waiting, today()),
    )


@bp.get("/<code>")
@open_to_all
def report_page(code: str) -> ResponseReturnValue:
    """Draw the report of a half-year: what was handed out, or the draft for those who see live figures."""
    period = periods.by_code(db.session, code)
    found = _readable(period)
    if found is None:
        return _not_published(period)
    issued = found.issued
    block = issued.title_block if issued else title.load_title_block(db.session, found.report, _issuer())
    return render_template(
        "reporting/report.html",
        shown=found,
        report=found.report,
        document=document(found.report),
        title_lines=title_lines(block),
        footer_line=footer(found.report),
        prepares=may(person(), Action.PREPARE_REPORT),
    )


@bp.get("/<code>.pdf")
@open_to_all
def report_pdf(code: str) -> ResponseReturnValue:
    """Serve the PDF as it was handed out; those who see live figures get a draft, printed now.

    Only drafts are printed, one at a time, and never stored; NotFound for a form that was not handed out.
    """
    period = periods.by_code(db.session, code)
    found = _readable(period)
    if found is None:
        return _not_published(period)
    form = PdfForm.A2 if request.args.get("form") == PdfForm.A2 else PdfForm.A3
    if found.state not in snapshots.HANDED_OUT:
        return _draft_pdf(found.report, form)
    issue = snapshots.newest_issue(db.session, period.id, form)
    if issue is None:
        raise NotFound(NO_FILE)
    name = pdf_name(found.report, form, is_released=True)
    return _file(issue.content, "application/pdf", name, etag=issue.sha256)


@bp.get("/<code>.json")
@open_to_all
def report_as_json(code: str) -> ResponseReturnValue:
    """Serve the whole report as data."""
    period = periods.by_code(db.session, code)
    found = _readable(period)
    if found is None:
        return _not_published(period)
    content = report_json(found.report).encode()
    return _file(content, "application/json", _name(found, "json"))


@bp.get("/<code>.csv")
@open_to_all
def entries_as_csv(code: str) -> ResponseReturnValue:
    """Serve the booked amounts of the report, one row each."""
    period = periods.by_code(db.session, code)
    found = _readable(period)
    if found is None:
        return _not_published(period)
    content = entries_csv(found.report).encode()
    return _file(content, "text/csv; charset=utf-8", _name(found, "csv", part="betraege"))


@bp.get("/<code>.zip")
@open_to_all
def tables_as_csv(code: str) -> ResponseReturnValue:
    """Serve every table of the report as CSV, packed into one file."""
    period = periods.by_code(db.session, code)
    found = _readable(period)
    if found is None:
        return _not_published(period)
    day = found.report.as_of
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        for item in attachments(found.report, document(found.report)):
            entry = ZipInfo(item.name, (day.year, day.month, day.day, 0, 0, 0))
            packed.writestr(entry, item.content, ZIP_DEFLATED)
    return _file(target.getvalue(), "application/zip", _name(found, "zip", part="tabellen"))


def _readable(period: ReportingPeriod) -> shown.ShownReport | None:
    reader = shown.Reader(person=person(), today=today(), first_number=settings().first_report_number)
    return shown.report_of_period(db.session, period, reader)


def _not_published(period: ReportingPeriod) -> ResponseReturnValue:
    """Neither page nor refusal: the public learns when the report is due, not whether a draft exists."""
    held = periods.session_of(db.session, period)
    page = render_template(
        "reporting/not_published.html",
        half=periods.half_year(period),
        planned_on=held.held_on if held else None,
    )
    return page, 404


def _draft_pdf(report: CommitteeReport, form: PdfForm) -> ResponseReturnValue:
    block = title.load_title_block(db.session, report, _issuer())
    if not ONE_PRINT_AT_A_TIME.acquire(timeout=MOST_SECONDS_TO_WAIT):
        sentence = "Entwürfe werden nacheinander gedruckt. Versuchen Sie es in einer Minute noch einmal."
        return error_page(429, heading="Gerade wird ein anderer Entwurf gedruckt", sentences=(sentence,))
    try:
        content = render.preview(report, block, form)
    finally:
        ONE_PRINT_AT_A_TIME.release()
    return _file(content, "application/pdf", pdf_name(report, form, is_released=False))


def _name(found: shown.ShownReport, ending: str, *, part: str = "") -> str:
    is_released = found.state in snapshots.HANDED_OUT
    return file_name(found.report, ending, is_released=is_released, part=part)


def _file(content: bytes, kind: str, name: str, *, etag: str = "") -> ResponseReturnValue:
    """Hand out a file to be saved under its name; the browser asks with the ETag whether its own is right."""
    answer = make_response(content)
    answer.content_type = kind
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    if etag:
        answer.set_etag(etag)
    else:
        answer.add_etag()
    return answer.make_conditional(request)


def _issuer() -> title.Issuer:
    return title.Issuer(name=settings().issuer, lead_unit=settings().lead_unit)


# ---------------------------------------------------------------- preparing


@bp.get("/<code>/vorbereiten")
@requires(Action.PREPARE_REPORT, Action.EDIT_SESSION)
def prepare(code: str) -> str:
    """Show where the half-year stands, what is missing and which step comes next."""
    return _prepare_page(periods.by_code(db.session, code))


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
        return _prepare_page(periods.by_code(db.session, code), broken.violations), 422
    db.session.commit()
    flash("Der Bericht ist mit den neuen Sitzungsdaten ausgegeben. Die frühere Ausgabe bleibt prüfbar.")
    return redirect(url_for(".prepare", code=code), 303)


@bp.get(f"/<code>/<any({STEPS}):step>")
@requires(Action.MOVE_PERIOD)
def step_page(code: str, step: str) -> ResponseReturnValue:
    """Say what a step fixes, what can still be changed after it, and what is in its way."""
    move = Move(step)
    periods_actions.check_mover(person(), move)
    return _step_page(periods.by_code(db.session, code), move, StepForm())


@bp.post(f"/<code>/<any({STEPS}):step>")
@requires(Action.MOVE_PERIOD)
def make_step(code: str, step: str) -> ResponseReturnValue:
    """Make one step of the half-year; what stands in the way is listed on the page of the step."""
    move, form = Move(step), StepForm()
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
    return redirect(url_for(".prepare", code=code), 303)


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
        printed = render.printed_issues(db.session, period.id, _issuer()) if wanted else ()
    db.session.rollback()
    open_for_writing(db.session)
    return printed


def _done(period: ReportingPeriod, move: Move) -> str:
    if move is Move.FREEZE:
        return "Die Zahlen sind zum Stichtag festgeschrieben"
    return period.state.label


def _prepare_page(period: ReportingPeriod, refusals: Sequence[Violation] = ()) -> str:
    """The session office sees its own part only: plausibility speaks of live figures (users.md 3.2)."""
    prepares = may(person(), Action.PREPARE_REPORT)
    report = _live(period) if prepares and period.state not in snapshots.HANDED_OUT else None
    found = load_checks(db.session, report, today()) if report else ()
    snapshot = snapshots.standing_snapshot(db.session, period)
    return render_template(
        "reporting/prepare.html",
        refusals=[("", violation.message) for violation in refusals],
        period=period,
        half=periods.half_year(period),
        session=periods.session_of(db.session, period),
        prepares=prepares,
        is_checked=report is not None,
        errors=[(one, _address(one.target, period)) for one in found if one.severity is Severity.ERROR],
        hints=[(one, _address(one.target, period)) for one in found if one.severity is Severity.HINT],
        moves=[step for step in possible_moves(period.state) if person().roles & MOVERS[step]],
        snapshot=snapshot,
        is_outdated=report is not None and _is_outdated(snapshot, report),
        is_released=period.state in snapshots.HANDED_OUT,
        issues=snapshots.issues_of(db.session, snapshot) if snapshot else (),
        slots=[(slot, report.narrative(slot)) for slot in NarrativeSlot] if report else (),
    )


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
        is_outdated=move is Move.RELEASE and _is_outdated(snapshot, _live(period)),
        obstacles=() if form.summary else _obstacles(period, move, snapshot),
    )
    return page, form.status


def _obstacles(period: ReportingPeriod, move: Move, snapshot: Snapshot | None) -> Sequence[Violation]:
    """What the step would be refused for; the reason of a reopening is still to be typed."""
    if move is Move.FREEZE:
        report = _live(period)
        found = load_checks(db.session, report, today())
        return check_freeze(period.state, report.period.as_of, today(), found)
    frozen_by = snapshot.frozen_by if snapshot else ""
    return check_move(period.state, move, by=person().key, frozen_by=frozen_by, reason="noch offen")


def _is_outdated(snapshot: Snapshot | None, report: CommitteeReport) -> bool:
    return snapshot is not None and differs(snapshots.thaw(snapshot), report)


def _live(period: ReportingPeriod) -> CommitteeReport:
    first = settings().first_report_number
    return load_report(db.session, periods.half_year(period), today=today(), first_number=first)


def _address(target: Target, period: ReportingPeriod) -> str:
    """Where a hit of a plausibility rule is mended."""
    code = periods.half_year(period).code
    match target.kind:
        case TargetKind.BLOCK:
            may_file = may(person(), Action.FILE_UPDATE, Thing(block=target.slug))
            return f"/bausteine/{target.slug}/meldung" + ("" if may_file else "/pruefen")
        case TargetKind.MONEY:
            return "/finanzen/"
        case TargetKind.SESSION:
            return f"/berichte/{code}/sitzung"
        case TargetKind.NARRATIVE:
            return f"/berichte/{code}/texte/{target.slug}"

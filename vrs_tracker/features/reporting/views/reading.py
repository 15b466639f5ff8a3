"""The list of reports and the page of one."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.issue import footer, title_lines
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.periods import MOVERS
from vrs_tracker.domain.policy import Action, Thing, may
from vrs_tracker.domain.vocabulary.reporting import Move, PeriodState
from vrs_tracker.extensions import db
from vrs_tracker.features.periods import queries as periods
from vrs_tracker.features.periods.queries import half_year
from vrs_tracker.features.reporting.queries import shown, title
from vrs_tracker.features.reporting.queries.round import newest_files
from vrs_tracker.features.reporting.queries.snapshots import handed_out
from vrs_tracker.features.reporting.views.blueprint import bp, issuer, not_published, readable
from vrs_tracker.web.access import open_to_all, person
from vrs_tracker.web.downloads import requested_file
from vrs_tracker.web.edge import today
from vrs_tracker.web.kept_pages import draw_page, kept_page


@bp.get("/")
@open_to_all
def reports() -> str:
    """List the half-years, newest first, with what this person may read of each."""
    states = shown.readable_states(person())
    drafts = may(person(), Action.READ_LIVE, Thing())
    every = shown.periods_with_sessions(db.session)
    waiting = [period for period in every if period.state is not PeriodState.PUBLISHED]
    return render_template(
        "reporting/reports.html",
        periods=[period for period in every if drafts or period.state in states],
        readable=states,
        files=newest_files(db.session),
        prepares=may(person(), Action.PREPARE_REPORT) or may(person(), Action.EDIT_SESSION),
        may_open=bool(person().roles & MOVERS[Move.START]),
        in_preparation=waiting,
        planned_on=shown.next_session_on(waiting, today()),
    )


@bp.get("/offene-daten")
@open_to_all
def open_data() -> ResponseReturnValue:
    """Lead to the files of the newest report given to this person; without one, to the list that says why."""
    newest, *_ = (*handed_out(db.session, shown.readable_states(person())), None)
    if newest is None:
        return redirect(url_for(".reports"))
    code = half_year(newest.period).code
    return redirect(url_for(".report_page", code=code, _anchor="dateien"))


@bp.get("/<code>")
@open_to_all
@kept_page
def report_page(code: str) -> ResponseReturnValue:
    """Draw the report of a half-year: what was handed out, or the draft for those who see live figures."""
    period = periods.by_code(db.session, code)
    found = readable(period)
    if found is None:
        return not_published(period)
    printed = document(found.report)
    if file := requested_file(found.report, printed.tables(), is_draft=found.issued is None):
        return file
    issued = found.issued
    block = issued.title_block if issued else title.load_title_block(db.session, found.report, issuer())
    return draw_page(
        "reporting/report.html",
        shown=found,
        report=found.report,
        document=printed,
        title_lines=title_lines(block),
        footer_line=footer(found.report),
        prepares=may(person(), Action.PREPARE_REPORT),
    )

"""The list of reports, and one report to be read: page by page, as a whole, by its numbers, in big type."""

from collections.abc import Callable, Mapping, Sequence

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.citation import Source, citation
from vrs_tracker.domain.corrections import (
    CORRECT_OR_SUPPLEMENT,
    WHEN_TO_REOPEN,
    WHEN_TO_SUPPLEMENT,
    Reopened,
)
from vrs_tracker.domain.document import Document, Section, tables_in
from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.issue import footer, title_lines
from vrs_tracker.domain.leaves import (
    anchors_of,
    cited,
    divided,
    leaf_with,
    leaves,
    neighbours,
    page_1,
    stands_on_page_1,
)
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.periods import MOVERS
from vrs_tracker.domain.policy import Action, Thing, may
from vrs_tracker.domain.screens import around, screen_of, screens
from vrs_tracker.domain.vocabulary.reporting import Move, PeriodState
from vrs_tracker.extensions import db
from vrs_tracker.features.periods.queries import half_year
from vrs_tracker.features.reporting.queries import shown, title
from vrs_tracker.features.reporting.queries.corrections import reopenings
from vrs_tracker.features.reporting.queries.round import newest_files
from vrs_tracker.features.reporting.queries.snapshots import HANDED_OUT, handed_out
from vrs_tracker.features.reporting.queries.supplements import supplements_by_period
from vrs_tracker.features.reporting.views.blueprint import (
    bp,
    issuer,
    readable_with_supplements,
)
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot
from vrs_tracker.web.access import open_to_all, person
from vrs_tracker.web.downloads import requested_file
from vrs_tracker.web.edge import today
from vrs_tracker.web.kept_pages import draw_page, kept_page

BY_NUMBER = "nummer-"
CORRECTED_NOW = "wird berichtigt"
NO_SUCH_SECTION = (
    "Diesen Abschnitt hat der Bericht nicht. Das Inhaltsverzeichnis steht auf seiner ersten Seite."
)
NO_SUCH_NUMBER = "Diese Nummer hat der Bericht nicht. Die Nummern stehen vor jeder Aussage."
NO_TABLE = "Diese Tabelle hat der Bericht nicht. Alle Tafeln stehen in der Übersicht für den Projektor."


@bp.get("/")
@open_to_all
def reports() -> str:
    """List the half-years, newest first, with what this person may read of each."""
    states = shown.readable_states(person())
    drafts = may(person(), Action.READ_LIVE, Thing())
    every = shown.periods_with_sessions(db.session)
    given = {one.period_id: one for one in handed_out(db.session, states)}
    reopened = reopenings(db.session, states)
    waiting = [period for period in every if period.state is not PeriodState.PUBLISHED]
    return render_template(
        "reporting/reports.html",
        periods=[period for period in every if drafts or period.id in given],
        given=given,
        stands={period.id: _stand(period, given.get(period.id), reopened) for period in every},
        files=newest_files(db.session, states),
        supplements=supplements_by_period(db.session),
        prepares=may(person(), Action.PREPARE_REPORT) or may(person(), Action.EDIT_SESSION),
        may_open=bool(person().roles & MOVERS[Move.START]),
        in_preparation=waiting,
        given_out=[period for period in every if period.state in HANDED_OUT],
        correct_or_supplement=CORRECT_OR_SUPPLEMENT,
        when_to_reopen=WHEN_TO_REOPEN,
        when_to_supplement=WHEN_TO_SUPPLEMENT,
        planned_on=shown.next_session_on(waiting, today()),
    )


def _stand(
    period: ReportingPeriod, given: Snapshot | None, reopened: Mapping[int, Sequence[Reopened]]
) -> str:
    """Say how far a report has come for this reader."""
    if any(one.is_open for one in reopened.get(period.id, ())):
        return CORRECTED_NOW
    is_office = may(person(), Action.READ_LIVE, Thing())
    return (period.state if given is None or is_office else shown.state_for_readers(given)).label


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
    """Draw page 1 of a report and its contents: what was handed out, or the draft for those who may see it.

    Tables of the other pages can be asked for as files here as well, as long as the addresses are known.
    """
    return _drawn(code, "reporting/report.html", page_1)


@bp.get("/<code>/ganz")
@open_to_all
@kept_page
def whole_report(code: str) -> ResponseReturnValue:
    """Draw the whole report on one page, to be searched and printed."""
    return _drawn(code, "reporting/whole.html", lambda printed: printed.sections)


@bp.get("/<code>/<path:anchor>")
@open_to_all
@kept_page
def report_leaf(code: str, anchor: str) -> ResponseReturnValue:
    """Draw one section; a part that has no page of its own in this report is found on that of its section.

    „nummer-6.7“ leads to the section with that number.

    The anchor is a path only so that every other address under a report goes before it.
    """
    found = readable_with_supplements(code)
    printed = document(found.report)
    if numbered := cited(printed, anchor.removeprefix(BY_NUMBER)):
        return redirect(url_for(".report_leaf", code=code, anchor=numbered.section.anchor))
    if stands_on_page_1(printed, anchor):
        return redirect(url_for(".report_page", code=code, _anchor=anchor))
    leaf = leaf_with(printed, anchor)
    if leaf is None:
        raise NotFound(NO_SUCH_SECTION)
    if leaf.section.anchor != anchor:
        return redirect(url_for(".report_leaf", code=code, anchor=leaf.section.anchor, _anchor=anchor))
    inner = () if leaf.is_divided else leaf.section.parts
    tables = [table for part in (leaf.section, *inner) for table in tables_in(part.body)]
    if file := requested_file(found.report, tables, is_draft=found.issued is None):
        return file
    before, after = neighbours(printed, leaf)
    return draw_page(
        "reporting/leaf.html",
        shown=found,
        document=printed,
        leaf=leaf,
        divided=divided(printed),
        before=before,
        after=after,
    )


@bp.get("/<code>/nr/<number>")
@open_to_all
@kept_page
def cite(code: str, number: str) -> ResponseReturnValue:
    """Show one statement by its number, with a text by which it can be cited."""
    found = readable_with_supplements(code)
    printed = document(found.report)
    what = cited(printed, number)
    if what is None:
        raise NotFound(NO_SUCH_NUMBER)
    issued = found.issued
    source = Source(
        title=printed.title,
        issuer=issued.title_block.issuer if issued else issuer().name,
        address=url_for(".cite", code=code, number=number, _external=True),
        is_draft=issued is None,
    )
    return draw_page(
        "reporting/citation.html",
        shown=found,
        document=printed,
        cited=what,
        in_report=_address_of(printed, what.section.anchor, code),
        tables=tuple(tables_in((what.element,))) if what.element else (),
        source=source,
        text=citation(found.report, what, source),
    )


@bp.get("/<code>/projektor")
@open_to_all
@kept_page
def screen_list(code: str) -> ResponseReturnValue:
    """List the tables that can be shown in big type."""
    found = readable_with_supplements(code)
    printed = document(found.report)
    return draw_page("reporting/screens.html", shown=found, document=printed, screens=screens(printed))


@bp.get("/<code>/projektor/<name>")
@open_to_all
@kept_page
def screen(code: str, name: str) -> ResponseReturnValue:
    """Show one table of the report in big type."""
    found = readable_with_supplements(code)
    printed = document(found.report)
    shown = screen_of(printed, name)
    if shown is None:
        raise NotFound(NO_TABLE)
    before, after = around(printed, shown)
    return draw_page(
        "reporting/screen.html", shown=found, document=printed, screen=shown, before=before, after=after
    )


def _address_of(printed: Document, anchor: str, code: str) -> str:
    leaf = leaf_with(printed, anchor)
    if leaf is None:
        return url_for(".report_page", code=code)
    return url_for(".report_leaf", code=code, anchor=leaf.section.anchor)


def _drawn(code: str, template: str, here: Callable[[Document], tuple[Section, ...]]) -> ResponseReturnValue:
    found = readable_with_supplements(code)
    printed = document(found.report)
    if file := requested_file(found.report, printed.tables(), is_draft=found.issued is None):
        return file
    issued = found.issued
    block = issued.title_block if issued else title.load_title_block(db.session, found.report, issuer())
    return draw_page(
        template,
        shown=found,
        document=printed,
        sections=here(printed),
        shown_anchors=anchors_of(here(printed)),
        divided=divided(printed),
        after=next(iter(leaves(printed)), None),
        title_lines=title_lines(block),
        footer_line=footer(found.report),
        prepares=may(person(), Action.PREPARE_REPORT),
        corrects=found.issued is not None and may(person(), Action.EDIT_SESSION),
        correct_or_supplement=CORRECT_OR_SUPPLEMENT,
    )

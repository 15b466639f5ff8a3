"""Files of a report: PDF, Word, JSON, CSV."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask import request
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.attachments import attachments, entries_csv, report_json
from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.issue import file_name, pdf_name
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.reporting import PdfForm
from vrs_tracker.extensions import db
from vrs_tracker.features.reporting import render
from vrs_tracker.features.reporting.queries import shown, snapshots, title
from vrs_tracker.features.reporting.views.blueprint import (
    ONE_PRINT_AT_A_TIME,
    bp,
    issuer,
    readable,
)
from vrs_tracker.features.reporting.writers import DOCX, working_copy
from vrs_tracker.web.access import open_to_all, requires
from vrs_tracker.web.downloads import file_answer
from vrs_tracker.web.errors import error_page

MOST_SECONDS_TO_WAIT = 5
NO_FILE = "Diese Datei gibt es nicht. Andere Formen des Berichts finden Sie unter „Berichte“."


@bp.get("/<code>.pdf")
@open_to_all
def report_pdf(code: str) -> ResponseReturnValue:
    """Serve the PDF as it was handed out; those who see live figures get a draft, printed now.

    Only drafts are printed, one at a time, and never stored; NotFound for a form that was not handed out.
    """
    period, found = readable(code)
    form = PdfForm.A2 if request.args.get("form") == PdfForm.A2 else PdfForm.A3
    if found.state not in snapshots.HANDED_OUT:
        return _draft_pdf(found.report, form)
    issue = snapshots.newest_issue(db.session, period.id, form, version=found.report.version)
    if issue is None:
        raise NotFound(NO_FILE)
    name = pdf_name(found.report, form, is_released=True)
    return file_answer(issue.content, "application/pdf", name, etag=issue.sha256)


@bp.get("/<code>.json")
@open_to_all
def report_as_json(code: str) -> ResponseReturnValue:
    """Serve the whole report as data."""
    _, found = readable(code)
    content = report_json(found.report).encode()
    return file_answer(content, "application/json", _name(found, "json"))


@bp.get("/<code>.docx")
@requires(Action.READ_RELEASED)
def report_as_word(code: str) -> ResponseReturnValue:
    """Make the Word file for offices that have to paste; not for everybody, because it is made each time."""
    _, found = readable(code)
    is_released = found.state in snapshots.HANDED_OUT
    block = title.load_title_block(db.session, found.report, issuer())
    charts = tuple(document(found.report).charts())
    content = _in_turn(
        lambda: working_copy(found.report, block, render.print_pictures(charts), is_released=is_released)
    )
    if content is None:
        return _busy()
    return file_answer(content, DOCX, _name(found, "docx", part="arbeitsfassung"))


@bp.get("/<code>.csv")
@open_to_all
def entries_as_csv(code: str) -> ResponseReturnValue:
    """Serve the booked amounts of the report, one row each."""
    _, found = readable(code)
    content = entries_csv(found.report).encode()
    return file_answer(content, "text/csv; charset=utf-8", _name(found, "csv", part="betraege"))


@bp.get("/<code>.zip")
@open_to_all
def tables_as_csv(code: str) -> ResponseReturnValue:
    """Serve every table of the report as CSV, packed into one file."""
    _, found = readable(code)
    day = found.report.as_of
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        for item in attachments(found.report, document(found.report)):
            entry = ZipInfo(item.name, (day.year, day.month, day.day, 0, 0, 0))
            packed.writestr(entry, item.content, ZIP_DEFLATED)
    return file_answer(target.getvalue(), "application/zip", _name(found, "zip", part="tabellen"))


def _draft_pdf(report: CommitteeReport, form: PdfForm) -> ResponseReturnValue:
    block = title.load_title_block(db.session, report, issuer())
    content = _in_turn(lambda: render.preview(report, block, form))
    if content is None:
        return _busy()
    return file_answer(content, "application/pdf", pdf_name(report, form, is_released=False))


def _in_turn(make: Callable[[], bytes]) -> bytes | None:
    """Return what is made once nobody else is printing; None if that takes too long."""
    if not ONE_PRINT_AT_A_TIME.acquire(timeout=MOST_SECONDS_TO_WAIT):
        return None
    try:
        return make()
    finally:
        ONE_PRINT_AT_A_TIME.release()


def _busy() -> ResponseReturnValue:
    sentence = "Entwürfe werden nacheinander gedruckt. Versuchen Sie es in einer Minute noch einmal."
    return error_page(429, heading="Gerade wird ein anderer Entwurf gedruckt", sentences=(sentence,))


def _name(found: shown.ShownReport, ending: str, *, part: str = "") -> str:
    is_released = found.state in snapshots.HANDED_OUT
    return file_name(found.report, ending, is_released=is_released, part=part)

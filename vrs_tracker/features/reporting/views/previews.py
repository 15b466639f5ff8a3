"""Printing a draft for reading, and comparing what it said with the draft as it is now."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.errors import NotFound, RuleViolations
from vrs_tracker.domain.issue import pdf_name
from vrs_tracker.domain.locks import GIVEN_OUT_DRAFT
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.previews import NO_PREVIEW, compare, preview_of
from vrs_tracker.domain.vocabulary.reporting import PdfForm
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.periods import queries as periods
from vrs_tracker.features.reporting import actions, readers, render
from vrs_tracker.features.reporting.queries import previews as queries
from vrs_tracker.features.reporting.queries import snapshots, title
from vrs_tracker.features.reporting.queries.shown import draft_report
from vrs_tracker.features.reporting.views.blueprint import ONE_PRINT_AT_A_TIME, bp, issuer
from vrs_tracker.features.reporting.views.preparing import prepare_page
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.downloads import file_answer
from vrs_tracker.web.edge import now, settings, today
from vrs_tracker.web.forms import PostForm


@bp.get("/<code>/entwurf")
@requires(Action.PREPARE_REPORT)
def draft(code: str) -> str:
    """Offer to print the draft, and list the previews that are remembered."""
    period = _in_preparation(code)
    return render_template(
        "reporting/draft.html",
        half=periods.half_year(period),
        kept=queries.kept_previews(db.session, period.id),
        form=PostForm(),
        back=url_for(".prepare", code=code, _anchor="vorschau"),
    )


@bp.post("/<code>/entwurf")
@requires(Action.PREPARE_REPORT, begins_writing=False)
def print_draft(code: str) -> ResponseReturnValue:
    """Print the draft, remember what it says and hand out the file; it is printed while others can write."""
    period = _in_preparation(code)
    first = settings().first_report_number
    report = draft_report(db.session, period, today=today(), first_number=first)
    block = title.load_title_block(db.session, report, issuer())
    with ONE_PRINT_AT_A_TIME:
        content = render.preview(report, block, PdfForm.A3)
    said = preview_of(document(report), readers.pages_of_anchors(content))
    db.session.rollback()
    open_for_writing(db.session)
    period = periods.by_code(db.session, code)
    try:
        actions.remember_preview(db.session, period, said, by=person(), now=now())
    except RuleViolations as broken:
        db.session.rollback()
        return prepare_page(code, broken.violations), 422
    db.session.commit()
    return file_answer(content, "application/pdf", pdf_name(report, PdfForm.A3, is_released=False))


@bp.get("/<code>/entwurf/vergleich")
@requires(Action.PREPARE_REPORT)
def compare_draft(code: str) -> str:
    """Show which statements are new, gone or changed since a preview, the newest unless another is asked."""
    period = _in_preparation(code)
    kept = queries.kept_previews(db.session, period.id)
    asked = request.args.get("seit", kept[0].id if kept else 0, type=int)
    chosen = next((one for one in kept if one.id == asked), None)
    then = queries.preview_with(db.session, period.id, chosen.id) if chosen else None
    if kept and then is None:
        raise NotFound("Diese Vorschau gibt es nicht mehr. Die letzten stehen auf der Seite des Entwurfs.")
    first = settings().first_report_number
    report = draft_report(db.session, period, today=today(), first_number=first)
    found = compare(then, preview_of(document(report), {})) if then else None
    return render_template(
        "reporting/compare.html",
        half=periods.half_year(period),
        kept=kept,
        chosen=chosen,
        found=found,
        none_yet=NO_PREVIEW,
    )


def _in_preparation(code: str) -> ReportingPeriod:
    period = periods.by_code(db.session, code)
    if period.state in snapshots.HANDED_OUT:
        raise NotFound(GIVEN_OUT_DRAFT)
    return period

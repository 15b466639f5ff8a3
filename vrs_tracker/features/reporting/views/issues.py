"""The issues of a report: their list, the stored files, the non-public edition."""

import sys

from flask import render_template, request
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.chapters.withheld import held_back
from vrs_tracker.domain.corrections import CORRECT_OR_SUPPLEMENT, WHEN_TO_REOPEN, WHEN_TO_SUPPLEMENT
from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.facts.withheld import WithheldParts
from vrs_tracker.domain.issue import pdf_name
from vrs_tracker.domain.periods import MOVERS
from vrs_tracker.domain.policy import Action, Thing, may
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import PUBLIC_FORMS, Move, PdfForm
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.periods import queries as periods
from vrs_tracker.features.reporting import actions, render
from vrs_tracker.features.reporting.queries import shown, snapshots, title
from vrs_tracker.features.reporting.queries.issues import listed_issues, stored_issue
from vrs_tracker.features.reporting.queries.withheld import load_withheld, withheld_of_version
from vrs_tracker.features.reporting.views.blueprint import (
    ONE_PRINT_AT_A_TIME,
    bp,
    issuer,
    readable,
    with_supplements,
)
from vrs_tracker.features.reporting.views.files import NO_FILE
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.web.access import open_to_all, person, requires
from vrs_tracker.web.downloads import file_answer
from vrs_tracker.web.edge import now

NOTHING_WITHHELD = (
    "Zu diesem Bericht gibt es keine nichtöffentliche Ausgabe. Die öffentlichen finden Sie unter „Berichte“."
)
DRAFT_RETRIEVED = "Entwurf"


def readable_forms() -> tuple[PdfForm, ...]:
    """Return the editions that this person may read."""
    return tuple(PdfForm) if may(person(), Action.READ_NONPUBLIC) else PUBLIC_FORMS


def newest_readable(found: shown.ShownReport) -> int:
    """Return up to which Fassung this person reads files: the public not one that is yet to be published."""
    return sys.maxsize if may(person(), Action.READ_RELEASED) else found.report.version


@bp.get("/<code>/ausgaben")
@open_to_all
def issues_page(code: str) -> ResponseReturnValue:
    """List what was handed out of a half-year, the newest first, each with the reason why it was made."""
    period, plain = readable(code)
    found = with_supplements(period, plain)
    listed = [
        issue
        for issue in listed_issues(db.session, period.id, readable_forms())
        if issue.version <= newest_readable(found)
    ]
    reads_nonpublic = may(person(), Action.READ_NONPUBLIC)
    withheld = _withheld(period, found) if reads_nonpublic else None
    is_given_out = period.state in snapshots.HANDED_OUT
    return render_template(
        "reporting/issues.html",
        shown=found,
        half=periods.half_year(period),
        public=[issue for issue in listed if issue.form in PUBLIC_FORMS],
        nonpublic=[issue for issue in listed if issue.form is PdfForm.NONPUBLIC],
        reads_nonpublic=reads_nonpublic,
        withheld=withheld,
        held_back=held_back(withheld) if withheld else (),
        writes_supplements=is_given_out
        and (may(person(), Action.PREPARE_REPORT) or may(person(), Action.EDIT_SESSION)),
        reads_history=may(person(), Action.READ_HISTORY),
        may_reopen=bool(person().roles & MOVERS[Move.CORRECT]),
        correct_or_supplement=CORRECT_OR_SUPPLEMENT,
        when_to_reopen=WHEN_TO_REOPEN,
        when_to_supplement=WHEN_TO_SUPPLEMENT,
        Move=Move,
        is_member=Role.MEMBER in person().roles,
        PdfForm=PdfForm,
    )


@bp.get("/<code>/ausgaben/<int:version>-<int:number>.pdf")
@open_to_all
def stored_pdf(code: str, version: int, number: int) -> ResponseReturnValue:
    """Serve one public issue as it was handed out, the newest or an older one."""
    period, found = readable(code)
    form = PdfForm.A2 if request.args.get("form") == PdfForm.A2 else PdfForm.A3
    issue = stored_issue(db.session, period.id, version=version, number=number, form=form)
    if issue is None or version > newest_readable(found):
        raise NotFound(NO_FILE)
    name = pdf_name(found.report, form, is_released=True, number=number)
    return file_answer(issue.content, "application/pdf", name, etag=issue.sha256)


@bp.post("/<code>/nichtoeffentlich")
@requires(Action.READ_NONPUBLIC, begins_writing=False)
def nonpublic_pdf(code: str) -> ResponseReturnValue:
    """Serve the non-public edition and note in the history that it was fetched.

    It is posted because it writes. Before the report is out, those who see live figures get a draft.
    """
    period, found = readable(code)
    is_released = period.state in snapshots.HANDED_OUT
    content, named = _stored(period) if is_released else (_draft(period, found), DRAFT_RETRIEVED)
    db.session.rollback()
    open_for_writing(db.session)
    period = periods.by_code(db.session, code)
    actions.note_retrieval(db.session, period, named, by=person(), now=now())
    db.session.commit()
    name = pdf_name(found.report, PdfForm.NONPUBLIC, is_released=is_released)
    answer = file_answer(content, "application/pdf", name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _stored(period: ReportingPeriod) -> tuple[bytes, str]:
    issue = snapshots.newest_issue(db.session, period.id, PdfForm.NONPUBLIC)
    if issue is None:
        raise NotFound(NOTHING_WITHHELD)
    return issue.content, f"Ausgabe {issue.number} der Fassung {issue.snapshot.version}"


def _draft(period: ReportingPeriod, found: shown.ShownReport) -> bytes:
    withheld = _withheld(period, found)
    if withheld is None:
        raise NotFound(NOTHING_WITHHELD)
    block = title.load_title_block(db.session, found.report, issuer())
    with ONE_PRINT_AT_A_TIME:
        return render.preview(found.report, block, PdfForm.NONPUBLIC, withheld)


def _withheld(period: ReportingPeriod, found: shown.ShownReport) -> WithheldParts | None:
    """Return what the report that is shown holds back: as frozen, or of the working state as it is now."""
    if found.report.version:
        return withheld_of_version(db.session, period.id, found.report.version)
    if not may(person(), Action.READ_LIVE, Thing()):
        return None
    parts = load_withheld(db.session, found.report)
    return parts if parts.parts else None

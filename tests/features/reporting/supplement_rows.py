"""Ergänzungen as tests need them: begun, and given out with a page that was never printed."""

from datetime import timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from tests.features.reporting.report_rows import HALF, PUBLISHED, approver, editor
from vrs_tracker.domain.inputs.supplements import CorrectionInput
from vrs_tracker.domain.issue import IssueContent, title_block_from_json, title_block_json
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.supplement import Supplement, lines_of, supplement_block
from vrs_tracker.domain.vocabulary.reporting import PdfForm
from vrs_tracker.features.periods.queries import find_period
from vrs_tracker.features.reporting.actions import correct, issue_supplement
from vrs_tracker.features.reporting.queries.snapshots import newest_issue, newest_snapshot, thaw
from vrs_tracker.features.reporting.queries.supplements import draft_of, drafted
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot
from vrs_tracker.tables.supplements import IssuedSupplement, SupplementDraft

WRITTEN = PUBLISHED + timedelta(days=12)
GIVEN_OUT = WRITTEN + timedelta(days=1)
NUMBER = "2.0.1"
NEW_TEXT = "Von den sieben Bausteinen des Antrags liegen drei im Plan."
REASON = "Ein Baustein war doppelt gezählt"


def period_of(session: Session, half: HalfYear = HALF) -> ReportingPeriod:
    """Return a half-year that is there."""
    period = find_period(session, half)
    assert period is not None
    return period


def snapshot_of(session: Session, half: HalfYear = HALF) -> Snapshot:
    """Return what was frozen of it last."""
    snapshot = newest_snapshot(session, period_of(session, half).id)
    assert snapshot is not None
    return snapshot


def old_line(report: CommitteeReport, number: str = NUMBER, line: int = 0) -> str:
    """Return a sentence of a report as it was given out."""
    return lines_of(document(report), number)[line]


def corrected(session: Session, *, number: str = NUMBER, line: int = 0, **rest: str) -> SupplementDraft:
    """Correct a sentence of the report that was given out, as the programme coordination."""
    words = {"new_text": NEW_TEXT, "reason": REASON} | rest
    new = CorrectionInput(number=number, line=line, **words)
    return correct(session, period_of(session), new, by=editor(session), now=WRITTEN)


def made_up_print(session: Session, *, pages: int = 1) -> tuple[Supplement, IssueContent]:
    """Return the draft as it is now with a page that was never printed."""
    snapshot = snapshot_of(session)
    draft, issue = draft_of(session, snapshot), newest_issue(session, snapshot.period_id, PdfForm.A2)
    assert draft is not None
    assert issue is not None
    supplement = drafted(session, draft, thaw(snapshot))
    block = supplement_block(
        title_block_from_json(issue.title_block),
        supplement,
        held_on=draft.held_on,
        agenda_item=draft.agenda_item,
        reference=draft.paper_reference,
    )
    content = f"%PDF supplement {supplement.number}".encode()
    return supplement, IssueContent(
        form=PdfForm.A2,
        figures=supplement.figures,
        title_block=title_block_json(block),
        content=content,
        pages=pages,
        sha256=sha256(content).hexdigest(),
    )


def given_out(session: Session) -> IssuedSupplement:
    """Correct the first sentence of the summary and give it out as the second person."""
    corrected(session)
    period, printed = period_of(session), made_up_print(session)
    return issue_supplement(session, period, printed, by=approver(session), now=GIVEN_OUT)

"""Writing an Ergänzung to a report that was given out; a second person gives it out."""

from datetime import datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Conflict, Forbidden, NotFound, RuleViolations, Violation, require
from vrs_tracker.domain.inputs.supplements import (
    MOST_CORRECTIONS,
    CorrectionInput,
    SupplementSessionInput,
    check_correction,
    check_supplement_session,
)
from vrs_tracker.domain.issue import IssueContent
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.domain.supplement import (
    NOT_GIVEN_OUT,
    Supplement,
    check_issue,
    check_pages,
    lines_of,
    supplement_json,
)
from vrs_tracker.domain.vocabulary.reporting import Move
from vrs_tracker.features.periods.actions import check_mover
from vrs_tracker.features.reporting.actions.sealing import tell_checksum
from vrs_tracker.features.reporting.queries.snapshots import HANDED_OUT, newest_snapshot, thaw
from vrs_tracker.features.reporting.queries.supplements import draft_of, drafted
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot
from vrs_tracker.tables.supplements import IssuedSupplement, SupplementDraft, SupplementLine
from vrs_tracker.trail.history import Change, record
from vrs_tracker.trail.versions import hold

NO_DRAFT = "Zu diesem Bericht wird gerade keine Ergänzung geschrieben. Beginnen Sie mit der ersten Aussage."
NO_CORRECTION = "Diese Berichtigung gibt es nicht mehr. Die übrigen stehen auf der Seite der Ergänzung."
CHANGED_MEANWHILE = (
    "Während des Drucks ist die Ergänzung geändert worden. Sehen Sie sich die Vorschau noch einmal an und "
    "geben Sie die Ergänzung dann aus."
)
TOO_MANY = f"Eine Ergänzung berichtigt höchstens {MOST_CORRECTIONS} Sätze. Geben Sie weitere als nächste aus."


def correct(
    session: Session, period: ReportingPeriod, new: CorrectionInput, *, by: Person, now: datetime
) -> SupplementDraft:
    """Correct one sentence of the report that was given out; the first one begins the Ergänzung.

    A second correction of the same sentence takes the place of the first.
    """
    _may_write(by)
    snapshot = _given_out(session, period)
    require(check_correction(new, lines_of(document(thaw(snapshot)), new.number)))
    draft = draft_of(session, snapshot) or _begun(session, period, snapshot, by=by, now=now)
    known = next((row for row in draft.lines if (row.number, row.line) == (new.number, new.line)), None)
    if known is None:
        if len(draft.lines) >= MOST_CORRECTIONS:
            raise RuleViolations([Violation("", TOO_MANY)])
        known = SupplementLine(number=new.number, line=new.line)
        draft.lines.append(known)
    known.new_text, known.reason, known.written_by = new.new_text.strip(), new.reason.strip(), by.key
    session.flush()
    return draft


def remove_correction(session: Session, period: ReportingPeriod, line_id: int, *, by: Person) -> None:
    """Leave one sentence as it is."""
    _may_write(by)
    draft = _draft(session, _given_out(session, period))
    row = next((one for one in draft.lines if one.id == line_id), None)
    if row is None:
        raise NotFound(NO_CORRECTION)
    draft.lines.remove(row)
    session.flush()


def set_supplement_session(
    session: Session, period: ReportingPeriod, new: SupplementSessionInput, *, by: Person
) -> None:
    """Store which session receives the Ergänzung and the number of its paper."""
    if not may(by, Action.EDIT_SESSION):
        raise Forbidden(REFUSALS[Action.EDIT_SESSION])
    snapshot = _given_out(session, period)
    require(check_supplement_session(new, snapshot.as_of))
    draft = _draft(session, snapshot)
    draft.held_on, draft.agenda_item = new.held_on, new.agenda_item.strip()
    draft.paper_reference = new.paper_reference.strip()
    session.flush()


def discard_draft(session: Session, period: ReportingPeriod, *, by: Person, now: datetime) -> None:
    """Let go of an Ergänzung that was not given out; the history keeps that there was one."""
    _may_write(by)
    draft = _draft(session, _given_out(session, period))
    _tell(session, period, Change("Entwurf einer Ergänzung", "begonnen", "verworfen"), by=by, now=now)
    session.delete(draft)
    session.flush()


def issue_supplement(
    session: Session,
    period: ReportingPeriod,
    printed: tuple[Supplement, IssueContent] | None,
    *,
    by: Person,
    now: datetime,
) -> IssuedSupplement:
    """Give out the Ergänzung as it was printed; never by a person who has written in it.

    It is printed before the transaction: Conflict if the draft says something else by now. The draft ends,
    the report stays as it is.
    """
    check_mover(by, Move.RELEASE)
    snapshot = _given_out(session, period)
    draft = _draft(session, snapshot)
    now_drafted = drafted(session, draft, thaw(snapshot))
    require(check_issue(authors(draft), by.key, len(now_drafted.corrections)))
    if printed is None or printed[0] != now_drafted:
        raise Conflict(CHANGED_MEANWHILE)
    supplement, issue = printed
    require(check_pages(issue.pages))
    row = IssuedSupplement(
        snapshot_id=snapshot.id,
        number=supplement.number,
        payload=supplement_json(supplement),
        title_block=issue.title_block,
        content=issue.content,
        pages=issue.pages,
        sha256=issue.sha256,
        issued_at=now.replace(microsecond=0),
        issued_by=by.key,
        provenance=snapshot.provenance,
    )
    session.add(row)
    session.delete(draft)
    half = HalfYear(period.year, period.half).label
    told = "; ".join(f"Nummer {one.number}: {one.new}" for one in supplement.corrections)
    change = Change(f"{supplement.number}. Ergänzung zum Bericht, {half}", "", told)
    _tell(session, period, change, by=by, now=now)
    session.flush()
    tell_checksum(session, row, row.sha256, by=by, now=now)
    session.flush()
    return row


def authors(draft: SupplementDraft) -> frozenset[str]:
    """Return the keys of everybody who has written in a draft."""
    return frozenset({draft.begun_by, *(row.written_by for row in draft.lines)})


def _begun(
    session: Session, period: ReportingPeriod, snapshot: Snapshot, *, by: Person, now: datetime
) -> SupplementDraft:
    draft = SupplementDraft(snapshot_id=snapshot.id, begun_at=now, begun_by=by.key, lines=[])
    session.add(draft)
    _tell(session, period, Change("Entwurf einer Ergänzung", "", "begonnen"), by=by, now=now)
    return draft


def _tell(session: Session, period: ReportingPeriod, change: Change, *, by: Person, now: datetime) -> None:
    record(session, by=by, at=now, kind=ReportingPeriod.__tablename__, thing_id=period.id, changes=[change])


def _given_out(session: Session, period: ReportingPeriod) -> Snapshot:
    hold(session, period)
    snapshot = newest_snapshot(session, period.id) if period.state in HANDED_OUT else None
    if snapshot is None:
        raise RuleViolations([Violation("", NOT_GIVEN_OUT)])
    return snapshot


def _draft(session: Session, snapshot: Snapshot) -> SupplementDraft:
    draft = draft_of(session, snapshot)
    if draft is None:
        raise NotFound(NO_DRAFT)
    return draft


def _may_write(by: Person) -> None:
    if not may(by, Action.PREPARE_REPORT):
        raise Forbidden(REFUSALS[Action.PREPARE_REPORT])

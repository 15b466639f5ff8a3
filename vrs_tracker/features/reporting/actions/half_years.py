"""Preparing a report: order and comments; freezing it, giving it to dispatch, publishing, issuing it anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.changes import RankedChange
from vrs_tracker.domain.errors import Conflict, Forbidden, RuleViolations, Violation, require
from vrs_tracker.domain.inputs.periods import check_still_open
from vrs_tracker.domain.issue import IssueContent, withheld_checksum, withheld_json
from vrs_tracker.domain.payload import canonical_json, checksum, to_payload
from vrs_tracker.domain.periods import MOVES, check_move
from vrs_tracker.domain.plausibility import Check, check_freeze
from vrs_tracker.domain.policy import ANY_MEMBER, REFUSALS, Action, Person, may
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import PUBLIC_FORMS, Move, PdfForm
from vrs_tracker.features.periods.actions import check_mover, set_state
from vrs_tracker.features.periods.queries import half_year
from vrs_tracker.features.reporting.actions.sealing import tell_checksum
from vrs_tracker.features.reporting.queries.checks import comment_of, load_checks
from vrs_tracker.features.reporting.queries.report import load_report
from vrs_tracker.features.reporting.queries.snapshots import (
    HANDED_OUT,
    newest_issue,
    newest_snapshot,
    standing_snapshot,
)
from vrs_tracker.features.reporting.queries.withheld import annex_checksum, load_withheld
from vrs_tracker.tables.periods import HintComment, LeadingChange, ReportingPeriod
from vrs_tracker.tables.reporting import IssuedReport, Snapshot, WithheldAnnex
from vrs_tracker.trail.history import Change, record
from vrs_tracker.trail.posting import already_posted
from vrs_tracker.trail.versions import hold

PRINTED_BEFORE = (
    "Während des Drucks sind die Zahlen neu festgeschrieben worden. Sehen Sie sich die neue Fassung an und "
    "geben Sie den Bericht dann zum Versand."
)


def freeze_period(
    session: Session,
    period: ReportingPeriod,
    *,
    by: Person,
    now: datetime,
    today: date,
    first_number: int,
    post_key: str | None = None,
) -> Snapshot:
    """Write the live report as a new Fassung, to the second and with its SHA-256; what it holds back, apart.

    RuleViolations before the reference date, in the wrong state, or while a check is an error. A repeated
    post returns the Fassung that the first one made.
    """
    check_mover(by, Move.FREEZE)
    made = already_posted(session, Snapshot, post_key)
    if made is not None:
        return made
    hold(session, period)
    require(check_move(period.state, Move.FREEZE, by=by.key))
    report = load_report(session, half_year(period), today=today, first_number=first_number)
    checks = load_checks(session, report, today)
    require(check_freeze(period.state, report.period.as_of, today, checks))
    earlier = newest_snapshot(session, period.id)
    frozen = replace(
        report, version=earlier.version + 1 if earlier else 1, frozen_at=now.replace(microsecond=0)
    )
    text = canonical_json(to_payload(frozen))
    snapshot = Snapshot(
        period_id=period.id,
        version=frozen.version,
        schema_version=frozen.schema_version,
        as_of=frozen.as_of,
        payload=text,
        sha256=checksum(text),
        frozen_at=now.replace(microsecond=0),
        frozen_by=by.key,
        provenance=_provenance(frozen),
        post_key=post_key,
    )
    session.add(snapshot)
    change = Change("Fassung", str(frozen.version - 1) if earlier else "", str(frozen.version))
    record(session, by=by, at=now, kind=ReportingPeriod.__tablename__, thing_id=period.id, changes=[change])
    session.flush()
    tell_checksum(session, snapshot, snapshot.sha256, by=by, now=now)
    withheld = load_withheld(session, frozen)
    if withheld.parts:
        annex = WithheldAnnex(
            snapshot_id=snapshot.id,
            payload=withheld_json(withheld),
            sha256=withheld_checksum(withheld),
            provenance=snapshot.provenance,
        )
        session.add(annex)
        session.flush()
    return snapshot


def release_period(
    session: Session,
    period: ReportingPeriod,
    issues: Sequence[IssueContent],
    *,
    by: Person,
    now: datetime,
) -> ReportingPeriod:
    """Give the newest Fassung to dispatch as printed in `issues`; never by the person who froze it.

    The print is made before the transaction, as it takes a while: Conflict if it is of another Fassung.
    """
    check_mover(by, Move.RELEASE)
    hold(session, period)
    snapshot = standing_snapshot(session, period)
    require(
        check_move(period.state, Move.RELEASE, by=by.key, frozen_by=snapshot.frozen_by if snapshot else "")
    )
    if snapshot is not None:  # else the rule above has refused
        _store(session, snapshot, issues, by=by, now=now)
    return set_state(session, period, MOVES[period.state, Move.RELEASE], by=by, now=now)


def publish_period(
    session: Session, period: ReportingPeriod, *, by: Person, now: datetime
) -> ReportingPeriod:
    """Publish what was given to dispatch."""
    check_mover(by, Move.PUBLISH)
    hold(session, period)
    require(check_move(period.state, Move.PUBLISH, by=by.key))
    return set_state(session, period, MOVES[period.state, Move.PUBLISH], by=by, now=now)


def reissue(
    session: Session,
    period: ReportingPeriod,
    issues: Sequence[IssueContent],
    *,
    by: Person,
    now: datetime,
) -> int:
    """Store the same figures with a changed title block as a new issue and return its number.

    The earlier issue stays verifiable. RuleViolations if nothing was handed out yet or the title block is the
    same as before.
    """
    if not may(by, Action.EDIT_SESSION):
        raise Forbidden(REFUSALS[Action.EDIT_SESSION])
    hold(session, period)
    snapshot = newest_snapshot(session, period.id)
    newest = newest_issue(session, period.id, PdfForm.A3)
    printed = {issue.form: issue.title_block for issue in issues}
    if period.state not in HANDED_OUT or snapshot is None or newest is None:
        sentence = "Der Bericht ist noch nicht zum Versand gegeben. Geben Sie ihn zuerst zum Versand."
        raise RuleViolations([Violation("", sentence)])
    if printed.get(PdfForm.A3) == newest.title_block:
        sentence = "Die Sitzungsdaten sind unverändert. Eine neue Ausgabe ist nicht nötig."
        raise RuleViolations([Violation("", sentence)])
    number = max(_store(session, snapshot, issues, by=by, now=now))
    change = Change("Ausgabe", str(newest.number), str(number))
    record(session, by=by, at=now, kind=ReportingPeriod.__tablename__, thing_id=period.id, changes=[change])
    session.flush()
    return number


def note_retrieval(
    session: Session, period: ReportingPeriod, named: str, *, by: Person, now: datetime
) -> None:
    """Note in the history that somebody fetched a non-public edition; `named` says which one.

    Of members it is noted that one of them did, never who: their reading is not watched.
    """
    if not may(by, Action.READ_NONPUBLIC):
        raise Forbidden(REFUSALS[Action.READ_NONPUBLIC])
    who = ANY_MEMBER if Role.MEMBER in by.roles else by
    change = Change("Abruf der nichtöffentlichen Ausgabe", "", named)
    record(session, by=who, at=now, kind=ReportingPeriod.__tablename__, thing_id=period.id, changes=[change])
    session.flush()


def _store(
    session: Session, snapshot: Snapshot, issues: Sequence[IssueContent], *, by: Person, now: datetime
) -> list[int]:
    """Add an issue in each edition and return their numbers; a half-year never has one edition alone.

    The non-public one belongs to it where something was held back, and nowhere else.
    """
    annex = annex_checksum(session, snapshot)
    if {issue.form for issue in issues} != {*PUBLIC_FORMS, *((PdfForm.NONPUBLIC,) if annex else ())}:
        message = "a report is issued in every edition that its Fassung has"
        raise ValueError(message)
    held = {PdfForm.NONPUBLIC: annex}
    if any((issue.figures, issue.annex) != (snapshot.sha256, held.get(issue.form, "")) for issue in issues):
        raise Conflict(PRINTED_BEFORE)
    numbers = [_next_number(session, snapshot, issue.form) for issue in issues]
    rows = [
        IssuedReport(
            snapshot_id=snapshot.id,
            number=number,
            form=issue.form,
            title_block=issue.title_block,
            content=issue.content,
            pages=issue.pages,
            sha256=issue.sha256,
            issued_at=now.replace(microsecond=0),
            issued_by=by.key,
            provenance=snapshot.provenance,
        )
        for number, issue in zip(numbers, issues, strict=True)
    ]
    session.add_all(rows)
    session.flush()
    for row in rows:
        tell_checksum(session, row, row.sha256, by=by, now=now)
    session.flush()
    return numbers


def _next_number(session: Session, snapshot: Snapshot, form: PdfForm) -> int:
    newest = newest_issue(session, snapshot.period_id, form)
    return newest.number + 1 if newest is not None and newest.snapshot_id == snapshot.id else 1


def _provenance(report: CommitteeReport) -> Provenance:
    return Provenance.DEMO if report.contains_demo else Provenance.ENTERED


# ---------------------------------------------------------------- order and comments


def put_first(
    session: Session,
    period: ReportingPeriod,
    chosen: Sequence[RankedChange],
    proposed: Sequence[RankedChange],
    *,
    by: Person,
    now: datetime,
) -> None:
    """Keep which changes stand first on page 1; the proposed ones as they are proposed need no keeping.

    RuleViolations once the report is given to dispatch.
    """
    _may_prepare(by)
    hold(session, period)
    require(check_still_open(period.state))
    stmt = sa.select(LeadingChange).where(LeadingChange.period_id == period.id)
    rows = session.scalars(stmt.order_by(LeadingChange.position)).all()
    old = [row.change for row in rows]
    new = [] if tuple(chosen) == tuple(proposed[: len(chosen)]) else [change.key for change in chosen]
    if new == old:
        return
    for row in rows:
        session.delete(row)
    session.flush()
    session.add_all(
        LeadingChange(period_id=period.id, position=position, change=key)
        for position, key in enumerate(new, start=1)
    )
    told = {change.key: change.sentence for change in proposed}
    change = Change("Änderungen auf Seite 1", _told(old, told), _told(new, told))
    record(session, by=by, at=now, kind=ReportingPeriod.__tablename__, thing_id=period.id, changes=[change])
    session.flush()


def _told(keys: Sequence[str], sentences: Mapping[str, str]) -> str:
    """Say an order in the history; what has not changed any more has no sentence."""
    known = [sentences[key] for key in keys if key in sentences]
    numbered = [f"{place}. {sentence}" for place, sentence in enumerate(known, start=1)]
    return " ".join(numbered) or "wie vorgeschlagen"


def comment_hint(
    session: Session, period: ReportingPeriod, hint: Check, comment: str, *, by: Person, now: datetime
) -> None:
    """Keep what the office says to a hint; it holds on in later half-years until it is said otherwise."""
    _may_prepare(by)
    hold(session, period)
    said = comment.strip()
    known = comment_of(session, period, hint.key)
    before = known.comment if known else ""
    if said == before:
        return
    if known is None or known.period_id != period.id:
        known = HintComment(period_id=period.id, hint=hint.key, comment=said)
        session.add(known)
    known.comment = said
    change = Change(f"Kommentar zum Hinweis {hint.code}", before, said)
    record(session, by=by, at=now, kind=ReportingPeriod.__tablename__, thing_id=period.id, changes=[change])
    session.flush()


def _may_prepare(by: Person) -> None:
    if not may(by, Action.PREPARE_REPORT):
        raise Forbidden(REFUSALS[Action.PREPARE_REPORT])

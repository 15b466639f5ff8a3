"""Half-years on their way, reports that were handed out, and who acts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.domain.chapters.full_report import full_report
from tests.features.finance.balance_rows import agree
from tests.features.periods.period_rows import person
from vrs_tracker.domain.facts.withheld import WithheldPart, WithheldParts
from vrs_tracker.domain.inputs.periods import SessionInput
from vrs_tracker.domain.inputs.progress import RatingInput, StatusInput, StepInput
from vrs_tracker.domain.issue import (
    IssueContent,
    edition_block,
    figures_checksum,
    title_block_json,
    withheld_checksum,
    withheld_json,
)
from vrs_tracker.domain.payload import canonical_json, checksum, to_payload
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import Dimension, Light
from vrs_tracker.domain.vocabulary.reporting import PUBLIC_FORMS, Move, PdfForm, PeriodState
from vrs_tracker.features.periods.actions import move_period, open_period, set_session
from vrs_tracker.features.periods.queries import find_period
from vrs_tracker.features.progress.actions import confirm_update, file_update
from vrs_tracker.features.reporting.actions import freeze_period, publish_period, release_period
from vrs_tracker.features.reporting.queries.report import load_report
from vrs_tracker.features.reporting.queries.snapshots import thaw
from vrs_tracker.features.reporting.queries.title import COMMITTEE, Issuer, load_title_block
from vrs_tracker.features.reporting.queries.withheld import frozen_withheld
from vrs_tracker.tables.actors import DecidingBody
from vrs_tracker.tables.periods import CommitteeSession, ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import StatusUpdate
from vrs_tracker.tables.reporting import IssuedReport, Snapshot, WithheldAnnex

HALF = HalfYear(2026, 1)
CODE = HALF.code
OPENED = datetime(2026, 6, 20, 8, tzinfo=UTC)
FILED = datetime(2026, 7, 14, 9, tzinfo=UTC)
CLOSED = datetime(2026, 7, 20, 8, tzinfo=UTC)
FROZEN = datetime(2026, 8, 3, 8, 30, 15, 250_000, tzinfo=UTC)
RELEASED = datetime(2026, 9, 1, 9, tzinfo=UTC)
PUBLISHED = datetime(2026, 9, 24, 7, tzinfo=UTC)
SESSION_DAY = date(2026, 9, 23)
ISSUER = Issuer(name="Verband Region Stuttgart", lead_unit="Geschäftsstelle")


def editor(session: Session) -> Person:
    """Return the programme coordination."""
    return person(session, Role.EDITOR)


def approver(session: Session) -> Person:
    """Return the head office, the second person."""
    return person(session, Role.APPROVER)


def live(session: Session, half: HalfYear = HALF, *, today: date | None = None) -> CommitteeReport:
    """Return the report as it stands now; today is the day after the reference date unless given."""
    day = today or half.as_of + timedelta(days=1)
    return load_report(session, half, today=day, first_number=1)


# ---------------------------------------------------------------- the way of a half-year


def opened(session: Session, half: HalfYear = HALF, *, now: datetime = OPENED) -> ReportingPeriod:
    """Open a half-year; messages are collected."""
    return open_period(session, half, by=editor(session), now=now)


def closed(session: Session, half: HalfYear = HALF) -> ReportingPeriod:
    """Return a half-year in review, opened for that unless it is already."""
    period = find_period(session, half) or opened(session, half)
    return move_period(session, period, Move.CLOSE, by=editor(session), now=CLOSED)


def frozen(
    session: Session, period: ReportingPeriod, *, now: datetime = FROZEN, by: Person | None = None
) -> Snapshot:
    """Freeze a half-year that is in review, after its balances were found to agree."""
    agree(session, period, now=now)
    who, today = by or editor(session), now.date()
    return freeze_period(session, period, by=who, now=now, today=today, first_number=1)


def made_up_issues(session: Session, snapshot: Snapshot) -> tuple[IssueContent, ...]:
    """Return files that say for what Fassung and session they stand but were never printed."""
    report = thaw(snapshot)
    block = load_title_block(session, report, ISSUER)
    issues = []
    withheld = frozen_withheld(session, snapshot)
    annex = withheld_checksum(withheld) if withheld else ""
    for form in (*PUBLIC_FORMS, *((PdfForm.NONPUBLIC,) if withheld else ())):
        held = withheld_json(withheld) if withheld and form is PdfForm.NONPUBLIC else ""
        content = f"%PDF {form} {snapshot.version} {title_block_json(block)}{held}".encode()
        issues.append(
            IssueContent(
                form=form,
                figures=figures_checksum(report),
                title_block=title_block_json(edition_block(block, form)),
                content=content,
                pages=24,
                sha256=sha256(content).hexdigest(),
                annex=annex if form is PdfForm.NONPUBLIC else "",
            )
        )
    return tuple(issues)


def released(session: Session, period: ReportingPeriod, snapshot: Snapshot) -> ReportingPeriod:
    """Give a frozen half-year to dispatch, with files that were never printed."""
    issues = made_up_issues(session, snapshot)
    return release_period(session, period, issues, by=approver(session), now=RELEASED)


def published(session: Session, half: HalfYear = HALF) -> ReportingPeriod:
    """Play a half-year to its end."""
    period = closed(session, half)
    released(session, period, frozen(session, period))
    return publish_period(session, period, by=approver(session), now=PUBLISHED)


def with_session(session: Session, period: ReportingPeriod, **rest: object) -> CommitteeSession:
    """Enter the session of a half-year."""
    committee = session.scalars(sa.select(DecidingBody).where(DecidingBody.name == COMMITTEE)).one()
    values: dict[str, object] = {"body_id": committee.id, "held_on": SESSION_DAY}
    new = SessionInput(**(values | rest))  # type: ignore[arg-type] # the test names what it is about
    return set_session(session, period, new, by=editor(session), now=CLOSED)


# ---------------------------------------------------------------- updates


def block_of(session: Session, slug: str) -> Block:
    """Return a block of the facts."""
    return session.scalars(sa.select(Block).where(Block.slug == slug)).one()


def statement(**rest: object) -> StatusInput:
    """Return a complete message with every dimension planmäßig."""
    values: dict[str, object] = {
        "nothing_changed": False,
        "achieved": "Das Raumkonzept liegt in abgestimmter Fassung vor.",
        "ratings": tuple(
            RatingInput(
                dimension=dimension,
                proposed=Light.ON_TRACK,
                reported=Light.ON_TRACK,
                deviation_reason="Die Angaben zum Vorhaben sind noch nicht vollständig erfasst.",
            )
            for dimension in Dimension
        ),
        "risks_checked": True,
        "next_steps": (StepInput(text="Die Standortwahl wird vorbereitet.", due=date(2026, 12, 31)),),
        "headline": "Das Raumkonzept liegt vor.",
    }
    return StatusInput(**(values | rest))  # type: ignore[arg-type] # the test names what it is about


def filed(
    session: Session, period: ReportingPeriod, slug: str, *, now: datetime = FILED, **rest: object
) -> StatusUpdate:
    """File a message as the programme coordination."""
    block = block_of(session, slug)
    return file_update(session, block, period, statement(**rest), by=editor(session), now=now)


def confirmed(
    session: Session, period: ReportingPeriod, slug: str, *, now: datetime = FILED, **rest: object
) -> StatusUpdate:
    """File a message and confirm it as the second person."""
    update = filed(session, period, slug, now=now, **rest)
    return confirm_update(session, update, by=approver(session), now=now + timedelta(hours=4))


# ---------------------------------------------------------------- a report that is just there


def frozen_value(report: CommitteeReport | None = None, *, version: int = 1) -> CommitteeReport:
    """Return a report as a Fassung; without one the report that has something in every section."""
    return replace(report or full_report(), version=version, frozen_at=FROZEN.replace(microsecond=0))


def handed_out(
    session: Session,
    report: CommitteeReport,
    *,
    state: PeriodState = PeriodState.PUBLISHED,
    withheld: WithheldParts | None = None,
) -> ReportingPeriod:
    """Store a report as if its half-year had been played, for tests that are not about the way there."""
    is_published = state is PeriodState.PUBLISHED
    period = ReportingPeriod(
        year=report.period.year,
        half=report.period.half,
        state=state,
        due_on=report.period.as_of + timedelta(days=15),
        released_by=approver(session).key,
        released_at=RELEASED,
        published_at=PUBLISHED if is_published else None,
        provenance=Provenance.ENTERED,
    )
    session.add(period)
    session.flush()
    stored(session, period, report, withheld)
    return period


def held_back(*titles: str) -> WithheldParts:
    """Return what the first Fassung of the half-year holds back: milestones with these titles."""
    parts = tuple(
        WithheldPart(
            place="Baustein 1, KI-XC (Stuttgart)",
            kind="Meilenstein",
            said=(("Ereignis", title),),
            reason="laufende Verhandlung",
            flagged_by="Programmkoordination",
        )
        for title in titles or ("Mietvertrag",)
    )
    return WithheldParts(half_year=CODE, version=1, parts=parts)


def stored(
    session: Session, period: ReportingPeriod, report: CommitteeReport, withheld: WithheldParts | None = None
) -> Snapshot:
    """Store a frozen report and its files for a half-year."""
    text = canonical_json(to_payload(report))
    snapshot = Snapshot(
        period_id=period.id,
        version=report.version,
        schema_version=report.schema_version,
        as_of=report.as_of,
        payload=text,
        sha256=checksum(text),
        frozen_at=report.frozen_at or FROZEN.replace(microsecond=0),
        frozen_by=editor(session).key,
        provenance=Provenance.ENTERED,
    )
    session.add(snapshot)
    session.flush()
    if withheld:
        text, total = withheld_json(withheld), withheld_checksum(withheld)
        annex = WithheldAnnex(
            snapshot_id=snapshot.id, payload=text, sha256=total, provenance=Provenance.ENTERED
        )
        session.add(annex)
        session.flush()
    session.add_all(
        IssuedReport(
            snapshot_id=snapshot.id,
            number=1,
            form=issue.form,
            title_block=issue.title_block,
            content=issue.content,
            pages=issue.pages,
            sha256=issue.sha256,
            issued_at=RELEASED,
            issued_by=approver(session).key,
            provenance=Provenance.ENTERED,
        )
        for issue in made_up_issues(session, snapshot)
    )
    session.flush()
    return snapshot

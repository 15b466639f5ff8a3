"""The demonstration in a test database, printed by a stand-in because most tests do not look at the files."""

from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from tests.support.people import NO_PASSWORD
from vrs_tracker.domain.facts.withheld import WithheldParts
from vrs_tracker.domain.issue import IssueContent, figures_checksum, title_block_json, withheld_checksum
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.supplement import Supplement
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.reporting import PUBLIC_FORMS, PdfForm
from vrs_tracker.features.periods.queries import find_period
from vrs_tracker.features.reporting.queries.report import load_report
from vrs_tracker.features.reporting.queries.snapshots import newest_snapshot, thaw
from vrs_tracker.features.reporting.queries.title import Issuer
from vrs_tracker.seeding.demo import House, load_demo
from vrs_tracker.seeding.demo.calendar import Calendar

TODAY = date(2026, 11, 21)
AFTERNOON = time(16, 30, tzinfo=UTC)


def moment(today: date) -> datetime:
    """Return the afternoon of a day."""
    return datetime.combine(today, AFTERNOON)


def print_nothing(
    report: CommitteeReport, block: TitleBlock, withheld: WithheldParts | None
) -> list[IssueContent]:
    """Stand in for the print: the right title block and checksums, no pages worth reading."""
    return [
        IssueContent(
            form=form,
            figures=figures_checksum(report),
            title_block=title_block_json(block),
            content=b"%PDF",
            pages=1,
            sha256="0" * 64,
            annex=withheld_checksum(withheld) if withheld and form is PdfForm.NONPUBLIC else "",
        )
        for form in (*PUBLIC_FORMS, *((PdfForm.NONPUBLIC,) if withheld else ()))
    ]


def print_no_supplement(
    _report: CommitteeReport, supplement: Supplement, block: TitleBlock, _moment: datetime
) -> IssueContent:
    """Stand in for the print of an Ergänzung in the same way."""
    return IssueContent(
        form=PdfForm.A2,
        figures=supplement.figures,
        title_block=title_block_json(block),
        content=b"%PDF",
        pages=1,
        sha256="1" * 64,
    )


def load(session: Session, today: date = TODAY) -> Calendar:
    """Load facts and demonstration as of a day; return its calendar."""
    issuer = Issuer(name="Verband Region Stuttgart", lead_unit="Geschäftsstelle")
    house = House(
        first_number=1, issuer=issuer, print_report=print_nothing, print_supplement=print_no_supplement
    )
    load_demo(session, NO_PASSWORD, house, now=moment(today))
    return Calendar(moment(today))


def published(session: Session, half: HalfYear) -> CommitteeReport:
    """Return the frozen report of a half-year."""
    period = find_period(session, half)
    assert period is not None
    snapshot = newest_snapshot(session, period.id)
    assert snapshot is not None
    return thaw(snapshot)


def live(session: Session, calendar: Calendar) -> CommitteeReport:
    """Return the report of the running half-year as it stands now."""
    return load_report(session, calendar.half(0), today=calendar.today, first_number=1)

"""What tests about the page of a status update begin with and fill in."""

from datetime import date

from sqlalchemy.orm import Session

from tests.features.progress.progress_rows import NOW, add_period, approver, confirmed
from tests.support.page_client import Page
from vrs_tracker.domain.inputs.progress import StepInput
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.features.progress.queries import update_of
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import StatusUpdate

ADDRESS = "/bausteine/ki-xc/meldung"


def stored(session: Session, block: Block, period: ReportingPeriod) -> StatusUpdate:
    session.expire_all()
    update = update_of(session, block.id, period.id)
    assert update is not None
    return update


def reported_before(session: Session, block: Block) -> None:
    """Confirm an update of the half-year before, announcing one step."""
    earlier = add_period(session, half=HalfYear(2025, 2), state=PeriodState.COLLECTING)
    confirmed(session, block, earlier, next_steps=(StepInput(text="Standort wählen", due=date(2026, 4, 30)),))
    chief = approver(session)
    earlier.released_by, earlier.released_at, earlier.published_at = chief.key, NOW, NOW
    earlier.state = PeriodState.PUBLISHED
    session.commit()


def complete(page: Page) -> dict[str, str]:
    """What a project lead fills in at least."""
    return {
        "nothing_changed": "ja",
        "achieved": "Das Raumkonzept liegt in abgestimmter Fassung vor.",
        "risks_checked": "ja",
        "next_steps-0-text": "Die Standortwahl wird vorbereitet.",
        "next_steps-0-due": "2026-09",
        "headline": "Das Raumkonzept liegt vor.",
        "version": page.typed("version"),
    }

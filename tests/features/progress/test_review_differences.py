"""What the second person's page counts as changed: texts, milestones, risks and values."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.features.progress.progress_rows import (
    NOW,
    add_period,
    confirmed,
    lead_of,
    new_ratings,
    new_statement,
    with_milestone,
)
from tests.support.page_client import ClientOf
from vrs_tracker.domain.inputs.progress import IndicatorInput, MilestoneInput
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import IndicatorKind, Light, StepOutcome
from vrs_tracker.features.progress.actions import file_update, record_indicator_value
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block

REVIEW = "/bausteine/ki-xc/meldung/pruefen"
THEN, AGAIN = NOW - timedelta(days=150), NOW + timedelta(days=3)
SINCE_REPORT = "seit dem letzten Bericht (2. Halbjahr 2025)"

pytestmark = pytest.mark.usefixtures("stopped_clock")


def counted(value: int) -> IndicatorInput:
    return IndicatorInput(kind=IndicatorKind.COMPANIES, actual=Decimal(value))


def test_milestones_and_values_count_as_differences_too(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    row = with_milestone(session, block)
    lead = lead_of(session, block.slug)
    record_indicator_value(session, block, counted(12), date(2025, 12, 31), by=lead, now=THEN)
    calm = new_ratings(Light.ON_TRACK)
    confirmed(session, block, add_period(session, half=HalfYear(2025, 2)), ratings=calm)
    new = new_statement(
        ratings=calm,
        announced=(StepOutcome.DONE,),
        milestones=(MilestoneInput(id=row.id, forecast=date(2026, 10, 20), version=row.version),),
        indicators=(counted(30),),
    )
    file_update(session, block, period, new, by=lead, now=AGAIN)
    session.commit()
    page = client_of(Role.APPROVER, key="chief").get(REVIEW)
    told = f"Geändert haben sich {SINCE_REPORT}: 1 Angabe der Meldung, 1 Meilenstein und 1 Kennzahl."
    assert told in page.text


def test_a_value_filed_anew_stands_beside_the_one_before(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    lead = lead_of(session, block.slug)
    first = file_update(session, block, period, new_statement(indicators=(counted(30),)), by=lead, now=NOW)
    again = new_statement(indicators=(counted(31),), version=first.version)
    file_update(session, block, period, again, by=lead, now=AGAIN)
    session.commit()
    page = client_of(Role.APPROVER, key="chief").get(REVIEW)
    assert "Geändert hat sich seit der Abgabe vom 09.07.2026, 10:42 Uhr: 1 Kennzahl." in page.text
    assert page.all(".differences__item dt") == ["erreichte Unternehmen zum 30.06.2026"]
    assert page.all(".differences__item dd") == ["entfallen: 30 neu: 31"]


def test_what_was_filed_again_as_it_was_says_so(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    lead = lead_of(session, block.slug)
    first = file_update(session, block, period, new_statement(), by=lead, now=NOW)
    file_update(session, block, period, new_statement(version=first.version), by=lead, now=AGAIN)
    session.commit()
    page = client_of(Role.APPROVER, key="chief").get(REVIEW)
    assert "Es hat sich seit der Abgabe vom 09.07.2026, 10:42 Uhr nichts geändert." in page.text

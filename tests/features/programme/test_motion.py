"""The motion is recorded once, as printed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from tests.features.record_rows import NOW, broken_fields, person
from tests.support.page_client import ClientOf
from vrs_tracker.domain.errors import Forbidden, RuleViolations
from vrs_tracker.domain.facts.motion import Mandate, MotionStatement, Shares
from vrs_tracker.domain.inputs.programme import MotionInput, SignatoryInput
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Responsible, Role
from vrs_tracker.domain.vocabulary.programme import StatementScope
from vrs_tracker.features.programme.actions import add_motion
from vrs_tracker.tables.programme import Motion

MOTION = MotionInput(
    title="KI in die Umsetzung bringen",
    addressee="Verband Region Stuttgart",
    address="Kronenstraße 25, 70174 Stuttgart",
    printed_on=date(2021, 10, 16),
    signatories=(
        SignatoryInput(printed_name="Dr. Pfeiffer MdB", political_group="CDU/ÖDP"),
        SignatoryInput(printed_name="Hesky", political_group="Bündnis 90/Die Grünen"),
    ),
    mandates=(
        Mandate(
            number=2,
            short_text="Akteure vernetzen",
            text="Die Akteure werden vernetzt.",
            responsible=Responsible.WRS,
            section="11",
        ),
    ),
    statements=(
        MotionStatement(
            label="geplante Investitionen",
            amount=Decimal(300_000_000),
            is_approximate=True,
            scope=StatementScope.REGION,
        ),
    ),
    printed_totals=Shares(
        regional=Decimal(16_220_000), municipal=Decimal(11_220_000), private=Decimal(298_200_000)
    ),
    provenance=Provenance.SOURCE,
    source="Antrag vom 16.10.2021",
)


def test_the_motion_is_kept_as_printed(session: Session) -> None:
    add_motion(session, MOTION, by=person(session), now=NOW)
    session.expire_all()
    parts = (Motion.signatories, Motion.mandates, Motion.statements)
    motion = session.scalars(sa.select(Motion).options(*map(selectinload, parts))).one()
    assert [row.printed_name for row in motion.signatories] == ["Dr. Pfeiffer MdB", "Hesky"]
    assert [(row.number, row.section) for row in motion.mandates] == [(2, "11")]
    assert [(row.amount, row.is_approximate) for row in motion.statements] == [(Decimal(300_000_000), True)]
    assert motion.printed_private == Decimal("298200000.00")
    assert [row.source for row in motion.mandates] == [motion.source] == ["Antrag vom 16.10.2021"]


def test_there_is_only_one_motion(session: Session) -> None:
    add_motion(session, MOTION, by=person(session), now=NOW)
    with pytest.raises(RuleViolations, match="schon erfasst"):
        add_motion(session, MOTION, by=person(session), now=NOW)


def test_every_broken_rule_of_the_motion_is_named(session: Session) -> None:
    broken = replace(
        MOTION,
        title="",
        source="",
        signatories=(SignatoryInput(printed_name="x" * 201, political_group=""),),
        mandates=(replace(MOTION.mandates[0], text=" "),),
        statements=(replace(MOTION.statements[0], amount=Decimal(0)),),
        printed_totals=Shares(regional=None, municipal=Decimal(-1), private=Decimal(1)),
    )
    with pytest.raises(RuleViolations) as refusal:
        add_motion(session, broken, by=person(session), now=NOW)
    assert broken_fields(refusal.value) == {
        *("title", "source", "signatories-0-printed_name", "mandates-0-text", "statements-0-amount"),
        *("printed_totals-regional", "printed_totals-municipal"),
    }


def test_others_record_no_motion(session: Session) -> None:
    with pytest.raises(Forbidden):
        add_motion(session, MOTION, by=person(session, Role.BUDGET_OFFICER), now=NOW)


def test_the_page_of_the_motion_shows_rows_and_printed_sums_and_why_nothing_changes(
    client_of: ClientOf, session: Session
) -> None:
    editor = client_of(Role.EDITOR)
    assert "Der Antrag ist noch nicht erfasst." in editor.get("/antrag").text
    add_motion(session, MOTION, by=person(session), now=NOW)
    session.commit()
    text = editor.get("/antrag").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Warum sich hier nichts ändern lässt" in text
    assert "16.220.000,00 €" in text
    assert "rund 300 Mio. €" in text
    assert "Die Akteure werden vernetzt." in text

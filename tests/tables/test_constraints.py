"""Facts about a single row are constraints with a name, refused by both databases (architecture.md 4)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.tables.control_rows import CONTROL_REFUSED
from tests.tables.plain_values import DAY, ID, NOW
from tests.tables.rows import VALUES, lay_ground, make, store
from vrs_tracker.domain.vocabulary.money import Counting, DatePrecision, Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState
from vrs_tracker.domain.vocabulary.progress import Light, UpdateState
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.tables.accounts import AccessLink, LoginSession, Person, RoleGrant
from vrs_tracker.tables.actors import Municipality
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.control import SpendingFreeze
from vrs_tracker.tables.finance import Appropriation, BlockRelease, BudgetBlock, FundingEntry, Resolution
from vrs_tracker.tables.history import ChainLink
from vrs_tracker.tables.network import CooperativeContribution, CooperativeMember, NetworkEvent
from vrs_tracker.tables.periods import LeadingChange, ReportingPeriod
from vrs_tracker.tables.programme import BaselineRow, Block, Mandate, Motion, MotionStatement
from vrs_tracker.tables.progress import DimensionRating, IndicatorTarget, IndicatorValue, StatusUpdate
from vrs_tracker.tables.reporting import IssuedReport, ReportReopening, Snapshot, WithheldAnnex
from vrs_tracker.tables.supplements import IssuedSupplement, SupplementLine

MINUS = Decimal("-0.01")
ZERO = Decimal("0.00")
FILED = {"state": UpdateState.FILED, "filed_by": "first", "filed_at": NOW}
CONFIRMED = FILED | {"state": UpdateState.CONFIRMED, "confirmed_by": "second", "confirmed_at": NOW}
RELEASED = {"state": PeriodState.RELEASED, "released_by": "first", "released_at": NOW}
REVERSAL = {"amount": Decimal("-1000.00"), "reversal_reason": "Tippfehler"}

BOOKED: tuple[type[Base], ...] = (FundingEntry, Appropriation, BudgetBlock, BlockRelease, SpendingFreeze)

Case = tuple[type[Base], Mapping[str, object], str]

REFUSED: list[Case] = [
    *CONTROL_REFUSED,
    (ChainLink, {"sha256": "7"}, "sha256_complete"),
    (ReportReopening, {"reason": ""}, "has_reason"),
    (Person, {"key": ""}, "key_not_empty"),
    (RoleGrant, {"role": Role.PARTNER}, "partner_has_block"),
    (RoleGrant, {"valid_from": DAY, "valid_until": date(2026, 7, 23)}, "range_in_order"),
    (AccessLink, {"expires_at": NOW}, "expires_later"),
    (LoginSession, {"account_id": None}, "account_or_link"),
    (RoleGrant, {"role": Role.EDITOR, "block_id": ID}, "partner_has_block"),
    (Municipality, {"ags": "0811500"}, "ags_in_district"),
    (Municipality, {"district_ags": "08116"}, "ags_in_district"),
    (Motion, {"printed_private": MINUS}, "amounts_not_negative"),
    (MotionStatement, {"amount": ZERO}, "amount_positive"),
    (Mandate, {"number": 0}, "number_positive"),
    (Block, {"number": 0}, "number_positive"),
    (Block, {"kind": BlockKind.MOTION_BLOCK, "number": 8}, "seven_of_the_motion"),
    (Block, {"state": BlockState.DROPPED}, "dropped_has_reason"),
    (Block, {"planned_start": DAY, "planned_end": date(2026, 7, 23)}, "planned_in_order"),
    (Block, {"forecast_start": DAY, "forecast_end": date(2026, 7, 23)}, "forecast_in_order"),
    (BaselineRow, {"municipal": MINUS}, "amounts_not_negative"),
    (ReportingPeriod, {"half": 3}, "half_is_one_or_two"),
    (ReportingPeriod, {"released_by": "first"}, "released_at_by_somebody"),
    (ReportingPeriod, {"state": PeriodState.RELEASED}, "released_has_person"),
    (ReportingPeriod, {**RELEASED, "state": PeriodState.PUBLISHED}, "published_has_moment"),
    (LeadingChange, {"position": 0}, "position_positive"),
    (StatusUpdate, {"state": UpdateState.FILED}, "filed_has_person"),
    (StatusUpdate, {**FILED, "filed_at": None}, "filed_at_by_somebody"),
    (StatusUpdate, {**FILED, "state": UpdateState.CONFIRMED}, "confirmed_has_person"),
    (StatusUpdate, {**CONFIRMED, "state": UpdateState.FILED}, "confirmed_has_person"),
    (StatusUpdate, {**CONFIRMED, "confirmed_at": None}, "confirmed_at_by_somebody"),
    (StatusUpdate, {**CONFIRMED, "confirmed_by": "first"}, "confirmed_by_second_person"),
    (StatusUpdate, {**FILED, "state": UpdateState.RETURNED}, "returned_has_reason"),
    (DimensionRating, {"proposed": Light.AT_RISK}, "deviation_has_reason"),
    (
        DimensionRating,
        {"proposed": Light.AT_RISK, "reported": Light.AT_RISK, "measure": "Lose"},
        "at_risk_has_dated_measure",
    ),
    (
        DimensionRating,
        {"proposed": Light.AT_RISK, "reported": Light.AT_RISK, "measure_due": DAY},
        "at_risk_has_dated_measure",
    ),
    (DimensionRating, {"proposed": Light.OFF_TRACK, "reported": Light.OFF_TRACK}, "off_track_has_options"),
    (IndicatorTarget, {"target": MINUS}, "target_not_negative"),
    (IndicatorTarget, {"baseline": MINUS}, "baseline_not_negative"),
    (IndicatorTarget, {"target": None, "target_on": DAY}, "day_has_target"),
    (IndicatorValue, {"value": MINUS}, "value_not_negative"),
    (Resolution, {"stated_amount": ZERO}, "stated_amount_positive"),
    (FundingEntry, {"counting": Counting.COUNTED, "contained_in_id": ID}, "counted_stands_alone"),
    (FundingEntry, {"booked_at": NOW, "resolution_id": None}, "decided_has_resolution"),
    *((table, {"amount": ZERO}, "amount_not_zero") for table in BOOKED),
    *((table, {"amount": MINUS}, "negative_only_as_reversal") for table in BOOKED),
    *(
        (table, {**REVERSAL, "reverses_id": ID, "reversal_reason": ""}, "reversal_has_reason")
        for table in BOOKED
    ),
    (NetworkEvent, {"participants": -1}, "participants_not_negative"),
    (CooperativeMember, {"share": MINUS}, "share_not_negative"),
    (CooperativeMember, {"left_on": DAY}, "left_date_known"),
    (CooperativeMember, {"left_on": DAY, "left_precision": DatePrecision.UNKNOWN}, "left_date_known"),
    (CooperativeMember, {"left_precision": DatePrecision.DAY}, "left_date_known"),
    (CooperativeContribution, {"amount": ZERO}, "amount_positive"),
    (Snapshot, {"version": 0}, "version_positive"),
    (Snapshot, {"sha256": "d" * 63}, "sha256_complete"),
    (IssuedReport, {"number": 0}, "number_positive"),
    (IssuedReport, {"pages": 0}, "pages_positive"),
    (WithheldAnnex, {"sha256": "f" * 63}, "sha256_complete"),
    (IssuedReport, {"sha256": ""}, "sha256_complete"),
    (IssuedSupplement, {"number": 0}, "number_positive"),
    (IssuedSupplement, {"pages": 2}, "one_page"),
    (IssuedSupplement, {"sha256": "a" * 63}, "sha256_complete"),
    (SupplementLine, {"line": -1}, "line_counted"),
]

EVERYWHERE: dict[str, dict[str, object]] = {
    "fact_has_source": {"provenance": Provenance.SOURCE, "source": ""},
    "effective_date_known": {"effective_on": None},
    "withheld_has_reason": {"is_public": False},
}
"""Constraints of mixins, with what breaks them in any table that has them."""

ACCEPTED: list[tuple[type[Base], dict[str, object]]] = [
    (RoleGrant, {"role": Role.PARTNER, "block_id": ID}),
    (Block, {"kind": BlockKind.MOTION_BLOCK, "number": 7}),
    (Block, {"state": BlockState.DROPPED, "state_reason": "Träger zurückgetreten"}),
    (Block, {"planned_start": DAY, "planned_end": DAY}),
    (Block, {"planned_end": DAY}),
    (BaselineRow, {"regional": ZERO, "municipal": None}),
    (ReportingPeriod, RELEASED),
    (StatusUpdate, CONFIRMED),
    (StatusUpdate, {**FILED, "state": UpdateState.RETURNED, "return_reason": "Bitte Termin ergänzen"}),
    (DimensionRating, {"proposed": Light.AT_RISK, "deviation_reason": "Gewerk vergeben"}),
    (
        DimensionRating,
        {"reported": Light.AT_RISK, "proposed": Light.AT_RISK, "measure": "Lose", "measure_due": DAY},
    ),
    (FundingEntry, {"booked_at": NOW}),
    (FundingEntry, {"resolution_id": None}),
    (Appropriation, {**REVERSAL, "reverses_id": ID}),
    (NetworkEvent, {"participants": None}),
    (NetworkEvent, {"effective_on": None, "date_precision": DatePrecision.UNKNOWN}),
    (CooperativeMember, {"left_precision": DatePrecision.UNKNOWN}),
    (CooperativeMember, {"left_on": DAY, "left_precision": DatePrecision.YEAR}),
    (NetworkEvent, {"is_public": False, "withheld_reason": "laufende Verhandlung"}),
]


def checks(table: type[Base]) -> dict[str, sa.CheckConstraint]:
    """The CHECKs of a table that are not lists of codes, by the end of their names."""
    found = [
        item
        for item in table.metadata.tables[table.__tablename__].constraints
        if isinstance(item, sa.CheckConstraint)
    ]
    prefix = f"ck_{table.__tablename__}_"
    return {str(item.name).removeprefix(prefix): item for item in found if not item._type_bound}


def label(case: object) -> str | None:
    return case.__name__ if isinstance(case, type) else None


@pytest.fixture
def ground(session: Session) -> Session:
    lay_ground(session)
    return session


@pytest.mark.parametrize(("table", "changes", "name"), REFUSED, ids=label)
def test_a_row_that_breaks_a_fact_is_refused_by_its_name(
    ground: Session, table: type[Base], changes: dict[str, object], name: str
) -> None:
    with pytest.raises(IntegrityError, match=rf"ck_{table.__tablename__}_{name}\b"):
        store(ground, make(table, **changes))


@pytest.mark.parametrize(
    ("table", "name"),
    [(table, name) for table in VALUES for name in EVERYWHERE if name in checks(table)],
    ids=label,
)
def test_the_facts_of_mixins_hold_in_every_table_that_has_them(
    ground: Session, table: type[Base], name: str
) -> None:
    with pytest.raises(IntegrityError, match=rf"ck_{table.__tablename__}_{name}\b"):
        store(ground, make(table, **EVERYWHERE[name]))


@pytest.mark.parametrize("table", VALUES, ids=label)
def test_a_valid_row_of_every_table_is_stored(ground: Session, table: type[Base]) -> None:
    row = store(ground, make(table))
    assert row.id > 0


@pytest.mark.parametrize(("table", "changes"), ACCEPTED, ids=label)
def test_what_is_allowed_beside_a_fact_is_stored(
    ground: Session, table: type[Base], changes: dict[str, object]
) -> None:
    row = store(ground, make(table, **changes))
    assert row.id > 0


def test_every_constraint_with_a_condition_is_tried() -> None:
    tried = {(table, name) for table, _, name in REFUSED}
    everywhere = {(table, name) for table in VALUES for name in EVERYWHERE if name in checks(table)}
    existing = {(table, name) for table in VALUES for name in checks(table)}
    assert existing == tried | everywhere


def test_every_table_has_a_valid_row_to_try() -> None:
    assert {table.__tablename__ for table in VALUES} == set(Base.metadata.tables)


def test_a_code_outside_its_list_is_refused(ground: Session) -> None:
    with pytest.raises(IntegrityError, match="ck_block_block_state"):
        ground.execute(sa.text("UPDATE block SET state = 'finished'"))


def test_the_same_role_is_granted_once_even_without_a_block(ground: Session) -> None:
    store(ground, make(RoleGrant))
    with pytest.raises(IntegrityError, match=r"uq_role_grant_without_block|role_grant\.account_id"):
        store(ground, make(RoleGrant))


def test_a_reversal_takes_back_each_booking_once(ground: Session) -> None:
    store(ground, make(Appropriation, reverses_id=ID, **REVERSAL))
    with pytest.raises(IntegrityError, match="reverses_id"):
        store(ground, make(Appropriation, reverses_id=ID, **REVERSAL))


def test_a_reference_to_nothing_is_refused(ground: Session) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        store(ground, make(FundingEntry, block_id=ID + 77))

"""A file is booked and taken back in few statements; each row is as if it had been booked alone."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import GRANTED, booked_sum, make_resolution, officer
from tests.features.record_rows import LATER, NOW, UNKNOWN_DAY, day, make_project
from vrs_tracker.domain.errors import RuleViolations
from vrs_tracker.domain.inputs.finance import EntryInput
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.cofunding import ImportState
from vrs_tracker.domain.vocabulary.money import Payer, Provenance, Stage
from vrs_tracker.features.exchange.actions import take_in
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.actions.importing import Terms, book_import
from vrs_tracker.features.finance.actions.taking_back import reverse_import
from vrs_tracker.tables.documents import MoneyImport
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.trail.totals import wrong_sums

WHY = "Falsche Datei"
TERMS = Terms(change_reason=ChangeReason.SCOPE_CHANGED, change_sentence="Umfang neu gefasst")
OF_THE_ROW = {"id", "import_id", "reverses_id", "post_key"}
"""Columns that differ between two rows that say the same."""

ROWS = st.lists(
    st.builds(
        EntryInput,
        amount=st.integers(min_value=1, max_value=10**9).map(lambda cents: Decimal(cents) / 100),
        effective=st.sampled_from([day("2026-03-15"), day("2025-12-31"), UNKNOWN_DAY]),
        stage=st.sampled_from([Stage.PLANNED, Stage.COMMITTED, Stage.DISBURSED]),
        payer=st.sampled_from([Payer.MUNICIPALITY, Payer.PRIVATE, Payer.STATE]),
        degree=st.just(GRANTED.degree),
        figure_source=st.just(GRANTED.figure_source),
        budget_year=st.sampled_from([None, 2025, 2026]),
        budget_line=st.sampled_from(["", "0051.10"]),
        is_rounded=st.booleans(),
        document=st.sampled_from(["", "Bescheid"]),
        note=st.sampled_from(["", "Rate"]),
        source=st.just("Liste.csv, Tabelle, Zeile 2"),
        change_reason=st.just(ChangeReason.SCOPE_CHANGED),
    ),
    min_size=1,
    max_size=8,
)


def import_of(session: Session, content: bytes = b"x") -> MoneyImport:
    imported, _ = take_in(
        session, content, name="Liste.csv", media_type="text/csv", by=officer(session), now=NOW
    )
    return imported


def said(session: Session, *, reversals: bool) -> list[dict[str, Any]]:
    """What the rows say, in the order of entry, as the database holds it."""
    table = FundingEntry.__table__
    wanted = table.c.reverses_id.is_not(None) if reversals else table.c.reverses_id.is_(None)
    rows = session.execute(sa.select(table).where(wanted).order_by(table.c.id)).mappings()
    return [{name: value for name, value in row.items() if name not in OF_THE_ROW} for row in rows]


def reversed_ids(session: Session) -> list[int | None]:
    stmt = sa.select(FundingEntry.reverses_id).where(FundingEntry.reverses_id.is_not(None))
    return list(session.scalars(stmt.order_by(FundingEntry.id)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(rows=ROWS)
def test_a_file_books_and_takes_back_what_single_rows_would(session: Session, rows: list[EntryInput]) -> None:
    by = officer(session)
    with session.begin_nested() as nested:
        single = [actions.add_entry(session, each, by=by, now=NOW) for each in rows]
        booked_alone = said(session, reversals=False)
        for row in single:
            actions.reverse_entry(session, row, WHY, by=by, now=LATER)
        taken_back_alone = said(session, reversals=True)
        nested.rollback()
    with session.begin_nested() as nested:
        imported = import_of(session)
        book_import(session, imported, rows, by=by, now=NOW, terms=Terms())
        assert said(session, reversals=False) == booked_alone
        ids = sorted(session.scalars(sa.select(FundingEntry.id)))
        reverse_import(session, imported, WHY, by=by, now=LATER, terms=Terms())
        assert said(session, reversals=True) == taken_back_alone
        assert reversed_ids(session) == ids
        assert booked_sum(session, FundingEntry) == 0
        assert wrong_sums(session.connection()) == 0
        nested.rollback()


def test_a_file_in_blocks_is_taken_back_as_a_correction_of_each_share(session: Session) -> None:
    by, block = officer(session), make_project(session).id
    row = replace(GRANTED, block_id=block, payer=Payer.PRIVATE)
    resolved = replace(row, resolution_id=make_resolution(session).id, amount=Decimal(2))
    imported = import_of(session)
    book_import(session, imported, [row, resolved], by=by, now=NOW, terms=TERMS)
    reverse_import(session, imported, WHY, by=by, now=LATER, terms=Terms())
    reversals = said(session, reversals=True)
    assert {each["change_reason"] for each in reversals} == {ChangeReason.CORRECTION}
    assert [each["resolution_id"] for each in reversals] == [None, resolved.resolution_id]
    assert {(each["recorded_by"], each["recorded_at"], each["booked_at"]) for each in reversals} == {
        (by.key, LATER, LATER)
    }
    assert imported.state is ImportState.REVERSED


def test_money_that_was_invented_for_the_demo_stays_so_when_a_file_is_taken_back(session: Session) -> None:
    by, imported = officer(session), import_of(session)
    invented = replace(GRANTED, payer=Payer.PRIVATE, provenance=Provenance.DEMO)
    book_import(session, imported, [invented], by=by, now=NOW, terms=Terms())
    reverse_import(session, imported, WHY, by=by, now=LATER, terms=Terms())
    assert [each["provenance"] for each in said(session, reversals=True)] == [Provenance.DEMO]


def test_rows_that_were_taken_back_alone_are_not_taken_back_again(session: Session) -> None:
    by, imported = officer(session), import_of(session)
    rows = [replace(GRANTED, payer=Payer.PRIVATE, amount=Decimal(each)) for each in (1, 2, 3)]
    book_import(session, imported, rows, by=by, now=NOW, terms=Terms())
    first, *_ = session.scalars(sa.select(FundingEntry).order_by(FundingEntry.id)).all()
    actions.reverse_entry(session, first, "Betrag vertauscht", by=by, now=NOW)
    reverse_import(session, imported, WHY, by=by, now=LATER, terms=Terms())
    assert [each["amount"] for each in said(session, reversals=True)] == [-1, -2, -3]
    with pytest.raises(RuleViolations):
        reverse_import(session, imported, WHY, by=by, now=LATER, terms=Terms())


def test_taking_back_a_large_amount_waits_for_a_second_person(
    session: Session,
) -> None:
    by, imported = officer(session), import_of(session)
    granted = replace(GRANTED, payer=Payer.PRIVATE)
    book_import(session, imported, [granted], by=by, now=NOW, terms=Terms())
    limited = Terms(second_person_from=granted.amount)
    reverse_import(session, imported, WHY, by=by, now=LATER, terms=limited)
    (waiting,) = said(session, reversals=True)
    assert (waiting["booked_at"], waiting["amount"]) == (None, -granted.amount)


@pytest.mark.parametrize("number", [1, 3])
def test_sums_by_month_follow_a_file_however_many_rows_come_at_once(session: Session, number: int) -> None:
    by, imported = officer(session), import_of(session)
    block = make_project(session).id
    rows = [replace(GRANTED, payer=Payer.PRIVATE, block_id=block)] * number
    book_import(session, imported, rows, by=by, now=NOW, terms=TERMS)
    assert wrong_sums(session.connection()) == 0
    assert booked_sum(session, FundingEntry) == GRANTED.amount * number

"""The reason that a changed share needs when it is booked."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import GRANTED, PLANNED, book, officer, release_input, resolution_input
from tests.features.record_rows import LATER, NOW, broken_fields, day, make_project
from tests.tables.rows import make, store
from vrs_tracker.domain.errors import RuleViolations
from vrs_tracker.domain.inputs.finance import EntryLine
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.money import Payer, Provenance
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.queries.shares import load_share_basis
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import BaselineRow, Block
from vrs_tracker.tables.reporting import Snapshot

SHARE = replace(PLANNED, amount=Decimal(900))


@pytest.fixture
def block(session: Session) -> Block:
    """A block whose row in the motion names 1,000.00 euros regional and no private share."""
    found = make_project(session)
    values = {"regional": Decimal(1000), "municipal": Decimal(500), "private": None}
    store(session, make(BaselineRow, block_id=found.id, **values))
    return found


def refused(session: Session, new: object) -> set[str]:
    with pytest.raises(RuleViolations) as refusal:
        actions.add_entry(session, new, by=officer(session), now=NOW)  # type: ignore[arg-type] # as typed below
    return broken_fields(refusal.value)


def test_a_share_unlike_the_motion_needs_a_reason_and_a_sentence(session: Session, block: Block) -> None:
    new = replace(SHARE, block_id=block.id)
    assert refused(session, new) == {"change_reason", "note"}
    assert refused(session, replace(new, note="Billiger.")) == {"change_reason"}
    coded = replace(new, change_reason=ChangeReason.SAVINGS)
    assert refused(session, coded) == {"note"}
    row = actions.add_entry(session, replace(coded, note="Billiger."), by=officer(session), now=NOW)
    assert (row.booked_at, row.change_reason) == (NOW, ChangeReason.SAVINGS)


def test_the_share_of_the_motion_needs_none(session: Session, block: Block) -> None:
    new = replace(SHARE, block_id=block.id, amount=Decimal(1000))
    assert actions.add_entry(session, new, by=officer(session), now=NOW).booked_at == NOW


def test_a_payer_without_a_share_in_the_motion_needs_a_reason(session: Session, block: Block) -> None:
    for payer in (Payer.PRIVATE, Payer.STATE):
        assert refused(session, replace(SHARE, block_id=block.id, payer=payer)) == {"change_reason", "note"}


def test_a_project_outside_the_motion_needs_none_before_its_first_report(session: Session) -> None:
    project = make_project(session)
    assert book(session, replace(SHARE, block_id=project.id)).booked_at is not None


def test_a_proven_fact_needs_none(session: Session, block: Block) -> None:
    fact = replace(SHARE, block_id=block.id, provenance=Provenance.SOURCE, source="Pressemitteilung")
    assert actions.add_entry(session, fact, by=officer(session), now=NOW).booked_at == NOW


def test_a_draft_asks_when_it_is_booked(session: Session, block: Block) -> None:
    draft = actions.draft_entry(session, replace(SHARE, block_id=block.id), by=officer(session), now=NOW)
    with pytest.raises(RuleViolations, match="Wählen Sie den Grund"):
        actions.book_entry(session, draft, by=officer(session), now=NOW)
    reasoned = replace(SHARE, block_id=block.id, change_reason=ChangeReason.SAVINGS, note="Billiger.")
    actions.edit_draft(session, draft, reasoned, by=officer(session), now=NOW)
    actions.book_entry(session, draft, by=officer(session), now=NOW)
    assert draft.booked_at == NOW


def test_each_line_of_a_resolution_is_asked_at_its_field(session: Session, block: Block) -> None:
    lines = (EntryLine(amount=Decimal(5)), EntryLine(amount=Decimal(700), block_id=block.id))
    new = replace(resolution_input(session), entries=lines)
    with pytest.raises(RuleViolations) as refusal:
        actions.record_resolution(session, new, by=officer(session), now=NOW)
    assert broken_fields(refusal.value) == {"entries-1-change_reason", "entries-1-note"}


def test_the_reason_of_a_reversal_is_a_correction(session: Session, block: Block) -> None:
    row = book(session, replace(SHARE, block_id=block.id, amount=Decimal(1000)))
    back = actions.reverse_entry(session, row, "Betrag vertauscht", by=officer(session), now=LATER)
    assert (back.booked_at, back.change_reason) == (LATER, ChangeReason.CORRECTION)


def test_reason_and_broken_rule_are_asked_for_at_once(session: Session, block: Block) -> None:
    paid = replace(GRANTED, block_id=block.id, amount=Decimal(2000))
    book(session, replace(SHARE, block_id=block.id, amount=Decimal(1000)))
    actions.add_release(session, release_input(session), by=officer(session), now=NOW)
    assert refused(session, paid) == {"change_reason", "note", "exception_reason"}
    unproven = replace(paid, document="")
    assert refused(session, unproven) == {"document", "change_reason", "note", "exception_reason"}
    assert refused(session, replace(unproven, amount=Decimal(-1))) == {"amount", "document"}


def test_the_newest_report_handed_out_is_the_reference(session: Session, block: Block) -> None:
    reasoned = replace(SHARE, block_id=block.id, change_reason=ChangeReason.SAVINGS, note="Billiger.")
    book(session, reasoned)
    released = {"state": PeriodState.RELEASED, "released_by": officer(session).key, "released_at": LATER}
    period = store(session, make(ReportingPeriod, year=2026, half=1, **released))
    store(session, make(Snapshot, period_id=period.id, frozen_at=LATER, frozen_by=officer(session).key))
    book(session, replace(reasoned, amount=Decimal(50)))
    said = load_share_basis(session, [block.id]).references[block.slug, Payer.VRS]
    assert (said.amount, said.where) == (Decimal(950), "im letzten Bericht")
    too_late = replace(reasoned, effective=day("2026-07-01"), amount=Decimal(7))
    book(session, too_late)
    assert load_share_basis(session, [block.id]).references[block.slug, Payer.VRS] == said

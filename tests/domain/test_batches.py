"""Many amounts at once are judged as one after the other would be, but together."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.amount_and_date_values import on
from tests.domain.money_values import make_entry, make_release
from vrs_tracker.domain.batches import batch_objections, crossings, put_together
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.findings import objections
from vrs_tracker.domain.funding import amount
from vrs_tracker.domain.ledger import Ledger
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.vocabulary.money import DatePrecision, Payer, Stage

FIRST = date(2026, 1, 1)


@st.composite
def entries(draw: st.DrawFn) -> MoneyEntry:
    day = FIRST + timedelta(days=draw(st.integers(0, 5)))
    return make_entry(
        block=draw(st.sampled_from([None, "ki-xc", "aitransform"])),
        stage=draw(st.sampled_from([Stage.EARMARKED, Stage.COMMITTED, Stage.DISBURSED])),
        payer=draw(st.sampled_from([Payer.VRS, Payer.VRS, Payer.STATE])),
        amount=from_cents(draw(st.integers(1, 5)) * 1000),
        effective=PreciseDate(day, DatePrecision.DAY),
    )


ledgers = st.builds(
    lambda booked, released, frame: Ledger(
        entries=tuple(booked),
        releases=(make_release(amount=from_cents(released), effective=on(2026, 1, 2)),),
        frame=from_cents(frame),
    ),
    st.lists(entries(), max_size=6),
    st.integers(1000, 10_000),
    st.integers(1000, 10_000),
)


@given(entries(), ledgers)
def test_a_batch_of_one_is_judged_as_a_single_booking(new: MoneyEntry, ledger: Ledger) -> None:
    assert {each.says for each in batch_objections([new], ledger)} == {
        each.says for each in objections(new, ledger)
    }


@given(st.lists(entries(), max_size=8), ledgers)
def test_putting_together_changes_no_sum_and_no_judgement(new: list[MoneyEntry], ledger: Ledger) -> None:
    together = put_together(new)
    for stage in Stage:
        assert amount(together, stage=stage) == amount(new, stage=stage)
    assert batch_objections(together, ledger) == batch_objections(new, ledger)


@given(st.lists(entries(), max_size=8), ledgers)
def test_the_order_of_rows_does_not_matter(new: list[MoneyEntry], ledger: Ledger) -> None:
    forwards, backwards = batch_objections(new, ledger), batch_objections(new[::-1], ledger)
    assert {each.says for each in forwards} == {each.says for each in backwards}


def test_rows_that_keep_a_limit_one_by_one_break_it_together() -> None:
    ledger = Ledger(releases=(make_release(amount=Decimal("150.00"), effective=on(2026, 1, 2)),))
    rows = [make_entry(amount=Decimal("100.00"), effective=on(2026, 2, day)) for day in (1, 2)]
    assert [objections(row, ledger) for row in rows] == [(), ()]
    ((objection),) = batch_objections(rows, ledger)
    assert objection.says.startswith("Die Bewilligung von 200,00")
    assert "um 50,00" in objection.says


def test_a_broken_rule_points_to_the_entry_that_goes_too_far() -> None:
    ledger = Ledger(releases=(make_release(amount=Decimal("150.00"), effective=on(2026, 1, 2)),))
    days = (3, 1, 2)
    rows = [make_entry(amount=Decimal("100.00"), effective=on(2026, 2, day)) for day in days]
    (found,) = crossings(rows, ledger)
    assert days[found.place] == 2
    assert found.block is None
    assert (found.objection,) == batch_objections(rows, ledger)


def test_an_entry_that_takes_the_last_cent_does_not_go_too_far() -> None:
    ledger = Ledger(releases=(make_release(amount=Decimal("100.00"), effective=on(2026, 1, 2)),))
    rows = [
        make_entry(amount=Decimal(amount), effective=on(2026, 2, 1)) for amount in ("100.00", "0.01", "5.00")
    ]
    assert [found.place for found in crossings(rows, ledger)] == [1]


@given(st.lists(entries(), max_size=8), ledgers)
def test_every_broken_rule_has_an_entry_that_breaks_it(new: list[MoneyEntry], ledger: Ledger) -> None:
    found = crossings(new, ledger)
    assert {each.objection.rule for each in found} == {each.rule for each in batch_objections(new, ledger)}
    assert all(new[each.place].payer is Payer.VRS for each in found)
    assert all(each.block in (None, new[each.place].block) for each in found)
    assert len({(each.objection.rule, each.block) for each in found}) == len(found)

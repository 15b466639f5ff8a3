"""Each euro of the current shares counts once, and a grant never makes what is recorded less."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.report_values import make_entry, make_report, millions, on
from vrs_tracker.domain.chapters.funding_tables import (
    BESIDE_COUNTS,
    MILLIONS,
    block_shares,
    counted_shares,
    counted_total,
    current_elements,
)
from vrs_tracker.domain.counted_once import (
    EXCEEDED_BY_ITS_PARTS,
    FROM_THE_SAME_RESOLUTION,
    GRANTED_FROM_OWN,
    PART_OF_THE_WHOLE,
    REPLACED_BY_GRANTS,
)
from vrs_tracker.domain.document import Table
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.lists.shares import selection_sentence, share_list
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.origins import WHOLE, Origin
from vrs_tracker.domain.provenance.explaining import explain
from vrs_tracker.domain.provenance.sums import BESIDE_GRANTS
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage

FIRST_ROUND, LATER = 6, 20
RESOLVED_ON, BEFORE, AFTER = on(2026, 4, 20), on(2025, 3, 2), on(2026, 5, 22)


def undivided(amount: str = "13.2", number: int = 1) -> MoneyEntry:
    return make_entry(
        id=number, block=None, stage=Stage.EARMARKED, amount=millions(amount), resolution=FIRST_ROUND
    )


def resolved(block: str, amount: str, number: int = 2) -> MoneyEntry:
    return make_entry(
        id=number,
        block=block,
        stage=Stage.EARMARKED,
        amount=millions(amount),
        resolution=LATER,
        effective=RESOLVED_ON,
    )


def granted(block: str | None, amount: str, resolution: int | None = LATER, number: int = 3) -> MoneyEntry:
    return make_entry(id=number, block=block, amount=millions(amount), resolution=resolution, effective=AFTER)


def known(*entries: MoneyEntry) -> CommitteeReport:
    return make_report(entries=entries)


def current(*entries: MoneyEntry) -> Decimal:
    found = counted_total(block_shares(known(*entries)), (Payer.VRS,))
    assert found is not None
    return found.amount


def left_out(*entries: MoneyEntry) -> dict[int, str]:
    found = counted_shares(block_shares(known(*entries)), Payer.VRS)
    return {one.entry.id: one.reason for one in found.left_out}


def test_grants_from_a_resolution_divided_among_blocks_leave_the_sum_as_it_is() -> None:
    """Five blocks resolved together after two undivided rounds, then the grant notices one by one."""
    rounds = (undivided("13.2", 1), replace(undivided("3.6", 2), resolution=7))
    earlier = replace(granted("ki-xc", "1.2", None, 3), effective=BEFORE)
    amounts = {
        "ki-xc": "0.2",
        "ki-ckstart": "0.05",
        "ki-im-bau": "0.1",
        "aivision": "0.02",
        "maikerspace": "1.5",
    }
    resolution = [resolved(block, amount, 10 + at) for at, (block, amount) in enumerate(amounts.items())]
    notices = [granted(block, amount, LATER, 20 + at) for at, (block, amount) in enumerate(amounts.items())]
    assert current(*rounds, earlier) == millions("16.8")
    for number in range(len(notices) + 1):
        assert current(*rounds, earlier, *resolution, *notices[:number]) == millions("18.67")


def test_a_grant_that_names_no_resolution_rests_on_that_of_its_block_unless_it_is_older() -> None:
    whole, own = undivided(), resolved("ki-xc", "1.5")
    later, older = granted("ki-xc", "1", None), replace(granted("ki-xc", "1", None), effective=BEFORE)
    assert current(whole, own, later) == millions("14.7")
    assert left_out(whole, own, later) == {3: GRANTED_FROM_OWN}
    assert current(whole, own, older) == millions("14.7")
    assert left_out(whole, own, older) == {3: PART_OF_THE_WHOLE}


def test_a_grant_without_a_resolution_that_exceeds_that_of_its_block_comes_out_of_the_undivided_sum() -> None:
    own, large = resolved("ki-xc", "0.2"), granted("ki-xc", "1.5", None)
    assert current(undivided(), own, large) == millions("13.4")
    assert left_out(undivided(), own, large) == {3: PART_OF_THE_WHOLE}
    assert current(own, large) == millions("1.5")


def test_grants_above_their_resolution_count_instead_of_it() -> None:
    entries = (undivided(), resolved("ki-xc", "1"), granted("ki-xc", "1.5"))
    assert current(*entries) == millions("14.7")
    assert left_out(*entries) == {2: REPLACED_BY_GRANTS}


def test_a_grant_that_names_the_undivided_resolution_comes_out_of_it() -> None:
    entries = (undivided(), resolved("ki-xc", "1"), granted("ki-xc", "4", FIRST_ROUND))
    assert current(*entries) == millions("14.2")
    assert left_out(*entries) == {3: FROM_THE_SAME_RESOLUTION}
    more = replace(entries[2], amount=millions("14"))
    assert current(*entries[:2], more) == millions("15")
    assert left_out(*entries[:2], more) == {1: EXCEEDED_BY_ITS_PARTS}


def test_a_grant_of_a_resolution_divided_among_others_is_no_part_of_the_undivided_sum() -> None:
    entries = (undivided(), resolved("ki-xc", "1"), granted("aivision", "0.5"))
    assert current(*entries) == millions("14.7")
    assert left_out(*entries) == {}


def test_an_undivided_grant_does_not_replace_the_undivided_resolution() -> None:
    entries = (undivided(), granted(None, "2", FIRST_ROUND), granted("ki-xc", "3", None, 4))
    assert current(*entries) == millions("13.2")
    assert left_out(*entries) == {2 + 1: FROM_THE_SAME_RESOLUTION, 4: PART_OF_THE_WHOLE}


def test_what_is_not_granted_yet_stands_beside_the_grant_in_the_tables() -> None:
    report = known(undivided(), resolved("ki-xc", "1.5"), granted("ki-xc", "0.2"))
    (table,) = current_elements(report, MILLIONS)
    assert isinstance(table, Table)
    rows = {row.cells[0]: row.cells for row in table.rows}
    assert rows["1 KI-XC (Stuttgart)"][1] == "0,20 (dazu beschlossen 1,30)"
    assert rows["Summe Bausteine"][1] == "1,50"
    assert rows["Summe"][1] == "14,70"
    assert BESIDE_COUNTS in table.note
    listed = share_list(report)
    assert BESIDE_COUNTS in listed.table.note
    stages = [row.cells[2].text for row in listed.table.rows]
    assert "bewilligt (dazu beschlossen 1,30)" in stages
    assert selection_sentence(listed.lines).endswith("heute 14,70 Millionen Euro.")


def test_the_share_of_a_block_says_what_counts_in_the_sums_beside_it() -> None:
    report = known(resolved("ki-xc", "1.5"), granted("ki-xc", "0.2"))
    found = explain(report, Origin(Measure.CURRENT, block="ki-xc", payer="vrs"))
    assert found is not None
    assert (found.amount, [one.reason for one in found.left_out]) == (millions("0.2"), [BESIDE_GRANTS])
    whole = explain(report, Origin(Measure.CURRENT, payer="vrs"))
    assert whole is not None
    assert (whole.amount, [one.reason for one in whole.left_out]) == (millions("1.5"), [GRANTED_FROM_OWN])
    nothing = explain(report, Origin(Measure.CURRENT, block=WHOLE, payer="vrs"))
    assert nothing is None or nothing.amount is None


# ---------------------------------------------------------------- any ledger

_CENTS = st.integers(1, 2_000_000_000).map(from_cents)
_BLOCKS = st.sampled_from(["ki-xc", "aitransform", "maikerspace"])
_ENTRIES = st.lists(
    st.builds(
        make_entry,
        id=st.integers(100, 100_000),
        block=_BLOCKS | st.none(),
        stage=st.sampled_from([Stage.PLANNED, Stage.EARMARKED, Stage.COMMITTED]),
        payer=st.sampled_from([Payer.VRS, Payer.MUNICIPALITY]),
        payer_name=st.sampled_from(["", "Verband Region Stuttgart", "Landeshauptstadt Stuttgart"]),
        amount=_CENTS,
        resolution=st.sampled_from([None, FIRST_ROUND, LATER]),
        effective=st.sampled_from([BEFORE, RESOLVED_ON, AFTER]),
        counting=st.sampled_from(Counting),
    ),
    max_size=6,
    unique_by=lambda entry: entry.id,
)


@given(_ENTRIES, _BLOCKS, _CENTS, _CENTS, st.sampled_from(["", "Verband Region Stuttgart"]))
def test_a_grant_of_at_most_the_resolved_amount_never_lowers_the_sum(
    entries: list[MoneyEntry], block: str, first: Decimal, second: Decimal, name: str
) -> None:
    own = replace(resolved(block, "1"), amount=max(first, second))
    grant = replace(granted(block, "1"), amount=min(first, second), payer_name=name)
    before = current(*entries, own)
    assert current(*entries, own, grant) >= before
    assert current(*entries, own, replace(grant, resolution=None)) >= before


@given(_CENTS, _CENTS, _BLOCKS, st.sampled_from([None, FIRST_ROUND]))
def test_a_grant_within_an_undivided_sum_leaves_it_unchanged(
    first: Decimal, second: Decimal, block: str, resolution: int | None
) -> None:
    whole = replace(undivided(), amount=max(first, second))
    grant = replace(granted(block, "1", resolution), amount=min(first, second))
    assert current(whole, grant) == current(whole) == whole.amount


@given(_ENTRIES, st.data())
def test_a_reversal_restores_the_sum(entries: list[MoneyEntry], data: st.DataObject) -> None:
    grant = granted(data.draw(_BLOCKS), "1")
    back = replace(grant, id=4, amount=-grant.amount, reverses=grant.id)
    shown = [
        counted_total(block_shares(known(*some)), (Payer.VRS,)) for some in (entries, [*entries, grant, back])
    ]
    assert shown[0] == shown[1]


@given(_ENTRIES)
def test_each_entry_counts_or_is_left_out_once(entries: list[MoneyEntry]) -> None:
    report = known(*entries)
    for payer in Payer:
        found = counted_shares(block_shares(report), payer)
        numbers = [one.id for one in found.entries] + [one.entry.id for one in found.left_out]
        shown = {entry.id for line in block_shares(report) for one in line.of(payer) for entry in one.entries}
        assert len(numbers) == len(set(numbers))
        assert shown <= set(numbers)

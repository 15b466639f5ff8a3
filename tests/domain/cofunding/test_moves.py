from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from tests.domain.cofunding_values import given, make_ruled
from tests.domain.money_values import make_freeze
from tests.domain.report_values import make_release, millions
from vrs_tracker.domain.cofunding.moves import Move, Place, check_moves, held_at, moved
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import amount_in_block, effective_entries, select, staircase
from vrs_tracker.domain.lists.what_if import held_words, what_if
from vrs_tracker.domain.money import from_cents, total
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Degree, Payer, Stage

KOMMUNE = Payer.MUNICIPALITY
GRANTED = Place("aitransform", Payer.VRS, Stage.COMMITTED, 2026)


def to(
    amount: str | Decimal = "1",
    *,
    source: Place = GRANTED,
    block: str | None = "maikerspace",
    payer: Payer = Payer.VRS,
    year: int = 2027,
) -> Move:
    euros = millions(amount) if isinstance(amount, str) else amount
    return Move(amount=euros, source=source, block=block, payer=payer, year=year)


def report() -> CommitteeReport:
    town = given("5", KOMMUNE, Stage.EARMARKED, degree=Degree.PLEDGED)
    found = make_ruled(given("5"), town, given("3", stage=Stage.DISBURSED))
    return replace(found, releases=(make_release(amount=millions("6")),))


def entries_of(found: CommitteeReport, stage: Stage) -> tuple[MoneyEntry, ...]:
    return select(effective_entries(found), stage=stage)


def test_planned_decided_and_granted_money_can_be_moved_and_payments_cannot() -> None:
    assert {place.stage for place in held_at(report())} == {Stage.EARMARKED, Stage.COMMITTED}
    assert held_at(report())[GRANTED].amount == millions("5")


def test_what_can_be_moved_is_named_in_the_order_of_the_report() -> None:
    whole = given("13.2", stage=Stage.EARMARKED, block=None)
    found = [words for _, words in held_words(make_ruled(whole, given("5"), given("1", block="ki-xc")))]
    assert [words.rpartition(":")[0] for words in found] == [
        "KI-XC (Stuttgart), regional, bewilligt, 2026",
        "AITransform (Böblingen), regional, bewilligt, 2026",
        "Programm gesamt, nicht aufgeteilt, regional, beschlossen, 2026",
    ]
    assert found[1].endswith(": 5,00\N{NO-BREAK SPACE}Mio.\N{NO-BREAK SPACE}€")


@pytest.mark.parametrize(
    ("move", "field"),
    [
        (to("6"), "moves-0-amount"),
        (to("0"), "moves-0-amount"),
        (to(block="aitransform", year=2026), "moves-0-block"),
        (to(year=1999), "moves-0-year"),
        (to(source=replace(GRANTED, year=2025)), "moves-0-amount"),
    ],
    ids=["more than there is", "nothing", "nowhere else", "no budget year", "an empty place"],
)
def test_a_move_that_cannot_be_says_so_at_its_field(move: Move, field: str) -> None:
    assert [one.field for one in check_moves(report(), (move,))] == [field]


def test_all_lines_together_take_no_more_than_is_there() -> None:
    assert check_moves(report(), (to("3"), to("2", year=2028))) == ()
    (refused,) = check_moves(report(), (to("3"), to("2.5", year=2028)))
    assert refused.field == "moves-1-amount"


def test_what_one_line_brings_the_next_may_take() -> None:
    first = to("3")
    moves = (first, to("3", source=first.target, block="ki-xc"))
    assert check_moves(report(), moves) == ()
    assert held_at(moved(report(), moves))[moves[1].target].amount == millions("3")


def test_moving_leaves_the_report_itself_as_it_is() -> None:
    found = report()
    before = found.entries
    moved(found, (to(),))
    assert found.entries is before


def test_money_that_another_payer_takes_over_becomes_available() -> None:
    then = moved(report(), (to("2", block="aitransform", payer=KOMMUNE, year=2026),))
    assert staircase(report()).available == millions("1")
    assert staircase(then).available == millions("3")


def test_moved_money_is_as_binding_as_before() -> None:
    pledge = Place("aitransform", KOMMUNE, Stage.EARMARKED, 2026)
    then = moved(report(), (to("2", source=pledge, payer=KOMMUNE),))
    assert held_at(then)[replace(pledge, block="maikerspace", year=2027)].degree is Degree.PLEDGED


CENTS = st.integers(min_value=1, max_value=100_000_000).map(from_cents)


@examples(
    st.lists(
        st.tuples(
            CENTS,
            st.sampled_from(["maikerspace", "ki-xc", None]),
            st.sampled_from(list(Payer)),
            st.integers(min_value=2024, max_value=2030),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_moving_keeps_the_sum_of_every_stage(
    parts: list[tuple[Decimal, str | None, Payer, int]],
) -> None:
    found = report()
    moves = tuple(to(amount, block=block, payer=payer, year=year) for amount, block, payer, year in parts)
    assert check_moves(found, moves) == ()
    then = moved(found, moves)
    for stage in Stage:
        assert amount_in_block(entries_of(then, stage)) == amount_in_block(entries_of(found, stage))
    assert total(held.amount for held in held_at(then).values()) == total(
        held.amount for held in held_at(found).values()
    )


def test_the_page_sets_today_beside_the_what_if() -> None:
    found = what_if(report(), (to("1"),))
    assert found.moves == (
        (
            "1 Million Euro bewilligt, von AITransform (Böblingen), regional, 2026, nach mAIkerSpace "
            "(Ditzingen), regional, 2027."
        ),
    )
    assert found.message == "Eine Warnung käme hinzu, keine Warnungen fielen weg."
    assert [row.cells for row in found.years.rows] == [
        ("2026, bewilligt", "5,00", "4,00", "\N{MINUS SIGN}1,00"),
        ("2027, bewilligt", "0,00", "1,00", "+1,00"),
    ]
    assert found.rules is not None
    assert [row.cells[0] for row in found.rules.rows] == ["mAIkerSpace (Ditzingen)"]
    assert found.money.message.startswith("Verfügbar wären 1")


def test_a_what_if_that_changes_no_rule_says_so() -> None:
    found = what_if(replace(report(), releases=()), (to("1", block="aitransform"),))
    assert (found.rules, found.new, found.gone) == (None, (), ())
    assert found.message == "An den Warnungen würde sich nichts ändern."
    assert found.money.message.startswith("Verfügbare Mittel lassen sich nicht angeben")


def test_what_becomes_decided_ends_a_warning() -> None:
    found = what_if(report(), (to("5", block="aitransform", payer=KOMMUNE, year=2026),))
    assert len(found.gone) == 1
    assert found.message == "Keine Warnungen kämen hinzu, eine Warnung fiele weg."


def test_money_that_a_haushaltssperre_holds_back_stands_in_the_formula() -> None:
    found = what_if(replace(report(), freezes=(make_freeze(amount=millions("0.5")),)), (to("1"),))
    assert found.money.message == (
        "Verfügbar wären 0,50 Millionen Euro: 6,00 Millionen Euro freigegeben, davon 5,00 Millionen Euro "
        "bewilligt und 0,50 Millionen Euro angehalten."
    )
    assert "angehalten" in [row.cells[0] for row in found.money.rows]

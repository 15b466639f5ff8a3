"""What one resolution decides and releases is judged and told together, with the figures of the pages."""

from dataclasses import replace
from decimal import Decimal

from tests.domain.amount_and_date_values import millions, on
from tests.domain.money_values import make_budget_row, make_entry, make_freeze, make_release
from vrs_tracker.domain.facts.money import MoneyEntry, Release
from vrs_tracker.domain.findings import objections, objections_together
from vrs_tracker.domain.ledger import Ledger
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.vocabulary.money import RuleCode, Stage

BLOCKS = ("ki-xc", "aitransform", "ki-im-bau", "maikerspace", "aivision")


def decided(number: int, amount: str, block: str | None = None, *, is_rounded: bool = False) -> MoneyEntry:
    return make_entry(
        id=number,
        block=block,
        stage=Stage.EARMARKED,
        amount=millions(amount),
        is_rounded=is_rounded,
        effective=on(2025, 11, 20),
    )


def released(number: int, amount: str, *, is_rounded: bool = False) -> Release:
    return make_release(id=number, amount=millions(amount), is_rounded=is_rounded, effective=on(2025, 11, 20))


KNOWN = Ledger(
    entries=(decided(1, "16.80", is_rounded=True),),
    releases=(released(1, "12.70", is_rounded=True),),
    frame=millions("16.22"),
)
LINES = tuple(decided(number, "0.374", block) for number, block in enumerate(BLOCKS, 2))


def sentences(*new: MoneyEntry | Release, ledger: Ledger = KNOWN) -> list[str]:
    """Each sentence once, with plain spaces."""
    found = objections_together(new, ledger)
    return [says.replace(NBSP, " ") for says in dict.fromkeys(each.says for own in found for each in own)]


def test_five_lines_and_a_release_of_one_resolution_are_told_in_two_sentences() -> None:
    assert sentences(released(2, "0.40"), *LINES) == [
        (
            "Mit dem Beschluss über 1,87 Mio. € übersteigen die Beschlüsse über zusammen rund 18,67 "
            "Mio. € die freigegebenen Mittel von rund 13,10 Mio. €, davon 0,40 Mio. € mit dieser Buchung, "
            "um rund 5,57 Mio. €; schon vorher waren es rund 4,10 Mio. € zu viel."
        ),
        (
            "Mit dem Beschluss über 1,87 Mio. € übersteigen die Beschlüsse über zusammen rund 18,67 "
            "Mio. € den Rahmen des Antrags von 16,22 Mio. € um rund 2,45 Mio. €; schon vorher waren es "
            "rund 0,58 Mio. € zu viel."
        ),
    ]


def test_each_line_is_an_exception_and_the_release_is_none() -> None:
    first, *others = objections_together((released(2, "0.40"), *LINES), KNOWN)
    assert first == ()
    assert {tuple(each.rule for each in own) for own in others} == {
        (RuleCode.EARMARKED_OVER_RELEASED, RuleCode.EARMARKED_OVER_FRAME)
    }


def test_what_rests_on_a_release_booked_with_it_breaks_nothing() -> None:
    ledger = Ledger(releases=(released(1, "1.00"),))
    assert sentences(released(2, "0.40"), decided(2, "1.40"), ledger=ledger) == []


def test_a_grant_names_the_release_that_is_booked_with_it() -> None:
    ledger = Ledger(releases=(released(1, "1.00"),))
    grant = replace(decided(2, "2.00"), stage=Stage.COMMITTED)
    assert sentences(released(2, "0.40"), grant, ledger=ledger) == [
        (
            "Die Bewilligung von 2,00 Mio. € übersteigt die verfügbaren Mittel von 1,00 Mio. € um "
            "0,60 Mio. €, obwohl die Freigabe von 0,40 Mio. € dazukommt. Freigegeben sind 1,00 Mio. €, "
            "bewilligt nichts."
        )
    ]


def test_each_block_that_is_overpaid_has_its_own_sentence() -> None:
    grants = tuple(
        replace(decided(number, "1.00", block), stage=Stage.COMMITTED)
        for number, block in enumerate(("ki-xc", "aivision"), 1)
    )
    paid = tuple(
        replace(each, id=each.id + 10, stage=Stage.DISBURSED, amount=each.amount + extra)
        for each, extra in zip(grants, (Decimal("0.01"), Decimal("0.02")), strict=True)
    )
    found = objections_together(paid, Ledger(entries=grants))
    assert [len(own) for own in found] == [1, 1]


def test_rows_that_are_no_money_of_their_own_have_no_objection() -> None:
    assert objections_together((make_budget_row(), make_freeze()), KNOWN) == ((), ())


def test_a_reversal_beside_a_booking_is_not_what_the_sentence_names() -> None:
    ledger = Ledger(releases=(released(1, "1.00"),), frame=millions("1.00"))
    back = replace(released(2, "1.00"), amount=-millions("0.50"))
    (sentence,) = sentences(back, decided(2, "0.90"), ledger=ledger)
    assert sentence.startswith("Mit dem Beschluss über 0,90 Mio. € übersteigen die Beschlüsse")


def test_a_single_record_is_judged_as_one_of_many() -> None:
    assert objections(LINES[0], KNOWN) == objections_together(LINES[:1], KNOWN)[0]

from decimal import Decimal

import pytest

from tests.domain.cofunding_values import given, make_watched
from tests.domain.report_values import millions
from vrs_tracker.domain.cofunding.degrees import (
    Commitment,
    amounts_by_degree,
    binding_words,
    commitments,
    secured,
)
from vrs_tracker.domain.cofunding.leverage import leverage
from vrs_tracker.domain.cofunding.watched import Watched
from vrs_tracker.domain.vocabulary.money import Degree, Payer, Stage

KOMMUNE = Payer.MUNICIPALITY


def line(watch: Watched, payer: Payer, block: str | None = "aitransform") -> Commitment:
    return next(
        one
        for one in commitments(watch)
        if one.payer is payer and (one.block.slug if one.block else None) == block
    )


def test_a_share_shows_how_far_its_euros_have_come() -> None:
    found = line(make_watched(given("5"), given("3", stage=Stage.DISBURSED)), Payer.VRS)
    assert dict(found.amounts) == {
        Degree.PLANNED: millions("5.97"),
        Degree.GRANTED: millions("5"),
        Degree.PAID: millions("3"),
    }
    assert found.strongest is Degree.PAID


def test_a_resolution_binds_more_than_a_pledge() -> None:
    pledged = given("5", KOMMUNE, Stage.EARMARKED, degree=Degree.PLEDGED)
    decided = given("1", KOMMUNE, Stage.EARMARKED, is_rounded=True)
    found = line(make_watched(pledged, decided), KOMMUNE)
    assert found.strongest is Degree.DECIDED
    assert found.rounded == {Degree.DECIDED}


def test_a_plan_that_is_booked_takes_the_place_of_the_motion() -> None:
    found = line(make_watched(given("1.2", KOMMUNE, Stage.PLANNED)), KOMMUNE)
    assert dict(found.amounts) == {Degree.PLANNED: millions("1.2")}


@pytest.mark.parametrize(
    ("stage", "degree", "words"),
    [
        (Stage.EARMARKED, Degree.DECIDED, "beschlossen"),
        (Stage.EARMARKED, Degree.PLEDGED, "zugesagt (Stufe „beschlossen“)"),
        (Stage.PLANNED, Degree.PLEDGED, "zugesagt (Stufe „geplant“)"),
        (Stage.DISBURSED, Degree.PAID, "ausgezahlt"),
        (Stage.RECOVERED, Degree.PAID, "zurückgefordert"),
    ],
)
def test_the_stage_stands_beside_a_degree_that_says_otherwise(
    stage: Stage, degree: Degree, words: str
) -> None:
    assert binding_words(stage, degree) == words


def test_a_share_is_told_degree_by_degree() -> None:
    pledged = given("1.6", KOMMUNE, Stage.EARMARKED, degree=Degree.PLEDGED, is_rounded=True)
    decided = given("0.25", KOMMUNE, Stage.EARMARKED)
    back = given("-0.25", KOMMUNE, Stage.EARMARKED)
    assert amounts_by_degree((decided, pledged)) == (
        "rund 1,60 Millionen Euro zugesagt (Stufe „beschlossen“) und 0,25 Millionen Euro beschlossen"
    )
    assert amounts_by_degree((decided, pledged, back)) == (
        "rund 1,60 Millionen Euro zugesagt (Stufe „beschlossen“)"
    )


def test_undivided_sums_stand_last_and_blocks_without_money_not_at_all() -> None:
    found = commitments(make_watched(given("13.2", stage=Stage.EARMARKED, block=None)))
    assert found[-1].block is None
    assert all(one.block is None or one.block.slug != "aiexpress" for one in found)


def test_pledges_and_plans_are_not_secured() -> None:
    entries = (
        given("5", KOMMUNE, Stage.EARMARKED, degree=Degree.PLEDGED),
        given("2", KOMMUNE, Stage.EARMARKED),
        given("9", KOMMUNE, Stage.PLANNED),
    )
    assert secured(entries, KOMMUNE) == millions("2")
    assert secured((*entries, given("1.5", KOMMUNE)), KOMMUNE) == millions("1.5")


def test_the_leverage_counts_what_others_have_decided() -> None:
    entries = (
        given("5"),
        given("2", KOMMUNE, Stage.EARMARKED),
        given("0.5", Payer.STATE, Stage.EARMARKED),
        given("100", Payer.PRIVATE, Stage.PLANNED),
        given("120", Payer.PRIVATE, Stage.EARMARKED, block="aivision"),
        given("13.2", stage=Stage.EARMARKED, block=None),
    )
    found = leverage(make_watched(*entries))
    assert (found.regional, found.theirs, found.ratio) == (millions("5"), millions("2.5"), Decimal("0.50"))
    assert found.sentences() == (
        (
            "Je Euro der Region haben andere Geldgeber 0,50 Euro beschlossen: 2,50 Millionen Euro zu 5,00 "
            "Millionen "
            "Euro."
        ),
        "Für sich steht, weil rein privat finanziert: AIVision (Böblingen).",
    )


def test_without_decisions_there_is_no_leverage() -> None:
    assert leverage(make_watched(blocks=())).sentences() == (
        "Ein Hebel lässt sich nicht angeben: Regionale Mittel sind noch keinem Vorhaben bewilligt.",
    )
    pledged = given("5", KOMMUNE, Stage.EARMARKED, degree=Degree.PLEDGED)
    found = leverage(make_watched(given("5"), pledged))
    assert found.ratio is None
    assert found.sentences()[0].startswith("Ein Hebel lässt sich nicht angeben: Von anderen")

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.report_values import (
    AS_OF,
    make_budget_row,
    make_entry,
    make_release,
    make_resolution,
    millions,
    on,
    undated,
)
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.money import MoneyEntry, Release
from vrs_tracker.domain.findings import findings, judge, mark_breaks, objections
from vrs_tracker.domain.ledger import Ledger
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.resolution_sums import difference_to_stated
from vrs_tracker.domain.vocabulary.money import Counting, RuleCode, Stage


def _entry(
    number: int, stage: Stage, amount: str, *, month: int = 3, block: str = "aitransform"
) -> MoneyEntry:
    day = on(2026, month, 15)
    return make_entry(id=number, stage=stage, amount=millions(amount), effective=day, block=block)


def _release(amount: str, *, month: int = 2) -> Release:
    return make_release(amount=millions(amount), effective=on(2026, month, 1))


def _warnings(new: MoneyEntry | Release, ledger: Ledger) -> list[str]:
    """The sentences with plain spaces."""
    return [each.sentence.replace(NBSP, " ") for each in objections(new, ledger)]


# ---------------------------------------------------------------- while booking


def test_booking_judges_the_new_entry_by_the_same_rules_as_the_report() -> None:
    ledger = Ledger(
        releases=(_release("11.60"),), entries=(_entry(1, Stage.EARMARKED, "11.00"),), frame=millions("11.50")
    )
    new = _entry(2, Stage.EARMARKED, "0.70", month=4)
    marked = mark_breaks(replace(ledger, entries=(*ledger.entries, new)))
    assert (
        judge(new, ledger)
        == marked.entries[-1].breaks
        == (
            RuleCode.EARMARKED_OVER_RELEASED,
            RuleCode.EARMARKED_OVER_FRAME,
        )
    )


def test_the_booking_form_says_what_is_exceeded_and_what_can_be_done() -> None:
    ledger = Ledger(releases=(_release("12.70"),), entries=(_entry(1, Stage.COMMITTED, "11.65"),))
    assert _warnings(_entry(2, Stage.COMMITTED, "1.20"), ledger) == [
        (
            "Die Bewilligung von 1,20 Mio. € übersteigt die verfügbaren Mittel von 1,05 Mio. € um 0,15 Mio. "
            "€. "
            "Freigegeben sind 12,70 Mio. €, davon bewilligt 11,65 Mio. €. Sie können den Betrag senken, "
            "zuerst eine Freigabe erfassen oder eine begründete Ausnahme "
            "beantragen."
        )
    ]


def test_nothing_can_be_recorded_first_to_widen_the_frame() -> None:
    (sentence,) = _warnings(_entry(1, Stage.EARMARKED, "0.0012"), Ledger(frame=Decimal(1000)))
    assert sentence == (
        "Mit dem Beschluss über 1.200,00 € übersteigen die Beschlüsse über zusammen 1.200,00 € den Rahmen "
        "des Antrags von 1.000,00 € um 200,00 €. Sie können den Betrag senken oder eine begründete Ausnahme "
        "beantragen."
    )


def test_an_entry_that_keeps_the_rules_is_booked_without_a_word() -> None:
    ledger = Ledger(releases=(_release("1.00"),))
    assert judge(_entry(1, Stage.COMMITTED, "1.00"), ledger) == ()
    assert _warnings(_entry(1, Stage.COMMITTED, "1.00"), ledger) == []


def test_a_rule_that_is_broken_already_concerns_only_what_makes_it_worse() -> None:
    ledger = Ledger(releases=(_release("1.00"),), entries=(_entry(1, Stage.COMMITTED, "2.00"),))
    assert judge(_entry(2, Stage.DISBURSED, "0.10", month=4), ledger) == ()
    assert judge(_entry(2, Stage.COMMITTED, "0.10", month=4), ledger) == (RuleCode.COMMITTED_OVER_RELEASED,)


def test_a_late_booking_is_judged_by_what_others_have_used_since() -> None:
    ledger = Ledger(
        releases=(_release("1.00", month=1),), entries=(_entry(1, Stage.COMMITTED, "0.90", month=5),)
    )
    assert judge(_entry(2, Stage.COMMITTED, "0.20", month=2), ledger) == (RuleCode.COMMITTED_OVER_RELEASED,)


def test_a_late_booking_is_judged_by_what_was_there_on_its_day() -> None:
    ledger = Ledger(
        releases=(_release("1.00", month=5),), entries=(_entry(1, Stage.COMMITTED, "1.00", month=5),)
    )
    ledger = replace(ledger, releases=(_release("0.10", month=1), *ledger.releases))
    assert judge(_entry(2, Stage.EARMARKED, "0.20", month=2), ledger) == (RuleCode.EARMARKED_OVER_RELEASED,)


def test_of_programme_and_block_the_larger_excess_is_said_once() -> None:
    ledger = Ledger(
        entries=(
            _entry(1, Stage.COMMITTED, "5.00", block="ki-xc"),
            _entry(2, Stage.DISBURSED, "4.90", block="ki-xc"),
        )
    )
    (sentence,) = _warnings(_entry(3, Stage.DISBURSED, "1.00"), ledger)
    assert "um 1,00 Mio." in sentence


def test_a_release_is_judged_against_the_appropriations() -> None:
    ledger = Ledger(budget=(make_budget_row(amount=millions("1.00")),))
    (sentence,) = _warnings(_release("1.50"), ledger)
    assert sentence.startswith("Mit der Freigabe von 1,50 Mio. € übersteigen die Freigaben")
    assert "zuerst den Ansatz erfassen" in sentence


def test_a_reversal_that_leaves_payments_uncovered_is_explained() -> None:
    granted = _entry(1, Stage.COMMITTED, "1.00", month=3)
    ledger = Ledger(entries=(granted, _entry(2, Stage.DISBURSED, "1.00", month=4)))
    back = replace(granted, id=3, amount=-granted.amount, effective=on(2026, 5, 1))
    assert _warnings(back, ledger) == [
        (
            "Mit dieser Rücknahme übersteigen die Auszahlungen die Bewilligungen um 1,00 Mio. €. "
            "Nehmen Sie zuerst diese zurück, oder beantragen Sie eine begründete Ausnahme."
        )
    ]


# ---------------------------------------------------------------- resolutions and their lines


def _resolved(stated: str, *lines: str, approximate: bool = True) -> Decimal | None:
    resolution = make_resolution(id=5, stated_amount=millions(stated), stated_is_approximate=approximate)
    entries = tuple(
        make_entry(id=number, stage=Stage.EARMARKED, amount=millions(line), resolution=5)
        for number, line in enumerate(lines, start=1)
    )
    return difference_to_stated(resolution, Ledger(entries=entries))


def test_a_sum_stated_as_about_is_met_if_the_lines_round_to_it() -> None:
    assert _resolved("13.2", "10.00", "3.15") is None
    assert _resolved("13.2", "10.00", "3.25") is None
    assert _resolved("13.2", "10.00", "3.14") == millions("-0.06")


def test_a_sum_stated_exactly_is_met_to_the_cent() -> None:
    assert _resolved("13.2", "13.2", approximate=False) is None
    assert _resolved("13.2", "13.20000001", approximate=False) == Decimal("0.01")


def test_a_resolution_without_lines_or_without_a_stated_sum_is_not_judged() -> None:
    assert _resolved("13.2") is None
    assert difference_to_stated(make_resolution(), Ledger(entries=(make_entry(resolution=1),))) is None


def test_the_lines_of_a_resolution_are_resolved_amounts_that_count_or_else_releases() -> None:
    resolution = make_resolution(id=5, stated_amount=millions("11.60"))
    grants = (
        make_entry(id=1, stage=Stage.COMMITTED, amount=millions("1.00"), resolution=5),
        make_entry(
            id=2, stage=Stage.EARMARKED, counting=Counting.CONTAINED, amount=millions("2.00"), resolution=5
        ),
    )
    releases = (
        make_release(amount=millions("11.60"), resolution=5),
        make_release(id=2, amount=millions("9.00")),
    )
    assert difference_to_stated(resolution, Ledger(entries=grants, releases=releases)) is None


@pytest.mark.parametrize(
    ("decided", "listed"), [(on(2026, 6, 30), True), (on(2026, 7, 1), False), (undated(), True)]
)
def test_lines_that_miss_the_stated_sum_are_a_finding_once_it_is_decided(
    decided: PreciseDate, *, listed: bool
) -> None:
    resolution = make_resolution(
        id=5, decided=decided, stated_amount=millions("13.20"), stated_is_approximate=True
    )
    line = make_entry(stage=Stage.EARMARKED, amount=millions("12.60"), resolution=5)
    found = findings(Ledger(entries=(line,)), (resolution,), AS_OF, {})
    assert [finding.resolution for finding in found] == ([5] if listed else [])


def test_the_finding_names_both_sums() -> None:
    resolution = make_resolution(id=5, stated_amount=millions("13.20"), stated_is_approximate=True)
    line = make_entry(stage=Stage.EARMARKED, amount=millions("12.60"), resolution=5)
    (finding,) = findings(Ledger(entries=(line,)), (resolution,), AS_OF, {})
    assert finding.sentence == (
        "Beschluss „Förderung von Projekten“ (11.03.2026): Die erfassten Zeilen ergeben zusammen "
        "12,60 Millionen Euro, der Beschluss nennt rund 13,20 Millionen Euro."
    )

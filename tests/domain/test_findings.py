from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.domain.report_values import (
    AS_OF,
    make_block,
    make_budget_row,
    make_entry,
    make_release,
    make_report,
    millions,
    on,
    undated,
)
from tests.domain.sample_report import sample_report
from tests.domain.worked_examples import example
from vrs_tracker.domain.facts.money import MoneyEntry, Release
from vrs_tracker.domain.findings import (
    findings,
    mark_breaks,
    with_findings,
)
from vrs_tracker.domain.ledger import Ledger, ledger_of
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Counting, Payer, RuleCode, Stage

NAMES = {"aitransform": "AITransform"}


def _sentences(ledger: Ledger, as_of: date = AS_OF) -> list[str]:
    return [finding.sentence for finding in findings(ledger, (), as_of, NAMES)]


def _entry(
    number: int, stage: Stage, amount: str, *, month: int = 3, block: str | None = "aitransform"
) -> MoneyEntry:
    return make_entry(
        id=number, stage=stage, amount=millions(amount), effective=on(2026, month, 15), block=block
    )


def _release(amount: str, *, month: int = 2, number: int = 1) -> Release:
    return make_release(id=number, amount=millions(amount), effective=on(2026, month, 1))


# ---------------------------------------------------------------- E32: the public facts


def _public_facts(*, second_round: bool = True) -> CommitteeReport:
    """Released 11.6 million in 2023; rounded press figures of the awards of 2024 and 2025, not divided."""
    inputs = example("E32")["inputs"]
    first = make_entry(
        id=1,
        block=None,
        stage=Stage.EARMARKED,
        amount=millions(inputs["round1_million_rounded"]),
        effective=on(2024, 5, 8),
        is_rounded=True,
    )
    second = replace(
        first, id=2, amount=millions(inputs["round2_million_rounded"]), effective=on(2025, 7, 30)
    )
    release = make_release(amount=millions("11.60"), effective=on(2023, 7, 26), is_rounded=True)
    entries = (first, second) if second_round else (first,)
    return with_findings(make_report(entries=entries, releases=(release,)))


def test_the_awards_exceed_the_frame_by_what_the_handbook_computes() -> None:
    expected = example("E32")["expected"]
    found = {finding.rule: finding for finding in _public_facts().findings}
    finding = found[RuleCode.EARMARKED_OVER_FRAME]
    assert expected["warning_expected"] is True
    assert finding.sentence == (
        "Die Beschlüsse über zusammen rund 16,80 Millionen Euro übersteigen den Rahmen des Antrags von "
        "16,22 Millionen Euro um rund 0,58 Millionen Euro."
    )
    assert (expected["sum_million"], expected["excess_million"]) == ("16.8", "0.58")
    assert finding.entry == 2


def test_the_first_awards_exceed_what_had_been_released() -> None:
    report = _public_facts(second_round=False)
    assert [finding.sentence for finding in report.findings] == [
        (
            "Die Beschlüsse über zusammen rund 13,20 Millionen Euro übersteigen die freigegebenen Mittel von "
            "rund 11,60 Millionen Euro um rund 1,60 Millionen Euro."
        )
    ]
    assert [entry.breaks for entry in report.entries] == [(RuleCode.EARMARKED_OVER_RELEASED,)]


def test_a_breach_that_has_grown_since_says_how_it_began() -> None:
    found = {finding.rule: finding for finding in _public_facts().findings}
    assert found[RuleCode.EARMARKED_OVER_RELEASED].sentence.endswith(
        " Das ist so seit dem 08.05.2024; damals waren es rund 13,20 Millionen Euro gegen rund 11,60 "
        "Millionen Euro."
    )


def test_both_awards_are_kept_and_marked_with_the_rules_they_broke() -> None:
    assert [entry.breaks for entry in _public_facts().entries] == [
        (RuleCode.EARMARKED_OVER_RELEASED,),
        (RuleCode.EARMARKED_OVER_RELEASED, RuleCode.EARMARKED_OVER_FRAME),
    ]


# ---------------------------------------------------------------- each rule


def test_releases_over_the_appropriations_are_a_finding() -> None:
    ledger = Ledger(
        budget=(make_budget_row(amount=millions("1.00")),),
        releases=(_release("0.80"), _release("0.30", number=2)),
    )
    assert _sentences(ledger) == [
        (
            "Die Freigaben von zusammen 1,10 Millionen Euro übersteigen die veranschlagten Mittel von "
            "1 Million Euro um 0,10 Millionen Euro."
        )
    ]


def test_without_an_appropriation_or_a_release_there_is_nothing_to_judge() -> None:
    assert _sentences(Ledger(releases=(_release("99.00"),))) == []
    assert _sentences(Ledger(entries=(_entry(1, Stage.COMMITTED, "99.00"),))) == []


def test_what_was_carried_over_from_a_recorded_year_is_not_counted_twice() -> None:
    last_year = make_budget_row(id=1, budget_year=2025, amount=millions("1.00"))
    carried = make_budget_row(
        id=2, budget_year=2026, kind=AppropriationKind.CARRY_FORWARD, amount=millions("1.00")
    )
    this_year = make_budget_row(id=3, budget_year=2026, amount=millions("1.00"))
    recorded = Ledger(budget=(last_year, carried, this_year), releases=(_release("2.50"),))
    unrecorded = Ledger(budget=(carried, this_year), releases=(_release("2.00"),))
    assert len(_sentences(recorded)) == 1
    assert _sentences(unrecorded) == []


def test_commitments_may_use_authority_for_coming_years() -> None:
    authority = make_budget_row(
        budget_year=2027, kind=AppropriationKind.COMMITMENT_AUTHORISATION, amount=millions("0.50")
    )
    ledger = Ledger(
        budget=(authority,),
        releases=(_release("1.00"),),
        entries=(replace(_entry(1, Stage.COMMITTED, "1.50"), budget_year=2027),),
    )
    assert _sentences(ledger) == []
    assert len(_sentences(ledger, date(2027, 1, 1))) == 1


def test_payments_over_the_commitments_of_a_block_are_a_finding_of_that_block() -> None:
    ledger = Ledger(
        entries=(
            _entry(1, Stage.COMMITTED, "1.00"),
            _entry(2, Stage.COMMITTED, "5.00", block="ki-xc"),
            _entry(3, Stage.DISBURSED, "1.20"),
        )
    )
    assert _sentences(ledger) == [
        (
            "AITransform: Die Auszahlungen von zusammen 1,20 Millionen Euro übersteigen die Bewilligungen "
            "von 1 Million Euro um 0,20 Millionen Euro."
        )
    ]


def test_undivided_commitments_cover_the_payments_of_any_block() -> None:
    ledger = Ledger(
        entries=(_entry(1, Stage.COMMITTED, "2.00", block=None), _entry(2, Stage.DISBURSED, "1.20"))
    )
    assert _sentences(ledger) == []


def test_undivided_payments_are_judged_for_the_programme() -> None:
    ledger = Ledger(entries=(_entry(1, Stage.DISBURSED, "0.0012", block=None),))
    (sentence,) = _sentences(ledger)
    assert sentence == (
        "Die Auszahlungen von zusammen 1.200,00 Euro übersteigen die Bewilligungen von 0,00 Euro "
        "um 1.200,00 Euro."
    )


def test_proofs_over_the_payments_are_a_finding() -> None:
    ledger = Ledger(
        entries=(
            _entry(1, Stage.COMMITTED, "2.00"),
            _entry(2, Stage.DISBURSED, "1.00"),
            _entry(3, Stage.PROVEN, "1.50"),
        )
    )
    (finding,) = findings(ledger, (), AS_OF, {})
    assert (finding.rule, finding.entry) == (RuleCode.PROVEN_OVER_DISBURSED, 3)
    assert finding.sentence.startswith("aitransform: Die Nachweise über zusammen")


def test_a_rule_that_is_kept_to_the_cent_is_no_finding() -> None:
    ledger = Ledger(releases=(_release("1.00"),), entries=(_entry(1, Stage.COMMITTED, "1.00"),))
    assert _sentences(ledger) == []


def test_only_regional_money_that_counts_is_judged() -> None:
    municipal = make_entry(id=1, payer=Payer.MUNICIPALITY, stage=Stage.DISBURSED)
    contained = make_entry(id=2, counting=Counting.CONTAINED, stage=Stage.EARMARKED, amount=millions("99.00"))
    unclear = make_entry(
        id=3, counting=Counting.UNCLEAR, stage=Stage.EARMARKED, block=None, amount=millions("99.00")
    )
    ledger = Ledger(releases=(_release("1.00"),), entries=(municipal, contained, unclear), frame=Decimal(1))
    assert _sentences(ledger) == []


def test_the_sample_keeps_all_rules() -> None:
    report = with_findings(sample_report())
    assert report.findings == ()
    assert {entry.breaks for entry in report.entries} == {()}


# ---------------------------------------------------------------- in the order of time


def test_a_breach_is_no_finding_any_more_once_it_is_healed_but_its_mark_stays() -> None:
    ledger = Ledger(
        releases=(_release("1.00", month=2), _release("0.50", month=5, number=2)),
        entries=(_entry(1, Stage.COMMITTED, "1.20", month=3),),
    )
    assert len(_sentences(ledger, date(2026, 4, 30))) == 1
    assert _sentences(ledger, date(2026, 5, 1)) == []
    assert [entry.breaks for entry in mark_breaks(ledger).entries] == [(RuleCode.COMMITTED_OVER_RELEASED,)]


def test_a_release_on_the_same_day_is_in_time_whatever_was_typed_first() -> None:
    entry = make_entry(stage=Stage.COMMITTED, effective=on(2026, 2, 1), amount=millions("1.00"))
    ledger = Ledger(releases=(_release("1.00", month=2),), entries=(entry,))
    assert [marked.breaks for marked in mark_breaks(ledger).entries] == [()]


def test_a_correction_on_one_day_breaks_nothing() -> None:
    granted = _entry(1, Stage.COMMITTED, "1.00", month=3)
    paid = _entry(2, Stage.DISBURSED, "1.00", month=4)
    back = replace(granted, id=3, amount=-granted.amount, reverses=1, effective=on(2026, 5, 15))
    again = _entry(4, Stage.COMMITTED, "1.10", month=5)
    ledger = Ledger(entries=(granted, paid, back, again))
    assert {entry.breaks for entry in mark_breaks(ledger).entries} == {()}
    assert _sentences(ledger) == []


def test_taking_back_a_commitment_that_was_paid_marks_the_reversal() -> None:
    granted = _entry(1, Stage.COMMITTED, "1.00", month=3, block=None)
    paid = _entry(2, Stage.DISBURSED, "1.00", month=4)
    back = replace(granted, id=3, amount=-granted.amount, reverses=1, effective=on(2026, 5, 15))
    marked = mark_breaks(Ledger(entries=(granted, paid, back))).entries
    assert [entry.breaks for entry in marked] == [(), (), (RuleCode.DISBURSED_OVER_COMMITTED,)]


def test_what_does_not_count_is_not_marked_beside_what_does() -> None:
    breaking = _entry(1, Stage.EARMARKED, "2.00")
    contained = replace(_entry(2, Stage.EARMARKED, "0.50"), counting=Counting.CONTAINED)
    ledger = Ledger(releases=(_release("1.00"),), entries=(breaking, contained))
    assert [bool(entry.breaks) for entry in mark_breaks(ledger).entries] == [True, False]


def test_only_payments_of_the_block_are_marked_when_its_commitments_are_exceeded() -> None:
    ledger = Ledger(
        entries=(
            _entry(1, Stage.COMMITTED, "1.00", month=2),
            _entry(2, Stage.COMMITTED, "5.00", month=2, block="ki-xc"),
            _entry(3, Stage.DISBURSED, "1.20"),
            _entry(4, Stage.DISBURSED, "0.10", block=None),
            _entry(5, Stage.DISBURSED, "0.10", block="ki-xc"),
        )
    )
    assert [entry.id for entry in mark_breaks(ledger).entries if entry.breaks] == [3]


def test_taking_back_undivided_commitments_marks_what_counted_and_covered_the_block() -> None:
    undivided = _entry(1, Stage.COMMITTED, "1.00", month=2, block=None)
    unclear = replace(undivided, id=2, counting=Counting.UNCLEAR)
    elsewhere = _entry(3, Stage.COMMITTED, "5.00", month=2, block="ki-xc")
    paid = _entry(4, Stage.DISBURSED, "1.00", month=3)
    day = on(2026, 5, 15)
    back = replace(undivided, id=5, amount=millions("-1.00"), reverses=1, effective=day)
    unclear_back = replace(unclear, id=6, amount=millions("-1.00"), reverses=2, effective=day)
    elsewhere_back = replace(elsewhere, id=7, amount=millions("-0.10"), effective=day)
    ledger = Ledger(entries=(undivided, unclear, elsewhere, paid, back, unclear_back, elsewhere_back))
    assert [entry.id for entry in mark_breaks(ledger).entries if entry.breaks] == [5]


def test_taking_back_a_release_marks_that_release() -> None:
    ledger = Ledger(
        releases=(_release("1.00", month=2), _release("-0.40", month=5, number=2)),
        entries=(_entry(1, Stage.EARMARKED, "1.00", month=3),),
    )
    assert [release.breaks for release in mark_breaks(ledger).releases] == [
        (),
        (RuleCode.EARMARKED_OVER_RELEASED,),
    ]
    (finding,) = findings(ledger, (), AS_OF, {})
    assert finding.entry is None


def test_a_release_over_the_appropriations_is_marked_and_the_budget_is_not() -> None:
    ledger = Ledger(
        budget=(
            make_budget_row(amount=millions("1.00"), effective=undated()),
            make_budget_row(id=2, amount=millions("0.10"), effective=on(2026, 2, 1)),
        ),
        releases=(_release("1.50"),),
        entries=(_entry(1, Stage.COMMITTED, "0.10", month=2),),
    )
    marked = mark_breaks(ledger)
    assert [release.breaks for release in marked.releases] == [(RuleCode.RELEASED_OVER_APPROPRIATED,)]
    assert marked.budget == ledger.budget


def test_a_breach_says_when_it_began_and_points_to_the_last_entry_that_made_it_worse() -> None:
    ledger = Ledger(
        releases=(_release("1.00"),),
        entries=(
            _entry(1, Stage.COMMITTED, "0.90", month=3),
            _entry(2, Stage.COMMITTED, "0.20", month=4),
            _entry(3, Stage.COMMITTED, "0.20", month=5),
            _entry(4, Stage.COMMITTED, "0.30", month=5),
            _entry(5, Stage.DISBURSED, "0.10", month=6),
        ),
    )
    (finding,) = findings(ledger, (), AS_OF, {})
    assert (finding.since, finding.entry) == (date(2026, 4, 15), 4)


def test_a_breach_that_was_healed_to_the_cent_begins_anew() -> None:
    ledger = Ledger(
        releases=(_release("1.00", month=2), _release("0.20", month=4, number=2)),
        entries=(_entry(1, Stage.COMMITTED, "1.20", month=3), _entry(2, Stage.COMMITTED, "0.10", month=5)),
    )
    (finding,) = findings(ledger, (), AS_OF, {})
    assert finding.entry == 2


def test_what_takes_effect_later_is_no_finding_yet() -> None:
    ledger = Ledger(releases=(_release("1.00"),), entries=(_entry(1, Stage.COMMITTED, "2.00", month=7),))
    assert _sentences(ledger, AS_OF) == []
    assert len(_sentences(ledger, date(2026, 7, 15))) == 1


def test_a_report_gives_its_own_names_and_frame_to_its_findings() -> None:
    report = make_report(entries=(_entry(1, Stage.DISBURSED, "1.00"),), findings=())
    assert ledger_of(report).frame == millions("16.22")
    assert [finding.sentence[:12] for finding in with_findings(report).findings] == ["AITransform:"]


def test_findings_are_made_anew_each_time() -> None:
    report = with_findings(make_report(blocks=(make_block(),), entries=(_entry(1, Stage.DISBURSED, "1.00"),)))
    assert with_findings(report) == report

"""The lists of co-funding: shares, rules, warnings with their ways on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.domain.cofunding_values import given, make_cap, make_half, make_rule, make_ruled
from vrs_tracker.domain.lists.cofunding import co_funding
from vrs_tracker.domain.lists.funding_rules import rules_table
from vrs_tracker.domain.vocabulary.cofunding import FundingRuleKind
from vrs_tracker.domain.vocabulary.money import Degree, Payer, Stage

TODAY = date(2026, 7, 1)


def test_without_other_payers_nothing_is_counted() -> None:
    assert co_funding(make_ruled(given("5"), blocks=())).shares.message == (
        "Anteile anderer Geldgeber sind noch nicht erfasst."
    )


def test_an_undivided_sum_leads_to_no_block() -> None:
    found = co_funding(
        make_ruled(given("13.2", stage=Stage.EARMARKED, block=None, is_rounded=True), blocks=())
    )
    (row,) = found.shares.rows
    assert row.group == "Programm gesamt, nicht aufgeteilt"
    assert "rund 13,20" in [cell.text for cell in row.cells]
    assert "gerundet" in found.shares.note


def test_named_payers_are_named() -> None:
    town = replace(given("5", Payer.MUNICIPALITY, Stage.EARMARKED), payer_name="Stadt Böblingen")
    rows = co_funding(make_ruled(town)).shares.rows
    assert "kommunal: Stadt Böblingen" in [row.cells[0].text for row in rows]


def test_what_is_pledged_says_at_its_evidence_on_which_stage_it_is_booked() -> None:
    pledged = given("5", Payer.MUNICIPALITY, Stage.EARMARKED, degree=Degree.PLEDGED)
    (proof,) = (
        row.cells[-1].text
        for row in co_funding(make_ruled(pledged)).shares.rows
        if row.facets["verbindlichkeit"] == frozenset({Degree.PLEDGED.value})
    )
    assert proof == "zugesagt (Stufe „beschlossen“): Buchung 1"


def test_what_no_rule_can_judge_yet_is_said() -> None:
    assert co_funding(make_ruled()).rules.message == "Noch steht kein Betrag, den eine Regel beurteilt."
    assert co_funding(make_ruled(rules=())).rules.message == (
        "Regeln der gemeinsamen Förderung sind noch nicht erfasst."
    )


def test_the_table_of_rules_says_what_is_too_much_and_what_is_missing() -> None:
    entries = (given("17", is_rounded=True), given("4.5", Payer.MUNICIPALITY, Stage.EARMARKED))
    ended = replace(make_cap(), valid_until=date(2027, 1, 1))
    found = co_funding(make_ruled(*entries, rules=(make_rule(), ended)))
    by_name = {row.cells[0].text: [cell.text for cell in row.cells] for row in found.rules.rows}
    assert by_name["AITransform (Böblingen)"][3] == "rund 12,50 fehlen"
    assert by_name["Programm gesamt"][3] == "rund 0,78 zu viel"
    assert found.rules.rows[-1].group.endswith("seit 16.10.2021 bis 01.01.2027")
    assert found.rules.message == "In einem von drei Fällen, die beurteilt werden, ist die Regel eingehalten."


def test_a_single_case_is_told_in_the_singular() -> None:
    found = co_funding(make_ruled(given("5"), blocks=(), rules=(make_cap(),)))
    assert found.rules.message == "In einem von einem Fall, der beurteilt wird, ist die Regel eingehalten."


def test_warnings_lead_to_block_and_rule_or_to_what_there_is() -> None:
    late = make_ruled(given("5"), given("17", stage=Stage.EARMARKED, block=None), rules=(make_cap(),))
    (frame,) = co_funding(late).alarms
    assert frame.links == (("Rahmen des Programms", "/finanzen/foerderregeln#regel-2"),)


def test_the_list_of_rules_tells_what_holds_today() -> None:
    coming = replace(make_half(), valid_from=date(2027, 1, 1), share=Decimal("0.5"))
    ended = make_rule(id=4, valid_until=date(2025, 12, 31))
    call = replace(make_cap("3", FundingRuleKind.CALL_CAP), id=5)
    table, filters = rules_table((ended, call, coming), TODAY)
    assert table.message == "Eine von drei Regeln gilt heute."
    assert [row.cells[4].text for row in table.rows] == ["beendet", "gilt heute", "gilt später"]
    assert [one.label for one in filters] == ["Art", "Stand"]
    assert rules_table((), TODAY)[0].message == "Regeln der gemeinsamen Förderung sind noch nicht erfasst."
    assert rules_table((call, make_rule()), TODAY)[0].message == "Zwei von zwei Regeln gelten heute."

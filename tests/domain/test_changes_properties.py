"""Of any two reports: nothing is missed, nothing is invented, and the way back mirrors the way there."""

from collections import Counter
from decimal import Decimal
from itertools import chain
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.change_facts import differing, facts_of
from tests.domain.change_pairs import ONE_BY_ONE, nearly_alike, pairs
from tests.domain.report_strategy import reports
from vrs_tracker.domain.changes import changes_between, ranked_changes
from vrs_tracker.domain.changes.difference import Difference
from vrs_tracker.domain.changes.ranking import differences, key_of
from vrs_tracker.domain.facts.blocks import Indicator, Risk
from vrs_tracker.domain.notation import NO_STATEMENT, date_de
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import Light, RiskState

Thing = TypeVar("Thing", Risk, Indicator)
Pair = tuple[CommitteeReport, CommitteeReport]
MANY = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=50
)


def _differences(old: CommitteeReport, new: CommitteeReport) -> dict[str, Difference]:
    return {key_of(each): each for each in chain.from_iterable(differences(old, new))}


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=50
)
@given(reports())
def test_equal_reports_have_no_changes(report: CommitteeReport) -> None:
    assert changes_between(report, report) == ()


@settings(MANY, max_examples=200)
@given(pairs())
def test_every_fact_that_differs_is_told_and_nothing_else(pair: Pair) -> None:
    old, new = pair
    day = min(old.as_of, new.as_of)
    facts = differing(facts_of(old, day), facts_of(new, day))
    told = {change.key for change in ranked_changes(old, new)}
    for name, keys in facts.items():
        assert told & set(keys), (name, "is not told")
    assert told <= set(chain.from_iterable(facts.values()))


@pytest.mark.parametrize(("part", "names"), ONE_BY_ONE)
@settings(MANY, max_examples=20)
@given(data=st.data())
def test_a_field_that_differs_alone_is_told_just_then(
    part: str, names: tuple[str, ...], data: st.DataObject
) -> None:
    old, new = data.draw(nearly_alike(part, names))
    facts = differing(facts_of(old, old.as_of), facts_of(new, old.as_of))
    told = [change.key for change in ranked_changes(old, new)]
    assert sorted(told) == sorted({key for keys in facts.values() for key in keys})
    _assert_risks_and_results_are_said(old, new)


@MANY
@given(pairs())
def test_the_way_back_tells_the_same_things_in_the_other_direction(pair: Pair) -> None:
    there, back = _differences(*pair), _differences(*reversed(pair))
    mirrored = {_mirrored(key): each for key, each in back.items()}
    assert there.keys() == mirrored.keys()
    for key, each in there.items():
        if "milestone" not in key:  # without an expected date it is compared with the first plan
            assert each.size == -mirrored[key].size, key


def _mirrored(key: str) -> str:
    block, about = key.split(":")
    if about == "new":
        return f"programm:gone-{block}"
    return f"{about.removeprefix('gone-')}:new" if about.startswith("gone-") else key


@MANY
@given(pairs())
def test_a_sentence_names_what_is_true_now(pair: Pair) -> None:
    old, new = pair
    told = _differences(old, new)
    for block in new.all_blocks():
        was = old.block(block.slug)
        if was is None:
            continue
        said = " ".join(each.sentence for key, each in told.items() if each.block == block.slug)
        if block.light is not was.light and block.light is not Light.UNKNOWN:
            assert block.light.label in said
        for milestone in block.milestones:
            sentence = told.get(f"{block.slug}:milestone-{milestone.id}")
            if sentence and milestone.expected:
                assert date_de(milestone.expected) in sentence.sentence


@MANY
@given(pairs())
def test_a_risk_says_its_new_date_and_a_result_whether_it_is_estimated(pair: Pair) -> None:
    _assert_risks_and_results_are_said(*pair)


def _assert_risks_and_results_are_said(old: CommitteeReport, new: CommitteeReport) -> None:
    told = _differences(old, new)
    for block in new.all_blocks():
        was = old.block(block.slug)
        for before, risk in _both(was.risks if was else (), block.risks):
            one = told.get(f"{block.slug}:risk-{risk.id}")
            is_open = before.state is RiskState.OPEN is risk.state
            if one and is_open and before.measure == risk.measure and before.due != risk.due:
                assert (date_de(risk.due) if risk.due else NO_STATEMENT) in one.sentence
        for then, result in _both(was.indicators if was else (), block.indicators):
            one = told.get(f"{block.slug}:indicator-{result.kind}")
            shown, before_shown = _shown(result), _shown(then)
            if one:
                values = (shown,) if shown == before_shown else (shown, before_shown)
                assert one.sentence.count("(geschätzt)") == sum(estimated for _, estimated in values)
                assert one.sentence.count("im letzten Bericht") == len(values) - 1


def _shown(result: Indicator) -> tuple[Decimal | None, bool]:
    return result.actual, result.is_estimated and result.actual is not None


def _both(old: tuple[Thing, ...], new: tuple[Thing, ...]) -> list[tuple[Thing, Thing]]:
    """What stands in both reports, as it was and as it is."""
    known = {_name(one): one for one in old}
    return [(known[_name(one)], one) for one in new if _name(one) in known]


def _name(one: Risk | Indicator) -> object:
    return one.id if isinstance(one, Risk) else one.kind


@MANY
@given(pairs())
def test_changes_read_well_and_have_each_its_place(pair: Pair) -> None:
    ranked = ranked_changes(*pair)
    for change in ranked:
        assert change.sentence.endswith(".")
        assert not any(slip in change.sentence for slip in ("  ", "..", " .", "None"))
        assert change.why
    assert set(Counter(change.key for change in ranked).values()) <= {1}
    blocks = [change.block for change in ranked if change.block]
    leading = list(dict.fromkeys(blocks))
    assert blocks[: len(leading)] == leading

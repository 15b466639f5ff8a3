"""Of any two reports: nothing is missed, nothing is invented, and the way back mirrors the way there."""

from collections import Counter
from itertools import chain

from hypothesis import HealthCheck, given, settings

from tests.domain.change_facts import differing, facts_of
from tests.domain.change_pairs import pairs
from tests.domain.report_strategy import reports
from vrs_tracker.domain.changes import changes_between, ranked_changes
from vrs_tracker.domain.changes.difference import Difference
from vrs_tracker.domain.changes.ranking import differences, key_of
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import Light

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

"""The order on page 1: proposed, chosen, and what a step does to it."""

from itertools import pairwise

import pytest

from tests.domain.report_values import make_block, make_report
from tests.domain.sample_report import sample_report, sample_report_before
from vrs_tracker.domain.changes import changes_between, chosen_first, ranked_changes
from vrs_tracker.domain.chapters.summary import MOST_CHANGES_ON_PAGE_1
from vrs_tracker.domain.leading import Placing, rearranged
from vrs_tracker.domain.vocabulary.progress import Light

FIVE = ("a", "b", "c", "d", "e")


@pytest.mark.parametrize(
    ("key", "placing", "expected"),
    [
        ("b", Placing.UP, ("b", "a", "c")),
        ("b", Placing.DOWN, ("a", "c", "b")),
        ("a", Placing.UP, ("a", "b", "c")),
        ("c", Placing.DOWN, ("a", "b", "c")),
        ("e", Placing.TAKE, ("a", "b", "e")),
        ("b", Placing.TAKE, ("a", "b", "c")),
        ("d", Placing.UP, ("a", "b", "c")),
        ("gone", Placing.TAKE, ("a", "b", "c")),
    ],
)
def test_a_step_moves_one_change(key: str, placing: Placing, expected: tuple[str, ...]) -> None:
    assert rearranged(FIVE, key, placing) == expected


def test_taking_a_change_while_page_1_has_room_adds_it() -> None:
    assert rearranged(("a", "b"), "b", Placing.UP) == ("b", "a")
    assert len(rearranged(FIVE, "d", Placing.TAKE)) == MOST_CHANGES_ON_PAGE_1


def test_each_change_has_its_own_key_and_a_reason() -> None:
    ranked = ranked_changes(sample_report_before(), sample_report())
    assert len({change.key for change in ranked}) == len(ranked)
    assert all(change.why for change in ranked)
    assert ranked[0].why == "Termin um 47 Tage verschoben, Baubeginn; Stand dadurch „Abweichung“"


def test_a_key_stays_while_the_date_moves_on() -> None:
    old, new = sample_report_before(), sample_report()
    keys = {change.key for change in ranked_changes(old, new)}
    assert "aitransform:milestone-1" in keys or any(key.startswith("aitransform:milestone-") for key in keys)


def test_what_the_office_has_chosen_comes_first_and_the_rest_keeps_its_order() -> None:
    old, new = sample_report_before(), sample_report()
    ranked = ranked_changes(old, new)
    chosen = [ranked[4].key, "gone:light", ranked[0].key]
    changes = changes_between(old, new, chosen)
    assert [change.sentence for change in changes[:3]] == [
        ranked[4].sentence,
        ranked[0].sentence,
        ranked[1].sentence,
    ]
    assert [change.rank for change in changes] == list(range(1, len(ranked) + 1))
    rest = [ranked.index(change) for change in chosen_first(ranked, chosen)[2:]]
    assert all(before < after for before, after in pairwise(rest))


def test_a_missing_message_says_why_it_counts() -> None:
    old = make_report(blocks=(make_block(light=Light.ON_TRACK),))
    new = make_report(blocks=(make_block(light=Light.UNKNOWN),))
    assert ranked_changes(old, new)[0].why.startswith("fehlende Meldung")

"""What can be settled, and what is said about it."""

import pytest

from vrs_tracker.domain.money_news import check_settling, settled_sentence


def test_only_an_update_that_names_a_change_can_be_settled() -> None:
    assert check_settling("Die Stadt gibt mehr.") == ()
    assert [each.message for each in check_settling("")] == [
        "In dieser Meldung ist keine Änderung der Mittel genannt."
    ]


@pytest.mark.parametrize(
    ("is_settled", "end"), [(True, "ist als erledigt gekennzeichnet."), (False, "ist wieder offen.")]
)
def test_what_a_button_did_is_said(is_settled: bool, end: str) -> None:  # noqa: FBT001 - a parameter of the test
    told = settled_sentence("KI-XC", "1. Halbjahr 2026", is_settled=is_settled)
    assert told == f"Die gemeldete Änderung der Mittel für KI-XC (1. Halbjahr 2026) {end}"

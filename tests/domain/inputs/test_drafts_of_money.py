"""Drafts of money: what can be changed, what can be taken back."""

from decimal import Decimal

import pytest

from vrs_tracker.domain.inputs.finance import check_editable, check_reversal, replaces_words


def test_a_draft_can_be_changed_unless_it_is_a_reversal() -> None:
    assert check_editable(is_reversal=False) == ()
    (violation,) = check_editable(is_reversal=True)
    assert violation.message.startswith("Eine Rücknahme lässt sich nicht ändern.")


def test_what_is_to_be_taken_back_already_is_not_taken_back_again() -> None:
    standing = {"is_booked": True, "is_reversal": False, "is_reversed": False}
    assert check_reversal("Betrag vertauscht", **standing) == ()
    (violation,) = check_reversal("Betrag vertauscht", **standing, is_drafted=True)
    assert "schon entworfen" in violation.message


@pytest.mark.parametrize(("note", "kept"), [("", ""), (" \n", ""), ("Rate 2 von 3", "\nRate 2 von 3")])
def test_a_corrected_row_names_what_it_replaces_before_its_own_note(note: str, kept: str) -> None:
    said = replaces_words("März 2026", Decimal("-1200.50"), note).replace("\N{NO-BREAK SPACE}", " ")
    assert said == f"Ersetzt die zurückgenommene Buchung über −1.200,50 € (März 2026).{kept}"

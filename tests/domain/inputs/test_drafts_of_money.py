"""Drafts of money: what can be changed, what can be taken back."""

from vrs_tracker.domain.inputs.finance import check_editable, check_reversal


def test_a_draft_can_be_changed_unless_it_is_a_reversal() -> None:
    assert check_editable(is_reversal=False) == ()
    (violation,) = check_editable(is_reversal=True)
    assert violation.message.startswith("Eine Rücknahme lässt sich nicht ändern.")


def test_what_is_to_be_taken_back_already_is_not_taken_back_again() -> None:
    standing = {"is_booked": True, "is_reversal": False, "is_reversed": False}
    assert check_reversal("Betrag vertauscht", **standing) == ()
    (violation,) = check_reversal("Betrag vertauscht", **standing, is_drafted=True)
    assert "schon entworfen" in violation.message

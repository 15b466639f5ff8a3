"""A code is born with its German label (architecture.md B.3)."""

import pytest

from vrs_tracker.domain.vocabulary.codes import CodeList
from vrs_tracker.domain.vocabulary.progress import Light


def test_a_code_is_its_stored_value_and_knows_its_label() -> None:
    assert Light("on_track") is Light.ON_TRACK
    assert (Light.ON_TRACK.value, Light.ON_TRACK.label) == ("on_track", "planmäßig")


def test_a_code_without_label_does_not_import() -> None:
    with pytest.raises(TypeError, match="no German label"):

        class Colour(CodeList):
            RED = "red"

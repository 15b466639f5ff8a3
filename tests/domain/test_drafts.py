"""A draft comes back as it was typed."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain.drafts import read_draft, write_draft
from vrs_tracker.domain.inputs.progress import (
    IndicatorInput,
    MilestoneInput,
    RatingInput,
    StatusInput,
    StepInput,
)
from vrs_tracker.domain.vocabulary.progress import Dimension, IndicatorKind, Light, StepOutcome


@given(
    text=st.text(max_size=100),
    answer=st.none() | st.booleans(),
    outcomes=st.lists(st.none() | st.sampled_from(StepOutcome), max_size=3),
    day=st.none() | st.dates(),
)
def test_any_incomplete_draft_is_read_back_equal(
    *, text: str, answer: bool | None, outcomes: list[StepOutcome | None], day: date | None
) -> None:
    typed = StatusInput(
        nothing_changed=answer,
        announced=tuple(outcomes),
        achieved=text,
        milestones=(MilestoneInput(id=7, forecast=day, shift_note=text),),
        indicators=(IndicatorInput(kind=IndicatorKind.SPACE, actual=Decimal("12.50")),),
        ratings=(
            RatingInput(
                dimension=Dimension.COST, proposed=Light.ON_TRACK, reported=Light.AT_RISK, measure_due=day
            ),
        ),
        next_steps=(StepInput(text=text, due=day),),
    )
    stored = write_draft(typed)
    assert stored.isascii()
    assert read_draft(stored) == typed


def test_no_draft_reads_as_none() -> None:
    assert read_draft("") is None


def test_a_draft_of_an_earlier_version_of_the_program_is_left_aside() -> None:
    assert read_draft('{"achieved": "ohne die anderen Felder"}') is None

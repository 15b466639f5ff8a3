"""A draft comes back as it was typed."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.report_values import AS_OF, PERIOD, make_block, make_milestone, make_step
from vrs_tracker.domain.drafts import (
    read_draft,
    saved_sentence,
    with_milestones,
    with_statement,
    write_draft,
)
from vrs_tracker.domain.inputs.progress import (
    IndicatorInput,
    MilestoneInput,
    RatingInput,
    StatusInput,
    StepInput,
    WithheldText,
)
from vrs_tracker.domain.vocabulary.progress import (
    Dimension,
    IndicatorKind,
    Light,
    ShiftReason,
    StepOutcome,
    TextSlot,
)


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


def test_what_an_earlier_version_of_the_program_did_not_ask_is_unanswered() -> None:
    assert read_draft('{"achieved": "ohne die anderen Felder"}') == StatusInput(
        achieved="ohne die anderen Felder"
    )


def test_a_draft_that_an_earlier_version_wrote_differently_is_left_aside() -> None:
    assert read_draft('{"percent_complete": 40}') is None
    assert read_draft("[]") is None


def test_the_hour_of_saving_is_that_of_berlin_and_says_what_is_missing() -> None:
    at = datetime(2026, 7, 9, 8, 42, tzinfo=UTC)
    assert saved_sentence(at) == "Entwurf gespeichert 10:42 Uhr."
    assert saved_sentence(at, ["Umzug, erwartet am"]) == (
        "Entwurf gespeichert 10:42 Uhr, noch ohne Umzug, erwartet am."
    )


def test_a_block_is_drawn_as_if_the_draft_were_confirmed_and_hides_what_is_not_public() -> None:
    known = make_milestone(id=7, forecast=date(2026, 7, 1))
    block = make_block(milestones=(known,))
    new = StatusInput(
        nothing_changed=False,
        achieved="Bleibt unter uns.",
        headline="Der Umzug verschiebt sich.",
        announced=(StepOutcome.DONE,),
        milestones=(MilestoneInput(id=7, forecast=date(2026, 9, 1), shift_reason=ShiftReason.PERMIT),),
        ratings=(RatingInput(dimension=Dimension.COST, proposed=Light.OFF_TRACK, reported=Light.OFF_TRACK),),
        withheld=(WithheldText(slot=TextSlot.ACHIEVED, reason="Verhandlung"),),
    )
    drawn = with_statement(block, new, (make_step(),), period=PERIOD, today=date(2026, 7, 9))
    assert drawn.update is not None
    assert (drawn.update.headline, drawn.update.achieved) == (new.headline, "")
    assert drawn.update.announced[0].outcome is StepOutcome.DONE
    assert (drawn.milestones[0].forecast, drawn.light) == (date(2026, 9, 1), Light.OFF_TRACK)
    assert block.milestones[0].forecast == date(2026, 7, 1)


def test_a_milestone_without_an_answer_stays_as_it_is() -> None:
    known = make_milestone(id=7, forecast=date(2026, 7, 1))
    assert with_milestones([known], [MilestoneInput(id=8, forecast=date(2026, 9, 1))], AS_OF) == (known,)


def test_a_milestone_reached_after_the_reference_date_was_still_expected_on_it() -> None:
    known = make_milestone(id=7, forecast=date(2026, 6, 1))
    (late,) = with_milestones([known], [MilestoneInput(id=7, actual=date(2026, 7, 3))], AS_OF)
    assert (late.forecast, late.actual) == (date(2026, 7, 3), None)
    (in_time,) = with_milestones([known], [MilestoneInput(id=7, actual=date(2026, 6, 3))], AS_OF)
    assert (in_time.forecast, in_time.actual) == (date(2026, 6, 1), date(2026, 6, 3))

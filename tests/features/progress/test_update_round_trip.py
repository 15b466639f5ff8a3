"""Whatever the rules accept is stored and read back equal."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.features.progress.progress_rows import NOW, add_block, add_period, lead_of
from vrs_tracker.domain.inputs.progress import RatingInput, StatusInput, StepInput, WithheldText
from vrs_tracker.domain.updates import check_status_update
from vrs_tracker.domain.vocabulary.progress import Dimension, Light, MessageSource, TextSlot
from vrs_tracker.features.progress.actions import file_update
from vrs_tracker.features.progress.queries import load_form_state, statement_of, update_of


def texts(limit: int, smallest: int = 1) -> st.SearchStrategy[str]:
    storable = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    return st.text(storable, min_size=smallest, max_size=limit).filter(
        lambda text: smallest == 0 or bool(text.strip())
    )


DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@st.composite
def ratings(draw: st.DrawFn) -> tuple[RatingInput, ...]:
    lights = st.sampled_from([light for light in Light if light is not Light.UNKNOWN])
    return tuple(
        RatingInput(
            dimension=dimension,
            proposed=Light.UNKNOWN,
            reported=draw(lights),
            deviation_reason=draw(texts(50)),
            measure=draw(texts(50)),
            measure_due=draw(DAYS),
            options=draw(texts(50)),
        )
        for dimension in Dimension
    )


@st.composite
def statements(draw: st.DrawFn) -> StatusInput:
    slots = [TextSlot.HEADLINE, TextSlot.ACHIEVED, TextSlot.DECISION]
    return StatusInput(
        nothing_changed=False,
        achieved=draw(texts(600)),
        money_change=draw(texts(1000, 0)),
        ratings=draw(ratings()),
        risks_checked=True,
        next_steps=tuple(
            StepInput(text=draw(texts(200)), due=draw(DAYS)) for _ in range(draw(st.integers(0, 3)))
        ),
        decision=draw(texts(400)),
        headline=draw(texts(200)),
        withheld=tuple(
            WithheldText(slot=slot, reason=draw(texts(100))) for slot in slots if draw(st.booleans())
        ),
        message_source=draw(st.sampled_from(MessageSource)),
        message_note=draw(texts(200, 0)),
    )


@given(statements())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_rules_accept_is_stored_and_read_back_equal(session: Session, new: StatusInput) -> None:
    with session.begin_nested() as example:
        block, period, lead = add_block(session), add_period(session), lead_of(session, "ki-xc")
        state = load_form_state(session, block, period, today=NOW.date())
        if not check_status_update(new, state.known):
            file_update(session, block, period, new, by=lead, now=NOW)
            session.expire_all()
            stored = update_of(session, block.id, period.id)
            assert stored is not None
            found = statement_of(stored)
            plain = tuple(replace(row, proposed=Light.UNKNOWN, proposal_reason="") for row in found.ratings)
            assert replace(found, ratings=plain, version=None) == replace(
                new, withheld=tuple(sorted(new.withheld, key=lambda row: list(TextSlot).index(row.slot)))
            )
        example.rollback()
    session.expire_all()

"""The session and the texts of a report as they are handed in."""

from datetime import date

import pytest

from vrs_tracker.domain.inputs.periods import (
    ASSESSMENT_LIMIT,
    NARRATIVE_LIMIT,
    NarrativeInput,
    SessionInput,
    check_narrative,
    check_session,
    text_limit,
)
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot, PeriodState

H1 = HalfYear(2026, 1)


def test_a_session_without_date_is_complete() -> None:
    assert check_session(SessionInput(body_id=1), H1) == ()
    assert check_session(SessionInput(body_id=1, held_on=date(2026, 7, 1)), H1) == ()


@pytest.mark.parametrize("day", [date(2026, 6, 30), date(2025, 12, 1), date(2300, 1, 1)])
def test_a_session_lies_after_the_reference_date_and_in_this_age(day: date) -> None:
    found = check_session(SessionInput(body_id=1, held_on=day), H1)
    assert [violation.field for violation in found] == ["held_on"]


def test_a_fact_about_a_session_names_its_source() -> None:
    found = check_session(SessionInput(body_id=1, provenance=Provenance.SOURCE), H1)
    assert [violation.field for violation in found] == ["source"]


def test_only_the_assessment_is_short() -> None:
    limits = {slot: text_limit(slot) for slot in NarrativeSlot}
    assert limits.pop(NarrativeSlot.ASSESSMENT) == ASSESSMENT_LIMIT
    assert set(limits.values()) == {NARRATIVE_LIMIT}


@pytest.mark.parametrize("state", PeriodState)
def test_texts_are_open_until_the_report_is_given_out(state: PeriodState) -> None:
    found = check_narrative(NarrativeInput(text="Ausblick"), NarrativeSlot.OUTLOOK, state)
    is_closed = state in (PeriodState.RELEASED, PeriodState.PUBLISHED)
    assert bool(found) is is_closed


def test_a_withheld_text_has_a_reason() -> None:
    hidden = NarrativeInput(text="Vertraulich", is_public=False)
    found = check_narrative(hidden, NarrativeSlot.OUTLOOK, PeriodState.IN_REVIEW)
    assert [violation.field for violation in found] == ["withheld_reason"]

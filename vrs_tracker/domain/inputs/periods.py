"""The session and the texts of a report as they are handed in."""

from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.inputs.parts import (
    NAME_LIMIT,
    SENTENCE_LIMIT,
    Origin,
    Visibility,
    check_origin,
    check_text,
    check_visibility,
)
from vrs_tracker.domain.locks import GIVEN_OUT_TEXTS
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.parsing import YEARS
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot, PeriodState, Purpose

AGENDA_ITEM_LIMIT = 20
PAPER_REFERENCE_LIMIT = 60
NARRATIVE_LIMIT = 3_000
ASSESSMENT_LIMIT = 600
"""Characters; the assessment of the head office stands alone after page 1 (users.md 4.6)."""

TEXTS_STILL_OPEN = frozenset({PeriodState.OPEN, PeriodState.COLLECTING, PeriodState.IN_REVIEW})


@dataclass(frozen=True, kw_only=True)
class SessionInput(Origin):
    """The session that receives a report. `version` is what the form was filled from, None to overwrite.

    `reason` is asked for when the session moves by more than 30 days (decisions.md 2).
    """

    body_id: int
    held_on: date | None = None
    agenda_item: str = ""
    paper_reference: str = ""
    purpose: Purpose = Purpose.NOTE
    is_open_session: bool = True
    lead_unit: str = ""
    note: str = ""
    reason: str = ""
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class NarrativeInput(Origin, Visibility):
    """A text of the report that belongs to no block; an empty one is left out of the report.

    `reason` is asked for after the figures were frozen (decisions.md 2).
    """

    text: str
    reason: str = ""
    version: int | None = None


def check_session(new: SessionInput, half: HalfYear) -> tuple[Violation, ...]:
    """Return what is wrong: texts that do not fit the title block, a session before the reference date."""
    found = [
        *check_text("agenda_item", new.agenda_item, limit=AGENDA_ITEM_LIMIT),
        *check_text("paper_reference", new.paper_reference, limit=PAPER_REFERENCE_LIMIT),
        *check_text("lead_unit", new.lead_unit, limit=NAME_LIMIT),
        *check_text("note", new.note, limit=SENTENCE_LIMIT),
        *check_origin(new),
    ]
    if new.held_on is not None and new.held_on <= half.as_of:
        sentence = (
            f"Die Sitzung am {date_de(new.held_on)} liegt nicht nach dem Stichtag {date_de(half.as_of)}. "
            "Geben Sie die Sitzung an, in der dieser Bericht beraten wird."
        )
        found.append(Violation("held_on", sentence))
    elif new.held_on is not None and new.held_on.year not in YEARS:
        found.append(Violation("held_on", f"Das Jahr liegt zwischen {YEARS[0]} und {YEARS[-1]}."))
    return tuple(found)


def text_limit(slot: NarrativeSlot) -> int:
    """Return how many characters a text of the report may have."""
    return ASSESSMENT_LIMIT if slot is NarrativeSlot.ASSESSMENT else NARRATIVE_LIMIT


def check_narrative(new: NarrativeInput, slot: NarrativeSlot, state: PeriodState) -> tuple[Violation, ...]:
    """Return what is wrong: too long, withheld without a reason, or the report is on its way already."""
    found = [
        *check_text("text", new.text, limit=text_limit(slot)),
        *check_visibility(new),
        *check_origin(new),
    ]
    return (*found, *check_still_open(state))


def check_still_open(state: PeriodState) -> tuple[Violation, ...]:
    """Return why texts and their order cannot be changed any more: the report is on its way."""
    if state in TEXTS_STILL_OPEN:
        return ()
    return (Violation("", GIVEN_OUT_TEXTS),)

"""Network events and the cooperative as they are entered."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.parts import (
    BODY_LIMIT,
    NAME_LIMIT,
    SENTENCE_LIMIT,
    Correction,
    Origin,
    Posted,
    Visibility,
    check_budget_year,
    check_correction,
    check_date,
    check_origin,
    check_positive,
    check_text,
    check_visibility,
    spanning,
)
from vrs_tracker.domain.parsing import MAX_COUNT
from vrs_tracker.domain.vocabulary.money import DatePrecision
from vrs_tracker.domain.vocabulary.reporting import EventKind

_REASON_OR_EVIDENCE = "Nennen Sie den Grund oder den Beleg."
_ENDED_BEFORE_IT_BEGAN = "Der Austritt liegt vor dem Beitritt. Prüfen Sie beide Daten."


@dataclass(frozen=True, kw_only=True)
class EventInput(Origin, Visibility, Posted, Correction):
    """A counted activity of mandate 2; `participants` None is „keine Angabe“."""

    kind: EventKind
    title: str
    happened: PreciseDate
    participants: int | None = None
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class MemberInput(Origin, Correction):
    """A member of the cooperative; `share` in euros, None is „keine Angabe“."""

    organisation_id: int
    joined: PreciseDate
    share: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class LeavingInput(Correction):
    """The end of a membership; without a date it goes on, which corrects an end entered by mistake."""

    left: PreciseDate | None


@dataclass(frozen=True, kw_only=True)
class ContributionInput(Origin, Posted, Correction):
    """A contribution to the cooperative in euros; `is_ceiling` for „bis zu“, no year for a standing one."""

    payer_id: int
    amount: Decimal
    year: int | None = None
    is_ceiling: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CooperativeFactInput(Origin, Visibility, Posted, Correction):
    """A dated event of the cooperative."""

    happened: PreciseDate
    text: str


@dataclass(frozen=True, kw_only=True)
class CooperativeNameInput(Origin, Correction):
    """A name of the cooperative and since when it has it."""

    name: str
    since: PreciseDate


def check_event(new: EventInput) -> tuple[Violation, ...]:
    """Check texts, date and the number of participants."""
    found = [
        *check_text("title", new.title, limit=SENTENCE_LIMIT, missing="Geben Sie an, was stattgefunden hat."),
        *check_date("happened", new.happened),
        *check_text("outcome", new.outcome, limit=BODY_LIMIT),
        *check_origin(new),
        *check_correction(new),
        *check_visibility(new),
    ]
    if new.participants is not None and not 0 <= new.participants <= MAX_COUNT:
        found.append(Violation("participants", "Geben Sie die Zahl der Teilnehmenden als ganze Zahl ein."))
    return tuple(found)


def check_member(new: MemberInput) -> tuple[Violation, ...]:
    """Check date and share; a member without a known share has none recorded, not 0."""
    return (
        *check_date("joined", new.joined),
        *(() if new.share is None else check_positive("share", new.share)),
        *check_origin(new),
        *check_correction(new),
    )


def check_leaving(new: LeavingInput, joined: date | None) -> tuple[Violation, ...]:
    """Check that a membership ends after it began, and that a reason is given."""
    found = list(check_text("reason", new.reason, limit=SENTENCE_LIMIT, missing=_REASON_OR_EVIDENCE))
    if new.left is not None:
        found += check_date("left", new.left)
        if joined and new.left.day and new.left.day < _begin(joined, new.left.precision):
            found.append(Violation("left", _ENDED_BEFORE_IT_BEGAN))
    return tuple(found)


def _begin(joined: date, precision: DatePrecision) -> date:
    """Return the joining no more exactly than the leaving is known, so that the two can be compared."""
    return spanning(joined, precision).day or joined


def check_contribution(new: ContributionInput) -> tuple[Violation, ...]:
    """Check amount, year and note."""
    return (
        *check_positive("amount", new.amount),
        *check_budget_year("year", new.year),
        *check_text("note", new.note, limit=SENTENCE_LIMIT),
        *check_origin(new),
        *check_correction(new),
    )


def check_cooperative_fact(new: CooperativeFactInput) -> tuple[Violation, ...]:
    """Check text and date."""
    return (
        *check_text("text", new.text, limit=BODY_LIMIT, missing="Geben Sie an, was geschehen ist."),
        *check_date("happened", new.happened),
        *check_origin(new),
        *check_correction(new),
        *check_visibility(new),
    )


def check_cooperative_name(new: CooperativeNameInput) -> tuple[Violation, ...]:
    """Check name and date."""
    return (
        *check_text("name", new.name, limit=NAME_LIMIT, missing="Geben Sie den Namen ein."),
        *check_date("since", new.since),
        *check_origin(new),
        *check_correction(new),
    )

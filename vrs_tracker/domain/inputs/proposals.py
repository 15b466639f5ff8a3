"""Amounts that partners propose: what they say, and which step comes from which state."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.parts import (
    BODY_LIMIT,
    NAME_LIMIT,
    SENTENCE_LIMIT,
    Origin,
    Posted,
    check_date,
    check_origin,
    check_past,
    check_positive,
    check_text,
)
from vrs_tracker.domain.notation import date_de, euro, quoted
from vrs_tracker.domain.vocabulary.cofunding import ProposalState
from vrs_tracker.domain.vocabulary.money import Degree, Payer, Stage

OPEN_STATES = frozenset({ProposalState.PROPOSED, ProposalState.ASKED_BACK})
"""A proposal in one of these can still be changed, withdrawn or taken over."""
STAGE_OF_DEGREE = {
    Degree.PLANNED: Stage.PLANNED,
    Degree.DECIDED: Stage.EARMARKED,
    Degree.GRANTED: Stage.COMMITTED,
    Degree.PAID: Stage.DISBURSED,
}
"""The stage that a degree suggests; of a pledge the budget office decides itself."""
COUNTS_NOWHERE = "Ein Vorschlag zählt in keiner Summe. Erst die Haushaltsstelle bucht den Betrag."
OWN_PROPOSAL = "Diesen Betrag haben Sie selbst vorgeschlagen. Übernehmen kann ihn eine andere Person."
NO_SUCH_PROPOSAL = (
    "Diesen Vorschlag gibt es nicht. Alle, die Sie sehen dürfen, stehen unter „Vorgeschlagene Beträge“."
)
_DECIDED_LATER = "Dieser Tag liegt in der Zukunft. Wählen Sie die Verbindlichkeit „geplant“."


@dataclass(frozen=True, kw_only=True)
class ProposalInput(Origin, Posted):
    """An amount for a block; `resolution_text` names body, date and number as the partner knows them."""

    block_id: int
    payer: Payer
    payer_name: str = ""
    amount: Decimal
    degree: Degree
    effective: PreciseDate
    resolution_text: str = ""
    note: str = ""


def check_proposal(new: ProposalInput, today: date) -> tuple[Violation, ...]:
    """Check what a partner proposes; only what is planned may lie ahead."""
    decided = Degree.DECIDED
    missing = "Nennen Sie Gremium, Datum und Nummer des Beschlusses." if new.degree is decided else ""
    is_planned = new.degree is Degree.PLANNED
    return (
        *check_text("payer_name", new.payer_name, limit=NAME_LIMIT),
        *check_positive("amount", new.amount),
        *check_date("effective", new.effective),
        *(() if is_planned else check_past("effective", new.effective, today, _DECIDED_LATER)),
        *check_text("resolution_text", new.resolution_text, limit=SENTENCE_LIMIT, missing=missing),
        *check_text("note", new.note, limit=BODY_LIMIT),
        *check_origin(new),
    )


def check_open(state: ProposalState) -> Iterator[Violation]:
    """Check that a proposal is not settled yet."""
    if state not in OPEN_STATES:
        yield Violation("", settled_sentence(state))


def check_question(question: str) -> Iterator[Violation]:
    """Check what the budget office asks; the partner reads it word for word."""
    missing = "Schreiben Sie, was noch zu klären ist. Die Projektleitung liest Ihren Satz."
    yield from check_text("question", question, limit=SENTENCE_LIMIT, missing=missing)


def became_words(booked_on: date | None, amount: Decimal, *, is_asked: bool, is_taken_back: bool) -> str:
    """Tell the project lead what became of an amount that the budget office has taken over."""
    if is_taken_back:
        return "Der Betrag war gebucht und ist zurückgenommen. Er zählt nicht mehr."
    if booked_on is not None:
        return f"Gebucht am {date_de(booked_on)} mit {euro(amount)}. Der Betrag steht ab jetzt in den Summen."
    if is_asked:
        return "Der Betrag ist übernommen; er wartet auf die zweite Person und zählt noch nicht."
    return "Der Betrag ist als Entwurf übernommen und noch nicht gebucht. Er zählt noch nicht."


def settled_sentence(state: ProposalState) -> str:
    """Say why a settled proposal stays as it is, and what to do instead."""
    return (
        f"Der Vorschlag ist {quoted(state.label)} und bleibt, wie er ist. Hat sich etwas geändert, schlagen "
        "Sie den Betrag neu vor."
    )

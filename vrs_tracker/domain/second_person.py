"""Two persons for what is exceptional: bookings that break a rule, and large amounts (users.md, finding 4).

Nothing that really happened is refused. What breaks a rule is booked when a second person has confirmed the
reason, and stays a finding of the report until the figures keep the rule again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.findings import Objection, names
from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT, check_text
from vrs_tracker.domain.notation import euro
from vrs_tracker.domain.vocabulary.budget import ConfirmationCause
from vrs_tracker.domain.vocabulary.money import Provenance

SECOND_PERSON_FROM = Decimal(100_000)
"""Euros from which a row needs a second person, unless the settings name another limit."""
EXCEPTION_MEANING = (
    "eine Buchung hält eine Regel nicht ein; eine zweite Person hat sie mit dem genannten Grund bestätigt"
)
WAITS = "wartet auf die zweite Person"

OWN_REQUEST = (
    "Sie haben diese Buchung selbst beantragt. Bestätigen kann sie nur eine zweite Person; angefragt sind "
    "Geschäftsstelle und Haushaltsstelle."
)
_ANSWER_NEEDED = "Schreiben Sie in einem Satz, was noch zu klären ist."
_FURTHER = "Das steht nicht in der Begründung. Geben Sie die Buchung zurück, damit sie neu beantragt wird."


def limit_hint(limit: Decimal) -> str:
    """Say at the amount from where on one person is not enough."""
    return f"Ab {euro(limit)} bestätigt eine zweite Person die Buchung; sie liest dabei Ihre Anmerkung."


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A row that is to be booked, with the rules it would break."""

    amount: Decimal
    provenance: Provenance
    objections: tuple[Objection, ...] = ()


def needs_no_second_person(provenance: Provenance) -> bool:
    """Whether a row is a proven fact: nobody decides about it, and a rule it breaks is only a finding."""
    return provenance is Provenance.SOURCE


def causes(rows: Sequence[Candidate], limit: Decimal | None) -> tuple[ConfirmationCause | None, ...]:
    """Return why each row waits for a second person, None for those that are booked at once.

    What is booked together waits together, because one row may rest on another; without a `limit` no amount
    is too large.
    """
    own = [_cause(row, limit) for row in rows]
    if not any(own):
        return tuple(own)
    return tuple(
        cause or (None if needs_no_second_person(row.provenance) else ConfirmationCause.TOGETHER)
        for row, cause in zip(rows, own, strict=True)
    )


def _cause(row: Candidate, limit: Decimal | None) -> ConfirmationCause | None:
    if needs_no_second_person(row.provenance):
        return None
    if row.objections:
        return ConfirmationCause.EXCEPTION
    return ConfirmationCause.LARGE_AMOUNT if limit is not None and abs(row.amount) >= limit else None


def check_exception(rows: Sequence[Candidate], reason: str) -> tuple[Violation, ...]:
    """Ask for the reason of an exception, with a sentence for each rule that would be broken."""
    found = [
        objection.sentence
        for row in rows
        if not needs_no_second_person(row.provenance)
        for objection in row.objections
    ]
    if found and not reason.strip():
        return tuple(Violation("exception_reason", sentence) for sentence in dict.fromkeys(found))
    return tuple(check_text("exception_reason", reason, limit=SENTENCE_LIMIT))


def check_further(objections: Sequence[Objection], recorded: str) -> Iterator[Violation]:
    """Check that a row breaks no other rule than its request names (`recorded`, one a line)."""
    for objection in objections:
        if not names(recorded, objection.rule):
            yield Violation("", f"{objection.says} {_FURTHER}")


def check_second_person(requested_by: str, decided_by: str) -> tuple[Violation, ...]:
    """Compare the persons, not the accounts."""
    return (Violation("", OWN_REQUEST),) if requested_by == decided_by else ()


def check_answer(answer: str) -> tuple[Violation, ...]:
    """Check that what is returned says what is to be clarified."""
    return tuple(check_text("answer", answer, limit=SENTENCE_LIMIT, missing=_ANSWER_NEEDED))

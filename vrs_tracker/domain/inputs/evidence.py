"""What people say about a document that they add to a thing, and why they take it back."""

from collections.abc import Iterator
from dataclasses import dataclass

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.evidence import WORDS_NEEDED
from vrs_tracker.domain.inputs.parts import (
    BODY_LIMIT,
    SENTENCE_LIMIT,
    Origin,
    Posted,
    Visibility,
    check_origin,
    check_text,
    check_visibility,
)

TAKEN_BACK = "Dieses Dokument ist schon zurückgenommen. Die Angabe bleibt im Verlauf stehen."
ALREADY_THERE = "Dieses Dokument ist hier schon hinterlegt, Zeichen für Zeichen gleich."
_WITHHELD_THING = (
    "Der Beschluss ist nicht öffentlich, oder die Zeile ist noch nicht gebucht. Wählen Sie „nur die "
    "Verwaltung“."
)


@dataclass(frozen=True, kw_only=True)
class DocumentInput(Visibility, Origin, Posted):
    """A document of a thing; `in_words` says what a scan contains, for those who cannot see it."""

    title: str
    file_name: str
    in_words: str = ""


def check_document(new: DocumentInput, *, has_text: bool, is_thing_public: bool) -> tuple[Violation, ...]:
    """Check what is said about a document; for everybody is only what everybody can read."""
    return (
        *check_text(
            "title",
            new.title,
            limit=SENTENCE_LIMIT,
            missing="Nennen Sie das Dokument, etwa „Niederschrift vom 06.05.2026“.",
        ),
        *check_text("in_words", new.in_words, limit=BODY_LIMIT),
        *_check_reading(new, has_text=has_text, is_thing_public=is_thing_public),
        *check_visibility(new),
        *check_origin(new),
    )


def _check_reading(new: DocumentInput, *, has_text: bool, is_thing_public: bool) -> Iterator[Violation]:
    if new.is_public and not is_thing_public:
        yield Violation("is_public", _WITHHELD_THING)
    if new.is_public and not has_text and not new.in_words.strip():
        yield Violation("in_words", WORDS_NEEDED)


def check_taking_back(reason: str, *, is_taken_back: bool) -> tuple[Violation, ...]:
    """Check that a document can be taken back: once, with a reason."""
    missing = "Nennen Sie den Grund, warum das Dokument zurückgenommen wird. Er steht im Verlauf."
    found = tuple(check_text("reason", reason, limit=SENTENCE_LIMIT, missing=missing))
    return (Violation("", TAKEN_BACK), *found) if is_taken_back else found

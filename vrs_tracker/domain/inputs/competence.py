"""Who may lift a Sperrvermerk, as somebody has checked it (users.md 1.2): data with its basis, never code."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT, Origin, check_origin, check_text

_BASIS_NEEDED = "Nennen Sie die Grundlage, etwa die Hauptsatzung oder den Wortlaut des Sperrvermerks."
_CHECKED_LATER = "Die Prüfung liegt nicht in der Zukunft. Prüfen Sie das Datum."


@dataclass(frozen=True, kw_only=True)
class CompetenceInput(Origin):
    """Which body may lift a Sperrvermerk, on what basis, and when that was checked."""

    body_id: int
    basis: str
    checked_on: date


def check_competence(new: CompetenceInput, today: date) -> Iterator[Violation]:
    """Check that the basis is named and the day has come."""
    yield from check_text("basis", new.basis, limit=SENTENCE_LIMIT, missing=_BASIS_NEEDED)
    if new.checked_on > today:
        yield Violation("checked_on", _CHECKED_LATER)
    yield from check_origin(new)

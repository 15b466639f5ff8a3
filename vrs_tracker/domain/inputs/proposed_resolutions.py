"""The resolution behind a proposed amount: read from the partner's words, completed by the budget office."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.dates import read_precise_date
from vrs_tracker.domain.inputs.finance import TITLE_MISSING, check_decided
from vrs_tracker.domain.inputs.parts import NAME_LIMIT, SENTENCE_LIMIT, check_text
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.vocabulary.money import Degree, FigureSource

RECORD_ANEW = "Neu erfassen, mit den Angaben unten"
_BODY_MISSING = "Wählen Sie, wer beschlossen hat, oder schreiben Sie den Namen des Gremiums."
_DATE_MISSING = "Geben Sie das Datum des Beschlusses ein, oder schreiben Sie: unbekannt."
_WHOSE_BODY = (
    "Wählen Sie oben die zahlende Stelle. Zu ihr gehört das neue Gremium. Fehlt sie in der Liste, bitten Sie "
    "die Programmkoordination, sie unter „Akteure“ zu erfassen."
)


@dataclass(frozen=True, slots=True)
class NamedResolution:
    """What a partner wrote about a resolution, part by part as far as the parts can be told."""

    body: str = ""
    decided: PreciseDate | None = None
    number: str = ""


def read_resolution(text: str) -> NamedResolution:
    """Tell body, date and number apart, which stand between commas, as the form of a proposal asks."""
    decided: PreciseDate | None = None
    others = []
    for part in (part.strip() for part in text.split(",")):
        found = None if decided else _day(part)
        if found is None:
            others.append(part)
        decided = decided or found
    body, *number = [part for part in others if part] or [""]
    return NamedResolution(body, decided, ", ".join(number))


def _day(part: str) -> PreciseDate | None:
    try:
        found = read_precise_date(part)
    except ValueError:
        return None
    return found if found.day else None


def body_words(body: str, organisation: str) -> str:
    """Name a body that is not recorded yet, so that it is told from those of other towns."""
    return f"{body} ({organisation})" if body and organisation and organisation not in body else body


def title_words(block: str, payer: str) -> str:
    """Suggest a title; the partner gives none."""
    return f"Mittel für {block} ({payer})"


def proof_words(resolution_text: str, proposed_on: date, *, has_document: bool) -> str:
    """Say what proves a proposed amount: its resolution, else the document, else the message itself."""
    if resolution_text:
        return resolution_text
    word = "Unterlage zum Vorschlag" if has_document else "Mitteilung der Projektleitung"
    return f"{word} vom {date_de(proposed_on)}"


def source_words(unit: str, proposed_on: date, payer: str) -> str:
    """Say who proposed an amount and when; `payer` is who pays, if that is nowhere else recorded."""
    who_pays = f"; zahlende Stelle: {payer}" if payer else ""
    return f"Vorschlag von {unit}, {date_de(proposed_on)}{who_pays}"


def figure_source_of(degree: Degree, *, has_resolution: bool) -> FigureSource:
    """Return where a proposed figure comes from."""
    if has_resolution:
        return FigureSource.RESOLUTION
    return FigureSource.NOTICE if degree is Degree.GRANTED else FigureSource.MESSAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedResolution:
    """A resolution that is recorded together with the amount; `body_name` is a body that is not recorded."""

    body_id: int | None
    body_name: str
    decided: PreciseDate | None
    title: str
    document: str


def check_proposed_resolution(
    new: ProposedResolution, today: date, *, organisation_id: int | None
) -> Iterator[Violation]:
    """Check what is said of the resolution; a new body belongs to the organisation that pays."""
    name = new.body_name.strip()
    if new.body_id is None and not name:
        yield Violation("body_id", _BODY_MISSING)
    elif new.body_id is None and organisation_id is None:
        yield Violation("body_name", _WHOSE_BODY)
    yield from check_text("body_name", name, limit=NAME_LIMIT)
    if new.decided is None:
        yield Violation("decided", _DATE_MISSING)
    else:
        yield from check_decided(new.decided, today)
    yield from check_text("title", new.title, limit=SENTENCE_LIMIT, missing=TITLE_MISSING)
    yield from check_text("document", new.document, limit=SENTENCE_LIMIT)

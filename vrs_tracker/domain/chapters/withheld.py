"""The non-public annex: what the public report leaves out, each part with its reason (users.md, finding 6).

It stands in the non-public edition only. Everything else there is sentence for sentence the public report.
"""

from collections import Counter
from collections.abc import Iterator

from vrs_tracker.domain.chapters.risks import assessment
from vrs_tracker.domain.document import Element, Facts, Paragraph, Section, Tone
from vrs_tracker.domain.facts.blocks import Milestone, Risk
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.money import Resolution
from vrs_tracker.domain.facts.withheld import WithheldPart, WithheldParts
from vrs_tracker.domain.notation import count_words, date_de, euro, precise_date, rough_euro
from vrs_tracker.domain.vocabulary.progress import TextSlot
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot
from vrs_tracker.domain.wording import full_stop, sentence_start

HEADING = "Nichtöffentliche Anlage"
RESOLUTIONS, EVENTS, COOPERATIVE, TEXTS = "Beschlüsse", "Vernetzung", "Genossenschaft", "Texte des Berichts"
"""Where a part belongs that belongs to no block."""

Said = tuple[tuple[str, str], ...]


def text_said(slot: TextSlot | NarrativeSlot, text: str) -> Said:
    """Return a text with the question or heading that it answers."""
    return _filled((slot.label, text))


def milestone_said(milestone: Milestone) -> Said:
    """Return a milestone with its dates and why they moved."""
    return _filled(
        ("Ereignis", milestone.title),
        ("Zuerst geplant", date_de(milestone.baseline)),
        ("Erwartet", date_de(milestone.forecast) if milestone.forecast and not milestone.actual else ""),
        ("Erreicht", date_de(milestone.actual) if milestone.actual else ""),
        ("Grund der Verschiebung", milestone.shift_reason.label if milestone.shift_reason else ""),
        ("Erläuterung", milestone.shift_note),
    )


def risk_said(risk: Risk) -> Said:
    """Return a risk with what is done about it."""
    until = f"bis {date_de(risk.due)}" if risk.due else ""
    return _filled(
        ("Risiko", risk.title),
        ("Ursache", risk.cause),
        ("Auswirkung", risk.effect),
        ("Einschätzung", assessment(risk)),
        ("Maßnahme", risk.measure),
        ("Verantwortlich", ", ".join(filter(None, (risk.responsible, until)))),
        ("Stand", risk.state.label),
    )


def resolution_said(resolution: Resolution) -> Said:
    """Return a resolution with the sum that it names itself."""
    write = rough_euro if resolution.stated_is_approximate else euro
    return _filled(
        ("Gremium", resolution.body),
        ("Datum", _day(resolution.decided)),
        ("Gegenstand", resolution.title),
        ("Inhalt", resolution.summary),
        ("Summe", write(resolution.stated_amount) if resolution.stated_amount is not None else ""),
        ("Dokument", resolution.document),
    )


def happening_said(kind: str, happened: PreciseDate, text: str, outcome: str = "") -> Said:
    """Return something that happened in the network or the cooperative."""
    return _filled((kind, text), ("Datum", _day(happened)), ("Ergebnis", outcome))


def held_back(withheld: WithheldParts) -> tuple[str, ...]:
    """Say where parts are held back and what each of them is, with nothing of what it says."""
    kinds: dict[str, Counter[str]] = {}
    for part in withheld.parts:
        kinds.setdefault(part.place, Counter())[part.kind] += 1
    return tuple(f"{place}: {', '.join(map(_counted, found.items()))}" for place, found in kinds.items())


def _counted(found: tuple[str, int]) -> str:
    kind, count = found
    return kind if count == 1 else f"{kind} ({count})"


def annex_section(withheld: WithheldParts, number: str) -> Section:
    """Return the annex: how many parts there are, then each with its place, content, reason and unit."""
    body: list[Element] = [Paragraph(_opening(withheld), Tone.LEAD)]
    for part in withheld.parts:
        body += _part(part)
    return Section(
        number=number, heading=HEADING, anchor="nichtoeffentliche-anlage", body=tuple(body), own_page=True
    )


def _opening(withheld: WithheldParts) -> str:
    held = count_words(
        len(withheld.parts),
        "Angabe, die im öffentlichen Bericht fehlt",
        "Angaben, die im öffentlichen Bericht fehlen",
        one="eine",
    )
    return (
        f"Diese Anlage ist nichtöffentlich. Sie enthält {held}, mit dem Grund dafür. "
        "Alles andere steht wortgleich im öffentlichen Bericht derselben Fassung. Wo es dort heißt, eine "
        "Angabe fehle, ist sie hier zu finden."
    )


def _part(part: WithheldPart) -> Iterator[Element]:
    yield Paragraph(f"{part.place}: {part.kind}", Tone.MESSAGE)
    reason = ("Warum nichtöffentlich", full_stop(sentence_start(part.reason)))
    yield Facts((*part.said, *_filled(reason, ("Zurückgehalten von", part.flagged_by))))


def _day(happened: PreciseDate) -> str:
    return precise_date(happened.day, happened.precision)


def _filled(*items: tuple[str, str]) -> Said:
    return tuple((term, value) for term, value in items if value)

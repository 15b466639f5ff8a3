"""Plausibility of the session and of texts: what is empty, what may name a person."""

import re
from collections.abc import Iterator

from vrs_tracker.domain.checks.rule import SESSION, Hits, Rule, Situation, at_block, at_text
from vrs_tracker.domain.facts.blocks import BlockReport, Update
from vrs_tracker.domain.notation import date_de, quoted
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot, Severity

EXPECTED_TEXTS = (
    NarrativeSlot.ASSESSMENT,
    NarrativeSlot.NETWORK,
    NarrativeSlot.COOPERATIVE,
    NarrativeSlot.CALLS,
    NarrativeSlot.OUTLOOK,
)
"""All but the additions to the proposed resolution, which most reports do not need."""

_PERSONAL = (
    ("eine E-Mail-Adresse", re.compile(r"[\w.+-]+@[\w-]+\.\w+")),
    ("eine Telefonnummer", re.compile(r"(?<![\w.,])(?:\+49 ?|0)[1-9](?:[ /-]?[0-9]){6,}")),
    ("den Namen einer Person", re.compile(r"\b(?:Herrn?|Frau)\s+(?:Dr\.\s+|Prof\.\s+)*[A-ZÄÖÜ][a-zäöüß]+")),
)


def _no_session(now: Situation) -> Hits:
    if now.report.duty.planned_session is None:
        yield SESSION, "Für den Bericht ist noch keine Sitzung eingetragen."


def _session_late(now: Situation) -> Hits:
    due, planned = now.report.duty.due_on, now.report.duty.planned_session
    if due is not None and planned is not None and planned > due:
        yield (
            SESSION,
            f"Die Sitzung am {date_de(planned)} liegt nach dem {date_de(due)}, bis zu dem zu berichten ist.",
        )


def _empty_text(now: Situation) -> Hits:
    for slot in EXPECTED_TEXTS:
        if not now.report.narrative(slot).strip():
            yield at_text(slot), f"Der Text {quoted(slot.label)} ist noch leer."


def _no_headline(now: Situation) -> Hits:
    for block in now.report.all_blocks():
        if block.update is not None and not block.update.headline.strip():
            yield at_block(block), f"{block.titled}: Der Satz für die erste Seite fehlt."


def _personal_data(now: Situation) -> Hits:
    for block in now.report.all_blocks():
        for kind in _kinds_in(_texts_of(block)):
            yield at_block(block), f"{block.titled}: Ein Text enthält vermutlich {kind}. {_INSTEAD}"
    for slot, text in now.report.narratives:
        for kind in _kinds_in([text]):
            yield at_text(slot), f"Der Text {quoted(slot.label)} enthält vermutlich {kind}. {_INSTEAD}"


_INSTEAD = "Nennen Sie stattdessen die Stelle."


PERSONAL_DATA = "P23"


def personal_data_in(texts: list[str]) -> tuple[tuple[str, str], ...]:
    """Return the hits of the rule on personal data in some texts, as number of the rule and sentence."""
    return tuple(
        (PERSONAL_DATA, f"Ein Text enthält vermutlich {kind}. {_INSTEAD}") for kind in _kinds_in(texts)
    )


def _kinds_in(texts: list[str]) -> Iterator[str]:
    for kind, pattern in _PERSONAL:
        if any(pattern.search(text) for text in texts):
            yield kind


def _texts_of(block: BlockReport) -> list[str]:
    risks = [
        text for risk in block.risks for text in (risk.cause, risk.effect, risk.measure, risk.responsible)
    ]
    shifts = [milestone.shift_note for milestone in block.milestones]
    return [*risks, *shifts, *(_texts_of_update(block.update) if block.update is not None else ())]


def _texts_of_update(update: Update) -> list[str]:
    steps = [step.text for step in (*update.announced, *update.next_steps)]
    reasons = [
        text
        for rating in update.ratings
        for text in (rating.deviation_reason, rating.measure, rating.options)
    ]
    return [update.headline, update.achieved, update.decision, *steps, *reasons]


RULES = (
    Rule("P19", Severity.HINT, _no_session),
    Rule("P20", Severity.HINT, _session_late),
    Rule("P21", Severity.HINT, _empty_text),
    Rule("P22", Severity.HINT, _no_headline),
    Rule(PERSONAL_DATA, Severity.HINT, _personal_data),
)

"""What is new in a block's subsection and what only stands there again (users.md 1.3).

Marked is what the changes since the last report are about: section 5 tells them sentence by sentence, the
subsection shows where each belongs. Texts of an older message say since when they are the same, so that they
do not read like news. What was achieved and comes next is new in every message and bears no mark.
"""

from dataclasses import replace

from vrs_tracker.domain.document import CHANGED, Element, Facts, Paragraph, Table, Tone
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.notation import quoted
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.reporting import ChangeKind

MARKED = f"Strich am Rand oder {quoted(CHANGED)}: Das stand im letzten Bericht anders; Nummer 5 sagt, wie."
"""Stands once, where the report explains how to read it."""
_TERMS = {
    ChangeKind.LIGHTS: "Bewertung",
    ChangeKind.BLOCKS: "Stand",
    ChangeKind.AMOUNTS: "Beträge",
    ChangeKind.DATES: "Meilensteine",
    ChangeKind.RISKS: "Risiken",
    ChangeKind.RESULTS: "Ergebnisse",
}
"""Under which term a subsection tells what a kind of change is about; corrections may be about anything."""
_TABLES = {ChangeKind.LIGHTS: "bewertung", ChangeKind.AMOUNTS: "geld", ChangeKind.DATES: "meilensteine"}
"""How the name of the table ends that tells it instead."""


def with_news_marked(
    report: CommitteeReport, block: BlockReport, body: tuple[Element, ...]
) -> tuple[Element, ...]:
    """Return the elements of a block with those marked that a change since the last report is about."""
    kinds = {change.kind for change in report.changes if change.block == block.slug}
    terms = {term for kind, term in _TERMS.items() if kind in kinds}
    tables = {f"{block.slug}-{ending}" for kind, ending in _TABLES.items() if kind in kinds}
    return tuple(_marked(element, terms, tables) for element in body)


def _marked(element: Element, terms: set[str], tables: set[str]) -> Element:
    match element:
        case Facts(items=items):
            return replace(element, changed=tuple(term for term, _ in items if term in terms))
        case Table(name=name):
            return replace(element, changed=name in tables)
        case _:
            return element


def carried_forward(report: CommitteeReport, block: BlockReport) -> tuple[Paragraph, ...]:
    """Say since when the texts of an older message are the same; nothing for a message of this half-year."""
    if block.update is None or block.update.period == report.period:
        return ()
    return (Paragraph(f"Unverändert seit {block.update.period.label}.", Tone.NOTE),)

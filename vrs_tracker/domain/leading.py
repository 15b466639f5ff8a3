"""The changes that stand on page 1: proposed by their weight, put in another order by the office."""

from collections.abc import Sequence

from vrs_tracker.domain.chapters.summary import MOST_CHANGES_ON_PAGE_1
from vrs_tracker.domain.vocabulary.codes import CodeList

PROPOSAL_RULE = (
    "Der Vorschlag ordnet so: zuerst, was einen Stand „kritisch“ oder „Abweichung“ werden ließ, dann neue "
    "und entfallene Bausteine, Anteile, fehlende Meldungen, Termine, Geldfluss, Risiken, Erreichtes, "
    "Berichtigungen, Einschätzungen und Ergebnisse. "
    "Von jedem Baustein oder Projekt zählt zuerst die wichtigste Änderung, damit Seite 1 von dreien spricht."
)


class Placing(CodeList):
    """What can be done with a change; the label is the word on the button."""

    UP = "up", "Nach oben"
    DOWN = "down", "Nach unten"
    TAKE = "take", "Auf Seite 1 nehmen"


def rearranged(order: Sequence[str], key: str, placing: Placing) -> tuple[str, ...]:
    """Return the keys of page 1 after one step; `order` are the keys of all changes as they stand now.

    What is taken to page 1 stands there last, instead of what stood last before. An unknown key and a step
    over the edge change nothing.
    """
    first = list(order[:MOST_CHANGES_ON_PAGE_1])
    if key not in order:
        return tuple(first)
    if placing is Placing.TAKE:
        return tuple(first if key in first else [*first[: MOST_CHANGES_ON_PAGE_1 - 1], key])
    if key in first:
        place = first.index(key)
        other = place + (-1 if placing is Placing.UP else 1)
        if 0 <= other < len(first):
            first[place], first[other] = first[other], first[place]
    return tuple(first)

"""How one value stands in a table cell or a sentence of the report.

No cell is empty (domain.md 4.4): what is missing is named. „keine Angabe“ is the word for every gap, with the
reason in brackets where one is known; „nicht erfasst“ belongs into sentences. „kein Anteil“ is no gap (T8).
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.document import LightMark
from vrs_tracker.domain.facts.blocks import BlockReport, Milestone
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.listing import TypedCell, text_cell
from vrs_tracker.domain.notation import (
    NO_STATEMENT,
    approximately,
    date_de,
    days,
    euro,
    list_de,
    million,
    million_words,
    precise_date,
    rough_euro,
)
from vrs_tracker.domain.origins import Origin, traced

NOT_RECORDED = f"{NO_STATEMENT} (noch nicht erfasst)"
"""Stands where a section, a text or a figure has no record yet (decisions.md 2)."""
NOT_REPORTED = f"{NO_STATEMENT} (noch nicht gemeldet)"
"""Stands where those in charge of a block have said nothing."""
NO_SHARE = "kein Anteil"
"""An empty cell of the motion's table: no share is intended (users.md 1.3)."""
NO_ROW = "ohne Zeile"
"""In the cells of a block that has no row of its own in the motion (T1)."""
NOT_IN_MOTION = "nicht im Antrag"
"""What the motion has no place for: projects, undivided sums, payers without a column."""
NOT_DIVIDED = "Programm gesamt, nicht aufgeteilt"
"""Stands for the block of an amount that belongs to none."""
ROUNDING = "Rundungsdifferenzen möglich."
ROUNDED_SOURCES = "Einzelne Beträge sind in der Quelle gerundet."
"""Stands below a table whose sums hold rounded figures (users.md 1.2)."""
SUMS_OF_KNOWN = "Summen enthalten nur, was erfasst ist."
"""Stands below a table whose sums have unknown parts."""
MOST_NAMED = 6
"""More projects than these are counted in a sentence instead of being named."""
STILL_AHEAD = "steht aus"
"""In the cells of years that have not begun at the reference date."""


def million_cell(
    amount: Decimal | None, *, missing: str, is_rounded: bool = False, origin: Origin | None = None
) -> str:
    """Write euros as millions for a column headed „Mio. €“; `missing` is the word for no amount.

    `origin` says which figure it is, so that a page can lead to where it comes from.
    """
    if amount is None:
        return missing
    return traced(approximately(million(amount)) if is_rounded else million(amount), origin)


def euro_cell(amount: Decimal | None, origin: Origin | None, *, is_rounded: bool = False) -> str:
    """Write euros with their cents, or that there is no statement; `origin` says which figure it is."""
    if amount is None:
        return euro(None)
    return traced(rough_euro(amount) if is_rounded else euro(amount), origin, unit="")


def million_spoken(amount: Decimal, *, is_rounded: bool) -> str:
    """Write euros as millions for a sentence; „rund“ if a part of the sum is a rounded figure."""
    words = million_words(amount)
    return approximately(words) if is_rounded else words


def date_cell(day: date | None, *, missing: str) -> str:
    """Write a date; `missing` is the word for none."""
    return missing if day is None else date_de(day)


def when(moment: PreciseDate) -> str:
    """Write a date as exactly as it is known."""
    return precise_date(moment.day, moment.precision.value)


def numbered_name(block: BlockReport) -> str:
    """Name a block as in tables: number, name, place, e. g. „5 AITransform (Böblingen)“."""
    return f"{block.number} {block.titled}"


def place_of(block: BlockReport) -> str:
    """Name a block or project as the heading of its subsection does: „Baustein 6, AIVision (Böblingen)“."""
    return f"{'Baustein' if block.is_motion_block else 'Projekt'} {block.number}, {block.titled}"


def named_in_a_sentence(blocks: Iterable[BlockReport], name: Callable[[BlockReport], str]) -> str:
    """Name blocks in a sentence; of many projects only how many, else nobody would hear the end of it."""
    found = list(blocks)
    projects = [block for block in found if not block.is_motion_block]
    names = [name(block) for block in found if block.is_motion_block]
    if len(projects) > MOST_NAMED:
        return list_de([*names, f"{len(projects)} Projekte"])
    return list_de([*names, *map(name, projects)])


def block_address(block: BlockReport) -> str:
    """Return the number of the block's subsection: 6.5 for the fifth block, 7.2 for the second project."""
    return f"{6 if block.is_motion_block else 7}.{block.number}"


def block_cell(block: BlockReport) -> TypedCell:
    """Name a block in a table that readers filter; on a page the name leads to the block."""
    return text_cell(block.titled, address=f"/bausteine/{block.slug}")


def light_mark(block: BlockReport) -> LightMark:
    """Return the block's light with its label."""
    return LightMark(block.light, block.light.label)


def light_text(block: BlockReport) -> str:
    """Say the light with what belongs in brackets behind it: date of the last message, reason."""
    return f"{block.light.label} ({block.light_note})" if block.light_note else block.light.label


def shift_cell(milestone: Milestone) -> str:
    """Say how far the day that counts now lies from the first plan."""
    if milestone.expected is None:
        return "ohne Termin"
    shift = (milestone.expected - milestone.baseline).days
    if shift == 0:
        return "wie geplant"
    return f"{days(abs(shift))} {'später' if shift > 0 else 'früher'}"

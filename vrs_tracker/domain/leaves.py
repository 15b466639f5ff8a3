"""The report as one reads it on a screen: page 1, then a leaf for each section or part.

An address is made of the anchor of a section. It leads to the right leaf in every report, also where another
half-year had so much to say that the part stood on a leaf of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vrs_tracker.domain.document import Document, Element, Section, tables_in

ON_PAGE_1 = 2
"""Resolution and summary stand on page 1, in print and on the screen."""
MOST_TABLES = 4
"""A section with more tables is read part by part: on a telephone each table is several screens high."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page: a section, with its parts unless `is_divided` gives each of them a leaf of its own.

    `above` is the section that the leaf is a part of.
    """

    section: Section
    is_divided: bool = False
    above: Section | None = None

    @property
    def title(self) -> str:
        """Number and heading of its section."""
        return f"{self.section.number} {self.section.heading}"

    @property
    def anchors(self) -> tuple[str, ...]:
        """The anchors of everything that stands on this leaf."""
        return tuple(one.anchor for one in (self.section, *(() if self.is_divided else self.section.parts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What a number points to: a statement of a section, or the whole section if `element` is None."""

    number: str
    section: Section
    element: Element | None = None


def page_1(document: Document) -> tuple[Section, ...]:
    """Return the sections of page 1 with all their parts."""
    return document.sections[:ON_PAGE_1]


def leaves(document: Document) -> tuple[Leaf, ...]:
    """Return the leaves behind page 1 in reading order."""
    return tuple(leaf for section in document.sections[ON_PAGE_1:] for leaf in _leaves_of(section))


def anchors_of(sections: Iterable[Section]) -> frozenset[str]:
    """Return the anchors of sections and of all their parts."""
    return frozenset(one.anchor for section in sections for one in (section, *section.parts))


def divided(document: Document) -> frozenset[str]:
    """Return the anchors of the sections whose parts have leaves of their own."""
    return frozenset(leaf.section.anchor for leaf in leaves(document) if leaf.is_divided)


def leaf_with(document: Document, anchor: str) -> Leaf | None:
    """Return the leaf on which a section or part stands; None for page 1 and for an unknown anchor."""
    for leaf in leaves(document):
        if anchor in leaf.anchors:
            return leaf
    return None


def stands_on_page_1(document: Document, anchor: str) -> bool:
    """Return whether a section or part stands on page 1."""
    return anchor in anchors_of(page_1(document))


def neighbours(document: Document, leaf: Leaf) -> tuple[Leaf | None, Leaf | None]:
    """Return the leaves before and after one; None before the first, where page 1 is, and after the last."""
    every = leaves(document)
    place = every.index(leaf)
    before = every[place - 1] if place else None
    return before, (every[place + 1] if place + 1 < len(every) else None)


def cited(document: Document, number: str) -> Cited | None:
    """Return what a number of the report points to, „6.5.3“ or „6.5“; None if there is no such number."""
    if not number:
        return None
    for section in document.all_sections():
        if section.number == number:
            return Cited(number=number, section=section)
        for own, element in section.statements():
            if own == number:
                return Cited(number=number, section=section, element=element)
    return None


def _leaves_of(section: Section) -> Iterator[Leaf]:
    inner = [element for part in section.parts for element in part.body]
    if len([*tables_in(section.body), *tables_in(inner)]) <= MOST_TABLES:
        yield Leaf(section=section)
        return
    yield Leaf(section=section, is_divided=True)
    for part in section.parts:
        yield Leaf(section=part, above=section)

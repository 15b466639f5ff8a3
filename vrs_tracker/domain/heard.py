"""The elements of the report as one hears them: sentences, and the rows of a table one sentence each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vrs_tracker.domain.document import (
    CHANGED,
    Bar,
    Cell,
    Column,
    Element,
    Facts,
    Figure,
    Framed,
    LightMark,
    Listing,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from vrs_tracker.domain.spoken import sentences
from vrs_tracker.domain.wording import sentence_start

MILLIONS = "Mio. €"
ADVERBS = ("Ausgezahlt", "Freigegeben", "Geplant", "Gesperrt", "Heute", "Jetzt", "Zuletzt")
"""Heads of columns that are no nouns: within a sentence they begin with a small letter."""
_UNIT_AND_DATE = re.compile(rf" in {re.escape(MILLIONS)}|, Stand \d\d\.\d\d\.\d{{4}}")
_AMOUNT = re.compile(r"(?:rund )?[+−]?[\d.]+,\d\d")
_NUMBERED = re.compile(r"(?P<number>\d+) (?P<name>.+)")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is said in one go; `term` names what it is about where the report does.

    `title` says what the sentences of a table are about and is nothing without them.
    """

    term: str
    sentences: tuple[str, ...]
    title: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[str, ...]:
        """Everything, with the title in front."""
        return (*self.title, *self.sentences)


def facts_of(element: Element, *, with_rows: bool) -> Iterator[Fact]:
    """Return what an element says; of a table the message alone, or if asked caption and rows as well."""
    match element:
        case Paragraph(text=text):
            yield Fact("", sentences(text))
        case Listing(items=items):
            yield _listed(items)
        case Facts(items=items, changed=changed):
            for term, value in items:
                said = f"{term}, {CHANGED}" if term in changed else term
                yield Fact(term, sentences(f"{said}: {value}"))
        case Framed(paragraphs=paragraphs, items=items):
            yield _listed((*paragraphs, *items))
        case Figure(chart=chart):
            yield Fact("", sentences(chart.alt))
        case _:
            yield _table(element, with_rows=with_rows)


def _listed(items: tuple[str, ...]) -> Fact:
    return Fact("", tuple(one for item in items for one in sentences(item)))


def _table(table: Table, *, with_rows: bool) -> Fact:
    message, about = sentences(table.message), _about(table)
    if not with_rows:
        return Fact("", message)
    return Fact(about, tuple(_rows(table)), title=(*sentences(about), *message))


def _about(table: Table) -> str:
    """Return the caption and whether there is news; unit and reference date are said elsewhere."""
    about = _UNIT_AND_DATE.sub("", table.caption)
    return f"{about}, {CHANGED}" if table.changed else about


def _rows(table: Table) -> Iterator[str]:
    in_millions = MILLIONS in table.caption
    for row in table.rows:
        if row.kind is RowKind.GROUP:
            yield from sentences(_text(row.cells[0]))
        else:
            yield from sentences(_row(table.columns, row, in_millions=in_millions))


def _row(columns: tuple[Column, ...], row: Row, *, in_millions: bool) -> str:
    """Say the first cell, then the others behind their heads; a cell that is a sentence stands alone."""
    first, *others = [
        (column, text)
        for column, cell in zip(columns, row.cells, strict=True)
        if (text := _text(cell, in_millions=in_millions))
    ]
    name = _name(*first)
    values = [
        text if column.head == MILLIONS else f"{_within(column.head)} {text}"
        for column, text in others
        if not text.endswith(".")
    ]
    own = [text for _, text in others if text.endswith(".")]
    return " ".join((f"{name}: {', '.join(values)}." if values else f"{name}.", *own))


def _name(column: Column, text: str) -> str:
    """Say „Baustein 5, AITransform“ for „5 AITransform“, which only the eye reads as that."""
    found = _NUMBERED.fullmatch(text)
    return f"{column.head} {found['number']}, {found['name']}" if found else sentence_start(text)


def _within(head: str) -> str:
    return head.lower() if head in ADVERBS else head


def _text(cell: Cell, *, in_millions: bool = False) -> str:
    match cell:
        case Bar():
            return ""
        case LightMark(text=text):
            return text
        case str() as text if in_millions and _AMOUNT.fullmatch(text):
            return f"{text} Millionen Euro"
        case _:
            return cell

"""A statement of the report as a text to cite: what it says, and where and in which Fassung it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from vrs_tracker.domain.document import Element, Facts, Figure, Framed, Listing, Paragraph, Table
from vrs_tracker.domain.issue import demo_mark, footer
from vrs_tracker.domain.leaves import Cited
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.sheets import flat_rows

MAY_CHANGE = "Entwurf: Der Wortlaut kann sich bis zum Versand noch ändern."


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement is cited from: the title of the report, who issues it, the address of the number."""

    title: str
    issuer: str
    address: str
    is_draft: bool


def citation(report: CommitteeReport, found: Cited, source: Source) -> str:
    """Return the statement and, below it, its source; a section is cited by its heading alone."""
    lines = (
        f"{source.title}, {place(found)}. {source.issuer}. {footer(report)}.",
        source.address,
        MAY_CHANGE if source.is_draft else "",
        demo_mark(report),
    )
    said = said_by(found.element) if found.element else ()
    return "\n\n".join(filter(None, ("\n".join(said), "\n".join(filter(None, lines)))))


def place(found: Cited) -> str:
    """Return where a number stands: the number and the heading of its section."""
    if found.element is None:
        return f"Abschnitt {found.number}, „{found.section.heading}“"
    return f"Nummer {found.number} in „{found.section.heading}“"


def said_by(element: Element) -> tuple[str, ...]:
    """Return what an element says, line by line; in the rows of a table each value is behind its head."""
    match element:
        case Paragraph(text=text):
            return (text,)
        case Listing(items=items, numbered=is_numbered):
            return tuple(f"{n}. {item}" for n, item in enumerate(items, 1)) if is_numbered else items
        case Facts(items=items):
            return tuple(f"{name}: {value}" for name, value in items)
        case Framed(paragraphs=paragraphs, items=items):
            return (*paragraphs, *(f"{n}. {item}" for n, item in enumerate(items, 1)))
        case Figure(chart=chart, caption=caption, table=table):
            return (caption, chart.alt, *said_by(table))
        case _:
            return tuple(
                filter(None, (element.message, f"Tabelle: {element.caption}", *_rows(element), element.note))
            )


def _rows(table: Table) -> Iterator[str]:
    heads, rows = flat_rows(table)
    for first, *others in rows:
        values = [f"{head}: {cell}" for head, cell in zip(heads[1:], others, strict=True) if cell]
        yield "; ".join((first, *values))

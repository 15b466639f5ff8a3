"""Reading a document in tests: its texts, tables and sections by name."""

from collections.abc import Iterator

from vrs_tracker.domain.document import (
    Bar,
    Cell,
    Document,
    Element,
    Facts,
    Figure,
    Framed,
    LightMark,
    Listing,
    Paragraph,
    Section,
    Table,
)


def cell_text(cell: Cell) -> str:
    """What is read aloud of a cell; a bar is decoration."""
    match cell:
        case Bar():
            return ""
        case LightMark():
            return cell.text
        case _:
            return cell


def element_texts(element: Element) -> Iterator[str]:
    """Every text of an element, the cells of tables one by one."""
    match element:
        case Paragraph():
            yield element.text
        case Listing():
            yield from element.items
        case Facts():
            for term, value in element.items:
                yield from (term, value)
        case Framed():
            yield from (*element.paragraphs, *element.items)
        case Figure():
            yield from (element.caption, element.chart.alt)
            yield from element_texts(element.table)
        case Table():
            yield from (element.caption, element.message, element.note)
            yield from (cell_text(cell) for row in element.rows for cell in row.cells)


def texts(section: Section) -> list[str]:
    """Every text of a section and its parts, without empty ones."""
    every = [text for element in section.body for text in element_texts(element)]
    return [text for text in every if text] + [text for part in section.parts for text in texts(part)]


def plain(text: str) -> str:
    """A text with plain spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def said(section: Section) -> str:
    """All texts of a section, one per line, with plain spaces."""
    return plain("\n".join(texts(section)))


def tables(section: Section) -> dict[str, Table]:
    """The tables of a section and its parts by name."""
    found = Document(title="", sections=(section,)).tables()
    return {table.name: table for table in found}


def rows(table: Table) -> list[list[str]]:
    """The cells of a table as they are read, with plain spaces."""
    return [[plain(cell_text(cell)) for cell in row.cells] for row in table.rows]


def table_rows(element: Element) -> list[list[str]]:
    """The rows of an element that must be a table."""
    assert isinstance(element, Table)
    return rows(element)

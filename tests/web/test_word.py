"""The Word file says what the report says, and an office can work with it."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from tests.domain.sample_report import sample_report
from tests.support.pixels import ONE_PIXEL
from vrs_tracker.domain.document import Bar, Document, Facts, Framed, Listing, Paragraph, tables_in
from vrs_tracker.domain.outline import document
from vrs_tracker.web.word import WordHead, word_file
from vrs_tracker.web.word.file import WORKING_COPY
from vrs_tracker.web.word.tables import TEXT_WIDTH, cell_text, column_widths

HEAD = WordHead(
    issuer="Verband Region Stuttgart",
    lines=(("Gremium", "Ausschuss für Wirtschaft, Infrastruktur und Verwaltung"),),
    foot="Stand 30.06.2026 · Fassung 1",
    marks=("Entwurf",),
    as_of=date(2026, 6, 30),
)


@pytest.fixture(scope="module")
def report() -> Document:
    return document(sample_report())


@pytest.fixture(scope="module")
def content(report: Document) -> bytes:
    return written(report)


@pytest.fixture(scope="module")
def word(content: bytes) -> WordDocument:
    return docx.Document(BytesIO(content))


def written(report: Document) -> bytes:
    return word_file(report, HEAD, [ONE_PIXEL for _ in report.charts()])


def texts(report: Document) -> Iterator[str]:
    """Every text of the report that is no table cell."""
    for section in report.all_sections():
        yield section.heading
        for element in section.body:
            match element:
                case Paragraph():
                    yield element.text
                case Listing():
                    yield from element.items
                case Facts():
                    yield from (value for _, value in element.items)
                case Framed():
                    yield from (*element.paragraphs, *element.items)
                case _:
                    pass
        for table in tables_in(section.body):
            yield from (table.caption, table.message, table.note)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_every_sentence_of_the_report_stands_in_it(report: Document, word: WordDocument) -> None:
    said = flat(" ".join(paragraph.text for paragraph in word.paragraphs))
    assert [text for text in texts(report) if flat(text) not in said] == []


def test_every_cell_of_every_table_stands_in_it(report: Document, word: WordDocument) -> None:
    tables = list(report.tables())
    assert len(tables) == len(word.tables) > 0
    for table, made in zip(tables, word.tables, strict=True):
        wanted = [
            [flat(cell_text(cell)) for cell in row.cells if not isinstance(cell, Bar)] for row in table.rows
        ]
        assert [cells_of(made, number, len(row)) for number, row in enumerate(wanted, start=1)] == wanted


def cells_of(made: WordTable, number: int, wanted: int) -> list[str]:
    """A row whose first cell spans the others says its text once."""
    return [flat(cell.text) for cell in made.rows[number].cells][:wanted]


def test_headings_skip_no_level(report: Document, word: WordDocument) -> None:
    levels = [
        int(paragraph.style.name.removeprefix("Heading "))
        for paragraph in word.paragraphs
        if paragraph.style is not None and (paragraph.style.name or "").startswith("Heading ")
    ]
    assert len(levels) == len(list(report.all_sections()))
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_a_head_that_repeats_and_rows_in_one_piece(word: WordDocument) -> None:
    for table in word.tables:
        marked = [row._tr.find(".//" + qn("w:tblHeader")) is not None for row in table.rows]
        assert marked == [True, *[False] * (len(marked) - 1)]
        assert all(row._tr.find(".//" + qn("w:cantSplit")) is not None for row in table.rows)


def test_columns_fill_the_page_and_no_more(report: Document) -> None:
    for table in report.tables():
        widths = column_widths(table, list(range(len(table.columns))))
        assert min(widths) > 0
        assert TEXT_WIDTH - len(widths) <= sum(widths) <= TEXT_WIDTH


def test_every_picture_says_what_it_shows(report: Document, word: WordDocument) -> None:
    alts = [chart.alt for chart in report.charts()]
    described = [properties.get("descr") for properties in word.element.body.iter(qn("wp:docPr"))]
    assert described == alts


def test_tables_and_figures_have_running_numbers_that_word_can_reckon(word: WordDocument) -> None:
    said = "".join(found.text or "" for found in word.element.body.iter(qn("w:instrText")))
    assert said.count("SEQ Tabelle") == len(word.tables)
    assert "TOC" in said


def test_each_page_says_that_it_is_no_paper(word: WordDocument) -> None:
    page = word.sections[0]
    assert page.header.paragraphs[0].text == f"{WORKING_COPY} · Entwurf"
    assert page.footer.paragraphs[0].text == "Stand 30.06.2026 · Fassung 1\tSeite 1 von 1"


def test_the_numbers_people_cite_stand_before_their_statements(report: Document, word: WordDocument) -> None:
    numbers = [number for section in report.all_sections() for number, _ in section.statements() if number]
    said = [starts_of(paragraph) for paragraph in word.paragraphs]
    assert [number for number in numbers if number not in said] == []


def starts_of(paragraph: WordParagraph) -> str:
    return paragraph.text.split("  ", 1)[0]


def test_a_screen_reader_hears_german(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as parts:
        for name in ("word/styles.xml", "word/document.xml"):
            assert b"en-US" not in parts.read(name)
        assert b'w:val="de-DE"' in parts.read("word/styles.xml")
        assert b"<dc:language>de-DE</dc:language>" in parts.read("docProps/core.xml")


def test_a_numbered_list_begins_with_one(word: WordDocument) -> None:
    starts = [
        found.get(qn("w:val")) for found in word.part.numbering_part.element.iter(qn("w:startOverride"))
    ]
    assert starts
    assert set(starts) == {"1"}


def test_the_same_report_gives_the_same_bytes(report: Document, content: bytes) -> None:
    assert written(report) == content

"""The printed report in the order in which a screen reader reads it: nothing silent, nothing said wrongly."""

import re
from collections.abc import Iterator

import pytest

from tests.domain.chapters.full_report import full_report
from tests.reports.pdf_facts import Element, PdfFacts, element_texts, folded, read_pdf
from tests.reports.sample_document import sample_job
from tests.support.word_checks import spoken_badly
from vrs_tracker.domain.document import Document
from vrs_tracker.domain.outline import document
from vrs_tracker.features.reporting.render import print_pdf

HEADINGS = ("H1", "H2", "H3")
WITHOUT_NUMBER = frozenset({"Inhalt"})


@pytest.fixture(scope="module")
def printed() -> Document:
    return document(full_report())


@pytest.fixture(scope="module")
def heard(printed: Document) -> PdfFacts:
    return read_pdf(print_pdf(sample_job(document=printed)))


def texts(facts: PdfFacts) -> Iterator[str]:
    """Every text in reading order; of a figure what stands for it, of a list without its dashes."""
    yield from (folded(text) for text in element_texts(_without_marks(facts.root)))
    yield from (figure.alt for figure in facts.root.all("Figure"))


def _without_marks(element: Element) -> Element:
    parts = [
        _without_marks(part) if isinstance(part, Element) else part
        for part in element.parts
        if not (isinstance(part, Element) and part.tag in {"Figure", "Lbl"})
    ]
    return Element(element.tag, parts=parts)


def rows(table: Element) -> Iterator[list[str]]:
    for row in table.all("TR"):
        yield [folded(cell.text()) for cell in row.all("TH", "TD")]


def test_no_text_is_said_wrongly(heard: PdfFacts) -> None:
    faults = [fault for text in texts(heard) for fault in spoken_badly(text)]
    assert faults == []


def test_sentences_say_millionen_euro(heard: PdfFacts) -> None:
    sentences = [folded(one.text()) for one in heard.root.all("P", "LBody")]
    assert [one for one in sentences if re.search(r"\d Mio\.", one)] == []


def test_no_cell_is_silent_because_a_bar_stands_in_the_cell_of_its_figure(heard: PdfFacts) -> None:
    for table in heard.root.all("Table"):
        head, *others = rows(table)
        silent = [head[place] for row in others for place, cell in enumerate(row) if cell in {"", "–", "-"}]
        assert silent == []
    staircase = next(list(rows(table)) for table in heard.root.all("Table") if "Stufe" in table.text())
    assert staircase[0] == ["Stufe", "Mio. €", "Änderung", "Anteil"]
    assert staircase[1][0] == "veranschlagt"
    assert staircase[1][-1].endswith("%")


def test_every_table_has_heads_that_say_something_and_a_caption(heard: PdfFacts, printed: Document) -> None:
    tables = heard.root.all("Table")
    assert len(tables) == len(list(printed.tables()))
    for table in tables:
        heads = [folded(cell.text()) for cell in table.all("TH")]
        assert heads
        assert all(heads)
        assert [cell.scope for cell in table.all("TR")[0].all("TH")] == ["Column"] * len(
            table.all("TR")[0].all("TH")
        )
    assert len(heard.root.all("Caption")) >= len(tables)


def test_every_heading_begins_with_its_number(heard: PdfFacts, printed: Document) -> None:
    headings = [folded(one.text()) for one in heard.root.all(*HEADINGS)]
    numbered = [one for one in headings if one not in WITHOUT_NUMBER]
    assert numbered == [f"{one.number} {one.heading}" for one in printed.all_sections()]


def test_every_figure_says_what_one_sees(heard: PdfFacts) -> None:
    for figure in heard.root.all("Figure"):
        assert figure.alt.endswith(".")
        assert len(figure.alt.split()) >= 5


def test_blocks_are_introduced_by_number_and_place(heard: PdfFacts) -> None:
    headings = [folded(one.text()) for one in heard.root.all("H2")]
    assert "6.5 Baustein 5, AITransform (Böblingen)" in headings


def test_shapes_of_lights_are_decoration_and_their_words_are_read(heard: PdfFacts) -> None:
    assert "Abweichung" in heard.text()
    assert not re.search(r"[●▲■○◇◆]", heard.text())

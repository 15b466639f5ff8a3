"""One report to be read: page by page, as a whole, by its numbers, in big type; the same words everywhere."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import CODE, HALF, ISSUER, frozen_value, handed_out, opened
from tests.reports.pdf_facts import folded, read_pdf
from tests.support.page_client import ClientOf, Page, PageClient, words
from vrs_tracker.domain.citation import MAY_CHANGE
from vrs_tracker.domain.document import (
    Cell,
    Element,
    Facts,
    Figure,
    Framed,
    LightMark,
    Listing,
    Paragraph,
    Table,
)
from vrs_tracker.domain.issue import footer
from vrs_tracker.domain.leaves import leaves, page_1
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.screens import screen_of, screens
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.reporting.queries.title import load_title_block
from vrs_tracker.features.reporting.render import preview

PAGE = f"/berichte/{CODE}"
PRINTED = document(frozen_value())
NUMBERS = [number for section in PRINTED.all_sections() for number, _ in section.statements()]
BLOCK = "baustein-ki-xc"


@pytest.fixture
def reader(session: Session, visitor: PageClient) -> PageClient:
    """Give a visitor who reads a published report."""
    handed_out(session, frozen_value())
    session.commit()
    return visitor


def texts_of(element: Element) -> Iterator[str]:
    """Every text of an element in reading order, but the note of a table, which print may put above it."""
    match element:
        case Paragraph(text=text):
            yield text
        case Listing(items=items):
            yield from items
        case Facts(items=items):
            yield from (text for item in items for text in item)
        case Framed(paragraphs=paragraphs, items=items):
            yield from (*paragraphs, *items)
        case Figure(caption=caption, table=table):
            yield caption
            yield from texts_of(table)
        case Table():
            cells = (_word(cell) for row in element.rows for cell in row.cells)
            yield from (element.message, element.caption, *cells)


def _word(cell: Cell) -> str:
    match cell:
        case LightMark(text=text):
            return text
        case str() as text:
            return text
        case _:
            return ""


def assert_says(text: str, element: Element, number: str, *, after: int = 0) -> int:
    """Find every text of an element in order behind a place, and return the place behind the last."""
    place, name = after, ""
    for said in map(folded, texts_of(element)):
        if isinstance(element, Facts) and said == name:
            continue  # a term with several values is drawn once
        found = text.find(said, place)
        assert found >= 0, f"{number} does not say „{said}“ behind „{text[max(0, place - 80) : place]}“"
        place, name = found + len(said), said
    note = folded(_note(element))
    found = text.find(note, after)
    assert 0 <= found <= place + 1, f"{number} does not say „{note}“ above or below its table"
    return max(place, found + len(note))


def _note(element: Element) -> str:
    match element:
        case Table(note=note) | Figure(table=Table(note=note)):
            return note
        case _:
            return ""


def statement(page: Page, number: str) -> str:
    """The words of one statement, its number first."""
    return folded(page.one(f'[id="nr-{number}"]'))


# ---------------------------------------------------------------- the same statements everywhere


@ONE_DATABASE
def test_the_pdf_says_every_statement_of_the_document_in_its_order(session: Session) -> None:
    report = frozen_value()
    text, place = read_pdf(preview(report, load_title_block(session, report, ISSUER))).text(), 0
    for section in document(report).all_sections():
        for number, element in section.statements():
            place = assert_says(text, element, number, after=place)


def test_the_whole_report_says_every_statement_under_its_number(reader: PageClient) -> None:
    page = reader.get(f"{PAGE}/ganz")
    assert page.all(".statement__number") == NUMBERS
    for section in PRINTED.all_sections():
        for number, element in section.statements():
            text = statement(page, number)
            assert text.startswith(number)
            assert_says(text, element, number)


def test_page_by_page_one_reads_the_same_as_on_one_page(reader: PageClient) -> None:
    whole = reader.get(f"{PAGE}/ganz")
    addresses = [PAGE, *(f"{PAGE}/{leaf.section.anchor}" for leaf in leaves(PRINTED))]
    read = [
        (number, statement(page, number))
        for page in map(reader.get, addresses)
        for number in page.all(".statement__number")
    ]
    assert read == [(number, statement(whole, number)) for number in NUMBERS]


# ---------------------------------------------------------------- ways through the report


def test_page_1_is_resolution_summary_and_contents(reader: PageClient) -> None:
    page = reader.get(PAGE)
    assert page.all("main section > h2.section__heading") == [
        f"{one.number} {one.heading}" for one in page_1(PRINTED)
    ]
    assert page.all(".contents__list > li > a") == [one.heading for one in PRINTED.sections]
    assert page.html.css_first(".neighbours a[rel=next]") is not None


def test_a_block_leads_back_to_its_section_and_on_to_the_next(reader: PageClient) -> None:
    page = reader.get(f"{PAGE}/{BLOCK}")
    assert page.h1.startswith("6.1 Baustein 1, KI-XC (Stuttgart)")
    assert [node.attributes["href"] for node in page.html.css(".leaf-path a")] == [
        PAGE,
        f"{PAGE}/alle-bausteine",
    ]
    ways = {node.attributes["rel"]: node.attributes["href"] for node in page.html.css(".neighbours a")}
    assert ways == {"prev": f"{PAGE}/alle-bausteine", "next": f"{PAGE}/baustein-ki-ckstart"}


def test_the_first_leaf_leads_back_to_page_1_and_the_last_leads_nowhere_on(reader: PageClient) -> None:
    every = leaves(PRINTED)
    first, last = (reader.get(f"{PAGE}/{leaf.section.anchor}") for leaf in (every[0], every[-1]))
    assert first.html.css_first("a[rel=prev]").attributes["href"] == PAGE  # type: ignore[union-attr] # it stands there
    assert last.html.css_first("a[rel=next]") is None


def test_the_blocks_are_listed_with_their_lights(reader: PageClient) -> None:
    listed = reader.get(f"{PAGE}/alle-bausteine").all(".leaf-parts li")
    blocks = next(section for section in PRINTED.sections if section.anchor == "alle-bausteine").parts
    lights = [block.light.text if block.light else "" for block in blocks]
    assert listed == [
        f"{block.number} {block.heading} {light}" for block, light in zip(blocks, lights, strict=True)
    ]


def test_an_address_of_the_time_of_one_page_leads_to_its_line_in_the_contents(reader: PageClient) -> None:
    """Without script one stands at the line that leads on; js/leaf.js goes on by itself."""
    page = reader.get(PAGE)
    for section in PRINTED.all_sections():
        assert len(page.html.css(f'[id="{section.anchor}"]')) == 1, section.anchor


def test_a_part_without_a_page_of_its_own_is_found_on_that_of_its_section(reader: PageClient) -> None:
    answer = reader.get(f"{PAGE}/geldgeber", status=302)
    assert answer.location == f"{PAGE}/finanzierung#geldgeber"
    assert reader.get(f"{PAGE}/zusammenfassung", status=302).location == f"{PAGE}#zusammenfassung"


@pytest.mark.parametrize("end", ["gibt-es-nicht", "nr/6.5.99", "nr/x", "projektor/gibt-es-nicht"])
def test_what_the_report_does_not_have_is_not_found(end: str, reader: PageClient) -> None:
    assert reader.get(f"{PAGE}/{end}", status=404).h1 == "Diese Seite gibt es nicht"


def test_the_tables_of_a_leaf_are_files_at_its_address(reader: PageClient) -> None:
    page = reader.get(f"{PAGE}/{BLOCK}")
    address = page.html.css(".table-files a")[0].attributes["href"] or ""
    assert address.startswith(f"{PAGE}/{BLOCK}?tabelle=")
    assert reader.get(address).response.mimetype == "text/csv"
    name = address.partition("tabelle=")[2]
    assert reader.get(f"{PAGE}?tabelle={name}").response.mimetype == "text/csv", "its address of before"


# ---------------------------------------------------------------- to cite


def test_every_number_leads_to_a_text_to_cite(reader: PageClient) -> None:
    link = reader.get(f"{PAGE}/{BLOCK}").html.css('[id="nr-6.1.1"] .statement__number')[0]
    page = reader.get(link.attributes["href"] or "")
    assert page.h1 == "Nummer 6.1.1 zitieren"
    text = page.html.css_first("textarea#text").text()  # type: ignore[union-attr] # the macro writes it
    section = next(one for one in PRINTED.all_sections() if one.anchor == BLOCK)
    element = section.statements()[0][1]
    assert isinstance(element, Paragraph)
    for said in (element.text, footer(frozen_value()), f"{PAGE}/nr/6.1.1", PRINTED.title):
        assert said in text
    read = [node.attributes["href"] for node in page.html.css("main a") if words(node) == "Im Bericht lesen"]
    assert read == [f"{PAGE}/{BLOCK}#nr-6.1.1"]


def test_every_statement_can_be_cited(reader: PageClient) -> None:
    for number in (*NUMBERS[::9], "6.1", "15"):
        assert number in reader.get(f"{PAGE}/nr/{number}").h1


def test_a_table_to_cite_leads_to_its_big_type(reader: PageClient) -> None:
    page = reader.get(f"{PAGE}/nr/2.0.2")
    assert "Tabelle: Regionale Mittel in Mio. €" in page.text
    assert f'href="{PAGE}/projektor/mittel"' in page.response.get_data(as_text=True)


def test_who_cites_a_draft_is_told_that_it_may_change(session: Session, client_of: ClientOf) -> None:
    opened(session)
    session.commit()
    text = client_of(Role.EDITOR).get(f"{PAGE}/nr/1.1").text
    assert MAY_CHANGE in text


# ---------------------------------------------------------------- for the hall


def test_the_tables_in_big_type_are_listed_in_order(reader: PageClient) -> None:
    page = reader.get(f"{PAGE}/projektor")
    links = [node.attributes["href"] for node in page.html.css(".leaf-parts a")]
    assert links == [f"{PAGE}/projektor/{screen.table.name}" for screen in screens(PRINTED)]


def test_every_table_is_shown_alone_with_the_same_values(reader: PageClient) -> None:
    whole = reader.get(f"{PAGE}/ganz")
    for screen in screens(PRINTED):
        page = reader.get(f"{PAGE}/projektor/{screen.table.name}")
        (caption,) = page.all("caption")
        assert caption.startswith(folded(screen.table.caption))
        assert page.table(caption) == whole.table(caption)


def test_a_screen_says_which_report_and_leads_on(reader: PageClient) -> None:
    page = reader.get(f"{PAGE}/projektor/bausteine")
    shown, before = (screen_of(PRINTED, name) for name in ("bausteine", "mittel"))
    assert shown
    assert before
    assert page.h1 == f"{shown.number} Zusammenfassung"
    assert f"Zurück: Tafel {before.number}" in page.text
    assert "5. Halbjahresbericht, Stand 30.06.2026" in page.text
    ways = {node.attributes["rel"]: node.attributes["href"] for node in page.html.css(".neighbours a")}
    assert ways["prev"] == f"{PAGE}/projektor/mittel"
    assert set(ways) == {"prev", "next"}


# ---------------------------------------------------------------- who reads


@pytest.mark.parametrize(
    "end", ["/ganz", f"/{BLOCK}", "/gibt-es-nicht", "/nr/1.1", "/projektor", "/projektor/mittel"]
)
def test_no_page_of_a_draft_says_anything_to_the_public(
    end: str, session: Session, visitor: PageClient
) -> None:
    """Not even whether the draft has such a section."""
    opened(session)
    session.commit()
    page = visitor.get(f"{PAGE}{end}", status=404)
    assert page.h1 == "Noch nicht veröffentlicht"
    assert HALF.label in page.text


@pytest.mark.parametrize("end", ["/ganz", "/veraenderungen", "/nr/1.1", "/projektor/mittel"])
def test_whoever_may_reads_the_draft_page_by_page(end: str, session: Session, client_of: ClientOf) -> None:
    opened(session)
    session.commit()
    assert "Entwurf" in client_of(Role.EDITOR).get(f"{PAGE}{end}").text

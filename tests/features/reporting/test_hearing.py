"""The Vorlesefassung as a page and as a text: public as the report is, the same words in both."""

import pytest
from sqlalchemy.orm import Session

from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import CODE, frozen_value, handed_out, opened
from tests.features.reporting.supplement_rows import given_out
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.reading_version import reading_version
from vrs_tracker.domain.vocabulary.people import Role

PAGE = f"/berichte/{CODE}/vorlesen"
FILE = f"{PAGE}.txt"


@pytest.fixture
def reader(session: Session, visitor: PageClient) -> PageClient:
    """Give a visitor who reads a published report."""
    handed_out(session, frozen_value())
    session.commit()
    return visitor


def text_of(client: PageClient, address: str) -> str:
    return client.get(address).response.get_data(as_text=True)


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def test_the_page_is_headings_and_paragraphs_only(reader: PageClient) -> None:
    page = reader.get(PAGE)
    assert {node.tag for node in page.html.css("article.reading *")} == {"h1", "h2", "h3", "p", "a"}


def test_page_and_text_say_the_same(reader: PageClient) -> None:
    page, text = reader.get(PAGE), text_of(reader, FILE)
    shown = " ".join(node.text() for node in page.html.css("article.reading > *:not(.reading__ways)"))
    assert " ".join(shown.split()) == " ".join(text.split())


def test_each_sentence_has_a_line_of_its_own(reader: PageClient) -> None:
    answer = reader.get(FILE).response
    assert answer.content_type == "text/plain; charset=utf-8"
    version = reading_version(frozen_value())
    told = [one for part in version.parts for passage in part.passages for one in passage.sentences]
    assert len(lines(answer.text)) == 1 + len(version.opening) + len(version.parts) + len(told)


def test_a_statement_is_found_by_its_number(reader: PageClient) -> None:
    assert reader.get(PAGE).one('[id="nr-2.0.1"]').startswith("2.0.1: ")


def test_report_and_list_lead_to_it(reader: PageClient) -> None:
    for address in (f"/berichte/{CODE}", "/berichte/"):
        assert reader.get(address).html.css_first(f'a[href="{PAGE}"]') is not None, address


@ONE_DATABASE
@pytest.mark.parametrize("address", [PAGE, FILE])
def test_a_draft_is_heard_by_the_office_only(
    session: Session, visitor: PageClient, client_of: ClientOf, address: str
) -> None:
    opened(session)
    session.commit()
    visitor.get(address, status=404)
    assert "Entwurf, nicht festgeschrieben." in text_of(client_of(Role.EDITOR), address)


@ONE_DATABASE
def test_what_was_corrected_is_named_first_and_told_at_its_statement(
    session: Session, reader: PageClient
) -> None:
    given_out(session)
    session.commit()
    text = text_of(reader, FILE)
    opening, told = text.split("\n\n1 Beschlussvorschlag")
    assert "berichtigt ist Nummer 2.0.1" in opening
    assert "Berichtigt mit der 1. Ergänzung vom" in told

"""The tables of overview and list: filtered and sorted by the address, taken away as files, leading on."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tests.domain.report_values import make_block, make_report, make_update
from tests.domain.sample_report import sample_report
from tests.features.reporting.report_rows import frozen_value, handed_out
from tests.support.page_client import Page, PageClient

BOTH = ("/", "/bausteine/")
CAPTION = "Bausteine und Projekte, regionale Mittel in Mio. €, Stand 30.06.2026"


@pytest.fixture(autouse=True)
def _report(session: Session) -> None:
    handed_out(session, frozen_value(sample_report()))
    session.commit()


def names(page: Page) -> list[str]:
    return [row["Baustein"] for row in page.table(CAPTION)]


def address(page: Page, selector: str) -> str:
    link = page.html.css_first(selector)
    assert link is not None
    return str(link.attributes["href"])


@pytest.mark.parametrize("path", BOTH)
def test_the_address_narrows_the_table_and_the_page_says_so(path: str, visitor: PageClient) -> None:
    page = visitor.get(f"{path}?ampel=at_risk&kreis=08115")
    assert names(page) == ["5 AITransform (Böblingen)"]
    said = page.one(".filter__hits")
    assert said.startswith("1 von 11 Einträgen.")
    assert "Abweichung" in said
    assert "Böblingen" in said
    assert len(names(visitor.get(address(page, ".filter__reset").partition("#")[0]))) == 11


@pytest.mark.parametrize("path", BOTH)
def test_a_choice_that_nothing_fits_offers_the_way_back(path: str, visitor: PageClient) -> None:
    page = visitor.get(f"{path}?ampel=off_track&kreis=08111")
    assert page.one(".filter__hits").startswith("Kein Eintrag von 11 passt zu dieser Auswahl.")
    assert page.html.css_first("#tabelle-bausteine-und-projekte") is None


@pytest.mark.parametrize("path", BOTH)
def test_heads_sort_within_the_groups_and_say_it(path: str, visitor: PageClient) -> None:
    page = visitor.get(f"{path}?sortierung=bewilligt&richtung=absteigend")
    assert names(page)[0] == "5 AITransform (Böblingen)"
    assert names(page)[7] == "1 Projekt Fellbach (Fellbach)"
    assert page.all("th[aria-sort=descending]") == ["bewilligt"]


@pytest.mark.parametrize("path", BOTH)
def test_an_unknown_choice_is_named_and_ignored(path: str, visitor: PageClient) -> None:
    page = visitor.get(f"{path}?kreis=99999")
    assert len(names(page)) == 11
    assert "„Landkreis“ kennt hier kein „99999“. Diese Angabe wurde nicht beachtet." in page.text


@pytest.mark.parametrize("path", BOTH)
def test_the_file_holds_what_the_page_shows(path: str, visitor: PageClient) -> None:
    file = visitor.get(f"{path}?kreis=08119&tabelle=bausteine-und-projekte&format=csv")
    text = file.response.get_data(as_text=True)
    assert "Projekt Fellbach (Fellbach)" in text
    assert "AITransform" not in text


@pytest.mark.parametrize("table", ["mittel", "landkreise"])
def test_money_and_districts_are_files_too(table: str, visitor: PageClient) -> None:
    assert visitor.get(f"/?tabelle={table}&format=csv").response.mimetype == "text/csv"
    file = visitor.get(f"/?tabelle={table}&format=xlsx").response
    assert table in file.headers["Content-Disposition"]
    assert file.get_data()[:2] == b"PK"


def test_the_choice_on_the_overview_is_folded_until_somebody_chooses(visitor: PageClient) -> None:
    folded = visitor.get("/").html.css_first("details.choice")
    chosen = visitor.get("/?ampel=at_risk").html.css_first("details.choice")
    assert folded is not None
    assert chosen is not None
    assert "open" not in folded.attributes
    assert "open" in chosen.attributes


def test_whoever_chooses_lands_at_the_table_again(visitor: PageClient) -> None:
    page = visitor.get("/?ampel=at_risk")
    form = page.html.css_first("form.filter")
    assert form is not None
    assert form.attributes["action"] == "/#bausteine"
    assert address(page, ".filter__reset").endswith("#bausteine")
    assert address(page, "thead .sort-link").endswith("#bausteine")


def test_districts_lead_to_their_blocks(visitor: PageClient) -> None:
    page = visitor.get("/")
    assert page.all("#tabelle-landkreise tbody th")[0] == "Landkreis Böblingen"
    assert len(names(visitor.get(address(page, "#tabelle-landkreise tbody a")))) == 3


def test_the_map_stands_beside_its_table_with_its_source(visitor: PageClient) -> None:
    figure = visitor.get("/").one(".districts__map figcaption")
    assert figure == "Bewilligte regionale Mittel in Mio. €. © GeoBasis-DE / BKG 2017 (Daten verändert)"


@pytest.mark.parametrize(
    "selector", ["#entscheidungen ~ ul a[href*='/nummer-']", ".mandates a", "#geld ~ .note a"]
)
def test_numbers_of_sections_lead_to_the_report(selector: str, visitor: PageClient) -> None:
    for link in visitor.get("/").html.css(selector):
        address = str(link.attributes["href"])
        _, is_numbered, number = address.partition("/nummer-")
        if is_numbered:
            section = visitor.browser.get(address, follow_redirects=True).get_data(as_text=True)
            assert f'id="nummer-{number}"' in section


def test_each_figure_of_the_staircase_leads_to_where_it_comes_from(visitor: PageClient) -> None:
    links = [str(link.attributes["href"]) for link in visitor.get("/").html.css(".staircase a")]
    steps = ("rahmen", "veranschlagt", "gesperrt", "freigegeben", "bewilligt", "ausgezahlt")
    assert links == [f"/zahlen/{step}" for step in steps]


def test_what_is_gesperrt_is_hatched(visitor: PageClient) -> None:
    page = visitor.get("/")
    assert len(page.html.css(".step-bar--hatched pattern")) == 1


def test_links_keep_the_report_that_is_shown(session: Session, visitor: PageClient) -> None:
    earlier = replace(sample_report(), period=sample_report().period.shifted(-1), number=4)
    handed_out(session, frozen_value(earlier))
    session.commit()
    page = visitor.get("/?stand=2025-H2")
    assert address(page, "#tabelle-landkreise tbody a") == "/bausteine/?kreis=08115&stand=2025-H2"
    assert address(page, ".blocks tbody a") == "/bausteine/ki-xc?stand=2025-H2"


def test_more_than_three_decisions_are_linked(session: Session, visitor: PageClient) -> None:
    blocks = tuple(
        make_block(
            slug=f"b{n}", number=n, name=f"Baustein {n}", update=make_update(decision="Wege stehen offen.")
        )
        for n in range(1, 6)
    )
    period = sample_report().period.shifted(1)
    handed_out(session, frozen_value(make_report(blocks=blocks, period=period)))
    session.commit()
    page = visitor.get("/")
    assert len(page.html.css("#entscheidungen ~ ul > li")) == 3
    assert "Alle 5 Entscheidungen" in page.text


def test_a_report_without_blocks_and_money_still_has_all_parts(session: Session, visitor: PageClient) -> None:
    empty = make_report(blocks=(), period=sample_report().period.shifted(1))
    handed_out(session, frozen_value(empty))
    session.commit()
    page = visitor.get("/")
    assert "Bausteine und Projekte sind noch nicht erfasst." in page.text
    assert "Bewilligungen sind noch keinem Landkreis zugeordnet." in page.text
    assert page.html.css_first(".map") is None

"""The working pages: filters and sorting in the address, every table as a file."""

import csv
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from tests.domain.report_values import make_block, make_milestone, make_report, make_risk
from tests.features.dashboard.read_pages import PAGES
from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import HALF, frozen_value, handed_out, opened
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.attachments import BYTE_ORDER_MARK
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import Level
from vrs_tracker.web.workbook import DEFINITIONS, XLSX

MILESTONES = "Alle Meilensteine, Stand 30.06.2026"


def shown(session: Session, report: CommitteeReport | None = None) -> None:
    handed_out(session, frozen_value(report) if report else frozen_value())
    session.commit()


def two_blocks() -> CommitteeReport:
    first = make_block(
        slug="aitransform",
        name="AITransform",
        milestones=(make_milestone(id=1, title="Zuletzt"), make_milestone(id=2, title="Ärger")),
    )
    other = make_block(
        slug="ki-xc",
        number=1,
        name="KI-XC",
        towns=("Stuttgart",),
        milestones=(make_milestone(id=3, title="Bau"),),
    )
    return make_report(blocks=(other, first))


def titles(page: Page) -> list[str]:
    return [row["Meilenstein"] for row in page.table(MILESTONES)]


def read_csv(page: Page) -> list[list[str]]:
    text = page.response.get_data(as_text=True)
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), delimiter=";"))


# ---------------------------------------------------------------- filters and sorting


def test_the_form_asks_by_get_and_the_answer_says_how_many_it_found(
    session: Session, visitor: PageClient
) -> None:
    shown(session, two_blocks())
    page = visitor.get("/meilensteine/?baustein=aitransform")
    assert set(titles(page)) == {"Zuletzt", "Ärger"}
    assert page.one(".filter__hits") == (
        "2 von 3 Einträgen. Auswahl: Baustein oder Projekt „AITransform“. Filter zurücksetzen"
    )
    assert page.html.css_first(".filter__reset").attributes["href"] == "/meilensteine/"  # type: ignore[union-attr] # it stands there
    assert page.html.css_first("form.filter").attributes["method"] == "get"  # type: ignore[union-attr] # it stands there


def test_heads_sort_both_ways_and_say_so(session: Session, visitor: PageClient) -> None:
    shown(session, two_blocks())
    page = visitor.get("/meilensteine/?baustein=aitransform&stand=bericht")
    link = page.html.css_first(".sort-link")
    assert link is not None
    up = visitor.get(str(link.attributes["href"]))
    assert titles(up) == ["Ärger", "Zuletzt"]
    assert up.all('[aria-sort="ascending"]') == ["Meilenstein"]
    turned = up.html.css_first('[aria-sort="ascending"] a')
    assert turned is not None
    down = visitor.get(str(turned.attributes["href"]))
    assert titles(down) == ["Zuletzt", "Ärger"]
    assert down.all('[aria-sort="descending"]') == ["Meilenstein"]
    kept = {
        str(one.attributes["name"]): one.attributes["value"] for one in down.html.css(".filter [type=hidden]")
    }
    assert kept == {"stand": "bericht", "sortierung": "meilenstein", "richtung": "absteigend"}


def test_what_an_address_asks_in_vain_is_said(session: Session, visitor: PageClient) -> None:
    shown(session, two_blocks())
    page = visitor.get("/meilensteine/?baustein=mond&sortierung=farbe")
    assert page.all(".notice") == [
        "„Baustein oder Projekt“ kennt hier kein „mond“. Diese Angabe wurde nicht beachtet.",
        "Nach „farbe“ lässt sich diese Tabelle nicht sortieren. Diese Angabe wurde nicht beachtet.",
    ]
    assert len(titles(page)) == 3


def test_nothing_found_offers_the_way_back(session: Session, visitor: PageClient) -> None:
    risks = (make_risk(), make_risk(id=2, likelihood=Level.LOW, damage=Level.LOW))
    shown(session, make_report(blocks=(make_block(risks=risks),)))
    page = visitor.get("/risiken/?eintritt=gering&schaden=hoch")
    assert page.one(".filter__hits") == (
        "Kein Eintrag von 2 passt zu dieser Auswahl. "
        "Auswahl: Eintritt „gering“, Schaden „hoch“. Filter zurücksetzen"
    )
    assert page.all("table") == []


def test_each_milestone_leads_to_its_block(session: Session, visitor: PageClient) -> None:
    shown(session, two_blocks())
    page = visitor.get("/meilensteine/")
    links = {str(link.attributes["href"]) for link in page.html.css("#tabelle-meilensteine td a")}
    assert links == {"/bausteine/aitransform", "/bausteine/ki-xc"}


def test_ten_risks_are_counted_in_a_matrix_that_leads_to_them(session: Session, visitor: PageClient) -> None:
    risks = tuple(make_risk(id=number, title=f"Risiko {number}") for number in range(10))
    shown(session, make_report(blocks=(make_block(risks=risks),)))
    page = visitor.get("/risiken/")
    link = page.html.css_first("#tabelle-risikomatrix a")
    assert link is not None
    found = visitor.get(str(link.attributes["href"]))
    assert found.one(".filter__hits").startswith("10 von 10 Einträgen. Auswahl: Eintritt „mittel“")


# ---------------------------------------------------------------- files


@ONE_DATABASE
@pytest.mark.parametrize("path", [*PAGES, "/berichte/2026-H1"])
def test_every_link_to_a_file_gives_the_table(path: str, session: Session, visitor: PageClient) -> None:
    shown(session)
    links = [str(link.attributes["href"]) for link in visitor.get(path).html.css(".table-files a")]
    assert links
    for link in links:
        answer = visitor.get(link)
        kind = XLSX if "format=xlsx" in link else "text/csv"
        assert answer.response.mimetype == kind
        assert "attachment" in answer.response.headers["Content-Disposition"]


def test_a_file_holds_what_the_page_shows(session: Session, visitor: PageClient) -> None:
    shown(session, two_blocks())
    chosen = "baustein=aitransform&sortierung=meilenstein"
    rows = read_csv(visitor.get(f"/meilensteine/?{chosen}&tabelle=meilensteine&format=csv"))
    assert [row[1] for row in rows] == ["Meilenstein", "Ärger", "Zuletzt"]
    content = visitor.get(f"/meilensteine/?{chosen}&tabelle=meilensteine&format=xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(content.response.get_data()))
    assert [row[1] for row in book.get_sheet_by_name("Tabelle").to_python()] == [row[1] for row in rows]
    definitions = book.get_sheet_by_name(DEFINITIONS).to_python()
    about = {str(term): value for term, value, *_ in definitions}
    assert about["Auswahl"] == "Baustein oder Projekt „AITransform“"
    assert str(about["Quelle"]).endswith("/meilensteine/?baustein=aitransform&sortierung=meilenstein")
    assert about["Meilenstein"] == "Name des Meilensteins"


@pytest.mark.parametrize(
    "asked", ["tabelle=nichts&format=csv", "tabelle=meilensteine&format=docx", "tabelle=meilensteine"]
)
def test_a_file_that_does_not_exist_is_not_found(asked: str, session: Session, visitor: PageClient) -> None:
    shown(session, two_blocks())
    page = visitor.get(f"/meilensteine/?{asked}", status=404)
    assert "Diese Tabelle gibt es auf der Seite nicht" in page.text


def test_the_file_of_the_working_state_is_marked_and_not_kept(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    handed_out(session, frozen_value())
    opened(session, HALF.shifted(1))
    session.commit()
    address = "/netzwerk?tabelle=vernetzung&format=csv"
    live = client_of(Role.EDITOR).get(address).response
    assert "entwurf" in live.headers["Content-Disposition"]
    assert live.headers["Cache-Control"] == "no-store"
    assert "entwurf" not in visitor.get(address).response.headers["Content-Disposition"]

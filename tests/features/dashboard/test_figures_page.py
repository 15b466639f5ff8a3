"""The index of all figures: each with its value, each as the way to where it comes from."""

from sqlalchemy.orm import Session

from tests.domain.chapters.full_report import full_report
from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import frozen_value, handed_out
from tests.support.page_client import PageClient
from vrs_tracker.domain.lists.figures import HEADING


def shown(session: Session) -> None:
    handed_out(session, frozen_value(full_report()))
    session.commit()


@ONE_DATABASE
def test_everybody_finds_the_figures_of_programme_years_and_blocks(
    session: Session, visitor: PageClient
) -> None:
    shown(session)
    page = visitor.get("/zahlen/")
    assert page.h1 == HEADING
    programme = {
        row["Zahl"]: row["Betrag"] for row in page.table("Zahlen des Programms in Euro, Stand 30.06.2026")
    }
    assert (programme["Bewilligt"], programme["Rahmen laut Antrag"]) == ("11.350.000,00 €", "16.220.000,00 €")
    assert programme["Durch Haushaltssperre angehalten"] == "keine Angabe"
    blocks = page.table("Zahlen der Bausteine und Projekte in Euro, Stand 30.06.2026")
    assert {"KI-XC (Stuttgart)", "Summe"} <= {row["Baustein"] for row in blocks}
    years = page.table("Bindung, Abfluss und Planung je Jahr in Euro, Stand 30.06.2026")
    assert "2026" in {row["Jahr"] for row in years}


@ONE_DATABASE
def test_each_figure_of_the_index_has_its_page_with_the_same_amount(
    session: Session, visitor: PageClient
) -> None:
    shown(session)
    links = visitor.get("/zahlen/").html.css("main .figure-link")
    assert len(links) > 40
    for link in (*links[:12], *links[-6:]):
        exact = visitor.get(str(link.attributes["href"])).one(".figure-exact")
        amount = " ".join(link.text().split())
        assert amount in exact or exact.startswith("Errechnet"), link.attributes["href"]


@ONE_DATABASE
def test_the_index_is_reached_from_the_finances_and_from_the_foot_of_every_page(
    session: Session, visitor: PageClient
) -> None:
    shown(session)
    page = visitor.get("/finanzen/")
    found = [str(link.attributes["href"]) for link in page.html.css("main .finance-links a, footer a")]
    assert found.count("/zahlen/") == 2


@ONE_DATABASE
def test_the_index_is_taken_away_as_a_file(session: Session, visitor: PageClient) -> None:
    shown(session)
    said = visitor.get("/zahlen/?tabelle=zahlen-programm&format=csv").response.get_data(as_text=True)
    assert "Noch auszuzahlen" in said


@ONE_DATABASE
def test_before_the_first_report_the_index_says_so(visitor: PageClient) -> None:
    assert visitor.get("/zahlen/").h1 == HEADING

"""The page of the money: every question with its answer, shares to choose from, charts to explore."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.domain.amount_and_date_values import on
from tests.domain.money_values import make_entry
from tests.domain.report_values import make_block, make_report
from tests.domain.sample_report import sample_report
from tests.features.reporting.report_rows import frozen_value, handed_out
from tests.support.page_client import Page, PageClient
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.findings import with_findings
from vrs_tracker.domain.notation import number
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Stage

SHARES = "Anteile im Antrag und am 30.06.2026 in Mio. €"
CHART = "/finanzen/?diagramm=anteile&format=diagramm"


@pytest.fixture
def page(session: Session, visitor: PageClient) -> Page:
    return shown(session, visitor, sample_report())


def shown(session: Session, visitor: PageClient, report: CommitteeReport) -> Page:
    handed_out(session, frozen_value(report))
    session.commit()
    return visitor.get("/finanzen/")


def test_every_question_is_a_heading_and_a_link(page: Page) -> None:
    assert page.all(".questions a") == page.all("h2")
    for link in page.html.css(".questions a"):
        anchor = str(link.attributes["href"]).removeprefix("#")
        assert page.html.css_first(f'h2[id="{anchor}"]') is not None
    assert {"finanzierung", "haushalt"} <= {str(head.attributes["id"]) for head in page.html.css("h2")}


def test_the_first_sentence_says_how_far_the_money_has_flowed(page: Page) -> None:
    assert page.one(".headline").startswith("Von 16,22 Millionen Euro, die der Antrag als regionalen Rahmen")


def test_a_share_stands_in_the_motion_and_today_with_difference_and_evidence(page: Page) -> None:
    regional = next(
        row
        for row in page.table(SHARES)
        if row["Baustein"] == "AITransform (Böblingen)" and row["Geldgeber"].endswith("regional)")
    )
    assert (regional["Antrag"], regional["Heute"], regional["Differenz"]) == ("5,97", "5,00", "−0,97")


def test_shares_are_chosen_by_payer_and_the_chart_follows(page: Page, visitor: PageClient) -> None:
    found = visitor.get("/finanzen/?geldgeber=private")
    assert {row["Geldgeber"].rpartition("(")[2].rstrip(")") for row in found.table(SHARES)} == {"privat"}
    assert "Auswahl: Geldgeber „privat“." in found.one(".filter__hits")
    assert found.all("#bild-anteile") == ["Anteil privat je Baustein im Antrag und am 30.06.2026"]
    assert page.all("#bild-anteile")[0].startswith("Anteil regional je Baustein")


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(
    ("address", "is_open"),
    [
        ("/finanzen/", False),
        ("/finanzen/?geldgeber=private", True),
        ("/finanzen/?sortierung=geldgeber", True),
    ],
)
def test_the_long_table_of_shares_opens_for_whoever_asked_for_it(
    visitor: PageClient, *, address: str, is_open: bool
) -> None:
    assert bool(visitor.get(address).html.css("details[open] #tabelle-anteile")) == is_open


def test_whoever_filters_or_sorts_lands_at_the_shares_again(page: Page) -> None:
    form = page.html.css_first("form.filter")
    assert form is not None
    assert form.attributes["action"] == "/finanzen/#anteile"
    heads = [str(link.attributes["href"]) for link in page.html.css("#tabelle-anteile .sort-link")]
    assert heads
    assert all(address.endswith("#anteile") for address in heads)


def test_the_chart_to_explore_holds_the_figures_of_the_table(page: Page, visitor: PageClient) -> None:
    chart = visitor.get(CHART).response.get_json()
    told = {
        (row["Baustein"].partition(" (")[0], row["Antrag"], row["Heute"])
        for row in page.table(SHARES)
        if "regional" in row["Geldgeber"]
    }
    then, now = (series["texts"] for series in chart["series"])
    for name, before, after in zip(chart["categories"], then, now, strict=True):
        matching = [one for one in told if one[0] == name]
        assert len(matching) == 1
        assert matching[0][2].removeprefix("rund ") == after
        if before != "kein Anteil":
            assert matching[0][1] == before
    for series in chart["series"]:
        for exact, text in zip(series["values"], series["texts"], strict=True):
            assert exact is None or number(Decimal(exact), 2) == text


@pytest.mark.parametrize("name", ["plan", "summe"])
def test_the_charts_of_the_outflow_can_be_explored_if_they_are_drawn(
    page: Page, visitor: PageClient, name: str
) -> None:
    is_drawn = f"bild-{name}" in str(page.html.html)
    visitor.get(f"/finanzen/?diagramm={name}&format=diagramm", status=200 if is_drawn else 404)


@pytest.mark.parametrize("name", ["", "mond", "geldgeber"])
def test_a_chart_that_is_not_there_is_not_found(page: Page, visitor: PageClient, name: str) -> None:
    assert page.status == 200
    visitor.get(f"/finanzen/?diagramm={name}&format=diagramm", status=404)


def test_nothing_of_plotly_is_loaded_with_the_page(page: Page) -> None:
    sources = [str(script.attributes.get("src")) for script in page.html.css("script")]
    assert all("plotly" not in source for source in sources)
    assert page.html.css("[data-explore][hidden]")


def test_a_finding_says_since_when_it_stands_and_leads_on(session: Session, visitor: PageClient) -> None:
    report = with_findings(make_report(blocks=(make_block(),), entries=(paid_without_grant(),)))
    found = shown(session, visitor, report)
    assert "übersteigen die Bewilligungen" in found.one(".findings li")
    assert found.one(".findings__source").startswith("Beginn: 15.03.2026. Mehr dazu: AITransform")


def paid_without_grant() -> MoneyEntry:
    return make_entry(stage=Stage.DISBURSED, effective=on(2026, 3, 15))


def test_the_bars_stand_in_the_cell_of_the_share_and_gesperrt_is_hatched(page: Page) -> None:
    (caption,) = [one for one in page.all("caption") if one.startswith("Regionale Mittel in Mio. €")]
    rows = page.table(caption)
    assert all(all(row.values()) for row in rows), "no cell is silent"
    assert "Größe" not in rows[0]
    assert len(page.html.css("#tabelle-mittel .bar")) == len(rows)
    assert len(page.html.css("#tabelle-mittel .bar__hatched")) == 1

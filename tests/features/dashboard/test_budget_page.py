"""The page of the budget: one year at a time, drawn from the report that everybody reads."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tests.domain.budget.budget_books import carried, sample_report
from tests.domain.report_values import make_report
from tests.features.reporting.report_rows import frozen_value, handed_out
from tests.support.page_client import Page, PageClient
from vrs_tracker.domain.report import CommitteeReport

ADDRESS = "/finanzen/haushalt"


def shown(session: Session, visitor: PageClient, report: CommitteeReport, words: str = "") -> Page:
    handed_out(session, frozen_value(report))
    session.commit()
    return visitor.get(f"{ADDRESS}{words}")


def test_the_year_of_the_reference_date_is_shown_first(session: Session, visitor: PageClient) -> None:
    page = shown(session, visitor, sample_report())

    assert page.h1 == "Haushalt 2026"
    assert page.one('.years [aria-current="page"]') == "2026"


def test_another_year_has_its_own_address_and_tables(session: Session, visitor: PageClient) -> None:
    page = shown(session, visitor, sample_report(), "?jahr=2025")

    assert page.h1 == "Haushalt 2025"
    assert "Was wurde daraus?" in page.text
    assert (
        page.table("Freigegeben, bewilligt und ausgezahlt im Haushaltsjahr 2025")[0]["Weitergegeben"]
        == "70,00 €"
    )


def test_available_stands_beside_its_formula(session: Session, visitor: PageClient) -> None:
    row = shown(session, visitor, sample_report()).table("Drei Beträge mit ihrer Rechnung, Stand 20.10.2026")[
        0
    ]

    assert (row["Angabe"], row["Betrag"]) == ("verfügbar", "15,00 €")
    assert row["Rechnung"].endswith("5,00 € durch Haushaltssperre angehalten")


@pytest.mark.parametrize("words", ["?jahr=bald", "?jahr=%C2%B2026", "?jahr=20261"])
def test_what_is_no_year_is_said_and_the_running_one_shown(
    session: Session, visitor: PageClient, words: str
) -> None:
    page = shown(session, visitor, sample_report(), words)

    assert (page.status, page.h1) == (200, "Haushalt 2026")
    assert "ist kein Haushaltsjahr. Gezeigt wird 2026." in page.text


def test_a_year_without_records_says_what_will_stand_there(session: Session, visitor: PageClient) -> None:
    page = shown(session, visitor, make_report(), "?jahr=2031")

    assert "Für 2031 ist noch nichts erfasst." in page.text
    assert "Eine mittelfristige Finanzplanung ist nicht erfasst." in page.text


def test_each_table_is_a_file(session: Session, visitor: PageClient) -> None:
    report = replace(sample_report(), budget=(*sample_report().budget, carried(2026, "-40", "5710-02")))
    shown(session, visitor, report)

    for name in ("ansatz", "verwendung", "rechnungen", "aufteilung", "uebertragungen", "verfall", "abfluss"):
        answer = visitor.get(f"{ADDRESS}?tabelle={name}&format=csv").response
        assert answer.content_type.startswith("text/csv")


def test_before_the_first_report_the_page_says_so(visitor: PageClient) -> None:
    assert "Der erste Bericht ist noch nicht veröffentlicht." in visitor.get(ADDRESS).text

"""Files with a column of amounts for each payer or year: what is asked, remembered and booked."""

from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.exchange.money_files import checked, csv_of, xlsx_of
from tests.features.record_rows import make_project
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.vocabulary.money import DatePrecision, Payer, Stage
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.tables.documents import ColumnMeaning, MoneyImport
from vrs_tracker.tables.finance import FundingEntry

HEAD = ("Projekt", "Region in TEUR", "Kommune in TEUR", "Privat in TEUR", "Gesamt in TEUR")
ROW = ("Reallabor", "1,5", "–", "2", "3,5")


@pytest.fixture
def client(client_of: ClientOf, session: Session) -> PageClient:
    make_project(session, name="Reallabor")
    return client_of(Role.BUDGET_OFFICER)


def told(page: Page) -> list[tuple[str, str]]:
    return [(row["Art"], row["Wo"]) for row in page.table("Fehler, Warnungen und Hinweise")]


def chosen(client: PageClient, page: Page, values: dict[str, str]) -> Page:
    return client.follow(client.submit(page, values, form=f"{page.path}/spalten"))


def test_a_table_by_payer_is_booked_once_stage_and_day_are_chosen(
    client: PageClient, session: Session
) -> None:
    page = checked(client, csv_of(ROW, head=HEAD))
    assert ("Fehler", "ganze Tabelle") in told(page)
    page = chosen(client, page, {"stage": "planned", "day": "2026"})
    assert page.table("Was gebucht würde") == [
        {"Stufe und Geldgeber": "geplant, privat", "Zeilen": "1", "Summe": "2.000,00 €"},
        {"Stufe und Geldgeber": "geplant, regional", "Zeilen": "1", "Summe": "1.500,00 €"},
    ]
    client.submit(page, form=f"{page.path}/buchen", button="Alle 2 Zeilen buchen")
    session.expire_all()
    entries = session.scalars(sa.select(FundingEntry).order_by(FundingEntry.id)).all()
    assert [(row.payer, row.amount, row.source) for row in entries] == [
        (Payer.VRS, Decimal("1500.00"), "Buchungen.csv, Tabelle, Zelle B2"),
        (Payer.PRIVATE, Decimal("2000.00"), "Buchungen.csv, Tabelle, Zelle D2"),
    ]
    assert {(row.stage, row.date_precision) for row in entries} == {(Stage.PLANNED, DatePrecision.YEAR)}
    assert session.scalars(sa.select(ColumnMeaning)).all() == []


def test_a_sum_that_differs_is_a_warning_at_its_cell(client: PageClient) -> None:
    page = checked(client, csv_of((*ROW[:4], "4"), head=HEAD))
    page = chosen(client, page, {"stage": "planned", "day": "unbekannt"})
    (line,) = (row for row in page.table("Fehler, Warnungen und Hinweise") if row["Art"] == "Warnung")
    assert (line["Wo"], line["Wert"]) == ("Zelle E2", "4")
    assert "4.000,00 €" in line["Was nicht stimmt"]
    assert "3.500,00 €" in line["Was nicht stimmt"]


def test_a_workbook_by_year_is_read_with_years_that_are_numbers(client: PageClient) -> None:
    head = ("Projekt", "Stufe", "Datum", "Beleg", 2025, 2026, "Summe")
    page = checked(client, xlsx_of([head, ("Reallabor", "geplant", "2025", "Liste", 100, 250.5, 350.5)]))
    assert page.table("Was gebucht würde") == [
        {"Stufe und Geldgeber": "geplant, regional", "Zeilen": "2", "Summe": "350,50 €"}
    ]


def test_an_answer_about_a_head_is_remembered_for_the_next_table(
    client: PageClient, session: Session
) -> None:
    head = ("Projekt", "Stufe", "Datum", "Beleg", "Rathaus", "Region")
    row = ("Reallabor", "geplant", "2026", "Liste", "1", "2")
    first = checked(client, csv_of(row, head=head))
    chosen(client, first, {"spalte_4": "amount_municipality"})
    assert session.scalars(sa.select(ColumnMeaning.head)).all() == ["rathaus"]
    again = checked(client, csv_of((*row[:4], "3", "4"), head=head))
    assert len(again.table("Was gebucht würde")) == 2


def test_a_day_that_cannot_be_read_is_said_at_its_field_and_nothing_is_lost(
    client: PageClient, session: Session
) -> None:
    page = checked(client, csv_of(ROW, head=HEAD))
    values = {"stage": "planned", "payer": "state", "spalte_3": "ignored", "day": "31.02.2026"}
    again = client.submit(page, values, form=f"{page.path}/spalten", status=422)
    (told_twice,) = again.summary
    assert "31.02.2026" in told_twice
    assert again.errors == {"day": told_twice}
    assert {name: again.typed(name) for name in values} == values
    assert again.html.css_matches("details.fold[open]")
    session.expire_all()
    assert session.scalars(sa.select(MoneyImport.layout)).all() == [""]
    right = client.follow(client.submit(again, {"day": "02.2026"}, form=f"{page.path}/spalten"))
    assert [row["Stufe und Geldgeber"] for row in right.table("Was gebucht würde")] == ["geplant, regional"]


def test_a_wrong_day_beside_an_open_question_leaves_the_question_open(client: PageClient) -> None:
    head = ("Projekt", "Stufe", "Beleg", "Ist 2025", "Plan 2026")
    page = checked(client, csv_of(("Reallabor", "geplant", "Liste", "1", "2"), head=head))
    again = client.submit(page, {"day": "gestern"}, form=f"{page.path}/spalten", status=422)
    assert list(again.errors) == ["day"]
    assert "Ihre Wahl fehlt noch" in again.text

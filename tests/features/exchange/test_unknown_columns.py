"""A workbook with amounts below heads that are not known: no column of money is lost without a word."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.exchange.money_files import checked, xlsx_of
from tests.features.record_rows import make_project
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.tables.documents import ColumnMeaning, MoneyImport
from vrs_tracker.tables.finance import FundingEntry

SUM = "Gesamtsumme aller Bausteine im Haushaltsjahr 2026 nach Angaben der Geschäftsstelle"
LEFT_OUT = "Spalte D „Rathaus“ mit zusammen 12.000,20 € wird nicht übernommen."


@pytest.fixture
def client(client_of: ClientOf, session: Session) -> PageClient:
    make_project(session, name="KI-XC")
    make_project(session, name="KI-ckstart")
    return client_of(Role.BUDGET_OFFICER)


def workbook(head: str) -> bytes:
    """The table of three payers, with its title, its head and its long row of sums."""
    return xlsx_of(
        [
            ("Mittel der Bausteine",),
            ("Baustein", "Datum", "Region", head, "Privat"),
            ("KI-XC", "2026", 10_000.0, 12_000.0, 300.5),
            ("KI-ckstart", "2026", 3_500.1, 0.2, 1.0),
            (SUM, "", 13_500.1, 12_000.2, 301.5),
        ]
    )


def chosen(client: PageClient, page: Page, values: dict[str, str]) -> Page:
    return client.follow(client.submit(page, values, form=f"{page.path}/spalten"))


def told(page: Page) -> list[tuple[str, str, str]]:
    rows = page.table("Fehler, Warnungen und Hinweise")
    return [(row["Art"], row["Wo"], row["Was nicht stimmt"]) for row in rows]


def test_a_municipality_beside_region_and_private_money_is_booked_with_them(
    client: PageClient, session: Session
) -> None:
    page = chosen(client, checked(client, workbook("Gemeinde"), name="drei.xlsx"), {"stage": "planned"})
    sums = "13.500,10 € in Spalte C, 12.000,20 € in Spalte D und 301,50 € in Spalte E"
    (of_sums,) = (each for each in told(page) if each[1] == "Zelle C5")
    assert of_sums[2] == f"Summenzeile, wird nicht gebucht. {sums}: So viel ergeben auch die Zeilen darüber."
    assert "6 Beträge werden gebucht, zusammen 25.801,80 €." in page.text
    client.submit(page, form=f"{page.path}/buchen", button="Alle 6 Zeilen buchen")
    session.expire_all()
    assert [row.payer for row in session.scalars(sa.select(FundingEntry).order_by(FundingEntry.id))] == [
        Payer.VRS,
        Payer.MUNICIPALITY,
        Payer.PRIVATE,
    ] * 2


def test_an_unknown_head_above_amounts_stays_a_question_until_somebody_answers(client: PageClient) -> None:
    page = chosen(client, checked(client, workbook("Rathaus"), name="drei.xlsx"), {"stage": "planned"})
    assert ("Fehler", "Zelle D2") in [each[:2] for each in told(page)]
    assert page.typed("spalte_3") == ""
    assert "Sollen sie nicht gebucht werden, wählen Sie „nicht übernehmen“." in page.text
    assert not page.html.css_matches(f'form[action="{page.path}/buchen"]')


def test_what_is_left_out_by_choice_is_said_at_the_column_at_its_sum_and_above_the_button(
    client: PageClient, session: Session
) -> None:
    page = checked(client, workbook("Rathaus"), name="drei.xlsx")
    page = chosen(client, page, {"stage": "planned", "spalte_3": "ignored"})
    assert ("Warnung", "Spalte D", LEFT_OUT) in told(page)
    assert [each[1] for each in told(page) if "Auch die Spalte wird nicht übernommen" in each[2]] == [
        "Zelle D5"
    ]
    assert f"4 Beträge werden gebucht, zusammen 13.801,60 €. {LEFT_OUT}" in page.text
    done = client.follow(client.submit(page, form=f"{page.path}/buchen", button="4 Zeilen buchen"))
    session.expire_all()
    assert session.scalar(sa.select(sa.func.count()).select_from(FundingEntry)) == 4
    assert "wird nicht übernommen" in (session.scalar(sa.select(MoneyImport.problems)) or "")
    assert LEFT_OUT in done.text


def test_a_head_that_was_left_out_is_not_asked_about_again_but_named_again(
    client: PageClient, session: Session
) -> None:
    first = checked(client, workbook("Rathaus"), name="drei.xlsx")
    chosen(client, first, {"stage": "planned", "spalte_3": "ignored"})
    assert session.scalars(sa.select(ColumnMeaning.head)).all() == ["rathaus"]
    rows = [("Baustein", "Stufe", "Datum", "Region", "Rathaus"), ("KI-XC", "geplant", "2026", 1.0, 2.0)]
    again = checked(client, xlsx_of(rows), name="vier.xlsx")
    assert again.typed("spalte_4") == "ignored"
    assert [each[:2] for each in told(again)] == [("Warnung", "Spalte E")]

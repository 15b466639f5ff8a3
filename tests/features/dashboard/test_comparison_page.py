"""Two stands beside each other on a page: any days for staff, two reports for everybody."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.domain.report_values import make_entry, make_report, millions, on
from tests.features.finance.money_rows import GRANTED, officer
from tests.features.record_rows import day
from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import block_of, frozen_value, handed_out, opened
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.lists.comparison import EARLIER_FIRST, SAME_STAND, TWO_REPORTS_NEEDED
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance.actions import add_entry

FIRST = make_entry(id=1, effective=on(2025, 10, 1), amount=millions("1.00"))
MORE = make_entry(id=2, effective=on(2026, 3, 1), amount=millions("0.25"), note="Der Bau wird größer.")
REPORTS = "Geänderte Beträge, 2. Halbjahr 2025 und 1. Halbjahr 2026"
DAYS = "Geänderte Beträge, 30.06.2026 und 10.07.2026"


def two_reports(session: Session) -> None:
    for half, entries in ((HalfYear(2025, 2), (FIRST,)), (HalfYear(2026, 1), (FIRST, MORE))):
        report = replace(make_report(period=half, entries=()), entries=entries)
        handed_out(session, frozen_value(report))
    session.commit()


def booked_late(session: Session) -> None:
    opened(session)
    new = replace(
        GRANTED,
        payer=Payer.PRIVATE,
        amount=Decimal("123456.00"),
        effective=day("2026-03-15"),
        block_id=block_of(session, "aivision").id,
        change_reason=ChangeReason.SCOPE_CHANGED,
        note="Nur der erste Abschnitt.",
    )
    add_entry(session, new, by=officer(session), now=datetime(2026, 7, 9, 8, tzinfo=UTC))
    session.commit()


def notices(page: Page) -> list[str]:
    return page.all(".notice")


@ONE_DATABASE
@pytest.mark.parametrize(
    "words", ["", "?von=2025-H2&bis=2026-H1", "?von=2025-12-31&bis=2026-06-30", "?von=31.12.2025"]
)
def test_everybody_compares_two_reports(words: str, session: Session, visitor: PageClient) -> None:
    two_reports(session)
    page = visitor.get(f"/vergleich{words}")
    (row,) = page.table(REPORTS)
    assert row["Betrag"] == "bewilligt, regional"
    assert (row["vorher"], row["nachher"]) == ("1.000.000,00 €", "1.250.000,00 €")
    assert (row["Art"], row["Grund"]) == ("wirksam geworden", "Der Bau wird größer.")
    assert notices(page) == []
    assert not page.html.css("input[name=bekannt]")


@ONE_DATABASE
def test_the_order_of_two_reports_does_not_matter_but_is_said(session: Session, visitor: PageClient) -> None:
    two_reports(session)
    page = visitor.get("/vergleich?von=2026-H1&bis=2025-H2")
    assert notices(page) == [EARLIER_FIRST]
    assert len(page.table(REPORTS)) == 1


@ONE_DATABASE
@pytest.mark.parametrize("asked", ["2026-06-29", "2024-H1", "2026", "31.12.2031"])
def test_what_a_visitor_may_not_compare_is_said_and_the_newest_reports_are_shown(
    asked: str, session: Session, visitor: PageClient
) -> None:
    two_reports(session)
    page = visitor.get(f"/vergleich?von={asked}")
    assert page.one(".notice") == (
        "Mindestens einen dieser Stände gibt es hier nicht. Verglichen sind der Bericht zum 2. Halbjahr 2025 "
        "und der Bericht zum 1. Halbjahr 2026."
    )
    assert len(page.table(REPORTS)) == 1


@ONE_DATABASE
def test_one_report_is_not_enough(session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value())
    session.commit()
    assert visitor.get("/vergleich").one(".headline") == TWO_REPORTS_NEEDED


def test_staff_compare_any_days_and_see_what_was_entered_late(session: Session, client_of: ClientOf) -> None:
    booked_late(session)
    page = client_of(Role.EDITOR).get("/vergleich?von=30.06.2026&bis=10.07.2026")
    (row,) = page.table(DAYS)
    assert (row["Baustein"], row["Art"], row["bekannt seit"]) == (
        "AIVision (Böblingen)",
        "nachgetragen",
        "09.07.2026",
    )
    addresses = {str(link.attributes["href"]) for link in page.html.css("#tabelle-vergleich a")}
    assert "/zahlen/bewilligt?baustein=aivision&geldgeber=private&stand=2026-07-10" in addresses


@ONE_DATABASE
def test_with_one_day_of_knowledge_only_what_took_effect_is_left(
    session: Session, client_of: ClientOf
) -> None:
    booked_late(session)
    page = client_of(Role.EDITOR).get("/vergleich?von=30.06.2026&bis=10.07.2026&bekannt=11.07.2026")
    assert page.one(".headline").endswith("Kein Betrag ist anders.")
    assert not page.html.css("#tabelle-vergleich")


@ONE_DATABASE
def test_filters_keep_both_stands(session: Session, client_of: ClientOf) -> None:
    booked_late(session)
    editor = client_of(Role.EDITOR)
    address = "/vergleich?von=01.01.2021&bis=10.07.2026"
    page = editor.get(f"{address}&geldgeber=private")
    assert "Auswahl: Geldgeber „privat“." in page.one(".filter__hits")
    form = page.html.css_first(".filter[aria-label=Auswahl]")
    assert form is not None
    hidden = {str(field.attributes["name"]): field.attributes["value"] for field in form.css("input")}
    assert hidden == {"von": "01.01.2021", "bis": "10.07.2026"}
    file = editor.get(f"{address}&geldgeber=private&tabelle=vergleich&format=csv")
    assert "bewilligt, privat" in file.response.get_data(as_text=True)


@ONE_DATABASE
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("31.12.2031", "Der 31.12.2031 liegt noch vor uns."),
        ("quatsch", "Geben Sie das Datum so ein: 31.12.2026. Eingegeben ist: quatsch."),
        ("31.02.2025", "Den 31.02.2025 gibt es nicht."),
        ("2019-01-01", "Vor dem 01.01.2021 gibt es keinen Stand."),
        ("2019-H1", "Diesen Stand gibt es hier nicht."),
    ],
)
def test_a_day_that_cannot_be_compared_is_said_at_its_field(
    asked: str, said: str, session: Session, client_of: ClientOf
) -> None:
    booked_late(session)
    page = client_of(Role.EDITOR).get(f"/vergleich?von={asked}&bis=10.07.2026")
    assert page.one("#feld-von-fehler") == page.one(".error-summary a") == said
    assert page.one(".notice[role=status]").startswith("Mindestens einen dieser Stände gibt es hier nicht.")
    values = [field.attributes["value"] for field in page.html.css("#feld-von, #feld-bis")]
    assert values == [asked, "10.07.2026"]


@ONE_DATABASE
def test_two_equal_stands_are_said_to_be_one(session: Session, client_of: ClientOf) -> None:
    booked_late(session)
    page = client_of(Role.EDITOR).get("/vergleich?von=30.06.2026&bis=2026-06-30")
    assert notices(page) == [SAME_STAND]
    assert page.one(".headline").endswith("Kein Betrag ist anders.")


@ONE_DATABASE
def test_everybody_takes_the_comparison_away_as_a_file(session: Session, visitor: PageClient) -> None:
    two_reports(session)
    files = [str(link.attributes["href"]) for link in visitor.get("/vergleich").html.css(".table-files a")]
    assert [address.rpartition("=")[2] for address in files] == ["csv", "xlsx", "csv", "xlsx"]
    said = visitor.get(files[-2]).response.get_data(as_text=True)
    assert "Der Bau wird größer." in said
    assert "Differenz" in said


@ONE_DATABASE
def test_without_a_wish_staff_compare_the_newest_report_with_today(
    session: Session, client_of: ClientOf
) -> None:
    two_reports(session)
    page = client_of(Role.EDITOR).get("/vergleich")
    assert page.one(".headline").startswith("Verglichen sind der Bericht zum 1. Halbjahr 2026 und der Stand")

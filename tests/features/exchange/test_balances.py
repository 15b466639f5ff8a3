"""Balances from a file: shown beside ours, stored by the rules of typed ones, and only when confirmed."""

from datetime import date
from io import BytesIO

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.exchange.money_files import csv_of, ods_of, xlsx_of
from tests.features.finance.balance_rows import balance
from tests.features.finance.money_rows import GRANTED, book, make_appropriation, officer
from tests.features.record_rows import NOW
from tests.features.reporting.report_rows import HALF, closed, frozen, opened, released
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.inputs.reconciliation import ReconciliationInput
from vrs_tracker.domain.reconciliation import UNKNOWN_LINE
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.balances import Terms
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.accounts.actions import ensure_system_person
from vrs_tracker.features.exchange.readers import Refused, balances_in, process
from vrs_tracker.features.finance.actions.reconciling import reconcile
from vrs_tracker.seeding.facts import load_facts
from vrs_tracker.tables.control import Reconciliation
from vrs_tracker.tables.documents import MoneyImport
from vrs_tracker.tables.periods import ReportingPeriod

ABGLEICH = f"/finanzen/abgleich/{HALF.code}"
PAGE = f"{ABGLEICH}/einlesen"
SAVE = "Diese Stände speichern"
HEAD = ("Buchungsstelle", "Haushaltsjahr", "Angabe", "Stand", "Erklärung")
TERMS = Terms(measure=BalanceMeasure.DISBURSED, year=2026)


@pytest.fixture
def period(session: Session) -> ReportingPeriod:
    """Give a half-year with 5.000,00 € adopted and 1.000,00 € granted, on no line."""
    found = opened(session)
    make_appropriation(session)
    book(session, GRANTED)
    session.commit()
    return found


@pytest.fixture
def client(client_of: ClientOf, period: ReportingPeriod) -> PageClient:
    """Give the browser of the budget office."""
    assert period.id
    return client_of(Role.BUDGET_OFFICER)


def send(client: PageClient, content: bytes, *, name: str = "Stände.csv", status: int = 200) -> Page:
    fields = {"file": [(BytesIO(content), name)]}
    return client.submit(client.get(PAGE), fields, status=status)  # type: ignore[arg-type] # Werkzeug's way


def stored(session: Session) -> list[tuple[str, str, str, str]]:
    session.expire_all()
    rows = session.scalars(sa.select(Reconciliation).order_by(Reconciliation.id))
    return [(row.measure, row.budget_line, str(row.theirs), row.explanation) for row in rows]


def test_the_page_of_the_abgleich_leads_here(client: PageClient) -> None:
    assert client.get(ABGLEICH).one(f'a[href="{PAGE}"]') == "Stände aus einer Datei einlesen"


def test_what_a_file_says_stands_beside_ours_and_nothing_is_stored(
    client: PageClient, session: Session
) -> None:
    content = csv_of(
        ("ohne Buchungsstelle", "2026", "bewilligt", "990,00", "Die Rate folgt <b>."),
        ("5710", "2026", "ausgezahlt", "7,50 €", ""),
        head=HEAD,
    )
    page = send(client, content, name="Auszug <1>.csv")
    assert "Aus „Auszug <1>.csv“" in page.text
    assert "2 Stände sind gelesen. Gespeichert ist davon noch nichts." in page.text
    (granted,) = page.table("Abgleich, ohne Buchungsstelle")
    assert (granted["Hier"], granted["Differenz"]) == ("1.000,00 €", "−10,00 €")
    assert page.typed("rows-0-explanation") == "Die Rate folgt <b>."
    (paid,) = page.table("Abgleich, 5710")
    assert (paid["Hier"], paid["Differenz"]) == ("0,00 €", "7,50 €")
    assert paid["Geprüft"].startswith("weicht ab, noch nicht gespeichert")
    assert UNKNOWN_LINE in paid["Geprüft"]
    assert granted["Geprüft"] == "weicht ab, erklärt, noch nicht gespeichert"
    assert stored(session) == []
    assert session.scalars(sa.select(MoneyImport)).all() == []


def test_confirmed_balances_are_stored_with_what_was_typed_to_them(
    client: PageClient, session: Session
) -> None:
    rows = [HEAD, ("", 2026, "bewilligt", 990.0, "Die Rate folgt."), ("5710", 2026, "ausgezahlt", 7.5, "")]
    page = send(client, xlsx_of(rows), name="Stände.xlsx")
    page = client.follow(client.submit(page, {"rows-1-explanation": "Hier nicht gebucht."}, button=SAVE))
    assert page.path == ABGLEICH
    assert "2 Zeilen sind gespeichert. 1 Zeile ist noch zu prüfen oder zu erklären." in page.text
    assert stored(session) == [
        ("committed", "", "990.00", "Die Rate folgt."),
        ("disbursed", "5710", "7.50", "Hier nicht gebucht."),
    ]


def test_without_columns_for_them_measure_and_year_are_those_that_were_chosen(client: PageClient) -> None:
    content = csv_of(("5710", "1,00"), head=("Haushaltsstelle", "Saldo"))
    fields = {"file": [(BytesIO(content), "x.csv")], "measure": "appropriated", "year": "2025"}
    page = client.submit(client.get(PAGE), fields, status=200)  # type: ignore[arg-type] # as above
    (row,) = page.table("Abgleich, 5710")
    assert row["Angabe"] == "veranschlagt 2025"


def test_an_explanation_that_stands_stays_and_one_without_difference_is_not_taken(
    client: PageClient, session: Session, period: ReportingPeriod
) -> None:
    rows = (balance("990.00", "Die Rate folgt."),)
    reconcile(session, period, ReconciliationInput(rows=rows), by=officer(session), now=NOW)
    session.commit()
    content = csv_of(
        ("", "2026", "bewilligt", "980,00", ""),
        ("", "2026", "veranschlagt", "5.000,00", "Siehe oben."),
        head=HEAD,
    )
    page = send(client, content)
    assert [page.typed(f"rows-{n}-explanation") for n in (0, 1)] == ["Die Rate folgt.", ""]


def test_a_file_with_errors_is_listed_cell_by_cell_and_cannot_be_saved(
    client: PageClient, session: Session
) -> None:
    content = csv_of(
        ("5710", "26", "bewilligt", "1,00", ""),
        ("5710", "2026", "ausgezahlt", "zwölf", ""),
        ("5711", "2026", "ausgezahlt", "3,00", ""),
        head=HEAD,
    )
    page = send(client, content, status=422)
    rows = page.table("Fehler, Warnungen und Hinweise")
    assert [(row["Wo"], row["Wert"]) for row in rows] == [("Zelle B2", "26"), ("Zelle D3", "zwölf")]
    (row,) = page.table("Stände der Datei")
    assert (row["Buchungsstelle"], row["Haushaltsverfahren"], row["Hier"]) == ("5711", "3,00 €", "0,00 €")
    assert SAVE not in page.text
    assert stored(session) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b" \n", words.EMPTY), (b"%PDF-1.7\n\x00", words.NO_TABLE), (b"PK\x03\x04 and nothing", words.BROKEN)],
    ids=range(3),
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    client: PageClient, content: bytes, sentence: str
) -> None:
    assert send(client, content, status=422).errors["file"] == sentence


def test_without_a_file_the_page_asks_for_one(client: PageClient) -> None:
    page = client.submit(client.get(PAGE), {}, status=422)
    assert page.errors["file"] == "Wählen Sie die Datei mit den Ständen."


def test_what_is_refused_when_it_is_saved_stands_at_its_row(client: PageClient, session: Session) -> None:
    page = send(client, csv_of(("", "2026", "bewilligt", "990,00", ""), head=HEAD))
    book(session, GRANTED)
    session.commit()
    page = client.submit(page, {}, button=SAVE, status=422)
    assert "Der Stand hier ist inzwischen 2.000,00 €" in page.errors["rows-0-theirs"]
    assert page.typed("rows-0-theirs") == "990,00"
    client.submit(page, {}, button=SAVE)
    assert stored(session) == [("committed", "", "990.00", "")]


def test_an_outdated_row_is_checked_anew_by_a_file(
    client: PageClient, session: Session, period: ReportingPeriod
) -> None:
    rows = (balance("2000.00", "Der zweite Bescheid folgt."),)
    reconcile(session, period, ReconciliationInput(rows=rows), by=officer(session), now=NOW)
    book(session, GRANTED)
    session.commit()
    page = send(client, csv_of(("", "2026", "bewilligt", "2.000,00", ""), head=HEAD))
    page = client.follow(client.submit(page, {}, button=SAVE))
    assert "1 Zeile ist gespeichert." in page.text


def test_a_report_that_was_given_out_takes_no_file(client_of: ClientOf, session: Session) -> None:
    load_facts(session, by=ensure_system_person(session), now=NOW)
    opened(session)
    book(session, GRANTED)
    in_review = closed(session)
    snapshot = frozen(session, in_review)
    session.commit()
    client = client_of(Role.BUDGET_OFFICER)
    page = send(client, csv_of(("", "2026", "bewilligt", "990,00", "Die Rate folgt."), head=HEAD))
    assert "Grund der Änderung" in page.text
    released(session, in_review, snapshot)
    session.commit()
    late = client.submit(page, {"reason": "zu spät"}, button=SAVE, status=422)
    assert "Der Bericht ist versandfertig" in late.text
    locked = client.get(PAGE)
    assert "Der Bericht ist versandfertig" in locked.text
    assert "Datei lesen" not in locked.text


# ---------------------------------------------------------------- the reading process


def test_the_sheet_that_names_balances_is_found_behind_a_cover() -> None:
    found = balances_in(ods_of(("Buchungsstelle", "Stand"), ("5710", 2.5)), TERMS, date(2026, 7, 1))
    assert [(row.item.budget_line, row.cents) for row in found.rows] == [("5710", 250)]
    assert (found.sheet, found.head) == ("Blatt 1", 1)


def test_a_process_that_says_nothing_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_done", lambda *_: iter(({"type": "text/csv", "sheets": []},)))
    with pytest.raises(Refused) as refused:
        balances_in(b"x", TERMS, date(2026, 7, 1))
    assert str(refused.value) == words.TOO_LARGE

"""A file of amounts: checked, booked as a whole, noticed when it comes again, taken back as a whole."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.exchange.money_files import CSV, HEAD, ROW, UPLOAD, checked, csv_of, ods_of, send, xlsx_of
from tests.features.exchange.xls_files import xls_of
from tests.features.finance.money_rows import booked_sum, count_rows
from tests.features.record_rows import make_project
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.vocabulary.cofunding import ImportState
from vrs_tracker.domain.vocabulary.money import Degree, FigureSource, Stage
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.tables.control import ConfirmationRequest
from vrs_tracker.tables.documents import ColumnMeaning, MoneyImport
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.history import HistoryEntry

BOOK, REVERSE = "Zeile buchen", "Datei mit Begründung zurücknehmen"


@pytest.fixture
def client(client_of: ClientOf, session: Session) -> PageClient:
    make_project(session, name="Reallabor")
    return client_of(Role.BUDGET_OFFICER)


def only_import(session: Session) -> MoneyImport:
    session.expire_all()
    return session.scalars(sa.select(MoneyImport)).one()


def entries(session: Session) -> list[FundingEntry]:
    session.expire_all()
    return list(session.scalars(sa.select(FundingEntry).order_by(FundingEntry.id)))


def told(page: Page) -> list[tuple[str, str]]:
    return [(row["Art"], row["Wo"]) for row in page.table("Fehler, Warnungen und Hinweise")]


def booked(client: PageClient, content: bytes, button: str = BOOK) -> Page:
    page = checked(client, content)
    return client.follow(client.submit(page, form=f"{page.path}/buchen", button=button))


def test_nothing_is_booked_until_somebody_confirms(client: PageClient, session: Session) -> None:
    page = checked(client, CSV)
    assert page.table("Was gebucht würde") == [
        {"Stufe und Geldgeber": "bewilligt, regional", "Zeilen": "1", "Summe": "1.234,50 €"}
    ]
    assert count_rows(session, FundingEntry) == 0
    assert only_import(session).state is ImportState.CHECKED


def test_a_checked_file_is_booked_with_all_that_it_says(client: PageClient, session: Session) -> None:
    page = booked(client, CSV)
    assert "gebucht" in page.one(".lead")
    (row,) = entries(session)
    assert (row.amount, row.stage, row.degree) == (Decimal("1234.50"), Stage.COMMITTED, Degree.GRANTED)
    assert (row.effective_on, row.budget_line) == (date(2026, 3, 14), "0051.10")
    assert (row.document, row.figure_source) == ("Bescheid vom 14.03.2026", FigureSource.NOTICE)
    assert row.source == "Buchungen.csv, Tabelle, Zeile 2"
    assert row.booked_at is not None


def test_a_booked_file_keeps_no_content_and_tells_one_history_entry(
    client: PageClient, session: Session
) -> None:
    booked(client, csv_of(ROW, (*ROW[:2], "2,00", *ROW[3:])), "Alle 2 Zeilen buchen")
    kept = only_import(session)
    assert (kept.state, kept.content, kept.lines) == (ImportState.BOOKED, b"", 2)
    (entry,) = session.scalars(sa.select(HistoryEntry).where(HistoryEntry.kind == "money_import"))
    assert entry.new == "2 Zeilen, 1.236,50\N{NO-BREAK SPACE}€"


def test_an_open_document_says_the_same(client: PageClient, session: Session) -> None:
    head = ("Projekt", "Stufe", "Betrag in TEUR", "Datum", "Beleg")
    row = ("Reallabor", "bewilligt", 12.5, date(2026, 3, 14), "Bescheid")
    page = checked(client, ods_of(head, row), name="Buchungen.ods")
    assert told(page) == [("Hinweis", "Spalte C")]
    client.submit(page, form=f"{page.path}/buchen", button=BOOK)
    assert [(each.amount, each.effective_on) for each in entries(session)] == [
        (Decimal("12500.00"), date(2026, 3, 14))
    ]


def test_a_workbook_is_read_with_its_dates_and_numbers(client: PageClient, session: Session) -> None:
    content = xlsx_of([HEAD, ("Reallabor", "bewilligt", 1234.5, date(2026, 3, 14), "0051.10", "Bescheid")])
    booked(client, content)
    (row,) = entries(session)
    assert (row.amount, row.effective_on) == (Decimal("1234.50"), date(2026, 3, 14))


def test_a_workbook_of_the_old_kind_says_the_same(client: PageClient, session: Session) -> None:
    content = xls_of(
        [HEAD, ("Reallabor", "bewilligt", 1234.5, date(2026, 3, 14), "0051.10", "Bescheid für Köln")]
    )
    page = checked(client, content, name="Buchungen.xls")
    assert only_import(session).media_type == "application/vnd.ms-excel"
    client.submit(page, form=f"{page.path}/buchen", button=BOOK)
    (row,) = entries(session)
    assert (row.amount, row.effective_on) == (Decimal("1234.50"), date(2026, 3, 14))
    assert (row.budget_line, row.document) == ("0051.10", "Bescheid für Köln")


def test_a_file_of_windows_keeps_its_umlauts(client: PageClient, session: Session) -> None:
    content = csv_of((*ROW[:5], "Bescheid für Böblingen")).decode().encode("cp1252")
    booked(client, content)
    assert entries(session)[0].document == "Bescheid für Böblingen"


def test_each_problem_names_its_cell_and_keeps_the_file_from_being_booked(
    client: PageClient, session: Session
) -> None:
    page = checked(client, csv_of(("Reallabr", "bewilligt", "12.50", "31.02.2026", "", "Bescheid")))
    assert told(page) == [("Fehler", "Zelle A2"), ("Fehler", "Zelle C2"), ("Fehler", "Zelle D2")]
    first = page.table("Fehler, Warnungen und Hinweise")[0]
    assert first["Wert"] == "Reallabr"
    assert "„Reallabor“" in first["Erwartet wird"]
    assert "buchen" not in " ".join(page.all("main button")).casefold().replace("nicht buchen", "")
    answer = client.post(f"{page.path}/buchen", {"post_key": "0123456789abcdef"}, status=422)
    assert "Die Datei hat noch Fehler." in answer.text
    assert count_rows(session, FundingEntry) == 0


def test_an_ambiguous_column_is_asked_about_once(client: PageClient, session: Session) -> None:
    head = ("Projekt", "Stand", *HEAD[2:])
    page = checked(client, csv_of(ROW, head=head))
    assert told(page) == [("Fehler", "Zelle B1")]
    answer = client.submit(page, {"spalte_1": "stage"}, form=f"{page.path}/spalten")
    assert client.follow(answer).all("main h2")[-2:] == ["Spalten", "Nicht buchen"]
    assert session.scalars(sa.select(ColumnMeaning.head)).all() == ["stand"]
    again = checked(client, csv_of((*ROW[:2], "5,00", *ROW[3:]), head=head))
    assert "Was auffällt" not in again.all("main h2")


def test_a_stage_can_be_chosen_for_the_whole_file(client: PageClient, session: Session) -> None:
    head, row = (HEAD[0], *HEAD[2:]), (ROW[0], *ROW[2:])
    page = checked(client, csv_of(row, head=head))
    assert told(page) == [("Fehler", "Zeile 2")]
    page = client.follow(client.submit(page, {"stage": "planned"}, form=f"{page.path}/spalten"))
    client.submit(page, form=f"{page.path}/buchen", button=BOOK)
    assert entries(session)[0].stage is Stage.PLANNED


def test_the_same_file_twice_is_noticed(client: PageClient, session: Session) -> None:
    first = send(client, CSV)
    second = send(client, CSV, name="Kopie.csv")
    assert second.location == first.location
    assert "Zeichen für Zeichen" in client.follow(second).text
    assert count_rows(session, MoneyImport) == 1  # type: ignore[type-var] # counts any table


def test_a_booked_file_cannot_be_booked_again(client: PageClient, session: Session) -> None:
    page = booked(client, CSV)
    answer = client.post(f"{page.path}/buchen", {"post_key": "0123456789abcdef"}, status=422)
    assert answer.all(".lead, main p")[0].startswith("Diese Datei ist schon gebucht.")
    assert count_rows(session, FundingEntry) == 1


def test_taking_a_file_back_restores_every_sum_and_lets_it_be_booked_anew(
    client: PageClient, session: Session
) -> None:
    page = booked(client, csv_of(ROW, (*ROW[:2], "2,00", *ROW[3:])), "Alle 2 Zeilen buchen")
    form = client.get(f"{page.path}/zuruecknehmen")
    answer = client.submit(form, {"reason": "Falsche Datei"}, button=REVERSE)
    done = client.follow(answer)
    assert "zurückgenommen" in done.one(".lead")
    assert booked_sum(session, FundingEntry) == 0
    reversals = [row for row in entries(session) if row.reverses_id is not None]
    assert {row.reversal_reason for row in reversals} == {"Falsche Datei"}
    assert only_import(session).state is ImportState.REVERSED
    assert send(client, CSV).location != page.path


def test_taking_a_file_back_needs_a_reason(client: PageClient, session: Session) -> None:
    page = booked(client, CSV)
    form = client.get(f"{page.path}/zuruecknehmen")
    answer = client.submit(form, {"reason": ""}, button=REVERSE, status=422)
    assert answer.errors == {"reason": "Nennen Sie den Grund, warum die Datei zurückgenommen wird."}
    assert count_rows(session, FundingEntry) == 1


def test_a_discarded_file_is_forgotten_but_for_its_trace(client: PageClient, session: Session) -> None:
    page = checked(client, CSV)
    client.submit(page, form=f"{page.path}/verwerfen")
    kept = only_import(session)
    assert (kept.state, kept.content) == (ImportState.DISCARDED, b"")
    assert "verworfen" in client.get(page.path).one(".lead")


def test_a_large_amount_lets_all_rows_wait_for_a_second_person(client: PageClient, session: Session) -> None:
    rows = ((*ROW[:2], "250.000,00", *ROW[3:]), ROW)
    page = checked(client, csv_of(*rows))
    assert "Die Zeilen warten nach dem Buchen auf eine zweite Person." in page.text
    client.submit(page, form=f"{page.path}/buchen", button="Alle 2 Zeilen buchen")
    assert [row.booked_at for row in entries(session)] == [None, None]
    assert len(session.scalars(sa.select(ConfirmationRequest)).all()) == 2
    form = client.get(f"{page.path}/zuruecknehmen")
    client.submit(form, {"reason": "Falsche Datei"}, button=REVERSE)
    assert entries(session) == []


def test_files_are_listed_with_what_became_of_them(client: PageClient, session: Session) -> None:
    booked(client, CSV)
    (line,) = client.get(UPLOAD).table("Eingelesene Dateien")
    assert (line["Datei"], line["Stand"], line["Zeilen"]) == ("Buchungen.csv", "gebucht", "1")
    assert only_import(session).file_name == "Buchungen.csv"


def test_the_history_tells_of_the_file_by_its_name(client: PageClient, session: Session) -> None:
    booked(client, CSV)
    page = client.get(f"/verlauf/money_import/{only_import(session).id}")
    assert "Eingelesene Datei „Buchungen.csv“" in page.text


def test_the_page_of_a_long_file_says_how_far_the_check_is(client: PageClient, session: Session) -> None:
    rows = [(*ROW[:2], f"{number},00", ROW[3], "x" * 40, *ROW[5:]) for number in range(1, 5_100)]
    page = checked(client, csv_of(*rows))
    assert page.all(".check-steps li") == ["5.000 von 5.100 Zeilen geprüft"]
    answer = client.submit(page, form=f"{page.path}/buchen", button="Alle 5.099 Zeilen buchen")
    assert only_import(session).lines == 5_099
    assert booked_sum(session, FundingEntry) == sum(range(1, 5_100))
    assert client.follow(answer).one(".lead").endswith("gebucht.")

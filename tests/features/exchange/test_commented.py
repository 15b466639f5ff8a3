"""The file that comes back: the same values in a new workbook, with comments, and nothing that runs."""

import re
import zipfile
from datetime import UTC, date, datetime, time
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from tests.features.exchange.money_files import HEAD, ROW, bare_xlsx, checked, csv_of, ods_of, xlsx_of
from tests.features.exchange.xls_files import xls_of
from tests.features.record_rows import make_project
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.cells import Known
from vrs_tracker.domain.spreadsheet.errand import Comments, Errand
from vrs_tracker.domain.spreadsheet.grid import Rows
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.spreadsheet.problems import Problem
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.spreadsheet import ProblemWeight
from vrs_tracker.features.exchange.readers import Refused, checked_file, commented_file

TODAY = date(2026, 7, 1)
DAY = date(2026, 3, 14)
ERROR, WARNING, HINT = ProblemWeight


def wrong(row: int, column: str, *, sheet: str = "Buchungen", weight: ProblemWeight = ERROR) -> Problem:
    return Problem(weight, sheet, row, column, "12.50", "Das ist kein Betrag.", "ein Betrag")


def returned(content: bytes, *problems: Problem, untold: int = 0) -> bytes:
    return commented_file(content, Comments(problems, untold), TODAY)


def rows_of(content: bytes, sheet: str) -> Rows:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    rows: Rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return rows


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def comments(content: bytes) -> dict[str, str]:
    told = part(content, "xl/comments1.xml")
    return dict(re.findall(r'<comment ref="(\w+)".*?<t(?: [^>]*)?>(.*?)</t>', told, re.DOTALL))


def test_values_come_back_as_they_were_read() -> None:
    rows = [HEAD, ("Reallabor", "bewilligt", -1234.5, DAY, "0051.10", True), ("", "", 7, "", "ä", "")]
    content = returned(xlsx_of(rows), wrong(2, "C"))
    back = rows_of(content, "Buchungen")
    assert back[1] == ["Reallabor", "bewilligt", -1234.5, DAY, "0051.10", True]
    assert back[2] == ["", "", 7.0, "", "ä", ""]


def test_each_problem_is_a_comment_in_its_cell() -> None:
    content = returned(xlsx_of([HEAD, ROW]), wrong(2, "C"), wrong(2, "", weight=HINT), wrong(0, "D"))
    assert comments(content) == {
        "A2": "Hinweis (Zeile 2): Das ist kein Betrag.\nErwartet wird: ein Betrag",
        "C2": "Fehler: Das ist kein Betrag.\nErwartet wird: ein Betrag",
        "D1": "Fehler (Spalte D): Das ist kein Betrag.\nErwartet wird: ein Betrag",
    }


def test_several_problems_of_a_cell_are_one_comment_the_heaviest_first() -> None:
    content = returned(xlsx_of([HEAD, ROW]), wrong(2, "C", weight=WARNING), wrong(2, "C"))
    assert [line for line in comments(content)["C2"].split("\n") if "Das ist" in line] == [
        "Fehler: Das ist kein Betrag.",
        "Warnung: Das ist kein Betrag.",
    ]


def test_a_cell_that_is_empty_or_below_the_table_can_be_commented() -> None:
    assert set(comments(returned(xlsx_of([HEAD, ROW]), wrong(4, "H")))) == {"H4"}


def test_the_first_sheet_lists_what_is_wrong_with_links_to_the_cells() -> None:
    content = returned(xlsx_of([HEAD, ROW], sheet="Jan's"), wrong(2, "C", sheet="Jan's"), untold=3)
    rows = rows_of(content, words.PROBLEM_SHEET)
    assert rows[0][0] == "Auffälligkeiten: 1 Stelle"
    assert rows[2][0] == "3 weitere Stellen sind nicht aufgeführt."
    assert rows[4] == list(words.PROBLEM_HEADS)
    assert rows[5] == ["Fehler", "Jan's", "Zelle C2", "12.50", "Das ist kein Betrag.", "ein Betrag"]
    assert "location=\"'Jan''s'!C2\"" in part(content, "xl/worksheets/sheet1.xml")


def test_a_text_that_looks_like_a_formula_comes_back_as_a_text() -> None:
    row = ("Reallabor", '=HYPERLINK("http://a.example")', "@SUM(A1)", "+49 711", "-5", "x")
    content = returned(csv_of(row), wrong(2, "B", sheet="Tabelle"))
    assert rows_of(content, "Tabelle")[1] == list(row)
    sheet = part(content, "xl/worksheets/sheet2.xml")
    assert "<f>" not in sheet
    assert "quotePrefix" in part(content, "xl/styles.xml")


def test_a_formula_comes_back_as_its_value() -> None:
    cell = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>-3.5</v></c></row>'
    content = returned(bare_xlsx(cell), wrong(1, "A", sheet="Blatt 1"))
    assert rows_of(content, "Blatt 1") == [[2.0, -3.5]]
    assert "<f>" not in part(content, "xl/worksheets/sheet2.xml")


def test_macros_links_and_objects_do_not_pass_on() -> None:
    cell = '<row r="1"><c r="A1"><v>1</v></c></row>'
    parts = ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/embeddings/oleObject1.bin")
    content = returned(bare_xlsx(cell, more=dict.fromkeys(parts, b"<a/>")), wrong(1, "A", sheet="Blatt 1"))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
    assert not [name for name in names if "vba" in name or "external" in name or "embedding" in name]


def test_an_open_document_comes_back_as_a_workbook() -> None:
    content = returned(
        ods_of(HEAD, ("Reallabor", "bewilligt", 12.5, DAY, "", "")), wrong(2, "C", sheet="Blatt 1")
    )
    assert rows_of(content, "Blatt 1")[1][:4] == ["Reallabor", "bewilligt", 12.5, DAY]


def test_a_workbook_of_the_old_kind_comes_back_as_a_new_one() -> None:
    content = returned(xls_of([HEAD, ("Reallabor", "bewilligt", -12.5, DAY)]), wrong(2, "C"))
    assert rows_of(content, "Buchungen")[1][:4] == ["Reallabor", "bewilligt", -12.5, DAY]
    assert "C2" in comments(content)


def test_names_of_sheets_stay_apart_and_fit_into_a_workbook() -> None:
    own = words.PROBLEM_SHEET
    content = returned(xlsx_of([HEAD, ROW], sheet=own), wrong(2, "C", sheet=own))
    names = CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names
    assert names == [own, f"{own} (2)"]


def test_what_comes_back_can_be_corrected_and_read_again() -> None:
    content = returned(xlsx_of([HEAD, ROW]), wrong(2, "C"))
    errand = Errand(today=TODAY, layout=Layout(), known=Known({"reaiiabor": 1}, [], {}), answers={})
    steps = checked_file(errand, content)
    with pytest.raises(StopIteration) as found:
        next(steps)
    assert found.value.value.checked.sheet == "Buchungen"
    assert [line.cents for line in found.value.value.checked.lines] == [123_450]


def test_a_moment_keeps_its_hour_and_an_early_day_its_date() -> None:
    moment = datetime(2026, 3, 14, 18, 30, tzinfo=UTC).replace(tzinfo=None)
    row = (moment, time(9, 15))
    content = returned(xlsx_of([row]), wrong(1, "A"))
    assert rows_of(content, "Buchungen") == [list(row)]
    early = returned(ods_of((date(1871, 1, 18),)), wrong(1, "A", sheet="Blatt 1"))
    assert rows_of(early, "Blatt 1") == [["18.01.1871"]]


def test_a_file_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        returned(b"%PDF-1.7\n\x00")
    assert str(refused.value) == words.NO_TABLE


@pytest.fixture
def client(client_of: ClientOf, session: Session) -> PageClient:
    make_project(session, name="Reallabor")
    return client_of(Role.BUDGET_OFFICER)


def test_the_page_offers_the_workbook_and_says_what_is_in_it(client: PageClient) -> None:
    page = checked(client, csv_of(("Reallabr", *ROW[1:])), name="Aus: <zahlungen>.csv")
    assert words.COMMENTED in page.text
    answer = client.browser.get(f"{page.path}/kommentiert.xlsx")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith('"Aus- -zahlungen--kommentiert.xlsx"')
    assert "vielleicht „Reallabor“" in comments(answer.data)["A2"]


def test_a_file_without_anything_to_say_offers_none(client: PageClient) -> None:
    assert words.COMMENTED not in checked(client, csv_of(ROW)).text


def test_a_discarded_file_does_not_come_back(client: PageClient) -> None:
    page = checked(client, csv_of(ROW))
    client.submit(page, form=f"{page.path}/verwerfen")
    answer = client.browser.get(f"{page.path}/kommentiert.xlsx")
    assert answer.status_code == 404
    assert words.NOT_KEPT in answer.text

"""Files that nobody should send: refused in a sentence, by a process of their own."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.exchange.money_files import CSV, HEAD, ROW, UPLOAD, bare_xlsx, packed, send, xlsx_of
from tests.support.page_client import ClientOf, Page, on_one_database
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.cells import Known
from vrs_tracker.domain.spreadsheet.errand import Errand
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.exchange.readers import FileRead, Refused, checked_file, look, process
from vrs_tracker.tables.documents import MoneyImport
from vrs_tracker.web.request_limits import LARGEST_FILE, LARGEST_FORM

TODAY = date(2026, 7, 1)
ERRAND = Errand(today=TODAY, layout=Layout(), known=Known({"reaiiabor": 1}, ["Reallabor"], {}), answers={})
CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>Betrag</t></is></c></row>'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(content: bytes) -> FileRead:
    steps = checked_file(ERRAND, content)
    while True:
        try:
            next(steps)
        except StopIteration as found:
            result: FileRead = found.value
            return result


def with_encrypted_part() -> bytes:
    content = bytearray(xlsx_of([HEAD]))
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


BOMB = bare_xlsx(CELL, more={"xl/media/zeros.bin": bytes(201 * 1024 * 1024)})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b" \n", words.EMPTY),
        (b"%PDF-1.7\n\x00", words.NO_TABLE),
        (packed({"word/document.xml": "<a/>"}), words.NO_TABLE),
        (packed({"xl/workbook.bin": b"\0"}), words.BINARY),
        (b"<html><table><tr><td>1</td></tr></table></html>", words.MARKED_UP),
        (b"PK\x03\x04 and nothing", words.BROKEN),
        (xlsx_of([HEAD, ROW])[:3000], words.BROKEN),
        (COMPOUND + bytes(5000), words.BROKEN),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), words.ENCRYPTED),
        (with_encrypted_part(), words.ENCRYPTED),
        (BOMB, words.TOO_LARGE),
        (bare_xlsx(CELL, prolog='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'), words.EXTERNAL),
        (bare_xlsx(CELL, prolog=f"<!--{'x' * 70_000}--><!DOCTYPE a>"), words.EXTERNAL),
    ],
    ids=range(13),
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        look(content, TODAY)
    assert str(refused.value) == sentence


def test_a_sheet_that_would_fill_the_memory_ends_its_process_only() -> None:
    corners = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(Refused) as refused:
        read(bare_xlsx(corners))
    assert str(refused.value) == words.TOO_LARGE


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "MOST_SECONDS", 0.01)
    with pytest.raises(Refused) as refused:
        read(CSV)
    assert str(refused.value) == words.TOO_SLOW


def test_macros_are_not_read_and_not_kept_in_what_is_booked() -> None:
    target = BytesIO(xlsx_of([HEAD, ROW]))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0" * 100)
    found = read(target.getvalue())
    assert [line.cents for line in found.checked.lines] == [123_450]


def test_a_formula_is_its_last_value_and_never_run() -> None:
    found = read(xlsx_of([HEAD, (ROW[0], ROW[1], "=1+1", *ROW[3:])]))
    assert found.checked.lines == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_a_csv_is_read_in_every_usual_form(encoding: str, sign: str) -> None:
    text = "\n".join((sign.join(HEAD), sign.join((*ROW[:5], "Bescheid für Köln"))))
    (line,) = read(text.encode(encoding)).checked.lines
    assert (line.cents, line.document) == (123_450, "Bescheid für Köln")


def test_a_comma_divides_columns_where_amounts_are_quoted() -> None:
    text = f'{",".join(HEAD)}\n{ROW[0]},{ROW[1]},"1.234,50",{",".join(ROW[3:])}'
    assert read(text.encode()).checked.lines[0].cents == 123_450


def test_the_first_sheet_with_a_head_is_read() -> None:
    found = read(xlsx_of([HEAD, ROW], sheet="Januar"))
    assert (found.sheets, found.checked.sheet) == (("Januar",), "Januar")


@on_one_database
def test_a_file_that_is_too_large_is_answered_with_the_limit(client_of: ClientOf) -> None:
    body = BytesIO(bytes(LARGEST_FILE + LARGEST_FORM + 1))
    kind = "multipart/form-data; boundary=x"
    answer = client_of(Role.BUDGET_OFFICER).browser.post(UPLOAD, input_stream=body, content_type=kind)
    assert answer.status_code == 413
    assert "Eine Datei darf höchstens 10 Megabyte umfassen." in Page(answer).text


@on_one_database
def test_a_refused_file_is_not_kept(client_of: ClientOf, session: Session) -> None:
    answer = send(client_of(Role.BUDGET_OFFICER), b"%PDF-1.7\n\x00", status=422)
    assert answer.errors == {"file": words.NO_TABLE}
    assert session.scalars(sa.select(MoneyImport)).all() == []

"""The archive package: its files and their names, and the lists that name, explain and check them."""

import csv
import json
from dataclasses import replace
from datetime import date
from hashlib import sha512
from io import StringIO

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # it publishes no types

from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import make_report
from vrs_tracker.domain.archive import (
    CSV,
    JSON,
    TEXT,
    ArchiveFile,
    PackageHead,
    checksums,
    data_files,
    index_files,
    package_head,
    packed,
    payload_path,
    protocol_files,
    supplement_files,
)
from vrs_tracker.domain.issue import DEMO_MARK
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.payload import canonical_json, to_payload
from vrs_tracker.domain.release_protocol import Protocol
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.supplement import Correction, supplement_of

PUBLISHER = "Verband Region Stuttgart"
PAYLOAD = "daten/bericht-2026-H1.json"
HEAD = PackageHead(
    title="5. Halbjahresbericht",
    half_year="2026-H1",
    as_of=date(2026, 6, 30),
    version=2,
    publisher=PUBLISHER,
    figures="cd" * 32,
    note="",
    is_public=True,
)
FILE = ArchiveFile(path="tabellen/a&b.csv", title="Geld <heute> & morgen", format=CSV, content=b"x" * 1234)


def files_of(report: CommitteeReport) -> dict[str, ArchiveFile]:
    found = list(data_files(report, canonical_json(to_payload(report)), publisher=PUBLISHER))
    by_path = {file.path: file for file in found}
    assert len(by_path) == len(found)
    return by_path


def lists(head: PackageHead = HEAD, *files: ArchiveFile) -> dict[str, str]:
    indexed = index_files(head, [packed(file) for file in files or (FILE,)], PAYLOAD)
    return {file.path: file.content.decode() for file in indexed}


def rows_of(file: ArchiveFile) -> list[list[str]]:
    return list(csv.reader(StringIO(file.content.decode("utf-8-sig"), newline=""), delimiter=";"))


# ---------------------------------------------------------------- data and tables


def test_the_frozen_value_lies_there_unchanged_and_fits_the_schema_beside_it() -> None:
    report = full_report()
    payload = canonical_json(to_payload(report))
    files = files_of(report)
    assert files[payload_path(report)].content == payload.encode()
    schemas = [path for path in files if path.startswith("daten/") and "schema" in path]
    assert len(schemas) == 1
    schema = json.loads(files[schemas[0]].content)
    assert list(Draft202012Validator(schema).iter_errors(json.loads(payload))) == []


def test_the_frozen_value_is_named_after_its_half_year() -> None:
    report = make_report()
    assert payload_path(report) == f"daten/bericht-{report.period.code}.json"


def test_every_table_lies_there_with_all_bookings_and_the_dictionary() -> None:
    report = full_report()
    files = files_of(report)
    tables = {path.removeprefix("tabellen/") for path in files if path.startswith("tabellen/")}
    printed = {f"{place:02d}-{table.name}.csv" for place, table in enumerate(document(report).tables(), 1)}
    assert tables == printed | {"betraege.csv", "datenlexikon.csv", "datenlexikon.json"}
    assert len(rows_of(files["tabellen/betraege.csv"])) == 1 + len(report.entries)
    assert files["tabellen/betraege.csv"].title == "Gebuchte Beträge"


def test_the_dictionary_explains_each_column_of_each_table() -> None:
    files = files_of(full_report())
    head, *rows = rows_of(files["tabellen/datenlexikon.csv"])
    place, column = head.index("Datei"), head.index("Spalte")
    explained = {(row[place], row[column]) for row in rows}
    data = {
        path.removeprefix("tabellen/"): rows_of(file)[0]
        for path, file in files.items()
        if file.format == CSV and "datenlexikon" not in path
    }
    assert explained == {(name, head) for name, heads in data.items() for head in heads}
    metadata = json.loads(files["tabellen/datenlexikon.json"].content)
    assert {table["url"] for table in metadata["tables"]} == data.keys()
    assert PUBLISHER in files["tabellen/datenlexikon.json"].content.decode()


def test_invented_content_says_so_in_every_row_of_every_table() -> None:
    files = files_of(replace(full_report(), contains_demo=True))
    tables = [rows_of(file) for file in files.values() if file.format == CSV]
    assert {head[-1] for head, *_ in tables} == {"Hinweis"}
    assert {row[-1] for _, *rows in tables for row in rows} == {"Demodaten, frei erfunden"}
    assert DEMO_MARK in files["tabellen/datenlexikon.json"].content.decode()


# ---------------------------------------------------------------- protocol and Ergänzung


def test_the_protocol_lies_there_for_people_and_for_programs() -> None:
    protocol = Protocol(
        title="Probe", stand="", figures="", note="", by_two_persons=True, steps=(), issues=()
    )
    text, data = protocol_files(protocol)
    assert (text.path, text.format) == ("protokoll/freigabeprotokoll.txt", TEXT)
    assert text.content.decode().startswith("Freigabeprotokoll: Probe\n")
    assert (data.path, data.format) == ("protokoll/freigabeprotokoll.json", JSON)
    assert json.loads(data.content)["titel"] == "Probe"


def test_an_ergaenzung_lies_there_as_page_and_as_value_byte_for_byte() -> None:
    corrected = Correction(number="2.1", heading="Lage", old="Alt.", new="Neu.", reason="Bescheid")
    report = full_report()
    supplement = supplement_of(report, 2, (corrected,))
    page, value = supplement_files(supplement, '{"ä": 1}', b"%PDF eine Seite")
    stem = f"bericht-{report.period.code}-ergaenzung-2"
    assert (page.path, page.content) == (f"pdf/{stem}.pdf", b"%PDF eine Seite")
    assert (value.path, value.content) == (f"daten/{stem}.json", '{"ä": 1}'.encode())
    assert (page.title, value.title) == (supplement.name, f"{supplement.name}, alle Angaben")
    assert page.format.name == "PDF/A-2a, PDF/UA-1"


# ---------------------------------------------------------------- what heads the lists


@pytest.mark.parametrize(("is_demo", "note"), [(True, DEMO_MARK), (False, "")])
def test_the_head_is_that_of_the_report(note: str, *, is_demo: bool) -> None:
    report = make_report(version=2, contains_demo=is_demo)
    head = package_head(report, figures="ef" * 32, publisher=PUBLISHER, is_public=False)
    assert (head.title, head.half_year) == (document(report).title, report.period.code)
    assert head.stand == "Stand 30.06.2026, Fassung 2"
    assert (head.figures, head.publisher, head.note) == ("ef" * 32, PUBLISHER, note)
    assert not head.is_public


@pytest.mark.parametrize("path", ["index.html", "LIESMICH.txt"])
def test_the_lists_say_whether_the_package_may_be_passed_on(path: str) -> None:
    public, other = lists()[path], lists(replace(HEAD, is_public=False))[path]
    assert "Dieses Paket ist öffentlich." in public
    assert "Geben Sie es nicht weiter." not in public
    assert "Geben Sie es nicht weiter." in other
    assert "Dieses Paket ist öffentlich." not in other


def test_a_note_stands_in_every_list_and_leaves_no_gap_where_there_is_none() -> None:
    for text in lists(replace(HEAD, note="Demodaten")).values():
        assert "Demodaten" in text
    plain = lists()
    assert "<p></p>" not in plain["index.html"]
    assert plain["LIESMICH.txt"].splitlines()[:4] == [
        "Archivpaket: 5. Halbjahresbericht",
        "Stand 30.06.2026, Fassung 2",
        "Herausgeber: Verband Region Stuttgart",
        "Dieses Paket ist öffentlich. Was nichtöffentlich ist, liegt nicht darin.",
    ]


# ---------------------------------------------------------------- the lists


def test_programs_read_head_and_files_of_the_package() -> None:
    assert json.loads(lists()["index.json"]) == {
        "titel": "5. Halbjahresbericht",
        "halbjahr": "2026-H1",
        "stand": "2026-06-30",
        "fassung": 2,
        "herausgeber": "Verband Region Stuttgart",
        "oeffentlich": True,
        "hinweis": "",
        "sha256_der_zahlen": "cd" * 32,
        "dateien": [
            {
                "datei": "tabellen/a&b.csv",
                "titel": "Geld <heute> & morgen",
                "format": "CSV",
                "medientyp": "text/csv",
                "pronom": "x-fmt/18",
                "byte": 1234,
                "sha512": sha512(b"x" * 1234).hexdigest(),
            }
        ],
    }


def test_the_page_links_each_file_and_escapes_what_it_names() -> None:
    page = lists(replace(HEAD, title="Bericht <5> & mehr"))["index.html"]
    link = '<a href="tabellen/a&amp;b.csv">Geld &lt;heute&gt; &amp; morgen</a>'
    assert link in page
    assert "1.234\N{NO-BREAK SPACE}Byte" in page
    assert "<title>Archivpaket: Bericht &lt;5&gt; &amp; mehr</title>" in page
    assert "<h1>Archivpaket: Bericht &lt;5&gt; &amp; mehr</h1>" in page


def test_the_heading_keeps_a_number_and_its_word_on_one_line() -> None:
    assert "<h1>Archivpaket: 5.\N{NO-BREAK SPACE}Halbjahresbericht</h1>" in lists()["index.html"]


def test_the_text_names_each_format_once_and_where_the_figures_are() -> None:
    text = lists()["LIESMICH.txt"]
    assert f"Die SHA-256 der Datei {PAYLOAD} ist\n     {'cd' * 32}\n" in text
    _, _, formats = text.partition("Formate mit ihrer Kennung im Verzeichnis PRONOM\n")
    assert formats.splitlines() == [
        "  PDF/A-3a, PDF/UA-1: fmt/479",
        "  PDF/A-2a, PDF/UA-1: fmt/476",
        "  CSV: x-fmt/18",
        "  JSON: fmt/817",
        "  Text (UTF-8): x-fmt/111",
        "  HTML 5: fmt/471",
    ]


def test_each_checksum_stands_on_a_line_with_its_path() -> None:
    other = replace(FILE, path="index.json", content="ä".encode())
    assert checksums([packed(FILE), packed(other)]).decode().splitlines() == [
        f"{sha512(b'x' * 1234).hexdigest()}  tabellen/a&b.csv",
        f"{sha512('ä'.encode()).hexdigest()}  index.json",
    ]
    assert checksums([]) == b""

"""The figures of a report as files: CSV that spreadsheets read, JSON with its checksum."""

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import make_entry, make_report, millions
from vrs_tracker.domain.attachments import (
    BYTE_ORDER_MARK,
    DEMO_NOTE,
    attachments,
    entries_csv,
    report_json,
    safe_cell,
    table_csv,
)
from vrs_tracker.domain.document import Bar, Cell, Column, LightMark, Row, RowKind, Table
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.payload import canonical_json, checksum, from_payload
from vrs_tracker.domain.vocabulary.money import Counting
from vrs_tracker.domain.vocabulary.progress import Light


def make_table(*rows: Row, heads: tuple[str, ...] = ("Baustein", "Betrag")) -> Table:
    return Table(name="probe", caption="Probe", columns=tuple(Column(head=head) for head in heads), rows=rows)


def read(text: str) -> list[list[str]]:
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), delimiter=";"))


# ---------------------------------------------------------------- single cells


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("−0,80", "-0,80"),
        ("+1,12", "+1,12"),
        ("-5", "-5"),
        ("−1.234,50 €", "-1.234,50 €"),
        ("78,3 %", "78,3 %"),
        ("30.06.2026", "30.06.2026"),
        ("=1+1", "'=1+1"),
        ("+49 711 22 75 90", "'+49 711 22 75 90"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        (" =1+1", "' =1+1"),
        ("\N{FULLWIDTH EQUALS SIGN}1", "'\N{FULLWIDTH EQUALS SIGN}1"),
        ("− kein Betrag", "− kein Betrag"),
        ("kein Anteil", "kein Anteil"),
        ("", ""),
    ],
)
def test_numbers_stay_numbers_and_formulas_become_text(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


@given(st.text())
def test_no_cell_ever_begins_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(("=", "@", "\t", "\r"))
    assert not cell.startswith(("+", "-")) or cell[1:2].isdigit()


# ---------------------------------------------------------------- tables


def test_a_table_has_one_head_and_a_row_per_record() -> None:
    table = make_table(Row(cells=("KI-XC", "1,25")), Row(cells=("Summe", "1,25"), kind=RowKind.TOTAL))
    assert read(table_csv(table, is_demo=False)) == [
        ["Baustein", "Betrag"],
        ["KI-XC", "1,25"],
        ["Summe", "1,25"],
    ]


def test_groups_become_a_column() -> None:
    table = make_table(
        Row(cells=("Bausteine (7)",), kind=RowKind.GROUP),
        Row(cells=("KI-XC", "1,25")),
        Row(cells=("Projekte (1)",), kind=RowKind.GROUP),
        Row(cells=("HIVE", "0,90")),
    )
    assert read(table_csv(table, is_demo=False)) == [
        ["Gruppe", "Baustein", "Betrag"],
        ["Bausteine (7)", "KI-XC", "1,25"],
        ["Projekte (1)", "HIVE", "0,90"],
    ]


def test_bars_are_left_out_and_lights_are_words() -> None:
    light: Cell = LightMark(Light.AT_RISK, "Abweichung")
    table = make_table(
        Row(cells=("KI-XC", light, Bar(700))),
        Row(cells=("Summe", "", "")),
        heads=("Baustein", "Stand", "Größe"),
    )
    assert read(table_csv(table, is_demo=False)) == [
        ["Baustein", "Stand"],
        ["KI-XC", "Abweichung"],
        ["Summe", ""],
    ]


def test_a_bar_beside_words_leaves_its_column_and_an_empty_cell() -> None:
    table = make_table(Row(cells=("KI-XC", Bar(700))), Row(cells=("HIVE", "entfällt")))
    assert read(table_csv(table, is_demo=False))[1:] == [["KI-XC", ""], ["HIVE", "entfällt"]]


def test_a_column_without_head_is_named() -> None:
    assert read(table_csv(make_table(heads=("", "Betrag")), is_demo=False)) == [["Bezeichnung", "Betrag"]]


def test_every_row_of_invented_content_says_so() -> None:
    rows = read(table_csv(make_table(Row(cells=("KI-XC", "1,25"))), is_demo=True))
    assert rows == [["Baustein", "Betrag", "Hinweis"], ["KI-XC", "1,25", DEMO_NOTE]]


def test_typed_text_survives_separators_quotes_and_line_breaks() -> None:
    text = 'Erstens; zweitens "so"\nund weiter'
    assert read(table_csv(make_table(Row(cells=("KI-XC", text))), is_demo=False))[1] == ["KI-XC", text]


# ---------------------------------------------------------------- entries


def test_every_booking_is_a_row_to_the_cent() -> None:
    report = make_report(
        entries=(
            make_entry(id=3, amount=millions("1.25"), block="ki-xc"),
            make_entry(
                id=4, amount=-millions("0.25"), block=None, reverses=3, is_rounded=True, source_text=""
            ),
        )
    )
    head, first, second = read(entries_csv(report))
    found = dict(zip(head, first, strict=True)), dict(zip(head, second, strict=True))
    assert [row["Betrag in Euro"] for row in found] == ["1.250.000,00", "-250.000,00"]
    assert [row["Baustein"] for row in found] == ["KI-XC (Stuttgart)", "Programm gesamt, nicht aufgeteilt"]
    assert [row["Nimmt zurück"] for row in found] == ["", "3"]
    assert [row["Gerundet"] for row in found] == ["nein", "ja"]
    assert [row["Beleg"] for row in found] == ["Buchung: Buchung 1", "Buchung"]
    assert {row["Zählung"] for row in found} == {Counting.COUNTED.label}


def test_a_booking_of_a_block_that_is_not_reported_belongs_to_the_programme() -> None:
    report = make_report(blocks=(), entries=(make_entry(block="ki-xc"),))
    assert read(entries_csv(report))[1][1] == "Programm gesamt, nicht aufgeteilt"


# ---------------------------------------------------------------- all files


def test_the_json_names_the_checksum_of_what_it_holds() -> None:
    report = full_report()
    found = json.loads(report_json(report))
    assert found["sha256"] == checksum(canonical_json(found["bericht"]))
    assert from_payload(1, found["bericht"]) == report
    assert found["hinweis"] == ""
    assert json.loads(report_json(replace(report, contains_demo=True)))["hinweis"] == DEMO_NOTE


def test_a_report_has_a_csv_for_each_table_and_one_json() -> None:
    report = full_report()
    whole = document(report)
    found = attachments(report, whole)
    tables = list(whole.tables())
    assert [item.mime_type for item in found] == ["text/csv"] * len(tables) + ["application/json"]
    assert len({item.name for item in found}) == len(found)
    assert found[0].name == f"01-{tables[0].name}.csv"
    assert found[0].description == f"Werte der Tabelle „{tables[0].caption}“"
    assert found[-1].content == report_json(report).encode()


def test_every_csv_of_the_full_report_is_rectangular_and_marked() -> None:
    report = replace(full_report(), contains_demo=True)
    for item in attachments(report, document(report))[:-1]:
        rows = read(item.content.decode())
        assert len({len(row) for row in rows}) == 1
        assert all(row[-1] == DEMO_NOTE for row in rows[1:])

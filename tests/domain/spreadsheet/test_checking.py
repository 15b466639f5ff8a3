"""The check of a sheet: which rows are amounts, and what is wrong at which cell."""

from datetime import UTC, date, datetime

import pytest

from tests.domain.spreadsheet.sheets import HEAD, KNOWN, ROW, TODAY, check, row, told
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.notation import number
from vrs_tracker.domain.spreadsheet import checking
from vrs_tracker.domain.spreadsheet.grid import Sheet, Value
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.vocabulary.money import DatePrecision, Payer, Stage
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse


def test_a_good_row_is_a_line() -> None:
    found = check([HEAD, ROW])
    assert found.may_be_booked
    assert found.problems == []
    (line,) = found.lines
    assert (line.row, line.block_id, line.stage, line.payer) == (2, 1, Stage.COMMITTED, Payer.VRS)
    assert (line.cents, line.document) == (1250, "Bescheid")
    assert line.day == PreciseDate(date(2026, 3, 14), DatePrecision.DAY)


def test_titles_blank_rows_and_repeated_heads_are_no_amounts() -> None:
    found = check([["Programm"], [""], HEAD, ROW, ["", "", "", "", ""], ["Stand: heute"], HEAD])
    assert [line.row for line in found.lines] == [4]
    assert told(found) == [
        ("Hinweis", "Zeile 6", "1 Zeile ohne Betrag und Datum, als Überschrift gelesen."),
    ]


def test_a_row_of_sums_is_named_and_compared() -> None:
    total: list[Value] = ["Summe", "", 12.5, "", ""]
    found = check([HEAD, ROW, total, row(betrag=2), ["Zwischensumme", "", 2, "", ""], ["Gesamt", "", 14.5]])
    assert [line.cents for line in found.lines] == [1250, 200]
    assert {each.wrong for each in found.problems} == {"Summenzeile, wird nicht gebucht."}


def test_a_sum_that_is_wrong_is_a_warning() -> None:
    found = check([HEAD, ROW, ["Summe", "", 99, "", ""]])
    ((weight, place, wrong),) = told(found)
    assert (weight, place) == ("Warnung", "Zelle C3")
    assert "Die Zeilen darüber ergeben 12,50\N{NO-BREAK SPACE}€." in wrong
    assert found.may_be_booked


def test_a_sum_over_rows_with_errors_is_not_judged() -> None:
    found = check([HEAD, row(betrag="viel"), ["Summe", "", 99, "", ""], ["Summe", "", "", "", "bis hier"]])
    assert [weight for weight, _, _ in told(found)] == ["Fehler", "Hinweis", "Hinweis"]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"baustein": "KI-XD"}, "Zelle A2"),
        ({"stufe": "versprochen"}, "Zelle B2"),
        ({"betrag": "12.50"}, "Zelle C2"),
        ({"betrag": 12.345}, "Zelle C2"),
        ({"betrag": 0}, "Zelle C2"),
        ({"betrag": -3}, "Zelle C2"),
        ({"betrag": True}, "Zelle C2"),
        ({"betrag": "#REF!"}, "Zelle C2"),
        ({"betrag": ""}, "Zelle C2"),
        ({"datum": ""}, "Zelle D2"),
        ({"datum": "31.02.2026"}, "Zelle D2"),
        ({"datum": True}, "Zelle D2"),
        ({"datum": 46000.0}, "Zelle D2"),
        ({"datum": date(1800, 1, 1)}, "Zelle D2"),
        ({"datum": "2026-02-31"}, "Zelle D2"),
        ({"datum": date(2026, 7, 2)}, "Zelle D2"),
        ({"stufe": "beschlossen"}, "Zelle E2"),
        ({"beleg": "WIV-1"}, "Zelle E2"),
        ({"beleg": "x" * 1001}, "Zelle E2"),
        ({"beleg": "\0"}, "Zelle E2"),
    ],
)
def test_an_error_names_its_cell_and_stops_the_booking(changes: dict[str, Value], place: str) -> None:
    found = check([HEAD, row(**changes)])
    ((weight, where, _),) = told(found)
    assert (weight, where) == ("Fehler", place)
    assert not found.may_be_booked
    assert found.problems[0].expected or changes.get("beleg") == "\0"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2026, 3, 14, 12, tzinfo=UTC), PreciseDate(date(2026, 3, 14), DatePrecision.DAY)),
        ("14.03.2026", PreciseDate(date(2026, 3, 14), DatePrecision.DAY)),
        ("2026-03-14", PreciseDate(date(2026, 3, 14), DatePrecision.DAY)),
        ("2026-03-14T00:00:00", PreciseDate(date(2026, 3, 14), DatePrecision.DAY)),
        ("03.2026", PreciseDate(date(2026, 3, 1), DatePrecision.MONTH)),
        (2026.0, PreciseDate(date(2026, 1, 1), DatePrecision.YEAR)),
        ("unbekannt", PreciseDate(None, DatePrecision.UNKNOWN)),
    ],
)
def test_dates_are_read_as_exactly_as_they_are_known(value: Value, expected: PreciseDate) -> None:
    (line,) = check([HEAD, row(datum=value)]).lines
    assert line.day == expected


def test_spellings_words_and_resolutions_are_understood() -> None:
    changes = {"baustein": "mAlkerSpace", "stufe": "Beschluss, regional", "beleg": " förderung  2026 "}
    (line,) = check([HEAD, row(**changes)]).lines
    assert (line.block_id, line.stage, line.document, line.resolution_id) == (3, Stage.EARMARKED, "", 7)


def test_a_name_that_is_nearly_right_is_proposed() -> None:
    assert "„KI-ckstart“" in check([HEAD, row(baustein="KI-ckstat")]).problems[0].expected
    assert "vielleicht" not in check([HEAD, row(baustein="Zzz")]).problems[0].expected


def test_rows_without_a_block_are_told_once() -> None:
    found = check(
        [HEAD, row(baustein=""), row(baustein=" ", betrag=1), row(baustein="Programm gesamt", betrag=2)]
    )
    assert [line.block_id for line in found.lines] == [None, None, None]
    wrong = "In 2 Zeilen ist kein Baustein genannt: Der Betrag gilt für das Programm als Ganzes."
    assert told(found) == [("Warnung", "Zelle A2", wrong)]


def test_a_file_without_a_column_of_blocks_says_so() -> None:
    found = check([HEAD[1:], ROW[1:]])
    assert [each[:2] for each in told(found)] == [("Warnung", "Zeile 2")]


def test_missing_evidence_and_repetitions_are_warnings() -> None:
    found = check([HEAD, row(beleg=""), row(stufe="geplant", beleg=""), ROW, ROW])
    assert told(found) == [
        (
            "Warnung",
            "Zelle E2",
            "Die Zeile nennt keinen Beleg, obwohl der Betrag nicht nur geplant ist.",
        ),
        ("Warnung", "Zeile 5", "Diese Zeile sagt dasselbe wie Zeile 4."),
    ]
    assert len(found.lines) == 4


def test_an_incomplete_row_without_a_date_is_read_as_a_note() -> None:
    found = check([HEAD, ROW, ["Anmerkung", "", "", "", "siehe Anlage"]])
    assert told(found) == [("Warnung", "Zelle C3", "In dieser Zeile fehlt der Betrag.")]


def test_a_stage_may_hold_for_all_rows_and_be_missing_otherwise() -> None:
    rows: list[list[Value]] = [[HEAD[0], *HEAD[2:]], [ROW[0], *ROW[2:]], [ROW[0], 3, *ROW[3:]]]
    assert told(check(rows)) == [("Fehler", "Zeile 2", "In 2 Zeilen fehlt die Stufe.")]
    layout = Layout(stage=Stage.DISBURSED, payer=Payer.STATE)
    assert {(line.stage, line.payer) for line in check(rows, layout=layout).lines} == {
        (Stage.DISBURSED, Payer.STATE)
    }


def test_an_ambiguous_head_is_asked_about_before_rows_are_judged() -> None:
    rows: list[list[Value]] = [["Baustein", "Stand", "Betrag", "Datum", "Beleg"], ROW]
    assert told(check(rows)) == [("Fehler", "Zelle B1", "Der Kopf ist mehrdeutig.")]
    assert check(rows, answers={"stand": ColumnUse.STAGE}).may_be_booked
    assert check(rows, layout=Layout(columns={1: ColumnUse.STAGE})).may_be_booked


def test_two_columns_of_one_meaning_are_both_asked_about() -> None:
    found = check([[*HEAD, "Buchungsdatum"], [*ROW, ROW[3]]])
    assert [each[:2] for each in told(found)] == [("Fehler", "Zelle D1"), ("Fehler", "Zelle F1")]
    assert found.lines == []


def test_missing_columns_and_a_missing_head_are_named() -> None:
    found = check([["Baustein", "Stufe"], ["KI-XC", "bewilligt"]])
    assert [wrong for _, _, wrong in told(found)] == [
        "Keine Spalte enthält die Angabe „Betrag“.",
        "Keine Spalte enthält die Angabe „Datum“.",
    ]
    assert told(check([["irgendwas", 1]])) == [("Fehler", "ganze Tabelle", checking.NO_HEAD)]
    assert told(check([HEAD])) == [("Fehler", "ganze Tabelle", checking.NOTHING_FOUND)]


def test_unknown_columns_are_left_out_with_one_hint() -> None:
    found = check([[*HEAD, "Intern", "Farbe"], [*ROW, "ja", "rot"]])
    assert told(found) == [("Hinweis", "Zeile 1", checking.NOT_READ)]
    assert found.problems[0].value == "Intern, Farbe"


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["Baustein", "Stufe", "Betrag in TEUR", "Datum", "Beleg"], ROW], "Spalte C"),
        ([["alle Angaben in TEUR"], HEAD, ROW], "Zelle A1"),
        ([HEAD, ["", "", "TEUR", "", ""], ROW], "Zelle C2"),
    ],
)
def test_a_unit_multiplies_and_is_told(rows: list[list[Value]], place: str) -> None:
    found = check(rows)
    assert found.lines[0].cents == 1_250_000
    wrong = "Die Beträge werden mit 1.000 malgenommen, weil diese Einheit genannt ist."
    assert told(found) == [("Hinweis", place, wrong)]


def test_an_amount_in_a_title_is_no_unit() -> None:
    assert check([["Rahmen 16,22 Mio. €"], HEAD, ROW]).lines[0].cents == 1250


def test_a_plain_currency_multiplies_nothing() -> None:
    assert check([["in Euro"], HEAD, ["", "", "€", "", ""], ROW]).problems == []
    assert check([["Baustein", "Stufe", "Betrag (€)", "Datum", "Beleg"], ROW]).problems == []


def test_a_name_merged_over_several_rows_belongs_to_each_of_them() -> None:
    rows = [HEAD, ROW, row(baustein="", betrag=3), row(baustein="KI-ckstart", betrag=4)]
    found = check(rows, merged=(((1, 0), (2, 0)), ((0, 0), (0, 2))))
    assert [line.block_id for line in found.lines] == [1, 1, 2]
    assert rows[2][0] == ""


def test_a_budget_line_keeps_its_zeros_and_a_number_is_told_once() -> None:
    head = [*HEAD, "Buchungsstelle", "Haushaltsjahr", "Bemerkung"]
    found = check(
        [head, [*ROW, "0051.10", 2026.0, " gut "], [*row(betrag=1), 5110.0, "2026"], [*row(betrag=2), 51.0]]
    )
    assert [line.budget_line for line in found.lines] == ["0051.10", "5110", "51"]
    assert [line.budget_year for line in found.lines] == [2026, 2026, None]
    assert found.lines[0].note == "gut"
    assert [each[:2] for each in told(found)] == [("Hinweis", "Zelle F3")]


@pytest.mark.parametrize("value", ["2026/27", 1999.0, 2026.5])
def test_a_year_is_a_year_of_a_budget(value: Value) -> None:
    found = check([[*HEAD, "HJ"], [*ROW, value]])
    assert [each[:2] for each in told(found)] == [("Fehler", "Zelle F2")]


def test_a_payer_stands_in_its_column() -> None:
    found = check([[*HEAD, "Geldgeber"], [*ROW, "Land Baden-Württemberg"]])
    assert found.lines[0].payer is Payer.STATE


def test_the_check_says_how_far_it_is_and_keeps_no_more_problems_than_people_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "STEP", 2)
    monkeypatch.setattr(checking, "MOST_PROBLEMS", 3)
    monkeypatch.setattr(checking, "MOST_LINES", 3)
    rows = [HEAD, *(row(betrag=cents) for cents in range(1, 5)), *[row(betrag="viel")] * 4]
    steps = checking.check_sheet(Sheet("Blatt", rows), Layout(), KNOWN, {}, TODAY)
    done = []
    found = None
    while found is None:
        try:
            done.append(next(steps))
        except StopIteration as end:
            found = end.value
    assert done == [2, 4, 6, 8]
    assert len(found.problems) == 3
    assert found.numbers.total() == 5


def test_a_check_at_once_finds_what_one_in_steps_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [HEAD, *(row(betrag=cents) for cents in range(1, 5)), row(betrag="viel")]
    alone = check(rows)
    monkeypatch.setattr(checking, "STEP", 1)
    in_steps = check(rows)
    assert (in_steps.lines, in_steps.problems) == (alone.lines, alone.problems)
    assert [line.row for line in alone.lines] == [2, 3, 4, 5]
    assert (alone.rows, alone.may_be_booked) == (6, False)


def test_so_many_amounts_are_taken_and_one_more_is_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_LINES", 3)
    rows = [HEAD, *(row(betrag=cents) for cents in range(1, 4))]
    assert (check(rows).may_be_booked, told(check(rows))) == (True, [])
    one_more = check([*rows, row(betrag=4)])
    assert told(one_more) == [("Fehler", "ganze Tabelle", checking.TOO_MANY)]
    assert not one_more.may_be_booked


def test_the_sentence_names_the_limit() -> None:
    assert f"mehr als {number(checking.MOST_LINES)} Zeilen" in checking.TOO_MANY


def test_problems_beyond_those_that_are_told_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_PROBLEMS", 2)
    found = check([HEAD, *[row(betrag="viel")] * 5])
    assert (len(found.problems), found.untold, found.numbers.total()) == (2, 3, 5)


def test_a_truth_value_is_never_taken_for_the_one_or_nothing_that_it_equals() -> None:
    found = check([HEAD, row(betrag=1.0), row(betrag=True), row(betrag=0.0), row(betrag=False)])
    assert [line.cents for line in found.lines] == [100]
    assert [each[1] for each in told(found)] == ["Zelle C3", "Zelle C4", "Zelle C5"]
    assert len({each[2] for each in told(found)}) == 2
    turned = check([HEAD, row(betrag=True), row(betrag=1.0)])
    assert [line.row for line in turned.lines] == [3]

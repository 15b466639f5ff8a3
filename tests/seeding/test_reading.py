from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from vrs_tracker.domain.errors import RuleViolations, Violation
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.vocabulary.money import DatePrecision, Payer
from vrs_tracker.seeding.reading import Record, SeedProblems, read_invented, read_table

COLUMNS = ("name", "amount", "day", "precision", "payer", "is_rounded", "towns")
HEAD = ";".join((*COLUMNS, "source"))
GOOD = "Wärme;1.234,50;31.12.2026;day;vrs;ja;08111000|08115003;Antrag, Zeile 94"


def table(folder: Path, *lines: str, head: str = HEAD) -> Path:
    place = folder / "tabelle.csv"
    place.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
    return place


def everything(record: Record) -> tuple[object, ...]:
    return (
        record.needed("name"),
        record.euro("amount"),
        record.dated("day"),
        record.code("payer", Payer),
        record.flag("is_rounded"),
        record.many("towns"),
    )


def problems(folder: Path, *lines: str) -> list[str]:
    with pytest.raises(SeedProblems) as stopped:
        read_table(table(folder, *lines), COLUMNS, everything)
    return [str(problem) for problem in stopped.value.problems]


def test_a_row_is_read_in_german(tmp_path: Path) -> None:
    [(record, values)] = read_table(table(tmp_path, GOOD), COLUMNS, everything)
    assert record.line == 2
    assert values == (
        "Wärme",
        Decimal("1234.50"),
        PreciseDate(date(2026, 12, 31), DatePrecision.DAY),
        Payer.VRS,
        True,
        ("08111000", "08115003"),
    )


def test_a_row_without_source_is_refused(tmp_path: Path) -> None:
    [told] = problems(tmp_path, GOOD, GOOD.replace("Antrag, Zeile 94", "  "))
    assert told == (
        "tabelle.csv, Zeile 3, Spalte „source“: Eine Angabe ohne Quelle wird nicht geladen. "
        "Nennen Sie die Quelle."
    )


@pytest.mark.parametrize(
    ("old", "new", "column", "expected"),
    [
        ("1.234,50", "1234.50", "amount", "Geben Sie den Betrag so ein: 1.234,50. Eingegeben ist: 1234.50."),
        ("31.12.2026", "2026-12-31", "day", "Geben Sie das Datum so ein: 31.12.2026."),
        ("31.12.2026", "31.02.2026", "day", "Den 31.02.2026 gibt es nicht."),
        (";vrs;", ";land;", "payer", "„land“ ist keiner der Codes vrs, municipality, private"),
        (";ja;", ";x;", "is_rounded", "Erwartet ist „ja“ oder „nein“. Eingegeben ist: x."),
        ("Wärme", "", "name", "Hier fehlt eine Angabe."),
        (";day;", ";unknown;", "day", "Bei „unknown“ bleibt das Datum leer."),
    ],
)
def test_a_problem_names_file_line_column_value_and_what_is_expected(
    tmp_path: Path, old: str, new: str, column: str, expected: str
) -> None:
    [told] = problems(tmp_path, GOOD.replace(old, new, 1))
    assert told.startswith(f"tabelle.csv, Zeile 2, Spalte „{column}“: ")
    assert expected in told


def test_all_problems_of_a_table_are_told_at_once(tmp_path: Path) -> None:
    told = problems(tmp_path, GOOD.replace("1.234,50", "viel"), GOOD, GOOD.replace(";ja;", ";nö;"))
    assert ["Zeile 2" in told[0], "Zeile 4" in told[1]] == [True, True]
    assert len(told) == 2


def test_other_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SeedProblems, match="Zeile 1: Erwartet sind die Spalten name, amount"):
        read_table(table(tmp_path, GOOD, head="name;amount;source"), COLUMNS, everything)


def test_a_line_with_too_many_fields_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SeedProblems, match="Zeile 2: Erwartet sind 8 Felder, gefunden 9"):
        read_table(table(tmp_path, GOOD + ";mehr"), COLUMNS, everything)


def test_a_month_and_a_year_stand_on_their_first_day(tmp_path: Path) -> None:
    lines = [GOOD.replace(";day;", ";month;"), GOOD.replace(";day;", ";year;")]
    lines.append(GOOD.replace("31.12.2026;day;", ";unknown;"))
    rows = read_table(table(tmp_path, *lines), COLUMNS, lambda record: record.dated("day"))
    assert [value for _, value in rows] == [
        PreciseDate(date(2026, 12, 1), DatePrecision.MONTH),
        PreciseDate(date(2026, 1, 1), DatePrecision.YEAR),
        PreciseDate(None, DatePrecision.UNKNOWN),
    ]


def test_an_empty_amount_is_no_statement_and_not_0(tmp_path: Path) -> None:
    empty = GOOD.replace("1.234,50", "")
    [(_, amount)] = read_table(table(tmp_path, empty), COLUMNS, lambda record: record.euro_or_none("amount"))
    assert amount is None


def test_a_broken_rule_of_an_action_names_the_row(tmp_path: Path) -> None:
    [(record, _)] = read_invented(table(tmp_path, "12", head="number"), ("number",), everything_but)
    with pytest.raises(SeedProblems, match=r"tabelle\.csv, Zeile 2, Spalte „amount“: Kürzen Sie den Betrag"):
        _break_a_rule(record)


def everything_but(record: Record) -> int:
    return record.count("number")


def _break_a_rule(record: Record) -> None:
    with record.placed():
        raise RuleViolations([Violation("amount", "Kürzen Sie den Betrag.")])

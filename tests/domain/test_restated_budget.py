"""Why budget, Sperrvermerk and releases are told differently than before: asked for and printed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.domain.report_values import (
    make_budget_row,
    make_release,
    make_report,
    make_sperrvermerk,
    millions,
    on,
)
from tests.domain.told_changes import LAST_DAY, told
from vrs_tracker.domain.corrections import check_restating
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import DatePrecision

EARLY = on(2025, 2, 1)
NOW = date(2026, 6, 30)
WHY = "Der Nachtrag war übersehen worden"
HALF = HalfYear(2025, 2)
BUDGET = make_budget_row(budget_year=2025, amount=millions("2.00"), effective=EARLY)
NOTE = make_sperrvermerk(budget_year=2025, amount=millions("2.00"), effective=EARLY)
RELEASE = make_release(amount=millions("2.00"), effective=EARLY)


def report(as_of: date, rows: Mapping[str, object]) -> CommitteeReport:
    return replace(make_report(as_of=as_of), **rows)  # type: ignore[arg-type] # rows of the report


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ({"budget": (BUDGET,)}, replace(BUDGET, id=2, amount=millions("1.00"), note=WHY), "veranschlagt"),
        ({"sperrvermerke": (NOTE,)}, replace(NOTE, id=2, amount=millions("1.00"), note=WHY), "gesperrt"),
        ({"releases": (RELEASE,)}, replace(RELEASE, id=2, amount=millions("1.00"), note=WHY), "freigegeben"),
    ],
    ids=["budget", "Sperrvermerk", "release"],
)
def test_a_restated_step_names_the_reason_of_what_was_booked_later(
    old: dict[str, tuple[object, ...]], new: object, word: str
) -> None:
    ((name, rows),) = old.items()
    (sentence,) = told(report(LAST_DAY, old), report(NOW, {name: (*rows, new)}))
    assert sentence == (
        f"Berichtigt: 3,00 Millionen Euro waren zum 31.12.2025 im Programm {word}; "
        f"im letzten Bericht standen 2,00 Millionen Euro. Grund: {WHY}."
    )


def test_what_is_lifted_later_says_so_with_the_reason_of_the_release() -> None:
    lifted = make_release(lifts=NOTE.id, amount=millions("0.50"), effective=EARLY, note=WHY)
    sentences = told(
        report(LAST_DAY, {"sperrvermerke": (NOTE,)}),
        report(NOW, {"sperrvermerke": (NOTE,), "releases": (lifted,)}),
    )
    assert [sentence.endswith(f"Grund: {WHY}.") for sentence in sentences] == [True, True]


def test_a_movement_of_the_half_year_is_no_correction_and_needs_no_reason() -> None:
    later = replace(RELEASE, id=2, effective=on(2026, 3, 1), note=WHY)
    (sentence,) = told(
        report(LAST_DAY, {"releases": (RELEASE,)}), report(NOW, {"releases": (RELEASE, later)})
    )
    assert "Grund" not in sentence


@pytest.mark.parametrize(
    ("effective", "note", "reported", "fields"),
    [
        (on(2025, 12, 31), "", HALF, ["note"]),
        (on(2025, 12, 31), " ", HALF, ["note"]),
        (on(2025, 12, 31), WHY, HALF, []),
        (on(2026, 1, 1), "", HALF, []),
        (on(2025, 12, 31), "", None, []),
        (PreciseDate(date(2025, 1, 1), DatePrecision.YEAR), "", HALF, ["note"]),
        (PreciseDate(date(2026, 1, 1), DatePrecision.YEAR), "", HALF, []),
    ],
)
def test_the_reason_is_asked_for_where_a_report_given_out_told_of_the_time(
    effective: PreciseDate, note: str, reported: HalfYear | None, fields: list[str]
) -> None:
    found = check_restating(effective, note, reported)
    assert [each.field for each in found] == fields
    for each in found:
        assert each.message.startswith(
            f"Der Bericht zum {HALF.label} ist schon ausgegeben und nennt Zahlen dieser Zeit."
        )

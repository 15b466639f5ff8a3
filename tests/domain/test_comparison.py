"""Two stands beside each other, as a reader sees them: sentence, staircase, table and filters."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from tests.domain.money_values import make_freeze, make_release
from tests.domain.report_values import make_block, make_budget_row, make_entry, make_report, millions, on
from vrs_tracker.domain.as_of import AsOf
from vrs_tracker.domain.lists.comparison import (
    DAYS_EXPLAINED,
    MOST_REASONS,
    NOTHING_BEFORE,
    PARTS_EXPLAINED,
    Comparison,
    Side,
    comparison,
    in_order,
)
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.stands import Stand, look_back
from vrs_tracker.domain.vocabulary.budget import CarryReason
from vrs_tracker.domain.vocabulary.money import AppropriationKind

BEFORE, NOW = HalfYear(2025, 2), HalfYear(2026, 1)
BLOCKS = (make_block(slug="aitransform", name="AITransform", towns=("Böblingen",)),)
FIRST = make_entry(id=1, effective=on(2025, 10, 1), amount=millions("1.00"))
_MORE = make_entry(
    id=2,
    effective=on(2026, 3, 1),
    amount=millions("0.25"),
    note="Der Bau wird größer.",
    known_on=date(2026, 3, 4),
)
MORE = replace(_MORE, office="Haushaltsstelle")


def report(half: HalfYear, **parts: object) -> CommitteeReport:
    return replace(make_report(period=half, blocks=BLOCKS, entries=()), **parts)  # type: ignore[arg-type] # of many kinds


def handed_out(value: CommitteeReport) -> Side:
    return Side(Stand(value.period, value.period.code), value)


def day(value: CommitteeReport, known: date | None = None) -> Side:
    return Side(look_back(AsOf(value.as_of, known or value.as_of)), value)


def compared(**parts: object) -> Comparison:
    newer = report(NOW, **{"entries": (FIRST, MORE), **parts})
    return comparison(handed_out(report(BEFORE, entries=(FIRST,))), handed_out(newer))


def test_the_sentence_names_both_stands_and_the_sums_that_changed() -> None:
    assert compared().message == (
        "Verglichen sind der Bericht zum 2. Halbjahr 2025 und der Bericht zum 1. Halbjahr 2026: Ein Betrag "
        "ist anders. Bewilligt sind 1,25 statt 1,00 Millionen Euro."
    )


def test_equal_stands_say_so() -> None:
    value = report(NOW, entries=(FIRST,))
    found = comparison(handed_out(value), day(value, date(2026, 11, 22)))
    assert found.message == (
        "Verglichen sind der Bericht zum 1. Halbjahr 2026 und der Stand vom 30.06.2026, bekannt am "
        "22.11.2026: Kein Betrag ist anders."
    )
    assert found.table.rows == ()


def test_a_row_tells_old_new_difference_kind_reason_and_day() -> None:
    (row,) = compared().table.rows
    assert [cell.text for cell in row.cells] == [
        "AITransform (Böblingen)",
        "bewilligt, regional",
        f"1.000.000,00{NBSP}€",
        f"1.250.000,00{NBSP}€",
        f"+250.000,00{NBSP}€",
        "wirksam geworden",
        "Der Bau wird größer.",
        "Haushaltsstelle",
        "04.03.2026",
    ]


def test_each_amount_leads_to_its_origin_at_its_own_stand() -> None:
    (row,) = compared().table.rows
    origin = "/zahlen/bewilligt?baustein=aitransform&geldgeber=vrs&stand="
    assert [cell.address for cell in row.cells[:4]] == [
        "/bausteine/aitransform?stand=2026-H1",
        "",
        f"{origin}2025-H2",
        f"{origin}2026-H1",
    ]


def test_a_day_leads_to_the_stand_of_that_day() -> None:
    newer = day(report(NOW, entries=(FIRST, MORE)), date(2026, 7, 1))
    (row,) = comparison(day(report(BEFORE, entries=(FIRST,))), newer).table.rows
    assert row.cells[3].address.endswith("&stand=2026-06-30&bekannt=2026-07-01")


def test_a_rounded_difference_is_said_to_be_one() -> None:
    rounded = replace(MORE, is_rounded=True, amount=millions("-0.30"))
    (row,) = comparison(
        handed_out(report(BEFORE, entries=(FIRST,))), handed_out(report(NOW, entries=(FIRST, rounded)))
    ).table.rows
    assert row.cells[4].text == f"rund −300.000{NBSP}€"


def test_the_newest_reasons_are_told_and_further_ones_counted() -> None:
    entries = tuple(
        replace(MORE, id=10 + place, note=f"Grund {place}", known_on=date(2026, 3, place))
        for place in range(1, MOST_REASONS + 3)
    )
    (row,) = comparison(handed_out(report(BEFORE)), handed_out(report(NOW, entries=entries))).table.rows
    assert row.cells[6].text == "Grund 5; Grund 4; Grund 3; dazu zwei weitere Gründe."


def test_without_a_reason_the_evidence_stands_there() -> None:
    entries = (replace(MORE, note="", source_text="Bescheid 7"),)
    (row,) = comparison(handed_out(report(BEFORE)), handed_out(report(NOW, entries=entries))).table.rows
    assert row.cells[6].text == "Beleg: Bescheid 7."
    second = replace(entries[0], id=3, source_text="Bescheid 8", known_on=date(2026, 3, 5))
    (row,) = comparison(
        handed_out(report(BEFORE)), handed_out(report(NOW, entries=(*entries, second)))
    ).table.rows
    assert row.cells[6].text == "Beleg: Bescheid 8; dazu ein weiterer Beleg."


def test_what_is_gone_has_no_reason_and_no_day() -> None:
    (row,) = comparison(handed_out(report(BEFORE, entries=(FIRST,))), handed_out(report(NOW))).table.rows
    assert [cell.text for cell in row.cells[3:]] == [
        "nicht mehr erfasst",
        f"−1.000.000,00{NBSP}€",
        "berichtigt",
        "keine Angabe (kein Grund erfasst)",
        "keine Angabe",
        "keine Angabe",
    ]


def test_the_budget_and_what_is_not_divided_are_named() -> None:
    undivided = replace(MORE, block=None)
    found = comparison(
        handed_out(report(BEFORE)),
        handed_out(report(NOW, entries=(undivided,), budget=(make_budget_row(effective=on(2026, 1, 2)),))),
    )
    assert [row.cells[0].text for row in found.table.rows] == [
        "Haushalt des Verbands",
        "Programm gesamt, nicht aufgeteilt",
    ]
    assert found.table.rows[0].cells[1].text == "veranschlagt, 2026"


def test_what_did_not_exist_before_is_said_to_be_new() -> None:
    found = comparison(handed_out(report(BEFORE)), handed_out(report(NOW, entries=(MORE,))))
    (row,) = found.table.rows
    assert row.cells[2].text == "bisher nicht erfasst"
    assert found.explained.startswith(NOTHING_BEFORE)


def test_a_carry_over_tells_its_coded_reason_and_its_sentence() -> None:
    carried = make_budget_row(
        kind=AppropriationKind.CARRY_FORWARD,
        effective=on(2026, 1, 2),
        carry_reason=CarryReason.DELAYED,
        note="Der Bau ruht.",
    )
    found = comparison(handed_out(report(BEFORE)), handed_out(report(NOW, budget=(carried,))))
    assert found.table.rows[0].cells[6].text == "Maßnahme verzögert. Der Bau ruht."


def test_an_amount_of_the_budget_without_a_reason_names_its_budget() -> None:
    planned = make_budget_row(
        kind=AppropriationKind.MEDIUM_TERM_PLAN, budget_year=2028, effective=on(2026, 1, 2), note=""
    )
    rows = (replace(planned, plan_year=2026),)
    found = comparison(handed_out(report(BEFORE)), handed_out(report(NOW, budget=rows)))
    assert found.table.rows[0].cells[6].text == "Beleg: Haushalt 2026."


def test_a_step_of_which_both_stands_have_nothing_is_left_out() -> None:
    ended = (make_freeze(), make_freeze(id=2, lifts=1))
    older, newer = report(BEFORE), report(NOW, freezes=ended)
    steps = comparison(handed_out(older), handed_out(newer)).steps
    assert all("Haushaltssperre" not in row.cells[0].text for row in steps.rows)


def test_a_block_that_is_gone_has_no_page_to_lead_to() -> None:
    newer = replace(report(NOW), blocks=())
    (row,) = comparison(handed_out(report(BEFORE, entries=(FIRST,))), handed_out(newer)).table.rows
    assert (row.cells[0].text, row.cells[0].address) == ("AITransform (Böblingen)", "")


def test_filters_offer_what_the_rows_bear() -> None:
    filters = {one.key: [word for _, word in one.choices] for one in compared().filters}
    assert filters == {
        "baustein": ["AITransform (Böblingen)"],
        "betrag": ["bewilligt"],
        "geldgeber": ["regional"],
        "art": ["wirksam geworden"],
    }


def test_the_staircase_of_both_stands_is_compared_step_by_step() -> None:
    rows = [[cell.text for cell in row.cells] for row in compared().steps.rows]
    assert ["bewilligt", f"1.000.000,00{NBSP}€", f"1.250.000,00{NBSP}€", f"+250.000,00{NBSP}€"] in rows
    assert all(row[0] != "gesperrt (Sperrvermerk)" for row in rows)


def test_the_page_explains_what_it_compares() -> None:
    older, newer = report(BEFORE), report(NOW)
    assert compared().explained == PARTS_EXPLAINED
    assert comparison(handed_out(older), day(newer)).explained == f"{DAYS_EXPLAINED} {PARTS_EXPLAINED}"
    known = date(2026, 11, 22)
    assert comparison(day(older, known), day(newer, known)).explained == (
        "Beide Tage stehen so da, wie sie am 22.11.2026 bekannt waren. So bleibt übrig, was zwischen ihnen "
        "wirksam wurde."
    )


def test_the_earlier_stand_comes_first_of_equal_days_the_one_known_earlier() -> None:
    older, newer = day(report(BEFORE)), day(report(NOW))
    assert in_order(newer, older) == [older, newer]
    frozen = handed_out(report(NOW, frozen_at=datetime(2026, 8, 3, tzinfo=UTC)))
    later = day(report(NOW), date(2026, 11, 22))
    assert in_order(later, frozen) == [frozen, later]


def test_a_stand_is_written_as_the_form_reads_it() -> None:
    assert (day(report(NOW)).code, handed_out(report(NOW)).code) == ("30.06.2026", "2026-H1")


def test_the_steps_hold_every_part_of_what_is_available() -> None:
    authority = make_budget_row(
        budget_year=NOW.year + 1,
        kind=AppropriationKind.COMMITMENT_AUTHORISATION,
        amount=millions("0.04"),
        plan_year=NOW.year,
    )
    promised = make_entry(
        id=3, budget_year=NOW.year + 1, effective=on(2026, 3, 1), amount=millions("0.04"), note="Für später."
    )
    found = compared(
        entries=(FIRST, MORE, promised),
        budget=(authority,),
        releases=(make_release(amount=millions("2.00")),),
        freezes=(make_freeze(amount=millions("0.15")),),
    )
    after = {row.cells[0].text: Decimal(str(row.cells[2].value)) for row in found.steps.rows}
    assert after["durch Verpflichtungsermächtigung gedeckt"] == millions("0.04")
    assert after["verfügbar"] == (
        after["freigegeben"]
        - after["bewilligt"]
        - after["durch Haushaltssperre angehalten"]
        + after["durch Verpflichtungsermächtigung gedeckt"]
    )

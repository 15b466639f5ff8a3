"""The one table of blocks and projects: what stands in a row, in which order, and how it is narrowed."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.report_values import (
    make_block,
    make_entry,
    make_milestone,
    make_project,
    make_report,
    make_shares,
    millions,
    on,
)
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.block_list import (
    block_filters,
    block_groups,
    block_list,
    by_substance,
    next_milestone,
)
from vrs_tracker.domain.facts.blocks import BlockReport, Milestone, TrendPoint
from vrs_tracker.domain.listing import Selection, TypedRow, TypedTable, read_selection
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import Light


def row_of(block: BlockReport, **rest: object) -> TypedRow:
    report = make_report(blocks=(block,), **rest)  # type: ignore[arg-type] # the test names what it is about
    return block_list(report).rows[0]


def texts(row: TypedRow) -> list[str]:
    return [cell.text for cell in row.cells]


def names(table: TypedTable) -> list[str]:
    return [row.cells[0].text for row in table.rows]


def narrowed(table: TypedTable, **asked: str) -> TypedTable:
    filters = block_filters(table)
    return table.narrowed(filters, read_selection(table.columns, filters, asked))


# ---------------------------------------------------------------- a row


def test_a_row_says_name_light_last_reports_money_and_next_milestone() -> None:
    row = next(row for row in block_list(sample_report()).rows if "AITransform" in row.cells[0].text)
    assert texts(row) == [
        *("5 AITransform (Böblingen)", "Abweichung", "noch kein Bericht", "5,00", "3,00"),
        "Baubeginn, 16.09.2026",
    ]
    assert row.cells[0].address == "/bausteine/aitransform"


def test_the_last_reports_stand_in_words_for_files_and_voices() -> None:
    trend = (
        TrendPoint(period=HalfYear(2025, 1), light=Light.ON_TRACK),
        TrendPoint(period=HalfYear(2025, 2), light=Light.AT_RISK),
    )
    assert texts(row_of(make_block(trend=trend)))[2] == "planmäßig, Abweichung"


def test_a_silent_block_says_when_it_last_spoke() -> None:
    silent = make_block(light=Light.UNKNOWN, light_note="letzte vom 14.01.2026")
    assert texts(row_of(silent))[1] == "keine aktuelle Meldung (letzte vom 14.01.2026)"


def test_only_regional_money_of_the_block_itself_is_summed() -> None:
    entries = (
        make_entry(id=1, block="ki-xc", amount=millions("1.25")),
        make_entry(id=2, block="ki-xc", amount=millions("0.25")),
        make_entry(id=3, block="ki-xc", stage=Stage.DISBURSED, amount=millions("0.20")),
        make_entry(id=4, block="ki-xc", payer=Payer.MUNICIPALITY, amount=millions("9")),
        make_entry(id=5, block="aivision", amount=millions("9")),
        make_entry(id=6, block=None, amount=millions("9")),
        make_entry(id=7, block="ki-xc", amount=millions("9"), effective=on(2026, 7, 1)),
    )
    assert texts(row_of(make_block(slug="ki-xc"), entries=entries))[3:5] == ["1,50", "0,20"]


def test_a_rounded_amount_is_marked_and_a_contained_one_counts_for_its_block() -> None:
    entry = make_entry(block="ki-xc", amount=millions("2.6"), is_rounded=True, counting=Counting.CONTAINED)
    assert texts(row_of(make_block(slug="ki-xc"), entries=(entry,)))[3:5] == ["rund 2,60", "keine Angabe"]


def test_a_small_amount_is_never_printed_as_nothing() -> None:
    entry = make_entry(block="ki-xc", amount=millions("0.004"))
    assert texts(row_of(make_block(slug="ki-xc"), entries=(entry,)))[3] == "unter 0,01"


def test_a_block_without_regional_share_in_the_motion_says_so() -> None:
    assert texts(row_of(make_block(baseline=make_shares(None, None, "120"))))[3:5] == ["kein Anteil"] * 2
    assert texts(row_of(make_block(baseline=None)))[3:5] == ["keine Angabe"] * 2


@pytest.mark.parametrize(
    ("milestones", "said"),
    [
        ((), "keine Angabe (noch nicht erfasst)"),
        ((make_milestone(actual=date(2026, 3, 1)),), "alle erreicht"),
        ((make_milestone(title="Umzug", forecast=None),), "Umzug, ohne Termin"),
        ((make_milestone(title="Umzug", forecast=date(2026, 9, 16)),), "Umzug, 16.09.2026"),
        ((make_milestone(title="Umzug", forecast=date(2026, 6, 29)),), "Umzug, 29.06.2026 (überfällig)"),
        ((make_milestone(title="Umzug", forecast=date(2026, 6, 30)),), "Umzug, 30.06.2026"),
        (
            (
                make_milestone(id=1, title="Später", forecast=date(2027, 1, 1)),
                make_milestone(id=2, title="Irgendwann", forecast=None),
                make_milestone(id=3, title="Zuerst", forecast=date(2026, 8, 1)),
                make_milestone(id=4, title="Erreicht", actual=date(2026, 5, 1)),
            ),
            "Zuerst, 01.08.2026",
        ),
    ],
)
def test_the_next_milestone_is_the_first_open_one(milestones: tuple[Milestone, ...], said: str) -> None:
    assert texts(row_of(make_block(milestones=milestones)))[5] == said


def test_without_an_open_milestone_nothing_is_next() -> None:
    assert next_milestone(make_block(milestones=(make_milestone(actual=date(2026, 5, 1)),))) is None


# ---------------------------------------------------------------- order and groups


def test_blocks_stand_in_the_order_of_the_motion_then_the_projects() -> None:
    groups = block_groups(block_list(sample_report()), sample_report())
    assert [(group.heading, len(group.lines), group.is_part) for group in groups] == [
        ("Bausteine des Antrags 2021 (7)", 7, False),
        ("Weitere Projekte (4)", 4, False),
    ]
    assert [line.row.cells[0].text[0] for line in groups[0].lines] == list("1234567")


def test_the_overview_puts_money_first_and_what_rests_last_but_counts_all_seven() -> None:
    report = sample_report()
    groups = block_groups(by_substance(block_list(report)), report)
    assert [
        (group.heading, [line.row.cells[0].text.split()[0] for line in group.lines]) for group in groups
    ] == [
        ("Bausteine des Antrags 2021 (7)", ["1", "2", "3", "5", "4", "7"]),
        ("ohne aktuelle Umsetzung (1)", ["6"]),
        ("Weitere Projekte (4)", ["1", "2", "3", "4"]),
    ]
    assert [group.is_part for group in groups] == [False, True, False]


@pytest.mark.parametrize("light", [Light.UNKNOWN, Light.OFF_TRACK, Light.COMPLETED])
def test_who_is_silent_critical_or_finished_does_not_rest(light: Light) -> None:
    report = make_report(blocks=(make_block(light=light),))
    assert [group.is_part for group in block_groups(by_substance(block_list(report)), report)] == [False]


@pytest.mark.parametrize(
    "block",
    [make_block(light=Light.DROPPED), make_block(light=Light.UNKNOWN, state=BlockState.NOT_STARTED)],
    ids=["dropped", "not started"],
)
def test_a_group_of_which_all_rest_is_named_in_full(block: BlockReport) -> None:
    report = make_report(blocks=(block,))
    (group,) = block_groups(by_substance(block_list(report)), report)
    assert (group.heading, group.is_part) == (
        "Bausteine des Antrags 2021: ohne aktuelle Umsetzung (1)",
        False,
    )


def test_without_blocks_there_are_no_groups() -> None:
    report = make_report(blocks=())
    assert block_groups(block_list(report), report) == ()


def test_a_group_carries_the_lights_of_the_last_reports_for_drawing() -> None:
    point = TrendPoint(period=HalfYear(2025, 2), light=Light.AT_RISK)
    report = make_report(blocks=(make_block(trend=(point,)),))
    assert block_groups(block_list(report), report)[0].lines[0].trend == (Light.AT_RISK,)


# ---------------------------------------------------------------- filters and sorting


def test_rows_are_found_by_light_district_and_payer() -> None:
    table = block_list(sample_report())
    assert names(narrowed(table, ampel="at_risk")) == ["1 KI-XC (Stuttgart)", "5 AITransform (Böblingen)"]
    assert len(narrowed(table, kreis="08115").rows) == 3
    assert names(narrowed(table, geldgeber="municipality")) == ["3 KI im Bau (Stuttgart)"]
    assert narrowed(table, ampel="off_track", kreis="08111").rows == ()


def test_filters_offer_only_what_the_table_holds() -> None:
    filters = {one.key: dict(one.choices) for one in block_filters(block_list(sample_report()))}
    assert "completed" not in filters["ampel"]
    assert filters["kreis"]["08119"] == "Rems-Murr-Kreis"
    assert filters["geldgeber"] == {"vrs": "regional", "municipality": "kommunal"}


def test_a_project_in_two_districts_is_found_in_both() -> None:
    project = make_project(districts=("Landkreis Göppingen", "Landkreis Esslingen"))
    table = block_list(make_report(blocks=(), projects=(project,)))
    assert len(narrowed(table, kreis="08116").rows) == len(narrowed(table, kreis="08117").rows) == 1


def test_sorting_keeps_the_groups_and_puts_what_has_no_value_last() -> None:
    table = by_substance(block_list(sample_report()))
    found = table.in_order(Selection(sorted_by="bewilligt", descending=True))
    assert [row.cells[0].text.split()[0] for row in found.rows[:7]] == ["5", "3", "1", "2", "4", "7", "6"]


def test_milestones_sort_by_day_not_by_name() -> None:
    soon = make_milestone(title="Zuletzt im Alphabet", forecast=date(2026, 8, 1))
    late = make_milestone(title="Anfang", forecast=date(2027, 8, 1))
    blocks = tuple(
        replace(make_block(slug=str(n), number=n), milestones=(milestone,))
        for n, milestone in enumerate((late, soon), start=1)
    )
    found = block_list(make_report(blocks=blocks)).in_order(Selection(sorted_by="meilenstein"))
    assert [row.cells[0].text[0] for row in found.rows] == ["2", "1"]

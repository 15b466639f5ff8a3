"""The table of blocks and the next dates of the overview."""

from datetime import date

import pytest

from tests.domain.report_values import (
    make_block,
    make_duty,
    make_entry,
    make_milestone,
    make_project,
    make_report,
    millions,
    on,
)
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.facts.blocks import BlockReport, Milestone, TrendPoint
from vrs_tracker.domain.overview import BlockLine, block_lines, upcoming_dates
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage
from vrs_tracker.domain.vocabulary.progress import Light

TODAY = date(2026, 7, 10)


def line_of(block: BlockReport, **rest: object) -> BlockLine:
    report = make_report(blocks=(block,), **rest)  # type: ignore[arg-type] # the test names what it is about
    return block_lines(report)[0].lines[0]


# ---------------------------------------------------------------- groups


def test_blocks_and_projects_stand_under_their_own_headings() -> None:
    groups = block_lines(sample_report())
    assert [(group.heading, len(group.lines)) for group in groups] == [
        ("Bausteine des Antrags 2021 (7)", 7),
        ("Weitere Projekte (4)", 4),
    ]
    assert groups[0].lines[4].name == "5 AITransform (Böblingen)"


def test_a_group_without_anything_is_left_out() -> None:
    assert block_lines(make_report(blocks=())) == ()
    assert [group.heading for group in block_lines(make_report(blocks=(), projects=(make_project(),)))] == [
        "Weitere Projekte (1)"
    ]


def test_a_line_carries_light_note_and_the_last_reports() -> None:
    block = make_block(
        light=Light.UNKNOWN,
        light_note="letzte vom 14.01.2026",
        trend=(TrendPoint(period=HalfYear(2025, 2), light=Light.ON_TRACK),),
    )
    line = line_of(block)
    assert (line.light, line.note, line.trend) == (
        Light.UNKNOWN,
        "letzte vom 14.01.2026",
        (Light.ON_TRACK,),
    )


# ---------------------------------------------------------------- money


def test_only_regional_money_of_the_block_itself_is_summed() -> None:
    block = make_block(slug="ki-xc")
    entries = (
        make_entry(id=1, block="ki-xc", amount=millions("1.25")),
        make_entry(id=2, block="ki-xc", amount=millions("0.25")),
        make_entry(id=3, block="ki-xc", stage=Stage.DISBURSED, amount=millions("0.20")),
        make_entry(id=4, block="ki-xc", payer=Payer.MUNICIPALITY, amount=millions("9")),
        make_entry(id=5, block="aivision", amount=millions("9")),
        make_entry(id=6, block=None, amount=millions("9")),
        make_entry(id=7, block="ki-xc", amount=millions("9"), effective=on(2026, 7, 1)),
    )
    line = line_of(block, entries=entries)
    assert (line.committed, line.disbursed) == ("1,50", "0,20")


def test_a_rounded_amount_is_marked_and_a_contained_one_counts_for_its_block() -> None:
    entry = make_entry(block="ki-xc", amount=millions("2.6"), is_rounded=True, counting=Counting.CONTAINED)
    line = line_of(make_block(slug="ki-xc"), entries=(entry,))
    assert (line.committed, line.disbursed) == ("rund 2,60", "nicht erfasst")


# ---------------------------------------------------------------- milestones


@pytest.mark.parametrize(
    ("milestones", "said"),
    [
        ((), "keine Angabe (noch nicht erfasst)"),
        ((make_milestone(actual=date(2026, 3, 1)),), "alle erreicht"),
        ((make_milestone(title="Umzug", forecast=None),), "Umzug, ohne Termin"),
        ((make_milestone(title="Umzug", forecast=date(2026, 9, 16)),), "Umzug, 16.09.2026"),
        (
            (make_milestone(title="Umzug", forecast=date(2026, 6, 29)),),
            "Umzug, war erwartet für 29.06.2026",
        ),
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
    assert line_of(make_block(milestones=milestones)).milestone == said


# ---------------------------------------------------------------- dates


def test_the_next_dates_are_three_at_most_in_their_order() -> None:
    block = make_block(
        name="AITransform",
        towns=("Böblingen",),
        milestones=tuple(
            make_milestone(id=month, title=f"Schritt {month}", forecast=date(2026, month, 1))
            for month in (12, 11, 8)
        ),
    )
    report = make_report(blocks=(block,), duty=make_duty(planned_session=date(2026, 9, 23)))
    assert upcoming_dates(report, TODAY) == (
        "01.08.2026: AITransform (Böblingen): Schritt 8",
        "23.09.2026: Sitzung des Ausschusses mit dem Bericht",
        "01.11.2026: AITransform (Böblingen): Schritt 11",
    )


def test_what_is_past_reached_or_without_a_date_is_no_next_date() -> None:
    milestones = (
        make_milestone(id=1, forecast=date(2026, 7, 9)),
        make_milestone(id=2, forecast=None),
        make_milestone(id=3, forecast=date(2026, 8, 1), actual=date(2026, 7, 1)),
    )
    report = make_report(
        blocks=(make_block(milestones=milestones),), duty=make_duty(planned_session=date(2026, 7, 1))
    )
    assert upcoming_dates(report, TODAY) == ()
    assert upcoming_dates(make_report(blocks=(), duty=make_duty(planned_session=None)), TODAY) == ()


def test_today_is_still_a_next_date() -> None:
    report = make_report(blocks=(), duty=make_duty(planned_session=TODAY))
    assert len(upcoming_dates(report, TODAY)) == 1

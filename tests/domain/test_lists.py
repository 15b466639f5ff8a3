"""What the working pages list: groups, filters, messages, and the drawings beside the tables."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import (
    in_month,
    in_year,
    make_block,
    make_entry,
    make_event,
    make_milestone,
    make_release,
    make_report,
    make_resolution,
    make_risk,
    millions,
    on,
    undated,
)
from vrs_tracker.domain.chapters.network import cooperative_message
from vrs_tracker.domain.charts import BarChart
from vrs_tracker.domain.facts.blocks import BlockReport, Milestone, Risk
from vrs_tracker.domain.facts.money import Resolution
from vrs_tracker.domain.facts.network import Cooperative, NetworkEvent
from vrs_tracker.domain.listing import Filter, Selection, TypedTable
from vrs_tracker.domain.lists.milestones import drawn_timeline, milestone_list, timeline_caption
from vrs_tracker.domain.lists.network import event_list
from vrs_tracker.domain.lists.resolutions import lines_of, resolution_list
from vrs_tracker.domain.lists.risks import risk_list
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Counting, Stage
from vrs_tracker.domain.vocabulary.progress import Level, Trend
from vrs_tracker.domain.vocabulary.reporting import EventKind

OVERDUE = make_milestone(id=1, title="Antrag", baseline=date(2025, 12, 31), forecast=None)
SOON = make_milestone(id=2, title="Baubeginn", forecast=date(2027, 3, 31))
LATER = make_milestone(id=3, title="Eröffnung", forecast=date(2027, 4, 1))
REACHED = make_milestone(id=4, title="Konzept", actual=date(2026, 1, 15))


def with_milestones(*milestones: Milestone) -> CommitteeReport:
    return make_report(blocks=(make_block(districts=("Böblingen",), milestones=milestones),))


def with_risks(*risks: Risk) -> CommitteeReport:
    return make_report(blocks=(make_block(risks=risks),))


def placed(table: TypedTable) -> list[tuple[str, str]]:
    return [(row.group, row.cells[0].text) for row in table.rows]


def choices(filters: tuple[Filter, ...]) -> dict[str, list[str]]:
    return {one.label: [word for _, word in one.choices] for one in filters}


# ---------------------------------------------------------------- milestones


def test_milestones_stand_under_what_they_ask_of_the_reader() -> None:
    found = milestone_list(with_milestones(REACHED, LATER, SOON, OVERDUE))
    assert placed(found.table) == [
        ("Überfällig", "Antrag"),
        ("Fällig in den nächsten neun Monaten", "Baubeginn"),
        ("Später fällig", "Eröffnung"),
        ("Erreicht", "Konzept"),
    ]
    assert found.message == (
        "Von vier Meilensteinen ist einer erreicht, einer ist überfällig; "
        "in den nächsten neun Monaten wird einer fällig."
    )


def test_milestones_are_found_by_block_district_state_and_period() -> None:
    found = milestone_list(with_milestones(REACHED, LATER, SOON, OVERDUE))
    assert choices(found.filters) == {
        "Zustand": ["überfällig", "fällig in den nächsten neun Monaten", "später fällig", "erreicht"],
        "Baustein oder Projekt": ["AITransform"],
        "Landkreis": ["Landkreis Böblingen"],
        "Zeitraum von": ["2. Halbjahr 2025", "1. Halbjahr 2026", "1. Halbjahr 2027"],
        "Zeitraum bis": ["2. Halbjahr 2025", "1. Halbjahr 2026", "1. Halbjahr 2027"],
    }
    period = Selection(chosen={"von": "2026-H1", "bis": "2026-H1"})
    assert placed(found.table.narrowed(found.filters, period)) == [("Erreicht", "Konzept")]


def test_the_timeline_shows_what_the_table_shows() -> None:
    report = with_milestones(REACHED, LATER, SOON, OVERDUE)
    found = milestone_list(report)
    chart = drawn_timeline(report, found.table.rows[1:3])
    assert chart is not None
    assert [row.name for row in chart.rows] == ["Baubeginn (AITransform)", "Eröffnung (AITransform)"]
    assert timeline_caption(chart, 2).endswith("die Linie ist der 30.06.2026")
    assert drawn_timeline(report, ()) is None


def test_of_many_milestones_the_nearest_are_drawn() -> None:
    every = (make_milestone(id=n, forecast=date(2026, 7, n)) for n in range(1, 26))
    report = with_milestones(*every)
    rows = milestone_list(report).table.rows
    chart = drawn_timeline(report, rows)
    assert chart is not None
    assert [row.forecast for row in chart.rows] == [date(2026, 7, n) for n in range(1, 21)]
    assert timeline_caption(chart, len(rows)).startswith(
        "Die 20 Meilensteine, die dem 30.06.2026 am nächsten"
    )


def test_what_lies_many_years_away_does_not_press_the_others_together() -> None:
    far = make_milestone(id=3, title="Rückbau", baseline=date(2061, 1, 1), forecast=date(2061, 1, 1))
    report = with_milestones(make_milestone(id=1), make_milestone(id=2), far)
    rows = milestone_list(report).table.rows
    chart = drawn_timeline(report, rows)
    assert chart is not None
    assert len(chart.rows) == 2
    assert timeline_caption(chart, len(rows)).startswith(
        "Die zwei Meilensteine, die dem 30.06.2026 am nächsten"
    )


def test_a_milestone_alone_is_drawn_however_far_away_it_lies() -> None:
    report = with_milestones(
        *(make_milestone(id=n, baseline=date(2061, 1, n), forecast=date(2061, 1, n)) for n in (1, 2))
    )
    rows = milestone_list(report).table.rows
    chart = drawn_timeline(report, rows)
    assert chart is not None
    assert [row.forecast for row in chart.rows] == [date(2061, 1, 1)]
    assert timeline_caption(chart, len(rows)).startswith(
        "Der Meilenstein, der dem 30.06.2026 am nächsten liegt;"
    )


def test_of_many_long_names_as_many_are_drawn_as_have_room() -> None:
    every = (
        make_milestone(id=n, title="Genehmigungsplanung " * 8, forecast=date(2026, 7, n))
        for n in range(1, 16)
    )
    report = with_milestones(*every)
    chart = drawn_timeline(report, milestone_list(report).table.rows)
    assert chart is not None
    assert 1 < len(chart.rows) < 10
    assert chart.rows[0].forecast == date(2026, 7, 1)


def test_without_milestones_the_page_says_so() -> None:
    assert milestone_list(with_milestones()).message == "Zurzeit sind keine Meilensteine erfasst."


def test_several_milestones_are_counted_in_the_plural() -> None:
    numbered = [
        make_milestone(id=n, actual=date(2026, 1, 1)) if n < 3 else make_milestone(id=n, forecast=day)
        for n, day in enumerate([date(2026, 5, 1)] * 5 + [date(2026, 9, 1)] * 2, start=1)
    ]
    assert milestone_list(with_milestones(*numbered)).message == (
        "Von sieben Meilensteinen sind zwei erreicht, drei sind überfällig; "
        "in den nächsten neun Monaten werden zwei fällig."
    )


# ---------------------------------------------------------------- risks


def test_the_heaviest_risk_stands_first_and_is_found_by_level_and_trend() -> None:
    light = make_risk(id=1, title="Leicht", likelihood=Level.LOW, damage=Level.LOW, trend=Trend.NEW)
    heavy = make_risk(id=2, title="Schwer", likelihood=Level.HIGH, damage=Level.HIGH)
    found = risk_list(with_risks(light, heavy))
    assert placed(found.table) == [("", "Schwer"), ("", "Leicht")]
    assert choices(found.filters) == {
        "Baustein oder Projekt": ["AITransform"],
        "Eintritt": ["hoch", "gering"],
        "Schaden": ["hoch", "gering"],
        "Trend": ["neu", "gleich"],
    }
    assert found.message == "Zwei Risiken sind offen, davon eines neu oder gestiegen."
    assert found.matrix is None


def test_from_ten_risks_on_a_matrix_leads_to_the_risks_it_counts() -> None:
    found = risk_list(with_risks(*(make_risk(id=n) for n in range(10))))
    assert found.matrix is not None
    linked = [
        (cell.text, cell.address) for row in found.matrix.rows for cell in row.cells[1:] if cell.address
    ]
    assert linked == [("10", "/risiken/?eintritt=mittel&schaden=hoch")]
    chosen = Selection(chosen={"eintritt": "mittel", "schaden": "hoch"})
    assert len(found.table.narrowed(found.filters, chosen).rows) == 10


def test_without_open_risks_the_page_says_when_that_was_checked() -> None:
    report = make_report(blocks=(make_block(risks=(), risks_checked_on=date(2026, 6, 24)),))
    assert risk_list(report).message == "Keine offenen Risiken gemeldet. Zuletzt geprüft am 24.06.2026."


# ---------------------------------------------------------------- resolutions


def decided(number: int, year: int, **values: object) -> Resolution:
    return make_resolution(id=number, title=f"Beschluss {number}", decided=on(year, 5, 8), **values)  # type: ignore[arg-type] # the test names the fields


def with_lines() -> CommitteeReport:
    line = {"effective": on(2024, 5, 8), "known_on": date(2024, 5, 8), "stage": Stage.EARMARKED}
    return make_report(
        blocks=(make_block(),),
        resolutions=(
            decided(1, 2024, stated_amount=millions("2"), address="https://beispiel.de/vorlage"),
            decided(2, 2023, body="Regionalversammlung", address="im Archiv"),
            decided(3, 2025),
            make_resolution(id=4, title="Ohne Datum", decided=undated(), body="Regionalversammlung"),
        ),
        entries=(
            make_entry(id=1, resolution=1, amount=millions("1.5"), **line),  # type: ignore[arg-type] # the test names the fields
            make_entry(id=2, resolution=1, amount=millions("0.5"), block=None, budget_year=None, **line),  # type: ignore[arg-type] # the test names the fields
            make_entry(id=3, resolution=4, counting=Counting.CONTAINED, **line),  # type: ignore[arg-type] # the test names the fields
        ),
        releases=(make_release(resolution=2, amount=millions("3")), make_release(id=2, resolution=None)),
    )


def test_resolutions_stand_newest_first_with_the_sum_of_their_lines() -> None:
    found = resolution_list(with_lines())
    sums = {row.cells[2].text: row.cells[4].text for row in found.table.rows}
    assert sums == {
        "Beschluss 3": "keine Zeilen",
        "Beschluss 1": "2.000.000,00\N{NO-BREAK SPACE}€",
        "Beschluss 2": "3.000.000,00\N{NO-BREAK SPACE}€",
        "Ohne Datum": "nicht gezählt",
    }
    assert list(sums) == ["Beschluss 3", "Beschluss 1", "Beschluss 2", "Ohne Datum"]
    assert (
        found.message
        == "Der Bericht stützt sich auf vier Beschlüsse von zwei Gremien; einer nennt eine Summe."
    )


def test_a_document_is_a_link_where_its_address_can_be_one() -> None:
    documents = {row.cells[2].text: row.cells[5].address for row in resolution_list(with_lines()).table.rows}
    assert documents["Beschluss 1"] == "https://beispiel.de/vorlage"
    assert documents["Beschluss 2"] == ""


def test_the_lines_follow_the_resolutions_that_are_shown() -> None:
    found = resolution_list(with_lines())
    assert choices(found.filters)["Jahr"] == ["2025", "2024", "2023"]
    shown = found.table.narrowed(found.filters, Selection(chosen={"jahr": "2024"}))
    lines = lines_of(found, shown.rows)
    assert [[cell.text for cell in row.cells] for row in lines.rows] == [
        [
            *("AITransform (Böblingen)", "beschlossen", "Verband Region Stuttgart", "2026"),
            *("1.500.000,00\N{NO-BREAK SPACE}€", "zählt in den Summen"),
        ],
        [
            *("Programm gesamt, nicht aufgeteilt", "beschlossen", "Verband Region Stuttgart", "ohne Jahr"),
            *("500.000,00\N{NO-BREAK SPACE}€", "zählt in den Summen"),
        ],
    ]
    assert lines.rows[0].cells[0].address == "/bausteine/aitransform"
    by_block = found.table.narrowed(found.filters, Selection(chosen={"baustein": "aitransform"}))
    assert [row.cells[2].text for row in by_block.rows] == ["Beschluss 1", "Ohne Datum"]


@pytest.mark.parametrize(
    ("resolutions", "message"),
    [
        ((), "Zurzeit sind keine Beschlüsse erfasst."),
        (
            (decided(1, 2024),),
            "Der Bericht stützt sich auf einen Beschluss von einem Gremium; keiner nennt eine Summe.",
        ),
        (
            (decided(1, 2024, stated_amount=Decimal(5)), decided(2, 2025, stated_amount=Decimal(5))),
            "Der Bericht stützt sich auf zwei Beschlüsse von einem Gremium; zwei nennen eine Summe.",
        ),
    ],
)
def test_resolutions_are_counted_in_words(resolutions: tuple[Resolution, ...], message: str) -> None:
    assert resolution_list(make_report(resolutions=resolutions)).message == message


# ---------------------------------------------------------------- network


def events(*moments: NetworkEvent) -> CommitteeReport:
    return make_report(events=moments)


def test_events_stand_newest_first_and_are_found_by_kind_and_period() -> None:
    found = event_list(
        events(
            make_event(happened=on(2025, 3, 1), title="alt"),
            make_event(happened=in_month(2026, 5), title="neu", kind=EventKind.COMMUNITY),
            make_event(happened=in_year(2024), title="irgendwann"),
        )
    )
    assert [row.cells[2].text for row in found.table.rows] == ["neu", "alt", "irgendwann"]
    of_2024 = Selection(chosen={"bis": "2024-H1"})
    assert [row.cells[2].text for row in found.table.narrowed(found.filters, of_2024).rows] == ["irgendwann"]
    assert found.by_half_year is None


def test_from_three_half_years_on_a_chart_counts_events_and_names_what_it_leaves_out() -> None:
    days = (on(2024, 8, 1), on(2025, 3, 1), on(2026, 2, 1), on(2026, 5, 1), in_year(2023), undated())
    figure = event_list(events(*(make_event(happened=day) for day in days))).by_half_year
    assert figure is not None
    assert isinstance(figure.chart, BarChart)
    assert [row.cells for row in figure.table.rows] == [
        ("2. Halbjahr 2024", "1"),
        ("1. Halbjahr 2025", "1"),
        ("2. Halbjahr 2025", "0"),
        ("1. Halbjahr 2026", "2"),
    ]
    assert figure.table.note == "Nicht dabei: zwei Termine, deren Halbjahr nicht bekannt ist."
    assert figure.caption == "Termine je Halbjahr: am meisten im 1. Halbjahr 2026, zwei Termine"


def test_a_chart_of_all_events_has_no_note() -> None:
    days = (on(2024, 8, 1), on(2025, 3, 1), on(2026, 2, 1))
    figure = event_list(events(*(make_event(happened=day) for day in days))).by_half_year
    assert figure is not None
    assert figure.table.note == ""


def test_without_events_the_page_says_so() -> None:
    assert event_list(events()).message == "Zurzeit sind keine Termine erfasst."


def test_the_full_report_fills_every_list() -> None:
    report = full_report()
    blocks: tuple[BlockReport, ...] = report.all_blocks()
    assert len(milestone_list(report).table.rows) == sum(len(block.milestones) for block in blocks)
    assert risk_list(report).table.rows
    assert resolution_list(report).table.rows
    assert event_list(report).table.rows


# ---------------------------------------------------------------- cooperative


def test_the_cooperative_is_told_by_its_present_name() -> None:
    assert cooperative_message(full_report()).startswith("Die Genossenschaft heißt „")
    assert cooperative_message(make_report()) == "Zur Genossenschaft ist noch nichts erfasst."
    member = full_report().cooperative.members[0]
    nameless = replace(make_report(), cooperative=Cooperative(members=(member,)))
    assert cooperative_message(nameless).startswith("Erfasst ist ein Mitglied")

"""Sections 8 and 9: what is due, overdue and next; the risks that weigh most."""

from datetime import date, timedelta

import pytest

from tests.domain.chapters.document_texts import rows, said, tables, texts
from tests.domain.report_values import AS_OF, make_block, make_milestone, make_report, make_risk
from vrs_tracker.domain.chapters.annexes import annexes_section
from vrs_tracker.domain.chapters.milestones import MOST_CHART_ROWS, milestones_section
from vrs_tracker.domain.chapters.risks import risks_section
from vrs_tracker.domain.charts import TimelineChart
from vrs_tracker.domain.document import Figure, RowKind, Table
from vrs_tracker.domain.facts.blocks import Milestone, Risk
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import Level, RiskState, Trend

REACHED = make_milestone(id=1, title="Bauantrag", baseline=date(2026, 2, 28), actual=date(2026, 2, 26))
MISSED = make_milestone(id=2, title="Vergabe", baseline=date(2026, 5, 31), forecast=date(2026, 9, 1))
OVERDUE = make_milestone(id=3, title="Förderantrag", baseline=date(2025, 12, 31), forecast=None)
NEXT = make_milestone(id=4, title="Baubeginn", baseline=date(2026, 7, 31), forecast=date(2026, 9, 16))
LATER = make_milestone(id=5, title="Eröffnung", baseline=date(2027, 12, 1), forecast=date(2027, 12, 1))
LATE_HIT = make_milestone(id=6, title="Konzept", baseline=date(2025, 6, 30), actual=date(2026, 1, 15))


def _report(*milestones: Milestone) -> CommitteeReport:
    return make_report(blocks=(make_block(milestones=milestones),))


def _due(*milestones: Milestone) -> Table:
    return tables(milestones_section(_report(*milestones)))["meilensteine"]


def test_milestones_stand_under_what_they_mean_for_the_reader() -> None:
    assert [
        cells if len(cells) == 1 else [cells[0], *cells[2:]]
        for cells in rows(_due(REACHED, MISSED, OVERDUE, NEXT, LATER, LATE_HIT))
    ] == [
        ["Im Berichtszeitraum fällig oder erreicht: 3"],
        ["Konzept", "30.06.2025", "15.01.2026", "erreicht, 199 Tage später"],
        ["Bauantrag", "28.02.2026", "26.02.2026", "erreicht, 2 Tage früher"],
        ["Vergabe", "31.05.2026", "01.09.2026", "nicht erreicht, 93 Tage später"],
        ["Überfällig am 30.06.2026: 1"],
        ["Förderantrag", "31.12.2025", "ohne Termin", "181 Tage überfällig"],
        ["Fällig im 2. Halbjahr 2026: 2"],
        ["Vergabe", "31.05.2026", "01.09.2026", "93 Tage später"],
        ["Baubeginn", "31.07.2026", "16.09.2026", "47 Tage später"],
    ]


@pytest.mark.parametrize(
    ("milestones", "message"),
    [
        ((LATER,), "Im Berichtszeitraum war kein Meilenstein fällig; keiner ist überfällig."),
        ((REACHED,), "Der Meilenstein des Berichtszeitraums wurde erreicht; keiner ist überfällig."),
        ((MISSED,), "Der Meilenstein des Berichtszeitraums wurde nicht erreicht; keiner ist überfällig."),
        (
            (MISSED, make_milestone(id=8, baseline=date(2026, 6, 1), forecast=date(2026, 8, 1))),
            "Im Berichtszeitraum wurde keiner von zwei Meilensteinen erreicht; keiner ist überfällig.",
        ),
        (
            (REACHED, LATE_HIT, MISSED, OVERDUE),
            "Im Berichtszeitraum wurden zwei von drei Meilensteinen erreicht; einer ist überfällig.",
        ),
        (
            (OVERDUE, make_milestone(id=9, baseline=date(2025, 1, 1), forecast=date(2026, 6, 29))),
            "Im Berichtszeitraum war kein Meilenstein fällig; zwei sind überfällig.",
        ),
    ],
)
def test_the_message_counts_in_right_german(milestones: tuple[Milestone, ...], message: str) -> None:
    assert _due(*milestones).message == message


def test_what_is_due_on_the_reference_date_itself_is_not_overdue() -> None:
    assert "Überfällig am 30.06.2026: keiner" in said(
        milestones_section(_report(make_milestone(baseline=AS_OF, forecast=AS_OF)))
    )


def test_the_timeline_shows_the_milestones_of_the_table_once() -> None:
    figure = milestones_section(_report(REACHED, MISSED, OVERDUE, NEXT, LATER)).body[0]

    assert isinstance(figure, Figure)
    assert isinstance(figure.chart, TimelineChart)
    assert [row.name for row in figure.chart.rows] == [
        "Förderantrag (AITransform)",
        "Bauantrag (AITransform)",
        "Vergabe (AITransform)",
        "Baubeginn (AITransform)",
    ]
    assert figure.chart.alt == (
        "Zeitachse mit vier Meilensteinen: einer erreicht, einer überfällig am 30.06.2026. Zwei von vier "
        "Meilensteinen liegen später als zuerst geplant, am weitesten „Vergabe“ (AITransform) um 93 Tage."
    )
    assert figure.caption == "Vier Meilensteine um den 30.06.2026"


def test_without_anything_around_the_reference_date_there_is_only_the_table() -> None:
    section = milestones_section(_report(LATER))

    assert isinstance(section.body[0], Table)
    assert "Der Meilenstein steht auch in Anlage 15.2." in texts(section)


def test_too_many_for_the_chart_leaves_those_nearest_to_the_reference_date() -> None:
    many = tuple(
        make_milestone(id=n, title=f"Schritt {n}", baseline=AS_OF + timedelta(days=n), forecast=None)
        for n in range(1, 41)
    )
    figure = milestones_section(_report(*many)).body[0]

    assert isinstance(figure, Figure)
    assert isinstance(figure.chart, TimelineChart)
    assert len(figure.chart.rows) == MOST_CHART_ROWS
    assert figure.chart.rows[-1].name == "Schritt 20 (AITransform)"
    assert len(figure.table.rows) == 43


@pytest.mark.parametrize(("characters", "drawn"), [(10, 20), (40, 17), (110, 8), (2000, 1)])
def test_long_names_leave_fewer_rows_so_that_the_chart_can_be_read_on_one_page(
    characters: int, drawn: int
) -> None:
    many = tuple(
        make_milestone(
            id=n, title=f"{n} ".ljust(characters, "n"), baseline=AS_OF + timedelta(days=n), forecast=None
        )
        for n in range(1, 21)
    )
    figure = milestones_section(_report(*many)).body[0]

    assert isinstance(figure, Figure)
    assert isinstance(figure.chart, TimelineChart)
    assert [row.name.split()[0] for row in figure.chart.rows] == [str(n) for n in range(1, drawn + 1)]
    assert figure.caption.endswith(f"; {20 - drawn} weitere nur in der Tabelle") == (drawn < 20)


def test_annex_2_lists_every_milestone_of_every_block() -> None:
    table = tables(annexes_section(_report(REACHED, OVERDUE, LATER)))["meilensteinliste"]

    assert rows(table) == [
        ["Baustein 5, AITransform (Böblingen): Einer von drei Meilensteinen ist erreicht"],
        ["Förderantrag", "31.12.2025", "ohne Termin", "ohne Termin"],
        ["Bauantrag", "28.02.2026", "26.02.2026", "erreicht, 2 Tage früher"],
        ["Eröffnung", "01.12.2027", "01.12.2027", "wie geplant"],
    ]
    assert table.message == "Einer von drei Meilensteinen ist erreicht."
    assert "Alle drei Meilensteine: Anlage 15.2." in texts(
        milestones_section(_report(REACHED, OVERDUE, LATER))
    )


def test_annex_2_names_blocks_without_milestones() -> None:
    report = make_report(blocks=(make_block(milestones=(REACHED,)), make_block(slug="neu", name="Neues")))
    table = tables(annexes_section(report))["meilensteinliste"]

    assert table.message == (
        "Der einzige Meilenstein ist erreicht. Noch keine Meilensteine sind erfasst für Neues."
    )


def test_without_milestones_section_and_annex_say_so() -> None:
    assert texts(milestones_section(make_report())) == ["keine Angabe (noch nicht erfasst)"]
    assert texts(annexes_section(make_report()).parts[1]) == ["keine Angabe (noch nicht erfasst)"]


# ---------------------------------------------------------------- 9 risks


def _risks(*risks: Risk) -> CommitteeReport:
    return make_report(blocks=(make_block(risks=risks),))


def test_the_heaviest_risks_come_first_and_growing_ones_before_equal_ones() -> None:
    made = tables(
        risks_section(
            _risks(
                make_risk(id=1, title="Leicht", likelihood=Level.LOW, damage=Level.LOW),
                make_risk(id=2, title="Gleich", likelihood=Level.HIGH, damage=Level.MEDIUM),
                make_risk(id=3, title="Neu", likelihood=Level.HIGH, damage=Level.MEDIUM, trend=Trend.NEW),
                make_risk(id=4, title="Selten", likelihood=Level.MEDIUM, damage=Level.HIGH),
                make_risk(id=5, title="Erledigt", state=RiskState.SETTLED),
            )
        )
    )["risiken"]

    assert [cells[0] for cells in rows(made) if len(cells) == 1] == [
        "1. Neu: Baustein 5, AITransform (Böblingen)",
        "2. Gleich: Baustein 5, AITransform (Böblingen)",
        "3. Selten: Baustein 5, AITransform (Böblingen)",
        "4. Leicht: Baustein 5, AITransform (Böblingen)",
    ]
    assert made.message == "Vier Risiken sind offen, davon eines neu oder gestiegen."


def test_a_risk_says_cause_effect_weight_trend_measure_and_date() -> None:
    risk = make_risk(cause="das Gewerk fehlt.", effect="Verzug", measure="", responsible="", due=None)

    assert rows(tables(risks_section(_risks(risk)))["risiken"]) == [
        ["1. Baupreise: Baustein 5, AITransform (Böblingen)"],
        [
            "Das Gewerk fehlt. Folge: Verzug.",
            "Eintritt mittel, Schaden hoch, gleich",
            "keine Angabe (noch nicht festgelegt)",
            "ohne Termin",
        ],
    ]


def test_ten_risks_are_shown_and_the_others_counted() -> None:
    section = risks_section(_risks(*(make_risk(id=n) for n in range(12))))

    assert sum(row.kind is RowKind.GROUP for row in tables(section)["risiken"].rows) == 10
    assert tables(section)["risiken"].message == (
        "Zwölf Risiken sind offen, davon keines neu oder gestiegen. Hier stehen die zehn schwersten."
    )


def test_a_matrix_is_drawn_from_ten_risks_on() -> None:
    nine, ten = (risks_section(_risks(*(make_risk(id=n) for n in range(count)))) for count in (9, 10))

    assert "risikomatrix" not in tables(nine)
    assert rows(tables(ten)["risikomatrix"]) == [
        ["hoch", "0", "0", "0"],
        ["mittel", "0", "0", "10"],
        ["gering", "0", "0", "0"],
    ]
    assert tables(ten)["risikomatrix"].message == "Mit hohem Eintritt und hohem Schaden: keine Risiken."


def test_without_open_risks_the_section_says_when_they_were_checked() -> None:
    assert texts(risks_section(_risks())) == [
        "Keine offenen Risiken gemeldet. Zuletzt geprüft am 24.06.2026."
    ]
    assert texts(risks_section(make_report(blocks=(make_block(risks_checked_on=None),)))) == [
        "Keine offenen Risiken gemeldet. Eine Prüfung ist noch nicht erfasst."
    ]

"""Milestones and indicators of one block."""

from datetime import date
from decimal import Decimal

from tests.domain.chapters.document_texts import rows, tables, texts
from tests.domain.report_values import make_block, make_indicator, make_milestone, make_report
from vrs_tracker.domain.chapters.blocks import block_section
from vrs_tracker.domain.charts import TimelineChart
from vrs_tracker.domain.document import Figure, Section, Table
from vrs_tracker.domain.facts.blocks import Indicator, Milestone
from vrs_tracker.domain.vocabulary.progress import IndicatorKind, ShiftReason


def _section(*, milestones: tuple[Milestone, ...] = (), indicators: tuple[Indicator, ...] = ()) -> Section:
    return block_section(make_report(), make_block(milestones=milestones, indicators=indicators))


def _milestones(*milestones: Milestone) -> Table:
    return tables(_section(milestones=milestones))["aitransform-meilensteine"]


def test_milestones_show_first_plan_expectation_and_achievement() -> None:
    table = _milestones(
        make_milestone(id=1, title="Bauantrag", baseline=date(2026, 2, 28), actual=date(2026, 2, 26)),
        make_milestone(id=2, title="Baubeginn", forecast=date(2026, 9, 16)),
        make_milestone(id=3, title="Eröffnung", baseline=date(2027, 12, 1), forecast=None),
    )

    assert rows(table) == [
        ["Bauantrag", "28.02.2026", "erreicht", "26.02.2026", "2 Tage früher"],
        ["Baubeginn", "31.07.2026", "16.09.2026", "noch nicht", "47 Tage später"],
        ["Eröffnung", "01.12.2027", "ohne Termin", "noch nicht", "ohne Termin"],
    ]
    assert table.message == "Einer von drei Meilensteinen ist erreicht."


def test_reasons_have_a_column_once_one_is_known() -> None:
    table = _milestones(
        make_milestone(id=1, shift_reason=ShiftReason.TENDER, shift_note="Ein Gewerk fehlt."),
        make_milestone(id=2, shift_reason=ShiftReason.PARTNER),
        make_milestone(id=3, shift_note="Ein Grund ohne Wort der Liste"),
        make_milestone(id=4, forecast=date(2026, 9, 16)),
        make_milestone(id=5, forecast=date(2026, 8, 30)),
        make_milestone(id=6, forecast=None),
    )

    assert [cells[5] for cells in rows(table)] == [
        "Vergabe ohne Ergebnis: Ein Gewerk fehlt.",
        "Partner",
        "Ein Grund ohne Wort der Liste",
        "kein Grund genannt",
        "entfällt",
        "kein Grund genannt",
    ]


def test_a_timeline_is_drawn_only_where_the_table_is_hard_to_survey() -> None:
    five, six = (tuple(make_milestone(id=n, title=f"Schritt {n}") for n in range(count)) for count in (5, 6))

    assert not any(isinstance(element, Figure) for element in _section(milestones=five).body)
    figure = next(element for element in _section(milestones=six).body if isinstance(element, Figure))
    assert isinstance(figure.chart, TimelineChart)
    assert [row.name for row in figure.chart.rows] == [f"Schritt {n}" for n in range(6)]
    assert figure.table.name == "aitransform-meilensteine"


def test_many_milestones_may_break_over_pages() -> None:
    assert _milestones(*(make_milestone(id=n) for n in range(13))).may_break
    assert not _milestones(make_milestone()).may_break


def test_indicators_show_target_value_and_the_value_before() -> None:
    section = _section(
        indicators=(
            make_indicator(target=Decimal(1200), actual=Decimal(1100), previous=Decimal("980.5")),
            make_indicator(kind=IndicatorKind.JOBS, target=None, is_estimated=True, previous=None),
            make_indicator(kind=IndicatorKind.SPACE, actual=None, actual_as_of=None),
        )
    )

    assert rows(tables(section)["aitransform-ergebnisse"]) == [
        ["erreichte Unternehmen", "1.200", "1.100", "980,5", "30.06.2026"],
        ["Arbeitsplätze", "kein Ziel", "rund 11 (geschätzt)", "keine Angabe", "30.06.2026"],
        ["Fläche in Quadratmetern", "40", "keine Angabe (noch nicht gemeldet)", "4", "keine Angabe"],
    ]


def test_indicators_without_any_value_need_no_table() -> None:
    section = _section(
        indicators=(
            make_indicator(actual=None, is_estimated=True),
            make_indicator(kind=IndicatorKind.JOBS, target=None, actual=None),
        )
    )

    assert (
        "Ergebnisse: Noch kein Wert gemeldet zu „erreichte Unternehmen“ (Ziel 40) und „Arbeitsplätze“."
        in texts(section)
    )
    assert not tables(section)


def test_at_most_five_indicators_are_printed() -> None:
    section = _section(indicators=tuple(make_indicator(kind=kind) for kind in IndicatorKind))

    assert len(tables(section)["aitransform-ergebnisse"].rows) == 5


def test_a_block_without_milestones_and_indicators_prints_neither() -> None:
    assert not tables(_section())
    assert not any("Meilenstein" in text for text in texts(_section()) if "liegt mehr als" not in text)

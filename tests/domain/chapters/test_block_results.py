"""Milestones, indicators and risks of one block."""

from datetime import date
from decimal import Decimal

from tests.domain.chapters.document_texts import plain, rows
from tests.domain.report_values import make_block, make_indicator, make_milestone, make_report, make_risk
from vrs_tracker.domain.chapters.block_results import (
    milestones_in_words,
    milestones_table,
    results_words,
    risks_words,
    shown_milestones,
)
from vrs_tracker.domain.document import Table
from vrs_tracker.domain.facts.blocks import BlockReport, Indicator, Milestone, Risk
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.vocabulary.progress import IndicatorKind, Level, RiskState, ShiftReason


def _block(
    *,
    milestones: tuple[Milestone, ...] = (),
    indicators: tuple[Indicator, ...] = (),
    risks: tuple[Risk, ...] = (),
) -> BlockReport:
    return make_block(milestones=milestones, indicators=indicators, risks=risks)


def _milestones(*milestones: Milestone) -> Table:
    table = milestones_table(make_report(), _block(milestones=milestones))
    assert table is not None
    return table


def _named(*milestones: Milestone) -> list[str]:
    return [one.title for one in shown_milestones(make_report(), _block(milestones=milestones))]


# ---------------------------------------------------------------- milestones


def test_milestones_show_first_plan_today_and_the_distance_with_its_reason() -> None:
    table = _milestones(
        make_milestone(id=1, title="Bauantrag", baseline=date(2026, 2, 28), actual=date(2026, 2, 26)),
        make_milestone(id=2, title="Baubeginn", forecast=date(2026, 9, 16)),
        make_milestone(id=3, title="Eröffnung", baseline=date(2027, 12, 1), forecast=None),
    )

    assert rows(table) == [
        ["Bauantrag", "28.02.2026", "erreicht 26.02.2026", "2 Tage früher"],
        ["Baubeginn", "31.07.2026", "erwartet 16.09.2026", "47 Tage später. kein Grund genannt."],
        ["Eröffnung", "01.12.2027", "ohne Termin", "ohne Termin. kein Grund genannt."],
    ]
    assert table.caption == "Meilensteine von AITransform: 1 von 3 erreicht"


def test_reasons_stand_behind_the_distance_and_sonstiges_only_alone() -> None:
    table = _milestones(
        make_milestone(id=1, shift_reason=ShiftReason.TENDER, shift_note="Ein Gewerk fehlt."),
        make_milestone(id=2, shift_reason=ShiftReason.PARTNER),
        make_milestone(id=3, shift_note="Ein Grund ohne Wort der Liste"),
        make_milestone(id=4, shift_reason=ShiftReason.OTHER, shift_note="Der Zugang wird verhandelt"),
        make_milestone(id=5, shift_reason=ShiftReason.OTHER),
        make_milestone(id=6, forecast=date(2026, 8, 30)),
    )

    assert [cells[3] for cells in rows(table)] == [
        "wie geplant. Vergabe ohne Ergebnis: Ein Gewerk fehlt.",
        "wie geplant. Partner.",
        "wie geplant. Ein Grund ohne Wort der Liste.",
        "wie geplant. Der Zugang wird verhandelt.",
        "wie geplant. Sonstiges.",
        "30 Tage später",
    ]


def test_only_milestones_that_count_now_stand_on_the_page() -> None:
    assert _named(
        make_milestone(id=1, title="lange erreicht", baseline=date(2025, 5, 1), actual=date(2025, 5, 9)),
        make_milestone(id=2, title="im Halbjahr", baseline=date(2025, 9, 1), actual=date(2026, 2, 1)),
        make_milestone(id=3, title="fällig", baseline=date(2026, 3, 1), forecast=date(2027, 3, 1)),
        make_milestone(id=4, title="überfällig", baseline=date(2025, 9, 1), forecast=date(2025, 9, 1)),
        make_milestone(id=5, title="im nächsten", baseline=date(2026, 9, 1), forecast=date(2026, 9, 1)),
        make_milestone(id=6, title="verschoben", baseline=date(2027, 5, 1), forecast=date(2027, 6, 1)),
        make_milestone(id=7, title="später", baseline=date(2028, 5, 1), forecast=date(2028, 5, 1)),
        make_milestone(
            id=8,
            title="mit Grund",
            baseline=date(2025, 1, 1),
            actual=date(2025, 4, 1),
            shift_reason=ShiftReason.PARTNER,
        ),
    ) == ["im Halbjahr", "fällig", "überfällig", "im nächsten", "verschoben", "mit Grund"]


def test_without_one_in_the_next_half_year_the_next_milestone_stands_there() -> None:
    assert _named(
        make_milestone(id=1, title="weit", baseline=date(2028, 5, 1), forecast=date(2028, 5, 1)),
        make_milestone(id=2, title="näher", baseline=date(2027, 5, 1), forecast=date(2027, 5, 1)),
    ) == ["näher"]


def test_what_does_not_stand_on_the_page_is_counted_and_its_place_named() -> None:
    done = make_milestone(id=1, title="lange erreicht", baseline=date(2025, 5, 1), actual=date(2025, 5, 1))
    block = _block(milestones=(done,))

    assert milestones_in_words(make_report(), block) == f"1 von 1 erreicht, alle in Nummer{NBSP}15.2."
    assert milestones_table(make_report(), block) is None
    assert milestones_in_words(make_report(), _block()) == ""


def test_milestones_in_words_say_the_first_plan_where_it_has_moved() -> None:
    block = _block(
        milestones=(
            make_milestone(id=1, title="Baubeginn", forecast=date(2026, 9, 16), shift_note="Neue Lose"),
            make_milestone(id=2, title="Richtfest."),
        )
    )

    assert milestones_in_words(make_report(), block) == (
        "0 von 2 erreicht. Baubeginn: geplant 31.07.2026, erwartet 16.09.2026, 47 Tage später. Neue Lose. "
        "Richtfest: erwartet 31.07.2026, wie geplant."
    )


def test_many_milestones_may_break_over_pages() -> None:
    assert _milestones(*(make_milestone(id=n) for n in range(13))).may_break
    assert not _milestones(make_milestone()).may_break


# ---------------------------------------------------------------- results


def test_results_say_value_target_and_the_value_before() -> None:
    block = _block(
        indicators=(
            make_indicator(target=Decimal(1200), actual=Decimal(1100), previous=Decimal("980.5")),
            make_indicator(kind=IndicatorKind.JOBS, target=None, is_estimated=True, previous=None),
            make_indicator(kind=IndicatorKind.SPACE, actual=None, actual_as_of=None),
            make_indicator(kind=IndicatorKind.EVENTS, actual_as_of=date(2025, 12, 31), previous=None),
        )
    )

    assert plain(results_words(make_report(), block)) == (
        "Erreichte Unternehmen: 1.100; Ziel 1.200, zuletzt 980,5. Arbeitsplätze: rund 11 (geschätzt); kein "
        "Ziel. Fläche in Quadratmetern: keine Angabe (noch nicht gemeldet); Ziel 40, zuletzt 4. "
        "Veranstaltungen: 11; Ziel 40, Stand 31.12.2025."
    )


def test_results_say_where_counting_began_and_until_when_the_target_holds() -> None:
    agreed = make_indicator(baseline=Decimal(3), target_on=date(2027, 12, 31))
    assert results_words(make_report(), _block(indicators=(agreed,))) == (
        "Erreichte Unternehmen: 11; Ausgangswert 3, Ziel 40 bis 31.12.2027, zuletzt 4."
    )
    unreported = make_indicator(actual=None, baseline=Decimal(3), target_on=date(2027, 12, 31))
    assert results_words(make_report(), _block(indicators=(unreported,))) == (
        "Noch kein Wert gemeldet zu „erreichte Unternehmen“ (Ziel 40 bis 31.12.2027)."
    )


def test_indicators_without_any_value_are_named_with_their_targets() -> None:
    block = _block(
        indicators=(
            make_indicator(actual=None, is_estimated=True),
            make_indicator(kind=IndicatorKind.JOBS, target=None, actual=None),
        )
    )

    assert results_words(make_report(), block) == (
        "Noch kein Wert gemeldet zu „erreichte Unternehmen“ (Ziel 40) und „Arbeitsplätze“."
    )


def test_no_indicator_is_left_out() -> None:
    spoken = results_words(
        make_report(), _block(indicators=tuple(make_indicator(kind=kind) for kind in IndicatorKind))
    )

    assert all(kind.label[1:] in spoken for kind in IndicatorKind)
    assert results_words(make_report(), _block()) == ""


# ---------------------------------------------------------------- risks


def test_a_risk_is_told_with_its_measure_and_section_9_tells_the_cause() -> None:
    risks = (
        make_risk(id=1, title="Baupreise", cause="angebote sind teurer", effect="Geld fehlt"),
        make_risk(id=2, title="Alt", state=RiskState.SETTLED),
        make_risk(id=3, title="Personal", measure="", responsible="", due=None),
    )
    block = _block(risks=risks)

    assert risks_words(make_report(blocks=(block,)), block) == (
        "Baupreise (Eintritt mittel, Schaden hoch, gleich): Vergabe in Losen, bis 30.09.2026. Personal "
        "(Eintritt mittel, Schaden hoch, gleich): Maßnahme: keine Angabe (noch nicht festgelegt). Ursache "
        "und Folge: Nummer 9."
    )


def test_what_section_9_has_no_room_for_is_told_in_full() -> None:
    heavy = tuple(
        make_risk(id=n, title=f"Schwer {n}", likelihood=Level.HIGH, damage=Level.HIGH) for n in range(10)
    )
    light = make_risk(
        id=11, title="Leicht", cause="ein Gerät fehlt", effect="Wartezeit", damage=Level.LOW, due=None
    )
    blocks = (_block(risks=heavy), make_block(slug="ki-xc", risks=(light,)))

    assert risks_words(make_report(blocks=blocks), blocks[1]) == (
        "Leicht: Ein Gerät fehlt. Folge: Wartezeit. Eintritt mittel, Schaden gering, gleich. Maßnahme: "
        "Vergabe in Losen. Zuständig: Projektleitung."
    )


def test_without_open_risks_the_day_of_the_last_check_is_said() -> None:
    assert risks_words(make_report(), make_block()) == (
        "Keine offenen Risiken gemeldet. Zuletzt geprüft am 24.06.2026."
    )
    assert risks_words(make_report(), make_block(risks_checked_on=None)) == "Keine offenen Risiken gemeldet."

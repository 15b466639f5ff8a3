"""Head and rating of one block: what is known, what is missing, rule and report side by side."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.chapters.document_texts import rows, said, tables
from tests.domain.report_values import (
    PERIOD,
    make_block,
    make_entry,
    make_previous,
    make_rating,
    make_report,
    make_update,
    millions,
)
from vrs_tracker.domain.chapters.blocks import block_section
from vrs_tracker.domain.document import Facts, LightMark, Paragraph, Section, Tone
from vrs_tracker.domain.facts.blocks import BlockReport, Rating, TrendPoint
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import Dimension, Light, MessageSource


def _of(block: BlockReport, report: CommitteeReport | None = None) -> Section:
    report = report or make_report(blocks=(block,))
    return block_section(report, block)


def _facts(section: Section) -> list[tuple[str, str]]:
    return [item for element in section.body if isinstance(element, Facts) for item in element.items]


def _fact(section: Section, term: str) -> str:
    return next(value for found, value in _facts(section) if found == term)


# ---------------------------------------------------------------- head


def test_the_head_names_light_aim_state_time_those_in_charge_and_message() -> None:
    section = _of(make_block(partners=("Hochschule", "Kammer")))

    assert section.light == LightMark(Light.ON_TRACK, "planmäßig")
    assert section.body[0] == Paragraph("Die Arbeiten verlaufen wie vorgesehen.", Tone.LEAD)
    assert _facts(section)[:5] == [
        ("Vorhaben", "Transformationszentrum, Co-Working und Büros."),
        ("Stand", "in Umsetzung, 01.07.2024 bis 31.12.2027."),
        ("Bewertung", "alle Bereiche: planmäßig"),
        ("Zuständig", "Projektleitung AITransform; Träger: Stadt Böblingen; Partner: Hochschule und Kammer"),
        ("Meldung", "vom 24.06.2026, bestätigt am 02.07.2026"),
    ]


def test_what_is_not_recorded_is_named_together_in_one_line() -> None:
    bare = make_block(
        description="", subtitle="", lead="", owner_role="", update=None, planned_start=None, planned_end=None
    )
    bare = replace(bare, forecast_start=None, forecast_end=None, light=Light.UNKNOWN, last_message_on=None)

    assert _facts(_of(bare))[:2] == [
        ("Stand", "in Umsetzung."),
        ("Keine Angabe zu", "Vorhaben, Träger, Partner, Zuständig und Zeitraum"),
    ]
    assert _fact(_of(make_block(lead="", owner_role="Amt")), "Zuständig") == (
        "Amt; keine Angabe zu Träger und Partner"
    )


def test_a_block_without_documents_says_only_what_is_known_about_that() -> None:
    silent = make_block(
        state=BlockState.NOT_DOCUMENTED, light=Light.UNKNOWN, light_note="noch keine Meldung", update=None
    )
    remark = replace(silent, state_reason="Öffentlich ist nichts belegt", planned_start=None)
    remark = replace(remark, planned_end=None, forecast_start=None, forecast_end=None)

    assert _fact(_of(silent), "Stand") == "01.07.2024 bis 31.12.2027."
    assert _fact(_of(remark), "Stand") == "Öffentlich ist nichts belegt."


def test_a_light_that_does_not_apply_says_why() -> None:
    block = make_block(light=Light.NOT_APPLICABLE, light_note="kein regionaler Anteil vorgesehen")

    assert _fact(_of(block), "Stand").startswith("entfällt (kein regionaler Anteil vorgesehen). in Umsetzung")


def test_a_block_that_is_new_in_this_report_has_no_earlier_one() -> None:
    block = make_block()
    section = _of(block, make_report(blocks=(block,), previous=make_previous()))

    assert _fact(section, "Meldung").endswith("02.07.2026. Früher: kein früherer Bericht.")
    assert "Früher" not in said(_of(block))


def test_without_a_message_the_earlier_reports_have_a_line_of_their_own() -> None:
    trend = (TrendPoint(period=PERIOD.shifted(-1), light=Light.DROPPED),)
    block = make_block(light=Light.UNKNOWN, update=None, trend=trend)

    assert _fact(_of(block), "Früher") == "nicht weiterverfolgt (2. Halbjahr 2025)"


def test_an_update_without_ratings_says_so() -> None:
    assert _fact(_of(make_block(update=make_update(ratings=()))), "Bewertung") == (
        "keine Angabe (noch nicht gemeldet)"
    )


def test_dimensions_of_which_none_applies_are_not_listed() -> None:
    nothing = make_rating(proposed=Light.NOT_APPLICABLE, reported=Light.NOT_APPLICABLE)

    assert "Bewertung" not in said(_of(make_block(update=make_update(ratings=(nothing, nothing)))))


@pytest.mark.parametrize(
    ("planned", "expected", "said_as"),
    [
        ((date(2024, 7, 1), None), (None, None), "ab 01.07.2024"),
        ((None, date(2027, 12, 31)), (None, None), "bis 31.12.2027"),
        ((None, None), (date(2024, 7, 1), date(2027, 12, 31)), "01.07.2024 bis 31.12.2027"),
        (
            (date(2024, 7, 1), date(2027, 12, 31)),
            (date(2024, 7, 1), date(2028, 3, 31)),
            "geplant 01.07.2024 bis 31.12.2027, erwartet 01.07.2024 bis 31.03.2028",
        ),
    ],
)
def test_the_time_is_said_as_far_as_it_is_known(
    planned: tuple[date | None, date | None], expected: tuple[date | None, date | None], said_as: str
) -> None:
    block = make_block(
        planned_start=planned[0], planned_end=planned[1], forecast_start=expected[0], forecast_end=expected[1]
    )

    assert _fact(_of(block), "Stand") == f"in Umsetzung, {said_as}."


def test_a_dropped_block_keeps_its_place_with_the_reason() -> None:
    block = make_block(
        light=Light.DROPPED, state=BlockState.DROPPED, state_reason="Die Förderung entfällt.", update=None
    )
    section = _of(block)

    assert section.light == LightMark(Light.DROPPED, "nicht weiterverfolgt")
    assert section.body[0] == Paragraph("Die Förderung entfällt.", Tone.LEAD)


def test_equal_lights_of_earlier_reports_are_said_once() -> None:
    lights = (Light.ON_TRACK, Light.ON_TRACK, Light.AT_RISK)
    trend = tuple(TrendPoint(period=PERIOD.shifted(n - 3), light=light) for n, light in enumerate(lights))

    assert _fact(_of(make_block(trend=trend)), "Meldung").endswith(
        "Früher: planmäßig (2. Halbjahr 2024 bis 1. Halbjahr 2025), dann Abweichung (2. Halbjahr 2025)."
    )


def test_a_message_says_how_it_came_and_that_nothing_has_changed() -> None:
    update = make_update(source=MessageSource.PHONE, nothing_changed=True, achieved="")
    section = _of(make_block(update=update))

    assert _fact(section, "Meldung") == (
        "vom 24.06.2026, telefonisch, bestätigt am 02.07.2026; unverändert gegenüber dem vorherigen Bericht"
    )
    assert _fact(section, "Erreicht") == "unverändert."


def test_an_old_message_is_dated_and_its_rating_is_not_repeated() -> None:
    old = make_update(period=PERIOD.shifted(-1), filed_on=date(2026, 1, 14), confirmed_on=date(2026, 1, 20))
    block = make_block(
        light=Light.UNKNOWN,
        light_note="letzte vom 14.01.2026",
        last_message_on=date(2026, 1, 14),
        update=old,
    )
    section = _of(block)

    assert section.body[0] == Paragraph("Die letzte Meldung ist vom 14.01.2026.", Tone.LEAD)
    assert _fact(section, "Bewertung") == "keine, weil eine aktuelle Meldung fehlt"
    assert _fact(section, "Meldung") == "vom 14.01.2026 zum 2. Halbjahr 2025, bestätigt am 20.01.2026"
    assert _fact(section, "Erreicht war") == "Das Konzept liegt in abgestimmter Fassung vor."
    assert _fact(section, "Geplant war") == "Der Vorführraum wird ausgeschrieben (September 2026)."
    assert "planmäßig" not in said(section)


def test_ratings_that_differ_are_named_one_by_one_even_in_short_form() -> None:
    outside = make_rating(
        dimension=Dimension.COST, proposed=Light.NOT_APPLICABLE, reported=Light.NOT_APPLICABLE
    )
    update = make_update(ratings=(make_rating(), outside))

    assert _fact(_of(make_block(update=update)), "Bewertung") == "Termine: planmäßig, Kosten: entfällt"


# ---------------------------------------------------------------- rating


def _rated(*ratings: Rating, light: Light = Light.AT_RISK) -> Section:
    return _of(make_block(light=light, update=make_update(ratings=ratings)))


def test_the_dimensions_stand_side_by_side_and_only_what_is_amiss_is_explained() -> None:
    late = make_rating(proposed=Light.AT_RISK, reported=Light.AT_RISK, proposal_reason="47 Tage später")
    section = _rated(late, make_rating(dimension=Dimension.COST))
    table = tables(section)["aitransform-bewertung"]

    assert [column.head for column in table.columns] == ["Stand", "Termine", "Kosten"]
    assert rows(table) == [["30.06.2026", "Abweichung", "planmäßig"]]
    assert table.message == ""
    assert _fact(section, "Termine") == "47 Tage später."
    assert "Kosten" not in dict(_facts(section))


def test_a_deviation_names_reason_measure_and_date() -> None:
    late = make_rating(
        proposed=Light.AT_RISK,
        reported=Light.AT_RISK,
        proposal_reason="47 Tage nach dem ersten Plan",
        measure="Neu ausschreiben.",
        measure_due=date(2026, 8, 15),
    )

    assert _fact(_rated(late), "Termine") == (
        "47 Tage nach dem ersten Plan. Maßnahme: Neu ausschreiben (bis 15.08.2026)."
    )


def test_options_stand_behind_the_measure() -> None:
    missing = make_rating(
        dimension=Dimension.FUNDING,
        proposed=Light.OFF_TRACK,
        reported=Light.OFF_TRACK,
        proposal_reason="Es fehlt ein Anteil.",
        options="Beteiligung oder kleinerer Abschnitt",
    )

    assert _fact(_rated(missing, light=Light.OFF_TRACK), "Geld") == (
        "Es fehlt ein Anteil. Wege: Beteiligung oder kleinerer Abschnitt."
    )


def test_rule_and_report_stand_side_by_side_where_they_differ() -> None:
    other = make_rating(
        proposed=Light.AT_RISK,
        proposal_reason="47 Tage nach dem ersten Plan.",
        reported=Light.ON_TRACK,
        deviation_reason="Der Verzug wird aufgeholt",
    )
    section = _rated(other)

    assert _fact(section, "Termine") == (
        "Nach Regel: Abweichung. 47 Tage nach dem ersten Plan. Gemeldet: planmäßig. Begründung: Der "
        "Verzug wird aufgeholt."
    )
    assert tables(section)["aitransform-bewertung"].message == (
        "Ein Bereich ist anders gemeldet, als es die Regeln vorschlagen."
    )


def test_a_rating_without_reason_repeats_its_word_and_a_missing_one_is_named() -> None:
    bare = make_rating(proposal_reason="", measure="Weiter so")
    silent = make_rating(dimension=Dimension.COST, proposed=Light.OFF_TRACK, proposal_reason="Teurer.")
    section = _rated(bare, silent)

    assert _fact(section, "Termine") == "planmäßig. Maßnahme: Weiter so."
    assert _fact(section, "Kosten") == (
        "Nach Regel: kritisch. Teurer. Gemeldet: planmäßig. Begründung: keine Angabe (noch nicht erfasst)."
    )


def test_a_block_of_weight_shows_its_dimensions_unless_all_are_planmaessig() -> None:
    outside = make_rating(
        dimension=Dimension.COST,
        proposed=Light.NOT_APPLICABLE,
        reported=Light.NOT_APPLICABLE,
        proposal_reason="Es gibt keinen Beschluss.",
    )
    plain_block = make_block()
    mixed = make_block(update=make_update(ratings=(make_rating(), outside)))
    money = (make_entry(amount=millions("5.97")),)

    assert _fact(_of(plain_block, make_report(entries=money)), "Bewertung") == "alle Bereiche: planmäßig"
    assert _fact(_of(mixed, make_report(entries=money)), "Kosten") == "Es gibt keinen Beschluss."
    assert _fact(_of(mixed), "Bewertung") == "Termine: planmäßig, Kosten: entfällt"

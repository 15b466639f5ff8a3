"""Sections 6 and 7: one subsection per block and project, weighed by substance."""

from datetime import date

import pytest

from tests.domain.chapters.document_texts import rows, said, tables, texts
from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import (
    PERIOD,
    make_block,
    make_entry,
    make_function,
    make_project,
    make_rating,
    make_report,
    make_risk,
    make_step,
    make_update,
    millions,
)
from vrs_tracker.domain.chapters.blocks import block_section, blocks_section, has_substance, projects_section
from vrs_tracker.domain.document import Facts, LightMark, Paragraph, Section, Table, Tone
from vrs_tracker.domain.facts.blocks import BlockReport, TrendPoint
from vrs_tracker.domain.report import Change, CommitteeReport
from vrs_tracker.domain.vocabulary.programme import BlockState, FunctionState
from vrs_tracker.domain.vocabulary.progress import Dimension, Light, MessageSource, RiskState, StepOutcome


def _of(block: BlockReport, report: CommitteeReport | None = None) -> Section:
    report = report or make_report(blocks=(block,))
    return block_section(report, block)


def _facts(section: Section) -> list[tuple[str, str]]:
    return [item for element in section.body if isinstance(element, Facts) for item in element.items]


def _fact(section: Section, term: str) -> str:
    return next(value for found, value in _facts(section) if found == term)


# ---------------------------------------------------------------- weight


def test_money_a_decision_or_a_change_give_a_block_a_page_of_its_own() -> None:
    block = make_block()
    asking = make_block(update=make_update(decision="Der Umfang wird kleiner."))
    money = make_report(blocks=(block,), entries=(make_entry(),))
    change = make_report(blocks=(block,), changes=(Change(rank=1, block="aitransform", sentence="Neu."),))

    assert not _of(block).own_page
    assert _of(asking).own_page
    assert _of(block, money).own_page
    assert _of(block, change).own_page


def test_a_missing_message_alone_is_no_substance() -> None:
    silent = make_block(light=Light.UNKNOWN, update=None)
    report = make_report(blocks=(silent,), changes=(Change(rank=1, block="aitransform", sentence="Fehlt."),))

    assert not has_substance(report, silent)
    assert (
        "Für diesen Baustein sind keine Beträge und keine anstehende Entscheidung erfasst; eine aktuelle "
        "Meldung fehlt." in texts(_of(silent, report))
    )


def test_the_rest_is_short_and_says_why() -> None:
    assert (
        "Für diesen Baustein sind keine Beträge, keine anstehende Entscheidung und keine Änderung erfasst."
        in texts(_of(make_block()))
    )
    assert "Für dieses Projekt sind keine Beträge" in said(_of(make_project()))


def test_a_further_project_never_begins_a_page() -> None:
    project = make_project()
    section = _of(project, make_report(projects=(project,), entries=(make_entry(block="gruenderzentrum"),)))

    assert not section.own_page
    assert section.number == "7.1"
    assert section.heading == "Projekt 1, Gründerzentrum (Fellbach)"


def test_the_section_says_which_blocks_have_something_to_report() -> None:
    assert (
        "Geld, eine Entscheidung oder eine Änderung ist zu berichten bei KI-XC, KI-ckstart, KI im Bau, "
        "AITransform und mAIkerSpace." in said(blocks_section(full_report()))
    )
    assert "Zu keinem Baustein ist Geld," in said(blocks_section(make_report()))
    assert texts(blocks_section(make_report(blocks=()))) == ["keine Angabe (noch nicht erfasst)"]


def test_projects_have_their_own_section_even_if_there_are_none() -> None:
    assert texts(projects_section(make_report())) == ["keine Angabe (noch nicht erfasst)"]
    assert len(projects_section(full_report()).parts) == 4


# ---------------------------------------------------------------- head


def test_the_head_names_light_state_aim_those_in_charge_time_and_message() -> None:
    section = _of(make_block(partners=("Hochschule", "Kammer")))

    assert section.light == LightMark(Light.ON_TRACK, "planmäßig")
    assert section.body[0] == Paragraph("Die Arbeiten verlaufen wie vorgesehen.", Tone.LEAD)
    assert _facts(section)[:8] == [
        ("Stand", "planmäßig; in Umsetzung"),
        ("Bewertung", "alle Bereiche planmäßig"),
        ("Frühere Berichte", "kein früherer Bericht"),
        ("Vorhaben", "Transformationszentrum, Co-Working und Büros."),
        ("Träger", "Stadt Böblingen; Partner: Hochschule und Kammer"),
        ("Zuständig", "Projektleitung AITransform"),
        ("Zeitraum", "01.07.2024 bis 31.12.2027"),
        ("Meldung", "vom 24.06.2026, bestätigt am 02.07.2026"),
    ]


def test_what_is_not_recorded_is_named() -> None:
    bare = make_block(
        description="", subtitle="", lead="", owner_role="", update=None, light=Light.NOT_STARTED
    )
    section = _of(bare)

    for term in ("Vorhaben", "Träger", "Zuständig"):
        assert _fact(section, term) == "keine Angabe (noch nicht erfasst)"
    for term in ("Bewertung", "Meldung"):
        assert _fact(section, term) == "keine Angabe (noch nicht gemeldet)"


@pytest.mark.parametrize(
    ("planned", "expected", "said_as"),
    [
        ((None, None), (None, None), "keine Angabe (noch nicht erfasst)"),
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

    assert _fact(_of(block), "Zeitraum") == said_as


def test_a_dropped_block_keeps_its_place_with_the_reason() -> None:
    block = make_block(
        light=Light.DROPPED, state=BlockState.DROPPED, state_reason="Die Förderung entfällt.", update=None
    )
    section = _of(block)

    assert _fact(section, "Stand") == "nicht weiterverfolgt. Grund: Die Förderung entfällt."
    assert section.body[0] == Paragraph("Die Förderung entfällt.", Tone.LEAD)


def test_equal_lights_of_earlier_reports_are_said_once() -> None:
    lights = (Light.ON_TRACK, Light.ON_TRACK, Light.AT_RISK)
    trend = tuple(TrendPoint(period=PERIOD.shifted(n - 3), light=light) for n, light in enumerate(lights))

    assert _fact(_of(make_block(trend=trend)), "Frühere Berichte") == (
        "planmäßig (2. Halbjahr 2024 bis 1. Halbjahr 2025), dann Abweichung (2. Halbjahr 2025)"
    )


def test_a_message_says_how_it_came_and_that_nothing_has_changed() -> None:
    update = make_update(source=MessageSource.PHONE, nothing_changed=True, achieved="")
    section = _of(make_block(update=update))

    assert _fact(section, "Meldung") == (
        "vom 24.06.2026, telefonisch, bestätigt am 02.07.2026; unverändert gegenüber dem vorherigen Bericht"
    )
    assert _fact(section, "Erreicht") == "unverändert"


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
    assert _fact(section, "Stand") == "keine aktuelle Meldung (letzte vom 14.01.2026); in Umsetzung"
    assert _fact(section, "Bewertung") == "keine, weil eine aktuelle Meldung fehlt"
    assert _fact(section, "Meldung") == "vom 14.01.2026 zum 2. Halbjahr 2025, bestätigt am 20.01.2026"
    assert _fact(section, "Zuletzt erreicht") == "Das Konzept liegt in abgestimmter Fassung vor."
    assert _fact(section, "Zuletzt geplant") == "Der Vorführraum wird ausgeschrieben (September 2026)."
    assert "planmäßig" not in said(section)


def test_ratings_that_differ_are_named_one_by_one_even_in_short_form() -> None:
    outside = make_rating(
        dimension=Dimension.COST, proposed=Light.NOT_APPLICABLE, reported=Light.NOT_APPLICABLE
    )
    update = make_update(ratings=(make_rating(), outside))

    assert _fact(_of(make_block(update=update)), "Bewertung") == "Termine planmäßig, Kosten entfällt"


# ---------------------------------------------------------------- rating


def _rated(*ratings: object, light: Light = Light.AT_RISK) -> list[list[str]]:
    update = make_update(ratings=tuple(ratings))  # type: ignore[arg-type]  # ratings, as the name says
    return rows(tables(_of(make_block(light=light, update=update)))["aitransform-bewertung"])


def test_a_deviation_names_reason_measure_and_date() -> None:
    late = make_rating(
        proposed=Light.AT_RISK,
        reported=Light.AT_RISK,
        proposal_reason="47 Tage nach dem ersten Plan",
        measure="Neu ausschreiben.",
        measure_due=date(2026, 8, 15),
    )

    assert _rated(late) == [
        [
            "Termine",
            "Abweichung",
            "47 Tage nach dem ersten Plan. Maßnahme: Neu ausschreiben (bis 15.08.2026).",
        ]
    ]


def test_options_stand_behind_the_measure() -> None:
    missing = make_rating(
        dimension=Dimension.FUNDING,
        proposed=Light.OFF_TRACK,
        reported=Light.OFF_TRACK,
        proposal_reason="Es fehlt ein Anteil.",
        options="Beteiligung oder kleinerer Abschnitt",
    )

    assert _rated(missing, light=Light.OFF_TRACK) == [
        ["Geld", "kritisch", "Es fehlt ein Anteil. Wege: Beteiligung oder kleinerer Abschnitt."]
    ]


def test_rule_and_report_stand_side_by_side_where_they_differ() -> None:
    other = make_rating(
        proposed=Light.AT_RISK,
        proposal_reason="47 Tage nach dem ersten Plan.",
        reported=Light.ON_TRACK,
        deviation_reason="Der Verzug wird aufgeholt",
    )
    update = make_update(ratings=(other,))
    table = tables(_of(make_block(update=update)))["aitransform-bewertung"]

    assert rows(table)[0][2] == (
        "Nach Regel: Abweichung. 47 Tage nach dem ersten Plan. Gemeldet: planmäßig. Begründung: Der "
        "Verzug wird aufgeholt."
    )
    assert table.message == "1 Bereich ist anders gemeldet, als es die Regeln vorschlagen."


def test_a_rating_without_reason_repeats_its_word_and_a_missing_one_is_named() -> None:
    bare = make_rating(proposal_reason="", measure="Weiter so")
    silent = make_rating(dimension=Dimension.COST, proposed=Light.OFF_TRACK, proposal_reason="Teurer.")

    assert [cells[2] for cells in _rated(bare, silent)] == [
        "planmäßig. Maßnahme: Weiter so.",
        "Nach Regel: kritisch. Teurer. Gemeldet: planmäßig. Begründung: keine Angabe (noch nicht erfasst).",
    ]


def test_a_block_of_weight_always_explains_its_rating() -> None:
    block = make_block()
    section = _of(block, make_report(blocks=(block,), entries=(make_entry(amount=millions("5.97")),)))

    assert tables(section)["aitransform-bewertung"].message == (
        "Alle Bereiche sind so gemeldet, wie es die Regeln vorschlagen."
    )
    assert "Bewertung" not in dict(_facts(section))


# ---------------------------------------------------------------- promises, steps, risks, the rest


def test_every_promised_function_says_what_became_of_it() -> None:
    block = make_block(
        functions=(
            make_function(text="Coding School", state=FunctionState.IN_PROGRESS, note="Auswahl läuft"),
            make_function(text="Vorführraum"),
        )
    )
    table = tables(_of(block))["aitransform-funktionen"]

    assert rows(table) == [
        ["Coding School", "in Arbeit: Auswahl läuft"],
        ["Vorführraum", "keine Angabe (noch nicht gemeldet)"],
    ]
    assert table.message == "Der Antrag nennt dafür 2 Funktionen."


def test_promises_come_back_with_their_outcome() -> None:
    update = make_update(
        announced=(
            make_step(text="Bauantrag.", due=date(2026, 2, 28), outcome=StepOutcome.DONE),
            make_step(text="Auswahl", due=None, outcome=StepOutcome.POSTPONED, outcome_note="Läuft noch"),
            make_step(text="Messung", due=None),
        ),
        next_steps=(),
        achieved="",
        decision="Der Umfang wird kleiner",
    )

    assert _facts(_of(make_block(update=update)))[-5:] == [
        ("Angekündigt war", "Bauantrag (Februar 2026): erledigt."),
        ("Angekündigt war", "Auswahl: verschoben. Läuft noch."),
        ("Angekündigt war", "Messung: keine Angabe (noch nicht gemeldet)."),
        ("Erreicht", "keine Angabe (noch nicht gemeldet)"),
        ("Entscheidung", "Der Umfang wird kleiner."),
    ]


def test_open_risks_are_told_with_measure_and_date_settled_ones_are_not() -> None:
    risks = (
        make_risk(id=1, title="Baupreise", cause="angebote sind teurer", effect="Geld fehlt"),
        make_risk(id=2, title="Alt", state=RiskState.SETTLED),
        make_risk(id=3, title="Personal", measure="", responsible="", due=None),
    )
    spoken = said(_of(make_block(risks=risks)))

    assert (
        "Risiko Baupreise: Angebote sind teurer. Folge: Geld fehlt. Eintritt mittel, Schaden hoch, "
        "gleich. Maßnahme: Vergabe in Losen. Zuständig: Projektleitung. Termin: 30.09.2026."
    ) in spoken
    assert spoken.endswith("Maßnahme: keine Angabe (noch nicht festgelegt)")
    assert "Alt" not in spoken


def test_no_more_than_three_risks_are_told() -> None:
    risks = tuple(make_risk(id=n, title=f"Fall {n}") for n in range(1, 5))

    assert said(_of(make_block(risks=risks))).count("Risiko Fall") == 3


def test_a_block_of_weight_says_when_its_risks_were_checked() -> None:
    asking = make_update(decision="Der Umfang wird kleiner.")

    assert "Keine offenen Risiken gemeldet. Zuletzt geprüft am 24.06.2026." in texts(
        _of(make_block(update=asking))
    )
    assert "Keine offenen Risiken gemeldet." in texts(_of(make_block(update=asking, risks_checked_on=None)))
    assert "Risiken" not in said(_of(make_block()))


def test_withheld_parts_are_counted_and_not_named() -> None:
    assert "1 Angabe ist nicht öffentlich und steht nicht in diesem Bericht." in texts(
        _of(make_block(withheld=1))
    )
    assert "2 Angaben sind nicht öffentlich und stehen nicht" in said(_of(make_block(withheld=2)))
    assert "öffentlich" not in said(_of(make_block()))


def test_the_elements_follow_the_order_of_the_block_page() -> None:
    report = full_report()
    block = report.block("aitransform")
    assert block is not None
    names = [element.name for element in _of(block, report).body if isinstance(element, Table)]

    assert names == [
        "aitransform-bewertung",
        "aitransform-geld",
        "aitransform-funktionen",
        "aitransform-ergebnisse",
    ]
    assert "aitransform-meilensteine" in tables(_of(block, report))


def test_a_sentence_in_another_block_is_no_change_of_this_one() -> None:
    block = make_block()
    report = make_report(blocks=(block,), changes=(Change(rank=1, block="ki-xc", sentence="Neu."),))

    assert not has_substance(report, block)

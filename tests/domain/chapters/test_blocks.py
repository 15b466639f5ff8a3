"""Sections 6 and 7: one subsection per block and project, weighed by substance."""

from datetime import date

from tests.domain.chapters.document_texts import rows, said, tables, texts
from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import (
    make_block,
    make_entry,
    make_function,
    make_project,
    make_report,
    make_risk,
    make_step,
    make_update,
    on,
)
from vrs_tracker.domain.chapters.blocks import block_section, blocks_section, has_substance, projects_section
from vrs_tracker.domain.document import Facts, Section, Table
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.report import Change, CommitteeReport
from vrs_tracker.domain.vocabulary.programme import FunctionState
from vrs_tracker.domain.vocabulary.progress import Light, RiskState, StepOutcome


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
    assert texts(_of(silent, report))[:2] == [
        "Die letzte Meldung ist vom 24.06.2026.",
        "Für diesen Baustein sind keine Beträge und keine anstehende Entscheidung erfasst.",
    ]


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
    ]
    assert table.message == "Zu einer von zwei Funktionen ist der Stand gemeldet."
    assert "Im Antrag genannt, Stand noch nicht gemeldet: Vorführraum." in texts(_of(block))


def test_functions_that_nobody_has_reported_on_stand_in_one_sentence() -> None:
    block = make_block(functions=(make_function(text="Coding School"), make_function(text="Vorführraum")))

    assert "Im Antrag genannt, Stand noch nicht gemeldet: Coding School; Vorführraum." in texts(_of(block))


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
    assert "Eine Angabe ist nicht öffentlich und steht nicht in diesem Bericht." in texts(
        _of(make_block(withheld=1))
    )
    assert "Zwei Angaben sind nicht öffentlich und stehen nicht" in said(_of(make_block(withheld=2)))
    assert "öffentlich" not in said(_of(make_block()))


def test_the_elements_follow_the_order_of_the_block_page() -> None:
    report = full_report()
    block = report.block("aitransform")
    assert block is not None
    names = [element.name for element in _of(block, report).body if isinstance(element, Table)]

    parts = ("bewertung", "geld", "funktionen", "meilensteine", "ergebnisse")
    assert names == [f"aitransform-{part}" for part in parts]


def test_money_that_takes_effect_later_is_no_substance_yet() -> None:
    block = make_block()
    later = make_report(blocks=(block,), entries=(make_entry(effective=on(2026, 7, 1)),))

    assert not has_substance(later, block)


def test_a_sentence_in_another_block_is_no_change_of_this_one() -> None:
    block = make_block()
    report = make_report(blocks=(block,), changes=(Change(rank=1, block="ki-xc", sentence="Neu."),))

    assert not has_substance(report, block)

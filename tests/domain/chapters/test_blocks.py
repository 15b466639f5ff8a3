"""Sections 6 and 7: one subsection per block and project, weighed by substance."""

from dataclasses import replace
from datetime import date

from tests.domain.chapters.document_texts import said, tables, texts
from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import (
    make_block,
    make_entry,
    make_function,
    make_milestone,
    make_project,
    make_report,
    make_risk,
    make_step,
    make_update,
    on,
)
from vrs_tracker.domain.chapters.blocks import (
    MOST_TABLES,
    block_section,
    blocks_section,
    has_substance,
    projects_section,
)
from vrs_tracker.domain.document import Facts, Section
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.report import Change, CommitteeReport
from vrs_tracker.domain.vocabulary.programme import FunctionState
from vrs_tracker.domain.vocabulary.progress import Light, StepOutcome


def _of(block: BlockReport, report: CommitteeReport | None = None) -> Section:
    report = report or make_report(blocks=(block,))
    return block_section(report, block)


def _facts(section: Section) -> list[tuple[str, str]]:
    return [item for element in section.body if isinstance(element, Facts) for item in element.items]


def _fact(section: Section, term: str) -> str:
    return next(value for found, value in _facts(section) if found == term)


# ---------------------------------------------------------------- weight


def test_money_a_decision_or_a_change_give_a_block_its_full_page() -> None:
    block = make_block()
    asking = make_block(update=make_update(decision="Der Umfang wird kleiner."))
    money = make_report(blocks=(block,), entries=(make_entry(),))
    change = make_report(blocks=(block,), changes=(Change(rank=1, block="aitransform", sentence="Neu."),))
    short = "Für diesen Baustein sind keine Beträge"

    assert short in said(_of(block))
    for section in (_of(asking), _of(block, money), _of(block, change)):
        assert short not in said(section)


def test_every_block_and_project_stands_in_one_piece() -> None:
    report = full_report()

    assert all(_of(block, report).in_one_piece for block in report.all_blocks())


def test_a_page_has_no_more_than_two_tables() -> None:
    report = full_report()
    most = tuple(make_milestone(id=n) for n in range(4))
    for block in report.all_blocks():
        section = _of(replace(block, milestones=most), report)

        assert len(tables(section)) <= MOST_TABLES
        assert ("Meilensteine" in dict(_facts(section))) is (
            f"{block.slug}-meilensteine" not in tables(section)
        )


def test_a_milestone_or_two_are_said_in_words_and_three_are_compared() -> None:
    def with_milestones(count: int) -> Section:
        milestones = tuple(make_milestone(id=n) for n in range(count))
        return _of(make_block(milestones=milestones, update=make_update(decision="Ja oder nein.")))

    assert "Meilensteine" in dict(_facts(with_milestones(2)))
    assert "aitransform-meilensteine" in tables(with_milestones(3))


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


def test_a_further_project_is_told_without_tables() -> None:
    project = make_project(milestones=tuple(make_milestone(id=n) for n in range(4)))
    section = _of(project, make_report(projects=(project,), entries=(make_entry(block="gruenderzentrum"),)))

    assert not tables(section)
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


def test_promised_functions_stand_state_by_state_with_what_became_of_them() -> None:
    block = make_block(
        functions=(
            make_function(text="Coding School", state=FunctionState.IN_PROGRESS, note="Auswahl läuft."),
            make_function(text="Vorführraum"),
            make_function(text="Werkstatt.", state=FunctionState.FULFILLED, note=""),
            make_function(text="Labor", state=FunctionState.IN_PROGRESS, note=""),
            make_function(text="Forum", note="Wird geprüft"),
        )
    )

    assert _fact(_of(block), "Geplant 2021") == (
        "In Arbeit: Coding School (Auswahl läuft); Labor. Erfüllt: Werkstatt. Keine Angabe (noch nicht "
        "gemeldet): Forum (Wird geprüft). Stand noch nicht gemeldet: Vorführraum."
    )
    assert "Geplant 2021" not in dict(_facts(_of(make_block())))


def test_promises_come_back_with_their_outcome() -> None:
    update = make_update(
        announced=(
            make_step(text="Bauantrag.", due=date(2026, 2, 28), outcome=StepOutcome.DONE),
            make_step(text="Auswahl", due=None, outcome=StepOutcome.POSTPONED, outcome_note="Läuft noch"),
            make_step(text="Messung", due=None),
        ),
        next_steps=(make_step(text="Der Bau beginnt.", due=date(2026, 9, 30)),),
        achieved="",
        decision="Der Umfang wird kleiner",
    )
    section = _of(make_block(update=update))

    assert _fact(section, "Angekündigt") == (
        "Bauantrag (Februar 2026): erledigt. Auswahl: verschoben. Läuft noch. Messung: keine Angabe (noch "
        "nicht gemeldet)."
    )
    assert _fact(section, "Erreicht") == "keine Angabe (noch nicht gemeldet)."
    assert _fact(section, "Als Nächstes") == "Der Bau beginnt (September 2026)."
    assert _fact(section, "Entscheidung") == "Der Umfang wird kleiner."


def test_a_block_of_weight_says_when_its_risks_were_checked() -> None:
    asking = make_update(decision="Der Umfang wird kleiner.")

    assert _fact(_of(make_block(update=asking)), "Risiken") == (
        "Keine offenen Risiken gemeldet. Zuletzt geprüft am 24.06.2026."
    )
    assert "Risiken" not in said(_of(make_block()))
    assert "Risiken" in said(_of(make_block(risks=(make_risk(),))))


def test_withheld_parts_are_counted_and_not_named() -> None:
    assert _fact(_of(make_block(withheld=1)), "Nachweise") == (
        "Eine Angabe ist nicht öffentlich und steht nicht in diesem Bericht."
    )
    assert "Zwei Angaben sind nicht öffentlich und stehen nicht" in said(_of(make_block(withheld=2)))
    assert "öffentlich" not in said(_of(make_block()))


def test_the_parts_follow_the_order_of_the_block_page() -> None:
    report = full_report()
    block = report.block("aitransform")
    assert block is not None
    section = _of(block, report)

    assert list(tables(section)) == ["aitransform-bewertung", "aitransform-geld"]
    assert list(dict(_facts(section))) == [
        *("Vorhaben", "Stand", "Zuständig", "Meldung", "Termine", "Geld"),
        *("Zum Antrag", "Geplant 2021", "Angekündigt", "Erreicht", "Als Nächstes"),
        *("Meilensteine", "Ergebnisse", "Risiken", "Nachweise"),
    ]


def test_money_that_takes_effect_later_is_no_substance_yet() -> None:
    block = make_block()
    later = make_report(blocks=(block,), entries=(make_entry(effective=on(2026, 7, 1)),))

    assert not has_substance(later, block)


def test_a_sentence_in_another_block_is_no_change_of_this_one() -> None:
    block = make_block()
    report = make_report(blocks=(block,), changes=(Change(rank=1, block="ki-xc", sentence="Neu."),))

    assert not has_substance(report, block)

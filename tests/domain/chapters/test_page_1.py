"""Section 2: the summary of page 1 with its two tables, the assessment and the reading guide."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.chapters.document_texts import rows, said, table_rows, texts
from tests.domain.chapters.full_report import ASSESSMENT, full_report
from tests.domain.report_values import (
    make_blocks,
    make_budget_row,
    make_entry,
    make_previous,
    make_project,
    make_release,
    make_report,
    make_update,
    millions,
)
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.chapters.headline import (
    available,
    available_sentence,
    block_sentence,
    block_table,
    page_1_staircase,
    staircase_table,
)
from vrs_tracker.domain.chapters.outflow_chart import plan_and_payments
from vrs_tracker.domain.chapters.page_one import page_1_height
from vrs_tracker.domain.chapters.summary import summary_section
from vrs_tracker.domain.document import Bar, LightMark, Listing, Paragraph, RowKind, Table
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.funding import staircase
from vrs_tracker.domain.report import Change, CommitteeReport
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Payer, Stage
from vrs_tracker.domain.vocabulary.progress import Light

# ---------------------------------------------------------------- 2 money


def test_page_1_shows_the_staircase_with_changes_and_shares() -> None:
    assert [cells[:4] for cells in rows(page_1_staircase(sample_report()))] == [
        ["veranschlagt", "14,80", "+1,12", "91,2 %"],
        ["davon gesperrt", "2,10", "−0,80", "12,9 %"],
        ["freigegeben", "12,70", "+1,92", "78,3 %"],
        ["bewilligt", "11,35", "+0,65", "70,0 %"],
        ["ausgezahlt", "4,92", "+1,31", "30,3 %"],
        ["verfügbar (freigegeben minus bewilligt)", "1,35", "+1,27", "8,3 %"],
    ]


def test_the_overview_shows_the_frame_and_says_what_is_available() -> None:
    table = staircase_table(sample_report())

    assert [cells[0] for cells in rows(table)] == [
        "Rahmen laut Antrag",
        "veranschlagt",
        "davon gesperrt",
        "freigegeben",
        "bewilligt",
        "ausgezahlt",
    ]
    assert table.message == "Verfügbar sind 1,35 Millionen Euro (freigegeben, noch nicht bewilligt)."
    assert "Rundungsdifferenzen möglich." in table.note


def test_bars_have_one_scale_and_blocked_money_is_hatched_and_indented() -> None:
    made = {str(row.cells[0]): row for row in staircase_table(sample_report()).rows}

    assert made["Rahmen laut Antrag"].cells[-1] == Bar(1000)
    assert made["freigegeben"].cells[-1] == Bar(782)
    assert made["davon gesperrt"].cells[-1] == Bar(129, hatched=True)
    assert made["davon gesperrt"].kind is RowKind.DETAIL


def test_the_first_report_has_no_column_of_changes() -> None:
    table = page_1_staircase(replace(sample_report(), previous=None))

    assert [column.head for column in table.columns] == ["Stufe", "Mio. €", "Anteil", "Größe"]
    assert rows(table)[0][:3] == ["veranschlagt", "14,80", "91,2 %"]


def test_steps_without_records_are_no_noughts() -> None:
    table = page_1_staircase(make_report(previous=make_previous()))

    for cells in rows(table):
        assert cells[1:4] == ["keine Angabe"] * 3
    assert {row.cells[-1] for row in table.rows} == {Bar(0), Bar(0, hatched=True)}


def test_a_staircase_without_any_record_still_stands() -> None:
    assert rows(staircase_table(make_report(blocks=())))[0][:3] == [
        "Rahmen laut Antrag",
        *["keine Angabe"] * 2,
    ]


def test_released_money_is_not_called_available_as_long_as_no_notice_is_recorded() -> None:
    released = make_report(releases=(make_release(amount=millions("11.60")),))
    decided = replace(
        released,
        entries=(make_entry(stage=Stage.EARMARKED, amount=millions("13.20"), is_rounded=True),),
    )
    exact = replace(released, entries=(make_entry(stage=Stage.EARMARKED, amount=millions("13.20")),))

    assert available(staircase(released)) is None
    assert available_sentence(released) == (
        "Was verfügbar ist, lässt sich erst sagen, wenn Freigaben und Bewilligungen erfasst sind."
    )
    assert available_sentence(decided) == (
        "Durch Beschlüsse zugedacht sind rund 13,20 Millionen Euro; Bescheide dazu sind noch nicht erfasst."
    )
    assert available_sentence(exact).startswith("Durch Beschlüsse zugedacht sind 13,20 Millionen Euro;")


def test_without_a_release_nothing_is_called_available() -> None:
    committed = make_report(entries=(make_entry(amount=millions("1.00")),))

    assert available_sentence(committed).startswith("Was verfügbar ist,")


def test_commitments_above_the_release_are_said_as_such() -> None:
    report = make_report(
        releases=(make_release(amount=millions("1.00")),), entries=(make_entry(amount=millions("1.15")),)
    )

    assert available_sentence(report) == "Bewilligt sind 0,15 Millionen Euro mehr, als freigegeben ist."
    assert page_1_staircase(report).rows[-1].cells[-1] == Bar(0)


def test_what_an_authorisation_covers_is_named_beside_what_is_available() -> None:
    later = replace(make_entry(amount=millions("0.40")), budget_year=2027, budget_line=None)
    authority = make_budget_row(
        kind=AppropriationKind.COMMITMENT_AUTHORISATION,
        budget_year=2027,
        plan_year=2026,
        amount=millions("0.30"),
    )
    report = make_report(
        releases=(make_release(amount=millions("1.00")),), entries=(later,), budget=(authority,)
    )

    assert available_sentence(report) == (
        "Verfügbar sind 0,90 Millionen Euro (freigegeben, noch nicht bewilligt; 0,30 Millionen Euro der "
        "Bewilligungen deckt eine Verpflichtungsermächtigung)."
    )


def test_a_rounded_release_makes_what_hangs_on_it_rounded() -> None:
    report = make_report(
        releases=(make_release(amount=millions("11.60"), is_rounded=True),),
        entries=(make_entry(amount=millions("5.00")),),
    )
    shown = {cells[0]: cells[1] for cells in rows(page_1_staircase(report))}

    assert (shown["freigegeben"], shown["bewilligt"], shown["verfügbar (freigegeben minus bewilligt)"]) == (
        "rund 11,60",
        "5,00",
        "rund 6,60",
    )
    assert available_sentence(report).startswith("Verfügbar sind rund 6,60 Millionen Euro")


def test_money_of_others_does_not_enter_the_staircase() -> None:
    report = make_report(entries=(make_entry(amount=millions("5.00"), payer=Payer.STATE),))

    assert rows(page_1_staircase(report))[3][1] == "keine Angabe"


# ---------------------------------------------------------------- 2 blocks


def _rows_of_blocks(report: CommitteeReport) -> dict[str, list[str]]:
    return {cells[0]: cells[1:] for cells in rows(block_table(report))}


def test_every_block_shows_its_light_the_one_before_and_one_sentence() -> None:
    made = _rows_of_blocks(full_report())

    assert made["2 KI-ckstart"] == ["planmäßig", "gleich", "Die Ausschreibung für das mobile Labor läuft."]
    assert made["4 AIExpress"] == [
        "keine aktuelle Meldung",
        "planmäßig",
        "Die letzte Meldung ist vom 14.01.2026.",
    ]
    assert made["Weitere Projekte (4)"] == ["alle planmäßig", "gleich", "Einzelheiten: Nummer 7."]
    assert len(made) == 8


def test_lights_are_marks_whose_word_is_read() -> None:
    assert block_table(full_report()).rows[4].cells[1] == LightMark(Light.AT_RISK, "Abweichung")


def test_the_table_says_how_many_blocks_have_moved() -> None:
    report = sample_report()
    assert report.previous is not None
    before = dict(report.previous.lights)
    one = replace(report.previous, lights=tuple((before | {"aiexpress": Light.UNKNOWN}).items()))
    same = replace(
        one, lights=tuple((slug, report.blocks[n].light) for n, slug in enumerate(list(before)[:7]))
    )

    assert block_table(report).message == "Zwei Bausteine haben einen anderen Stand als im letzten Bericht."
    assert block_table(replace(report, previous=one)).message.startswith(
        "Ein Baustein hat einen anderen Stand"
    )
    assert block_table(replace(report, previous=same)).message.startswith("Kein Baustein hat einen anderen")


def test_the_first_report_has_nothing_to_compare_blocks_with() -> None:
    table = block_table(make_report())

    assert [column.head for column in table.columns] == ["Baustein", "Stand", "Meldung"]
    assert table.message == "Einen früheren Bericht zum Vergleich gibt es nicht."


def test_what_the_last_report_did_not_know_is_new() -> None:
    report = make_report(
        projects=(make_project(),), previous=make_previous(lights=(("ki-xc", Light.OFF_TRACK),))
    )
    made = _rows_of_blocks(report)

    assert made["1 KI-XC"][1] == "kritisch"
    assert made["2 KI-ckstart"][1] == "neu"
    assert made["Weitere Projekte (1)"][:2] == ["planmäßig", "neu"]


def test_projects_that_differ_are_counted_by_light() -> None:
    lights = (Light.ON_TRACK, Light.AT_RISK, Light.ON_TRACK)
    projects = tuple(
        make_project(slug=f"p{n}", number=n, light=light) for n, light in enumerate(lights, start=1)
    )
    before = tuple((f"p{n}", light) for n, light in enumerate((Light.ON_TRACK, Light.ON_TRACK), start=1))
    made = _rows_of_blocks(make_report(projects=projects, previous=make_previous(lights=before)))

    assert made["Weitere Projekte (3)"][:2] == ["2 planmäßig, 1 Abweichung", "alle planmäßig"]


def test_projects_without_a_message_are_not_called_all() -> None:
    projects = tuple(make_project(slug=f"p{n}", number=n, light=Light.UNKNOWN) for n in (1, 2))

    assert (
        _rows_of_blocks(make_report(projects=projects))["Weitere Projekte (2)"][0] == "keine aktuelle Meldung"
    )


def _block(**changes: object) -> BlockReport:
    return replace(make_blocks()[0], **changes)  # type: ignore[arg-type]  # the fields of a test are its own


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        (_block(update=make_update(headline="Der Bau beginnt")), "Der Bau beginnt."),
        (_block(update=make_update(headline="")), "Unverändert gegenüber dem letzten Bericht."),
        (
            _block(update=make_update(period=make_report().period.shifted(-1), filed_on=date(2026, 5, 20))),
            "Die Arbeiten verlaufen wie vorgesehen. (Meldung vom 20.05.2026)",
        ),
        (_block(light=Light.UNKNOWN, last_message_on=None), "Eine Meldung liegt nicht vor."),
        (
            _block(update=None, light=Light.DROPPED, state_reason="Kein Träger gefunden"),
            "Kein Träger gefunden.",
        ),
        (
            _block(update=None, light=Light.NOT_APPLICABLE, light_note="Stand: in Vorbereitung"),
            "Stand: in Vorbereitung.",
        ),
        (_block(update=None, light=Light.NOT_STARTED), "keine Angabe (noch nicht gemeldet)"),
    ],
)
def test_a_block_always_has_its_sentence(block: BlockReport, sentence: str) -> None:
    assert block_sentence(make_report(), block) == sentence


# ---------------------------------------------------------------- 2 changes and decisions


def _changes(n: int) -> CommitteeReport:
    changes = tuple(Change(rank=rank, block=None, sentence=f"Änderung {rank}.") for rank in range(n, 0, -1))
    return make_report(previous=make_previous(), changes=changes)


def test_the_three_most_important_changes_stand_on_page_1_and_the_rest_is_counted() -> None:
    section = summary_section(sample_report())
    listed = next(element for element in section.body if isinstance(element, Listing))

    assert listed.numbered
    assert listed.items == (
        (
            "AITransform (Böblingen): Der Baubeginn verschiebt sich um 47 Tage auf den 16.09.2026. Grund: "
            "Ein Gewerk wird neu ausgeschrieben."
        ),
        (
            "KI im Bau (Stuttgart): Der kommunale Eigenanteil steigt um 0,25 Millionen Euro auf 1,85 "
            "Millionen Euro. Grund: Umfang geändert."
        ),
        "AIExpress (Böblingen): keine aktuelle Meldung; die letzte ist vom 14.01.2026.",
    )
    assert "Die drei wichtigsten Änderungen (alle 11: Nummer 5)" in said(section)


@pytest.mark.parametrize(
    ("n", "head"),
    [
        (1, "Die wichtigste Änderung"),
        (2, "Die zwei wichtigsten Änderungen"),
        (3, "Die drei wichtigsten Änderungen"),
        (4, "Die drei wichtigsten Änderungen (alle 4: Nummer 5)"),
    ],
)
def test_changes_are_announced_by_their_number(n: int, head: str) -> None:
    section = summary_section(_changes(n))

    assert head in said(section).split("\n")
    assert next(one for one in section.body if isinstance(one, Listing)).items[0] == "Änderung 1."


def test_no_change_and_no_earlier_report_are_said_differently() -> None:
    assert "Seit dem letzten Bericht sind keine Veränderungen erfasst." in texts(summary_section(_changes(0)))
    assert "Dies ist der erste Bericht; Veränderungen zeigt der nächste." in texts(
        summary_section(make_report())
    )


def test_one_decision_is_a_sentence_several_are_a_list_and_none_is_said() -> None:
    report = sample_report()
    asking = make_update(decision="Die Fläche wird kleiner")
    two = replace(report, blocks=(replace(report.blocks[0], update=asking), *report.blocks[1:]))

    assert (
        "Entscheidungsbedarf\nmAIkerSpace (Ditzingen): Das Programm verlangt seit 2023 einen kommunalen "
        "Anteil in gleicher Höhe, der Antrag sieht keinen vor. Wege und Folgen: Nummer 6.7."
    ) in said(summary_section(report))
    assert "KI-XC (Stuttgart): Die Fläche wird kleiner. Wege und Folgen: Nummer 6.1." in said(
        summary_section(two)
    )
    assert "Zurzeit steht keine Entscheidung an." in texts(summary_section(make_report()))


def test_a_long_decision_is_told_in_its_subsection_and_named_by_its_headline_on_page_1() -> None:
    asking = make_update(headline="Der Weg ist offen", decision="Zur Wahl stehen drei Wege. " * 8)
    silent = make_update(headline="", decision="Zur Wahl stehen drei Wege. " * 8)
    named, unnamed = (make_report(projects=(make_project(update=update),)) for update in (asking, silent))

    assert "Gründerzentrum (Fellbach): Der Weg ist offen. Wege und Folgen: Nummer 7.1." in said(
        summary_section(named)
    )
    assert "Zur Wahl stehen drei Wege. Zur Wahl" in said(summary_section(unnamed))


def test_a_project_that_asks_is_explained_in_its_own_section() -> None:
    project = make_project(update=make_update(decision="Der Standort wechselt."))

    assert "Wege und Folgen: Nummer 7.1." in said(summary_section(make_report(projects=(project,))))


def test_a_table_of_blocks_that_is_too_long_for_page_1_goes_behind_the_decisions() -> None:
    report = sample_report()
    wordy = replace(
        report,
        blocks=tuple(replace(block, update=make_update(headline="Wort " * 40)) for block in report.blocks),
    )

    short, long = summary_section(report).body, summary_section(wordy).body

    assert isinstance(short[2], Table)
    assert short[2].name == "bausteine"
    assert isinstance(long[-1], Table)
    assert long[-1].name == "bausteine"


def test_a_chart_has_no_place_on_page_1_whose_height_is_estimated_from_texts_and_tables() -> None:
    figure = plan_and_payments(full_report())

    assert figure is not None
    assert page_1_height(full_report(), "Satz.", (figure.table,)) > page_1_height(full_report(), "Satz.", ())
    with pytest.raises(TypeError, match="Figure"):
        page_1_height(full_report(), "Satz.", (figure,))


def test_assessment_and_reading_guide_follow_page_1() -> None:
    assessment, guide = summary_section(full_report()).parts

    assert assessment.body == (Paragraph(ASSESSMENT),)
    assert texts(summary_section(make_report()).parts[0]) == ["keine Angabe (noch nicht erfasst)"]
    assert isinstance(guide.body[0], Listing)
    assert len(guide.body[0].items) == 4
    assert [cells[0] for cells in table_rows(guide.body[1])] == [light.label for light in Light]

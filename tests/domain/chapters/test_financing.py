"""Section 4 and annex 15.1: the motion's table beside the current state."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.chapters.document_texts import rows, said, table_rows, tables, texts
from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import (
    make_entry,
    make_motion,
    make_project,
    make_report,
    make_shares,
    millions,
)
from vrs_tracker.domain.chapters.annexes import annexes_section
from vrs_tracker.domain.chapters.financing import financing_section, payers_figure
from vrs_tracker.domain.charts import PanelChart
from vrs_tracker.domain.facts.money import Finding, MoneyEntry
from vrs_tracker.domain.facts.motion import MotionStatement
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Counting, Degree, Payer, RuleCode, Stage
from vrs_tracker.domain.vocabulary.programme import StatementScope


def _made(report: CommitteeReport, name: str) -> dict[str, list[str]]:
    return {cells[0]: cells[1:] for cells in rows(tables(financing_section(report))[name])}


def test_the_table_of_the_motion_is_recomputed_to_its_printed_totals() -> None:
    made = _made(make_report(), "antrag")

    assert made["1 KI-XC (Stuttgart)"] == ["3,40", "3,40", "163,20", "170,00", "2,00 %"]
    assert made["6 AIVision (Böblingen)"] == ["kein Anteil", "kein Anteil", "120,00", "120,00", "0,00 %"]
    assert made["Summe"] == ["16,22", "11,22", "298,20", "325,64", "4,98 %"]


def test_a_block_without_a_row_is_named_and_has_no_cells_that_say_nothing() -> None:
    report = make_report()

    assert not any("AIExpress" in name for name in _made(report, "antrag"))
    assert tables(financing_section(report))["antrag"].message.endswith(
        " Ohne eigene Zeile im Antrag ist Baustein 4, AIExpress (Böblingen)."
    )


def test_the_grand_total_is_never_a_number_of_the_motion() -> None:
    section = financing_section(make_report())

    assert tables(section)["antrag"].message.startswith(
        "Alle Zeilen ergeben zusammen 325,64 Millionen Euro (errechnet, im Antrag nicht genannt)."
    )
    assert "Die im Antrag gedruckten Summen der Spalten stimmen mit den Zeilen überein." in said(section)


def test_a_misprint_in_the_motion_would_be_shown() -> None:
    report = make_report(motion=make_motion(printed_totals=make_shares("16.00", "11.22", None)))

    assert (
        "Die im Antrag gedruckten Summen weichen von den Zeilen ab: regional um 0,22 Millionen Euro."
        in said(financing_section(report))
    )


def test_rough_sums_of_the_motion_stay_rough_and_apart() -> None:
    spoken = said(financing_section(make_report()))

    assert "werden mit der Tabelle und untereinander nicht addiert:" in spoken
    assert "geplante Investitionen in der Region: rund 300 Millionen Euro (Region Stuttgart)." in spoken
    assert (
        "Investitionen des Konsortiums: rund 1 Milliarde Euro (Konsortium Stuttgart, Karlsruhe und "
        "Neckar-Alb)." in spoken
    )
    assert "Förderbedarf der Region: 16,22 Millionen Euro (Region Stuttgart)." in spoken


def test_other_rough_sums_read_well_too() -> None:
    statement = MotionStatement(
        label="Zusagen", amount=Decimal(1_500_000_000), is_approximate=True, scope=StatementScope.REGION
    )
    spoken = said(financing_section(make_report(motion=make_motion(statements=(statement,)))))

    assert "Zusagen: rund 1,5 Milliarden Euro (Region Stuttgart)." in spoken


def test_a_motion_without_such_sums_needs_no_list() -> None:
    spoken = said(financing_section(make_report(motion=make_motion(statements=()))))

    assert "nicht addiert" not in spoken


# ---------------------------------------------------------------- the current state


def test_blocks_projects_and_further_payers_are_kept_apart() -> None:
    made = _made(full_report(), "aktueller-stand")

    assert made["5 AITransform (Böblingen)"] == ["5,00", "5,97", "kein Anteil", "keine Angabe", "10,97"]
    assert made["Summe Bausteine"] == ["8,10", "11,22", "keine Angabe", "keine Angabe", "19,32"]
    assert made["1 Projekt Fellbach (Fellbach)"] == ["1,60", "keine Angabe", "keine Angabe", "0,40", "2,00"]
    assert made["Summe Projekte"] == ["3,25", "keine Angabe", "keine Angabe", "0,40", "3,65"]
    assert made["Summe"] == ["11,35", "11,22", "keine Angabe", "0,40", "22,97"]


def test_blocks_without_any_amount_and_payers_without_any_leave_the_table_for_a_sentence() -> None:
    table = tables(financing_section(make_report(entries=(make_entry(),), projects=(make_project(),))))[
        "aktueller-stand"
    ]

    assert [column.head for column in table.columns] == ["Baustein", "Regional", "Privat", "Summe"]
    assert table.note.startswith("Kommunal, Land, Bund, Europäische Union: keine Angabe.")
    assert "Ein aktueller Stand ist zu einem von acht Bausteinen und Projekten erfasst." in table.message
    assert table.message.endswith(
        "Baustein 7, mAIkerSpace (Ditzingen) und Projekt 1, Gründerzentrum (Fellbach)."
    )


def test_many_projects_without_any_amount_are_counted_instead_of_being_named() -> None:
    projects = tuple(make_project(slug=f"p{n}", number=n) for n in range(1, 41))
    table = tables(financing_section(make_report(projects=projects, entries=(make_entry(),))))[
        "aktueller-stand"
    ]

    assert table.message.endswith("Baustein 7, mAIkerSpace (Ditzingen) und 40 Projekte.")


def test_without_any_record_there_is_a_sentence_and_no_table() -> None:
    section = financing_section(make_report())

    assert "aktueller-stand" not in tables(section)
    assert "Ein aktueller Stand ist zu keinem Baustein und keinem Projekt erfasst." in texts(section)


def _undivided(*more: MoneyEntry) -> CommitteeReport:
    whole = make_entry(
        id=1,
        block=None,
        stage=Stage.EARMARKED,
        degree=Degree.DECIDED,
        amount=millions("13.20"),
        is_rounded=True,
    )
    return make_report(entries=(whole, *more), projects=(make_project(),))


ONCE = (
    "Was in einer nicht aufgeteilten Summe enthalten oder aus ihr bewilligt ist, zählt in der Summe einmal."
)


def test_undivided_sums_have_a_row_of_their_own_and_stay_rounded() -> None:
    report = _undivided()
    made = _made(report, "aktueller-stand")

    assert made["Programm gesamt, nicht aufgeteilt"][0] == "rund 13,20"
    assert made["Summe"][0] == "rund 13,20"
    assert ONCE in tables(financing_section(report))["aktueller-stand"].note


@pytest.mark.parametrize("counting", [Counting.CONTAINED, Counting.UNCLEAR])
def test_what_is_inside_an_undivided_sum_counts_in_its_group_but_not_a_second_time(
    counting: Counting,
) -> None:
    inside = make_entry(id=2, block="gruenderzentrum", amount=millions("2.60"), counting=counting)
    made = _made(_undivided(inside), "aktueller-stand")

    assert made["1 Gründerzentrum (Fellbach)"][0] == "2,60 (enthalten)"
    assert made["Summe Projekte"][0] == "2,60"
    assert made["Summe"][0] == "rund 13,20"


@pytest.mark.parametrize(("granted", "whole"), [("5.00", "rund 13,20"), ("14.00", "14,00")])
def test_grants_come_out_of_what_was_resolved_for_all_and_are_not_added_to_it(
    granted: str, whole: str
) -> None:
    grant = make_entry(id=2, amount=millions(granted))
    made = _made(_undivided(grant), "aktueller-stand")

    assert made["Summe Bausteine"][0] == f"{granted.replace('.', ',')}"
    assert made["Summe"][0] == whole


@pytest.mark.parametrize(("body", "whole"), [("Landkreis", "6,45"), ("Stadt", "5,25"), ("", "5,25")])
def test_what_another_body_gives_is_added_to_an_undivided_sum(body: str, whole: str) -> None:
    planned = make_entry(
        id=1,
        block=None,
        payer=Payer.MUNICIPALITY,
        payer_name="Stadt",
        stage=Stage.PLANNED,
        degree=Degree.PLANNED,
        amount=millions("5.25"),
    )
    resolved = make_entry(
        id=2, payer=Payer.MUNICIPALITY, payer_name=body, stage=Stage.EARMARKED, amount=millions("1.20")
    )

    made = rows(tables(financing_section(make_report(entries=(planned, resolved))))["aktueller-stand"])

    assert made[-1][-1] == whole


def test_what_is_only_planned_for_a_block_comes_on_top_of_what_is_resolved_for_all() -> None:
    planned = make_entry(id=2, stage=Stage.PLANNED, degree=Degree.PLANNED, amount=millions("1.00"))

    assert _made(_undivided(planned), "aktueller-stand")["Summe"][0] == "rund 14,20"


def test_a_long_table_may_break_over_pages() -> None:
    projects = tuple(make_project(slug=f"p{n}", number=n) for n in range(1, 21))
    entries = tuple(make_entry(id=n, block=f"p{n}") for n in range(1, 21))

    long = financing_section(make_report(projects=projects, entries=entries))
    short = financing_section(make_report(entries=(make_entry(),)))

    assert tables(long)["aktueller-stand"].may_break
    assert not tables(short)["aktueller-stand"].may_break


def test_annex_1_has_the_same_tables_in_full_euros() -> None:
    made = tables(annexes_section(full_report()))

    assert rows(made["antrag-euro"])[0][1:5] == [
        "3.400.000,00",
        "3.400.000,00",
        "163.200.000,00",
        "170.000.000,00",
    ]
    assert rows(made["aktueller-stand-euro"])[-1] == [
        "Summe",
        "11.350.000,00",
        "11.220.000,00",
        "keine Angabe",
        "400.000,00",
        "22.970.000,00",
    ]
    assert "Rundung" not in made["antrag-euro"].note


# ---------------------------------------------------------------- payers, differences, findings


def test_payers_then_and_now_have_a_difference_only_if_all_shares_are_known() -> None:
    every = tuple(
        make_entry(id=n, block=slug, amount=millions("1.00"))
        for n, slug in enumerate(("ki-xc", "ki-ckstart", "ki-im-bau", "aitransform", "maikerspace"))
    )
    complete = table_rows(payers_figure(make_report(entries=every)).table)
    partial = table_rows(payers_figure(full_report()).table)

    assert complete[0] == ["regional", "16,22", "5,00", "−11,22", "5,00"]
    assert complete[2][3] == "0 von 3 erfasst"
    assert complete[3] == ["Summe", "325,64", "5,00", "5 von 12 erfasst", "5,00"]
    assert partial == [
        ["regional", "16,22", "8,10", "4 von 5 erfasst", "3,25", "11,35"],
        ["kommunal", "11,22", "11,22", "3 von 4 erfasst", "keine Angabe", "11,22"],
        ["privat", "298,20", "keine Angabe", "0 von 3 erfasst", "keine Angabe", "keine Angabe"],
        ["weitere", "nicht im Antrag", "keine Angabe", "entfällt", "0,40", "0,40"],
        ["Summe", "325,64", "19,32", "7 von 12 erfasst", "3,65", "22,97"],
    ]


def test_shares_of_further_projects_do_not_look_like_a_difference_to_the_motion() -> None:
    shares = (("ki-xc", "3.40"), ("ki-ckstart", "0.25"), ("ki-im-bau", "1.60"), ("aitransform", "5.97"))
    entries = tuple(
        make_entry(id=n, block=slug, payer=Payer.MUNICIPALITY, amount=millions(amount))
        for n, (slug, amount) in enumerate((*shares, ("gruenderzentrum", "2.00")))
    )
    report = make_report(projects=(make_project(),), entries=entries)

    assert table_rows(payers_figure(report).table)[1] == [
        "kommunal",
        "11,22",
        "11,22",
        "0,00",
        "2,00",
        "13,22",
    ]


def test_the_chart_of_payers_says_in_words_what_it_shows() -> None:
    chart = payers_figure(full_report()).chart

    assert isinstance(chart, PanelChart)
    assert [[bar.text for bar in panel.bars] for panel in chart.panels] == [
        ["16,22", "11,35"],
        ["11,22", "11,22"],
        ["298,20", "keine Angabe"],
        ["nicht vorgesehen", "0,40"],
    ]
    assert chart.alt == (
        "Im Antrag ist der private Eigenanteil am größten mit 298,20 Millionen Euro; heute ist es der "
        "regionale Anteil mit 11,35 Millionen Euro. Der regionale Anteil liegt am weitesten vom Antrag "
        "entfernt: heute 11,35 Millionen Euro, im Antrag 16,22 Millionen Euro; noch nicht erfasst ist der "
        "private Eigenanteil."
    )


def test_the_message_about_payers_does_not_promise_a_state_that_nobody_recorded() -> None:
    assert payers_figure(make_report()).table.message.endswith("ein aktueller Stand ist noch nicht erfasst.")
    assert "heute sind 22,97 Millionen Euro erfasst" in payers_figure(full_report()).table.message


def test_each_known_share_shows_its_difference_and_its_reason() -> None:
    cut = make_entry(id=1, amount=millions("5.00"), note="Kosten sind niedriger")
    same = make_entry(
        id=2, payer=Payer.MUNICIPALITY, stage=Stage.EARMARKED, degree=Degree.DECIDED, amount=millions("5.97")
    )
    new = make_entry(id=3, block="ki-ckstart", payer=Payer.PRIVATE, amount=millions("0.10"), is_rounded=True)
    table = tables(financing_section(make_report(entries=(cut, same, new))))["abweichungen-vom-antrag"]

    assert rows(table) == [
        ["Baustein 2, KI-ckstart (Stuttgart)"],
        ["privat", "kein Anteil", "rund 0,10", "+0,10", "keine Angabe"],
        ["Baustein 5, AITransform (Böblingen)"],
        ["regional", "5,97", "5,00", "−0,97", "Kosten sind niedriger."],
    ]
    assert table.message == (
        "Zu drei Anteilen ist ein aktueller Stand erfasst; der Antrag nennt zwölf Anteile. "
        "Wie im Antrag: AITransform (Böblingen), kommunal."
    )


def test_shares_that_all_equal_the_motion_need_no_table() -> None:
    same = make_entry(amount=millions("5.97"))
    section = financing_section(make_report(entries=(same,)))

    assert "abweichungen-vom-antrag" not in tables(section)
    assert said(section.parts[3]).endswith("Wie im Antrag: AITransform (Böblingen), regional.")


def test_a_share_of_a_block_without_a_row_is_compared_with_no_row() -> None:
    express = make_entry(block="aiexpress", payer=Payer.MUNICIPALITY, amount=millions("1.20"))
    table = tables(financing_section(make_report(entries=(express,))))["abweichungen-vom-antrag"]

    assert rows(table)[1][1:4] == ["ohne Zeile", "1,20", "+1,20"]


def test_unknown_shares_are_not_called_differences() -> None:
    assert "Ein aktueller Stand der Anteile ist noch nicht erfasst; der Antrag nennt zwölf Anteile." in texts(
        financing_section(make_report())
    )


def test_findings_are_listed_once_and_never_smoothed() -> None:
    finding = Finding(rule=RuleCode.EARMARKED_OVER_FRAME, sentence="Die Beschlüsse übersteigen den Rahmen")
    report = make_report(findings=(finding, replace(finding, entry=3)))

    assert texts(financing_section(report)).count("Die Beschlüsse übersteigen den Rahmen.") == 1
    assert "Die Zahlen halten alle Regeln ein, nach denen sie geprüft werden." in texts(
        financing_section(make_report())
    )

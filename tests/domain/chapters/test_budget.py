"""Section 10: budget, releases and outflow per year, later years, other payers, districts."""

from dataclasses import replace

from tests.domain.chapters.document_texts import plain, rows, said, table_rows, tables, texts
from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import (
    make_block,
    make_budget_row,
    make_entry,
    make_project,
    make_release,
    make_report,
    make_resolution,
    make_sperrvermerk,
    millions,
    on,
)
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.chapters.budget import budget_section
from vrs_tracker.domain.chapters.releases import releases_elements
from vrs_tracker.domain.chapters.sources import Citing, sources_of_report
from vrs_tracker.domain.document import RowKind, Table
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Counting, Degree, Payer, Stage


def _table(report: CommitteeReport, name: str) -> Table:
    return tables(budget_section(report))[name]


# ---------------------------------------------------------------- per year


def test_each_year_shows_what_is_appropriated_blocked_and_released() -> None:
    table = _table(sample_report(), "haushalt")

    assert rows(table)[3:] == [
        ["2025", "2,40", "0,48", "1,92"],
        ["2026", "1,12", "1,12", "keine Angabe"],
        ["Summe", "14,80", "2,10", "12,70"],
    ]
    assert table.rows[-1].kind is RowKind.TOTAL
    assert table.note.startswith("Übertragung: keine Angabe. Gesperrt: was Sperrvermerke")
    assert "Summen enthalten nur, was erfasst ist." in table.note
    assert (
        table.message
        == "Bis 2026 sind 14,80 Millionen Euro veranschlagt, davon 2,10 Millionen Euro gesperrt."
    )


def test_planned_years_do_not_enter_the_available_budget() -> None:
    plan = make_budget_row(budget_year=2027, kind=AppropriationKind.MEDIUM_TERM_PLAN, amount=millions("1.00"))

    assert "haushalt" not in tables(budget_section(make_report(budget=(plan,))))


def test_a_sum_without_unknown_parts_says_nothing_of_them() -> None:
    table = _table(make_report(budget=(make_budget_row(),)), "haushalt")

    assert "Summen enthalten" not in table.note


def test_an_appropriation_without_sperrvermerk_and_a_release_without_appropriation_read_well() -> None:
    free = make_report(budget=(make_budget_row(amount=millions("3.00")),))
    released = make_report(
        releases=(make_release(amount=millions("11.60"), is_rounded=True, budget_year=None),)
    )

    assert _table(free, "haushalt").message == "Bis 2026 sind 3,00 Millionen Euro veranschlagt."
    assert _table(released, "haushalt").message == "Haushaltsansätze bis 2026 sind noch nicht erfasst."
    assert "Einzelne Beträge sind in der Quelle gerundet." in _table(released, "haushalt").note


def test_a_record_without_year_is_named_as_such() -> None:
    undated = make_release(
        amount=millions("1.00"), budget_year=None, effective=replace(on(2026, 1, 1), day=None)
    )

    assert rows(_table(make_report(releases=(undated,)), "haushalt"))[0][0] == "ohne Jahr"


def test_outflow_says_what_is_still_to_be_paid() -> None:
    table = _table(sample_report(), "mittelabfluss")

    assert rows(table)[-1] == ["Summe", "11,35", "4,92", "6,43"]
    assert table.note.startswith("Beschlossen, Abgerufen: keine Angabe.")
    assert plain(table.message) == (
        "Von 11,35 Millionen Euro, die bewilligt sind, sind 4,92 Millionen Euro ausgezahlt (43,3 %) und "
        "6,43 Millionen Euro noch auszuzahlen."
    )


def test_rounded_commitments_stay_rounded_in_the_sentence() -> None:
    entries = (
        make_entry(id=1, amount=millions("2.00"), is_rounded=True),
        make_entry(id=2, stage=Stage.DISBURSED, amount=millions("0.50")),
    )
    table = _table(make_report(entries=entries), "mittelabfluss")

    assert plain(table.message) == (
        "Von rund 2,00 Millionen Euro, die bewilligt sind, sind 0,50 Millionen Euro ausgezahlt (25,0 %) "
        "und rund 1,50 Millionen Euro noch auszuzahlen."
    )
    assert "in der Quelle gerundet" in table.note


def test_each_year_says_what_is_granted_and_not_paid_by_its_end() -> None:
    entries = (
        make_entry(id=1, budget_year=2024, amount=millions("2.00"), effective=on(2024, 5, 2)),
        make_entry(id=2, stage=Stage.DISBURSED, amount=millions("0.50"), effective=on(2025, 5, 2)),
        make_entry(id=3, budget_year=2026, amount=millions("1.00")),
    )
    table = _table(make_report(entries=entries), "mittelabfluss")

    assert [[cells[0], cells[-1]] for cells in rows(table)] == [
        ["2024", "2,00"],
        ["2025", "1,50"],
        ["2026", "2,50"],
        ["Summe", "2,50"],
    ]


def test_resolutions_without_a_notice_are_no_commitments() -> None:
    decided = make_entry(stage=Stage.EARMARKED, degree=Degree.DECIDED, amount=millions("3.60"))
    table = _table(make_report(entries=(decided,)), "mittelabfluss")

    assert rows(table)[0] == ["2026", "3,60"]
    assert table.message == "Bewilligungen sind noch nicht erfasst."


def test_without_records_the_years_are_not_invented() -> None:
    made = texts(budget_section(make_report()).parts[0])

    assert made == [
        "Ansätze, Sperrvermerke und Freigaben: keine Angabe (noch nicht erfasst).",
        "Beschlüsse, Bewilligungen und Auszahlungen: keine Angabe (noch nicht erfasst).",
    ]


# ---------------------------------------------------------------- Sperrvermerke and releases


def test_each_sperrvermerk_shows_who_lifts_it_what_was_released_and_what_it_still_blocks() -> None:
    note = make_sperrvermerk(id=1, amount=millions("3.00"))
    vague = make_sperrvermerk(id=2, budget_year=2025, amount=millions("1.00"), lifted_by="", condition="")
    release = make_release(lifts=1, amount=millions("2.00"))
    table = _table(make_report(sperrvermerke=(note, vague), releases=(release,)), "sperrvermerke")

    assert [row.cells[1:] if len(row.cells) > 1 else row.cells for row in table.rows] == [
        ("Sperrvermerk im Haushalt 2026",),
        (
            (
                "Gesperrt. Aufheben kann: Regionalversammlung. Bedingung: Die Eckpunkte des Programms sind "
                "beschlossen."
            ),
            "3,00",
        ),
        ("Freigabe durch: Regionalversammlung.", "2,00"),
        ("noch gesperrt", "1,00"),
        ("Sperrvermerk im Haushalt 2025",),
        ("Gesperrt. Aufheben kann: keine Angabe. Bedingung: keine Angabe.", "1,00"),
        ("noch gesperrt", "1,00"),
    ]
    assert table.message == (
        "Aus zwei Sperrvermerken sind noch 2,00 Millionen Euro gesperrt. Erfasst ist eine Freigabe über "
        "2,00 Millionen Euro."
    )


def test_each_release_names_body_day_sperrvermerk_and_resolution() -> None:
    report = make_report(
        sperrvermerke=(make_sperrvermerk(id=1),),
        releases=(
            make_release(
                id=1, lifts=1, resolution=7, condition="nur für Investitionen", note="drei Projekte"
            ),
            make_release(id=2, body="", amount=millions("11.60"), is_rounded=True, resolution=8),
            make_release(id=3),
        ),
        resolutions=(make_resolution(id=7), make_resolution(id=8, document="", title="Eckpunkte")),
    )
    table = _table(report, "sperrvermerke")
    of_2026 = "Freigabe durch: Regionalversammlung. nur für Investitionen. drei Projekte."

    assert [
        cells for cells in rows(table) if cells[-1] != "noch gesperrt" and "Freigabe" in " ".join(cells)
    ] == [
        ["01.02.2026", f"{of_2026} Beleg: Nachweis 1 in Nummer 15.4.", "1,00"],
        ["Freigaben ohne erfassten Sperrvermerk"],
        ["01.02.2026", "Freigabe durch: keine Angabe. Beleg: Nachweis 2 in Nummer 15.4.", "rund 11,60"],
        ["01.02.2026", "Freigabe durch: Regionalversammlung.", "1,00"],
    ]
    assert table.message.endswith("Drei Freigaben ergeben zusammen rund 13,60 Millionen Euro.")


def test_outside_the_report_a_release_names_its_resolution_in_full() -> None:
    report = make_report(
        releases=(make_release(id=1, resolution=7), make_release(id=2, resolution=8)),
        resolutions=(make_resolution(id=7), make_resolution(id=8, document="", title="Eckpunkte")),
    )
    (table,) = releases_elements(report, Citing(report, by_number=False))

    assert [cells[1] for cells in table_rows(table)] == [
        "Freigabe durch: Regionalversammlung. Beleg: Vorlage 1/2026.",
        "Freigabe durch: Regionalversammlung. Beleg: Eckpunkte.",
    ]


def test_releases_alone_are_listed_without_heads_and_summed_exactly() -> None:
    table = _table(make_report(releases=(make_release(),)), "sperrvermerke")

    assert len(table.rows) == 1
    assert table.message == "Erfasst ist eine Freigabe über 1 Million Euro."


def test_a_sperrvermerk_that_is_lifted_in_full_blocks_nothing_more() -> None:
    report = make_report(
        sperrvermerke=(make_sperrvermerk(id=1, amount=millions("1.00")),),
        releases=(make_release(lifts=1, amount=millions("1.00")),),
    )

    assert _table(report, "sperrvermerke").message.startswith(
        "Aus einem Sperrvermerk ist nichts mehr gesperrt."
    )
    assert _table(replace(report, releases=()), "sperrvermerke").message.endswith(
        "Freigaben sind noch nicht erfasst."
    )


def test_what_takes_effect_after_the_reference_date_is_not_shown() -> None:
    later = on(2026, 7, 1)
    report = make_report(
        sperrvermerke=(make_sperrvermerk(effective=later),), releases=(make_release(effective=later),)
    )

    assert texts(budget_section(report).parts[1]) == ["keine Angabe (noch nicht erfasst)"]


# ---------------------------------------------------------------- later years


def test_three_further_years_are_always_told() -> None:
    assert rows(_table(full_report(), "finanzplanung")) == [
        ["2027", "0,80", "1,00"],
        ["2028", "keine Angabe", "0,42"],
        ["2029", "keine Angabe", "keine Angabe"],
    ]
    assert texts(budget_section(make_report()).parts[2]) == [
        "Verpflichtungsermächtigungen und Finanzplanung für 2027 bis 2029 sind noch nicht erfasst."
    ]


# ---------------------------------------------------------------- other payers


def test_shares_of_others_show_degree_and_the_number_of_their_source() -> None:
    report = full_report()
    table = _table(report, "anteile")
    sources = {str(one.number): one.text for one in sources_of_report(report)}
    _, first, *_ = made = rows(table)

    assert first[:4] == ["KI-XC (Stuttgart): Stadt Stuttgart", "3,40", "3,40", "zugesagt"]
    assert sources[first[4]] == "Mitteilung 2 vom Juni 2026."
    assert made[-2:][0] == ["Land"]
    assert made[-1][:2] == ["Projekt Fellbach (Fellbach): Land Baden-Württemberg", "nicht im Antrag"]
    assert table.message == "Zwei von acht Anteilen sind beschlossen, bewilligt oder geleistet."


def test_shares_that_only_the_motion_names_are_told_in_sentences() -> None:
    assert "Baustein 1, KI-XC (Stuttgart): der private Eigenanteil von 163,20 Millionen Euro." in texts(
        budget_section(full_report()).parts[3]
    )


def test_undivided_shares_of_others_are_listed_and_regional_money_is_not() -> None:
    entries = (
        make_entry(id=1, block=None, payer=Payer.STATE, payer_name="", source_text="", degree=Degree.PLEDGED),
        make_entry(id=2, block=None, amount=millions("13.20")),
        make_entry(
            id=3, payer=Payer.PRIVATE, payer_name="Stiftung", amount=millions("1.00"), is_rounded=True
        ),
    )

    assert rows(_table(make_report(entries=entries), "anteile")) == [
        ["Privat"],
        ["AITransform (Böblingen): Stiftung", "kein Anteil", "rund 1,00", "bewilligt", "1"],
        ["Land"],
        ["Programm gesamt, nicht aufgeteilt", "nicht im Antrag", "0,10", "zugesagt", "keine Angabe"],
    ]


def test_one_secured_share_is_said_in_the_singular() -> None:
    entry = make_entry(payer=Payer.MUNICIPALITY)

    assert _table(make_report(entries=(entry,)), "anteile").message.startswith(
        "Einer von sieben Anteilen ist beschlossen"
    )


def test_no_secured_share_is_said_as_such() -> None:
    pledged = make_entry(payer=Payer.MUNICIPALITY, degree=Degree.PLEDGED)

    assert _table(make_report(entries=(pledged,)), "anteile").message.startswith(
        "Keiner von sieben Anteilen ist"
    )


def test_without_any_share_of_others_the_section_says_so() -> None:
    assert texts(budget_section(make_report(blocks=())).parts[3]) == ["keine Angabe (noch nicht erfasst)"]


# ---------------------------------------------------------------- districts


def test_regional_money_is_shown_by_district_with_its_blocks() -> None:
    table = _table(sample_report(), "landkreise")

    assert rows(table)[:3] == [
        ["Stuttgart", "KI-XC, KI-ckstart, KI im Bau und Projekt Stuttgart", "keine Angabe", "3,10", "1,20"],
        ["Landkreis Böblingen", "AIExpress, AITransform und AIVision", "keine Angabe", "5,00", "3,00"],
        ["Rems-Murr-Kreis", "Projekt Fellbach", "keine Angabe", "1,60", "0,72"],
    ]
    assert table.message == (
        "Regionale Mittel sind erfasst für Stuttgart, den Landkreis Böblingen, den Rems-Murr-Kreis, "
        "den Landkreis Göppingen und den Landkreis Esslingen. Noch keine sind erfasst für den Landkreis "
        "Ludwigsburg (mAIkerSpace)."
    )
    assert table.note == "Rundungsdifferenzen möglich."


def test_rows_that_overlap_are_not_added_up_and_say_why() -> None:
    wide = make_block(districts=("Böblingen", "Esslingen"))
    inside = make_entry(counting=Counting.CONTAINED)
    table = _table(make_report(blocks=(wide,), entries=(inside,)), "landkreise")

    assert table.note == (
        "Ein Vorhaben in mehreren Landkreisen zählt in jedem voll. Einzelne Beträge können auch in nicht "
        "aufgeteilten Summen enthalten sein. Die Zeilen werden deshalb nicht addiert. Rundungsdifferenzen "
        "möglich."
    )
    assert all(row.kind is RowKind.BODY for row in table.rows)


def test_money_without_a_district_has_a_row_of_its_own() -> None:
    report = make_report(blocks=(), entries=(make_entry(block=None),))
    everywhere = make_report(blocks=(), projects=(make_project(districts=()),))

    assert rows(_table(report, "landkreise"))[0][:2] == ["ohne Landkreis", "nicht aufgeteilte Summen"]
    both = replace(everywhere, entries=report.entries)

    assert "Noch keine sind erfasst für Vorhaben ohne Landkreis (Gründerzentrum)." in said(
        budget_section(everywhere).parts[4]
    )
    assert rows(_table(both, "landkreise"))[0][1] == "Gründerzentrum und nicht aufgeteilte Summen"
    assert _table(report, "landkreise").message == (
        "Regionale Mittel sind noch keinem Landkreis zugeordnet. Kein Vorhaben ist erfasst für Stuttgart, "
        "den Landkreis Böblingen, den Landkreis Esslingen, den Landkreis Göppingen, den Landkreis "
        "Ludwigsburg und den Rems-Murr-Kreis."
    )


def test_without_blocks_and_money_there_are_no_districts() -> None:
    assert said(budget_section(make_report(blocks=())).parts[4]) == "keine Angabe (noch nicht erfasst)"

"""The tables of the page of the budget and what section 10 says of carry-overs and freezes."""

from dataclasses import replace
from datetime import date

from tests.domain.amount_and_date_values import on
from tests.domain.budget.budget_books import (
    MAIN,
    OTHER,
    ansatz,
    carried,
    entry,
    eur,
    plan,
    sample_report,
)
from tests.domain.chapters.document_texts import plain, rows, tables
from tests.domain.money_values import (
    make_budget_row,
    make_freeze,
    make_release,
    make_resolution,
    make_sperrvermerk,
)
from tests.domain.report_values import make_report
from vrs_tracker.domain.chapters.budget import budget_section
from vrs_tracker.domain.chapters.budget_lines import (
    authority_table,
    formula_table,
    use_table,
    whereabouts_figure,
    whereabouts_message,
    year_message,
)
from vrs_tracker.domain.chapters.budget_plan import authorisations_table, plan_tables
from vrs_tracker.domain.chapters.carry_overs import carried_table, lapse_elements, lapse_table
from vrs_tracker.domain.chapters.freezes import freezes_elements
from vrs_tracker.domain.chapters.headline import available_sentence
from vrs_tracker.domain.chapters.outflow_chart import outflow_by_base
from vrs_tracker.domain.chapters.releases import releases_elements
from vrs_tracker.domain.chapters.sources import Citing
from vrs_tracker.domain.document import Paragraph, Table
from vrs_tracker.domain.facts.control import Competence
from vrs_tracker.domain.lists.budget_year import budget_year
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.budget import CarryReason
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Stage

MILLION = 1_000_000


def cells(table: Table | None) -> list[list[str]]:
    assert table is not None
    return [[plain(cell) for cell in row] for row in rows(table)]


def whole_report() -> CommitteeReport:
    """The sample with all carry-overs recorded, so that the parts make up the Ansatz."""
    return replace(sample_report(), budget=(*sample_report().budget, carried(2026, "-40", OTHER)))


# ---------------------------------------------------------------- one year


def test_the_table_of_a_year_adds_up_over_its_lines() -> None:
    assert cells(authority_table(sample_report(), 2026)) == [
        [MAIN, "40,00 €", "70,00 €", "110,00 €", "30,00 €", "keine Angabe"],
        [OTHER, "60,00 €", "keine Angabe", "60,00 €", "keine Angabe", "5,00 €"],
        ["Summe", "100,00 €", "70,00 €", "170,00 €", "30,00 €", "5,00 €"],
    ]


def test_the_year_says_in_a_sentence_what_its_ansatz_is_made_of() -> None:
    report = make_report(
        as_of=date(2026, 6, 30),
        budget=(
            ansatz(2026, str(2 * MILLION)),
            carried(2026, str(3 * MILLION), effective=on(2026, 1, 2)),
            carried(2027, str(MILLION), effective=on(2026, 1, 2)),
            ansatz(2024, str(MILLION)),
        ),
    )

    assert year_message(report, 2026) == (
        "Der fortgeschriebene Ansatz 2026 beträgt 5,00 Millionen Euro: 2,00 Millionen Euro Ansatz und "
        "3,00 Millionen Euro, die aus Vorjahren übertragen sind."
    )
    assert year_message(report, 2027).endswith("aus Vorjahren übertragen sind 1 Million Euro.")
    assert year_message(report, 2024).endswith("übertragen ist dorthin nichts.")
    assert year_message(report, 2025) == "Für das Haushaltsjahr 2025 ist kein Ansatz erfasst."


def test_the_running_year_shows_what_is_available_and_a_past_one_what_became_of_it() -> None:
    running, past = use_table(sample_report(), 2026), use_table(sample_report(), 2025)

    assert cells(running)[0] == [
        *(MAIN, "10,00 €", "90,00 €", "keine Angabe", "55,00 €", "nicht aufgeteilt", "35,00 €"),
    ]
    assert cells(running)[-1] == [
        *("Summe", "130,00 €", "110,00 €", "5,00 €", "55,00 €", "15,00 €", "55,00 €"),
    ]
    assert running is not None
    assert "nicht nach Buchungsstellen aufteilen" in running.note
    assert cells(past)[0] == [MAIN, "keine Angabe", "30,00 €", "70,00 €", "0,00 €"]
    assert past is not None
    assert [column.head for column in past.columns][1] == "Freigegeben"
    assert use_table(sample_report(), 2027) is None


def test_a_year_without_any_record_has_no_tables() -> None:
    empty = make_report()

    assert authority_table(empty, 2026) is None
    assert use_table(empty, 2026) is None
    assert use_table(empty, 2020) is None
    assert formula_table(replace(empty, blocks=())) is None
    assert outflow_by_base(empty) is None


def test_every_figure_carries_its_formula_in_numbers() -> None:
    assert cells(formula_table(sample_report())) == [
        [
            "verfügbar",
            "130,00 € freigegeben − 110,00 € bewilligt − 5,00 € durch Haushaltssperre angehalten",
            "15,00 €",
        ],
        ["noch auszuzahlen", "110,00 € bewilligt − 55,00 € ausgezahlt", "55,00 €"],
        [
            "noch nicht bewilligt",
            "16.220.000,00 € Rahmen laut Antrag − 110,00 € bewilligt",
            "16.219.890,00 €",
        ],
    ]


def test_without_a_frame_or_a_release_only_what_is_known_is_calculated() -> None:
    report = replace(sample_report(), blocks=(), releases=())

    assert [row[0] for row in cells(formula_table(report))] == ["noch auszuzahlen"]


def test_the_picture_shows_the_parts_and_names_the_base_of_each_share() -> None:
    figure = whereabouts_figure(whole_report())

    assert figure is not None
    assert [series.name for series in getattr(figure.chart, "series")] == [  # noqa: B009 - a bar chart
        "ausgezahlt",
        "noch auszuzahlen",
        "verfügbar",
        "durch Haushaltssperre angehalten",
        "gesperrt (Sperrvermerk)",
    ]
    assert cells(figure.table)[0] == ["ausgezahlt", "25,00 €", "19,2 %"]
    assert figure.table.note == "Anteil: vom fortgeschriebenen Ansatz 2026."
    assert whereabouts_message(whole_report()) == ""


def test_parts_that_do_not_fit_are_not_drawn_and_the_difference_is_named() -> None:
    assert whereabouts_figure(sample_report()) is None
    assert plain(whereabouts_message(sample_report())) == (
        "Ausgezahlt, noch auszuzahlen, verfügbar und zurückgehalten ergeben zusammen 130,00 €, der "
        "fortgeschriebene Ansatz 2026 ist 170,00 €. Der Unterschied bleibt, bis alle Übertragungen aus "
        "Vorjahren erfasst sind."
    )
    assert whereabouts_message(make_report()) == ""
    assert whereabouts_figure(make_report()) is None


def test_parts_of_which_one_is_below_nothing_are_not_drawn_but_no_difference_is_claimed() -> None:
    report = whole_report()
    report = replace(report, entries=(*report.entries, entry(Stage.COMMITTED, "20")))

    assert whereabouts_figure(report) is None
    assert plain(whereabouts_message(report)) == (
        "Ausgezahlt, noch auszuzahlen, verfügbar und zurückgehalten ergeben zusammen den fortgeschriebenen "
        "Ansatz 2026 von 130,00 €. Ein Bild der Teile gibt es nicht, weil unter null liegt: "
        "verfügbar −5,00 €."
    )


def test_the_share_of_a_year_is_that_of_the_adjusted_ansatz() -> None:
    table = outflow_by_base(sample_report())

    assert cells(table) == [
        ["2025", "100,00 €", "100,00 €", "30,00 €", "30,0 %"],
        ["2026", "100,00 €", "170,00 €", "25,00 €", "14,7 %"],
    ]
    assert table is not None
    assert "vom fortgeschriebenen Ansatz" in table.note
    unpaid = outflow_by_base(replace(sample_report(), entries=()))
    assert cells(unpaid)[0][-2:] == ["keine Angabe", "keine Angabe"]


def test_the_page_of_a_year_gathers_its_tables() -> None:
    page, empty = budget_year(whole_report(), 2026), budget_year(whole_report(), 2031)
    past = budget_year(whole_report(), 2025)

    names = [table.name for table in page.tables()]
    assert names[:4] == ["ansatz", "aufteilung", "verwendung", "rechnungen"]
    assert {"sperrvermerke", "haushaltssperren", "uebertragungen", "verfall", "abfluss"} <= set(names)
    assert (page.is_running, page.is_empty, empty.is_empty, past.is_running) == (True, False, True, False)
    assert (past.lapse, past.formulas, past.picture) == ("", None, None)
    assert len(past.blocks) == 1


# ---------------------------------------------------------------- carry-overs


def test_each_carry_over_names_its_reason_and_the_new_sum() -> None:
    report = make_report(
        as_of=date(2026, 10, 20),
        budget=(
            ansatz(2026, str(MILLION)),
            carried(2026, str(2 * MILLION), reason=CarryReason.DELAYED, block_continues=True),
            carried(2026, str(MILLION), reason=CarryReason.TENDER_RUNNING, block_continues=False),
            carried(2027, "500000", OTHER, reason=CarryReason.OTHER, note="Die Stadt baut später."),
            carried(2027, "100000", "", reason=None),
            carried(2027, "100000", "X", reason=CarryReason.OTHER),
        ),
    )
    table = carried_table(report, (2026, 2027))

    assert table is not None
    assert table.message == (
        "Übertragen sind 3,00 Millionen Euro in das Haushaltsjahr 2026 und 0,70 Millionen Euro in das "
        "Haushaltsjahr 2027."
    )
    assert cells(table) == [
        [
            "2026",
            MAIN,
            (
                "Maßnahme verzögert (2,00); Vergabe läuft (1,00). Der Sperrvermerk gilt fort. "
                "Der Sperrvermerk gilt nicht fort."
            ),
            "1,00",
            "3,00",
            "4,00",
        ],
        ["2027", OTHER, "Die Stadt baut später.", "keine Angabe", "0,50", "0,50"],
        ["2027", "X", "Anderer Grund.", "keine Angabe", "0,10", "0,10"],
        ["2027", "ohne Buchungsstelle", "Grund: keine Angabe.", "keine Angabe", "0,10", "0,10"],
    ]
    assert carried_table(report, (2024,)) is None


def test_the_section_prints_the_reasons_and_never_adds_carry_overs_of_several_years() -> None:
    budget = (
        ansatz(2025, "100"),
        carried(2026, "70"),
        ansatz(2026, "40"),
    )
    section = tables(budget_section(make_report(as_of=date(2026, 10, 20), budget=budget)))

    assert cells(section["haushalt"])[-1][2] == "keine Summe"
    assert cells(section["uebertragungen"])[0][2] == "Maßnahme verzögert."


def test_what_lapses_is_told_from_october_on() -> None:
    spring = replace(sample_report(), as_of=date(2026, 6, 30))
    nothing = replace(sample_report(), budget=(ansatz(2026, "10"), carried(2027, "10")), entries=())

    assert lapse_elements(make_report()) == ()
    assert "steht hier ab Oktober 2026" in _text(lapse_elements(spring))
    assert lapse_table(spring) is None
    assert "verfällt nach dem Stand vom 20.10.2026 nichts" in _text(lapse_elements(nothing))
    assert "Betroffen: KI-XC und AITransform." in _text(lapse_elements(sample_report()))


def test_what_lapses_stands_by_line_with_those_concerned() -> None:
    report = replace(
        sample_report(),
        budget=(ansatz(2026, "10000000"), ansatz(2026, "20000", "5710-09", id=2)),
    )

    assert [row[:2] for row in cells(lapse_table(report))] == [
        [MAIN, "KI-XC"],
        ["5710-09", "kein Vorhaben mit Bewilligung"],
        ["Summe", "zusammen"],
    ]


def _text(elements: tuple[object, ...]) -> str:
    (element,) = elements
    assert isinstance(element, Paragraph)
    return element.text


# ---------------------------------------------------------------- freezes and Sperrvermerke


def test_a_freeze_and_what_ends_it_stand_with_their_grounds() -> None:
    (table,) = freezes_elements(sample_report(), 2026)

    assert isinstance(table, Table)
    assert [row[1] for row in cells(table)] == [
        f"Angehalten durch: Kämmerei. Grund: Die Umlage geht später ein. Buchungsstelle: {OTHER}.",
        f"Aufgehoben durch: Kämmerei. Grund: Die Umlage geht später ein. Buchungsstelle: {OTHER}.",
        "noch angehalten",
    ]
    assert freezes_elements(sample_report(), 2025) == ()


def test_an_ended_freeze_holds_nothing_back() -> None:
    ended = (make_freeze(id=1, amount=eur("8")), make_freeze(id=2, amount=eur("8"), lifts=1))
    (table,) = freezes_elements(replace(sample_report(), freezes=ended), 2026)

    assert isinstance(table, Table)
    assert table.message == "Haushaltssperren sind wieder aufgehoben; angehalten ist nichts."


def test_the_headline_says_what_a_freeze_holds_back() -> None:
    entries = (entry(Stage.COMMITTED, "1000000"),)
    releases = (make_release(amount=eur("3000000")),)
    report = make_report(entries=entries, releases=releases)
    frozen = replace(report, freezes=(make_freeze(amount=eur("500000")),))
    over = replace(report, freezes=(make_freeze(amount=eur("2500000")),))

    report_day = replace(frozen, as_of=date(2026, 10, 20))
    assert available_sentence(report_day) == (
        "Verfügbar sind 1,50 Millionen Euro (freigegeben, noch nicht bewilligt; ohne 0,50 Millionen Euro, "
        "die eine Haushaltssperre anhält)."
    )
    assert available_sentence(replace(over, as_of=date(2026, 10, 20))) == (
        "Bewilligt oder angehalten sind 0,50 Millionen Euro mehr, als freigegeben ist."
    )


def test_a_sperrvermerk_says_its_extent_who_checked_the_competence_and_whether_it_goes_on() -> None:
    checked = Competence(
        body="Regionalversammlung",
        basis="Hauptsatzung",
        checked_on=date(2026, 3, 2),
        office="Haushaltsstelle",
    )
    notes = (
        make_sperrvermerk(id=1, appropriation=1, amount=eur("40"), budget_line=MAIN, competence=checked),
        make_sperrvermerk(id=2, appropriation=1, amount=eur("10"), known_on=date(2026, 1, 5)),
        make_sperrvermerk(id=3, appropriation=9, amount=eur("10"), competence=replace(checked, office="")),
    )
    resolution = make_resolution(id=5)
    budget = (
        ansatz(2026, "40", id=1),
        replace(carried(2027, "5", block_continues=True), resolution=5),
        carried(2027, "5", "", block_continues=False),
        make_budget_row(id=70, kind=AppropriationKind.CARRY_FORWARD, budget_year=2027, budget_line="Y"),
    )
    report = make_report(
        as_of=date(2026, 10, 20), budget=budget, sperrvermerke=notes, resolutions=(resolution,)
    )
    (table,) = releases_elements(report, Citing(report))

    assert isinstance(table, Table)
    told = [row[1] for row in cells(table) if len(row) > 1 and row[1].startswith("Gesperrt")]
    assert told[0].startswith("Gesperrt ist der ganze Ansatz. Aufheben kann: Regionalversammlung.")
    assert told[0].endswith(
        "Zuständigkeit geprüft am 02.03.2026 durch: Haushaltsstelle. Zuständig: Regionalversammlung. "
        "Grundlage: Hauptsatzung. Mit der Übertragung nach 2027: gilt fort, Beschluss vom 11.03.2026 "
        "(Ausschuss für Wirtschaft, Infrastruktur und Verwaltung)."
    )
    assert told[1].startswith("Gesperrt ist ein Teil des Ansatzes von 40,00 Euro.")
    assert "Zuständigkeit: noch nicht geprüft. Mit der Übertragung nach 2027: gilt nicht fort." in told[1]
    assert "Zuständigkeit geprüft am 02.03.2026. Zuständig" in told[2]


# ---------------------------------------------------------------- later years


def test_plans_say_which_one_counts_and_stand_newest_first() -> None:
    report = make_report(budget=(plan(2027, "8", 2026), plan(2027, "7", 2025), plan(2027, "1", None)))
    newest, older, oldest = plan_tables(report)

    assert newest.caption.startswith("Finanzplanung, Haushalt 2026: gilt")
    assert older.caption.startswith("Finanzplanung, Haushalt 2025: ersetzt durch den Haushalt 2026")
    assert oldest.name == "plan-ohne-jahr"


def test_an_authority_shows_what_is_free() -> None:
    authority = make_budget_row(
        budget_year=2027, kind=AppropriationKind.COMMITMENT_AUTHORISATION, amount=eur("60")
    )

    assert cells(authorisations_table(make_report(budget=(authority,)))) == [
        ["2027", "60,00 €", "0,00 €", "60,00 €"]
    ]
    assert authorisations_table(make_report()) is None

"""Where the regional money goes: table, sentence and map of the six districts."""

from tests.domain.report_values import make_block, make_entry, make_project, make_report, millions
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.chapters.districts import district_map, district_table
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.region import District, district_for, district_named


def texts(report: CommitteeReport) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in district_table(report).rows]


def test_all_six_districts_stand_there_the_largest_amount_first() -> None:
    assert texts(sample_report()) == [
        ["Landkreis Böblingen", "5,00", "44,1\N{NO-BREAK SPACE}%", "3 Bausteine"],
        ["Stuttgart", "3,10", "27,3\N{NO-BREAK SPACE}%", "3 Bausteine und 1 Projekt"],
        ["Rems-Murr-Kreis", "1,60", "14,1\N{NO-BREAK SPACE}%", "1 Projekt"],
        ["Landkreis Göppingen", "1,00", "8,8\N{NO-BREAK SPACE}%", "1 Projekt"],
        ["Landkreis Esslingen", "0,65", "5,7\N{NO-BREAK SPACE}%", "1 Projekt"],
        ["Landkreis Ludwigsburg", "keine Angabe", "keine Angabe", "1 Baustein"],
    ]


def test_a_district_with_blocks_leads_to_their_list() -> None:
    links = {row.cells[0].text: row.cells[0].address for row in district_table(make_report()).rows}
    assert links["Landkreis Böblingen"] == "/bausteine/?kreis=08115"
    assert links["Landkreis Göppingen"] == ""


def test_the_message_names_the_largest_district() -> None:
    assert district_table(sample_report()).message == (
        "Bewilligt ist für fünf der sechs Landkreise, am meisten für den Landkreis Böblingen: "
        "5,00 Millionen Euro."
    )
    one = make_report(entries=(make_entry(amount=millions("1.5")),))
    assert district_table(one).message == (
        "Bewilligt ist bisher nur für den Landkreis Böblingen: 1,50 Millionen Euro."
    )
    assert district_table(make_report()).message == ("Bewilligungen sind noch keinem Landkreis zugeordnet.")


def test_a_project_in_two_districts_counts_in_both_and_the_note_says_so() -> None:
    project = make_project(slug="zwei", districts=("Landkreis Esslingen", "Göppingen"))
    entry = make_entry(block="zwei", amount=millions("2"))
    report = make_report(blocks=(), projects=(project,), entries=(entry,))
    assert [row[:2] for row in texts(report)[:2]] == [
        ["Landkreis Esslingen", "2,00"],
        ["Landkreis Göppingen", "2,00"],
    ]
    assert "zählt in jedem voll" in district_table(report).note
    assert "zählt in jedem voll" not in district_table(sample_report()).note


def test_what_lies_in_no_district_stands_last_and_a_rounded_amount_is_marked() -> None:
    entries = (
        make_entry(id=1, block=None, amount=millions("3")),
        make_entry(id=2, block="aitransform", amount=millions("2.6"), is_rounded=True),
    )
    report = make_report(blocks=(make_block(),), entries=entries)
    assert texts(report)[0][:2] == ["Landkreis Böblingen", "rund 2,60"]
    assert texts(report)[-1] == ["ohne Landkreis", "3,00", "53,6\N{NO-BREAK SPACE}%", "keine"]


def test_a_district_outside_the_region_keeps_its_name() -> None:
    block = make_block(slug="fern", districts=("Landkreis Tübingen",))
    assert texts(make_report(blocks=(block,)))[-1][0] == "Landkreis Tübingen"


def test_the_map_says_in_words_what_one_sees_and_shades_by_fixed_limits() -> None:
    made = district_map(sample_report())
    assert made is not None
    assert made.alt == (
        "Bewilligte regionale Mittel in Millionen Euro, Stand 30.06.2026: Landkreis Böblingen 5,00, "
        "Stuttgart 3,10, Rems-Murr-Kreis 1,60, Landkreis Göppingen 1,00, Landkreis Esslingen 0,65 und "
        "Landkreis Ludwigsburg keine Angabe. "
        "Je mehr bewilligt ist, desto dunkler ist die Fläche."
    )
    assert made.grades == {
        District.BOEBLINGEN: 3,
        District.STUTTGART: 3,
        District.REMS_MURR: 2,
        District.GOEPPINGEN: 1,
        District.ESSLINGEN: 1,
        District.LUDWIGSBURG: 0,
    }


def test_a_map_that_shows_nothing_is_not_drawn() -> None:
    assert district_map(make_report()) is None


def test_districts_are_known_with_and_without_their_kind() -> None:
    assert district_named("Landkreis Böblingen") is district_named("Böblingen") is District.BOEBLINGEN
    assert district_named("Landeshauptstadt Stuttgart") is District.STUTTGART
    assert district_named("Tübingen") is None


def test_a_district_is_told_from_the_town_of_its_name() -> None:
    assert [district_for(name) for name in ("Böblingen", "Rems-Murr-Kreis", "Stuttgart")] == [
        "den Landkreis Böblingen",
        "den Rems-Murr-Kreis",
        "Stuttgart",
    ]

"""The one numbered list of sources, and how tables refer to it."""

from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import make_entry, make_event, make_report, make_resolution
from vrs_tracker.domain.chapters.sources import Citing, cited, sources_of_report
from vrs_tracker.domain.outline import document


def test_resolutions_come_first_and_every_other_text_has_one_number() -> None:
    report = make_report(
        resolutions=(make_resolution(id=7), make_resolution(id=8)),
        entries=(
            make_entry(id=1, source_text="Bescheid A"),
            make_entry(id=2, block="ki-xc", source_text="Bescheid A"),
            make_entry(id=3, block=None, source_text="Bescheid B"),
        ),
        events=(make_event(source_text="Protokoll"),),
    )

    assert [(one.number, one.supports) for one in sources_of_report(report)] == [
        (3, ("AITransform", "KI-XC")),
        (4, ("Programm gesamt",)),
        (5, ("Vernetzung",)),
    ]


def test_amounts_refer_to_their_resolution_and_their_evidence_in_ascending_order() -> None:
    report = make_report(
        resolutions=(make_resolution(id=7),),
        entries=(
            make_entry(id=1, source_text="Bescheid A"),
            make_entry(id=2, source_text="Bescheid B", resolution=7),
            make_entry(id=3, source_text=""),
        ),
    )

    assert cited(report, report.entries[1:2]) == ("1", "3")
    assert Citing(report).amounts(report.entries) == "1, 2 und 3"
    assert Citing(report).amounts(report.entries[2:]) == "keine Angabe"


def test_outside_the_report_a_source_stands_in_full() -> None:
    report = make_report(events=(make_event(source_text="Protokoll"),))

    assert Citing(report).text("Protokoll") == "1"
    assert Citing(report, by_number=False).text("Protokoll") == "Protokoll"
    assert Citing(report, by_number=False).text("") == "keine Angabe"
    assert (Citing(report).head, Citing(report, by_number=False).head) == ("Nachweis", "Quelle")


def test_every_number_that_the_report_cites_stands_in_its_list() -> None:
    tables = {table.name: table for table in document(full_report()).tables()}
    listed = {str(row.cells[0]) for name in ("beschluesse", "nachweise") for row in tables[name].rows}
    numbers = {
        number
        for table in tables.values()
        for index, column in enumerate(table.columns)
        if column.head == "Nachweis"
        for row in table.rows
        if len(row.cells) > 1 and row.cells[index] != "keine Angabe"
        for number in str(row.cells[index]).replace(" und ", ", ").split(", ")
    }

    assert numbers
    assert numbers <= listed
    assert len(listed) == len(tables["beschluesse"].rows) + len(tables["nachweise"].rows)

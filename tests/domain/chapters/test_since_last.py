"""Section 5: what has changed since the last report."""

from dataclasses import replace

from tests.domain.chapters.document_texts import rows, tables, texts
from tests.domain.report_values import make_blocks, make_previous, make_report
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.chapters.since_last import since_last_section
from vrs_tracker.domain.document import Listing, Section
from vrs_tracker.domain.report import Change, CommitteeReport
from vrs_tracker.domain.vocabulary.reporting import ChangeKind

KINDS = "aenderungen-nach-art"


def _change(
    rank: int, sentence: str, block: str | None = None, kind: ChangeKind = ChangeKind.DATES
) -> Change:
    return Change(rank=rank, block=block, sentence=sentence, kind=kind)


def _report(*changes: Change) -> CommitteeReport:
    return make_report(blocks=make_blocks(), previous=make_previous(), changes=changes)


def _items(section: Section) -> list[str]:
    return [item for element in section.body if isinstance(element, Listing) for item in element.items]


def test_lights_are_counted_now_and_in_the_last_report() -> None:
    table = tables(since_last_section(sample_report()))["ampel-vergleich"]

    assert rows(table) == [
        ["planmäßig", "6", "8", "−2"],
        ["Abweichung", "2", "1", "+1"],
        ["kritisch", "1", "1", "gleich"],
        ["nicht begonnen", "1", "1", "gleich"],
        ["keine aktuelle Meldung", "1", "0", "+1"],
    ]
    assert table.message == "Verglichen wird mit dem 4. Bericht, Stand 31.12.2025."


def test_changes_are_counted_by_kind_with_the_blocks_they_are_about() -> None:
    table = tables(since_last_section(sample_report()))[KINDS]

    assert rows(table) == [["Stand und Einschätzung", "2", "2"], ["Beträge", "8", "4"], ["Termine", "1", "1"]]
    assert table.message == "11 Änderungen sind zu berichten; 6 Bausteine und Projekte sind ohne Änderung."
    assert "Berichtigt" not in table.note


def test_the_note_says_what_corrected_means_when_something_was() -> None:
    correction = _change(1, "Berichtigt: Satz.", kind=ChangeKind.CORRECTIONS)
    table = tables(since_last_section(_report(correction)))[KINDS]

    assert rows(table) == [["Angaben früherer Berichte berichtigt oder nachgetragen", "1", "Programm gesamt"]]
    assert table.note.endswith("was der letzte Bericht über seine Zeit anders oder nicht sagte.")


def test_a_report_in_which_everything_changed_says_so() -> None:
    changes = [_change(rank, "Satz.", block.slug) for rank, block in enumerate(make_blocks(), start=1)]
    message = tables(since_last_section(_report(*changes)))[KINDS].message

    assert message == "7 Änderungen sind zu berichten; jeder Baustein und jedes Projekt hat sich geändert."


def test_the_leading_change_of_each_block_comes_first_by_importance() -> None:
    leading, _ = since_last_section(sample_report()).parts

    assert [text.split(":")[0] for text in _items(leading)] == [
        "AITransform (Böblingen)",
        "KI im Bau (Stuttgart)",
        "AIExpress (Böblingen)",
        "Projekt Esslingen (Esslingen)",
        "Projekt Fellbach (Fellbach)",
        "Im Programm freigegeben",
    ]


def test_all_other_changes_stand_under_their_blocks_in_the_order_of_the_report() -> None:
    _, others = since_last_section(sample_report()).parts

    assert [text for text in texts(others) if text.endswith(")") or text == "Programm gesamt"] == [
        "KI im Bau (Stuttgart)",
        "AITransform (Böblingen)",
        "Programm gesamt",
    ]
    assert _items(others)[0].startswith("Ausgezahlt: 0,90 Millionen Euro")


def test_every_change_stands_in_the_chapter_once() -> None:
    report = sample_report()
    said = [text for part in since_last_section(report).parts for text in _items(part)]

    assert len(said) == len(report.changes)
    assert all(any(text.endswith(change.sentence[1:]) for text in said) for change in report.changes)


def test_a_project_that_is_gone_leads_beside_the_programme() -> None:
    gone = _change(2, "Ein Projekt wird nicht mehr geführt.", kind=ChangeKind.BLOCKS)
    programme = (_change(1, "Im Programm veranschlagt: mehr."), _change(3, "Im Programm gesperrt: mehr."))
    leading, others = since_last_section(_report(gone, *programme)).parts

    assert _items(leading) == ["Im Programm veranschlagt: mehr.", "Ein Projekt wird nicht mehr geführt."]
    assert _items(others) == ["Im Programm gesperrt: mehr."]


def test_a_single_change_needs_no_second_part() -> None:
    report = sample_report()
    section = since_last_section(replace(report, changes=report.changes[:1]))

    assert [part.heading for part in section.parts] == ["Die wichtigste Änderung je Baustein und Projekt"]
    assert tables(section)[KINDS].message.startswith("1 Änderung ist zu berichten; 10 Bausteine")


def test_changes_frozen_without_kinds_are_listed_but_not_counted_by_kind() -> None:
    report = sample_report()
    older = tuple(replace(change, kind=None) for change in report.changes)
    section = since_last_section(replace(report, changes=older))

    assert KINDS not in tables(section)
    assert len(section.parts) == 2


def test_the_first_report_and_a_quiet_half_year_say_so() -> None:
    assert texts(since_last_section(make_report())) == [
        "Dies ist der erste Bericht. Veränderungen zeigt der nächste, der auf ihm aufbaut."
    ]
    assert "Beträge, Termine, Risiken und Stände sind unverändert." in texts(
        since_last_section(make_report(previous=make_previous()))
    )

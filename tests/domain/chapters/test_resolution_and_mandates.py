"""Sections 1 and 3: the proposed resolution, the mandates and the duty to report."""

from dataclasses import replace

from tests.domain.chapters.document_texts import rows, said, tables, texts
from tests.domain.report_values import make_duty, make_motion, make_report
from vrs_tracker.domain.chapters.mandates import mandates_section
from vrs_tracker.domain.chapters.resolution import resolution_section
from vrs_tracker.domain.document import Framed
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot

# ---------------------------------------------------------------- 1 proposed resolution


def test_the_committee_takes_note_of_the_report_by_its_number() -> None:
    framed = resolution_section(make_report(number=5)).body

    assert framed == (
        Framed(
            (
                (
                    "Der Ausschuss für Wirtschaft, Infrastruktur und Verwaltung nimmt den 5. "
                    "Halbjahresbericht zur Umsetzung des Antrags „KI in die Umsetzung bringen“ zur "
                    "Kenntnis."
                ),
            ),
        ),
    )


def test_each_line_of_the_office_is_an_item_of_the_resolution() -> None:
    lines = " Die Sperre 2026 wird aufgehoben.\n\nDer Umfang wird geändert. \n"
    section = resolution_section(make_report(narratives=((NarrativeSlot.PROPOSED_RESOLUTION, lines),)))

    assert isinstance(section.body[0], Framed)
    assert section.body[0].items == ("Die Sperre 2026 wird aufgehoben.", "Der Umfang wird geändert.")


# ---------------------------------------------------------------- 3 mandates


def test_every_mandate_names_its_body_and_the_section_that_answers_it() -> None:
    made = rows(tables(mandates_section(make_report()))["auftraege"])

    assert [cells[0] for cells in made] == ["1", "2", "3", "4"]
    assert made[2][2:] == ["Wirtschaftsförderung Region Stuttgart", "12"]


def test_the_duty_to_report_counts_sessions() -> None:
    assert said(mandates_section(make_report())).endswith(
        "es zählt der Tag der Sitzung. Zuletzt wurde am 25.03.2026 berichtet. Dieser Bericht ist "
        "spätestens am 25.09.2026 fällig."
    )


def test_before_the_first_report_there_is_no_last_one() -> None:
    report = make_report(
        motion=replace(make_motion(), mandates=()),
        duty=make_duty(last_presented_on=None, due_on=None, planned_session=None),
    )

    assert texts(mandates_section(report)) == [
        "keine Angabe (noch nicht erfasst)",
        (
            "Berichtet wird im Ausschuss für Wirtschaft, Infrastruktur und Verwaltung regelmäßig, "
            "mindestens halbjährlich; es zählt der Tag der Sitzung. Dies ist der erste "
            "Bericht."
        ),
    ]

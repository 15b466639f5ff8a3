"""The Vorlesefassung: one linear text that can be heard, in 25 minutes, with the numbers of the report."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tests.domain.chapters.full_report import full_report
from tests.domain.chapters.test_outline import forty_projects, long_texts, nothing_at_all
from tests.domain.report_values import make_report
from tests.domain.sample_report import sample_report, sample_report_before
from tests.domain.test_supplement import a_supplement, given, one_correction
from tests.support.word_checks import spoken_badly
from vrs_tracker.domain.document import LightMark
from vrs_tracker.domain.issue import DEMO_MARK
from vrs_tracker.domain.leaves import cited
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.reading_version import (
    FIRST_TERMS,
    MOST_MINUTES,
    ReadingPart,
    as_text,
    reading_version,
    with_corrections,
)
from vrs_tracker.domain.report import CommitteeReport

Make = Callable[[], CommitteeReport]
EVERY_REPORT = pytest.mark.parametrize(
    "make",
    [
        nothing_at_all,
        make_report,
        sample_report_before,
        sample_report,
        full_report,
        forty_projects,
        long_texts,
    ],
)
HEARD = re.compile(r"[\w\s.,:;?„“’'/-]+")


def part(report: CommitteeReport, number: str) -> ReadingPart:
    return next(one for one in reading_version(report).parts if one.number == number)


def said(told: ReadingPart) -> str:
    return " ".join(one for passage in told.passages for one in passage.sentences)


def all_sentences(report: CommitteeReport) -> Iterator[str]:
    version = reading_version(report)
    yield from version.opening
    for one in version.parts:
        yield one.heading
        yield from (sentence for passage in one.passages for sentence in passage.sentences)


@EVERY_REPORT
def test_all_sections_are_told_in_their_order(make: Make) -> None:
    report = make()
    told = [one.number for one in reading_version(report).parts if not one.is_part]
    assert told == [section.number for section in document(report).sections]


@EVERY_REPORT
def test_every_block_and_project_is_told_with_its_light_in_250_words_at_most(make: Make) -> None:
    report = make()
    for section in document(report).all_sections():
        if isinstance(section.light, LightMark):
            told = part(report, section.number)
            assert told.passages[0].sentences == (f"Stand: {section.light.text}.",)
            assert told.words <= 250


@EVERY_REPORT
def test_nothing_is_said_that_a_voice_says_wrongly(make: Make) -> None:
    for sentence in all_sentences(make()):
        assert not list(spoken_badly(sentence)), sentence
        assert HEARD.fullmatch(sentence), sentence
        assert not re.search(r"\b(?:TEUR|VRS|WRS|Mio|Mrd|Nr)\b", sentence), sentence


@EVERY_REPORT
def test_every_number_is_one_of_the_report(make: Make) -> None:
    report = make()
    numbers = [passage.number for one in reading_version(report).parts for passage in one.passages]
    for number in filter(None, numbers):
        assert cited(document(report), number) is not None
    assert len(set(filter(None, numbers))) == len(list(filter(None, numbers)))


def test_the_whole_takes_25_minutes_at_most_and_says_so() -> None:
    version = reading_version(full_report())
    assert version.minutes <= MOST_MINUTES
    assert f"Das Vorlesen dauert etwa {version.minutes} Minuten." in version.opening


def test_a_block_is_introduced_by_number_name_and_place_and_tells_its_money_in_sentences() -> None:
    told = part(full_report(), "6.5")
    assert told.heading == "Baustein 5, AITransform, Böblingen"
    assert "Regional: Antrag 5,97 Millionen Euro, heute 5,00 Millionen Euro" in said(told)


def test_a_block_that_does_not_fit_says_where_there_is_more() -> None:
    told = part(full_report(), "6.5")
    assert told.passages[-1].sentences == ("Mehr dazu steht im Bericht unter Nummer 6.5.",)


def test_the_table_of_page_1_is_told_row_by_row() -> None:
    told = said(part(full_report(), "2"))
    assert "Veranschlagt: 14,80 Millionen Euro" in told
    assert "Baustein 5, AITransform: Stand Abweichung" in told


def test_what_is_only_looked_up_is_named_and_not_read() -> None:
    version = reading_version(full_report())
    assert said(part(full_report(), "2.2")) == "Dieser Teil steht nur im Bericht."
    assert said(part(full_report(), "15")).startswith("Nur im Bericht stehen: Finanzierung in Euro")
    assert "Geplant 2021:" not in as_text(version)


def test_the_terms_that_come_first_are_those_of_the_report() -> None:
    text = as_text(reading_version(full_report()))
    rare = {"Stand", "Geplant war", "Meldung", "Vorhaben", "Ergebnisse"}
    assert [term for term in FIRST_TERMS if term not in rare and term not in text] == []


def test_the_text_form_has_a_sentence_on_each_line_behind_the_number_of_the_statement() -> None:
    text = as_text(reading_version(full_report()))
    assert text.startswith("Vorlesefassung des ")
    assert "\n6.5 Baustein 5, AITransform, Böblingen\n\nStand: Abweichung.\n\n6.5.1: " in text
    assert "\N{NO-BREAK SPACE}" not in text
    assert text.endswith(".\n")


def test_the_opening_says_whether_one_hears_a_draft_or_which_fassung() -> None:
    draft, frozen = (" ".join(reading_version(replace(make_report(), version=v)).opening) for v in (0, 2))
    assert "Stichtag ist der 30.\N{NO-BREAK SPACE}Juni 2026. Entwurf, nicht festgeschrieben." in draft
    assert "Stichtag ist der 30.\N{NO-BREAK SPACE}Juni 2026, es gilt Fassung 2." in frozen
    assert "Entwurf" not in frozen


def test_a_date_in_the_opening_is_said_with_its_month() -> None:
    plain = make_report()
    named = replace(plain, motion=replace(plain.motion, title="Antrag vom 16.10.2021"))
    assert "„Antrag vom 16.\N{NO-BREAK SPACE}Oktober 2021“" in reading_version(named).opening[0]


def test_invented_content_is_named_before_anything_of_it_is_heard() -> None:
    assert reading_version(replace(make_report(), contains_demo=True)).opening[1] == DEMO_MARK
    assert DEMO_MARK not in reading_version(make_report()).opening


def test_each_supplement_is_announced_with_the_numbers_it_corrects() -> None:
    plain = reading_version(full_report())
    first = given(a_supplement(one_correction("9.1"), one_correction("2.0.1")))
    second = given(replace(a_supplement(one_correction("2.0.1")), number=2))
    opening = with_corrections(plain, (first, second)).opening
    notice = "Zu diesem Bericht gibt es eine Ergänzung vom 7.\N{NO-BREAK SPACE}Oktober 2026; berichtigt"
    announced = (f"{notice} sind die Nummern 2.0.1 und 9.1.", f"{notice} ist Nummer 2.0.1.")
    assert opening[len(plain.opening) :][:2] == announced


def test_a_correction_of_what_is_not_read_out_is_heard_in_the_opening() -> None:
    plain = reading_version(full_report())
    read_out = {passage.number for part in plain.parts for passage in part.passages}
    number = next(
        number
        for section in document(full_report()).all_sections()
        for number, _ in section.statements()
        if number not in read_out
    )
    told = with_corrections(plain, (given(a_supplement(one_correction(number))),))
    assert told.parts == plain.parts
    assert told.opening[len(plain.opening) + 1 :] == (
        f"Nummer {number} wird hier nicht vorgelesen.",
        "Berichtigt mit der 1.\N{NO-BREAK SPACE}Ergänzung vom 7.\N{NO-BREAK SPACE}Oktober 2026.",
        "Bisher: Ausgezahlt sind 2,20 Millionen Euro.",
        "Neu: Ausgezahlt sind 2,02 Millionen Euro.",
        "Grund: Zwei Ziffern waren vertauscht.",
    )


def test_behind_a_statement_one_hears_every_correction_of_it_and_behind_no_other() -> None:
    plain = reading_version(full_report())
    first = given(a_supplement(one_correction("2.0.1")))
    second = given(replace(a_supplement(one_correction("2.0.1", reason="Tippfehler")), number=2))
    told = with_corrections(plain, (first, second))
    pairs = [
        (then, now)
        for before, after in zip(plain.parts, told.parts, strict=True)
        for then, now in zip(before.passages, after.passages, strict=True)
        if then != now
    ]
    ((then, now),) = pairs
    assert now.number == "2.0.1"
    assert now.sentences == (
        *then.sentences,
        "Berichtigt mit der 1.\N{NO-BREAK SPACE}Ergänzung vom 7.\N{NO-BREAK SPACE}Oktober 2026.",
        "Bisher: Ausgezahlt sind 2,20 Millionen Euro.",
        "Neu: Ausgezahlt sind 2,02 Millionen Euro.",
        "Grund: Zwei Ziffern waren vertauscht.",
        "Berichtigt mit der 2.\N{NO-BREAK SPACE}Ergänzung vom 7.\N{NO-BREAK SPACE}Oktober 2026.",
        "Bisher: Ausgezahlt sind 2,20 Millionen Euro.",
        "Neu: Ausgezahlt sind 2,02 Millionen Euro.",
        "Grund: Tippfehler.",
    )


def test_without_a_supplement_nothing_else_is_heard() -> None:
    plain = reading_version(full_report())
    assert with_corrections(plain, ()) == plain

"""What was corrected after a report was given out: the line above it, the list, when it can be opened."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.domain.report_values import make_report, on
from vrs_tracker.domain.corrections import (
    DRAFTED_SUPPLEMENT,
    Reopened,
    check_reopening,
    reported_in,
    restated,
    standing,
    stands_in_report,
)
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.lists.corrections import NO_CORRECTIONS, ReportWithCorrections, correction_list
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import Change, CommitteeReport
from vrs_tracker.domain.supplement import Correction, GivenSupplement, Supplement, told_in_next_report
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.reporting import ChangeKind

NBSP = "\N{NO-BREAK SPACE}"
HALF = HalfYear(2026, 1)
OPEN = Reopened(half=HALF, version=1, opened_on=date(2026, 10, 1), reason="Ein Anteil war doppelt gezählt")
SETTLED = replace(OPEN, new_version=2, new_on=date(2026, 10, 9))


def given_supplement(block: TitleBlock) -> GivenSupplement:
    told = Correction(
        number="2.0.1", heading="Zusammenfassung", old="Vier.", new="Drei.", reason="Zählfehler"
    )
    supplement = Supplement(
        half_year=HALF.code,
        report_number=5,
        version=1,
        as_of=HALF.as_of,
        figures="a" * 64,
        number=1,
        contains_demo=False,
        corrections=(told,),
    )
    return GivenSupplement(supplement=supplement, issued_on=date(2026, 10, 5), title_block=block)


def with_changes(*sentences: str) -> CommitteeReport:
    changes = tuple(
        Change(rank=rank, block=None, sentence=sentence, kind=ChangeKind.CORRECTIONS)
        for rank, sentence in enumerate(sentences)
    )
    other = Change(rank=99, block=None, sentence="Ein Risiko ist neu.", kind=ChangeKind.RISKS)
    return replace(make_report(period=HALF), changes=(*changes, other))


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


# ---------------------------------------------------------------- opening a report


def test_nothing_is_in_the_way_of_opening_the_newest_report() -> None:
    assert check_reopening(None, is_supplemented=False) == ()


def test_a_later_report_and_a_begun_ergaenzung_are_in_the_way_with_what_to_do() -> None:
    later, begun = check_reopening(HALF.shifted(1), is_supplemented=True)
    assert later.message.startswith("Der Bericht zum 2. Halbjahr 2026 ist schon ausgegeben")
    assert "Berichtigen Sie diesen mit einer Ergänzung" in later.message
    assert begun.message == DRAFTED_SUPPLEMENT


def test_the_line_above_the_report_says_why_it_is_corrected_and_what_holds_until_then() -> None:
    assert plain(OPEN.notice) == (
        "Wird berichtigt: Ein Anteil war doppelt gezählt. "
        "Bis zur neuen Fassung gilt die ausgegebene Fassung 1."
    )
    assert plain(SETTLED.notice) == "Fassung 2 berichtigt Fassung 1: Ein Anteil war doppelt gezählt."


def test_readers_of_a_fassung_are_told_of_its_own_opening_before_the_one_it_settles() -> None:
    again = replace(OPEN, version=2)
    assert standing((again, SETTLED), 2) == again
    assert standing((SETTLED,), 2) == SETTLED
    assert standing((SETTLED,), 1) == SETTLED
    assert standing((SETTLED,), 3) is None


# ---------------------------------------------------------------- restated figures


def test_restated_figures_keep_their_reason_apart_and_ergaenzungen_are_told_once(
    title_block: TitleBlock,
) -> None:
    told = told_in_next_report([given_supplement(title_block)])[0].sentence
    report = with_changes("Berichtigt: Es waren 2. Grund: Ein Bescheid kam später.", "Nachgetragen: 1.", told)
    assert [(one.sentence, one.reason) for one in restated(report)] == [
        ("Berichtigt: Es waren 2.", "Ein Bescheid kam später."),
        ("Nachgetragen: 1.", ""),
    ]


# ---------------------------------------------------------------- the list


@pytest.fixture
def title_block() -> TitleBlock:
    return TitleBlock(
        issuer="Verband",
        paper_reference="",
        body="Ausschuss",
        session_date=None,
        is_public=True,
        purpose="",
        agenda_item="",
        subject="Bericht",
        reference="",
        period_text="",
        as_of_text="",
        lead_unit="",
    )


def test_without_corrections_the_page_says_that_each_would_stand_here() -> None:
    one = ReportWithCorrections(
        report=make_report(period=HALF), given_on=date(2026, 9, 24), supplements=(), reopened=()
    )
    found = correction_list([one])
    assert found.message == NO_CORRECTIONS
    assert found.table.rows == ()


def test_every_correction_is_a_row_with_day_report_way_and_reason_the_newest_first(
    title_block: TitleBlock,
) -> None:
    one = ReportWithCorrections(
        report=with_changes("Berichtigt: Es waren 2."),
        given_on=date(2026, 9, 24),
        supplements=(given_supplement(title_block),),
        reopened=(SETTLED, OPEN),
    )
    found = correction_list([one])
    assert [tuple(plain(cell.text) for cell in row.cells) for row in found.table.rows] == [
        (
            "09.10.2026",
            "1. Halbjahr 2026",
            "neue Fassung",
            "Fassung 2 vom 09.10.2026 tritt an die Stelle von Fassung 1.",
            "Ein Anteil war doppelt gezählt.",
        ),
        (
            "05.10.2026",
            "1. Halbjahr 2026",
            "Ergänzung",
            "Nummer 2.0.1. Bisher: Vier. Neu: Drei.",
            "Zählfehler.",
        ),
        (
            "01.10.2026",
            "1. Halbjahr 2026",
            "neue Fassung",
            "Fassung 1 wird berichtigt; eine neue ist noch nicht ausgegeben.",
            "Ein Anteil war doppelt gezählt.",
        ),
        ("24.09.2026", "2. Halbjahr 2025", "im nächsten Bericht", "Berichtigt: Es waren 2.", "keine Angabe"),
    ]
    assert found.message == "Zu den Berichten gibt es bisher vier Berichtigungen; bei jeder steht ihr Grund."
    assert [one.label for one in found.filters] == ["Bericht", "Art"]
    alone = correction_list([replace(one, supplements=(), reopened=())])
    assert alone.message == "Zu den Berichten gibt es bisher eine Berichtigung; ihr Grund steht dabei."


FROZEN = datetime(2026, 7, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "booked_at", "is_told"),
    [
        (on(2026, 6, 30), FROZEN, True),
        (on(2026, 7, 1), FROZEN, False),
        (on(2026, 6, 30), FROZEN + timedelta(seconds=1), False),
        (on(2026, 6, 30), None, False),
    ],
)
def test_a_report_tells_of_what_had_effect_and_was_booked_when_it_was_frozen(
    day: PreciseDate, booked_at: datetime | None, *, is_told: bool
) -> None:
    assert reported_in(day, booked_at, (HALF, FROZEN)) == (HALF if is_told else None)
    assert reported_in(day, booked_at, None) is None


def test_whoever_takes_a_reported_booking_back_reads_which_report_tells_of_it_and_what_to_do() -> None:
    told = stands_in_report(HALF)
    assert told.startswith("Diese Buchung steht im Bericht zum 1. Halbjahr 2026. ")
    assert "der nächste Bericht als Berichtigung" in told
    assert "bitten Sie die Geschäftsstelle, ihn zu berichtigen oder zu ergänzen" in told

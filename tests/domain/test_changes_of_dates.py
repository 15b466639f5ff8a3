"""Changes of milestones in sentences."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.report_values import make_block, make_milestone
from tests.domain.told_changes import LAST_DAY, changes_of_block, told_of_block
from vrs_tracker.domain.facts.blocks import BlockReport, Milestone
from vrs_tracker.domain.vocabulary.progress import ShiftReason
from vrs_tracker.domain.vocabulary.reporting import ChangeKind

PLAN = date(2026, 7, 31)
Dates = tuple[date | None, date | None]


def _milestone(dates: Dates, **reason: str | ShiftReason) -> BlockReport:
    forecast, actual = dates
    milestone = replace(make_milestone(baseline=PLAN, forecast=forecast, actual=actual), **reason)  # type: ignore[arg-type] # the test names the fields
    return make_block(milestones=(milestone,))


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            (PLAN, None),
            (date(2026, 8, 1), None),
            "Der Baubeginn verschiebt sich um 1 Tag auf den 01.08.2026.",
        ),
        (
            (PLAN, None),
            (date(2026, 7, 19), None),
            "Der Baubeginn wird 12 Tage früher erwartet, am 19.07.2026.",
        ),
        ((PLAN, None), (None, None), "Der Baubeginn hat keinen erwarteten Termin mehr."),
        ((None, None), (PLAN, None), "Der Baubeginn wird jetzt am 31.07.2026 erwartet."),
        (
            (None, None),
            (date(2026, 8, 10), None),
            "Der Baubeginn verschiebt sich um 10 Tage auf den 10.08.2026.",
        ),
        ((PLAN, None), (PLAN, PLAN), "Der Baubeginn ist seit dem 31.07.2026 erreicht."),
        (
            (PLAN, None),
            (PLAN, date(2026, 8, 3)),
            "Der Baubeginn ist seit dem 03.08.2026 erreicht, 3 Tage später als zuletzt erwartet.",
        ),
        (
            (PLAN, None),
            (PLAN, date(2026, 7, 30)),
            "Der Baubeginn ist seit dem 30.07.2026 erreicht, 1 Tag früher als zuletzt erwartet.",
        ),
    ],
    ids=["later", "earlier", "lost", "found", "found later", "reached", "reached later", "reached earlier"],
)
def test_a_moved_milestone_is_told_with_days_and_date(before: Dates, after: Dates, sentence: str) -> None:
    assert told_of_block(_milestone(before), _milestone(after)) == [sentence]


def test_the_reason_of_a_shift_is_its_note_or_else_that_of_the_list() -> None:
    later = (date(2026, 9, 16), None)
    coded = _milestone(later, shift_reason=ShiftReason.TENDER)
    noted = _milestone(later, shift_reason=ShiftReason.TENDER, shift_note="Ein Gewerk fehlt.")
    old = _milestone((PLAN, None))
    assert told_of_block(old, coded)[0].endswith("16.09.2026. Grund: Vergabe ohne Ergebnis.")
    assert told_of_block(old, noted)[0].endswith("16.09.2026. Grund: Ein Gewerk fehlt.")


def test_the_largest_shift_of_a_block_leads() -> None:
    def block(first: date, second: date) -> BlockReport:
        milestones: tuple[Milestone, ...] = (
            make_milestone(id=1, title="Planung", baseline=PLAN, forecast=first),
            make_milestone(id=2, title="Umzug", baseline=PLAN, forecast=second),
        )
        return make_block(milestones=milestones)

    found = told_of_block(block(PLAN, PLAN), block(date(2026, 8, 5), date(2026, 8, 20)))
    assert [sentence[:10] for sentence in found] == ["Der Umzug ", "Die Planun"]


def test_beyond_thirty_days_a_missing_reason_is_named() -> None:
    found = told_of_block(_milestone((PLAN, None)), _milestone((date(2026, 8, 31), None)))
    assert found == ["Der Baubeginn verschiebt sich um 31 Tage auf den 31.08.2026. Grund: keine Angabe."]


@pytest.mark.parametrize(
    ("dates", "told_new", "told_ended"),
    [
        ((PLAN, None), "erwartet am 31.07.2026", "war für den 31.07.2026 erwartet"),
        ((PLAN, date(2026, 3, 1)), "erreicht am 01.03.2026", "war am 01.03.2026 erreicht"),
        ((None, None), "noch ohne erwarteten Termin", "hatte keinen erwarteten Termin"),
    ],
)
def test_a_new_and_an_ended_milestone_are_told_with_their_date(
    dates: Dates, told_new: str, told_ended: str
) -> None:
    without, block = make_block(), _milestone(dates)
    assert told_of_block(without, block) == [f"Neuer Meilenstein: „Baubeginn“, {told_new}."]
    assert told_of_block(block, without) == [
        f"Der Baubeginn {told_ended} und wird nicht mehr als Meilenstein geführt."
    ]


# ---------------------------------------------------------------- dates that the last report told differently


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            (PLAN, date(2025, 12, 1)),
            (PLAN, date(2025, 12, 5)),
            (
                "Berichtigt: Der Baubeginn ist seit dem 05.12.2025 erreicht; "
                "im letzten Bericht stand der 01.12.2025."
            ),
        ),
        (
            (PLAN, None),
            (PLAN, LAST_DAY),
            (
                "Nachgetragen: Der Baubeginn ist schon seit dem 31.12.2025 erreicht; "
                "im letzten Bericht stand das noch nicht."
            ),
        ),
        (
            (PLAN, date(2025, 12, 1)),
            (date(2025, 12, 20), None),
            (
                "Berichtigt: Der Baubeginn ist noch nicht erreicht; im letzten Bericht stand der 01.12.2025. "
                "Erwartet wird das jetzt am 20.12.2025."
            ),
        ),
        (
            (PLAN, date(2025, 12, 1)),
            (None, None),
            (
                "Berichtigt: Der Baubeginn ist noch nicht erreicht; im letzten Bericht stand der 01.12.2025. "
                "Ein erwarteter Termin fehlt."
            ),
        ),
    ],
    ids=["other day", "known later", "not reached", "not reached, no date"],
)
def test_a_date_of_an_earlier_half_year_is_corrected_and_not_moved(
    before: Dates, after: Dates, sentence: str
) -> None:
    (change,) = changes_of_block(_milestone(before), _milestone(after))
    assert (change.sentence, change.kind) == (sentence, ChangeKind.CORRECTIONS)


def test_another_first_plan_is_told_beside_the_moved_date() -> None:
    old = _milestone((PLAN, None))
    new = make_block(milestones=(make_milestone(baseline=date(2026, 6, 30), forecast=date(2026, 8, 10)),))
    assert told_of_block(old, new) == [
        "Der Baubeginn verschiebt sich um 10 Tage auf den 10.08.2026.",
        (
            "Berichtigt: Erster Plan für „Baubeginn“ ist der 30.06.2026; "
            "im letzten Bericht stand der 31.07.2026."
        ),
    ]


def test_a_forecast_behind_a_reached_milestone_is_no_news() -> None:
    reached = date(2025, 12, 1)
    assert told_of_block(_milestone((PLAN, reached)), _milestone((None, reached))) == []

"""Each lock says why it is locked and what to do: no bare refusal, wherever something cannot be changed."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from vrs_tracker.domain import locks
from vrs_tracker.domain.corrections import check_reopening
from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.inputs.finance import check_reversal
from vrs_tracker.domain.inputs.periods import check_still_open
from vrs_tracker.domain.periods import HalfYear, check_move
from vrs_tracker.domain.supplement import NOT_GIVEN_OUT, check_issue
from vrs_tracker.domain.updates import check_filing, check_withdrawal
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.domain.vocabulary.reporting import Move, PeriodState

HALF = HalfYear(2026, 1)
WHAT_TO_DO = re.compile(
    r"\b(?:Nehmen|Buchen|buchen|berichtigen|Berichtigen|bitten|erfassen|finden|rufen|schreiben|Schreiben|Geben|"
    r"Ändern|Wählen|lesen|Lesen) Sie\b|\böffnet die Geschäftsstelle\b|Möglich ist: „"
)
BANNED = re.compile(r"ungültig|leider|erfolgreich|!|nicht erlaubt|Fehler \d", re.IGNORECASE)


def only(found: tuple[Violation, ...]) -> str:
    (violation,) = found
    return violation.message


LOCKS: dict[str, Callable[[], str]] = {
    "a booked row": lambda: locks.BOOKED_ROW,
    "a row that was taken back": lambda: only(
        check_reversal("Grund", is_booked=True, is_reversal=False, is_reversed=True)
    ),
    "a row that takes another back": lambda: only(
        check_reversal("Grund", is_booked=True, is_reversal=True, is_reversed=False)
    ),
    "texts of a report that was given out": lambda: only(check_still_open(PeriodState.RELEASED)),
    "the draft of a report that was given out": lambda: locks.GIVEN_OUT_DRAFT,
    "a report that was given out": lambda: only(check_move(PeriodState.PUBLISHED, Move.REOPEN, by="a")),
    "an older report": lambda: only(check_reopening(HALF, is_supplemented=False)),
    "a report with a begun Ergänzung": lambda: only(check_reopening(None, is_supplemented=True)),
    "a report that was not given out": lambda: NOT_GIVEN_OUT,
    "the own Ergänzung": lambda: only(check_issue({"a"}, "a", 1)),
    "the own frozen figures": lambda: only(
        check_move(PeriodState.IN_REVIEW, Move.RELEASE, by="a", frozen_by="a")
    ),
    "frozen figures": lambda: only(check_filing(HALF, PeriodState.IN_REVIEW, date(2026, 8, 3))),
    "a half-year that is not asked for yet": lambda: only(check_filing(HALF, PeriodState.OPEN, None)),
    "a closed collection": lambda: locks.collection_closed(HALF.label),
    "a confirmed update": lambda: locks.CONFIRMED_UPDATE,
    "an update that is no longer filed": lambda: only(check_withdrawal(UpdateState.CONFIRMED)),
    "the motion": lambda: locks.THE_MOTION,
}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_says_why_it_is_locked_and_what_to_do(lock: str) -> None:
    said = LOCKS[lock]()
    why, *rest = re.split(r"(?<=[^\d][.:;]) ", said)
    assert len(why.split()) >= 4, "it says what is locked and why"
    assert rest, "what to do is a sentence or clause of its own"
    assert WHAT_TO_DO.search(said), said
    assert not BANNED.search(said), said


def test_an_abgleich_that_was_given_out_says_how_many_rows_have_moved_since() -> None:
    assert "steht fest" in locks.balances_given_out("ausgegeben")
    assert "In 1 Zeile hat sich" in locks.balances_given_out("ausgegeben", 1)
    assert "Der nächste Bericht nennt das als Berichtigung" in locks.balances_given_out("ausgegeben", 3)

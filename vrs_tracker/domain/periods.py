"""Half-years, the moves of a reporting period and the duty to report."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Protocol, Self

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.notation import date_de, half_year_label, quoted
from vrs_tracker.domain.parsing import parse_half_year
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import Move, PeriodState


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """A half-year of a calendar year; its reference date (Stichtag) is its last day (D14)."""

    year: int
    half: int

    def __post_init__(self) -> None:
        """Refuse a half that is neither 1 nor 2."""
        if self.half not in (1, 2):
            message = f"a year has halves 1 and 2, not {self.half}"
            raise ValueError(message)

    @classmethod
    def containing(cls, day: date) -> Self:
        """The half-year in which a day lies."""
        return cls(day.year, 1 if day.month <= 6 else 2)  # noqa: PLR2004 - June is the sixth month

    @classmethod
    def parse(cls, code: str) -> Self:
        """Read „2026-H1“; ValueError carries a German sentence."""
        return cls(*parse_half_year(code))

    @property
    def code(self) -> str:
        """The form used in addresses and on the command line, e. g. 2026-H1."""
        return f"{self.year}-H{self.half}"

    @property
    def label(self) -> str:
        """The form for people, e. g. „1. Halbjahr 2026“."""
        return half_year_label(self.year, self.half)

    @property
    def first_day(self) -> date:
        """1 January or 1 July."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def as_of(self) -> date:
        """The reference date: 30 June or 31 December (D14)."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    def reference_day(self, today: date) -> date:
        """The day as of which the half-year is judged: today as long as it is running, then its Stichtag."""
        return max(self.first_day, min(today, self.as_of))

    def shifted(self, halves: int) -> Self:
        """The half-year that many halves later; negative numbers go back."""
        index = self.year * 2 + (self.half - 1) + halves
        return type(self)(index // 2, index % 2 + 1)

    def contains(self, day: date) -> bool:
        """Whether the day lies in this half-year."""
        return self.first_day <= day <= self.as_of


MOVES: dict[tuple[PeriodState, Move], PeriodState] = {
    (PeriodState.OPEN, Move.START): PeriodState.COLLECTING,
    (PeriodState.COLLECTING, Move.CLOSE): PeriodState.IN_REVIEW,
    (PeriodState.IN_REVIEW, Move.FREEZE): PeriodState.IN_REVIEW,
    (PeriodState.IN_REVIEW, Move.REOPEN): PeriodState.COLLECTING,
    (PeriodState.IN_REVIEW, Move.RELEASE): PeriodState.RELEASED,
    (PeriodState.RELEASED, Move.PUBLISH): PeriodState.PUBLISHED,
    (PeriodState.RELEASED, Move.CORRECT): PeriodState.IN_REVIEW,
    (PeriodState.PUBLISHED, Move.CORRECT): PeriodState.IN_REVIEW,
}
"""What can be done in which state (decisions.md 4, no. 3); docs/ARCHITECTURE.md draws its diagram from it."""

MOVERS: dict[Move, frozenset[Role]] = {
    Move.START: frozenset({Role.EDITOR, Role.APPROVER}),
    Move.CLOSE: frozenset({Role.EDITOR, Role.APPROVER}),
    Move.FREEZE: frozenset({Role.EDITOR, Role.APPROVER}),
    Move.REOPEN: frozenset({Role.APPROVER}),
    Move.RELEASE: frozenset({Role.APPROVER}),
    Move.PUBLISH: frozenset({Role.APPROVER, Role.SESSION_OFFICE}),
    Move.CORRECT: frozenset({Role.APPROVER}),
}
"""Which roles may make which move; that release needs a second person is a rule of its own (`check_move`)."""


def possible_moves(state: PeriodState) -> tuple[Move, ...]:
    """The moves that the table allows in a state, in the order of the code list."""
    return tuple(move for move in Move if (state, move) in MOVES)


def check_move(
    state: PeriodState, move: Move, *, by: str, frozen_by: str = "", reason: str = ""
) -> tuple[Violation, ...]:
    """Return why a move is not possible now; whether the person's roles allow it, `MOVERS` says.

    `by` and `frozen_by` are keys of persons: whoever froze the newest version does not give it to dispatch,
    and without a frozen version (empty) there is nothing to dispatch. Opening again has a reason.
    """
    if (state, move) not in MOVES:
        return (Violation("", _not_now(state, move)),)
    if move in WHY:
        return () if reason.strip() else (Violation("reason", WHY[move]),)
    if move is Move.RELEASE and not frozen_by:
        return (Violation("", "Schreiben Sie zuerst die Zahlen zum Stichtag fest."),)
    if move is Move.RELEASE and by == frozen_by:
        return (Violation("", _SECOND_PERSON),)
    return ()


WHY = {
    Move.REOPEN: "Nennen Sie den Grund, warum die Sammlung wieder geöffnet wird; er steht im Verlauf.",
    Move.CORRECT: "Nennen Sie den Grund der Berichtigung in einem Satz; alle lesen ihn über dem Bericht.",
}
"""What is asked for where something is opened again."""

_SECOND_PERSON = (
    "Sie haben die Zahlen selbst festgeschrieben. Zum Versand geben kann den Bericht nur eine zweite Person; "
    "bitten Sie jemanden aus der Geschäftsstelle."
)


def _not_now(state: PeriodState, move: Move) -> str:
    refusal = f"„{move.label}“ ist jetzt nicht möglich; der Stand des Halbjahres ist „{state.label}“."
    names = [quoted(possible.label) for possible in possible_moves(state)]
    return f"{refusal} Möglich ist: {', '.join(names)}."


def six_months_later(day: date) -> date:
    """The same day six months on; the end of a month stays the end of a month (E33, D12)."""
    months = day.year * 12 + day.month - 1 + 6
    year, month = divmod(months, 12)
    last = monthrange(year, month + 1)[1]
    if day.day == monthrange(day.year, day.month)[1]:
        return date(year, month + 1, last)
    return date(year, month + 1, min(day.day, last))


def is_in_time(last_report: date, next_report: date) -> bool:
    """Whether two reports in the committee are at most six months apart (R1.16, D12)."""
    return next_report <= six_months_later(last_report)


class Duty(Protocol):
    """The part of `report.ReportDuty` that is needed here; the report imports half-years, so not by name."""

    @property
    def due_on(self) -> date | None:
        """The last day on which the next report is in time; None before the first one."""

    @property
    def planned_session(self) -> date | None:
        """The session that is planned for the next report."""


def duty_sentence(duty: Duty) -> str:
    """Say in one calm line when the next report is due and planned, without alarm (users.md 3.1)."""
    planned = "eine Sitzung ist noch nicht geplant"
    if duty.planned_session is not None:
        planned = f"geplant ist die Sitzung am {date_de(duty.planned_session)}"
    if duty.due_on is None:
        return f"Der erste Bericht steht noch aus; {planned}."
    return f"Nächster Bericht spätestens {date_de(duty.due_on)}; {planned}."


def own_duty_sentence(due_on: date | None) -> str:
    """Say within a report until when it had to be given; its own session is named on page 1 only."""
    if due_on is None:
        return "Dies ist der erste Bericht."
    return f"Dieser Bericht ist spätestens am {date_de(due_on)} fällig."


def following_duty_sentence(half: HalfYear) -> str:
    """Say within the report of a half-year when the one after it is due, whenever the session will be."""
    following = half.shifted(1).label
    due = "spätestens sechs Monate nach der Sitzung zu diesem Bericht fällig"
    return f"Der Bericht zum {following} ist {due}."

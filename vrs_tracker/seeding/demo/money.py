"""The invented money of the demonstration: budget, Sperrvermerke, a release, entries."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from vrs_tracker.domain.budget.lines import year_lines
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.funding import last_day
from vrs_tracker.domain.inputs.actors import DecidingBodyInput
from vrs_tracker.domain.inputs.competence import CompetenceInput
from vrs_tracker.domain.inputs.finance import (
    AppropriationInput,
    BudgetBlockInput,
    EntryInput,
    ReleaseInput,
    SpendingFreezeInput,
)
from vrs_tracker.domain.inputs.parts import spanning
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import precise_date
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.second_person import SECOND_PERSON_FROM
from vrs_tracker.domain.vocabulary.budget import CarryReason, ChangeReason
from vrs_tracker.domain.vocabulary.money import (
    AppropriationKind,
    Counting,
    DatePrecision,
    Degree,
    FigureSource,
    Payer,
    Provenance,
    Stage,
)
from vrs_tracker.features.actors.actions import add_deciding_body
from vrs_tracker.features.actors.queries import body_by_name, organisation_by_name
from vrs_tracker.features.finance.actions import (
    add_appropriation,
    add_budget_block,
    add_freeze,
    add_release,
    book_entry,
    confirm_booking,
    draft_entry,
    record_competence,
    reverse_entry,
)
from vrs_tracker.features.finance.queries.budget import load_book
from vrs_tracker.features.finance.queries.confirmations import open_requests_of
from vrs_tracker.features.finance.queries.lines import MoneyRow
from vrs_tracker.features.programme.queries import find_block
from vrs_tracker.seeding.demo.calendar import Calendar
from vrs_tracker.seeding.demo.people import BUDGET_OFFICE, EDITING, HEAD_OFFICE, People
from vrs_tracker.seeding.demo.tables import demo_file
from vrs_tracker.seeding.reading import Record, read_invented
from vrs_tracker.tables.actors import DecidingBody
from vrs_tracker.tables.control import SpendingFreeze
from vrs_tracker.tables.finance import Appropriation, BudgetBlock
from vrs_tracker.trail.posting import already_posted

ASSOCIATION = "Verband Region Stuttgart"
OWN_BODY = "Zuständiges Gremium (Demodaten)"
"""Decides in the demonstration, so that no invented decision stands under the name of a real body."""
OFFICE_HOUR = 15
DAYS_TO_LATE = 100
"""From the reference date of its half-year to the day on which a late entry is booked, after the session."""


class Fate(StrEnum):
    """What becomes of an entry."""

    BOOKED = "booked"
    DRAFT = "draft"
    WAITING = "waiting"
    REVERSED = "reversed"
    LATE = "late"
    """Booked after the report of its time was given out, which the next one restates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cashier:
    """Plays the money of one half-year after the other, as the budget office with a second person.

    On a day long ago some public facts are not there yet; then invented money may break a rule of sums, which
    needs a reason and is a finding and no obstacle.
    """

    session: Session
    calendar: Calendar
    people: People

    @property
    def by(self) -> Person:
        """Whoever books."""
        return self.people[BUDGET_OFFICE]

    def play(self, half: int) -> None:
        """Book what takes effect in this half-year; the first one takes also what lies before it."""
        budget = ("key", "kind", "year", "line", "plan_year", "effective", "amount", "note")
        notes = ("key", "appropriation", "effective", "amount", "condition", "basis")
        releases = ("budget_block", "effective", "amount", "condition")
        entries = (
            *("block", "stage", "payer", "degree", "figure_source", "counting", "effective", "amount"),
            *("note", "document", "fate", "reversal_reason", "change_reason", "exception_reason"),
            "budget_line",
        )
        self._play("appropriations", budget, half, self._appropriate)
        self._play("budget_blocks", notes, half, self._block)
        self._play("releases", releases, half, self._release)
        self._play("entries", entries, half, self._enter)
        freezes = ("key", "lifts", "year", "line", "effective", "amount", "ordered_by", "grounds")
        self._play("freezes", freezes, half, self._freeze)
        carried = ("key", "year", "line", "effective", "amount", "reason", "note")
        self._play("carry_overs", carried, half, self._carry_over)

    def _play(self, name: str, columns: tuple[str, ...], half: int, book: Callable[[Record], None]) -> None:
        """Book the rows of a table whose day lies in the half-year."""

        def played_in(record: Record) -> int:
            offset = self.calendar.offset_of(record.parsed("effective", self.calendar.day))
            return offset + 1 if _is_late(record) else offset

        for record, offset in read_invented(demo_file(name), columns, played_in):
            if offset == half:
                with record.placed():
                    book(record)

    def _effective(self, record: Record) -> PreciseDate:
        """Return the day, at the latest today; of the early budgets only the month is known."""
        day = self.calendar.done(record.parsed("effective", self.calendar.day))
        is_early = day == self.calendar.early_day
        return spanning(day, DatePrecision.MONTH if is_early else DatePrecision.DAY)

    def _moment(self, record: Record) -> datetime:
        day = record.parsed("effective", self.calendar.day)
        if _is_late(record):
            return self.calendar.after_stichtag(self.calendar.offset_of(day), DAYS_TO_LATE, OFFICE_HOUR)
        return self.calendar.at(day, OFFICE_HOUR)

    def _appropriate(self, record: Record) -> None:
        new = AppropriationInput(
            kind=record.code("kind", AppropriationKind),
            budget_year=self._year(record, "year"),
            budget_line=record.text("line"),
            plan_year=self._year(record, "plan_year") if record.text("plan_year") else None,
            effective=self._effective(record),
            amount=record.euro("amount"),
            note=record.text("note"),
            post_key=_key(record, "key"),
            provenance=Provenance.DEMO,
        )
        self._add_appropriation(new, record)

    def _carry_over(self, record: Record) -> None:
        """Carry over an amount, or all that is neither paid nor carried over of the year before."""
        year, line = self._year(record, "year"), record.needed("line")
        amount = record.euro_or_none("amount")
        if amount is None:
            book = load_book(self.session, last_day(self._effective(record)) or self.calendar.today)
            lines = [one for one in year_lines(book, year - 1) if one.line == line]
            amount = total(one.unused for one in lines)
        new = AppropriationInput(
            kind=AppropriationKind.CARRY_FORWARD,
            budget_year=year,
            budget_line=line,
            carry_reason=record.code("reason", CarryReason),
            effective=self._effective(record),
            amount=amount,
            note=record.text("note"),
            post_key=_key(record, "key"),
            provenance=Provenance.DEMO,
        )
        self._add_appropriation(new, record)

    def _add_appropriation(self, new: AppropriationInput, record: Record) -> None:
        now = self._moment(record)
        row = add_appropriation(self.session, new, by=self.by, now=now, second_person_from=SECOND_PERSON_FROM)
        self._confirm(row, record)

    def _freeze(self, record: Record) -> None:
        """Hold money back, or end what was held back."""
        lifted = None
        if record.text("lifts"):
            found = already_posted(self.session, SpendingFreeze, _key(record, "lifts"))
            lifted = record.known("lifts", found).id
        new = SpendingFreezeInput(
            lifts_id=lifted,
            budget_year=self._year(record, "year"),
            budget_line=record.text("line"),
            effective=self._effective(record),
            amount=record.euro("amount"),
            ordered_by=record.needed("ordered_by"),
            grounds=record.needed("grounds"),
            post_key=_key(record, "key"),
            provenance=Provenance.DEMO,
        )
        now = self._moment(record)
        row = add_freeze(self.session, new, by=self.by, now=now, second_person_from=SECOND_PERSON_FROM)
        self._confirm(row, record)

    def _year(self, record: Record, column: str) -> int:
        return self.calendar.half(-1).year + record.parsed(column, int)

    def _block(self, record: Record) -> None:
        found = already_posted(self.session, Appropriation, _key(record, "appropriation"))
        new = BudgetBlockInput(
            appropriation_id=record.known("appropriation", found).id,
            lifting_body_id=self._own_body().id,
            effective=self._effective(record),
            amount=record.euro("amount"),
            condition=record.needed("condition"),
            post_key=_key(record, "key"),
            provenance=Provenance.DEMO,
        )
        now = self._moment(record)
        row = add_budget_block(self.session, new, by=self.by, now=now, second_person_from=SECOND_PERSON_FROM)
        self._confirm(row, record)
        if record.text("basis"):
            checked = CompetenceInput(
                body_id=self._own_body().id,
                basis=record.text("basis"),
                checked_on=now.date(),
                provenance=Provenance.DEMO,
            )
            record_competence(self.session, row, checked, by=self.by, now=now)

    def _release(self, record: Record) -> None:
        found = already_posted(self.session, BudgetBlock, _key(record, "budget_block"))
        new = ReleaseInput(
            budget_block_id=record.known("budget_block", found).id,
            body_id=self._own_body().id,
            effective=self._effective(record),
            amount=record.euro("amount"),
            condition=record.text("condition"),
            provenance=Provenance.DEMO,
        )
        now = self._moment(record)
        row = add_release(self.session, new, by=self.by, now=now, second_person_from=SECOND_PERSON_FROM)
        self._confirm(row, record)

    def _enter(self, record: Record) -> None:
        now, fate = self._moment(record), record.parsed("fate", Fate)
        draft = draft_entry(self.session, self._entry(record), by=self.by, now=now)
        if fate is not Fate.DRAFT:
            book_entry(
                self.session,
                draft,
                by=self.by,
                now=now,
                exception_reason=record.text("exception_reason"),
                second_person_from=SECOND_PERSON_FROM,
            )
        if fate not in {Fate.DRAFT, Fate.WAITING}:
            self._confirm(draft, record)
        if fate is Fate.REVERSED:
            reason = record.needed("reversal_reason")
            reverse_entry(self.session, draft, reason, by=self.by, now=self.calendar.now)

    def _confirm(self, row: MoneyRow, record: Record) -> None:
        """Confirm what needs a second person an hour later, as the head office."""
        now = min(self._moment(record) + timedelta(hours=1), self.calendar.now)
        for _, request in open_requests_of(self.session, [row]):
            confirm_booking(self.session, request, by=self.people[HEAD_OFFICE], now=now)

    def _entry(self, record: Record) -> EntryInput:
        block = record.known("block", find_block(self.session, record.needed("block")))
        effective = self._effective(record)
        dated = precise_date(effective.day, effective.precision)
        return EntryInput(
            block_id=block.id,
            stage=record.code("stage", Stage),
            payer=record.code("payer", Payer),
            degree=record.code("degree", Degree),
            figure_source=record.code("figure_source", FigureSource),
            counting=record.code("counting", Counting),
            effective=effective,
            amount=record.euro("amount"),
            change_reason=record.code("change_reason", ChangeReason)
            if record.text("change_reason")
            else None,
            budget_line=record.text("budget_line"),
            note=record.text("note"),
            document=f"{record.needed('document')} vom {dated} (Demodaten)",
            provenance=Provenance.DEMO,
        )

    def _own_body(self) -> DecidingBody:
        found = body_by_name(self.session, OWN_BODY)
        if found is not None:
            return found
        association = organisation_by_name(self.session, ASSOCIATION)
        if association is None:
            message = f"no organisation {ASSOCIATION}: load the facts first"
            raise LookupError(message)
        new = DecidingBodyInput(
            name=OWN_BODY,
            short_name="Gremium",
            organisation_id=association.id,
            note="Steht für das Gremium, das den Sperrvermerk aufhebt.",
            provenance=Provenance.DEMO,
        )
        return add_deciding_body(
            self.session, new, by=self.people[EDITING], now=self.calendar.after_stichtag(-3, -100, 9)
        )


def _is_late(record: Record) -> bool:
    return record.cells.get("fate") == Fate.LATE


def _key(record: Record, column: str) -> str:
    """Return the one-time key of a row, by which later rows refer to it."""
    return f"demo:{record.needed(column)}"

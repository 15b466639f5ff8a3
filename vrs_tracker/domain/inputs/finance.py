"""Resolutions and money as they are entered: single-row facts are checked here, sums in findings.py."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.parts import (
    BODY_LIMIT,
    NAME_LIMIT,
    SENTENCE_LIMIT,
    Correction,
    Origin,
    Posted,
    Visibility,
    check_budget_year,
    check_correction,
    check_date,
    check_origin,
    check_past,
    check_positive,
    check_text,
    check_visibility,
    in_row,
)
from vrs_tracker.domain.locks import REVERSED_ROW
from vrs_tracker.domain.notation import euro
from vrs_tracker.domain.vocabulary.budget import CarryReason, ChangeReason
from vrs_tracker.domain.vocabulary.money import (
    AppropriationKind,
    Counting,
    Degree,
    FigureSource,
    Payer,
    Stage,
)

YEARS_AHEAD = 3
"""The medium-term plan looks so many years beyond the year of its budget (domain.md 3.2)."""
TITLE_MISSING = "Geben Sie an, was beschlossen wurde."
_PAID_LATER = "Dieser Tag liegt in der Zukunft. Buchen Sie dann, oder wählen Sie die Stufe „geplant“."
_IN_FUTURE = "Dieser Tag liegt in der Zukunft. Geben Sie den Tag der Entscheidung an, oder buchen Sie dann."
_DECIDED_LATER = "Ein Beschluss liegt nicht in der Zukunft. Prüfen Sie das Datum."
_IS_DRAFT = "Ein Entwurf ist noch nicht gebucht. Sie können ihn ändern oder verwerfen."
_DRAFTED_REVERSAL = (
    "Eine Rücknahme lässt sich nicht ändern. Verwerfen Sie sie, und nehmen Sie die Buchung neu zurück."
)
NOT_TAKEN_BACK = (
    "Diese Buchung ist nicht zurückgenommen und zählt. Nehmen Sie sie zuerst unter „Buchungen“ mit "
    "Begründung zurück."
)
_IS_DRAFTED = "Eine Rücknahme dieser Zeile ist schon entworfen. Sie finden sie unter den Entwürfen."
_IS_REVERSAL = "Diese Zeile ist selbst eine Rücknahme. Gilt der Betrag doch, buchen Sie ihn neu."


@dataclass(frozen=True, kw_only=True)
class Money:
    """An amount in euros with its day; no day stands for that of the resolution, where there is one."""

    amount: Decimal
    effective: PreciseDate | None = None
    is_rounded: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class EntryLine(Money):
    """An amount in one stage by one payer; without a block it belongs to the programme, not divided.

    `contained_in_id` is the booked entry whose sum already holds this amount; `change_reason` says why the
    share of the payer changes, with a sentence in `note`.
    """

    block_id: int | None = None
    stage: Stage = Stage.EARMARKED
    payer: Payer = Payer.VRS
    payer_organisation_id: int | None = None
    degree: Degree = Degree.DECIDED
    figure_source: FigureSource = FigureSource.RESOLUTION
    document: str = ""
    budget_year: int | None = None
    budget_line: str = ""
    counting: Counting = Counting.COUNTED
    contained_in_id: int | None = None
    change_reason: ChangeReason | None = None


@dataclass(frozen=True, kw_only=True)
class ReleaseLine(Money):
    """Money made available; `budget_block_id` is the Sperrvermerk it lifts, wholly or in part."""

    budget_block_id: int | None = None
    budget_year: int | None = None
    condition: str = ""


@dataclass(frozen=True, kw_only=True)
class Booking(Origin, Posted):
    """Whether a row of money stays a draft; `exception_reason` says why it is booked if it breaks a rule."""

    as_draft: bool = False
    exception_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class EntryInput(EntryLine, Booking):
    """A single entry; those of one resolution are entered together with it."""

    resolution_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class AppropriationInput(Money, Booking):
    """Budget authority or planning of one year; its day is that of the decision on the budget.

    `plan_year` is the budget whose plan says so, `carry_reason` why money is carried over, `block_continues`
    whether a Sperrvermerk on it goes on.
    """

    kind: AppropriationKind
    budget_year: int
    budget_line: str = ""
    plan_year: int | None = None
    carry_reason: CarryReason | None = None
    block_continues: bool | None = None
    resolution_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class BudgetBlockInput(Money, Booking):
    """A Sperrvermerk on an appropriation, with its condition and whoever may lift it (R1.19)."""

    appropriation_id: int
    condition: str
    lifting_body_id: int | None = None
    resolution_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ReleaseInput(ReleaseLine, Booking):
    """A release entered without its resolution; the body is always known."""

    body_id: int
    resolution_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class SpendingFreezeInput(Money, Booking):
    """A Haushaltssperre, or with `lifts_id` what ends one by its amount."""

    budget_year: int
    budget_line: str = ""
    ordered_by: str
    grounds: str
    lifts_id: int | None = None
    resolution_id: int | None = None


MoneyInput = EntryInput | AppropriationInput | BudgetBlockInput | ReleaseInput | SpendingFreezeInput


@dataclass(frozen=True, kw_only=True)
class ResolutionFacts(Visibility):
    """What a resolution says; `stated_amount` is the sum it names, which is not a computed sum."""

    body_id: int
    decided: PreciseDate
    title: str
    summary: str = ""
    document: str = ""
    address: str = ""
    stated_amount: Decimal | None = None
    stated_is_approximate: bool = False


@dataclass(frozen=True, kw_only=True)
class ResolutionInput(ResolutionFacts, Booking):
    """One resolution with its lines; `difference_explained` says why an exact stated sum is not reached."""

    entries: tuple[EntryLine, ...] = ()
    releases: tuple[ReleaseLine, ...] = ()
    difference_explained: str = ""


@dataclass(frozen=True, kw_only=True)
class ResolutionEdit(ResolutionFacts, Correction):
    """Corrected facts of a resolution; its booked lines are corrected by reversals only."""

    source: str = ""


def check_resolution_facts(new: ResolutionFacts, today: date) -> tuple[Violation, ...]:
    """Check what a resolution says; a decision lies in the past."""
    return (
        *check_text("title", new.title, limit=SENTENCE_LIMIT, missing=TITLE_MISSING),
        *check_text("summary", new.summary, limit=BODY_LIMIT),
        *check_text("document", new.document, limit=SENTENCE_LIMIT),
        *_check_address(new.address),
        *check_decided(new.decided, today),
        *(() if new.stated_amount is None else check_positive("stated_amount", new.stated_amount)),
        *check_visibility(new),
    )


def check_decided(decided: PreciseDate, today: date) -> Iterator[Violation]:
    """Check the day of a decision."""
    yield from check_date("decided", decided)
    yield from check_past("decided", decided, today, _DECIDED_LATER)


def check_resolution_edit(new: ResolutionEdit, today: date) -> tuple[Violation, ...]:
    """Check corrected facts of a resolution."""
    return (
        *check_resolution_facts(new, today),
        *check_text("source", new.source, limit=SENTENCE_LIMIT),
        *check_correction(new),
    )


def _check_address(address: str) -> Iterator[Violation]:
    yield from check_text("address", address, limit=SENTENCE_LIMIT)
    if address and not address.startswith(("https://", "http://")):
        yield Violation("address", "Die Adresse beginnt mit https:// oder http://.")


def check_resolution(new: ResolutionInput, today: date) -> tuple[Violation, ...]:
    """Check a resolution and each of its lines, but not yet whether they reach the stated sum."""
    lines: list[Violation] = []
    for index, entry in enumerate(new.entries):
        found = _check_entry_line(entry, entry.effective or new.decided, today, has_resolution=True)
        lines += in_row(f"entries-{index}", _of_line(entry, found))
    for index, release in enumerate(new.releases):
        found = _check_release_line(release, release.effective or new.decided, today)
        lines += in_row(f"releases-{index}", _of_line(release, found))
    return (
        *check_resolution_facts(new, today),
        *lines,
        *check_text("difference_explained", new.difference_explained, limit=SENTENCE_LIMIT),
        *check_origin(new),
    )


def _of_line(line: Money, found: Iterable[Violation]) -> Iterator[Violation]:
    """Leave out what is wrong with the day if the line has none of its own: it is said at the resolution."""
    return (each for each in found if line.effective is not None or each.field != "effective")


def check_money(new: MoneyInput, today: date) -> tuple[Violation, ...]:
    """Check the single-row facts of an entry, a budget record, a Sperrvermerk, a release or a freeze."""
    if new.effective is None:
        undated = Violation("effective", "Geben Sie das Datum an, oder schreiben Sie: unbekannt.")
        return (undated, *check_origin(new))
    return (*_check_kind(new, new.effective, today), *check_origin(new))


def _check_kind(new: MoneyInput, effective: PreciseDate, today: date) -> Iterator[Violation]:
    match new:
        case EntryInput():
            has_resolution = new.resolution_id is not None
            yield from _check_entry_line(new, effective, today, has_resolution=has_resolution)
            yield from _check_evidence(new)
        case AppropriationInput():
            yield from _check_booked(new, effective, today)
            yield from check_budget_year("budget_year", new.budget_year)
            yield from check_text("budget_line", new.budget_line, limit=NAME_LIMIT)
            yield from _check_carry_over(new)
            yield from _check_plan(new)
        case BudgetBlockInput():
            yield from _check_booked(new, effective, today)
            missing = "Nennen Sie die Bedingung, unter der der Sperrvermerk aufgehoben wird."
            yield from check_text("condition", new.condition, limit=SENTENCE_LIMIT, missing=missing)
        case SpendingFreezeInput():
            yield from _check_booked(new, effective, today)
            yield from _check_freeze(new)
        case _:
            yield from _check_release_line(new, effective, today)


def _check_carry_over(new: AppropriationInput) -> Iterator[Violation]:
    """Check that a carry-over has a coded reason, which section 10 prints, and nothing else has one."""
    if new.kind is AppropriationKind.CARRY_FORWARD:
        if new.carry_reason is None:
            sentence = "Wählen Sie, warum der Betrag übertragen wird. Der Bericht nennt den Grund."
            yield Violation("carry_reason", sentence)
        elif new.carry_reason is CarryReason.OTHER and not new.note.strip():
            yield Violation("note", "Nennen Sie den Grund der Übertragung in einem Satz.")
        return
    if new.carry_reason is not None:
        yield Violation("carry_reason", "Einen Grund der Übertragung gibt es nur bei einer Übertragung.")
    if new.block_continues is not None:
        sentence = "Ob ein Sperrvermerk fortgilt, ist nur bei einer Übertragung anzugeben."
        yield Violation("block_continues", sentence)


def _check_plan(new: AppropriationInput) -> Iterator[Violation]:
    """Check which budget a plan belongs to: it spans the year before that budget and three after it."""
    yield from check_budget_year("plan_year", new.plan_year)
    if new.kind is AppropriationKind.MEDIUM_TERM_PLAN:
        if new.plan_year is None:
            sentence = "Geben Sie an, zu welchem Haushalt die Finanzplanung gehört, zum Beispiel 2026."
            yield Violation("plan_year", sentence)
        elif not -1 <= new.budget_year - new.plan_year <= YEARS_AHEAD:
            sentence = (
                f"Die Finanzplanung zum Haushalt {new.plan_year} reicht von {new.plan_year - 1} bis "
                f"{new.plan_year + YEARS_AHEAD}."
            )
            yield Violation("budget_year", sentence)
    elif new.kind is not AppropriationKind.COMMITMENT_AUTHORISATION:
        if new.plan_year is not None:
            sentence = "Ein Plan gehört nur zu Finanzplanung und Verpflichtungsermächtigung."
            yield Violation("plan_year", sentence)
    elif new.plan_year is None:
        sentence = (
            "Geben Sie an, welcher Haushalt die Verpflichtungsermächtigung erteilt, zum Beispiel "
            f"{new.budget_year - 1} für eine, die {new.budget_year} fällig wird."
        )
        yield Violation("plan_year", sentence)
    elif new.budget_year <= new.plan_year:
        sentence = "Eine Verpflichtungsermächtigung gilt für ein späteres Jahr als das ihres Haushalts."
        yield Violation("budget_year", sentence)


def _check_freeze(new: SpendingFreezeInput) -> Iterator[Violation]:
    yield from check_budget_year("budget_year", new.budget_year)
    yield from check_text("budget_line", new.budget_line, limit=NAME_LIMIT)
    ordered_by = "Nennen Sie, wer die Haushaltssperre angeordnet hat, etwa „Kämmerei“."
    yield from check_text("ordered_by", new.ordered_by, limit=NAME_LIMIT, missing=ordered_by)
    grounds = "Nennen Sie den Grund der Haushaltssperre oder ihrer Aufhebung."
    yield from check_text("grounds", new.grounds, limit=SENTENCE_LIMIT, missing=grounds)


def check_editable(*, is_reversal: bool) -> tuple[Violation, ...]:
    """Check that a draft can be changed: what a reversal says follows from what it takes back."""
    return (Violation("", _DRAFTED_REVERSAL),) if is_reversal else ()


def check_reversal(
    reason: str, *, is_booked: bool, is_reversal: bool, is_reversed: bool, is_drafted: bool = False
) -> tuple[Violation, ...]:
    """Check that a row can be taken back: booked, no reversal itself, not yet taken back, with a reason."""
    missing = "Nennen Sie den Grund, warum die Buchung zurückgenommen wird."
    found = list(check_text("reason", reason, limit=SENTENCE_LIMIT, missing=missing))
    if not is_booked:
        found.append(Violation("", _IS_DRAFT))
    if is_reversal:
        found.append(Violation("", _IS_REVERSAL))
    if is_reversed:
        found.append(Violation("", REVERSED_ROW))
    if is_drafted:
        found.append(Violation("", _IS_DRAFTED))
    return tuple(found)


def replaces_words(when: str, amount: Decimal, note: str) -> str:
    """Name in the note of a corrected row what it replaces; `when` is the day as people write it."""
    sentence = f"Ersetzt die zurückgenommene Buchung über {euro(amount)} ({when})."
    return f"{sentence}\n{note}" if note.strip() else sentence


def _check_amount(new: Money, effective: PreciseDate) -> Iterator[Violation]:
    yield from check_positive("amount", new.amount)
    yield from check_date("effective", effective)
    yield from check_text("note", new.note, limit=BODY_LIMIT)


def _check_booked(new: Money, effective: PreciseDate, today: date) -> Iterator[Violation]:
    yield from _check_amount(new, effective)
    yield from check_past("effective", effective, today, _IN_FUTURE)


def _check_entry_line(
    new: EntryLine, effective: PreciseDate, today: date, *, has_resolution: bool
) -> Iterator[Violation]:
    yield from _check_amount(new, effective)
    if new.stage is not Stage.PLANNED:
        yield from check_past("effective", effective, today, _PAID_LATER)
    yield from check_budget_year("budget_year", new.budget_year)
    yield from check_text("budget_line", new.budget_line, limit=NAME_LIMIT)
    yield from check_text("document", new.document, limit=SENTENCE_LIMIT)
    if new.degree is Degree.DECIDED and not has_resolution:
        sentence = "Ein beschlossener Betrag braucht seinen Beschluss. Wählen oder erfassen Sie ihn."
        yield Violation("resolution_id", sentence)
    if new.counting is Counting.COUNTED and new.contained_in_id is not None:
        yield Violation("contained_in_id", "Was in einer anderen Angabe enthalten ist, zählt nicht mit.")


def _check_release_line(new: ReleaseLine, effective: PreciseDate, today: date) -> Iterator[Violation]:
    yield from _check_booked(new, effective, today)
    yield from check_budget_year("budget_year", new.budget_year)
    yield from check_text("condition", new.condition, limit=SENTENCE_LIMIT)


def _check_evidence(new: EntryInput) -> Iterator[Violation]:
    """Every figure has a source (domain.md 4.4): a resolution, a document, or where a fact was read."""
    if new.resolution_id is None and not new.document.strip() and not new.source.strip():
        sentence = "Nennen Sie den Beleg, etwa „Bescheid vom 14.03.2026“, oder den Beschluss."
        yield Violation("document", sentence)

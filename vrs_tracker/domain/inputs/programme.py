"""The motion, blocks and projects as they are entered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.motion import Mandate, MotionStatement, Shares
from vrs_tracker.domain.inputs.parts import (
    BODY_LIMIT,
    NAME_LIMIT,
    SENTENCE_LIMIT,
    Correction,
    Origin,
    Posted,
    check_correction,
    check_order,
    check_origin,
    check_positive,
    check_size,
    check_text,
    in_row,
)
from vrs_tracker.domain.naming import fold
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState, Field, FunctionState

BLOCKS_OF_THE_MOTION = 7
LINE_LIMIT = 20
NUMBERS = range(1, 1000)
REASONED_STATES = frozenset({BlockState.COMPLETED, BlockState.DROPPED})
"""States that say more than they show: a block that starts in one of them names its reason at once."""

_STATE_REASON = "Nennen Sie den Grund für den Stand; er steht im Bericht."


@dataclass(frozen=True, kw_only=True)
class SignatoryInput:
    """A name as printed under the motion, with its group (R1.22)."""

    printed_name: str
    political_group: str


@dataclass(frozen=True, kw_only=True)
class MotionInput(Origin):
    """The motion as printed; its totals are stored as printed, never computed (R1.08)."""

    title: str
    addressee: str
    address: str
    printed_on: date
    signatories: tuple[SignatoryInput, ...]
    mandates: tuple[Mandate, ...]
    statements: tuple[MotionStatement, ...]
    printed_totals: Shares


@dataclass(frozen=True, kw_only=True)
class FunctionInput:
    """What was promised for a block, and what became of it so far."""

    text: str
    motion_line: str = ""
    state: FunctionState = FunctionState.NOT_REPORTED
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class BaselineInput:
    """A block's row of the motion's table; None is an empty cell, which is not 0 (T8)."""

    printed_name: str
    shares: Shares


@dataclass(frozen=True, kw_only=True)
class BlockFacts:
    """What can be said about a block at any time; towns by their AGS, the first is the printed one."""

    subtitle: str = ""
    description: str = ""
    lead_id: int | None = None
    owner_role: str = ""
    planned_start: date | None = None
    planned_end: date | None = None
    forecast_start: date | None = None
    forecast_end: date | None = None
    aliases: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    partner_ids: tuple[int, ...] = ()
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BlockInput(BlockFacts, Origin, Posted):
    """A new block or project; without a number it gets the next one of its kind."""

    kind: BlockKind
    name: str
    number: int | None = None
    state: BlockState = BlockState.NOT_DOCUMENTED
    state_reason: str = ""
    functions: tuple[FunctionInput, ...] = ()
    baseline: BaselineInput | None = None


@dataclass(frozen=True, kw_only=True)
class BlockEdit(BlockFacts, Correction):
    """Changed facts of a block; a reason is asked for when a date moves by more than 30 days."""

    source: str = ""


@dataclass(frozen=True, kw_only=True)
class StateInput(Correction):
    """A new state of a block, always with its reason."""

    state: BlockState


@dataclass(frozen=True, kw_only=True)
class RenameInput(Correction):
    """A new canonical name; the old one stays as another spelling, the old address redirects."""

    name: str


@dataclass(frozen=True, kw_only=True)
class FunctionStateInput(Correction):
    """What became of a promised function; without its own reason the note says why the state changes."""

    state: FunctionState
    note: str = ""


def check_motion(new: MotionInput) -> tuple[Violation, ...]:
    """Check texts and the printed totals, which are compared with the computed ones elsewhere."""
    return (
        *check_text("title", new.title, limit=NAME_LIMIT, missing="Geben Sie den Titel des Antrags ein."),
        *check_text(
            "addressee", new.addressee, limit=NAME_LIMIT, missing="Geben Sie an, an wen er gerichtet ist."
        ),
        *check_text("address", new.address, limit=NAME_LIMIT),
        *_check_printed_totals(new.printed_totals),
        *_check_parts_of_motion(new),
        *check_origin(new),
    )


def _check_parts_of_motion(new: MotionInput) -> Iterator[Violation]:
    for index, signatory in enumerate(new.signatories):
        for field in ("printed_name", "political_group"):
            text = getattr(signatory, field)
            yield from in_row(f"signatories-{index}", check_text(field, text, limit=NAME_LIMIT))
    for index, mandate in enumerate(new.mandates):
        for field, limit in (("short_text", NAME_LIMIT), ("text", BODY_LIMIT)):
            text, missing = getattr(mandate, field), "Geben Sie den Text des Auftrags ein."
            yield from in_row(f"mandates-{index}", check_text(field, text, limit=limit, missing=missing))
    for index, statement in enumerate(new.statements):
        yield from in_row(f"statements-{index}", check_positive("amount", statement.amount))


def _check_printed_totals(totals: Shares) -> Iterator[Violation]:
    for name in ("regional", "municipal", "private"):
        if getattr(totals, name) is None:
            yield Violation(f"printed_totals-{name}", "Geben Sie die gedruckte Summe der Spalte ein.")
    yield from in_row("printed_totals", _check_shares(totals))


def _check_shares(shares: Shares) -> Iterator[Violation]:
    for name in ("regional", "municipal", "private"):
        amount = getattr(shares, name)
        if amount is None:
            continue
        if amount < 0:
            yield Violation(name, "Ein Anteil im Antrag ist nicht negativ. Eine leere Zelle lassen Sie leer.")
        yield from check_size(name, amount)


def check_block(new: BlockInput) -> tuple[Violation, ...]:
    """Check a new block: names, number, dates, promised functions, the row of the motion's table."""
    return (
        *_check_name(new.name),
        *_check_number(new),
        *check_facts(new),
        *_check_first_state(new),
        *_check_functions(new.functions),
        *_check_baseline(new),
        *check_origin(new),
    )


def check_facts(new: BlockFacts) -> tuple[Violation, ...]:
    """Check what can be said about a block at any time."""
    return (
        *check_text("subtitle", new.subtitle, limit=SENTENCE_LIMIT),
        *check_text("description", new.description, limit=BODY_LIMIT),
        *check_text("owner_role", new.owner_role, limit=NAME_LIMIT),
        *check_order("planned_end", new.planned_start, new.planned_end),
        *check_order("forecast_end", new.forecast_start, new.forecast_end),
        *_check_aliases(new.aliases),
        *_check_once("towns", new.towns, "Jeder Ort steht nur einmal."),
        *_check_once("partner_ids", new.partner_ids, "Jede Organisation steht nur einmal."),
        *_check_once("fields", new.fields, "Jedes Einsatzfeld steht nur einmal."),
    )


def check_edit(new: BlockEdit) -> tuple[Violation, ...]:
    """Check changed facts of a block."""
    return (
        *check_facts(new),
        *check_text("source", new.source, limit=SENTENCE_LIMIT),
        *check_correction(new),
    )


def check_state(new: StateInput, present: BlockState) -> tuple[Violation, ...]:
    """Check that a change of state has a reason and is one."""
    found = list(check_text("reason", new.reason, limit=SENTENCE_LIMIT, missing=_STATE_REASON))
    if new.state is present:
        found.append(
            Violation("state", f"Der Stand ist schon „{present.label}“. Wählen Sie den neuen Stand.")
        )
    return tuple(found)


def check_rename(new: RenameInput) -> tuple[Violation, ...]:
    """Check the new name and that there is a reason."""
    missing = "Nennen Sie den Grund für den neuen Namen."
    return (
        *_check_name(new.name),
        *check_text("reason", new.reason, limit=SENTENCE_LIMIT, missing=missing),
    )


def check_function_state(new: FunctionStateInput) -> tuple[Violation, ...]:
    """Check that a changed or dropped function says how or why (users.md 4.3, no. 5)."""
    needs_note = new.state in (FunctionState.CHANGED, FunctionState.DROPPED)
    missing = "Nennen Sie, was sich geändert hat oder warum die Funktion entfällt." if needs_note else ""
    return (
        *check_text("note", new.note, limit=SENTENCE_LIMIT, missing=missing),
        *check_correction(new),
    )


def _check_name(name: str) -> Iterator[Violation]:
    yield from check_text("name", name, limit=NAME_LIMIT, missing="Geben Sie den Namen ein.")
    yield from _check_folded("name", name)


def _check_folded(field: str, spelling: str) -> Iterator[Violation]:
    """Some characters grow when folded; what is compared must fit its column too."""
    if len(spelling) <= NAME_LIMIT < len(fold(spelling)):
        yield Violation(
            field, "Kürzen Sie den Namen; er enthält Zeichen, die aus mehreren Buchstaben bestehen."
        )


def _check_number(new: BlockInput) -> Iterator[Violation]:
    if new.number is None:
        return
    if new.kind is BlockKind.MOTION_BLOCK and not 1 <= new.number <= BLOCKS_OF_THE_MOTION:
        yield Violation("number", "Die Bausteine des Antrags haben die Nummern 1 bis 7.")
    elif new.number not in NUMBERS:
        yield Violation("number", f"Die Nummer liegt zwischen {NUMBERS[0]} und {NUMBERS[-1]}.")


def _check_aliases(aliases: Sequence[str]) -> Iterator[Violation]:
    for alias in aliases:
        yield from check_text(
            "aliases", alias, limit=NAME_LIMIT, missing="Lassen Sie keine Schreibweise leer."
        )
        yield from _check_folded("aliases", alias)


def _check_once(field: str, values: Sequence[object], sentence: str) -> Iterator[Violation]:
    if len(set(values)) < len(values):
        yield Violation(field, sentence)


def _check_first_state(new: BlockInput) -> Iterator[Violation]:
    missing = _STATE_REASON if new.state in REASONED_STATES else ""
    yield from check_text("state_reason", new.state_reason, limit=SENTENCE_LIMIT, missing=missing)


def _check_functions(functions: Sequence[FunctionInput]) -> Iterator[Violation]:
    for index, function in enumerate(functions):
        missing = "Geben Sie an, was zugesagt ist."
        yield from in_row(
            f"functions-{index}",
            (
                *check_text("text", function.text, limit=SENTENCE_LIMIT, missing=missing),
                *check_text("motion_line", function.motion_line, limit=LINE_LIMIT),
                *check_function_state(FunctionStateInput(state=function.state, note=function.note)),
            ),
        )


def _check_baseline(new: BlockInput) -> Iterator[Violation]:
    if new.baseline is None:
        return
    if new.kind is not BlockKind.MOTION_BLOCK:
        yield Violation(
            "baseline-printed_name", "Nur die Bausteine des Antrags haben eine Zeile in seiner Tabelle."
        )
    missing = "Geben Sie den Namen so ein, wie er in der Tabelle gedruckt ist."
    found = (
        *check_text("printed_name", new.baseline.printed_name, limit=NAME_LIMIT, missing=missing),
        *_check_shares(new.baseline.shares),
    )
    yield from in_row("baseline", found)

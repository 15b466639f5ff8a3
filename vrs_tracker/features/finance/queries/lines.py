"""All money, drafts and bookings of every kind, as lines of one list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.cofunding.degrees import binding_words
from vrs_tracker.domain.findings import mark_breaks
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import precise_date
from vrs_tracker.domain.share_reasons import reason_words
from vrs_tracker.domain.vocabulary.budget import ConfirmationCause, ConfirmationOutcome
from vrs_tracker.domain.vocabulary.money import DatePrecision, Provenance, Stage
from vrs_tracker.domain.wording import budget_words, decided_by_words, ordered_by_words, proofs_words
from vrs_tracker.features.finance.queries.ledger import ledger_of_rows
from vrs_tracker.features.finance.queries.rows import rows_of_tables
from vrs_tracker.tables.actors import DecidingBody
from vrs_tracker.tables.control import ConfirmationRequest, SpendingFreeze
from vrs_tracker.tables.finance import Appropriation, BlockRelease, BudgetBlock, FundingEntry, Resolution
from vrs_tracker.tables.programme import BaselineRow, Block
from vrs_tracker.trail.together import Question, ask_together

MoneyRow = FundingEntry | Appropriation | BudgetBlock | BlockRelease | SpendingFreeze
Key = tuple[str, int]
"""Table and id of a row."""

KINDS: dict[str, type[MoneyRow]] = {
    "buchungen": FundingEntry,
    "veranschlagung": Appropriation,
    "sperrvermerk": BudgetBlock,
    "freigabe": BlockRelease,
    "haushaltssperre": SpendingFreeze,
}
"""The word for each kind of money in addresses."""
WHOLE = "Programm gesamt"
UNDIVIDED = f"{WHOLE}, nicht aufgeteilt"

_BLOCKS = Question(Block)
_BASELINES = Question(BaselineRow)
_RESOLUTIONS = Question(Resolution)
_BODIES = Question(DecidingBody)
_APPROPRIATIONS = Question(Appropriation)
_OF_LINES: tuple[Question[Any], ...] = (_BLOCKS, _RESOLUTIONS, _BODIES, _APPROPRIATIONS)
_REQUESTS = Question(
    ConfirmationRequest,
    where=sa.or_(
        ConfirmationRequest.cause == ConfirmationCause.EXCEPTION,
        ConfirmationRequest.outcome.is_distinct_from(ConfirmationOutcome.CONFIRMED),
    ),
    order=(ConfirmationRequest.id,),
)
"""Exceptions, and what waits or came back; of large amounts that were confirmed the list says nothing."""
_WORDS = {table.__tablename__: word for word, table in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Asking:
    """What a second person was asked about a draft; `answer` is what came back, empty as long as it waits."""

    request_id: int
    answer: str

    @property
    def waits(self) -> bool:
        """Whether nobody has answered yet."""
        return not self.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """A row of money as a list shows it; `hints` are the rules of sums that it broke, `exception` why.

    `asking` is what waits for a second person, or came back from it; `said` are reason and note,
    `author` is the key of who entered it.

    Year and Buchungsstelle of a Sperrvermerk are those of its Ansatz.

    `slug`, `payer` and `stage` are codes to choose by, empty where a row has none.
    """

    kind: str
    id: int
    table: str
    what: str
    block: str
    slug: str
    payer: str
    stage: str
    year: int | None
    budget_line: str
    effective: date | None
    precision: DatePrecision
    when: str
    amount: Decimal
    is_rounded: bool
    proof: str
    reason: str
    hints: tuple[str, ...]
    is_booked: bool
    is_reversal: bool
    is_taken_back: bool
    is_demo: bool
    said: str
    author: str
    has_resolution: bool
    exception: str = ""
    asking: Asking | None = None

    @property
    def is_resolved(self) -> bool:
        """Whether this is an amount of a resolution that can be granted: booked and not taken back."""
        stands = self.is_booked and not self.is_reversal and not self.is_taken_back
        return stands and self.stage == Stage.EARMARKED and self.has_resolution

    @property
    def waits(self) -> bool:
        """Whether the row waits for a second person."""
        return self.asking is not None and self.asking.waits


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What lines need of other tables."""

    blocks: Mapping[int, Block]
    resolutions: Mapping[int, str]
    bodies: Mapping[int, str]
    appropriations: Mapping[int, Appropriation]
    hints: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    taken_back: frozenset[Key] = frozenset()
    exceptions: Mapping[Key, str] = field(default_factory=dict)
    asked: Mapping[Key, Asking] = field(default_factory=dict)


def money_lines(session: Session) -> tuple[MoneyLine, ...]:
    """Return all money, newest first. Three statements, however much there is."""
    seldom = [table for table in KINDS.values() if table is not FundingEntry]
    rows: list[MoneyRow] = [
        *session.scalars(sa.select(FundingEntry)),
        *rows_of_tables(session, seldom),
    ]
    around = ask_together(session, (*_OF_LINES, _BASELINES, _REQUESTS))
    requests = [(place_of(request), request) for request in around.of(_REQUESTS)]
    blocks = around.by_id(_BLOCKS)
    shares = [row.regional for row in around.of(_BASELINES)]
    taken_back = {
        (row.__tablename__, row.reverses_id)
        for row in rows
        if row.reverses_id is not None and row.booked_at is not None
    }
    context = _Context(
        blocks=blocks,
        resolutions={row.id: row.title for row in around.of(_RESOLUTIONS)},
        bodies={row.id: row.name for row in around.of(_BODIES)},
        appropriations=around.by_id(_APPROPRIATIONS),
        hints=_hints(rows, blocks, total(shares) if shares else None),
        taken_back=frozenset(taken_back),
        exceptions={key: row.reason for key, row in requests if row.outcome is ConfirmationOutcome.CONFIRMED},
        asked={
            key: Asking(row.id, row.answer)
            for key, row in requests
            if row.outcome is not ConfirmationOutcome.CONFIRMED
        },
    )
    rows.sort(key=lambda row: (row.recorded_at, row.id), reverse=True)
    return tuple(_line(row, context) for row in rows)


def line_of(session: Session, row: MoneyRow) -> MoneyLine:
    """Return one row as a line, without the rules it broke."""
    (line,) = lines_of_rows(session, [row])
    return line


def lines_of_rows(session: Session, rows: Iterable[MoneyRow]) -> tuple[MoneyLine, ...]:
    """Return rows as lines in the order given, without the rules they broke."""
    listed = tuple(rows)
    named = {row.block_id for row in listed if isinstance(row, FundingEntry) and row.block_id is not None}
    blocks = Question(Block, where=Block.id.in_(named))
    around = ask_together(session, (blocks, _RESOLUTIONS, _BODIES, _APPROPRIATIONS))
    context = _Context(
        blocks=around.by_id(blocks),
        resolutions={row.id: row.title for row in around.of(_RESOLUTIONS)},
        bodies={row.id: row.name for row in around.of(_BODIES)},
        appropriations=around.by_id(_APPROPRIATIONS),
    )
    return tuple(_line(row, context) for row in listed)


def word_of(row: MoneyRow) -> str:
    """Return the word for the kind of a row in addresses."""
    return _WORDS[row.__tablename__]


def describe(row: MoneyRow) -> str:
    """Say in a few words what a row of money is."""
    match row:
        case FundingEntry():
            return describe_entry(row)
        case Appropriation():
            return describe_appropriation(row)
        case BudgetBlock():
            return "Sperrvermerk"
        case BlockRelease():
            return "Freigabe"
        case SpendingFreeze():
            return "Haushaltssperre" if row.lifts_id is None else "Aufhebung einer Haushaltssperre"


def describe_entry(row: FundingEntry) -> str:
    """Say what an amount is; the row may also be one of `ask_together`, which has no table."""
    return f"{binding_words(row.stage, row.degree)}, {row.payer.label}"


def describe_appropriation(row: Appropriation) -> str:
    """Say what a budget record is, likewise."""
    return budget_words(row.kind, row.budget_year)


def _line(row: MoneyRow, context: _Context) -> MoneyLine:
    key = (row.__tablename__, row.id)
    entry = row if isinstance(row, FundingEntry) else None
    block = context.blocks.get(entry.block_id or 0) if entry else None
    place = _ansatz_behind(row, context) or row
    return MoneyLine(
        kind=_WORDS[row.__tablename__],
        id=row.id,
        table=row.__tablename__,
        what=describe(row),
        block=block.name if block else UNDIVIDED if entry else WHOLE,
        slug=block.slug if block else "",
        payer=entry.payer.value if entry else "",
        stage=entry.stage.value if entry else _WORDS[row.__tablename__],
        year=getattr(place, "budget_year", None),
        budget_line=getattr(place, "budget_line", ""),
        effective=row.effective_on,
        precision=row.date_precision,
        when=precise_date(row.effective_on, row.date_precision),
        amount=row.amount,
        is_rounded=row.is_rounded,
        proof=_proof(row, context),
        reason=row.reversal_reason,
        hints=context.hints.get(key, ()),
        is_booked=row.booked_at is not None,
        is_reversal=row.reverses_id is not None,
        is_taken_back=key in context.taken_back,
        is_demo=row.provenance is Provenance.DEMO,
        said=reason_words(entry.change_reason if entry else None, row.note),
        author=row.recorded_by,
        has_resolution=row.resolution_id is not None,
        exception=context.exceptions.get(key, ""),
        asking=context.asked.get(key) if row.booked_at is None else None,
    )


def _proof(row: MoneyRow, context: _Context) -> str:
    """Say what a row rests on: its own document, then the resolution, else who decided or ordered it."""
    own = row.document if isinstance(row, FundingEntry) else ""
    told = proofs_words(own, context.resolutions.get(row.resolution_id or 0, ""))
    return told or _decided_by(row, context) or row.source


def _ansatz_behind(row: MoneyRow, context: _Context) -> Appropriation | None:
    """Return what a Sperrvermerk blocks, which has year and Buchungsstelle of it; None for anything else."""
    return context.appropriations.get(row.appropriation_id) if isinstance(row, BudgetBlock) else None


def _decided_by(row: MoneyRow, context: _Context) -> str:
    match row:
        case BlockRelease():
            return decided_by_words(context.bodies.get(row.body_id, ""))
        case SpendingFreeze():
            return ordered_by_words(row.ordered_by)
        case _:
            return ""


def place_of(request: ConfirmationRequest) -> Key:
    """Return table and id of the row that a request is about."""
    names = (table.__tablename__ for table in KINDS.values())
    return next((name, row_id) for name in names if (row_id := getattr(request, f"{name}_id")) is not None)


def _hints(
    rows: Sequence[MoneyRow], blocks: Mapping[int, Block], frame: Decimal | None
) -> dict[Key, tuple[str, ...]]:
    """Return the labels of the rules that booked entries and releases broke when they took effect."""
    slugs = {block.id: block.slug for block in blocks.values()}
    marked = mark_breaks(ledger_of_rows(rows, slugs=slugs, frame=frame))
    found = {(FundingEntry.__tablename__, entry.id): entry.breaks for entry in marked.entries}
    found |= {(BlockRelease.__tablename__, release.id): release.breaks for release in marked.releases}
    return {key: tuple(rule.label for rule in rules) for key, rules in found.items()}

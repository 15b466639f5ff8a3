"""All money, drafts and bookings of every kind, as lines of one list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.findings import mark_breaks
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import precise_date
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.features.finance.queries.ledger import ledger_of_rows
from vrs_tracker.features.programme.queries import list_blocks
from vrs_tracker.tables.finance import Appropriation, BlockRelease, BudgetBlock, FundingEntry, Resolution
from vrs_tracker.tables.programme import BaselineRow, Block

MoneyRow = FundingEntry | Appropriation | BudgetBlock | BlockRelease
Key = tuple[str, int]
"""Table and id of a row."""

KINDS: dict[str, type[MoneyRow]] = {
    "buchungen": FundingEntry,
    "veranschlagung": Appropriation,
    "sperrvermerk": BudgetBlock,
    "freigabe": BlockRelease,
}
"""The word for each kind of money in addresses."""
WHOLE = "Programm gesamt"
UNDIVIDED = f"{WHOLE}, nicht aufgeteilt"

_WORDS = {table.__tablename__: word for word, table in KINDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """A row of money as a list shows it; `hints` are the rules of sums that it broke.

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
    effective: date | None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What lines need of other tables."""

    blocks: Mapping[int, Block]
    resolutions: Mapping[int, str]
    hints: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    taken_back: frozenset[Key] = frozenset()


def money_lines(session: Session) -> tuple[MoneyLine, ...]:
    """Return all money, newest first. The number of statements does not depend on how much there is."""
    rows: list[MoneyRow] = [
        *session.scalars(sa.select(FundingEntry)),
        *session.scalars(sa.select(Appropriation)),
        *session.scalars(sa.select(BudgetBlock)),
        *session.scalars(sa.select(BlockRelease)),
    ]
    blocks, frame = _blocks_and_frame(session)
    taken_back = {(row.__tablename__, row.reverses_id) for row in rows if row.reverses_id is not None}
    context = _Context(
        blocks=blocks,
        resolutions=_resolutions(session),
        hints=_hints(rows, blocks, frame),
        taken_back=frozenset(taken_back),
    )
    rows.sort(key=lambda row: (row.recorded_at, row.id), reverse=True)
    return tuple(_line(row, context) for row in rows)


def draft_lines(session: Session) -> tuple[MoneyLine, ...]:
    """Return the drafts alone, newest first; they have broken no rule yet."""
    context = _Context(blocks=_blocks(session), resolutions=_resolutions(session))
    found: list[MoneyRow] = []
    for table in KINDS.values():
        found.extend(session.scalars(sa.select(table).where(table.booked_at.is_(None))))
    found.sort(key=lambda row: (row.recorded_at, row.id), reverse=True)
    return tuple(_line(row, context) for row in found)


def line_of(session: Session, row: MoneyRow) -> MoneyLine:
    """Return one row as a line, without the rules it broke."""
    return _line(row, _Context(blocks=_blocks(session), resolutions=_resolutions(session)))


def word_of(row: MoneyRow) -> str:
    """Return the word for the kind of a row in addresses."""
    return _WORDS[row.__tablename__]


def describe(row: MoneyRow) -> str:
    """Say in a few words what a row of money is."""
    match row:
        case FundingEntry():
            return f"{row.stage.label}, {row.payer.label}"
        case Appropriation():
            return f"{row.kind.label} {row.budget_year}"
        case BudgetBlock():
            return "Sperrvermerk"
        case BlockRelease():
            return "Freigabe"


def _line(row: MoneyRow, context: _Context) -> MoneyLine:
    key = (row.__tablename__, row.id)
    entry = row if isinstance(row, FundingEntry) else None
    block = context.blocks.get(entry.block_id or 0) if entry else None
    return MoneyLine(
        kind=_WORDS[row.__tablename__],
        id=row.id,
        table=row.__tablename__,
        what=describe(row),
        block=block.name if block else UNDIVIDED if entry else WHOLE,
        slug=block.slug if block else "",
        payer=entry.payer.value if entry else "",
        stage=entry.stage.value if entry else _WORDS[row.__tablename__],
        year=None if isinstance(row, BudgetBlock) else row.budget_year,
        effective=row.effective_on,
        when=precise_date(row.effective_on, row.date_precision),
        amount=row.amount,
        is_rounded=row.is_rounded,
        proof=context.resolutions.get(row.resolution_id or 0)
        or (entry.document if entry else "")
        or row.source,
        reason=row.reversal_reason,
        hints=context.hints.get(key, ()),
        is_booked=row.booked_at is not None,
        is_reversal=row.reverses_id is not None,
        is_taken_back=key in context.taken_back,
        is_demo=row.provenance is Provenance.DEMO,
    )


def _blocks(session: Session) -> dict[int, Block]:
    return {block.id: block for block in list_blocks(session)}


def _resolutions(session: Session) -> dict[int, str]:
    return {row.id: row.title for row in session.execute(sa.select(Resolution.id, Resolution.title))}


def _blocks_and_frame(session: Session) -> tuple[dict[int, Block], Decimal | None]:
    """Return the blocks by id, and the regional column of the motion's table added up."""
    stmt = sa.select(Block, BaselineRow.id, BaselineRow.regional)
    found = session.execute(stmt.outerjoin(BaselineRow, BaselineRow.block_id == Block.id)).all()
    shares = [regional for _, row_id, regional in found if row_id is not None]
    return {block.id: block for block, _, _ in found}, total(shares) if shares else None


def _hints(
    rows: Sequence[MoneyRow], blocks: Mapping[int, Block], frame: Decimal | None
) -> dict[Key, tuple[str, ...]]:
    """Return the labels of the rules that booked entries and releases broke when they took effect."""
    slugs = {block.id: block.slug for block in blocks.values()}
    marked = mark_breaks(ledger_of_rows(rows, slugs=slugs, frame=frame))
    found = {(FundingEntry.__tablename__, entry.id): entry.breaks for entry in marked.entries}
    found |= {(BlockRelease.__tablename__, release.id): release.breaks for release in marked.releases}
    return {key: tuple(rule.label for rule in rules) for key, rules in found.items()}

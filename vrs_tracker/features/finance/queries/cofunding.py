"""What the rules of co-funding look at, loaded without the rest of a report: for the list of tasks."""

from datetime import date

from vrs_tracker.domain.cofunding.watched import Watched, WatchedBlock, in_effect
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.vocabulary.money import AppropriationKind
from vrs_tracker.features.finance.queries.rules import rule_value
from vrs_tracker.features.finance.queries.values import entry_value
from vrs_tracker.tables.cofunding import FundingRule
from vrs_tracker.tables.finance import Appropriation, FundingEntry
from vrs_tracker.tables.programme import BaselineRow, Block, Motion
from vrs_tracker.trail.together import Answers, Question

_BLOCKS = Question(Block, order=(Block.kind, Block.number))
_BASELINE = Question(BaselineRow)
_MOTION = Question(Motion)
_ENTRIES = Question(
    FundingEntry,
    where=FundingEntry.booked_at.is_not(None),
    order=(FundingEntry.effective_on, FundingEntry.id),
)
_CARRIED = Question(
    Appropriation,
    where=(Appropriation.kind == AppropriationKind.CARRY_FORWARD) & Appropriation.booked_at.is_not(None),
)
_RULES = Question(FundingRule, order=(FundingRule.valid_from, FundingRule.id))
QUESTIONS = (_BLOCKS, _BASELINE, _MOTION, _ENTRIES, _CARRIED, _RULES)


def watched_money(found: Answers, as_of: date) -> Watched:
    """Return blocks, money in effect and rules as of a day; payers are not named."""
    motion = found.one(_MOTION)
    rows = {row.block_id: row for row in found.of(_BASELINE)}
    slugs = {row.id: row.slug for row in found.of(_BLOCKS)}
    entries = [entry_value(row, block=slugs.get(row.block_id or 0)) for row in found.of(_ENTRIES)]
    return Watched(
        blocks=tuple(_block(row, rows.get(row.id)) for row in found.of(_BLOCKS)),
        entries=in_effect(entries, as_of),
        rules=tuple(rule_value(row) for row in found.of(_RULES) if row.valid_from <= as_of),
        as_of=as_of,
        motion_on=motion.printed_on if motion else as_of,
        carried_to=frozenset(row.budget_year for row in found.of(_CARRIED)),
    )


def _block(row: Block, printed: BaselineRow | None) -> WatchedBlock:
    baseline = (
        Shares(regional=printed.regional, municipal=printed.municipal, private=printed.private)
        if printed
        else None
    )
    return WatchedBlock(
        slug=row.slug,
        titled=row.name,
        baseline=baseline,
        begins_on=row.forecast_start or row.planned_start,
    )

"""What was known by the end of a day: money by when it was booked, registers and facts by their history.

What is booked never changes, so nothing of it has to be turned back. Updates are chosen by the moment of
their confirmation (`updates.py`). What is held back today stays held back on every earlier day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from vrs_tracker.domain.as_of import AsOf
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.parsing import parse_quantity
from vrs_tracker.domain.vocabulary.programme import BlockKind
from vrs_tracker.features.finance.actions.resolutions import LABELS as RESOLUTION_LABELS
from vrs_tracker.features.network.actions import LABELS as NETWORK_LABELS
from vrs_tracker.features.periods.actions import NARRATIVE_LABELS
from vrs_tracker.features.programme.actions.blocks import FUNCTION_LABELS
from vrs_tracker.features.programme.actions.blocks import LABELS as BLOCK_LABELS
from vrs_tracker.features.programme.actions.indicators import INDICATOR_LABELS
from vrs_tracker.features.progress.actions.milestones import LABELS as MILESTONE_LABELS
from vrs_tracker.features.progress.actions.risks import LABELS as RISK_LABELS
from vrs_tracker.features.reporting.queries import blocks, control, half_years, money, network
from vrs_tracker.tables.programme import Block, BlockFunction
from vrs_tracker.tables.progress import IndicatorTarget, IndicatorValue, Risk
from vrs_tracker.trail.rewinding import Told, followed, read_told, rewound, told_since
from vrs_tracker.trail.together import Answers, Question

_AS_TODAY = frozenset({"is_public", "withheld_reason", "slug", "source"})
"""What is held back stays so, and an address stays the one that leads somewhere."""


_NETWORK: tuple[Question[Any], ...] = (
    network.EVENTS,
    network.NAMES,
    network.MEMBERS,
    network.FACTS,
    network.CONTRIBUTIONS,
)
_LABELS: tuple[tuple[Question[Any], Mapping[str, str]], ...] = (
    (blocks.BLOCKS, BLOCK_LABELS),
    (blocks.FUNCTIONS, FUNCTION_LABELS),
    (blocks.MILESTONES, MILESTONE_LABELS),
    (blocks.RISKS, RISK_LABELS),
    (blocks.INDICATORS, INDICATOR_LABELS),
    (half_years.NARRATIVES, NARRATIVE_LABELS),
    (money.RESOLUTIONS, RESOLUTION_LABELS),
    *((question, NETWORK_LABELS) for question in _NETWORK),
)
_FOLLOWED = tuple(followed(question, labels, but=_AS_TODAY) for question, labels in _LABELS)
QUESTIONS = told_since(_FOLLOWED, half_years.KNOWN)
_BOOKED: tuple[Question[Any], ...] = (
    money.ENTRIES,
    money.APPROPRIATIONS,
    money.SPERRVERMERKE,
    money.RELEASES,
    money.FREEZES,
)


def as_known(found: Answers, as_of: AsOf) -> Answers:
    """Return the answers with all that was entered or changed after the day taken back."""
    booked = found.with_rows(_money(found, as_of.end))
    told = read_told(booked, QUESTIONS)
    told = replace(told, begun=told.begun - _lasting(booked))
    then = rewound(booked, _FOLLOWED, told)
    values = _values(found, told)
    risks = [_checked_by(row, as_of) for row in then.of(blocks.RISKS)]
    return then.with_rows({blocks.INDICATOR_VALUES: values, blocks.RISKS: risks})


def _money(found: Answers, end: datetime) -> dict[Question[Any], Sequence[Any]]:
    """Return what was booked or checked by then; drafts of appropriations stay, for the year they name."""
    booked = {
        question: [row for row in found.of(question) if row.booked_at is None or row.booked_at < end]
        for question in _BOOKED
    }
    documents = [row for row in found.of(money.DOCUMENTS) if row.added_at < end]
    competences = [row for row in found.of(money.COMPETENCES) if row.recorded_at < end]
    balances = [row for row in found.of(control.BALANCES) if row.checked_at < end]
    return {**booked, money.COMPETENCES: competences, money.DOCUMENTS: documents, control.BALANCES: balances}


def _lasting(booked: Answers) -> frozenset[tuple[str, int]]:
    """Return what is older than its history: the blocks of the motion, what has money, promised functions.

    The history tells of a function when it changes first, not when it was promised.
    """
    paid = {row.block_id for row in booked.of(money.ENTRIES)}
    old = (
        (Block.__tablename__, row.id)
        for row in booked.of(blocks.BLOCKS)
        if row.kind is BlockKind.MOTION_BLOCK or row.id in paid
    )
    promised = ((BlockFunction.__tablename__, row.id) for row in booked.of(blocks.FUNCTIONS))
    return frozenset((*old, *promised))


def _values(found: Answers, told: Told) -> Sequence[IndicatorValue]:
    """Return the values of the indicators, which the history tells with them, by the day that they name."""
    kind = IndicatorTarget.__tablename__
    indicators = found.by_id(blocks.INDICATORS)
    kept = []
    for row in found.of(blocks.INDICATOR_VALUES):
        indicator = indicators.get(row.indicator_id)
        field = f"{indicator.kind.label} zum {date_de(row.as_of)}" if indicator else ""
        before = told.before.get((kind, row.indicator_id, field))
        if before is None:
            kept.append(row)
        elif before:
            kept.append(row._replace(value=parse_quantity(before)))  # type: ignore[attr-defined] # rows asked for together are named tuples
    return kept


def _checked_by(row: Risk, as_of: AsOf) -> Risk:
    """Return a risk without a check that came later; when it was looked at before is not kept."""
    if row.checked_on is None or row.checked_on <= as_of.known:
        return row
    return row._replace(checked_on=None)  # type: ignore[attr-defined, no-any-return] # as above

"""Building blocks and projects as values, with newest confirmed update, milestones, risks and indicators.

One statement per table whatever the number of blocks; the rows are put together here. Collections are read
anew (`populate_existing`), because a round played in one session has added to them since they were loaded.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from vrs_tracker.domain.facts import blocks as facts
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.lights import overall_light
from vrs_tracker.domain.vocabulary.programme import BlockKind
from vrs_tracker.features.progress.queries.registers import indicator_value, milestone_value
from vrs_tracker.tables import programme as rows
from vrs_tracker.tables import progress as progress_rows

Row = TypeVar("Row", progress_rows.Milestone, progress_rows.Risk, progress_rows.IndicatorTarget)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockParts:
    """What was read for all blocks, by the id of the block."""

    updates: Mapping[int, facts.Update]
    milestones: Mapping[int, list[progress_rows.Milestone]]
    risks: Mapping[int, list[progress_rows.Risk]]
    indicators: Mapping[int, list[progress_rows.IndicatorTarget]]
    trends: Mapping[str, tuple[facts.TrendPoint, ...]]


def load_block_rows(session: Session) -> list[rows.Block]:
    """All blocks in printed order: the motion's seven, then the further projects. Six statements."""
    table = rows.Block
    stmt = (
        sa.select(table)
        .order_by(sa.case((table.kind == BlockKind.MOTION_BLOCK, 0), else_=1), table.number)
        .options(
            joinedload(table.lead),
            joinedload(table.baseline),
            selectinload(table.aliases),
            selectinload(table.towns).joinedload(rows.BlockTown.municipality),
            selectinload(table.partners).joinedload(rows.BlockPartner.organisation),
            selectinload(table.functions),
            selectinload(table.fields),
        )
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(stmt))


def load_parts(
    session: Session,
    updates: Mapping[int, facts.Update],
    trends: Mapping[str, tuple[facts.TrendPoint, ...]],
) -> BlockParts:
    """Milestones, risks and indicators of all blocks. Three statements."""
    targets = progress_rows.IndicatorTarget
    indicators = (
        sa.select(targets)
        .order_by(targets.id)
        .options(joinedload(targets.values))
        .execution_options(populate_existing=True)
    )
    table = progress_rows.Milestone
    milestones = sa.select(table).order_by(table.block_id, table.position, table.baseline_on, table.id)
    return BlockParts(
        updates=updates,
        milestones=_by_block(session.scalars(milestones)),
        risks=_by_block(session.scalars(sa.select(progress_rows.Risk).order_by(progress_rows.Risk.id))),
        indicators=_by_block(session.scalars(indicators).unique()),
        trends=trends,
    )


def _by_block(found: Iterable[Row]) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in found:
        groups[row.block_id].append(row)
    return groups


def block_value(row: rows.Block, parts: BlockParts, as_of: date, reference: date) -> facts.BlockReport:
    """One block as of a day; what is not public is counted, not shown.

    `reference` is the reference date of the half-year: indicators are stated for it even before it has come.
    """
    update = parts.updates.get(row.id)
    milestones = parts.milestones.get(row.id, [])
    risks = parts.risks.get(row.id, [])
    shown = overall_light(
        state=row.state,
        lights=[rating.reported for rating in update.ratings] if update else [],
        last_message_on=update.filed_on if update else None,
        as_of=as_of,
    )
    return facts.BlockReport(
        slug=row.slug,
        number=row.number,
        kind=row.kind,
        name=row.name,
        aliases=tuple(item.alias for item in row.aliases),
        subtitle=row.subtitle,
        description=row.description,
        towns=tuple(town.municipality.name for town in row.towns),
        districts=tuple(dict.fromkeys(town.municipality.district for town in row.towns)),
        lead=row.lead.name if row.lead else "",
        partners=tuple(partner.organisation.name for partner in row.partners),
        owner_role=row.owner_role,
        fields=tuple(item.field for item in row.fields),
        state=row.state,
        state_reason=row.state_reason,
        planned_start=row.planned_start,
        planned_end=row.planned_end,
        forecast_start=row.forecast_start,
        forecast_end=row.forecast_end,
        baseline=_baseline(row.baseline),
        functions=tuple(map(_function, row.functions)),
        light=shown.light,
        light_note=shown.reason,
        last_message_on=update.filed_on if update else None,
        update=update,
        milestones=tuple(milestone_value(item, as_of) for item in milestones if item.is_public),
        risks=tuple(_risk(item) for item in risks if item.is_public),
        risks_checked_on=max((item.checked_on for item in risks if item.checked_on), default=None),
        indicators=tuple(indicator_value(item, reference) for item in parts.indicators.get(row.id, [])),
        trend=parts.trends.get(row.slug, ()),
        withheld=_withheld(update, milestones, risks),
        provenance=row.provenance,
    )


def _withheld(
    update: facts.Update | None,
    milestones: Iterable[progress_rows.Milestone],
    risks: Iterable[progress_rows.Risk],
) -> int:
    texts = update.withheld if update else 0
    return texts + sum(not item.is_public for item in milestones) + sum(not item.is_public for item in risks)


def _baseline(row: rows.BaselineRow | None) -> Shares | None:
    if row is None:
        return None
    return Shares(regional=row.regional, municipal=row.municipal, private=row.private)


def _function(row: rows.BlockFunction) -> facts.PromisedFunction:
    return facts.PromisedFunction(text=row.text, state=row.state, note=row.note, motion_line=row.motion_line)


def _risk(row: progress_rows.Risk) -> facts.Risk:
    return facts.Risk(
        id=row.id,
        title=row.title,
        cause=row.cause,
        effect=row.effect,
        likelihood=row.likelihood,
        damage=row.damage,
        trend=row.trend,
        measure=row.measure,
        responsible=row.responsible,
        due=row.due_on,
        state=row.state,
    )

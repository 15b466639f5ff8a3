"""Building blocks and projects as values, with newest confirmed update, milestones, risks and indicators."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import sqlalchemy as sa

from vrs_tracker.domain.facts import blocks as facts
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.lights import overall_light
from vrs_tracker.domain.vocabulary.programme import BlockKind
from vrs_tracker.features.progress.queries.registers import milestone_value, stated_indicator
from vrs_tracker.features.reporting.queries.names import MUNICIPALITIES, ORGANISATIONS
from vrs_tracker.features.reporting.queries.updates import update_values
from vrs_tracker.tables import actors
from vrs_tracker.tables import programme as rows
from vrs_tracker.tables import progress as progress_rows
from vrs_tracker.trail.together import Answers, Question

_IN_PRINT = (sa.case((rows.Block.kind == BlockKind.MOTION_BLOCK, 0), else_=1), rows.Block.number)
BLOCKS = Question(rows.Block, order=_IN_PRINT)
BASELINES = Question(rows.BaselineRow)
ALIASES = Question(rows.BlockAlias, order=(rows.BlockAlias.alias,))
TOWNS = Question(rows.BlockTown, order=(rows.BlockTown.position,))
PARTNERS = Question(rows.BlockPartner, order=(rows.BlockPartner.position,))
FUNCTIONS = Question(rows.BlockFunction, order=(rows.BlockFunction.position,))
FIELDS = Question(rows.BlockField)
MILESTONES = Question(
    progress_rows.Milestone,
    order=(
        progress_rows.Milestone.position,
        progress_rows.Milestone.baseline_on,
        progress_rows.Milestone.id,
    ),
)
RISKS = Question(progress_rows.Risk)
INDICATORS = Question(progress_rows.IndicatorTarget, where=progress_rows.IndicatorTarget.ended_on.is_(None))
INDICATOR_VALUES = Question(progress_rows.IndicatorValue, order=(progress_rows.IndicatorValue.as_of,))
QUESTIONS = (
    *(BLOCKS, BASELINES, ALIASES, TOWNS, PARTNERS, FUNCTIONS, FIELDS),
    *(MILESTONES, RISKS, INDICATORS, INDICATOR_VALUES),
)

Row = TypeVar(
    "Row",
    rows.BlockAlias,
    rows.BlockTown,
    rows.BlockPartner,
    rows.BlockFunction,
    rows.BlockField,
    progress_rows.Milestone,
    progress_rows.Risk,
    progress_rows.IndicatorTarget,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What was read for all blocks, by the id of the block; values of indicators by the indicator's."""

    organisations: Mapping[int, actors.Organisation]
    municipalities: Mapping[int, actors.Municipality]
    baselines: Mapping[int, rows.BaselineRow]
    aliases: Mapping[int, list[rows.BlockAlias]]
    towns: Mapping[int, list[rows.BlockTown]]
    partners: Mapping[int, list[rows.BlockPartner]]
    functions: Mapping[int, list[rows.BlockFunction]]
    fields: Mapping[int, list[rows.BlockField]]
    updates: Mapping[int, facts.Update]
    milestones: Mapping[int, list[progress_rows.Milestone]]
    risks: Mapping[int, list[progress_rows.Risk]]
    indicators: Mapping[int, list[progress_rows.IndicatorTarget]]
    values: Mapping[int, list[progress_rows.IndicatorValue]]
    trends: Mapping[str, tuple[facts.TrendPoint, ...]]


def block_values(
    found: Answers,
    trends: Mapping[str, tuple[facts.TrendPoint, ...]],
    *,
    as_of: date,
    reference: date,
) -> tuple[facts.BlockReport, ...]:
    """All blocks in printed order as of a day: the motion's seven, then the further projects.

    `reference` is the reference date of the half-year: indicators are stated for it even before it has come.
    """
    values: dict[int, list[progress_rows.IndicatorValue]] = defaultdict(list)
    for value in found.of(INDICATOR_VALUES):
        values[value.indicator_id].append(value)
    parts = _Parts(
        organisations=found.by_id(ORGANISATIONS),
        municipalities=found.by_id(MUNICIPALITIES),
        baselines={row.block_id: row for row in found.of(BASELINES)},
        aliases=_by_block(found.of(ALIASES)),
        towns=_by_block(found.of(TOWNS)),
        partners=_by_block(found.of(PARTNERS)),
        functions=_by_block(found.of(FUNCTIONS)),
        fields=_by_block(found.of(FIELDS)),
        updates=update_values(found),
        milestones=_by_block(found.of(MILESTONES)),
        risks=_by_block(found.of(RISKS)),
        indicators=_by_block(found.of(INDICATORS)),
        values=values,
        trends=trends,
    )
    return tuple(_block(row, parts, as_of, reference) for row in found.of(BLOCKS))


def _by_block(found: Iterable[Row]) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in found:
        groups[row.block_id].append(row)
    return groups


def _block(row: rows.Block, parts: _Parts, as_of: date, reference: date) -> facts.BlockReport:
    """One block; what is not public is counted, not shown."""
    update = parts.updates.get(row.id)
    milestones = parts.milestones.get(row.id, [])
    risks = parts.risks.get(row.id, [])
    towns = [parts.municipalities[town.municipality_id] for town in parts.towns.get(row.id, [])]
    partners = [parts.organisations[each.organisation_id] for each in parts.partners.get(row.id, [])]
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
        aliases=tuple(item.alias for item in parts.aliases.get(row.id, [])),
        subtitle=row.subtitle,
        description=row.description,
        towns=tuple(town.name for town in towns),
        districts=tuple(dict.fromkeys(town.district for town in towns)),
        lead=parts.organisations[row.lead_id].name if row.lead_id else "",
        partners=tuple(partner.name for partner in partners),
        owner_role=row.owner_role,
        fields=tuple(item.field for item in parts.fields.get(row.id, [])),
        state=row.state,
        state_reason=row.state_reason,
        planned_start=row.planned_start,
        planned_end=row.planned_end,
        forecast_start=row.forecast_start,
        forecast_end=row.forecast_end,
        baseline=_baseline(parts.baselines.get(row.id)),
        functions=tuple(map(_function, parts.functions.get(row.id, []))),
        light=shown.light,
        light_note=shown.reason,
        last_message_on=update.filed_on if update else None,
        update=update,
        milestones=tuple(milestone_value(item, as_of) for item in milestones if item.is_public),
        risks=tuple(risk_value(item) for item in risks if item.is_public),
        risks_checked_on=max((item.checked_on for item in risks if item.checked_on), default=None),
        indicators=tuple(
            stated_indicator(item, parts.values.get(item.id, []), reference)
            for item in parts.indicators.get(row.id, [])
        ),
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


def risk_value(row: progress_rows.Risk) -> facts.Risk:
    """Return an entry of the risk register."""
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

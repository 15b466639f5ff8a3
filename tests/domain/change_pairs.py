"""Hypothesis: two reports that are drawn from few values each, so that much is equal and much differs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any, cast

from hypothesis import strategies as st

from tests.domain.report_values import (
    make_block,
    make_budget_row,
    make_entry,
    make_indicator,
    make_milestone,
    make_project,
    make_rating,
    make_release,
    make_report,
    make_risk,
    make_sperrvermerk,
    make_update,
    on,
)
from vrs_tracker.domain.facts.blocks import BlockReport, Indicator, Milestone, Risk
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import Dimension, IndicatorKind, Level, Light, RiskState

OLD_DAY, NEW_DAY = date(2025, 12, 31), date(2026, 6, 30)
_DAYS = (date(2025, 11, 10), OLD_DAY, date(2026, 1, 1), NEW_DAY, date(2026, 9, 16))
_AMOUNTS = tuple(map(Decimal, ("-10000.00", "0.01", "10000.00", "250000.00", "1000000.00")))

_FIELDS = {
    "milestones": ("id", "baseline", "forecast", "actual"),
    "risks": ("id", "likelihood", "damage", "state", "measure", "responsible", "due"),
    "indicators": ("kind", "target", "actual", "is_estimated", "target_on", "baseline"),
}

_mostly = st.sampled_from([True, True, True, False])
_days = st.sampled_from(_DAYS)
_slots = st.sampled_from([1, 2])


def _milestones() -> st.SearchStrategy[tuple[Milestone, ...]]:
    made = st.builds(
        lambda number, baseline, forecast, actual: make_milestone(
            id=number, baseline=baseline, forecast=forecast, actual=actual
        ),
        _slots,
        st.sampled_from(_DAYS[:2]),
        st.none() | _days,
        st.none() | _days,
    )
    return st.lists(made, min_size=1, max_size=2, unique_by=lambda one: one.id).map(tuple)


def _risks() -> st.SearchStrategy[tuple[Risk, ...]]:
    made = st.builds(
        lambda number, likelihood, damage, state, measure, responsible, due: make_risk(
            id=number,
            likelihood=likelihood,
            damage=damage,
            state=state,
            measure=measure,
            responsible=responsible,
            due=due,
        ),
        _slots,
        st.sampled_from(Level),
        st.sampled_from(Level),
        st.sampled_from(RiskState),
        st.sampled_from(["", "Vergabe in Losen", "Mietgutachten"]),
        st.sampled_from(["", "Projektleitung"]),
        st.none() | _days,
    )
    return st.lists(made, min_size=1, max_size=2, unique_by=lambda one: one.id).map(tuple)


def _indicators() -> st.SearchStrategy[tuple[Indicator, ...]]:
    figures = st.none() | st.sampled_from([Decimal(0), Decimal(11), Decimal(40)])
    made = st.builds(
        lambda kind, target, actual, estimated, target_on, baseline: make_indicator(
            kind=kind,
            target=target,
            actual=actual,
            is_estimated=estimated,
            target_on=target_on,
            baseline=baseline,
        ),
        st.sampled_from([IndicatorKind.COMPANIES, IndicatorKind.FOLLOW_UP]),
        figures,
        figures,
        st.booleans(),
        st.none() | _days,
        figures,
    )
    return st.lists(made, min_size=1, max_size=2, unique_by=lambda one: one.kind).map(tuple)


def _ratings() -> st.SearchStrategy[tuple[tuple[Dimension, Light], ...]]:
    lights = st.sampled_from([Light.ON_TRACK, Light.AT_RISK, Light.OFF_TRACK])
    dimensions = st.sampled_from([Dimension.SCHEDULE, Dimension.FUNDING])
    rated = st.lists(st.tuples(dimensions, lights), max_size=2, unique_by=lambda one: one[0])
    return rated.map(tuple)


@st.composite
def _block(draw: st.DrawFn, slug: str) -> BlockReport:
    ratings = tuple(
        make_rating(dimension=dimension, proposed=light, reported=light, proposal_reason="Nach der Regel.")
        for dimension, light in draw(_ratings())
    )
    update = make_update(ratings=ratings)
    make = make_project if slug == "projekt" else make_block
    return replace(
        make(slug=slug, update=draw(st.sampled_from([None, update]))),
        state=draw(st.sampled_from(BlockState)),
        light=draw(st.sampled_from(Light)),
        milestones=draw(_milestones()),
        risks=draw(_risks()),
        indicators=draw(_indicators()),
    )


def _entry(number: int) -> st.SearchStrategy[MoneyEntry]:
    return st.builds(
        lambda block, stage, payer, amount, day, counting, rounded: make_entry(
            id=number,
            block=block,
            stage=stage,
            payer=payer,
            amount=amount,
            effective=on(day.year, day.month, day.day),
            counting=counting,
            is_rounded=rounded,
        ),
        st.sampled_from(["a", "projekt", None]),
        st.sampled_from([Stage.PLANNED, Stage.EARMARKED, Stage.DISBURSED]),
        st.sampled_from([Payer.VRS, Payer.PRIVATE]),
        st.sampled_from(_AMOUNTS),
        _days,
        st.sampled_from(Counting),
        st.booleans(),
    )


_ledgers = st.lists(st.integers(1, 4), max_size=4, unique=True).flatmap(
    lambda numbers: st.tuples(*(_entry(number) for number in sorted(numbers)))
)


@st.composite
def _budget(draw: st.DrawFn) -> CommitteeReport:
    """A report with nothing but budget records of two years."""
    days = {year: draw(_days) for year in (2025, 2026)}
    amounts = {year: draw(st.sampled_from(_AMOUNTS[2:])) for year in days}
    years = draw(st.lists(st.sampled_from(tuple(days)), max_size=2, unique=True))
    dated = {year: on(day.year, day.month, day.day) for year, day in days.items()}
    return make_report(
        budget=tuple(
            make_budget_row(id=year, budget_year=year, amount=amounts[year], effective=dated[year])
            for year in years
        ),
        sperrvermerke=tuple(
            make_sperrvermerk(id=year, budget_year=year, amount=amounts[year], effective=dated[year])
            for year in years
            if draw(st.booleans())
        ),
        releases=tuple(
            make_release(id=year, budget_year=year, amount=amounts[year], effective=dated[year])
            for year in years
            if draw(st.booleans())
        ),
    )


@st.composite
def _report(draw: st.DrawFn, day: date) -> CommitteeReport:
    return replace(
        draw(_budget()),
        as_of=day,
        blocks=(draw(_block("a")),) if draw(_mostly) else (),
        projects=(draw(_block("projekt")),) if draw(st.booleans()) else (),
        entries=draw(_ledgers),
    )


def _partly(draw: st.DrawFn, old: Any, new: Any, names: Sequence[str]) -> Any:  # noqa: ANN401 - any value
    """The newer value, mostly with all fields but one as they were."""
    if not draw(_mostly):
        return new
    changed = draw(st.sampled_from(names))
    return replace(new, **{name: getattr(old, name) for name in names if name != changed})


def _nearer(draw: st.DrawFn, old: BlockReport, new: BlockReport) -> BlockReport:
    """The newer block with much as it was: a report rarely changes two fields of one thing."""
    for part, names in _FIELDS.items():
        pairs = zip_longest(getattr(old, part), getattr(new, part))
        mixed = (now if was is None or now is None else _partly(draw, was, now, names) for was, now in pairs)
        unique = {one.kind if part == "indicators" else one.id: one for one in mixed if one is not None}
        mixed_part: dict[str, Any] = {part: tuple(unique.values())}
        new = replace(new, **mixed_part)
    return cast("BlockReport", _partly(draw, old, new, ("state", "light", "update")))


ONE_BY_ONE = (
    *((part, (name,)) for part, names in _FIELDS.items() for name in names if name not in {"id", "kind"}),
    ("risks", ("likelihood", "damage")),
)
"""Each field that a change is told of, and two that may outweigh each other."""


@st.composite
def nearly_alike(
    draw: st.DrawFn, part: str, names: tuple[str, ...]
) -> tuple[CommitteeReport, CommitteeReport]:
    """Two reports that differ in one field of one thing, or in two that have changed places, if at all."""
    block, other = draw(_block("a")), draw(_block("a"))
    things, others = getattr(block, part), getattr(other, part)
    source = others[0] if len(names) == 1 else things[0]
    taken = zip(names, reversed(names), strict=True)
    changed = replace(things[0], **{name: getattr(source, other) for name, other in taken})
    parts: dict[str, Any] = {part: (changed, *things[1:])}
    old = make_report(as_of=OLD_DAY, blocks=(block,))
    return old, replace(old, as_of=NEW_DAY, blocks=(replace(block, **parts),))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[CommitteeReport, CommitteeReport]:
    """Two reports, the older one first, that share much, as two real ones do."""
    old, new = draw(_report(OLD_DAY)), draw(_report(draw(st.sampled_from([NEW_DAY, NEW_DAY, OLD_DAY]))))
    blocks = tuple(
        _nearer(draw, was, block) if (was := old.block(block.slug)) else block for block in new.all_blocks()
    )
    shared = {
        name: getattr(old, name)
        for name in ("entries", "budget", "sperrvermerke", "releases")
        if draw(st.booleans())
    }
    return old, replace(
        new,
        blocks=tuple(block for block in blocks if block.is_motion_block),
        projects=tuple(block for block in blocks if not block.is_motion_block),
        **shared,
    )

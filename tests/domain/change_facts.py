"""The facts of a report that the change chapter must not miss, as names and values.

They are gathered without the code under test: sums by hand, dates by comparison. A fact names the change that
has to tell it; that of a rating may stand in the sentence about the light.
"""

from collections.abc import Iterator
from datetime import date

from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Counting
from vrs_tracker.domain.vocabulary.progress import RiskState

Name = tuple[str, ...]
"""The block or "programm", what the fact is about, then what tells it apart from its likes."""
Facts = dict[Name, object]

KNOWN_IN_BOTH = frozenset({"baseline", "target_on", "began"})
"""Facts that are compared where both reports know them."""
OF_INDICATORS = frozenset({"target_on", "began"})
TOLD_BY = {"light": ("light", "state"), "rating": ("ratings", "light")}
"""Which changes may tell a fact; all others are told by the change that bears their name."""


def facts_of(report: CommitteeReport, day: date) -> Facts:
    """What a report says as of its own date, and about an earlier day."""
    return {
        **{name: value for block in report.all_blocks() for name, value in _of_block(block)},
        **_money(report, day),
        **dict(_budget(report, day)),
    }


def differing(old: Facts, new: Facts) -> dict[Name, tuple[str, ...]]:
    """The facts that differ, each with the keys of the changes that may tell it.

    A block that stands in one of the reports only is told once, with all it has; so is a milestone.
    """
    both = old.keys() & new.keys()
    names = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    lonely = {name[0] for name in names if name[1] == "exists"}
    return {
        name: _keys(name, is_new=name in new)
        for name in names
        if name[1] == "exists" or (name[0] not in lonely and (name in both or name[1] not in KNOWN_IN_BOTH))
    }


def _keys(name: Name, *, is_new: bool) -> tuple[str, ...]:
    block, about, *rest = name
    if about == "exists":
        return (f"{block}:new" if is_new else f"programm:gone-{block}",)
    if about in TOLD_BY:
        return tuple(f"{block}:{one}" for one in TOLD_BY[about])
    told_of = "indicator" if about in OF_INDICATORS else about
    return (":".join((block, "-".join((told_of, *rest)))),)


def _of_block(block: BlockReport) -> Iterator[tuple[Name, object]]:
    slug = block.slug
    yield (slug, "exists"), True
    yield (slug, "state"), block.state
    yield (slug, "light"), block.light
    if block.update:
        for rating in block.update.ratings:
            yield (slug, "rating", rating.dimension), rating.reported
    for milestone in block.milestones:
        dates = (milestone.actual, None if milestone.actual else milestone.forecast)
        yield (slug, "milestone", str(milestone.id)), dates
        yield (slug, "baseline", str(milestone.id)), milestone.baseline
    for risk in block.risks:
        if risk.state is RiskState.OPEN:
            told = (risk.likelihood, risk.damage, risk.measure, risk.responsible, risk.due)
            yield (slug, "risk", str(risk.id)), told
    yield from _of_indicators(block)


def _of_indicators(block: BlockReport) -> Iterator[tuple[Name, object]]:
    for one in block.indicators:
        if (one.actual, one.target) != (None, None):
            estimated = one.is_estimated and one.actual is not None
            yield (block.slug, "indicator", one.kind), (one.actual, one.target, estimated)
        for name, value in (("target_on", one.target_on), ("began", one.baseline)):
            if value is not None:
                yield (block.slug, name, one.kind), value


def _money(report: CommitteeReport, day: date) -> Facts:
    """Cents by block, payer and stage: what was so on the day, and what came after it."""
    sums: dict[Name, int] = {}
    for entry in report.entries:
        is_known = entry.block is not None or entry.counting is Counting.COUNTED
        if is_known and _by(entry.effective, report.as_of):
            before = "restated-money" if _by(entry.effective, day) else "money"
            name = (entry.block or "programm", before, entry.payer, entry.stage)
            sums[name] = sums.get(name, 0) + int(entry.amount * 100)
    blocks = {*(block.slug for block in report.all_blocks()), "programm"}
    return {name: cents for name, cents in sums.items() if cents and name[0] in blocks}


def _budget(report: CommitteeReport, day: date) -> Iterator[tuple[Name, object]]:
    records = {
        "veranschlagt": [(row.effective, row.amount, row.budget_year) for row in report.budget],
        "gesperrt": [(note.effective, note.amount, note.budget_year) for note in report.sperrvermerke],
        "freigegeben": [(one.effective, one.amount, one.budget_year or 0) for one in report.releases],
    }
    for step, rows in records.items():
        then, now = (
            [amount for when, amount, year in rows if _by(when, until) and year <= until.year]
            for until in (day, report.as_of)
        )
        if then:
            yield ("programm", "restated-budget", step), sum(then)
        if len(now) > len(then):
            yield ("programm", "budget", step), sum(now) - sum(then)


def _by(when: PreciseDate, day: date) -> bool:
    assert when.day is not None
    return when.day <= day

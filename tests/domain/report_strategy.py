"""Hypothesis: any report at all, drawn from the annotations of the values."""

from dataclasses import is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import SCHEMA_VERSION, CommitteeReport
from vrs_tracker.domain.vocabulary.codes import CodeList

amounts = st.integers(-(10**15), 10**15).map(from_cents)
half_years = st.builds(HalfYear, st.integers(1900, 2199), st.sampled_from([1, 2]))
_texts = st.text(st.characters(codec="utf-8"), max_size=12)

_PLAIN: dict[object, st.SearchStrategy[object]] = {
    bool: st.booleans(),
    int: st.integers(),
    str: _texts,
    Decimal: amounts,
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    HalfYear: half_years,
}


@cache
def any_of(kind: object) -> st.SearchStrategy[object]:
    """Values of an annotated type; lists have at most two items, because a report nests five deep."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if get_origin(kind) is UnionType:
        return st.none() | any_of(get_args(kind)[0])
    if get_origin(kind) is tuple:
        return _any_tuple(get_args(kind))
    assert isinstance(kind, type)
    if issubclass(kind, CodeList):
        return st.sampled_from(list(kind))
    assert is_dataclass(kind)
    return st.builds(kind, **{name: any_of(part) for name, part in get_type_hints(kind).items()})


def _any_tuple(parts: tuple[object, ...]) -> st.SearchStrategy[object]:
    if parts[-1] is Ellipsis:
        return st.lists(any_of(parts[0]), max_size=2).map(tuple)
    return st.tuples(*(any_of(part) for part in parts))


def reports() -> st.SearchStrategy[CommitteeReport]:
    """Any report of the current schema version."""
    parts = {name: any_of(part) for name, part in get_type_hints(CommitteeReport).items()}
    any_report = st.builds(CommitteeReport, **{**parts, "schema_version": st.just(SCHEMA_VERSION)})
    return any_report.map(_with_own_keys)


def _with_own_keys(report: CommitteeReport) -> CommitteeReport:
    """The same report as a database keeps it: no two blocks share a slug, no two milestones an id."""
    return replace(
        report,
        blocks=tuple(_with_key(block, f"baustein-{index}") for index, block in enumerate(report.blocks)),
        projects=tuple(_with_key(block, f"projekt-{index}") for index, block in enumerate(report.projects)),
    )


def _with_key(block: BlockReport, slug: str) -> BlockReport:
    milestones = tuple(replace(each, id=index) for index, each in enumerate(block.milestones))
    return replace(block, slug=slug, milestones=milestones)

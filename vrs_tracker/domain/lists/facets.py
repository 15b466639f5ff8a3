"""Filters that several lists share: by block, by Landkreis, by half-year."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.listing import Filter, Matching, TypedRow, filter_of
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.money import DatePrecision
from vrs_tracker.domain.vocabulary.region import DISTRICT_KEY, District, district_named

BLOCK, HALF_YEAR = "baustein", "halbjahr"
FROM, UNTIL = "von", "bis"


def block_facets(block: BlockReport) -> Mapping[str, frozenset[str]]:
    """Return by what a row of a block is found: the block itself and its Landkreise."""
    return {
        BLOCK: frozenset({block.slug}),
        DISTRICT_KEY: frozenset(one.value for one in map(district_named, block.districts) if one),
    }


def block_filter(rows: Sequence[TypedRow], blocks: Sequence[BlockReport]) -> Filter:
    """Return the filter by block, in the order of the report."""
    return filter_of(rows, BLOCK, "Baustein oder Projekt", {block.slug: block.name for block in blocks})


def district_filter(rows: Sequence[TypedRow]) -> Filter:
    """Return the filter by Landkreis, in the order of the official keys."""
    return filter_of(rows, DISTRICT_KEY, "Landkreis", {one.value: one.label for one in District})


def half_year_facet(day: date | None) -> Mapping[str, frozenset[str]]:
    """Return the half-year in which a row falls; a row without a date is found by no period."""
    return {HALF_YEAR: frozenset({HalfYear.containing(day).code} if day else ())}


def half_years_of(moment: PreciseDate) -> frozenset[HalfYear]:
    """Return the half-years in which something may have happened: both, if only the year is known."""
    if moment.day is None:
        return frozenset()
    if moment.precision is DatePrecision.YEAR:
        return frozenset(HalfYear(moment.day.year, half) for half in (1, 2))
    return frozenset({HalfYear.containing(moment.day)})


def period_filters(rows: Iterable[TypedRow]) -> tuple[Filter, ...]:
    """Return the two limits of a period, from one half-year to another."""
    codes = sorted({code for row in rows for code in row.facets[HALF_YEAR]})
    choices = tuple((code, HalfYear.parse(code).label) for code in codes)
    return tuple(
        Filter(key=key, label=label, choices=choices, facet=HALF_YEAR, matching=matching, every=every)
        for key, label, matching, every in (
            (FROM, "Zeitraum von", Matching.FROM, "Anfang"),
            (UNTIL, "Zeitraum bis", Matching.UNTIL, "Ende"),
        )
    )

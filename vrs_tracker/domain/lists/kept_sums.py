"""Sums of booked entries by stage, payer and year, as the database keeps them, and their table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from vrs_tracker.domain.listing import (
    Kind,
    TypedCell,
    TypedColumn,
    TypedRow,
    TypedTable,
    amount_cell,
    count_cell,
    text_cell,
)
from vrs_tracker.domain.money import total
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage

_Group = tuple[Stage, Payer, Counting]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSum:
    """What entries of one kind come to; `rounded` of the `entries` are rounded figures."""

    stage: Stage
    payer: Payer
    counting: Counting
    budget_year: int | None
    amount: Decimal
    entries: int
    rounded: int


def programme_sums(sums: Iterable[KeptSum]) -> tuple[KeptSum, ...]:
    """Return what enters the sums of the programme: counted amounts only, so that nothing counts twice."""
    return tuple(each for each in sums if each.counting is Counting.COUNTED)


def kept_sums_table(
    sums: Sequence[KeptSum], of: str, words: Sequence[tuple[str, str]] = (), *, most_years: int | None = None
) -> TypedTable:
    """Return the sums of the programme or of one block: a row per stage and payer, a column per year.

    Stages are never added up: each lies inside the one before. `words` are what else the address of the
    entries behind a row says. Of more than `most_years` the earlier ones are put together.
    """
    begin = f"?{urlencode(words)}&" if words else "?"
    groups: defaultdict[_Group, list[KeptSum]] = defaultdict(list)
    for each in sums:
        groups[each.stage, each.payer, each.counting].append(each)
    spans = _spans({each.budget_year for each in sums}, most_years)
    has_countings = any(each.counting is not Counting.COUNTED for each in sums)
    counting = (TypedColumn(key="zaehlung", head="Zählweise"),) if has_countings else ()
    return TypedTable(
        name="summen",
        caption=f"Gebuchte Beträge: {of}",
        columns=(
            TypedColumn(key="stufe", head="Stufe"),
            TypedColumn(key="geldgeber", head="Geldgeber"),
            *counting,
            TypedColumn(key="buchungen", head="Buchungen", kind=Kind.COUNT),
            *(TypedColumn(key=f"jahr-{span.key}", head=span.head, kind=Kind.AMOUNT) for span in spans),
        ),
        rows=tuple(
            _row(group, groups[group], spans, begin, has_counting=has_countings)
            for group in sorted(groups, key=_place)
        ),
        note="Rücknahmen sind abgezogen. Stufen werden nicht addiert: Jede liegt in der davor.",
    )


@dataclass(frozen=True, slots=True)
class _Span:
    """The budget years of a column; None stands for entries without one."""

    key: str
    head: str
    years: frozenset[int | None]


def _spans(found: set[int | None], most: int | None) -> tuple[_Span, ...]:
    """Return a column for each year, one for entries without a year, and one for all if there are several."""
    years = sorted(year for year in found if year is not None)
    single = years if most is None else years[-most:]
    earlier = years[: len(years) - len(single)]
    spans = [
        *([_Span("bis", f"bis {earlier[-1]}", frozenset(earlier))] if earlier else ()),
        *(_Span(str(year), str(year), frozenset({year})) for year in single),
        *([_Span("ohne", "ohne Jahr", frozenset({None}))] if None in found else ()),
    ]
    if len(spans) > 1:
        spans.append(_Span("alle", "zusammen", frozenset(found)))
    return tuple(spans)


def _place(group: _Group) -> tuple[int, int, int]:
    """Return the place of a row: in the order of the code lists."""
    stage, payer, counting = group
    return list(Stage).index(stage), list(Payer).index(payer), list(Counting).index(counting)


def _row(
    group: _Group, sums: Sequence[KeptSum], spans: Sequence[_Span], begin: str, *, has_counting: bool
) -> TypedRow:
    stage, payer, counting = group
    address = f"{begin}stufe={stage.value}&geldgeber={payer.value}#buchungen"
    return TypedRow(
        cells=(
            text_cell(stage.label),
            text_cell(payer.label),
            *((text_cell(counting.label),) if has_counting else ()),
            count_cell(sum(each.entries for each in sums), missing="", address=address),
            *(_amount([each for each in sums if each.budget_year in span.years]) for span in spans),
        ),
    )


def _amount(sums: Sequence[KeptSum]) -> TypedCell:
    amount = total(each.amount for each in sums) if sums else None
    return amount_cell(amount, missing="kein Betrag", is_rounded=any(each.rounded for each in sums))

"""Sums of booked entries by stage, payer and year, as the database keeps them, and their table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from vrs_tracker.domain.listing import (
    Kind,
    TypedColumn,
    TypedRow,
    TypedTable,
    amount_cell,
    count_cell,
    text_cell,
)
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage


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


def kept_sums_table(sums: Sequence[KeptSum], of: str, words: Sequence[tuple[str, str]] = ()) -> TypedTable:
    """Return the sums of the programme or of one block, in the order of the code lists, then by year.

    Stages are never added up: each lies inside the one before. `words` are what else the address of the
    entries behind a sum says.
    """
    begin = f"?{urlencode(words)}&" if words else "?"
    order = (list(Stage).index, list(Payer).index, list(Counting).index)
    ordered = sorted(
        sums,
        key=lambda each: (
            order[0](each.stage),
            order[1](each.payer),
            order[2](each.counting),
            each.budget_year or 0,
        ),
    )
    return TypedTable(
        name="summen",
        caption=f"Gebuchte Beträge: {of}",
        columns=(
            TypedColumn(key="stufe", head="Stufe"),
            TypedColumn(key="geldgeber", head="Geldgeber"),
            TypedColumn(key="jahr", head="Jahr"),
            TypedColumn(key="zaehlung", head="Zählweise"),
            TypedColumn(key="buchungen", head="Buchungen", kind=Kind.COUNT),
            TypedColumn(key="betrag", head="Betrag", kind=Kind.AMOUNT),
        ),
        rows=tuple(_row(each, begin) for each in ordered),
        note="Rücknahmen sind abgezogen. Stufen werden nicht addiert: Jede liegt in der davor.",
    )


def _row(each: KeptSum, begin: str) -> TypedRow:
    address = f"{begin}stufe={each.stage.value}&geldgeber={each.payer.value}#buchungen"
    return TypedRow(
        cells=(
            text_cell(each.stage.label, rank=list(Stage).index(each.stage)),
            text_cell(each.payer.label, rank=list(Payer).index(each.payer)),
            text_cell(str(each.budget_year or "ohne Jahr"), rank=each.budget_year),
            text_cell(each.counting.label),
            count_cell(each.entries, missing="", address=address),
            amount_cell(each.amount, missing="", is_rounded=each.rounded > 0),
        ),
    )

"""The indicators of a block as staff keep them: what is agreed, what was reported last, what has ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.listing import (
    Kind,
    TypedCell,
    TypedColumn,
    TypedRow,
    TypedTable,
    date_cell,
    quantity_cell,
    text_cell,
)
from vrs_tracker.domain.notation import NO_STATEMENT, date_de
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.progress import IndicatorKind

NO_TARGET = "noch nicht vereinbart"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedIndicator:
    """One of the six indicators of a block with everything agreed about it and its newest value."""

    id: int
    kind: IndicatorKind
    baseline: Decimal | None
    target: Decimal | None
    target_on: date | None
    ended_on: date | None
    actual: Decimal | None
    actual_as_of: date | None
    is_estimated: bool
    source: str
    provenance: Provenance


def indicator_list(lines: Sequence[AgreedIndicator], *, folder: str, may_edit: bool) -> TypedTable:
    """Return the table of the page: an indicator leads whoever may edit to its form, others to its history.

    `folder` is the address below which the forms stand.
    """
    return TypedTable(
        name="kennzahlen",
        caption="Vereinbarte Kennzahlen",
        columns=(
            TypedColumn(key="kennzahl", head="Kennzahl"),
            TypedColumn(key="ausgangswert", head="Ausgangswert", kind=Kind.AMOUNT),
            TypedColumn(key="ziel", head="Ziel", kind=Kind.AMOUNT),
            TypedColumn(key="bis", head="Ziel bis", kind=Kind.DATE),
            TypedColumn(key="ist", head="Ist", kind=Kind.AMOUNT),
            TypedColumn(key="am", head="Ist am", kind=Kind.DATE),
            TypedColumn(key="quelle", head="Quelle"),
            TypedColumn(key="stand", head="Stand"),
        ),
        rows=tuple(
            _row(line, f"{folder}/{line.id}" if may_edit and not line.ended_on else _history(line))
            for line in lines
        ),
    )


def _row(line: AgreedIndicator, address: str) -> TypedRow:
    ended = f"beendet am {date_de(line.ended_on)}" if line.ended_on else "wird gezählt"
    return TypedRow(
        cells=(
            text_cell(line.kind.label, address=address),
            quantity_cell(line.baseline, missing=NO_STATEMENT),
            quantity_cell(line.target, missing=NO_TARGET),
            date_cell(line.target_on, missing=NO_STATEMENT),
            _actual(line),
            date_cell(line.actual_as_of, missing=NO_STATEMENT),
            TypedCell(text=line.source or NO_STATEMENT, value=line.source or None),
            text_cell(ended),
        )
    )


def _history(line: AgreedIndicator) -> str:
    return f"/verlauf/indicator_target/{line.id}"


def _actual(line: AgreedIndicator) -> TypedCell:
    cell = quantity_cell(line.actual, missing=NO_STATEMENT)
    return TypedCell(text=f"{cell.text} (geschätzt)", value=cell.value) if line.is_estimated else cell

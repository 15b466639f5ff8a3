"""All booked amounts as rows of a file, read while the file is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.lists.entry_file import REVERSAL, STANDS, TAKEN_BACK, entry_file
from vrs_tracker.domain.long_table import LongTable, Rough, Value
from vrs_tracker.domain.notation import BERLIN, precise_date
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.codes import CodeList
from vrs_tracker.domain.vocabulary.money import (
    Counting,
    DatePrecision,
    Degree,
    FigureSource,
    Payer,
    Provenance,
    Stage,
)
from vrs_tracker.features.finance.queries.lines import UNDIVIDED
from vrs_tracker.tables.actors import Organisation
from vrs_tracker.tables.finance import FundingEntry, Resolution
from vrs_tracker.tables.programme import Block

_ROWS_AT_ONCE = 1_000
_E = FundingEntry
_BOOKED = _E.booked_at.is_not(None)


def _labels(codes: type[CodeList]) -> Mapping[str, str]:
    return {code.value: code.label for code in codes}


_STAGES, _PAYERS, _DEGREES, _COUNTINGS = map(_labels, (Stage, Payer, Degree, Counting))
_REASONS, _SOURCES, _PROVENANCES = map(_labels, (ChangeReason, FigureSource, Provenance))
_CODES = (_E.stage, _E.payer, _E.degree, _E.counting, _E.change_reason, _E.figure_source, _E.provenance)
_COLUMNS = (
    *(sa.type_coerce(column, sa.String) for column in _CODES),
    *(_E.id, _E.block_id, _E.payer_organisation_id, _E.amount, _E.is_rounded, _E.effective_on),
    *(_E.date_precision, _E.budget_year, _E.budget_line, _E.resolution_id, _E.document, _E.note),
    *(_E.reverses_id, _E.reversal_reason, _E.booked_at, _E.source),
)
"""Codes as they are stored: their labels are looked up, which is faster than making members of code lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """What rows name by number, and which of them are taken back."""

    blocks: Mapping[int, str]
    organisations: Mapping[int, str]
    resolutions: Mapping[int, str]
    taken_back: frozenset[int]


def booked_amounts(session: Session, chosen: frozenset[int] | None = None) -> LongTable:
    """Return every booked amount, or those with chosen numbers, oldest booking first.

    Six statements; the last is read row by row.
    """
    length, demo_rows = session.execute(
        sa.select(sa.func.count(), sa.func.count(sa.case((_E.provenance == Provenance.DEMO, 1)))).where(
            _BOOKED
        )
    ).one()
    reversals = session.scalars(sa.select(_E.reverses_id).where(_BOOKED, _E.reverses_id.is_not(None)))
    names = _Names(
        blocks=_by_id(session, Block.id, Block.name),
        organisations=_by_id(session, Organisation.id, Organisation.name),
        resolutions=_by_id(session, Resolution.id, Resolution.title),
        taken_back=frozenset(number for number in reversals if number is not None),
    )
    is_demo = demo_rows > 0
    if chosen is None:
        return entry_file(_rows(session, names), length=length, is_demo=is_demo)
    rows = (cells for cells in _rows(session, names) if cells[0] in chosen)
    return entry_file(rows, length=len(chosen), is_demo=is_demo, is_chosen=True)


def _by_id(
    session: Session, number: sa.SQLColumnExpression[int], name: sa.SQLColumnExpression[str]
) -> dict[int, str]:
    return {row[0]: row[1] for row in session.execute(sa.select(number, name))}


def _rows(session: Session, names: _Names) -> Iterator[tuple[Value, ...]]:
    asked = sa.select(*_COLUMNS).where(_BOOKED).order_by(_E.id)
    # without the session, which looks at every row once more: no row becomes an object here
    for row in session.connection().execute(asked, execution_options={"yield_per": _ROWS_AT_ONCE}):
        yield _cells(row, names)


def _cells(row: Sequence[Any], names: _Names) -> tuple[Value, ...]:
    """Return the cells in the order of the columns of the file."""
    stage, payer, degree, counting, reason, source, provenance, number, block, organisation, *more = row
    (
        amount,
        is_rounded,
        day,
        precision,
        year,
        line,
        resolution,
        document,
        note,
        reverses,
        why,
        booked,
        text,
    ) = more
    return (
        number,
        names.blocks.get(block, UNDIVIDED),
        _STAGES[stage],
        _PAYERS[payer],
        names.organisations.get(organisation, ""),
        _DEGREES[degree],
        Rough(amount) if is_rounded else amount,
        "ja" if is_rounded else "nein",
        day if precision is DatePrecision.DAY else precise_date(day, precision),
        year,
        line,
        names.resolutions.get(resolution, document),
        document,
        note,
        _REASONS.get(reason, ""),
        _COUNTINGS[counting],
        REVERSAL if reverses else TAKEN_BACK if number in names.taken_back else STANDS,
        reverses,
        why,
        booked.astimezone(BERLIN).date(),
        _SOURCES[source],
        text,
        _PROVENANCES[provenance],
    )

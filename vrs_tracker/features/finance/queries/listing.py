"""The list of bookings as a table to be filtered, sorted and taken away, and what the shown rows come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vrs_tracker.domain.evidence import NO_PROOF
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.listing import (
    Filter,
    Kind,
    TypedCell,
    TypedColumn,
    TypedRow,
    TypedTable,
    amount_cell,
    count_cell,
    filter_of,
    moment_cell,
    text_cell,
)
from vrs_tracker.domain.money import total
from vrs_tracker.domain.vocabulary.budget import ConfirmationCause
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.features.finance.queries.lines import KINDS, MoneyLine

_NUMBER = "zeile"
_STANDS, _BACK, _REVERSAL, _HINT = "gilt", "zurueckgenommen", "ruecknahme", "hinweis"
_STATES = {
    _STANDS: "gilt",
    _HINT: "mit Hinweis",
    _BACK: "zurückgenommen",
    _REVERSAL: "Rücknahme",
}
_KIND_WORDS = dict(
    zip(KINDS, ("Betrag", "Veranschlagung", "Sperrvermerk", "Freigabe", "Haushaltssperre"), strict=True)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingList:
    """The table of what is booked, its filters, and the lines behind its rows."""

    table: TypedTable
    filters: tuple[Filter, ...]
    lines: tuple[MoneyLine, ...]

    def behind(self, rows: Iterable[TypedRow]) -> tuple[MoneyLine, ...]:
        """Return the lines of some rows."""
        return tuple(self.lines[int(min(row.facets[_NUMBER]))] for row in rows)


def booking_list(lines: Sequence[MoneyLine]) -> BookingList:
    """Return everything booked, newest first."""
    booked = tuple(line for line in lines if line.is_booked)
    rows = tuple(_row(number, line) for number, line in enumerate(booked))
    names = {line.slug: line.block for line in sorted(booked, key=lambda line: line.block) if line.slug}
    years = sorted({line.year for line in booked if line.year is not None}, reverse=True)
    stages = {stage.value: stage.label for stage in Stage} | _KIND_WORDS
    return BookingList(
        table=TypedTable(
            name="buchungen",
            caption="Gebucht",
            columns=(
                TypedColumn(key="datum", head="Datum", kind=Kind.DATE),
                TypedColumn(key="angabe", head="Angabe"),
                TypedColumn(key="baustein", head="Baustein"),
                TypedColumn(key="jahr", head="Jahr"),
                TypedColumn(key="betrag", head="Betrag", kind=Kind.AMOUNT),
                TypedColumn(key="beleg", head="Beleg"),
                TypedColumn(key="hinweis", head="Hinweis"),
            ),
            rows=rows,
        ),
        filters=(
            filter_of(rows, "baustein", "Baustein oder Projekt", names),
            filter_of(rows, "geldgeber", "Geldgeber", {payer.value: payer.label for payer in Payer}),
            filter_of(rows, "stufe", "Stufe", stages),
            filter_of(rows, "jahr", "Haushaltsjahr", {str(year): str(year) for year in years}),
            filter_of(rows, "zustand", "Zustand", _STATES),
        ),
        lines=booked,
    )


def _row(number: int, line: MoneyLine) -> TypedRow:
    return TypedRow(
        cells=(
            moment_cell(PreciseDate(line.effective, line.precision)),
            text_cell(f"{line.what}, {line.budget_line}" if line.budget_line else line.what),
            text_cell(line.block),
            _year(line.year),
            amount_cell(line.amount, missing="", is_rounded=line.is_rounded),
            text_cell(line.proof or NO_PROOF),
            text_cell(state_words(line)),
        ),
        facets={
            "baustein": frozenset(filter(None, [line.slug])),
            "geldgeber": frozenset(filter(None, [line.payer])),
            "stufe": frozenset({line.stage}),
            "jahr": frozenset({str(line.year)} if line.year else ()),
            "zustand": frozenset(_states(line)),
            _NUMBER: frozenset({str(number)}),
        },
    )


def _year(year: int | None) -> TypedCell:
    """Return a cell that reads as a name and is a number in a file; 2026 is no amount of anything."""
    return TypedCell(text="ohne Jahr" if year is None else str(year), value=year, rank=year)


def _states(line: MoneyLine) -> list[str]:
    hint = [_HINT] if line.hints else []
    if line.is_reversal:
        return [_REVERSAL, *hint]
    return [_BACK if line.is_taken_back else _STANDS, *hint]


def state_words(line: MoneyLine) -> str:
    """Say what there is to know of a booked line: taken back, a broken rule with its reason, or nothing."""
    if line.is_reversal:
        return f"Rücknahme: {line.reason}"
    if line.is_taken_back:
        return "zurückgenommen"
    exception = [f"{ConfirmationCause.EXCEPTION.label}: {line.exception}"] if line.exception else []
    return "; ".join([*line.hints, *exception]) or "keiner"


def sums_table(lines: Sequence[MoneyLine]) -> TypedTable:
    """Return what some lines come to by what they are; different kinds are never added."""
    groups: dict[str, list[MoneyLine]] = {}
    for line in lines:
        groups.setdefault(line.what, []).append(line)
    return TypedTable(
        name="buchungen-summen",
        caption="Summen der gezeigten Zeilen",
        columns=(
            TypedColumn(key="angabe", head="Angabe"),
            TypedColumn(key="zeilen", head="Zeilen", kind=Kind.COUNT),
            TypedColumn(key="summe", head="Summe", kind=Kind.AMOUNT),
        ),
        rows=tuple(
            TypedRow(
                cells=(
                    text_cell(what),
                    count_cell(len(found), missing=""),
                    amount_cell(
                        total(line.amount for line in found),
                        missing="",
                        is_rounded=any(line.is_rounded for line in found),
                    ),
                )
            )
            for what, found in sorted(groups.items())
        ),
        note="Rücknahmen sind abgezogen. Verschiedene Angaben werden nicht addiert.",
    )

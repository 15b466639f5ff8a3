"""The list of corrections: what was said differently after a report was given out, newest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vrs_tracker.domain.corrections import Reopened, restated
from vrs_tracker.domain.listing import (
    Filter,
    Kind,
    TypedColumn,
    TypedRow,
    TypedTable,
    date_cell,
    filter_of,
    text_cell,
)
from vrs_tracker.domain.notation import NBSP, NO_STATEMENT, count_words
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.supplement import NEW, OLD, GivenSupplement
from vrs_tracker.domain.wording import full_stop

NO_CORRECTIONS = (
    "An den Berichten ist bisher nichts berichtigt worden. Jede Berichtigung erscheint hier, auch wenn sie "
    "nur einen Satz betrifft."
)
_REPORT, _WAY = "bericht", "art"


class Way(StrEnum):
    """How a correction was made."""

    SUPPLEMENT = "ergaenzung"
    NEW_VERSION = "neue-fassung"
    NEXT_REPORT = "naechster-bericht"


WAYS: Mapping[str, str] = {
    Way.SUPPLEMENT: "Ergänzung",
    Way.NEW_VERSION: "neue Fassung",
    Way.NEXT_REPORT: "im nächsten Bericht",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWithCorrections:
    """A report as its readers know it, the day on which it was given out, and what was corrected since."""

    report: CommitteeReport
    given_on: date
    supplements: tuple[GivenSupplement, ...]
    reopened: tuple[Reopened, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionList:
    """The sentence of the page, the table and its filters."""

    message: str
    table: TypedTable
    filters: tuple[Filter, ...]


def correction_list(reports: Sequence[ReportWithCorrections]) -> CorrectionList:
    """Return every correction of these reports."""
    rows = sorted(_rows(reports), key=lambda dated: dated[0], reverse=True)
    table = TypedTable(
        name="berichtigungen",
        caption="Berichtigungen, die neueste zuerst",
        columns=(
            TypedColumn(key="datum", head="Datum", kind=Kind.DATE),
            TypedColumn(key=_REPORT, head="Bericht"),
            TypedColumn(key=_WAY, head="Art"),
            TypedColumn(key="angabe", head="Angabe", width=4),
            TypedColumn(key="grund", head="Grund", width=2),
        ),
        rows=tuple(row for _, row in rows),
    )
    known = {half for one in reports for half in (one.report.period, _before(one.report))}
    halves = {half.code: half.label for half in sorted(known, reverse=True)}
    filters = (filter_of(table.rows, _REPORT, "Bericht", halves), filter_of(table.rows, _WAY, "Art", WAYS))
    return CorrectionList(message=_message(len(rows)), table=table, filters=filters)


def _message(number: int) -> str:
    if not number:
        return NO_CORRECTIONS
    told = count_words(number, "Berichtigung", "Berichtigungen", one="eine")
    with_reason = "ihr Grund steht dabei" if number == 1 else "bei jeder steht ihr Grund"
    return f"Zu den Berichten gibt es bisher {told}; {with_reason}."


def _rows(reports: Iterable[ReportWithCorrections]) -> Iterator[tuple[date, TypedRow]]:
    for one in reports:
        half = one.report.period
        for given in one.supplements:
            for told in given.supplement.corrections:
                said = f"Nummer{NBSP}{told.number}. {OLD}: {told.old} {NEW}: {told.new}"
                yield _row(given.issued_on, half, Way.SUPPLEMENT, said, told.reason, address=given.address)
        for opened in one.reopened:
            day, address = opened.new_on or opened.opened_on, f"/berichte/{half.code}/ausgaben"
            yield _row(day, half, Way.NEW_VERSION, opened.told, opened.reason, address=address)
        for changed in restated(one.report):
            address = f"/berichte/{half.code}/veraenderungen"
            yield _row(
                one.given_on,
                _before(one.report),
                Way.NEXT_REPORT,
                changed.sentence,
                changed.reason,
                address=address,
            )


def _before(report: CommitteeReport) -> HalfYear:
    """Return the half-year of the report before, whose figures this one restates."""
    return report.previous.period if report.previous else report.period.shifted(-1)


def _row(
    day: date, half: HalfYear, way: Way, said: str, reason: str, *, address: str
) -> tuple[date, TypedRow]:
    row = TypedRow(
        cells=(
            date_cell(day, missing=""),
            text_cell(half.label, address=address, rank=half.year * 2 + half.half),
            text_cell(WAYS[way]),
            text_cell(said),
            text_cell(full_stop(reason) if reason else NO_STATEMENT),
        ),
        facets={_REPORT: frozenset({half.code}), _WAY: frozenset({way.value})},
    )
    return day, row

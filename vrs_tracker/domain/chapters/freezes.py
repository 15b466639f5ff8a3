"""Haushaltssperren: money that the administration holds back during the year, which is no Sperrvermerk."""

from collections.abc import Iterator

from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.chapters.budget_lines import line_name
from vrs_tracker.domain.chapters.cells import when
from vrs_tracker.domain.document import Column, Element, Row, RowKind, Table
from vrs_tracker.domain.facts.control import Freeze
from vrs_tracker.domain.funding import frozen_in, held_back
from vrs_tracker.domain.notation import date_de, million, million_words
from vrs_tracker.domain.origins import of_year, traced
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.wording import full_stop

DIFFERENT = (
    "Eine Haushaltssperre ordnet die Verwaltung im laufenden Jahr an, wenn Einnahmen fehlen oder Kosten "
    "steigen. Ein Sperrvermerk steht dagegen im Haushaltsplan selbst."
)


def freezes_elements(report: CommitteeReport, year: int) -> tuple[Element, ...]:
    """Return what was frozen in a budget year and ended again; nothing without any record."""
    found = [freeze for freeze in book_of(report).freezes if freeze.budget_year == year]
    held_back = frozen_in(found, year)
    if held_back is None:
        return ()
    said = (
        f"Durch Haushaltssperren sind {million_words(held_back)} angehalten."
        if held_back
        else "Haushaltssperren sind wieder aufgehoben; angehalten ist nichts."
    )
    return (
        Table(
            name="haushaltssperren",
            caption=f"Haushaltssperren im Haushaltsjahr {year} in Mio. €, Stand {date_de(report.as_of)}",
            message=said,
            columns=(
                Column(head="Datum", width=28),
                Column(head="Vorgang", width=106),
                Column(head="Betrag", right=True, width=26),
            ),
            rows=(
                *_freeze_rows(found),
                Row(
                    cells=(
                        date_de(report.as_of),
                        "noch angehalten",
                        traced(million(held_back), of_year(Measure.FROZEN, year)),
                    ),
                    kind=RowKind.TOTAL,
                ),
            ),
            note=DIFFERENT,
            may_break=True,
        ),
    )


def _freeze_rows(freezes: list[Freeze]) -> Iterator[Row]:
    for freeze in freezes:
        done = "Angehalten" if freeze.lifts is None else "Aufgehoben"
        text = (
            f"{done} durch: {full_stop(freeze.ordered_by)} Grund: {full_stop(freeze.grounds)} "
            f"Buchungsstelle: {full_stop(line_name(freeze.budget_line))}"
        )
        yield Row(cells=(when(freeze.effective), text, million(held_back(freeze))))

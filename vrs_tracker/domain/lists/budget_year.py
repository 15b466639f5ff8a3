"""The page of the budget: one budget year by budget line, with its sums, holds and carry-overs."""

from dataclasses import dataclass, replace

from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.budget.lapse import MEANING
from vrs_tracker.domain.budget.lines import year_sum
from vrs_tracker.domain.chapters.budget_lines import (
    authority_table,
    formula_table,
    use_table,
    whereabouts_figure,
    whereabouts_message,
    year_message,
)
from vrs_tracker.domain.chapters.budget_plan import authorisations_table, plan_tables
from vrs_tracker.domain.chapters.carry_overs import carried_table, lapse_statement, lapse_table
from vrs_tracker.domain.chapters.freezes import freezes_elements
from vrs_tracker.domain.chapters.outflow_chart import cumulative_figure, outflow_by_base
from vrs_tracker.domain.chapters.releases import releases_elements
from vrs_tracker.domain.chapters.sources import Citing
from vrs_tracker.domain.document import Element, Figure, Table, tables_in
from vrs_tracker.domain.report import CommitteeReport


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetYear:
    """What the page shows of one year.

    `is_running`: it is the year of the reference date, of which formulas, picture and what lapses are shown.
    """

    year: int
    years: tuple[int, ...]
    is_running: bool
    is_empty: bool
    message: str
    mismatch: str
    picture: Figure | None
    authority: Table | None
    use: Table | None
    formulas: Table | None
    blocks: tuple[Element, ...]
    freezes: tuple[Element, ...]
    carried: Table | None
    lapse: str
    lapse_meaning: str
    lapsing: Table | None
    authorisations: Table | None
    plans: tuple[Table, ...]
    outflow: Table | None
    reached: Figure | None

    def tables(self) -> tuple[Table, ...]:
        """Return every table in the order of the page."""
        elements: tuple[Element | None, ...] = (
            *(self.authority, self.picture, self.use, self.formulas, *self.blocks, *self.freezes),
            *(self.carried, self.lapsing, self.outflow, self.reached, self.authorisations, *self.plans),
        )
        return tuple(tables_in(element for element in elements if element is not None))


def budget_year(report: CommitteeReport, year: int) -> BudgetYear:
    """Return the page of a budget year; a year without any record has only words."""
    book = book_of(report)
    is_running = year == book.year
    authority, use = authority_table(report, year), use_table(report, year)
    blocks = _blocks(report, year)
    return BudgetYear(
        year=year,
        years=book.years(),
        is_running=is_running,
        is_empty=authority is None and use is None and not blocks,
        message=year_message(report, year),
        mismatch=whereabouts_message(report) if is_running else "",
        picture=whereabouts_figure(report) if is_running else None,
        authority=authority,
        use=use,
        formulas=formula_table(report) if is_running else None,
        blocks=blocks,
        freezes=freezes_elements(report, year),
        carried=carried_table(report, (year, year + 1)),
        lapse=lapse_statement(report) if is_running and year_sum(book, year).adjusted is not None else "",
        lapse_meaning=MEANING,
        lapsing=lapse_table(report) if is_running else None,
        authorisations=authorisations_table(report),
        plans=plan_tables(report),
        outflow=outflow_by_base(report),
        reached=cumulative_figure(report),
    )


def _blocks(report: CommitteeReport, year: int) -> tuple[Element, ...]:
    """Return the Sperrvermerke that concern a year, and the releases of that year that lift none."""
    book = book_of(report)
    notes = tuple(
        note
        for note in book.notes
        if note.budget_year == year or (year == book.year and note.budget_year < year)
    )
    concerned = {note.id for note in notes}
    releases = tuple(
        release
        for release in book.releases
        if release.lifts in concerned or (release.lifts is None and book.release_year(release) == year)
    )
    if not notes and not releases:
        return ()
    excerpt = replace(report, sperrvermerke=notes, releases=releases)
    return releases_elements(excerpt, Citing(report, by_number=False))

"""Later years on the page of the budget: authority to promise money, and the medium-term plan by version."""

from collections.abc import Sequence

from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.budget.plan import PlanVersion, later_years, plan_versions
from vrs_tracker.domain.chapters.cells import euro_cell
from vrs_tracker.domain.cover_words import no_budget_words
from vrs_tracker.domain.document import Column, Row, Table
from vrs_tracker.domain.notation import date_de, euro
from vrs_tracker.domain.origins import of_year
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure

PLANNING_ONLY = (
    "Die Finanzplanung ist nur Planung: Aus ihr darf nichts bewilligt oder ausgezahlt werden, und sie ist in "
    "keiner Summe dieser Seite enthalten."
)


def authorisations_table(report: CommitteeReport) -> Table | None:
    """Return Verpflichtungsermächtigungen by the year in which they fall due; None without any record."""
    years = later_years(book_of(report))
    if not years:
        return None
    return Table(
        name="ermaechtigungen",
        caption=f"Verpflichtungsermächtigungen für spätere Jahre, Stand {date_de(report.as_of)}",
        message=(
            "Eine Verpflichtungsermächtigung erlaubt Zusagen für spätere Jahre; sie ist kein Geld dieses "
            "Jahres."
        ),
        columns=(
            Column(head="Fällig", width=2),
            *(Column(head=head, right=True, width=3) for head in ("Ermächtigung", "Bewilligt", "Frei")),
        ),
        rows=tuple(
            Row(
                cells=(
                    str(row.year),
                    euro_cell(row.authorised, of_year(Measure.AUTHORISED, row.year)),
                    euro_cell(row.committed, of_year(Measure.COMMITTED, row.year) if row.committed else None),
                    euro(row.free),
                )
            )
            for row in years
        ),
        note=" ".join(
            (
                "Bewilligt: zulasten des späteren Jahres.",
                f"Frei: was der Haushalt {report.as_of.year} dafür noch zu bewilligen erlaubt.",
                *(no_budget_words(one) for row in years for one in row.unnamed),
            )
        ),
    )


def plan_tables(report: CommitteeReport) -> tuple[Table, ...]:
    """Return the medium-term plan, the newest version first, then the older ones, which no longer count."""
    versions = plan_versions(book_of(report))
    return tuple(_plan_table(report, version, versions) for version in versions)


def _plan_table(report: CommitteeReport, version: PlanVersion, versions: Sequence[PlanVersion]) -> Table:
    is_newest = version is versions[0]
    of_budget = "ohne Haushaltsjahr" if version.plan_year is None else f"Haushalt {version.plan_year}"
    counts = "gilt" if is_newest else f"ersetzt durch den Haushalt {versions[0].plan_year}"
    return Table(
        name="plan" if is_newest else f"plan-{version.plan_year or 'ohne-jahr'}",
        caption=f"Finanzplanung, {of_budget}: {counts}, Stand {date_de(report.as_of)}",
        columns=(Column(head="Jahr", width=2), Column(head="Finanzplanung", right=True, width=3)),
        rows=tuple(
            Row(
                cells=(
                    str(year),
                    euro_cell(amount, of_year(Measure.MEDIUM_TERM, year) if is_newest else None),
                )
            )
            for year, amount in version.years
        ),
    )

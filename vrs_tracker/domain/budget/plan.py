"""The medium-term plan and the authority for later years: planning and promises, never money of this year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.breakdowns import year_of
from vrs_tracker.domain.budget.available import means_of
from vrs_tracker.domain.budget.book import Book
from vrs_tracker.domain.budget.lines import total_or_none
from vrs_tracker.domain.cover import Authority
from vrs_tracker.domain.facts.money import BudgetRow
from vrs_tracker.domain.funding import select
from vrs_tracker.domain.money import total
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """The medium-term plan as one budget has it: pairs of a year and its amount. None: of no named budget."""

    plan_year: int | None
    years: tuple[tuple[int, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterYear:
    """Authority to commit money that falls due in a later year, and what is committed for it already.

    `free` is what the budget of the year of the reference date still lets be promised; None if no authority
    holds in that year. `unnamed` are authorisations of which nobody recorded the budget.
    """

    year: int
    authorised: Decimal | None
    committed: Decimal
    free: Decimal | None
    unnamed: tuple[Authority, ...] = ()


def budget_of(row: BudgetRow) -> str:
    """Name the budget that a row is in; empty for planning and authorisations of which nobody recorded it."""
    if row.kind in (AppropriationKind.MEDIUM_TERM_PLAN, AppropriationKind.COMMITMENT_AUTHORISATION):
        return f"Haushalt {row.plan_year}" if row.plan_year else ""
    return f"Haushalt {row.budget_year}"


def plan_versions(book: Book) -> tuple[PlanVersion, ...]:
    """Return all versions of the medium-term plan, the newest first: only that one counts."""
    rows = [row for row in book.budget if row.kind is AppropriationKind.MEDIUM_TERM_PLAN]
    versions = sorted({row.plan_year for row in rows}, key=lambda year: year or 0, reverse=True)
    return tuple(_version([row for row in rows if row.plan_year == version]) for version in versions)


def _version(rows: Sequence[BudgetRow]) -> PlanVersion:
    years = sorted({row.budget_year for row in rows})
    return PlanVersion(
        plan_year=rows[0].plan_year,
        years=tuple((year, total(row.amount for row in rows if row.budget_year == year)) for year in years),
    )


def later_years(book: Book) -> tuple[LaterYear, ...]:
    """Return the years after that of the reference date with an authority or a commitment, in order."""
    authorised = {
        row.budget_year for row in book.budget if row.kind is AppropriationKind.COMMITMENT_AUTHORISATION
    }
    committed = {year_of(entry) for entry in select(book.entries, stage=Stage.COMMITTED)}
    return tuple(_later_year(book, year) for year in sorted(authorised | committed) if year > book.year)


def _later_year(book: Book, year: int) -> LaterYear:
    cover = means_of(book).of_programme(book.year)
    known = [one for one in (*cover.authority, *cover.not_yet) if one.year == year]
    return LaterYear(
        year=year,
        authorised=total_or_none(_authorised(book, year)),
        committed=total(
            entry.amount for entry in select(book.entries, stage=Stage.COMMITTED) if year_of(entry) == year
        ),
        free=total_or_none(one.authorised - one.covered for one in known if one.is_open),
        unnamed=tuple(one for one in known if not one.is_named),
    )


def _authorised(book: Book, year: int) -> Iterator[Decimal]:
    return (
        row.amount
        for row in book.budget
        if row.kind is AppropriationKind.COMMITMENT_AUTHORISATION and row.budget_year == year
    )

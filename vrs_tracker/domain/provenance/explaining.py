"""Where a figure comes from: amount, formula with its parts, entries, what is left out, what was compared.

Everything is a function of the report and the figure, so that it can be told of a frozen report as well.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from vrs_tracker.domain.breakdowns import by_year, year_of
from vrs_tracker.domain.budget.available import standing_of_lines
from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.chapters.block_money import MOTION_PAYERS
from vrs_tracker.domain.chapters.funding_tables import block_shares
from vrs_tracker.domain.chapters.headline import available
from vrs_tracker.domain.facts.money import Staircase
from vrs_tracker.domain.funding import effective_entries
from vrs_tracker.domain.money import total
from vrs_tracker.domain.origins import MEASURES_OF_STAGES, WHOLE, Origin, district_code, line_code, of_year
from vrs_tracker.domain.provenance.lines import LeftOut, Line
from vrs_tracker.domain.provenance.sums import Found, found_for
from vrs_tracker.domain.reconciliation import Compared, balances_behind
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Payer

_DIFFERENCES: dict[Measure, tuple[tuple[int, Measure], ...]] = {
    Measure.AVAILABLE: (
        *((1, Measure.RELEASED), (-1, Measure.COMMITTED)),
        *((-1, Measure.FROZEN), (1, Measure.COVERED)),
    ),
    Measure.NOT_COMMITTED: ((1, Measure.FRAME), (-1, Measure.COMMITTED)),
    Measure.OPEN: ((1, Measure.COMMITTED), (-1, Measure.DISBURSED)),
    Measure.ADJUSTED: ((1, Measure.APPROPRIATED), (1, Measure.CARRIED)),
}
_NEED_GRANTS = frozenset({Measure.AVAILABLE, Measure.OPEN})
"""Without grants nobody knows what is available or still to be paid."""
_BY_YEAR = frozenset(
    {
        *(Measure.APPROPRIATED, Measure.CARRIED, Measure.BLOCKED, Measure.RELEASED),
        *(Measure.AUTHORISED, Measure.MEDIUM_TERM, *MEASURES_OF_STAGES.values()),
    }
)
_COMPARED = {
    Measure.APPROPRIATED: BalanceMeasure.APPROPRIATED,
    Measure.COMMITTED: BalanceMeasure.COMMITTED,
    Measure.DISBURSED: BalanceMeasure.DISBURSED,
}
_STEPS: dict[Measure, Callable[[Staircase], Decimal | None]] = {
    Measure.FRAME: lambda steps: steps.frame,
    Measure.APPROPRIATED: lambda steps: steps.appropriated,
    Measure.BLOCKED: lambda steps: steps.blocked,
    Measure.RELEASED: lambda steps: steps.released,
    Measure.COMMITTED: lambda steps: steps.committed or None,
    Measure.DISBURSED: lambda steps: steps.disbursed or None,
    Measure.AVAILABLE: available,
    Measure.OPEN: lambda steps: steps.committed - steps.disbursed if steps.committed else None,
}


@dataclass(frozen=True, slots=True)
class Part:
    """A term of the formula; `sign` is 1 or −1."""

    sign: int
    origin: Origin
    amount: Decimal
    is_rounded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Where a figure comes from; `amount` None while nothing is booked that it speaks of.

    `earlier` is the amount in the report before, where that is known.
    """

    origin: Origin
    amount: Decimal | None
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    compared: tuple[Compared, ...]
    earlier: Decimal | None

    @property
    def is_rounded(self) -> bool:
        """Whether an entry behind it is a rounded figure, so that it is „rund“."""
        return any(line.is_rounded for line in self.lines)


def explain(report: CommitteeReport, origin: Origin) -> Explanation | None:
    """Return where a figure comes from; None if the report has no such block, district or line."""
    if not _is_known(report, origin):
        return None
    named = replace(origin, named=_name_of(report, origin.block))
    parts, found = _formed(report, named)
    return Explanation(
        origin=named,
        amount=total(line.amount for line in found.lines) if found.is_known else None,
        parts=parts,
        lines=found.lines,
        left_out=found.left_out,
        compared=tuple(_compared(report, origin, found.lines)),
        earlier=_earlier(report, origin),
    )


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure without what is behind it; `value` None while nothing is booked that it speaks of."""

    value: Decimal | None
    is_rounded: bool


def amount_of(report: CommitteeReport, origin: Origin) -> Amount:
    """Return a figure alone, for a list of many: the amount that its explanation gives."""
    terms = tuple(_signed(origin))
    found = _difference(report, origin, terms)[1] if terms else found_for(report, origin)
    return Amount(
        value=total(line.amount for line in found.lines) if found.is_known else None,
        is_rounded=any(line.is_rounded for line in found.lines),
    )


def _is_known(report: CommitteeReport, origin: Origin) -> bool:
    districts = {district_code(name) for block in report.all_blocks() for name in block.districts}
    return (
        (origin.block in ("", WHOLE) or report.block(origin.block) is not None)
        and (origin.district in ("", district_code(None)) or origin.district in districts)
        and not _is_undivided(report, origin)
    )


def _is_undivided(report: CommitteeReport, origin: Origin) -> bool:
    """Whether nobody knows which part of what is available belongs to the line of a figure."""
    if origin.measure is not Measure.AVAILABLE or not origin.line:
        return False
    return any(
        one.is_undivided for one in standing_of_lines(book_of(report)) if line_code(one.line) == origin.line
    )


def _name_of(report: CommitteeReport, slug: str) -> str:
    block = report.block(slug) if slug else None
    return block.name if block else ""


def _formed(report: CommitteeReport, origin: Origin) -> tuple[tuple[Part, ...], Found]:
    """Return the terms of the formula and the entries behind them."""
    if terms := tuple(_signed(origin)):
        return _difference(report, origin, terms)
    return tuple(_parts(report, origin)), found_for(report, origin)


def _signed(origin: Origin) -> Iterator[tuple[int, Origin]]:
    """Yield the figures that are added and taken off; none for what is the sum of its entries.

    What was carried over is never added up over years, because the same money goes on and on.
    """
    if origin.measure is Measure.ADJUSTED and not origin.year:
        return
    if origin.measure is Measure.LAPSING and origin.year.isdecimal():
        yield from _signed(replace(origin, measure=Measure.ADJUSTED))
        yield -1, replace(origin, measure=Measure.DISBURSED)
        yield -1, replace(origin, measure=Measure.CARRIED, year=str(int(origin.year) + 1))
    for sign, measure in _DIFFERENCES.get(origin.measure, ()):
        yield sign, replace(origin, measure=measure)


def _difference(
    report: CommitteeReport, origin: Origin, signed: Iterable[tuple[int, Origin]]
) -> tuple[tuple[Part, ...], Found]:
    """Return what is taken off what; the entries of what is taken off count negative.

    Of a single Buchungsstelle that is nothing if it is known for others only.
    """
    terms = [(sign, part, found_for(report, part)) for sign, part in signed]
    sums = {part.measure: total(line.amount for line in found.lines) for _, part, found in terms}
    is_known = any(found.is_known for sign, _, found in terms[:2] if sign > 0) or (
        bool(origin.line) and found_for(report, replace(terms[0][1], line="")).is_known
    )
    if not is_known or (origin.measure in _NEED_GRANTS and not sums[Measure.COMMITTED]):
        return (), Found()
    known = [(sign, part, found) for sign, part, found in terms if found.is_known]
    return (
        tuple(_part(sign, part, found) for sign, part, found in known),
        Found(
            tuple(
                replace(line, amount=sign * line.amount, group=_heading(part, origin))
                for sign, part, found in known
                for line in found.lines
            ),
            tuple(one for _, _, found in known for one in found.left_out),
        ),
    )


def _heading(part: Origin, whole: Origin) -> str:
    """Name a term above its entries; one of another year says so."""
    return part.measure.label if part.year == whole.year else f"{part.measure.label}, {part.year}"


def _part(sign: int, origin: Origin, found: Found) -> Part:
    return Part(
        sign=sign,
        origin=origin,
        amount=total(line.amount for line in found.lines),
        is_rounded=any(line.is_rounded for line in found.lines),
    )


def _parts(report: CommitteeReport, origin: Origin) -> Iterator[Part]:
    """Yield the figures that add up to a sum, if there are two or more: years, blocks, payers."""
    terms = [(one, found_for(report, one)) for one in _terms(report, origin)]
    known = [(one, found) for one, found in terms if found.is_known]
    if len(known) > 1:
        yield from (_part(1, one, found) for one, found in known)


def _terms(report: CommitteeReport, origin: Origin) -> Iterable[Origin]:
    measure = origin.measure
    if origin.district:
        return _blocks_in(report, origin)
    if measure is Measure.MOTION and not origin.payer:
        return [replace(origin, payer=payer.value) for payer in MOTION_PAYERS]
    if measure is Measure.CURRENT and origin.payer not in list(Payer):
        shown = {one.payer for line in block_shares(report) for one in line.shares}
        return [
            replace(origin, payer=payer.value)
            for payer in Payer
            if payer in shown and (not origin.payer or payer not in MOTION_PAYERS)
        ]
    if measure is Measure.PLAN:
        return [
            of_year(Measure.MEDIUM_TERM if row.appropriated is None else Measure.APPROPRIATED, row.year)
            for row in by_year(report)
            if not origin.until or row.year is None or row.year <= int(origin.until)
        ]
    if measure in _BY_YEAR and not origin.year and not origin.block:
        return [
            replace(origin, year=of_year(measure, year).year, until="") for year in _years(report, origin)
        ]
    return ()


def _blocks_in(report: CommitteeReport, origin: Origin) -> Iterator[Origin]:
    """Yield the sums of the blocks in a district; without one, of what is not divided as well."""
    for block in report.all_blocks():
        codes = {district_code(name) for name in block.districts} or {district_code(None)}
        if origin.district in codes:
            yield replace(origin, district="", block=block.slug, named=block.name)
    if origin.district == district_code(None):
        yield replace(origin, district="", block=WHOLE)


def _years(report: CommitteeReport, origin: Origin) -> list[int | None]:
    """Return the years that a sum is made of, in order, what has no year last."""
    years = {*(row.year for row in by_year(report)), *map(year_of, effective_entries(report))}
    last = int(origin.until) if origin.until else None
    if last is None and origin.measure in {Measure.APPROPRIATED, Measure.BLOCKED, Measure.RELEASED}:
        last = report.as_of.year
    ordered = sorted(years, key=lambda year: (year is None, year or 0))
    return [year for year in ordered if last is None or year is None or year <= last]


# ---------------------------------------------------------------- beside the figure


def _compared(report: CommitteeReport, origin: Origin, lines: Iterable[Line]) -> Iterator[Compared]:
    """Yield the rows of the Abgleich for the lines and years of regional money that make up a figure."""
    measures = [measure for _, measure in _DIFFERENCES.get(origin.measure, ((1, origin.measure),))]
    if origin.payer not in ("", Payer.VRS):
        return
    items = {line.item for line in lines if line.item is not None}
    for measure in measures:
        if measure in _COMPARED:
            yield from (
                row
                for row in balances_behind(report, _COMPARED[measure])
                if row.balance is not None and (row.item.budget_line, row.item.budget_year) in items
            )


def _earlier(report: CommitteeReport, origin: Origin) -> Decimal | None:
    """Return a step of the staircase in the report before; None for other figures."""
    if report.previous is None or origin != Origin(origin.measure) or origin.measure not in _STEPS:
        return None
    return _STEPS[origin.measure](report.previous.staircase)

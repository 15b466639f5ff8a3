"""What makes up a figure and what is left out of it: entries, chosen as the sums of the pages choose them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vrs_tracker.domain.baseline import motion_share
from vrs_tracker.domain.breakdowns import year_of
from vrs_tracker.domain.budget.available import means_of
from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.chapters.block_money import FURTHER_PAYERS, MOTION_PAYERS
from vrs_tracker.domain.chapters.funding_tables import BlockShares, block_shares, counted_shares
from vrs_tracker.domain.cofunding.degrees import DEGREE_STAGES
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry
from vrs_tracker.domain.funding import (
    SHARE_STAGES,
    DatedMoney,
    current_shares,
    effective_releases,
    entries_by_block,
    is_effective,
    releases_until,
    select,
    standing,
    year_of_release,
)
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.origins import (
    BLOCKS,
    FURTHER,
    MEASURES_OF_STAGES,
    WHOLE,
    WITHOUT,
    Origin,
    district_code,
)
from vrs_tracker.domain.provenance.lines import (
    LeftOut,
    Line,
    authority_line,
    budget_line,
    entry_line,
    freeze_line,
    motion_line,
    release_line,
    sperrvermerk_line,
)
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Counting, Degree, Payer, Stage

CANCELLED = "Buchung und Rücknahme heben sich auf"
BESIDE_GRANTS = "steht neben dem, was bewilligt ist; soweit noch ohne Bescheid, zählt es in den Summen mit"
NEWER_PLAN = "durch eine neuere Finanzplanung ersetzt"
PLAN_REPLACED = "durch den Ansatz dieses Jahres ersetzt"

_STAGES = {measure: stage for stage, measure in MEASURES_OF_STAGES.items()}
_KINDS = {
    Measure.APPROPRIATED: AppropriationKind.APPROPRIATION,
    Measure.CARRIED: AppropriationKind.CARRY_FORWARD,
    Measure.AUTHORISED: AppropriationKind.COMMITMENT_AUTHORISATION,
    Measure.MEDIUM_TERM: AppropriationKind.MEDIUM_TERM_PLAN,
}


@dataclass(frozen=True, slots=True)
class Found:
    """The entries of a figure and those left out; what was taken back in full is among the latter."""

    lines: tuple[Line, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything was booked that the figure speaks of, be it taken back again."""
        return bool(self.lines) or any(one.reason == CANCELLED for one in self.left_out)


def found_for(report: CommitteeReport, origin: Origin) -> Found:
    """Return the entries of a figure that is a sum; figures made of others have none of their own."""
    if origin.measure in _STAGES:
        return _of_stage(report, origin)
    if origin.measure in _KINDS:
        return _of_budget(report, origin)
    special: dict[Measure, Callable[[CommitteeReport, Origin], Found]] = {
        Measure.FRAME: lambda report, _: _of_motion(report, Origin(Measure.MOTION, payer=Payer.VRS)),
        Measure.BLOCKED: _of_blocks,
        Measure.FROZEN: _of_freezes,
        Measure.COVERED: _of_authority,
        Measure.RELEASED: _of_releases,
        Measure.PLAN: _of_plan,
        Measure.MOTION: _of_motion,
        Measure.CURRENT: _of_shares,
        Measure.SHARE: _of_degree,
    }
    return special[origin.measure](report, origin) if origin.measure in special else Found()


def not_yet(report: CommitteeReport) -> str:
    """Say that an entry takes effect after the reference date."""
    return f"am Stichtag {date_de(report.as_of)} noch nicht wirksam"


def payers_of(origin: Origin, default: Sequence[Payer]) -> tuple[Payer, ...]:
    """Return the payers of a figure."""
    if origin.payer == FURTHER:
        return FURTHER_PAYERS
    return (Payer(origin.payer),) if origin.payer else tuple(default)


def _in_year(origin: Origin, year: int | None, *, until: int | None = None) -> bool:
    """Whether a year is that of the figure; `until` is the last one that counts if the figure names none."""
    if origin.year:
        return origin.year == (WITHOUT if year is None else str(year))
    last = int(origin.until) if origin.until else until
    return last is None or year is None or year <= last


def _on_line(origin: Origin, line: str | None) -> bool:
    return not origin.line or origin.line == (line or WITHOUT)


def _divided(report: CommitteeReport, rows: Iterable[tuple[DatedMoney, Line]]) -> Found:
    """Return what had taken effect, and beside it what had not."""
    every = tuple(rows)
    return Found(
        tuple(line for row, line in every if is_effective(row, report.as_of)),
        tuple(LeftOut(line, not_yet(report)) for row, line in every if not is_effective(row, report.as_of)),
    )


# ---------------------------------------------------------------- booked money


def _of_stage(report: CommitteeReport, origin: Origin) -> Found:
    stage, payers = _STAGES[origin.measure], payers_of(origin, (Payer.VRS,))
    of_programme = not origin.block and not origin.district
    is_within = _within(report, origin)
    entries: list[MoneyEntry] = []
    left_out: list[LeftOut] = []
    for entry in report.entries:
        if entry.stage is not stage or entry.payer not in payers or not is_within(entry):
            continue
        if not is_effective(entry, report.as_of):
            left_out.append(LeftOut(entry_line(report, entry), not_yet(report)))
        elif of_programme and entry.counting is not Counting.COUNTED:
            left_out.append(LeftOut(entry_line(report, entry), entry.counting.label))
        else:
            entries.append(entry)
    return _without_pairs(report, entries, left_out)


def _within(report: CommitteeReport, origin: Origin) -> Callable[[MoneyEntry], bool]:
    """Return whether an entry belongs to the block, district, year and line of a figure."""
    blocks = _blocks_of(report, origin)
    return lambda entry: (
        (blocks is None or entry.block in blocks)
        and _in_year(origin, year_of(entry))
        and _on_line(origin, entry.budget_line)
    )


def _blocks_of(report: CommitteeReport, origin: Origin) -> frozenset[str | None] | None:
    """Return the slugs of a figure, None standing for what is not divided; None if it is not narrowed."""
    if origin.block:
        return frozenset({None if origin.block == WHOLE else origin.block})
    if not origin.district:
        return None
    if origin.district == WITHOUT:
        return frozenset({None, *(block.slug for block in report.all_blocks() if not block.districts)})
    return frozenset(
        block.slug
        for block in report.all_blocks()
        if any(district_code(name) == origin.district for name in block.districts)
    )


def _without_pairs(
    report: CommitteeReport, entries: Sequence[MoneyEntry], left_out: Iterable[LeftOut] = ()
) -> Found:
    """Leave out bookings and what takes them back in full: the sum stays the same without them."""
    kept = standing(entries)
    still_there = {id(entry) for entry in kept}
    pairs = (entry for entry in entries if id(entry) not in still_there)
    return Found(
        tuple(entry_line(report, entry) for entry in kept),
        (*left_out, *(LeftOut(entry_line(report, entry), CANCELLED) for entry in pairs)),
    )


# ---------------------------------------------------------------- the budget


def _of_budget(report: CommitteeReport, origin: Origin) -> Found:
    kind = _KINDS[origin.measure]
    last = report.as_of.year if kind is AppropriationKind.APPROPRIATION else None
    rows = [row for row in report.budget if row.kind is kind and _on_line(origin, row.budget_line)]
    asked = [row for row in rows if _in_year(origin, row.budget_year, until=last)]
    found = _divided(report, ((row, budget_line(report, row)) for row in asked))
    if kind is AppropriationKind.MEDIUM_TERM_PLAN:
        return _newest_plan(report, asked)
    later = () if origin.year or origin.until else (row for row in rows if row not in asked)
    return replace(found, left_out=(*found.left_out, *_later(report, later)))


def _later(report: CommitteeReport, rows: Iterable[BudgetRow]) -> Iterator[LeftOut]:
    for row in rows:
        yield LeftOut(budget_line(report, row), _of_later_year(row.budget_year, report))


def _of_later_year(year: int, report: CommitteeReport) -> str:
    return f"gehört zum Haushalt {year}; gezählt ist bis {report.as_of.year}"


def _newest_plan(report: CommitteeReport, asked: Iterable[BudgetRow]) -> Found:
    """Return the rows of the newest budget's plan: it replaces those of the budgets before."""
    newest = max((_plan_of(row) for row in _planned(report)), default=0)
    lines, left_out = [], []
    for row in asked:
        line = budget_line(report, row)
        if not is_effective(row, report.as_of):
            left_out.append(LeftOut(line, not_yet(report)))
        elif _plan_of(row) != newest:
            left_out.append(LeftOut(line, NEWER_PLAN))
        else:
            lines.append(line)
    return Found(tuple(lines), tuple(left_out))


def _planned(report: CommitteeReport) -> Iterator[BudgetRow]:
    for row in report.budget:
        if row.kind is AppropriationKind.MEDIUM_TERM_PLAN and is_effective(row, report.as_of):
            yield row


def _plan_of(row: BudgetRow) -> int:
    return row.plan_year or 0


def _of_plan(report: CommitteeReport, origin: Origin) -> Found:
    """Return the appropriations and, for years without any, the medium-term plan."""
    rows = [row for row in report.budget if _in_year(origin, row.budget_year)]
    adopted = [row for row in rows if row.kind is AppropriationKind.APPROPRIATION]
    years = {row.budget_year for row in adopted if is_effective(row, report.as_of)}
    planned = [row for row in rows if row.kind is AppropriationKind.MEDIUM_TERM_PLAN]
    first = _divided(report, ((row, budget_line(report, row)) for row in adopted))
    later = _newest_plan(report, (row for row in planned if row.budget_year not in years))
    gone = (LeftOut(budget_line(report, row), PLAN_REPLACED) for row in planned if row.budget_year in years)
    return Found((*first.lines, *later.lines), (*first.left_out, *later.left_out, *gone))


def _of_blocks(report: CommitteeReport, origin: Origin) -> Found:
    """Return what Sperrvermerke blocked and what releases have lifted of it since."""
    releases = effective_releases(report)
    lines: list[Line] = []
    left_out: list[LeftOut] = []
    for note in report.sperrvermerke:
        if not _on_line(origin, note.budget_line) or not _in_year(origin, note.budget_year):
            continue
        line = sperrvermerk_line(report, note)
        if not is_effective(note, report.as_of):
            left_out.append(LeftOut(line, not_yet(report)))
        elif not _in_year(origin, note.budget_year, until=report.as_of.year):
            left_out.append(LeftOut(line, _of_later_year(note.budget_year, report)))
        else:
            year = max(report.as_of.year, note.budget_year)
            lifting = releases_until(year, (one for one in releases if one.lifts == note.id), (note,))
            lines += [line, *(release_line(report, one, lifts=True) for one in lifting)]
    return Found(tuple(lines), tuple(left_out))


def _of_releases(report: CommitteeReport, origin: Origin) -> Found:
    """Return what is released, for the year of the reference date or for one before it if none is asked."""
    book = book_of(report)
    releases = [one for one in report.releases if _on_line(origin, book.release_line(one))]
    asked, later = [], []
    for release in releases:
        year = year_of_release(release, report.sperrvermerke)
        if _in_year(origin, year, until=report.as_of.year):
            asked.append((release, release_line(report, release)))
        elif year is not None and not (origin.year or origin.until):
            later.append(LeftOut(release_line(report, release), _of_later_year(year, report)))
    found = _divided(report, asked)
    return replace(found, left_out=(*found.left_out, *later))


def _of_freezes(report: CommitteeReport, origin: Origin) -> Found:
    """Return what was frozen in a year and ended again; without one in the year of the reference date."""
    year = origin.year or str(report.as_of.year)
    of_year = (
        freeze
        for freeze in report.freezes or ()
        if str(freeze.budget_year) == year and _on_line(origin, freeze.budget_line)
    )
    return _divided(report, ((freeze, freeze_line(freeze)) for freeze in of_year))


def _of_authority(report: CommitteeReport, origin: Origin) -> Found:
    """Return for each later year what its authorisations cover of the commitments charged to it."""
    book = book_of(report)
    means = means_of(book)
    line = "" if origin.line == WITHOUT else origin.line
    cover = means.of_line(line, book.year) if origin.line else means.of_programme(book.year)
    return Found(tuple(authority_line(report, one) for one in cover.authority if one.covered))


# ---------------------------------------------------------------- shares, in the motion and today


def _of_motion(report: CommitteeReport, origin: Origin) -> Found:
    payers = payers_of(origin, MOTION_PAYERS)
    return Found(
        tuple(
            motion_line(report, block, payer, amount)
            for block, payer, amount in _cells(report.blocks, payers)
            if origin.block in ("", block.slug)
        )
    )


def _cells(
    blocks: Iterable[BlockReport], payers: Sequence[Payer]
) -> Iterator[tuple[BlockReport, Payer, Decimal]]:
    for block in blocks:
        for payer in payers:
            amount = motion_share(block.baseline, payer)
            if amount is not None:
                yield block, payer, amount


def _of_shares(report: CommitteeReport, origin: Origin) -> Found:
    payers = payers_of(origin, tuple(Payer))
    if origin.block:
        return _shares_of_block(report, None if origin.block == WHOLE else origin.block, payers)
    lines = [line for line in block_shares(report) if _is_member(line, origin.group)]
    found = [counted_shares(lines, payer) for payer in payers]
    return Found(
        tuple(entry_line(report, entry) for one in found for entry in one.entries),
        tuple(LeftOut(entry_line(report, left.entry), left.reason) for one in found for left in one.left_out),
    )


def _is_member(line: BlockShares, group: str) -> bool:
    if not group:
        return True
    return line.block is not None and line.block.is_motion_block is (group == BLOCKS)


def _shares_of_block(report: CommitteeReport, slug: str | None, payers: Sequence[Payer]) -> Found:
    """Return the entries of the most binding stage of each payer; the others are replaced by it."""
    own = entries_by_block(report).get(slug, ())
    shares = [one for one in current_shares(report, slug) if one.payer in payers]
    of_block = (line for line in block_shares(report) if (line.block.slug if line.block else None) == slug)
    beside = {id(entry) for line in of_block for one in line.still_resolved() for entry in one.entries}
    lines: list[Line] = []
    left_out: list[LeftOut] = []
    for share in shares:
        lines += [entry_line(report, entry) for entry in share.entries]
        reason = f"ersetzt durch das, was {share.stage.label} ist"
        left_out += [
            LeftOut(entry_line(report, entry), BESIDE_GRANTS if id(entry) in beside else reason)
            for entry in standing(select(own, payer=share.payer))
            if entry.stage in _less_binding(share.stage)
        ]
    return Found(tuple(lines), tuple(left_out))


def _of_degree(report: CommitteeReport, origin: Origin) -> Found:
    """Return the entries of one payer and degree; what only the motion plans is its row."""
    if not (origin.block and origin.payer and origin.degree):
        return Found()
    own = entries_by_block(report).get(None if origin.block == WHOLE else origin.block, ())
    entries = [
        entry
        for stage in DEGREE_STAGES
        for entry in standing(select(own, stage=stage, payer=Payer(origin.payer)))
        if entry.degree == origin.degree
    ]
    if origin.degree == Degree.PLANNED and not total(entry.amount for entry in entries):
        return _of_motion(report, Origin(Measure.MOTION, block=origin.block, payer=origin.payer))
    return Found(tuple(entry_line(report, entry) for entry in entries))


def _less_binding(stage: Stage) -> tuple[Stage, ...]:
    return SHARE_STAGES[SHARE_STAGES.index(stage) + 1 :]

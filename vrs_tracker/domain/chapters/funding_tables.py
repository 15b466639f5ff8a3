"""The two funding tables of the report, in million euros for section 4 and in full euros for annex 15.1."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from operator import add

from vrs_tracker.domain.baseline import baseline_totals, grand_total, motion_share, row_total
from vrs_tracker.domain.chapters.block_money import FURTHER_PAYERS, MOTION_PAYERS
from vrs_tracker.domain.chapters.cells import (
    NO_SHARE,
    NOT_DIVIDED,
    ROUNDING,
    named_in_a_sentence,
    numbered_name,
    place_of,
)
from vrs_tracker.domain.chapters.silent_columns import without_silent_columns
from vrs_tracker.domain.counted_once import CountedOnce, OwnResolution, counted_once, own_resolutions
from vrs_tracker.domain.document import Column, Element, Paragraph, Row, RowKind, Table
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.funding import (
    SHARE_STAGES,
    CurrentShare,
    amount_in_block,
    counted,
    current_shares,
    entries_by_block,
    standing,
)
from vrs_tracker.domain.ledger import Sum
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import (
    NO_STATEMENT,
    approximately,
    date_de,
    euro_plain,
    list_de,
    million,
    million_words,
    number_word,
    share,
)
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.origins import BLOCKS, PROJECTS, Origin, of_share, traced
from vrs_tracker.domain.origins import FURTHER as FURTHER_CODE
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Payer, Stage

MOST_UNBROKEN_ROWS = 16
FURTHER, FURTHER_NAMES = "Weitere", "Land, Bund, Europäische Union"
"""The column of the payers that the motion does not have, and who they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """How a table writes its amounts: `suffix` of its name, widths of the first and of the other columns."""

    suffix: str
    label: str
    widths: tuple[int, int]
    write: Callable[[Decimal], str]
    note: str

    def traced(self, amount: Decimal, origin: Origin) -> str:
        """Write an amount that leads to where it comes from."""
        return traced(self.write(amount), origin, unit=self.label)


MILLIONS = Unit(suffix="", label="Mio. €", widths=(1, 0), write=million, note=f" {ROUNDING}")
FULL_EUROS = Unit(suffix="-euro", label="Euro", widths=(1, 0), write=euro_plain, note="")


def _columns(unit: Unit, fifth: str, sixth: str) -> tuple[Column, ...]:
    name, amounts = unit.widths
    heads = ("Regional", "Kommunal", "Privat", fifth, sixth)
    return (
        Column(head="Baustein", width=name),
        *(Column(head=head, right=True, width=amounts) for head in heads),
    )


# ------------------------------------------------------------------ the motion


def motion_table(report: CommitteeReport, unit: Unit) -> Table:
    """Return the motion's table with its printed cells and with sums that are computed (E31, D13)."""
    totals = _motion_cells(baseline_totals(report.blocks), Origin(Measure.MOTION), unit)
    whole = million_words(grand_total(report.blocks))
    return Table(
        name=f"antrag{unit.suffix}",
        caption=f"Antrag vom {date_de(report.motion.printed_on)}, Beträge in {unit.label}",
        message=(
            f"Alle Zeilen ergeben zusammen {whole} (errechnet, im Antrag nicht genannt)."
            f"{_without_row(report)}"
        ),
        columns=_columns(unit, "Summe", "Quote"),
        rows=(
            *(
                Row(
                    cells=(
                        numbered_name(block),
                        *_motion_cells(
                            block.baseline,
                            of_share(Measure.MOTION, block.slug, named=block.name),
                            unit,
                        ),
                    )
                )
                for block in report.blocks
                if block.baseline is not None
            ),
            Row(cells=("Summe", *totals), kind=RowKind.TOTAL),
        ),
        note=f"kein Anteil: im Antrag nicht vorgesehen. Quote: regionaler Teil der Zeile.{unit.note}",
    )


def _without_row(report: CommitteeReport) -> str:
    """Say which blocks have no row of their own, instead of showing noughts (T1)."""
    names = [place_of(block) for block in report.blocks if block.baseline is None]
    if not names:
        return ""
    return f" Ohne eigene Zeile im Antrag {'sind' if len(names) > 1 else 'ist'} {list_de(names)}."


def _motion_cells(row: Shares, origin: Origin, unit: Unit) -> tuple[str, ...]:
    whole = row_total(row)
    amounts = zip(MOTION_PAYERS, (row.regional, row.municipal, row.private), strict=True)
    shares = (
        NO_SHARE if one is None else unit.traced(one, replace(origin, payer=payer.value))
        for payer, one in amounts
    )
    return (*shares, unit.traced(whole, origin), share(row.regional or Decimal(0), whole, 2))


# ------------------------------------------------------------------ the current state


@dataclass(frozen=True, slots=True)
class BlockShares:
    """The current shares of one block, or of the sums that are not divided among blocks (`block` None).

    `own` is what is resolved for the block alone, be it granted in part.
    """

    block: BlockReport | None
    shares: tuple[CurrentShare, ...]
    own: tuple[OwnResolution, ...] = ()

    def of(self, *payers: Payer) -> tuple[CurrentShare, ...]:
        """Return the shares of the given payers."""
        return tuple(one for one in self.shares if one.payer in payers)

    def beside(self, *payers: Payer) -> Decimal:
        """Return what is resolved beside the grants that are the current shares of the given payers."""
        return total(one.not_granted for one in self.still_resolved() if one.payer in payers)

    def still_resolved(self) -> tuple[OwnResolution, ...]:
        """Return what is resolved and not all granted, where the current share is what is granted."""
        granted = {one.payer for one in self.shares if one.stage is Stage.COMMITTED}
        return tuple(one for one in self.own if one.payer in granted and one.not_granted)


@once_per_report
def block_shares(report: CommitteeReport) -> tuple[BlockShares, ...]:
    """Return the current shares of all blocks and projects and, if there are any, of the undivided sums."""
    lines = tuple(_block_shares(report, block) for block in report.all_blocks())
    undivided = _block_shares(report, None)
    return (*lines, undivided) if undivided.shares else lines


def _block_shares(report: CommitteeReport, block: BlockReport | None) -> BlockShares:
    entries, slug = entries_by_block(report), block.slug if block else None
    undivided = [one for one in standing(entries.get(None, ())) if one.stage in SHARE_STAGES]
    own = own_resolutions(slug, entries.get(slug, ()), undivided)
    return BlockShares(block, current_shares(report, slug), own)


def counted_total(lines: Sequence[BlockShares], payers: Sequence[Payer]) -> Sum | None:
    """Return the sum of what counts in the programme; None if nothing that counts is recorded."""
    found = [one for payer in payers if (one := _payer_total(lines, payer)) is not None]
    return reduce(add, found) if found else None


def _payer_total(lines: Sequence[BlockShares], payer: Payer) -> Sum | None:
    entries = counted_shares(lines, payer).entries
    return _sum_of(entries) if entries else None


def counted_shares(lines: Sequence[BlockShares], payer: Payer) -> CountedOnce:
    """Return the entries that make up the sum of a payer, and what is left out of it."""
    return counted_once(
        [entry for line in lines for one in line.of(payer) for entry in one.entries],
        [one for line in lines for one in line.own if one.payer is payer],
    )


def _sum_of(entries: Sequence[MoneyEntry]) -> Sum:
    return Sum(amount_in_block(entries), is_rounded=any(entry.is_rounded for entry in entries))


_PAYER_COLUMNS = (*((payer,) for payer in MOTION_PAYERS), FURTHER_PAYERS, tuple(Payer))
"""Payers of each column of amounts: the motion's three, the further ones, all."""


def _is_inside(shares: Sequence[CurrentShare]) -> bool:
    """Whether an amount is, or may be, contained in an undivided sum, and so is left out of the sums."""
    return any(len(counted(one.entries)) < len(one.entries) for one in shares)


def payer_code(payers: Sequence[Payer]) -> str:
    """Return how an address names the payers of a column; "" stands for all."""
    if len(payers) == 1:
        return payers[0].value
    return FURTHER_CODE if tuple(payers) == FURTHER_PAYERS else ""


def _cell(line: BlockShares, payers: Sequence[Payer], unit: Unit) -> str:
    shares = line.of(*payers)
    if not shares:
        return _no_amount(line.block, payers)
    text = unit.write(total(one.amount for one in shares))
    if any(one.is_rounded for one in shares):
        text = approximately(text)
    said = f"{text} (enthalten)" if _is_inside(shares) else text
    if beside := line.beside(*payers):
        said = f"{said} ({BESIDE} {unit.write(beside)})"
    slug, name = (line.block.slug, line.block.name) if line.block else (None, "")
    return traced(said, of_share(Measure.CURRENT, slug, payer_code(payers), name), unit=unit.label)


def _no_amount(block: BlockReport | None, payers: Sequence[Payer]) -> str:
    """Say whether the motion intends no share at all (T8), or nothing is recorded."""
    baseline = block.baseline if block else None
    is_of_motion = baseline is not None and set(payers) <= set(MOTION_PAYERS)
    intends_none = is_of_motion and all(motion_share(baseline, payer) is None for payer in payers)
    return NO_SHARE if intends_none else NO_STATEMENT


def _current_row(line: BlockShares, unit: Unit) -> Row:
    name = NOT_DIVIDED if line.block is None else numbered_name(line.block)
    return Row(cells=(name, *(_cell(line, payers, unit) for payers in _PAYER_COLUMNS)))


def _total_row(label: str, lines: Sequence[BlockShares], unit: Unit, group: str = "") -> Row:
    cells = (
        _sum_cell(
            counted_total(lines, payers),
            Origin(Measure.CURRENT, payer=payer_code(payers), group=group),
            unit,
        )
        for payers in _PAYER_COLUMNS
    )
    return Row(cells=(label, *cells), kind=RowKind.TOTAL)


def _sum_cell(value: Sum | None, origin: Origin, unit: Unit) -> str:
    if value is None:
        return NO_STATEMENT
    text = unit.write(value.amount)
    return traced(approximately(text) if value.is_rounded else text, origin, unit=unit.label)


def current_elements(report: CommitteeReport, unit: Unit) -> tuple[Element, ...]:
    """Return what is recorded today per block and payer: grant notices, else resolutions, else plans.

    Blocks of the motion, further projects and undivided sums are kept apart (R1.13); amounts contained in an
    undivided sum are shown but not added. Further payers stand in a column that the motion does not have.
    """
    lines = block_shares(report)
    if not any(line.shares for line in lines):
        return (Paragraph("Ein aktueller Stand ist zu keinem Baustein und keinem Projekt erfasst."),)
    rows, every = _current_rows([line for line in lines if line.shares], unit), len(report.all_blocks())
    named = sum(line.block is not None and bool(line.shares) for line in lines)
    silent = [line.block for line in lines if line.block is not None and not line.shares]
    unknown = named_in_a_sentence(silent, place_of)
    nothing = f" Noch nichts ist erfasst für {unknown}." if silent else ""
    table = Table(
        name=f"aktueller-stand{unit.suffix}",
        caption=f"Aktueller Stand am {date_de(report.as_of)}, Beträge in {unit.label}",
        message=(
            f"Ein aktueller Stand ist zu {number_word(named, one='einem', beside=every)} von "
            f"{number_word(every, one='einem')} Bausteinen und Projekten erfasst.{nothing}"
        ),
        columns=_columns(unit, FURTHER, "Summe"),
        rows=rows,
        note=_current_note(lines, unit),
        may_break=len(rows) > MOST_UNBROKEN_ROWS,
    )
    return (without_silent_columns(table, {FURTHER: FURTHER_NAMES}),)


_GROUPS = {"Bausteine": "Bausteine des Antrags", "Projekte": "Weitere Projekte, nicht im Antrag"}


def _current_rows(lines: Sequence[BlockShares], unit: Unit) -> tuple[Row, ...]:
    blocks = [line for line in lines if line.block is not None and line.block.is_motion_block]
    projects = [line for line in lines if line.block is not None and not line.block.is_motion_block]
    rows = []
    for head, members, group in (("Bausteine", blocks, BLOCKS), ("Projekte", projects, PROJECTS)):
        if members:
            rows.append(Row(cells=(_GROUPS[head],), kind=RowKind.GROUP))
            rows += [_current_row(line, unit) for line in members]
            rows.append(_total_row(f"Summe {head}", members, unit, group))
    undivided = [line for line in lines if line.block is None]
    if undivided:
        rows.append(Row(cells=("Ohne Aufteilung",), kind=RowKind.GROUP))
        rows += [_current_row(line, unit) for line in undivided]
    return (*rows, _total_row("Summe", lines, unit))


BESIDE = "dazu beschlossen"
BESIDE_COUNTS = "Was für ein Vorhaben beschlossen und noch nicht bewilligt ist, zählt in der Summe mit."
ONCE = (
    "Was in einer nicht aufgeteilten Summe enthalten oder aus ihr bewilligt ist, zählt in der Summe einmal."
)


def _current_note(lines: Sequence[BlockShares], unit: Unit) -> str:
    once = f" {ONCE}" if any(line.block is None or _is_inside(line.shares) for line in lines) else ""
    beside = f" {BESIDE_COUNTS}" if any(line.beside(*Payer) for line in lines) else ""
    further = f" {FURTHER}: {FURTHER_NAMES}." if any(line.of(*FURTHER_PAYERS) for line in lines) else ""
    return f"Bewilligte Beträge, sonst beschlossene, sonst geplante.{further}{once}{beside}{unit.note}"

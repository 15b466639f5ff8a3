"""Who gives how much to which block: the motion beside today, one row for each block and payer.

Rows can be filtered and are never added up blindly: what a selection comes to is computed as the sums of the
programme are, so that an undivided sum counts once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vrs_tracker.domain.baseline import motion_share
from vrs_tracker.domain.chapters.block_money import reasons, without_share
from vrs_tracker.domain.chapters.cells import (
    NO_SHARE,
    NOT_DIVIDED,
    ROUNDED_SOURCES,
    ROUNDING,
    block_cell,
    million_spoken,
)
from vrs_tracker.domain.chapters.funding_tables import (
    BESIDE,
    BESIDE_COUNTS,
    ONCE,
    BlockShares,
    block_shares,
    counted_total,
)
from vrs_tracker.domain.chapters.picture_lines import stand_and_source
from vrs_tracker.domain.charts import BarChart, Series
from vrs_tracker.domain.counted_once import OwnResolution
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.funding import SHARE_STAGES, CurrentShare
from vrs_tracker.domain.listing import (
    Filter,
    Kind,
    TypedCell,
    TypedColumn,
    TypedRow,
    TypedTable,
    filter_of,
    million_cell,
    text_cell,
)
from vrs_tracker.domain.lists.facets import BLOCK, block_facets, district_filter
from vrs_tracker.domain.money import in_millions, total
from vrs_tracker.domain.notation import (
    NO_STATEMENT,
    approximately,
    count_words,
    date_de,
    list_de,
    million,
    signed_million,
)
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.origins import of_share
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.vocabulary.region import DISTRICT_KEY

PAYER, STAGE = "geldgeber", "stufe"
MOST_BARS = 15
"""A chart with more blocks than these shows those with the largest amounts, and says so."""

_MILLION = 6
"""Zeros of a million."""
_NUMBER = "zeile"
_WHOLE, _ONLY_PLANNED = "programm", "antrag"
_COLUMNS = (
    TypedColumn(key="baustein", head="Baustein"),
    TypedColumn(key="geldgeber", head="Geldgeber"),
    TypedColumn(key="stufe", head="Stufe"),
    TypedColumn(key="antrag", head="Antrag", kind=Kind.MILLION),
    TypedColumn(key="heute", head="Heute", kind=Kind.MILLION),
    TypedColumn(key="differenz", head="Differenz", kind=Kind.MILLION),
    TypedColumn(key="beleg", head="Beleg"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLine:
    """What a payer gives to a block (None: not divided), in the motion and today, with its row.

    `own` is what is resolved for the block alone, `beside` what of it stands beside what is granted.
    """

    block: BlockReport | None
    payer: Payer
    planned: Decimal | None
    today: CurrentShare | None
    own: tuple[OwnResolution, ...]
    beside: Decimal
    row: TypedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareList:
    """The table, the filters of the page, its message, and the lines behind the rows."""

    table: TypedTable
    filters: tuple[Filter, ...]
    lines: tuple[ShareLine, ...]

    def behind(self, rows: Iterable[TypedRow]) -> tuple[ShareLine, ...]:
        """Return the lines of some rows."""
        return tuple(self.lines[int(min(row.facets[_NUMBER]))] for row in rows)


@once_per_report
def share_list(report: CommitteeReport) -> ShareList:
    """Return motion and current state of every share, in the order of the report."""
    lines: list[ShareLine] = []
    for line in block_shares(report):
        baseline = line.block.baseline if line.block else None
        for payer in Payer:
            planned = motion_share(baseline, payer)
            recorded = line.of(payer)
            for share in recorded or ((None,) if planned is not None else ()):
                lines.append(_line(len(lines), line, payer, planned, share))
    rows = tuple(line.row for line in lines)
    blocks = {block.slug: block.name for block in report.all_blocks()}
    named = sum(line.planned is not None for line in lines)
    known = sum(line.today is not None for line in lines)
    rounded = any(line.today is not None and line.today.is_rounded for line in lines)
    return ShareList(
        table=TypedTable(
            name="anteile",
            caption=f"Anteile im Antrag und am {date_de(report.as_of)} in Mio. €",
            columns=_COLUMNS,
            rows=rows,
            message=(
                f"Der Antrag nennt {count_words(named, 'Anteil', 'Anteile', one='einen', beside=known)}; zu "
                f"{count_words(known, 'Anteil', 'Anteilen', one='einem', zero='keinen', beside=named)} ist "
                "ein aktueller Stand erfasst."
            ),
            note=" ".join(
                (
                    ONCE,
                    *((BESIDE_COUNTS,) if any(line.beside for line in lines) else ()),
                    *((ROUNDED_SOURCES,) if rounded else ()),
                    ROUNDING,
                )
            ),
        ),
        filters=(
            filter_of(rows, BLOCK, "Baustein oder Projekt", {**blocks, _WHOLE: NOT_DIVIDED}),
            filter_of(rows, PAYER, "Geldgeber", {payer.value: payer.label for payer in Payer}),
            district_filter(rows),
            filter_of(
                rows,
                STAGE,
                "Stufe",
                {**{stage.value: stage.label for stage in SHARE_STAGES}, _ONLY_PLANNED: "nur im Antrag"},
            ),
        ),
        lines=tuple(lines),
    )


def _line(
    number: int, shares: BlockShares, payer: Payer, planned: Decimal | None, today: CurrentShare | None
) -> ShareLine:
    block, beside = shares.block, shares.beside(payer)
    stage = today.stage.value if today else _ONLY_PLANNED
    where: Mapping[str, frozenset[str]] = (
        block_facets(block) if block else {BLOCK: frozenset({_WHOLE}), DISTRICT_KEY: frozenset()}
    )
    slug, name = (block.slug, block.name) if block else (None, "")
    origin = of_share(Measure.MOTION, slug, payer.value, name)
    row = TypedRow(
        cells=(
            block_cell(block) if block else text_cell(NOT_DIVIDED),
            text_cell(_payers_of(today) if today else payer.label),
            text_cell(_stage_words(today, beside)),
            million_cell(planned, missing=without_share(block, payer), origin=origin),
            million_cell(
                today.amount if today else None,
                missing=NO_STATEMENT,
                is_rounded=bool(today and today.is_rounded),
                origin=replace(origin, measure=Measure.CURRENT),
            ),
            _difference(block, planned, today),
            text_cell(_evidence(planned, today)),
        ),
        facets={
            **where,
            PAYER: frozenset({payer.value}),
            STAGE: frozenset({stage}),
            _NUMBER: frozenset({str(number)}),
        },
    )
    own = tuple(one for one in shares.own if one.payer is payer)
    return ShareLine(block=block, payer=payer, planned=planned, today=today, own=own, beside=beside, row=row)


def _stage_words(today: CurrentShare | None, beside: Decimal) -> str:
    if today is None:
        return "nur im Antrag"
    return f"{today.stage.label} ({BESIDE} {million(beside)})" if beside else today.stage.label


def _difference(block: BlockReport | None, planned: Decimal | None, today: CurrentShare | None) -> TypedCell:
    if today is None:
        return TypedCell(text=NO_STATEMENT)
    if block is None or not block.is_motion_block:
        return TypedCell(text="entfällt")
    difference = today.amount - (planned or Decimal(0))
    text = signed_million(difference)
    is_rounded = today.is_rounded and difference
    return TypedCell(text=approximately(text) if is_rounded else text, value=difference.scaleb(-_MILLION))


def _evidence(planned: Decimal | None, today: CurrentShare | None) -> str:
    if today is None:
        return "Antrag"
    why = reasons(today.entries) if today.amount != (planned or Decimal(0)) else ""
    return f"{why} {_sources_of(today)}".strip()


def _payers_of(one: CurrentShare) -> str:
    """Name the payers of a share; without names the kind of payer stands for them."""
    names = dict.fromkeys(entry.payer_name for entry in one.entries if entry.payer_name)
    return f"{list_de(tuple(names))} ({one.payer.label})" if names else one.payer.label


def _sources_of(one: CurrentShare) -> str:
    """Name the evidence of a share, each piece once; without a text the kind of evidence stands for it."""
    return "; ".join(dict.fromkeys(entry.source_text or entry.source.label for entry in one.entries))


# ------------------------------------------------------------------ what a selection comes to


def selection_sentence(lines: Sequence[ShareLine]) -> str:
    """Say what the shown shares come to, in the motion and today; undivided sums count once."""
    planned = [line.planned for line in lines if line.planned is not None]
    then = f"{million_spoken(total(planned), is_rounded=False)}" if planned else NO_SHARE
    payers = tuple(dict.fromkeys(line.payer for line in lines))
    now = counted_total(_as_blocks(lines), payers)
    today = million_spoken(now.amount, is_rounded=now.is_rounded) if now else NO_STATEMENT
    return f"Die gezeigten Anteile ergeben zusammen: im Antrag {then}, heute {today}."


def _as_blocks(lines: Sequence[ShareLine]) -> tuple[BlockShares, ...]:
    lines_of: dict[str | None, list[ShareLine]] = {}
    for line in lines:
        if line.today is not None:
            lines_of.setdefault(line.block.slug if line.block else None, []).append(line)
    return tuple(
        BlockShares(
            found[0].block,
            tuple(line.today for line in found if line.today is not None),
            tuple(one for line in found for one in line.own),
        )
        for found in lines_of.values()
    )


# ------------------------------------------------------------------ the chart


def shares_chart(report: CommitteeReport, lines: Sequence[ShareLine], payer: Payer) -> BarChart | None:
    """Return one payer's money by block, the motion beside today; None if the lines hold none of it.

    One payer only, because private shares are planned twenty times as high as all others: beside them no
    other bar could be seen.
    """
    found = [line for line in lines if line.payer is payer and line.block is not None]
    if not found:
        return None
    ordered = sorted(found, key=_size, reverse=True)[:MOST_BARS]
    shown = [line for line in found if line in ordered]
    said = "; ".join(f"{_name(line)}: {_told(line)}" for line in shown)
    return BarChart(
        title=f"Anteil {payer.label} je Baustein im Antrag und am {date_de(report.as_of)}",
        unit="Mio. €",
        categories=tuple(_name(line) for line in shown),
        series=(
            Series(
                "Antrag",
                tuple(None if line.planned is None else in_millions(line.planned) for line in shown),
                NO_SHARE,
                is_planned=True,
            ),
            Series(
                "heute",
                tuple(in_millions(line.today.amount) if line.today else None for line in shown),
                payer=payer,
            ),
        ),
        alt=f"Balken je Baustein in Millionen Euro. {said}.",
        source=stand_and_source(report, "Antrag, Beschlüsse, Bescheide und Mitteilungen der Träger"),
        horizontal=True,
    )


def chart_note(lines: Sequence[ShareLine], payer: Payer, *, is_chosen: bool) -> str:
    """Say what the chart leaves out: other payers, and blocks beyond the most."""
    number = sum(line.payer is payer and line.block is not None for line in lines)
    cut = f"Gezeigt sind die {MOST_BARS} größten von {number}." if number > MOST_BARS else ""
    others = (
        ""
        if is_chosen
        else f"Gezeigt sind Anteile: {payer.label}. Andere Geldgeber wählen Sie in der Auswahl."
    )
    return f"{others} {cut}".strip()


def _size(line: ShareLine) -> Decimal:
    return max(line.planned or Decimal(0), line.today.amount if line.today else Decimal(0))


def _name(line: ShareLine) -> str:
    return line.block.name if line.block else "nicht aufgeteilt"


def _told(line: ShareLine) -> str:
    then = without_share(line.block, line.payer) if line.planned is None else million(line.planned)
    now = NO_STATEMENT if line.today is None else million(line.today.amount)
    return f"Antrag {then}, heute {now}"

"""Sections 10.4 and 10.5: who pays beside the region and how binding that is; regional money by district."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vrs_tracker.domain.baseline import motion_share
from vrs_tracker.domain.breakdowns import DistrictMoney, by_district
from vrs_tracker.domain.chapters.block_money import MOTION_PAYERS, without_share
from vrs_tracker.domain.chapters.cells import (
    NOT_DIVIDED,
    NOT_RECORDED,
    ROUNDING,
    million_cell,
    named_in_a_sentence,
    place_of,
)
from vrs_tracker.domain.chapters.funding_tables import BlockShares, block_shares
from vrs_tracker.domain.chapters.sources import Citing
from vrs_tracker.domain.cofunding.degrees import SECURED
from vrs_tracker.domain.document import Column, Element, Listing, Paragraph, Row, RowKind, Table
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.funding import CurrentShare, effective_entries
from vrs_tracker.domain.notation import (
    NO_STATEMENT,
    count_words,
    date_de,
    list_de,
    million_words,
    number_word,
)
from vrs_tracker.domain.origins import Origin, district_code, of_share, of_stage
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.region import District, district_for, district_label, district_named
from vrs_tracker.domain.wording import SHARES, sentence_start

# ------------------------------------------------------------------ 10.4 other payers


def _rows_of(lines: Sequence[BlockShares], payer: Payer, citing: Citing) -> tuple[Row, ...]:
    """Return the recorded shares of one kind of payer under its head."""
    rows = [
        Row(
            cells=(
                _who(line, one),
                million_cell(
                    _planned(line, payer),
                    missing=without_share(line.block, payer),
                    origin=_share(Measure.MOTION, line, payer),
                ),
                million_cell(
                    one.amount,
                    missing="",
                    is_rounded=one.is_rounded,
                    origin=_share(Measure.CURRENT, line, payer),
                ),
                one.degree.label,
                citing.amounts(one.entries),
            )
        )
        for line in lines
        for one in line.of(payer)
    ]
    return (Row(cells=(sentence_start(payer.label),), kind=RowKind.GROUP), *rows) if rows else ()


def _share(measure: Measure, line: BlockShares, payer: Payer) -> Origin:
    slug, name = (line.block.slug, line.block.name) if line.block else (None, "")
    return of_share(measure, slug, payer.value, name)


def _planned(line: BlockShares, payer: Payer) -> Decimal | None:
    return motion_share(line.block.baseline if line.block else None, payer)


def _who(line: BlockShares, one: CurrentShare) -> str:
    """Name the block of a share, and who pays where that is known by name."""
    name = NOT_DIVIDED if line.block is None else line.block.titled
    names = dict.fromkeys(entry.payer_name for entry in one.entries if entry.payer_name)
    return f"{name}: {list_de(tuple(names))}" if names else name


def _only_in_motion(lines: Sequence[BlockShares]) -> tuple[str, ...]:
    """Name the shares of the motion of which no current state is recorded."""
    return tuple(
        f"{place_of(line.block)}: {SHARES[payer]} von {million_words(planned)}."
        for line in lines
        if line.block is not None
        for payer in MOTION_PAYERS
        if payer is not Payer.VRS and (planned := _planned(line, payer)) is not None and not line.of(payer)
    )


def share_elements(report: CommitteeReport) -> tuple[Element, ...]:
    """Return municipal, private and further shares with amount, degree and source, by kind of payer."""
    lines = block_shares(report)
    citing = Citing(report)
    rows = tuple(row for payer in Payer if payer is not Payer.VRS for row in _rows_of(lines, payer, citing))
    only_planned = _only_in_motion(lines)
    rest: tuple[Element, ...] = ()
    if only_planned:
        rest = (Paragraph("Nur im Antrag stehen, ohne aktuellen Stand:"), Listing(only_planned))
    if not rows:
        return rest or (Paragraph(NOT_RECORDED),)
    degrees = [one.degree for line in lines for one in line.shares if one.payer is not Payer.VRS]
    secured = sum(degree in SECURED for degree in degrees)
    every = len(degrees) + len(only_planned)
    return (
        Table(
            name="anteile",
            caption=f"Anteile neben der regionalen Förderung in Mio. €, Stand {date_de(report.as_of)}",
            message=(
                f"{_secured(secured, of=every)} {'sind' if secured > 1 else 'ist'} beschlossen, "
                "bewilligt oder geleistet."
            ),
            columns=(
                Column(head="Baustein", width=64),
                Column(head="Antrag", right=True, width=25),
                Column(head="Heute", right=True, width=20),
                Column(head="Verbindlichkeit", width=29),
                Column(head=citing.head, width=citing.width),
            ),
            rows=rows,
            note=f"Der Antrag nennt die kommunalen Anteile zugesagt, ohne Beschlüsse anzugeben. {ROUNDING}",
            may_break=True,
        ),
        *rest,
    )


def _secured(n: int, *, of: int) -> str:
    found = sentence_start(number_word(n, zero="keiner", one="einer", beside=of))
    return f"{found} von {count_words(of, 'Anteil', 'Anteilen', one='einem')}"


# ------------------------------------------------------------------ 10.5 districts


def _has_money(row: DistrictMoney) -> bool:
    return bool(row.earmarked or row.committed or row.disbursed)


def _blocks_in(report: CommitteeReport, row: DistrictMoney) -> list[BlockReport]:
    return [block for block in report.all_blocks() if block.slug in row.blocks]


def _projects_in(report: CommitteeReport, row: DistrictMoney) -> str:
    names = [block.name for block in _blocks_in(report, row)]
    if row.district is None and any(entry.block is None for entry in effective_entries(report)):
        names.append("nicht aufgeteilte Summen")
    return list_de(names)


def _district_row(report: CommitteeReport, row: DistrictMoney) -> Row:
    amounts = (
        (Stage.EARMARKED, row.earmarked),
        (Stage.COMMITTED, row.committed),
        (Stage.DISBURSED, row.disbursed),
    )
    where_code = district_code(row.district)
    cells = (
        million_cell(amount or None, missing=NO_STATEMENT, origin=of_stage(stage, district=where_code))
        for stage, amount in amounts
    )
    where = district_label(row.district) if row.district else "ohne Landkreis"
    return Row(cells=(where, _projects_in(report, row), *cells))


def overlap_note(rows: Sequence[DistrictMoney]) -> str:
    """Say below a table by district why its rows are not added up, and that amounts are rounded."""
    shared = any(row.is_shared for row in rows)
    overlaps = any(row.overlaps for row in rows)
    notes = (
        "Ein Vorhaben in mehreren Landkreisen zählt in jedem voll." if shared else "",
        "Einzelne Beträge können auch in nicht aufgeteilten Summen enthalten sein." if overlaps else "",
        "Die Zeilen werden deshalb nicht addiert." if shared or overlaps else "",
        ROUNDING,
    )
    return " ".join(note for note in notes if note)


def _left_out(report: CommitteeReport, rows: Sequence[DistrictMoney]) -> Iterator[str]:
    """Say which districts have projects without money, and which have none (domain.md 4.2, question 8)."""
    empty = [
        f"{district_for(row.district) if row.district else 'Vorhaben ohne Landkreis'} "
        f"({named_in_a_sentence(_blocks_in(report, row), lambda block: block.name)})"
        for row in rows
        if not _has_money(row)
    ]
    if empty:
        yield f"Noch keine sind erfasst für {list_de(empty)}."
    known = {district_named(row.district) for row in rows if row.district}
    without = [district_for(district.label) for district in District if district not in known]
    if without:
        yield f"Kein Vorhaben ist erfasst für {list_de(without)}."


def district_elements(report: CommitteeReport) -> tuple[Element, ...]:
    """Return the regional money per district (domain.md 4.2, question 8); overlapping rows are not added."""
    rows = by_district(report)
    if not rows:
        return (Paragraph(NOT_RECORDED),)
    funded = [row.district for row in rows if row.district and (row.earmarked or row.committed)]
    named = (
        f"Regionale Mittel sind erfasst für {list_de([district_for(name) for name in funded])}."
        if funded
        else "Regionale Mittel sind noch keinem Landkreis zugeordnet."
    )
    message = " ".join((named, *_left_out(report, rows)))
    with_money = tuple(row for row in rows if _has_money(row))
    if not with_money:
        return (Paragraph(message),)
    return (
        Table(
            name="landkreise",
            caption=f"Regionale Mittel nach Landkreisen in Mio. €, Stand {date_de(report.as_of)}",
            message=message,
            columns=(
                Column(head="Landkreis", width=34),
                Column(head="Vorhaben", width=56),
                Column(head="Beschlossen", right=True, width=24),
                Column(head="Bewilligt", right=True, width=24),
                Column(head="Ausgezahlt", right=True, width=24),
            ),
            rows=tuple(_district_row(report, row) for row in with_money),
            note=overlap_note(rows),
        ),
    )

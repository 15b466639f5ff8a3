"""Sections 10.4 and 10.5: who pays beside the region and how binding that is; regional money by district."""

from collections.abc import Sequence

from vrs_tracker.domain.breakdowns import DistrictMoney, by_district
from vrs_tracker.domain.chapters.block_money import motion_share, without_share
from vrs_tracker.domain.chapters.cells import NOT_DIVIDED, NOT_RECORDED, ROUNDING, million_cell
from vrs_tracker.domain.chapters.funding_tables import BlockShares, block_shares
from vrs_tracker.domain.document import Column, Element, Paragraph, Row, Table
from vrs_tracker.domain.funding import CurrentShare, effective_entries
from vrs_tracker.domain.notation import NO_STATEMENT, count_words, date_de, list_de, million, number_word
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Degree, Payer
from vrs_tracker.domain.vocabulary.region import district_for, district_label
from vrs_tracker.domain.wording import sentence_start

SECURED = frozenset({Degree.DECIDED, Degree.GRANTED, Degree.PAID})
"""Degrees that rest on a decision; „geplant“ and „zugesagt“ do not (T18)."""


# ------------------------------------------------------------------ 10.4 other payers


def payers_of(one: CurrentShare) -> str:
    """Name the payers of a share; without names the kind of payer stands for them."""
    names = dict.fromkeys(entry.payer_name for entry in one.entries if entry.payer_name)
    return f"{list_de(tuple(names))} ({one.payer.label})" if names else one.payer.label


def sources_of(one: CurrentShare) -> str:
    """Name the evidence of a share, each piece once; without a text the kind of evidence stands for it."""
    return "; ".join(dict.fromkeys(entry.source_text or entry.source.label for entry in one.entries))


def _line_rows(line: BlockShares) -> list[Row]:
    """Return the shares of one block that are recorded and those that only the motion names."""
    name = NOT_DIVIDED if line.block is None else line.block.titled
    baseline = line.block.baseline if line.block else None
    rows = []
    for payer in Payer:
        planned = motion_share(baseline, payer)
        if payer is Payer.VRS or (planned is None and not line.of(payer)):
            continue
        in_motion = million_cell(planned, missing=without_share(line.block, payer))
        recorded = [
            (
                payers_of(one),
                in_motion,
                million_cell(one.amount, missing="", is_rounded=one.is_rounded),
                one.degree.label,
                sources_of(one),
            )
            for one in line.of(payer)
        ]
        only_planned = (payer.label, in_motion, NO_STATEMENT, NO_STATEMENT, "Antrag")
        rows += [Row(cells=(name, *cells)) for cells in recorded or [only_planned]]
    return rows


def share_elements(report: CommitteeReport) -> tuple[Element, ...]:
    """Return municipal, private and further shares with amount, degree and source."""
    lines = block_shares(report)
    rows = tuple(row for line in lines for row in _line_rows(line))
    if not rows:
        return (Paragraph(NOT_RECORDED),)
    degrees = [one.degree for line in lines for one in line.shares if one.payer is not Payer.VRS]
    secured = sum(degree in SECURED for degree in degrees)
    return (
        Table(
            name="anteile",
            caption=f"Anteile neben der regionalen Förderung in Mio. €, Stand {date_de(report.as_of)}",
            message=(
                f"{_secured(secured, of=len(rows))} {'sind' if secured > 1 else 'ist'} beschlossen, "
                "bewilligt oder geleistet."
            ),
            columns=(
                Column(head="Baustein", width=35),
                Column(head="Geldgeber", width=30),
                Column(head="Antrag", right=True, width=17),
                Column(head="Heute", right=True, width=24),
                Column(head="Verbindlichkeit", width=27),
                Column(head="Quelle", width=34),
            ),
            rows=rows,
            note=f"Der Antrag nennt die kommunalen Anteile zugesagt, ohne Beschlüsse anzugeben. {ROUNDING}",
            may_break=True,
        ),
    )


def _secured(n: int, *, of: int) -> str:
    found = sentence_start(number_word(n, zero="keiner", one="einer", beside=of))
    return f"{found} von {count_words(of, 'Anteil', 'Anteilen', one='einem')}"


# ------------------------------------------------------------------ 10.5 districts


def _district_row(report: CommitteeReport, row: DistrictMoney) -> Row:
    names = [block.name for block in report.all_blocks() if block.slug in row.blocks]
    if row.district is None and any(entry.block is None for entry in effective_entries(report)):
        names.append("nicht aufgeteilte Summen")
    amounts = (row.earmarked, row.committed, row.disbursed)
    cells = (million(amount) if amount else NO_STATEMENT for amount in amounts)
    where = district_label(row.district) if row.district else "ohne Landkreis"
    return Row(cells=(where, list_de(names), *cells))


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
    return (
        Table(
            name="landkreise",
            caption=f"Regionale Mittel nach Landkreisen in Mio. €, Stand {date_de(report.as_of)}",
            message=named,
            columns=(
                Column(head="Landkreis", width=34),
                Column(head="Vorhaben", width=56),
                Column(head="Beschlossen", right=True, width=24),
                Column(head="Bewilligt", right=True, width=24),
                Column(head="Ausgezahlt", right=True, width=24),
            ),
            rows=tuple(_district_row(report, row) for row in rows),
            note=overlap_note(rows),
        ),
    )

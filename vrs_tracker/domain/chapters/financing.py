"""Section 4: the motion's funding table beside the current state (domain.md 4.4, no. 4).

The motion's numbers never change. What is recorded today stands beside them, with difference and reason.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from vrs_tracker.domain.baseline import difference_to_printed, motion_share
from vrs_tracker.domain.chapters.block_money import (
    FURTHER_PAYERS,
    MOTION_PAYERS,
    reasons,
    without_share,
)
from vrs_tracker.domain.chapters.cells import NOT_IN_MOTION, ROUNDING, million_cell, million_spoken, place_of
from vrs_tracker.domain.chapters.co_funding import ANCHOR, HEADING, co_funding_elements
from vrs_tracker.domain.chapters.funding_tables import (
    FURTHER,
    FURTHER_NAMES,
    MILLIONS,
    BlockShares,
    block_shares,
    counted_total,
    current_elements,
    motion_table,
    payer_code,
)
from vrs_tracker.domain.chapters.payer_chart import PayerSums, payers_chart
from vrs_tracker.domain.chapters.silent_columns import without_silent_columns
from vrs_tracker.domain.charts import PanelChart
from vrs_tracker.domain.document import (
    Column,
    Element,
    Figure,
    Listing,
    Paragraph,
    Row,
    RowKind,
    Section,
    Table,
    Tone,
)
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.motion import MotionStatement
from vrs_tracker.domain.funding import CurrentShare
from vrs_tracker.domain.ledger import Sum
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import (
    NO_STATEMENT,
    count_words,
    date_de,
    list_de,
    million,
    million_words,
    rough_words,
    signed_million,
)
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.origins import BLOCKS, PROJECTS, Origin, of_share, traced
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.wording import full_stop

# ------------------------------------------------------------------ 4.1 payers then and now


def _in_motion(report: CommitteeReport, payer: Payer) -> Decimal:
    return total(motion_share(block.baseline, payer) for block in report.blocks)


def _of_blocks(lines: Sequence[BlockShares], *, of_motion: bool) -> tuple[BlockShares, ...]:
    return tuple(line for line in lines if line.block is not None and line.block.is_motion_block is of_motion)


def _difference_cell(blocks: Sequence[BlockShares], payers: Sequence[Payer]) -> str:
    """Say how the blocks differ from the motion; as long as shares are unknown, how many are known."""
    named = [
        (planned, bool(line.of(payer)))
        for line in blocks
        for payer in payers
        if line.block and (planned := motion_share(line.block.baseline, payer)) is not None
    ]
    known = sum(is_known for _, is_known in named)
    now = counted_total(blocks, payers)
    if now is None or known < len(named):
        return f"{known} von {len(named)} erfasst"
    return signed_million(now.amount - total(planned for planned, _ in named))


def _cell(now: Sum | None, origin: Origin) -> str:
    if now is None:
        return NO_STATEMENT
    return million_cell(now.amount, missing=NO_STATEMENT, is_rounded=now.is_rounded, origin=origin)


def _motion_cell(report: CommitteeReport, payers: Sequence[Payer]) -> str:
    amount = total(_in_motion(report, payer) for payer in payers)
    origin = Origin(Measure.MOTION, payer=payers[0].value if len(payers) == 1 else "")
    return traced(million(amount), origin if amount else None)


def payers_figure(report: CommitteeReport) -> Figure:
    """Return money by payer in the motion and today, as a chart with its table."""
    lines = block_shares(report)
    blocks, projects = _of_blocks(lines, of_motion=True), _of_blocks(lines, of_motion=False)
    then = million(total(_in_motion(report, payer) for payer in MOTION_PAYERS))

    def row(label: str, motion: str, payers: Sequence[Payer], difference: str, kind: RowKind) -> Row:
        groups = ((BLOCKS, blocks), (PROJECTS, projects), ("", lines))
        code = payer_code(payers)
        now = (
            _cell(counted_total(members, payers), Origin(Measure.CURRENT, payer=code, group=group))
            for group, members in groups
        )
        of_blocks, of_projects, of_all = now
        return Row(cells=(label, motion, of_blocks, difference, of_projects, of_all), kind=kind)

    table = Table(
        name="geldgeber",
        caption=f"Geldgeber im Antrag und am {date_de(report.as_of)} in Mio. €",
        message=_payers_message(then, counted_total(lines, tuple(Payer))),
        columns=(
            Column(head="Geldgeber", width=26),
            Column(head="Antrag", right=True, width=24),
            Column(head="Bausteine", right=True, width=27),
            Column(head="Differenz", right=True, width=31),
            Column(head="Projekte", right=True, width=26),
            Column(head="Heute", right=True, width=26),
        ),
        rows=(
            *(
                row(
                    payer.label,
                    _motion_cell(report, (payer,)),
                    (payer,),
                    _difference_cell(blocks, (payer,)),
                    RowKind.BODY,
                )
                for payer in MOTION_PAYERS
            ),
            *(
                (row("weitere", NOT_IN_MOTION, FURTHER_PAYERS, "entfällt", RowKind.BODY),)
                if counted_total(lines, FURTHER_PAYERS)
                else ()
            ),
            row(
                "Summe",
                _motion_cell(report, MOTION_PAYERS),
                tuple(Payer),
                _difference_cell(blocks, MOTION_PAYERS),
                RowKind.TOTAL,
            ),
        ),
        note=(
            "Differenz: Bausteine gegen Antrag, sobald alle Anteile erfasst sind. Heute: mit Projekten und "
            f"nicht aufgeteilten Summen. {_further_note(lines)} {ROUNDING}"
        ),
    )
    return Figure(
        chart=_payers_chart(report, lines),
        caption="Geldgeber im Antrag und heute in Mio. €",
        table=without_silent_columns(table),
    )


def _further_note(lines: Sequence[BlockShares]) -> str:
    """Say who the further payers are, or that nothing is recorded of them and so they have no row."""
    if counted_total(lines, FURTHER_PAYERS):
        return f"{FURTHER}: {FURTHER_NAMES}."
    return f"{FURTHER_NAMES}: {NO_STATEMENT}."


def _payers_message(then: str, now: Sum | None) -> str:
    named = f"Der Antrag nennt Anteile von zusammen {then} Millionen Euro (errechnet)"
    if now is None:
        return f"{named}; ein aktueller Stand ist noch nicht erfasst."
    words = million_spoken(now.amount, is_rounded=now.is_rounded)
    return f"{named}; heute sind {words} erfasst, weitere Projekte eingeschlossen."


def _payers_chart(report: CommitteeReport, lines: Sequence[BlockShares]) -> PanelChart:
    sums = [
        PayerSums(payer, _in_motion(report, payer), counted_total(lines, (payer,))) for payer in MOTION_PAYERS
    ]
    return payers_chart(report, sums, counted_total(lines, FURTHER_PAYERS))


# ------------------------------------------------------------------ 4.2 what the motion says besides


def _statement(one: MotionStatement) -> str:
    words = rough_words(one.amount) if one.is_approximate else million_words(one.amount)
    return f"{one.label}: {words} ({one.scope.label})."


def _printed_totals(report: CommitteeReport) -> str:
    """Say whether the printed totals are those of the rows (R1.08)."""
    found = difference_to_printed(report.motion, report.blocks)
    named = (("regional", found.regional), ("kommunal", found.municipal), ("privat", found.private))
    wrong = [f"{label} um {million_words(abs(amount))}" for label, amount in named if amount]
    if wrong:
        return f"Die im Antrag gedruckten Summen weichen von den Zeilen ab: {', '.join(wrong)}."
    return "Die im Antrag gedruckten Summen der Spalten stimmen mit den Zeilen überein."


def motion_notes(report: CommitteeReport) -> tuple[Element, ...]:
    """Return whether the printed totals are right, and the sums that the motion names beside its table."""
    statements = tuple(_statement(one) for one in report.motion.statements)
    if not statements:
        return (Paragraph(_printed_totals(report)),)
    beside = (
        "Daneben nennt der Antrag diese Summen; sie werden mit der Tabelle und untereinander nicht addiert:"
    )
    return Paragraph(f"{_printed_totals(report)} {beside}"), Listing(statements)


# ------------------------------------------------------------------ 4.4 differences


def _difference_row(block: BlockReport, one: CurrentShare, difference: Decimal) -> Row:
    planned = motion_share(block.baseline, one.payer)
    origin = of_share(Measure.MOTION, block.slug, one.payer.value, block.name)
    return Row(
        cells=(
            one.payer.label,
            million_cell(planned, missing=without_share(block, one.payer), origin=origin),
            million_cell(
                one.amount,
                missing=NO_STATEMENT,
                is_rounded=one.is_rounded,
                origin=replace(origin, measure=Measure.CURRENT),
            ),
            signed_million(difference),
            reasons(one.entries) or NO_STATEMENT,
        )
    )


def differences_elements(report: CommitteeReport) -> tuple[Element, ...]:
    """Return each share that differs from the motion with its reason; name those that do not."""
    rows: list[Row] = []
    equal: list[str] = []
    known = 0
    for line in block_shares(report):
        block, shares = line.block, line.of(*MOTION_PAYERS)
        if block is None or not block.is_motion_block or not shares:
            continue
        apart = {one: one.amount - (motion_share(block.baseline, one.payer) or Decimal(0)) for one in shares}
        found = [_difference_row(block, one, difference) for one, difference in apart.items() if difference]
        alike = [one.payer.label for one, difference in apart.items() if not difference]
        rows += [Row(cells=(place_of(block),), kind=RowKind.GROUP), *found] if found else []
        equal += [f"{block.titled}, {list_de(alike)}"] if alike else []
        known += len(shares)
    planned = sum(
        motion_share(block.baseline, payer) is not None for block in report.blocks for payer in MOTION_PAYERS
    )
    named = f"der Antrag nennt {count_words(planned, 'Anteil', 'Anteile', one='einen', beside=known)}"
    if not known:
        return (Paragraph(f"Ein aktueller Stand der Anteile ist noch nicht erfasst; {named}."),)
    message = (
        f"Zu {count_words(known, 'Anteil', 'Anteilen', one='einem', beside=planned)} ist ein "
        f"aktueller Stand erfasst; {named}."
    )
    unchanged = f"Wie im Antrag: {'; '.join(equal)}." if equal else ""
    if not rows:
        return (Paragraph(f"{message} {unchanged}"),)
    return (
        Table(
            name="abweichungen-vom-antrag",
            caption=f"Abweichende Anteile am {date_de(report.as_of)} in Mio. €",
            message=f"{message} {unchanged}".strip(),
            columns=(
                Column(head="Geldgeber", width=24),
                Column(head="Antrag", right=True, width=22),
                Column(head="Heute", right=True, width=22),
                Column(head="Differenz", right=True, width=22),
                Column(head="Grund", width=70),
            ),
            rows=tuple(rows),
            note=ROUNDING,
            may_break=True,
        ),
    )


# ------------------------------------------------------------------ 4.5 findings


def findings_elements(report: CommitteeReport) -> tuple[Element, ...]:
    """Return the rules that the figures break, one sentence each; nothing is smoothed (E32)."""
    if not report.findings:
        return (Paragraph("Die Zahlen halten alle Regeln ein, nach denen sie geprüft werden."),)
    sentences = tuple(dict.fromkeys(full_stop(finding.sentence) for finding in report.findings))
    intro = Paragraph("Befunde bleiben stehen, bis sie aufgeklärt sind:", Tone.MESSAGE)
    return intro, Listing(sentences, numbered=True)


@once_per_report
def financing_section(report: CommitteeReport) -> Section:
    """Return section 4."""
    parts: tuple[tuple[str, str, tuple[Element, ...]], ...] = (
        ("Geldgeber im Antrag und heute", "geldgeber", (payers_figure(report),)),
        ("Antrag von 2021", "antrag", (motion_table(report, MILLIONS), *motion_notes(report))),
        ("Aktueller Stand", "aktueller-stand", current_elements(report, MILLIONS)),
        ("Unterschiede zum Antrag", "unterschiede", differences_elements(report)),
        ("Befunde zu den Zahlen", "befunde", findings_elements(report)),
        (HEADING, ANCHOR, co_funding_elements(report)),
    )
    return Section(
        number="4",
        heading="Gesamtübersicht der Finanzierung",
        anchor="finanzierung",
        parts=tuple(
            Section(number=f"4.{number}", heading=heading, anchor=anchor, body=body)
            for number, (heading, anchor, body) in enumerate(parts, start=1)
            if body
        ),
    )

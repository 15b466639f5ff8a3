"""What a block's subsection says of milestones, results and risks (users.md 4.3, no. 7 to 9)."""

from vrs_tracker.domain.chapters.cells import NOT_REPORTED, date_cell, shift_cell
from vrs_tracker.domain.chapters.milestones import Dated, timeline
from vrs_tracker.domain.chapters.risks import assessment, cause_and_effect, countermeasure
from vrs_tracker.domain.document import Column, Element, Figure, Listing, Paragraph, Row, Table
from vrs_tracker.domain.facts.blocks import BlockReport, Indicator, Milestone, Risk
from vrs_tracker.domain.lights import THRESHOLDS
from vrs_tracker.domain.notation import NO_STATEMENT, approximately, count, date_de, list_de, number
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import RiskState

MOST_INDICATORS = 5
MOST_RISKS = 3
TIMELINE_FROM = 6
"""A line of dots only where the table is hard to survey: a block should fit one sheet (users.md 4.3)."""
MOST_UNBROKEN_ROWS = 12


def _shift_reason(one: Milestone) -> str:
    if one.shift_reason is None:
        return one.shift_note or ("kein Grund genannt" if _is_late(one) else "entfällt")
    return f"{one.shift_reason.label}: {one.shift_note}" if one.shift_note else one.shift_reason.label


def _is_late(one: Milestone) -> bool:
    """Whether it lies so far behind its first plan that a reason is asked for."""
    return one.expected is None or (one.expected - one.baseline).days > THRESHOLDS.on_track_days


def _milestone_row(one: Milestone, *, with_reasons: bool) -> Row:
    expected = "erreicht" if one.actual else date_cell(one.forecast, missing="ohne Termin")
    cells = (
        one.title,
        date_de(one.baseline),
        expected,
        date_cell(one.actual, missing="noch nicht"),
        shift_cell(one),
    )
    return Row(cells=(*cells, _shift_reason(one)) if with_reasons else cells)


def milestones_elements(report: CommitteeReport, block: BlockReport) -> tuple[Element, ...]:
    """Return the block's milestones; from four on with their timeline."""
    if not block.milestones:
        return ()
    reached = sum(one.actual is not None for one in block.milestones)
    with_reasons = any(one.shift_reason or one.shift_note for one in block.milestones)
    caption = f"Meilensteine von {block.name}"
    table = Table(
        name=f"{block.slug}-meilensteine",
        caption=caption,
        message=f"{reached} von {count(len(block.milestones), 'Meilenstein', 'Meilensteinen')} erreicht.",
        columns=(
            Column(head="Meilenstein", width=36),
            Column(head="Geplant", width=21),
            Column(head="Erwartet", width=24),
            Column(head="Erreicht", width=21),
            Column(head="Abstand", width=26),
            *((Column(head="Grund", width=36),) if with_reasons else ()),
        ),
        rows=tuple(_milestone_row(one, with_reasons=with_reasons) for one in block.milestones),
        may_break=len(block.milestones) > MOST_UNBROKEN_ROWS,
    )
    if len(block.milestones) < TIMELINE_FROM:
        return (table,)
    chart = timeline([Dated(block, one) for one in block.milestones], report.as_of, with_block=False)
    return (Figure(chart=chart, caption=f"{caption} auf der Zeitachse", table=table),)


def _indicator_row(one: Indicator) -> Row:
    actual = NOT_REPORTED if one.actual is None else number(one.actual)
    if one.actual is not None and one.is_estimated:
        actual = f"{approximately(actual)} (geschätzt)"
    before = NO_STATEMENT if one.previous is None else number(one.previous)
    target = "kein Ziel" if one.target is None else number(one.target)
    return Row(
        cells=(one.kind.label, target, actual, before, date_cell(one.actual_as_of, missing=NO_STATEMENT))
    )


def indicators_elements(block: BlockReport) -> tuple[Element, ...]:
    """Return at most five indicators with target, value and last value; the counting rules stand in 15.3."""
    shown = block.indicators[:MOST_INDICATORS]
    if not shown:
        return ()
    if all(one.actual is None for one in shown):
        named = list_de(
            [
                f"{one.kind.label} (Ziel {number(one.target)})" if one.target else one.kind.label
                for one in shown
            ]
        )
        return (Paragraph(f"Ergebnisse: Noch kein Wert gemeldet zu {named}."),)
    return (
        Table(
            name=f"{block.slug}-ergebnisse",
            caption=f"Ergebnisse von {block.name}",
            message="Werte zum Stichtag; was gezählt wird, steht unter 15.3.",
            columns=(
                Column(head="Kennzahl", width=44),
                Column(head="Ziel", right=True, width=24),
                Column(head="Ist", right=True, width=42),
                Column(head="Zuletzt", right=True, width=26),
                Column(head="Stand", width=24),
            ),
            rows=tuple(_indicator_row(one) for one in shown),
        ),
    )


def _risk(risk: Risk) -> str:
    due = "" if risk.due is None else f" Termin: {date_de(risk.due)}."
    return (
        f"Risiko {risk.title}: {cause_and_effect(risk)} {assessment(risk)}. Maßnahme: "
        f"{countermeasure(risk)}{due}"
    )


def risks_elements(block: BlockReport) -> tuple[Element, ...]:
    """Return at most three open risks with their measures, or when they were last checked."""
    risks = [risk for risk in block.risks if risk.state is RiskState.OPEN]
    if risks:
        return (Listing(tuple(_risk(risk) for risk in risks[:MOST_RISKS])),)
    checked = block.risks_checked_on
    last = "" if checked is None else f" Zuletzt geprüft am {date_de(checked)}."
    return (Paragraph(f"Keine offenen Risiken gemeldet.{last}"),)

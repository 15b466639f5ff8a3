"""What is recorded of a block stands somewhere in the report, however short its subsection is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.domain.chapters.document_texts import plain, said
from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import (
    make_block,
    make_entry,
    make_function,
    make_indicator,
    make_milestone,
    make_project,
    make_rating,
    make_report,
    make_risk,
    make_step,
    make_update,
)
from vrs_tracker.domain.facts.blocks import BlockReport, Update
from vrs_tracker.domain.funding import current_shares, effective_entries
from vrs_tracker.domain.notation import date_de, euro_plain, number
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Degree, Payer, Stage
from vrs_tracker.domain.vocabulary.progress import IndicatorKind, Level, Light, RiskState, StepOutcome


def _of_the_head(block: BlockReport) -> Iterator[str]:
    yield from (block.description or block.subtitle, block.lead, block.owner_role, *block.partners)
    yield block.state_reason
    for day in (block.planned_start, block.planned_end, block.forecast_start, block.forecast_end):
        yield date_de(day) if day else ""


def _of_the_message(update: Update, *, is_current: bool) -> Iterator[str]:
    yield from (update.achieved, update.decision, date_de(update.filed_on), date_de(update.confirmed_on))
    for step in (*update.announced, *update.next_steps):
        yield from (step.text, step.outcome_note)
    if is_current:
        yield update.headline
        for rating in update.ratings:
            yield from (rating.deviation_reason, rating.measure, rating.options)


def _of_the_registers(block: BlockReport) -> Iterator[str]:
    for milestone in block.milestones:
        yield from (milestone.title, date_de(milestone.baseline), milestone.shift_note)
        yield date_de(milestone.expected) if milestone.expected else "ohne Termin"
        yield milestone.shift_reason.label if milestone.shift_reason and not milestone.shift_note else ""
    for risk in block.risks:
        if risk.state is RiskState.OPEN:
            yield from (risk.title, risk.cause[1:], risk.effect, risk.measure, risk.responsible)
            yield date_de(risk.due) if risk.due else ""
    for one in block.indicators:
        yield one.kind.label[1:]
        yield from (number(value) for value in (one.target, one.actual, one.previous) if value is not None)
    for function in block.functions:
        yield from (function.text, function.note)


def _of_the_money(report: CommitteeReport, block: BlockReport) -> Iterator[str]:
    for share in current_shares(report, block.slug):
        yield euro_plain(share.amount)
        yield share.degree.label
    for entry in effective_entries(report):
        yield entry.source_text if entry.block == block.slug else ""


def _recorded(report: CommitteeReport, block: BlockReport) -> Iterator[str]:
    yield from _of_the_head(block)
    if block.update is not None:
        yield from _of_the_message(block.update, is_current=block.light is not Light.UNKNOWN)
    yield from _of_the_registers(block)
    yield from _of_the_money(report, block)


def _everything_about_one_block(block: BlockReport) -> BlockReport:
    """A block with more of everything than a page has room for."""
    return replace(
        block,
        update=make_update(
            achieved="Ein langer Text. " * 180,
            decision="Drei Wege stehen zur Wahl",
            announced=tuple(make_step(text=f"Ankündigung {n}", outcome=StepOutcome.DONE) for n in range(4)),
            next_steps=tuple(make_step(text=f"Vorhaben {n}") for n in range(4)),
            ratings=(make_rating(measure="Eine Maßnahme bei Planmäßigkeit"),),
        ),
        milestones=tuple(
            make_milestone(id=n, title=f"Etappe {n}", baseline=date(2024, 1, n), actual=date(2024, 2, n))
            for n in range(1, 20)
        ),
        risks=tuple(
            make_risk(id=n, title=f"Gefahr {n}", cause=f"ursache {n} tritt ein", effect=f"Folge {n}")
            for n in range(12)
        ),
        indicators=tuple(make_indicator(kind=kind) for kind in IndicatorKind),
        functions=tuple(make_function(text=f"Funktion {n}") for n in range(9)),
    )


def a_crowded_block() -> CommitteeReport:
    block = _everything_about_one_block(make_block())
    plan = make_entry(
        payer=Payer.MUNICIPALITY, stage=Stage.PLANNED, degree=Degree.PLEDGED, source_text="Zusage vom Mai"
    )
    return make_report(blocks=(block,), entries=(plan,))


def crowded_projects() -> CommitteeReport:
    """Forty projects, each with a light risk that section 9 has no room for."""
    projects = tuple(
        replace(
            _everything_about_one_block(make_project(slug=f"p{n}", number=n, name=f"Projekt {n}")),
            risks=(
                make_risk(
                    id=n,
                    title=f"Gefahr {n}",
                    cause=f"ursache {n} tritt ein",
                    effect=f"Schaden {n}",
                    damage=Level.LOW,
                ),
            ),
        )
        for n in range(1, 41)
    )
    return make_report(projects=projects)


@pytest.mark.parametrize("make", [full_report, a_crowded_block, crowded_projects])
def test_every_recorded_fact_stands_in_the_report(make: Callable[[], CommitteeReport]) -> None:
    report = make()
    spoken = "\n".join(said(section) for section in document(report).sections)

    for block in report.all_blocks():
        lost = [fact for fact in _recorded(report, block) if plain(fact).strip().rstrip(".") not in spoken]
        assert lost == [], block.name

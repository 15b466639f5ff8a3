"""A programme of forty blocks and projects, made through the actions, for tests and benchmarks."""

from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.finance import EntryInput
from vrs_tracker.domain.inputs.programme import BlockInput
from vrs_tracker.domain.inputs.progress import (
    IndicatorInput,
    MilestoneInput,
    RatingInput,
    RiskInput,
    StatusInput,
    StepInput,
)
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.money import DatePrecision, Degree, FigureSource, Payer, Provenance, Stage
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState
from vrs_tracker.domain.vocabulary.progress import Dimension, IndicatorKind, Level, Light, StepOutcome
from vrs_tracker.features.accounts.actions import add_person, ensure_system_person
from vrs_tracker.features.accounts.queries import find_person
from vrs_tracker.features.finance.actions import book_entries, confirm_booking, draft_entry
from vrs_tracker.features.finance.queries.confirmations import open_requests_of
from vrs_tracker.features.periods.actions import open_period
from vrs_tracker.features.periods.queries import find_period
from vrs_tracker.features.programme.actions import add_block
from vrs_tracker.features.programme.queries import list_blocks
from vrs_tracker.features.progress.actions import add_milestone, confirm_update, file_update
from vrs_tracker.features.progress.queries import load_form_state
from vrs_tracker.seeding.facts import load_facts
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block

EDITOR, APPROVER = "forty-editor", "forty-approver"


def add_forty_blocks(session: Session, half: HalfYear, *, now: datetime, total: int = 40) -> ReportingPeriod:
    """Load the facts, add projects up to `total`, and let all report for a half-year; return its period.

    Every block has a milestone, a risk, an indicator, a grant, a payment and a confirmed update. `now` lies
    after the reference date. Call it again for the next half-year: then the same blocks report anew.
    """
    system = ensure_system_person(session)
    load_facts(session, by=system, now=now)
    blocks = _blocks(session, total, by=system, now=now)
    _book_money(session, blocks, half, by=system, now=now)
    period = find_period(session, half) or open_period(session, half, by=system, now=now)
    for number, block in enumerate(blocks, start=1):
        _report(session, block, period, half, number, now=now)
    return period


def _blocks(session: Session, total: int, *, by: Person, now: datetime) -> list[Block]:
    towns = ("08111000", "08115003", "08116019", "08117026", "08118011", "08119020")
    known = list(list_blocks(session))
    for number in range(len(known) + 1, total + 1):
        new = BlockInput(
            kind=BlockKind.FURTHER_PROJECT,
            name=f"Projekt {number}",
            description=f"Erprobt die Anwendung Nummer {number}.",
            state=BlockState.RUNNING,
            towns=(towns[number % len(towns)],),
        )
        known.append(add_block(session, new, by=by, now=now))
    return known


def _book_money(session: Session, blocks: list[Block], half: HalfYear, *, by: Person, now: datetime) -> None:
    stages = (
        (Stage.COMMITTED, Payer.VRS, Degree.GRANTED, FigureSource.NOTICE),
        (Stage.DISBURSED, Payer.VRS, Degree.PAID, FigureSource.BOOKING),
        (Stage.PLANNED, Payer.MUNICIPALITY, Degree.PLEDGED, FigureSource.MESSAGE),
    )
    drafts = [
        draft_entry(
            session,
            EntryInput(
                block_id=block.id,
                stage=stage,
                payer=payer,
                degree=degree,
                figure_source=source,
                effective=PreciseDate(half.first_day, DatePrecision.DAY),
                amount=Decimal(1000 * number),
                document=f"Bescheid {number}",
                change_reason=ChangeReason.SCOPE_CHANGED,
                note="Erprobt wird weniger als geplant.",
            ),
            by=by,
            now=now,
        )
        for number, block in enumerate(blocks, start=1)
        for stage, payer, degree, source in stages
    ]
    book_entries(session, drafts, by=by, now=now, exception_reason="Die Bescheide sind ergangen.")
    second = _person(session, APPROVER, Role.APPROVER)
    for _, request in open_requests_of(session, drafts[:1]):
        confirm_booking(session, request, by=second, now=now)


def _report(
    session: Session, block: Block, period: ReportingPeriod, half: HalfYear, number: int, *, now: datetime
) -> None:
    editor, approver = _person(session, EDITOR, Role.EDITOR), _person(session, APPROVER, Role.APPROVER)
    due = half.as_of + timedelta(days=400 + number)
    milestone = MilestoneInput(title=f"Abschnitt {half.code}", baseline=due)
    add_milestone(session, block, milestone, by=editor, now=now)
    state = load_form_state(session, block, period, today=now.date())
    indicators = (IndicatorInput(kind=IndicatorKind.COMPANIES, actual=Decimal(number)),)
    new = StatusInput(
        nothing_changed=False,
        announced=(StepOutcome.DONE,) * len(state.steps),
        achieved=f"Der Abschnitt {number} ist vorbereitet. Beteiligt sind {number} Unternehmen.",
        indicators=indicators,
        ratings=tuple(_rating(dimension) for dimension in Dimension),
        risks=() if state.risks else (_risk(number, half),),
        risks_checked=True,
        next_steps=(StepInput(text=f"Schritt {number} wird getan.", due=due),),
        headline=f"Der Abschnitt {number} liegt im Plan.",
    )
    update = file_update(session, block, period, new, by=editor, now=now)
    confirm_update(session, update, by=approver, now=now)


def _rating(dimension: Dimension) -> RatingInput:
    return RatingInput(
        dimension=dimension,
        proposed=Light.ON_TRACK,
        reported=Light.ON_TRACK,
        deviation_reason="Die Angaben zum Vorhaben sind noch nicht vollständig erfasst.",
    )


def _risk(number: int, half: HalfYear) -> RiskInput:
    return RiskInput(
        title=f"Lieferung {number}",
        cause="Ein Gerät wird später geliefert.",
        effect="Der Abschnitt verschiebt sich.",
        likelihood=Level.LOW,
        damage=Level.MEDIUM,
        measure="Ein zweites Angebot wird eingeholt.",
        responsible="Projektleitung",
        due=half.as_of + timedelta(days=90),
    )


def _person(session: Session, key: str, role: Role) -> Person:
    if find_person(session, key) is None:
        add_person(session, key=key, unit=role.label, provenance=Provenance.ENTERED)
    return Person(key=key, unit=role.label, roles=frozenset({role}))

"""The page of a block: ten parts in order, what is missing is said, what stayed the same is marked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import (
    PERIOD,
    make_block,
    make_entry,
    make_function,
    make_indicator,
    make_milestone,
    make_previous,
    make_project,
    make_rating,
    make_report,
    make_risk,
    make_step,
    make_update,
    millions,
)
from vrs_tracker.domain.block_sheet import (
    FIRST_REPORT,
    NO_CHANGES,
    NO_FUNCTIONS,
    NO_INDICATORS,
    NO_MILESTONES,
    NO_RATING,
    BlockSheet,
    SheetPart,
    block_sheet,
)
from vrs_tracker.domain.chapters.block_past import EarlierMessage
from vrs_tracker.domain.document import Bar
from vrs_tracker.domain.facts.blocks import BlockReport, TrendPoint
from vrs_tracker.domain.report import Change, CommitteeReport
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.programme import FunctionState
from vrs_tracker.domain.vocabulary.progress import Dimension, Light, StepOutcome, TextSlot


def _sheet(block: BlockReport, *earlier: EarlierMessage, report: CommitteeReport | None = None) -> BlockSheet:
    return block_sheet(report or make_report(blocks=(block,), entries=(make_entry(),)), block, earlier)


def _message(
    halves_ago: int,
    *,
    headline: str = "",
    achieved: str = "",
    nothing_changed: bool = False,
    schedule: Light = Light.ON_TRACK,
) -> EarlierMessage:
    return EarlierMessage(
        period=PERIOD.shifted(-halves_ago),
        nothing_changed=nothing_changed,
        lights=((Dimension.SCHEDULE, schedule),),
        texts=((TextSlot.HEADLINE, headline), (TextSlot.ACHIEVED, achieved)),
    )


# ---------------------------------------------------------------- which parts


def test_a_block_of_weight_has_all_parts_in_their_order() -> None:
    sheet = _sheet(make_block())

    assert sheet.parts == tuple(SheetPart)
    assert [part.heading for part in sheet.parts[:2]] == ["Bewertung", "Geld"]


def test_no_decision_is_said_of_the_public_part_only_where_something_is_withheld() -> None:
    assert _sheet(make_block()).no_decision == "Zurzeit steht keine Entscheidung an."
    hidden = _sheet(make_block(withheld=1))
    assert hidden.no_decision == "Öffentlich steht zurzeit keine Entscheidung an."


def test_a_block_without_weight_says_why_and_shows_only_what_is_recorded() -> None:
    quiet = make_update(ratings=(make_rating(proposed=Light.NOT_APPLICABLE, reported=Light.NOT_APPLICABLE),))
    block = make_block(light=Light.NOT_STARTED, update=quiet, functions=(make_function(),))
    sheet = _sheet(block, report=make_report(blocks=(block,)))

    assert sheet.why_short.startswith("Für diesen Baustein sind keine Beträge")
    assert sheet.parts == (SheetPart.MONEY, SheetPart.FUNCTIONS, SheetPart.STEPS)


def test_a_short_page_leaves_nothing_out_that_is_recorded() -> None:
    block = make_block(milestones=(make_milestone(),), indicators=(make_indicator(),), risks=(make_risk(),))
    sheet = _sheet(block, report=make_report(blocks=(block,)))

    assert {SheetPart.RATING, SheetPart.MILESTONES, SheetPart.RESULTS, SheetPart.RISKS} <= set(sheet.parts)


def test_the_motion_promised_nothing_for_a_further_project() -> None:
    project = make_project()

    assert SheetPart.FUNCTIONS not in _sheet(project).parts
    assert _sheet(make_block(functions=())).silent_functions == NO_FUNCTIONS


# ---------------------------------------------------------------- what is missing is said


def test_a_block_without_any_message_says_so_in_each_part() -> None:
    silent = make_block(update=None, light=Light.UNKNOWN, last_message_on=None)
    sheet = _sheet(silent)

    assert sheet.sentence == "Eine Meldung liegt nicht vor."
    assert (sheet.rating_message, sheet.dimensions) == (NO_RATING, ())
    assert sheet.steps is None
    assert sheet.milestones_message == NO_MILESTONES
    assert sheet.no_values == NO_INDICATORS
    assert sheet.no_risks == "Keine offenen Risiken gemeldet. Zuletzt geprüft am 24.06.2026."
    assert sheet.money.follow_up_costs == "Folgekosten nach der Förderung: keine Angabe (noch nicht erfasst)."


def test_an_update_without_ratings_says_so() -> None:
    sheet = _sheet(make_block(update=make_update(ratings=())))

    assert sheet.rating_message == "Bewertung: keine Angabe (noch nicht gemeldet)."


def test_changes_are_those_of_the_block_or_it_is_said_that_there_are_none() -> None:
    block = make_block()
    own, other = (
        Change(rank=1, block="aitransform", sentence="Der Baubeginn verschiebt sich."),
        Change(rank=2, block="ki-xc", sentence="Anderes."),
    )
    report = make_report(blocks=(block,), changes=(own, other), previous=make_previous())

    assert _sheet(block, report=report).changes == ("Der Baubeginn verschiebt sich.",)
    assert _sheet(block, report=replace(report, changes=())).no_changes == NO_CHANGES
    assert _sheet(block).no_changes == FIRST_REPORT


# ---------------------------------------------------------------- earlier half-years


def test_each_dimension_shows_how_it_stood_in_the_earlier_reports() -> None:
    trend = tuple(TrendPoint(period=PERIOD.shifted(-n), light=Light.AT_RISK) for n in (2, 1))
    sheet = _sheet(make_block(trend=trend), _message(2, schedule=Light.OFF_TRACK))

    assert [(point.period, point.light) for point in sheet.dimensions[0].earlier] == [
        (PERIOD.shifted(-2), Light.OFF_TRACK),
        (PERIOD.shifted(-1), Light.UNKNOWN),
    ]
    assert sheet.earlier_periods == "Vorher: 1. Halbjahr 2025 und 2. Halbjahr 2025."
    assert _sheet(make_block()).earlier_periods == ""


def test_a_text_that_stayed_the_same_says_since_when() -> None:
    block = make_block(update=make_update(headline="Es läuft."))

    assert _sheet(block).sentence_since == ""
    assert _sheet(block, _message(1, headline="Es begann.")).sentence_since == ""
    two = (_message(2, headline="Es läuft."), _message(1, headline="Es läuft."))
    assert _sheet(block, *two).sentence_since == "unverändert seit 1. Halbjahr 2025"


def test_a_message_that_nothing_has_changed_keeps_what_the_one_before_said() -> None:
    block = make_block(update=make_update(nothing_changed=True, achieved=""))
    kept = _message(1, nothing_changed=True)
    steps = _sheet(block, _message(3, achieved="A"), _message(2, achieved="B"), kept).steps

    assert steps is not None
    assert (steps.achieved, steps.achieved_since) == ("Unverändert.", "unverändert seit 1. Halbjahr 2025")


def test_the_texts_of_a_former_message_are_not_called_unchanged() -> None:
    old = make_update(period=PERIOD.shifted(-1), headline="Es läuft.")
    sheet = _sheet(make_block(update=old), _message(2, headline="Es läuft."))

    assert sheet.sentence_since == ""
    assert sheet.steps is not None
    assert sheet.steps.is_old


# ---------------------------------------------------------------- money


def test_the_regional_money_has_bars_to_one_scale() -> None:
    entries = (
        make_entry(id=1, amount=millions("5.00")),
        make_entry(id=2, stage=Stage.DISBURSED, amount=millions("2.985")),
        make_entry(id=3, payer=Payer.MUNICIPALITY, amount=millions("5.97")),
    )
    block = make_block()
    bars = _sheet(block, report=make_report(blocks=(block,), entries=entries)).money.bars

    assert [(one.label, one.bar) for one in bars] == [
        ("Antrag", Bar(1000)),
        ("bewilligt", Bar(837)),
        ("ausgezahlt", Bar(500)),
    ]


def test_one_amount_alone_needs_no_bar() -> None:
    block = make_block(baseline=None)

    assert _sheet(block).money.bars == ()


def test_without_amounts_the_motion_is_said_instead_of_a_table() -> None:
    block = make_block()
    money = _sheet(block, report=make_report(blocks=(block,))).money

    assert money.table is None
    assert money.sentences[0].startswith("Der Antrag nennt regional 5,97 und kommunal 5,97 Millionen Euro;")


# ---------------------------------------------------------------- promises, steps, milestones, results


def test_a_promise_shows_what_became_of_it_and_silent_ones_stand_together() -> None:
    told = make_function(text="Coding School", state=FunctionState.CHANGED, note="Beginnt später")
    sheet = _sheet(make_block(functions=(told, make_function(text="Vorführraum"))))

    assert [(one.promised, one.today) for one in sheet.functions] == [
        ("Coding School", "geändert: Beginnt später")
    ]
    assert sheet.silent_functions == "Im Antrag genannt, Stand noch nicht gemeldet: Vorführraum."


def test_announced_steps_come_back_as_a_checklist() -> None:
    done = make_step(text="Bauantrag.", due=date(2026, 2, 28), outcome=StepOutcome.DONE)
    late = make_step(text="Auswahl", outcome=StepOutcome.POSTPONED, outcome_note="Läuft noch", due=None)
    steps = _sheet(make_block(update=make_update(announced=(done, late)))).steps

    assert steps is not None
    assert [(one.dated, one.outcome, one.note, one.is_done) for one in steps.announced] == [
        ("Bauantrag (Februar 2026)", "erledigt", "", True),
        ("Auswahl", "verschoben", "Läuft noch.", False),
    ]


def test_four_milestones_have_a_line_of_dots() -> None:
    three = tuple(make_milestone(id=n, baseline=date(2026, 6 + n, 1), forecast=None) for n in range(1, 4))
    reached = make_milestone(id=4, baseline=date(2026, 5, 1), actual=date(2026, 6, 1))

    assert _sheet(make_block(milestones=three)).dots is None
    dots = _sheet(make_block(milestones=(*three, reached))).dots
    assert dots is not None
    assert [(dot.number, dot.place, dot.is_reached) for dot in dots.dots] == [
        (1, 326, False),
        (2, 663, False),
        (3, 1000, False),
        (4, 0, True),
    ]
    assert (dots.first_month, dots.last_month, dots.as_of) == ("Juni 2026", "September 2026", 315)


def test_indicators_say_how_far_they_have_moved() -> None:
    block = make_block(
        indicators=(
            make_indicator(actual=Decimal(22), previous=Decimal(14)),
            make_indicator(actual=Decimal(3), previous=Decimal(5)),
            make_indicator(actual=Decimal(3), previous=Decimal(3)),
            make_indicator(actual=Decimal(3), previous=None),
            make_indicator(actual=None, actual_as_of=None, previous=None),
        )
    )

    assert [line.change for line in _sheet(block).indicators] == [
        "+8 (zuletzt 14)",
        "\N{MINUS SIGN}2 (zuletzt 5)",
        "unverändert",
        "erster Wert",
        "keine Angabe",
    ]


def test_every_block_of_the_full_report_has_its_page() -> None:
    report = replace(full_report(), version=2)
    for block in report.all_blocks():
        sheet = block_sheet(report, block)
        assert sheet.sentence
        assert SheetPart.MONEY in sheet.parts
        assert sheet.footer == "1. Halbjahr 2026, Stand 30.06.2026 · Fassung 2"


def test_what_is_live_says_so_on_paper_too() -> None:
    block = make_block()
    live = make_report(blocks=(block,), version=0, frozen_at=None)

    assert _sheet(block, report=live).footer.endswith("Arbeitsstand, noch nicht bestätigt")

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.report_values import (
    AS_OF,
    make_blocks,
    make_entry,
    make_indicator,
    make_milestone,
    make_shares,
    millions,
)
from tests.domain.sample_report import sample_report, sample_report_before
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.funding import CurrentShare, shares_of
from vrs_tracker.domain.lights import (
    STATE_LIGHTS,
    light_counts,
    overall_light,
    overdue_days,
    propose_cost,
    propose_funding,
    propose_results,
    propose_schedule,
    worst,
)
from vrs_tracker.domain.vocabulary.money import Degree, Payer, Stage
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import IndicatorKind, Light

PLAN = date(2026, 7, 31)


# ---------------------------------------------------------------- Termine


@pytest.mark.parametrize(
    ("days", "light"),
    [
        (-40, Light.ON_TRACK),
        (0, Light.ON_TRACK),
        (30, Light.ON_TRACK),
        (31, Light.AT_RISK),
        (90, Light.AT_RISK),
        (91, Light.OFF_TRACK),
    ],
)
def test_the_days_behind_the_first_plan_decide_about_the_schedule(days: int, light: Light) -> None:
    milestone = make_milestone(baseline=PLAN, forecast=PLAN + timedelta(days=days))
    assert propose_schedule([milestone], AS_OF).light is light


def test_a_proposal_stands_beside_the_choice_with_its_reason() -> None:
    proposal = propose_schedule([], AS_OF)
    assert proposal.sentence == f"Vorschlag: {proposal.light.label}. {proposal.reason}"


def test_the_latest_open_milestone_decides_and_is_named() -> None:
    milestones = [
        make_milestone(id=1, title="Planung", baseline=PLAN, forecast=PLAN),
        make_milestone(id=2, title="Baubeginn", baseline=PLAN, forecast=date(2026, 9, 16)),
        make_milestone(id=3, title="Antrag", baseline=date(2025, 1, 1), actual=date(2026, 1, 1)),
    ]
    assert propose_schedule(milestones, AS_OF) == (
        Light.AT_RISK,
        "„Baubeginn“ wird am 16.09.2026 erwartet, 47 Tage nach dem ersten Plan.",
    )


def test_a_milestone_that_passed_its_date_counts_as_expected_today_at_the_earliest() -> None:
    overdue = make_milestone(baseline=date(2026, 5, 14), forecast=date(2026, 5, 14))
    assert propose_schedule([overdue], AS_OF) == (
        Light.AT_RISK,
        (
            "„Baubeginn“ war für den 14.05.2026 erwartet und ist noch nicht erreicht, "
            "47 Tage nach dem ersten Plan."
        ),
    )


def test_a_milestone_that_is_expected_on_the_reference_date_is_not_missed_yet() -> None:
    milestone = make_milestone(baseline=date(2026, 5, 14), forecast=AS_OF)
    assert propose_schedule([milestone], AS_OF).reason == (
        "„Baubeginn“ wird am 30.06.2026 erwartet, 47 Tage nach dem ersten Plan."
    )


def test_an_open_milestone_without_an_expected_date_is_critical() -> None:
    milestones = [make_milestone(), make_milestone(id=2, title="Umzug", forecast=None)]
    assert propose_schedule(milestones, AS_OF) == (
        Light.OFF_TRACK,
        "Für „Umzug“ ist kein erwarteter Termin genannt.",
    )


def test_a_schedule_within_the_limit_says_so() -> None:
    assert propose_schedule([make_milestone()], AS_OF).reason == (
        "Kein offener Meilenstein liegt mehr als 30 Tage hinter dem ersten Plan."
    )


def test_reached_milestones_no_longer_count() -> None:
    late = make_milestone(baseline=date(2024, 1, 1), actual=date(2026, 1, 1))
    assert propose_schedule([late], AS_OF) == (Light.ON_TRACK, "Alle Meilensteine sind erreicht.")


def test_without_milestones_there_is_no_schedule_to_judge() -> None:
    assert propose_schedule([], AS_OF).light is Light.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("forecast", "actual", "days"),
    [
        (date(2026, 5, 14), None, 47),
        (date(2026, 6, 30), None, 0),
        (date(2026, 7, 1), None, 0),
        (None, None, 30),
        (date(2026, 5, 14), date(2026, 6, 1), 0),
    ],
    ids=["past", "today", "to come", "no forecast", "reached"],
)
def test_overdue_days_count_from_the_newest_forecast(
    forecast: date | None, actual: date | None, days: int
) -> None:
    milestone = make_milestone(baseline=date(2026, 5, 31), forecast=forecast, actual=actual)
    assert overdue_days(milestone, AS_OF) == days


# ---------------------------------------------------------------- Kosten


@pytest.mark.parametrize(
    ("expected", "light"),
    [
        ("4.00", Light.ON_TRACK),
        ("5.25", Light.ON_TRACK),
        ("5.250001", Light.AT_RISK),
        ("5.75", Light.AT_RISK),
        ("5.750001", Light.OFF_TRACK),
    ],
)
def test_the_excess_over_the_resolution_decides_about_the_cost_exactly(expected: str, light: Light) -> None:
    assert propose_cost(millions("5.00"), Decimal(expected) * 1_000_000).light is light


def test_the_cost_says_by_how_much_the_resolution_is_exceeded() -> None:
    assert propose_cost(millions("5.00"), millions("5.50")).reason == (
        "Die erwarteten Kosten liegen 10,00\N{NO-BREAK SPACE}% über dem Beschluss."
    )
    assert propose_cost(millions("5.00"), millions("5.00")).reason == (
        "Die erwarteten Kosten liegen höchstens 5\N{NO-BREAK SPACE}% über dem Beschluss."
    )


@pytest.mark.parametrize("planned", [None, Decimal("0.00")])
def test_without_a_resolution_there_is_no_cost_to_judge(planned: Decimal | None) -> None:
    assert propose_cost(planned, millions("5.00")) == (
        Light.NOT_APPLICABLE,
        "Für die Kosten gibt es keinen Plan, weil kein Beschluss bekannt ist.",
    )


def test_without_any_share_the_cost_is_unknown() -> None:
    assert propose_cost(millions("5.00"), None).light is Light.NOT_APPLICABLE


# ---------------------------------------------------------------- Ergebnisse

FINISHED = (make_milestone(actual=date(2026, 6, 1)),)


@pytest.mark.parametrize(
    ("actual", "light"),
    [
        (Decimal(40), Light.ON_TRACK),
        (Decimal(38), Light.ON_TRACK),
        (Decimal(37), Light.AT_RISK),
        (Decimal(34), Light.AT_RISK),
        (Decimal(33), Light.OFF_TRACK),
        (None, Light.AT_RISK),
    ],
)
def test_at_the_end_the_shortfall_against_the_target_decides(actual: Decimal | None, light: Light) -> None:
    indicator = make_indicator(target=Decimal(40), actual=actual)
    assert propose_results([indicator], FINISHED).light is light


@pytest.mark.parametrize(
    ("actual", "previous", "light"),
    [
        (Decimal(4), Decimal(4), Light.ON_TRACK),
        (Decimal(3), Decimal(4), Light.AT_RISK),
        (Decimal(3), None, Light.ON_TRACK),
        (None, Decimal(4), Light.ON_TRACK),
    ],
    ids=["same", "smaller", "first", "not reported"],
)
def test_before_the_end_only_a_shrinking_value_is_a_deviation(
    actual: Decimal | None, previous: Decimal | None, light: Light
) -> None:
    indicator = make_indicator(target=Decimal(40), actual=actual, previous=previous)
    assert propose_results([indicator], [make_milestone()]).light is light


def test_the_worst_indicator_decides_and_is_named() -> None:
    indicators = [
        make_indicator(actual=Decimal(40)),
        make_indicator(kind=IndicatorKind.EVENTS, target=Decimal(10), actual=Decimal(6), previous=Decimal(8)),
    ]
    assert propose_results(indicators, []) == (
        Light.AT_RISK,
        "„Veranstaltungen“ ist seit dem letzten Bericht von 8 auf 6 gesunken.",
    )


def test_without_a_target_there_are_no_results_to_judge() -> None:
    assert propose_results([make_indicator(target=None)], []).light is Light.NOT_APPLICABLE


# ---------------------------------------------------------------- Geld


def _shares(**degrees: Degree) -> tuple[CurrentShare, ...]:
    return shares_of(
        [
            make_entry(id=number, payer=Payer(payer), stage=Stage.EARMARKED, degree=degree)
            for number, (payer, degree) in enumerate(degrees.items(), start=1)
        ]
    )


BOTH = make_shares("1.00", "1.00", None)


@pytest.mark.parametrize("degree", [Degree.DECIDED, Degree.PLEDGED, Degree.GRANTED, Degree.PAID])
def test_funding_is_on_track_when_every_share_is_secured(degree: Degree) -> None:
    assert propose_funding(BOTH, _shares(vrs=Degree.GRANTED, municipality=degree)) == (
        Light.ON_TRACK,
        "Alle Anteile sind beschlossen oder zugesagt.",
    )


def test_a_share_that_is_only_planned_is_open() -> None:
    assert propose_funding(BOTH, _shares(vrs=Degree.PLANNED, municipality=Degree.PLANNED)) == (
        Light.AT_RISK,
        "Noch nicht beschlossen sind der regionale Anteil und der kommunale Eigenanteil.",
    )


def test_a_share_of_the_motion_that_nobody_has_recorded_is_missing() -> None:
    assert propose_funding(BOTH, _shares(vrs=Degree.PLANNED)) == (
        Light.OFF_TRACK,
        "Es fehlt der kommunale Eigenanteil.",
    )


def test_a_further_payer_counts_as_well() -> None:
    shares = _shares(vrs=Degree.DECIDED, state=Degree.PLANNED)
    assert propose_funding(None, shares) == (
        Light.AT_RISK,
        "Noch nicht beschlossen ist der Anteil des Landes.",
    )


@pytest.mark.parametrize(
    "baseline", [None, make_shares(None, None, "120.00"), make_shares("0.00", None, None)]
)
def test_without_a_regional_share_there_is_no_funding_to_judge(baseline: Shares | None) -> None:
    assert propose_funding(baseline, ()) == (
        Light.NOT_APPLICABLE,
        "Es ist kein regionaler Anteil vorgesehen.",
    )


# ---------------------------------------------------------------- the block as a whole


@pytest.mark.parametrize(
    ("lights", "expected"),
    [
        ([Light.ON_TRACK, Light.OFF_TRACK, Light.AT_RISK, Light.UNKNOWN], Light.OFF_TRACK),
        ([Light.ON_TRACK, Light.UNKNOWN, Light.AT_RISK], Light.AT_RISK),
        ([Light.ON_TRACK, Light.UNKNOWN], Light.UNKNOWN),
        ([Light.NOT_APPLICABLE, Light.ON_TRACK, Light.COMPLETED], Light.ON_TRACK),
        ([Light.NOT_APPLICABLE], Light.NOT_APPLICABLE),
        ([], Light.UNKNOWN),
    ],
)
def test_the_worst_light_that_counts_decides(lights: list[Light], expected: Light) -> None:
    assert worst(lights, BlockState.RUNNING) is expected


@pytest.mark.parametrize(("state", "light"), STATE_LIGHTS.items())
def test_if_no_light_counts_the_state_of_the_block_is_shown(state: BlockState, light: Light) -> None:
    assert worst([Light.NOT_APPLICABLE], state) is light


@given(st.lists(st.sampled_from(Light)), st.sampled_from(BlockState))
def test_a_block_is_never_on_track_without_a_light_that_says_so(
    lights: list[Light], state: BlockState
) -> None:
    assert worst(lights, state) is not Light.ON_TRACK or Light.ON_TRACK in lights


@given(st.permutations([Light.ON_TRACK, Light.AT_RISK, Light.UNKNOWN, Light.NOT_APPLICABLE]))
def test_the_order_of_the_lights_does_not_matter(lights: list[Light]) -> None:
    assert worst(lights, BlockState.RUNNING) is Light.AT_RISK


@pytest.mark.parametrize(
    ("last_message_on", "light", "note"),
    [
        (date(2026, 5, 1), Light.ON_TRACK, ""),
        (date(2026, 4, 30), Light.UNKNOWN, "letzte vom 30.04.2026"),
        (date(2026, 7, 10), Light.ON_TRACK, ""),
        (None, Light.UNKNOWN, "noch keine Meldung"),
    ],
    ids=["60 days", "61 days", "after the reference date", "never"],
)
def test_a_message_older_than_sixty_days_is_no_current_message(
    last_message_on: date | None, light: Light, note: str
) -> None:
    found = overall_light(
        state=BlockState.RUNNING, lights=[Light.ON_TRACK], last_message_on=last_message_on, as_of=AS_OF
    )
    assert found == (light, note)


@pytest.mark.parametrize(("state", "light"), STATE_LIGHTS.items())
def test_a_block_at_rest_shows_its_state_whatever_was_reported(state: BlockState, light: Light) -> None:
    found = overall_light(state=state, lights=[Light.OFF_TRACK], last_message_on=None, as_of=AS_OF)
    assert found == (light, "")


def test_a_block_with_nothing_to_rate_says_where_it_stands() -> None:
    found = overall_light(
        state=BlockState.RUNNING, lights=[Light.NOT_APPLICABLE], last_message_on=AS_OF, as_of=AS_OF
    )
    assert found == (Light.NOT_APPLICABLE, "Stand: in Umsetzung")


def test_the_lights_of_the_sample_are_counted() -> None:
    counted = (Light.ON_TRACK, Light.AT_RISK, Light.OFF_TRACK, Light.NOT_STARTED, Light.UNKNOWN)
    now, before = light_counts(sample_report().blocks), light_counts(sample_report_before().blocks)
    assert [now[light] for light in counted] == [2, 2, 1, 1, 1]
    assert [before[light] for light in counted] == [4, 1, 1, 1, 0]


def test_lights_that_no_block_shows_are_counted_as_none() -> None:
    assert light_counts(make_blocks()) == {light: 7 if light is Light.ON_TRACK else 0 for light in Light}

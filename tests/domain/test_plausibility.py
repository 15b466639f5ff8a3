"""Each rule is tried with a report that breaks it and with one that keeps it, and the list as a whole."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.plausibility_hits import TODAY, hits_of_block
from tests.domain.report_values import (
    AS_OF,
    PERIOD,
    make_block,
    make_duty,
    make_milestone,
    make_rating,
    make_report,
    make_risk,
    make_update,
)
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.checks.rule import Target, TargetKind
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.money import Finding
from vrs_tracker.domain.plausibility import RULES, Check, check_freeze, check_report
from vrs_tracker.domain.vocabulary.money import RuleCode
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import Dimension, Light, RiskState, UpdateState
from vrs_tracker.domain.vocabulary.reporting import PeriodState, Severity


def _rated(reported: Light, **more: str | date | None) -> BlockReport:
    rating = replace(make_rating(reported=reported, proposed=reported), **more)  # type: ignore[arg-type] # the test names the fields
    return make_block(update=make_update(ratings=(rating,)))


# ---------------------------------------------------------------- updates


@pytest.mark.parametrize(
    ("state", "code", "sentence"),
    [
        (
            UpdateState.FILED,
            "P01",
            "Die Meldung zu AITransform (Böblingen) ist abgegeben, aber noch nicht bestätigt.",
        ),
        (UpdateState.RETURNED, "P02", "Die Meldung zu AITransform (Böblingen) wird noch überarbeitet."),
        (UpdateState.DRAFT, "P03", "Zu AITransform (Böblingen) fehlt die Meldung für das 1. Halbjahr 2026."),
    ],
)
def test_an_update_that_is_not_confirmed_is_named(state: UpdateState, code: str, sentence: str) -> None:
    assert hits_of_block(code, make_block(), {"aitransform": state}) == [sentence]
    assert hits_of_block(code, make_block()) == []


def test_a_block_at_rest_misses_no_update() -> None:
    assert len(hits_of_block("P03", make_block(), {})) == 1
    assert hits_of_block("P03", make_block(state=BlockState.COMPLETED), {}) == []
    assert hits_of_block("P03", make_block(state=BlockState.DROPPED), {}) == []


def test_a_block_without_a_current_message_is_named() -> None:
    silent = make_block(light=Light.UNKNOWN, light_note="letzte vom 14.01.2026")
    assert hits_of_block("P04", silent) == [
        "AITransform (Böblingen) steht als „keine aktuelle Meldung“ (letzte vom 14.01.2026) im Bericht."
    ]
    assert hits_of_block("P04", replace(silent, light_note="")) == [
        "AITransform (Böblingen) steht als „keine aktuelle Meldung“ im Bericht."
    ]
    assert hits_of_block("P04", make_block()) == []


def test_a_deviation_without_a_dated_measure_is_named() -> None:
    sentence = "AITransform (Böblingen) meldet Termine „Abweichung“, aber die Gegenmaßnahme mit Termin fehlt."
    assert hits_of_block("P05", _rated(Light.AT_RISK, measure="Lose")) == [sentence]
    assert hits_of_block("P05", _rated(Light.AT_RISK, measure_due=TODAY)) == [sentence]
    assert hits_of_block("P05", _rated(Light.AT_RISK, measure="Lose", measure_due=TODAY)) == []
    assert hits_of_block("P05", make_block(update=None)) == []


def test_critical_without_options_is_named() -> None:
    assert hits_of_block("P06", _rated(Light.OFF_TRACK)) == [
        "AITransform (Böblingen) meldet Termine „kritisch“, aber die Wahlmöglichkeiten fehlen."
    ]
    assert hits_of_block("P06", _rated(Light.OFF_TRACK, options="Drei Wege.")) == []


def test_a_measure_whose_date_has_passed_is_named() -> None:
    assert hits_of_block("P07", _rated(Light.AT_RISK, measure="Lose", measure_due=date(2026, 8, 2))) == [
        (
            "AITransform (Böblingen) meldet Termine „Abweichung“; die Gegenmaßnahme war bis zum 02.08.2026 "
            "vorgesehen. Fragen Sie nach dem Ergebnis."
        )
    ]
    assert hits_of_block("P07", _rated(Light.AT_RISK, measure="Lose", measure_due=TODAY)) == []
    assert hits_of_block("P07", _rated(Light.AT_RISK, measure="Lose")) == []


def test_on_track_with_an_overdue_milestone_is_named() -> None:
    overdue = make_milestone(forecast=date(2026, 5, 14))
    assert hits_of_block("P08", make_block(milestones=(overdue,))) == [
        (
            "AITransform (Böblingen) meldet Termine „planmäßig“, aber der Meilenstein „Baubeginn“ ist 47 "
            "Tage überfällig."
        )
    ]
    assert hits_of_block("P08", make_block(milestones=(make_milestone(),))) == []
    assert hits_of_block("P08", replace(_rated(Light.AT_RISK), milestones=(overdue,))) == []
    on_budget = make_update(ratings=(make_rating(dimension=Dimension.COST),))
    assert hits_of_block("P08", make_block(milestones=(overdue,), update=on_budget)) == []


def test_a_milestone_without_an_expected_date_is_named() -> None:
    dateless = make_block(milestones=(make_milestone(forecast=None),))
    assert hits_of_block("P09", dateless) == [
        "AITransform (Böblingen): Zu „Baubeginn“ fehlt der erwartete Termin."
    ]
    assert hits_of_block("P09", replace(dateless, state=BlockState.DROPPED)) == []
    assert hits_of_block("P09", make_block(milestones=(make_milestone(forecast=None, actual=AS_OF),))) == []


def test_a_block_under_way_without_milestones_is_named() -> None:
    assert hits_of_block("P10", make_block()) == [
        "AITransform (Böblingen) ist „in Umsetzung“, hat aber keine Meilensteine."
    ]
    assert hits_of_block("P10", make_block(milestones=(make_milestone(),))) == []
    assert hits_of_block("P10", make_block(state=BlockState.NOT_STARTED)) == []


def test_not_started_with_a_reached_milestone_is_named() -> None:
    reached = make_milestone(actual=AS_OF)
    assert hits_of_block("P11", make_block(state=BlockState.NOT_STARTED, milestones=(reached,))) == [
        "AITransform (Böblingen) ist „nicht begonnen“, aber der Meilenstein „Baubeginn“ ist erreicht."
    ]
    assert (
        hits_of_block("P11", make_block(state=BlockState.NOT_STARTED, milestones=(make_milestone(),))) == []
    )
    assert hits_of_block("P11", make_block(milestones=(reached,))) == []


def test_completed_with_an_open_milestone_is_named() -> None:
    done = make_block(state=BlockState.COMPLETED, milestones=(make_milestone(),))
    assert hits_of_block("P12", done) == [
        "AITransform (Böblingen) ist „abgeschlossen“, aber der Meilenstein „Baubeginn“ ist noch offen."
    ]
    assert hits_of_block("P12", replace(done, milestones=(make_milestone(actual=AS_OF),))) == []


def test_a_risk_whose_measure_was_due_is_named() -> None:
    late = make_risk(due=date(2026, 8, 2))
    assert hits_of_block("P13", make_block(risks=(late,))) == [
        "AITransform (Böblingen): Die Gegenmaßnahme zum Risiko „Baupreise“ war bis zum 02.08.2026 vorgesehen."
    ]
    kept = (
        make_risk(due=TODAY),
        make_risk(due=None),
        replace(late, state=RiskState.SETTLED),
    )
    assert hits_of_block("P13", make_block(risks=kept)) == []


# ---------------------------------------------------------------- the list and the freezing


def test_every_rule_has_its_own_number() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes)) >= 15


def test_errors_come_first_and_hints_keep_the_order_of_the_rules() -> None:
    report = make_report(blocks=(make_block(), make_block(slug="ki-xc", state=BlockState.NOT_STARTED)))
    found = check_report(report, {"ki-xc": UpdateState.FILED}, TODAY)
    assert [check.code for check in found][:3] == ["P01", "P03", "P10"]
    assert [check.severity for check in found][:2] == [Severity.ERROR, Severity.HINT]
    assert found[0].target == Target(TargetKind.BLOCK, "ki-xc")


def test_each_hit_says_where_it_is_mended() -> None:
    report = make_report(
        duty=make_duty(planned_session=None),
        findings=(Finding(rule=RuleCode.EARMARKED_OVER_FRAME, sentence="Ein Befund."),),
    )
    targets = {check.code: check.target for check in check_report(report, {}, TODAY)}
    assert targets["P16"] == Target(TargetKind.MONEY)
    assert targets["P19"] == Target(TargetKind.SESSION)
    assert targets["P21"] == Target(TargetKind.NARRATIVE, "outlook")


def test_the_sample_has_hints_but_no_errors() -> None:
    report = sample_report()
    states = {block.slug: UpdateState.CONFIRMED for block in report.all_blocks() if block.slug != "aiexpress"}
    found = check_report(report, states, TODAY)
    assert {check.severity for check in found} == {Severity.HINT}
    assert {"P03", "P04"} <= {check.code for check in found}


def _check(severity: Severity, sentence: str) -> Check:
    return Check(code="P99", severity=severity, sentence=sentence, target=Target(TargetKind.MONEY))


def test_figures_are_frozen_from_the_reference_date_on() -> None:
    hints = (_check(Severity.HINT, "Ein Hinweis."),)
    assert check_freeze(PeriodState.IN_REVIEW, PERIOD.as_of, date(2026, 6, 30), hints) == ()
    (violation,) = check_freeze(PeriodState.IN_REVIEW, PERIOD.as_of, date(2026, 6, 29), hints)
    assert violation.message == "Die Zahlen können ab dem Stichtag 30.06.2026 festgeschrieben werden."


def test_errors_stop_the_freezing_and_are_all_named() -> None:
    checks = (
        _check(Severity.ERROR, "Eins."),
        _check(Severity.HINT, "Zwei."),
        _check(Severity.ERROR, "Drei."),
    )
    found = check_freeze(PeriodState.IN_REVIEW, PERIOD.as_of, TODAY, checks)
    assert [violation.message for violation in found] == ["Eins.", "Drei."]


def test_figures_are_frozen_only_in_review() -> None:
    (violation,) = check_freeze(PeriodState.COLLECTING, PERIOD.as_of, TODAY, ())
    assert violation.message.startswith("„Zahlen zum Stichtag festschreiben“ ist jetzt nicht möglich")


def test_a_comment_stays_with_its_hint_while_only_figures_move_on() -> None:
    after_nine = _check(Severity.HINT, "Seit 9 Tagen überfällig, erwartet am 01.06.2026.")
    after_ten = _check(Severity.HINT, "Seit 10 Tagen überfällig, erwartet am 01.06.2026.")
    assert after_nine.key == after_ten.key


@pytest.mark.parametrize(
    "other",
    [
        Check(code="P98", severity=Severity.HINT, sentence="Ein Hinweis.", target=Target(TargetKind.MONEY)),
        Check(code="P99", severity=Severity.HINT, sentence="Ein Hinweis.", target=Target(TargetKind.SESSION)),
        Check(code="P99", severity=Severity.HINT, sentence="Ein anderer.", target=Target(TargetKind.MONEY)),
    ],
)
def test_a_hint_of_another_rule_place_or_wording_has_comments_of_its_own(other: Check) -> None:
    assert other.key != _check(Severity.HINT, "Ein Hinweis.").key

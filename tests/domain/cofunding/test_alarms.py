from dataclasses import replace
from datetime import date

from tests.domain.cofunding_values import given, make_cap, make_rule, make_ruled, make_watched
from tests.domain.report_values import make_blocks, make_budget_row, millions, on
from vrs_tracker.domain.cofunding.alarms import Alarm, alarms, alarms_message, notes_on_the_motion
from vrs_tracker.domain.cofunding.watched import Watched, watched
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.vocabulary.cofunding import WarningKind
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Degree, Payer, Stage

KOMMUNE = Payer.MUNICIPALITY
DECIDED = given("5", KOMMUNE, Stage.EARMARKED)
PLEDGED = given("5", KOMMUNE, Stage.EARMARKED, degree=Degree.PLEDGED)


def kinds(watch: Watched) -> list[WarningKind]:
    return [alarm.kind for alarm in alarms(watch)]


def only(watch: Watched) -> Alarm:
    (found,) = alarms(watch)
    return found


def beginning(day: date) -> tuple[BlockReport, ...]:
    """The blocks of the motion, AITransform beginning on a day."""
    return tuple(
        replace(block, forecast_start=day) if block.slug == "aitransform" else block
        for block in make_blocks()
    )


def test_a_granted_euro_with_a_decided_counterpart_is_no_reason_to_warn() -> None:
    assert alarms(make_watched(given("5"), DECIDED)) == ()
    assert alarms_message(()) == "Zur gemeinsamen Förderung gibt es zurzeit keine Warnung."


def test_granted_money_whose_counterpart_is_only_pledged_is_warned_about() -> None:
    found = only(make_watched(given("5"), given("3", stage=Stage.DISBURSED), PLEDGED))
    assert found.kind is WarningKind.COUNTERPART_OPEN
    assert found.sentence == (
        "AITransform (Böblingen): Regional sind 5,00 Millionen Euro bewilligt, davon 3,00 Millionen Euro "
        "ausgezahlt. Kommunal sind 5,00 Millionen Euro zugesagt (Stufe „beschlossen“); ein Beschluss mit "
        "Datum ist nicht erfasst."
    )


def test_a_counterpart_decided_in_part_says_how_far() -> None:
    part = given("2", KOMMUNE, Stage.EARMARKED)
    found = only(make_watched(given("5"), PLEDGED, part))
    assert found.sentence.endswith(
        "Kommunal sind 5,00 Millionen Euro zugesagt (Stufe „beschlossen“) und 2,00 Millionen Euro "
        "beschlossen."
    )


def test_a_grant_from_before_the_rule_asks_for_no_decided_counterpart() -> None:
    early = replace(given("5"), effective=on(2023, 10, 31))
    assert alarms(make_watched(early, PLEDGED)) == ()


def test_a_match_that_is_not_kept_is_told_once_on_its_most_binding_level() -> None:
    found = only(make_watched(given("2", stage=Stage.EARMARKED), given("1")))
    assert found.kind is WarningKind.RULE_BROKEN
    assert "1 Million Euro bewilligt" in found.sentence


def test_a_match_broken_by_a_resolution_does_not_hide_an_undecided_counterpart() -> None:
    watch = make_watched(given("6", stage=Stage.EARMARKED), given("5"), PLEDGED)
    assert kinds(watch) == [WarningKind.RULE_BROKEN, WarningKind.COUNTERPART_OPEN]


def test_an_exceeded_frame_comes_first() -> None:
    whole = given("16.8", stage=Stage.EARMARKED, block=None)
    watch = make_watched(given("1"), whole, rules=(make_cap(), make_rule()))
    assert kinds(watch) == [WarningKind.CAP_EXCEEDED, WarningKind.RULE_BROKEN]
    assert alarms_message(alarms(watch)) == (
        "Zur gemeinsamen Förderung gibt es zwei Warnungen; sie betreffen ein Vorhaben und das Programm "
        "als Ganzes."
    )
    assert alarms_message(alarms(watch)[:1]) == (
        "Zur gemeinsamen Förderung gibt es eine Warnung; sie betrifft das Programm als Ganzes."
    )


def test_money_for_work_that_begins_after_the_end_of_the_year_cannot_flow() -> None:
    late = beginning(date(2027, 2, 1))
    found = only(make_watched(given("5"), DECIDED, given("2", stage=Stage.DISBURSED), blocks=late))
    assert found.kind is WarningKind.CANNOT_FLOW
    assert found.sentence == (
        "AITransform (Böblingen): 3,00 Millionen Euro sind bewilligt und noch auszuzahlen. Das Vorhaben "
        "beginnt "
        "voraussichtlich am 01.02.2027; am 31.12.2026 verfallen die Mittel, wenn keine Übertragung "
        "erfasst ist."
    )


def test_money_that_can_flow_in_time_is_no_reason_to_warn() -> None:
    late, paid = beginning(date(2027, 2, 1)), given("5", stage=Stage.DISBURSED)
    assert alarms(make_watched(given("5"), DECIDED, blocks=beginning(date(2026, 12, 31)))) == ()
    assert alarms(make_watched(given("5"), DECIDED, paid, blocks=late)) == ()
    next_year = replace(given("5"), budget_year=2027)
    assert alarms(make_watched(next_year, DECIDED, blocks=late)) == ()


def test_a_recorded_carry_over_ends_the_warning() -> None:
    report = make_ruled(given("5"), DECIDED, blocks=beginning(date(2027, 2, 1)))
    carried = make_budget_row(budget_year=2027, kind=AppropriationKind.CARRY_FORWARD, amount=millions("5"))
    assert kinds(watched(report)) == [WarningKind.CANNOT_FLOW]
    assert alarms(watched(replace(report, budget=(carried,)))) == ()


def test_the_missing_municipal_share_of_the_motion_is_noted_and_not_judged() -> None:
    watch = make_watched()
    assert alarms(watch) == ()
    assert notes_on_the_motion(watch) == (
        (
            "mAIkerSpace (Ditzingen): Der Antrag von 2021 nennt regional 5,00 Millionen Euro und keinen "
            "kommunalen "
            "Anteil. Die Regel „Kommune zahlt mindestens so viel wie die Region“ gilt erst seit dem "
            "01.11.2023; für "
            "eine Bewilligung in dieser Höhe fehlt ein kommunaler Anteil von 5,00 Millionen Euro."
        ),
        (
            "Keinen privaten Anteil nennt der Antrag für KI-ckstart (Stuttgart), KI im Bau (Stuttgart) und "
            "AITransform (Böblingen); daran wird nichts ergänzt."
        ),
        "Nur private Mittel nennt der Antrag für AIVision (Böblingen); die Regeln gelten dort nicht.",
    )


def test_a_smaller_municipal_share_of_the_motion_names_both() -> None:
    small = tuple(
        replace(block, baseline=replace(block.baseline, municipal=millions("2")))
        for block in make_blocks()
        if block.baseline and block.slug == "maikerspace"
    )
    (note,) = notes_on_the_motion(make_watched(blocks=small))
    assert "regional 5,00 Millionen Euro und kommunal 2,00 Millionen Euro" in note
    assert note.endswith("fehlt ein kommunaler Anteil von 3,00 Millionen Euro.")


def test_a_counterpart_below_the_grant_of_another_rule_is_not_asked_for() -> None:
    assert alarms(make_watched(given("5"), PLEDGED, rules=(make_cap(),))) == ()


def test_money_that_takes_effect_later_gives_no_reason_to_warn() -> None:
    assert alarms(make_watched(replace(given("5"), effective=on(2026, 7, 1)))) == ()

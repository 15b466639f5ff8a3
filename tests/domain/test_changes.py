from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.domain.report_values import (
    make_block,
    make_entry,
    make_milestone,
    make_project,
    make_rating,
    make_report,
    make_update,
    millions,
)
from tests.domain.sample_report import sample_report, sample_report_before
from tests.domain.told_changes import LAST_DAY, changes_of_block, told, told_of_block
from vrs_tracker.domain.changes import changes_between, digest
from vrs_tracker.domain.facts.blocks import BlockReport, Rating
from vrs_tracker.domain.funding import staircase
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import Dimension, Light
from vrs_tracker.domain.vocabulary.reporting import ChangeKind

# ---------------------------------------------------------------- the whole


def test_the_three_most_important_changes_of_the_sample_are_those_of_the_handbook() -> None:
    first = changes_between(sample_report_before(), sample_report())[:3]
    assert [(change.block, change.sentence) for change in first] == [
        (
            "aitransform",
            (
                "Der Baubeginn verschiebt sich um 47 Tage auf den 16.09.2026. "
                "Grund: Ein Gewerk wird neu ausgeschrieben."
            ),
        ),
        (
            "ki-im-bau",
            (
                "Der kommunale Eigenanteil steigt um 0,25 Millionen Euro auf 1,85 Millionen Euro. "
                "Grund: Umfang geändert."
            ),
        ),
        ("aiexpress", "keine aktuelle Meldung; die letzte ist vom 14.01.2026."),
    ]


def test_changes_are_ranked_from_one_without_gaps() -> None:
    changes = changes_between(sample_report_before(), sample_report())
    assert [change.rank for change in changes] == list(range(1, len(changes) + 1))


def test_what_explains_a_worse_light_comes_before_the_light_itself() -> None:
    changes = changes_between(sample_report_before(), sample_report())
    of_block = [change.sentence for change in changes if change.block == "aitransform"]
    assert of_block[0].startswith("Der Baubeginn verschiebt sich")
    assert of_block[-1].startswith("Der Stand ist jetzt „Abweichung“, im letzten Bericht war er „planmäßig“.")


def test_a_critical_block_comes_before_one_that_deviates() -> None:
    old = (make_block(slug="a"), make_block(slug="b"), make_block(slug="c", light=Light.OFF_TRACK))
    new = (
        make_block(slug="a", light=Light.AT_RISK),
        make_block(slug="b", light=Light.OFF_TRACK),
        make_block(slug="c", light=Light.ON_TRACK),
    )
    changes = changes_between(make_report(blocks=old), make_report(blocks=new))
    assert [change.block for change in changes] == ["b", "a", "c"]


def test_a_light_that_stays_or_gets_better_does_not_lead() -> None:
    moved = make_milestone(forecast=date(2026, 8, 10))
    old = (
        make_block(slug="better", light=Light.OFF_TRACK),
        make_block(slug="stays", light=Light.OFF_TRACK, milestones=(make_milestone(),)),
        make_block(slug="share"),
        make_block(slug="worse"),
    )
    new = (
        make_block(slug="better", light=Light.AT_RISK),
        make_block(slug="stays", light=Light.OFF_TRACK, milestones=(moved,)),
        make_block(slug="share"),
        make_block(slug="worse", light=Light.AT_RISK),
    )
    share = make_entry(block="share", stage=Stage.EARMARKED)
    changes = changes_between(
        make_report(as_of=LAST_DAY, blocks=old), make_report(blocks=new, entries=(share,))
    )
    assert [change.block for change in changes] == ["worse", "share", "stays", "better"]


def test_the_digest_carries_what_the_next_report_compares_itself_with() -> None:
    report = sample_report()
    found = digest(report, date(2026, 9, 23))
    assert (found.period, found.number, found.as_of) == (report.period, 5, date(2026, 6, 30))
    assert (found.presented_on, found.staircase) == (date(2026, 9, 23), staircase(report))
    assert dict(found.lights)["maikerspace"] is Light.OFF_TRACK
    assert len(found.lights) == 11


# ---------------------------------------------------------------- lights and states


def test_a_missing_message_names_the_last_one_or_that_there_was_none() -> None:
    silent = make_block(light=Light.UNKNOWN, last_message_on=None)
    assert told_of_block(make_block(), silent) == ["keine aktuelle Meldung; es liegt noch keine vor."]
    assert told_of_block(silent, make_block(light=Light.OFF_TRACK)) == [
        "Der Stand ist jetzt „kritisch“, im letzten Bericht war er „keine aktuelle Meldung“."
    ]


def test_a_new_state_is_told_with_its_reason_and_not_twice() -> None:
    ended = make_block(state=BlockState.DROPPED, light=Light.DROPPED, state_reason="Kein Standort gefunden")
    assert told_of_block(make_block(), ended) == [
        "Aus „in Umsetzung“ wird „nicht weiterverfolgt“. Grund: Kein Standort gefunden."
    ]


def test_a_new_state_and_an_independent_light_are_both_told() -> None:
    prepared = make_block(state=BlockState.PREPARING)
    assert told_of_block(prepared, make_block(light=Light.AT_RISK)) == [
        "Der Stand ist jetzt „Abweichung“, im letzten Bericht war er „planmäßig“.",
        "Aus „in Vorbereitung“ wird „in Umsetzung“. Grund: keine Angabe.",
    ]


def test_new_and_ended_projects_are_told() -> None:
    without, with_project = make_report(), make_report(projects=(make_project(),))
    (new,) = changes_between(without, with_project)
    assert (new.block, new.sentence) == ("gruenderzentrum", "neu im Bericht.")
    (ended,) = changes_between(with_project, without)
    assert (ended.block, ended.sentence) == (None, "Gründerzentrum (Fellbach) wird nicht mehr geführt.")
    assert {new.kind, ended.kind} == {ChangeKind.BLOCKS}


def test_a_new_or_ended_project_is_told_once_with_its_money() -> None:
    entries = (
        make_entry(block="gruenderzentrum", amount=millions("0.65")),
        make_entry(id=2, block="gruenderzentrum", payer=Payer.MUNICIPALITY, amount=Decimal("1234.50")),
    )
    without, with_project = make_report(), make_report(projects=(make_project(),), entries=entries)
    regional, municipal = "0,65 Millionen Euro an regionalen Mitteln", "1.234,50 Euro an kommunalen Mitteln"
    listed = f"ewilligt {regional} und bewilligt {municipal}."
    assert told(without, with_project) == [f"neu im Bericht. B{listed}"]
    assert told(with_project, without) == [
        f"Gründerzentrum (Fellbach) wird nicht mehr geführt. Zuletzt b{listed}"
    ]


# ---------------------------------------------------------------- states with lights


def test_a_block_that_begins_again_tells_its_light_with_its_state() -> None:
    dropped = make_block(state=BlockState.DROPPED, light=Light.DROPPED)
    running = make_block(light=Light.OFF_TRACK, state_reason="Ein Standort ist gefunden")
    (change,) = changes_of_block(dropped, running)
    assert change.sentence == (
        "Aus „nicht weiterverfolgt“ wird „in Umsetzung“. Grund: Ein Standort ist gefunden. "
        "Der Stand ist jetzt „kritisch“."
    )


# ---------------------------------------------------------------- dimensions


def _rated(light: Light, *ratings: Rating) -> BlockReport:
    return make_block(light=light, update=make_update(ratings=ratings))


def _rating(light: Light, dimension: Dimension = Dimension.SCHEDULE, reason: str = "") -> Rating:
    return make_rating(dimension=dimension, proposed=light, reported=light, proposal_reason=reason)


def test_a_light_gives_the_reason_of_the_dimension_that_moved_with_it() -> None:
    old = _rated(Light.ON_TRACK, _rating(Light.ON_TRACK))
    new = _rated(Light.AT_RISK, _rating(Light.AT_RISK, reason="Der Umzug ist 40 Tage später."))
    assert told_of_block(old, new) == [
        (
            "Der Stand ist jetzt „Abweichung“, im letzten Bericht war er „planmäßig“. "
            "Grund (Termine): Der Umzug ist 40 Tage später."
        )
    ]


def test_a_rating_beside_the_rule_gives_the_reason_of_those_who_reported_it() -> None:
    beside = replace(
        _rating(Light.AT_RISK, reason="Nach der Regel."),
        reported=Light.OFF_TRACK,
        deviation_reason="Das Los fehlt",
    )
    old = _rated(Light.ON_TRACK, _rating(Light.ON_TRACK))
    assert told_of_block(old, _rated(Light.OFF_TRACK, beside))[0].endswith("Grund (Termine): Das Los fehlt.")


def test_dimensions_that_moved_otherwise_are_told_beside_the_light() -> None:
    old = _rated(Light.ON_TRACK, _rating(Light.ON_TRACK), _rating(Light.AT_RISK, Dimension.COST))
    new = _rated(Light.AT_RISK, _rating(Light.AT_RISK), _rating(Light.ON_TRACK, Dimension.COST, "Im Plan."))
    assert told_of_block(old, new) == [
        (
            "Der Stand ist jetzt „Abweichung“, im letzten Bericht war er „planmäßig“. "
            "Termine: jetzt „Abweichung“, im letzten Bericht „planmäßig“. "
            "Kosten: jetzt „planmäßig“, im letzten Bericht „Abweichung“. Grund: Im Plan."
        )
    ]


def test_a_dimension_that_moves_below_an_equal_light_is_told_by_itself() -> None:
    def block(light: Light) -> BlockReport:
        return _rated(Light.AT_RISK, _rating(light), _rating(Light.AT_RISK, Dimension.FUNDING))

    assert told_of_block(block(Light.ON_TRACK), block(Light.AT_RISK)) == [
        (
            "Termine: jetzt „Abweichung“, im letzten Bericht „planmäßig“. "
            "Der Stand insgesamt bleibt „Abweichung“."
        )
    ]


def test_ratings_that_come_with_a_new_state_name_the_light_without_saying_that_it_stays() -> None:
    old = replace(_rated(Light.DROPPED), state=BlockState.DROPPED)
    new = _rated(Light.ON_TRACK, _rating(Light.ON_TRACK))
    assert told_of_block(old, new)[-1].endswith("Der Stand insgesamt ist „planmäßig“.")


def test_first_and_last_ratings_are_gathered_by_light() -> None:
    none = make_block(light=Light.AT_RISK, update=None)
    rated = _rated(
        Light.AT_RISK,
        _rating(Light.ON_TRACK),
        _rating(Light.ON_TRACK, Dimension.COST),
        _rating(Light.AT_RISK, Dimension.FUNDING),
    )
    lights = "Termine und Kosten „planmäßig“; Geld „Abweichung“. Der Stand insgesamt bleibt „Abweichung“."
    assert told_of_block(none, rated) == [f"Erstmals eingeschätzt: {lights}"]
    assert told_of_block(rated, none) == [f"Nicht mehr eingeschätzt, im letzten Bericht: {lights}"]


def test_a_later_date_does_not_lead_when_another_dimension_made_the_light_worse() -> None:
    def block(light: Light, forecast: date) -> BlockReport:
        rated = _rated(light, _rating(Light.ON_TRACK), _rating(light, Dimension.FUNDING, "Ein Anteil fehlt."))
        return replace(rated, milestones=(make_milestone(forecast=forecast),))

    found = told_of_block(block(Light.ON_TRACK, date(2026, 7, 31)), block(Light.OFF_TRACK, date(2026, 8, 2)))
    assert found[0].endswith("Grund (Geld): Ein Anteil fehlt.")
    assert found[1] == "Der Baubeginn verschiebt sich um 2 Tage auf den 02.08.2026."

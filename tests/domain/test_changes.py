from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from tests.domain.report_strategy import reports
from tests.domain.report_values import (
    make_block,
    make_budget_row,
    make_entry,
    make_milestone,
    make_project,
    make_release,
    make_report,
    millions,
)
from tests.domain.sample_report import sample_report, sample_report_before
from vrs_tracker.domain.changes import changes_between, digest
from vrs_tracker.domain.facts.blocks import BlockReport, Milestone
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import staircase
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import Light, ShiftReason


def _sentences(old: CommitteeReport, new: CommitteeReport) -> list[str]:
    return [change.sentence for change in changes_between(old, new)]


def _of_block(old: BlockReport, new: BlockReport) -> list[str]:
    return _sentences(make_report(blocks=(old,)), make_report(blocks=(new,)))


def _of_money(old: tuple[MoneyEntry, ...], new: tuple[MoneyEntry, ...]) -> list[str]:
    return _sentences(make_report(entries=old), make_report(entries=new))


# ---------------------------------------------------------------- the whole


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=50
)
@given(reports())
def test_equal_reports_have_no_changes(report: CommitteeReport) -> None:
    assert changes_between(report, report) == ()


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
    assert of_block[-1] == "Der Stand ist jetzt „Abweichung“, im letzten Bericht war er „planmäßig“."


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
    changes = changes_between(make_report(blocks=old), make_report(blocks=new, entries=(share,)))
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
    assert _of_block(make_block(), silent) == ["keine aktuelle Meldung; es liegt noch keine vor."]
    assert _of_block(silent, make_block(light=Light.OFF_TRACK)) == [
        "Der Stand ist jetzt „kritisch“, im letzten Bericht war er „keine aktuelle Meldung“."
    ]


def test_a_new_state_is_told_with_its_reason_and_not_twice() -> None:
    ended = make_block(state=BlockState.DROPPED, light=Light.DROPPED, state_reason="Kein Standort gefunden")
    assert _of_block(make_block(), ended) == [
        "Aus „in Umsetzung“ wird „nicht weiterverfolgt“. Grund: Kein Standort gefunden."
    ]


def test_a_new_state_and_an_independent_light_are_both_told() -> None:
    prepared = make_block(state=BlockState.PREPARING)
    assert _of_block(prepared, make_block(light=Light.AT_RISK)) == [
        "Der Stand ist jetzt „Abweichung“, im letzten Bericht war er „planmäßig“.",
        "Aus „in Vorbereitung“ wird „in Umsetzung“.",
    ]


def test_new_and_ended_projects_are_told() -> None:
    without, with_project = make_report(), make_report(projects=(make_project(),))
    (new,) = changes_between(without, with_project)
    assert (new.block, new.sentence) == ("gruenderzentrum", "neu im Bericht.")
    (ended,) = changes_between(with_project, without)
    assert (ended.block, ended.sentence) == (None, "Gründerzentrum (Fellbach) wird nicht mehr geführt.")


# ---------------------------------------------------------------- milestones

PLAN = date(2026, 7, 31)
Dates = tuple[date | None, date | None]


def _milestone(dates: Dates, **reason: str | ShiftReason) -> BlockReport:
    forecast, actual = dates
    milestone = replace(make_milestone(baseline=PLAN, forecast=forecast, actual=actual), **reason)  # type: ignore[arg-type]
    return make_block(milestones=(milestone,))


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            (PLAN, None),
            (date(2026, 8, 1), None),
            "Der Baubeginn verschiebt sich um 1 Tag auf den 01.08.2026.",
        ),
        (
            (PLAN, None),
            (date(2026, 7, 19), None),
            "Der Baubeginn wird 12 Tage früher erwartet, am 19.07.2026.",
        ),
        ((PLAN, None), (None, None), "Der Baubeginn hat keinen erwarteten Termin mehr."),
        ((None, None), (PLAN, None), "Der Baubeginn wird jetzt am 31.07.2026 erwartet."),
        (
            (None, None),
            (date(2026, 8, 10), None),
            "Der Baubeginn verschiebt sich um 10 Tage auf den 10.08.2026.",
        ),
        ((PLAN, None), (PLAN, PLAN), "Der Baubeginn ist seit dem 31.07.2026 erreicht."),
        (
            (PLAN, None),
            (PLAN, date(2026, 8, 3)),
            "Der Baubeginn ist seit dem 03.08.2026 erreicht, 3 Tage später als zuletzt erwartet.",
        ),
        (
            (PLAN, None),
            (PLAN, date(2026, 7, 30)),
            "Der Baubeginn ist seit dem 30.07.2026 erreicht, 1 Tag früher als zuletzt erwartet.",
        ),
    ],
    ids=["later", "earlier", "lost", "found", "found later", "reached", "reached later", "reached earlier"],
)
def test_a_moved_milestone_is_told_with_days_and_date(before: Dates, after: Dates, sentence: str) -> None:
    assert _of_block(_milestone(before), _milestone(after)) == [sentence]


def test_the_reason_of_a_shift_is_its_note_or_else_that_of_the_list() -> None:
    later = (date(2026, 9, 16), None)
    coded = _milestone(later, shift_reason=ShiftReason.TENDER)
    noted = _milestone(later, shift_reason=ShiftReason.TENDER, shift_note="Ein Gewerk fehlt.")
    old = _milestone((PLAN, None))
    assert _of_block(old, coded)[0].endswith("16.09.2026. Grund: Vergabe ohne Ergebnis.")
    assert _of_block(old, noted)[0].endswith("16.09.2026. Grund: Ein Gewerk fehlt.")


def test_the_largest_shift_of_a_block_leads() -> None:
    def block(first: date, second: date) -> BlockReport:
        milestones: tuple[Milestone, ...] = (
            make_milestone(id=1, title="Planung", baseline=PLAN, forecast=first),
            make_milestone(id=2, title="Umzug", baseline=PLAN, forecast=second),
        )
        return make_block(milestones=milestones)

    found = _of_block(block(PLAN, PLAN), block(date(2026, 8, 5), date(2026, 8, 20)))
    assert [sentence[:10] for sentence in found] == ["Der Umzug ", "Die Planun"]


def test_a_milestone_that_was_not_in_the_last_report_is_no_shift() -> None:
    assert _of_block(make_block(), _milestone((PLAN, None))) == []


# ---------------------------------------------------------------- money


def _share(
    amount: str, *, payer: Payer = Payer.MUNICIPALITY, stage: Stage = Stage.EARMARKED, note: str = ""
) -> MoneyEntry:
    return make_entry(stage=stage, payer=payer, amount=millions(amount), note=note)


def test_a_new_share_is_told_with_its_degree() -> None:
    assert _of_money((), (_share("1.60"),)) == [
        "Neu beschlossen ist der kommunale Eigenanteil von 1,60 Millionen Euro."
    ]


@pytest.mark.parametrize(
    ("stage", "sentence"),
    [
        (Stage.EARMARKED, "Der kommunale Eigenanteil sinkt um 0,60 Millionen Euro auf 1 Million Euro."),
        (
            Stage.PLANNED,
            "Der kommunale Eigenanteil (geplant) sinkt um 0,60 Millionen Euro auf 1 Million Euro.",
        ),
    ],
)
def test_a_lower_share_says_by_how_much_and_where_it_stands(stage: Stage, sentence: str) -> None:
    assert _of_money((_share("1.60", stage=stage),), (_share("1.00", stage=stage),)) == [sentence]


def test_a_share_that_is_gone_stands_at_nothing() -> None:
    assert _of_money((_share("1.60"),), ()) == [
        "Der kommunale Eigenanteil sinkt um 1,60 Millionen Euro auf 0,00 Euro."
    ]


def test_the_reason_is_the_note_of_the_newest_entry_that_was_not_there_before() -> None:
    first = _share("1.60", note="Alter Grund")
    old, new = (
        (first,),
        (first, replace(_share("0.25", note="Umfang geändert"), id=2), replace(_share("0.01"), id=3)),
    )
    assert _of_money(old, new) == [
        (
            "Der kommunale Eigenanteil steigt um 0,26 Millionen Euro auf 1,86 Millionen Euro. Grund: Umfang "
            "geändert."
        )
    ]


def test_rounded_amounts_stay_rounded() -> None:
    rounded = replace(_share("0.50"), id=2, is_rounded=True)
    assert _of_money((_share("1.00"),), (_share("1.00"), rounded)) == [
        "Der kommunale Eigenanteil steigt um rund 0,50 Millionen Euro auf rund 1,50 Millionen Euro."
    ]


def test_money_that_flows_is_told_with_what_it_was_before() -> None:
    paid = _share("2.20", payer=Payer.VRS, stage=Stage.DISBURSED)
    more = replace(paid, id=2, amount=millions("0.80"))
    back = replace(paid, id=3, amount=millions("-0.20"))
    assert _of_money((), (paid,)) == [
        "Ausgezahlt: 2,20 Millionen Euro an regionalen Mitteln, im letzten Bericht noch nichts."
    ]
    assert _of_money((paid,), (paid, more)) == [
        (
            "Ausgezahlt: 3,00 Millionen Euro an regionalen Mitteln, 0,80 Millionen Euro mehr als im letzten "
            "Bericht."
        )
    ]
    assert _of_money((paid,), (paid, back)) == [
        (
            "Ausgezahlt: 2,00 Millionen Euro an regionalen Mitteln, 0,20 Millionen Euro weniger als im "
            "letzten Bericht."
        )
    ]


def test_an_entry_that_changes_no_sum_is_no_change() -> None:
    entry = _share("1.00")
    back = replace(entry, id=2, amount=-entry.amount, reverses=1)
    assert _of_money((), (entry, back)) == []


def test_undivided_money_is_told_for_the_programme_and_only_if_it_counts() -> None:
    undivided = replace(_share("3.60", payer=Payer.VRS), block=None)
    unclear = replace(undivided, id=2, counting=Counting.UNCLEAR)
    (change,) = changes_between(make_report(), make_report(entries=(undivided, unclear)))
    assert (change.block, change.sentence) == (
        None,
        (
            "Programm gesamt, nicht aufgeteilt: Neu beschlossen ist der regionale Anteil von 3,60 Millionen "
            "Euro."
        ),
    )


def test_steps_of_the_budget_are_told_when_they_are_first_known_and_when_they_change() -> None:
    none, some = make_report(), make_report(budget=(make_budget_row(amount=millions("2.00")),))
    assert _sentences(none, some) == [
        "Veranschlagt: 2,00 Millionen Euro; im letzten Bericht war dazu nichts erfasst."
    ]
    assert _sentences(some, none) == []
    lower = make_report(releases=(make_release(amount=millions("1.50")),))
    higher = make_report(releases=(make_release(amount=millions("2.50")),))
    assert _sentences(lower, higher) == [
        "Freigegeben: 2,50 Millionen Euro, 1 Million Euro mehr als im letzten Bericht."
    ]


def test_shares_come_before_missing_messages_and_payments() -> None:
    def report(light: Light, *entries: MoneyEntry) -> CommitteeReport:
        blocks = tuple(
            make_block(slug=slug, light=light if slug == "b" else Light.ON_TRACK) for slug in "abc"
        )
        return make_report(blocks=blocks, entries=entries)

    paid = replace(_share("9.00", payer=Payer.VRS, stage=Stage.DISBURSED), block="a")
    share = replace(_share("0.01"), id=2, block="c")
    changes = changes_between(report(Light.ON_TRACK), report(Light.UNKNOWN, paid, share))
    assert [change.block for change in changes] == ["c", "b", "a"]

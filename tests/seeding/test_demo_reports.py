"""The demonstration's reports hold the sample figures of users.md 4 and 5."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.seeding.demo_database import live, load, published
from vrs_tracker.domain.facts.blocks import BlockReport, Rating
from vrs_tracker.domain.funding import current_shares, staircase
from vrs_tracker.domain.lights import light_counts
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Payer, Provenance, RuleCode
from vrs_tracker.domain.vocabulary.progress import Dimension, Light, Trend
from vrs_tracker.domain.vocabulary.reporting import ChangeKind, NarrativeSlot, PdfForm, PeriodState
from vrs_tracker.features.periods.queries import find_period, list_periods
from vrs_tracker.features.reporting.queries.snapshots import newest_snapshot
from vrs_tracker.features.reporting.queries.supplements import draft_of, drafted, supplements_by_period
from vrs_tracker.seeding.demo.calendar import Calendar
from vrs_tracker.tables.reporting import IssuedReport, Snapshot
from vrs_tracker.tables.supplements import IssuedSupplement

IN_ORDER = (Light.ON_TRACK, Light.AT_RISK, Light.OFF_TRACK, Light.NOT_STARTED, Light.UNKNOWN)
"""The order of users.md 4."""


def million(text: str) -> Decimal:
    return Decimal(text) * 1_000_000


def counts(report: CommitteeReport) -> tuple[int, ...]:
    found = light_counts(report.blocks)
    return tuple(found[light] for light in IN_ORDER)


def block_of(report: CommitteeReport, slug: str) -> BlockReport:
    found = report.block(slug)
    assert found is not None
    return found


def rating_of(block: BlockReport, dimension: Dimension) -> Rating:
    assert block.update is not None
    return next(rating for rating in block.update.ratings if rating.dimension is dimension)


def newest(demo: Session, calendar: Calendar) -> CommitteeReport:
    return published(demo, calendar.half(-1))


def before(demo: Session, calendar: Calendar) -> CommitteeReport:
    return published(demo, calendar.half(-2))


# ---------------------------------------------------------------- figures


def test_the_newest_report_shows_the_sample_staircase(demo: Session, calendar: Calendar) -> None:
    steps = staircase(newest(demo, calendar))
    assert (steps.frame, steps.appropriated, steps.blocked, steps.released) == (
        million("16.22"),
        million("14.80"),
        million("2.10"),
        million("12.70"),
    )
    assert (steps.committed, steps.disbursed, steps.available) == (
        million("11.35"),
        million("4.92"),
        million("1.35"),
    )


def test_the_report_before_shows_less(demo: Session, calendar: Calendar) -> None:
    steps = staircase(before(demo, calendar))
    assert (steps.appropriated, steps.committed, steps.disbursed) == (
        million("13.68"),
        million("10.70"),
        million("3.61"),
    )


def test_only_the_public_facts_break_rules_of_sums(demo: Session, calendar: Calendar) -> None:
    rules = {finding.rule for finding in newest(demo, calendar).findings}
    assert rules == {RuleCode.EARMARKED_OVER_RELEASED, RuleCode.EARMARKED_OVER_FRAME}


def test_the_lights_are_those_of_the_sample(demo: Session, calendar: Calendar) -> None:
    assert counts(newest(demo, calendar)) == (2, 2, 1, 1, 1)
    assert counts(before(demo, calendar)) == (4, 1, 1, 1, 0)


def test_the_four_further_projects_are_on_track(demo: Session, calendar: Calendar) -> None:
    assert {block.light for block in newest(demo, calendar).projects} == {Light.ON_TRACK}


def test_each_block_shows_its_sample_light(demo: Session, calendar: Calendar) -> None:
    assert {block.slug: block.light for block in newest(demo, calendar).blocks} == {
        "ki-xc": Light.AT_RISK,
        "ki-ckstart": Light.ON_TRACK,
        "ki-im-bau": Light.ON_TRACK,
        "aiexpress": Light.UNKNOWN,
        "aitransform": Light.AT_RISK,
        "aivision": Light.NOT_STARTED,
        "maikerspace": Light.OFF_TRACK,
    }


def test_three_further_years_are_planned_and_one_authorisation_is_given(
    demo: Session, calendar: Calendar
) -> None:
    report = newest(demo, calendar)
    rows = {(row.kind.value, row.budget_year): row.amount for row in report.budget if row.plan_year == 2026}
    assert [rows["medium_term_plan", year] for year in (2027, 2028, 2029)] == [
        million("0.80"),
        million("0.40"),
        million("0.22"),
    ]
    assert rows["commitment_authorisation", 2027] == million("0.60")


# ---------------------------------------------------------------- the checks of users.md 5


def test_the_lease_is_60_days_late_with_a_dated_measure(demo: Session, calendar: Calendar) -> None:
    block = block_of(newest(demo, calendar), "ki-xc")
    lease = next(each for each in block.milestones if each.title == "Abschluss des Mietvertrags")
    assert lease.forecast is not None
    assert (lease.forecast - lease.baseline).days == 60
    rated = rating_of(block, Dimension.SCHEDULE)
    assert (rated.proposed, rated.reported) == (Light.AT_RISK, Light.AT_RISK)
    assert rated.measure
    assert rated.measure_due is not None


def test_the_building_starts_47_days_late(demo: Session, calendar: Calendar) -> None:
    block = block_of(newest(demo, calendar), "aitransform")
    start = next(each for each in block.milestones if each.title == "Baubeginn")
    assert (start.baseline, start.forecast) == (date(2026, 7, 31), date(2026, 9, 16))
    assert rating_of(block, Dimension.SCHEDULE).proposed is Light.AT_RISK
    assert block.update is not None
    assert "um 47 Tage auf den 16. September 2026" in block.update.achieved
    assert "um 47 Tage auf den 16.09.2026" in block.update.headline


def test_the_missing_message_is_the_one_of_14_january(demo: Session, calendar: Calendar) -> None:
    block = block_of(newest(demo, calendar), "aiexpress")
    assert block.last_message_on == date(2026, 1, 14)
    assert block.light_note == "letzte vom 14.01.2026"
    assert block_of(before(demo, calendar), "aiexpress").light is Light.ON_TRACK


def test_the_proof_of_viability_is_called_preliminary(demo: Session, calendar: Calendar) -> None:
    update = block_of(newest(demo, calendar), "ki-im-bau").update
    assert update is not None
    assert "liefert seit April 2026 Messwerte" in update.achieved
    assert "deshalb vorläufig" in update.achieved


def test_maikerspace_is_critical_with_options_and_a_decision(demo: Session, calendar: Calendar) -> None:
    block = block_of(newest(demo, calendar), "maikerspace")
    rated = rating_of(block, Dimension.FUNDING)
    assert (rated.proposed, rated.reported) == (Light.OFF_TRACK, Light.OFF_TRACK)
    assert rated.options
    assert block.update is not None
    assert "Zur Wahl stehen drei Wege" in block.update.decision


def test_no_proposal_had_to_be_overruled(demo: Session, calendar: Calendar) -> None:
    overruled = [
        (block.slug, rating.dimension)
        for half in (-3, -2, -1)
        for block in published(demo, calendar.half(half)).all_blocks()
        for rating in (block.update.ratings if block.update else ())
        if rating.reported is not rating.proposed
    ]
    assert overruled == []


def test_the_municipal_share_rises_with_its_reason(demo: Session, calendar: Calendar) -> None:
    def municipal(report: CommitteeReport) -> Decimal:
        shares = {share.payer: share for share in current_shares(report, "ki-im-bau")}
        return shares[Payer.MUNICIPALITY].amount

    assert (municipal(before(demo, calendar)), municipal(newest(demo, calendar))) == (
        million("1.60"),
        million("1.85"),
    )
    sentences = [change.sentence for change in newest(demo, calendar).changes]
    assert (
        "Der kommunale Eigenanteil steigt um 0,25 Millionen Euro auf 1,85 Millionen Euro. "
        "Grund: Umfang geändert. Der Anbau wird größer als geplant." in sentences
    )


def test_the_most_important_changes_lead(demo: Session, calendar: Calendar) -> None:
    leading = [change.block for change in newest(demo, calendar).changes[:4]]
    assert sorted(map(str, leading)) == ["aiexpress", "aitransform", "ki-im-bau", "ki-xc"]


def test_the_running_negotiation_is_not_public(demo: Session, calendar: Calendar) -> None:
    block = block_of(newest(demo, calendar), "ki-xc")
    assert block.risks == ()
    assert block.withheld == 1


def test_risks_develop_from_report_to_report(demo: Session, calendar: Calendar) -> None:
    trends = {
        risk.title: risk.trend
        for block in newest(demo, calendar).all_blocks()
        for risk in block.risks
        if risk.state.value == "open"
    }
    assert trends == {
        "Baupreise": Trend.RISING,
        "Beihilferecht": Trend.FALLING,
        "Kein Angebot": Trend.NEW,
        "Kofinanzierung": Trend.SAME,
    }


def test_announced_steps_come_back_with_their_outcome(demo: Session, calendar: Calendar) -> None:
    silent = [
        (block.slug, step.text)
        for half in (-2, -1)
        for block in published(demo, calendar.half(half)).all_blocks()
        if block.update is not None and block.update.period == calendar.half(half)
        for step in block.update.announced
        if step.outcome is None
    ]
    assert silent == []


def test_blocks_with_money_have_four_to_six_milestones(demo: Session, calendar: Calendar) -> None:
    report = newest(demo, calendar)
    paid = {entry.block for entry in report.entries if entry.payer is Payer.VRS and entry.block}
    for slug in paid:
        assert 4 <= len(block_of(report, slug).milestones) <= 6, slug


def test_every_report_has_its_texts(demo: Session, calendar: Calendar) -> None:
    wanted = set(NarrativeSlot) - {NarrativeSlot.PROPOSED_RESOLUTION}
    for half in (-3, -2, -1):
        assert {slot for slot, _ in published(demo, calendar.half(half)).narratives} == wanted


# ---------------------------------------------------------------- the way of the reports


def test_three_half_years_are_published_and_the_running_one_collects(demo: Session) -> None:
    assert [(period.year, period.half, period.state) for period in list_periods(demo)] == [
        (2025, 1, PeriodState.PUBLISHED),
        (2025, 2, PeriodState.PUBLISHED),
        (2026, 1, PeriodState.PUBLISHED),
        (2026, 2, PeriodState.COLLECTING),
    ]


def test_another_person_releases_than_freezes(demo: Session) -> None:
    released = {period.id: period.released_by for period in list_periods(demo)}
    for snapshot in demo.scalars(sa.select(Snapshot)):
        assert released[snapshot.period_id] not in (None, snapshot.frozen_by)


def test_each_report_is_issued_in_every_form_it_needs_and_marked(demo: Session, calendar: Calendar) -> None:
    issues = demo.scalars(sa.select(IssuedReport)).all()
    assert Counter(issue.form for issue in issues) == {PdfForm.A3: 3, PdfForm.A2: 3, PdfForm.NONPUBLIC: 2}
    assert {issue.provenance.value for issue in issues} == {"demo"}
    assert newest(demo, calendar).contains_demo


def test_reports_are_presented_on_a_wednesday_and_published_the_day_after(
    demo: Session, calendar: Calendar
) -> None:
    for period, half in zip(list_periods(demo), (-3, -2, -1), strict=False):
        session_day = calendar.session_day(half)
        assert session_day.weekday() == 2
        assert period.published_at is not None
        assert period.published_at.date() == session_day + timedelta(days=1)


def test_each_report_knows_only_what_was_known_then(demo: Session, calendar: Calendar) -> None:
    first = published(demo, calendar.half(-3))
    assert million("3.60") not in {entry.amount for entry in first.entries}
    assert million("3.60") in {entry.amount for entry in before(demo, calendar).entries}
    assert block_of(first, "hive-goeppingen").light is Light.UNKNOWN


# ---------------------------------------------------------------- what is corrected


def test_one_report_has_an_ergaenzung_that_another_person_gave_out_than_wrote(
    demo: Session, calendar: Calendar
) -> None:
    given = supplements_by_period(demo)
    [period] = [period for period in list_periods(demo) if period.id in given]
    assert HalfYear(period.year, period.half) == calendar.half(-2)
    [supplement] = given[period.id]
    [correction] = supplement.supplement.corrections
    assert (correction.old, correction.new) == (
        "Drei Veranstaltungen erreichten zusammen 148 Personen.",
        "Drei Veranstaltungen erreichten zusammen 184 Personen.",
    )
    assert supplement.supplement.contains_demo
    row = demo.scalars(sa.select(IssuedSupplement)).one()
    snapshot = newest_snapshot(demo, period.id)
    assert snapshot is not None
    assert row.provenance is Provenance.DEMO
    assert row.issued_by != snapshot.frozen_by
    assert supplement.title_block.session_date == calendar.session_day(-1)


def test_the_report_after_it_tells_the_correction(demo: Session, calendar: Calendar) -> None:
    [told] = [
        change.sentence.replace("\N{NO-BREAK SPACE}", " ")
        for change in newest(demo, calendar).changes
        if change.kind is ChangeKind.CORRECTIONS
    ]
    assert told.startswith("Berichtigt mit der 1. Ergänzung zum 2. Halbjahresbericht vom 07.04.2026: Nummer")
    assert told.endswith("Zwei Ziffern waren vertauscht. Die Liste der Termine nennt die richtigen Zahlen.")


def test_an_ergaenzung_to_the_newest_report_is_being_written(demo: Session, calendar: Calendar) -> None:
    period = find_period(demo, calendar.half(-1))
    assert period is not None
    snapshot = newest_snapshot(demo, period.id)
    assert snapshot is not None
    draft = draft_of(demo, snapshot)
    assert draft is not None
    [correction] = drafted(demo, draft, newest(demo, calendar)).corrections
    assert "Sieben Unternehmen haben sich an den ersten Arbeitstreffen beteiligt." in correction.new
    assert correction.old == correction.new.replace("Sieben", "Sechs")


# ---------------------------------------------------------------- on other days


@pytest.mark.parametrize("today", [date(2026, 7, 1), date(2026, 12, 31), date(2027, 1, 4)], ids=str)
def test_the_figures_hold_on_other_days(session: Session, today: date) -> None:
    calendar = load(session, today)
    report = published(session, calendar.half(-1))
    steps = staircase(report)
    assert (steps.appropriated, steps.blocked, steps.available) == (
        million("14.80"),
        million("2.10"),
        million("1.35"),
    )
    assert counts(report) == (2, 2, 1, 1, 1)
    assert counts(published(session, calendar.half(-2))) == (4, 1, 1, 1, 0)
    assert live(session, calendar).period.contains(today)


def test_the_demonstration_can_be_set_on_a_day_before_some_facts(session: Session) -> None:
    calendar = load(session, date(2024, 2, 29))
    assert counts(published(session, calendar.half(-1))) == (2, 2, 1, 1, 1)

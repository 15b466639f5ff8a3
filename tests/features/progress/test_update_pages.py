"""A status update in a browser without script, from the first glance to the receipt."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.features.progress.page_fields import ADDRESS, complete, reported_before, stored
from tests.features.progress.progress_rows import (
    NOW,
    approver,
    indicators_of,
    new_statement,
    person,
    with_milestone,
    with_risk,
)
from tests.support.page_client import ClientOf
from vrs_tracker.domain.inputs.indicators import TargetInput
from vrs_tracker.domain.inputs.progress import StepInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import (
    IndicatorKind,
    ShiftReason,
    StepOutcome,
    TextSlot,
    UpdateState,
)
from vrs_tracker.features.programme.actions import add_indicator
from vrs_tracker.features.progress.actions import (
    file_update,
    move_milestone,
    return_update,
    settle_risk,
)
from vrs_tracker.features.progress.queries import statement_of
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import StatusUpdate

RECEIPT = (
    "Ihre Meldung ist vollständig und wird von der Geschäftsstelle geprüft. "
    "Bis zur Bestätigung können Sie sie ändern."
)


pytestmark = pytest.mark.usefixtures("stopped_clock")


# ---------------------------------------------------------------- the whole way


def test_a_project_lead_files_a_whole_update(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    reported_before(session, block)
    due = with_milestone(session, block, "Mietvertrag", baseline=date(2026, 6, 15))
    risk = with_risk(session, block)
    agreed = TargetInput(target=Decimal(12))
    add_indicator(session, block, IndicatorKind.EVENTS, agreed, by=person(session), now=NOW)
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    assert page.h1 == "Meldung für KI-XC"
    assert "Letzter Bericht: Das Raumkonzept liegt in abgestimmter Fassung vor." in page.text
    fields = complete(page) | {
        "announced-0": "done",
        "milestones-0-forecast": "15.08.2026",
        "milestones-0-shift_reason": "permit",
        "milestones-0-shift_note": "Die Genehmigung steht aus.",
        "indicators-0-actual": "6",
        "indicators-0-is_estimated": "ja",
        "money_changed": "ja",
        "money_change": "Die Stadt gibt 0,25 Millionen Euro mehr; Beschluss vom 12.05.2026.",
        "ratings-0-reported": "at_risk",
        "ratings-0-measure": "Die Geschäftsstelle verhandelt den Zugang nach.",
        "ratings-0-measure_due": "31.07.2026",
        "risks-0-trend": "rising",
        "decision_needed": "ja",
        "decision": "Soll der zweite Standort weiterverfolgt werden?",
        "withheld_needed": "ja",
        "withheld-2-is_withheld": "ja",
        "withheld-2-reason": "laufende Verhandlung",
    }
    answer = client.submit(page, fields, button="Meldung abgeben")
    assert answer.location == "/aufgaben"
    assert client.follow(answer).all('[role="status"]') == [RECEIPT]
    update = stored(session, block, period)
    told = statement_of(update)
    assert update.state is UpdateState.FILED
    assert told.announced == (StepOutcome.DONE,)
    assert (told.achieved, told.headline) == (fields["achieved"], fields["headline"])
    assert (told.money_change, told.decision) == (fields["money_change"], fields["decision"])
    assert told.next_steps == (StepInput(text="Die Standortwahl wird vorbereitet.", due=date(2026, 9, 30)),)
    assert [(row.slot, row.reason) for row in told.withheld] == [(TextSlot.DECISION, "laufende Verhandlung")]
    assert (due.forecast_on, due.shift_reason) == (date(2026, 8, 15), ShiftReason.PERMIT)
    assert risk.trend == "rising"
    assert indicators_of(session, block.id)[0].values[0].value == Decimal(6)


def test_nothing_changed_takes_four_actions(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    reported_before(session, block)
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    fields = {"nothing_changed": "nein", "announced_rest": "ja", "risks_checked": "ja"}  # 1, 2, 3
    client.submit(page, fields, button="Meldung abgeben")  # 4
    told = statement_of(stored(session, block, period))
    assert (told.nothing_changed, told.headline, told.achieved) == (True, "Das Raumkonzept liegt vor.", "")
    assert told.announced == (StepOutcome.RUNNING,)


def test_nothing_is_answered_silently_when_nothing_changed(
    client_of: ClientOf, session: Session, block: Block
) -> None:
    reported_before(session, block)
    client = client_of(Role.PARTNER, block=block.slug)
    page = client.submit(
        client.get(ADDRESS), {"nothing_changed": "nein"}, button="Meldung abgeben", status=422
    )
    assert list(page.errors) == ["announced-0", "risks_checked"]
    assert page.summary[0] == "Angekündigt war: Sagen Sie, was aus „Standort wählen“ geworden ist."


def test_nothing_changed_still_asks_about_due_milestones(
    client_of: ClientOf, session: Session, block: Block
) -> None:
    reported_before(session, block)
    with_milestone(session, block, "Mietvertrag", baseline=date(2026, 6, 15))
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.submit(
        client.get(ADDRESS), {"nothing_changed": "nein"}, button="Meldung abgeben", status=422
    )
    assert "„Mietvertrag“ war für den 15.06.2026 erwartet." in page.errors["milestones-0-actual"]


# ---------------------------------------------------------------- what is missing


@pytest.mark.usefixtures("block")
def test_an_empty_update_lists_everything_that_is_missing(client_of: ClientOf) -> None:
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.submit(client.get(ADDRESS), button="Meldung abgeben", status=422)
    assert list(page.errors) == ["nothing_changed", "achieved", "risks_checked", "headline"]
    assert page.errors["achieved"] == (
        "Schreiben Sie in zwei bis vier Sätzen, was erreicht wurde, oder wählen Sie „alles wie im letzten "
        "Bericht“."
    )
    assert len(page.summary) == len(page.errors)


def test_what_is_wrong_stands_at_its_line_and_everything_typed_stays(
    client_of: ClientOf, session: Session, block: Block
) -> None:
    with_milestone(session, block, "Erster", baseline=date(2026, 9, 1))
    with_milestone(session, block, "Zweiter", baseline=date(2026, 10, 1))
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    fields = complete(page) | {
        "milestones-1-forecast": "01.12.2026",
        "next_steps-0-text": "",
        "next_steps-0-due": "",
        "next_steps-2-text": "Ohne Monat",
        "withheld-1-is_withheld": "ja",
        "ratings-1-reported": "off_track",
    }
    answer = client.submit(page, fields, button="Meldung abgeben", status=422)
    assert set(answer.errors) == {
        "milestones-1-shift_reason",
        "next_steps-2-due",
        "withheld-1-reason",
        "withheld_needed",  # „Nein“, and yet a text was named
        "ratings-0-measure",  # the shift makes the proposal „Abweichung“
        "ratings-0-measure_due",
        "ratings-1-options",
    }
    assert answer.typed("milestones-1-forecast") == "01.12.2026"
    assert answer.typed("achieved") == fields["achieved"]
    assert answer.typed("next_steps-2-text") == "Ohne Monat"


@pytest.mark.usefixtures("block")
def test_no_and_a_text_contradict_each_other(client_of: ClientOf) -> None:
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    fields = complete(page) | {"money_change": "0,25 Millionen mehr", "decision_needed": "ja"}
    answer = client.submit(page, fields, button="Meldung abgeben", status=422)
    assert set(answer.errors) == {"money_changed", "decision"}


@pytest.mark.usefixtures("block")
def test_a_date_that_cannot_be_read_is_named_as_typed(
    client_of: ClientOf,
) -> None:
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    fields = complete(page) | {"ratings-0-measure_due": "bald"}
    answer = client.submit(page, fields, button="Meldung abgeben", status=422)
    assert answer.errors["ratings-0-measure_due"] == (
        "Geben Sie das Datum so ein: 31.12.2026. Eingegeben ist: bald."
    )


# ---------------------------------------------------------------- drafts


def test_a_draft_keeps_what_was_typed_and_suggests_a_sentence(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    with_milestone(session, block, "Baubeginn", baseline=date(2026, 7, 31))
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    fields = {
        "achieved": "x" * 3000,
        "milestones-0-forecast": "16.09.2026",
        "ratings-0-reported": "off_track",
        "next_steps-1-text": "halb",
        "withheld-0-is_withheld": "ja",
    }
    answer = client.submit(client.get(ADDRESS), fields, button="Entwurf speichern")
    page = client.follow(answer)
    assert page.all('[role="status"]') == ["Entwurf gespeichert 10:42 Uhr."]
    assert page.typed("achieved") == "x" * 3000
    assert page.typed("milestones-0-forecast") == "16.09.2026"
    assert page.typed("ratings-0-reported") == "off_track"
    assert page.typed("next_steps-0-text") == "halb"
    assert "Der Baubeginn verschiebt sich um 47 Tage auf den 16.09.2026." in page.text
    assert stored(session, block, period).state is UpdateState.DRAFT
    assert session.get_one(StatusUpdate, stored(session, block, period).id).texts == []


def test_a_returned_update_shows_what_to_revise(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    client.submit(page, complete(page), button="Meldung abgeben")
    update = stored(session, block, period)
    return_update(session, update, "Bitte Termin ergänzen", by=approver(session), now=NOW)
    session.commit()
    page = client.get(ADDRESS)
    assert "Bitte Termin ergänzen" in page.text
    assert page.typed("achieved") == "Das Raumkonzept liegt in abgestimmter Fassung vor."
    client.submit(page, {"headline": "Mit Termin."}, button="Entwurf speichern")
    page = client.get(ADDRESS)
    assert page.typed("headline") == "Mit Termin."
    client.submit(page, button="Meldung abgeben")
    assert stored(session, block, period).state is UpdateState.FILED


# ---------------------------------------------------------------- two at once, twice the same


def test_two_people_write_and_the_second_sees_both_versions(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    client = client_of(Role.PARTNER, block="ki-xc")
    opened = client.get(ADDRESS)
    file_update(
        session, block, period, new_statement(headline="Der erste Satz."), by=person(session), now=NOW
    )
    session.commit()
    fields = complete(opened) | {"headline": "Der zweite Satz."}
    page = client.submit(opened, fields, button="Meldung abgeben", status=409)
    assert "Diese Meldung wurde am 09.07.2026 um 10:42 Uhr geändert (Geschäftsstelle)." in page.text
    both = {row["Angabe"]: row for row in page.table("Beide Fassungen nebeneinander")}
    assert both["In einem Satz"]["jetzt gespeichert"] == "Der erste Satz."
    assert both["In einem Satz"]["Ihre Eingabe"] == "Der zweite Satz."
    assert page.typed("headline") == "Der zweite Satz."
    client.submit(page, button="Meldung abgeben")
    assert statement_of(stored(session, block, period)).headline == "Der zweite Satz."


def test_the_same_post_twice_is_no_conflict(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    reported_before(session, block)
    client = client_of(Role.PARTNER, block="ki-xc")
    opened = client.get(ADDRESS)
    fields = complete(opened) | {"announced-0": "done"}
    client.submit(opened, fields, button="Meldung abgeben")
    version = stored(session, block, period).version
    client.submit(opened, fields, button="Meldung abgeben")
    assert stored(session, block, period).version == version
    unchanged = client.get(ADDRESS)
    client.submit(unchanged, {"nothing_changed": "nein"}, button="Meldung abgeben")
    client.submit(unchanged, {"nothing_changed": "nein"}, button="Meldung abgeben", status=303)


def test_a_returned_update_whose_draft_was_kept_meanwhile_is_not_taken_for_filed(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    """The same person, the same words: nothing differs, but pressing the button again files it."""
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    client.submit(page, complete(page), button="Meldung abgeben")
    returned = stored(session, block, period)
    return_update(session, returned, "Bitte Termin ergänzen", by=approver(session), now=NOW)
    session.commit()
    opened = client.get(ADDRESS)
    client.submit(opened, {"headline": "Mit Termin."}, button="Entwurf speichern")
    page = client.submit(opened, {"headline": "Mit Termin."}, button="Meldung abgeben", status=409)
    assert "Beide Fassungen sagen dasselbe." in page.text
    client.submit(page, button="Meldung abgeben")
    assert stored(session, block, period).state is UpdateState.FILED


def test_somebody_else_moved_a_milestone_meanwhile(
    client_of: ClientOf, session: Session, block: Block
) -> None:
    milestone = with_milestone(session, block, "Umzug", baseline=date(2026, 10, 1))
    risk = with_risk(session, block)
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    opened = client.get(ADDRESS)
    client.submit(opened, complete(opened), button="Meldung abgeben")
    stale = client.get(ADDRESS)
    move_milestone(session, milestone, date(2026, 10, 8), by=person(session), now=NOW)
    settle_risk(session, risk, by=person(session), now=NOW)
    session.commit()
    fields = {"milestones-0-forecast": "10.10.2026", "risks-0-trend": "rising"}
    page = client.submit(stale, fields, button="Meldung abgeben", status=409)
    assert "Dieser Meilenstein wurde" in page.text
    both = {row["Angabe"]: row for row in page.table("Beide Fassungen nebeneinander")}
    assert both["Umzug"]["jetzt gespeichert"].endswith("erwartet 08.10.2026")
    assert both["Umzug"]["Ihre Eingabe"].endswith("erwartet 10.10.2026")
    client.submit(page, button="Meldung abgeben")
    session.expire_all()
    assert milestone.forecast_on == date(2026, 10, 10)

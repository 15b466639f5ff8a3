"""The second person's page, Meine Aufgaben, and the pages of single milestones and risks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.progress.page_fields import stored
from tests.features.progress.progress_rows import (
    NOW,
    add_block,
    add_period,
    confirmed,
    filed,
    lead_of,
    milestones_of,
    new_ratings,
    new_statement,
    person,
    with_milestone,
    with_risk,
)
from tests.support.page_client import ClientOf, Page, words
from vrs_tracker.domain.inputs.progress import MilestoneInput
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import (
    Dimension,
    Level,
    Light,
    RiskState,
    ShiftReason,
    StepOutcome,
    UpdateState,
)
from vrs_tracker.features.progress.actions import edit_milestone, file_update, return_update
from vrs_tracker.features.progress.queries import open_risks
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block

REVIEW = "/bausteine/ki-xc/meldung/pruefen"


pytestmark = pytest.mark.usefixtures("stopped_clock")


def differences(page: Page) -> dict[str, str]:
    """What differs, by field, as it is read aloud."""
    found = page.html.css(".differences__item")
    return {words(item.css_first("dt")): words(item.css_first("dd")) for item in found}  # type: ignore[arg-type] # both are always there


# ---------------------------------------------------------------- review


def test_the_second_person_sees_the_difference_and_confirms(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    confirmed(session, block, add_period(session, half=HalfYear(2025, 2)), headline="Der alte Satz.")
    filed(session, block, period, headline="Der neue Satz.", announced=(StepOutcome.DONE,))
    session.commit()
    client = client_of(Role.APPROVER, key="chief")
    page = client.get(REVIEW)
    assert differences(page)["In einem Satz"] == "Der entfallen: alte neu: neue Satz."
    assert (page.all("main del"), page.all("main ins")[-1]) == (["entfallen: alte"], "neu: neue")
    answer = client.submit(page, button="Meldung bestätigen")
    assert client.follow(answer).all('[role="status"]') == ["Die Meldung für KI-XC ist bestätigt."]
    update = stored(session, block, period)
    assert (update.state, update.confirmed_by) == (UpdateState.CONFIRMED, "chief")


def test_after_a_revision_the_difference_to_what_was_asked_about_comes_first(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    confirmed(session, block, add_period(session, half=HalfYear(2025, 2)), headline="Der Satz von einst.")
    update = filed(session, block, period, headline="Der Satz von gestern.", announced=(StepOutcome.DONE,))
    chief = person(session, Role.APPROVER, key="chief")
    return_update(session, update, "Bitte Termin ergänzen.", by=chief, now=NOW + timedelta(hours=1))
    new = new_statement(headline="Der Satz von heute.", announced=(StepOutcome.DONE,), version=update.version)
    lead = lead_of(session, block.slug)
    file_update(session, block, period, new, by=lead, now=NOW + timedelta(hours=2))
    session.commit()
    client = client_of(Role.APPROVER, key="chief")
    page = client.get(REVIEW)
    assert page.one('main nav [aria-current="true"]') == "seit Ihrer Rückfrage vom 09.07.2026, 11:42 Uhr"
    assert "„Bitte Termin ergänzen.“" in page.text
    assert differences(page) == {"In einem Satz": "Der Satz von entfallen: gestern. neu: heute."}
    page = client.get(f"{REVIEW}?vergleich=bericht")
    assert page.one('main nav [aria-current="true"]') == "seit dem letzten Bericht (2. Halbjahr 2025)"
    assert differences(page)["In einem Satz"] == "Der Satz von entfallen: einst. neu: heute."


def test_what_was_filed_twice_is_compared_with_the_filing_before(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    update = filed(session, block, period, headline="Der Satz von gestern.")
    new = new_statement(headline="Der Satz von heute.", version=update.version)
    file_update(session, block, period, new, by=lead_of(session, block.slug), now=NOW + timedelta(hours=2))
    session.commit()
    page = client_of(Role.APPROVER, key="chief").get(REVIEW)
    assert differences(page) == {"In einem Satz": "Der Satz von entfallen: gestern. neu: heute."}
    assert "seit der Abgabe vom 09.07.2026, 10:42 Uhr" in page.text


def test_a_milestone_shows_by_how_many_days_it_moved_since_and_why(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    row = with_milestone(session, block)
    ratings = tuple(
        replace(rating, reported=Light.ON_TRACK) if rating.dimension is Dimension.SCHEDULE else rating
        for rating in new_ratings()
    )
    confirmed(session, block, add_period(session, half=HalfYear(2025, 2)), ratings=ratings)
    moved = MilestoneInput(
        id=row.id, forecast=date(2026, 11, 17), shift_reason=ShiftReason.TENDER, shift_note="Kein Angebot."
    )
    filed(session, block, period, announced=(StepOutcome.DONE,), ratings=ratings)
    later = NOW + timedelta(days=1)
    edit_milestone(session, row, moved, by=person(session), now=later)
    session.commit()
    line = (
        client_of(Role.APPROVER, key="chief")
        .get(REVIEW)
        .table("Meilensteine seit dem letzten Bericht (2. Halbjahr 2025)")[0]
    )
    assert (line["geplant"], line["Unterschied"]) == ("01.10.2026", "47 Tage später")
    assert "Vergabe ohne Ergebnis: Kein Angebot." in line["Grund"]


def test_several_to_confirm_follow_one_another(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    other = add_block(session, "aivision", number=2, name="AIVision")
    filed(session, block, period)
    filed(session, other, period)
    session.commit()
    client = client_of(Role.APPROVER, key="chief")
    answer = client.submit(client.get(REVIEW), button="Meldung bestätigen")
    assert answer.location == "/bausteine/aivision/meldung/pruefen"
    page = client.follow(answer)
    assert page.all('[role="status"]') == ["Die Meldung für KI-XC ist bestätigt."]
    assert client.submit(page, button="Meldung bestätigen").location == "/aufgaben"


def test_a_name_in_a_text_is_a_hint_with_the_number_of_its_rule(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    filed(session, block, period, headline="Frau Muster leitet die Werkstatt.")
    session.commit()
    page = client_of(Role.APPROVER, key="chief").get(REVIEW)
    assert "P23: Ein Text enthält vermutlich den Namen einer Person." in page.text


def test_the_page_reads_little_however_much_there_is(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    confirmed(session, block, add_period(session, half=HalfYear(2025, 2)))
    filed(session, block, period, announced=(StepOutcome.DONE,))
    session.commit()
    client = client_of(Role.APPROVER, key="chief")
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    connection = session.connection()
    sa.event.listen(connection, "before_cursor_execute", note)
    client.get(REVIEW)
    sa.event.remove(connection, "before_cursor_execute", note)
    assert len(seen) <= 11


def test_the_own_update_offers_no_confirmation_even_by_another_account(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    client = client_of(Role.APPROVER, key="same")
    both = person(session, Role.EDITOR, key="same")
    file_update(session, block, period, new_statement(), by=both, now=NOW)
    session.commit()
    page = client.get(REVIEW)
    assert "Sie haben diese Meldung selbst abgegeben." in page.text
    assert "Meldung bestätigen" not in page.all("button")
    answer = client.post(REVIEW, {"bestaetigen": "ja"}, status=422)
    assert "Bestätigen kann sie nur eine zweite Person" in answer.summary[0]
    assert stored(session, block, period).state is UpdateState.FILED


def test_asking_for_a_revision_needs_words(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    filed(session, block, period)
    session.commit()
    client = client_of(Role.APPROVER, key="chief")
    page = client.submit(client.get(REVIEW), button="Um Überarbeitung bitten", status=422)
    assert page.errors["reason"] == "Schreiben Sie, was überarbeitet werden soll."
    client.submit(page, {"reason": "Bitte Termin ergänzen"}, button="Um Überarbeitung bitten")
    update = stored(session, block, period)
    assert (update.state, update.return_reason) == (UpdateState.RETURNED, "Bitte Termin ergänzen")


def test_what_was_filed_anew_is_looked_at_again(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    filed(session, block, period)
    session.commit()
    client = client_of(Role.APPROVER, key="chief")
    opened = client.get(REVIEW)
    filed(session, block, period, headline="Inzwischen ein anderer Satz.")
    session.commit()
    page = client.submit(opened, button="Meldung bestätigen", status=409)
    assert "Inzwischen ein anderer Satz." in page.text
    client.submit(page, button="Meldung bestätigen")
    assert stored(session, block, period).state is UpdateState.CONFIRMED


@pytest.mark.usefixtures("block", "period")
def test_there_is_nothing_to_review_before_anything_is_filed(client_of: ClientOf, session: Session) -> None:
    session.commit()
    page = client_of(Role.APPROVER).get(REVIEW, status=404)
    assert "Für dieses Halbjahr ist noch keine Meldung abgegeben." in page.text


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PARTNER, Role.MEMBER])
def test_only_the_head_office_reviews(client_of: ClientOf, block: Block, role: Role) -> None:
    page = client_of(role, block=block.slug).get(REVIEW, status=403)
    assert page.h1 == "Diese Seite ist nicht für Sie freigegeben"


# ---------------------------------------------------------------- Meine Aufgaben


def test_the_tasks_of_a_project_lead_are_sentences_with_a_way_to_do_them(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get("/aufgaben")
    assert page.h1 == "Meine Aufgaben"
    assert page.all("main ol li") == ["KI-XC: Meldung fehlt noch (bis 15.07.2026). Meldung schreiben"]
    filed(session, block, period)
    session.commit()
    page = client.get("/aufgaben")
    assert page.all("main ol li") == []
    assert "KI-XC: abgegeben, die Bestätigung durch eine zweite Person steht aus." in page.text


@pytest.mark.usefixtures("period")
def test_roles_without_tasks_have_a_calm_page(client_of: ClientOf, session: Session) -> None:
    session.commit()
    assert "Zurzeit haben Sie nichts zu erledigen." in client_of(Role.AUDITOR).get("/aufgaben").text
    client_of(Role.MEMBER).get("/aufgaben", status=403)


# ---------------------------------------------------------------- milestones and risks


def test_a_milestone_is_added_once_even_if_posted_twice(
    client_of: ClientOf, session: Session, block: Block
) -> None:
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get("/bausteine/ki-xc/meilensteine/neu")
    fields = {"title": "Mietvertrag unterschrieben", "baseline": "31.12.2026"}
    answer = client.submit(page, fields)
    client.submit(page, fields)
    assert answer.location == "/bausteine/ki-xc"
    found = milestones_of(session, block.id)
    assert [(row.title, row.baseline_on) for row in found] == [
        ("Mietvertrag unterschrieben", date(2026, 12, 31))
    ]


def test_a_milestone_that_moves_far_asks_for_the_reason_at_its_field(
    client_of: ClientOf, session: Session, block: Block
) -> None:
    row = with_milestone(session, block)
    session.commit()
    client, address = client_of(Role.EDITOR), f"/meilensteine/{row.id}/bearbeiten"
    page = client.submit(client.get(address), {"forecast": "01.12.2026"}, status=422)
    assert page.errors["shift_reason"] == (
        "Der Termin weicht um 61 Tage vom Plan ab. Wählen Sie den Grund der Verschiebung."
    )
    client.submit(page, {"shift_reason": "capacity"})
    session.expire_all()
    assert row.forecast_on == date(2026, 12, 1)


def test_a_milestone_is_withheld_with_its_reason(client_of: ClientOf, session: Session, block: Block) -> None:
    row = with_milestone(session, block)
    session.commit()
    client, address = client_of(Role.EDITOR), f"/meilensteine/{row.id}/bearbeiten"
    client.submit(client.get(address), {"is_withheld": "ja", "withheld_reason": "laufende Verhandlung"})
    session.expire_all()
    assert (row.is_public, row.withheld_reason) == (False, "laufende Verhandlung")


def test_two_editors_of_a_milestone(client_of: ClientOf, session: Session, block: Block) -> None:
    row = with_milestone(session, block)
    session.commit()
    client, address = client_of(Role.EDITOR), f"/meilensteine/{row.id}/bearbeiten"
    opened = client.get(address)
    other = MilestoneInput(id=row.id, forecast=date(2026, 10, 8))
    edit_milestone(session, row, other, by=person(session), now=NOW)
    session.commit()
    page = client.submit(opened, {"forecast": "09.10.2026"}, status=409)
    both = page.table("Beide Fassungen nebeneinander")[0]
    assert ("08.10.2026" in both["jetzt gespeichert"], "09.10.2026" in both["Ihre Eingabe"]) == (True, True)
    client.submit(page)
    session.expire_all()
    assert row.forecast_on == date(2026, 10, 9)


def test_a_risk_is_recorded_changed_and_settled(client_of: ClientOf, session: Session, block: Block) -> None:
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get("/risiken/neu?baustein=ki-xc")
    assert page.typed("block") == "ki-xc"
    fields = {
        "title": "Baupreise",
        "cause": "Angebote liegen über der Kostenberechnung.",
        "effect": "Der Eigenanteil reicht nicht aus.",
        "likelihood": "medium",
        "damage": "high",
        "trend": "new",
        "measure": "Vergabe in Losen.",
        "responsible": "Projektleitung",
        "due": "30.09.2026",
    }
    client.submit(page, fields)
    risk = open_risks(session, block.id)[0]
    assert (risk.title, risk.damage) == ("Baupreise", Level.HIGH)
    address = f"/risiken/{risk.id}/bearbeiten"
    page = client.get(address)
    assert (page.h1, page.typed("due")) == ("Risiko ändern: Baupreise", "30.09.2026")
    client.submit(page, {"state": "settled"})
    session.expire_all()
    assert risk.state is RiskState.SETTLED


def test_an_incomplete_risk_keeps_everything_typed(client_of: ClientOf, block: Block) -> None:
    client = client_of(Role.PARTNER, block=block.slug)
    page = client.submit(client.get("/risiken/neu"), {"title": "Baupreise"}, status=422)
    assert page.typed("title") == "Baupreise"
    assert page.errors["due"] == "Nennen Sie den Termin der Gegenmaßnahme."


def test_a_project_lead_is_offered_only_the_own_blocks(client_of: ClientOf, session: Session) -> None:
    add_block(session, name="KI-XC")
    other = add_block(session, "aitransform", number=2, name="AITransform")
    risk = with_risk(session, other)
    milestone = with_milestone(session, other)
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get("/risiken/neu")
    assert [node.attributes["value"] for node in page.html.css("input[name=block]")] == ["ki-xc"]
    for address in (
        f"/risiken/{risk.id}/bearbeiten",
        f"/meilensteine/{milestone.id}/bearbeiten",
        "/bausteine/aitransform/meilensteine/neu",
    ):
        client.get(address, status=403)
        client.post(address, status=403)


def test_two_editors_of_a_risk(client_of: ClientOf, session: Session, block: Block) -> None:
    risk = with_risk(session, block)
    session.commit()
    client, address = client_of(Role.EDITOR), f"/risiken/{risk.id}/bearbeiten"
    opened = client.get(address)
    client.submit(client.get(address), {"trend": "rising"})
    page = client.submit(opened, {"trend": "falling"}, status=409)
    assert "Dieses Risiko wurde am 09.07.2026 um 10:42 Uhr geändert (Geschäftsstelle)." in page.text
    assert "gestiegen" in page.table("Beide Fassungen nebeneinander")[0]["jetzt gespeichert"]


@pytest.mark.usefixtures("block")
@pytest.mark.parametrize("address", ["/risiken/4711/bearbeiten", "/meilensteine/4711/bearbeiten"])
def test_unknown_registers_have_no_page(client_of: ClientOf, address: str) -> None:
    client_of(Role.EDITOR).get(address, status=404)


@pytest.mark.usefixtures("block")
def test_an_absurd_number_in_the_address_is_not_found(client_of: ClientOf) -> None:
    client_of(Role.EDITOR).get(f"/risiken/{10**30}/bearbeiten", status=404)

"""The pages of the session and of the report's texts."""

from datetime import date

import pytest
import time_machine
from sqlalchemy.orm import Session

from tests.features.periods.period_rows import NOW, add_body, add_period, person
from tests.support.page_client import ClientOf
from vrs_tracker.domain.inputs.periods import NarrativeInput, SessionInput
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot, PeriodState, Purpose
from vrs_tracker.features.periods.actions import set_session, write_narrative
from vrs_tracker.features.periods.queries import by_code, narrative_of, session_of
from vrs_tracker.tables.periods import ReportingPeriod

SESSION = "/berichte/2026-H1/sitzung"
OUTLOOK = "/berichte/2026-H1/texte/outlook"


@pytest.fixture
def period(session: Session) -> ReportingPeriod:
    found = add_period(session)
    add_body(session)
    session.commit()
    return found


def test_the_office_opens_the_half_year_that_runs(client_of: ClientOf, session: Session) -> None:
    add_period(session, half=HalfYear(2025, 2))
    session.commit()
    client = client_of(Role.EDITOR)
    with time_machine.travel(NOW, tick=False):
        page = client.get("/berichte/neu")
        offered = [node.attributes["value"] for node in page.html.css("input[name=period]")]
        client.submit(page, {"period": "2026-H2", "due_on": "20.01.2027"})
    assert offered == ["2026-H1", "2026-H2", "2027-H1"]
    opened = by_code(session, "2026-H2")
    assert (opened.state, opened.due_on) == (PeriodState.COLLECTING, date(2027, 1, 20))


def test_messages_due_before_the_reference_date_are_refused_at_their_field(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    with time_machine.travel(NOW, tick=False):
        fields = {"period": "2026-H2", "due_on": "31.12.2026"}
        page = client.submit(client.get("/berichte/neu"), fields, status=422)
    assert page.errors["due_on"] == ("Die Meldungen können erst nach dem Stichtag 31.12.2026 fällig sein.")


def test_the_session_office_enters_the_session(
    client_of: ClientOf, session: Session, period: ReportingPeriod
) -> None:
    client = client_of(Role.SESSION_OFFICE)
    page = client.get(SESSION)
    assert page.h1 == "Sitzung und Vorlagenkopf, 1. Halbjahr 2026"
    body = page.html.css_first("input[name=body_id]")
    assert body is not None
    fields = {
        "body_id": str(body.attributes["value"]),
        "held_on": "23.09.2026",
        "agenda_item": "4",
        "paper_reference": "WIV-12/2026",
        "purpose": "note",
    }
    answer = client.submit(page, fields)
    assert answer.location == "/berichte/2026-H1/vorbereiten#sitzung"
    session.expire_all()
    stored = session_of(session, period)
    assert stored is not None
    assert (stored.held_on, stored.agenda_item, stored.paper_reference) == (
        date(2026, 9, 23),
        "4",
        "WIV-12/2026",
    )
    assert (stored.purpose, stored.is_open_session) == (Purpose.NOTE, True)
    assert client.get(SESSION).typed("held_on") == "23.09.2026"


@pytest.mark.usefixtures("period")
def test_a_wrong_date_keeps_everything_typed(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    page = client.submit(
        client.get(SESSION), {"held_on": "2026-09-23", "paper_reference": "WIV-12/2026"}, status=422
    )
    assert page.errors["held_on"] == ("Geben Sie das Datum so ein: 31.12.2026. Eingegeben ist: 2026-09-23.")
    assert page.typed("held_on") == "2026-09-23"
    assert page.typed("paper_reference") == "WIV-12/2026"


@pytest.mark.usefixtures("period")
def test_a_session_before_the_reference_date_is_named_at_its_field(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    page = client.get(SESSION)
    body = str(page.html.css_first("input[name=body_id]").attributes["value"])  # type: ignore[union-attr] # the form has it
    answer = client.submit(page, {"body_id": body, "held_on": "30.06.2026", "purpose": "note"}, status=422)
    assert "liegt nicht nach dem Stichtag 30.06.2026" in answer.errors["held_on"]


def test_two_people_change_the_session(
    client_of: ClientOf, session: Session, period: ReportingPeriod
) -> None:
    editor, body = person(session), add_body(session, "Verbandsversammlung")
    set_session(session, period, SessionInput(body_id=body.id), by=editor, now=NOW)
    session.commit()
    client = client_of(Role.SESSION_OFFICE)
    opened = client.get(SESSION)
    new = SessionInput(body_id=body.id, agenda_item="7", version=1)
    set_session(session, period, new, by=editor, now=NOW)
    session.commit()
    page = client.submit(opened, {"agenda_item": "4"}, status=409)
    assert "Ihre Eingaben sind erhalten; beide Fassungen stehen nebeneinander." in page.text
    assert page.table("Beide Fassungen nebeneinander") == [
        {
            "Angabe": "Tagesordnungspunkt",
            "jetzt gespeichert": "7",
            "Ihre Eingabe": "4",
        }
    ]
    assert page.typed("agenda_item") == "4"
    client.submit(page)
    session.expire_all()
    stored = session_of(session, period)
    assert stored is not None
    assert stored.agenda_item == "4"


def test_a_text_of_the_report_is_written(
    client_of: ClientOf, session: Session, period: ReportingPeriod
) -> None:
    client = client_of(Role.EDITOR)
    page = client.get(OUTLOOK)
    assert page.h1 == "Ausblick, 1. Halbjahr 2026"
    client.submit(page, {"text": "Zeile eins\r\nZeile zwei <b>🙂"})
    session.expire_all()
    stored = narrative_of(session, period, NarrativeSlot.OUTLOOK)
    assert stored is not None
    assert stored.text == "Zeile eins\nZeile zwei <b>🙂"


@pytest.mark.usefixtures("period")
def test_withholding_a_text_asks_why(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    fields = {"text": "Vertraulich", "is_withheld": "ja"}
    page = client.submit(client.get(OUTLOOK), fields, status=422)
    assert page.errors["withheld_reason"] == (
        "Nennen Sie den Grund, warum die Angabe nicht öffentlich werden darf."
    )
    assert page.typed("text") == "Vertraulich"


def test_two_people_write_the_same_text(
    client_of: ClientOf, session: Session, period: ReportingPeriod
) -> None:
    client, editor = client_of(Role.EDITOR, key="second"), person(session)
    opened = client.get(OUTLOOK)
    write_narrative(session, period, NarrativeSlot.OUTLOOK, NarrativeInput(text="eins"), by=editor, now=NOW)
    session.commit()
    page = client.submit(opened, {"text": "zwei"}, status=409)
    assert page.table("Beide Fassungen nebeneinander")[0]["jetzt gespeichert"] == "eins"
    assert page.typed("text") == "zwei"


def test_a_text_of_a_report_given_out_stays(
    client_of: ClientOf, session: Session, period: ReportingPeriod
) -> None:
    client = client_of(Role.EDITOR)
    opened = client.get(OUTLOOK)
    chief = person(session, Role.APPROVER)
    period.state, period.released_by, period.released_at = PeriodState.RELEASED, chief.key, NOW
    session.commit()
    page = client.submit(opened, {"text": "Nachtrag"}, status=422)
    assert len(page.summary) == 1
    assert page.summary[0].startswith("Der Bericht ist versandfertig, seine Texte stehen fest.")


@pytest.mark.parametrize("address", ["/berichte/2026-H2/sitzung", "/berichte/2026-H3/texte/outlook"])
def test_unknown_half_years_have_no_pages(client_of: ClientOf, address: str) -> None:
    client_of(Role.EDITOR).get(address, status=404)


@pytest.mark.usefixtures("period")
def test_a_foreign_role_hears_whose_task_it_is(client_of: ClientOf) -> None:
    refused = client_of(Role.BUDGET_OFFICER).get(SESSION, status=403)
    assert "Sitzungsdaten pflegt der Sitzungsdienst." in refused.text

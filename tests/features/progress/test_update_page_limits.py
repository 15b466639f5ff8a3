"""Who may write a status update, and when: the page says it in words."""

import pytest
from sqlalchemy.orm import Session

from tests.features.periods.period_rows import add_snapshot
from tests.features.progress.page_fields import ADDRESS, complete, stored
from tests.features.progress.progress_rows import NOW, add_block, approver, lead_of, new_statement, with_risk
from tests.support.page_client import ClientOf
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import MessageSource, RiskState
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.features.progress.actions import confirm_update, file_update
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.mark.usefixtures("block")
def test_a_project_lead_sees_only_the_own_block(client_of: ClientOf, session: Session) -> None:
    add_block(session, "aitransform", number=2, name="AITransform")
    session.commit()
    client = client_of(Role.PARTNER, block="aitransform")
    refused = client.get(ADDRESS, status=403)
    assert "Diese Meldung ist der Projektleitung und der Programmkoordination vorbehalten." in refused.text
    client.post(ADDRESS, {"nothing_changed": "ja"}, status=403)
    assert client.get("/bausteine/aitransform/meldung").h1 == "Meldung für AITransform"


@pytest.mark.usefixtures("block")
@pytest.mark.parametrize("role", [Role.APPROVER, Role.BUDGET_OFFICER, Role.MEMBER, Role.ADMIN])
def test_other_roles_hear_whose_page_it_is(client_of: ClientOf, role: Role) -> None:
    assert "vorbehalten" in client_of(role).get(ADDRESS, status=403).text


def test_the_office_notes_who_telephoned(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    client = client_of(Role.EDITOR)
    page = client.get(ADDRESS)
    fields = complete(page) | {"message_source": "phone", "message_note": "im Namen der Projektleitung"}
    client.submit(page, fields, button="Meldung abgeben")
    update = stored(session, block, period)
    assert (update.message_source, update.message_note) == (
        MessageSource.PHONE,
        "im Namen der Projektleitung",
    )


def test_a_confirmed_update_is_shown_but_not_changed(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    lead = lead_of(session, "ki-xc")
    update = file_update(session, block, period, new_statement(), by=lead, now=NOW)
    confirm_update(session, update, by=approver(session), now=NOW)
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    assert page.all("main form") == []
    assert "Die Meldung ist bestätigt und steht so im Bericht." in page.text
    assert "Das Raumkonzept liegt vor." in page.text
    answer = client.post(ADDRESS, {"version": "2"}, status=422)
    assert "Die Meldung ist bestätigt und steht so im Bericht." in answer.text


def test_a_late_update_hears_where_it_will_appear(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    client = client_of(Role.PARTNER, block="ki-xc")
    opened = client.get(ADDRESS)
    period.state = PeriodState.IN_REVIEW
    add_snapshot(session, period)
    session.commit()
    page = client.submit(opened, complete(opened), button="Meldung abgeben", status=422)
    assert page.summary[0].startswith("Die Zahlen zum 30.06.2026 sind seit dem 09.07.2026 festgeschrieben.")
    assert block.name == "KI-XC"


def test_without_a_half_year_nothing_is_collected(client_of: ClientOf, session: Session) -> None:
    add_block(session)
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    assert "Zurzeit werden keine Meldungen gesammelt." in client.get(ADDRESS).text


@pytest.mark.usefixtures("block")
def test_unknown_blocks_have_no_page_and_other_spellings_lead_to_the_right_one(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    client.get("/bausteine/gibt-es-nicht/meldung", status=404)
    assert client.get("/bausteine/KI-XC/meldung", status=301).location == ADDRESS


@pytest.mark.usefixtures("block")
def test_what_was_tampered_with_is_refused_in_words(client_of: ClientOf) -> None:
    client = client_of(Role.PARTNER, block="ki-xc")
    fields = {
        "nothing_changed": "vielleicht",
        "version": "99999999999999999999",
        "milestones-0-id": "4711",
        "milestones-0-forecast": "01.10.2026",
        "indicators-0-kind": "nonsense",
        "ratings-0-dimension": "nonsense",
        "risks-0-id": "²",
        "withheld-0-slot": "nonsense",
    }
    page = client.post(ADDRESS, fields, status=422)
    assert page.errors["nothing_changed"] == "Wählen Sie einen Eintrag aus der Liste."


def test_a_settled_risk_leaves_the_list(client_of: ClientOf, session: Session, block: Block) -> None:
    risk = with_risk(session, block)
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    client.submit(page, complete(page) | {"risks-0-answer": "erledigt"}, button="Meldung abgeben")
    session.expire_all()
    assert risk.state is RiskState.SETTLED


@pytest.mark.usefixtures("block")
def test_lines_for_further_steps_are_folded_away_as_long_as_they_are_empty(client_of: ClientOf) -> None:
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    assert page.all(".part > .beside details > summary") == ["2 weitere Schritte, noch leer"]
    typed = {"next_steps-0-text": "Eins", "next_steps-1-text": "Zwei"}
    page = client.follow(client.submit(page, typed, button="Entwurf speichern"))
    assert page.all(".part > .beside details > summary") == ["1 weiterer Schritt, noch leer"]
    typed = {"next_steps-2-text": "Drei"}
    page = client.follow(client.submit(page, typed, button="Entwurf speichern"))
    assert page.all(".part > .beside details > summary") == []

"""The reminder to copy, and the personal link in it."""

import re

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.progress.progress_rows import NOW, add_block, approver, confirmed, filed
from tests.support.page_client import ClientOf, Page
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.progress.actions import return_update
from vrs_tracker.tables.accounts import AccessLink
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block

REMINDER = "/bausteine/ki-xc/meldung/erinnerung"
MAKE = "Text mit persönlichem Link erstellen"

pytestmark = pytest.mark.usefixtures("stopped_clock")


def text_of(page: Page) -> str:
    field = page.html.css_first("textarea#text")
    assert field is not None
    return field.text()


def links(session: Session) -> list[AccessLink]:
    session.expire_all()
    return list(session.scalars(sa.select(AccessLink).order_by(AccessLink.id)))


def test_the_text_can_be_selected_without_script(client_of: ClientOf, block: Block) -> None:
    page = client_of(Role.EDITOR).get(REMINDER)
    field = page.html.css_first("textarea#text")
    assert field is not None
    assert "readonly" in field.attributes
    assert f"http://localhost/bausteine/{block.slug}/meldung" in text_of(page)


def test_looking_makes_no_link_and_the_button_makes_one_that_works(
    client_of: ClientOf, session: Session, block: Block
) -> None:
    client = client_of(Role.EDITOR)
    page = client.get(REMINDER)
    assert links(session) == []
    page = client.submit(page, button=MAKE, status=200)
    found = re.search(r"http://localhost(/link/\S+)", text_of(page))
    assert found is not None
    assert page.table("Erstellte Links, der neueste zuerst")[0]["Stand"] == "noch nicht benutzt"
    assert client.get(found[1]).h1 == f"Meldung für {block.name}"
    assert found[1] not in client.get(REMINDER).text


@pytest.mark.usefixtures("block")
def test_the_same_form_sent_twice_makes_one_link(client_of: ClientOf, session: Session) -> None:
    client = client_of(Role.APPROVER)
    page = client.get(REMINDER)
    client.submit(page, button=MAKE, status=200)
    again = client.submit(page, button=MAKE, status=200)
    assert "Der Link zu diesem Formular ist schon erstellt." in again.text
    assert len(links(session)) == 1


@pytest.mark.usefixtures("block")
def test_a_link_is_withdrawn_from_the_list(client_of: ClientOf, session: Session) -> None:
    client = client_of(Role.EDITOR)
    client.submit(client.get(REMINDER), button=MAKE, status=200)
    answer = client.submit(client.get(REMINDER), button="Link zurückziehen")
    page = client.follow(answer)
    assert page.table("Erstellte Links, der neueste zuerst")[0]["Stand"].startswith("beendet am 09.07.2026")
    assert links(session)[0].ended_at is not None


def test_a_link_of_another_block_is_not_found(client_of: ClientOf, session: Session, block: Block) -> None:
    add_block(session, "aivision", number=2)
    session.commit()
    client = client_of(Role.EDITOR)
    client.submit(client.get(REMINDER), button=MAKE, status=200)
    address = f"/bausteine/aivision/meldung/erinnerung/{links(session)[0].id}/zurueckziehen"
    client.post(address, status=404)
    assert links(session)[0].ended_at is None
    assert block.slug == "ki-xc"


def test_a_revision_is_asked_for_in_its_own_words(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    update = filed(session, block, period)
    return_update(session, update, "Bitte Termin ergänzen.", by=approver(session), now=NOW)
    session.commit()
    assert "„Bitte Termin ergänzen.“" in text_of(client_of(Role.EDITOR).get(REMINDER))


def test_nobody_is_reminded_of_what_is_there(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    confirmed(session, block, period)
    session.commit()
    page = client_of(Role.EDITOR).get(REMINDER)
    assert "Eine Erinnerung ist nicht nötig." in page.text
    assert page.html.css_first("textarea#text") is None

"""Pages of blocks and of parts of the programme."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import make_block, make_milestone, make_report, make_risk, make_update
from tests.features.dashboard.read_pages import PAGES
from tests.features.record_rows import statements
from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import (
    FILED,
    HALF,
    block_of,
    confirmed,
    editor,
    frozen_value,
    handed_out,
    opened,
    published,
)
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.block_sheet import SheetPart
from vrs_tracker.domain.inputs.programme import BlockInput, RenameInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.programme import BlockKind
from vrs_tracker.domain.vocabulary.progress import Dimension, Light, TextSlot
from vrs_tracker.features.dashboard.queries import load_past
from vrs_tracker.features.programme.actions import add_block, rename_block
from vrs_tracker.features.reporting.queries.snapshots import HANDED_OUT

HEADLINE = "Ein Satz, der erst im nächsten Bericht steht."


def at_work(session: Session) -> None:
    """A report is published; in the half-year after it one block has news."""
    published(session)
    period = opened(session, HALF.shifted(1))
    confirmed(session, period, "aitransform", now=datetime.now(UTC), headline=HEADLINE)
    session.commit()


# ---------------------------------------------------------------- one block


def test_the_page_of_a_block_says_the_sentences_of_the_report(session: Session, visitor: PageClient) -> None:
    report = frozen_value()
    handed_out(session, report)
    session.commit()
    page = visitor.get("/bausteine/aitransform")
    assert page.h1 == "5 AITransform (Böblingen)"
    assert page.one(".block-light") == "Stand: Abweichung · in Umsetzung"
    assert page.all(".sheet-part h2") == [part.heading for part in SheetPart]
    assert page.all(".sheet-contents a") == page.all(".sheet-part h2")
    section = visitor.get("/berichte/2026-H1/baustein-aitransform").text
    for sentence in page.all(".sheet-sentence, .sheet-part--money > p:not(.note), .sheet-risks strong"):
        assert sentence.rstrip(".") in section
    assert "15.3" not in page.text


def test_a_block_without_money_decision_and_change_says_why_it_is_short(
    session: Session, visitor: PageClient
) -> None:
    handed_out(session, frozen_value())
    session.commit()
    page = visitor.get("/bausteine/aivision")
    assert "Für diesen Baustein sind keine Beträge" in page.one(".sheet-message")
    assert page.all(".sheet-part h2") == [
        "Bewertung",
        "Geld",
        "Geplant 2021 und heute",
        "Angekündigt und erreicht",
    ]


def test_a_block_nobody_reported_on_has_its_page_too(session: Session, visitor: PageClient) -> None:
    silent = make_block(update=None, light=Light.UNKNOWN, light_note="noch keine Meldung", baseline=None)
    handed_out(session, frozen_value(make_report(blocks=(silent,))))
    session.commit()
    page = visitor.get("/bausteine/aitransform")
    assert page.one(".sheet-sentence").startswith("Die letzte Meldung ist vom")
    assert "Ohne eigene Zeile im Antrag" in page.one(".sheet-part--money")


def test_long_texts_and_many_milestones_are_borne(session: Session, visitor: PageClient) -> None:
    text = "Ein langer Satz mit Zahlen und Daten. " * 80
    block = make_block(
        update=make_update(achieved=text, decision=text),
        milestones=tuple(make_milestone(id=n, title=f"Schritt {n}") for n in range(1, 13)),
        withheld=2,
    )
    handed_out(session, frozen_value(make_report(blocks=(block,))))
    session.commit()
    page = visitor.get("/bausteine/aitransform")
    assert text.strip() in page.one(".sheet-part--steps")
    assert len(page.all(".sheet-part--milestones tbody tr")) == 12
    assert "Zwei Angaben sind nicht öffentlich und stehen nicht in diesem Bericht." in page.text


def test_earlier_messages_are_read_only_from_half_years_that_were_handed_out(session: Session) -> None:
    period = opened(session)
    confirmed(session, period, "aitransform", now=FILED, headline=HEADLINE)
    upcoming = HALF.shifted(1)
    assert load_past(session, "aitransform", upcoming, HANDED_OUT).messages == ()
    published(session)
    (message,) = load_past(session, "aitransform", upcoming, HANDED_OUT).messages
    assert (message.period, message.text(TextSlot.HEADLINE)) == (HALF, HEADLINE)
    assert {dimension for dimension, _ in message.lights} == set(Dimension)
    assert load_past(session, "aitransform", HALF, HANDED_OUT).messages == ()


def test_the_history_is_for_those_who_may_read_it(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    published(session)
    session.commit()
    assert "Verlauf" not in visitor.get("/bausteine/aitransform").text
    office = client_of(Role.AUDITOR)
    link = office.get("/bausteine/aitransform").html.css_first("main a[href^='/verlauf/block/']")
    assert link is not None
    assert office.get(str(link.attributes["href"])).h1


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.PARTNER], ids=lambda role: role or "visitor")
def test_reading_a_report_costs_few_statements(
    role: Role | None,
    session: Session,
    connection: sa.Connection,
    visitor: PageClient,
    client_of: ClientOf,
) -> None:
    published(session)
    session.commit()
    client = visitor if role is None else client_of(role, block="ki-xc" if role is Role.PARTNER else "")
    with statements(connection) as found:
        client.get("/bausteine/aitransform")
    assert sum("SELECT" in statement for statement in found) <= 8


def test_neighbours_follow_the_order_of_the_motion(session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value())
    session.commit()
    assert visitor.get("/bausteine/ki-xc").all(".neighbours a") == ["Weiter: KI-ckstart (Stuttgart)"]
    assert visitor.get("/bausteine/aiexpress").all(".neighbours a") == [
        "Zurück: KI im Bau (Stuttgart)",
        "Weiter: AITransform (Böblingen)",
    ]
    last = full_report().projects[-1]
    assert len(visitor.get(f"/bausteine/{last.slug}").all(".neighbours a")) == 1


def test_a_project_lead_sees_the_working_state_of_the_own_block_only(
    session: Session, client_of: ClientOf
) -> None:
    at_work(session)
    client = client_of(Role.PARTNER, block="aitransform")
    own = client.get("/bausteine/aitransform")
    assert own.one(".stand-line").startswith("Arbeitsstand, noch nicht bestätigt")
    assert HEADLINE in own.text
    assert "Meldung bearbeiten" in own.text
    for foreign in ("/bausteine/ki-xc", "/bausteine/", "/"):
        page = client.get(foreign)
        assert page.one(".stand-line").startswith("Stand 30.06.2026 · 1. Halbjahresbericht")
        assert HEADLINE not in page.text
    assert HEADLINE not in client.get("/bausteine/aitransform?stand=bericht").text


@pytest.mark.parametrize("role", [None, Role.MEMBER], ids=lambda role: role or "visitor")
def test_the_public_reads_the_block_as_it_was_reported(
    role: Role | None, session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    at_work(session)
    client = visitor if role is None else client_of(role)
    page = client.get("/bausteine/aitransform")
    assert HEADLINE not in page.text
    assert "bearbeiten" not in page.text


def test_the_office_edits_from_the_page(session: Session, client_of: ClientOf) -> None:
    at_work(session)
    page = client_of(Role.EDITOR).get("/bausteine/aitransform")
    assert page.all(".page-actions a") == [
        "Meldung bearbeiten",
        "Meilenstein hinzufügen",
        "Kennzahlen",
        "Stammdaten bearbeiten",
    ]
    other = client_of(Role.APPROVER).get("/bausteine/aitransform")
    assert other.all(".page-actions a") == ["Kennzahlen", "Stammdaten bearbeiten"]


@ONE_DATABASE
@pytest.mark.parametrize("path", PAGES)
def test_links_lead_only_where_a_person_may_go(
    path: str, session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    published(session)
    session.commit()
    for client in (
        visitor,
        *(client_of(role, block="ki-xc" if role is Role.PARTNER else "") for role in Role),
    ):
        for link in client.get(path).html.css("main a[href^='/']"):
            address = str(link.attributes["href"])
            assert client.browser.get(address, follow_redirects=True).status_code == 200


def test_a_former_address_leads_on_once_the_new_name_is_reported(
    session: Session, visitor: PageClient
) -> None:
    new = RenameInput(name="KI-Zugangspunkt", reason="Neuer Name")
    rename_block(session, block_of(session, "ki-xc"), new, by=editor(session), now=FILED)
    published(session)
    session.commit()
    answer = visitor.get("/bausteine/ki-xc?stand=bericht&slug=x&_external=1", status=301)
    assert answer.location == "/bausteine/ki-zugangspunkt?stand=bericht"
    assert visitor.get("/bausteine/KI-XC", status=301).location == "/bausteine/ki-zugangspunkt"
    assert visitor.follow(answer).h1 == "1 KI-Zugangspunkt (Stuttgart)"


def test_a_name_that_is_not_reported_yet_keeps_its_old_address(session: Session, visitor: PageClient) -> None:
    published(session)
    new = RenameInput(name="KI-Zugangspunkt", reason="Neuer Name")
    rename_block(session, block_of(session, "ki-xc"), new, by=editor(session), now=FILED)
    session.commit()
    assert visitor.get("/bausteine/ki-xc").h1 == "1 KI-XC (Stuttgart)"


def test_a_project_that_was_never_reported_is_not_known_to_the_public(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    published(session)
    opened(session, HALF.shifted(1))
    project = BlockInput(kind=BlockKind.FURTHER_PROJECT, name="Geheimes Vorhaben")
    add_block(session, project, by=editor(session), now=FILED)
    session.commit()
    page = visitor.get("/bausteine/geheimes-vorhaben", status=404)
    assert "Geheimes" not in page.text
    assert client_of(Role.EDITOR).get("/bausteine/geheimes-vorhaben").h1 == "5 Geheimes Vorhaben"


@pytest.mark.parametrize("slug", ["nix", "9" * 500, "%F0%9F%98%80", "a%00b"])
@pytest.mark.parametrize("is_reported", [True, False], ids=["after the first report", "before"])
def test_an_unknown_block_is_not_found(
    slug: str,
    is_reported: bool,  # noqa: FBT001 - a parameter of pytest
    session: Session,
    visitor: PageClient,
) -> None:
    if is_reported:
        published(session)
    session.commit()
    visitor.get(f"/bausteine/{slug}", status=404)


def test_a_known_block_before_the_first_report_says_that_there_is_none(
    session: Session, visitor: PageClient
) -> None:
    session.commit()
    page = visitor.get("/bausteine/ki-xc")
    assert (page.h1, page.one(".lead")) == (
        "Bausteine und Projekte",
        "Der erste Bericht ist noch nicht veröffentlicht.",
    )


# ---------------------------------------------------------------- lists and parts


def test_the_list_follows_the_motion_and_says_so(session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value())
    session.commit()
    page = visitor.get("/bausteine/")
    names = page.all("tbody th[scope=row]")
    assert names[:4] == [
        "1 KI-XC (Stuttgart)",
        "2 KI-ckstart (Stuttgart)",
        "3 KI im Bau (Stuttgart)",
        "4 AIExpress (Böblingen)",
    ]
    assert "in der Reihenfolge des Antrags von 2021" in page.one(".lead")
    links = {link.attributes["href"] for link in page.html.css("tbody th a")}
    assert "/bausteine/maikerspace" in links


@pytest.mark.parametrize("path", PAGES)
def test_every_page_draws_the_full_report(path: str, session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value())
    session.commit()
    page = visitor.get(path)
    assert page.one(".stand-line").startswith("Stand 30.06.2026 · 5. Halbjahresbericht, veröffentlicht am")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_bears_a_report_without_anything(path: str, session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value(make_report(blocks=(make_block(update=None, towns=(), baseline=None),))))
    session.commit()
    assert visitor.get(path).one(".stand-line")


def test_milestones_and_risks_have_pages_of_their_own(session: Session, visitor: PageClient) -> None:
    block = make_block(milestones=(make_milestone(title="Baubeginn"),), risks=(make_risk(title="Baupreise"),))
    handed_out(session, frozen_value(make_report(blocks=(block,))))
    session.commit()
    assert "Baubeginn" in visitor.get("/meilensteine/").text
    assert "Baupreise" in visitor.get("/risiken/").text


def test_no_open_risk_is_said_with_the_day_of_the_last_check(session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value(make_report(blocks=(replace(make_block(), risks=()),))))
    session.commit()
    assert "Keine offenen Risiken gemeldet." in visitor.get("/risiken/").text


def test_the_finances_show_the_staircase_before_the_details(session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value())
    session.commit()
    page = visitor.get("/finanzen/")
    assert page.all("caption")[0].startswith("Regionale Mittel in Mio. €")
    assert page.all("h2")[:2] == ["Wie weit ist das Geld geflossen?", "Woher kommt das Geld?"]

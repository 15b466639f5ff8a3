"""Pages of blocks and of parts of the programme."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import make_block, make_milestone, make_report, make_risk
from tests.features.dashboard.read_pages import PAGES
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
from vrs_tracker.domain.chapters.blocks import block_section
from vrs_tracker.domain.inputs.programme import BlockInput, RenameInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.programme import BlockKind
from vrs_tracker.features.programme.actions import add_block, rename_block

HEADLINE = "Ein Satz, der erst im nächsten Bericht steht."


def at_work(session: Session) -> None:
    """A report is published; in the half-year after it one block has news."""
    published(session)
    period = opened(session, HALF.shifted(1))
    confirmed(session, period, "aitransform", now=datetime.now(UTC), headline=HEADLINE)
    session.commit()


# ---------------------------------------------------------------- one block


def test_the_page_of_a_block_draws_its_section_of_the_report(session: Session, visitor: PageClient) -> None:
    report = frozen_value()
    handed_out(session, report)
    session.commit()
    page = visitor.get("/bausteine/aitransform")
    block = report.block("aitransform")
    assert block is not None
    assert page.h1 == "5 AITransform (Böblingen)"
    assert page.one(".block-light") == "Stand: Abweichung"
    drawn = visitor.get("/berichte/2026-H1").one(f"#{block_section(report, block).anchor}")
    for caption in page.all("caption"):
        assert caption in drawn


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
    assert page.all("main .link-row a") == [
        "Meldung bearbeiten",
        "Meilenstein hinzufügen",
        "Stammdaten bearbeiten",
    ]
    other = client_of(Role.APPROVER).get("/bausteine/aitransform")
    assert other.all("main .link-row a") == ["Stammdaten bearbeiten"]


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
            assert client.browser.get(str(link.attributes["href"])).status_code == 200


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
    assert page.all("h2") == ["Gesamtübersicht der Finanzierung", "Mittelabfluss und Haushalt"]

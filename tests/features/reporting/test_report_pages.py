"""The list of reports and the page of one: who reads what, and what the others learn."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.features.reporting.report_rows import (
    CODE,
    HALF,
    closed,
    frozen,
    frozen_value,
    handed_out,
    opened,
    published,
    released,
    stored,
    with_session,
)
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.issue import footer
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot, PeriodState

PAGE = f"/berichte/{CODE}"
WHOLE = f"{PAGE}/ganz"
SEES_DRAFTS = {Role.EDITOR, Role.APPROVER, Role.BUDGET_OFFICER, Role.AUDITOR}
READS_RELEASED = SEES_DRAFTS | {Role.SESSION_OFFICE, Role.MEMBER, Role.PARTNER}
OTHERS = [None, *(role for role in Role if role not in SEES_DRAFTS)]


def client_for(role: Role | None, visitor: PageClient, client_of: ClientOf) -> PageClient:
    return visitor if role is None else client_of(role, block="ki-xc" if role is Role.PARTNER else "")


# ---------------------------------------------------------------- the list


def test_before_the_first_report_the_list_says_when_it_is_planned(
    session: Session, visitor: PageClient
) -> None:
    period = opened(session)
    session.commit()
    assert visitor.get("/berichte/").one(".empty") == "Der erste Bericht ist noch nicht veröffentlicht."
    day = datetime.now(UTC).date() + timedelta(days=30)
    with_session(session, period, held_on=day, reason="neuer Termin")
    session.commit()
    said = visitor.get("/berichte/").one(".empty")
    assert said.endswith(f"Vorgesehen ist die Sitzung am {day:%d.%m.%Y}.")


def test_a_visitor_finds_published_reports_only(session: Session, visitor: PageClient) -> None:
    published(session)
    opened(session, HALF.shifted(1))
    session.commit()
    rows = visitor.get("/berichte/").table("Halbjahresberichte")
    assert [(row["Halbjahr"], row["Stand"], row["Datei"]) for row in rows] == [
        (
            "1. Halbjahr 2026",
            "veröffentlicht",
            "PDF herunterladen (24 Seiten, 1 kB), 1. Halbjahr 2026, Vorlesefassung, 1. Halbjahr 2026",
        )
    ]
    assert rows[0]["Veränderungen"] == "Was sich änderte, 1. Halbjahr 2026"


def test_the_office_finds_every_half_year_and_what_is_in_preparation(
    session: Session, client_of: ClientOf
) -> None:
    published(session)
    opened(session, HALF.shifted(1))
    session.commit()
    page = client_of(Role.EDITOR).get("/berichte/")
    assert [row["Halbjahr"] for row in page.table("Halbjahresberichte")] == [
        "2. Halbjahr 2026",
        "1. Halbjahr 2026",
    ]
    assert "Bericht vorbereiten, 2. Halbjahr 2026: Meldungen werden gesammelt" in page.text


def test_the_auditor_reads_drafts_but_prepares_nothing(session: Session, client_of: ClientOf) -> None:
    opened(session)
    session.commit()
    page = client_of(Role.AUDITOR).get("/berichte/")
    assert (
        page.table("Halbjahresberichte")[0]["Datei"]
        == "Entwurf als PDF, 1. Halbjahr 2026, Vorlesefassung, 1. Halbjahr 2026"
    )
    assert "vorbereiten" not in page.text


# ---------------------------------------------------------------- who reads what


@pytest.mark.parametrize("role", OTHERS, ids=lambda role: role or "visitor")
def test_a_draft_is_not_published_yet_for_everybody_else(
    role: Role | None, session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    """Neither forbidden nor unknown: the address says when the report is planned (users.md 1.7)."""
    period = closed(session)
    with_session(session, period)
    frozen(session, period)
    session.commit()
    client = client_for(role, visitor, client_of)
    page = client.get(PAGE, status=404)
    assert page.h1 == "Noch nicht veröffentlicht"
    assert page.one(".lead") == (
        "Der Bericht für das 1. Halbjahr 2026 ist noch nicht veröffentlicht, vorgesehen ist die Sitzung am "
        "23.09.2026."
    )
    for ending in ("pdf", "json", "csv", "zip"):
        assert client.get(f"{PAGE}.{ending}", status=404).h1 == "Noch nicht veröffentlicht"


def test_the_public_cannot_tell_whether_a_draft_exists(session: Session, visitor: PageClient) -> None:
    period = opened(session)
    session.commit()
    before = visitor.get(PAGE, status=404).text
    frozen(session, closed(session))
    session.commit()
    assert period.state is PeriodState.IN_REVIEW
    assert visitor.get(PAGE, status=404).text == before


@pytest.mark.parametrize("role", sorted(SEES_DRAFTS))
def test_who_sees_live_figures_reads_the_draft(role: Role, session: Session, client_of: ClientOf) -> None:
    period = opened(session)
    session.commit()
    client = client_of(role)
    line = client.get(PAGE).one(".stand-line")
    assert line == (
        "Entwurf, noch nicht zum Versand gegeben · Stand 30.06.2026 · noch nicht festgeschrieben · "
        "Entwurf als PDF"
    )
    closed(session)
    frozen(session, period)
    session.commit()
    assert "Fassung 1, festgeschrieben am 03.08.2026, 10:30 Uhr" in client.get(PAGE).one(".stand-line")


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role or "visitor")
def test_a_report_given_to_dispatch_is_for_the_members_first(
    role: Role | None, session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    period = closed(session)
    released(session, period, frozen(session, period))
    session.commit()
    client = client_for(role, visitor, client_of)
    if role in READS_RELEASED:
        assert "versandfertig" in client.get(PAGE).one(".stand-line")
    else:
        assert client.get(PAGE, status=404).h1 == "Noch nicht veröffentlicht"


def test_the_public_reads_what_is_published(session: Session, visitor: PageClient) -> None:
    published(session)
    session.commit()
    line = visitor.get(PAGE).one(".stand-line")
    assert line == "Stand 30.06.2026 · veröffentlicht am 24.09.2026 · PDF herunterladen (24 Seiten, 1 kB)"


@pytest.mark.parametrize("code", ["2019-H1", "2026-H3", "2026-h1", "2026", "x", "2026-H1%00", "9" * 400])
def test_an_unknown_half_year_is_not_found(code: str, visitor: PageClient) -> None:
    page = visitor.get(f"/berichte/{code}", status=404)
    assert page.h1 == "Diese Seite gibt es nicht"


# ---------------------------------------------------------------- what the page draws


def test_the_page_draws_every_section_with_its_number(session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value())
    session.commit()
    page = visitor.get(WHOLE)
    sections = document(frozen_value()).sections
    assert page.all("main section > h2.section__heading") == [
        f"{one.number} {one.heading}" for one in sections
    ]
    assert page.all(".contents__list > li > a") == [one.heading for one in sections]
    assert page.h1 == "KI in die Umsetzung bringen – 5. Halbjahresbericht"


def test_lights_are_read_as_words_and_bars_not_at_all(session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value())
    session.commit()
    page = visitor.get(PAGE)
    row = page.table("Bausteine und Projekte, Stand 30.06.2026")[4]
    assert (row["Baustein"], row["Stand"]) == ("5 AITransform", "Abweichung")
    steps = page.table(
        "Regionale Mittel in Mio. €, Stand 30.06.2026, Anteil am Rahmen, Änderung seit dem 4. Bericht"
    )
    assert all(all(row.values()) for row in steps), "the bars stand in the cells of the shares"
    assert [row["Mio. €"] for row in steps] == ["14,80", "2,10", "12,70", "11,35", "4,92", "1,35"]
    assert len(page.html.css(".bar[aria-hidden=true]")) >= 6


def test_every_chart_stands_before_its_table(session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value())
    session.commit()
    figures = visitor.get(WHOLE).html.css("figure")
    assert len(figures) >= 3
    for figure in figures:
        assert figure.css_first("svg title") is not None
        assert figure.css_first("figcaption").text(strip=True)  # type: ignore[union-attr] # the macro writes it
        assert figure.css_first("table caption") is not None


def test_the_title_block_is_the_one_that_was_printed(session: Session, visitor: PageClient) -> None:
    period = closed(session)
    with_session(session, period, agenda_item="4", paper_reference="WIV-12/2026")
    released(session, period, frozen(session, period))
    period.state = PeriodState.PUBLISHED
    period.published_at = period.released_at
    session.commit()
    text = visitor.get(PAGE).one(".title-block")
    assert "Nr. WIV-12/2026" in text
    assert "23.09.2026, TOP 4, öffentlich, zur Kenntnisnahme" in text
    assert "01.01. bis 30.06.2026, Stand 30.06.2026" in text


def test_the_foot_names_fassung_and_checksum(session: Session, visitor: PageClient) -> None:
    report = frozen_value()
    handed_out(session, report)
    session.commit()
    assert visitor.get(PAGE).one(".report-footer .note") == footer(report)
    assert footer(report).startswith("Stand 30.06.2026 · Fassung 1 · Prüfsumme ")


def test_the_newest_fassung_is_the_one_shown(session: Session, visitor: PageClient) -> None:
    period = handed_out(session, frozen_value())
    stored(session, period, frozen_value(version=2))
    session.commit()
    assert "Fassung 2" in visitor.get(PAGE).one(".report-footer .note")


def test_typed_markup_stays_text(session: Session, visitor: PageClient) -> None:
    text = "<script>alert(1)</script> & „Anführung“"
    report = replace(frozen_value(), narratives=((NarrativeSlot.OUTLOOK, text),))
    handed_out(session, report)
    session.commit()
    page = visitor.get(WHOLE)
    assert text in page.text
    assert page.html.css("main script") == []

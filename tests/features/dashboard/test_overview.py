"""The overview: what visitors, members and staff read at one and the same address."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.domain.report_values import make_duty, make_project, make_report
from tests.features.dashboard.read_pages import PAGES
from tests.features.finance.money_rows import GRANTED, book
from tests.features.record_rows import statements
from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import (
    HALF,
    block_of,
    closed,
    confirmed,
    frozen,
    frozen_value,
    handed_out,
    opened,
    published,
    released,
    with_session,
)
from tests.seeding.forty_blocks import add_forty_blocks
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import PeriodState

SEES_LIVE = (Role.EDITOR, Role.APPROVER, Role.BUDGET_OFFICER, Role.AUDITOR)
NEVER_LIVE = (None, Role.MEMBER, Role.SESSION_OFFICE, Role.ADMIN, Role.PARTNER)


def client_for(role: Role | None, visitor: PageClient, client_of: ClientOf) -> PageClient:
    return visitor if role is None else client_of(role, block="aivision" if role is Role.PARTNER else "")


# ---------------------------------------------------------------- what stands there


def test_the_sentence_of_the_programme_is_the_message_of_the_page(
    session: Session, visitor: PageClient
) -> None:
    handed_out(session, frozen_value())
    session.commit()
    page = visitor.get("/")
    sentence = (
        "Von den sieben Bausteinen des Antrags liegen zwei im Plan; zwei weichen ab, einer ist kritisch, "
        "einer ist nicht begonnen, zu einem liegt keine aktuelle Meldung vor. "
        "Bewilligt sind 11,35 von 16,22 Millionen Euro, ausgezahlt 4,92 Millionen Euro."
    )
    assert page.one(".headline") == sentence
    meta = page.html.css_first("meta[name=description]")
    assert meta is not None
    assert meta.attributes["content"] == sentence


def test_the_staircase_shows_value_change_and_share(session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value())
    session.commit()
    rows = visitor.get("/").table(
        "Regionale Mittel in Mio. €, Stand 30.06.2026, Anteil am Rahmen, Änderung seit dem 4. Bericht"
    )
    assert [(row["Stufe"], row["Mio. €"], row["Änderung"], row["Anteil"]) for row in rows] == [
        ("Rahmen laut Antrag", "16,22", "0,00", "100,0 %"),
        ("veranschlagt", "14,80", "+1,12", "91,2 %"),
        ("davon gesperrt", "2,10", "−0,80", "12,9 %"),
        ("freigegeben", "12,70", "+1,92", "78,3 %"),
        ("bewilligt", "11,35", "+0,65", "70,0 %"),
        ("ausgezahlt", "4,92", "+1,31", "30,3 %"),
    ]
    assert "Verfügbar sind 1,35 Millionen Euro (freigegeben, noch nicht bewilligt)." in visitor.get("/").text


def test_the_one_table_names_light_money_and_next_milestone(session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value())
    session.commit()
    page = visitor.get("/")
    assert page.all("tbody th[scope=rowgroup]") == [
        "Bausteine des Antrags 2021 (7)",
        "ohne aktuelle Umsetzung (1)",
        "Weitere Projekte (4)",
    ]
    row = next(tr for tr in page.html.css("tbody tr") if "AITransform" in tr.text())
    said = " ".join(row.text().split())
    assert "Abweichung" in said
    assert "5,00" in said


def test_changes_decisions_and_mandates_have_their_place(session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value())
    session.commit()
    page = visitor.get("/")
    assert page.all("h2") == [
        *("Geld", "Bausteine und Projekte", "Was sich geändert hat", "Entscheidungen, die anstehen"),
        *("Nächste Termine nach dem Stichtag", "Die vier Aufträge", "Wo das Geld hingeht"),
    ]
    assert "Der Baubeginn verschiebt sich um 47 Tage auf den 16.09.2026." in page.text
    assert "mAIkerSpace (Ditzingen)" in page.all("#entscheidungen ~ ul")[0]


def test_more_than_five_changes_are_linked(session: Session, visitor: PageClient) -> None:
    report = frozen_value()
    many = replace(
        report, changes=tuple(replace(one, rank=rank) for rank, one in enumerate(report.changes * 4))
    )
    handed_out(session, many)
    session.commit()
    page = visitor.get("/")
    assert len(page.html.css("#aenderungen ~ ol > li")) == 5
    link = page.html.css_first("#aenderungen ~ p a")
    assert link is not None
    assert link.text() == f"Alle {len(many.changes)} Änderungen"
    assert visitor.get(str(link.attributes["href"])).h1.endswith("Veränderungen seit dem letzten Bericht")


def test_a_quiet_first_report_says_so_everywhere(session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value(make_report(duty=make_duty(planned_session=None))))
    session.commit()
    assert visitor.get("/").all(".empty") == [
        "Dies ist der erste Bericht; Veränderungen zeigt der nächste.",
        "Zurzeit steht keine Entscheidung an.",
        "Zurzeit steht kein Termin fest.",
    ]


def test_next_dates_are_seen_from_the_reference_date_of_the_report(
    session: Session, visitor: PageClient
) -> None:
    handed_out(session, frozen_value(make_report(duty=make_duty(planned_session=date(2026, 9, 23)))))
    session.commit()
    page = visitor.get("/")
    assert page.all("#termine ~ ul > li") == ["23.09.2026 Sitzung des Ausschusses mit dem Bericht"]
    assert page.one("#termine ~ .note") == (
        "Stichtag ist der 30.06.2026. Was aus einem Termin wurde, sagt der nächste Bericht."
    )


# ---------------------------------------------------------------- one truth


@pytest.mark.parametrize("path", PAGES)
def test_before_the_first_report_there_is_nothing_to_read(
    path: str, session: Session, visitor: PageClient
) -> None:
    day = datetime.now(UTC).date() + timedelta(days=30)
    with_session(session, opened(session), held_on=day)
    session.commit()
    assert visitor.get(path).one(".lead") == (
        f"Der erste Bericht ist noch nicht veröffentlicht. Vorgesehen ist die Sitzung am {day:%d.%m.%Y}."
    )


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", NEVER_LIVE, ids=lambda role: role or "visitor")
def test_live_figures_are_never_shown_to_the_public_and_members(
    path: str, role: Role | None, session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    published(session)
    following = opened(session, HALF.shifted(1))
    confirmed(session, following, "ki-xc", headline="Ein Satz, den noch niemand bestätigt hat.")
    book(session, replace(GRANTED, block_id=block_of(session, "ki-xc").id))
    session.commit()
    client = client_for(role, visitor, client_of)
    for page in (client.get(path), client.get(f"{path}?stand=live")):
        assert page.one(".stand-line").startswith("Stand 30.06.2026 · 1. Halbjahresbericht, veröffentlicht")
        assert "Arbeitsstand" not in page.text
        assert "noch niemand bestätigt" not in page.text


@pytest.mark.parametrize("role", SEES_LIVE)
def test_staff_see_the_working_state_and_switch_to_the_report(
    role: Role, session: Session, client_of: ClientOf
) -> None:
    published(session)
    opened(session, HALF.shifted(1))
    session.commit()
    client = client_of(role)
    page = client.get("/")
    assert page.one(".stand-line--working").startswith("Arbeitsstand, noch nicht bestätigt · Stand ")
    assert "2. Halbjahr 2026, Meldungen werden gesammelt" in page.one(".stand-line")
    other = client.get("/?stand=bericht")
    assert other.one(".stand-line").startswith("Stand 30.06.2026 · 1. Halbjahresbericht")
    assert "Arbeitsstand" in other.all(".stand-switch a")[0]


def test_without_an_earlier_report_there_is_nothing_to_switch_to(
    session: Session, client_of: ClientOf
) -> None:
    opened(session)
    session.commit()
    client = client_of(Role.EDITOR)
    assert client.get("/").all(".stand-line a") == []
    assert client.get("/?stand=bericht").h1 == "Stand der Umsetzung"


def test_what_was_handed_out_has_no_working_state_any_more(session: Session, client_of: ClientOf) -> None:
    published(session)
    book(session, GRANTED)
    session.commit()
    page = client_of(Role.EDITOR).get("/")
    assert page.one(".stand-line").startswith("Stand 30.06.2026 · 1. Halbjahresbericht, veröffentlicht am")
    assert page.all(".stand-line a") == ["Bericht lesen", "PDF herunterladen (24 Seiten, 1 kB)"]


def test_members_read_what_is_given_to_dispatch_before_the_public(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    period = closed(session)
    released(session, period, frozen(session, period))
    session.commit()
    assert "versandfertig" in client_of(Role.MEMBER).get("/").one(".stand-line")
    assert "noch nicht veröffentlicht" in visitor.get("/").one(".lead")


def test_the_newest_published_report_counts_not_the_newest_half_year(
    session: Session, visitor: PageClient
) -> None:
    handed_out(session, frozen_value())
    newer = frozen_value(make_report(period=HALF.shifted(1), number=6, projects=(make_project(),)))
    handed_out(session, newer, state=PeriodState.RELEASED)
    session.commit()
    assert "5. Halbjahresbericht" in visitor.get("/").one(".stand-line")


# ---------------------------------------------------------------- statements


def number_of_statements(client: PageClient, connection: sa.Connection, path: str) -> int:
    with statements(connection) as found:
        client.get(path)
    return sum("SELECT" in statement for statement in found)


@ONE_DATABASE
@pytest.mark.parametrize("path", ["/", "/bausteine/", "/bausteine/ki-xc", "/finanzen/", "/berichte/2026-H1"])
@pytest.mark.parametrize("role", [None, Role.MEMBER], ids=lambda role: role or "visitor")
def test_a_page_takes_at_most_twelve_statements_whatever_the_number_of_blocks(
    path: str,
    role: Role | None,
    session: Session,
    connection: sa.Connection,
    visitor: PageClient,
    client_of: ClientOf,
) -> None:
    client = client_for(role, visitor, client_of)
    projects = tuple(
        make_project(slug=f"projekt-{number}", number=number, name=f"Projekt {number}")
        for number in range(1, 34)
    )
    handed_out(session, frozen_value(make_report(period=HALF.shifted(-1))))
    handed_out(session, frozen_value(make_report()))
    session.commit()
    seven = number_of_statements(client, connection, path)
    forty = frozen_value(make_report(projects=projects))
    assert len(forty.all_blocks()) == 40
    period = handed_out(session, replace(forty, period=HALF.shifted(1)))
    session.commit()
    address = path.replace("2026-H1", f"{period.year}-H{period.half}")
    assert number_of_statements(client, connection, address) == seven <= 12


@ONE_DATABASE
def test_the_working_state_takes_as_many_statements_for_forty_blocks_as_for_eleven(
    session: Session, connection: sa.Connection, client_of: ClientOf
) -> None:
    client = client_of(Role.EDITOR)
    paths = ("/", "/bausteine/ki-xc", "/finanzen/")
    add_forty_blocks(session, HALF, now=datetime(2026, 7, 16, 9, tzinfo=UTC), total=11)
    session.commit()
    few = [number_of_statements(client, connection, path) for path in paths]
    add_forty_blocks(session, HALF.shifted(1), now=datetime(2026, 11, 1, 9, tzinfo=UTC))
    session.commit()
    assert [number_of_statements(client, connection, path) for path in paths] == few
    assert max(few) <= 35

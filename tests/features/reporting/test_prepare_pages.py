"""Preparing a report: what is missing, what each step fixes, and who sees which part."""

import pytest
from sqlalchemy.orm import Session

from tests.features.reporting.report_rows import (
    CODE,
    RELEASED,
    block_of,
    closed,
    editor,
    filed,
    frozen,
    made_up_issues,
    opened,
    published,
    with_session,
)
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.inputs.periods import NarrativeInput
from vrs_tracker.domain.issue import IssueContent
from vrs_tracker.domain.periods import MOVERS
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import Move, NarrativeSlot, PeriodState
from vrs_tracker.extensions import open_for_writing
from vrs_tracker.features.periods.actions import write_narrative
from vrs_tracker.features.reporting import render
from vrs_tracker.features.reporting.queries.snapshots import issues_of, newest_snapshot
from vrs_tracker.features.reporting.queries.title import Issuer
from vrs_tracker.features.reporting.views import steps

PREPARE = f"/berichte/{CODE}/vorbereiten"


def step(move: Move) -> str:
    return f"/berichte/{CODE}/{'berichtigen' if move is Move.CORRECT else move}"


def take(client: PageClient, move: Move, *, status: int = 303, **fields: str) -> Page:
    """Open the page of a step and press its button."""
    return client.submit(client.get(step(move)), fields, form=step(move), status=status)


@pytest.fixture
def never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hand out files that were never printed."""

    def printed_issues(session: Session, period_id: int, _issuer: Issuer) -> tuple[IssueContent, ...]:
        snapshot = newest_snapshot(session, period_id)
        return made_up_issues(session, snapshot) if snapshot else ()

    monkeypatch.setattr(render, "printed_issues", printed_issues)


# ---------------------------------------------------------------- the page


def test_the_page_says_where_the_half_year_stands(session: Session, client_of: ClientOf) -> None:
    opened(session)
    session.commit()
    page = client_of(Role.EDITOR).get(PREPARE)
    assert page.h1 == "Bericht vorbereiten, 1. Halbjahr 2026"
    assert page.one(".stand-line") == (
        "Meldungen werden gesammelt · Stichtag 30.06.2026 · noch nicht festgeschrieben"
    )


def test_hints_lead_to_where_they_are_mended(session: Session, client_of: ClientOf) -> None:
    opened(session)
    session.commit()
    page = client_of(Role.EDITOR).get(PREPARE)
    addresses = {link.attributes["href"] for link in page.html.css("details a")}
    assert {
        "/bausteine/ki-xc/meldung",
        "/berichte/2026-H1/sitzung",
        "/berichte/2026-H1/texte/outlook",
    } <= addresses
    assert "Keine Fehler." in page.text


def test_errors_are_counted_and_stand_before_the_hints(session: Session, client_of: ClientOf) -> None:
    period = opened(session)
    filed(session, period, "ki-xc")
    filed(session, period, "ki-ckstart")
    session.commit()
    page = client_of(Role.EDITOR).get(PREPARE)
    assert page.one("#pruefung ~ .message") == (
        "2 Fehler: Die Zahlen lassen sich erst festschreiben, wenn sie behoben sind."
    )
    assert len(page.html.css("#pruefung ~ ol > li")) == 2


def test_money_that_breaks_a_rule_leads_to_the_finances(session: Session, client_of: ClientOf) -> None:
    opened(session)
    session.commit()
    page = client_of(Role.EDITOR).get(PREPARE)
    assert "/finanzen/" in {link.attributes["href"] for link in page.html.css("main details a")}


def test_the_session_office_sees_its_part_and_no_live_figures(session: Session, client_of: ClientOf) -> None:
    period = opened(session)
    filed(session, period, "ki-xc")
    session.commit()
    page = client_of(Role.SESSION_OFFICE).get(PREPARE)
    assert page.all("h2") == ["Stand der Runde", "Sitzung und Vorlagenkopf", "Nächster Schritt"]
    assert "KI-XC" not in page.text


def test_a_change_after_the_freezing_is_pointed_out(session: Session, client_of: ClientOf) -> None:
    period = closed(session)
    frozen(session, period)
    session.commit()
    client = client_of(Role.APPROVER)
    assert client.get(PREPARE).all(".notice__title") == []
    with_session(session, period)
    session.commit()
    assert client.get(PREPARE).all(".notice__title") == [], "the session stands outside the figures"
    new = NarrativeInput(text="Im Herbst folgt die Vergabe.", reason="Nachtrag")
    write_narrative(session, period, NarrativeSlot.OUTLOOK, new, by=editor(session), now=RELEASED)
    session.commit()
    for address in (PREPARE, step(Move.RELEASE)):
        page = client.get(address)
        assert page.one(".notice__title") == "Seit dem Festschreiben hat sich etwas geändert"
        assert "Die Änderungen stehen nicht in Fassung 1." in page.text


def test_a_released_report_lists_what_was_handed_out(session: Session, client_of: ClientOf) -> None:
    published(session)
    session.commit()
    page = client_of(Role.EDITOR).get(PREPARE)
    rows = page.table("Ausgaben, die neueste zuletzt")
    assert [(row["Ausgabe"], row["Form"], row["Seiten"]) for row in rows] == [
        ("1", "PDF ohne Anlagen", "24"),
        ("1", "PDF mit Zahlen als Anlage", "24"),
    ]
    assert "Es ist nichts mehr zu tun." in page.text
    assert "Prüfung" not in page.all("h2")


# ---------------------------------------------------------------- the steps


@pytest.mark.usefixtures("never_printed")
def test_a_round_is_played_by_two_persons(session: Session, client_of: ClientOf, visitor: PageClient) -> None:
    opened(session)
    session.commit()
    coordination, office = client_of(Role.EDITOR), client_of(Role.APPROVER)
    steps = (
        (coordination, Move.CLOSE),
        (coordination, Move.FREEZE),
        (office, Move.RELEASE),
        (office, Move.PUBLISH),
    )
    said = []
    for client, move in steps:
        offered = client.get(PREPARE)
        assert move.label in offered.all("#versand ~ ul a")
        answer = take(client, move)
        assert answer.location == f"{PREPARE}#versand"
        said.append(client.follow(answer).one(".notice--done"))
    assert said == [
        "1. Halbjahr 2026: in Prüfung.",
        "1. Halbjahr 2026: Die Zahlen sind zum Stichtag festgeschrieben.",
        "1. Halbjahr 2026: versandfertig.",
        "1. Halbjahr 2026: veröffentlicht.",
    ]
    assert visitor.get(f"/berichte/{CODE}").h1 == "KI in die Umsetzung bringen – 1. Halbjahresbericht"


@pytest.mark.usefixtures("never_printed")
def test_the_person_who_froze_learns_that_another_one_releases(session: Session, client_of: ClientOf) -> None:
    closed(session)
    session.commit()
    client = client_of(Role.APPROVER)
    take(client, Move.FREEZE)
    page = client.get(step(Move.RELEASE))
    assert "Zum Versand geben kann den Bericht nur eine zweite Person" in page.text
    assert page.html.css("main form") == []
    answer = client.post(step(Move.RELEASE), status=422)
    assert answer.summary[0].startswith("Sie haben die Zahlen selbst festgeschrieben.")


def test_a_step_says_before_what_stands_in_its_way(session: Session, client_of: ClientOf) -> None:
    period = opened(session)
    filed(session, period, "ki-xc")
    closed(session)
    session.commit()
    page = client_of(Role.EDITOR).get(step(Move.FREEZE))
    assert "Das steht noch im Weg" in page.all("h2")
    assert "Die Meldung zu KI-XC (Stuttgart) ist abgegeben, aber noch nicht bestätigt." in page.text
    assert page.html.css("main form") == []


def test_what_stands_in_the_way_of_a_posted_step_is_listed_once_and_leads_to_where_it_is_mended(
    session: Session, client_of: ClientOf
) -> None:
    period = opened(session)
    filed(session, period, "ki-xc")
    closed(session)
    session.commit()
    page = client_of(Role.EDITOR).post(step(Move.FREEZE), status=422)
    assert page.summary == ["Die Meldung zu KI-XC (Stuttgart) ist abgegeben, aber noch nicht bestätigt."]
    assert page.all("h2").count("Das steht noch im Weg") == 1
    assert page.all(".error-summary a[href='/bausteine/ki-xc/meldung']") == page.summary


def test_closing_says_whose_updates_are_missing(session: Session, client_of: ClientOf) -> None:
    period = opened(session)
    filed(session, period, "ki-xc")
    block_of(session, "aitransform").owner_role = "Stadtplanung Böblingen"
    session.commit()
    said = client_of(Role.EDITOR).get(step(Move.CLOSE)).all(".notice--warning li")
    assert "Stadtplanung Böblingen: AITransform" in said
    assert not any("KI-XC" in line for line in said)


def test_freezing_says_who_is_asked_next(session: Session, client_of: ClientOf) -> None:
    closed(session)
    session.commit()
    client_of(Role.APPROVER)
    page = client_of(Role.EDITOR).get(step(Move.FREEZE))
    assert "Wer danach gefragt ist" in page.all("h2")
    assert "eine zweite Person, nie die, die festgeschrieben hat" in page.text


def test_freezing_says_what_can_still_be_changed(session: Session, client_of: ClientOf) -> None:
    closed(session)
    session.commit()
    page = client_of(Role.EDITOR).get(step(Move.FREEZE))
    assert page.h1 == "Zahlen zum Stichtag festschreiben"
    assert "Sitzung, Vorlage Nr. und Tagesordnungspunkt lassen sich weiter ändern." in page.text


def test_a_form_that_is_sent_twice_freezes_once(session: Session, client_of: ClientOf) -> None:
    period = closed(session)
    session.commit()
    client = client_of(Role.EDITOR)
    page = client.get(step(Move.FREEZE))
    for _ in range(2):
        client.submit(page, form=step(Move.FREEZE))
    session.expire_all()
    snapshot = newest_snapshot(session, period.id)
    assert snapshot is not None
    assert snapshot.version == 1


def test_reopening_needs_a_reason_and_keeps_what_was_typed(session: Session, client_of: ClientOf) -> None:
    period = closed(session)
    session.commit()
    client = client_of(Role.APPROVER)
    page = take(client, Move.REOPEN, status=422, reason=" ")
    assert page.errors["reason"].startswith("Nennen Sie den Grund")
    take(client, Move.REOPEN, reason="Eine Meldung fehlt.")
    session.expire_all()
    assert period.state is PeriodState.COLLECTING


@pytest.mark.parametrize("move", list(Move))
@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER, Role.SESSION_OFFICE])
def test_each_step_is_for_those_whom_the_table_names(
    move: Move, role: Role, session: Session, client_of: ClientOf
) -> None:
    opened(session)
    session.commit()
    client = client_of(role)
    for answer in (
        client.browser.get(step(move)),
        client.browser.post(step(move), data={"csrf_token": client.csrf_token()}),
    ):
        assert (answer.status_code == 403) == (role not in MOVERS[move])


@pytest.mark.parametrize("move", [move for move in Move if move is not Move.CORRECT])
def test_a_step_that_does_not_exist_now_says_what_does(
    move: Move, session: Session, client_of: ClientOf
) -> None:
    published(session)
    session.commit()
    client = client_of(Role.APPROVER)
    assert "der Stand des Halbjahres ist „veröffentlicht“" in client.get(step(move)).text
    fields = {"reason": "Es fehlt etwas."}
    assert "ist jetzt nicht möglich" in client.post(step(move), fields, status=422).summary[0]


def test_an_unknown_step_is_not_found(client_of: ClientOf) -> None:
    client_of(Role.APPROVER).get(f"/berichte/{CODE}/delete", status=404)


def test_printing_does_not_hold_up_other_writers(
    session: Session, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Printed is before the transaction that writes, not inside it."""
    frozen(session, closed(session))
    session.commit()
    order: list[str] = []

    def printed_issues(session: Session, period_id: int, _issuer: Issuer) -> tuple[IssueContent, ...]:
        order.append("print")
        snapshot = newest_snapshot(session, period_id)
        assert snapshot is not None
        return made_up_issues(session, snapshot)

    def begin_writing(app_session: Session) -> None:
        order.append("begin writing")
        open_for_writing(app_session)

    monkeypatch.setattr(render, "printed_issues", printed_issues)
    monkeypatch.setattr(steps, "open_for_writing", begin_writing)
    take(client_of(Role.APPROVER), Move.RELEASE)
    assert order == ["print", "begin writing"]


def test_nobody_prints_for_a_release_that_is_refused(
    session: Session, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(session)
    session.commit()

    def printed_issues(*_: object) -> tuple[IssueContent, ...]:
        pytest.fail("nothing is frozen yet")

    monkeypatch.setattr(render, "printed_issues", printed_issues)
    client_of(Role.APPROVER).post(step(Move.RELEASE), status=422)


# ---------------------------------------------------------------- a changed session


@pytest.mark.usefixtures("never_printed")
def test_a_released_report_is_issued_again_with_the_new_session(
    session: Session, client_of: ClientOf, visitor: PageClient
) -> None:
    period = published(session)
    with_session(session, period, paper_reference="WIV-12/2026")
    session.commit()
    client = client_of(Role.SESSION_OFFICE)
    page = client.get(PREPARE)
    answer = client.submit(page, button="Mit den neuen Sitzungsdaten ausgeben")
    assert "Die frühere Ausgabe bleibt prüfbar." in client.follow(answer).text
    assert "Nr. WIV-12/2026" in visitor.get(f"/berichte/{CODE}").text
    snapshot = newest_snapshot(session, period.id)
    assert snapshot is not None
    assert {issue.number for issue in issues_of(session, snapshot)} == {1, 2}


@pytest.mark.usefixtures("never_printed")
def test_an_unchanged_session_is_told_on_the_page(session: Session, client_of: ClientOf) -> None:
    published(session)
    session.commit()
    client = client_of(Role.EDITOR)
    page = client.submit(client.get(PREPARE), button="Mit den neuen Sitzungsdaten ausgeben", status=422)
    assert page.summary == ["Die Sitzungsdaten sind unverändert. Eine neue Ausgabe ist nicht nötig."]


def test_without_a_released_report_there_is_nothing_to_issue_again(
    session: Session, client_of: ClientOf
) -> None:
    opened(session)
    session.commit()
    page = client_of(Role.EDITOR).post(f"/berichte/{CODE}/neu-ausgeben", status=422)
    assert page.summary[0].startswith("Der Bericht ist noch nicht zum Versand gegeben.")

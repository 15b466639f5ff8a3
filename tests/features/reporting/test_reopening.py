"""A report that was given out is opened again: old Fassung for its readers, the next one for the office."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.domain.report_values import make_report
from tests.features.reporting.report_rows import (
    CODE,
    HALF,
    PUBLISHED,
    approver,
    editor,
    frozen,
    frozen_value,
    handed_out,
    made_up_issues,
    published,
)
from tests.features.reporting.supplement_rows import corrected, period_of, snapshot_of
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.corrections import CORRECT_OR_SUPPLEMENT, DRAFTED_SUPPLEMENT
from vrs_tracker.domain.errors import Forbidden, RuleViolations
from vrs_tracker.domain.verification import Verdict
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import PdfForm, PeriodState
from vrs_tracker.features.progress.queries import tasks_for
from vrs_tracker.features.reporting.actions import publish_period, release_period, reopen_report
from vrs_tracker.features.reporting.queries.snapshots import earlier_report, newest_issue
from vrs_tracker.features.reporting.readers import verify
from vrs_tracker.features.reporting.writers import write_archive
from vrs_tracker.tables.reporting import IssuedReport, ReportReopening
from vrs_tracker.trail.chain import check_chain

REPORT = f"/berichte/{CODE}"
STEP = f"{REPORT}/berichtigen"
REASON = "Ein Anteil war doppelt gezählt"
REOPENED = PUBLISHED + timedelta(days=20)
NOTICE = f"Wird berichtigt: {REASON}. Bis zur neuen Fassung gilt die ausgegebene Fassung 1."


@pytest.fixture(autouse=True)
def report(session: Session) -> None:
    """Give a report that was played to its end to each test."""
    published(session)
    session.commit()


def reopened(session: Session) -> None:
    reopen_report(session, period_of(session), REASON, by=approver(session), now=REOPENED)
    session.commit()


def frozen_anew(session: Session) -> None:
    frozen(session, period_of(session), now=REOPENED + timedelta(days=1))
    session.commit()


def released_anew(session: Session) -> None:
    issues = made_up_issues(session, snapshot_of(session))
    now = REOPENED + timedelta(days=2)
    release_period(session, period_of(session), issues, by=approver(session), now=now)
    session.commit()


def published_anew(session: Session) -> None:
    publish_period(session, period_of(session), by=approver(session), now=REOPENED + timedelta(days=3))
    session.commit()


def test_the_office_opens_it_with_a_reason_that_everybody_reads(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    client = client_of(Role.APPROVER)
    assert "Alle, die den Bericht lesen, sehen diesen Satz." in client.get(STEP).text
    refused = client.submit(client.get(STEP), {"reason": ""}, status=422)
    assert refused.errors["reason"].startswith("Nennen Sie den Grund der Berichtigung")
    page = client.follow(client.submit(client.get(STEP), {"reason": REASON}))
    assert "gilt weiter, bis die neue ausgegeben ist" in page.one(".notice--done")
    assert period_of(session).state is PeriodState.IN_REVIEW
    assert NOTICE in visitor.get(REPORT).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "wird berichtigt" in visitor.get("/berichte/").text
    for role in (Role.EDITOR, Role.BUDGET_OFFICER, Role.AUDITOR, Role.SESSION_OFFICE):
        told = client_of(role).get("/aufgaben").text
        assert f"Der Bericht zum 1. Halbjahr 2026 wird berichtigt: {REASON}." in told, role


def test_both_ways_to_correct_are_offered_with_when_to_use_which(client_of: ClientOf) -> None:
    for address in (f"{REPORT}/vorbereiten", f"{REPORT}/ausgaben"):
        text = client_of(Role.APPROVER).get(address).text
        assert "Eine Ergänzung genügt, wenn einzelne Sätze oder Zahlen falsch sind" in text
        assert "Öffnen Sie den Bericht, wenn der Fehler viele Zahlen oder Seiten betrifft" in text
        assert "Öffnen Sie den Bericht" not in client_of(Role.EDITOR).get(address).text


def test_the_way_to_it_is_called_the_same_wherever_a_report_given_out_is_named(
    client_of: ClientOf, visitor: PageClient
) -> None:
    client, way = client_of(Role.APPROVER), f'main a[href="{REPORT}/vorbereiten#berichtigen"]'
    assert client.get("/berichte/").one(way) == f"{CORRECT_OR_SUPPLEMENT}, 1. Halbjahr 2026"
    assert client.get(REPORT).one(way) == CORRECT_OR_SUPPLEMENT
    assert (
        client.get("/aufgaben").one('main a[href="/berichte/#berichtigen"]').endswith(CORRECT_OR_SUPPLEMENT)
    )
    assert client.get(f"{REPORT}/vorbereiten").one("#berichtigen") == CORRECT_OR_SUPPLEMENT
    for address in ("/berichte/", REPORT):
        assert CORRECT_OR_SUPPLEMENT not in visitor.get(address).text


def test_the_old_address_of_the_step_leads_on(client_of: ClientOf) -> None:
    answer = client_of(Role.APPROVER).browser.get(f"{REPORT}/correct")
    assert (answer.status_code, answer.headers["Location"].endswith(STEP)) == (308, True)


def test_readers_keep_the_old_fassung_until_the_new_one_reaches_them(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    def fassung(client: PageClient) -> str:
        return "Fassung 2" if "Fassung 2" in plain(client, f"{REPORT}/ausgaben") else "Fassung 1"

    member = client_of(Role.MEMBER)
    old = newest_issue(session, period_of(session).id, PdfForm.A3)
    assert old is not None
    reopened(session)
    frozen_anew(session)
    for client in (visitor, member):
        assert fassung(client) == "Fassung 1"
        assert client.browser.get(f"{REPORT}.pdf").data == old.content
    released_anew(session)
    assert (fassung(visitor), fassung(member)) == ("Fassung 1", "Fassung 2")
    assert visitor.browser.get(f"{REPORT}.pdf").data == old.content
    assert member.browser.get(f"{REPORT}.pdf").data != old.content
    assert visitor.browser.get(f"{REPORT}/ausgaben/2-1.pdf").status_code == 404
    published_anew(session)
    assert fassung(visitor) == "Fassung 2"
    assert f"Fassung 2 berichtigt Fassung 1: {REASON}." in plain(visitor, REPORT)
    assert visitor.browser.get(f"{REPORT}/ausgaben/1-1.pdf").data == old.content


def plain(client: PageClient, address: str) -> str:
    return client.get(address).text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_old_file_stays_verifiable_for_everybody(session: Session) -> None:
    content = session.scalars(sa.select(IssuedReport.content)).first() or b""
    reopened(session)
    assert verify(session, content, states=[PeriodState.PUBLISHED]).verdict is Verdict.SAME


def test_the_archive_of_the_public_holds_what_the_public_reads(session: Session) -> None:
    reopened(session)
    frozen_anew(session)
    released_anew(session)
    with BytesIO() as packed:
        read = write_archive(session, period_of(session), packed, states=(PeriodState.PUBLISHED,))
        names = [name for name in ZipFile(packed).namelist() if "protokoll" in name and name.endswith("txt")]
        protocol = ZipFile(packed).read(names[0]).decode()
    assert read.version == 1
    assert "Bericht zur Berichtigung geöffnet" in protocol
    assert "Fassung 2" not in protocol
    head = protocol.split("nach dem letzten Schritt: ")[1].splitlines()[0]
    assert check_chain(session, head).verdict is Verdict.SAME


def test_what_was_frozen_before_cannot_be_given_out_once_more(session: Session) -> None:
    reopened(session)
    with pytest.raises(RuleViolations, match="Schreiben Sie zuerst die Zahlen"):
        released_anew(session)


def test_the_next_report_is_compared_with_the_fassung_that_was_given_out(session: Session) -> None:
    reopened(session)
    frozen_anew(session)
    earlier = earlier_report(session, HALF.shifted(1))
    assert earlier is not None
    assert earlier.report.version == 1


def test_only_the_head_office_opens_a_report_and_only_one_that_was_given_out(session: Session) -> None:
    period = period_of(session)
    with pytest.raises(Forbidden):
        reopen_report(session, period, REASON, by=editor(session), now=REOPENED)
    reopened(session)
    with pytest.raises(RuleViolations, match="ist jetzt nicht möglich"):
        reopen_report(session, period, REASON, by=approver(session), now=REOPENED)


def test_an_older_report_than_the_newest_is_corrected_by_an_ergaenzung(session: Session) -> None:
    later = HALF.shifted(1)
    handed_out(session, frozen_value(make_report(period=later)))
    with pytest.raises(
        RuleViolations, match=r"2\. Halbjahr 2026 ist schon ausgegeben und baut auf diesem auf"
    ):
        reopen_report(session, period_of(session), REASON, by=approver(session), now=REOPENED)


def test_an_ergaenzung_that_is_being_written_comes_first(session: Session, client_of: ClientOf) -> None:
    corrected(session)
    session.commit()
    assert DRAFTED_SUPPLEMENT in client_of(Role.APPROVER).get(STEP).text
    with pytest.raises(RuleViolations, match="Geben Sie sie aus oder verwerfen Sie ihren Entwurf"):
        reopened(session)


def test_a_repeated_post_opens_it_once(session: Session) -> None:
    for _ in range(2):
        reopen_report(
            session, period_of(session), REASON, by=approver(session), now=REOPENED, post_key="once"
        )
    assert session.scalar(sa.select(sa.func.count()).select_from(ReportReopening)) == 1


def test_it_is_no_task_any_more_once_the_new_fassung_is_given_out(session: Session) -> None:
    reopened(session)
    frozen_anew(session)
    released_anew(session)
    tasks = tasks_for(session, editor(session), REOPENED.date()).tasks
    assert not [task for task in tasks if "wird berichtigt" in task.sentence]


def test_fassung_files_and_opening_are_sealed_with_their_rows(session: Session) -> None:
    reopened(session)
    found = check_chain(session)
    assert found.verdict is Verdict.SAME
    sealed = session.execute(
        sa.text(
            "SELECT kind FROM history_entry JOIN chain_link ON history_entry_id = history_entry.id "
            "WHERE thing_sha256 <> '' AND kind <> 'motion'"
        )
    )
    assert set(sealed.scalars()) >= {"snapshot", "issued_report", "report_reopening"}

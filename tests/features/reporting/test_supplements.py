"""An Ergänzung from the first sentence to the page that is given out, read and told in the next report."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.domain.report_values import make_report
from tests.features.periods.period_rows import person
from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import (
    CODE,
    HALF,
    approver,
    editor,
    frozen_value,
    handed_out,
    live,
    opened,
)
from tests.features.reporting.supplement_rows import (
    GIVEN_OUT,
    NEW_TEXT,
    NUMBER,
    REASON,
    WRITTEN,
    corrected,
    given_out,
    made_up_print,
    old_line,
    period_of,
    snapshot_of,
)
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.errors import Conflict, Forbidden, NotFound, RuleViolations
from vrs_tracker.domain.inputs.supplements import MOST_CORRECTIONS
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.verification import Verdict
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import ChangeKind, PeriodState
from vrs_tracker.features.reporting.actions import discard_draft, issue_supplement
from vrs_tracker.features.reporting.queries.snapshots import thaw
from vrs_tracker.features.reporting.queries.supplements import draft_of
from vrs_tracker.features.reporting.readers import verify
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.reporting import IssuedReport, Snapshot
from vrs_tracker.tables.supplements import IssuedSupplement, SupplementDraft, SupplementLine

DRAFT = f"/berichte/{CODE}/ergaenzung"
SENTENCE = f"{DRAFT}/aussage?nummer={NUMBER}&zeile=0"
ISSUE, DISCARD = f"{DRAFT}/ausgeben", f"{DRAFT}/verwerfen"
GIVEN = f"/berichte/{CODE}/ergaenzungen/1"
NOTICE = "Zu diesem Bericht gibt es eine Ergänzung vom 07.10.2026"


@pytest.fixture(autouse=True)
def report(session: Session) -> None:
    """Give a published report to each test."""
    handed_out(session, frozen_value(make_report()))
    session.commit()


def begun(client: PageClient) -> None:
    client.submit(client.get(SENTENCE), {"new_text": NEW_TEXT, "reason": REASON})


# ---------------------------------------------------------------- writing


def test_staff_choose_a_number_then_a_sentence_and_find_the_old_words(
    session: Session, client_of: ClientOf
) -> None:
    client = client_of(Role.EDITOR)
    page = client.get(f"{DRAFT}/aussage?nummer=2.0.1.")
    assert page.h1 == "Nummer 2.0.1 berichtigen"
    page = client.get(SENTENCE)
    assert page.typed("new_text") == old_line(thaw(snapshot_of(session)))
    answer = client.submit(page, {"new_text": NEW_TEXT, "reason": REASON})
    page = client.follow(answer)
    assert page.one(".notice--done") == "Die Berichtigung steht in der Ergänzung."
    assert NEW_TEXT in page.text
    assert f"{REASON}." in page.text


def test_a_number_that_is_none_is_refused_in_words(client_of: ClientOf) -> None:
    page = client_of(Role.EDITOR).get(f"{DRAFT}/aussage?nummer=99.9", status=422)
    assert page.errors["nummer"].startswith("Diese Nummer ist keine Aussage des Berichts.")
    assert page.typed("nummer") == "99.9"


def test_an_unchanged_sentence_is_no_correction(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    page = client.submit(client.get(SENTENCE), {"reason": REASON}, status=422)
    assert page.errors["new_text"].startswith("Der neue Satz ist derselbe wie der alte.")


def test_the_same_sentence_twice_is_one_correction_with_the_last_words(session: Session) -> None:
    corrected(session)
    draft = corrected(session, new_text="Es liegen vier im Plan.")
    assert [row.new_text for row in draft.lines] == ["Es liegen vier im Plan."]


def test_a_correction_is_removed_and_the_draft_discarded(session: Session, client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    begun(client)
    (row,) = session.scalars(sa.select(SupplementLine)).all()
    client.submit(client.get(DRAFT), form=f"{DRAFT}/aussage/{row.id}/entfernen")
    session.expire_all()
    assert not session.scalars(sa.select(SupplementLine)).all()
    page = client.follow(client.submit(client.get(DRAFT), form=DISCARD))
    assert "Der Bericht ist unverändert." in page.one(".notice--done")
    session.expire_all()
    assert not session.scalars(sa.select(SupplementDraft)).all()
    client.post(DISCARD, status=404)


def test_it_has_a_session_of_its_own(client_of: ClientOf) -> None:
    begun(client_of(Role.EDITOR))
    client = client_of(Role.SESSION_OFFICE)
    typed = {"held_on": "14.10.2026", "agenda_item": "7", "paper_reference": "WIV-91/2026"}
    page = client.follow(client.submit(client.get(f"{DRAFT}/sitzung"), typed))
    assert "14.10.2026, TOP 7" in page.text
    assert "Nr. WIV-91/2026" in page.text
    early = client.submit(client.get(f"{DRAFT}/sitzung"), {"held_on": "30.06.2026"}, status=422)
    assert early.errors["held_on"].startswith("Die Sitzung am 30.06.2026 liegt nicht nach dem Stichtag")


def test_there_is_a_limit_to_what_one_page_can_hold(session: Session) -> None:
    printed = document(thaw(snapshot_of(session)))
    numbers = [number for section in printed.all_sections() for number, _ in section.statements() if number]
    for number in numbers[:MOST_CORRECTIONS]:
        corrected(session, number=number)
    with pytest.raises(RuleViolations, match="höchstens 8"):
        corrected(session, number=numbers[MOST_CORRECTIONS])


def test_only_a_report_that_was_given_out_has_one(session: Session, client_of: ClientOf) -> None:
    period = period_of(session)
    period.state = PeriodState.IN_REVIEW
    session.commit()
    page = client_of(Role.EDITOR).get(DRAFT, status=404)
    assert "eine Ergänzung braucht nur, was schon ausgegeben ist" in page.text
    with pytest.raises(RuleViolations, match="noch nicht zum Versand gegeben"):
        corrected(session)


# ---------------------------------------------------------------- giving out


def test_nobody_gives_out_their_own(session: Session, client_of: ClientOf) -> None:
    client = client_of(Role.APPROVER)
    begun(client)
    page = client.get(DRAFT)
    assert "Sie haben an dieser Ergänzung selbst geschrieben." in page.text
    assert page.html.css(f'form[action="{ISSUE}"]') == []
    page = client.post(ISSUE, status=422)
    assert page.summary[0].startswith("Sie haben an dieser Ergänzung selbst geschrieben.")
    assert not session.scalars(sa.select(IssuedSupplement)).all()


def test_who_has_written_one_of_the_sentences_does_not_give_it_out(session: Session) -> None:
    corrected(session)
    draft = draft_of(session, snapshot_of(session))
    assert draft is not None
    draft.lines[0].written_by = approver(session).key
    session.flush()
    printed = made_up_print(session)
    with pytest.raises(RuleViolations, match="nur eine zweite Person"):
        issue_supplement(session, period_of(session), printed, by=approver(session), now=GIVEN_OUT)


def test_only_the_head_office_gives_out(session: Session) -> None:
    corrected(session)
    printed = made_up_print(session)
    with pytest.raises(Forbidden):
        issue_supplement(session, period_of(session), printed, by=editor(session), now=GIVEN_OUT)
    officer = person(session, Role.SESSION_OFFICE)
    with pytest.raises(Forbidden):
        discard_draft(session, period_of(session), by=officer, now=GIVEN_OUT)


def test_two_pages_are_refused(session: Session) -> None:
    corrected(session)
    printed = made_up_print(session, pages=2)
    with pytest.raises(RuleViolations, match="passt nicht auf eine Seite"):
        issue_supplement(session, period_of(session), printed, by=approver(session), now=GIVEN_OUT)


def test_what_was_changed_during_the_print_is_not_given_out(session: Session) -> None:
    corrected(session)
    printed = made_up_print(session)
    corrected(session, new_text="Anders.")
    with pytest.raises(Conflict, match="Während des Drucks"):
        issue_supplement(session, period_of(session), printed, by=approver(session), now=GIVEN_OUT)


def test_without_a_draft_there_is_nothing_to_give_out(session: Session) -> None:
    with pytest.raises(NotFound):
        issue_supplement(session, period_of(session), None, by=approver(session), now=GIVEN_OUT)


def test_the_report_and_its_files_stay_as_they_are(session: Session) -> None:
    before = [(row.sha256, row.title_block) for row in session.scalars(sa.select(IssuedReport))]
    figures = session.scalars(sa.select(Snapshot.sha256)).all()
    given_out(session)
    assert [(row.sha256, row.title_block) for row in session.scalars(sa.select(IssuedReport))] == before
    assert session.scalars(sa.select(Snapshot.sha256)).all() == figures
    assert not session.scalars(sa.select(SupplementDraft)).all()


def test_the_history_tells_when_one_was_begun_and_what_it_said(session: Session) -> None:
    given_out(session)
    told = [
        (row.field, row.new) for row in session.scalars(sa.select(HistoryEntry).order_by(HistoryEntry.id))
    ]
    assert ("Entwurf einer Ergänzung", "begonnen") in told
    assert ("1. Ergänzung zum Bericht, 1. Halbjahr 2026", f"Nummer {NUMBER}: {NEW_TEXT}") in told


def test_the_second_one_has_the_next_number(session: Session) -> None:
    given_out(session)
    corrected(session, new_text="Es liegen vier im Plan.")
    period, printed = period_of(session), made_up_print(session)
    row = issue_supplement(session, period, printed, by=approver(session), now=GIVEN_OUT + timedelta(days=1))
    assert row.number == 2


@ONE_DATABASE
def test_the_page_is_printed_in_the_look_of_the_report_and_served_as_stored(
    session: Session, client_of: ClientOf
) -> None:
    begun(client_of(Role.EDITOR))
    client = client_of(Role.APPROVER)
    draft = client.get(f"{DRAFT}/entwurf.pdf")
    assert "entwurf" in draft.response.headers["Content-Disposition"]
    answer = client.submit(client.get(DRAFT), form=ISSUE)
    assert answer.location == GIVEN
    assert client.follow(answer).h1.startswith("1. Ergänzung zum")
    row = session.scalars(sa.select(IssuedSupplement)).one()
    content = client.get(f"{GIVEN}.pdf").response.data
    assert content == row.content
    with pikepdf.open(BytesIO(content)) as printed:
        assert len(printed.pages) == 1
        assert printed.Root.Lang == "de-DE"
        with printed.open_metadata() as metadata:
            assert (metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("1", "2")


# ---------------------------------------------------------------- reading


def test_everybody_reads_it_above_the_report_at_the_statement_and_in_the_list(
    session: Session, visitor: PageClient
) -> None:
    given_out(session)
    session.commit()
    old = old_line(thaw(snapshot_of(session)))
    page = visitor.get(f"/berichte/{CODE}")
    assert NOTICE in page.text
    at_statement = page.one('[id="nr-2.0.1"] .notice')
    assert "Berichtigt mit der 1. Ergänzung vom 07.10.2026" in at_statement
    assert NEW_TEXT in at_statement
    assert " ".join(old.split()) in at_statement
    for address in (f"/berichte/{CODE}/ganz", f"/berichte/{CODE}/veraenderungen"):
        assert NOTICE in visitor.get(address).text
    assert NEW_TEXT in visitor.get(f"/berichte/{CODE}/ganz").text
    assert NEW_TEXT in visitor.get(f"/berichte/{CODE}/nr/{NUMBER}").text
    assert "1. Ergänzung vom 07.10.2026" in visitor.get("/berichte/").text
    page = visitor.get(GIVEN)
    assert f"{REASON}." in page.text
    assert page.one(".stand-line").startswith("Ausgegeben am 07.10.2026")


def test_a_draft_is_seen_by_nobody_else(session: Session, visitor: PageClient, client_of: ClientOf) -> None:
    corrected(session)
    session.commit()
    for client in (visitor, client_of(Role.MEMBER)):
        assert NEW_TEXT not in client.get(f"/berichte/{CODE}").text
        client.get(GIVEN, status=404)
        client.get(f"{GIVEN}.pdf", status=404)


def test_it_is_read_by_those_who_read_the_report(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    given_out(session)
    period_of(session).state, period_of(session).published_at = PeriodState.RELEASED, None
    session.commit()
    visitor.get(GIVEN, status=404)
    visitor.get(f"{GIVEN}.pdf", status=404)
    assert NEW_TEXT in client_of(Role.MEMBER).get(GIVEN).text


def test_the_page_is_recognised_byte_for_byte_by_those_who_may_read_it(session: Session) -> None:
    row = given_out(session)
    said = verify(session, row.content)
    assert said.verdict is Verdict.SAME
    assert "ausgegeben am 07.10.2026, Byte für Byte" in said.sentence
    assert verify(session, row.content + b" ").verdict is Verdict.UNKNOWN
    period_of(session).state, period_of(session).published_at = PeriodState.RELEASED, None
    session.flush()
    assert verify(session, row.content, states=[PeriodState.PUBLISHED]).verdict is Verdict.UNKNOWN


def test_the_next_report_tells_it_among_the_changes(session: Session) -> None:
    given_out(session)
    half = HALF.shifted(1)
    opened(session, half, now=GIVEN_OUT + timedelta(days=90))
    told = [change for change in live(session, half).changes if "Ergänzung" in change.sentence]
    assert [change.kind for change in told] == [ChangeKind.CORRECTIONS]
    assert told[0].sentence.endswith(f"Grund: {REASON}.")


def test_one_to_an_older_report_is_told_in_the_first_that_is_frozen_after_it(session: Session) -> None:
    following = replace(frozen_value(make_report()), period=HALF.shifted(1), frozen_at=WRITTEN)
    handed_out(session, following)
    given_out(session)
    half = HALF.shifted(2)
    opened(session, half, now=GIVEN_OUT + timedelta(days=300))
    assert any("Ergänzung" in change.sentence for change in live(session, half).changes)


def test_the_list_of_issues_leads_to_what_was_given_out_and_to_writing_one(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    address = f"/berichte/{CODE}/ausgaben"
    assert "Ergänzung" not in visitor.get(address).text
    office = client_of(Role.EDITOR).get(address)
    assert "Zu diesem Bericht ist keine Ergänzung ausgegeben." in office.text
    assert f'href="{DRAFT}"' in office.response.text
    given_out(session)
    session.commit()
    page = visitor.get(address)
    assert f'href="{GIVEN}"' in page.response.text
    assert f'href="{GIVEN}.pdf"' in page.response.text
    assert DRAFT not in page.response.text.replace(GIVEN, "")

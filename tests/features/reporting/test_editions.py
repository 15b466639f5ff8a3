"""Public and non-public editions: who may fetch which, what stands in which file."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.domain.report_values import make_report
from tests.features.reporting.printed import ONE_DATABASE, printed
from tests.features.reporting.report_rows import (
    CODE,
    FROZEN,
    ISSUER,
    PUBLISHED,
    RELEASED,
    approver,
    closed,
    frozen,
    frozen_value,
    handed_out,
    held_back,
    made_up_issues,
    published,
    released,
    with_session,
)
from tests.features.reporting.withheld_rows import (
    SECRETS,
    in_review,
)
from tests.reports.pdf_facts import read_pdf
from tests.reports.printing import assert_valid
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.chapters.withheld import held_back as named_by_place
from vrs_tracker.domain.errors import Conflict, Forbidden
from vrs_tracker.domain.outline import document, nonpublic_document
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import (
    PUBLIC_FORMS,
    PdfForm,
    PeriodState,
)
from vrs_tracker.features.reporting import render
from vrs_tracker.features.reporting.actions import note_retrieval, reissue, release_period
from vrs_tracker.features.reporting.queries.snapshots import newest_issue, thaw
from vrs_tracker.features.reporting.queries.title import load_title_block
from vrs_tracker.features.reporting.queries.withheld import frozen_withheld
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.reporting import Snapshot

ADDRESS = f"/berichte/{CODE}"
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40)


def attached(content: bytes) -> list[bytes]:
    """Return the files that are attached to a PDF."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments]


def retrievals(session: Session) -> list[tuple[str, str, str]]:
    stmt = sa.select(HistoryEntry.person_key, HistoryEntry.unit, HistoryEntry.new)
    field = HistoryEntry.field == "Abruf der nichtöffentlichen Ausgabe"
    rows = session.execute(stmt.where(field).order_by(HistoryEntry.id))
    return [(key, unit, new) for key, unit, new in rows]


# ---------------------------------------------------------------- what is printed


@given(st.lists(WORDS.filter(str.strip), min_size=1, max_size=5, unique=True))
def test_the_edition_is_the_public_document_with_one_annex_more(titles: list[str]) -> None:
    report = frozen_value(make_report())
    public, whole = document(report), nonpublic_document(report, held_back(*titles))
    assert whole.sections[:-1] == public.sections[:-1]
    assert whole.sections[-1].parts[:-1] == public.sections[-1].parts
    annex = whole.sections[-1].parts[-1]
    assert (annex.number, annex.heading) == ("15.6", "Nichtöffentliche Anlage")
    facts = [element.items for element in annex.body if hasattr(element, "items")]
    assert [items[0] for items in facts] == [("Ereignis", title) for title in titles]
    assert {items[-2:] for items in facts} == {
        (("Warum nichtöffentlich", "Laufende Verhandlung."), ("Zurückgehalten von", "Programmkoordination"))
    }


def test_parts_of_another_fassung_are_not_printed() -> None:
    with pytest.raises(ValueError, match="another Fassung"):
        nonpublic_document(frozen_value(make_report(), version=2), held_back())


@ONE_DATABASE
def test_the_print_is_marked_on_every_page_and_the_public_ones_hold_nothing_of_it(session: Session) -> None:
    period = in_review(session)
    frozen(session, period)
    issues = {issue.form: issue for issue in printed(session, period)}
    assert set(issues) == set(PdfForm)
    for form in PUBLIC_FORMS:
        public = read_pdf(issues[form].content)
        assert not any(secret in public.text() for secret in SECRETS)
        assert not any(
            secret.encode() in content for content in attached(issues[form].content) for secret in SECRETS
        )
        assert not any("Nichtöffentlich ·" in text for text in public.artifacts)
    pdf = read_pdf(issues[PdfForm.NONPUBLIC].content)
    assert all(secret in pdf.text() for secret in SECRETS[:3])
    assert sum("Nichtöffentlich ·" in text for text in pdf.artifacts) == pdf.pages
    assert sum("Nichtöffentlich." in text for text in pdf.artifacts) == pdf.pages - 1  # page 1 reads it aloud
    assert pdf.text().startswith("Nichtöffentlich.")
    assert attached(issues[PdfForm.NONPUBLIC].content) == []
    assert json.loads(issues[PdfForm.NONPUBLIC].title_block)["is_public"] is False
    assert json.loads(issues[PdfForm.A3].title_block)["is_public"] is True


@ONE_DATABASE
def test_the_edition_is_accessible_archivable_and_the_same_every_time(
    session: Session, tmp_path: Path
) -> None:
    period = in_review(session)
    snapshot = frozen(session, period)
    issue = next(issue for issue in printed(session, period) if issue.form is PdfForm.NONPUBLIC)
    assert_valid(issue.content, tmp_path, "PDF_UA_1", "PDF_A_2A")
    report = thaw(snapshot)
    block = load_title_block(session, report, ISSUER)
    again = render.issues(report, block, frozen_withheld(session, snapshot))
    assert {one.sha256 for one in again if one.form is PdfForm.NONPUBLIC} == {issue.sha256}


@ONE_DATABASE
def test_the_edition_is_not_printed_without_what_it_is_for(session: Session) -> None:
    report = thaw(frozen(session, closed(session)))
    block = load_title_block(session, report, ISSUER)
    with pytest.raises(render.PrintFailed, match="nichts nichtöffentlich"):
        render.preview(report, block, PdfForm.NONPUBLIC)


# ---------------------------------------------------------------- what is stored


def test_a_report_is_given_out_with_all_its_editions_or_not_at_all(session: Session) -> None:
    period = in_review(session)
    issues = made_up_issues(session, frozen(session, period))
    public = [issue for issue in issues if issue.form in PUBLIC_FORMS]
    with pytest.raises(ValueError, match="every edition"):
        release_period(session, period, public, by=approver(session), now=RELEASED)


def test_an_annex_of_another_freezing_is_refused(session: Session) -> None:
    period = in_review(session)
    issues = made_up_issues(session, frozen(session, period))
    mixed = [replace(issue, annex="0" * 64) if issue.annex else issue for issue in issues]
    with pytest.raises(Conflict, match="neu festgeschrieben"):
        release_period(session, period, mixed, by=approver(session), now=RELEASED)


def test_issued_again_every_edition_gets_the_new_session_data(session: Session) -> None:
    period = in_review(session)
    snapshot = frozen(session, period)
    released(session, period, snapshot)
    with_session(session, period)
    number = reissue(session, period, made_up_issues(session, snapshot), by=approver(session), now=PUBLISHED)
    assert number == 2
    newest = [newest_issue(session, period.id, form) for form in PdfForm]
    assert [issue.number for issue in newest if issue] == [2, 2, 2]


# ---------------------------------------------------------------- who may fetch it


def test_a_retrieval_is_noted_with_the_unit_and_never_kept_by_the_browser(
    session: Session, client_of: ClientOf
) -> None:
    period = handed_out(session, frozen_value(), withheld=held_back())
    session.commit()
    client = client_of(Role.BUDGET_OFFICER)
    answer = client.post(f"{ADDRESS}/nichtoeffentlich", {}, status=200).response
    issue = newest_issue(session, period.id, PdfForm.NONPUBLIC)
    assert issue is not None
    assert answer.data == issue.content
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].endswith("bericht-2026-H1-nichtoeffentlich.pdf")
    [(_, unit, what)] = retrievals(session)
    assert unit != "Ein Mitglied des Ausschusses"
    assert what == "Ausgabe 1 der Fassung 1"


def test_of_members_it_is_noted_that_one_read_and_never_who(session: Session, client_of: ClientOf) -> None:
    handed_out(session, frozen_value(), state=PeriodState.RELEASED, withheld=held_back())
    session.commit()
    client_of(Role.MEMBER).post(f"{ADDRESS}/nichtoeffentlich", {}, status=200)
    assert retrievals(session) == [("mitglied", "Ein Mitglied des Ausschusses", "Ausgabe 1 der Fassung 1")]


def test_nobody_else_may_even_ask(session: Session) -> None:
    period = handed_out(session, frozen_value(), withheld=held_back())
    for role in (Role.PARTNER, Role.ADMIN):
        with pytest.raises(Forbidden, match="Die nichtöffentliche Ausgabe"):
            note_retrieval(session, period, "x", by=Person(key="k", roles=frozenset({role})), now=FROZEN)


def test_where_nothing_is_held_back_there_is_nothing_to_fetch(session: Session, client_of: ClientOf) -> None:
    handed_out(session, frozen_value())
    session.commit()
    client_of(Role.APPROVER).post(f"{ADDRESS}/nichtoeffentlich", {}, status=404)
    assert retrievals(session) == []


@ONE_DATABASE
def test_before_the_release_the_office_gets_a_draft_that_says_so(
    session: Session, client_of: ClientOf
) -> None:
    frozen(session, in_review(session))
    session.commit()
    answer = client_of(Role.APPROVER).post(f"{ADDRESS}/nichtoeffentlich", {}, status=200).response
    assert answer.headers["Content-Disposition"].endswith("bericht-2026-H1-nichtoeffentlich-entwurf.pdf")
    assert SECRETS[0] in read_pdf(answer.data).text()
    assert [what for _, _, what in retrievals(session)] == ["Entwurf"]
    client_of(Role.MEMBER).post(f"{ADDRESS}/nichtoeffentlich", {}, status=404)


# ---------------------------------------------------------------- the list of issues


def test_the_list_says_why_each_issue_was_made_and_serves_the_old_ones(
    session: Session, visitor: PageClient
) -> None:
    period = published(session)
    first = newest_issue(session, period.id, PdfForm.A2)
    snapshot = session.scalars(sa.select(Snapshot)).one()
    with_session(session, period)
    reissue(session, period, made_up_issues(session, snapshot), by=approver(session), now=PUBLISHED)
    session.commit()
    page = visitor.get(f"{ADDRESS}/ausgaben")
    assert "neue Sitzungsdaten: Sitzung am 23.09.2026 statt „Termin folgt“" in page.text
    assert "erste Ausgabe" in page.text
    assert first is not None
    served = visitor.get(f"{ADDRESS}/ausgaben/1-1.pdf?form=a2").response
    assert served.data == first.content
    assert served.headers["Content-Disposition"].endswith("bericht-2026-H1-ohne-anlagen-ausgabe-1.pdf")
    visitor.get(f"{ADDRESS}/ausgaben/1-3.pdf", status=404)


def test_the_public_list_does_not_name_the_non_public_edition(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    handed_out(session, frozen_value(), withheld=held_back())
    session.commit()
    assert "ichtöffentlich" not in visitor.get(f"{ADDRESS}/ausgaben").text
    lead = client_of(Role.PARTNER, block="aitransform")
    assert "ichtöffentlich" not in lead.get(f"{ADDRESS}/ausgaben").text
    told = client_of(Role.MEMBER).get(f"{ADDRESS}/ausgaben").text
    assert "vermerkt, dass ein Mitglied" in told
    assert all(line in told for line in named_by_place(held_back()))
    visitor.get(f"{ADDRESS}/ausgaben/1-1.pdf?form=nonpublic")
    assert retrievals(session) == []

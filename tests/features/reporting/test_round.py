"""A whole round with a real print: two persons, one report, the same words and figures everywhere."""

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import GRANTED, book
from tests.features.periods.period_rows import person
from tests.features.record_rows import remembered
from tests.features.reporting.printed import ONE_DATABASE, printed
from tests.features.reporting.report_rows import (
    FROZEN,
    ISSUER,
    PUBLISHED,
    RELEASED,
    approver,
    block_of,
    closed,
    confirmed,
    editor,
    frozen,
    made_up_issues,
    opened,
    published,
    with_session,
)
from tests.reports.pdf_facts import PdfFacts, folded, read_pdf
from tests.support.page_client import Page, PageClient
from vrs_tracker.domain.document import (
    Bar,
    Element,
    Facts,
    Figure,
    Framed,
    LightMark,
    Listing,
    Paragraph,
    Table,
)
from vrs_tracker.domain.errors import Conflict, Forbidden, RuleViolations
from vrs_tracker.domain.inputs.periods import SessionInput
from vrs_tracker.domain.issue import IssueContent, title_block_from_json
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import PUBLIC_FORMS, PdfForm, PeriodState
from vrs_tracker.features.periods.actions import set_session
from vrs_tracker.features.reporting.actions import publish_period, reissue, release_period
from vrs_tracker.features.reporting.queries.snapshots import (
    issues_of,
    newest_issue,
    newest_snapshot,
    thaw,
)
from vrs_tracker.features.reporting.render import printed_issues
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import IssuedReport

HEADLINE = "Der Zugangspunkt ist eingerichtet; elf Unternehmen haben ihn genutzt."


@pytest.fixture
def played(session: Session) -> ReportingPeriod:
    """Play a half-year to its end as two persons would, with a real print."""
    period = opened(session)
    confirmed(session, period, "ki-xc", headline=HEADLINE)
    book(session, GRANTED)
    with_session(session, period)
    closed(session)
    frozen(session, period)
    issues = printed(session, period)
    release_period(session, period, issues, by=approver(session), now=RELEASED)
    return publish_period(session, period, by=approver(session), now=PUBLISHED)


def served(session: Session, period: ReportingPeriod, form: PdfForm = PdfForm.A3) -> IssuedReport:
    issue = newest_issue(session, period.id, form)
    assert issue is not None
    return issue


def report_of(session: Session, period: ReportingPeriod) -> CommitteeReport:
    snapshot = newest_snapshot(session, period.id)
    assert snapshot is not None
    return thaw(snapshot)


# ---------------------------------------------------------------- the same everywhere


def texts_of(elements: Sequence[Element]) -> list[str]:
    """Every word and figure of a section that both page and print must say."""
    found: list[str] = []
    for element in elements:
        match element:
            case Paragraph():
                found.append(element.text)
            case Listing() | Framed():
                found += element.items
            case Facts():
                found += [text for pair in element.items for text in pair]
            case Figure():
                found += texts_of([element.table])
            case Table():
                # on pages a bar stands in the cell of its figure, so its column has no head
                last = len(element.columns) - any(isinstance(row.cells[-1], Bar) for row in element.rows)
                found += [element.caption, *(column.head for column in element.columns[:last])]
                cells = [cell for row in element.rows for cell in row.cells]
                found += [
                    cell.text if isinstance(cell, LightMark) else cell
                    for cell in cells
                    if isinstance(cell, str | LightMark)
                ]
    return [folded(text) for text in found]


def missing_on(page: Page, pdf: PdfFacts, report: CommitteeReport) -> list[str]:
    on_page, in_print = folded(page.text), pdf.text()
    wanted = [
        text
        for section in document(report).all_sections()
        for text in (folded(f"{section.number} {section.heading}"), *texts_of(section.body))
    ]
    assert len(wanted) > 300
    return [text for text in wanted if text not in on_page or text not in in_print]


def test_page_and_print_say_the_same(session: Session, played: ReportingPeriod, visitor: PageClient) -> None:
    session.commit()
    page = visitor.get("/berichte/2026-H1/ganz")
    pdf = read_pdf(served(session, played).content)
    assert HEADLINE in page.text
    assert missing_on(page, pdf, report_of(session, played)) == []


@ONE_DATABASE
def test_the_pdf_is_served_as_it_was_stored(
    session: Session, played: ReportingPeriod, visitor: PageClient
) -> None:
    session.commit()
    for form, address in ((PdfForm.A3, ""), (PdfForm.A2, "?form=a2")):
        answer = visitor.get(f"/berichte/2026-H1.pdf{address}").response
        issue = served(session, played, form)
        assert answer.data == issue.content
        assert sha256(answer.data).hexdigest() == issue.sha256 == answer.get_etag()[0]


@ONE_DATABASE
def test_the_same_fassung_and_session_give_the_same_bytes(session: Session, played: ReportingPeriod) -> None:
    again = {issue.form: issue.content for issue in printed_issues(session, played.id, ISSUER)}
    assert again == {form: served(session, played, form).content for form in PUBLIC_FORMS}


@ONE_DATABASE
def test_the_figures_travel_with_the_pdf(
    session: Session, played: ReportingPeriod, visitor: PageClient
) -> None:
    session.commit()
    published_json = visitor.get("/berichte/2026-H1.json").response.data
    with pikepdf.open(BytesIO(visitor.get("/berichte/2026-H1.pdf").response.data)) as pdf:
        attached = pdf.attachments["bericht-2026-H1.json"].get_file().read_bytes()
        assert len(pdf.pages) == served(session, played).pages
    assert attached == published_json


@ONE_DATABASE
def test_pages_and_title_block_are_kept_with_the_print(session: Session, played: ReportingPeriod) -> None:
    issue = served(session, played)
    block = title_block_from_json(issue.title_block)
    assert (block.session_date, block.paper_reference) == (date(2026, 9, 23), "")
    assert block.subject == "KI in die Umsetzung bringen – 1. Halbjahresbericht"
    assert (issue.number, issue.issued_by, issue.issued_at) == (1, "approver", RELEASED)


# ---------------------------------------------------------------- a changed session


def changed_session(session: Session, period: ReportingPeriod) -> None:
    """The session office enters number and item after the report was given out."""
    held = with_session(session, period)
    new = SessionInput(
        body_id=held.body_id, held_on=held.held_on, agenda_item="4", paper_reference="WIV-12/2026"
    )
    set_session(session, period, new, by=editor(session), now=RELEASED)


@ONE_DATABASE
def test_a_changed_session_makes_a_new_issue_of_the_same_figures(
    session: Session, played: ReportingPeriod, visitor: PageClient
) -> None:
    first = served(session, played).content
    session.commit()
    before = visitor.get("/berichte/2026-H1")
    changed_session(session, played)
    session.commit()
    assert visitor.get("/berichte/2026-H1").text == before.text
    reissue(
        session,
        played,
        printed(session, played),
        by=approver(session),
        now=RELEASED + timedelta(days=1),
    )
    session.commit()
    after = visitor.get("/berichte/2026-H1")
    assert "Nr. WIV-12/2026" in after.text
    assert "Vorlage Nr. folgt" in before.text
    newest = served(session, played)
    assert (newest.number, newest.content != first) == (2, True)
    assert "Sitzungsvorlage Nr. WIV-12/2026" in read_pdf(newest.content).text()
    assert visitor.get("/berichte/2026-H1.pdf").response.data == newest.content
    snapshot = newest_snapshot(session, played.id)
    assert snapshot is not None
    assert [(issue.number, issue.form) for issue in issues_of(session, snapshot)] == [
        (number, form) for number in (1, 2) for form in sorted(PUBLIC_FORMS)
    ]


def test_the_history_tells_the_new_issue(session: Session) -> None:
    period = published(session)
    changed_session(session, period)
    snapshot = newest_snapshot(session, period.id)
    assert snapshot is not None
    reissue(session, period, made_up_issues(session, snapshot), by=approver(session), now=PUBLISHED)
    entry = remembered(session, "reporting_period", period.id)[-1]
    assert (entry.field, entry.old, entry.new) == ("Ausgabe", "1", "2")


def test_an_unchanged_session_makes_no_new_issue(session: Session) -> None:
    period = published(session)
    snapshot = newest_snapshot(session, period.id)
    assert snapshot is not None
    with pytest.raises(RuleViolations, match="Die Sitzungsdaten sind unverändert"):
        reissue(session, period, made_up_issues(session, snapshot), by=approver(session), now=PUBLISHED)


def test_only_what_was_given_out_is_issued_again(session: Session) -> None:
    period = closed(session)
    issues = made_up_issues(session, frozen(session, period))
    with pytest.raises(RuleViolations, match="noch nicht zum Versand gegeben"):
        reissue(session, period, issues, by=approver(session), now=RELEASED)


def test_a_project_lead_issues_nothing(session: Session) -> None:
    period = published(session)
    with pytest.raises(Forbidden):
        reissue(session, period, (), by=person(session, Role.PARTNER), now=RELEASED)


# ---------------------------------------------------------------- what is stored


def test_issues_are_never_changed_or_deleted(session: Session) -> None:
    published(session)
    for forbidden in (
        sa.update(IssuedReport).values(number=7),
        sa.delete(IssuedReport),
    ):
        with pytest.raises(sa.exc.IntegrityError), session.begin_nested():
            session.execute(forbidden)


def test_a_print_of_another_fassung_is_not_released(session: Session) -> None:
    """Printing takes a while; meanwhile somebody may have frozen the figures anew."""
    period = closed(session)
    old = made_up_issues(session, frozen(session, period))
    frozen(session, period, now=FROZEN + timedelta(minutes=5))
    with pytest.raises(Conflict, match="neu festgeschrieben"):
        release_period(session, period, old, by=approver(session), now=RELEASED)
    assert period.state is PeriodState.IN_REVIEW


@pytest.mark.parametrize("forms", [(), (PdfForm.A3,)], ids=["nothing", "one form"])
def test_a_report_is_given_out_in_both_forms(session: Session, forms: tuple[PdfForm, ...]) -> None:
    period = closed(session)
    issues: list[IssueContent] = [
        issue for issue in made_up_issues(session, frozen(session, period)) if issue.form in forms
    ]
    with pytest.raises(ValueError, match="every edition"):
        release_period(session, period, issues, by=approver(session), now=RELEASED)


@ONE_DATABASE
def test_a_block_that_was_never_reported_is_in_the_report_all_the_same(
    session: Session, played: ReportingPeriod
) -> None:
    report = report_of(session, played)
    assert block_of(session, "maikerspace").slug in {block.slug for block in report.blocks}
    assert len(report.blocks) == 7

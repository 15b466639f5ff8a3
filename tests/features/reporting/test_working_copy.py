"""The Word file for offices that have to paste from the report."""

from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from sqlalchemy.orm import Session

from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import CODE, frozen_value, handed_out
from tests.features.reporting.report_rows import opened as opened_period
from tests.support.page_client import ClientOf, Page
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.reporting.queries.snapshots import newest_snapshot, thaw

ADDRESS = f"/berichte/{CODE}.docx"


def opened(page: Page) -> WordDocument:
    assert page.response.status_code == 200
    return docx.Document(BytesIO(page.response.data))


@ONE_DATABASE
def test_it_holds_the_report_with_its_charts_as_pictures(session: Session, client_of: ClientOf) -> None:
    period = handed_out(session, frozen_value())
    session.commit()
    page = client_of(Role.SESSION_OFFICE).get(ADDRESS)
    word = opened(page)
    snapshot = newest_snapshot(session, period.id)
    assert snapshot is not None
    alts = [properties.get("descr") for properties in word.element.body.iter(qn("wp:docPr"))]
    assert alts == [chart.alt for chart in document(thaw(snapshot)).charts()] != []
    assert "arbeitsfassung" in page.response.headers["Content-Disposition"]
    assert "Entwurf" not in word.sections[0].header.paragraphs[0].text


@ONE_DATABASE
def test_a_draft_says_so_on_every_page_and_in_its_name(session: Session, client_of: ClientOf) -> None:
    opened_period(session)
    session.commit()
    page = client_of(Role.EDITOR).get(ADDRESS)
    assert "Entwurf" in opened(page).sections[0].header.paragraphs[0].text
    assert "entwurf" in page.response.headers["Content-Disposition"]

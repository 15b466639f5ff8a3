"""Documents behind the entries of a figure: linked for those who may read them."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tests.features.finance.evidence_rows import OPEN_DOCUMENT, PAGE, WITHHELD
from tests.features.finance.money_rows import GRANTED, book, make_resolution, officer
from tests.features.record_rows import LATER, NOW
from tests.features.reporting.report_rows import block_of, live, opened
from tests.support.page_client import ClientOf
from vrs_tracker.domain.inputs.evidence import DocumentInput
from vrs_tracker.domain.policy import PUBLIC
from vrs_tracker.domain.provenance.lines import entry_line
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.dashboard.queries import proofs_behind
from vrs_tracker.features.finance.actions.evidence import add_document, take_back_document
from vrs_tracker.tables.documents import DocumentUse
from vrs_tracker.tables.finance import FundingEntry, Resolution

FIGURE = "/zahlen/bewilligt?baustein=aivision&geldgeber=vrs"


@pytest.fixture
def entry(session: Session) -> FundingEntry:
    """Give a grant that rests on a public resolution."""
    opened(session)
    resolution, block = make_resolution(session), block_of(session, "aivision")
    return book(session, replace(GRANTED, block_id=block.id, resolution_id=resolution.id))


def proven(session: Session, entry: FundingEntry, new: DocumentInput = OPEN_DOCUMENT) -> DocumentUse:
    return add_document(session, entry, PAGE, new, by=officer(session), now=NOW)


def titles(session: Session, entry: FundingEntry) -> list[str]:
    """What a visitor finds behind the entry."""
    report = live(session)
    (row,) = [one for one in report.entries if one.id == entry.id]
    return [proof.title for proof in proofs_behind(session, PUBLIC, (entry_line(report, row),))]


def resolution_of(session: Session, entry: FundingEntry) -> Resolution:
    found = session.get(Resolution, entry.resolution_id)
    assert found is not None
    return found


def test_an_entry_leads_to_its_document(session: Session, entry: FundingEntry, client_of: ClientOf) -> None:
    use = proven(session, entry)
    session.commit()
    page = client_of(Role.AUDITOR).get(FIGURE)
    address = f"/belege/{use.id}/Niederschrift.pdf"
    links = [link.attributes["href"] for link in page.html.css("#tabelle-eintraege a, .list a")]
    assert links.count(address) == 2
    assert page.all(".list li") == ["Niederschrift vom 06.05.2026 (PDF, 1 kB)"]


def test_a_document_of_the_resolution_stands_behind_the_entry_too(
    session: Session, entry: FundingEntry
) -> None:
    add_document(session, resolution_of(session, entry), PAGE, OPEN_DOCUMENT, by=officer(session), now=NOW)
    assert titles(session, entry) == [OPEN_DOCUMENT.title]


def test_visitors_find_nothing_of_what_is_withheld(session: Session, entry: FundingEntry) -> None:
    proven(session, entry, WITHHELD)
    assert titles(session, entry) == []


def test_auditors_find_what_is_withheld(session: Session, entry: FundingEntry, client_of: ClientOf) -> None:
    proven(session, entry, WITHHELD)
    session.commit()
    assert client_of(Role.AUDITOR).get(FIGURE).all(".list li") == ["Niederschrift vom 06.05.2026 (PDF, 1 kB)"]


def test_visitors_find_nothing_behind_a_resolution_that_is_withheld(
    session: Session, entry: FundingEntry
) -> None:
    proven(session, entry)
    assert titles(session, entry) == [OPEN_DOCUMENT.title]
    resolution = resolution_of(session, entry)
    resolution.is_public, resolution.withheld_reason = False, "nichtöffentliche Sitzung"
    session.flush()
    assert titles(session, entry) == []


def test_a_document_that_was_taken_back_proves_nothing(session: Session, entry: FundingEntry) -> None:
    use = proven(session, entry)
    take_back_document(session, use, "falsche Fassung", by=officer(session), now=LATER)
    assert titles(session, entry) == []

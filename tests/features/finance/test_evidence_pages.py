"""Pages on which documents are listed, added, read and taken back."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from tests.features.finance.evidence_rows import OPEN_DOCUMENT, PAGE, WITHHELD, packed, pdf
from tests.features.finance.money_rows import book, make_resolution, officer
from tests.features.record_rows import NOW, statements
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain import evidence
from vrs_tracker.domain.evidence import HAS_MACROS, TOO_LARGE, WORDS_NEEDED, WRONG_TYPE
from vrs_tracker.domain.policy import PUBLIC
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance.actions.evidence import add_document
from vrs_tracker.features.finance.queries.evidence import documents_for, uses_of
from vrs_tracker.tables.finance import Resolution
from vrs_tracker.web.headers import SANDBOX
from vrs_tracker.web.request_limits import LARGEST_FORM, LARGEST_SENT_DOCUMENT

TYPED = {"title": "Niederschrift vom 06.05.2026", "is_public": "alle"}


@pytest.fixture
def resolution(session: Session) -> Resolution:
    made = make_resolution(session)
    session.commit()
    return made


@pytest.fixture
def client(client_of: ClientOf) -> PageClient:
    return client_of(Role.BUDGET_OFFICER)


def send(
    client: PageClient,
    resolution: Resolution,
    content: bytes,
    typed: Mapping[str, str] = TYPED,
    *,
    name: str = "Niederschrift.pdf",
    status: int = 303,
) -> Page:
    """Fill in the form with a file, and send it as a browser does."""
    page = client.get(f"/belege/beschluesse/{resolution.id}")
    fields: dict[str, object] = {**typed, "file": [FileStorage(BytesIO(content), name)]}
    return client.submit(page, fields, button="Dokument hinterlegen", status=status)  # type: ignore[arg-type] # a file among the texts


def test_a_document_is_added_listed_and_read(
    client: PageClient, visitor: PageClient, resolution: Resolution
) -> None:
    page = client.follow(send(client, resolution, pdf()))
    (row,) = page.table("Hinterlegte Dokumente")
    assert row["Dokument"] == "Niederschrift vom 06.05.2026 (PDF, 1 kB)"
    assert row["Lesbar für"] == "alle"
    listed = visitor.get("/belege/")
    (shown,) = listed.table("Dokumente")
    assert "Lesbar für" not in shown
    link = listed.html.css_first("main table a")
    assert link is not None
    answer = visitor.get(str(link.attributes["href"]))
    assert answer.response.data == pdf()


def test_a_document_is_saved_and_never_run(
    visitor: PageClient, session: Session, resolution: Resolution
) -> None:
    use = add_document(session, resolution, PAGE, OPEN_DOCUMENT, by=officer(session), now=NOW)
    session.commit()
    answer = visitor.get(f"/belege/{use.id}/{use.file_name}").response
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == "attachment; filename=Niederschrift.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == SANDBOX
    moved = visitor.get(f"/belege/{use.id}/anders.pdf", status=303)
    assert moved.location == f"/belege/{use.id}/Niederschrift.pdf"


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"MZ a program", "Beschluss.pdf", WRONG_TYPE),
        (b"<html><script>alert(1)</script>", "bild.png", WRONG_TYPE),
        (packed("word/document.xml", "word/vbaProject.bin"), "Brief.docx", HAS_MACROS),
    ],
)
def test_what_a_file_is_called_counts_for_nothing(
    client: PageClient, resolution: Resolution, content: bytes, name: str, sentence: str
) -> None:
    page = send(client, resolution, content, name=name, status=422)
    assert page.errors == {"file": sentence}
    assert page.typed("title") == TYPED["title"]


def test_nothing_typed_is_lost_when_a_document_is_too_large(
    client: PageClient, resolution: Resolution, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "LARGEST_DOCUMENT", 100)
    page = send(client, resolution, pdf(), status=422)
    assert page.errors == {"file": TOO_LARGE}
    assert page.typed("title") == TYPED["title"]


def test_a_far_too_large_file_is_refused_with_the_way_back(
    client: PageClient, resolution: Resolution
) -> None:
    body = BytesIO(bytes(LARGEST_SENT_DOCUMENT + LARGEST_FORM + 1))
    kind, address = "multipart/form-data; boundary=x", f"/belege/beschluesse/{resolution.id}"
    page = Page(client.browser.post(address, input_stream=body, content_type=kind))
    assert page.status == 413
    assert "größer als 20 Megabyte" in page.text
    assert "einen Schritt zurück" in page.text


def test_a_scan_asks_for_words_and_for_the_file_once_more(
    client: PageClient, session: Session, resolution: Resolution
) -> None:
    page = send(client, resolution, pdf(with_text=False), status=422)
    assert page.errors["in_words"] == WORDS_NEEDED
    assert "noch einmal" in page.errors["file"]
    send(client, resolution, pdf(with_text=False), {**TYPED, "in_words": "Zustimmung."})
    assert len(uses_of(session, resolution)) == 1


def test_a_form_without_a_file_asks_for_it(client: PageClient, resolution: Resolution) -> None:
    page = send(client, resolution, b"", {}, status=422)
    assert set(page.errors) == {"file", "title", "is_public"}


def test_a_withheld_document_needs_a_reason_and_is_not_listed(
    client: PageClient, visitor: PageClient, resolution: Resolution
) -> None:
    withheld = {**TYPED, "is_public": "verwaltung"}
    assert set(send(client, resolution, pdf(), withheld, status=422).errors) == {"file", "withheld_reason"}
    send(client, resolution, pdf(), {**withheld, "withheld_reason": "enthält Namen"})
    assert visitor.get("/belege/").all("main table") == []
    (row,) = client.get("/belege/").table("Dokumente")
    assert row["Lesbar für"] == "nur die Verwaltung: enthält Namen"


def test_a_document_is_taken_back_with_a_reason(
    client: PageClient, visitor: PageClient, session: Session, resolution: Resolution
) -> None:
    use = add_document(session, resolution, PAGE, OPEN_DOCUMENT, by=officer(session), now=NOW)
    session.commit()
    address = f"/belege/{use.id}/zuruecknehmen"
    assert set(client.submit(client.get(address), status=422).errors) == {"reason"}
    page = client.follow(client.submit(client.get(address), {"reason": "falsche Datei"}))
    (row,) = page.table("Hinterlegte Dokumente")
    assert row["Lesbar für"] == "zurückgenommen: falsche Datei"
    visitor.get(f"/belege/{use.id}/{use.file_name}", status=404)


def test_other_staff_read_and_cannot_add(
    client_of: ClientOf, session: Session, resolution: Resolution
) -> None:
    add_document(session, resolution, PAGE, WITHHELD, by=officer(session), now=NOW)
    session.commit()
    for role in (Role.EDITOR, Role.APPROVER, Role.AUDITOR):
        page = client_of(role).get(f"/belege/beschluesse/{resolution.id}")
        assert len(page.table("Hinterlegte Dokumente")) == 1
        assert page.all("form input[type=file]") == []


def test_a_recorded_resolution_and_a_booking_lead_to_their_documents(
    client: PageClient, session: Session
) -> None:
    row = book(session)
    session.commit()
    page = client.get("/finanzen/buchungen")
    links = [str(link.attributes["href"]) for link in page.html.css("main table a")]
    assert f"/belege/buchungen/{row.id}" in links


def test_the_list_costs_as_much_for_many_documents(session: Session, resolution: Resolution) -> None:
    add_document(session, resolution, PAGE, OPEN_DOCUMENT, by=officer(session), now=NOW)
    costs = []
    for wanted in (2, 13):
        while len(documents_for(session, PUBLIC)) < wanted:
            add_document(session, book(session), PAGE, OPEN_DOCUMENT, by=officer(session), now=NOW)
        with statements(session.connection()) as found:
            documents_for(session, PUBLIC)
        costs.append(len(found))
    assert costs == [2, 2]

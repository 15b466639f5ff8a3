"""The files of a report: stored bytes, names, drafts one at a time."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import (
    CODE,
    closed,
    frozen,
    frozen_value,
    handed_out,
    opened,
    published,
    released,
)
from tests.reports.pdf_facts import read_pdf
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.issue import figures_checksum
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.payload import canonical_json, checksum
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import OrganisationKind, Role
from vrs_tracker.domain.vocabulary.reporting import PdfForm
from vrs_tracker.features.reporting import render
from vrs_tracker.features.reporting.queries.snapshots import newest_issue
from vrs_tracker.features.reporting.views import blueprint, files
from vrs_tracker.tables.actors import Organisation
from vrs_tracker.tables.reporting import IssuedReport

FILE = f"/berichte/{CODE}"


def name_of(page: Page) -> str:
    return page.response.headers["Content-Disposition"].removeprefix("attachment; filename=")


@pytest.fixture
def never_printed(monkeypatch: pytest.MonkeyPatch) -> list[PdfForm]:
    """Replace the print of drafts; the list tells what was asked for."""
    asked: list[PdfForm] = []

    def preview(report: CommitteeReport, _block: TitleBlock, form: PdfForm = PdfForm.A3) -> bytes:
        asked.append(form)
        return f"%PDF draft of Fassung {report.version}".encode()

    monkeypatch.setattr(render, "preview", preview)
    return asked


# ---------------------------------------------------------------- what was handed out


def test_a_public_request_never_prints(
    session: Session, visitor: PageClient, never_printed: list[PdfForm]
) -> None:
    period = published(session)
    session.commit()
    for form, address in ((PdfForm.A3, ""), (PdfForm.A2, "?form=a2"), (PdfForm.A3, "?form=x")):
        issue = newest_issue(session, period.id, form)
        assert issue is not None
        assert visitor.get(f"{FILE}.pdf{address}").response.data == issue.content
    assert never_printed == []


@ONE_DATABASE
def test_a_form_that_was_not_handed_out_is_not_made_up(
    session: Session, visitor: PageClient, never_printed: list[PdfForm]
) -> None:
    """Only a broken database lacks a form; then nothing is printed that nobody has released."""
    published(session)
    session.connection().exec_driver_sql("DROP TRIGGER issued_report_no_delete")
    session.execute(sa.delete(IssuedReport).where(IssuedReport.form == PdfForm.A2))
    session.commit()
    assert visitor.get(f"{FILE}.pdf?form=a2", status=404).h1 == "Diese Seite gibt es nicht"
    assert never_printed == []


def test_a_file_that_the_browser_has_is_not_sent_again(session: Session, visitor: PageClient) -> None:
    period = published(session)
    session.commit()
    for address in (".pdf", ".json", ".csv", ".zip"):
        first = visitor.get(FILE + address).response
        tag = first.headers["ETag"]
        again = visitor.browser.get(FILE + address, headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
    issue = newest_issue(session, period.id, PdfForm.A3)
    assert issue is not None
    assert visitor.get(f"{FILE}.pdf").response.headers["ETag"] == f'"{issue.sha256}"'


def test_files_say_in_their_names_what_they_are(session: Session, visitor: PageClient) -> None:
    published(session)
    session.commit()
    addresses = (".pdf", ".pdf?form=a2", ".json", ".csv", ".zip")
    assert [name_of(visitor.get(FILE + address)) for address in addresses] == [
        "bericht-2026-H1.pdf",
        "bericht-2026-H1-ohne-anlagen.pdf",
        "bericht-2026-H1.json",
        "bericht-2026-H1-betraege.csv",
        "bericht-2026-H1-tabellen.zip",
    ]


def test_invented_content_is_marked_in_every_name(session: Session, visitor: PageClient) -> None:
    session.add(Organisation(name="Muster", kind=OrganisationKind.OTHER, provenance=Provenance.DEMO))
    published(session)
    session.commit()
    names = [name_of(visitor.get(FILE + address)) for address in (".pdf", ".json", ".csv", ".zip")]
    assert [name for name in names if "-demodaten." not in name] == []


def test_the_json_carries_the_checksum_of_the_frozen_figures(session: Session, visitor: PageClient) -> None:
    report = frozen_value()
    handed_out(session, report)
    session.commit()
    found = json.loads(visitor.get(f"{FILE}.json").response.data)
    assert found["sha256"] == checksum(canonical_json(found["bericht"])) == figures_checksum(report)
    assert found["hinweis"] == ""


def test_the_csv_holds_every_booked_amount_to_the_cent(session: Session, visitor: PageClient) -> None:
    report = frozen_value()
    handed_out(session, report)
    session.commit()
    answer = visitor.get(f"{FILE}.csv").response
    assert answer.content_type == "text/csv; charset=utf-8"
    text = answer.data.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert len(rows) == len(report.entries) > 10
    assert rows[0]["Betrag in Euro"] == "1.250.000,00"
    assert {row["Herkunft"] for row in rows} == {"erfasst"}


def test_the_archive_holds_every_table_of_the_report(session: Session, visitor: PageClient) -> None:
    report = frozen_value()
    handed_out(session, report)
    session.commit()
    with ZipFile(BytesIO(visitor.get(f"{FILE}.zip").response.data)) as packed:
        names = packed.namelist()
        tables = list(document(report).tables())
        assert len(names) == len(tables) + 1
        assert names[-1] == "bericht-2026-H1.json"
        assert {entry.date_time for entry in packed.infolist()} == {(2026, 6, 30, 0, 0, 0)}
        first = packed.read(names[0]).decode("utf-8-sig")
    assert first.split(";")[0] == tables[0].columns[0].head


# ---------------------------------------------------------------- drafts


def test_a_draft_says_so_in_name_and_print(session: Session, client_of: ClientOf) -> None:
    opened(session)
    session.commit()
    answer = client_of(Role.EDITOR).get(f"{FILE}.pdf")
    assert name_of(answer) == "bericht-2026-H1-entwurf.pdf"
    pdf = read_pdf(answer.response.data)
    assert "Entwurf · Vorlage Nr. folgt" in pdf.text()
    assert sum("Entwurf" in text for text in pdf.artifacts) >= pdf.pages
    assert session.scalar(sa.select(sa.func.count(IssuedReport.id))) == 0


def test_in_review_the_draft_is_the_fassung_that_would_be_given_out(
    session: Session, client_of: ClientOf, never_printed: list[PdfForm]
) -> None:
    frozen(session, closed(session))
    session.commit()
    assert client_of(Role.APPROVER).get(f"{FILE}.pdf?form=a2").response.data.endswith(b"Fassung 1")
    assert never_printed == [PdfForm.A2]


def test_drafts_are_printed_one_at_a_time(
    session: Session, client_of: ClientOf, never_printed: list[PdfForm], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(session)
    session.commit()
    client = client_of(Role.EDITOR)
    monkeypatch.setattr(files, "MOST_SECONDS_TO_WAIT", 0)
    with blueprint.ONE_PRINT_AT_A_TIME:
        page = client.get(f"{FILE}.pdf", status=429)
    assert page.h1 == "Gerade wird ein anderer Entwurf gedruckt"
    assert never_printed == []
    assert client.get(f"{FILE}.pdf").response.data.startswith(b"%PDF")


def test_a_print_that_fails_lets_the_next_one_begin(
    session: Session, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(session)
    session.commit()
    client = client_of(Role.EDITOR)

    def failing(*_: object) -> bytes:
        raise render.PrintFailed("Das PDF konnte nicht erstellt werden.")

    monkeypatch.setattr(render, "preview", failing)
    assert client.browser.get(f"{FILE}.pdf").status_code == 500
    assert not blueprint.ONE_PRINT_AT_A_TIME.locked()


def test_released_files_are_for_members_before_they_are_for_all(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    period = closed(session)
    released(session, period, frozen(session, period))
    session.commit()
    assert client_of(Role.MEMBER).get(f"{FILE}.pdf").response.data.startswith(b"%PDF a3 1")
    assert visitor.get(f"{FILE}.pdf", status=404).h1 == "Noch nicht veröffentlicht"

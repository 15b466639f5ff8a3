"""The page that says whether a file or a paper is what was handed out: it reads and keeps nothing."""

from io import BytesIO

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.reporting.report_rows import (
    frozen_value,
    handed_out,
    held_back,
    published,
)
from tests.features.reporting.supplement_rows import GIVEN_OUT, given_out, snapshot_of
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.issue import figures_checksum
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.verification import checksum_typed, claim_of
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import PdfForm, PeriodState
from vrs_tracker.features.reporting.queries.snapshots import newest_issue
from vrs_tracker.features.reporting.views import blueprint, checking
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.web.request_limits import LARGEST_BODY

PAGE = "/berichte/pruefen"


def handed_in(client: PageClient, content: bytes, *, status: int = 200) -> Page:
    """Upload a file; the page must be fetched before, as a browser does."""
    client.get(PAGE)
    file = (BytesIO(content), "bericht.pdf")
    return client.post(PAGE, {"file": [file]}, status=status)  # type: ignore[list-item] # Werkzeug's way of a file


def content_of(session: Session, period: ReportingPeriod, form: PdfForm = PdfForm.A3) -> bytes:
    issue = newest_issue(session, period.id, form)
    assert issue is not None
    return issue.content


def test_an_uploaded_report_is_recognised_and_nothing_is_kept(session: Session, visitor: PageClient) -> None:
    content = content_of(session, published(session))
    session.commit()
    entries = session.scalar(sa.select(sa.func.count(HistoryEntry.id)))
    page = handed_in(visitor, content)
    assert "Unverändert: Das ist Ausgabe 1 der Fassung 1 des Berichts für das 1. Halbjahr 2026" in page.text
    assert session.scalar(sa.select(sa.func.count(HistoryEntry.id))) == entries


def test_a_foreign_file_and_no_file_are_told_apart(session: Session, visitor: PageClient) -> None:
    published(session)
    session.commit()
    assert "Unbekannt: Diese Datei ist kein Bericht" in handed_in(visitor, b"Einkaufszettel").text
    assert "Wählen Sie die PDF-Datei aus" in handed_in(visitor, b"", status=422).text
    assert "Wählen Sie die PDF-Datei aus" in visitor.post(PAGE, {"file": "kein Anhang"}, status=422).text


def test_a_file_that_is_too_large_is_refused(session: Session, visitor: PageClient) -> None:
    published(session)
    session.commit()
    body = BytesIO(bytes(LARGEST_BODY + 1))
    kind = "multipart/form-data; boundary=x"
    answer = visitor.browser.post(PAGE, input_stream=body, content_type=kind)
    assert (answer.status_code, Page(answer).h1) == (413, "Das ist zu groß")


def test_files_are_checked_one_at_a_time(
    session: Session, visitor: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(session)
    session.commit()
    monkeypatch.setattr(checking, "MOST_SECONDS_TO_WAIT", 0)
    with blueprint.ONE_CHECK_AT_A_TIME:
        assert handed_in(visitor, b"%PDF", status=429).h1 == "Gerade wird eine andere Datei geprüft"


def test_before_publication_a_visitor_learns_nothing_and_a_member_does(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    report = frozen_value()
    content = content_of(session, handed_out(session, report, state=PeriodState.RELEASED))
    session.commit()
    typed = f"{PAGE}?pruefsumme={figures_checksum(report)[:8]}"
    assert (
        "Unbekannt: Diese Datei ist kein Bericht, der hier veröffentlicht" in handed_in(visitor, content).text
    )
    assert "gehört zu keinem Bericht" in visitor.get(typed).text
    assert "Unverändert: Das ist Ausgabe 1" in handed_in(client_of(Role.MEMBER), content).text
    assert "steht auf jeder Seite der Fassung 1" in client_of(Role.MEMBER).get(typed).text


def test_a_non_public_file_is_recognised_for_those_who_may_read_it(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    period = handed_out(session, frozen_value(), withheld=held_back())
    content = content_of(session, period, PdfForm.NONPUBLIC)
    session.commit()
    assert "Unbekannt" in handed_in(visitor, content).text
    assert "(nichtöffentlich), ausgegeben am" in handed_in(client_of(Role.MEMBER), content).text


def test_a_checksum_from_paper_leads_to_its_report(session: Session, visitor: PageClient) -> None:
    report = frozen_value()
    period = handed_out(session, report)
    session.commit()
    short = figures_checksum(report)[:8]
    page = visitor.get(f"{PAGE}?pruefsumme={short[:4].upper()}+{short[4:]}")
    assert (
        "Diese Prüfsumme steht auf jeder Seite der Fassung 1 des Berichts für das 1. Halbjahr 2026; "
        in page.text
    )
    issue = newest_issue(session, period.id, PdfForm.A2)
    assert issue is not None
    page = visitor.get(f"{PAGE}?pruefsumme={issue.sha256}")
    assert "Diese Prüfsumme gehört zu einer Datei: Ausgabe 1" in page.text
    assert "gehört zu keinem Bericht" in visitor.get(f"{PAGE}?pruefsumme=00000000").text


def test_the_checksum_on_the_paper_of_an_ergaenzung_leads_to_it(
    session: Session, visitor: PageClient
) -> None:
    period = handed_out(session, frozen_value())
    row = given_out(session)
    foot = snapshot_of(session).sha256[:8]
    session.commit()
    page = visitor.get(f"{PAGE}?pruefsumme={foot}")
    assert "steht auf jeder Seite der Fassung 1" in page.text
    assert f"Sie steht auch auf der 1. Ergänzung vom {date_de(GIVEN_OUT)}." in page.text
    page = visitor.get(f"{PAGE}?pruefsumme={row.sha256[:12]}")
    assert "Diese Prüfsumme gehört zu einer Datei: 1. Ergänzung zum " in page.text
    period.state, period.published_at = PeriodState.RELEASED, None
    session.commit()
    assert "gehört zu keinem Bericht" in visitor.get(f"{PAGE}?pruefsumme={row.sha256[:12]}").text


def test_what_is_no_checksum_is_said_at_the_field(session: Session, visitor: PageClient) -> None:
    published(session)
    session.commit()
    page = visitor.get(f"{PAGE}?pruefsumme=3f9", status=422)
    assert "Geben Sie mindestens 8 Zeichen der Prüfsumme ein" in page.text
    assert 'value="3f9"' in page.response.get_data(as_text=True)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3F9A 10c7", "3f9a10c7"),
        (" 3f9a\N{NO-BREAK SPACE}10c7 ", "3f9a10c7"),
        ("a" * 64, "a" * 64),
        ("a" * 65, None),
        ("3f9a10c", None),
        ("%%%%%%%%", None),
        ("", None),
    ],
)
def test_checksums_are_read_as_people_copy_them(typed: str, read: str | None) -> None:
    assert checksum_typed(typed) == read


def test_what_a_file_says_of_itself_is_read_or_is_nothing() -> None:
    said = claim_of(
        f"Bericht 2026-H1, Stand 30.06.2026, Fassung 2, Zahlen {'a' * 64}, PDF ohne Anlagen, Entwurf"
    )
    assert said is not None
    assert (said.code, said.stand, said.figures, said.is_draft) == ("2026-H1", "30.06.2026", "a" * 64, True)
    assert claim_of("Ein Bericht") is None

"""Is a file what was handed out? Byte for byte, also for issues that are no longer served."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from sqlalchemy.orm import Session

from tests.features.reporting.printed import ONE_DATABASE, printed
from tests.features.reporting.report_rows import (
    HALF,
    ISSUER,
    PUBLISHED,
    RELEASED,
    approver,
    closed,
    frozen,
    with_session,
)
from vrs_tracker.domain.verification import Verdict
from vrs_tracker.domain.vocabulary.reporting import PUBLIC_FORMS, PdfForm, PeriodState
from vrs_tracker.features.reporting.actions import reissue, release_period
from vrs_tracker.features.reporting.queries.snapshots import newest_issue, newest_snapshot, thaw
from vrs_tracker.features.reporting.queries.title import load_title_block
from vrs_tracker.features.reporting.readers import verify
from vrs_tracker.features.reporting.render import preview
from vrs_tracker.tables.periods import ReportingPeriod

pytestmark = ONE_DATABASE


@pytest.fixture
def period(session: Session) -> ReportingPeriod:
    """Give a released half-year with a real print."""
    found = closed(session)
    frozen(session, found)
    issues = printed(session, found)
    return release_period(session, found, issues, by=approver(session), now=RELEASED)


def content(session: Session, period: ReportingPeriod, form: PdfForm = PdfForm.A3) -> bytes:
    issue = newest_issue(session, period.id, form)
    assert issue is not None
    return issue.content


def attached(document: pikepdf.Pdf, content: bytes) -> pikepdf.AttachedFileSpec:
    return pikepdf.AttachedFileSpec(
        document,
        content,
        description="",
        filename="bericht.json",
        mime_type="application/json",
        creation_date="",
        mod_date="",
    )


def saved_again(pdf: bytes, *, attachment: bytes = b"") -> bytes:
    """Save a PDF as another program would, perhaps with other figures attached."""
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        if attachment:
            document.attachments["bericht-2026-H1.json"] = attached(document, attachment)
        document.save(target)
    return target.getvalue()


def test_what_was_handed_out_is_recognised_in_both_forms(session: Session, period: ReportingPeriod) -> None:
    for form, kind in ((PdfForm.A3, "mit Zahlen als Anlage"), (PdfForm.A2, "ohne Anlagen")):
        found = verify(session, content(session, period, form))
        assert found.verdict is Verdict.SAME
        assert found.sentence == (
            "Unverändert: Das ist Ausgabe 1 der Fassung 1 des Berichts für das 1. Halbjahr 2026 "
            f"({kind}), ausgegeben am 01.09.2026, 11:00 Uhr, Byte für Byte."
        )


def test_an_issue_that_is_no_longer_served_stays_verifiable(
    session: Session, period: ReportingPeriod
) -> None:
    first = content(session, period)
    with_session(session, period)
    issues = printed(session, period)
    reissue(session, period, issues, by=approver(session), now=PUBLISHED)
    assert content(session, period) != first
    outdated = verify(session, first)
    assert outdated.verdict is Verdict.SAME
    assert outdated.sentence.startswith("Unverändert, aber veraltet: Das ist Ausgabe 1 der Fassung 1 ")
    assert outdated.sentence.endswith(
        ", Byte für Byte; es gibt Ausgabe 2 vom 24.09.2026, die Zahlen sind dieselben, die Sitzungsdaten "
        "andere: Sitzung am 23.09.2026 statt „Termin folgt“."
    )
    assert "Ausgabe 2 der Fassung 1" in verify(session, content(session, period)).sentence


def test_one_other_byte_makes_another_file(session: Session, period: ReportingPeriod) -> None:
    for form in PUBLIC_FORMS:
        original = content(session, period, form)
        middle = len(original) // 2
        altered = original[:middle] + bytes([original[middle] ^ 1]) + original[middle + 1 :]
        found = verify(session, altered)
        assert found.verdict is Verdict.ALTERED
        assert "aber ein Byte ist anders, von " in found.sentence


def test_a_torn_file_says_how_much_is_missing(session: Session, period: ReportingPeriod) -> None:
    original = content(session, period)
    found = verify(session, original[:-1234])
    assert found.verdict is Verdict.ALTERED
    assert found.sentence.startswith("Beschädigt: Das ist der Anfang von Ausgabe 1 der Fassung 1 ")
    assert "es fehlen die letzten 1.234 von " in found.sentence


def test_a_page_that_was_changed_is_named(session: Session, period: ReportingPeriod) -> None:
    for form in PUBLIC_FORMS:
        target = BytesIO()
        with pikepdf.open(BytesIO(content(session, period, form))) as document:
            document.pages[2].contents_add(b"q Q")
            document.save(target)
        found = verify(session, target.getvalue())
        assert found.verdict is Verdict.ALTERED
        assert found.sentence.endswith("; Seite 3 ist eine andere.")


def test_a_file_without_its_last_page_says_so(session: Session, period: ReportingPeriod) -> None:
    target = BytesIO()
    with pikepdf.open(BytesIO(content(session, period))) as document:
        whole = len(document.pages)
        del document.pages[-1]
        document.save(target)
    assert f"; sie hat {whole - 1} Seiten statt {whole}." in verify(session, target.getvalue()).sentence


def test_a_file_that_was_saved_again_is_altered(session: Session, period: ReportingPeriod) -> None:
    found = verify(session, saved_again(content(session, period)))
    assert found.verdict is Verdict.ALTERED
    assert found.sentence.endswith(
        "; der Inhalt der Seiten ist gleich, aber sie wurde neu gespeichert oder ihre Anlagen geändert."
    )


def test_altered_figures_are_named(session: Session, period: ReportingPeriod) -> None:
    with pikepdf.open(BytesIO(content(session, period))) as document:
        figures = document.attachments["bericht-2026-H1.json"].get_file().read_bytes()
    altered = saved_again(
        content(session, period), attachment=figures.replace(b"13200000.00", b"13300000.00")
    )
    found = verify(session, altered)
    assert found.verdict is Verdict.ALTERED
    assert "die angehängten Zahlen passen nicht zu deren Prüfsumme" in found.sentence


def test_a_twin_without_figures_and_description_is_known_by_its_identifier(
    session: Session, period: ReportingPeriod
) -> None:
    target = BytesIO()
    with pikepdf.open(BytesIO(content(session, period, PdfForm.A2))) as document:
        del document.docinfo["/Keywords"]
        document.save(target)
    found = verify(session, target.getvalue())
    assert found.verdict is Verdict.ALTERED
    assert "Die Datei stammt von Ausgabe 1 der Fassung 1" in found.sentence


def test_a_draft_of_the_same_figures_is_not_the_report(session: Session, period: ReportingPeriod) -> None:
    snapshot = newest_snapshot(session, period.id)
    assert snapshot is not None
    report = thaw(snapshot)
    draft = preview(report, load_title_block(session, report, ISSUER))
    found = verify(session, draft)
    assert found.verdict is Verdict.ALTERED
    assert found.sentence.startswith(
        "Kein ausgegebener Bericht: Die Datei nennt sich selbst einen Entwurf, Stand 30.06.2026; gültig ist "
        "Ausgabe 1 der Fassung 1 des Berichts für das 1. Halbjahr 2026 (ohne Anlagen), ausgegeben am "
    )


def foreign_pdf(attachment: bytes = b"") -> bytes:
    target = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        if attachment:
            document.attachments["bericht.json"] = attached(document, attachment)
        document.save(target)
    return target.getvalue()


FOREIGN = (
    b"",
    b"%PDF-1.7 torn",
    b"\x00" * 100,
    foreign_pdf(),
    foreign_pdf(b"{}"),
    foreign_pdf(b"[1]"),
    foreign_pdf(b"not json"),
    foreign_pdf(b'{"sha256": "abc", "bericht": {}}'),
    foreign_pdf(b'{"sha256": 1, "bericht": NaN}'),
    foreign_pdf('{"sha256": "ä"}'.encode("latin-1")),
)


def test_a_foreign_file_is_unknown(session: Session, period: ReportingPeriod) -> None:
    assert period.released_at == RELEASED
    for foreign in FOREIGN:
        found = verify(session, foreign)
        assert found.verdict is Verdict.UNKNOWN
        assert found.sentence == "Unbekannt: Diese Datei ist kein Bericht, der hier ausgegeben wurde."


def test_a_report_of_another_half_year_is_unknown(session: Session, period: ReportingPeriod) -> None:
    """Same programme, same layout: only what was handed out here is known here."""
    snapshot = newest_snapshot(session, period.id)
    assert snapshot is not None
    report = replace(thaw(snapshot), number=2, period=HALF.shifted(1))
    other = preview(report, load_title_block(session, report, ISSUER))
    found = verify(session, other)
    assert found.verdict is Verdict.UNKNOWN
    assert found.sentence.endswith("; ausgegeben ist dieser Bericht hier noch nicht.")


def test_a_visitor_learns_nothing_of_what_is_not_published(session: Session, period: ReportingPeriod) -> None:
    public = (PeriodState.PUBLISHED,)
    torn = content(session, period)[:-5]
    for unpublished in (content(session, period), torn, saved_again(content(session, period, PdfForm.A2))):
        found = verify(session, unpublished, states=public, forms=PUBLIC_FORMS)
        assert found.verdict is Verdict.UNKNOWN
        assert "Ausgabe" not in found.sentence


def test_a_file_that_unpacks_to_gigabytes_is_only_unreadable(
    session: Session, period: ReportingPeriod
) -> None:
    """It ends the process that reads it, and nothing else."""
    target = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.pages[0].Contents = document.make_stream(bytes(1_200_000_000))
        document.save(target, compress_streams=True, recompress_flate=True)
    assert len(target.getvalue()) < 2_000_000
    assert verify(session, target.getvalue()).sentence.startswith("Beschädigt: Die Datei beginnt wie ein PDF")
    assert period.released_at == RELEASED

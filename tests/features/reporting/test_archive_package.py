"""The archive package of a report: stored bytes, data, protocol; and what is held back, in one of the two."""

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256, sha512
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # it publishes no types
from sqlalchemy.orm import Session

from tests.features.reporting.report_rows import (
    CODE,
    FROZEN,
    approver,
    closed,
    editor,
    frozen,
    frozen_value,
    handed_out,
    held_back,
    opened,
    published,
    released,
)
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.issue import DEMO_MARK, figures_checksum
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.supplement import Correction, Supplement, supplement_json
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import PUBLIC_FORMS, Move, PdfForm, PeriodState
from vrs_tracker.features.periods.actions import move_period
from vrs_tracker.features.reporting.actions import publish_period
from vrs_tracker.features.reporting.queries.snapshots import newest_issue, newest_snapshot
from vrs_tracker.features.reporting.writers import write_archive
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.supplements import IssuedSupplement
from vrs_tracker.trail.history import history_of

ADDRESS = f"/berichte/{CODE}/archiv.zip"
NONPUBLIC = f"/berichte/{CODE}/archiv-nichtoeffentlich"
REASON = "Ein Betrag der Stadt fehlt."
Files = dict[str, bytes]


def unpacked(content: bytes) -> Files:
    """The files of a package by their path inside its folder."""
    with ZipFile(BytesIO(content)) as packed:
        return {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}


def package(session: Session, period: ReportingPeriod, *, is_public: bool = True) -> bytes:
    target = BytesIO()
    write_archive(session, period, target, is_public=is_public)
    return target.getvalue()


def reopened_and_published(session: Session) -> ReportingPeriod:
    """A half-year whose first Fassung was given up for a reason that only the office knows."""
    period = closed(session)
    frozen(session, period)
    after = FROZEN + timedelta(days=1)
    move_period(session, period, Move.REOPEN, by=approver(session), now=after, reason=REASON)
    move_period(session, period, Move.CLOSE, by=editor(session), now=after)
    snapshot = frozen(session, period, now=after + timedelta(hours=1))
    released(session, period, snapshot)
    return publish_period(session, period, by=approver(session), now=datetime(2026, 9, 24, 7, tzinfo=UTC))


# ---------------------------------------------------------------- what lies in it


def test_the_package_holds_the_files_as_they_were_handed_out(session: Session) -> None:
    period = handed_out(session, frozen_value())
    files = unpacked(package(session, period))
    printed = {path: content for path, content in files.items() if path.startswith("pdf/")}
    issues = [newest_issue(session, period.id, form) for form in PUBLIC_FORMS]
    assert list(printed) == [
        f"pdf/bericht-{CODE}-ausgabe-1.pdf",
        f"pdf/bericht-{CODE}-ohne-anlagen-ausgabe-1.pdf",
    ]
    assert list(printed.values()) == [issue.content for issue in issues if issue is not None]


def test_the_frozen_value_is_the_stored_one_and_fits_the_schema_beside_it(session: Session) -> None:
    report = frozen_value()
    files = unpacked(package(session, handed_out(session, report)))
    value = files[f"daten/bericht-{CODE}.json"]
    assert sha256(value).hexdigest() == figures_checksum(report)
    schema = json.loads(files["daten/bericht-schema-v1.json"])
    assert list(Draft202012Validator(schema).iter_errors(json.loads(value))) == []


def test_every_table_is_there_and_every_column_is_explained(session: Session) -> None:
    report = frozen_value()
    files = unpacked(package(session, handed_out(session, report)))
    tables = {path.removeprefix("tabellen/") for path in files if path.startswith("tabellen/")}
    data = {name for name in tables if name.endswith(".csv")} - {"datenlexikon.csv"}
    assert len(data) == len(list(document(report).tables())) + 1
    rows = list(
        csv.DictReader(StringIO(files["tabellen/datenlexikon.csv"].decode("utf-8-sig")), delimiter=";")
    )
    explained = {(row["Datei"], row["Spalte"]) for row in rows}
    for name in data:
        head = next(csv.reader(StringIO(files[f"tabellen/{name}"].decode("utf-8-sig")), delimiter=";"))
        assert {(name, column) for column in head} <= explained
    metadata = json.loads(files["tabellen/datenlexikon.json"])
    assert {table["url"] for table in metadata["tables"]} == data


def test_the_index_names_every_file_with_format_and_checksum(session: Session) -> None:
    files = unpacked(package(session, handed_out(session, frozen_value())))
    index = json.loads(files["index.json"])
    listed = {entry["datei"]: entry for entry in index["dateien"]}
    assert files.keys() - listed.keys() == {"index.json", "index.html", "LIESMICH.txt", "SHA512SUMS"}
    for path, entry in listed.items():
        assert (entry["byte"], entry["sha512"]) == (len(files[path]), sha512(files[path]).hexdigest())
        assert path in files["index.html"].decode()
    assert {entry["pronom"] for entry in listed.values()} == {
        *("fmt/479", "fmt/476", "fmt/817", "x-fmt/18", "x-fmt/111")
    }
    assert (index["halbjahr"], index["stand"], index["fassung"]) == (CODE, "2026-06-30", 1)
    assert index["herausgeber"] == "Verband Region Stuttgart"


def test_sha512sum_finds_every_file_unchanged(session: Session, tmp_path: Path) -> None:
    with ZipFile(BytesIO(package(session, handed_out(session, frozen_value())))) as packed:
        packed.extractall(tmp_path)
    folder = tmp_path / f"bericht-{CODE}-archiv"
    lines = (folder / "SHA512SUMS").read_text("utf-8").splitlines()
    every = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {line.split("  ")[1] for line in lines} == every - {"SHA512SUMS"}
    for line in lines:
        total, _, path = line.partition("  ")
        assert sha512((folder / path).read_bytes()).hexdigest() == total


def test_the_package_is_the_same_at_any_time_and_nothing_in_it_is_compressed(session: Session) -> None:
    period = handed_out(session, frozen_value())
    session.commit()
    first = package(session, period)
    session.expire_all()
    assert package(session, period) == first
    with ZipFile(BytesIO(first)) as packed:
        entries = packed.infolist()
    assert {entry.date_time for entry in entries} == {(2026, 6, 30, 0, 0, 0)}
    assert {entry.compress_type for entry in entries} == {ZIP_STORED}
    assert len({entry.filename for entry in entries}) == len(entries)


def test_demo_content_is_marked_in_every_list_and_row(session: Session) -> None:
    report = replace(frozen_value(), contains_demo=True)
    files = unpacked(package(session, handed_out(session, report)))
    for path in ("LIESMICH.txt", "index.html", "index.json", "protokoll/freigabeprotokoll.txt"):
        assert DEMO_MARK in files[path].decode()
    for path, content in files.items():
        if path.endswith(".csv"):
            _, *rows = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
            assert {row[-1] for row in rows} <= {"Demodaten, frei erfunden"}


def test_an_ergaenzung_belongs_to_the_package(session: Session) -> None:
    period = handed_out(session, frozen_value())
    snapshot, issue = newest_snapshot(session, period.id), newest_issue(session, period.id, PdfForm.A2)
    assert snapshot is not None
    assert issue is not None
    text = supplement_json(supplement(snapshot.sha256))
    session.add(
        IssuedSupplement(
            snapshot_id=snapshot.id,
            number=1,
            payload=text,
            title_block=issue.title_block,
            content=b"%PDF eine Seite",
            pages=1,
            sha256=sha256(b"%PDF eine Seite").hexdigest(),
            issued_at=datetime(2026, 10, 1, 9, tzinfo=UTC),
            issued_by=approver(session).key,
            provenance=Provenance.ENTERED,
        )
    )
    session.flush()
    files = unpacked(package(session, period))
    assert files[f"pdf/bericht-{CODE}-ergaenzung-1.pdf"] == b"%PDF eine Seite"
    assert files[f"daten/bericht-{CODE}-ergaenzung-1.json"].decode() == text
    assert "Ergänzung" in files["protokoll/freigabeprotokoll.txt"].decode()


def supplement(figures: str) -> Supplement:
    correction = Correction(
        number="2.1",
        heading="Zusammenfassung",
        old="Die Bewilligung steht aus.",
        new="Die Bewilligung liegt vor.",
        reason="Bescheid",
    )
    return Supplement(
        half_year=CODE,
        as_of=date(2026, 6, 30),
        report_number=1,
        version=1,
        figures=figures,
        number=1,
        contains_demo=False,
        corrections=(correction,),
    )


# ---------------------------------------------------------------- the release protocol


def test_the_protocol_tells_who_released_the_report_and_names_no_person(session: Session) -> None:
    period = published(session)
    text = unpacked(package(session, period))["protokoll/freigabeprotokoll.txt"].decode()
    assert "Zahlen zum Stichtag festgeschrieben, Fassung 1." in text
    assert "Bericht zum Versand gegeben." in text
    assert "Bericht veröffentlicht." in text
    assert "zwei verschiedene Personen" in text
    for person in (editor(session), approver(session)):
        assert person.key not in text


def test_the_public_reads_the_way_of_the_fassung_that_was_handed_out(session: Session) -> None:
    period = reopened_and_published(session)
    files = unpacked(package(session, period))
    steps = [step["schritt"] for step in json.loads(files["protokoll/freigabeprotokoll.json"])["schritte"]]
    assert steps == [
        "Zahlen zum Stichtag festgeschrieben, Fassung 2",
        "Bericht zum Versand gegeben",
        "Bericht veröffentlicht",
    ]
    assert not any(REASON.encode() in content for content in files.values())


def test_the_office_reads_the_whole_way_with_its_reasons(session: Session) -> None:
    period = reopened_and_published(session)
    files = unpacked(package(session, period, is_public=False))
    steps = json.loads(files["protokoll/freigabeprotokoll.json"])["schritte"]
    reopened = next(step for step in steps if step["schritt"] == "Sammlung wieder geöffnet")
    assert reopened["grund"] == REASON
    assert steps[0]["schritt"] == "Meldungen angefordert"
    assert f"Grund: {REASON}" in files["protokoll/freigabeprotokoll.txt"].decode()


# ---------------------------------------------------------------- who gets which


def test_the_public_package_holds_nothing_that_is_held_back(session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value(), withheld=held_back("Geheimer Mietvertrag"))
    session.commit()
    files = unpacked(visitor.get(ADDRESS).response.data)
    assert not any("nichtoeffentlich" in path for path in files)
    assert not any(b"Geheimer Mietvertrag" in content for content in files.values())
    assert "Dieses Paket ist öffentlich." in files["LIESMICH.txt"].decode()


def test_the_other_package_holds_it_and_every_retrieval_is_noted(
    session: Session, client_of: ClientOf
) -> None:
    period = handed_out(session, frozen_value(), withheld=held_back("Geheimer Mietvertrag"))
    session.commit()
    answer = client_of(Role.EDITOR).post(NONPUBLIC, status=200).response
    assert answer.headers["Content-Disposition"].endswith(f"bericht-{CODE}-archiv-nichtoeffentlich.zip")
    assert answer.headers["Cache-Control"] == "no-store"
    files = unpacked(answer.data)
    assert "Geheimer Mietvertrag" in files["daten/nichtoeffentlich.json"].decode()
    assert f"pdf/bericht-{CODE}-nichtoeffentlich-ausgabe-1.pdf" in files
    assert "Nichtöffentlich." in files["LIESMICH.txt"].decode()
    newest, *_ = history_of(session, "reporting_period", period.id)
    assert "Archivpaket der Fassung 1" in newest


def test_a_member_is_refused_what_the_history_tells(session: Session, client_of: ClientOf) -> None:
    handed_out(session, frozen_value(), withheld=held_back())
    session.commit()
    assert (
        "Der Verlauf ist der Verwaltung vorbehalten."
        in client_of(Role.MEMBER).post(NONPUBLIC, status=403).text
    )


def test_before_it_is_published_only_those_who_read_it_get_the_package(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    handed_out(session, frozen_value(), state=PeriodState.RELEASED)
    session.commit()
    assert visitor.get(ADDRESS, status=404).h1 == "Noch nicht veröffentlicht"
    assert client_of(Role.MEMBER).get(ADDRESS).response.data.startswith(b"PK")


def test_a_draft_has_no_package(session: Session, client_of: ClientOf) -> None:
    opened(session)
    session.commit()
    page = client_of(Role.EDITOR).get(ADDRESS, status=404)
    assert "Ein Archivpaket gibt es erst, wenn der Bericht zum Versand gegeben ist." in page.text
    assert client_of(Role.EDITOR).post(NONPUBLIC, status=404).h1 == page.h1


def test_a_package_that_the_browser_has_is_not_sent_again(session: Session, visitor: PageClient) -> None:
    handed_out(session, frozen_value())
    session.commit()
    first = visitor.get(ADDRESS).response
    assert first.content_length == len(first.data)
    again = visitor.browser.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_report_and_issues_lead_to_the_package(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    handed_out(session, frozen_value())
    session.commit()
    button = "Nichtöffentliches Archivpaket herunterladen"
    assert ADDRESS in visitor.get(f"/berichte/{CODE}").response.text
    assert ADDRESS in visitor.get(f"/berichte/{CODE}/ausgaben").response.text
    assert button not in visitor.get(f"/berichte/{CODE}/ausgaben").text
    assert button in client_of(Role.AUDITOR).get(f"/berichte/{CODE}/ausgaben").text

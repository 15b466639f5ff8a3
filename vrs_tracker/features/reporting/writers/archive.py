"""The archive package of a report as a ZIP file: stored bytes, data, protocol, lists, checksums.

One file at a time is in memory. Nothing is compressed and no file has the time of its making, so the same
report gives the same package with every version of every library.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy.orm import Session

from vrs_tracker.domain.archive import (
    CHECKSUMS,
    JSON,
    PDF_FORMATS,
    ArchiveFile,
    PackageHead,
    PackedFile,
    checksums,
    data_files,
    index_files,
    package_head,
    packed,
    payload_path,
    protocol_files,
    supplement_files,
)
from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.issue import file_name, pdf_name, title_block_from_json, withheld_json
from vrs_tracker.domain.release_protocol import Protocol, public_steps
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.supplement import GivenSupplement
from vrs_tracker.domain.vocabulary.reporting import PUBLIC_FORMS, PdfForm, PeriodState
from vrs_tracker.features.reporting.queries.issues import ListedIssue, listed_issues, stored_issue
from vrs_tracker.features.reporting.queries.protocol import (
    handed_out_file,
    handed_out_supplement,
    release_steps,
)
from vrs_tracker.features.reporting.queries.snapshots import HANDED_OUT, given_snapshot, newest_issue, thaw
from vrs_tracker.features.reporting.queries.supplements import given_supplements, stored_supplement
from vrs_tracker.features.reporting.queries.withheld import frozen_withheld
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot
from vrs_tracker.tables.supplements import IssuedSupplement

NOT_HANDED_OUT = (
    "Ein Archivpaket gibt es erst, wenn der Bericht zum Versand gegeben ist. Den Stand des Halbjahres finden "
    "Sie unter „Berichte“."
)
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Package:
    """What one package is made from; `issues` are those whose bytes it holds, in their order."""

    session: Session
    period: ReportingPeriod
    snapshot: Snapshot
    report: CommitteeReport
    issues: tuple[ListedIssue, ...]
    supplements: tuple[GivenSupplement, ...]
    is_public: bool


def archive_name(report: CommitteeReport, *, is_public: bool) -> str:
    """Return the name under which the package is saved."""
    part = "archiv" if is_public else "archiv-nichtoeffentlich"
    return file_name(report, "zip", is_released=True, part=part)


def write_archive(
    session: Session,
    period: ReportingPeriod,
    target: IO[bytes],
    *,
    is_public: bool = True,
    states: tuple[PeriodState, ...] = HANDED_OUT,
) -> CommitteeReport:
    """Write the package of the newest Fassung that readers of these states know, and return its report.

    The public package never holds the non-public edition, what is held back or reasons of the office; the
    other one holds all three. NotFound before the report is handed out.
    """
    package = _package(session, period, states, is_public=is_public)
    if package is None:
        raise NotFound(NOT_HANDED_OUT)
    head = _head(package)
    folder = archive_name(package.report, is_public=is_public).removesuffix(".zip")
    with ZipFile(target, "w", ZIP_STORED) as archive:
        listed = [_pack(archive, folder, head, file) for file in _files(package, head)]
        lists = index_files(head, listed, payload_path(package.report))
        listed += [_pack(archive, folder, head, file) for file in lists]
        archive.writestr(_entry(folder, head, CHECKSUMS), checksums(listed))
    return package.report


def _package(
    session: Session, period: ReportingPeriod, states: tuple[PeriodState, ...], *, is_public: bool
) -> _Package | None:
    snapshot = given_snapshot(session, period.id, states)
    if snapshot is None:
        return None
    forms = PUBLIC_FORMS if is_public else tuple(PdfForm)
    listed = listed_issues(session, period.id, forms)
    return _Package(
        session=session,
        period=period,
        snapshot=snapshot,
        report=thaw(snapshot),
        issues=tuple(
            sorted(
                (issue for issue in listed if issue.version == snapshot.version),
                key=lambda issue: (issue.number, forms.index(issue.form)),
            )
        ),
        supplements=given_supplements(session, snapshot.id),
        is_public=is_public,
    )


def _head(package: _Package) -> PackageHead:
    newest = newest_issue(package.session, package.period.id, PdfForm.A3, version=package.report.version)
    if newest is None:
        raise NotFound(NOT_HANDED_OUT)
    return package_head(
        package.report,
        figures=package.snapshot.sha256,
        publisher=title_block_from_json(newest.title_block).issuer,
        is_public=package.is_public,
    )


def _pack(archive: ZipFile, folder: str, head: PackageHead, file: ArchiveFile) -> PackedFile:
    archive.writestr(_entry(folder, head, file.path), file.content)
    return packed(file)


def _entry(folder: str, head: PackageHead, path: str) -> ZipInfo:
    """Return the head of a file in the ZIP: readable by all, as old as the reference date."""
    day = head.as_of
    entry = ZipInfo(f"{folder}/{path}", (day.year, day.month, day.day, 0, 0, 0))
    entry.create_system = _UNIX
    entry.external_attr = _PLAIN_FILE
    return entry


def _files(package: _Package, head: PackageHead) -> Iterator[ArchiveFile]:
    for issue in package.issues:
        yield _pdf(package, issue)
    yield from data_files(package.report, package.snapshot.payload, publisher=head.publisher)
    for given in package.supplements:
        row = _supplement(package, given)
        yield from supplement_files(given.supplement, row.payload, row.content)
    yield from _withheld(package)
    yield from protocol_files(_protocol(package, head))


def _pdf(package: _Package, issue: ListedIssue) -> ArchiveFile:
    stored = stored_issue(
        package.session, package.period.id, version=issue.version, number=issue.number, form=issue.form
    )
    if stored is None:
        raise NotFound(NOT_HANDED_OUT)
    name = pdf_name(package.report, issue.form, is_released=True, number=issue.number)
    return ArchiveFile(
        path=f"pdf/{name}",
        title=f"{issue.form.label}, Ausgabe {issue.number} ({issue.reason})",
        format=PDF_FORMATS[issue.form],
        content=stored.content,
    )


def _supplement(package: _Package, given: GivenSupplement) -> IssuedSupplement:
    stored = stored_supplement(package.session, package.period.id, given.supplement.number)
    if stored is None:
        raise NotFound(NOT_HANDED_OUT)
    return stored


def _withheld(package: _Package) -> Iterator[ArchiveFile]:
    """Yield what the Fassung holds back, as it was frozen, for the package that may hold it."""
    withheld = None if package.is_public else frozen_withheld(package.session, package.snapshot)
    if withheld is not None:
        title = "Nichtöffentliche Angaben, wie sie festgeschrieben sind, mit Grund"
        yield ArchiveFile(
            path="daten/nichtoeffentlich.json",
            title=title,
            format=JSON,
            content=withheld_json(withheld).encode(),
        )


def _protocol(package: _Package, head: PackageHead) -> Protocol:
    steps = release_steps(package.session, package.period.id)
    frozen_by, released_by = package.snapshot.frozen_by, package.period.released_by
    return Protocol(
        title=head.title,
        stand=head.stand,
        figures=head.figures,
        note=head.note,
        by_two_persons=bool(released_by) and frozen_by != released_by,
        steps=public_steps(steps, package.report.version) if package.is_public else steps,
        issues=(
            *map(handed_out_file, package.issues),
            *(
                handed_out_supplement(_supplement(package, given), given.supplement.name)
                for given in package.supplements
            ),
        ),
    )

"""Reading a PDF somebody hands in: is it what was handed out?"""

import json
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from io import BytesIO

import pikepdf
from sqlalchemy.orm import Session

from vrs_tracker.domain.issue import footer
from vrs_tracker.domain.notation import datetime_de
from vrs_tracker.domain.payload import canonical_json, checksum
from vrs_tracker.domain.vocabulary.reporting import PdfForm
from vrs_tracker.features.periods.queries import half_year
from vrs_tracker.features.reporting.queries.snapshots import (
    every_issue,
    issue_with_checksum,
    snapshot_with_checksum,
    thaw,
)
from vrs_tracker.tables.reporting import IssuedReport, Snapshot


class Verdict(Enum):
    """What a file is."""

    SAME = "same"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict with a sentence that says what was compared and what differs."""

    verdict: Verdict
    sentence: str


def verify(session: Session, content: bytes) -> Verification:
    """Compare a file with everything that was handed out, byte for byte.

    A file that is not known by its bytes is called altered when its attached figures name a Fassung of ours,
    or when it carries the identifier of a report, which other programs keep when they save a PDF again.
    """
    issue = issue_with_checksum(session, sha256(content).hexdigest())
    if issue is not None:
        return Verification(Verdict.SAME, _same(issue))
    traces = _traces(content)
    snapshot = snapshot_with_checksum(session, traces.claimed) if traces.claimed else None
    if snapshot is not None:
        return Verification(Verdict.ALTERED, _other_file(snapshot, traces))
    origin = _issue_with_identifier(session, traces.identifier)
    if origin is not None:
        return Verification(Verdict.ALTERED, _same_kind(origin))
    sentence = "Unbekannt: Diese Datei ist kein Bericht, der hier ausgegeben wurde."
    return Verification(Verdict.UNKNOWN, sentence)


@dataclass(frozen=True, slots=True)
class _Traces:
    """What a PDF says of its origin: its identifier, the checksum it names, that of the figures it holds."""

    identifier: bytes = b""
    claimed: str = ""
    computed: str = ""


def _traces(content: bytes) -> _Traces:
    try:
        with pikepdf.open(BytesIO(content)) as document:
            identifier = _identifier(document)
            figures = _attached_figures(document)
    except pikepdf.PdfError:
        return _Traces()
    if figures is None:
        return _Traces(identifier)
    return _Traces(identifier, *figures)


def _identifier(document: pikepdf.Pdf) -> bytes:
    """Return the first part of the trailer's /ID (ISO 32000-1, 14.4).

    It is the same for all prints of one report, and it stays when a file is changed.
    """
    found = document.trailer.get("/ID")
    return bytes(found[0]) if isinstance(found, pikepdf.Array) and len(found) else b""


def _attached_figures(document: pikepdf.Pdf) -> tuple[str, str] | None:
    names = [name for name in document.attachments if name.endswith(".json")]
    try:
        raw = [document.attachments[name].get_file().read_bytes() for name in names]
        found = json.loads(raw[0]) if raw else {}
        return str(found["sha256"]), checksum(canonical_json(found["bericht"]))
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _issue_with_identifier(session: Session, identifier: bytes) -> IssuedReport | None:
    if not identifier:
        return None
    for issue in every_issue(session):
        with pikepdf.open(BytesIO(issue.content)) as document:
            if _identifier(document) == identifier:
                return issue
    return None


def _same(issue: IssuedReport) -> str:
    kind = "mit Zahlen als Anlage" if issue.form is PdfForm.A3 else "ohne Anlagen"
    said = f"{_named(issue)} ({kind}), ausgegeben am {datetime_de(issue.issued_at)}"
    return f"Unverändert: Das ist {said}. {footer(thaw(issue.snapshot))}."


def _named(issue: IssuedReport) -> str:
    label = half_year(issue.snapshot.period).label
    return f"Ausgabe {issue.number} der Fassung {issue.snapshot.version} des Berichts für das {label}"


def _same_kind(issue: IssuedReport) -> str:
    label = half_year(issue.snapshot.period).label
    return (
        f"Verändert: Die Datei trägt die Kennung des Berichts für das {label}, stimmt aber mit keiner "
        "Ausgabe überein. Sie wurde geändert, oder es ist ein Entwurf."
    )


def _other_file(snapshot: Snapshot, traces: _Traces) -> str:
    label = half_year(snapshot.period).label
    named = f"Die Datei nennt die Fassung {snapshot.version} des Berichts für das {label}"
    if traces.claimed != traces.computed:
        return f"Verändert: {named}, aber die angehängten Zahlen passen nicht zu deren Prüfsumme."
    return (
        f"Verändert: {named} und enthält deren Zahlen, stimmt aber nicht Byte für Byte mit einer Ausgabe "
        "überein. Verändert sind Text, Vorlagenkopf oder Aufbau der Datei, oder es ist ein Entwurf."
    )

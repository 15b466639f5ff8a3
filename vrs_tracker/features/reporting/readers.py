"""Reading a PDF somebody hands in: is it what was handed out, and if not, what differs?"""

import json
import subprocess
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

import pikepdf
from sqlalchemy.orm import Session

from vrs_tracker.domain import verification as said
from vrs_tracker.domain.issue import title_block_from_json
from vrs_tracker.domain.payload import canonical_json, checksum
from vrs_tracker.domain.verification import Claim, GivenOut, Verdict, Verification
from vrs_tracker.domain.vocabulary.reporting import PdfForm, PeriodState
from vrs_tracker.features.periods.queries import half_year
from vrs_tracker.features.reporting.queries.issues import (
    every_issue,
    is_fassung,
    issue_with_checksum,
    issues_with_checksum_like,
    newest_of,
)
from vrs_tracker.features.reporting.queries.supplements import given_supplements, supplement_with_checksum
from vrs_tracker.paths import bundled
from vrs_tracker.tables.reporting import IssuedReport

TIMEOUT_SECONDS = 30
LEAST_BYTES = 1000
"""Shorter files are no torn report: the beginning of every PDF is the same."""
MOST_BYTES_CHANGED = 100
"""A file of the same length that differs in more bytes than these is compared by its pages."""
LEAST_IDENTIFIER = 16
"""Characters that an identifier has at least, else it is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What a PDF tells of its origin; `claimed` is the checksum it names, `computed` the true one."""

    identifier: str
    claim: Claim | None
    claimed: str
    computed: str
    pages: tuple[str, ...]


def verify(
    session: Session,
    content: bytes,
    *,
    states: Collection[PeriodState] = tuple(PeriodState),
    forms: Collection[PdfForm] = tuple(PdfForm),
) -> Verification:
    """Compare a file with what was handed out, byte for byte, and say in one sentence what differs.

    A reader learns nothing of half-years in other `states` and of editions in other `forms`.
    """
    digest = sha256(content).hexdigest()
    supplement = supplement_with_checksum(session, digest, states)
    if supplement is not None:
        return Verification(Verdict.SAME, supplement.verified)
    issue = issue_with_checksum(session, digest, states)
    if issue is not None and issue.form in forms:
        return said.same(_told(issue), _newest_told(session, issue, states))
    known = [issue for issue in every_issue(session, states) if issue.form in forms]
    damaged = _damaged(known, content)
    if damaged is not None:
        return damaged
    traces = traces_of(content)
    if traces is None:
        is_pdf = content.startswith(b"%PDF") and len(content) >= LEAST_BYTES
        return Verification(Verdict.UNKNOWN, said.UNREADABLE if is_pdf else _unknown(states))
    return _compared(session, known, traces, states) or Verification(Verdict.UNKNOWN, _unknown(states))


def told_by_checksum(
    session: Session, beginning: str, *, states: Collection[PeriodState], forms: Collection[PdfForm]
) -> str:
    """Say to which report or Ergänzung a checksum from paper belongs, as far as the reader may know."""
    found = issues_with_checksum_like(session, beginning, states, forms)
    if not found:
        supplement = supplement_with_checksum(session, beginning, states)
        return said.known_supplement(supplement) if supplement else said.UNKNOWN_CHECKSUM
    newest = found[0]
    is_of_file = newest.sha256.startswith(beginning)
    told = said.known_checksum(_told(newest), _newest_told(session, newest, states), is_of_file=is_of_file)
    given = () if is_of_file else given_supplements(session, newest.snapshot_id)
    return " ".join(filter(None, (told, said.same_checksum_on(given))))


def traces_of(content: bytes) -> Traces | None:
    """Read a file in a process of its own, which a hostile one may end; None if it cannot be read."""
    program = bundled("reports") / "read.py"
    command = [sys.executable, "-I", str(program.resolve())]
    try:
        child = subprocess.run(
            command, input=content, capture_output=True, env={}, timeout=TIMEOUT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if child.returncode != 0:
        return None
    found = json.loads(child.stdout)
    claimed, computed = _sums(found["figures"])
    claim = said.claim_of(found["keywords"])
    return Traces(
        identifier=found["identifier"],
        claim=claim,
        claimed=claimed or (claim.figures if claim else ""),
        computed=computed,
        pages=tuple(found["pages"]),
    )


def _sums(figures: str) -> tuple[str, str]:
    """Return the checksum that the attached figures name and the one that they have."""
    try:
        found = json.loads(figures) if figures else {}
        return str(found["sha256"]), checksum(canonical_json(found["bericht"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "", ""


def _damaged(known: list[IssuedReport], content: bytes) -> Verification | None:
    """Find the issue of which the file is a torn or slightly changed copy; no need to read it for that."""
    if len(content) < LEAST_BYTES:
        return None
    for issue in known:
        whole = len(issue.content)
        if len(content) < whole and issue.content.startswith(content):
            return said.cut_off(_told(issue), size=len(content), whole=whole)
        if len(content) == whole:
            different = sum(own != other for own, other in zip(issue.content, content, strict=True))
            if different <= MOST_BYTES_CHANGED:
                return said.some_bytes(_told(issue), different=different, whole=whole)
    return None


def _compared(
    session: Session, known: list[IssuedReport], traces: Traces, states: Collection[PeriodState]
) -> Verification | None:
    """Compare what a file tells of itself with the issues that it may be a copy of."""
    claim = traces.claim
    of_figures = [issue for issue in known if traces.claimed and issue.snapshot.sha256 == traces.claimed]
    if claim is not None and claim.is_draft:
        same_period = [issue for issue in known if half_year(issue.snapshot.period).code == claim.code]
        newest = _newest_told(session, same_period[-1], states) if same_period else None
        return said.draft(claim, newest, is_fassung=is_fassung(session, traces.claimed, states))
    if of_figures and traces.computed and traces.computed != traces.claimed:
        return said.other_figures(_told(of_figures[-1]))
    related = of_figures or [issue for issue in known if _has_identifier(issue, traces.identifier)]
    kin = [(issue, own) for issue in related if (own := traces_of(issue.content)) is not None]
    if kin:
        return _likest(kin, traces)
    return said.foreign(claim) if claim else None


def _has_identifier(issue: IssuedReport, identifier: str) -> bool:
    """Whether the trailer of the stored file, which is written in the clear, names this identifier."""
    return len(identifier) >= LEAST_IDENTIFIER and f"<{identifier}>".encode() in issue.content


def _likest(kin: list[tuple[IssuedReport, Traces]], traces: Traces) -> Verification:
    """Compare with the issue that has the most pages in common; of equal ones with the newest."""

    def different(own: Traces) -> tuple[int, ...]:
        pairs = zip(own.pages, traces.pages, strict=False)
        return tuple(place for place, (page, other) in enumerate(pairs, start=1) if page != other)

    issue, own = min(
        reversed(kin),
        key=lambda pair: abs(len(pair[1].pages) - len(traces.pages)) + len(different(pair[1])),
    )
    return said.other_pages(_told(issue), pages=different(own), count=len(traces.pages), whole=len(own.pages))


def _unknown(states: Collection[PeriodState]) -> str:
    return said.UNKNOWN_FILE if set(states) == set(PeriodState) else said.NOT_PUBLISHED


def _newest_told(session: Session, issue: IssuedReport, states: Collection[PeriodState]) -> GivenOut:
    return _told(newest_of(session, issue, states))


def _told(issue: IssuedReport) -> GivenOut:
    return GivenOut(
        half_year=half_year(issue.snapshot.period),
        version=issue.snapshot.version,
        number=issue.number,
        form=issue.form,
        issued_at=issue.issued_at,
        title_block=title_block_from_json(issue.title_block),
    )


def pages_of_anchors(content: bytes) -> Mapping[str, int]:
    """Return on which page each section of a report that was printed here begins, by its anchor."""
    with pikepdf.open(BytesIO(content)) as printed:
        places: dict[object, int] = {
            page.objgen: number for number, page in enumerate(printed.pages, start=1)
        }
        named = pikepdf.NameTree(printed.Root.Names.Dests)
        return {str(anchor): places.get(target[0].objgen, 0) for anchor, target in named.items()}

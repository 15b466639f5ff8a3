"""What is added to the frozen figures when a report is handed out: footer, title lines, marks, file name."""

import json
from dataclasses import dataclass, replace

from vrs_tracker.domain.facts.withheld import WithheldParts
from vrs_tracker.domain.notation import checksum_short, date_de
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.payload import (
    canonical_json,
    checksum,
    from_json_types,
    to_json_types,
    to_payload,
)
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.reporting import PdfForm

DEMO_MARK = "Demodaten, frei erfunden. Kein Stand eines tatsächlichen Vorhabens."
DRAFT = "Entwurf"
NONPUBLIC = "Nichtöffentlich"
_PARTS = {PdfForm.A3: "", PdfForm.A2: "ohne-anlagen", PdfForm.NONPUBLIC: "nichtoeffentlich"}
"""What the name of the file says of the edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueContent:
    """A printed PDF: form, bytes, number of pages and the title block it was printed with (canonical JSON).

    `figures` is the SHA-256 of the frozen value that was printed, `sha256` that of the file; `annex` that of
    the parts held back, empty in the public editions, which hold none.
    """

    form: PdfForm
    figures: str
    title_block: str
    content: bytes
    pages: int
    sha256: str
    annex: str = ""


@once_per_report
def figures_checksum(report: CommitteeReport) -> str:
    """Return the SHA-256 of the frozen value as it is stored; the title block is not part of it."""
    return checksum(canonical_json(to_payload(report)))


def footer(report: CommitteeReport) -> str:
    """Return the line at the foot of every page: reference date, Fassung, eight characters of the checksum.

    The checksum is that of the frozen value, so that page, PDF and JSON can be compared. A report that is not
    frozen has neither Fassung nor checksum.
    """
    stand = f"Stand {date_de(report.as_of)}"
    if report.version == 0:
        return f"{stand} · {DRAFT}, nicht festgeschrieben"
    return f"{stand} · Fassung {report.version} · Prüfsumme {checksum_short(figures_checksum(report))}"


def differs(frozen: CommitteeReport, live: CommitteeReport) -> bool:
    """Return whether a Fassung says anything else than the one that would be frozen now.

    The session does not count: it belongs to the title block, which can always be changed.
    """
    duty = replace(live.duty, planned_session=frozen.duty.planned_session)
    return replace(live, version=frozen.version, frozen_at=frozen.frozen_at, duty=duty) != frozen


def demo_mark(report: CommitteeReport) -> str:
    """Return the sentence that every page of a report with demo content carries, else nothing."""
    return DEMO_MARK if report.contains_demo else ""


def page_mark(report: CommitteeReport, form: PdfForm) -> str:
    """Return what heads every page: that the edition is not public, that content is invented."""
    nonpublic = f"{NONPUBLIC}." if form is PdfForm.NONPUBLIC else ""
    return " ".join(filter(None, (nonpublic, demo_mark(report))))


def edition_footer(report: CommitteeReport, form: PdfForm) -> str:
    """Return the foot of every page of an edition; the non-public one says first that it is not public."""
    return f"{NONPUBLIC} · {footer(report)}" if form is PdfForm.NONPUBLIC else footer(report)


def printed_facts(report: CommitteeReport, form: PdfForm, *, is_draft: bool) -> tuple[str, ...]:
    """Return what a PDF says of itself in its keywords, so that `claim_of` can tell what it claims to be."""
    frozen = (f"Fassung {report.version}", f"Zahlen {figures_checksum(report)}") if report.version else ()
    stand = f"Stand {date_de(report.as_of)}"
    return (f"Bericht {report.period.code}", stand, *frozen, form.label, *((DRAFT,) if is_draft else ()))


def edition_block(block: TitleBlock, form: PdfForm) -> TitleBlock:
    """Return the title block as an edition carries it: the non-public one goes to the session that is not."""
    return replace(block, is_public=False) if form is PdfForm.NONPUBLIC else block


def withheld_checksum(withheld: WithheldParts) -> str:
    """Return the SHA-256 of the parts held back as they are stored; it stands in no public file."""
    return checksum(withheld_json(withheld))


def withheld_json(withheld: WithheldParts) -> str:
    """Return the parts held back as canonical JSON, to be stored beside the frozen value."""
    return canonical_json(to_json_types(withheld))


def withheld_from_json(text: str) -> WithheldParts:
    """Return the parts held back that were stored with a Fassung; PayloadError if it is something else."""
    return from_json_types(WithheldParts, json.loads(text))


def title_block_json(block: TitleBlock) -> str:
    """Return the title block as canonical JSON, to be stored with what was printed."""
    return canonical_json(to_json_types(block))


def title_block_from_json(text: str) -> TitleBlock:
    """Return the title block that was stored with a print; PayloadError if it is none."""
    return from_json_types(TitleBlock, json.loads(text))


def title_lines(block: TitleBlock) -> tuple[tuple[str, str], ...]:
    """Return the title block as terms and values for the report page."""
    session = date_de(block.session_date) if block.session_date else "Termin folgt"
    item = f", TOP {block.agenda_item}" if block.agenda_item else ""
    kind = "öffentlich" if block.is_public else "nichtöffentlich"
    return (
        ("Herausgeber", block.issuer),
        ("Vorlage", f"Nr. {block.paper_reference}" if block.paper_reference else "Vorlage Nr. folgt"),
        ("Gremium", f"{block.body}, {session}{item}, {kind}, {block.purpose}"),
        ("Berichtszeitraum", f"{block.period_text}, Stand {block.as_of_text}"),
        ("Bezug", block.reference),
        ("Federführung", block.lead_unit),
    )


def file_name(report: CommitteeReport, ending: str, *, is_released: bool, part: str = "") -> str:
    """Return the name under which a file of the report is saved, e. g. „bericht-2026-H1-demodaten.pdf“.

    It says which `part` of the report it holds and when the content is a draft or invented.
    """
    marks = (part, "" if is_released else "entwurf", "demodaten" if report.contains_demo else "")
    return "-".join(["bericht", report.period.code, *filter(None, marks)]) + f".{ending}"


def pdf_name(report: CommitteeReport, form: PdfForm, *, is_released: bool, number: int = 0) -> str:
    """Return the name of the PDF in one of its editions; `number` is that of one issue out of several."""
    issue = f"ausgabe-{number}" if number else ""
    return file_name(
        report, "pdf", is_released=is_released, part="-".join(filter(None, (_PARTS[form], issue)))
    )

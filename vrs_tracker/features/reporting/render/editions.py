"""From a report to its PDF in every edition, to a draft, to an Ergänzung."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, time
from hashlib import sha256
from io import BytesIO

import pikepdf
from sqlalchemy.orm import Session

from vrs_tracker.domain.attachments import attachments
from vrs_tracker.domain.facts.withheld import WithheldParts
from vrs_tracker.domain.issue import (
    DRAFT,
    IssueContent,
    demo_mark,
    edition_block,
    edition_footer,
    figures_checksum,
    page_mark,
    printed_facts,
    title_block_json,
    withheld_checksum,
)
from vrs_tracker.domain.outline import document, nonpublic_document
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.supplement import Supplement, supplement_document, supplement_footer
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.reporting import PUBLIC_FORMS, PdfForm
from vrs_tracker.features.reporting.queries.snapshots import newest_snapshot, thaw
from vrs_tracker.features.reporting.queries.title import Issuer, load_title_block
from vrs_tracker.features.reporting.queries.withheld import frozen_withheld
from vrs_tracker.features.reporting.render.job import PrintJob, print_pdf
from vrs_tracker.features.reporting.render.press import PrintFailed

NOTHING_WITHHELD = "In diesem Bericht ist nichts nichtöffentlich. Es gibt ihn nur in öffentlichen Ausgaben."


def issues(
    report: CommitteeReport, title_block: TitleBlock, withheld: WithheldParts | None = None
) -> tuple[IssueContent, ...]:
    """Print a frozen report in all its editions side by side, ready to be stored and handed out.

    The non-public edition is among them if something was frozen that is held back.
    """
    forms = (*PUBLIC_FORMS, *((PdfForm.NONPUBLIC,) if withheld else ()))
    with ThreadPoolExecutor(max_workers=len(forms)) as printers:
        return tuple(printers.map(lambda form: _issue(report, title_block, form, withheld), forms))


def printed_issues(session: Session, period_id: int, issuer: Issuer) -> tuple[IssueContent, ...]:
    """Print the newest Fassung of a half-year with its present title block; nothing if there is none."""
    snapshot = newest_snapshot(session, period_id)
    if snapshot is None:
        return ()
    report = thaw(snapshot)
    block = load_title_block(session, report, issuer)
    return issues(report, block, frozen_withheld(session, snapshot))


def preview(
    report: CommitteeReport,
    title_block: TitleBlock,
    form: PdfForm = PdfForm.A3,
    withheld: WithheldParts | None = None,
) -> bytes:
    """Print a draft with watermark; its moment is the freezing, else the reference date at midnight UTC."""
    return print_pdf(_job(report, title_block, form, withheld, watermark=DRAFT))


def _issue(
    report: CommitteeReport, title_block: TitleBlock, form: PdfForm, withheld: WithheldParts | None
) -> IssueContent:
    content = print_pdf(_job(report, title_block, form, withheld, watermark=""))
    annex = withheld_checksum(withheld) if withheld and form is PdfForm.NONPUBLIC else ""
    block = edition_block(title_block, form)
    return replace(_content(content, form, figures_checksum(report), block), annex=annex)


def _content(content: bytes, form: PdfForm, figures: str, block: TitleBlock) -> IssueContent:
    with pikepdf.open(BytesIO(content)) as printed:
        pages = len(printed.pages)
    return IssueContent(
        form=form,
        figures=figures,
        title_block=title_block_json(block),
        content=content,
        pages=pages,
        sha256=sha256(content).hexdigest(),
    )


def _job(
    report: CommitteeReport,
    title_block: TitleBlock,
    form: PdfForm,
    withheld: WithheldParts | None,
    *,
    watermark: str,
) -> PrintJob:
    """Only the non-public edition gets to see what is held back; it cannot be printed without."""
    whole = document(report)
    if form is PdfForm.NONPUBLIC:
        if withheld is None:
            raise PrintFailed(NOTHING_WITHHELD)
        whole = nonpublic_document(report, withheld)
    return PrintJob(
        document=whole,
        title_block=edition_block(title_block, form),
        footer=edition_footer(report, form),
        watermark=watermark,
        demo_mark=page_mark(report, form),
        keywords=printed_facts(report, form, is_draft=bool(watermark)),
        timestamp=report.frozen_at or datetime.combine(report.period.as_of, time(), UTC),
        attachments=attachments(report, whole) if form is PdfForm.A3 else (),
        schema_version=report.schema_version,
        form=form,
    )


def print_supplement(
    report: CommitteeReport, supplement: Supplement, block: TitleBlock, moment: datetime, *, is_draft: bool
) -> IssueContent:
    """Print an Ergänzung to a frozen report; how many pages it has is judged by who gives it out.

    It has the look of the report because it is a document like it, with a single section.
    """
    job = PrintJob(
        document=supplement_document(supplement, document(report).title),
        title_block=block,
        footer=supplement_footer(supplement, report),
        watermark=DRAFT if is_draft else "",
        demo_mark=demo_mark(report),
        keywords=(f"Ergänzung {supplement.number} zu {supplement.half_year}", f"Zahlen {supplement.figures}"),
        timestamp=moment.replace(microsecond=0),
        attachments=(),
        schema_version=report.schema_version,
        form=PdfForm.A2,
    )
    return _content(print_pdf(job), PdfForm.A2, supplement.figures, block)

"""The report as PDF: a job becomes data for the template, a child process runs Typst, pikepdf packs it.

Same job, same fonts, same versions: same bytes. The result is PDF/UA-1 and PDF/A-3a (with attachments) or
PDF/A-2a (without); the template checks nothing, `reports/compile.py` lets no Typst warning pass.
"""

import json
import shutil
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime, time
from hashlib import sha256
from io import BytesIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zlib import compress

import pikepdf
from sqlalchemy.orm import Session

from vrs_tracker.domain.attachments import Attachment, attachments
from vrs_tracker.domain.document import Document, Element, Figure, Section, Table
from vrs_tracker.domain.issue import (
    DRAFT,
    IssueContent,
    demo_mark,
    figures_checksum,
    footer,
    title_block_json,
)
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.reporting import PdfForm
from vrs_tracker.features.reporting.queries.snapshots import newest_snapshot, thaw
from vrs_tracker.features.reporting.queries.title import Issuer, load_title_block
from vrs_tracker.paths import bundled
from vrs_tracker.web.svg.drawing import PRINT, draw_chart
from vrs_tracker.web.typeface import FONT_FOLDER, printable_code_points

TIMEOUT_SECONDS = 120
_MOST_PADDING = 20
_PNG_UP, _ROW_IS_UP = 12, b"\x02"  # ISO 32000-1, 7.4.4.4
_TEMPLATE_FILES = ("report.typ", "parts.typ")
_STANDARDS = {PdfForm.A3: ("a-3a", "ua-1"), PdfForm.A2: ("a-2a", "ua-1")}
"""Names that Typst knows: with the figures attached, or without, for archives that take none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """Everything the print depends on.

    `watermark` ("Entwurf") and `demo_mark` (a sentence) stand on every page as decoration and once as text;
    empty means none. `timestamp` is aware, UTC, in whole seconds. `schema_version` picks the template.
    """

    document: Document
    title_block: TitleBlock
    footer: str
    watermark: str
    demo_mark: str
    timestamp: datetime
    attachments: tuple[Attachment, ...]
    schema_version: int
    form: PdfForm


class PrintFailed(Exception):
    """No PDF came out; the message is a German sentence for the reader, `detail` is for the log."""

    def __init__(self, sentence: str, detail: str = "") -> None:
        """Keep both."""
        super().__init__(sentence)
        self.detail = detail


def print_pdf(job: PrintJob) -> bytes:
    """Print one report; raises PrintFailed, and ValueError for a timestamp without time zone."""
    if job.timestamp.tzinfo is None:
        raise ValueError(
            "the timestamp of a print needs a time zone, else the machine's would decide the bytes"
        )
    template = bundled("reports") / "committee" / f"v{job.schema_version}"
    if not template.is_dir():
        sentence = f"Für Berichte der Datenfassung {job.schema_version} liegt keine Druckvorlage vor."
        raise PrintFailed(sentence)
    attached = job.attachments if job.form is PdfForm.A3 else ()
    with TemporaryDirectory(prefix="vrs-print-") as folder:
        root = Path(folder)
        for name in _TEMPLATE_FILES:
            shutil.copyfile(template / name, root / name)
        for number, attachment in enumerate(attached):
            (root / _attachment_path(number)).write_bytes(attachment.content)
        order = {
            "main": _TEMPLATE_FILES[0],
            "fonts": str(FONT_FOLDER),
            "data": json.dumps(_job_data(job, attached), ensure_ascii=False),
            "standards": _STANDARDS[job.form],
            "timestamp": int(job.timestamp.timestamp()),
        }
        return _packed(_compiled(json.dumps(order).encode(), root))


def printable(text: str) -> str:
    """`text` as the print font can show it: what it lacks becomes "[Zeichen U+1F600]", never a gap.

    Invisible control characters fall away: they print nothing, and those that turn the reading direction
    could make a page say something else than the stored text.
    """
    shown = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(_printable_char(char) for char in shown)


def _printable_char(char: str) -> str:
    category = unicodedata.category(char)
    if char == "\n" or category in {"Zl", "Zp"}:
        return "\n"
    if char == "\t":
        return " "
    if category == "Cc" or (category == "Cf" and char != "\N{SOFT HYPHEN}"):
        return ""
    if "\N{VARIATION SELECTOR-1}" <= char <= "\N{VARIATION SELECTOR-16}":
        return ""
    if ord(char) in printable_code_points() and category != "Co":
        return char
    return f"[Zeichen U+{ord(char):04X}]"


def _with_printable_texts(value: Any) -> Any:  # noqa: ANN401 - walks any tree of values
    if type(value) is str:
        return printable(value)
    if isinstance(value, tuple):
        return tuple(_with_printable_texts(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: _with_printable_texts(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **changes)
    return value


def _job_data(job: PrintJob, attached: tuple[Attachment, ...]) -> dict[str, Any]:
    document: Document = _with_printable_texts(job.document)
    head: TitleBlock = _with_printable_texts(job.title_block)
    numbers = _Numbers()
    return {
        "title": document.title,
        "title_block": asdict(head)
        | {"session_date": date_de(head.session_date) if head.session_date else "Termin folgt"},
        "footer": printable(job.footer),
        "watermark": printable(job.watermark),
        "demo_mark": printable(job.demo_mark),
        "sections": [_section_data(section, numbers) for section in document.sections],
        "attachments": [
            {
                "path": _attachment_path(number),
                "name": attachment.name,
                "mime_type": attachment.mime_type,
                "description": attachment.description,
            }
            for number, attachment in enumerate(attached)
        ],
    }


def _attachment_path(number: int) -> str:
    return f"attachment-{number}"


class _Numbers:
    """Running numbers of tables and figures in reading order."""

    def __init__(self) -> None:
        self.tables = count(1)
        self.figures = count(1)


def _section_data(section: Section, numbers: _Numbers) -> dict[str, Any]:
    return {
        "number": section.number,
        "heading": section.heading,
        "anchor": section.anchor,
        "own_page": section.own_page,
        "light": asdict(section.light) if section.light else None,
        "body": [_element_data(element, numbers) for element in section.body],
        "parts": [_section_data(part, numbers) for part in section.parts],
    }


def _element_data(element: Element, numbers: _Numbers) -> dict[str, Any]:
    kind = {"kind": type(element).__name__.lower()}
    match element:
        case Table():
            return kind | asdict(element) | {"number": next(numbers.tables)}
        case Figure():
            return kind | {
                "number": next(numbers.figures),
                "caption": element.caption,
                "svg": draw_chart(element.chart, PRINT),
                "alt": element.chart.alt,
                "table": _element_data(element.table, numbers),
            }
        case _:
            return kind | asdict(element)


def _compiled(order: bytes, root: Path) -> bytes:
    program = bundled("reports") / "compile.py"
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(program.resolve())],
            input=order,
            capture_output=True,
            cwd=root,
            env={},
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        sentence = (
            f"Der Druck wurde nach {TIMEOUT_SECONDS} Sekunden abgebrochen. Versuchen Sie es noch einmal."
        )
        raise PrintFailed(sentence) from error
    if child.returncode != 0 or not child.stdout:
        detail = child.stderr.decode(errors="replace")
        sentence = "Das PDF konnte nicht erstellt werden. Die Ursache steht im Protokoll des Servers."
        raise PrintFailed(sentence, detail)
    return child.stdout


def _packed(pdf: bytes) -> bytes:
    """Put the many small objects into compressed streams: less than half of the size.

    No stream may end in a carriage return: with the line feed before `endstream`, some validators take it
    for the end of the line and call the length wrong. It is chance, 1 in 256 for each stream.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        for stream in document.objects:
            if isinstance(stream, pikepdf.Stream) and stream.read_raw_bytes().endswith(b"\r"):
                _encode_otherwise(stream)
        packed = _saved(document)
        for padding in range(_MOST_PADDING):
            if b"\r\nendstream" not in packed:
                break
            # Another object renumbers the ones behind it and so changes every stream of objects.
            document.Root[f"/VRSTPadding{padding}"] = document.make_indirect(pikepdf.Dictionary())
            packed = _saved(document)
        return packed


def _saved(document: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return target.getvalue()


def _encode_otherwise(stream: pikepdf.Stream) -> None:
    """Compress a stream as one row of a table that adds nothing to the row above it (PNG predictor "Up").

    The content stays the same; the mark of the row raises the last byte of the checksum by two.
    """
    content = stream.read_bytes()
    parameters = pikepdf.Dictionary(Predictor=_PNG_UP, Columns=len(content))
    stream.write(compress(_ROW_IS_UP + content), filter=pikepdf.Name.FlateDecode, decode_parms=parameters)


# ---------------------------------------------------------------- from a report to its PDF


def issues(report: CommitteeReport, title_block: TitleBlock) -> tuple[IssueContent, ...]:
    """Print a frozen report in both forms side by side, ready to be stored and handed out."""
    with ThreadPoolExecutor(max_workers=len(PdfForm)) as printers:
        return tuple(printers.map(lambda form: _issue(report, title_block, form), PdfForm))


def printed_issues(session: Session, period_id: int, issuer: Issuer) -> tuple[IssueContent, ...]:
    """Print the newest Fassung of a half-year with its present title block; nothing if there is none."""
    snapshot = newest_snapshot(session, period_id)
    if snapshot is None:
        return ()
    report = thaw(snapshot)
    return issues(report, load_title_block(session, report, issuer))


def preview(report: CommitteeReport, title_block: TitleBlock, form: PdfForm = PdfForm.A3) -> bytes:
    """Print a draft with watermark; its moment is the freezing, else the reference date at midnight UTC."""
    return print_pdf(_job(report, title_block, form, watermark=DRAFT))


def _issue(report: CommitteeReport, title_block: TitleBlock, form: PdfForm) -> IssueContent:
    content = print_pdf(_job(report, title_block, form, watermark=""))
    with pikepdf.open(BytesIO(content)) as printed:
        pages = len(printed.pages)
    return IssueContent(
        form=form,
        figures=figures_checksum(report),
        title_block=title_block_json(title_block),
        content=content,
        pages=pages,
        sha256=sha256(content).hexdigest(),
    )


def _job(report: CommitteeReport, title_block: TitleBlock, form: PdfForm, *, watermark: str) -> PrintJob:
    whole = document(report)
    return PrintJob(
        document=whole,
        title_block=title_block,
        footer=footer(report),
        watermark=watermark,
        demo_mark=demo_mark(report),
        timestamp=report.frozen_at or datetime.combine(report.period.as_of, time(), UTC),
        attachments=attachments(report, whole),
        schema_version=report.schema_version,
        form=form,
    )

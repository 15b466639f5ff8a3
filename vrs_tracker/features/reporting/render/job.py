"""A print job becomes data for the template, a child process runs Typst, pikepdf packs it.

Same job, same fonts, same versions: same bytes. The result is PDF/UA-1 and PDF/A-3a (with attachments) or
PDF/A-2a (without); the template checks nothing, `reports/compile.py` lets no Typst warning pass.
"""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from vrs_tracker.domain.attachments import Attachment
from vrs_tracker.domain.document import Document, Element, Facts, Figure, Section, Table
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.reporting import PdfForm
from vrs_tracker.features.reporting.render.heights import (
    Height,
    drawing_height,
    element_height,
    has_long_text,
    has_usual_terms,
    section_height,
)
from vrs_tracker.features.reporting.render.packing import packed_pdf
from vrs_tracker.features.reporting.render.press import PrintFailed, compiled
from vrs_tracker.features.reporting.render.texts import as_data, printable, with_printable_texts
from vrs_tracker.paths import bundled
from vrs_tracker.web.svg.drawing import PRINT, draw_chart
from vrs_tracker.web.typeface import FONT_FOLDER

_TEMPLATE_FILES = ("report.typ", "parts.typ")
_A2 = ("a-2a", "ua-1")
_STANDARDS = {PdfForm.A3: ("a-3a", "ua-1"), PdfForm.A2: _A2, PdfForm.NONPUBLIC: _A2}
"""Names that Typst knows: with the figures attached, or without, for archives that take none.

Nothing is attached to the non-public edition: the figures are public, what is taken out of it should not be.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """Everything the print depends on.

    `watermark` ("Entwurf") and `demo_mark` (a sentence) stand on every page as decoration and once as text;
    empty means none. `keywords` stand in the file's own description only. `timestamp` is aware, UTC, in whole
    seconds. `schema_version` picks the template.
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
    keywords: tuple[str, ...] = ()


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
        return packed_pdf(compiled(json.dumps(order).encode(), root))


def _job_data(job: PrintJob, attached: tuple[Attachment, ...]) -> dict[str, Any]:
    document: Document = with_printable_texts(job.document)
    head: TitleBlock = with_printable_texts(job.title_block)
    numbers = _Numbers()
    return {
        "title": document.title,
        "title_block": as_data(head)
        | {"session_date": date_de(head.session_date) if head.session_date else "Termin folgt"},
        "footer": printable(job.footer),
        "watermark": printable(job.watermark),
        "demo_mark": printable(job.demo_mark),
        "keywords": list(map(printable, job.keywords)),
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
    heights = [element_height(element) for element in section.body]
    return {
        "number": section.number,
        "heading": section.heading,
        "anchor": section.anchor,
        "own_page": section.own_page,
        "in_one_piece": section.in_one_piece,
        "light": as_data(section.light) if section.light else None,
        "height": section_height(section, heights).bounds(),
        "body": [
            _element_data(element, height, numbers) | {"statement": number}
            for (number, element), height in zip(section.statements(), heights, strict=True)
        ],
        "parts": [_section_data(part, numbers) for part in section.parts],
    }


def _element_data(element: Element, height: Height, numbers: _Numbers) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kind": type(element).__name__.lower(),
        "height": height.bounds(),
        "is_long": has_long_text(element),
    }
    match element:
        case Figure():
            svg = draw_chart(element.chart, PRINT)
            table = _element_data(element.table, element_height(element.table), numbers)
            data |= {
                "number": next(numbers.figures),
                "caption": element.caption,
                "height": drawing_height(element, svg).bounds(),
                "svg": svg,
                "alt": element.chart.alt,
                "table": table | {"statement": ""},
            }
        case Table():
            data |= as_data(element) | {"number": next(numbers.tables)}
        case Facts():
            data |= as_data(element) | {"usual_terms": has_usual_terms(element)}
        case _:
            data |= as_data(element)
    return data

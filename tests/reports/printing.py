"""Print small documents, and judge what comes out."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import page

from tests.reports.sample_document import TITLE, sample_job
from vrs_tracker.domain.document import Document, Element, Section
from vrs_tracker.features.reporting.render import print_pdf


def section(*body: Element, number: str = "1", heading: str = "Prüfabschnitt") -> Section:
    return Section(number=number, heading=heading, anchor=f"abschnitt-{number}", body=body)


def printed(*sections: Section, watermark: str = "Entwurf") -> bytes:
    document = Document(title=TITLE, sections=sections)
    return print_pdf(sample_job(document=document, watermark=watermark))


def assert_valid(content: bytes, folder: Path, *profiles: str) -> None:
    file = folder / "report.pdf"
    file.write_bytes(content)
    for profile in profiles:
        report = page.validate_pdf(str(file), profile=getattr(page.ValidationProfile, profile))
        assert report.is_compliant, f"{profile}: {report}"


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page, in points from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def printed_words(content: bytes, folder: Path, page: int | None = None) -> list[Word]:
    """Every word of a PDF, or of one page of it, where another program sees it."""
    file = folder / "report.pdf"
    file.write_bytes(content)
    only = ["-f", str(page), "-l", str(page)] if page else []
    command = ["pdftotext", "-bbox", *only, str(file), "-"]
    shown = subprocess.run(command, capture_output=True, check=True, text=True)
    words = re.findall(
        r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', shown.stdout
    )
    return [Word(text, *map(float, edges)) for *edges, text in words]

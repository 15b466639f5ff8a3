"""The Word file of a report: the same sections, sentences, tables and numbers as page and PDF.

It is a working copy and says so on every page. Lights are words; bars are left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from itertools import count
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from vrs_tracker.domain.document import (
    CHANGED,
    Document,
    Element,
    Facts,
    Figure,
    Framed,
    Listing,
    Paragraph,
    Section,
    Table,
    Tone,
)
from vrs_tracker.web.word.fields import (
    LANGUAGE,
    add_field,
    begin_field,
    describe,
    end_field,
    frame,
    new_numbering,
    number_by,
    speak_german,
)
from vrs_tracker.web.word.tables import TEXT_WIDTH, add_table

WORKING_COPY = "Arbeitsfassung, nicht die Vorlage"
_FONT = "Arial"
_INK, _SOFT = RGBColor(0x12, 0x46, 0x4F), RGBColor(0x4F, 0x5B, 0x61)
_STYLES = {
    "Vorspann": (12, 0, 8, _INK),
    "Anmerkung": (9, 3, 8, _SOFT),
    "Aussage": (11, 6, 6, None),
    "Angabe": (11, 0, 4, None),
    "Tabellentext": (9.5, 2, 2, None),
}
"""Own styles: size, space before and after in points, colour."""
_TONES = {Tone.BODY: "Normal", Tone.LEAD: "Vorspann", Tone.NOTE: "Anmerkung", Tone.MESSAGE: "Aussage"}
_HEADINGS = {1: (14, 18, 6), 2: (12, 14, 4), 3: (11, 10, 4)}
_BEHIND_SUMMARY = 2
"""Resolution and summary come first."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordHead:
    """What stands around the sections.

    `lines` are the title block as terms and values, `marks` what every page says besides that it is a
    working copy, `as_of` stands for the day on which the file was made.
    """

    issuer: str
    lines: tuple[tuple[str, str], ...]
    foot: str
    marks: tuple[str, ...]
    as_of: date


def word_file(document: Document, head: WordHead, pictures: Sequence[bytes]) -> bytes:
    """Return the file; the same report gives the same bytes.

    `pictures` are the charts as PNG in reading order, one for each `Figure`.
    """
    made = docx.Document()
    _set_up(made, document, head)
    made.add_paragraph(head.issuer, style="Anmerkung")
    made.add_paragraph(document.title, style="Title")
    for term, value in head.lines:
        _add_fact(made, term, value)
    _Writer(made, pictures).write(document)
    return _with_fixed_times(made)


class _Writer:
    """Adds the sections; keeps the running numbers of tables and figures."""

    def __init__(self, made: WordDocument, pictures: Sequence[bytes]) -> None:
        self.made = made
        self.pictures: Iterator[bytes] = iter(pictures)
        self.tables, self.figures = count(1), count(1)

    def write(self, document: Document) -> None:
        """Add the sections; the contents follow the summary, as in print."""
        for place, section in enumerate(document.sections):
            if place == _BEHIND_SUMMARY:
                _add_contents(self.made, document.sections)
            self._add_section(section, level=1)

    def _add_section(self, section: Section, level: int) -> None:
        light = f" – {section.light.text}" if section.light else ""
        self.made.add_heading(f"{section.number} {section.heading}{light}".strip(), level)
        for number, element in section.statements():
            self._add_element(number, element)
        for part in section.parts:
            self._add_section(part, level + 1)

    def _add_element(self, number: str, element: Element) -> None:
        match element:
            case Paragraph():
                self._numbered(number, _TONES[element.tone]).add_run(element.text)
            case Listing():
                self._add_listing(number, element)
            case Facts():
                for place, (term, value) in enumerate(element.items):
                    said = f"{term} ({CHANGED})" if term in element.changed else term
                    _add_fact(self.made, said, value, number if place == 0 else "")
            case Framed():
                self._add_framed(number, element)
            case Table():
                self._add_table(number, element)
            case Figure():
                self._add_figure(number, element)

    def _numbered(self, number: str, style: str) -> WordParagraph:
        paragraph = self.made.add_paragraph(style=style)
        _add_number(paragraph, number)
        return paragraph

    def _add_listing(self, number: str, listing: Listing) -> None:
        numbering = new_numbering(self.made) if listing.numbered else 0
        for place, text in enumerate(listing.items):
            item = self.made.add_paragraph(style="List Number" if listing.numbered else "List Bullet")
            if listing.numbered:
                number_by(item, numbering)
            _add_number(item, number if place == 0 else "")
            item.add_run(text)

    def _add_framed(self, number: str, framed: Framed) -> None:
        items = (f"{place}. {text}" for place, text in enumerate(framed.items, start=1))
        for place, text in enumerate((*framed.paragraphs, *items)):
            paragraph = self._numbered(number if place == 0 else "", "Normal")
            paragraph.add_run(text)
            frame(paragraph)

    def _add_table(self, number: str, table: Table) -> None:
        if table.message:
            self.made.add_paragraph(table.message, style="Aussage")
        caption = self._numbered(number, "Caption")
        caption.paragraph_format.keep_with_next = True
        said = f"{table.caption} ({CHANGED})" if table.changed else table.caption
        _add_caption(caption, "Tabelle", next(self.tables), said)
        add_table(self.made, table)
        self.made.add_paragraph(table.note, style="Anmerkung")

    def _add_figure(self, number: str, figure: Figure) -> None:
        picture = self.made.add_paragraph()
        picture.paragraph_format.keep_with_next = True
        run = picture.add_run()
        run.add_picture(BytesIO(next(self.pictures)), width=Mm(TEXT_WIDTH))
        describe(run, figure.chart.alt)
        caption = self._numbered(number, "Caption")
        _add_caption(caption, "Abbildung", next(self.figures), figure.caption)
        self._add_table("", figure.table)


def _add_number(paragraph: WordParagraph, number: str) -> None:
    """Put the number by which people cite a statement before it, small and grey."""
    if number:
        run = paragraph.add_run(f"{number}  ")
        run.font.size, run.font.color.rgb = Pt(8), _SOFT


def _add_caption(paragraph: WordParagraph, kind: str, number: int, text: str) -> None:
    paragraph.add_run(f"{kind} ")
    add_field(paragraph, f"SEQ {kind} \\* ARABIC", str(number))
    paragraph.add_run(f": {text}")


def _add_fact(made: WordDocument, term: str, value: str, number: str = "") -> None:
    paragraph = made.add_paragraph(style="Angabe")
    _add_number(paragraph, number)
    paragraph.add_run(f"{term}: ").bold = True
    paragraph.add_run(value)


def _add_contents(made: WordDocument, sections: Sequence[Section]) -> None:
    """Add a field of contents; until it is updated it lists the sections without pages."""
    made.add_paragraph("Inhalt", style="Aussage")
    lines = [made.add_paragraph(style="Angabe") for _ in sections]
    begin_field(lines[0], 'TOC \\o "1-2" \\h \\z')
    for line, section in zip(lines, sections, strict=True):
        line.add_run(f"{section.number} {section.heading}")
    end_field(lines[-1])


# ---------------------------------------------------------------- the file around the sections


def _set_up(made: WordDocument, document: Document, head: WordHead) -> None:
    speak_german(made)
    _set_styles(made)
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    marks = page.header.paragraphs[0]
    marks.add_run(" · ".join((WORKING_COPY, *head.marks))).bold = True
    marks.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot = page.footer.paragraphs[0]
    foot.style = _style(made, "Anmerkung")  # without the tab stops of the style "Footer"
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{head.foot}\tSeite ")
    add_field(foot, "PAGE", "1")
    foot.add_run(" von ")
    add_field(foot, "NUMPAGES", "1")
    properties, moment = made.core_properties, datetime.combine(head.as_of, time())
    properties.title, properties.subject = document.title, WORKING_COPY
    properties.author = properties.last_modified_by = head.issuer
    properties.language, properties.comments, properties.keywords = LANGUAGE, "", ""
    properties.created = properties.modified = moment
    properties.revision = 1


def _set_styles(made: WordDocument) -> None:
    normal = _style(made, "Normal")
    normal.font.name, normal.font.size = _FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    for name, (size, before, after, colour) in _STYLES.items():
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.font.size, style.font.color.rgb = Pt(size), colour
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    _style(made, "Aussage").font.bold = True
    _style(made, "Aussage").paragraph_format.keep_with_next = True
    for level, (size, before, after) in _HEADINGS.items():
        style = _style(made, f"Heading {level}")
        style.font.size, style.font.color.rgb = Pt(size), _INK
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    _style(made, "Title").font.size = Pt(18)
    caption = _style(made, "Caption")
    caption.font.size, caption.font.color.rgb, caption.font.bold = Pt(9.5), _SOFT, False
    for name in ("Heading 1", "Heading 2", "Heading 3", "Title", "Caption"):
        _use_font(_style(made, name))
    _style(made, "Header").font.size = Pt(8.5)


def _style(made: WordDocument, name: str) -> ParagraphStyle:
    style = made.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    return style


def _use_font(style: ParagraphStyle) -> None:
    """Replace the theme's font, which would win over a plain name."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    style.font.name = _FONT


def _with_fixed_times(made: WordDocument) -> bytes:
    """Return the file with the same moment at every part, so that equal reports have equal bytes."""
    raw, target = BytesIO(), BytesIO()
    made.save(raw)
    with ZipFile(raw) as source, ZipFile(target, "w", ZIP_DEFLATED) as fixed:
        for name in source.namelist():
            fixed.writestr(ZipInfo(name, _EARLIEST), source.read(name), ZIP_DEFLATED)
    return target.getvalue()

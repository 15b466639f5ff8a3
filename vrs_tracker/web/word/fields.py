"""What python-docx has no words for: fields, numbered lists, frames, the language of a style.

Source: Office Open XML, ISO/IEC 29500-1, chapter 17.
"""

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LANGUAGE = "de-DE"


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """Return a new element of the `w` namespace, e. g. `element("fldChar", fldCharType="begin")`."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field (SEQ, PAGE, NUMPAGES); `shown` is its value until the office program reckons anew."""
    begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Paragraph, instruction: str) -> None:
    """Open a field whose result follows, over several paragraphs if need be, until `end_field`."""
    paragraph.add_run().element.append(element("fldChar", fldCharType="begin"))
    said = element("instrText")
    said.set(qn("xml:space"), "preserve")
    said.text = f" {instruction} "
    paragraph.add_run().element.append(said)
    paragraph.add_run().element.append(element("fldChar", fldCharType="separate"))


def end_field(paragraph: Paragraph) -> None:
    """Close the field that was opened last."""
    paragraph.add_run().element.append(element("fldChar", fldCharType="end"))


def new_numbering(document: Document) -> int:
    """Return the id of a numbered list of its own, so that each list begins with 1."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    pattern = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
    number = numbering.add_num(pattern)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def number_by(paragraph: Paragraph, numbering: int) -> None:
    """Make a paragraph an item of that numbered list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx has no other way
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def frame(paragraph: Paragraph) -> None:
    """Draw a thin frame around a paragraph; neighbours with the same frame share it."""
    borders = element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(side, val="single", sz="6", space="6", color="12464F"))
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - as above
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def speak_german(document: Document) -> None:
    """Set the language of the defaults and of every style; the library's template is American."""
    styles = document.styles.element
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
        language.set(qn("w:eastAsia"), LANGUAGE)
    defaults = next(styles.iter(qn("w:rPrDefault"))).find(qn("w:rPr"))
    if defaults is not None and defaults.find(qn("w:lang")) is None:
        defaults.append(element("lang", val=LANGUAGE, eastAsia=LANGUAGE))


def describe(run: Run, text: str) -> None:
    """Say what the picture in a run shows."""
    for properties in run.element.iter(qn("wp:docPr")):
        properties.set("descr", text)

"""Read a PDF as a screen reader does: the structure tree with its text, and what is marked as decoration."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

_Reference = tuple[int, int]


@dataclass(slots=True)
class Element:
    """An element of the structure tree: its texts and children in reading order."""

    tag: str
    alt: str = ""
    scope: str = ""
    parts: list["str | Element"] = field(default_factory=list)
    own_pages: set[int] = field(default_factory=set)

    def pages(self) -> set[int]:
        """Numbers (from 0) of the pages on which something of it stands."""
        return set().union(*(element.own_pages for element in self.walk()))

    def walk(self) -> Iterator["Element"]:
        """This element and everything below it, in reading order."""
        yield self
        for part in self.parts:
            if isinstance(part, Element):
                yield from part.walk()

    def text(self) -> str:
        """All text below this element in reading order, as it is read aloud."""
        return "".join(part if isinstance(part, str) else part.text() for part in self.parts)

    def all(self, *tags: str) -> list["Element"]:
        """Elements with one of the tags, in reading order."""
        return [element for element in self.walk() if element.tag in tags]


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What a test wants to know about a PDF."""

    root: Element
    artifacts: list[str]
    language: str
    title: str
    shows_title: bool
    bookmarks: list[str]
    pages: int

    def text(self) -> str:
        """Everything that is read aloud, white space folded."""
        return folded(" ".join(element_texts(self.root)))


def folded(text: str) -> str:
    """Text with single spaces and without soft hyphens."""
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").split())


def element_texts(element: Element) -> Iterator[str]:
    """Texts of the elements that hold text themselves, one each."""
    own = ""
    for part in element.parts:
        if isinstance(part, str):
            own += part
        elif part.tag in {"Span", "Link", "Reference"}:
            own += part.text()
        else:
            yield own
            own = ""
            yield from element_texts(part)
    yield own


def read_pdf(content: bytes) -> PdfFacts:
    """Read structure, texts and the facts of the catalogue."""
    with pikepdf.open(BytesIO(content)) as pdf:
        marked: dict[_Reference, str] = {}
        artifacts = []
        for number, page in enumerate(pdf.pages):
            texts = _page_texts(page)
            artifacts.append(folded(texts.pop(None, "")))
            marked |= {(number, mcid): text for mcid, text in texts.items() if mcid is not None}
        numbers: dict[_Reference, int] = {
            _reference(page.obj): number for number, page in enumerate(pdf.pages)
        }
        root = Element("Root")
        _add_kids(root, pdf.Root.StructTreeRoot.K, 0, marked, numbers)
        with pdf.open_outline() as outline:
            bookmarks = [item.title for item in chain.from_iterable(map(_flat, outline.root))]
        with pdf.open_metadata() as metadata:
            title = str(metadata.get("dc:title", ""))
        return PdfFacts(
            root=root,
            artifacts=artifacts,
            language=str(pdf.Root.get("/Lang", "")),
            title=title,
            shows_title=bool(pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)),
            bookmarks=bookmarks,
            pages=len(pdf.pages),
        )


def _reference(page: pikepdf.Object) -> _Reference:
    number, generation = page.objgen
    return number, generation


def _flat(item: pikepdf.OutlineItem) -> Iterator[pikepdf.OutlineItem]:
    yield item
    for child in item.children:
        yield from _flat(child)


def _add_kids(
    parent: Element,
    kids: pikepdf.Object,
    page: int,
    marked: dict[_Reference, str],
    numbers: dict[_Reference, int],
) -> None:
    for kid in kids if isinstance(kids, Array) else [kids]:
        is_reference = isinstance(kid, Dictionary)
        own_page = numbers[_reference(kid.Pg)] if is_reference and "/Pg" in kid else page
        if not is_reference or kid.get("/Type") == Name.MCR:
            number = int(kid.MCID) if is_reference else int(kid)
            parent.parts.append(marked.get((own_page, number), ""))
            parent.own_pages.add(own_page)
        elif "/S" in kid:
            child = Element(str(kid.S)[1:], str(kid.get("/Alt", "")), _scope(kid))
            parent.parts.append(child)
            if "/K" in kid:
                _add_kids(child, kid.K, own_page, marked, numbers)


def _scope(element: pikepdf.Object) -> str:
    attributes = element.get("/A", Array())
    for attribute in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(attribute, Dictionary) and "/Scope" in attribute:
            return str(attribute.Scope)[1:]
    return ""


@dataclass(slots=True)
class _PageText:
    """Text of a page by the number of its marked content; None collects what is marked as decoration."""

    texts: dict[int | None, str] = field(default_factory=dict)
    open_marks: list[tuple[int | None, bool]] = field(default_factory=list)

    def begin(self, properties: Dictionary) -> None:
        """Open marked content; a substitute text silences what is drawn inside."""
        outer, silent = self.open_marks[-1] if self.open_marks else (None, False)
        number = int(properties.MCID) if "/MCID" in properties else outer
        substitute = properties.get("/ActualText")
        self.open_marks.append((number, silent))
        if substitute is not None:
            self.add(str(substitute))
            self.open_marks[-1] = (number, True)

    def add(self, text: str) -> None:
        """Add text to the innermost marked content."""
        number, silent = self.open_marks[-1]
        if not silent:
            self.texts[number] = self.texts.get(number, "") + text


def _page_texts(page: pikepdf.Page) -> dict[int | None, str]:
    fonts = {name: _decoder(font) for name, font in page.obj.Resources.get("/Font", Dictionary()).items()}
    collected = _PageText()
    decode: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "BMC":
                collected.begin(Dictionary())
            case "BDC":
                collected.begin(operands[1] if isinstance(operands[1], Dictionary) else Dictionary())
            case "EMC":
                collected.open_marks.pop()
            case "Tf":
                decode = fonts[str(operands[0])]
            case "Tj" | "TJ":
                collected.add(_shown(operands[0], decode))
    return collected.texts


def _shown(operand: pikepdf.Object, decode: dict[int, str]) -> str:
    pieces = operand if isinstance(operand, Array) else [operand]
    raw = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    return "".join(decode[raw[at] << 8 | raw[at + 1]] for at in range(0, len(raw), 2))


def _decoder(font: pikepdf.Object) -> dict[int, str]:
    """Character codes (two bytes) to text, from the font's ToUnicode map."""
    stream = font.ToUnicode
    assert isinstance(stream, Stream)
    source = stream.read_bytes().decode("latin-1")
    codes: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            codes[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                codes[int(first, 16) + offset] = chr(int(text, 16) + offset)
    return codes

"""What a document is by its content, whether it may be kept, and who may read it."""

from dataclasses import dataclass
from decimal import Decimal
from zipfile import ZipInfo

from vrs_tracker.domain.notation import number
from vrs_tracker.domain.packed import BEGINNING, Fault, FaultyPackage, opened

LARGEST_DOCUMENT = 20 * 1024 * 1024

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
PACKED = {"word/document.xml": _WORD, "xl/workbook.xml": _EXCEL}
"""The part by which a packed document is known, with its type."""
ENDINGS = {PDF: "pdf", _WORD: "docx", _EXCEL: "xlsx", "image/png": "png", "image/jpeg": "jpg"}
"""Every type that is kept, with the ending of its file name."""
NAMES = {PDF: "PDF", _WORD: "Word", _EXCEL: "Excel", "image/png": "Bild (PNG)", "image/jpeg": "Bild (JPEG)"}
_BEGINNINGS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"%PDF-": PDF}
_COMPOUND, _ENCRYPTED_PACKAGE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
"""How a document with a password begins, and what is in it."""
_ACTIVE = ("vbaproject.bin", "vbadata.xml", "activex/")
"""Parts of packed documents that run something."""
_ACTIVE_TYPES = (b"macroenabled", b"vnd.ms-office.vbaproject", b"activex")
_CONTENT_TYPES = "[Content_Types].xml"
_LONGEST_NAME = 120
_MEGABYTE = 1_000_000

NO_PROOF = "kein Beleg erfasst"
"""In lists of entries, for one that names nothing it rests on."""
DOCUMENT_KEPT = "hinterlegtes Dokument"
"""How a report tells that an entry rests on a document; its title may name what is not public."""
FORMATS_HINT = "PDF, DOCX, XLSX, PNG oder JPEG, höchstens 20 Megabyte."
NO_FILE = "Wählen Sie das Dokument."
TOO_LARGE = (
    "Das Dokument ist größer als 20 Megabyte. Speichern Sie es kleiner, oder nennen Sie es nur mit Gremium, "
    "Datum und Nummer."
)
WRONG_TYPE = "Das ist nach seinem Inhalt kein PDF, DOCX, XLSX, PNG oder JPEG. Wählen Sie eine andere Datei."
BROKEN = "Das Dokument lässt sich nicht öffnen. Speichern Sie es neu, und wählen Sie es noch einmal."
ENCRYPTED = "Das Dokument ist mit einem Passwort geschützt. Wählen Sie eine Fassung ohne Passwort."
_FAULTS = {Fault.BROKEN: BROKEN, Fault.ENCRYPTED: ENCRYPTED, Fault.TOO_LARGE: TOO_LARGE}
TOO_MUCH = (
    "Das Dokument braucht beim Öffnen zu viel Zeit oder Speicher. Speichern Sie es neu und kleiner, oder "
    "nennen Sie es nur mit Gremium, Datum und Nummer."
)
HAS_MACROS = "Das Dokument enthält Makros. Speichern Sie es ohne Makros als DOCX oder XLSX."
WORDS_NEEDED = (
    "In diesem Dokument ist kein Text, ein Vorleseprogramm kann es nicht lesen. Schreiben Sie in Worten, was "
    "darin steht, oder halten Sie das Dokument zurück."
)


class RefusedDocument(Exception):
    """A document that is not kept; the message is a German sentence."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found out about a document; `has_text` is whether it can be read aloud."""

    content: bytes
    media_type: str
    has_text: bool


def check_size(content: bytes) -> None:
    """Raise RefusedDocument for an empty document and one that is too large to be looked into."""
    if not content:
        raise RefusedDocument(NO_FILE)
    if len(content) > LARGEST_DOCUMENT:
        raise RefusedDocument(TOO_LARGE)


def media_type_of(content: bytes) -> str:
    """Return what a document is by its content, whatever it is called.

    Raises:
        RefusedDocument: it is too large, of another type, not to be opened, or would run something.
    """
    check_size(content)
    if content.startswith(BEGINNING):
        return _packed_document(content)
    if content.startswith(_COMPOUND) and _ENCRYPTED_PACKAGE in content:
        raise RefusedDocument(ENCRYPTED)
    found = next((kind for beginning, kind in _BEGINNINGS.items() if content.startswith(beginning)), "")
    if not found:
        raise RefusedDocument(WRONG_TYPE)
    return found


def _packed_document(content: bytes) -> str:
    try:
        with opened(content) as archive:
            parts = archive.infolist()
            _check_parts(parts)
            declared = archive.read(_CONTENT_TYPES).lower()
    except KeyError:
        raise RefusedDocument(WRONG_TYPE) from None
    except FaultyPackage as faulty:
        raise RefusedDocument(_FAULTS[faulty.fault]) from faulty
    if any(active in declared for active in _ACTIVE_TYPES):
        raise RefusedDocument(HAS_MACROS)
    names = {part.filename for part in parts}
    found = next((kind for part, kind in PACKED.items() if part in names), "")
    if not found:
        raise RefusedDocument(WRONG_TYPE)
    return found


def _check_parts(parts: list[ZipInfo]) -> None:
    if any(active in part.filename.casefold() for part in parts for active in _ACTIVE):
        raise RefusedDocument(HAS_MACROS)


def safe_file_name(name: str, media_type: str) -> str:
    """Return a file name without folders and signs that mean something elsewhere, with a fitting ending."""
    last = name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    stem = last.rsplit(".", maxsplit=1)[0]
    kept = "".join(char if char.isalnum() or char in " -_.," else "-" for char in stem)
    return f"{' '.join(kept.split()).strip(' .-')[:_LONGEST_NAME] or 'Dokument'}.{ENDINGS[media_type]}"


def size_words(size: int) -> str:
    """Write a size as people read it: "12 kB", "1,4 MB"."""
    if size < _MEGABYTE:
        return f"{number(max(1, size // 1000))} kB"
    return f"{number(Decimal(size) / _MEGABYTE, 1)} MB"


def is_for_everybody(*, is_public: bool, has_text: bool, in_words: str, is_taken_back: bool) -> bool:
    """Whether a document is linked for visitors: public, in use, and to be read aloud or told in words."""
    return is_public and not is_taken_back and (has_text or bool(in_words.strip()))

"""What a file is by its content, and whether it is safe to unpack."""

import re
from collections.abc import Iterator
from zipfile import ZipFile, ZipInfo

from vrs_tracker.domain.packed import BEGINNING, Fault, FaultyPackage, opened
from vrs_tracker.domain.spreadsheet import words

LONGEST_PROLOG = 64 * 1024

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS_TYPE = ODS.decode()
XLS_TYPE, CSV_TYPE = "application/vnd.ms-excel", "text/csv"

_FAULTS = {
    Fault.BROKEN: words.BROKEN,
    Fault.ENCRYPTED: words.ENCRYPTED,
    Fault.TOO_LARGE: words.TOO_LARGE,
}
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(rb"\s*<(?:\?xml|!doctype|html|table|[a-z:]+[\s>])", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_IS_XML = (".xml", ".rels", ".vml")
_ROOT = re.compile(rb"<[^!?]")


class RefusedFile(Exception):
    """A file that is not read; the message is a German sentence."""


def media_type(content: bytes) -> str:
    """Return what a file is; raises RefusedFile for what is no table or not safe to unpack."""
    if not content.strip():
        raise RefusedFile(words.EMPTY)
    if content.startswith(BEGINNING):
        return _packed_table(content)
    if content.startswith(COMPOUND):
        if _ENCRYPTED_PACKAGE in content:
            raise RefusedFile(words.ENCRYPTED)
        return XLS_TYPE
    beginning = content[:4096].removeprefix(b"\xef\xbb\xbf")
    if _MARKUP.match(beginning):
        raise RefusedFile(words.MARKED_UP)
    is_wide = beginning.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not is_wide and _CONTROL.search(content[:65536]):
        raise RefusedFile(words.NO_TABLE)
    return CSV_TYPE


def _packed_table(content: bytes) -> str:
    try:
        with opened(content) as archive:
            parts = archive.infolist()
            found = _type_by_parts(archive, {part.filename for part in parts})
            for part in parts:
                if part.filename.casefold().endswith(_IS_XML):
                    _refuse_definitions(archive, part)
    except FaultyPackage as faulty:
        raise RefusedFile(_FAULTS[faulty.fault]) from faulty
    return found


def _type_by_parts(archive: ZipFile, names: set[str]) -> str:
    if "xl/workbook.xml" in names:
        return XLSX_TYPE
    if "xl/workbook.bin" in names:
        raise RefusedFile(words.BINARY)
    if "mimetype" in names and archive.open("mimetype").read(200).startswith(ODS):
        return ODS_TYPE
    raise RefusedFile(words.NO_TABLE)


def _refuse_definitions(archive: ZipFile, part: ZipInfo) -> None:
    """Refuse a part whose prolog holds a document type: entities can only be defined there.

    Office programs write none. A prolog longer than 64 kB hides something.
    """
    seen = b""
    for piece in _pieces(archive, part):
        # parts in UTF-16 have a zero beside each letter
        seen += piece.replace(b"\0", b"")
        if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
            raise RefusedFile(words.EXTERNAL)
        if _ROOT.search(seen):
            return
    if len(seen) >= LONGEST_PROLOG:
        raise RefusedFile(words.EXTERNAL)


def _pieces(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as file:
        for _ in range(LONGEST_PROLOG // 1024):
            piece = file.read(1024)
            if not piece:
                return
            yield piece

"""Documents are looked into by a process of their own: what would fill memory or time ends that one only."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.features.finance.evidence_rows import pdf
from vrs_tracker.domain.evidence import BROKEN, ENCRYPTED, TOO_LARGE, TOO_MUCH, WRONG_TYPE, RefusedDocument
from vrs_tracker.features.finance.readers import examine, process

MEGABYTE = 1024 * 1024


def packed(**parts: bytes) -> bytes:
    """Return an archive; a part named `types` says what is in it."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            path = {"types": "[Content_Types].xml", "document": "word/document.xml"}.get(name, name)
            archive.writestr(path, content)
    return target.getvalue()


def pdf_bomb(size: int) -> bytes:
    """Return a PDF whose catalogue stands in a stream that unpacks to so many bytes."""
    pages = b"1 0 2 33 <</Type/Catalog/Pages 2 0 R>>    <</Type/Pages/Kids[]/Count 0>>"
    packer = zlib.compressobj(9)
    stream = packer.compress(pages)
    for _ in range(size // MEGABYTE):
        stream += packer.compress(b" " * MEGABYTE)
    stream += packer.flush()
    head = b"%PDF-1.5\n"
    holder = b"3 0 obj <</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length %d>> stream\n" % len(stream)
    body = holder + stream + b"\nendstream endobj\n"
    place = len(head) + len(body)
    rows = b"\0\0\0\0\0" + b"\2\0\0\3\0" + b"\2\0\0\3\1" + b"\1" + (len(head)).to_bytes(3, "big") + b"\0"
    rows += b"\1" + place.to_bytes(3, "big") + b"\0"
    table = b"4 0 obj <</Type/XRef/Size 5/W[1 3 1]/Root 1 0 R/Length %d>> stream\n" % len(rows)
    return head + body + table + rows + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % place


def refusal(content: bytes) -> str:
    with pytest.raises(RefusedDocument) as refused:
        examine(content)
    return str(refused.value)


def test_what_a_document_is_comes_back_from_the_process() -> None:
    content = pdf()
    found = examine(content)
    assert (found.content, found.media_type, found.has_text) == (content, "application/pdf", True)
    assert examine(pdf_bomb(0)).has_text is False


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 and nothing else", BROKEN),
        (pdf()[:200], BROKEN),
        (pdf(password="geheim"), ENCRYPTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ENCRYPTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", WRONG_TYPE),
        (packed(types=b"<Types/>", document=b"<w/>")[:60], BROKEN),
        (packed(types=b"<Types/>", document=bytes(201 * MEGABYTE)), TOO_LARGE),
        (packed(types=bytes(190 * MEGABYTE), document=b"<w/>"), TOO_MUCH),
    ],
    ids=["broken", "torn", "password", "packed password", "old", "torn package", "unpacks", "types"],
)
def test_a_document_that_is_not_kept_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    assert refusal(content) == sentence


def test_a_pdf_that_unpacks_to_gigabytes_ends_its_process_only() -> None:
    """What reads PDF may notice that its memory ends, and take the rest for broken."""
    assert refusal(pdf_bomb(800 * MEGABYTE)) in {BROKEN, TOO_MUCH}


def test_a_document_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "MOST_SECONDS", 0.01)
    assert refusal(pdf()) == TOO_MUCH


def test_a_process_that_says_nothing_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "answers", lambda *_, **__: iter(()))
    assert refusal(pdf()) == TOO_MUCH

"""What a document is by its content, what is refused, and what is said about it."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain import evidence, packed
from vrs_tracker.domain.evidence import (
    ENDINGS,
    PDF,
    RefusedDocument,
    is_for_everybody,
    media_type_of,
    safe_file_name,
    size_words,
)
from vrs_tracker.domain.inputs.evidence import (
    TAKEN_BACK,
    DocumentInput,
    check_document,
    check_taking_back,
)

TYPES = "[Content_Types].xml"
NEW = DocumentInput(title="Niederschrift", file_name="a.pdf")


def _packed(*names: str, types: str = "<Types/>") -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        archive.writestr(TYPES, types)
        for name in names:
            archive.writestr(name, "<x/>")
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n\x1a\n...", "png"),
        (b"\xff\xd8\xff\xe0...", "jpg"),
        (_packed("word/document.xml"), "docx"),
        (_packed("xl/workbook.xml"), "xlsx"),
    ],
)
def test_a_document_is_known_by_its_content(content: bytes, ending: str) -> None:
    assert ENDINGS[media_type_of(content)] == ending


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", evidence.NO_FILE),
        (b"MZ\x90\x00 a program", evidence.WRONG_TYPE),
        (b"<html><script>", evidence.WRONG_TYPE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", evidence.WRONG_TYPE),
        (_packed("ppt/presentation.xml"), evidence.WRONG_TYPE),
        (b"PK\x03\x04 torn", evidence.BROKEN),
        (_packed("word/document.xml", "word/vbaProject.bin"), evidence.HAS_MACROS),
        (_packed("xl/workbook.xml", "xl/activeX/activeX1.bin"), evidence.HAS_MACROS),
        (
            _packed(
                "word/document.xml", types="<Override ContentType='ms-word.document.macroEnabled.main+xml'/>"
            ),
            evidence.HAS_MACROS,
        ),
    ],
)
def test_what_is_not_kept_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(RefusedDocument) as refused:
        media_type_of(content)
    assert str(refused.value) == sentence


def test_a_packed_file_without_types_is_no_document() -> None:
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(RefusedDocument, match="kein PDF"):
        media_type_of(written.getvalue())


def test_a_protected_document_is_refused() -> None:
    content = bytearray(_packed("word/document.xml"))
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    with pytest.raises(RefusedDocument, match="Passwort"):
        media_type_of(bytes(content))


def test_a_document_that_its_program_locked_is_told_from_one_of_an_old_kind() -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    locked = compound + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    for content, sentence in ((locked, evidence.ENCRYPTED), (compound + bytes(512), evidence.WRONG_TYPE)):
        with pytest.raises(RefusedDocument) as refused:
            media_type_of(content)
        assert str(refused.value) == sentence


def test_size_counts_packed_and_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    content = _packed("word/document.xml")
    limits = ((evidence, "LARGEST_DOCUMENT"), (packed, "MOST_UNPACKED"), (packed, "MOST_PARTS"))
    for module, limit in limits:
        with monkeypatch.context() as changed:
            changed.setattr(module, limit, 1)
            with pytest.raises(RefusedDocument, match="20 Megabyte"):
                media_type_of(content)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Bescheid vom 14.03.2026.pdf", "Bescheid vom 14.03.2026.pdf"),
        ("C:\\Ablage\\Niederschrift.PDF", "Niederschrift.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("Beschluss.exe", "Beschluss.pdf"),
        ('a"b<c>.pdf', "a-b-c.pdf"),
        ("", "Dokument.pdf"),
        ("...", "Dokument.pdf"),
    ],
)
def test_a_file_name_says_only_what_it_is(name: str, kept: str) -> None:
    assert safe_file_name(name, PDF) == kept


@given(st.text(max_size=300))
def test_no_file_name_holds_a_folder_or_a_line_end(name: str) -> None:
    kept = safe_file_name(name, PDF)
    assert kept.endswith(".pdf")
    assert len(kept) < 200
    assert not set(kept) & set('/\\"<>:|?*\r\n\0')


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 kB"), (12_345, "12 kB"), (1_400_000, "1,4 MB"), (20_971_520, "21,0 MB")]
)
def test_a_size_is_written_as_people_read_it(size: int, words: str) -> None:
    assert size_words(size) == words


@pytest.mark.parametrize(
    ("is_public", "has_text", "in_words", "is_taken_back", "expected"),
    [
        (True, True, "", False, True),
        (True, False, "", False, False),
        (True, False, "Die Versammlung stimmt zu.", False, True),
        (True, True, "", True, False),
        (False, True, "", False, False),
    ],
)
def test_visitors_find_what_is_public_in_use_and_readable(
    *, is_public: bool, has_text: bool, in_words: str, is_taken_back: bool, expected: bool
) -> None:
    found = is_for_everybody(
        is_public=is_public, has_text=has_text, in_words=in_words, is_taken_back=is_taken_back
    )
    assert found is expected


def _fields(new: DocumentInput, *, has_text: bool = True, is_thing_public: bool = True) -> list[str]:
    return [each.field for each in check_document(new, has_text=has_text, is_thing_public=is_thing_public)]


def test_a_document_has_a_name_and_a_withheld_one_a_reason() -> None:
    assert _fields(NEW) == []
    assert _fields(replace(NEW, title=" ")) == ["title"]
    assert _fields(replace(NEW, is_public=False)) == ["withheld_reason"]
    assert _fields(replace(NEW, is_public=False, withheld_reason="enthält Namen")) == []


def test_a_scan_is_for_everybody_only_with_words() -> None:
    assert _fields(NEW, has_text=False) == ["in_words"]
    assert _fields(replace(NEW, in_words="Zustimmung."), has_text=False) == []
    withheld = replace(NEW, is_public=False, withheld_reason="enthält Namen")
    assert _fields(withheld, has_text=False) == []


def test_a_document_of_what_is_not_public_is_not_public() -> None:
    assert _fields(NEW, is_thing_public=False) == ["is_public"]


def test_taking_back_needs_a_reason_and_happens_once() -> None:
    assert check_taking_back("falsche Datei", is_taken_back=False) == ()
    assert [each.field for each in check_taking_back("", is_taken_back=False)] == ["reason"]
    assert [each.message for each in check_taking_back("noch einmal", is_taken_back=True)] == [TAKEN_BACK]

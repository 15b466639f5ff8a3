"""The comparison with a printed preview: nothing missed, nothing invented, each with its numbers."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.chapters.full_report import full_report
from vrs_tracker.domain.differences import Kind, Piece
from vrs_tracker.domain.document import Document, Listing, Paragraph, Section
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.previews import (
    NOTHING_CHANGED,
    Comparison,
    KeptPreview,
    compare,
    preview_from_json,
    preview_json,
    preview_of,
)

A, B, C = (
    "Der Bau beginnt im Mai und endet im Juni.",
    "Zwei Risiken sind offen.",
    "Die Mittel sind bewilligt.",
)
PAGES = {"eins": 3, "zwei": 9}


def a_document(*first: str, second: tuple[str, ...] = ()) -> Document:
    sections = [
        Section(number="1", heading="Eins", anchor="eins", body=tuple(map(Paragraph, first))),
        Section(number="2", heading="Zwei", anchor="zwei", body=tuple(map(Paragraph, second))),
    ]
    return Document(title="Bericht", sections=tuple(sections))


def compared(before: Document, now: Document) -> Comparison:
    return compare(preview_of(before, PAGES), preview_of(now, {}))


def test_the_same_document_has_no_differences() -> None:
    found = compared(a_document(A, B), a_document(A, B))
    assert (found.changes, found.renumbered, found.sentence) == ((), (), NOTHING_CHANGED)


def test_a_new_statement_makes_no_other_one_new() -> None:
    found = compared(a_document(A, B), a_document(A, C, B))
    assert [(change.kind, change.place) for change in found.changes] == [("neu", "Nummer 1.2")]
    assert found.renumbered == (("1 Eins", "1.2", "1.3"),)
    assert found.sentence == "Seit dieser Vorschau: 1 neu."


def test_a_statement_that_is_gone_is_found_by_its_number_and_page() -> None:
    found = compared(a_document(A, second=(B, C)), a_document(A, second=(C,)))
    (change,) = found.changes
    assert (change.kind, change.place) == ("entfallen", "in der Vorschau Nummer 2.1")
    assert change.section == "2 Zwei, in der Vorschau ab Seite 9"
    assert change.lines == ((Piece(Kind.GONE, B),),)
    assert found.renumbered == (("2 Zwei", "2.2", "2.1"),)


def test_changed_words_are_marked_and_both_numbers_named() -> None:
    changed = A.replace("Juni", "Juli")
    found = compared(a_document(B, A), a_document(changed))
    kinds = {change.kind: change for change in found.changes}
    assert kinds["geändert"].place == "Nummer 1.1, in der Vorschau Nummer 1.2"
    (pieces,) = kinds["geändert"].lines
    assert [piece.text for piece in pieces if piece.kind is Kind.GONE] == ["Juni."]
    assert [piece.text for piece in pieces if piece.kind is Kind.NEW] == ["Juli."]


def test_of_a_long_list_only_the_lines_that_differ_are_shown() -> None:
    def listed(*items: str) -> Document:
        body = (Listing(items),)
        return Document(title="T", sections=(Section(number="1", heading="Eins", anchor="eins", body=body),))

    (change,) = compared(listed(A, B, C), listed(A, "Drei Risiken sind offen.", C)).changes
    assert len(change.lines) == 1


def test_a_page_leads_to_its_section_and_to_what_it_is_called_now() -> None:
    found = compared(a_document(A, second=(B,)), a_document(A, second=()))
    assert found.places == (
        ("Seite 3", "1 Eins", "1 Eins, Nummer 1.1"),
        ("Seite 9", "2 Zwei", "entfallen"),
    )


def test_a_preview_of_a_whole_report_is_stored_and_read_as_it_was() -> None:
    preview = preview_of(document(full_report()), {"zusammenfassung": 1})
    assert preview_from_json(preview_json(preview)) == preview
    assert compare(preview, preview).sentence == NOTHING_CHANGED
    assert all(one.lines for one in preview.statements)


def test_a_kept_preview_is_called_by_its_moment_in_berlin_and_its_unit() -> None:
    kept = KeptPreview(id=1, printed_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC), unit="Geschäftsstelle")
    assert kept.label == "02.07.2026, 00:30 Uhr, Geschäftsstelle"


TEXTS = st.lists(st.sampled_from([A, B, C, A.replace("Mai", "März"), B.replace("Zwei", "Drei")]), max_size=6)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_nothing_is_missed_and_nothing_invented(
    first: list[str], second: list[str], third: list[str], fourth: list[str]
) -> None:
    before, now = a_document(*first, second=tuple(second)), a_document(*third, second=tuple(fourth))
    found = compared(before, now)
    came = [change.now.text for change in found.changes if change.now]
    went = [change.then.text for change in found.changes if change.then]
    kept_now, kept_then = sorted([*third, *fourth]), sorted([*first, *second])
    for text in came:
        kept_now.remove(text)
    for text in went:
        kept_then.remove(text)
    assert kept_now == kept_then
    assert all(change.lines for change in found.changes)

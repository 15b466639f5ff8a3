"""Two versions word by word, and the version before some changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain.differences import (
    Edit,
    Kind,
    Piece,
    changed_sentence,
    field_differences,
    first_values,
    taken_back,
    word_pieces,
)

SAME, GONE, NEW = Kind.SAME, Kind.GONE, Kind.NEW


def test_a_changed_word_stands_where_it_stood() -> None:
    found = word_pieces("Der Baubeginn ist im September 2026.", "Der Baubeginn ist im Oktober 2026.")
    assert found == (
        Piece(SAME, "Der Baubeginn ist im "),
        Piece(GONE, "September"),
        Piece(NEW, "Oktober"),
        Piece(SAME, " 2026."),
    )


def test_words_changed_side_by_side_read_as_one_change() -> None:
    before = "Der Vertrag wird bis Ende Mai geschlossen und danach bekannt gemacht."
    now = "Der Vertrag wird bis Mitte Juni geschlossen und danach bekannt gemacht."
    changed = [piece for piece in word_pieces(before, now) if piece.kind is not SAME]
    assert changed == [Piece(GONE, "Ende Mai"), Piece(NEW, "Mitte Juni")]


def test_a_text_written_anew_is_shown_in_one_piece_each() -> None:
    found = word_pieces("Das Raumkonzept liegt vor.", "Für ein Gewerk ging kein Angebot ein.")
    assert [piece.kind for piece in found] == [GONE, NEW]


@pytest.mark.parametrize(("before", "now", "kind"), [("", "etwas", NEW), ("etwas", "", GONE)])
def test_a_text_that_came_or_went_is_one_piece(before: str, now: str, kind: Kind) -> None:
    assert word_pieces(before, now) == (Piece(kind, "etwas"),)


@given(st.text(alphabet="ab \n", max_size=30), st.text(alphabet="ab \n", max_size=30))
def test_the_newer_text_can_be_read_whole(before: str, now: str) -> None:
    assert "".join(piece.text for piece in word_pieces(before, now) if piece.kind is not GONE) == now


def test_only_fields_that_differ_are_listed_in_the_order_of_the_newer_version() -> None:
    found = field_differences({"a": "1", "b": "2"}, {"c": "3", "b": "2", "a": "4"})
    assert [each.label for each in found] == ["c", "a"]


def test_an_earlier_version_is_the_newer_one_with_its_changes_taken_back() -> None:
    edits = [Edit("x", 1, "a", "eins", "zwei"), Edit("x", 1, "a", "zwei", "drei"), Edit("x", 1, "?", "", "4")]
    assert taken_back({"a": "drei", "b": "fest"}, edits) == {"a": "eins", "b": "fest"}
    assert first_values(edits)["x", 1, "a"] == "eins"


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((0, 0, 0, 0), "Es hat sich seit gestern nichts geändert."),
        ((0, 1, 0, 0), "Geändert hat sich seit gestern: 1 Meilenstein."),
        ((0, 0, 0, 2), "Geändert haben sich seit gestern: 2 Kennzahlen."),
        (
            (0, 1, 2, 1),
            "Geändert haben sich seit gestern: 1 Meilenstein, 2 Risiken und 1 Kennzahl.",
        ),
    ],
)
def test_everything_that_differs_is_counted(numbers: tuple[int, int, int, int], sentence: str) -> None:
    fields, milestones, risks, indicators = numbers
    told = changed_sentence(
        "seit gestern", fields=fields, milestones=milestones, risks=risks, indicators=indicators
    )
    assert told == sentence


def test_the_space_before_added_words_is_not_marked() -> None:
    assert word_pieces("Der Bau", "Der Bau beginnt") == (
        Piece(SAME, "Der Bau"),
        Piece(SAME, " "),
        Piece(NEW, "beginnt"),
    )

"""What is read from the print font."""

import pytest

from vrs_tracker.web.typeface import FONT_FOLDER, printable_code_points, read_typeface, typeface


def test_widths_are_those_of_the_font_file() -> None:
    face = typeface()
    assert face.em == 1000
    assert face.width("1", 10) == pytest.approx(4.97)
    assert face.width("mm", 10) == pytest.approx(16.58)


def test_figures_have_one_width() -> None:
    assert len({typeface().width(figure, 1) for figure in "0123456789"}) == 1


def test_bold_text_is_wider() -> None:
    assert typeface("Semibold").width("Summe", 10) > typeface().width("Summe", 10)


def test_unknown_character_counts_as_wide_as_the_font_is_high() -> None:
    assert typeface().width("北", 10) == 10


@pytest.mark.parametrize("char", "AzÄößé€„“–−●▲■ŁşЖΩ")
def test_german_and_european_letters_are_there(char: str) -> None:
    assert ord(char) in printable_code_points()


@pytest.mark.parametrize("char", "北א😀")
def test_other_scripts_are_not(char: str) -> None:
    assert ord(char) not in printable_code_points()


def font_with_table_formats(known: set[int]) -> bytes:
    """The regular font with every character table made unknown whose format is not `known`."""
    data = bytearray((FONT_FOLDER / "SourceSans3-Regular.ttf").read_bytes())
    tables = {bytes(data[at : at + 4]): int.from_bytes(data[at + 8 : at + 12]) for at in range(12, 300, 16)}
    cmap = tables[b"cmap"]
    for index in range(int.from_bytes(data[cmap + 2 : cmap + 4])):
        entry = cmap + 4 + 8 * index
        at = cmap + int.from_bytes(data[entry + 4 : entry + 8])
        if int.from_bytes(data[at : at + 2]) not in known:
            data[at : at + 2] = (99).to_bytes(2)
    return bytes(data)


def test_both_character_tables_say_the_same_of_the_characters_that_both_know() -> None:
    small = read_typeface(font_with_table_formats({4})).advances
    full = read_typeface(font_with_table_formats({12})).advances
    assert small == {code: width for code, width in full.items() if code <= 0xFFFF}
    assert len(small) > 1000


def test_font_without_unicode_table_is_refused() -> None:
    with pytest.raises(ValueError, match="no Unicode character table"):
        read_typeface(font_with_table_formats(set()))

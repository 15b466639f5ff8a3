"""What the print font can show: which characters it has and how wide they are.

Two tables of a TrueType file are read here (`cmap` in format 4 or 12, and `hmtx`): the print must know before
it starts which characters the font lacks, and charts place labels by their true width.
Source: OpenType specification, chapters "cmap" and "hmtx".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from struct import Struct, unpack_from

from vrs_tracker.paths import PACKAGE

FONT_FOLDER = PACKAGE / "static" / "vendor" / "source-sans"
_WEIGHTS = ("Regular", "Semibold")
_UINT16 = Struct(">H")
_UNICODE_BMP, _UNICODE_FULL = 4, 12


@dataclass(frozen=True, slots=True)
class Typeface:
    """One font file: advance widths in font units by code point; `em` units make the font size."""

    em: int
    advances: dict[int, int]

    def width(self, text: str, size: float) -> float:
        """Width of `text` set at `size`, in the unit of `size`; kerning is left out, so slightly too wide."""
        fallback = self.em
        return sum(self.advances.get(ord(char), fallback) for char in text) * size / self.em


@cache
def typeface(weight: str = "Regular") -> Typeface:
    """The print font in one of its weights; FileNotFoundError before the front-end files are set up."""
    return read_typeface((FONT_FOLDER / f"SourceSans3-{weight}.ttf").read_bytes())


@cache
def printable_code_points() -> frozenset[int]:
    """Code points that every weight used in print can show."""
    return frozenset.intersection(*(frozenset(typeface(weight).advances) for weight in _WEIGHTS))


def read_typeface(data: bytes) -> Typeface:
    """Read advance widths by code point from a font file; ValueError without a Unicode character table."""
    tables: dict[bytes, int] = dict(
        unpack_from(">4s4xL", data, 12 + 16 * index) for index in range(_uint16(data, 4))
    )
    em = _uint16(data, tables[b"head"] + 18)
    long_metrics = _uint16(data, tables[b"hhea"] + 34)
    hmtx = tables[b"hmtx"]
    advances = {
        code: _uint16(data, hmtx + 4 * min(glyph, long_metrics - 1))
        for code, glyph in _characters(data, tables[b"cmap"])
        if glyph
    }
    return Typeface(em, advances)


def _characters(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    subtables = [
        cmap + unpack_from(">4xL", data, cmap + 4 + 8 * index)[0] for index in range(_uint16(data, cmap + 2))
    ]
    by_format = {_uint16(data, offset): offset for offset in subtables}
    if _UNICODE_FULL in by_format:
        yield from _format_12(data, by_format[_UNICODE_FULL])
    elif _UNICODE_BMP in by_format:
        yield from _format_4(data, by_format[_UNICODE_BMP])
    else:
        message = "the font has no Unicode character table"
        raise ValueError(message)


def _format_12(data: bytes, offset: int) -> Iterator[tuple[int, int]]:
    (groups,) = unpack_from(">L", data, offset + 12)
    for index in range(groups):
        first, last, glyph = unpack_from(">3L", data, offset + 16 + 12 * index)
        yield from ((code, glyph + code - first) for code in range(first, last + 1))


def _format_4(data: bytes, offset: int) -> Iterator[tuple[int, int]]:
    segments = _uint16(data, offset + 6) // 2
    ends, starts = offset + 14, offset + 16 + 2 * segments
    deltas, ranges = starts + 2 * segments, starts + 4 * segments
    for index in range(segments):
        step = 2 * index
        delta, range_offset = _uint16(data, deltas + step), _uint16(data, ranges + step)
        first = _uint16(data, starts + step)
        for code in range(first, _uint16(data, ends + step) + 1):
            if not range_offset:
                yield code, (code + delta) & 0xFFFF
                continue
            glyph = _uint16(data, ranges + step + range_offset + 2 * (code - first))
            yield code, (glyph + delta) & 0xFFFF if glyph else 0


def _uint16(data: bytes, offset: int) -> int:
    return int(_UINT16.unpack_from(data, offset)[0])

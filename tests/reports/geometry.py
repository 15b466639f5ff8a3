"""Where words stand on the pages of a PDF and how large they are, as another program sees it."""

import re
import subprocess
from dataclasses import dataclass
from html import unescape
from itertools import combinations

MILLIMETRE = 72 / 25.4
WIDTH, HEIGHT = 210 * MILLIMETRE, 297 * MILLIMETRE
MARGIN = 25 * MILLIMETRE
TEXT_HEIGHT = HEIGHT - 2 * MARGIN
HANGING = 3
"""Punctuation may hang out of the edge by so many points."""
EDGE = 5 * MILLIMETRE
"""What a printer leaves white."""
BOX_OF_EM = 1.326
"""Height of a word's box in Source Sans 3: ascender and descender, in units of the size of the type."""
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box, in points from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        """The size of its type in points."""
        return round((self.bottom - self.top) / BOX_OF_EM, 1)

    def covers(self, other: "Word") -> bool:
        """Whether the letters of both lie on each other; air above and below letters does not count."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > 1
            and min(self._base, other._base) - max(self._letters, other._letters) > 1
        )

    @property
    def _letters(self) -> float:
        return self.top + 0.38 * (self.bottom - self.top)

    @property
    def _base(self) -> float:
        return self.bottom - 0.3 * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size and its words."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def is_upright_a4(self) -> bool:
        """Whether it is an A4 page that nobody has to turn."""
        return (round(self.width), round(self.height)) == (round(WIDTH), round(HEIGHT))

    @property
    def body(self) -> tuple[Word, ...]:
        """The words between header and footer, numbers of statements in the margin included."""
        return tuple(word for word in self.words if MARGIN - 1 <= word.bottom <= HEIGHT - MARGIN + 4)

    @property
    def filled(self) -> float:
        """How far down the text area is filled, as a share of its height."""
        return (max((word.bottom for word in self.body), default=MARGIN) - MARGIN) / TEXT_HEIGHT

    def outside(self) -> list[Word]:
        """Words beyond the margins; numbers of statements stand in the left one, head and foot in theirs."""
        return [
            word
            for word in self.words
            if word.right > WIDTH - MARGIN + HANGING
            or word.top < EDGE
            or word.bottom > HEIGHT - EDGE
            or (word.left < MARGIN - 1 and not (word.left > 8 * MILLIMETRE and is_number(word)))
        ]

    def covered(self) -> list[tuple[Word, Word]]:
        """Pairs of words printed over each other."""
        rows: dict[int, list[Word]] = {}
        for word in self.words:
            for row in {int(word.top // 20), int(word.bottom // 20)}:
                rows.setdefault(row, []).append(word)
        found = {pair for row in rows.values() for pair in combinations(row, 2) if pair[0].covers(pair[1])}
        return sorted(found, key=lambda pair: pair[0].top)


def is_number(word: Word) -> bool:
    """Whether it is the number of a statement in the left margin."""
    return word.right <= MARGIN and re.fullmatch(r"\d+(\.\d+)*", word.text) is not None


def sheets(content: bytes) -> tuple[Sheet, ...]:
    """Return all pages of a PDF."""
    shown = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True)
    return tuple(
        Sheet(float(width), float(height), tuple(map(_word, _WORD.findall(words))))
        for width, height, words in _PAGE.findall(shown.stdout.decode())
    )


def _word(found: tuple[str, str, str, str, str]) -> Word:
    *edges, text = found
    left, top, right, bottom = map(float, edges)
    return Word(unescape(text), left, top, right, bottom)

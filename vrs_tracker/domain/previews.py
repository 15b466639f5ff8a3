"""A printed preview to compare with: what each number said, on which page, and what became of it.

Comments arrive as „S. 9 oben“ or „6.5.3“ after the text has moved on (users.md 1.1). Statements are compared
within their section, which its anchor names, so that a new one does not make all others new.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from vrs_tracker.domain.citation import said_by
from vrs_tracker.domain.differences import REWRITTEN, Piece, word_pieces
from vrs_tracker.domain.document import Document
from vrs_tracker.domain.notation import count, datetime_de, list_de
from vrs_tracker.domain.payload import canonical_json, from_json_types, to_json_types

MOST_PREVIEWS = 10
"""So many are kept of a half-year, the newest ones."""
GONE = "entfallen"
NOTHING_CHANGED = "Der Entwurf sagt heute dasselbe wie diese Vorschau."
NO_PREVIEW = "Von diesem Halbjahr ist noch keine Vorschau gedruckt. Der Vergleich beginnt mit der ersten."


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What stood at a number; `page` is the one on which its section began, 0 if it is not known."""

    number: str
    anchor: str
    heading: str
    lines: tuple[str, ...]
    page: int = 0

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """All numbered statements of a draft in printed order."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPreview:
    """A preview with when and by which unit it was printed."""

    id: int
    printed_at: datetime
    unit: str

    @property
    def label(self) -> str:
        """Its moment and unit."""
        return f"{datetime_de(self.printed_at)}, {self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementChange:
    """A statement that came, went or was changed; `lines` hold the words of those lines that differ."""

    heading: str
    then: Statement | None
    now: Statement | None
    lines: tuple[tuple[Piece, ...], ...]

    @property
    def kind(self) -> str:
        """What became of it, in a word."""
        if self.then is None:
            return "neu"
        return "geändert" if self.now else GONE

    @property
    def place(self) -> str:
        """Its number now and, if that is another one, then."""
        parts = []
        if self.now is not None:
            parts.append(f"Nummer {self.now.number}")
        if self.then is not None and (self.now is None or self.now.number != self.then.number):
            parts.append(f"in der Vorschau Nummer {self.then.number}")
        return ", ".join(parts)

    @property
    def section(self) -> str:
        """Its section, and from which page of the printed preview on that stood."""
        page = self.then.page if self.then else 0
        return f"{self.heading}, in der Vorschau ab Seite {page}" if page else self.heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs between a preview and the draft as it is now.

    `renumbered` are statements that say the same under another number: heading, number then, number now.
    `places` lead from a page of the print to the section that began there and to what it is called now.
    """

    changes: tuple[StatementChange, ...]
    renumbered: tuple[tuple[str, str, str], ...]
    places: tuple[tuple[str, str, str], ...]

    @property
    def sentence(self) -> str:
        """How much differs."""
        kinds = [change.kind for change in self.changes]
        numbers = (
            (kinds.count("geändert"), "Aussage geändert", "Aussagen geändert"),
            (kinds.count("neu"), "neu", "neu"),
            (kinds.count(GONE), GONE, GONE),
        )
        told = [count(number, one, many) for number, one, many in numbers if number]
        return f"Seit dieser Vorschau: {list_de(told)}." if told else NOTHING_CHANGED


def preview_of(document: Document, pages: Mapping[str, int]) -> Preview:
    """Return what a document says at each number; `pages` tells where each section begins, by its anchor."""
    return Preview(
        statements=tuple(
            Statement(
                number=number,
                anchor=section.anchor,
                heading=f"{section.number} {section.heading}",
                lines=said_by(element),
                page=pages.get(section.anchor, 0),
            )
            for section in document.all_sections()
            for number, element in section.statements()
            if number
        )
    )


def preview_json(preview: Preview) -> str:
    """Return a preview as canonical JSON."""
    return canonical_json(to_json_types(preview))


def preview_from_json(text: str) -> Preview:
    """Return the preview that was stored; PayloadError if it is none."""
    return from_json_types(Preview, json.loads(text))


def compare(then: Preview, now: Preview) -> Comparison:
    """Return what became of each statement, in the order of the draft; sections that are gone stand last."""
    before, after = _by_section(then), _by_section(now)
    pairs = [
        (before[anchor][old] if old >= 0 else None, after[anchor][new] if new >= 0 else None)
        for anchor in dict.fromkeys((*after, *before))
        for old, new in _aligned(_texts(before.setdefault(anchor, [])), _texts(after.setdefault(anchor, [])))
    ]
    return Comparison(
        changes=tuple(_changes(pairs)),
        renumbered=tuple(
            (new.heading, old.number, new.number)
            for old, new in pairs
            if old and new and old.text == new.text and old.number != new.number
        ),
        places=tuple(_places(before, after)),
    )


def _places(
    before: Mapping[str, Sequence[Statement]], after: Mapping[str, Sequence[Statement]]
) -> Iterator[tuple[str, str, str]]:
    for anchor, statements in before.items():
        if statements and statements[0].page:
            now = after.get(anchor)
            today = f"{now[0].heading}, Nummer {now[0].number}" if now else GONE
            yield f"Seite {statements[0].page}", statements[0].heading, today


def _by_section(preview: Preview) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for one in preview.statements:
        found.setdefault(one.anchor, []).append(one)
    return found


def _texts(statements: Sequence[Statement]) -> list[str]:
    return [one.text for one in statements]


def _changes(pairs: Sequence[tuple[Statement | None, Statement | None]]) -> Iterator[StatementChange]:
    for old, new in pairs:
        shown = new or old
        if shown is not None and (old is None or new is None or old.text != new.text):
            lines = _differing(old.lines if old else (), new.lines if new else ())
            yield StatementChange(heading=shown.heading, then=old, now=new, lines=lines)


def _differing(before: Sequence[str], now: Sequence[str]) -> tuple[tuple[Piece, ...], ...]:
    """Return the lines that differ, word by word; of a long table nobody wants to read the others again."""
    return tuple(
        word_pieces(before[old] if old >= 0 else "", now[new] if new >= 0 else "")
        for old, new in _aligned(before, now)
        if old < 0 or new < 0 or before[old] != now[new]
    )


def _aligned(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of texts that belong together, in the order of the newer ones; -1 stands for none."""
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        olds, news = range(old_from, old_to), range(new_from, new_to)
        if tag == "equal":
            yield from zip(olds, news, strict=True)
        else:
            yield from _alike(before, now, olds, news)


def _alike(
    before: Sequence[str], now: Sequence[str], olds: Sequence[int], news: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pair each new text with the next old one that shares enough words; one for one if there is one each."""
    if len(olds) == len(news) == 1:
        yield olds[0], news[0]
        return
    waiting = list(olds)
    for new in news:
        match = next((old for old in waiting if _likeness(before[old], now[new]) >= REWRITTEN), -1)
        while match >= 0 and waiting[0] != match:
            yield waiting.pop(0), -1
        if match >= 0:
            waiting.pop(0)
        yield match, new
    for old in waiting:
        yield old, -1


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()

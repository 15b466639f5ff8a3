"""Two versions of a text, word by word, and an earlier version put together from what has changed since."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

from vrs_tracker.domain.notation import count, list_de

_TOKEN = re.compile(r"\s+|[^\s]+")
REWRITTEN = 0.4
"""Below this share of common words a text counts as written anew and is shown in one piece each."""


class Kind(Enum):
    """What became of a piece; the value is what is said before it, as colour alone tells nothing."""

    SAME = ""
    GONE = "entfallen: "
    NEW = "neu: "


class Piece(NamedTuple):
    """Some words that stayed, went or came."""

    kind: Kind
    text: str


class FieldDifference(NamedTuple):
    """A field of an update that differs, with its words."""

    label: str
    pieces: tuple[Piece, ...]


class Edit(NamedTuple):
    """A change as the history tells it: which field of which thing, from what to what."""

    kind: str
    thing_id: int
    field: str
    old: str
    new: str


def word_pieces(before: str, now: str) -> tuple[Piece, ...]:
    """Return the newer text with what went and what came; what went stands before what came in its place."""
    if not before or not now:
        whole = ((Kind.GONE, before), (Kind.NEW, now))
        return tuple(Piece(kind, text) for kind, text in whole if text)
    old, new = _TOKEN.findall(before), _TOKEN.findall(now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < REWRITTEN:
        return (Piece(Kind.GONE, before), Piece(Kind.NEW, now))
    return tuple(_joined(_pieces(matcher, old, new)))


def _pieces(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[Piece]:
    """Yield the pieces; white space between two changes goes with them, so that they read as one."""
    steps = matcher.get_opcodes()
    for index, (tag, old_from, old_to, new_from, new_to) in enumerate(steps):
        text = "".join(new[new_from:new_to])
        if tag == "equal" and (text.strip() or index in (0, len(steps) - 1)):
            yield Piece(Kind.SAME, text)
        else:
            yield Piece(Kind.GONE, "".join(old[old_from:old_to]))
            yield Piece(Kind.NEW, text)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Put together what belongs together: one piece that went and one that came between two that stayed."""
    changed = {Kind.GONE: "", Kind.NEW: ""}
    for kind, text in pieces:
        if kind is Kind.SAME:
            yield from _told(changed)
            changed = {Kind.GONE: "", Kind.NEW: ""}
            yield Piece(kind, text)
        else:
            changed[kind] += text
    yield from _told(changed)


def _told(changed: Mapping[Kind, str]) -> Iterator[Piece]:
    """Yield what went and what came; the space before new words is not marked."""
    gone, new = changed[Kind.GONE], changed[Kind.NEW]
    if gone:
        yield Piece(Kind.GONE, gone)
    space = new[: len(new) - len(new.lstrip())]
    if space:
        yield Piece(Kind.SAME, space)
    if new.strip():
        yield Piece(Kind.NEW, new.lstrip())


def field_differences(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[FieldDifference, ...]:
    """Return the fields that differ, in the order of the newer version."""
    return tuple(
        FieldDifference(label, word_pieces(before.get(label, ""), text))
        for label, text in now.items()
        if before.get(label, "") != text
    )


def changed_sentence(since: str, *, fields: int, milestones: int, risks: int, indicators: int) -> str:
    """Count what differs from an earlier version of an update, `since` which moment, by kinds of things."""
    numbers = (
        (fields, "Angabe der Meldung", "Angaben der Meldung"),
        (milestones, "Meilenstein", "Meilensteine"),
        (risks, "Risiko", "Risiken"),
        (indicators, "Kennzahl", "Kennzahlen"),
    )
    counted = [count(number, one, many) for number, one, many in numbers if number]
    if not counted:
        return f"Es hat sich {since} nichts geändert."
    verb = "hat" if fields + milestones + risks + indicators == 1 else "haben"
    return f"Geändert {verb} sich {since}: {list_de(counted)}."


def taken_back(now: Mapping[str, str], since: Iterable[Edit]) -> dict[str, str]:
    """Return what stood before the given changes, which come oldest first."""
    before = dict(now)
    for edit in reversed(tuple(since)):
        if edit.field in before:
            before[edit.field] = edit.old
    return before


def first_values(since: Iterable[Edit]) -> dict[tuple[str, int, str], str]:
    """Return the value that each field had before the changes, which come oldest first."""
    found: dict[tuple[str, int, str], str] = {}
    for edit in since:
        found.setdefault((edit.kind, edit.thing_id, edit.field), edit.old)
    return found

"""The history: which changes need a reason, and how a change is told (decisions.md 2; users.md 1.6, 3.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.notation import date_de, datetime_de, euro, number
from vrs_tracker.domain.vocabulary.codes import CodeList
from vrs_tracker.domain.vocabulary.programme import BlockState, FunctionState

DAYS_MOVED_WITHOUT_REASON = 30
"""A date may move by this many days before anybody asks why (decisions.md 2)."""
STATES = (BlockState, FunctionState)
"""Code lists that say how a thing stands; the steps of an update or a half-year have rules of their own."""
SHORT = 80
"""Longer values, and those of several lines, are told as two sentences instead of „von … auf …“."""

_ARTICLES = {
    "Die": ("stelle", "ung", "schaft", "tion"),
    "Der": ("dienst", "verband", "kreis", "ausschuss"),
    "Das": ("amt", "büro", "referat"),
}
_WHOLE_WORDS = {"stadt": "Die", "gemeinde": "Die", "region": "Die", "kommune": "Die", "mitglied": "Das"}


class Ground(Enum):
    """Why a change needs a reason; the value ends the sentence that asks for it."""

    MONEY = "weil sich ein Betrag ändert"
    DATE = f"weil sich ein Termin um mehr als {DAYS_MOVED_WITHOUT_REASON} Tage verschiebt"
    STATE = "weil sich ein Stand ändert"
    FROZEN = "weil die Zahlen schon festgeschrieben sind"


@dataclass(frozen=True, slots=True)
class Change:
    """One changed field in words a reader knows; "" stands for no value.

    `refers_to` names the table whose row an id in `old` and `new` means; it is told by its name.
    """

    field: str
    old: str
    new: str
    ground: Ground | None = None
    refers_to: str = ""


def ground_for(old: object, new: object, *, is_money: bool = False) -> Ground | None:
    """Return why changing this value needs a reason; filling in what was missing never does."""
    if old is None or old == new:
        return None
    if is_money:
        return Ground.MONEY
    if isinstance(old, date) and isinstance(new, date):
        return Ground.DATE if abs((new - old).days) > DAYS_MOVED_WITHOUT_REASON else None
    return Ground.STATE if isinstance(old, STATES) else None


def check_reason(
    changes: Iterable[Change], reason: str, *, after_freeze: bool = False
) -> tuple[Violation, ...]:
    """Ask for the reason where one is needed; the violation belongs to the field `reason`."""
    listed = tuple(changes)
    grounds = [change.ground for change in listed if change.ground is not None]
    if after_freeze and listed:
        grounds.insert(0, Ground.FROZEN)
    if not grounds or reason.strip():
        return ()
    return (
        Violation("reason", f"Nennen Sie den Grund in einem Satz. Er steht im Verlauf, {grounds[0].value}."),
    )


def display(value: object, *, is_money: bool = False) -> str:
    """Write a stored value as a reader knows it: label of a code, German date, euros; "" for none."""
    if value is None:
        return ""
    if isinstance(value, CodeList):
        return value.label
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, Decimal):
        return euro(value) if is_money else number(value)
    return _display_time(value) if isinstance(value, date) else str(value)


def _display_time(value: date) -> str:
    return datetime_de(value) if isinstance(value, datetime) else date_de(value)


def tell(*, who: str, at: datetime, change: Change, reason: str) -> str:
    """Tell one change in German; `who` begins the sentence, see `actor_in_sentence`.

    For example: „Die Haushaltsstelle hat am 24.09.2026 um 10:42 Uhr „Betrag“ von … auf … geändert. Grund: …“
    """
    day, hour = datetime_de(at).split(", ")
    begin = f"{who} hat am {day} um {hour} „{change.field}“"
    told = f"{begin} {_what(change)}"
    return f"{told} Grund: {_ended(reason)}" if reason else told


def _what(change: Change) -> str:
    if not change.old:
        return f"eingetragen: {_ended(change.new)}"
    if not change.new:
        return f"entfernt, bisher: {_ended(change.old)}"
    if max(len(change.old), len(change.new)) > SHORT or "\n" in change.old + change.new:
        return f"geändert. Bisher: {_ended(change.old)} Neu: {_ended(change.new)}"
    return f"von {change.old} auf {change.new} geändert."


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…", "“")) else f"{text}."


def actor_in_sentence(name: str | None, unit: str) -> str:
    """Begin a sentence with who acted: „Erika Muster (Haushaltsstelle)“, or the unit without a name.

    Units are free text: „Die Haushaltsstelle“, „Der Sitzungsdienst“, but „WRS“; the article is put only where
    the first word leaves no doubt about it.
    """
    unit = unit.strip()
    if not unit:
        return name or "Eine Stelle ohne Angabe"
    if name:
        return f"{name} ({unit})"
    first = unit.split(maxsplit=1)[0].casefold()
    endings = (article for article, ends in _ARTICLES.items() if first.endswith(ends))
    article = _WHOLE_WORDS.get(first) or next(endings, "")
    return f"{article} {unit}".lstrip()

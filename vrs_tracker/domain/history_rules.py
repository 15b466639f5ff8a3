"""The history: which changes need a reason, and how a change is told (decisions.md 2; users.md 1.6, 3.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.notation import date_de, datetime_de, euro, number, quoted
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.codes import CodeList
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.programme import BlockState, FunctionState

DAYS_MOVED_WITHOUT_REASON = 30
"""A date may move by this many days before anybody asks why (decisions.md 2)."""
STATES = (BlockState, FunctionState)
"""Code lists that say how a thing stands; the steps of an update or a half-year have rules of their own."""
SHORT = 80
"""Longer values, and those of several lines, are told as two sentences instead of „von … auf …“."""

KINDS = {
    "block": "Baustein oder Projekt",
    "block_function": "Zugesagte Funktion",
    "milestone": "Meilenstein",
    "risk": "Risiko",
    "indicator_target": "Kennzahl",
    "status_update": "Meldung",
    "access_link": "Persönlicher Link",
    "narrative": "Text des Berichts",
    "reporting_period": "Halbjahr",
    "committee_session": "Sitzung",
    "resolution": "Beschluss",
    "funding_entry": "Buchung",
    "appropriation": "Veranschlagung",
    "budget_block": "Sperrvermerk",
    "block_release": "Freigabe",
    "spending_freeze": "Haushaltssperre",
    "funding_rule": "Förderregel",
    "money_import": "Eingelesene Datei",
    "confirmation_request": "Zweite Person",
    "share_proposal": "Vorgeschlagener Betrag",
    "reconciliation": "Abgleich",
    "network_event": "Veranstaltung",
    "cooperative_fact": "Ereignis der Genossenschaft",
    "cooperative_member": "Mitglied der Genossenschaft",
    "cooperative_contribution": "Beitrag zur Genossenschaft",
    "cooperative_name": "Name der Genossenschaft",
    "organisation": "Organisation",
    "municipality": "Gemeinde",
    "deciding_body": "Gremium",
    "motion": "Antrag",
}
"""Tables whose history staff may read, with the word for one of their rows; accounts are not among them."""


class Seen(Enum):
    """What a reader of the history sees of the person who acted (users.md 3.2)."""

    NAME = "name"
    UNIT = "unit"
    ROLE = "role"


class Ground(Enum):
    """Why a change needs a reason; the value ends the sentence that asks for it."""

    MONEY = "weil sich ein Betrag ändert"
    DATE = f"weil sich ein Termin um mehr als {DAYS_MOVED_WITHOUT_REASON} Tage verschiebt"
    STATE = "weil sich ein Stand ändert"
    TARGET = "weil sich etwas Vereinbartes ändert"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What was changed, as far as its row is still there: its word, its own name, where it belongs.

    `amount` is that of a row of money. A question to a second person is about the row `about` names, by table
    and id. Entries before `since` tell of another row that had the same number.
    """

    kind: str
    id: int
    name: str = ""
    amount: Decimal | None = None
    about: tuple[str, int] | None = None
    since: datetime | None = None
    block_slug: str = ""
    block_name: str = ""
    period_code: str = ""
    period_label: str = ""

    @property
    def word(self) -> str:
        """What the thing is."""
        return KINDS[self.kind]

    @property
    def title(self) -> str:
        """What it is, its name in quotes, its amount, the block and the half-year that it belongs to."""
        own = f"{self.word} {quoted(self.name)}" if self.name else self.word
        if self.about is not None:
            own = f"{own}: {KINDS[self.about[0]]}"
        if self.amount is not None:
            own = f"{own} über {euro(self.amount)}"
        block = self.block_name if self.block_name != self.name else ""
        return ", ".join(part for part in (own, block, self.period_label) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What one person changed of one thing at one moment for one reason; `id` is that of its first entry."""

    id: int
    at: datetime
    who: str
    thing: Thing
    changes: tuple[Change, ...]
    reason: str = ""

    @property
    def day(self) -> str:
        """The day in Berlin, under which the act is listed."""
        return datetime_de(self.at).split(", ")[0]

    @property
    def hour(self) -> str:
        """The hour and minute of the day."""
        return datetime_de(self.at).split(", ")[1]

    @property
    def told_reason(self) -> str:
        """The reason as a sentence; "" for none."""
        return f"Grund: {_ended(self.reason)}" if self.reason else ""

    @property
    def told_changes(self) -> tuple[str, ...]:
        """Each change as a sentence."""
        return tuple(tell_change(change) for change in self.changes)


def seen_by(person: Person) -> Seen:
    """Return what a person sees of others: the head office names, the budget office roles, others units."""
    if person.roles & {Role.APPROVER, Role.ADMIN}:
        return Seen.NAME
    return Seen.UNIT if person.roles & {Role.EDITOR, Role.AUDITOR} else Seen.ROLE


def reason_for(seen: Seen, kind: str, reason: str) -> str:
    """Return the reason of an act as this reader may see it.

    Why an update was sent back is for its authors and reviewers; the budget office reads on money only
    (users.md 3.2).
    """
    return "" if seen is Seen.ROLE and kind == "status_update" else reason


def tell(*, who: str, at: datetime, change: Change, reason: str) -> str:
    """Tell one change in German; for `who` see `actor`.

    For example: „24.09.2026, 10:42 Uhr, Haushaltsstelle: „Betrag“ von … auf … geändert. Grund: …“
    """
    told = f"{datetime_de(at)}, {who}: {tell_change(change)}"
    return f"{told} Grund: {_ended(reason)}" if reason else told


def tell_change(change: Change) -> str:
    """Tell what was changed, without who, when and why."""
    return f"„{change.field}“ {_what(change)}"


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


def actor(name: str | None, unit: str) -> str:
    """Name who acted: „Erika Muster (Haushaltsstelle)“, or the unit without a name."""
    unit = unit.strip()
    if not unit:
        return name or "Stelle ohne Angabe"
    return f"{name} ({unit})" if name else unit

"""The hash chain of the history: what a seal covers, and what a check of the chain says in a sentence.

Each seal is the SHA-256 over the seal before, the entry and the digest of the final row it tells of. So no
entry, seal or final row can be changed or taken out unnoticed; only the end can be cut off, and that is seen
by whoever kept an earlier head of the chain. Persons are in it by key only: a name can be deleted.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from json import JSONEncoder

from vrs_tracker.domain.history_rules import KINDS, Change, actor, tell
from vrs_tracker.domain.money import to_cents
from vrs_tracker.domain.notation import count, number
from vrs_tracker.domain.payload import checksum
from vrs_tracker.domain.verification import Verdict

BEGINNING = ""
"""What stands before the first seal."""

FURTHER_KINDS = {
    "access_link": "Persönlicher Link",
    "account": "Zugang",
    "baseline_row": "Zeile des Antrags",
    "chain_link": "Siegel",
    "confirmation_request": "Bestätigung durch eine zweite Person",
    "issued_report": "Ausgabe eines Berichts",
    "issued_supplement": "Ergänzung",
    "lifting_competence": "Zuständigkeit für einen Sperrvermerk",
    "mandate": "Auftrag des Antrags",
    "motion_statement": "Betrag des Antrags",
    "report_reopening": "Öffnung eines ausgegebenen Berichts",
    "role_grant": "Rolle eines Zugangs",
    "sealed_rows": "Siegel früherer Zeilen",
    "signatory": "Unterschrift des Antrags",
    "snapshot": "Fassung eines Berichts",
    "spending_freeze": "Haushaltssperre",
    "stored_document": "Dokument",
    "withheld_annex": "Nicht öffentlicher Teil einer Fassung",
}
"""Tables that are sealed but have no page of their own in the history."""

Values = Mapping[str, object]
Thing = tuple[str, int]
"""The table and the id of a row."""


def digest(values: Values) -> str:
    """Return the SHA-256 of a row; what has no value is left out, so that later columns change nothing."""
    return checksum(_WRITTEN.encode({name: value for name, value in values.items() if value is not None}))


def seal(previous: str, entry: Values, thing: str) -> str:
    """Return the SHA-256 that seals an entry, with the digest of the final row it tells of."""
    return checksum(f"{previous}\n{digest(entry)}\n{thing}")


def line_of(thing: Thing, sha256: str) -> str:
    """Write a row of a list that one entry covers."""
    kind, row_id = thing
    return f"{kind} {row_id} {sha256}"


def thing_in(line: str) -> tuple[Thing, str]:
    """Read a row of such a list: the row and its digest."""
    kind, row_id, sha256 = line.split(" ")
    return (kind, int(row_id)), sha256


def _plain(value: object) -> object:
    """Write what JSON does not know the same whichever database it came from; TypeError for anything else."""
    match value:
        case Decimal():
            return to_cents(value)
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case bytes():
            return sha256(value).hexdigest()
    message = f"a final row holds no {type(value).__name__}"
    raise TypeError(message)


_WRITTEN = JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)
"""Made once: a chain has many links."""


# ---------------------------------------------------------------- a check


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A link of the chain as it stands in the database.

    `entry` is None if there is none any more; `thing_now` is the digest of the final row as it is now, ""
    if it is not there or may be changed. `is_list` is whether the link covers a list of rows instead.
    """

    number: int
    sha256: str
    thing_sha256: str
    entry: Values | None
    thing_now: str = ""
    is_list: bool = False


class Flaw(StrEnum):
    """What is wrong at the first place where the chain is broken."""

    MISSING = "missing"
    ENTRY = "entry"
    THING = "thing"
    LIST = "list"
    UNSEALED = "unsealed"
    ROW = "row"
    FORGED = "forged"


_BESIDE_THE_CHAIN = frozenset({Flaw.ROW, Flaw.FORGED})
"""Looked for when all links hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The first place where the chain does not hold: at which seal, and the entry there, if there is one.

    `row` is the row of a list, or the one without seal: then the chain itself holds.
    """

    flaw: Flaw
    number: int
    entry: Values | None
    thing_is_gone: bool = False
    row: Thing = ("", 0)

    @property
    def sentence(self) -> str:
        """What was changed, as far as it can be told."""
        return _SAID[self.flaw](self)


def first_break(links: Iterable[Sealed], passed: Callable[[Sealed], object]) -> Broken | None:
    """Return the first place where the chain does not hold; `passed` is told each link that does."""
    number, previous = 0, BEGINNING
    for link in links:
        flaw = _flaw(link, number, previous)
        if flaw is not None:
            is_gone = flaw in {Flaw.THING, Flaw.LIST} and not link.thing_now
            return Broken(flaw=flaw, number=link.number, entry=link.entry, thing_is_gone=is_gone)
        passed(link)
        number, previous = link.number, link.sha256
    return None


def _flaw(link: Sealed, number: int, previous: str) -> Flaw | None:
    if link.number != number + 1 or link.entry is None:
        return Flaw.MISSING
    if link.sha256 != seal(previous, link.entry, link.thing_sha256):
        return Flaw.ENTRY
    if link.thing_sha256 and link.thing_sha256 != link.thing_now:
        return Flaw.LIST if link.is_list else Flaw.THING
    return None


def told(entry: Values) -> str:
    """Name an entry: its number, when, by which unit, about which thing, and what it says."""
    at = entry["at"]
    change = Change(str(entry["field"]), str(entry["old"]), str(entry["new"]))
    said = tell(who=actor(None, str(entry["unit"])), at=at, change=change, reason="")  # type: ignore[arg-type] # a column of the table
    thing = row_words((str(entry["kind"]), int(str(entry["thing_id"]))))
    return f"Eintrag Nr. {entry['id']} ({thing}; {said.rstrip('.')})"


def row_words(thing: Thing) -> str:
    """Name a row: "Buchung Nr. 12"."""
    kind, row_id = thing
    return f"{KINDS.get(kind) or FURTHER_KINDS.get(kind, kind)} Nr. {row_id}"


def _said_missing(broken: Broken) -> str:
    if broken.entry is None:
        return f"Verändert: Der Eintrag zu Siegel Nr. {broken.number} ist aus dem Verlauf entfernt worden."
    return f"Verändert: Vor Siegel Nr. {broken.number} fehlt mindestens ein Eintrag mit seinem Siegel."


def _said_entry(broken: Broken) -> str:
    return (
        f"Verändert: {told(broken.entry or {})} stimmt nicht mit seinem Siegel überein. Er selbst oder das "
        "Siegel wurde geändert."
    )


def _said_thing(broken: Broken) -> str:
    what = "ist nicht mehr da" if broken.thing_is_gone else "wurde danach geändert"
    kept = f"Verändert: {told(broken.entry or {})} stimmt mit seinem Siegel überein"
    return f"{kept}, aber die endgültige Zeile, von der er erzählt, {what}."


def _said_list(broken: Broken) -> str:
    what = "ist nicht mehr da" if broken.thing_is_gone else "wurde danach geändert"
    kept = f"Verändert: {told(broken.entry or {})} stimmt mit seinem Siegel überein"
    return f"{kept}, aber die Liste der Zeilen, die er sichert, {what}."


def _said_row(broken: Broken) -> str:
    what = "fehlt" if broken.thing_is_gone else "ist nicht mehr, wie sie gesichert wurde"
    by = told(broken.entry or {})
    return f"Verändert: Die Zeile „{row_words(broken.row)}“ {what}. Gesichert ist sie durch {by}."


def _said_forged(broken: Broken) -> str:
    return (
        f"Verändert: Die Zeile „{row_words(broken.row)}“ trägt kein Siegel. Sie kam an der Anwendung vorbei "
        "hinein, oder ihr Siegel wurde entfernt."
    )


def _said_unsealed(broken: Broken) -> str:
    return (
        f"Verändert: {told(broken.entry or {})} trägt kein Siegel. Er kam an der Anwendung vorbei hinein, "
        "oder sein Siegel wurde entfernt."
    )


_SAID: Mapping[Flaw, Callable[[Broken], str]] = {
    Flaw.MISSING: _said_missing,
    Flaw.ENTRY: _said_entry,
    Flaw.THING: _said_thing,
    Flaw.LIST: _said_list,
    Flaw.UNSEALED: _said_unsealed,
    Flaw.ROW: _said_row,
    Flaw.FORGED: _said_forged,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainCheck:
    """What was found: how many entries hold, how many are older than the chain, the head, the first break.

    `asked` is the head that somebody kept, "" for none; `is_asked_there` whether the chain still has it.
    """

    sealed: int
    older: int
    head: str
    broken: Broken | None = None
    asked: str = ""
    is_asked_there: bool = False

    @property
    def verdict(self) -> Verdict:
        """Unbroken, broken, or nothing to compare with."""
        if self.broken is not None:
            return Verdict.ALTERED
        if not self.sealed or (self.asked and not self.is_asked_there):
            return Verdict.UNKNOWN
        return Verdict.SAME

    def sentences(self) -> Iterator[str]:
        """Say the result, what was not checked, and the head to keep."""
        if self.broken is not None:
            yield self.broken.sentence
            if self.broken.flaw in _BESIDE_THE_CHAIN:
                yield "Die Einträge des Verlaufs selbst stimmen mit ihren Siegeln überein."
                return
            agree = "stimmt 1 Eintrag mit seinem Siegel"
            if self.sealed != 1:
                agree = f"stimmen {number(self.sealed)} Einträge mit ihren Siegeln"
            yield f"Davor {agree} überein."
            return
        if not self.sealed:
            yield "Unbekannt: Noch trägt kein Eintrag des Verlaufs ein Siegel."
        elif self.verdict is Verdict.UNKNOWN:
            yield (
                "Unbekannt: Dieser Kopf kommt in der Kette nicht vor. Entweder wurde ihr Ende abgeschnitten, "
                "oder er stammt aus einer anderen Datenbank."
            )
        else:
            held = count(self.sealed, "Eintrag", "Einträge")
            yield f"Unverändert: Der Verlauf ist lückenlos, {held} mit Siegel."
        if self.older:
            many = count(self.older, "Eintrag ist", "Einträge sind")
            yield f"{many} älter als die Kette und nicht gesichert."
        if self.head:
            yield f"Kopf der Kette: {self.head}"

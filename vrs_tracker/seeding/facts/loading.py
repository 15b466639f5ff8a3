"""What all tables of facts share: the actor, the moment, and that nothing is loaded twice."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TypedDict, TypeVar

from sqlalchemy.orm import Session

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.notation import BERLIN, count, list_de
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.features.actors.queries import body_by_name, organisation_by_name
from vrs_tracker.features.programme.queries import find_block
from vrs_tracker.paths import bundled
from vrs_tracker.seeding.reading import Record
from vrs_tracker.tables.actors import DecidingBody, Organisation

Row = TypeVar("Row")


class Sourced(TypedDict):
    """The origin of a proven fact, for the inputs of the actions."""

    provenance: Provenance
    source: str


class Kind(Enum):
    """What is loaded, in one and in many."""

    MUNICIPALITY = "Gemeinde", "Gemeinden"
    ORGANISATION = "Organisation", "Organisationen"
    BODY = "Gremium", "Gremien"
    MOTION = "Antrag", "Anträge"
    BLOCK = "Baustein oder Projekt", "Bausteine und Projekte"
    RESOLUTION = "Beschluss", "Beschlüsse"
    RELEASE = "Freigabe", "Freigaben"
    ENTRY = "Betrag", "Beträge"
    RULE = "Förderregel", "Förderregeln"
    EVENT = "Ereignis der Vernetzung", "Ereignisse der Vernetzung"
    NAME = "Name der Genossenschaft", "Namen der Genossenschaft"
    MEMBER = "Mitglied der Genossenschaft", "Mitglieder der Genossenschaft"
    CONTRIBUTION = "Beitrag zur Genossenschaft", "Beiträge zur Genossenschaft"
    FACT = "Ereignis der Genossenschaft", "Ereignisse der Genossenschaft"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a run has done: how many rows it added, how many were there, how many lie in the future."""

    added: dict[Kind, int]
    present: int
    later: int

    @property
    def sentence(self) -> str:
        """Tell it in German."""
        if self.added:
            told = f"Geladen: {list_de([count(number, *kind.value) for kind, number in self.added.items()])}."
        else:
            told = f"Nichts zu tun: Alle {self.present} Angaben sind schon geladen."
        if self.later:
            told += f" {count(self.later, 'Angabe liegt', 'Angaben liegen')} nach dem heutigen Tag."
        return told


@dataclass(slots=True)
class Loading:
    """One run of loading facts."""

    session: Session
    by: Person
    now: datetime
    added: Counter[Kind] = field(default_factory=Counter)
    present: int = 0
    later: int = 0

    @property
    def today(self) -> date:
        """The day in Berlin."""
        return self.now.astimezone(BERLIN).date()

    def result(self) -> Loaded:
        """Return what was done so far."""
        return Loaded(added=dict(self.added), present=self.present, later=self.later)

    def once(self, kind: Kind, record: Record, found: Row | None, add: Callable[[], Row]) -> Row:
        """Return the row that is there, else add it.

        SeedProblems with the place of the record if a rule of the action is broken.
        """
        if found is not None:
            self.present += 1
            return found
        with record.placed():
            row = add()
        self.added[kind] += 1
        return row

    def lies_ahead(self, when: PreciseDate | None) -> bool:
        """Whether a fact is not known yet on the day of this run; it is counted and left out."""
        is_later = when is not None and when.day is not None and when.day > self.today
        self.later += is_later
        return is_later

    def organisation(self, record: Record, column: str) -> Organisation:
        """Return the organisation that a cell names."""
        return record.known(column, organisation_by_name(self.session, record.needed(column)))

    def organisation_id(self, record: Record, column: str) -> int | None:
        """Return the id of the organisation that a cell names, None for an empty cell."""
        return self.organisation(record, column).id if record.text(column) else None

    def organisation_ids(self, record: Record, column: str) -> tuple[int, ...]:
        """Return the ids of the organisations that a cell names."""
        named = [
            record.known(column, organisation_by_name(self.session, name)) for name in record.many(column)
        ]
        return tuple(row.id for row in named)

    def body(self, record: Record, column: str) -> DecidingBody:
        """Return the deciding body that a cell names."""
        return record.known(column, body_by_name(self.session, record.needed(column)))

    def block_id(self, record: Record, column: str) -> int | None:
        """Return the id of the block that a cell names by any spelling, None for an empty cell."""
        if not record.text(column):
            return None
        return record.known(column, find_block(self.session, record.text(column))).id


def facts_file(name: str) -> Path:
    """Return the place of a table of facts."""
    return bundled("seed_data") / "facts" / f"{name}.csv"


def origin(record: Record) -> Sourced:
    """Return provenance and source of a row."""
    return {"provenance": Provenance.SOURCE, "source": record.needed("source")}


def fact_key(record: Record) -> str:
    """Return the one-time key of a row, by which a second run finds it again."""
    return f"fact:{record.needed('key')}"

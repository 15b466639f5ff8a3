"""Network and cooperative (mandates 2 and 3) as values."""

from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import OrganisationKind
from vrs_tracker.domain.vocabulary.reporting import EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkEvent:
    """A counted activity of mandate 2."""

    happened: PreciseDate
    kind: EventKind
    title: str
    participants: int | None
    outcome: str
    source_text: str
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperativeMember:
    """A member of the cooperative with its share."""

    name: str
    kind: OrganisationKind
    joined: PreciseDate
    left: PreciseDate | None
    share: Decimal | None
    source_text: str
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperativeContribution:
    """A yearly contribution to the cooperative; `is_ceiling` for „bis zu“."""

    payer: str
    year: int | None
    amount: Decimal
    is_ceiling: bool
    note: str
    source_text: str
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperativeFact:
    """A dated event of the cooperative: founding, name, statute, decisions."""

    happened: PreciseDate
    text: str
    source_text: str
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooperative:
    """Mandate 3."""

    names: tuple[tuple[str, PreciseDate], ...] = ()
    members: tuple[CooperativeMember, ...] = ()
    contributions: tuple[CooperativeContribution, ...] = ()
    facts: tuple[CooperativeFact, ...] = ()

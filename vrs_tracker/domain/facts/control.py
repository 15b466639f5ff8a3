"""What controls the money, as values: freezes, competence, balances of the accounting system, rules.

Amounts are euros as Decimal. `known_on` is the day on which something was entered here, so that a view as of
an earlier day leaves it out; `office` is the unit that entered it, for the public the only name.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.domain.vocabulary.cofunding import FundingRuleKind
from vrs_tracker.domain.vocabulary.money import Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze:
    """Money held back by the administration during the year (Haushaltssperre), which is no Sperrvermerk.

    A freeze with `lifts` ends the named one by its amount.
    """

    id: int
    budget_year: int
    budget_line: str
    amount: Decimal
    ordered_by: str
    grounds: str
    lifts: int | None
    effective: PreciseDate
    known_on: date
    office: str
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """Who may lift a Sperrvermerk, on what basis, and by which office that was checked, and when."""

    body: str
    basis: str
    checked_on: date
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The balance of the accounting system beside ours on the reference date (Abgleich, users.md 1.2)."""

    budget_year: int
    budget_line: str
    measure: BalanceMeasure
    theirs: Decimal
    ours: Decimal
    explanation: str
    checked_on: date
    office: str
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class CoFundingRule:
    """A rule of co-funding with the days between which it holds and its source.

    `limit` is in euros; `share` is the highest regional share as a Decimal between 0 and 1.
    """

    id: int
    kind: FundingRuleKind
    name: str
    limit: Decimal | None
    share: Decimal | None
    valid_from: date
    valid_until: date | None
    source: str
    provenance: Provenance

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

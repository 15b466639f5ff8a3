"""The motion of 16.10.2021 as a value (R1.01 to R1.22)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.vocabulary.people import Responsible
from vrs_tracker.domain.vocabulary.programme import StatementScope


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """One row of the motion's funding table; None is an empty cell, which is not 0 (T8)."""

    regional: Decimal | None
    municipal: Decimal | None
    private: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """One of the four mandates with its responsible body and the section that answers it."""

    number: int
    short_text: str
    text: str
    responsible: Responsible
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionStatement:
    """A sum that the motion names in a sentence, „ca.“ where it says so; never added to the table (R1.10)."""

    label: str
    amount: Decimal
    is_approximate: bool
    scope: StatementScope


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """The motion as printed.

    Its rows stand with the blocks. `printed_totals` are compared with the computed ones.
    """

    title: str
    addressee: str
    address: str
    printed_on: date
    signatories: tuple[str, ...]
    mandates: tuple[Mandate, ...]
    statements: tuple[MotionStatement, ...]
    printed_totals: Shares

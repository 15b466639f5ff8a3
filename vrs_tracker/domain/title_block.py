"""The head of a committee paper: what belongs to the session (domain.md 4.3, users.md 4.5).

It stands outside the checksum of the figures: a later Vorlage number makes a new issue of the same Fassung.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleBlock:
    """Final values as printed, dates apart.

    `period_text` is "01.01. bis 30.06.2026", `as_of_text` "30.06.2026". An empty `paper_reference` prints
    "Vorlage Nr. folgt", a missing `session_date` "Termin folgt", any other empty text leaves its line out.
    `lead_unit` is a role, never a person. `consultations` are body, date and outcome of earlier consultations
    as three final texts each; `annexes` are the names of the annexes in their order.
    """

    issuer: str
    paper_reference: str
    body: str
    session_date: date | None
    agenda_item: str
    is_public: bool
    purpose: str
    subject: str
    period_text: str
    as_of_text: str
    reference: str
    lead_unit: str
    consultations: tuple[tuple[str, str, str], ...] = ()
    annexes: tuple[str, ...] = ()

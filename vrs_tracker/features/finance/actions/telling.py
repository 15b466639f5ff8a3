"""What the history tells of a row of money before it is booked: who entered, changed and discarded it."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.notation import euro
from vrs_tracker.domain.policy import Person
from vrs_tracker.features.finance.queries.lines import MoneyRow
from vrs_tracker.trail.history import changed_fields, record

DRAFT = "Entwurf"
LABELS = {
    "amount": "Betrag",
    "is_rounded": "gerundete Angabe",
    "note": "Anmerkung",
    "effective_on": "Datum",
    "date_precision": "Genauigkeit des Datums",
    "resolution_id": "Beschluss",
    "source": "Quelle",
    "block_id": "Baustein oder Projekt",
    "stage": "Stufe",
    "payer": "Geldgeber",
    "payer_organisation_id": "Zahlende Stelle",
    "degree": "Verbindlichkeit",
    "figure_source": "Herkunft der Zahl",
    "document": "Beleg",
    "budget_year": "Haushaltsjahr",
    "budget_line": "Buchungsstelle",
    "counting": "Summen",
    "contained_in_id": "enthalten in",
    "change_reason": "Grund der Änderung",
    "kind": "Art",
    "plan_year": "Plan zum Haushalt",
    "carry_reason": "Grund der Übertragung",
    "block_continues": "Sperrvermerk gilt fort",
    "appropriation_id": "Ansatz",
    "condition": "Bedingung",
    "lifting_body_id": "Wer hebt auf?",
    "budget_block_id": "Aufgehobener Sperrvermerk",
    "body_id": "Gremium",
    "ordered_by": "Angeordnet von",
    "grounds": "Grund",
    "lifts_id": "Hebt auf",
}


def tell_entered(session: Session, row: MoneyRow, *, by: Person, now: datetime) -> None:
    """Tell who has entered a draft, and with which amount."""
    _tell(session, row, Change(DRAFT, "", euro(row.amount)), by=by, now=now)


def tell_changed(
    session: Session, row: MoneyRow, values: Mapping[str, object], *, by: Person, now: datetime
) -> None:
    """Tell what changes of a draft, before the values are set."""
    _tell(session, row, *changed_fields(row, values, LABELS), by=by, now=now)


def tell_discarded(session: Session, row: MoneyRow, *, by: Person, now: datetime) -> None:
    """Tell who discards a draft."""
    _tell(session, row, Change(DRAFT, euro(row.amount), ""), by=by, now=now)


def _tell(session: Session, row: MoneyRow, *changes: Change, by: Person, now: datetime) -> None:
    record(session, by=by, at=now, kind=row.__tablename__, thing_id=row.id, changes=changes)

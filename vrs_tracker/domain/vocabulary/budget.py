"""Codes of the budget and of its control: why amounts change, why money is carried over, what is compared."""

from vrs_tracker.domain.vocabulary.codes import CodeList


class ChangeReason(CodeList):
    """Why money of a block differs from the motion or the last report; a sentence stands beside it."""

    PRICE_INCREASE = "price_increase", "Preissteigerung"
    SCOPE_CHANGED = "scope_changed", "Umfang geändert"
    OTHER_PAYER = "other_payer", "anderer Geldgeber"
    RESCHEDULED = "rescheduled", "Terminverschiebung"
    CORRECTION = "correction", "Berichtigung"
    FIRST_DECISION = (
        "first_decision",
        "erstmals beschlossen",
        "der Antrag nannte keinen oder einen geplanten Betrag",
    )
    SAVINGS = "savings", "Einsparung"
    OTHER = "other", "anderer Grund", "steht im Satz daneben"


class CarryReason(CodeList):
    """Why money of one budget year is carried over to the next (users.md 1.2, row 9)."""

    DELAYED = "delayed", "Maßnahme verzögert"
    INVOICE_OUTSTANDING = "invoice_outstanding", "Rechnung steht aus"
    TENDER_RUNNING = "tender_running", "Vergabe läuft"
    GRANTED_NOT_CALLED = "granted_not_called", "bewilligt, noch nicht abgerufen"
    STILL_BLOCKED = "still_blocked", "Sperrvermerk noch nicht aufgehoben"
    CO_FUNDING_OPEN = "co_funding_open", "Kofinanzierung noch nicht beschlossen"
    OTHER = "other", "anderer Grund", "steht in der Bemerkung"


class BalanceMeasure(CodeList):
    """Which balance of the accounting system is compared with ours on the reference date (users.md 1.2)."""

    APPROPRIATED = "appropriated", "veranschlagt"
    COMMITTED = "committed", "bewilligt"
    DISBURSED = "disbursed", "ausgezahlt"


class BalanceState(CodeList):
    """Whether a balance of the accounting system was compared with ours, and what is left to do."""

    UNCHECKED = "unchecked", "noch nicht geprüft"
    OUTDATED = "outdated", "neu zu prüfen", "der Stand hier hat sich seit der Prüfung geändert"
    UNEXPLAINED = "unexplained", "Erklärung fehlt"
    SETTLED = "settled", "geprüft"


class ConfirmationCause(CodeList):
    """Why a row of money waits for a second person."""

    EXCEPTION = "exception", "begründete Ausnahme", "die Buchung hält eine Regel nicht ein"
    LARGE_AMOUNT = "large_amount", "Betrag ab der Grenze für die zweite Person"
    TOGETHER = "together", "wird mit einer solchen Zeile zusammen gebucht"


class ConfirmationOutcome(CodeList):
    """What the second person decided."""

    CONFIRMED = "confirmed", "bestätigt"
    RETURNED = "returned", "zurückgegeben"

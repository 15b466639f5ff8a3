"""Codes of money: stages, payers, degrees, precision, provenance."""

from vrs_tracker.domain.vocabulary.codes import CodeList


class Stage(CodeList):
    """Stages of a euro that an entry can carry, in their order (domain.md 3.2, decisions.md 2).

    Appropriated, blocked and released money comes only from appropriation, block and release records.
    """

    PLANNED = "planned", "geplant"
    EARMARKED = "earmarked", "beschlossen", "durch Beschluss zugedacht oder zugesagt, mit oder ohne Bescheid"
    COMMITTED = "committed", "bewilligt", "durch Bescheid oder Vertrag gebunden"
    REQUESTED = "requested", "abgerufen"
    DISBURSED = "disbursed", "ausgezahlt"
    PROVEN = "proven", "nachgewiesen"
    RECOVERED = "recovered", "zurückgefordert"


class Payer(CodeList):
    """Who pays: the three columns of the motion (R1.01) and the further payers of the current state."""

    VRS = "vrs", "regional"
    MUNICIPALITY = "municipality", "kommunal"
    PRIVATE = "private", "privat"
    STATE = "state", "Land"
    FEDERAL = "federal", "Bund"
    EU = "eu", "Europäische Union"


class Degree(CodeList):
    """How binding an amount is."""

    PLANNED = "planned", "geplant"
    DECIDED = "decided", "beschlossen", "mit Beschluss"
    PLEDGED = "pledged", "zugesagt"
    GRANTED = "granted", "bewilligt"
    PAID = "paid", "geleistet"


class FigureSource(CodeList):
    """Where a figure comes from."""

    MOTION = "motion", "Antrag"
    RESOLUTION = "resolution", "Beschluss"
    NOTICE = "notice", "Bescheid"
    BOOKING = "booking", "Buchung"
    MESSAGE = "message", "Mitteilung des Trägers"
    PRESS = "press", "Pressemitteilung"


class Counting(CodeList):
    """Whether an amount enters the programme's sums; undivided sums stay undivided."""

    COUNTED = "counted", "zählt in den Summen"
    CONTAINED = "contained", "in einer anderen Angabe enthalten"
    UNCLEAR = "unclear", "nicht belegt, ob in einer anderen Angabe enthalten"


class DatePrecision(CodeList):
    """How exactly a date is known."""

    DAY = "day", "auf den Tag"
    MONTH = "month", "auf den Monat"
    YEAR = "year", "auf das Jahr"
    UNKNOWN = "unknown", "Datum nicht bekannt"


class AppropriationKind(CodeList):
    """Kinds of budget authority and planning (domain.md 3.2)."""

    APPROPRIATION = "appropriation", "Ansatz"
    CARRY_FORWARD = "carry_forward", "Übertragung aus dem Vorjahr"
    COMMITMENT_AUTHORISATION = "commitment_authorisation", "Verpflichtungsermächtigung"
    MEDIUM_TERM_PLAN = "medium_term_plan", "Finanzplanung"


class Provenance(CodeList):
    """Where a row comes from; no row without it."""

    SOURCE = "source", "belegt"
    ENTERED = "entered", "erfasst"
    DEMO = "demo", "Demodaten, frei erfunden"


class RuleCode(CodeList):
    """Money rules an entry can break; the entry is kept, marked and listed as a finding (domain.md 3.2)."""

    RELEASED_OVER_APPROPRIATED = "released_over_appropriated", "Freigabe über dem Ansatz"
    EARMARKED_OVER_RELEASED = "earmarked_over_released", "Beschluss über den freigegebenen Mitteln"
    COMMITTED_OVER_RELEASED = "committed_over_released", "Bewilligung über den verfügbaren Mitteln"
    DISBURSED_OVER_COMMITTED = "disbursed_over_committed", "Auszahlung über der Bewilligung"
    PROVEN_OVER_DISBURSED = "proven_over_disbursed", "Nachweis über der Auszahlung"
    EARMARKED_OVER_FRAME = "earmarked_over_frame", "Beschlüsse über dem Rahmen des Antrags"
    LINES_DIFFER_FROM_RESOLUTION = (
        "lines_differ_from_resolution",
        "Zeilen weichen von der Summe im Beschluss ab",
    )

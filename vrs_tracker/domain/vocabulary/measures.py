"""What a figure measures; the code is its word in the address of „Woher kommt diese Zahl?“."""

from vrs_tracker.domain.vocabulary.codes import CodeList


class Measure(CodeList):
    """The figures of the money in the order of the staircase; the last three are those of the shares."""

    FRAME = "rahmen", "Rahmen laut Antrag"
    APPROPRIATED = "veranschlagt", "veranschlagt"
    CARRIED = "uebertragen", "aus dem Vorjahr übertragen"
    ADJUSTED = "fortgeschrieben", "fortgeschriebener Ansatz"
    BLOCKED = "gesperrt", "gesperrt (Sperrvermerk)"
    FROZEN = "haushaltssperre", "durch Haushaltssperre angehalten"
    RELEASED = "freigegeben", "freigegeben"
    PLANNED = "geplant", "geplant"
    EARMARKED = "beschlossen", "beschlossen"
    COMMITTED = "bewilligt", "bewilligt"
    COVERED = "gedeckt", "durch Verpflichtungsermächtigung gedeckt"
    REQUESTED = "abgerufen", "abgerufen"
    DISBURSED = "ausgezahlt", "ausgezahlt"
    PROVEN = "nachgewiesen", "nachgewiesen"
    RECOVERED = "zurueckgefordert", "zurückgefordert"
    AVAILABLE = "verfuegbar", "verfügbar"
    NOT_COMMITTED = "noch-nicht-bewilligt", "noch nicht bewilligt"
    OPEN = "noch-auszuzahlen", "noch auszuzahlen"
    LAPSING = "verfallend", "weder ausgezahlt noch übertragen"
    AUTHORISED = "verpflichtungsermaechtigung", "Verpflichtungsermächtigung"
    MEDIUM_TERM = "finanzplanung", "Finanzplanung"
    PLAN = "plan", "Plan"
    MOTION = "antrag", "im Antrag genannt"
    CURRENT = "heute", "heute erfasst"
    SHARE = "anteil", "Anteil"

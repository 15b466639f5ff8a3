"""Codes of status updates, lights, milestones and risks."""

from vrs_tracker.domain.vocabulary.codes import CodeList


class Light(CodeList):
    """Traffic light (domain.md 4.5, labels of users.md).

    Shapes are drawn beside the word, never instead of it.
    """

    ON_TRACK = (
        "on_track",
        "planmäßig",
        "höchstens 30 Tage später, höchstens 5 % teurer, Finanzierung beschlossen",
    )
    AT_RISK = (
        "at_risk",
        "Abweichung",
        "31 bis 90 Tage später, 5 bis 15 % teurer oder ein Anteil noch offen; Gegenmaßnahme mit Termin",
    )
    OFF_TRACK = (
        "off_track",
        "kritisch",
        "mehr als 90 Tage später, mehr als 15 % teurer oder ein Anteil fehlt; Entscheidung nötig",
    )
    NOT_STARTED = "not_started", "nicht begonnen", "noch kein Meilenstein erreicht"
    COMPLETED = "completed", "abgeschlossen", "alle Arbeiten beendet"
    DROPPED = "dropped", "nicht weiterverfolgt", "endgültig beendet; der Grund steht beim Baustein"
    UNKNOWN = (
        "unknown",
        "keine aktuelle Meldung",
        "letzte Meldung mehr als 60 Tage vor dem Stichtag; wird nie als planmäßig gezeigt",
    )
    NOT_APPLICABLE = "not_applicable", "entfällt", "mit Grund, etwa kein regionaler Anteil vorgesehen"


class Dimension(CodeList):
    """What is rated; one short word because the head is repeated at every cell when read aloud."""

    SCHEDULE = "schedule", "Termine"
    COST = "cost", "Kosten"
    RESULTS = "results", "Ergebnisse"
    FUNDING = "funding", "Geld"


class UpdateState(CodeList):
    """Where a status update stands."""

    DRAFT = "draft", "Entwurf"
    FILED = "filed", "abgegeben, noch nicht bestätigt"
    RETURNED = "returned", "Überarbeitung erbeten"
    CONFIRMED = "confirmed", "bestätigt"


class MessageSource(CodeList):
    """How the message reached the office; whoever types it counts for the four-eyes comparison."""

    SELF = "self", "selbst eingegeben"
    PHONE = "phone", "telefonisch"
    MAIL = "mail", "per E-Mail"


class TextSlot(CodeList):
    """The texts of a status update."""

    HEADLINE = "headline", "In einem Satz"
    ACHIEVED = "achieved", "Was wurde erreicht?"
    DECISION = "decision", "Muss der Ausschuss etwas entscheiden?"


class StepOutcome(CodeList):
    """What became of a step that the last update announced."""

    DONE = "done", "erledigt"
    RUNNING = "running", "läuft"
    POSTPONED = "postponed", "verschoben"
    DROPPED = "dropped", "entfällt"


class ShiftReason(CodeList):
    """Why a milestone moved by more than 30 days."""

    PERMIT = "permit", "Genehmigung"
    TENDER = "tender", "Vergabe ohne Ergebnis"
    CAPACITY = "capacity", "Kapazität"
    FUNDING = "funding", "Finanzierung offen"
    SCOPE = "scope", "Umfang geändert"
    PARTNER = "partner", "Partner"
    DELIVERY = "delivery", "Lieferung"
    OTHER = "other", "Sonstiges"


class Level(CodeList):
    """Three words for likelihood and damage of a risk."""

    LOW = "low", "gering"
    MEDIUM = "medium", "mittel"
    HIGH = "high", "hoch"


class Trend(CodeList):
    """Development of a risk since the last report."""

    NEW = "new", "neu"
    RISING = "rising", "gestiegen"
    SAME = "same", "gleich"
    FALLING = "falling", "gesunken"


class RiskState(CodeList):
    """Whether a risk is still open."""

    OPEN = "open", "offen"
    SETTLED = "settled", "erledigt"


class IndicatorKind(CodeList):
    """The six indicators (domain.md 4.2, question 7); the hint is the counting rule."""

    COMPANIES = (
        "companies",
        "erreichte Unternehmen",
        "Unternehmen, die ein Angebot genutzt haben; jedes zählt einmal",
    )
    STARTUPS = "startups", "begleitete Start-ups", "Start-ups mit schriftlicher Vereinbarung"
    JOBS = "jobs", "Arbeitsplätze", "besetzte Stellen in Vollzeit gerechnet, zum Stichtag"
    SPACE = "space", "Fläche in Quadratmetern", "nutzbare Fläche in Betrieb, zum Stichtag"
    EVENTS = "events", "Veranstaltungen", "öffentliche Veranstaltungen seit Beginn"
    FOLLOW_UP = (
        "follow_up",
        "Folgeförderung in Euro",
        "bewilligte Mittel Dritter, die auf dem Baustein aufbauen",
    )

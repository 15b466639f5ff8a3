"""Codes of reporting periods, sessions and report texts."""

from vrs_tracker.domain.vocabulary.codes import CodeList


class PeriodState(CodeList):
    """Where a half-year stands."""

    OPEN = "open", "angelegt"
    COLLECTING = "collecting", "Meldungen werden gesammelt"
    IN_REVIEW = "in_review", "in Prüfung"
    RELEASED = "released", "versandfertig"
    PUBLISHED = "published", "veröffentlicht"


class Move(CodeList):
    """What can be done with a half-year; the label is the word on the button (users.md 6)."""

    START = "start", "Meldungen anfordern"
    CLOSE = "close", "Sammlung abschließen"
    FREEZE = "freeze", "Zahlen zum Stichtag festschreiben"
    REOPEN = "reopen", "Sammlung wieder öffnen"
    RELEASE = "release", "Bericht zum Versand geben"
    PUBLISH = "publish", "Bericht veröffentlichen"
    CORRECT = "correct", "Bericht zur Berichtigung öffnen"


class Purpose(CodeList):
    """What the committee is asked to do with the paper."""

    NOTE = "note", "zur Kenntnisnahme"
    DECIDE = "decide", "zur Beschlussfassung"


class NarrativeSlot(CodeList):
    """Texts of a report that belong to no block (users.md 4.6)."""

    PROPOSED_RESOLUTION = (
        "proposed_resolution",
        "Zusätze zum Beschlussvorschlag",
        "eine Zeile je Beschluss; der Satz zur Kenntnisnahme steht schon da",
    )
    ASSESSMENT = "assessment", "Einordnung der Geschäftsstelle"
    NETWORK = "network", "Vernetzung der Akteure"
    COOPERATIVE = "cooperative", "Genossenschaft"
    CALLS = "calls", "Förderaufrufe und Wettbewerbe"
    OUTLOOK = "outlook", "Ausblick"


class ChangePart(CodeList):
    """What the change of an amount consists of: the first, one of the other two, or both."""

    MOVED = "moved", "wirksam geworden"
    ADDED = "added", "nachgetragen", "galt schon vorher und wurde später bekannt"
    CORRECTED = "corrected", "berichtigt", "stand vorher anders"


class ChangeKind(CodeList):
    """What a change since the last report is about."""

    LIGHTS = "lights", "Stand und Einschätzung"
    BLOCKS = "blocks", "Bausteine und Projekte neu, begonnen, beendet"
    AMOUNTS = "amounts", "Beträge"
    DATES = "dates", "Termine"
    RISKS = "risks", "Risiken"
    RESULTS = "results", "Ergebnisse"
    CORRECTIONS = "corrections", "Angaben früherer Berichte berichtigt oder nachgetragen"


class Severity(CodeList):
    """Errors stop the freezing, hints are listed."""

    ERROR = "error", "Fehler"
    HINT = "hint", "Hinweis"


class PdfForm(CodeList):
    """Editions of the PDF file."""

    A3 = "a3", "PDF mit Zahlen als Anlage"
    A2 = "a2", "PDF ohne Anlagen"
    NONPUBLIC = "nonpublic", "PDF mit nichtöffentlicher Anlage"


PUBLIC_FORMS = (PdfForm.A3, PdfForm.A2)
"""The editions that every report has; the non-public one exists where something was held back."""


class EventKind(CodeList):
    """Kinds of network events (mandate 2)."""

    CONFERENCE = "conference", "Tagung"
    WORKSHOP = "workshop", "Arbeitstreffen"
    COMMUNITY = "community", "Netzwerktreffen"
    FOUNDING = "founding", "Gründung"
    AWARD = "award", "Förderzusage"
    OTHER = "other", "Sonstiges"

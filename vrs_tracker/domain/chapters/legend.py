"""What words, lights and figures mean: the short guide behind page 1 and the legend of annex 15.3."""

from vrs_tracker.domain.chapters.block_news import MARKED
from vrs_tracker.domain.chapters.cells import NO_ROW, NO_SHARE, NOT_IN_MOTION, ROUNDING
from vrs_tracker.domain.document import (
    Column,
    Facts,
    LightMark,
    Listing,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
)
from vrs_tracker.domain.notation import NO_STATEMENT, quoted
from vrs_tracker.domain.second_person import EXCEPTION_MEANING
from vrs_tracker.domain.vocabulary.money import Degree, Stage
from vrs_tracker.domain.vocabulary.progress import IndicatorKind, Light
from vrs_tracker.domain.wording import sentence_start

GAPS = (
    (NO_STATEMENT, "es ist nichts erfasst; das ist etwas anderes als 0,00 Euro"),
    (NO_SHARE, "der Antrag sieht hier keinen vor"),
    (NO_ROW, "der Baustein hat im Antrag keine eigene Zeile"),
    (NOT_IN_MOTION, "dazu sagt der Antrag nichts, zum Beispiel zu späteren Projekten"),
)
"""The words that stand where there is no figure; each means one thing (T1, T8)."""

READING_GUIDE = (
    "Alle Angaben gelten zum Stichtag in der Fußzeile; was später geschah, steht im nächsten Bericht.",
    f"Die Zahlen des Antrags von 2021 bleiben, wie sie sind; der aktuelle Stand steht daneben. {MARKED}",
    " ".join(f"{quoted(word)}: {sentence_start(meaning)}." for word, meaning in GAPS),
    f"Millionenbeträge sind gerundet: {ROUNDING} Genaue Beträge: Nummer 15.1. Begriffe: Nummer 15.3.",
)
"""„So lesen Sie diesen Bericht“ in four lines (users.md 4.5)."""

DEFINITIONS = (
    ("Baustein", "einer der sieben Bausteine des Antrags von 2021; alles andere heißt Projekt"),
    ("Rahmen laut Antrag", "Summe der regionalen Spalte des Antrags; keine Zusage"),
    ("veranschlagt", "Haushaltsansätze bis zum Jahr des Stichtags"),
    ("gesperrt", "veranschlagt mit Sperrvermerk; bis zur Aufhebung weder zugesagt noch ausgezahlt"),
    ("freigegeben", "durch Beschluss für Bewilligungen geöffnet"),
    ("verfügbar", "freigegeben, weder bewilligt noch durch eine Haushaltssperre angehalten"),
    ("noch auszuzahlen", "bewilligt, noch nicht ausgezahlt"),
    ("begründete Ausnahme", EXCEPTION_MEANING),
    ("Finanzplanung", "Mittel, die für spätere Jahre vorgesehen sind; nicht verfügbar"),
    ("Stichtag", "Buchungen und Beschlüsse zählen, wenn sie bis zu diesem Tag gelten"),
    ("Datum ohne Tag", "zählt ab dem letzten Tag des genannten Monats oder Jahres"),
    ("Rundung", "gerechnet wird mit genauen Beträgen, gerundet erst beim Druck, ab 5 nach oben"),
    ("rund", "die Quelle nennt einen gerundeten Betrag, oder die Summe enthält einen solchen"),
    ("Quelle", "Antrag, Beschluss, Bescheid, Buchung, Mitteilung des Trägers oder Pressemitteilung"),
)
"""Terms as the report uses them (users.md 4, domain.md 3.2)."""

STAGE_MEANINGS: dict[Stage, str] = {
    Stage.PLANNED: "vorgesehen, ohne Beschluss",
    Stage.EARMARKED: "durch Beschluss zugedacht oder zugesagt, mit oder ohne Bescheid",
    Stage.COMMITTED: "durch Bescheid oder Vertrag gebunden",
    Stage.REQUESTED: "vom Empfänger angefordert",
    Stage.DISBURSED: "an den Empfänger gezahlt",
    Stage.PROVEN: "Verwendung nachgewiesen",
    Stage.RECOVERED: "nach Prüfung zurückverlangt",
}
DEGREE_MEANINGS: dict[Degree, str] = {
    Degree.PLANNED: "vorgesehen, ohne Beschluss",
    Degree.DECIDED: "vom zuständigen Gremium beschlossen",
    Degree.PLEDGED: "vom Geldgeber zugesagt, ein Beschluss liegt nicht vor",
    Degree.GRANTED: "durch Bescheid oder Vertrag gebunden",
    Degree.PAID: "gezahlt oder erbracht",
}


def lights_table() -> Table:
    """Return the legend of the lights with their thresholds (domain.md 4.5)."""
    return Table(
        name="ampel",
        caption="Bedeutung der Ampel",
        message="Form, Farbe und Wort sagen dasselbe; der schlechteste Bereich bestimmt den Stand.",
        columns=(Column(head="Stand", width=45), Column(head="Bedeutung", width=115)),
        rows=tuple(Row(cells=(LightMark(light, light.label), light.hint)) for light in Light),
    )


def reading_part(number: str) -> Section:
    """Return „So lesen Sie diesen Bericht“ with the legend of the lights (users.md 4.5)."""
    return Section(
        number=number,
        heading="So lesen Sie diesen Bericht",
        anchor="lesehilfe",
        body=(Listing(READING_GUIDE), lights_table()),
    )


def legend_part(number: str) -> Section:
    """Return what words mean: stages of money, degrees, indicators, definitions; 2.2 explains the lights."""
    rated = (
        "Bewertet werden Termine, Kosten, Ergebnisse und Geld. Die Regeln schlagen für jeden Bereich "
        "einen Stand vor; weicht die Meldung davon ab, stehen Regel und Begründung nebeneinander."
    )
    return Section(
        number=number,
        heading="Legende",
        anchor="legende",
        body=(
            Paragraph(f"Die Ampel erklärt Nummer 2.2. {rated}"),
            Paragraph(
                "Stufen des Geldes: Jeder Betrag steht auf einer, mit Datum und Nachweis.", Tone.MESSAGE
            ),
            Facts(tuple((stage.label, STAGE_MEANINGS[stage]) for stage in Stage), small=True),
            Paragraph(
                "Verbindlichkeit: Gesichert ist ein Anteil, der beschlossen, bewilligt oder geleistet ist.",
                Tone.MESSAGE,
            ),
            Facts(tuple((degree.label, DEGREE_MEANINGS[degree]) for degree in Degree), small=True),
            Paragraph("Zählregeln der Kennzahlen: Geschätzte Werte sind gekennzeichnet.", Tone.MESSAGE),
            Facts(tuple((kind.label, kind.hint) for kind in IndicatorKind), small=True),
            Paragraph("Begriffe", Tone.MESSAGE),
            Facts(DEFINITIONS, small=True),
        ),
    )

"""What each figure means and how it is formed, in a sentence each; meanings are those of the legend."""

from vrs_tracker.domain.chapters.legend import DEFINITIONS, STAGE_MEANINGS
from vrs_tracker.domain.counting import DIFFERENCES
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.origins import FURTHER, MEASURES_OF_STAGES, WHOLE, Origin
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.wording import full_stop, sentence_start

_LEGEND = dict(DEFINITIONS)
_MEANINGS: dict[Measure, str] = {
    Measure.FRAME: _LEGEND["Rahmen laut Antrag"],
    Measure.APPROPRIATED: "mit dem Haushalt beschlossene Ansätze; sie erlauben Ausgaben bis zu ihrer Höhe",
    Measure.CARRIED: "im Vorjahr nicht ausgegeben und in dieses Jahr übertragen",
    Measure.BLOCKED: _LEGEND["gesperrt"],
    Measure.FROZEN: "von der Verwaltung im laufenden Jahr angehalten; das ist kein Sperrvermerk",
    Measure.COVERED: (
        "der Teil der Bewilligungen, der einem späteren Haushaltsjahr zugeordnet ist und auf dessen "
        "Verpflichtungsermächtigung beruht; er braucht keine freigegebenen Mittel"
    ),
    Measure.RELEASED: _LEGEND["freigegeben"],
    Measure.AVAILABLE: _LEGEND["verfügbar"],
    Measure.NOT_COMMITTED: "was vom Rahmen des Antrags noch nicht bewilligt ist; keine Zusage",
    Measure.OPEN: _LEGEND["noch auszuzahlen"],
    Measure.AUTHORISED: "Erlaubnis, Zusagen zu geben, die erst in späteren Jahren zu zahlen sind",
    Measure.MEDIUM_TERM: _LEGEND["Finanzplanung"],
    Measure.PLAN: "Ansätze der Haushalte, in Jahren ohne Ansatz die Finanzplanung",
    Measure.MOTION: "Anteil, den die Tabelle des Antrags nennt; diese Zahlen ändern sich nie",
    Measure.ADJUSTED: "Ansatz eines Haushaltsjahres und was aus dem Vorjahr dorthin übertragen ist",
    Measure.LAPSING: "was vom fortgeschriebenen Ansatz am Jahresende verfällt",
    Measure.SHARE: "was ein Geldgeber gibt, auf der genannten Stufe der Verbindlichkeit",
    Measure.CURRENT: "der verbindlichste erfasste Stand: was bewilligt, sonst beschlossen, sonst geplant ist",
    **{measure: STAGE_MEANINGS[stage] for stage, measure in MEASURES_OF_STAGES.items()},
}

_MONEY = {
    Payer.VRS: "regionale Mittel",
    Payer.MUNICIPALITY: "kommunale Mittel",
    Payer.PRIVATE: "private Mittel",
    Payer.STATE: "Mittel des Landes",
    Payer.FEDERAL: "Mittel des Bundes",
    Payer.EU: "Mittel der Europäischen Union",
}
_SUM_OF_ENTRIES = "Summe der Einträge, die unten stehen."
_BLOCKED = "Was die Sperrvermerke gesperrt haben, weniger, was davon aufgehoben ist."
_CURRENT = (
    "Zu jedem Anteil zählt die verbindlichste Stufe, in Summen auch, was für ein Vorhaben beschlossen und "
    "noch nicht bewilligt ist; was in einer nicht aufgeteilten Summe enthalten oder aus ihr bewilligt ist, "
    "zählt einmal."
)
_FORMED: dict[Measure, str] = {
    Measure.FRAME: "Summe der regionalen Spalte der Tabelle im Antrag.",
    Measure.BLOCKED: _BLOCKED,
    Measure.FROZEN: "Was Haushaltssperren dieses Jahres anhalten, weniger, was davon wieder aufgehoben ist.",
    **{
        measure: full_stop(sentence_start(one.formula))
        for one in DIFFERENCES
        for measure in Measure
        if measure.label == one.name
    },
    Measure.COVERED: (
        "Je späterem Haushaltsjahr der kleinere von zwei Beträgen: was bewilligt und diesem Jahr zugeordnet "
        "ist, und was die Verpflichtungsermächtigung dafür erlaubt."
    ),
    Measure.ADJUSTED: "Ansätze und Übertragungen, die unten stehen.",
    Measure.LAPSING: (
        "Ansatz und Übertragung aus dem Vorjahr, weniger, was ausgezahlt und was in das nächste Jahr "
        "übertragen ist."
    ),
    Measure.SHARE: (
        "Summe der Einträge dieser Verbindlichkeit. Derselbe Euro wird erst geplant, dann beschlossen, dann "
        "ausgezahlt; die Stufen werden deshalb nicht addiert."
    ),
    Measure.MOTION: "Errechnet aus den Zellen der Tabelle im Antrag.",
    Measure.CURRENT: _CURRENT,
}


def meaning(origin: Origin) -> str:
    """Say in one sentence what a figure means."""
    word = "Rahmen" if origin.measure is Measure.FRAME else sentence_start(origin.measure.label)
    return full_stop(f"{word}: {_MEANINGS[origin.measure]}")


def formed(origin: Origin) -> str:
    """Say in one sentence how a figure is formed."""
    return _FORMED.get(origin.measure, _SUM_OF_ENTRIES)


def counted_words(report: CommitteeReport, origin: Origin) -> str:
    """Say whose money counts, of which blocks, and until when."""
    return f"{_whose(origin)} {_which(origin)} Stichtag ist der {date_de(report.as_of)}.".replace("  ", " ")


def _whose(origin: Origin) -> str:
    if origin.measure in {Measure.MOTION, Measure.CURRENT} and not origin.payer:
        return "Gezählt sind Anteile aller Geldgeber."
    if origin.payer == FURTHER:
        return "Gezählt sind Anteile von Land, Bund und Europäischer Union."
    return f"Gezählt sind {_MONEY[Payer(origin.payer or Payer.VRS)]}."


def _which(origin: Origin) -> str:
    if origin.measure in {Measure.MOTION, Measure.CURRENT, Measure.SHARE}:
        return ""
    if origin.district:
        return "Ein Vorhaben in mehreren Landkreisen zählt in jedem voll."
    if origin.block and origin.block != WHOLE:
        return "Beträge, die auch in einer nicht aufgeteilten Summe enthalten sind, zählen beim Vorhaben mit."
    return ""

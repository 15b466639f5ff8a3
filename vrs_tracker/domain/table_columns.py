"""What the columns of the report's tables mean and where their figures come from, for the data dictionary."""

import re
from collections.abc import Mapping

_ENTRIES = "Buchungen, die bis zum Stichtag gelten"
_MOTION = "Fördertabelle des Antrags vom 16. Oktober 2021"
_UPDATES = "Meldungen, die eine zweite Person bestätigt hat"
_MILESTONES = "öffentliche Meilensteine zum Stichtag"
_BUDGET = "Haushalt, Sperrvermerke, Freigaben und Buchungen, die bis zum Stichtag gelten"
_NETWORK = "erfasste öffentliche Angaben bis zum Stichtag"
_LEGEND = "Festlegung für alle Berichte, keine Angabe zum Halbjahr"

RULES: Mapping[str, str] = {
    "mittel": _BUDGET,
    "bausteine": _UPDATES,
    "ampel": _LEGEND,
    "auftraege": "Wortlaut des Antrags vom 16. Oktober 2021",
    "geldgeber": f"{_MOTION}; {_ENTRIES}",
    "antrag": _MOTION,
    "antrag-euro": _MOTION,
    "aktueller-stand": _ENTRIES,
    "aktueller-stand-euro": _ENTRIES,
    "abweichungen-vom-antrag": f"{_MOTION}; {_ENTRIES}",
    "ampel-vergleich": f"{_UPDATES}; voriger Bericht",
    "ampel-verlauf": "Stand in diesem und in früheren Berichten",
    "aenderungen-nach-art": "Vergleich mit dem vorigen festgeschriebenen Bericht",
    "bewertung": _UPDATES,
    "geld": f"{_MOTION}; {_ENTRIES}",
    "meilensteine": _MILESTONES,
    "meilensteinliste": _MILESTONES,
    "risiken": "öffentliche Einträge des Risikoverzeichnisses zum Stichtag",
    "haushalt": _BUDGET,
    "mittelabfluss": f"{_ENTRIES}, nach Haushaltsjahr",
    "plan-und-auszahlung": f"{_BUDGET}, nach Haushaltsjahr",
    "plan-und-auszahlung-summe": f"{_BUDGET}, nach Haushaltsjahr aufaddiert",
    "sperrvermerke": "Sperrvermerke und Freigaben bis zum Stichtag",
    "freigaben": "Freigaben bis zum Stichtag",
    "finanzplanung": "Verpflichtungsermächtigungen und Finanzplanung",
    "anteile": _ENTRIES,
    "landkreise": f"{_ENTRIES}, nach dem Ort des Vorhabens",
    "vernetzung": _NETWORK,
    "genossenschaft-ereignisse": _NETWORK,
    "genossenschaft-mitglieder": _NETWORK,
    "genossenschaft-beitraege": _NETWORK,
    "ausblick": f"nächste Schritte aus Meldungen; {_MILESTONES}",
    "ampel-legende": _LEGEND,
    "stufen": _LEGEND,
    "grade": _LEGEND,
    "kennzahlen": _LEGEND,
    "nachweise": "Belege, die bei den Angaben erfasst sind",
    "beschluesse": "öffentliche Beschlüsse bis zum Stichtag",
    "betraege": "alle Buchungen, die bis zum Stichtag gelten, eine Zeile je Buchung",
}
"""Where the figures of a table come from. A table of one block is named „…-geld“ and found by its end."""

_MEANINGS: Mapping[str, str] = {
    "Abgerufen": "vom Empfänger angefordertes Geld",
    "Abstand": "Abstand des erwarteten oder erreichten Termins zum ersten Plan, mit dem Grund",
    "Anmerkung": "Erläuterung",
    "Ansatz": "Haushaltsansatz",
    "Anteil": "Anteil am Rahmen laut Antrag",
    "Antrag": "Betrag im Antrag; „kein Anteil“ heißt, dass der Antrag hier keinen vorsieht",
    "Anzahl": "Zahl der Änderungen",
    "Art": "Art des Eintrags",
    "Auftrag": "Nummer des Auftrags im Antrag",
    "Auszuzahlen": "bewilligtes, noch nicht ausgezahltes Geld",
    "Ausgezahlt": "an die Empfänger gezahltes Geld",
    "Austritt": "Ende der Mitgliedschaft",
    "Baustein": "Baustein des Antrags oder weiteres Projekt",
    "Bausteine": "Summe der sieben Bausteine des Antrags",
    "Bedeutung": "Erklärung des Wortes in der ersten Spalte",
    "Bedingung": "Bedingung, unter der das Geld frei wird",
    "Beitritt": "Beginn der Mitgliedschaft",
    "Beleg": "Dokument, auf dem die Angabe beruht",
    "Beschlossen": "durch Beschluss zugedachtes Geld, noch ohne Bescheid",
    "Beschluss": "Gremium und Gegenstand",
    "Betrag": "Betrag",
    "Betrag in Euro": "gebuchter Betrag; bei einer Rücknahme negativ",
    "Betroffen": "Zahl der betroffenen Bausteine und Projekte",
    "Bewilligt": "durch Bescheid oder Vertrag gebundenes Geld",
    "Datum": "Tag des Vorgangs, so genau wie bekannt",
    "Differenz": "heutiger Betrag weniger Betrag im Antrag",
    "Dokument": "Vorlage oder Niederschrift, mit Adresse, wo es eine gibt",
    "Einschätzung": "Wahrscheinlichkeit, Schaden und Entwicklung",
    "Ende": "Jahr, an dessen Ende die Summe gilt",
    "Ereignis": "was geschah",
    "Ergebnis": "was daraus wurde",
    "Ergebnisse": "Einschätzung des Bereichs Ergebnisse",
    "Ermächtigung": "Verpflichtungsermächtigung für das Jahr",
    "Erreicht": "Tag, an dem der Meilenstein erreicht wurde",
    "Erwartet": "erwarteter Termin; bei erreichten Meilensteinen das Wort „erreicht“ oder der Tag",
    "Finanzplanung": "für das Jahr vorgesehene Mittel; nicht verfügbar",
    "Freigegeben": "durch Beschluss für Bewilligungen geöffnetes Geld",
    "Gegenstand": "worüber beschlossen wurde",
    "Für": "Angaben, die der Nachweis belegt",
    "Geld": "Einschätzung des Bereichs Geld",
    "Geldgeber": "wer zahlt",
    "Geplant": "erster geplanter Termin; er ändert sich nicht",
    "Gerundet": "ob die Quelle einen gerundeten Betrag nennt",
    "Gesperrt": "veranschlagtes Geld mit Sperrvermerk",
    "Gremium": "Gremium, das beschlossen hat",
    "Grund": "Grund der Abweichung vom Antrag",
    "Gruppe": "Zwischenüberschrift, unter der die Zeile in der gedruckten Tabelle steht",
    "Haushaltsjahr": "Haushaltsjahr, dem der Betrag zugeordnet ist",
    "Herkunft": "ob die Angabe belegt, erfasst oder erfunden (Demodaten) ist",
    "Heute": "Stand zum Stichtag",
    "Hinweis": "Kennzeichnung frei erfundener Demodaten",
    "Inhalt": "Kurzfassung des Auftrags",
    "Jahr": "Haushaltsjahr",
    "Jetzt": "Zahl der Bausteine und Projekte zum Stichtag",
    "Kennzahl": "Name der Kennzahl",
    "Kommunal": "Anteil der Kommunen",
    "Kosten": "Einschätzung des Bereichs Kosten",
    "Landkreis": "Landkreis oder Stadt Stuttgart",
    "Maßnahme": "Gegenmaßnahme mit der zuständigen Stelle",
    "Meilenstein": "Name des Meilensteins",
    "Meldung": "Kern der bestätigten Meldung",
    "Mio. €": "Betrag der Stufe",
    "Mitglied": "Organisation, die Mitglied ist",
    "Nachweis": "Nummer des Nachweises, unter der ihn der Bericht nennt",
    "Name": "Name des Geldgebers",
    "Nimmt zurück": "Nummer der Buchung, die diese zurücknimmt",
    "Nummer": "Nummer des Abschnitts oder der Buchung",
    "Plan": "geplantes Geld laut Haushalt und Finanzplanung",
    "Privat": "Anteil privater Geldgeber",
    "Projekte": "Summe der weiteren Projekte, die nicht zum Antrag gehören",
    "Quelle": "woher die Angabe stammt",
    "Quote": "regionaler Anteil an der Summe der Zeile",
    "Regional": "Anteil des Verbands Region Stuttgart",
    "Risiko": "Bezeichnung mit dem Baustein oder Projekt",
    "Schritt": "angekündigter Schritt",
    "Sperrvermerk": "Haushaltsjahr des Sperrvermerks, den die Freigabe aufhebt",
    "Stand": "Stand nach der Ampel",
    "Stufe": "Stufe des Geldes",
    "Summe": "Summe der Zeile; „keine Angabe“ zählt darin nicht als 0 mit",
    "Teilnahmen": "gezählte Teilnahmen",
    "Termin": "Tag, bis zu dem etwas geschehen soll",
    "Termine": "Einschätzung des Bereichs Termine",
    "Titel": "Name der Veranstaltung",
    "Ursache": "Ursache und Folge des Risikos",
    "Verantwortlich": "verantwortliche Stelle",
    "Verbindlichkeit": "wie sicher der Anteil ist",
    "Vorgang": "was mit dem Sperrvermerk geschah",
    "Vorhaben": "Bausteine und Projekte im Landkreis",
    "Weitere": "Anteil weiterer Geldgeber, etwa Land oder Bund",
    "Wirksam": "Tag, von dem an der Betrag gilt, so genau wie bekannt",
    "Zuletzt": "Wert im vorigen Bericht",
    "Zuständig": "Gremium, das den Sperrvermerk aufheben kann",
    "Zählung": "ob und wie der Betrag in Summen zählt",
    "Änderung": "Unterschied zum vorigen Bericht",
    "Übertragung": "aus dem Vorjahr übertragenes Geld",
}
_OF_ONE_TABLE: Mapping[tuple[str, str], str] = {
    ("beschluesse", "Summe"): "Summe, die der Beschluss nennt; keine gerechnete Summe",
    ("bewertung", "Stand"): "Stichtag, zu dem die Einschätzung gilt",
    ("genossenschaft-mitglieder", "Anteil"): "Geschäftsanteil",
    ("geldgeber", "Differenz"): "heutiger Betrag der Bausteine weniger Betrag im Antrag",
    ("landkreise", "Beschlossen"): "regionales Geld, durch Beschluss zugedacht, noch ohne Bescheid",
    ("plan-und-auszahlung", "Differenz"): "ausgezahltes Geld weniger geplantes",
    ("meilensteine", "Heute"): "erreichter oder erwarteter Termin",
    ("antrag", "Baustein"): "Baustein, wie ihn der Antrag nennt",
    ("betraege", "Nummer"): "Nummer der Buchung",
    ("betraege", "Geldgeber"): "Art des Geldgebers",
    ("auftraege", "Nummer"): "Nummer des Abschnitts, der den Auftrag beantwortet",
}
_DAY = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{4}")
_ON_A_DAY = "Stand an dem Stichtag, der in der Überschrift der Spalte steht"
UNTOLD_RULE = "berechnet aus den festgeschriebenen Angaben des Berichts"


def rule_of(table: str) -> str:
    """Return where the figures of a table come from; of a table that is not described, what holds for all."""
    return next((RULES[name] for name in _names(table) if name in RULES), UNTOLD_RULE)


def meaning_of(table: str, head: str) -> str:
    """Return what a column means; "" for one that is not described."""
    if _DAY.fullmatch(head):
        return _ON_A_DAY
    own = (_OF_ONE_TABLE[name, head] for name in _names(table) if (name, head) in _OF_ONE_TABLE)
    return next(own, _MEANINGS.get(head, ""))


def _names(table: str) -> tuple[str, ...]:
    """The name of a table and its last word, by which the tables of one block are described."""
    return table, table.rpartition("-")[2]

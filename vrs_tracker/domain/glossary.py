"""Terms for those who read the pages, beyond those of the report's own legend, and how names are spoken."""

from vrs_tracker.domain.chapters.legend import DEFINITIONS, GAPS
from vrs_tracker.domain.notation import sort_key_de

_OF_THE_PAGES = (
    (
        "Abgleich",
        "je Stichtag der Stand des Haushaltsverfahrens neben dem Stand hier, mit Erklärung der Differenz",
    ),
    ("Antrag", "der Antrag „KI in die Umsetzung bringen“ von fünf Fraktionen vom 16. Oktober 2021"),
    (
        "Arbeitsfassung",
        "der Bericht als Word-Datei, aus der sich übernehmen lässt; nicht die Vorlage",
    ),
    (
        "Arbeitsstand",
        "was zurzeit erfasst ist, auch Unbestätigtes; nur für Beteiligte, nie für den Ausschuss",
    ),
    (
        "Archivpaket",
        "alle Ausgaben eines Berichts mit Angaben, Tabellen, Freigabeprotokoll und Prüfsummen",
    ),
    ("Ausgabe", "ein PDF, wie es ausgegeben wurde, mit seinen Sitzungsdaten; es ändert sich nie"),
    ("Befund", "eine Zahl verletzt eine Regel; sie bleibt stehen und wird genannt, bis sie aufgeklärt ist"),
    ("bekannt am", "der Tag, bis zu dem etwas hier eingetragen war; danach Eingetragenes fehlt"),
    ("bestätigt", "eine zweite Person der Geschäftsstelle hat die Meldung geprüft"),
    (
        "Ergänzung",
        "eine Seite, die Sätze eines ausgegebenen Berichts berichtigt: alter Satz, neuer Satz, Grund",
    ),
    ("Fassung", "der festgeschriebene Stand eines Berichts; jede hat eine Nummer und eine Prüfsumme"),
    ("fortgeschriebener Ansatz", "Haushaltsansatz eines Jahres plus Übertragung aus dem Vorjahr"),
    ("Halbjahr", "der Zeitraum eines Berichts, Januar bis Juni oder Juli bis Dezember"),
    (
        "Haushaltssperre",
        "hält Geld im laufenden Jahr an; die Verwaltung ordnet sie an, im Haushaltsplan steht sie nicht",
    ),
    ("Hinweis", "etwas, das auffällt und den Bericht nicht aufhält; ein Fehler hält ihn auf"),
    ("Meilenstein", "ein prüfbares Ereignis mit erstem Plan, erwartetem und erreichtem Termin"),
    ("Meldung", "was die Projektleitung für ein Halbjahr berichtet"),
    ("persönlicher Link", "öffnet eine Meldung 30 Tage lang ohne Passwort"),
    ("Projekt", "ein Vorhaben, das nicht zu den sieben Bausteinen von 2021 gehört"),
    ("Prüfsumme", "Zeichenfolge, an der sich zeigt, ob eine Datei unverändert ist"),
    ("Siegel", "Prüfsumme eines Eintrags im Verlauf, die auf der vorigen aufbaut"),
    ("Sperrvermerk", "hält Geld im Haushalt zurück, bis das genannte Gremium ihn aufhebt"),
    ("Verlauf", "wer wann was geändert hat, mit der Stelle, nie mit dem Namen"),
    ("versandfertig", "Mitglieder können den Bericht lesen, die Öffentlichkeit noch nicht"),
    ("veröffentlicht", "alle können den Bericht lesen; die Seiten zeigen seinen Stand"),
    ("Vorlage", "das Papier für die Sitzung; ihre Nummer gehört nicht zu den festgeschriebenen Zahlen"),
    ("Vorschlag", "ein Betrag, den eine Projektleitung nennt; er zählt erst, wenn er gebucht ist"),
    ("Vorlesefassung", "der Bericht als Text zum Hören, ohne Tabellen, mit denselben Nummern"),
    ("wirksam zum", "der Tag, bis zu dem Beschlüsse, Beträge und Termine gelten"),
)


def terms() -> tuple[tuple[str, str], ...]:
    """Return every term with its meaning, those of the report's legend included, in German order."""
    return tuple(sorted((*DEFINITIONS, *GAPS, *_OF_THE_PAGES), key=lambda pair: sort_key_de(pair[0])))


PRONUNCIATIONS = (
    ("KI-XC", "Ka-I, X, C"),
    ("KI-ckstart", "Kickstart, deutsch und englisch gleich"),
    ("KI im Bau", "Ka-I im Bau"),
    ("AIExpress", "Ä-Ei-Express, englisch"),
    ("AITransform", "Ä-Ei-Transform, englisch"),
    ("AIVision", "Ä-Ei-Vischn, englisch"),
    ("mAIkerSpace", "Mäiker-Späiß, englisch"),
)
"""Names that a voice spells out or mixes up (users.md 1.3), in the order of the motion."""

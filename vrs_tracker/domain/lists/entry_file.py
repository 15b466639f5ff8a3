"""The file of all booked amounts: each of its columns, with its meaning and where its values come from.

Heads are words that the reading of files understands without asking (domain/spreadsheet/heads.py): what is
downloaded can be changed and read in again.
"""

from collections.abc import Iterator, Sequence

from vrs_tracker.domain.data_dictionary import EURO, CellType
from vrs_tracker.domain.long_table import LongColumn, LongTable, Value

NAME, CAPTION = "alle-buchungen", "Alle gebuchten Beträge"
CHOSEN_NAME, CHOSEN_CAPTION = "ausgewaehlte-buchungen", "Ausgewählte gebuchte Beträge"
STANDS, TAKEN_BACK, REVERSAL = "gilt", "zurückgenommen", "Rücknahme"
NOTE = (
    "Entwürfe fehlen: sie zählen nirgends. Ansätze, Sperrvermerke, Freigaben und Haushaltssperren stehen in "
    "der Liste der Buchungen. Verschiedene Stufen werden nie addiert."
)

_FORM = "Angabe bei der Buchung"
_KEPT = "bei der Buchung vermerkt"
_PROGRAMME = "Verzeichnis der Bausteine und Projekte"
_COLUMNS = (
    LongColumn(
        head="Buchungsnummer",
        meaning="Nummer der Buchung, unter der ihr Verlauf steht",
        rule=_KEPT,
        type=CellType.NUMBER,
    ),
    LongColumn(
        head="Baustein oder Projekt", meaning="wofür das Geld ist, nach Namen", rule=_PROGRAMME, width=30
    ),
    LongColumn(head="Stufe", meaning="Stufe des Geldes", rule=_FORM),
    LongColumn(head="Geldgeber", meaning="Art des Geldgebers", rule=_FORM),
    LongColumn(
        head="Name des Geldgebers",
        meaning="Organisation, die zahlt, wo sie genannt ist",
        rule="Verzeichnis der Organisationen",
        width=26,
    ),
    LongColumn(head="Verbindlichkeit", meaning="wie sicher der Anteil ist", rule=_FORM),
    LongColumn(
        head="Betrag in Euro",
        meaning="gebuchter Betrag; bei einer Rücknahme negativ",
        rule=_FORM,
        type=CellType.NUMBER,
        unit=EURO,
        width=20,
    ),
    LongColumn(
        head="Gerundet",
        meaning="ob die Quelle einen gerundeten Betrag nennt; er steht mit „rund“",
        rule=_FORM,
    ),
    LongColumn(
        head="Datum",
        meaning="Tag, von dem an der Betrag gilt, so genau wie bekannt",
        rule=_FORM,
        type=CellType.MIXED,
    ),
    LongColumn(
        head="Haushaltsjahr",
        meaning="Haushaltsjahr, dem der Betrag zugeordnet ist",
        rule=_FORM,
        type=CellType.NUMBER,
    ),
    LongColumn(
        head="Buchungsstelle",
        meaning="Produkt, Sachkonto oder Investitionsauftrag im Haushalt; Text mit allen führenden Nullen",
        rule=_FORM,
        width=20,
        keeps_text=True,
    ),
    LongColumn(
        head="Beleg oder Beschluss",
        meaning="Beschluss, auf dem der Betrag beruht; ohne Beschluss das Dokument",
        rule="Verzeichnis der Beschlüsse oder Angabe bei der Buchung",
        width=38,
    ),
    LongColumn(head="Dokument", meaning="Bescheid, Vertrag oder Mitteilung, mit Datum", rule=_FORM, width=38),
    LongColumn(head="Bemerkung", meaning="Erläuterung, wie sie eingegeben ist", rule=_FORM, width=40),
    LongColumn(
        head="Grund der Änderung",
        meaning="warum der Anteil anders ist als im Antrag oder im letzten Bericht",
        rule=_FORM,
        width=24,
    ),
    LongColumn(head="Zählung", meaning="ob und wie der Betrag in Summen zählt", rule=_FORM, width=46),
    LongColumn(
        head="Zustand",
        meaning=f"„{STANDS}“, „{TAKEN_BACK}“ oder „{REVERSAL}“ einer anderen Buchung",
        rule="berechnet aus allen Buchungen",
        width=18,
    ),
    LongColumn(
        head="Nimmt zurück",
        meaning="Buchungsnummer, die diese Zeile zurücknimmt",
        rule=_KEPT,
        type=CellType.NUMBER,
    ),
    LongColumn(
        head="Grund der Rücknahme", meaning="warum die Buchung zurückgenommen ist", rule=_FORM, width=30
    ),
    LongColumn(head="Gebucht am", meaning="Tag der Buchung", rule=_KEPT, type=CellType.DATE),
    LongColumn(head="Art der Quelle", meaning="worauf der Betrag beruht", rule=_FORM, width=20),
    LongColumn(
        head="Fundstelle",
        meaning="Beleg in Worten; bei eingelesenen Beträgen Datei und Zeile",
        rule="Angabe bei der Buchung oder eingelesene Datei",
        width=38,
    ),
    LongColumn(
        head="Herkunft",
        meaning="ob die Angabe belegt, erfasst oder erfunden (Demodaten) ist",
        rule=_KEPT,
        width=24,
    ),
)


def entry_file(
    rows: Iterator[Sequence[Value]], *, length: int, is_demo: bool, is_chosen: bool = False
) -> LongTable:
    """Return the table of these rows; `is_chosen`: they are not all that is booked."""
    return LongTable(
        name=CHOSEN_NAME if is_chosen else NAME,
        caption=CHOSEN_CAPTION if is_chosen else CAPTION,
        columns=_COLUMNS,
        rows=rows,
        length=length,
        note=NOTE,
        is_demo=is_demo,
    )

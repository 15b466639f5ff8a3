"""„Hilfe zu dieser Seite“: which part of the help speaks of the page shown."""

import re

from vrs_tracker.domain.help_pages import own_pages
from vrs_tracker.domain.policy import Person

_REPORT, _BLOCK = r"/berichte/[^/]+", r"/bausteine/[^/]+"
_PREPARING = "vorbereiten|laufzettel|entwurf|hinweise|texte|start|aenderungen|ausblick|neu-ausgeben"
_BY_ADDRESS: tuple[tuple[str, str], ...] = (
    (rf"{_BLOCK}/meldung/pruefen", "geschaeftsstelle#bestaetigen"),
    (rf"{_BLOCK}/meldung/erinnerung", "programmkoordination#erinnern"),
    (rf"{_BLOCK}/meldung(/.*)?", "projektleitung#melden"),
    (r"/link(/.*)?|/anmelden", "projektleitung#anmelden"),
    (rf"{_BLOCK}/.+|/bausteine/neu|/risiken/.+|/meilensteine/.+", "programmkoordination#stammdaten"),
    (r"/akteure/.*|/netzwerk/.+|/genossenschaft/.+", "programmkoordination#stammdaten"),
    (r"/berichte/neu", "programmkoordination#eroeffnen"),
    (rf"{_REPORT}/sitzung", "sitzungsdienst#sitzung"),
    (rf"{_REPORT}/(release|reopen)", "geschaeftsstelle#versand"),
    (rf"{_REPORT}/(berichtigen|correct)", "geschaeftsstelle#berichtigung"),
    (rf"{_REPORT}/publish", "geschaeftsstelle#veroeffentlichen"),
    (rf"{_REPORT}/(close|freeze)", "programmkoordination#festschreiben"),
    (rf"{_REPORT}/({_PREPARING})(/.*)?", "programmkoordination#bericht"),
    (rf"{_REPORT}/ergaenzung/sitzung", "sitzungsdienst#ergaenzung"),
    (rf"{_REPORT}/ergaenzung(/.*)?", "programmkoordination#ergaenzung"),
    (rf"{_REPORT}/ergaenzungen/.*", "mitglied#ergaenzung"),
    (rf"{_REPORT}/nr/.*", "mitglied#zitieren"),
    (rf"{_REPORT}/projektor(/.*)?", "mitglied#zeigen"),
    (rf"{_REPORT}/vorlesen", "hoeren#vorlesen"),
    (rf"{_REPORT}/ausgaben", "mitglied#ausgaben"),
    (r"/berichte/pruefen", "mitglied#echt"),
    (r"/berichte/.*", "mitglied#bericht"),
    (r"/beschluesse/.+", "haushaltsstelle#beschluss"),
    (r"/finanzen/buchungen", "haushaltsstelle#betrag"),
    (r"/finanzen/(?!einlesen/).+/zuruecknehmen", "haushaltsstelle#berichtigen"),
    (r"/finanzen/bestaetigungen", "haushaltsstelle#zweite-person"),
    (r"/finanzen/bestaetigungen/.+", "geschaeftsstelle#buchungen"),
    (r"/finanzen/(veranschlagung|sperrvermerk|haushaltssperre)/.+", "haushaltsstelle#haushalt"),
    (r"/finanzen/zustaendigkeit", "haushaltsstelle#haushalt"),
    (r"/finanzen/freigabe/.+", "haushaltsstelle#freigabe"),
    (r"/finanzen/abgleich(/.*)?", "haushaltsstelle#abgleich"),
    (r"/finanzen/einlesen(/.*)?", "haushaltsstelle#einlesen"),
    (r"/finanzen/(was-waere-wenn|summen|foerderregeln/.+)", "haushaltsstelle#nachsehen"),
    (r"/finanzen/haushalt", "zahlen#treppe"),
    (r"/finanzen/(gemeinsame-foerderung|foerderregeln)", "zahlen#verbindlich"),
    (r"/finanzen/.+", "haushaltsstelle#betrag"),
    (r"/vorschlaege/.+/uebernehmen", "haushaltsstelle#vorschlaege"),
    (r"/vorschlaege/.*", "projektleitung#vorschlagen"),
    (r"/zahlen/.*|/belege/|/vergleich", "mitglied#woher"),
    (r"/belege/.+", "haushaltsstelle#vorschlaege"),
    (r"/berichtigungen", "mitglied#ergaenzung"),
    (r"/finanzen/|/beschluesse/", "zahlen"),
    (r"/verlauf/.*", "pruefung#verlauf"),
    (r"/zugaenge(/.*)?", "administration#zugang"),
    (_BLOCK, "mitglied#geld"),
    (r"/|/bausteine/", "mitglied#lesen"),
    (r"/meilensteine/|/risiken/", "einschaetzungen"),
)
"""The first pattern that fits the whole address decides."""

_TASKS = "/aufgaben"


def help_for(path: str, person: Person) -> str:
    """Return the address of the help for a page; "" where there is none, as for the help itself."""
    if path == _TASKS:
        own = own_pages(person)
        return own[0].address if own else ""
    found = next((name for pattern, name in _BY_ADDRESS if re.fullmatch(pattern, path)), "")
    return f"/hilfe/{found}" if found else ""

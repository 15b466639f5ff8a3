"""The menu and the footer (users.md 4.1): addresses and words, the same on every page."""

from dataclasses import dataclass

from flask import request

from vrs_tracker.domain.corrections import CORRECT_OR_SUPPLEMENT
from vrs_tracker.domain.policy import Action, Person, may
from vrs_tracker.web.access import person as acting_person


@dataclass(frozen=True, slots=True)
class Link:
    """An entry; `action` hides it from those who may not go there.

    `keeps_stand`: the page draws a report, so whoever looks at an older one stays with it. `covers` are the
    beginnings of further addresses that belong to it.
    """

    label: str
    address: str
    action: Action | None = None
    keeps_stand: bool = False
    covers: tuple[str, ...] = ()

    @property
    def is_current(self) -> bool:
        """Whether the page shown lies at or below this entry."""
        if self.address == "/":
            return request.path == "/"
        path = f"{request.path.rstrip('/')}/"
        return path.startswith((f"{self.address.rstrip('/')}/", *self.covers))

    @property
    def is_this_page(self) -> bool:
        """Whether the entry leads to the very page shown."""
        return request.path.rstrip("/") == self.address.rstrip("/")


_OF_MONEY = ("/zahlen/", "/vergleich/", "/vorschlaege/", "/beschluesse/", "/belege/")

MENU = (
    Link("Übersicht", "/", keeps_stand=True),
    Link("Bausteine und Projekte", "/bausteine/", keeps_stand=True),
    Link("Finanzen", "/finanzen/", keeps_stand=True, covers=_OF_MONEY),
    Link("Meilensteine", "/meilensteine/", keeps_stand=True),
    Link("Risiken", "/risiken/", keeps_stand=True),
    Link("Berichte", "/berichte/", covers=("/berichtigungen/",)),
    Link("Meine Aufgaben", "/aufgaben", Action.READ_TASKS),
    Link("Hilfe", "/hilfe"),
)
WORK = (
    Link("Beschluss erfassen", "/beschluesse/neu", Action.BOOK_MONEY),
    Link("Buchungen und Entwürfe", "/finanzen/buchungen", Action.READ_HISTORY),
    Link("Abgleich mit dem Haushaltsverfahren", "/finanzen/abgleich", Action.BOOK_MONEY),
    Link("Beträge einlesen", "/finanzen/einlesen", Action.BOOK_MONEY),
    Link("Eingelesene Dateien", "/finanzen/einlesen", Action.READ_HISTORY),
    Link("Rechenspiel: Was wäre, wenn?", "/finanzen/was-waere-wenn", Action.BOOK_MONEY),
    Link("Regeln der gemeinsamen Förderung", "/finanzen/foerderregeln", Action.BOOK_MONEY),
    Link("Betrag vorschlagen", "/vorschlaege/neu", Action.PROPOSE_SHARE),
    Link("Vorgeschlagene Beträge", "/vorschlaege/", Action.READ_PROPOSALS),
    Link("Belege zu Beschlüssen und Beträgen", "/belege/", Action.READ_HISTORY),
    Link("Baustein oder Projekt anlegen", "/bausteine/neu", Action.EDIT_PROGRAMME),
    Link("Risiko melden", "/risiken/neu", Action.FILE_UPDATE),
    Link("Gemeinden, Organisationen und Gremien", "/akteure/", Action.EDIT_PROGRAMME),
    Link("Angaben zu Vernetzung und Genossenschaft", "/netzwerk/angaben", Action.EDIT_NETWORK),
    Link("Antrag von 2021", "/antrag", Action.EDIT_PROGRAMME),
    Link("Verlauf aller Änderungen", "/verlauf/", Action.READ_HISTORY),
    Link("Zugänge verwalten", "/zugaenge/", Action.MANAGE_ACCOUNTS),
    Link("Mein Zugang und Passwort", "/zugang", Action.KEEP_ACCOUNT),
    Link("Halbjahr eröffnen", "/berichte/neu", Action.PREPARE_REPORT),
    Link(f"Berichte: {CORRECT_OR_SUPPLEMENT}", "/berichte/#berichtigen", Action.EDIT_SESSION),
)
"""Pages on which staff enter what no reminder asks for; listed below the tasks."""

FOOTER = (
    Link("Impressum", "/impressum"),
    Link("Datenschutz", "/datenschutz"),
    Link("Barrierefreiheit", "/barrierefreiheit"),
    Link("Offene Daten", "/berichte/offene-daten"),
    Link("Berichtigungen", "/berichtigungen"),
    Link("Woher kommen die Zahlen?", "/zahlen/"),
)


def menu_for(person: Person) -> tuple[Link, ...]:
    """Return the entries of the main menu that lead somewhere for this person."""
    return _open_to(person, MENU)


def footer_for(contact: str) -> tuple[Link, ...]:
    """Return the entries of the footer; people may write to the office if it names an address."""
    return (*FOOTER, Link("Rückmeldung", f"mailto:{contact}")) if contact else FOOTER


def work_for(person: Person) -> tuple[Link, ...]:
    """Return the pages on which this person may enter something, or read it; each page once."""
    found: dict[str, Link] = {}
    for link in _open_to(person, WORK):
        found.setdefault(link.address, link)
    return tuple(found.values())


def permitted(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the links that lead somewhere for the acting person."""
    return _open_to(acting_person(), links)


def _open_to(person: Person, links: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(link for link in links if link.action is None or may(person, link.action))

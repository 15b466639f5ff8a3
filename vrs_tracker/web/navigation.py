"""The menu and the footer (users.md 4.1): addresses and words, the same on every page."""

from dataclasses import dataclass

from flask import request

from vrs_tracker.domain.policy import Action, Person, may


@dataclass(frozen=True, slots=True)
class Link:
    """An entry; `action` hides it from those who may not go there."""

    label: str
    address: str
    action: Action | None = None

    @property
    def is_current(self) -> bool:
        """Whether the page shown lies at or below this entry."""
        if self.address == "/":
            return request.path == "/"
        return request.path.rstrip("/") == self.address.rstrip("/") or request.path.startswith(
            self.address.rstrip("/") + "/"
        )

    @property
    def is_this_page(self) -> bool:
        """Whether the entry leads to the very page shown."""
        return request.path.rstrip("/") == self.address.rstrip("/")


MENU = (
    Link("Übersicht", "/"),
    Link("Bausteine und Projekte", "/bausteine/"),
    Link("Finanzen", "/finanzen/"),
    Link("Meilensteine", "/meilensteine/"),
    Link("Risiken", "/risiken/"),
    Link("Berichte", "/berichte/"),
    Link("Meine Aufgaben", "/aufgaben", Action.READ_TASKS),
    Link("Hilfe", "/hilfe"),
)
FOOTER = (
    Link("Impressum", "/impressum"),
    Link("Datenschutz", "/datenschutz"),
    Link("Barrierefreiheit", "/barrierefreiheit"),
)


def menu_for(person: Person) -> tuple[Link, ...]:
    """Return the entries that lead somewhere for this person."""
    return tuple(link for link in MENU if link.action is None or may(person, link.action))

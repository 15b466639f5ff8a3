"""The pages of the help: one for each role, and those that explain what everybody reads."""

from dataclasses import dataclass

from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.people import Role


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page below /hilfe/; `purpose` says in one sentence what it is good for."""

    name: str
    title: str
    purpose: str
    role: Role | None = None

    @property
    def address(self) -> str:
        """Where the page stands."""
        return f"/hilfe/{self.name}"


ROLE_PAGES = (
    HelpPage(
        "projektleitung",
        "Hilfe für Projektleitungen",
        "Sie melden zweimal im Jahr, wie weit Ihr Baustein oder Projekt ist.",
        Role.PARTNER,
    ),
    HelpPage(
        "programmkoordination",
        "Hilfe für die Programmkoordination",
        "Sie holen die Meldungen ein, pflegen die Stammdaten und bereiten den Bericht vor.",
        Role.EDITOR,
    ),
    HelpPage(
        "geschaeftsstelle",
        "Hilfe für die Geschäftsstelle",
        "Sie bestätigen Meldungen und geben den Bericht zum Versand, immer als zweite Person.",
        Role.APPROVER,
    ),
    HelpPage(
        "haushaltsstelle",
        "Hilfe für die Haushaltsstelle",
        "Sie erfassen Beschlüsse und Beträge; aus ihnen entstehen alle Summen.",
        Role.BUDGET_OFFICER,
    ),
    HelpPage(
        "sitzungsdienst",
        "Hilfe für den Sitzungsdienst",
        "Sie tragen Sitzung, Vorlage und Tagesordnungspunkt ein und veröffentlichen den Bericht.",
        Role.SESSION_OFFICE,
    ),
    HelpPage(
        "mitglied",
        "Hilfe für Mitglieder, Öffentlichkeit und Presse",
        "Sie wollen wissen, wie weit das Programm ist und wer was bezahlt.",
        Role.MEMBER,
    ),
    HelpPage(
        "pruefung",
        "Hilfe für die Rechnungsprüfung",
        "Sie prüfen, woher eine Zahl kommt und wer was wann geändert hat.",
        Role.AUDITOR,
    ),
    HelpPage(
        "administration",
        "Hilfe für die Administration",
        "Sie richten Zugänge ein und halten das Programm in Betrieb.",
        Role.ADMIN,
    ),
)
"""One for each role of the vocabulary."""

TOPIC_PAGES = (
    HelpPage(
        "einschaetzungen",
        "Was die Einschätzungen bedeuten",
        "Was „planmäßig“, „Abweichung“ und die anderen Wörter heißen und ab wann sie gelten.",
    ),
    HelpPage(
        "zahlen",
        "Wie die Zahlen gezählt werden",
        "Was in welcher Summe steckt, wie gerechnet wird und worauf sich Prozente beziehen.",
    ),
    HelpPage("begriffe", "Begriffe und Aussprache", "Was die Wörter heißen und wie man die Namen spricht."),
    HelpPage(
        "hoeren",
        "Tastatur, Vorlesen, Schriftgröße",
        "Wie Sie die Seiten ohne Maus bedienen, vorlesen lassen und vergrößern.",
    ),
)
"""What everybody may look up."""


def help_page(name: str) -> HelpPage | None:
    """Return the page of this name."""
    return next((page for page in (*ROLE_PAGES, *TOPIC_PAGES) if page.name == name), None)


def own_pages(person: Person) -> tuple[HelpPage, ...]:
    """Return the pages for what the person does."""
    return tuple(page for page in ROLE_PAGES if page.role in person.roles)

"""Who may do what: one table of actions and roles, and the few conditions that depend on the thing.

Roles: decisions.md 4; what must never be visible to whom: users.md 3.2.
"""

from dataclasses import dataclass
from enum import StrEnum

from vrs_tracker.domain.vocabulary.people import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whoever acts.

    `key` identifies the person across accounts; `blocks` are the slugs of a project lead's own. `unit` is
    what others may see instead of a name. A guest came through a personal link and has no account. The
    public has no key and no role.
    """

    key: str = ""
    unit: str = ""
    roles: frozenset[Role] = frozenset()
    blocks: frozenset[str] = frozenset()
    is_guest: bool = False

    @property
    def is_signed_in(self) -> bool:
        """Whether this is somebody we know."""
        return bool(self.key)


PUBLIC = Person()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What an action is about, as far as permission depends on it."""

    block: str | None = None
    is_public: bool = True
    filed_by: str | None = None


ANY_MEMBER = Person(key="mitglied", unit="Ein Mitglied des Ausschusses", roles=frozenset({Role.MEMBER}))
"""Whom the history names when a member reads: who of them read what is nobody's business (users.md 3.2)."""


class Action(StrEnum):
    """Everything that needs permission."""

    READ_PUBLISHED = "read_published"
    READ_RELEASED = "read_released"
    READ_NONPUBLIC = "read_nonpublic"
    READ_LIVE = "read_live"
    READ_HISTORY = "read_history"
    READ_TASKS = "read_tasks"
    FILE_UPDATE = "file_update"
    CONFIRM_UPDATE = "confirm_update"
    SEND_REMINDER = "send_reminder"
    EDIT_PROGRAMME = "edit_programme"
    EDIT_NETWORK = "edit_network"
    BOOK_MONEY = "book_money"
    PROPOSE_SHARE = "propose_share"
    READ_PROPOSALS = "read_proposals"
    CONFIRM_BOOKING = "confirm_booking"
    PREPARE_REPORT = "prepare_report"
    EDIT_SESSION = "edit_session"
    MOVE_PERIOD = "move_period"
    MANAGE_ACCOUNTS = "manage_accounts"
    KEEP_ACCOUNT = "keep_account"


R = Role
EVERYBODY = frozenset(Role)
STAFF = frozenset({R.EDITOR, R.APPROVER, R.BUDGET_OFFICER, R.AUDITOR})

SEE_WITHHELD = STAFF | {R.SESSION_OFFICE}
"""Who sees what is not public; a project lead sees it for the own block, a member in the annex only."""

ROLES: dict[Action, frozenset[Role]] = {
    Action.READ_PUBLISHED: EVERYBODY,
    Action.READ_RELEASED: STAFF | {R.SESSION_OFFICE, R.MEMBER, R.PARTNER},
    Action.READ_NONPUBLIC: SEE_WITHHELD | {R.MEMBER},
    Action.READ_LIVE: STAFF | {R.PARTNER},
    Action.READ_HISTORY: STAFF,
    Action.READ_TASKS: EVERYBODY - {R.MEMBER},
    Action.FILE_UPDATE: frozenset({R.EDITOR, R.PARTNER}),
    Action.CONFIRM_UPDATE: frozenset({R.APPROVER}),
    Action.SEND_REMINDER: frozenset({R.EDITOR, R.APPROVER}),
    Action.EDIT_PROGRAMME: frozenset({R.EDITOR, R.APPROVER}),
    Action.EDIT_NETWORK: frozenset({R.EDITOR, R.APPROVER}),
    Action.BOOK_MONEY: frozenset({R.BUDGET_OFFICER}),
    Action.PROPOSE_SHARE: frozenset({R.PARTNER}),
    Action.READ_PROPOSALS: frozenset({R.PARTNER, R.EDITOR, R.APPROVER, R.BUDGET_OFFICER}),
    Action.CONFIRM_BOOKING: frozenset({R.APPROVER, R.BUDGET_OFFICER}),
    Action.PREPARE_REPORT: frozenset({R.EDITOR, R.APPROVER}),
    Action.EDIT_SESSION: frozenset({R.EDITOR, R.APPROVER, R.SESSION_OFFICE}),
    Action.MOVE_PERIOD: frozenset({R.EDITOR, R.APPROVER, R.SESSION_OFFICE}),
    Action.MANAGE_ACCOUNTS: frozenset({R.ADMIN}),
    Action.KEEP_ACCOUNT: EVERYBODY,
}
"""Which roles an action needs; one of them is enough."""

OWN_BLOCK_ONLY = frozenset(
    {Action.READ_LIVE, Action.FILE_UPDATE, Action.PROPOSE_SHARE, Action.READ_PROPOSALS}
)
"""What a project lead may do for the own block only."""

SECOND_PERSON = frozenset({Action.CONFIRM_UPDATE, Action.CONFIRM_BOOKING})
"""What nobody does to the own work."""

REFUSALS: dict[Action, str] = {
    Action.READ_PUBLISHED: (
        "Dieser Bericht ist noch nicht veröffentlicht. Veröffentlichte Berichte finden Sie unter „Berichte“."
    ),
    Action.READ_RELEASED: (
        "Dieser Bericht ist noch nicht veröffentlicht. Veröffentlichte Berichte finden Sie unter „Berichte“."
    ),
    Action.READ_NONPUBLIC: (
        "Die nichtöffentliche Ausgabe ist den Mitgliedern des Ausschusses und der Verwaltung vorbehalten. "
        "Den öffentlichen Bericht finden Sie unter „Berichte“."
    ),
    Action.READ_LIVE: (
        "Der Arbeitsstand ist den Beteiligten vorbehalten. Den bestätigten Stand finden Sie im neuesten "
        "Bericht unter „Berichte“."
    ),
    Action.READ_HISTORY: (
        "Der Verlauf ist der Verwaltung vorbehalten. Änderungen seit dem letzten Bericht stehen im Bericht "
        "unter Nummer 5."
    ),
    Action.READ_TASKS: (
        "Aufgaben gibt es nur für Beteiligte an der Meldung. Den Stand des Programms finden Sie unter "
        "„Übersicht“."
    ),
    Action.FILE_UPDATE: (
        "Diese Meldung ist der Projektleitung und der Programmkoordination vorbehalten. Den bestätigten "
        "Stand finden Sie auf der Seite des Bausteins."
    ),
    Action.CONFIRM_UPDATE: (
        "Meldungen bestätigt die Geschäftsstelle. Den Stand der Meldungen finden Sie unter „Meine Aufgaben“."
    ),
    Action.SEND_REMINDER: (
        "Erinnerungen verschickt die Programmkoordination. Was noch fehlt, finden Sie unter „Meine Aufgaben“."
    ),
    Action.EDIT_PROGRAMME: (
        "Stammdaten ändert die Programmkoordination. Stimmt etwas nicht, schreiben Sie ihr."
    ),
    Action.EDIT_NETWORK: (
        "Diese Angaben pflegt die Programmkoordination. Stimmt etwas nicht, schreiben Sie ihr."
    ),
    Action.BOOK_MONEY: (
        "Diese Seite ist der Haushaltsstelle vorbehalten. Den Stand der Mittel finden Sie unter „Finanzen“."
    ),
    Action.PROPOSE_SHARE: (
        "Beträge schlägt die Projektleitung für den eigenen Baustein vor. Den Stand der Mittel finden Sie "
        "unter „Finanzen“."
    ),
    Action.READ_PROPOSALS: (
        "Vorgeschlagene Beträge sieht nur, wer sie vorgeschlagen hat oder prüft. Den Stand der Mittel finden "
        "Sie unter „Finanzen“."
    ),
    Action.CONFIRM_BOOKING: (
        "Buchungen bestätigt als zweite Person die Geschäftsstelle oder die Haushaltsstelle. Den Stand der "
        "Mittel finden Sie unter „Finanzen“."
    ),
    Action.PREPARE_REPORT: (
        "Den Bericht bereiten Programmkoordination und Geschäftsstelle vor. Fertige Berichte finden Sie "
        "unter „Berichte“."
    ),
    Action.EDIT_SESSION: "Sitzungsdaten pflegt der Sitzungsdienst. Den Termin finden Sie im Bericht.",
    Action.MOVE_PERIOD: (
        "Diesen Schritt macht die Geschäftsstelle. Den Stand des Halbjahres finden Sie unter „Berichte“."
    ),
    Action.KEEP_ACCOUNT: (
        "Ein Passwort hat nur, wer mit eigenem Zugang angemeldet ist. Mit einem persönlichen Link brauchen "
        "Sie keines."
    ),
    Action.MANAGE_ACCOUNTS: (
        "Zugänge verwaltet die Administration. Fehlt Ihnen ein Recht, wenden Sie sich an sie."
    ),
}
"""What a person reads who may not: what it is and where to find what they probably want."""


def may(person: Person, action: Action, thing: Thing | None = None) -> bool:
    """Whether the person may do this to the thing.

    A project lead sees and files only the own block; what is not public is for staff and the own project
    lead. Nobody confirms what they filed themselves: the person is compared, not the account.
    """
    if action is Action.READ_PUBLISHED and (thing is None or thing.is_public):
        return True
    if action is Action.KEEP_ACCOUNT and person.is_guest:
        return False
    fitting = person.roles & ROLES[action]
    if thing is None or not fitting:
        return bool(fitting)
    if action in SECOND_PERSON and thing.filed_by == person.key:
        return False
    owns = thing.block in person.blocks
    if fitting == {Role.PARTNER} and action in OWN_BLOCK_ONLY:
        return owns
    return thing.is_public or owns or bool(person.roles & SEE_WITHHELD)

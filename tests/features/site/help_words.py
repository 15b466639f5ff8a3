"""The pages of which the help speaks, in the demonstration: who opens them and where they stand."""

from typing import NamedTuple

from vrs_tracker.seeding.demo.people import BUDGET_OFFICE, EDITING, HEAD_OFFICE, PROJECT_LEAD, SESSION_OFFICE

VISITOR, COMMITTEE_MEMBER, AUDITOR, ADMINISTRATION = "", "mitglied", "pruefung", "administration"
PUBLISHED, RUNNING = "2026-H1", "2026-H2"


class Shown(NamedTuple):
    """A page and the log-in that opens it."""

    path: str
    who: str = VISITOR


PREPARE = f"/berichte/{RUNNING}/vorbereiten"
SPOKEN_OF: dict[str, Shown] = {
    "overview": Shown("/"),
    "blocks": Shown("/bausteine/"),
    "block": Shown("/bausteine/ki-im-bau"),
    "reports": Shown("/berichte/"),
    "report": Shown(f"/berichte/{PUBLISHED}"),
    "leaf": Shown(f"/berichte/{PUBLISHED}/alle-bausteine"),
    "issues-member": Shown(f"/berichte/{PUBLISHED}/ausgaben", COMMITTEE_MEMBER),
    "issues-session": Shown(f"/berichte/{PUBLISHED}/ausgaben", SESSION_OFFICE),
    "check": Shown("/berichte/pruefen"),
    "resolutions": Shown("/beschluesse/"),
    "finances": Shown("/finanzen/"),
    "tasks-lead": Shown("/aufgaben", PROJECT_LEAD),
    "update": Shown("/bausteine/aiexpress/meldung", PROJECT_LEAD),
    "update-filed": Shown("/bausteine/aitransform/meldung", PROJECT_LEAD),
    "tasks-editor": Shown("/aufgaben", EDITING),
    "update-office": Shown("/bausteine/aiexpress/meldung", EDITING),
    "reminder": Shown("/bausteine/aiexpress/meldung/erinnerung", EDITING),
    "reports-staff": Shown("/berichte/", EDITING),
    "new-period": Shown("/berichte/neu", EDITING),
    "prepare-editor": Shown(PREPARE, EDITING),
    "block-editor": Shown("/bausteine/ki-xc", EDITING),
    "new-risk": Shown("/risiken/neu", EDITING),
    "history-editor": Shown("/verlauf/block/3", EDITING),
    "start": Shown(f"/berichte/{RUNNING}/start", EDITING),
    "freeze": Shown(f"/berichte/{RUNNING}/freeze", EDITING),
    "tasks-approver": Shown("/aufgaben", HEAD_OFFICE),
    "review": Shown("/bausteine/aitransform/meldung/pruefen", HEAD_OFFICE),
    "prepare": Shown(PREPARE, HEAD_OFFICE),
    "release": Shown(f"/berichte/{RUNNING}/release", HEAD_OFFICE),
    "reopen": Shown(f"/berichte/{RUNNING}/reopen", HEAD_OFFICE),
    "publish": Shown(f"/berichte/{RUNNING}/publish", HEAD_OFFICE),
    "tasks-budget": Shown("/aufgaben", BUDGET_OFFICE),
    "new-resolution": Shown("/beschluesse/neu", BUDGET_OFFICE),
    "new-amount": Shown("/finanzen/buchungen/neu", BUDGET_OFFICE),
    "bookings": Shown("/finanzen/buchungen", BUDGET_OFFICE),
    "tasks-session": Shown("/aufgaben", SESSION_OFFICE),
    "session": Shown(f"/berichte/{RUNNING}/sitzung", SESSION_OFFICE),
    "publish-session": Shown(f"/berichte/{RUNNING}/publish", SESSION_OFFICE),
    "tasks-audit": Shown("/aufgaben", AUDITOR),
    "bookings-audit": Shown("/finanzen/buchungen", AUDITOR),
    "block-audit": Shown("/bausteine/ki-im-bau", AUDITOR),
    "tasks-admin": Shown("/aufgaben", ADMINISTRATION),
    "accounts": Shown("/zugaenge/", ADMINISTRATION),
    "account": Shown("/zugaenge/2", ADMINISTRATION),
    "new-account": Shown("/zugaenge/neu", ADMINISTRATION),
    "history": Shown("/verlauf/block/1", AUDITOR),
}
"""Pages that lie there; `reminder-with-link` and `link` are made by the test itself."""

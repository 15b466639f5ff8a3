"""The pages of which the help speaks, in the demonstration: who opens them and where they stand."""

from typing import NamedTuple

from vrs_tracker.seeding.demo.people import BUDGET_OFFICE, EDITING, HEAD_OFFICE, PROJECT_LEAD, SESSION_OFFICE

VISITOR, COMMITTEE_MEMBER, AUDITOR, ADMINISTRATION = "", "mitglied", "pruefung", "administration"
CORRECTED, PUBLISHED, RUNNING = "2025-H2", "2026-H1", "2026-H2"


class Shown(NamedTuple):
    """A page and the log-in that opens it."""

    path: str
    who: str = VISITOR


ISSUES, SUPPLEMENT = f"/berichte/{PUBLISHED}/ausgaben", f"/berichte/{PUBLISHED}/ergaenzung"
PREPARE = f"/berichte/{RUNNING}/vorbereiten"
SPOKEN_OF: dict[str, Shown] = {
    "overview": Shown("/"),
    "blocks": Shown("/bausteine/"),
    "block": Shown("/bausteine/ki-im-bau"),
    "reports": Shown("/berichte/"),
    "report": Shown(f"/berichte/{PUBLISHED}"),
    "leaf": Shown(f"/berichte/{PUBLISHED}/alle-bausteine"),
    "report-corrected": Shown(f"/berichte/{CORRECTED}"),
    "citation": Shown(f"/berichte/{PUBLISHED}/nr/6.5.3"),
    "reading": Shown(f"/berichte/{PUBLISHED}/vorlesen"),
    "screens": Shown(f"/berichte/{PUBLISHED}/projektor"),
    "screen": Shown(f"/berichte/{PUBLISHED}/projektor/bausteine"),
    "issues-member": Shown(ISSUES, COMMITTEE_MEMBER),
    "issues-session": Shown(ISSUES, SESSION_OFFICE),
    "issues-audit": Shown(ISSUES, AUDITOR),
    "supplement": Shown(SUPPLEMENT, EDITING),
    "supplement-lines": Shown(f"{SUPPLEMENT}/aussage?nummer=2.0.1", EDITING),
    "supplement-line": Shown(f"{SUPPLEMENT}/aussage?nummer=2.0.1&zeile=0", EDITING),
    "supplement-approver": Shown(SUPPLEMENT, HEAD_OFFICE),
    "supplement-session": Shown(f"{SUPPLEMENT}/sitzung", SESSION_OFFICE),
    "check": Shown("/berichte/pruefen"),
    "resolutions": Shown("/beschluesse/"),
    "finances": Shown("/finanzen/", BUDGET_OFFICE),
    "figure-public": Shown("/zahlen/ausgezahlt"),
    "corrections": Shown("/berichtigungen"),
    "evidence": Shown("/belege/"),
    "tasks-lead": Shown("/aufgaben", PROJECT_LEAD),
    "update": Shown("/bausteine/aiexpress/meldung", PROJECT_LEAD),
    "update-filed": Shown("/bausteine/aitransform/meldung", PROJECT_LEAD),
    "new-proposal": Shown("/vorschlaege/neu", PROJECT_LEAD),
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
    "confirmations": Shown("/finanzen/bestaetigungen", HEAD_OFFICE),
    "prepare": Shown(PREPARE, HEAD_OFFICE),
    "prepare-published": Shown(f"/berichte/{PUBLISHED}/vorbereiten", HEAD_OFFICE),
    "release": Shown(f"/berichte/{RUNNING}/release", HEAD_OFFICE),
    "reopen": Shown(f"/berichte/{RUNNING}/reopen", HEAD_OFFICE),
    "publish": Shown(f"/berichte/{RUNNING}/publish", HEAD_OFFICE),
    "tasks-budget": Shown("/aufgaben", BUDGET_OFFICE),
    "new-resolution": Shown("/beschluesse/neu", BUDGET_OFFICE),
    "new-amount": Shown("/finanzen/buchungen/neu", BUDGET_OFFICE),
    "bookings": Shown("/finanzen/buchungen", BUDGET_OFFICE),
    "budget": Shown("/finanzen/haushalt", BUDGET_OFFICE),
    "new-appropriation": Shown("/finanzen/veranschlagung/neu", BUDGET_OFFICE),
    "new-budget-block": Shown("/finanzen/sperrvermerk/neu", BUDGET_OFFICE),
    "new-release": Shown("/finanzen/freigabe/neu", BUDGET_OFFICE),
    "confirmations-budget": Shown("/finanzen/bestaetigungen", BUDGET_OFFICE),
    "balance": Shown(f"/finanzen/abgleich/{RUNNING}", BUDGET_OFFICE),
    "uploads": Shown("/finanzen/einlesen", BUDGET_OFFICE),
    "proposals": Shown("/vorschlaege/", BUDGET_OFFICE),
    "figure": Shown("/zahlen/ausgezahlt", BUDGET_OFFICE),
    "tasks-session": Shown("/aufgaben", SESSION_OFFICE),
    "session": Shown(f"/berichte/{RUNNING}/sitzung", SESSION_OFFICE),
    "publish-session": Shown(f"/berichte/{RUNNING}/publish", SESSION_OFFICE),
    "tasks-audit": Shown("/aufgaben", AUDITOR),
    "bookings-audit": Shown("/finanzen/buchungen", AUDITOR),
    "finances-audit": Shown("/finanzen/", AUDITOR),
    "block-audit": Shown("/bausteine/ki-im-bau", AUDITOR),
    "tasks-admin": Shown("/aufgaben", ADMINISTRATION),
    "accounts": Shown("/zugaenge/", ADMINISTRATION),
    "account": Shown("/zugaenge/2", ADMINISTRATION),
    "new-account": Shown("/zugaenge/neu", ADMINISTRATION),
    "history": Shown("/verlauf/block/1", AUDITOR),
}
"""Pages that lie there; `file`, `file-wrong`, `reminder-with-link` and `link` are made by the test itself."""

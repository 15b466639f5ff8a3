"""Who may call which route: one line a route. tests/features/test_access.py walks through all of it.

A new route needs a line here and one in tests/architecture/routes.txt. A line says:

    Route("GET /finanzen/buchungen", BOOKKEEPERS)                    # these roles, everybody else is refused
    Route("GET /berichte/", EVERYBODY)                               # visitors too
    Route("POST /bausteine/<slug>/meldung", {Role.EDITOR, Role.PARTNER}, values=block_slug)

- `roles` are those who pass; `EVERYBODY` includes visitors. Others get 403, visitors are asked to sign in.
- `values` makes the data that the address names and returns its variables. It is called with the test's
  session and a `Case`: once with the project lead's own block and once with a foreign one, each of them once
  public and once not. Addresses without variables need none.
- `own_block_only`: a project lead among `roles` passes for the own block only.
- `non_public` are the roles that pass for a thing that is not public; None: it makes no difference.
- `anonymous_answer`: what a visitor gets instead of the sign-in page, such as 404 for what must not be known.
- A role that passes may get any answer but 403, 404, 5xx and the sign-in page: an empty post may well be
  refused by its rules (422). `answers` names other answers that are right for those who pass.
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from tests.features import record_addresses as records
from tests.features.access_route import EVERYBODY, Case, Route
from tests.features.exchange import access_values as exchange
from tests.features.finance import evidence_rows as evidence
from tests.features.progress import access_values as progress
from tests.features.reporting import report_addresses as reporting
from vrs_tracker.domain.vocabulary.people import Role


def block_slug(_session: Session, case: Case) -> Mapping[str, str | int]:
    """The variable of addresses such as /bausteine/<slug>/meldung."""
    return {"slug": case.block}


def help_of_role(_session: Session, _case: Case) -> Mapping[str, str | int]:
    """The variable of /hilfe/<name>."""
    return {"name": "projektleitung"}


def any_figure(_session: Session, _case: Case) -> Mapping[str, str | int]:
    """The variable of /zahlen/<figure>."""
    return {"figure": "ausgezahlt"}


SLOT = "<any(proposed_resolution, assessment, network, cooperative, calls, outlook):slot>"
PROPOSAL = "/vorschlaege/<int:proposal_id>"
OF_THING = (
    "/belege/<any(beschluesse, buchungen, veranschlagung, sperrvermerk, freigabe, haushaltssperre):word>"
    "/<int:thing_id>"
)
FILE = "/finanzen/einlesen/<int:import_id>"
MONEY = "<any(buchungen, veranschlagung, sperrvermerk, freigabe, haushaltssperre):kind>"
COOPERATIVE = "<any(mitglieder, beitraege, ereignisse, namen):kind>"
ORGANISATION = "/akteure/organisationen/<int:organisation_id>"
OF_COOPERATIVE = f"/genossenschaft/{COOPERATIVE}/<int:row_id>"
ADMINISTRATORS = frozenset({Role.ADMIN})
BOOKKEEPERS = frozenset({Role.BUDGET_OFFICER})
COORDINATORS = frozenset({Role.EDITOR, Role.APPROVER})
REPORTERS = frozenset({Role.EDITOR, Role.PARTNER})
STEP = "<any(start, close, freeze, reopen, release, publish, correct):step>"
LEADS = frozenset({Role.PARTNER})
PROPOSAL_READERS = COORDINATORS | BOOKKEEPERS | LEADS
STAFF = COORDINATORS | BOOKKEEPERS | {Role.AUDITOR}
SESSION_STAFF = COORDINATORS | {Role.SESSION_OFFICE}
NONPUBLIC_READERS = STAFF | {Role.SESSION_OFFICE, Role.MEMBER}

TABLE: tuple[Route, ...] = (
    # accounts
    Route("GET /anmelden", EVERYBODY),
    Route("POST /anmelden", EVERYBODY),
    Route("POST /abmelden", EVERYBODY),
    Route("GET /link/<secret>", EVERYBODY, values=progress.secret_of_link),
    Route("POST /link", EVERYBODY),
    Route("GET /zugang", frozenset(Role)),
    Route("POST /zugang", frozenset(Role)),
    Route("GET /zugaenge/", ADMINISTRATORS),
    Route("GET /zugaenge/neu", ADMINISTRATORS),
    Route("POST /zugaenge/neu", ADMINISTRATORS),
    Route("GET /zugaenge/<int:account_id>", ADMINISTRATORS, values=records.account),
    Route("GET /zugaenge/<int:account_id>/bearbeiten", ADMINISTRATORS, values=records.account),
    Route("POST /zugaenge/<int:account_id>/bearbeiten", ADMINISTRATORS, values=records.account),
    Route("GET /zugaenge/<int:account_id>/einmalpasswort", ADMINISTRATORS, values=records.account),
    Route("POST /zugaenge/<int:account_id>/passwort", ADMINISTRATORS, values=records.account),
    Route("POST /zugaenge/<int:account_id>/sperren", ADMINISTRATORS, values=records.account),
    Route("POST /zugaenge/<int:account_id>/oeffnen", ADMINISTRATORS, values=records.account),
    Route("POST /zugaenge/<int:account_id>/rollen", ADMINISTRATORS, values=records.account),
    Route(
        "POST /zugaenge/<int:account_id>/rollen/<int:grant_id>/entziehen",
        ADMINISTRATORS,
        values=records.role_of_account,
    ),
    # actors
    Route("GET /akteure/", COORDINATORS),
    Route("GET /akteure/gemeinden/neu", COORDINATORS),
    Route("POST /akteure/gemeinden/neu", COORDINATORS),
    Route("GET /akteure/organisationen/neu", COORDINATORS),
    Route("POST /akteure/organisationen/neu", COORDINATORS),
    Route(
        "GET /akteure/organisationen/<int:organisation_id>/bearbeiten",
        COORDINATORS,
        values=records.organisation,
    ),
    Route(
        "POST /akteure/organisationen/<int:organisation_id>/bearbeiten",
        COORDINATORS,
        values=records.organisation,
    ),
    Route("GET /akteure/gremien/neu", COORDINATORS),
    Route("POST /akteure/gremien/neu", COORDINATORS),
    Route("GET /akteure/gremien/<int:body_id>/bearbeiten", COORDINATORS, values=records.deciding_body),
    Route("POST /akteure/gremien/<int:body_id>/bearbeiten", COORDINATORS, values=records.deciding_body),
    # dashboard
    Route("GET /", EVERYBODY),
    Route("GET /bausteine/", EVERYBODY),
    Route("GET /bausteine/<slug>", EVERYBODY, values=block_slug),
    Route("GET /berichtigungen", EVERYBODY),
    Route("GET /vergleich", EVERYBODY, answers={404}),
    Route("GET /beschluesse/", EVERYBODY),
    Route("GET /zahlen/", EVERYBODY),
    Route("GET /zahlen/<figure>", EVERYBODY, values=any_figure),
    Route("GET /finanzen/", EVERYBODY),
    Route("GET /finanzen/gemeinsame-foerderung", EVERYBODY),
    Route("GET /finanzen/haushalt", EVERYBODY),
    Route("GET /finanzen/zustaendigkeit", BOOKKEEPERS),
    Route("GET /finanzen/sperrvermerk/<int:row_id>/zustaendigkeit", BOOKKEEPERS, values=records.blocked),
    Route("POST /finanzen/sperrvermerk/<int:row_id>/zustaendigkeit", BOOKKEEPERS, values=records.blocked),
    Route("GET /finanzen/was-waere-wenn", BOOKKEEPERS),
    Route("POST /finanzen/was-waere-wenn", BOOKKEEPERS),
    Route("GET /genossenschaft", EVERYBODY),
    Route("GET /meilensteine/", EVERYBODY),
    Route("GET /netzwerk", EVERYBODY),
    Route("GET /risiken/", EVERYBODY),
    # finance
    Route("GET /finanzen/buchungen", STAFF),
    Route("GET /finanzen/buchungen.csv", STAFF),
    Route("GET /finanzen/buchungen.xlsx", STAFF),
    Route("GET /finanzen/foerderregeln", EVERYBODY),
    Route("GET /finanzen/foerderregeln/neu", BOOKKEEPERS),
    Route("POST /finanzen/foerderregeln/neu", BOOKKEEPERS),
    Route("GET /finanzen/foerderregeln/<int:rule_id>/beenden", BOOKKEEPERS, values=records.funding_rule),
    Route("POST /finanzen/foerderregeln/<int:rule_id>/beenden", BOOKKEEPERS, values=records.funding_rule),
    Route(f"GET /finanzen/{MONEY}/neu", BOOKKEEPERS, values=records.money_kind),
    Route(f"POST /finanzen/{MONEY}/neu", BOOKKEEPERS, values=records.money_kind),
    Route(f"GET /finanzen/{MONEY}/<int:row_id>", STAFF, values=records.booking),
    Route(f"GET /finanzen/{MONEY}/<int:row_id>/bearbeiten", BOOKKEEPERS, values=records.draft),
    Route(f"POST /finanzen/{MONEY}/<int:row_id>/bearbeiten", BOOKKEEPERS, values=records.draft),
    Route(f"GET /finanzen/{MONEY}/<int:row_id>/buchen", BOOKKEEPERS, values=records.draft),
    Route(f"POST /finanzen/{MONEY}/<int:row_id>/buchen", BOOKKEEPERS, values=records.draft),
    Route(f"POST /finanzen/{MONEY}/<int:row_id>/uebernehmen", BOOKKEEPERS, values=records.draft),
    Route(f"POST /finanzen/{MONEY}/<int:row_id>/verwerfen", BOOKKEEPERS, values=records.draft),
    Route("GET /belege/", EVERYBODY),
    Route(f"GET {OF_THING}", STAFF, values=evidence.thing),
    Route(f"POST {OF_THING}", BOOKKEEPERS, values=evidence.thing),
    Route("GET /belege/<int:use_id>/<file_name>", EVERYBODY, values=evidence.open_document),
    Route("GET /belege/<int:use_id>/zuruecknehmen", BOOKKEEPERS | LEADS, values=evidence.use_of_proposal),
    Route("POST /belege/<int:use_id>/zuruecknehmen", BOOKKEEPERS | LEADS, values=evidence.use_of_proposal),
    Route("GET /vorschlaege/", PROPOSAL_READERS),
    Route("GET /vorschlaege/neu", LEADS),
    Route("POST /vorschlaege/neu", LEADS),
    Route(f"GET {PROPOSAL}", PROPOSAL_READERS, values=evidence.proposal),
    Route(f"GET {PROPOSAL}/bearbeiten", LEADS, values=evidence.proposal),
    *(Route(f"POST {PROPOSAL}/{step}", LEADS, evidence.proposal) for step in ("bearbeiten", "zurueckziehen")),
    Route(f"GET {PROPOSAL}/uebernehmen", BOOKKEEPERS, values=evidence.proposal),
    Route(f"POST {PROPOSAL}/rueckfrage", BOOKKEEPERS, evidence.proposal),
    Route(f"POST {PROPOSAL}/uebernehmen", BOOKKEEPERS, evidence.proposal),
    Route("GET /finanzen/bestaetigungen", STAFF),
    Route("GET /finanzen/summen", STAFF),
    Route("GET /finanzen/bestaetigungen/<int:request_id>", STAFF, values=records.confirmation),
    Route(
        "POST /finanzen/bestaetigungen/<int:request_id>",
        BOOKKEEPERS | {Role.APPROVER},
        values=records.confirmation,
    ),
    Route("GET /finanzen/einlesen", STAFF),
    Route("POST /finanzen/einlesen", BOOKKEEPERS),
    Route(f"GET {FILE}", STAFF, values=exchange.file_of_money),
    Route(f"GET {FILE}/kommentiert.xlsx", STAFF, values=exchange.file_of_money),
    Route(f"POST {FILE}/spalten", BOOKKEEPERS, values=exchange.file_of_money),
    Route(f"POST {FILE}/buchen", BOOKKEEPERS, values=exchange.file_of_money),
    Route(f"POST {FILE}/verwerfen", BOOKKEEPERS, values=exchange.file_of_money),
    Route(f"GET {FILE}/zuruecknehmen", BOOKKEEPERS, values=exchange.file_of_money),
    Route(f"POST {FILE}/zuruecknehmen", BOOKKEEPERS, values=exchange.file_of_money),
    Route("GET /finanzen/abgleich", STAFF),
    Route("GET /finanzen/abgleich/<code>", STAFF, values=progress.half_year_code),
    Route("POST /finanzen/abgleich/<code>", BOOKKEEPERS, values=progress.half_year_code),
    Route("GET /finanzen/abgleich/<code>/einlesen", BOOKKEEPERS, values=progress.half_year_code),
    Route("POST /finanzen/abgleich/<code>/einlesen", BOOKKEEPERS, values=progress.half_year_code),
    Route("POST /finanzen/abgleich/<code>/einlesen/speichern", BOOKKEEPERS, values=progress.half_year_code),
    Route("GET /finanzen/entwuerfe/buchen", BOOKKEEPERS),
    Route("POST /finanzen/entwuerfe/buchen", BOOKKEEPERS),
    Route(f"GET /finanzen/{MONEY}/<int:row_id>/zuruecknehmen", BOOKKEEPERS, values=records.booking),
    Route(f"POST /finanzen/{MONEY}/<int:row_id>/zuruecknehmen", BOOKKEEPERS, values=records.booking),
    Route("GET /beschluesse/neu", BOOKKEEPERS),
    Route("POST /beschluesse/neu", BOOKKEEPERS),
    Route("GET /beschluesse/<int:resolution_id>/bearbeiten", BOOKKEEPERS, values=records.resolution),
    Route("POST /beschluesse/<int:resolution_id>/bearbeiten", BOOKKEEPERS, values=records.resolution),
    # network
    Route("GET /netzwerk/angaben", COORDINATORS),
    Route("GET /netzwerk/neu", COORDINATORS),
    Route("POST /netzwerk/neu", COORDINATORS),
    Route("GET /netzwerk/<int:row_id>/bearbeiten", COORDINATORS, values=records.event),
    Route("POST /netzwerk/<int:row_id>/bearbeiten", COORDINATORS, values=records.event),
    Route(f"GET /genossenschaft/{COOPERATIVE}/neu", COORDINATORS, values=records.cooperative_kind),
    Route(f"POST /genossenschaft/{COOPERATIVE}/neu", COORDINATORS, values=records.cooperative_kind),
    Route(
        f"GET /genossenschaft/{COOPERATIVE}/<int:row_id>/bearbeiten",
        COORDINATORS,
        values=records.cooperative_member,
    ),
    Route(
        f"POST /genossenschaft/{COOPERATIVE}/<int:row_id>/bearbeiten",
        COORDINATORS,
        values=records.cooperative_member,
    ),
    Route("GET /genossenschaft/mitglieder/<int:row_id>/austritt", COORDINATORS, values=records.member),
    Route("POST /genossenschaft/mitglieder/<int:row_id>/austritt", COORDINATORS, values=records.member),
    # periods
    Route("GET /berichte/neu", COORDINATORS),
    Route("POST /berichte/neu", COORDINATORS),
    Route("GET /berichte/<code>/sitzung", SESSION_STAFF, values=progress.half_year_code),
    Route("POST /berichte/<code>/sitzung", SESSION_STAFF, values=progress.half_year_code),
    Route(f"GET /berichte/<code>/texte/{SLOT}", COORDINATORS, values=progress.report_text),
    Route(f"POST /berichte/<code>/texte/{SLOT}", COORDINATORS, values=progress.report_text),
    # progress
    Route("GET /aufgaben", frozenset(Role) - {Role.MEMBER}),
    Route("GET /bausteine/<slug>/meldung", REPORTERS, values=block_slug),
    Route("POST /bausteine/<slug>/meldung", REPORTERS, values=block_slug),
    Route("POST /bausteine/<slug>/meldung/entwurf", REPORTERS, values=block_slug),
    Route("POST /bausteine/<slug>/meldung/zurueckholen", REPORTERS, values=progress.block_with_update),
    Route("GET /bausteine/<slug>/meldung/vorschau", REPORTERS, values=block_slug, answers={404}),
    Route("GET /bausteine/<slug>/meldung/pruefen", {Role.APPROVER}, values=progress.block_with_update),
    Route("POST /bausteine/<slug>/meldung/pruefen", {Role.APPROVER}, values=progress.block_with_update),
    Route("POST /bausteine/<slug>/meldung/<code>/mittel", BOOKKEEPERS, values=progress.money_news),
    Route("GET /bausteine/<slug>/meldung/erinnerung", COORDINATORS, values=progress.block_to_remind),
    Route("POST /bausteine/<slug>/meldung/erinnerung", COORDINATORS, values=progress.block_to_remind),
    Route(
        "POST /bausteine/<slug>/meldung/erinnerung/<int:link_id>/zurueckziehen",
        COORDINATORS,
        values=progress.link_of_block,
    ),
    Route("GET /bausteine/<slug>/meilensteine/neu", REPORTERS, values=block_slug),
    Route("POST /bausteine/<slug>/meilensteine/neu", REPORTERS, values=block_slug),
    Route("GET /meilensteine/<int:milestone_id>/bearbeiten", REPORTERS, values=progress.milestone_of_block),
    Route("POST /meilensteine/<int:milestone_id>/bearbeiten", REPORTERS, values=progress.milestone_of_block),
    Route("GET /risiken/neu", REPORTERS),
    Route("POST /risiken/neu", REPORTERS),
    Route("GET /risiken/<int:risk_id>/bearbeiten", REPORTERS, values=progress.risk_of_block),
    Route("POST /risiken/<int:risk_id>/bearbeiten", REPORTERS, values=progress.risk_of_block),
    Route("GET /verlauf/", STAFF),
    Route("GET /verlauf/<kind>/<int:thing_id>", STAFF, values=records.history),
    Route(
        "GET /verlauf/eintraege/<int:entry_id>/zuruecknehmen", COORDINATORS, values=records.change_of_function
    ),
    Route(
        "POST /verlauf/eintraege/<int:entry_id>/zuruecknehmen",
        COORDINATORS,
        values=records.change_of_function,
    ),
    # programme
    Route("GET /bausteine/neu", COORDINATORS),
    Route("POST /bausteine/neu", COORDINATORS),
    Route("GET /bausteine/<slug>/bearbeiten", COORDINATORS, values=block_slug),
    Route("POST /bausteine/<slug>/bearbeiten", COORDINATORS, values=block_slug),
    Route("GET /bausteine/<slug>/stand", COORDINATORS, values=block_slug),
    Route("POST /bausteine/<slug>/stand", COORDINATORS, values=block_slug),
    Route("GET /bausteine/<slug>/umbenennen", COORDINATORS, values=block_slug),
    Route("POST /bausteine/<slug>/umbenennen", COORDINATORS, values=block_slug),
    Route("GET /bausteine/<slug>/funktionen/<int:function_id>", COORDINATORS, values=records.function),
    Route("POST /bausteine/<slug>/funktionen/<int:function_id>", COORDINATORS, values=records.function),
    Route("GET /bausteine/<slug>/kennzahlen", STAFF, values=block_slug),
    Route("GET /bausteine/<slug>/kennzahlen/neu", COORDINATORS, values=block_slug),
    Route("POST /bausteine/<slug>/kennzahlen/neu", COORDINATORS, values=block_slug),
    Route("GET /bausteine/<slug>/kennzahlen/<int:indicator_id>", COORDINATORS, values=records.indicator),
    Route("POST /bausteine/<slug>/kennzahlen/<int:indicator_id>", COORDINATORS, values=records.indicator),
    Route(
        "GET /bausteine/<slug>/kennzahlen/<int:indicator_id>/beenden", COORDINATORS, values=records.indicator
    ),
    Route(
        "POST /bausteine/<slug>/kennzahlen/<int:indicator_id>/beenden", COORDINATORS, values=records.indicator
    ),
    Route("GET /antrag", COORDINATORS),
    # reporting
    Route("GET /berichte/", EVERYBODY),
    Route("GET /berichte/offene-daten", EVERYBODY),
    Route("GET /berichte/<code>", EVERYBODY, values=reporting.published_report),
    Route("GET /berichte/<code>.csv", EVERYBODY, values=reporting.published_report),
    Route(
        "GET /berichte/<code>.docx",
        NONPUBLIC_READERS | {Role.PARTNER},
        values=reporting.published_report,
        own_block_only=False,
    ),
    Route("GET /berichte/<code>.json", EVERYBODY, values=reporting.published_report),
    Route("GET /berichte/<code>.pdf", EVERYBODY, values=reporting.published_report),
    Route("GET /berichte/<code>.zip", EVERYBODY, values=reporting.published_report),
    Route("GET /berichte/<code>/<path:anchor>", EVERYBODY, values=reporting.section_of_report),
    Route("GET /berichte/<code>/ganz", EVERYBODY, values=reporting.published_report),
    Route("GET /berichte/<code>/nr/<number>", EVERYBODY, values=reporting.number_in_report),
    Route("GET /berichte/<code>/projektor", EVERYBODY, values=reporting.published_report),
    Route("GET /berichte/<code>/projektor/<name>", EVERYBODY, values=reporting.table_of_report),
    Route("GET /berichte/<code>/vorlesen", EVERYBODY, values=reporting.published_report),
    Route("GET /berichte/<code>/vorlesen.txt", EVERYBODY, values=reporting.published_report),
    Route("GET /berichte/<code>/archiv.zip", EVERYBODY, values=reporting.published_report),
    Route("POST /berichte/<code>/archiv-nichtoeffentlich", STAFF, values=reporting.published_report),
    Route("GET /berichte/<code>/ausgaben", EVERYBODY, values=reporting.published_report),
    Route(
        "GET /berichte/<code>/ausgaben/<int:version>-<int:number>.pdf", EVERYBODY, values=reporting.kept_issue
    ),
    Route("POST /berichte/<code>/nichtoeffentlich", NONPUBLIC_READERS, values=reporting.nonpublic_report),
    Route("GET /berichte/pruefen", EVERYBODY),
    Route("POST /berichte/pruefen", EVERYBODY),
    Route("GET /berichte/<code>/vorbereiten", SESSION_STAFF, values=reporting.report_in_preparation),
    Route("POST /berichte/<code>/neu-ausgeben", SESSION_STAFF, values=reporting.report_in_preparation),
    Route("GET /berichte/<code>/laufzettel", COORDINATORS, values=reporting.report_in_preparation),
    Route("GET /berichte/<code>/entwurf", COORDINATORS, values=reporting.report_in_preparation),
    Route("POST /berichte/<code>/entwurf", COORDINATORS, values=reporting.report_in_preparation),
    Route("GET /berichte/<code>/entwurf/vergleich", COORDINATORS, values=reporting.report_in_preparation),
    Route("GET /berichte/<code>/ergaenzung", SESSION_STAFF, values=reporting.supplement_begun),
    Route("GET /berichte/<code>/ergaenzung/entwurf.pdf", SESSION_STAFF, values=reporting.supplement_begun),
    Route(
        "GET /berichte/<code>/ergaenzung/aussage",
        COORDINATORS,
        values=reporting.supplement_sentence,
    ),
    Route("POST /berichte/<code>/ergaenzung/aussage", COORDINATORS, values=reporting.supplement_sentence),
    Route(
        "POST /berichte/<code>/ergaenzung/aussage/<int:line_id>/entfernen",
        COORDINATORS,
        values=reporting.supplement_line,
    ),
    Route("GET /berichte/<code>/ergaenzung/sitzung", SESSION_STAFF, values=reporting.supplement_begun),
    Route("POST /berichte/<code>/ergaenzung/sitzung", SESSION_STAFF, values=reporting.supplement_begun),
    Route("POST /berichte/<code>/ergaenzung/verwerfen", COORDINATORS, values=reporting.supplement_begun),
    Route("POST /berichte/<code>/ergaenzung/ausgeben", {Role.APPROVER}, values=reporting.supplement_own),
    Route("GET /berichte/<code>/ergaenzungen/<int:number>", EVERYBODY, values=reporting.supplement_given),
    Route("GET /berichte/<code>/ergaenzungen/<int:number>.pdf", EVERYBODY, values=reporting.supplement_given),
    Route("POST /berichte/<code>/aenderungen", COORDINATORS, values=reporting.report_in_preparation),
    Route(
        "POST /berichte/<code>/aenderungen/vorschlag", COORDINATORS, values=reporting.report_in_preparation
    ),
    Route("POST /berichte/<code>/ausblick", COORDINATORS, values=reporting.report_in_preparation),
    Route("GET /berichte/<code>/hinweise/<key>", COORDINATORS, values=reporting.hint_of_report),
    Route("POST /berichte/<code>/hinweise/<key>", COORDINATORS, values=reporting.hint_of_report),
    Route("GET /berichte/<code>/berichtigen", {Role.APPROVER}, values=reporting.published_report),
    Route("POST /berichte/<code>/berichtigen", {Role.APPROVER}, values=reporting.published_report),
    Route(f"GET /berichte/<code>/{STEP}", COORDINATORS, values=reporting.step_of_half_year),
    Route(f"POST /berichte/<code>/{STEP}", COORDINATORS, values=reporting.step_of_half_year),
    # site
    Route("GET /barrierefreiheit", EVERYBODY),
    Route("GET /datenschutz", EVERYBODY),
    Route("GET /favicon.ico", EVERYBODY),
    Route("GET /healthz", EVERYBODY),
    Route("GET /hilfe", EVERYBODY),
    Route("GET /hilfe/<name>", EVERYBODY, values=help_of_role),
    Route("GET /impressum", EVERYBODY),
    Route("GET /readyz", EVERYBODY, answers={503}),
    Route("GET /robots.txt", EVERYBODY),
)

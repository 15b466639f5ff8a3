"""Every page of the product, with who opens it in the demonstration.

`test_pages.py` walks through all of it and fails if a page of the application is missing here. Rows that an
address names are looked up in the demonstration: "{milestone}" is the first milestone, and so on.
"""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.browser.serving import DEMO_DAY
from vrs_tracker.domain.help_pages import ROLE_PAGES, TOPIC_PAGES
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.reporting import Severity
from vrs_tracker.features.reporting.queries.checks import load_checks
from vrs_tracker.features.reporting.queries.report import load_report
from vrs_tracker.seeding.demo.people import BUDGET_OFFICE, EDITING, HEAD_OFFICE, PROJECT_LEAD, SESSION_OFFICE
from vrs_tracker.tables.actors import DecidingBody, Organisation
from vrs_tracker.tables.cofunding import ShareProposal
from vrs_tracker.tables.control import ConfirmationRequest
from vrs_tracker.tables.documents import DocumentUse
from vrs_tracker.tables.finance import FundingEntry, Resolution
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.network import CooperativeMember, NetworkEvent
from vrs_tracker.tables.programme import Block, BlockFunction
from vrs_tracker.tables.progress import Milestone, Risk

CORRECTED, PUBLISHED, RUNNING = "2025-H2", "2026-H1", "2026-H2"
"""Half-years of the demonstration: one with an Ergänzung, the newest published one, the one collecting."""
VISITOR = ""
MEMBER, AUDITOR, ADMINISTRATION = "mitglied", "pruefung", "administration"

FILES = (
    *("/berichte/<code>.pdf", "/berichte/<code>.csv", "/berichte/<code>.json", "/berichte/<code>.zip"),
    *("/berichte/<code>.docx", "/berichte/<code>/archiv.zip"),
    *("/finanzen/buchungen.csv", "/finanzen/buchungen.xlsx"),
    "/berichte/<code>/ausgaben/<int:version>-<int:number>.pdf",
    *("/berichte/<code>/ergaenzung/entwurf.pdf", "/berichte/<code>/ergaenzungen/<int:number>.pdf"),
    "/berichte/<code>/vorlesen.txt",
    "/belege/<int:use_id>/<file_name>",
    "/finanzen/einlesen/<int:import_id>/kommentiert.xlsx",
)
LEADS_ON = ("/finanzen/abgleich",)
"""A redirect to a page that is looked at."""
WITHOUT_ROWS = ("/finanzen/einlesen/<int:import_id>/zuruecknehmen",)
"""The demonstration holds no such row; test_budget_week.py opens this page."""
FOR_MACHINES = ("/favicon.ico", "/healthz", "/readyz", "/robots.txt")


@dataclass(frozen=True, slots=True)
class Address:
    """A page: its path, who opens it (a log-in, or nobody), what it answers."""

    path: str
    who: str = VISITOR
    status: int = 200

    def __str__(self) -> str:
        return f"{self.who or 'visitor'} {self.path}"


def _for(who: str, *paths: str) -> tuple[Address, ...]:
    return tuple(Address(path, who) for path in paths)


ADDRESSES: tuple[Address, ...] = (
    *_for(
        VISITOR,
        "/",
        "/bausteine/",
        "/bausteine/aitransform",
        "/finanzen/",
        "/finanzen/foerderregeln",
        "/finanzen/gemeinsame-foerderung",
        "/finanzen/haushalt",
        "/finanzen/haushalt?jahr=2025",
        "/belege/",
        "/meilensteine/",
        "/risiken/",
        "/beschluesse/",
        "/berichtigungen",
        "/vergleich",
        "/netzwerk",
        "/genossenschaft",
        "/berichte/",
        f"/berichte/{PUBLISHED}",
        f"/berichte/{PUBLISHED}/ganz",
        f"/berichte/{PUBLISHED}/ausgaben",
        "/berichte/pruefen",
        f"/berichte/{PUBLISHED}/veraenderungen",
        f"/berichte/{PUBLISHED}/alle-bausteine",
        f"/berichte/{PUBLISHED}/baustein-aitransform",
        f"/berichte/{PUBLISHED}/nr/6.5.3",
        f"/berichte/{PUBLISHED}/projektor",
        f"/berichte/{PUBLISHED}/projektor/mittel",
        f"/berichte/{PUBLISHED}/vorlesen",
        f"/berichte/{CORRECTED}",
        f"/berichte/{CORRECTED}/nr/11.1",
        f"/berichte/{CORRECTED}/vorlesen",
        f"/berichte/{CORRECTED}/ergaenzungen/1",
        "/hilfe",
        *(page.address for page in (*ROLE_PAGES, *TOPIC_PAGES)),
        "/berichte/offene-daten",
        "/impressum",
        "/datenschutz",
        "/barrierefreiheit",
        "/anmelden",
        "/?ampel=at_risk",
        "/?ampel=not_started&kreis=08117&geldgeber=private",
        "/bausteine/?kreis=08115&sortierung=bewilligt&richtung=absteigend",
        f"/finanzen/?baustein=ki-xc&stufe=committed&stand={PUBLISHED}",
        "/meilensteine/?zustand=erreicht",
        "/risiken/?trend=gestiegen",
        "/vergleich?von=2025-12-31&bis=2026-06-30&betrag=ausgezahlt",
        "/beschluesse/?jahr=2025",
        "/zahlen/",
        "/zahlen/verfuegbar",
        "/zahlen/ausgezahlt?baustein=ki-xc&geldgeber=vrs",
        "/zahlen/heute?geldgeber=vrs",
        "/zahlen/haushaltssperre",
        "/netzwerk?art=workshop&von=2025-H1",
    ),
    Address("/link/unbekannt", status=404),
    Address("/gibt-es-nicht", status=404),
    Address(f"/berichte/{RUNNING}", status=404),
    *_for(
        EDITING,
        "/",
        "/aufgaben",
        "/bausteine/aitransform",
        f"/berichte/{RUNNING}/vorbereiten",
        f"/berichte/{RUNNING}/laufzettel",
        f"/berichte/{RUNNING}/entwurf",
        f"/berichte/{RUNNING}/entwurf/vergleich",
        f"/berichte/{PUBLISHED}/ergaenzung",
        f"/berichte/{PUBLISHED}/ergaenzung/aussage?nummer=2.0.1",
        f"/berichte/{PUBLISHED}/ergaenzung/aussage?nummer=2.0.1&zeile=0",
        f"/berichte/{RUNNING}/hinweise/{{hint}}",
        f"/berichte/{RUNNING}/close",
        f"/berichte/{RUNNING}/sitzung",
        f"/berichte/{RUNNING}/texte/assessment",
        "/berichte/neu",
        "/bausteine/ki-xc/meldung",
        "/bausteine/ki-xc/meldung/vorschau",
        "/bausteine/ki-im-bau/meldung",
        "/bausteine/ki-xc/meldung/erinnerung",
        "/bausteine/neu",
        "/bausteine/ki-xc/bearbeiten",
        "/bausteine/ki-xc/umbenennen",
        "/bausteine/ki-xc/stand",
        "/bausteine/{function_block}/funktionen/{function}",
        "/bausteine/ki-xc/meilensteine/neu",
        "/bausteine/ki-xc/kennzahlen",
        "/bausteine/ki-xc/kennzahlen/neu",
        "/bausteine/ki-xc/kennzahlen/1",
        "/bausteine/ki-xc/kennzahlen/1/beenden",
        "/meilensteine/{milestone}/bearbeiten",
        "/risiken/neu",
        "/risiken/{risk}/bearbeiten",
        "/akteure/",
        "/akteure/gemeinden/neu",
        "/akteure/gremien/neu",
        "/akteure/gremien/{body}/bearbeiten",
        "/akteure/organisationen/neu",
        "/akteure/organisationen/{organisation}/bearbeiten",
        "/netzwerk/angaben",
        "/netzwerk/neu",
        "/netzwerk/{event}/bearbeiten",
        "/genossenschaft/mitglieder/neu",
        "/genossenschaft/mitglieder/{member}/bearbeiten",
        "/genossenschaft/mitglieder/{member}/austritt",
        "/verlauf/",
        "/verlauf/block/{block}",
        "/verlauf/eintraege/{change}/zuruecknehmen",
        "/antrag",
        "/zugang",
    ),
    *_for(
        HEAD_OFFICE,
        "/aufgaben",
        "/bausteine/aitransform/meldung/pruefen",
        "/finanzen/bestaetigungen",
        "/finanzen/summen",
        "/finanzen/bestaetigungen/{request}",
        f"/berichte/{PUBLISHED}/berichtigen",
        f"/berichte/{PUBLISHED}/ergaenzung",
    ),
    *_for(
        BUDGET_OFFICE,
        "/aufgaben",
        "/finanzen/",
        f"/finanzen/abgleich/{PUBLISHED}",
        f"/finanzen/abgleich/{RUNNING}",
        f"/finanzen/abgleich/{RUNNING}/einlesen",
        "/finanzen/buchungen",
        "/finanzen/buchungen/neu",
        "/finanzen/veranschlagung/neu",
        "/finanzen/sperrvermerk/neu",
        "/finanzen/freigabe/neu",
        "/finanzen/haushalt",
        "/finanzen/haushaltssperre/neu",
        "/finanzen/zustaendigkeit",
        "/finanzen/sperrvermerk/1/zustaendigkeit",
        "/finanzen/buchungen/{booked}",
        "/finanzen/sperrvermerk/1",
        "/finanzen/buchungen/{draft}/bearbeiten",
        "/finanzen/buchungen/{draft}/buchen",
        "/finanzen/buchungen/{booked}/zuruecknehmen",
        "/finanzen/entwuerfe/buchen",
        "/finanzen/einlesen",
        "/finanzen/einlesen/1",
        "/finanzen/einlesen/2",
        "/finanzen/einlesen/3",
        "/finanzen/foerderregeln",
        "/finanzen/foerderregeln/neu",
        "/finanzen/foerderregeln/1/beenden",
        "/finanzen/gemeinsame-foerderung",
        "/finanzen/was-waere-wenn",
        "/beschluesse/neu",
        "/beschluesse/{resolution}/bearbeiten",
        "/belege/",
        "/belege/beschluesse/{resolution}",
        "/belege/{document}/zuruecknehmen",
        "/vorschlaege/",
        "/vorschlaege/{proposal}",
        "/vorschlaege/{proposal}/uebernehmen",
    ),
    *_for(
        PROJECT_LEAD,
        "/aufgaben",
        "/bausteine/aiexpress/meldung",
        "/vorschlaege/neu?baustein=aiexpress",
        "/vorschlaege/{proposal}/bearbeiten",
    ),
    Address("/bausteine/ki-xc/meldung", PROJECT_LEAD, 403),
    *_for(SESSION_OFFICE, "/aufgaben", f"/berichte/{PUBLISHED}/ergaenzung/sitzung"),
    *_for(MEMBER, "/"),
    *_for(AUDITOR, "/aufgaben", "/finanzen/einlesen", "/finanzen/einlesen/1"),
    *_for(
        ADMINISTRATION,
        "/aufgaben",
        "/zugaenge/",
        "/zugaenge/neu",
        "/zugaenge/1",
        "/zugaenge/1/bearbeiten",
        "/zugaenge/1/einmalpasswort",
    ),
)


def rows_named(session: Session) -> dict[str, str]:
    """Return what stands for "{milestone}" and the others."""
    function = session.scalars(sa.select(BlockFunction).order_by(BlockFunction.id).limit(1)).one()
    first = {
        "block": sa.func.min(Block.id),
        "body": sa.func.min(DecidingBody.id),
        "booked": sa.func.min(FundingEntry.id).filter(FundingEntry.booked_at.is_not(None)),
        "change": sa.func.min(HistoryEntry.id).filter(
            HistoryEntry.kind == Milestone.__tablename__, HistoryEntry.old != ""
        ),
        "document": sa.func.min(DocumentUse.id),
        "proposal": sa.func.min(ShareProposal.id),
        "draft": sa.func.min(FundingEntry.id).filter(FundingEntry.booked_at.is_(None)),
        "event": sa.func.min(NetworkEvent.id),
        "member": sa.func.min(CooperativeMember.id),
        "milestone": sa.func.min(Milestone.id),
        "organisation": sa.func.min(Organisation.id),
        "request": sa.func.min(ConfirmationRequest.id).filter(ConfirmationRequest.outcome.is_(None)),
        "resolution": sa.func.min(Resolution.id),
        "risk": sa.func.min(Risk.id),
    }
    found = {name: str(session.scalar(sa.select(number))) for name, number in first.items()}
    block = session.get_one(Block, function.block_id)
    named = {"function": str(function.id), "function_block": block.slug, "hint": _first_hint(session)}
    return found | named


def _first_hint(session: Session) -> str:
    today, half_year = date.fromisoformat(DEMO_DAY), HalfYear.parse(RUNNING)
    report = load_report(session, half_year, today=today, first_number=1)
    checks = load_checks(session, report, today)
    return next(check.key for check in checks if check.severity is Severity.HINT)

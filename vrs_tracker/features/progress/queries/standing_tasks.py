"""Tasks that do not depend on the half-year: who has access, and what is new to look at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.notation import BERLIN, count, date_de, euro, quoted
from vrs_tracker.domain.policy import Action, Person, may
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.domain.wording import full_stop
from vrs_tracker.features.finance.queries.lines import KINDS, Key, MoneyRow, lines_of_rows
from vrs_tracker.features.periods.queries import half_year, worked_on_first
from vrs_tracker.tables.accounts import Account, RoleGrant
from vrs_tracker.tables.documents import MoneyImport
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import ReportReopening
from vrs_tracker.trail.provenance import has_demo_rows

APPROVERS_NEEDED = 2
"""Nobody confirms the own update, so the office needs a second person from the first day (users.md 1.1)."""
NEWEST = 5
LOOKED_AT = 100
"""The last entries of the history, in which the newest things are looked for; one filing makes a dozen."""
ACCESS = "/zugaenge"
HOW_TO_REMOVE = "/hilfe/administration#vorfuehrung"

THINGS = {
    "appropriation": "eine Veranschlagung",
    "block": "ein Baustein oder Projekt",
    "block_release": "eine Freigabe",
    "budget_block": "ein Sperrvermerk",
    "funding_entry": "eine Buchung",
    "milestone": "ein Meilenstein",
    "money_import": "eine eingelesene Datei",
    "narrative": "ein Text des Berichts",
    "reporting_period": "ein Halbjahr",
    "resolution": "ein Beschluss",
    "risk": "ein Risiko",
    "spending_freeze": "eine Haushaltssperre",
    "status_update": "eine Meldung",
}
"""What the rows of a table are called for those who read the history; other tables are not announced."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do, in a sentence, with the words of its button and where it is done.

    `done_address` is where a button marks as done what only the person can know.
    """

    sentence: str
    label: str
    address: str
    done_address: str = ""


def setup_tasks(session: Session, person: Person, today: date, *, in_production: bool) -> Iterator[Task]:
    """Yield what keeps the administration from being finished; nothing for anybody else."""
    if Role.ADMIN not in person.roles:
        return
    is_valid = RoleGrant.valid_until.is_(None) | (RoleGrant.valid_until >= today)
    of_account = sa.and_(RoleGrant.account_id == Account.id, is_valid)
    grants = (
        sa.select(Account.id, Account.person_key, RoleGrant.role)
        .outerjoin(RoleGrant, of_account)
        .where(Account.is_active)
    )
    rows = session.execute(grants).all()
    idle = len({row.id for row in rows if row.role is None})
    approvers = len({row.person_key for row in rows if row.role is Role.APPROVER})
    if in_production and has_demo_rows(session):
        sentence = "In dieser Datenbank stehen erfundene Daten der Vorführung."
        yield Task(sentence, "Anleitung lesen", HOW_TO_REMOVE)
    if approvers < APPROVERS_NEEDED:
        who = "nur eine Person" if approvers else "niemand"
        sentence = (
            f"Meldungen bestätigen kann zurzeit {who}. Nötig sind zwei Personen, weil niemand die eigene "
            "Meldung bestätigt."
        )
        yield Task(sentence, "Rollen ansehen", ACCESS)
    if idle:
        sentence = f"{count(idle, 'Zugang hat', 'Zugänge haben')} zurzeit keine Rolle."
        yield Task(sentence, "Zugänge ansehen", ACCESS)


Opened = tuple[ReportingPeriod, ReportReopening]
"""A half-year that was opened again, and when and why that happened last."""


def worked_on_and_opened(session: Session) -> tuple[ReportingPeriod | None, Sequence[Opened]]:
    """Return the half-year that is worked on, and what is being corrected, the last first. One statement."""
    is_given = ReportingPeriod.state.in_((PeriodState.RELEASED, PeriodState.PUBLISHED))
    of_period = sa.and_(ReportReopening.period_id == ReportingPeriod.id, ~is_given)
    stmt = sa.select(ReportingPeriod, ReportReopening).outerjoin(ReportReopening, of_period)
    rows = session.execute(stmt.order_by(*worked_on_first(), ReportReopening.id.desc())).all()
    newest: dict[int, Opened] = {}
    for period, reopening in rows:
        if reopening is not None:
            newest.setdefault(period.id, (period, reopening))
    opened = sorted(newest.values(), key=lambda one: one[1].id, reverse=True)
    return rows[0][0] if rows else None, opened


def corrections_under_way(opened: Sequence[Opened], person: Person) -> Iterator[Task]:
    """Yield which reports that were given out are being corrected, and why: everybody involved is told."""
    for period, reopening in opened:
        half = half_year(period)
        prepares = may(person, Action.PREPARE_REPORT) or may(person, Action.EDIT_SESSION)
        label, place = ("Bericht vorbereiten", "/vorbereiten") if prepares else ("Bericht lesen", "")
        sentence = f"Der Bericht zum {half.label} wird berichtigt: {full_stop(reopening.reason)}"
        yield Task(sentence, label, f"/berichte/{half.code}{place}")


def news(session: Session, person: Person) -> Iterator[Task]:
    """Yield what was changed last, for the audit office: what kind of thing, when, by which unit."""
    if Role.AUDITOR not in person.roles:
        return
    stmt = sa.select(HistoryEntry).where(HistoryEntry.kind.in_(THINGS))
    last_ones = session.scalars(stmt.order_by(HistoryEntry.id.desc()).limit(LOOKED_AT)).all()
    newest: dict[tuple[str, int], HistoryEntry] = {}
    for entry in last_ones:
        newest.setdefault((entry.kind, entry.thing_id), entry)
    told = list(newest.values())[:NEWEST]
    money = _money_of(session, told)
    for entry in told:
        day = date_de(entry.at.astimezone(BERLIN).date())
        of_money = money.get((entry.kind, entry.thing_id), "")
        sentence = f"Geändert am {day}: {THINGS[entry.kind]}{of_money}, {quoted(entry.field)} ({entry.unit})."
        if entry.kind == MoneyImport.__tablename__:
            yield Task(sentence, "Datei ansehen", f"/finanzen/einlesen/{entry.thing_id}")
        else:
            yield Task(sentence, "Verlauf lesen", f"/verlauf/{entry.kind}/{entry.thing_id}")


def _money_of(session: Session, told: Iterable[HistoryEntry]) -> dict[Key, str]:
    """Say of money which block it is of, what and how much it is; of files how they are called."""
    ids: defaultdict[str, list[int]] = defaultdict(list)
    for entry in told:
        ids[entry.kind].append(entry.thing_id)
    rows: list[MoneyRow] = []
    for table in KINDS.values():
        if table.__tablename__ in ids:
            rows += session.scalars(sa.select(table).where(table.id.in_(ids[table.__tablename__])))
    found = {
        (line.table, line.id): f" ({line.block}, {line.what}, {euro(line.amount)})"
        for line in (lines_of_rows(session, rows) if rows else ())
    }
    name = MoneyImport.__tablename__
    if name in ids:
        files = sa.select(MoneyImport.id, MoneyImport.file_name).where(MoneyImport.id.in_(ids[name]))
        found |= {(name, row.id): f" {quoted(row.file_name)}" for row in session.execute(files)}
    return found

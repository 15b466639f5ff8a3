"""Who has what to do: sentences with the address where it is done (users.md 4.2)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from vrs_tracker.domain.cofunding.alarms import alarms, alarms_message
from vrs_tracker.domain.notation import count, date_de, days, list_de, quoted
from vrs_tracker.domain.periods import MOVERS, HalfYear
from vrs_tracker.domain.policy import Action, Person, may
from vrs_tracker.domain.reconciliation import number_open
from vrs_tracker.domain.vocabulary.cofunding import ProposalState
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.domain.vocabulary.reporting import Move, PeriodState
from vrs_tracker.domain.wording import amount_words
from vrs_tracker.features.finance.queries.confirmations import Waiting, waiting_for
from vrs_tracker.features.finance.queries.proposals import proposals_for, to_settle
from vrs_tracker.features.finance.queries.reconciling import Abgleich
from vrs_tracker.features.finance.queries.reported import reported_changes
from vrs_tracker.features.finance.queries.watching import Watch, load_watch
from vrs_tracker.features.periods.queries import frozen_at, half_year, session_of
from vrs_tracker.features.progress.queries.standing_tasks import (
    Task,
    corrections_under_way,
    news,
    setup_tasks,
    worked_on_and_opened,
)
from vrs_tracker.features.progress.queries.updates import Standing, update_states
from vrs_tracker.tables.periods import ReportingPeriod

MOST = 7
"""More than these at once nobody reads; the others are counted."""

COORDINATORS = frozenset({Role.EDITOR, Role.APPROVER})


@dataclass(frozen=True, slots=True)
class Settled:
    """Something that was marked as done, with the address where it is opened again."""

    sentence: str
    address: str


@dataclass(frozen=True, slots=True)
class TaskList:
    """What one person has to do, most urgent first, and what is done already.

    `owing` are the updates not confirmed yet, for the office only (users.md 3.2); `due` is their day.
    `settled` is the money news of this half-year that was marked as done, for those who may open it again.
    """

    heading: str
    tasks: tuple[Task, ...]
    done: tuple[str, ...] = ()
    number_left_out: int = 0
    owing: tuple[Standing, ...] = ()
    due: date | None = None
    settled: tuple[Settled, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Situation:
    """What the tasks of everybody depend on."""

    period: ReportingPeriod
    half: HalfYear
    today: date
    person: Person
    standings: tuple[Standing, ...]

    @property
    def report(self) -> str:
        return f"/berichte/{self.half.code}"

    @property
    def owed(self) -> list[Standing]:
        return [each for each in self.standings if each.is_owed]

    @property
    def missing(self) -> list[Standing]:
        return [each for each in self.standings if each.is_missing]


def tasks_for(session: Session, person: Person, today: date, *, in_production: bool = False) -> TaskList:
    """Return what the person has to do in the half-year that is worked on; at most seven tasks.

    `in_production` says whether demo rows in the database are a fault.
    """
    period, opened = worked_on_and_opened(session)
    watch = _watch(session, person, today, period)
    always = (
        *_money(session, person),
        *_proposals(session, person),
        *(_watched(watch, today) if watch else ()),
        *setup_tasks(session, person, today, in_production=in_production),
        *news(session, person),
    )
    if period is None:
        opening = (*_opening(HalfYear.containing(today), person), *always)
        return _shortened(TaskList("Es ist noch kein Halbjahr eröffnet.", opening))
    half = half_year(period)
    if period.state is PeriodState.PUBLISHED:
        heading = f"Der Bericht zum {half.label} ist veröffentlicht."
        return _shortened(TaskList(heading, (*_opening(half.shifted(1), person), *always)))
    standings = update_states(session, period)
    now = _Situation(period=period, half=half, today=today, person=person, standings=standings)
    tasks = (
        *corrections_under_way(opened, person),
        *_updates_to_write(now),
        *_updates_to_confirm(now),
        *_steps_of_the_period(session, now),
        *_session_to_enter(session, now),
        *(_balances_to_check(watch.abgleich, now) if watch and watch.abgleich else ()),
        *always,
    )
    is_office = bool(person.roles & COORDINATORS)
    owing = tuple(each for each in now.owed if is_office and each.state is not UpdateState.CONFIRMED)
    found = TaskList(_heading(now), tasks, tuple(_done(now)), owing=owing, due=period.due_on)
    return _shortened(replace(found, settled=tuple(_settled(now))))


def _shortened(found: TaskList) -> TaskList:
    return replace(found, tasks=found.tasks[:MOST], number_left_out=max(0, len(found.tasks) - MOST))


def _heading(now: _Situation) -> str:
    """Say how many messages are missing: all of them for the office, the own ones for a project lead."""
    is_office = bool(now.person.roles & COORDINATORS)
    if not is_office and Role.PARTNER not in now.person.roles:
        return f"Stand für das {now.half.label}: {now.period.state.label}."
    expected = [each for each in (now.standings if is_office else _own(now)) if each.is_owed]
    owed, missing = len(expected), sum(each.is_missing for each in expected)
    if not owed:
        return f"Für das {now.half.label} wird keine Meldung erwartet."
    if not missing:
        whose = "" if is_office else "Ihre "
        return f"Für das {now.half.label} sind alle {whose}Meldungen da ({owed} von {owed})."
    verb = "fehlt" if missing == 1 else "fehlen"
    whose = "" if is_office else "Ihren "
    number = f"{missing} von {whose}{count(owed, 'Meldung', 'Meldungen')}"
    if owed == 1 and not is_office:
        number = "Ihre Meldung"
    return f"Für das {now.half.label} {verb} noch {number}. Abgabe {_until(now.period.due_on, now.today)}."


def _until(due: date, today: date) -> str:
    if due < today:
        return f"war bis {date_de(due)}"
    return f"bis {date_de(due)} ({'heute' if due == today else 'noch ' + days((due - today).days)})"


def _opening(half: HalfYear, person: Person) -> Iterator[Task]:
    if person.roles & MOVERS[Move.START]:
        yield Task(f"Das {half.label} ist noch nicht eröffnet.", "Halbjahr eröffnen", "/berichte/neu")


# ---------------------------------------------------------------- updates


def _own(now: _Situation) -> list[Standing]:
    """The blocks whose updates the person writes: all for the office, the own ones for a project lead."""
    if Role.EDITOR in now.person.roles:
        return list(now.standings)
    if Role.PARTNER in now.person.roles:
        return [each for each in now.standings if each.slug in now.person.blocks]
    return []


def _updates_to_write(now: _Situation) -> Iterator[Task]:
    urgency = (UpdateState.RETURNED, UpdateState.DRAFT, None)
    takes_new_ones = now.period.state is PeriodState.COLLECTING
    for state in urgency:
        for each in _own(now):
            if each.state is state and each.is_owed and (takes_new_ones or state is UpdateState.RETURNED):
                yield _update_to_write(each, now.period.due_on)


def _update_to_write(each: Standing, due: date) -> Task:
    address = f"/bausteine/{each.slug}/meldung"
    if each.state is UpdateState.RETURNED:
        sentence = f"{each.name}: Überarbeitung erbeten: {quoted(each.return_reason)}"
        return Task(sentence, "Meldung überarbeiten", address)
    if each.state is UpdateState.DRAFT:
        sentence = f"{each.name}: Der Entwurf ist noch nicht abgegeben (bis {date_de(due)})."
        return Task(sentence, "Entwurf fortsetzen", address)
    return Task(f"{each.name}: Meldung fehlt noch (bis {date_de(due)}).", "Meldung schreiben", address)


def _updates_to_confirm(now: _Situation) -> Iterator[Task]:
    if now.period.state not in (PeriodState.COLLECTING, PeriodState.IN_REVIEW):
        return
    for each in now.standings:
        waits = each.state is UpdateState.FILED and each.filed_by != now.person.key
        if waits and may(now.person, Action.CONFIRM_UPDATE):
            day = date_de(each.filed_on) if each.filed_on else ""
            sentence = f"{each.name}: abgegeben am {day}, noch nicht bestätigt."
            yield Task(sentence, "Meldung prüfen", f"/bausteine/{each.slug}/meldung/pruefen")


def _done(now: _Situation) -> Iterator[str]:
    may_confirm = may(now.person, Action.CONFIRM_UPDATE)
    for each in now.standings if may_confirm else _own(now):
        if each.state is UpdateState.CONFIRMED:
            yield f"{each.name}: bestätigt."
        elif each.state is UpdateState.FILED and (not may_confirm or each.filed_by == now.person.key):
            yield f"{each.name}: abgegeben, die Bestätigung durch eine zweite Person steht aus."


def _settled(now: _Situation) -> Iterator[Settled]:
    for each in now.standings if may(now.person, Action.BOOK_MONEY) else ():
        if each.money_settled_on is not None:
            day = date_de(each.money_settled_on)
            sentence = f"{each.name}: gemeldete Änderung der Mittel am {day} erledigt."
            yield Settled(sentence, settling_address(each.slug, now.half))


# ---------------------------------------------------------------- half-year, session, money


def _steps_of_the_period(session: Session, now: _Situation) -> Iterator[Task]:
    """Return the step that comes next, if nothing stands in its way as far as can be seen here."""
    roles, half, address = now.person.roles, now.half, f"{now.report}/vorbereiten"
    all_confirmed = all(each.state is UpdateState.CONFIRMED for each in now.owed)
    match now.period.state:
        case PeriodState.COLLECTING if not now.missing and roles & MOVERS[Move.CLOSE]:
            yield Task(f"Alle Meldungen für das {half.label} liegen vor.", Move.CLOSE.label, address)
        case PeriodState.IN_REVIEW if all_confirmed and now.today > half.as_of and roles & COORDINATORS:
            if frozen_at(session, now.period) is None:
                sentence = f"Alle Meldungen sind bestätigt, der Stichtag {date_de(half.as_of)} ist vorbei."
                yield Task(sentence, Move.FREEZE.label, address)
            elif roles & MOVERS[Move.RELEASE]:
                sentence = f"Die Zahlen zum {date_de(half.as_of)} sind festgeschrieben."
                yield Task(sentence, Move.RELEASE.label, address)
        case PeriodState.RELEASED if roles & MOVERS[Move.PUBLISH]:
            yield Task(f"Der Bericht zum {half.label} ist versandfertig.", Move.PUBLISH.label, address)


def _session_to_enter(session: Session, now: _Situation) -> Iterator[Task]:
    if Role.SESSION_OFFICE not in now.person.roles:
        return
    held = session_of(session, now.period)
    known = {
        "Sitzungstermin": held and held.held_on,
        "Vorlage Nr.": held and held.paper_reference,
        "Tagesordnungspunkt": held and held.agenda_item,
    }
    missing = [name for name, value in known.items() if not value]
    if missing:
        sentence = f"Für den Bericht zum {now.half.label} fehlt noch: {list_de(missing)}."
        yield Task(sentence, "Sitzungsdaten eintragen", f"{now.report}/sitzung")


def _balances_to_check(abgleich: Abgleich, now: _Situation) -> Iterator[Task]:
    """Yield the Abgleich as long as it keeps the figures from being frozen (users.md 1.2)."""
    left = number_open(abgleich.rows)
    if left:
        verb = "ist" if left == 1 else "sind"
        sentence = (
            f"Abgleich mit dem Haushaltsverfahren zum {date_de(now.half.as_of)}: "
            f"{count(left, 'Zeile', 'Zeilen')} {verb} noch zu prüfen oder zu erklären."
        )
        yield Task(sentence, "Abgleich öffnen", f"/finanzen/abgleich/{now.half.code}")


def _money(session: Session, person: Person) -> Iterator[Task]:
    """Yield what others have asked to confirm, then what is to be booked."""
    if not may(person, Action.CONFIRM_BOOKING):
        return
    found = waiting_for(session, person.key)
    if found.to_confirm:
        verb = "wartet" if found.to_confirm == 1 else "warten"
        sentence = f"{count(found.to_confirm, 'Buchung', 'Buchungen')} {verb} auf eine zweite Person."
        yield Task(sentence, "Buchungen prüfen", "/finanzen/bestaetigungen")
    yield from _money_to_book(session, person, found)


def _proposals(session: Session, person: Person) -> Iterator[Task]:
    """Yield the proposed amounts that wait for this person: to be taken over, or a question about them."""
    for each in to_settle(proposals_for(session, person, only_open=True), person):
        address = f"/vorschlaege/{each.id}"
        if each.state is ProposalState.ASKED_BACK:
            sentence = f"{each.block}: Rückfrage zu Ihrem Vorschlag: {quoted(each.question)}"
            yield Task(sentence, "Rückfrage beantworten", f"{address}/bearbeiten")
        else:
            sentence = f"{each.block} schlägt {amount_words(each.amount)} vor ({each.who_pays})."
            yield Task(sentence, "Vorschlag prüfen", address)


def _watch(session: Session, person: Person, today: date, period: ReportingPeriod | None) -> Watch | None:
    """Return what those who book money have an eye on, None for others; one statement."""
    if not may(person, Action.BOOK_MONEY):
        return None
    is_checked = period is not None and period.state in (PeriodState.COLLECTING, PeriodState.IN_REVIEW)
    return load_watch(session, today, period if is_checked else None)


def _watched(watch: Watch, today: date) -> Iterator[Task]:
    """Say in October what of the budget lapses (users.md 1.2), and that the watch over co-funding warns."""
    if watch.lapsing:
        yield Task(watch.lapsing, "Haushalt ansehen", f"/finanzen/haushalt?jahr={today.year}#uebertragung")

    if found := alarms(watch.watched):
        yield Task(alarms_message(found), "Warnungen lesen", "/finanzen/gemeinsame-foerderung#warnungen")


def _money_to_book(session: Session, person: Person, found: Waiting) -> Iterator[Task]:
    if not may(person, Action.BOOK_MONEY):
        return
    address = "/finanzen/buchungen"
    for asked in found.returned:
        sentence = f"Zurückgegeben: {asked.what}, {amount_words(asked.amount)}: {quoted(asked.answer)}"
        yield Task(sentence, "Buchungen ansehen", address)
    if found.to_book:
        verb = "wartet" if found.to_book == 1 else "warten"
        sentence = f"{count(found.to_book, 'Entwurf', 'Entwürfe')} {verb} auf die Buchung."
        yield Task(sentence, "Buchungen ansehen", address)
    for each in reported_changes(session):
        sentence = (
            f"{each.block} meldet für das {each.period.label} geänderte Kosten oder Anteile: "
            f"{quoted(each.text)}"
        )
        done_address = settling_address(each.slug, each.period)
        yield Task(sentence, "Buchung erfassen", f"{address}/neu", done_address)


def settling_address(slug: str, period: HalfYear) -> str:
    """Return where the budget office says that the money news of a block for a half-year is done."""
    return f"/bausteine/{slug}/meldung/{period.code}/mittel"

"""The chain of the history: sealed at the commit, and any change of any row is found, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.tables.plain_values import DAY, NOW
from tests.tables.rows import make, store
from tests.trail.test_concurrency import TURNS, WRITERS, in_parallel
from vrs_tracker.domain.chain import ChainCheck, Flaw
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.policy import Person as Actor
from vrs_tracker.domain.verification import Verdict
from vrs_tracker.domain.vocabulary.money import Degree
from vrs_tracker.tables.accounts import Person
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.history import ChainLink, HistoryEntry
from vrs_tracker.trail.chain import check_chain
from vrs_tracker.trail.history import record

BUDGET_OFFICE = Actor(key="first", unit="Haushaltsstelle")
LINKS, ENTRIES, MONEY = (
    Base.metadata.tables[name] for name in ("chain_link", "history_entry", "funding_entry")
)
OF_PROGRAMME = {"block_id": None, "resolution_id": None, "degree": Degree.PLANNED}
STEPS = {
    bool: 1,
    int: 1,
    Decimal: Decimal("0.01"),
    datetime: timedelta(microseconds=1),
    date: timedelta(days=1),
}


def tell(session: Session, row: Base, *words: str) -> None:
    changes = [Change("Bemerkung", "", word) for word in words]
    record(session, by=BUDGET_OFFICE, at=NOW, kind=row.__tablename__, thing_id=row.id, changes=changes)


@pytest.fixture
def told(session: Session) -> Session:
    """Four entries in two transactions: of a draft, of a booked amount, and twice of a person."""
    person = store(session, make(Person, key="first", name="Erika Muster"))
    money = store(session, make(FundingEntry, **OF_PROGRAMME))
    tell(session, money, "als Entwurf")
    session.commit()
    money.booked_at = NOW
    tell(session, money, "gebucht")
    tell(session, person, "eins", "zwei")
    session.commit()
    return session


@contextmanager
def unprotected(session: Session) -> Iterator[None]:
    """Let final rows be changed and deleted, as somebody with access to the database could."""
    for table in (LINKS, ENTRIES, MONEY):
        for verb in ("update", "delete"):
            on = f" ON {table.name}" if session.get_bind().dialect.name == "postgresql" else ""
            session.execute(sa.text(f"DROP TRIGGER {table.name}_no_{verb}{on}"))
    yield


def after(session: Session, *statements: sa.Executable, head: str = "") -> ChainCheck | None:
    """Check the chain after these statements and take them back; None if the database refused them."""
    savepoint = session.begin_nested()
    try:
        for statement in statements:
            session.execute(statement)
    except IntegrityError:
        return None
    else:
        return check_chain(session, head)
    finally:
        savepoint.rollback()


def another(value: object, column: sa.Column[object]) -> object:
    """Another value of the same kind."""
    if value is None and isinstance(column.type, sa.Enum):
        return next(iter(column.type.enum_class or ()))
    if value is None:
        return {str: "", int: 1, date: DAY}.get(column.type.python_type, NOW)
    if isinstance(value, Enum):
        return next(member for member in type(value) if member is not value)
    if isinstance(value, str):
        return f"{value[:-1]}{'0' if value[-1:] != '0' else '1'}"
    return value + STEPS[type(value)]  # type: ignore[operator] # each step is of its kind


def test_every_entry_is_sealed_when_it_is_committed(told: Session) -> None:
    links = told.execute(sa.select(LINKS).order_by(LINKS.c.id)).all()
    assert [link.id for link in links] == [1, 2, 3, 4]
    assert [bool(link.thing_sha256) for link in links] == [False, True, False, False]
    found = check_chain(told)
    assert (found.verdict, found.sealed, found.older) == (Verdict.SAME, 4, 0)
    assert found.head == links[-1].sha256


def test_what_is_rolled_back_is_not_sealed(told: Session) -> None:
    person = told.scalars(sa.select(Person)).one()
    tell(told, person, "drei")
    told.flush()
    told.rollback()
    with told.begin_nested() as attempt:
        tell(told, person, "vier")
        told.flush()
        attempt.rollback()
    tell(told, person, "fünf")
    told.commit()
    found = check_chain(told)
    assert (found.verdict, found.sealed) == (Verdict.SAME, 5)


def test_entries_older_than_the_chain_are_counted_and_not_checked(session: Session) -> None:
    person = store(session, make(Person, key="first"))
    store(session, make(HistoryEntry))
    session.commit()
    assert check_chain(session).verdict is Verdict.UNKNOWN
    assert check_chain(session).older == 1
    tell(session, person, "eins")
    session.commit()
    found = check_chain(session)
    assert (found.verdict, found.sealed, found.older) == (Verdict.SAME, 1, 1)


def test_a_draft_may_change_and_a_name_may_be_deleted(told: Session) -> None:
    person = told.scalars(sa.select(Person)).one()
    draft = store(told, make(FundingEntry, **OF_PROGRAMME))
    tell(told, draft, "als Entwurf")
    told.commit()
    draft.amount, person.name = Decimal("2.00"), None
    told.commit()
    assert check_chain(told).verdict is Verdict.SAME


@pytest.mark.parametrize("table", [LINKS, ENTRIES, MONEY], ids=lambda table: table.name)
def test_any_change_of_any_value_of_any_row_is_found(told: Session, table: sa.Table) -> None:
    tried = 0
    with unprotected(told):
        for row in told.execute(sa.select(table).order_by(table.c.id)).mappings().all():
            for column in table.columns:
                changed = {column.name: another(row[column.name], column)}
                found = after(told, sa.update(table).where(table.c.id == row["id"]).values(changed))
                if found is not None:
                    tried += 1
                    assert found.verdict is Verdict.ALTERED, (table.name, row["id"], changed)
    assert tried > len(table.columns) // 2


def test_a_deleted_seal_is_found_and_so_is_a_deleted_entry_or_row(told: Session) -> None:
    entries = told.scalars(sa.select(LINKS.c.history_entry_id).order_by(LINKS.c.id)).all()
    with unprotected(told):
        for number, entry in enumerate(entries, start=1):
            without_seal = after(told, sa.delete(LINKS).where(LINKS.c.id == number))
            assert without_seal is not None
            assert without_seal.verdict is Verdict.ALTERED
            if number == len(entries):
                continue
            gone = (
                sa.delete(LINKS).where(LINKS.c.id == number),
                sa.delete(ENTRIES).where(ENTRIES.c.id == entry),
            )
            without_both = after(told, *gone)
            assert without_both is not None
            assert without_both.broken is not None
            assert without_both.broken.flaw is Flaw.MISSING
        without_money = after(told, sa.delete(MONEY))
    assert without_money is not None
    assert without_money.broken is not None
    assert (without_money.broken.flaw, without_money.broken.thing_is_gone) == (Flaw.THING, True)


def test_an_entry_that_came_in_without_the_application_is_found(told: Session) -> None:
    values = {**make(HistoryEntry).__dict__}
    forged = {name: values[name] for name in ENTRIES.columns.keys() if name in values}  # noqa: SIM118 - columns
    found = after(told, sa.insert(ENTRIES).values(**forged))
    assert found is not None
    assert found.broken is not None
    assert found.broken.flaw is Flaw.UNSEALED
    assert "trägt kein Siegel" in found.broken.sentence


def test_a_tail_that_was_cut_off_is_noticed_by_whoever_kept_the_head(told: Session) -> None:
    head = check_chain(told).head
    newest = told.scalar(sa.select(sa.func.max(LINKS.c.history_entry_id)))
    cut = (sa.delete(LINKS).where(LINKS.c.id == 4), sa.delete(ENTRIES).where(ENTRIES.c.id == newest))
    with unprotected(told):
        unasked, asked = after(told, *cut), after(told, *cut, head=head)
    assert unasked is not None
    assert asked is not None
    assert (unasked.verdict, asked.verdict) == (Verdict.SAME, Verdict.UNKNOWN)
    assert check_chain(told, head).verdict is Verdict.SAME


def test_an_earlier_head_stays_in_the_chain(told: Session) -> None:
    early = told.scalar(sa.select(LINKS.c.sha256).where(LINKS.c.id == 2))
    found = check_chain(told, early or "")
    assert found.verdict is Verdict.SAME
    assert replace(found, is_asked_there=False).verdict is Verdict.UNKNOWN


def test_several_who_write_at_once_make_one_chain(committing_engine: sa.Engine) -> None:
    """Even those that have not announced that they write; on SQLite one of them would simply be refused."""
    with Session(committing_engine) as session:
        number = store(session, make(Person, key="first")).id
        session.commit()

    def post() -> None:
        with Session(committing_engine) as session:
            session.connection(execution_options={"writes": committing_engine.dialect.name == "sqlite"})
            person = session.get_one(Person, number)
            tell(session, person, "eins")
            session.commit()

    in_parallel(post)
    with Session(committing_engine) as session:
        found = check_chain(session)
        assert session.scalar(sa.select(sa.func.max(ChainLink.id))) == WRITERS * TURNS
    assert (found.verdict, found.sealed) == (Verdict.SAME, WRITERS * TURNS)

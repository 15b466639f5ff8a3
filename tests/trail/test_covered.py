"""Every kind of final row, and every role, has a seal: any change of it is found and the row is named."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.tables.plain_values import ID, NOW
from tests.tables.rows import VALUES, lay_ground, make, store
from tests.trail.test_chain import BUDGET_OFFICE, another
from vrs_tracker.domain.chain import Broken, Flaw, row_words
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.verification import Verdict
from vrs_tracker.domain.vocabulary.budget import ConfirmationOutcome
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.tables.accounts import Person, RoleGrant
from vrs_tracker.tables.base import Base, EuroCents
from vrs_tracker.tables.documents import MoneyImport
from vrs_tracker.tables.history import HistoryEntry, SealedRows
from vrs_tracker.tables.protection import BOOKED, PROTECTED
from vrs_tracker.trail.chain import await_seal, check_chain
from vrs_tracker.trail.covered import EARLIER, FINAL, PARTS, STANDING
from vrs_tracker.trail.history import forget_person, record

MODELS = {model.__tablename__: model for model in VALUES}
KINDS = sorted({*FINAL, *STANDING} - {"chain_link", "history_entry", "sealed_rows"})
CONFIRMED: Mapping[str, object] = {
    "outcome": ConfirmationOutcome.CONFIRMED,
    "decided_at": NOW,
    "decided_by": "second",
}
MAKES_FINAL: Mapping[str, Mapping[str, object]] = {
    **{item.table: {"booked_at": NOW} for item in PROTECTED if item.condition == BOOKED},
    "confirmation_request": CONFIRMED,
}


def tell(session: Session, kind: str, thing_id: int, word: str) -> None:
    changes = [Change("Bemerkung", "", word)]
    record(session, by=BUDGET_OFFICE, at=NOW, kind=kind, thing_id=thing_id, changes=changes)


def lay_sealed_ground(session: Session) -> None:
    """Store what other rows refer to; the entry among it gets its seal with the next commit."""
    lay_ground(session)
    await_seal(session, session.scalars(sa.select(HistoryEntry)))


def final_row(session: Session, kind: str) -> Base:
    """A final row of this kind beside those that all others refer to."""
    lay_sealed_ground(session)
    return store(session, make(MODELS[kind], **MAKES_FINAL.get(kind, {})))


@contextmanager
def unprotected(session: Session, kind: str) -> Iterator[None]:
    """Let final rows be changed and deleted, as somebody with access to the database could."""
    if kind in FINAL:
        on = f" ON {kind}" if session.get_bind().dialect.name == "postgresql" else ""
        for verb in ("update", "delete"):
            session.execute(sa.text(f"DROP TRIGGER {kind}_no_{verb}{on}"))
    yield


def after(session: Session, *statements: sa.Executable) -> Broken | None:
    """Check the chain after these statements and take them back; IntegrityError if they are refused."""
    savepoint = session.begin_nested()
    try:
        for statement in statements:
            session.execute(statement)
        return check_chain(session).broken
    finally:
        savepoint.rollback()


def changes_of(row: sa.RowMapping, table: sa.Table) -> Iterator[Mapping[str, object]]:
    for column in table.columns:
        value = row[column.name]
        yield {column.name: _changed(value, column)}


def _changed(value: object, column: sa.Column[Any]) -> object:
    match value:
        case bytes():
            return value + b"!"
        case bool():
            return not value
        case None if isinstance(column.type, EuroCents):
            return Decimal(1)
        case None if isinstance(column.type, sa.Boolean):
            return True
    return another(value, column)


def assert_each_change_is_named(session: Session, kind: str, row_id: int) -> None:
    table = Base.metadata.tables[kind]
    tried = 0
    row = session.execute(sa.select(table).where(table.c.id == row_id)).mappings().one()
    with unprotected(session, kind):
        for changed in changes_of(row, table):
            try:
                broken = after(session, sa.update(table).where(table.c.id == row_id).values(**changed))
            except IntegrityError:
                continue
            tried += 1
            assert broken is not None, changed
            assert broken.row == (kind, row_id), changed
            assert row_words((kind, row_id)) in broken.sentence
    assert tried > len(table.columns) // 3


def test_each_kind_of_final_row_has_a_word() -> None:
    assert not [kind for kind in KINDS if row_words((kind, 1)).startswith(kind)]
    assert PARTS.keys() <= MODELS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_any_changed_column_of_any_final_row_is_found_and_the_row_named(session: Session, kind: str) -> None:
    row = final_row(session, kind)
    tell(session, EARLIER, 0, "wie sie waren")
    # of roles the list of their account holds
    tell(session, "account", ID, "Rollen")
    session.commit()
    assert check_chain(session).verdict is Verdict.SAME
    assert_each_change_is_named(session, kind, row.id)


@pytest.mark.parametrize("kind", KINDS)
def test_a_final_row_that_came_in_past_the_application_is_found(session: Session, kind: str) -> None:
    lay_sealed_ground(session)
    tell(session, EARLIER, 0, "wie sie waren")
    session.commit()
    assert check_chain(session).verdict is Verdict.SAME
    row = store(session, make(MODELS[kind], **MAKES_FINAL.get(kind, {})))
    broken = check_chain(session).broken
    assert broken is not None
    assert (broken.flaw, broken.row) == (Flaw.FORGED, (kind, row.id))
    assert "Sie kam an der Anwendung vorbei hinein" in broken.sentence


@pytest.mark.parametrize(
    ("owner", "part"), [(owner, part) for owner, parts in PARTS.items() for part, _ in parts]
)
def test_what_belongs_to_a_thing_is_sealed_with_it(session: Session, owner: str, part: str) -> None:
    lay_sealed_ground(session)
    changes = {**MAKES_FINAL.get(part, {}), dict(PARTS[owner])[part]: ID}
    if part == "funding_entry":
        store(session, make(MoneyImport, id=ID, content=b""))
    row = store(session, make(MODELS[part], **changes))
    tell(session, EARLIER, 0, "alles andere")
    session.commit()
    tell(session, owner, ID, "mit allem")
    session.commit()
    newest = session.scalars(sa.select(SealedRows.lines).order_by(SealedRows.id.desc())).first() or ""
    assert f"{part} {row.id} " in newest
    assert check_chain(session).verdict is Verdict.SAME


def test_a_role_may_change_and_end_as_long_as_its_account_tells_it(session: Session) -> None:
    row = final_row(session, "role_grant")
    tell(session, EARLIER, 0, "alles andere")
    tell(session, "account", ID, "Rollen")
    session.commit()
    assert isinstance(row, RoleGrant)
    row.valid_until = NOW.date()
    tell(session, "account", ID, "befristet")
    session.commit()
    assert check_chain(session).verdict is Verdict.SAME
    assert_each_change_is_named(session, "role_grant", row.id)
    session.delete(session.get_one(RoleGrant, row.id))
    tell(session, "account", ID, "beendet")
    session.commit()
    assert check_chain(session).verdict is Verdict.SAME


def test_a_role_that_nobody_gave_is_found(session: Session) -> None:
    row = final_row(session, "role_grant")
    tell(session, EARLIER, 0, "alles andere")
    tell(session, "account", ID, "Rollen")
    session.commit()
    broken = after(session, sa.insert(RoleGrant).values(account_id=ID, role=Role.ADMIN))
    assert broken is not None
    assert (broken.flaw, broken.row[0]) == (Flaw.FORGED, "role_grant")
    gone = after(session, sa.delete(RoleGrant).where(RoleGrant.id == row.id))
    assert gone is not None
    assert (gone.flaw, gone.row, gone.thing_is_gone) == (Flaw.ROW, ("role_grant", row.id), True)
    assert f"„Rolle eines Zugangs Nr. {row.id}“ fehlt." in gone.sentence


def test_a_forgotten_person_leaves_no_role_to_be_missed(session: Session) -> None:
    final_row(session, "role_grant")
    tell(session, EARLIER, 0, "alles andere")
    tell(session, "account", ID, "Rollen")
    session.commit()
    forget_person(session, session.scalars(sa.select(Person.key)).first() or "", by=BUDGET_OFFICE, at=NOW)
    session.commit()
    assert check_chain(session).verdict is Verdict.SAME


def test_a_changed_or_lost_list_is_found(session: Session) -> None:
    final_row(session, "signatory")
    session.commit()
    tell(session, EARLIER, 0, "wie sie waren")
    session.commit()
    with unprotected(session, "sealed_rows"):
        changed = after(session, sa.update(SealedRows).values(lines="signatory 1 " + "0" * 64))
        newest = sa.select(sa.func.max(SealedRows.id)).scalar_subquery()
        gone = after(session, sa.delete(SealedRows).where(SealedRows.id == newest))
    assert changed is not None
    assert gone is not None
    assert (changed.flaw, gone.flaw, gone.thing_is_gone) == (Flaw.LIST, Flaw.LIST, True)
    assert "aber die Liste der Zeilen, die er sichert, wurde danach geändert." in changed.sentence

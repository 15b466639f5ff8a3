"""A database from before the seals of rows: what stands in it is sealed once, what comes without is found."""

import sqlalchemy as sa
from alembic import command
from sqlalchemy.orm import Session

from tests.tables.plain_values import ID
from tests.tables.rows import make, store
from vrs_tracker.domain.chain import Flaw
from vrs_tracker.domain.verification import Verdict
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.tables.accounts import Account, Person, RoleGrant
from vrs_tracker.trail.chain import check_chain
from vrs_tracker.trail.migrating import configuration, upgrade


def test_roles_of_an_older_database_are_sealed_once(blank_engine: sa.Engine) -> None:
    command.upgrade(configuration(blank_engine), "0018")
    with Session(blank_engine) as session:
        store(session, make(Person, id=ID, key="first"))
        store(session, make(Account, id=ID))
        store(session, make(RoleGrant))
        session.commit()
    upgrade(blank_engine)
    with Session(blank_engine) as session:
        found = check_chain(session)
        assert (found.verdict, found.sealed) == (Verdict.SAME, 2)
        session.add(RoleGrant(account_id=ID, role=Role.ADMIN))
        session.commit()
    upgrade(blank_engine)
    with Session(blank_engine) as session:
        broken = check_chain(session).broken
    assert broken is not None
    assert (broken.flaw, broken.row[0]) == (Flaw.FORGED, "role_grant")

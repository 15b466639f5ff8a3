"""What commands share: a session on the database of the settings, and who acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.config import Settings
from vrs_tracker.domain.errors import NotFound, RefusalError
from vrs_tracker.domain.policy import Person
from vrs_tracker.extensions import open_for_writing, prepare_engine
from vrs_tracker.features.accounts import queries
from vrs_tracker.trail import schema

NOT_CURRENT = "Die Datenbank hat einen anderen Stand als diese Anwendung. „vrs-tracker db upgrade“ hilft."


@contextmanager
def open_session(settings: Settings, *, writes: bool = False) -> Iterator[Session]:
    """Give a session; the command commits once, at its end. With `writes` it begins for writing.

    Raises:
        RefusalError: the database is missing or has another schema than this version needs.
    """
    engine = prepare_engine(sa.create_engine(settings.database_url))
    try:
        with Session(engine) as session:
            if writes:
                open_for_writing(session)
            if not _is_current(session):
                raise RefusalError(NOT_CURRENT)
            yield session
    finally:
        engine.dispose()


def _is_current(session: Session) -> bool:
    try:
        return schema.is_current(session.connection())
    except sa.exc.OperationalError as failed:
        raise RefusalError(f"Die Datenbank antwortet nicht: {str(failed.orig).strip()}") from failed


def acting(session: Session, login: str, today: date) -> Person:
    """Return the person behind a log-in, with the roles of the day.

    Raises:
        NotFound: there is no such log-in, or it is switched off.
    """
    account = queries.find_account(session, login)
    if account is None or not account.is_active:
        raise NotFound(f"Einen Zugang „{login}“ gibt es nicht. „vrs-tracker user list“ nennt alle.")
    return queries.acting_person(session, account, today)

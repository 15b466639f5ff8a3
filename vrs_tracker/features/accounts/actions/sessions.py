"""Signing in and out: sessions of browsers, and the limit on failed attempts."""

import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.features.accounts import queries
from vrs_tracker.tables.accounts import Account, LoginAttempt, LoginSession

ATTEMPT_WINDOW = timedelta(minutes=15)
ATTEMPTS_PER_LOGIN = 5
ATTEMPTS_PER_ADDRESS = 50
SEEN_EVERY = timedelta(minutes=1)
KEEP_ENDED = timedelta(days=1)
"""An ended session is kept so long that a late post can still be given back to the same person."""


def may_try(session: Session, login: str, address: str, *, now: datetime) -> bool:
    """Whether another attempt is allowed: few per log-in, more per network address.

    `login` is empty for a personal link, which names nobody; then only the address counts.
    """
    since = now - ATTEMPT_WINDOW
    return all(
        queries.failures_since(session, tried, since) < most
        for tried, most in _counted(login, address).items()
    )


def note_failure(session: Session, login: str, address: str, *, now: datetime) -> None:
    """Remember a failed attempt for the limit and forget those that no longer count."""
    session.execute(sa.delete(LoginAttempt).where(LoginAttempt.attempted_at <= now - ATTEMPT_WINDOW))
    session.add_all(
        LoginAttempt(login_hash=queries.hashed(queries.folded(tried)), attempted_at=now)
        for tried in _counted(login, address)
    )
    session.flush()


def sign_in(session: Session, account: Account, *, now: datetime) -> str:
    """Open a session for a browser and return its token, which is stored nowhere.

    Of this sign-in only the month is kept. Failures of this log-in no longer count, and sessions that ended
    long ago are deleted.
    """
    tried = LoginAttempt.login_hash == queries.hashed(account.login)
    session.execute(sa.delete(LoginAttempt).where(tried))
    month = now.astimezone(BERLIN).date().replace(day=1)
    session.execute(sa.update(Account).where(Account.id == account.id).values(last_sign_in_month=month))
    return open_session(session, LoginSession(account_id=account.id), now=now)


def open_session(session: Session, row: LoginSession, *, now: datetime) -> str:
    """Store a session that says already whose it is, and return its token."""
    token = secrets.token_urlsafe(32)
    session.execute(sa.delete(LoginSession).where(LoginSession.ended_at < now - KEEP_ENDED))
    row.token_hash, row.created_at, row.last_seen_at = queries.hashed(token), now, now
    session.add(row)
    session.flush()
    return token


def sign_out(session: Session, token: str, *, now: datetime) -> None:
    """End the session of a token; a token that opens nothing is no error."""
    mine = sa.update(LoginSession).where(LoginSession.token_hash == queries.hashed(token))
    session.execute(mine.where(LoginSession.ended_at.is_(None)).values(ended_at=now))


def note_seen(session: Session, row_id: int, *, now: datetime) -> None:
    """Move the idle limit; the condition keeps parallel requests from writing twice within the minute."""
    stmt = sa.update(LoginSession).where(
        LoginSession.id == row_id, LoginSession.last_seen_at <= now - SEEN_EVERY
    )
    session.execute(stmt.values(last_seen_at=now))


def _counted(login: str, address: str) -> dict[str, int]:
    limits = {f"@{address}": ATTEMPTS_PER_ADDRESS}
    return {login: ATTEMPTS_PER_LOGIN} | limits if login else limits

"""Personal links: a project lead reports through one without an account (decisions.md 4, no. 17).

Only the hash of a link's secret is stored. A link opens one block for one half-year and is a person of its
own, so that the history names the unit and nobody confirms what came in through a link they made themselves.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, NotFound
from vrs_tracker.domain.notation import BERLIN, date_de
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.features.accounts import queries
from vrs_tracker.features.accounts.actions.people import add_person
from vrs_tracker.features.accounts.actions.sessions import open_session
from vrs_tracker.tables.accounts import AccessLink, LoginSession
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.trail.history import Change, record
from vrs_tracker.trail.posting import already_posted

LINK_LIFETIME = timedelta(days=30)
NO_SUCH_LINK = "Diesen Link gibt es hier nicht. Alle Links stehen auf der Seite des Erinnerungstextes."
_LABEL = "Persönlicher Link"


def create_link(
    session: Session,
    block: Block,
    period: ReportingPeriod,
    *,
    by: Person,
    now: datetime,
    post_key: str | None,
) -> str:
    """Make a link and return its secret, which is stored nowhere; "" if this form was posted before."""
    if not may(by, Action.SEND_REMINDER):
        raise Forbidden(REFUSALS[Action.SEND_REMINDER])
    if already_posted(session, AccessLink, post_key) is not None:
        return ""
    secret = secrets.token_urlsafe(32)
    guest = add_person(session, unit=f"Projektleitung {block.name}", provenance=Provenance.ENTERED)
    link = AccessLink(
        token_hash=queries.hashed(secret),
        person_key=guest.key,
        block_id=block.id,
        period_id=period.id,
        created_by=by.key,
        created_at=now,
        expires_at=now + LINK_LIFETIME,
        post_key=post_key,
    )
    session.add(link)
    session.flush()
    _tell(
        session,
        link,
        f"erstellt für {block.name}, gilt bis {date_de(link.expires_at.astimezone(BERLIN).date())}",
        by,
        now,
    )
    return secret


def open_link(session: Session, found: queries.OpenLink, *, now: datetime) -> str:
    """Sign a browser in through a link and return its token; the history tells the first time only."""
    link = found.link
    if link.first_used_at is None:
        link.first_used_at = now
        _tell(session, link, "zum ersten Mal benutzt", found.person, now)
    return open_session(session, LoginSession(link_id=link.id), now=now)


def withdraw_link(session: Session, block: Block, link_id: int, *, by: Person, now: datetime) -> None:
    """End a link of this block and whoever is signed in through it; one that has ended stays as it is.

    Raises:
        NotFound: the block has no such link.
    """
    if not may(by, Action.SEND_REMINDER):
        raise Forbidden(REFUSALS[Action.SEND_REMINDER])
    link = session.get(AccessLink, link_id, with_for_update=True)
    if link is None or link.block_id != block.id:
        raise NotFound(NO_SUCH_LINK)
    if link.ended_at is None:
        _end(session, [link], now)
        _tell(session, link, "zurückgezogen", by, now)


def end_links(session: Session, block_id: int, period_id: int, *, by: Person, now: datetime) -> None:
    """End every link to an update that has just been confirmed: there is nothing left to report."""
    open_ones = sa.select(AccessLink).where(
        AccessLink.block_id == block_id, AccessLink.period_id == period_id, AccessLink.ended_at.is_(None)
    )
    links = session.scalars(open_ones).all()
    _end(session, links, now)
    for link in links:
        _tell(session, link, "mit der Bestätigung der Meldung beendet", by, now)


def _end(session: Session, links: Sequence[AccessLink], now: datetime) -> None:
    for link in links:
        link.ended_at = now
    ids = [link.id for link in links]
    theirs = sa.update(LoginSession).where(LoginSession.link_id.in_(ids), LoginSession.ended_at.is_(None))
    session.execute(theirs.values(ended_at=now))
    session.flush()


def _tell(session: Session, link: AccessLink, what: str, by: Person, now: datetime) -> None:
    changes = [Change(_LABEL, "", what)]
    record(session, by=by, at=now, kind=AccessLink.__tablename__, thing_id=link.id, changes=changes)

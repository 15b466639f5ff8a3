"""What the administration does with accounts, on its pages and on the command line; the history tells it."""

import hmac
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, NotFound, require
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.inputs.accounts import (
    AccountInput,
    PersonInput,
    RoleInput,
    check_admin_stays,
    check_person,
    role_in_words,
)
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.accounts import queries
from vrs_tracker.features.accounts.actions.people import (
    add_account,
    end_sessions,
    grant_role,
    set_password,
)
from vrs_tracker.tables.accounts import Account, RoleGrant
from vrs_tracker.tables.programme import Block
from vrs_tracker.trail.history import record

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what is easily mistaken for something else: i, l, o, 0, 1."""
_GROUPS, _IN_GROUP = 4, 4
ACTIVE, LOCKED = "aktiv", "gesperrt"


def new_password(secret_key: str, number: str) -> str:
    """Return a password to be read out or copied, four groups of four.

    It is computed from the application's secret key and a random number, each of which alone tells nothing;
    so it can be shown on the page after the one that made it, although it is stored nowhere.
    """
    digest = hmac.digest(secret_key.encode(), f"one-time password {number}".encode(), "sha256")
    rest, letters = int.from_bytes(digest), []
    for _ in range(_GROUPS * _IN_GROUP):
        rest, place = divmod(rest, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "-".join("".join(letters[at : at + _IN_GROUP]) for at in range(0, len(letters), _IN_GROUP))


def create_account(
    session: Session,
    new: AccountInput,
    roles: Iterable[RoleInput],
    *,
    by: Person,
    now: datetime,
    is_issued: bool = False,
) -> Account:
    """Add an account with its roles; `is_issued` if the person is to choose another password."""
    _check_person(by)
    account = add_account(session, new, now=now)
    account.password_issued_at = now if is_issued else None
    given = [_granted(session, account, role) for role in roles]
    changes = [Change("Zugang", "", "angelegt"), *(Change("Rolle", "", words) for words in given)]
    _tell(session, account, changes, by=by, now=now)
    return account


def edit_person(session: Session, account: Account, new: PersonInput, *, by: Person, now: datetime) -> None:
    """Correct unit and name; the history keeps the unit only."""
    _check_person(by)
    require(check_person(new))
    who, changes = account.person, []
    if new.unit != who.unit:
        changes.append(Change("Stelle", who.unit, new.unit))
    if new.name != (who.name or ""):
        changes.append(Change("Name", "", "geändert"))
    who.unit, who.name = new.unit, new.name or None
    _tell(session, account, changes, by=by, now=now)


def give_role(session: Session, account: Account, new: RoleInput, *, by: Person, now: datetime) -> None:
    """Give a role, or other days to one that the account has; an administrator stays."""
    _check_person(by)
    before = queries.grant_like(session, account, new.role, new.block_slug)
    old = "" if before is None else _in_words(session, before)
    words = _granted(session, account, new)
    require(check_admin_stays(queries.lasting_admins(session, _day(now)), "valid_until"))
    if words != old:
        _tell(session, account, [Change("Rolle", old, words)], by=by, now=now)


def take_role(session: Session, account: Account, grant_id: int, *, by: Person, now: datetime) -> None:
    """Take a role back, but never the last administrator's.

    Raises:
        NotFound: the account has no such role.
    """
    _check_person(by)
    grant = session.get(RoleGrant, grant_id)
    if grant is None or grant.account_id != account.id:
        raise NotFound("Diese Rolle hat der Zugang nicht mehr. Prüfen Sie die Liste seiner Rollen.")
    if grant.role is Role.ADMIN:
        _check_another_admin(session, account, now)
    words = _in_words(session, grant)
    session.delete(grant)
    _tell(session, account, [Change("Rolle", words, "")], by=by, now=now)


def lock_account(session: Session, account: Account, *, by: Person, now: datetime) -> None:
    """Switch an account off; whoever is signed in with it is signed out. The last administrator stays."""
    _check_person(by)
    if not account.is_active:
        return
    _check_another_admin(session, account, now)
    account.is_active = False
    end_sessions(session, account, now)
    _tell(session, account, [Change("Stand", ACTIVE, LOCKED)], by=by, now=now)


def reopen_account(session: Session, account: Account, *, by: Person, now: datetime) -> None:
    """Switch an account on again; its password is the old one."""
    _check_person(by)
    if account.is_active:
        return
    account.is_active = True
    _tell(session, account, [Change("Stand", LOCKED, ACTIVE)], by=by, now=now)


def renew_password(
    session: Session,
    account: Account,
    password_hash: str,
    *,
    by: Person,
    now: datetime,
    is_issued: bool = False,
) -> None:
    """Replace a password that was lost; for `is_issued` see `create_account`."""
    _check_person(by)
    set_password(session, account, password_hash, now=now)
    account.password_issued_at = now if is_issued else None
    _tell(session, account, [Change("Passwort", "", "neu vergeben")], by=by, now=now)


def change_own_password(
    session: Session, account: Account, password_hash: str, *, by: Person, now: datetime
) -> None:
    """Set the password that the person chose; every browser of this account is signed out."""
    set_password(session, account, password_hash, now=now)
    account.password_issued_at = None
    _tell(session, account, [Change("Passwort", "", "selbst geändert")], by=by, now=now)


def _check_person(by: Person) -> None:
    if not may(by, Action.MANAGE_ACCOUNTS):
        raise Forbidden(REFUSALS[Action.MANAGE_ACCOUNTS])


def _check_another_admin(session: Session, account: Account, now: datetime) -> None:
    admins = queries.lasting_admins(session, _day(now))
    if account.id in admins:
        require(check_admin_stays(admins - {account.id}))


def _day(now: datetime) -> date:
    return now.astimezone(BERLIN).date()


def _granted(session: Session, account: Account, new: RoleInput) -> str:
    grant = grant_role(
        session,
        account,
        new.role,
        block_slug=new.block_slug,
        valid_from=new.valid_from,
        valid_until=new.valid_until,
    )
    return _in_words(session, grant)


def _in_words(session: Session, grant: RoleGrant) -> str:
    block = "" if grant.block_id is None else session.get_one(Block, grant.block_id).name
    return role_in_words(grant.role, block, grant.valid_from, grant.valid_until)


def _tell(
    session: Session, account: Account, changes: Sequence[Change], *, by: Person, now: datetime
) -> None:
    session.flush()
    record(session, by=by, at=now, kind=Account.__tablename__, thing_id=account.id, changes=changes)
    session.flush()

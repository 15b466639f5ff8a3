"""One-time passwords between the answer that makes one and the page that shows it.

The form is answered by a redirect, so that reloading makes no second account. Until the next page a random
number waits in the signed cookie of the forms; with the secret key of the application it makes the password,
which stands in no address, no log, no cookie and no table.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app, session

from vrs_tracker.features.accounts import actions
from vrs_tracker.tables.accounts import Account
from vrs_tracker.web.edge import now

WAITS_FOR = timedelta(minutes=10)
_IN_COOKIE = "one_time_password"


@dataclass(frozen=True, slots=True)
class Issued:
    """A one-time password and the number that it is made of."""

    number: str

    @property
    def password(self) -> str:
        """What is read out or copied."""
        return actions.new_password(current_app.config["SECRET_KEY"], self.number)

    def keep_for(self, account: Account) -> None:
        """Let the page of this account's one-time password show it to this browser."""
        issued_at = account.password_issued_at
        session[_IN_COOKIE] = [account.id, issued_at.isoformat() if issued_at else "", self.number]


def one_time_password() -> Issued:
    """Make a password that nobody has seen."""
    return Issued(secrets.token_urlsafe(24))


def taken_password(account: Account) -> str:
    """Return the password that waits for this account, once; "" if it was shown, replaced or is too old."""
    kept = session.get(_IN_COOKIE)
    if kept is None or kept[0] != account.id:
        return ""
    del session[_IN_COOKIE]
    _account_id, moment, number = kept
    issued_at = account.password_issued_at
    if issued_at is None or issued_at.isoformat() != moment or now() - issued_at > WAITS_FOR:
        return ""
    return Issued(number).password

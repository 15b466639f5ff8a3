"""The own account: who one is here, and a new password."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.errors import Forbidden, RuleViolations
from vrs_tracker.domain.policy import REFUSALS, Action
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.accounts import actions, queries
from vrs_tracker.features.accounts.forms import OwnPasswordForm
from vrs_tracker.features.accounts.views.blueprint import COOKIE, bp
from vrs_tracker.features.accounts.views.kept import welcome
from vrs_tracker.features.accounts.views.signing_in import new_form_secret
from vrs_tracker.tables.accounts import Account, LoginSession
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now, today
from vrs_tracker.web.errors import error_page

NOT_THE_OLD_ONE = "Das ist nicht Ihr bisheriges Passwort. Nach fünf Versuchen ist 15 Minuten Pause."


@bp.get("/zugang")
@requires(Action.KEEP_ACCOUNT)
def own_account() -> ResponseReturnValue:
    """Show the own account and the form for another password."""
    return _page(OwnPasswordForm(formdata=None))


@bp.post("/zugang")
@requires(Action.KEEP_ACCOUNT, begins_writing=False)
def change_password() -> ResponseReturnValue:
    """Set another password; every other browser of this account is signed out."""
    form, moment, address = OwnPasswordForm(), now(), request.remote_addr or ""
    account = _own()
    if not form.validate():
        return _page(form)
    if not actions.may_try(db.session, account.login, address, now=moment):
        return error_page(429)
    if not actions.password_fits(account.password_hash, form.present.typed):
        form.present.errors = [NOT_THE_OLD_ONE]
        db.session.rollback()
        open_for_writing(db.session)
        actions.note_failure(db.session, account.login, address, now=moment)
        db.session.commit()
        return _page(form)
    try:
        password_hash = actions.hash_password(form.password.typed)
    except RuleViolations as broken:
        form.show(broken)
        return _page(form)
    db.session.rollback()
    open_for_writing(db.session)
    actions.change_own_password(db.session, account, password_hash, by=person(), now=moment)
    token = actions.open_session(db.session, LoginSession(account_id=account.id), now=moment)
    db.session.commit()
    new_form_secret()
    flash("Ihr Passwort ist geändert. In anderen Browsern sind Sie abgemeldet.")
    return welcome(person(), token, url_for(".own_account"), "")


def _own() -> Account:
    """Return the account of this browser; who came through a personal link has none."""
    found = queries.find_session(db.session, request.cookies.get(COOKIE, ""), today=today(), now=now())
    if found is None or found.row.account_id is None:
        raise Forbidden(REFUSALS[Action.KEEP_ACCOUNT])
    return queries.account_of(db.session, found.row.account_id)


def _page(form: OwnPasswordForm) -> ResponseReturnValue:
    account = _own()
    roles = queries.grants(db.session, account.id).get(account.id, [])
    page = render_template("accounts/own.html", account=account, roles=roles, form=form)
    return page, form.status

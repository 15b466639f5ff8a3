"""Pages of the administration: every account, its roles, its password. They show no content."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.errors import RuleViolations
from vrs_tracker.domain.notation import quoted
from vrs_tracker.domain.policy import Action
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.accounts import actions, queries
from vrs_tracker.features.accounts.forms import NewAccountForm, PersonForm, RoleForm
from vrs_tracker.features.accounts.views.blueprint import bp
from vrs_tracker.features.accounts.views.issued import one_time_password, taken_password
from vrs_tracker.tables.accounts import Account
from vrs_tracker.trail.history import history_of
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now, today
from vrs_tracker.web.fields import Option
from vrs_tracker.web.records import attempt, show_record


@bp.get("/zugaenge/")
@requires(Action.MANAGE_ACCOUNTS)
def all_accounts() -> str:
    """List every account with its roles."""
    return render_template(
        "accounts/accounts.html",
        accounts=queries.list_accounts(db.session),
        roles=queries.grants(db.session),
        today=today(),
    )


@bp.get("/zugaenge/neu")
@requires(Action.MANAGE_ACCOUNTS)
def new_account_page() -> ResponseReturnValue:
    """Show the form of a new account."""
    return _new_account(NewAccountForm(formdata=None))


@bp.post("/zugaenge/neu")
@requires(Action.MANAGE_ACCOUNTS, begins_writing=False)
def new_account() -> ResponseReturnValue:
    """Add an account; the next page shows its first password, for this once."""
    issued = one_time_password()
    password_hash = actions.hash_password(issued.password)
    open_for_writing(db.session)
    form = NewAccountForm()
    _offer_blocks(form)
    made: list[Account] = []
    outcome = attempt(
        form,
        lambda: made.append(
            actions.create_account(
                db.session,
                form.to_input(password_hash),
                form.role_inputs(),
                by=person(),
                now=now(),
                is_issued=True,
            )
        ),
    )
    if not outcome.is_done:
        db.session.rollback()
        return _new_account(form)
    issued.keep_for(made[0])
    return _done(made[0], "Der Zugang ist angelegt.", ".one_time_password_page")


@bp.get("/zugaenge/<int:account_id>")
@requires(Action.MANAGE_ACCOUNTS)
def account_page(account_id: int) -> ResponseReturnValue:
    """Show an account, what can be done with it, and what was done."""
    return _account(queries.account_of(db.session, account_id))


@bp.route("/zugaenge/<int:account_id>/bearbeiten", methods=["GET", "POST"])
@requires(Action.MANAGE_ACCOUNTS)
def edit_account(account_id: int) -> ResponseReturnValue:
    """Correct unit and name."""
    account = queries.account_of(db.session, account_id)
    form = PersonForm(data={"unit": account.person.unit, "name": account.person.name})
    outcome = attempt(
        form,
        lambda: actions.edit_person(db.session, account, form.to_input(), by=person(), now=now()),
    )
    if outcome.is_done:
        return _done(account, "Die Änderung ist gespeichert.")
    title, back = f"Zugang {quoted(account.login)} bearbeiten", _address(account)
    return show_record(form, outcome, title=title, button="Speichern", back=back)


@bp.post("/zugaenge/<int:account_id>/rollen")
@requires(Action.MANAGE_ACCOUNTS)
def give_role(account_id: int) -> ResponseReturnValue:
    """Give a role for good or for some days."""
    account, form = queries.account_of(db.session, account_id), RoleForm()
    _offer_blocks(form)
    outcome = attempt(
        form,
        lambda: actions.give_role(db.session, account, form.to_input(), by=person(), now=now()),
    )
    if outcome.is_done:
        return _done(account, "Die Rolle ist gegeben.")
    db.session.rollback()
    return _account(queries.account_of(db.session, account_id), form=form)


@bp.post("/zugaenge/<int:account_id>/rollen/<int:grant_id>/entziehen")
@requires(Action.MANAGE_ACCOUNTS)
def take_role(account_id: int, grant_id: int) -> ResponseReturnValue:
    """Take a role back."""
    return _change(
        account_id,
        lambda account: actions.take_role(db.session, account, grant_id, by=person(), now=now()),
        "Die Rolle ist entzogen.",
    )


@bp.post("/zugaenge/<int:account_id>/sperren")
@requires(Action.MANAGE_ACCOUNTS)
def lock(account_id: int) -> ResponseReturnValue:
    """Switch an account off."""
    return _change(
        account_id,
        lambda account: actions.lock_account(db.session, account, by=person(), now=now()),
        "Der Zugang ist gesperrt. Wer damit angemeldet war, ist abgemeldet.",
    )


@bp.post("/zugaenge/<int:account_id>/oeffnen")
@requires(Action.MANAGE_ACCOUNTS)
def reopen(account_id: int) -> ResponseReturnValue:
    """Switch an account on again."""
    return _change(
        account_id,
        lambda account: actions.reopen_account(db.session, account, by=person(), now=now()),
        "Der Zugang ist wieder offen.",
    )


@bp.post("/zugaenge/<int:account_id>/passwort")
@requires(Action.MANAGE_ACCOUNTS, begins_writing=False)
def renew_password(account_id: int) -> ResponseReturnValue:
    """Replace a lost password by one that the next page shows, for this once."""
    issued = one_time_password()
    password_hash = actions.hash_password(issued.password)
    open_for_writing(db.session)
    account = queries.account_of(db.session, account_id)
    actions.renew_password(db.session, account, password_hash, by=person(), now=now(), is_issued=True)
    issued.keep_for(account)
    return _done(account, "Das Passwort ist neu vergeben.", ".one_time_password_page")


@bp.get("/zugaenge/<int:account_id>/einmalpasswort")
@requires(Action.MANAGE_ACCOUNTS)
def one_time_password_page(account_id: int) -> str:
    """Show the password that was just made, once; after that say so and offer another one."""
    account = queries.account_of(db.session, account_id)
    return render_template(
        "accounts/one_time_password.html",
        account=account,
        password=taken_password(account),
    )


# ---------------------------------------------------------------- what all of them share


def _change(account_id: int, act: Callable[[Account], None], said: str) -> ResponseReturnValue:
    """Do what a single button asks for; what is refused heads the page of the account."""
    account = queries.account_of(db.session, account_id)
    try:
        act(account)
    except RuleViolations as broken:
        db.session.rollback()
        form = RoleForm(formdata=None)
        form.show(broken)
        return _account(queries.account_of(db.session, account_id), form=form)
    return _done(account, said)


def _done(account: Account, said: str, page: str = ".account_page") -> ResponseReturnValue:
    address = url_for(page, account_id=account.id)
    db.session.commit()
    flash(said)
    return redirect(address, 303)


def _address(account: Account) -> str:
    return url_for(".account_page", account_id=account.id)


def _new_account(form: NewAccountForm) -> ResponseReturnValue:
    _offer_blocks(form)
    page = render_template("accounts/new_account.html", form=form, back=url_for(".all_accounts"))
    return page, form.status


def _account(account: Account, *, form: RoleForm | None = None) -> ResponseReturnValue:
    form = form or RoleForm(formdata=None)
    _offer_blocks(form)
    page = render_template(
        "accounts/account.html",
        account=account,
        who=account.person,
        roles=queries.grants(db.session, account.id).get(account.id, []),
        form=form,
        today=today(),
        history=history_of(db.session, Account.__tablename__, account.id, with_names=True),
    )
    return page, form.status


def _offer_blocks(form: NewAccountForm | RoleForm) -> None:
    form.block.options = [Option(slug, name) for slug, name in queries.block_choices(db.session)]

"""Signing in with a password, and signing out."""

from urllib.parse import urlsplit

from flask import flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from vrs_tracker.domain.policy import Action, Person, may
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.accounts import actions, queries
from vrs_tracker.features.accounts.forms import LinkForm, SignInForm
from vrs_tracker.features.accounts.views.blueprint import COOKIE, bp
from vrs_tracker.features.accounts.views.kept import is_from_elsewhere, welcome
from vrs_tracker.features.accounts.views.pages import paste_page, sign_in_page
from vrs_tracker.web.access import open_to_all, open_with_own_transaction, person
from vrs_tracker.web.edge import now, today
from vrs_tracker.web.errors import error_page, form_out_of_date

WRONG = "Anmeldename und Passwort passen nicht zusammen. Nach fünf Versuchen ist 15 Minuten Pause."

OUT_OF_DATE = (
    "Das Formular war nicht mehr aktuell. Füllen Sie es noch einmal aus; Ihr Browser muss dafür Cookies "
    "dieser Seite annehmen."
)
CHOOSE_YOUR_OWN = "Ihr Passwort hat die Administration vergeben. Wählen Sie jetzt ein eigenes."


@bp.get("/anmelden")
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Show the sign-in form, or the field for the link to those who came by one."""
    if person().is_signed_in:
        return redirect(_safe(request.args.get("weiter", ""), person()), 303)
    if g.expired is not None and g.expired.came_by_link:
        return paste_page(LinkForm(formdata=None), g.expired.sentence)
    form = SignInForm(formdata=None)
    form.next.data = request.args.get("weiter", "")
    return sign_in_page(form, g.expired.sentence if g.expired is not None else "")


@bp.post("/anmelden")
@open_with_own_transaction
def sign_in_post() -> ResponseReturnValue:
    """Verify, then open a new session; text that was kept goes to where it was meant for."""
    form = SignInForm()
    if not form.validate():
        return sign_in_page(form), form.status
    login, address, moment = form.login.typed, request.remote_addr or "", now()
    with db.sessionmaker() as short:
        allowed = actions.may_try(short, login, address, now=moment)
        account = queries.find_account(short, login) if allowed else None
        expected = account.password_hash if account is not None and account.is_active else None
    if not allowed:
        return error_page(429)
    fits = actions.password_fits(expected, form.password.typed)
    open_for_writing(db.session)
    if not fits or account is None:
        actions.note_failure(db.session, login, address, now=moment)
        db.session.commit()
        form.form_errors.append(WRONG)
        return sign_in_page(form), form.status
    token = actions.sign_in(db.session, account, now=moment)
    signed_in = queries.acting_person(db.session, account, today())
    db.session.commit()
    new_form_secret()
    target = _safe(form.next.typed, signed_in)
    if account.password_issued_at is not None:
        flash(CHOOSE_YOUR_OWN)
        target = url_for("accounts.own_account")
    return welcome(signed_in, token, target, form.posted.typed)


@bp.errorhandler(CSRFError)
def page_out_of_date(error: CSRFError) -> ResponseReturnValue:
    """Keep what a sign-in page carries that another tab has put out of date; passwords are typed anew."""
    sent = {} if is_from_elsewhere() else request.form
    carried = {name: sent.get(name, "") for name in ("next", "posted", "link")}
    if request.endpoint == "accounts.open_link":
        return paste_page(LinkForm(formdata=None, data=carried), OUT_OF_DATE), 400
    if request.endpoint == "accounts.change_password":
        flash(OUT_OF_DATE, "warning")
        return redirect(url_for("accounts.own_account"), 303)
    if request.endpoint != "accounts.sign_in_post":
        return form_out_of_date(error)
    who = person()
    if who.is_signed_in:
        return welcome(who, request.cookies[COOKIE], _safe(carried["next"], who), carried["posted"])
    return sign_in_page(SignInForm(formdata=None, data=carried), OUT_OF_DATE), 400


@bp.post("/abmelden")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """End the session on the server, not only in the browser."""
    actions.sign_out(db.session, request.cookies.get(COOKIE, ""), now=now())
    db.session.commit()
    new_form_secret()
    flash("Sie sind abgemeldet.")
    answer = redirect(url_for("accounts.sign_in"), 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


def new_form_secret() -> None:
    """Forms opened before no longer count; Flask-WTF keeps the token of this request in `g`."""
    session.clear()
    g.pop("csrf_token", None)


def _safe(address: str, who: Person) -> str:
    """Return an address of this application, else where this person starts: with the tasks, if it has any."""
    parts = urlsplit(address)
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc
    start = "/aufgaben" if may(who, Action.READ_TASKS) else "/"
    if address.rstrip("/") == "/aufgaben":
        return start
    return address if is_ours and address.isprintable() else start

"""Signing in and out, and who asks: the loader behind `g.person`."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, session, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from vrs_tracker.domain.notation import count
from vrs_tracker.domain.policy import PUBLIC, Action, Person, may
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.accounts import actions, queries
from vrs_tracker.features.accounts.forms import SignInForm
from vrs_tracker.web import access
from vrs_tracker.web.access import open_to_all, open_with_own_transaction, person
from vrs_tracker.web.edge import now, settings, today
from vrs_tracker.web.errors import error_page

bp = Blueprint("accounts", __name__)

COOKIE = "anmeldung"
WRONG = "Anmeldename und Passwort passen nicht zusammen. Nach fünf Versuchen ist 15 Minuten Pause."
KEPT = "Ihr Text ist gesichert und steht nach der Anmeldung wieder hier."
NOT_YOURS = "Die gesicherten Eingaben gehören zu einer anderen Person und wurden nicht übernommen."


@dataclass(frozen=True, slots=True)
class Expired:
    """A session that has run out in this request: whose it was and what to say."""

    person_key: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A post that came after the sign-in had run out: whose it was, where to, and what was typed."""

    person_key: str
    address: str
    fields: list[tuple[str, str]]


@bp.record_once
def _register(state: BlueprintSetupState) -> None:
    access.load_person_with(state.app, _who_asks)
    access.ask_to_sign_in_with(state.app, _ask_to_sign_in)


# ---------------------------------------------------------------- who asks


def _who_asks() -> Person:
    """Look up the browser's session, in a short transaction: a GET does not write in its own."""
    g.expired = None
    token = request.cookies.get(COOKIE, "")
    if not token:
        return PUBLIC
    moment = now()
    with db.sessionmaker() as short:
        found = queries.find_session(short, token, today())
        if found is None or not found.account_is_active:
            return PUBLIC
        g.expired = _why_expired(found)
        seen_id = found.row.id if found.row.last_seen_at <= moment - actions.SEEN_EVERY else None
    if g.expired is not None:
        return PUBLIC
    if seen_id is not None:
        with db.sessionmaker() as short:
            open_for_writing(short)
            actions.note_seen(short, seen_id, now=moment)
            short.commit()
    return found.person


def _why_expired(found: queries.SignedIn) -> Expired | None:
    moment, limits = now(), settings()
    if found.row.ended_at is not None:
        return Expired(found.person.key, "Sie haben sich abgemeldet.")
    if moment - found.row.created_at >= limits.absolute_limit:
        hours = count(int(limits.absolute_limit.total_seconds() // 3600), "Stunde", "Stunden")
        return Expired(found.person.key, f"Sie waren {hours} angemeldet und wurden abgemeldet.")
    if moment - found.row.last_seen_at >= limits.idle_limit:
        minutes = count(int(limits.idle_limit.total_seconds() // 60), "Minute", "Minuten")
        return Expired(found.person.key, f"Sie waren {minutes} nicht aktiv und wurden abgemeldet.")
    return None


def _ask_to_sign_in() -> Response:
    """Send a visitor who asks for a guarded page to the sign-in page; a post is kept on it."""
    if request.method in access.SAFE_METHODS:
        return redirect(url_for("accounts.sign_in", weiter=request.full_path.rstrip("?")), 303)
    form = SignInForm(formdata=None)
    sentence = "Für diesen Schritt melden Sie sich an."
    if g.expired is not None:
        form.posted.data = _packed(g.expired.person_key)
        sentence = f"{g.expired.sentence} {KEPT}"
    return current_app.make_response((_sign_in_page(form, sentence), 403))


# ---------------------------------------------------------------- pages


@bp.get("/anmelden")
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Show the sign-in form."""
    if person().is_signed_in:
        return redirect(_safe(request.args.get("weiter", ""), person()), 303)
    form = SignInForm(formdata=None)
    form.next.data = request.args.get("weiter", "")
    return _sign_in_page(form, g.expired.sentence if g.expired is not None else "")


@bp.post("/anmelden")
@open_with_own_transaction
def sign_in_post() -> ResponseReturnValue:
    """Verify, then open a new session; text that was kept goes to where it was meant for."""
    form = SignInForm()
    if not form.validate():
        return _sign_in_page(form), form.status
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
        return _sign_in_page(form), form.status
    token = actions.sign_in(db.session, account, now=moment)
    signed_in = queries.acting_person(db.session, account, today())
    db.session.commit()
    return _signed_in(form, token, signed_in)


@bp.post("/abmelden")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """End the session on the server, not only in the browser."""
    actions.sign_out(db.session, request.cookies.get(COOKIE, ""), now=now())
    db.session.commit()
    _new_form_secret()
    flash("Sie sind abgemeldet.")
    answer = redirect(url_for("accounts.sign_in"), 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


def _sign_in_page(form: SignInForm, sentence: str = "") -> str:
    return render_template("accounts/sign_in.html", form=form, sentence=sentence)


def _new_form_secret() -> None:
    """Forms opened before no longer count; Flask-WTF keeps the token of this request in `g`."""
    session.clear()
    g.pop("csrf_token", None)


def _signed_in(form: SignInForm, token: str, signed_in: Person) -> Response:
    _new_form_secret()
    answer: Response = redirect(_safe(form.next.typed, signed_in), 303)
    if form.posted.typed:
        kept = _unpacked(form.posted.typed)
        if kept is not None and kept.person_key == signed_in.key:
            answer = _replay(kept, token)
        else:
            flash(NOT_YOURS)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


def _safe(address: str, who: Person) -> str:
    """Return an address of this application, else where this person starts: with the tasks, if it has any."""
    parts = urlsplit(address)
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc
    start = "/aufgaben" if may(who, Action.READ_TASKS) else "/"
    if address.rstrip("/") == "/aufgaben":
        return start
    return address if is_ours and address.isprintable() else start


# ---------------------------------------------------------------- text kept over a sign-in


def _box() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="posted")


def _packed(person_key: str) -> str:
    fields = [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]
    return str(_box().dumps((person_key, request.full_path.rstrip("?"), fields)))


def _unpacked(packed: str) -> Kept | None:
    try:
        person_key, address, fields = _box().loads(packed)
    except BadData:
        return None
    return Kept(person_key, address, [(name, value) for name, value in fields])


def _replay(kept: Kept, token: str) -> Response:
    """Post the kept fields again, through every check, as the person now signed in."""
    fields = MultiDict[str, str](kept.fields)
    fields["csrf_token"] = generate_csrf()
    signer = current_app.session_interface.get_signing_serializer(current_app)  # type: ignore[attr-defined]
    form_cookie = f"{current_app.config['SESSION_COOKIE_NAME']}={signer.dumps(dict(session))}"
    cookies = f"{COOKIE}={token}; {form_cookie}"
    environ = {"REMOTE_ADDR": request.remote_addr, "wsgi.url_scheme": request.scheme}
    with current_app.test_request_context(
        kept.address,
        base_url=request.host_url,
        method="POST",
        data=fields,
        headers={"Cookie": cookies},
        environ_overrides=environ,
    ):
        return current_app.full_dispatch_request()

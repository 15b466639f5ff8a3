"""Text kept over a sign-in: signed, shown in its form again, sent only by a fresh press of the button.

Whoever is signed out when a form arrives gets it back after the next sign-in, whatever ended the last one:
an hour's pause, „Abmelden“ in another tab, deleted cookies, another password. The browser carries the text,
the server stores nothing. Showing it goes through the form's own view, with every check of who may do what;
whatever would store something stops there. So neither a foreign page nor another person at the same machine
makes this application do anything by way of a sign-in.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import current_app, flash, redirect, request, session
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from vrs_tracker.domain.policy import Person
from vrs_tracker.extensions import db
from vrs_tracker.features.accounts import queries
from vrs_tracker.features.accounts.forms import SignInForm
from vrs_tracker.features.accounts.views.blueprint import COOKIE
from vrs_tracker.features.accounts.views.pages import sign_in_page
from vrs_tracker.web.forms import SHOWN_ONLY

STANDS_HERE_AGAIN = (
    "Ihre Eingaben stehen wieder hier; gespeichert sind sie noch nicht. Prüfen Sie sie, und wählen Sie die "
    "Schaltfläche noch einmal."
)
NOTHING_DONE = "Der letzte Schritt vor der Anmeldung wurde nicht ausgeführt. Wählen Sie ihn noch einmal."
_CLOSED = frozenset({403, 404})
_ELSEWHERE = frozenset({"cross-site", "same-site"})
_NEVER_KEPT = frozenset({"accounts.change_password"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that came without a sign-in: whose it was, "" for unknown, where to, and what was typed."""

    person_key: str
    address: str
    fields: list[tuple[str, str]]


def packed(person_key: str) -> str:
    """Return what this request posted, signed, for a hidden field; "" if no form of ours was filled in.

    A single button has no text to lose, passwords are typed anew, and what a foreign page sends stays out.
    """
    if "post_key" not in request.form or request.endpoint in _NEVER_KEPT or is_from_elsewhere():
        return ""
    fields = [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]
    return str(_box().dumps((person_key, request.full_path.rstrip("?"), fields)))


def is_from_elsewhere() -> bool:
    """Whether the browser says that a page of another origin sent this request."""
    return request.headers.get("Sec-Fetch-Site") in _ELSEWHERE


def page_before() -> str:
    """Return the address of the page on which a form or button stood; "" if it is not one of ours."""
    parts = urlsplit(request.referrer or "")
    return f"{parts.path}?{parts.query}".rstrip("?") if parts.netloc == request.host else ""


def welcome(signed_in: Person, token: str, address: str, posted: str) -> Response:
    """Send a browser that has just signed in to an address, or show its kept text in the form again."""
    kept = _unpacked(posted)
    answer = redirect(address, 303) if kept is None else _shown_again(kept, signed_in, token, address)
    if kept is not None and answer.status_code in _CLOSED:
        form = SignInForm(formdata=None, data={"posted": posted})
        answer = current_app.make_response((sign_in_page(form, _other_account(signed_in)), 403))
    answer.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


def _box() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="posted")


def _unpacked(packed_text: str) -> Kept | None:
    try:
        person_key, address, fields = _box().loads(packed_text)
    except BadData:
        return None
    return Kept(person_key, address, [(name, value) for name, value in fields])


def _shown_again(kept: Kept, signed_in: Person, token: str, address: str) -> Response:
    """Answer with the form as its view shows it to this person, filled in with what was kept."""
    fields = MultiDict[str, str](kept.fields)
    fields["csrf_token"] = generate_csrf()
    signer = current_app.session_interface.get_signing_serializer(current_app)  # type: ignore[attr-defined] # Flask keeps cookies by default
    form_cookie = f"{current_app.config['SESSION_COOKIE_NAME']}={signer.dumps(dict(session))}"
    environ = {"REMOTE_ADDR": request.remote_addr, "wsgi.url_scheme": request.scheme}
    environ[SHOWN_ONLY] = _whose(kept, signed_in)

    def refuse(_session: Session) -> None:
        raise HTTPException(response=redirect(address, 303))

    stores = db.session
    stores.rollback()  # the view begins with a transaction of its own
    sa.event.listen(stores, "before_commit", refuse)
    try:
        with current_app.test_request_context(
            kept.address,
            base_url=request.host_url,
            method="POST",
            data=fields,
            headers={"Cookie": f"{COOKIE}={token}; {form_cookie}", "Referer": request.host_url},
            environ_overrides=environ,
        ):
            answer = current_app.full_dispatch_request()
            said = dict(session)
    finally:
        sa.event.remove(stores, "before_commit", refuse)
        stores.rollback()
    if answer.location:
        flash(NOTHING_DONE, "warning")
        return redirect(address, 303)
    answer.headers.remove("Set-Cookie")
    session.clear()
    session.update(said)
    return answer


def _other_account(signed_in: Person) -> str:
    return (
        f"Sie sind angemeldet als {signed_in.unit}. Mit diesem Zugang lässt sich das Formular nicht öffnen, "
        "in dem die Eingaben standen. Sie sind noch gesichert: Melden Sie sich mit dem anderen Zugang an."
    )


def _whose(kept: Kept, signed_in: Person) -> str:
    """Say that nothing is stored yet, and whose text it is if not certainly that of the person signed in."""
    if kept.person_key == signed_in.key:
        return STANDS_HERE_AGAIN
    found = queries.find_person(db.session, kept.person_key) if kept.person_key else None
    writer = (
        "Diese Eingaben hat eine andere Person geschrieben"
        if found is not None
        else "Diese Eingaben wurden vor der Anmeldung geschrieben"
    )
    unit = f" ({found.unit})" if found is not None else ""
    return (
        f"{writer}{unit}; gespeichert sind sie noch nicht. Sie sind angemeldet als {signed_in.unit}. "
        "Prüfen Sie, ob Sie sie in diesem Namen absenden möchten."
    )

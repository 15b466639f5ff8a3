"""Text kept over a sign-in: signed, bound to its person, posted again through every check."""

from dataclasses import dataclass

from flask import current_app, flash, redirect, request, session
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from vrs_tracker.domain.policy import Person
from vrs_tracker.features.accounts.views.blueprint import COOKIE

NOT_YOURS = "Die gesicherten Eingaben gehören zu einer anderen Person und wurden nicht übernommen."


@dataclass(frozen=True, slots=True)
class Kept:
    """A post that came after the sign-in had run out: whose it was, where to, and what was typed."""

    person_key: str
    address: str
    fields: list[tuple[str, str]]


def packed(person_key: str) -> str:
    """Return what this request posted, signed, for a hidden field."""
    fields = [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]
    return str(_box().dumps((person_key, request.full_path.rstrip("?"), fields)))


def welcome(signed_in: Person, token: str, address: str, posted: str) -> Response:
    """Send a browser that has just signed in to an address, or its kept text to where it was meant for."""
    answer: Response = redirect(address, 303)
    if posted:
        kept = _unpacked(posted)
        if kept is not None and kept.person_key == signed_in.key:
            answer = _replay(kept, token)
        else:
            flash(NOT_YOURS)
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

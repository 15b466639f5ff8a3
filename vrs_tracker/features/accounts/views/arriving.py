"""Who asks: the loader behind `g.person`, and what a browser gets whose session is over."""

from dataclasses import dataclass

from flask import current_app, g, redirect, request, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from vrs_tracker.domain.notation import count
from vrs_tracker.domain.policy import PUBLIC, Person
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.accounts import actions, queries
from vrs_tracker.features.accounts.forms import LinkForm, SignInForm
from vrs_tracker.features.accounts.views.blueprint import COOKIE, bp
from vrs_tracker.features.accounts.views.kept import packed, page_before
from vrs_tracker.features.accounts.views.pages import paste_page, sign_in_page
from vrs_tracker.web import access
from vrs_tracker.web.edge import now, settings, today

FIRST_SIGN_IN = "Für diesen Schritt melden Sie sich an."
KEPT = "Ihr Text ist gesichert und steht nach der Anmeldung wieder hier."
ENDED_ELSEWHERE = (
    "Diese Anmeldung ist beendet: Sie haben sich abgemeldet, oder das Passwort des Zugangs wurde geändert."
)
LINK_IS_OVER = (
    "Ihr persönlicher Link gilt nicht mehr. Bitten Sie die Programmkoordination um einen neuen, wenn Sie "
    "noch etwas melden möchten."
)


@dataclass(frozen=True, slots=True)
class Expired:
    """A session that has run out in this request: whose it was, what to say, and how it had begun."""

    person_key: str
    sentence: str
    came_by_link: bool


@bp.record_once
def _register(state: BlueprintSetupState) -> None:
    access.load_person_with(state.app, _who_asks)
    access.ask_to_sign_in_with(state.app, _ask_to_sign_in)


def _who_asks() -> Person:
    """Look up the browser's session, in a short transaction: a GET does not write in its own."""
    g.expired = None
    token = request.cookies.get(COOKIE, "")
    if not token:
        return PUBLIC
    moment = now()
    with db.sessionmaker() as short:
        found = queries.find_session(short, token, today=today(), now=moment)
        if found is None or not (found.is_open or found.row.link_id):
            return PUBLIC
        sentence = _why_expired(found)
        if sentence:
            g.expired = Expired(found.person.key, sentence, found.row.link_id is not None)
        seen_id = found.row.id if found.row.last_seen_at <= moment - actions.SEEN_EVERY else None
    if g.expired is not None:
        return PUBLIC
    if seen_id is not None:
        with db.sessionmaker() as short:
            open_for_writing(short)
            actions.note_seen(short, seen_id, now=moment)
            short.commit()
    return found.person


def _why_expired(found: queries.SignedIn) -> str:
    """Return what to say about a session that is over; "" for one that goes on."""
    moment, limits, row = now(), settings(), found.row
    if not found.is_open:
        return LINK_IS_OVER
    if row.ended_at is not None:
        return ENDED_ELSEWHERE
    if moment - row.created_at >= limits.absolute_limit:
        hours = count(int(limits.absolute_limit.total_seconds() // 3600), "Stunde", "Stunden")
        return f"Sie waren {hours} angemeldet und wurden abgemeldet."
    if moment - row.last_seen_at >= limits.idle_limit:
        minutes = count(int(limits.idle_limit.total_seconds() // 60), "Minute", "Minuten")
        return f"Sie waren {minutes} nicht aktiv und wurden abgemeldet."
    return ""


def _ask_to_sign_in() -> Response:
    """Send a visitor who asks for a guarded page to the sign-in page; what was typed is kept on it."""
    if request.method in access.SAFE_METHODS:
        return redirect(url_for("accounts.sign_in", weiter=request.full_path.rstrip("?")), 303)
    by_link = g.expired is not None and g.expired.came_by_link
    form = LinkForm(formdata=None) if by_link else SignInForm(formdata=None)
    sentence = FIRST_SIGN_IN if g.expired is None else g.expired.sentence
    form.posted.data = packed(g.expired.person_key if g.expired is not None else "")
    if form.posted.data:
        sentence = f"{sentence} {KEPT}"
    elif isinstance(form, SignInForm):
        form.next.data = page_before()
    page = paste_page(form, sentence) if by_link else sign_in_page(form, sentence)
    return current_app.make_response((page, 403))

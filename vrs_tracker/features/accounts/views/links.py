"""Arriving by a personal link: a GET shows what it opens, the button signs in (mail scanners open links)."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from vrs_tracker.extensions import db
from vrs_tracker.features.accounts import actions, queries
from vrs_tracker.features.accounts.forms import LinkForm
from vrs_tracker.features.accounts.views.blueprint import COOKIE, bp
from vrs_tracker.features.accounts.views.kept import welcome
from vrs_tracker.features.accounts.views.pages import paste_page
from vrs_tracker.features.accounts.views.signing_in import new_form_secret
from vrs_tracker.web.access import open_to_all
from vrs_tracker.web.edge import now
from vrs_tracker.web.errors import error_page

OVER = "Dieser Link gilt nicht mehr"
WHAT_TO_DO = (
    "Persönliche Links gelten 30 Tage und enden, sobald die Meldung bestätigt ist.",
    "Prüfen Sie, ob er vollständig kopiert ist, oder bitten Sie die Programmkoordination um einen neuen.",
    "Was Sie gespeichert haben, ist erhalten.",
)


@bp.get("/link/<secret>")
@open_to_all
def link_page(secret: str) -> ResponseReturnValue:
    """Show which update the link opens, and the button that opens it."""
    if not actions.may_try(db.session, "", request.remote_addr or "", now=now()):
        return error_page(429)
    found = queries.find_link(db.session, secret, now=now())
    if found is None:
        return error_page(404, heading=OVER, sentences=WHAT_TO_DO)
    return render_template("accounts/link.html", found=found, secret=secret)


@bp.post("/link")
@open_to_all
def open_link() -> ResponseReturnValue:
    """Sign in through the link; whoever was signed in before in this browser is signed out."""
    form, address = LinkForm(), request.remote_addr or ""
    if form.link.name not in request.form:
        return paste_page(LinkForm(formdata=None, data={"posted": form.posted.typed}))
    if not form.validate():
        return paste_page(form), form.status
    if not actions.may_try(db.session, "", address, now=now()):
        return error_page(429)
    found = queries.find_link(db.session, form.secret, now=now())
    if found is None:
        actions.note_failure(db.session, "", address, now=now())
        db.session.commit()
        return error_page(422, heading=OVER, sentences=WHAT_TO_DO)
    actions.sign_out(db.session, request.cookies.get(COOKIE, ""), now=now())
    token = actions.open_link(db.session, found, now=now())
    target, signed_in = f"/bausteine/{found.block.slug}/meldung", found.person
    db.session.commit()
    new_form_secret()
    return welcome(signed_in, token, target, form.posted.typed)

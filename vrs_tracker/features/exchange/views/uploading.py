"""Where a file is sent to, and the files that were sent before."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.policy import Action, may
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.exchange import actions, readers
from vrs_tracker.features.exchange.forms import UploadForm
from vrs_tracker.features.exchange.queries.imports import list_imports
from vrs_tracker.features.exchange.views.blueprint import bp
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now, today
from vrs_tracker.web.request_limits import takes_file

KNOWN_FILE = "Diese Datei ist schon da, Zeichen für Zeichen gleich. Sie wurde nicht noch einmal angelegt."


@bp.get("/finanzen/einlesen")
@requires(Action.READ_HISTORY)
def uploads() -> ResponseReturnValue:
    """List the files that were sent, and ask those who book for another."""
    return _page(UploadForm())


@bp.post("/finanzen/einlesen")
@requires(Action.BOOK_MONEY, begins_writing=False)
@takes_file
def upload() -> ResponseReturnValue:
    """Look whether a file can be read, and keep it; what is in it is checked on its own page."""
    form = UploadForm()
    if not form.validate_on_submit():
        return _page(form)
    content: bytes = form.file.data
    try:
        media_type = readers.look(content, today())
    except readers.Refused as refused:
        form.file.errors = [str(refused)]
        return _page(form)
    open_for_writing(db.session)
    sent = request.files[form.file.name]
    imported, is_known = actions.take_in(
        db.session,
        content,
        name=sent.filename or "",
        media_type=media_type,
        by=person(),
        now=now(),
        post_key=form.post_key.data,
    )
    db.session.commit()
    if is_known:
        flash(KNOWN_FILE, "warning")
    return redirect(url_for(".show_file", import_id=imported.id), 303)


def _page(form: UploadForm) -> ResponseReturnValue:
    books = may(person(), Action.BOOK_MONEY)
    page = render_template("exchange/uploads.html", form=form, imports=list_imports(db.session), books=books)
    return page, form.status

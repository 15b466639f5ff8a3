"""Is this file or this paper what was handed out? A page that reads and keeps nothing."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.verification import NO_CHECKSUM, checksum_typed
from vrs_tracker.extensions import db
from vrs_tracker.features.reporting import readers
from vrs_tracker.features.reporting.forms import CheckForm, ChecksumForm
from vrs_tracker.features.reporting.queries import shown
from vrs_tracker.features.reporting.views.blueprint import ONE_CHECK_AT_A_TIME, bp
from vrs_tracker.features.reporting.views.issues import readable_forms
from vrs_tracker.web.access import open_to_all, open_with_own_transaction, person
from vrs_tracker.web.errors import error_page

MOST_SECONDS_TO_WAIT = 5


@bp.get("/pruefen")
@open_to_all
def check_page() -> ResponseReturnValue:
    """Ask for a file or a checksum; with a checksum in the address say which report it belongs to."""
    form = ChecksumForm(formdata=request.args)
    if not request.args.get(form.pruefsumme.name):
        return _page(CheckForm(), form)
    beginning = checksum_typed(form.pruefsumme.typed)
    if beginning is None:
        form.pruefsumme.errors = [NO_CHECKSUM]
        return _page(CheckForm(), form)
    states = shown.readable_states(person())
    answer = readers.told_by_checksum(db.session, beginning, states=states, forms=readable_forms())
    return _page(CheckForm(), form, answer)


@bp.post("/pruefen")
@open_with_own_transaction
def check_file() -> ResponseReturnValue:
    """Compare an uploaded file with what this person may read, byte for byte, and forget it."""
    form = CheckForm()
    if not form.validate_on_submit():
        return _page(form, ChecksumForm(formdata=None))
    if not ONE_CHECK_AT_A_TIME.acquire(timeout=MOST_SECONDS_TO_WAIT):
        sentence = "Dateien werden nacheinander geprüft. Versuchen Sie es in einer Minute noch einmal."
        return error_page(429, heading="Gerade wird eine andere Datei geprüft", sentences=(sentence,))
    try:
        states = shown.readable_states(person())
        found = readers.verify(db.session, form.file.data, states=states, forms=readable_forms())
    finally:
        ONE_CHECK_AT_A_TIME.release()
    return _page(CheckForm(formdata=None), ChecksumForm(formdata=None), found.sentence)


def _page(form: CheckForm, paper: ChecksumForm, answer: str = "") -> ResponseReturnValue:
    page = render_template("reporting/check.html", form=form, paper=paper, answer=answer)
    return page, 422 if form.summary or paper.summary else 200

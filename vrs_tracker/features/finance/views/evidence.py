"""Documents: the list for everybody, the bytes, and for staff those of one thing with the form to add one."""

from typing import NamedTuple

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.errors import RuleViolations, Violation
from vrs_tracker.domain.evidence import NO_FILE, Examined, RefusedDocument
from vrs_tracker.domain.policy import SEE_WITHHELD, Action, Thing, may
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.finance import readers
from vrs_tracker.features.finance.actions.evidence import add_document, take_back_document
from vrs_tracker.features.finance.forms.evidence import CHOOSE_AGAIN, DocumentForm, TakeBackForm
from vrs_tracker.features.finance.queries.evidence import (
    RESOLUTIONS,
    ProvenThing,
    documents_for,
    documents_of,
    list_address,
    readable_use,
    thing_of,
    thing_of_use,
    told,
    use_of,
)
from vrs_tracker.features.finance.queries.lines import KINDS
from vrs_tracker.features.finance.queries.proposals import slug_of_block
from vrs_tracker.features.finance.views.blueprint import bp, say
from vrs_tracker.features.finance.views.bookings import READERS
from vrs_tracker.tables.cofunding import ShareProposal
from vrs_tracker.trail.documents import document_with_content
from vrs_tracker.web.access import check, open_to_all, person, requires
from vrs_tracker.web.downloads import file_answer
from vrs_tracker.web.edge import now
from vrs_tracker.web.fields import FileField
from vrs_tracker.web.headers import SANDBOX
from vrs_tracker.web.records import Outcome, attempt, history_of, show_record
from vrs_tracker.web.request_limits import takes_document

LIST = "/belege/"
OF_THING = f"/belege/<any({', '.join((RESOLUTIONS, *KINDS))}):word>/<int:thing_id>"


@bp.get(LIST)
@open_to_all
def documents() -> str:
    """List the documents of resolutions and money that this person may read."""
    found = documents_for(db.session, person())
    sees_withheld = bool(person().roles & SEE_WITHHELD)
    is_staff = may(person(), Action.READ_HISTORY)
    return render_template(
        "finance/evidence.html", documents=found, sees_withheld=sees_withheld, is_staff=is_staff
    )


@bp.get("/belege/<int:use_id>/<file_name>")
@open_to_all
def document(use_id: int, file_name: str) -> ResponseReturnValue:
    """Hand out the bytes of a document, to be saved and never shown inside a page of ours."""
    use = readable_use(db.session, use_id, person())
    if file_name != use.file_name:
        return redirect(url_for(".document", use_id=use.id, file_name=use.file_name), 303)
    stored = document_with_content(db.session, use.document_id)
    answer = file_answer(stored.content, stored.media_type, use.file_name, etag=stored.sha256)
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer


@bp.get(OF_THING)
@requires(*READERS)
def documents_of_thing(word: str, thing_id: int) -> ResponseReturnValue:
    """List the documents of a thing; those who book may add one."""
    thing = thing_of(db.session, word, thing_id)
    return _page(thing, DocumentForm(), Outcome(is_done=False))


@bp.post(OF_THING)
@requires(Action.BOOK_MONEY, begins_writing=False)
@takes_document
def new_document(word: str, thing_id: int) -> ResponseReturnValue:
    """Add a document to a thing, once it is known what it is."""
    form = DocumentForm()
    looked_at = look_at(form.file)
    open_for_writing(db.session)
    thing = thing_of(db.session, word, thing_id)
    outcome = attempt(
        form,
        lambda: add_document(db.session, thing, looked_at.kept(), form.to_input(), by=person(), now=now()),
    )
    if not outcome.is_done:
        ask_again(form.file, looked_at)
        return _page(thing, form, outcome)
    db.session.commit()
    say("Das Dokument ist hinterlegt.", ("Alle Belege", LIST))
    return redirect(list_address(thing), 303)


@bp.route("/belege/<int:use_id>/zuruecknehmen", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY, Action.PROPOSE_SHARE)
def take_back(use_id: int) -> ResponseReturnValue:
    """Take back a document that was added by mistake, with the reason."""
    use = use_of(db.session, use_id)
    thing = thing_of_use(db.session, use)
    if isinstance(thing, ShareProposal):
        check(Action.READ_PROPOSALS, Thing(block=slug_of_block(db.session, thing.block_id)))
    else:
        check(Action.BOOK_MONEY)
    form = TakeBackForm()
    outcome = attempt(
        form,
        lambda: take_back_document(db.session, use, form.reason.data, by=person(), now=now()),
    )
    if outcome.is_done:
        db.session.commit()
        say("Das Dokument ist zurückgenommen.")
        return redirect(_place_of(thing), 303)
    title = "Dokument zurücknehmen"
    return show_record(form, outcome, title=title, button=title, intro=use.title, back=_place_of(thing))


class LookedAt(NamedTuple):
    """What was found in a file that was sent: a document, or why it is refused; both empty without a file."""

    examined: Examined | None = None
    refusal: str = ""

    def kept(self) -> Examined:
        """Return the document; RuleViolations at the file if there is none."""
        if self.examined is None:
            raise RuleViolations([Violation("file", self.refusal or NO_FILE)])
        return self.examined


def look_at(field: FileField) -> LookedAt:
    """Look into a file that was sent, before the database is held for writing."""
    if not field.has_entry:
        return LookedAt()
    try:
        return LookedAt(examined=readers.examine(field.data))
    except RefusedDocument as refused:
        return LookedAt(refusal=str(refused))


def ask_again(field: FileField, looked_at: LookedAt) -> None:
    """Say at the field of a form that is shown again what is to be done about its file."""
    if looked_at.refusal:
        field.errors = [looked_at.refusal]
    elif looked_at.examined is not None and not field.errors:
        field.errors = [CHOOSE_AGAIN]


def _place_of(thing: ProvenThing) -> str:
    if isinstance(thing, ShareProposal):
        return url_for(".proposal", proposal_id=thing.id)
    return list_address(thing)


def _page(thing: ProvenThing, form: DocumentForm, outcome: Outcome) -> ResponseReturnValue:
    return show_record(
        form,
        outcome,
        title="Belege",
        button="Dokument hinterlegen",
        back=url_for(".bookings"),
        intro=told(db.session, thing),
        history=history_of(thing),
        template="finance/evidence_of.html",
        documents=documents_of(db.session, thing),
        may_add=may(person(), Action.BOOK_MONEY),
    )

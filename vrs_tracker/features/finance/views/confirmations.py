"""The second person: what waits, and the answer to it."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.policy import REFUSALS, Action, Thing, may
from vrs_tracker.domain.second_person import OWN_REQUEST, WAITS
from vrs_tracker.extensions import db
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.actions.confirming import request_version
from vrs_tracker.features.finance.forms import ConfirmationForm
from vrs_tracker.features.finance.queries.confirmations import (
    Asked,
    decided_requests,
    open_requests,
    request_of,
    shown_request,
)
from vrs_tracker.features.finance.queries.details import details_of
from vrs_tracker.features.finance.views.blueprint import bp, pressed, say
from vrs_tracker.features.finance.views.bookings import READERS
from vrs_tracker.tables.control import ConfirmationRequest
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now, settings
from vrs_tracker.web.records import Outcome, attempt, show_record

LIST = "/finanzen/bestaetigungen"
SEND_BACK = "zurueck"
SHOWN_OPEN = 12
"""Of so many rows all is shown at once; of a file of amounts the rest is opened one by one."""


@bp.get(LIST)
@requires(*READERS)
def confirmations() -> str:
    """List what waits for a second person, and what was decided last."""
    waiting = open_requests(db.session)
    return render_template(
        "finance/confirmations.html",
        waiting=waiting,
        answerable={asked.first for asked in waiting if not _hindrance(asked)},
        decided=decided_requests(db.session),
        limit=settings().second_person_from,
    )


@bp.get(f"{LIST}/<int:request_id>")
@requires(*READERS)
def confirmation(request_id: int) -> ResponseReturnValue:
    """Show what was asked together, and the form of the answer to those who may give it."""
    asked = request_of(db.session, request_id)
    shown = shown_request(db.session, asked)
    form = ConfirmationForm(data={"version": request_version(db.session, asked)})
    return _page(shown, form, Outcome(is_done=False))


@bp.post(f"{LIST}/<int:request_id>")
@requires(Action.CONFIRM_BOOKING)
def decide(request_id: int) -> ResponseReturnValue:
    """Book what waits, or give it back with what is to be clarified."""
    asked = request_of(db.session, request_id)
    form = ConfirmationForm()
    is_sent_back = pressed() == SEND_BACK
    outcome = attempt(form, lambda: _answer(asked, form, is_sent_back=is_sent_back))
    if not outcome.is_done:
        return _page(shown_request(db.session, asked), form, outcome)
    db.session.commit()
    say(
        "Die Buchung ist zurückgegeben." if is_sent_back else "Die Buchung ist bestätigt und zählt ab jetzt.",
        ("Alle Buchungen", url_for(".bookings")),
    )
    return redirect(LIST, 303)


def _answer(asked: ConfirmationRequest, form: ConfirmationForm, *, is_sent_back: bool) -> None:
    if is_sent_back:
        actions.return_booking(db.session, asked, form.answer.data, by=person(), now=now())
    else:
        version = form.version.data or 0
        actions.confirm_booking(db.session, asked, by=person(), now=now(), version=version)


def _page(asked: Asked, form: ConfirmationForm, outcome: Outcome) -> ResponseReturnValue:
    return show_record(
        form,
        outcome,
        title="Buchung bestätigen",
        button="Buchung bestätigen",
        back=LIST,
        template="finance/confirmation.html",
        asked=asked,
        details=details_of(db.session, asked.rows, person()),
        shown_open=SHOWN_OPEN,
        hindrance=_hindrance(asked),
        send_back=SEND_BACK,
        waits=WAITS,
    )


def _hindrance(asked: Asked) -> str:
    """Say why this person gives no answer here; empty for whoever may."""
    if asked.outcome is not None:
        return f"Diese Anfrage ist {asked.outcome.label}."
    if not may(person(), Action.CONFIRM_BOOKING):
        return REFUSALS[Action.CONFIRM_BOOKING]
    is_second = may(person(), Action.CONFIRM_BOOKING, Thing(filed_by=asked.requested_by))
    return "" if is_second else OWN_REQUEST

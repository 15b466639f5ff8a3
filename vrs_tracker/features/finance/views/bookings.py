"""The list of all money: drafts, and what is booked, to be filtered, sorted and taken away."""

from urllib.parse import urlencode

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.second_person import WAITS
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.extensions import db
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.forms import BookingForm
from vrs_tracker.features.finance.queries.confirmations import (
    drafts_to_book,
    open_requests_of,
)
from vrs_tracker.features.finance.queries.lines import lines_of_rows, money_lines
from vrs_tracker.features.finance.queries.listing import booking_list, sums_table
from vrs_tracker.features.finance.views.blueprint import WORDS, bp, money_page, say, say_done
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.downloads import requested_working_file
from vrs_tracker.web.edge import now, settings, today
from vrs_tracker.web.listing import drawn, listed
from vrs_tracker.web.records import attempt

PER_PAGE = 100
PAGE = "seite"
READERS = (Action.BOOK_MONEY, Role.EDITOR, Role.APPROVER, Role.AUDITOR)
FINAL = "Was gebucht ist, lässt sich nicht mehr ändern, nur mit Begründung zurücknehmen."


@bp.get("/finanzen/buchungen")
@requires(*READERS)
def bookings() -> ResponseReturnValue:
    """List drafts and bookings of every kind, with the rules of sums that they broke."""
    lines = money_lines(db.session)
    found = booking_list(lines)
    listing = listed(found.table, found.filters)
    shown = found.behind(listing.table.rows)
    sums = sums_table(shown)
    is_demo = any(line.is_demo for line in lines)
    if file := requested_working_file((listing.table, sums), as_of=today(), is_demo=is_demo):
        return file
    pages = max(1, -(-len(shown) // PER_PAGE))
    page = min(max(request.args.get(PAGE, 1, type=int), 1), pages)
    on_page = slice((page - 1) * PER_PAGE, page * PER_PAGE)
    return render_template(
        "finance/bookings.html",
        drafts=[line for line in lines if not line.is_booked],
        waits=WAITS,
        listing=listing,
        booked=shown[on_page],
        rows_of_page=listing.table.rows[on_page],
        sums=drawn(sums) if sums.rows else None,
        page=page,
        pages=pages,
        at_page=_at_page,
        titles={kind: words.title for kind, words in WORDS.items()},
        may_book=Role.BUDGET_OFFICER in person().roles,
        own_key=person().key,
    )


def _at_page(number: int) -> str:
    """Return the address of another page of the list; filters and sorting stay as they are."""
    words = [(key, value) for key, value in request.args.items() if key != PAGE]
    return f"{request.path}?{urlencode([*words, (PAGE, number)])}"


@bp.route("/finanzen/entwuerfe/buchen", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def book_all() -> ResponseReturnValue:
    """Make all drafts final, all or none; those that wait for a second person already are left out."""
    form = BookingForm()
    rows = drafts_to_book(db.session)
    outcome = attempt(
        form,
        lambda: actions.book_entries(
            db.session,
            rows,
            by=person(),
            now=now(),
            exception_reason=form.exception_reason.data,
            second_person_from=settings().second_person_from,
        ),
    )
    if outcome.is_done:
        db.session.commit()
        if open_requests_of(db.session, rows):
            say_done(rows)
        else:
            say("Die Entwürfe sind gebucht. Jede Buchung lässt sich einzeln zurücknehmen.")
        return redirect(url_for(".bookings"), 303)
    return money_page(
        form,
        outcome,
        title="Alle Entwürfe buchen",
        button="Alle buchen",
        intro=FINAL,
        template="finance/rows.html",
        lines=lines_of_rows(db.session, rows),
    )

"""The page of a single row of money: all that it says, and the ways from there."""

from flask import render_template
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.second_person import WAITS
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.extensions import db
from vrs_tracker.features.finance.queries.confirmations import last_request_of
from vrs_tracker.features.finance.queries.details import details_of
from vrs_tracker.features.finance.queries.lines import KINDS, line_of
from vrs_tracker.features.finance.queries.rows import reversal_of, row_of
from vrs_tracker.features.finance.views.blueprint import KIND, bp
from vrs_tracker.features.finance.views.bookings import READERS
from vrs_tracker.features.finance.views.granting import GRANT
from vrs_tracker.web.access import person, requires


@bp.get(f"/finanzen/{KIND}/<int:row_id>")
@requires(*READERS)
def one_row(kind: str, row_id: int) -> ResponseReturnValue:
    """Show what a row says and how it stands."""
    row = row_of(db.session, KINDS[kind], row_id)
    (details,) = details_of(db.session, [row], person())
    is_taken_back = row.booked_at is not None and reversal_of(db.session, row) is not None
    return render_template(
        "finance/row.html",
        row=row,
        line=line_of(db.session, row),
        details=details,
        request_made=last_request_of(db.session, row),
        is_taken_back=is_taken_back,
        grant=GRANT,
        may_book=Role.BUDGET_OFFICER in person().roles,
        waits=WAITS,
    )

"""Every booked amount as a file, with all that was recorded about it."""

from flask import request
from flask.typing import ResponseReturnValue

from vrs_tracker.extensions import db
from vrs_tracker.features.finance.queries.entry_file import booked_amounts
from vrs_tracker.features.finance.queries.lines import money_lines
from vrs_tracker.features.finance.queries.listing import booking_list
from vrs_tracker.features.finance.views.blueprint import bp
from vrs_tracker.features.finance.views.bookings import READERS
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.web.access import requires
from vrs_tracker.web.downloads import long_csv, long_xlsx
from vrs_tracker.web.edge import today
from vrs_tracker.web.listing import listed


@bp.get("/finanzen/buchungen.csv")
@requires(*READERS)
def bookings_as_csv() -> ResponseReturnValue:
    """Send the booked amounts that the address chooses while they are read, without a choice all."""
    return long_csv(booked_amounts(db.session, _chosen()), as_of=today())


@bp.get("/finanzen/buchungen.xlsx")
@requires(*READERS)
def bookings_as_xlsx() -> ResponseReturnValue:
    """Send them as a workbook with a sheet of definitions."""
    return long_xlsx(booked_amounts(db.session, _chosen()), as_of=today())


def _chosen() -> frozenset[int] | None:
    """Return the numbers of the amounts that the list shows for the same choice; None without one."""
    if not request.args:
        return None
    found = booking_list(money_lines(db.session))
    listing = listed(found.table, found.filters)
    if not listing.is_narrowed:
        return None
    lines = found.behind(listing.table.rows)
    return frozenset(line.id for line in lines if line.table == FundingEntry.__tablename__)

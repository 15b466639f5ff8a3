"""Every booked amount as a file, with all that was recorded about it."""

from flask.typing import ResponseReturnValue

from vrs_tracker.extensions import db
from vrs_tracker.features.finance.queries.entry_file import booked_amounts
from vrs_tracker.features.finance.views.blueprint import bp
from vrs_tracker.features.finance.views.bookings import READERS
from vrs_tracker.web.access import requires
from vrs_tracker.web.downloads import long_csv, long_xlsx
from vrs_tracker.web.edge import today


@bp.get("/finanzen/buchungen.csv")
@requires(*READERS)
def bookings_as_csv() -> ResponseReturnValue:
    """Send all booked amounts while they are read."""
    return long_csv(booked_amounts(db.session), as_of=today())


@bp.get("/finanzen/buchungen.xlsx")
@requires(*READERS)
def bookings_as_xlsx() -> ResponseReturnValue:
    """Send them as a workbook with a sheet of definitions."""
    return long_xlsx(booked_amounts(db.session), as_of=today())

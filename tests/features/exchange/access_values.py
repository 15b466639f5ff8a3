"""Files that the addresses of this feature name."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from tests.features.exchange.money_files import CSV
from tests.features.finance.money_rows import officer
from tests.features.record_rows import NOW
from vrs_tracker.features.exchange.actions import take_in


def file_of_money(session: Session, case: object) -> Mapping[str, str | int]:
    """A file that was sent and is not booked; each case has its own."""
    content = CSV + f"\n{case}".encode()
    imported, _ = take_in(
        session, content, name="Buchungen.csv", media_type="text/csv", by=officer(session), now=NOW
    )
    return {"import_id": imported.id}

"""What a request changes of the report must stand in the history, or a kept report would be out of date.

The page client asks after every request (docs/adr/0012-kept-reports.md). Rows that the report does not read
yet count for nothing: a message before it is confirmed, money before it is booked.
"""

from dataclasses import dataclass, field

from sqlalchemy.orm import ORMExecuteState, Session

from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.finance import Booked
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.progress import StatusUpdate

NEVER_REPORTED = frozenset(
    {
        *("access_link", "account", "login_attempt", "login_session", "person", "role_grant"),
        *("dimension_rating", "next_step", "step_result", "update_text"),
        *("supplement_draft", "supplement_line", "report_preview", "money_import", "column_meaning"),
        *("stored_document", "document_use", "share_proposal"),
        "history_entry",
    }
)
"""Accounts; parts of a message, which count from its confirmation on; drafts of an Ergänzung, previews;
files of amounts before they are booked and answers about their columns; documents and proposed amounts,
which no report reads; and the history itself."""


@dataclass
class Telling:
    """What the transactions of a request have changed, and whether they have told it."""

    changed: dict[int, set[str]] = field(default_factory=dict)
    told: set[int] = field(default_factory=set)
    untold: list[str] = field(default_factory=list)

    def flushing(self, session: Session) -> None:
        """Note what is about to be written."""
        rows = [
            *session.new,
            *(row for row in session.dirty if session.is_modified(row)),
            *session.deleted,
        ]
        names = {row.__tablename__ for row in rows if _is_reported(row)}
        self.changed.setdefault(id(session), set()).update(names)
        if any(isinstance(row, HistoryEntry) for row in rows):
            self.told.add(id(session))

    def executing(self, state: ORMExecuteState) -> None:
        """Note what a statement is about to write past the flush."""
        if state.bind_mapper is not None and state.bind_mapper.local_table.description not in NEVER_REPORTED:
            self.changed.setdefault(id(state.session), set()).add(state.bind_mapper.local_table.description)

    def committed(self, session: Session) -> None:
        """Judge what has been written."""
        names = self.changed.pop(id(session), set())
        if names and id(session) not in self.told:
            self.untold += sorted(names)
        self.told.discard(id(session))

    def rolled_back(self, session: Session) -> None:
        """Forget what has not been written."""
        self.changed.pop(id(session), None)
        self.told.discard(id(session))


def _is_reported(row: object) -> bool:
    if isinstance(row, StatusUpdate):
        return row.state is UpdateState.CONFIRMED
    if isinstance(row, Booked):
        return row.booked_at is not None
    return isinstance(row, Base) and row.__tablename__ not in NEVER_REPORTED

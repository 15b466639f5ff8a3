"""What the addresses of progress and periods name, made for the table of tests/features/access_table.py."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.periods.period_rows import add_period, person
from tests.features.progress.progress_rows import lead_of, new_risk, new_statement
from vrs_tracker.domain.inputs.progress import MilestoneInput
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.accounts.actions import create_link
from vrs_tracker.features.accounts.queries import links_to
from vrs_tracker.features.periods.queries import current_period, half_year
from vrs_tracker.features.progress.actions import add_milestone, add_risk, file_update
from vrs_tracker.features.progress.queries import update_of
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block

if TYPE_CHECKING:
    from tests.features.access_route import Case

REASON = "laufende Verhandlung"
Names = Mapping[str, str | int]


def half_year_code(session: Session, _case: "Case") -> Names:
    """The variable of addresses such as /berichte/<code>/sitzung."""
    _period(session)
    return {"code": "2026-H1"}


def report_text(session: Session, case: "Case") -> Names:
    """The variables of /berichte/<code>/texte/<slot>."""
    return {**half_year_code(session, case), "slot": "outlook"}


def block_with_update(session: Session, case: "Case") -> Names:
    """The variable of /bausteine/<slug>/meldung/pruefen, where an update is filed."""
    period, block = _period(session), _block(session, case)
    if update_of(session, block.id, period.id) is None:
        lead = lead_of(session, block.slug)
        file_update(session, block, period, new_statement(), by=lead, now=_moment())
        session.commit()
    return {"slug": case.block}


def money_news(session: Session, case: "Case") -> Names:
    """The variables of /bausteine/<slug>/meldung/<code>/mittel, where an update names a change."""
    period, block = _period(session), _block(session, case)
    new = new_statement(money_change="Die Stadt gibt mehr.")
    file_update(session, block, period, new, by=lead_of(session, block.slug), now=_moment())
    session.commit()
    return {"slug": case.block, "code": half_year(period).code}


def block_to_remind(session: Session, case: "Case") -> Names:
    """The variable of /bausteine/<slug>/meldung/erinnerung, in a half-year that collects."""
    _period(session)
    return {"slug": case.block}


def secret_of_link(session: Session, case: "Case") -> Names:
    """The variable of /link/<secret>."""
    by, period, block = _editor(session), _period(session), _block(session, case)
    now = datetime.now(UTC)
    secret = create_link(session, block, period, by=by, now=now, post_key=None)
    session.commit()
    return {"secret": secret}


def link_of_block(session: Session, case: "Case") -> Names:
    """The variables of …/meldung/erinnerung/<link_id>/zurueckziehen."""
    secret_of_link(session, case)
    newest = links_to(session, _block(session, case).id, _period(session).id)[0]
    return {"slug": case.block, "link_id": newest.id}


def milestone_of_block(session: Session, case: "Case") -> Names:
    """The variable of /meilensteine/<milestone_id>/bearbeiten."""
    new = MilestoneInput(
        title="Umzug",
        baseline=date(2026, 10, 1),
        is_public=case.is_public,
        withheld_reason=REASON,
    )
    row = add_milestone(session, _block(session, case), new, by=_editor(session), now=_moment())
    session.commit()
    return {"milestone_id": row.id}


def risk_of_block(session: Session, case: "Case") -> Names:
    """The variable of /risiken/<risk_id>/bearbeiten."""
    new = new_risk(is_public=case.is_public, withheld_reason=REASON)
    row = add_risk(session, _block(session, case), new, by=_editor(session), now=_moment())
    session.commit()
    return {"risk_id": row.id}


def _period(session: Session) -> ReportingPeriod:
    found = current_period(session)
    if found is None:
        found = add_period(session)
        session.commit()
    return found


def _block(session: Session, case: "Case") -> Block:
    return session.scalars(sa.select(Block).where(Block.slug == case.block)).one()


def _editor(session: Session) -> Person:
    return person(session, Role.EDITOR, key="maker")


def _moment() -> datetime:
    return datetime(2026, 7, 9, 8, 42, tzinfo=UTC)

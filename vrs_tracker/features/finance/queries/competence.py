"""Sperrvermerke that stand, with what is known of who may lift them."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from vrs_tracker.features.finance.queries.rows import standing_rows
from vrs_tracker.tables.control import LiftingCompetence
from vrs_tracker.tables.finance import Appropriation, BudgetBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedBlock:
    """A Sperrvermerk with its budget, and the newest check of who may lift it, None if there is none."""

    block: BudgetBlock
    appropriation: Appropriation
    competence: LiftingCompetence | None


def newest_competence(session: Session, block: BudgetBlock) -> LiftingCompetence | None:
    """Return the last check of who may lift a Sperrvermerk, with its body."""
    return next(iter(_checks(session, [block.id])), None)


def competences_of(session: Session, block: BudgetBlock) -> Sequence[LiftingCompetence]:
    """Return every check of a Sperrvermerk with its body, the newest first."""
    return _checks(session, [block.id])


def checked_blocks(session: Session) -> tuple[CheckedBlock, ...]:
    """Return the Sperrvermerke that stand, the newest first. Three statements."""
    blocks = standing_rows(session, BudgetBlock)
    wanted = [block.appropriation_id for block in blocks]
    found = session.scalars(sa.select(Appropriation).where(Appropriation.id.in_(wanted)))
    appropriations = {row.id: row for row in found}
    newest: dict[int, LiftingCompetence] = {}
    for check in _checks(session, [block.id for block in blocks]):
        newest.setdefault(check.budget_block_id, check)
    return tuple(
        CheckedBlock(
            block=block,
            appropriation=appropriations[block.appropriation_id],
            competence=newest.get(block.id),
        )
        for block in blocks
    )


def _checks(session: Session, block_ids: Sequence[int]) -> Sequence[LiftingCompetence]:
    stmt = sa.select(LiftingCompetence).where(LiftingCompetence.budget_block_id.in_(block_ids))
    newest_first = (LiftingCompetence.checked_on.desc(), LiftingCompetence.id.desc())
    return session.scalars(stmt.options(joinedload(LiftingCompetence.body)).order_by(*newest_first)).all()

"""The blueprint of progress, and what an address names: a block, and the half-year that is worked on."""

from flask import Blueprint

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.policy import Action, Thing
from vrs_tracker.extensions import db
from vrs_tracker.features.periods.queries import current_period
from vrs_tracker.features.programme.queries import NO_SUCH_BLOCK, find_block
from vrs_tracker.features.progress.queries import worked_on
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.web.access import check

bp = Blueprint("progress", "vrs_tracker.features.progress.views")


def reported_block(slug: str) -> Block:
    """Return the block if the acting person may report on it; 404 for an unknown, 403 for a foreign one."""
    block = find_block(db.session, slug)
    if block is None:
        raise NotFound(NO_SUCH_BLOCK)
    check(Action.FILE_UPDATE, Thing(block=block.slug))
    return block


def block_worked_on(slug: str) -> tuple[Block, ReportingPeriod | None]:
    """Return a block by its present or a former address, with the half-year that is worked on; else 404."""
    found = worked_on(db.session, slug)
    if found is not None:
        return found
    block = find_block(db.session, slug)
    if block is None:
        raise NotFound(NO_SUCH_BLOCK)
    return block, current_period(db.session)


def update_worked_on(slug: str) -> tuple[Block, ReportingPeriod | None]:
    """Return what `block_worked_on` does if the acting person may report on the block; else 403."""
    block, period = block_worked_on(slug)
    check(Action.FILE_UPDATE, Thing(block=block.slug))
    return block, period

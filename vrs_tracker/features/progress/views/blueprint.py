"""The blueprint of progress, and the block that an address names."""

from flask import Blueprint

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.policy import Action, Thing
from vrs_tracker.extensions import db
from vrs_tracker.features.programme.queries import NO_SUCH_BLOCK, find_block
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

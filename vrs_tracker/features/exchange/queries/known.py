"""What the cells of a file may name: blocks by every spelling, resolutions by title or number."""

from collections import defaultdict

from sqlalchemy.orm import Session

from vrs_tracker.domain.naming import fold
from vrs_tracker.domain.spreadsheet.cells import UNDIVIDED_ID, Known
from vrs_tracker.features.finance.queries.lines import UNDIVIDED
from vrs_tracker.features.finance.queries.rows import list_resolutions
from vrs_tracker.features.programme.queries import list_blocks, spellings


def load_known(session: Session) -> Known:
    """Return the names. Four statements."""
    resolutions: defaultdict[str, set[int]] = defaultdict(set)
    for row in list_resolutions(session):
        for name in (row.title, row.document):
            if name.strip():
                resolutions[fold(name)].add(row.id)
    return Known(
        blocks=spellings(session) | {fold(UNDIVIDED): UNDIVIDED_ID},
        names=[block.name for block in list_blocks(session)],
        resolutions={name: sorted(ids) for name, ids in resolutions.items()},
    )

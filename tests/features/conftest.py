"""What the tests about all routes share."""

import pytest
from sqlalchemy.orm import Session

from tests.features.access_route import FOREIGN, OWN
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState
from vrs_tracker.tables.programme import Block


@pytest.fixture
def blocks(session: Session) -> None:
    """Make the two blocks that every case of the access table knows."""
    for number, slug in enumerate((OWN, FOREIGN), start=1):
        session.add(
            Block(
                slug=slug,
                kind=BlockKind.MOTION_BLOCK,
                number=number,
                name=slug,
                state=BlockState.RUNNING,
                provenance=Provenance.ENTERED,
            )
        )
    session.commit()

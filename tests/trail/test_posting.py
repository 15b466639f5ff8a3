"""A form sent twice creates one thing."""

import pytest
from sqlalchemy.orm import Session

from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState
from vrs_tracker.tables.programme import Block
from vrs_tracker.trail.posting import already_posted


@pytest.fixture
def block(session: Session) -> Block:
    row = Block(
        slug="ki-xc",
        kind=BlockKind.MOTION_BLOCK,
        number=1,
        name="KI-XC",
        state=BlockState.RUNNING,
        provenance=Provenance.ENTERED,
        post_key="k" * 24,
    )
    session.add(row)
    session.flush()
    return row


def test_a_repeated_post_finds_what_the_first_one_made(session: Session, block: Block) -> None:
    assert already_posted(session, Block, "k" * 24) is block


@pytest.mark.usefixtures("block")
@pytest.mark.parametrize("key", ["x" * 24, "", None])
def test_another_post_finds_nothing(session: Session, key: str | None) -> None:
    assert already_posted(session, Block, key) is None

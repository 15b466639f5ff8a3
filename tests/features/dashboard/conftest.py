"""Tests about reports begin with the proven facts: the motion, its blocks, the further projects."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from tests.features.reporting.facts_database import facts_engine
from tests.support.postgres import wanted_databases


@pytest.fixture(scope="session", params=wanted_databases())
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[sa.Engine]:
    """Give a database with the facts instead of the empty one."""
    with facts_engine(request.param, tmp_path_factory, pytestconfig) as opened:
        yield opened

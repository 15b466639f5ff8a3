"""What a line of the table of routes says; the lines are in tests/features/access_table.py."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy.orm import Session

from vrs_tracker.domain.vocabulary.people import Role

EVERYBODY: frozenset[Role] | None = None
OWN, FOREIGN = "aitransform", "ki-xc"
"""Slugs of the project lead's own block and of the other one; both exist in every case."""


@dataclass(frozen=True, slots=True)
class Case:
    """What the address is about in one round of the test."""

    block: str
    is_public: bool = True


Values = Callable[[Session, Case], Mapping[str, str | int]]


@dataclass(frozen=True, slots=True)
class Route:
    """A line of the table."""

    name: str
    roles: AbstractSet[Role] | None
    values: Values | None = None
    own_block_only: bool = True
    non_public: AbstractSet[Role] | None = None
    anonymous_answer: int | None = None
    answers: AbstractSet[int] = frozenset()

    @property
    def method(self) -> str:
        """GET or POST."""
        return self.name.partition(" ")[0]

    @property
    def rule(self) -> str:
        """The address as the route writes it."""
        return self.name.partition(" ")[2]

    def may_pass(self, role: Role | None, case: Case) -> bool:
        """Whether a person with this role alone (None: a visitor) passes; a project lead's block is `OWN`."""
        if self.roles is not None and role not in self.roles:
            return False
        if not case.is_public and self.non_public is not None and role not in self.non_public:
            return False
        is_own_matter = role is not Role.PARTNER or not self.own_block_only or self.values is None
        return is_own_matter or self.roles is None or case.block == OWN

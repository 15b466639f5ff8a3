"""What a rule says when it refuses: always German sentences that can be shown as they are.

Rules return `Violation` values (architecture.md, rule 1); actions hand them to `require` before the first
change. The exceptions are named after what happened, like the answers of HTTP, not with the suffix "Error".
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: the form field it belongs to ("" for the whole form) and what to do about it."""

    field: str
    message: str


class RuleViolations(Exception):
    """At least one rule is broken; the page shows all of them at once (status 422)."""

    def __init__(self, violations: Iterable[Violation]) -> None:
        self.violations = tuple(violations)
        super().__init__(" ".join(violation.message for violation in self.violations))


class RefusalError(Exception):
    """A refusal that belongs to no field; `sentence` is shown to the reader as it is."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class NotFound(RefusalError):
    """What was asked for does not exist, or does not exist for this person (status 404)."""


class Conflict(RefusalError):
    """Somebody else has changed the same thing in the meantime (status 409)."""


class Forbidden(RefusalError):
    """The person may not do this; the sentence names who may (status 403)."""


def require(violations: Iterable[Violation]) -> None:
    """Raise `RuleViolations` with every violation, in the given order; return silently if there is none."""
    found = tuple(violations)
    if found:
        raise RuleViolations(found)

"""What is not public, as it was when the report was frozen: kept beside the report.

In the report itself stands only how much it is.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldPart:
    """A part that may not be published: where it belongs, what it is and says, and why it is held back.

    All texts are final German. `flagged_by` is a unit, never a person, and empty where nobody is known.
    """

    place: str
    kind: str
    said: tuple[tuple[str, str], ...]
    reason: str
    flagged_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldParts:
    """Every such part of one Fassung in the order of the report; `half_year` is its code."""

    half_year: str
    version: int
    parts: tuple[WithheldPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldElsewhere:
    """How many parts a report leaves out that belong to no block; each block counts its own."""

    resolutions: int
    events: int
    happenings: int
    texts: int

"""Which stand of the programme a page shows: the working state, or a report that was handed out.

One address, one truth (users.md, finding 1): without a wish everybody sees the first stand offered; `?stand=`
in the address asks for another one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vrs_tracker.domain.periods import HalfYear

NEWEST = "bericht"
"""Asks for the newest report, whichever that is."""
WORKING = "Arbeitsstand"


@dataclass(frozen=True, slots=True)
class Stand:
    """A stand; `period` is None for the working state. `asked` is what the address says, "" by default."""

    period: HalfYear | None
    asked: str = ""

    @property
    def label(self) -> str:
        """The word on the switch."""
        return self.period.label if self.period else WORKING


def offered_stands(handed_out: Sequence[HalfYear], *, has_working: bool) -> tuple[Stand, ...]:
    """Return the stands to choose from: the working state first, then the reports in the order given."""
    working = (Stand(None),) if has_working else ()
    reports = (
        Stand(period, "" if place == 0 and not has_working else period.code)
        for place, period in enumerate(handed_out)
    )
    return (*working, *reports)


def chosen_stand(offered: Sequence[Stand], asked: str) -> tuple[Stand, str]:
    """Return the stand that the address asks for, with a notice if that is not offered and another is shown.

    The notice does not tell whether there is such a report that this person may not read yet.
    """
    reports = [stand for stand in offered if stand.period is not None]
    if not asked:
        return offered[0], ""
    if asked == NEWEST and reports:
        return reports[0], ""
    found = next((stand for stand in reports if stand.period and stand.period.code == asked), None)
    return (found, "") if found else (offered[0], _not_offered(offered[0]))


def _not_offered(shown: Stand) -> str:
    instead = f"den Bericht zum {shown.period.label}" if shown.period else "den Arbeitsstand"
    return f"Diesen Stand gibt es hier nicht. Sie lesen {instead}."

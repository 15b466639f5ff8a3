"""Which stand of the programme a page shows: the working state, or a report that was handed out.

One address, one truth (users.md, finding 1): without a wish everybody sees the first stand offered; `?stand=`
in the address asks for another one. Staff may also look back to any day (`domain/as_of.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.as_of import NEWEST, STAND, AsOf, read_day, refused_day
from vrs_tracker.domain.notation import date_de, list_de
from vrs_tracker.domain.periods import HalfYear

WORKING = "Arbeitsstand"
NOT_OFFERED = "Diesen Stand gibt es hier nicht."
MOST_NAMED = 6
"""Older reports than these are not named one by one."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A stand; `period` is None for the working state and for a look back, which has its `as_of`.

    `asked` is what the address says, "" by default.
    """

    period: HalfYear | None
    asked: str = ""
    as_of: AsOf | None = None

    @property
    def label(self) -> str:
        """The word on the switch."""
        if self.as_of is not None:
            return self.as_of.label
        return self.period.label if self.period else WORKING

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """What the address says, word by word."""
        if self.as_of is not None:
            return self.as_of.words
        return ((STAND, self.asked),) if self.asked else ()


def look_back(as_of: AsOf) -> Stand:
    """Return the stand of a day that staff have chosen."""
    return Stand(None, as_of.effective.isoformat(), as_of)


def with_look_back(offered: Sequence[Stand], chosen: Stand) -> tuple[Stand, ...]:
    """Return the stands to choose from with the chosen look back before the reports."""
    working = tuple(stand for stand in offered if stand.period is None)
    return (*working, chosen, *offered[len(working) :])


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

    A day asks for the report of which it is the Stichtag. The notice names the reports that this person may
    read, and does not tell whether there is another one.
    """
    reports = [stand for stand in offered if stand.period is not None]
    if not asked:
        return offered[0], ""
    if asked == NEWEST and reports:
        return reports[0], ""
    found = next((stand for stand in reports if stand.period and stand.period.code == asked), None)
    if found is not None:
        return found, ""
    day = read_day(asked)
    found = next((stand for stand in reports if stand.period and stand.period.as_of == day), None)
    if day is not None and found is not None:
        return found, f"{_on(day)} gibt es einen Bericht. {read_instead(found)}"
    return offered[0], f"{_not_offered(asked, reports)} {read_instead(offered[0])}"


def _on(day: date) -> str:
    return f"Zum {date_de(day)}"


def _not_offered(asked: str, reports: Sequence[Stand]) -> str:
    """Say what there is instead: for a day the days of which there are reports."""
    day = read_day(asked)
    if day is None:
        return refused_day(asked) if asked[:1].isdigit() and "." in asked else NOT_OFFERED
    given = [f"zum {date_de(stand.period.as_of)}" for stand in reports if stand.period]
    if not given:
        return NOT_OFFERED
    rest = "und früher" if len(given) > MOST_NAMED else ""
    named = list_de(given[:MOST_NAMED])
    return f"{_on(day)} gibt es hier keinen Bericht. Berichte gibt es {f'{named} {rest}'.strip()}."


def read_instead(shown: Stand) -> str:
    """Return the sentence that says which stand is shown in place of the one asked for."""
    instead = f"den Bericht zum {shown.period.label}" if shown.period else "den Arbeitsstand"
    return f"Sie lesen {instead}."

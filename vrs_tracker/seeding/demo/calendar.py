"""The days of the demonstration, all relative to today.

Half-years are counted from the running one: 0 is running, -1 the newest published one. In the tables a day is
"-1:+31" (31 days after the reference date of half-year -1), "heute:-4" (but in the running half-year),
"überfällig" for the one day by which something is late today, or "früh" for the budgets from before the first
report.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from vrs_tracker.domain.notation import BERLIN, date_de, date_long, month_year
from vrs_tracker.domain.periods import HalfYear

PUBLISHED = (-3, -2, -1)
"""The half-years whose reports are published, oldest first."""
RUNNING = 0
DAYS_TO_SESSION = 85
"""From the reference date to the session; it is held on the nearest Wednesday."""

_DAYS_LATE = 12
_DAYS_SINCE_ASKING = 30
_WEDNESDAY = 2
_DAY = re.compile(r"(?P<from>-[1-3]|heute):(?P<days>[+-]?[0-9]{1,3})")
_PLACEHOLDER = re.compile(r"\{(?P<form>datum|kurz|monat):(?P<days>[+-][0-9]{1,3})\}")
_FORMS: dict[str, Callable[[date], str]] = {"datum": date_long, "kurz": date_de, "monat": month_year}


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns what the tables say into days and moments; nothing that has been done lies in the future."""

    now: datetime

    @property
    def today(self) -> date:
        """The day in Berlin."""
        return self.now.astimezone(BERLIN).date()

    def half(self, offset: int) -> HalfYear:
        """Return a half-year, counted from the running one."""
        return HalfYear.containing(self.today).shifted(offset)

    def as_of(self, offset: int) -> date:
        """Return the reference date of a half-year."""
        return self.half(offset).as_of

    @property
    def late_day(self) -> date:
        """The day on which something was due that is still open; the newest report knows it as ahead."""
        return max(self.as_of(-1) + timedelta(days=1), self.today - timedelta(days=_DAYS_LATE))

    @property
    def early_day(self) -> date:
        """The first day of the month before the oldest of the five budget years."""
        return date(self.half(-1).year - 5, 12, 1)

    def offset_of(self, day: date) -> int:
        """Return the half-year in which something is played: that of its day, at the earliest the first."""
        return next((offset for offset in PUBLISHED if day <= self.as_of(offset)), RUNNING)

    def day(self, text: str) -> date:
        """Return the day that a table means; ValueError with a German sentence for any other form."""
        named = {"überfällig": self.late_day, "früh": self.early_day}
        if text in named:
            return named[text]
        found = _DAY.fullmatch(text)
        if found is None:
            message = (
                f"Geben Sie den Tag so ein: -1:+31, heute:-4, überfällig oder früh. Eingegeben ist: {text}."
            )
            raise ValueError(message)
        days = timedelta(days=int(found["days"]))
        if found["from"] == "heute":
            return max(self.as_of(-1) + timedelta(days=1), self.today + days)
        return self.as_of(int(found["from"])) + days

    def done(self, day: date) -> date:
        """Return a day on which something was done: today if it would lie in the future."""
        return min(day, self.today)

    def at(self, day: date, hour: int) -> datetime:
        """Return the moment at which something was done, now if it would lie in the future."""
        return min(datetime.combine(day, time(hour), BERLIN), self.now)

    def after_stichtag(self, offset: int, days: int, hour: int) -> datetime:
        """Return the moment so many days after the reference date, now if it would lie in the future."""
        return self.at(self.as_of(offset) + timedelta(days=days), hour)

    def asked_on(self, offset: int) -> date:
        """Return the day on which updates were asked for; lately, if the reference date lies ahead."""
        if offset != RUNNING:
            return self.as_of(offset) + timedelta(days=1)
        return max(self.as_of(-1) + timedelta(days=1), self.today - timedelta(days=_DAYS_SINCE_ASKING))

    def session_day(self, offset: int) -> date:
        """Return the Wednesday of the session, for a published report at the latest today."""
        wanted = self.as_of(offset) + timedelta(days=DAYS_TO_SESSION)
        to_wednesday = (_WEDNESDAY - wanted.weekday() + 3) % 7 - 3
        wednesday = wanted + timedelta(days=to_wednesday)
        return wednesday if offset == RUNNING else self.done(wednesday)

    def fill(self, text: str, offset: int) -> str:
        """Replace "{datum:+78}", "{kurz:+78}" and "{monat:+92}" by a day relative to the reference date."""
        as_of = self.as_of(offset)

        def written(found: re.Match[str]) -> str:
            return _FORMS[found["form"]](as_of + timedelta(days=int(found["days"])))

        return _PLACEHOLDER.sub(written, text)

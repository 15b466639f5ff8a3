"""A look back: what had taken effect by one day, as far as it was known here on another.

„Wirksam zum“ and „bekannt am“ are two questions: a payment of December that was booked in February is
effective on 31 December, but nobody could know of it here before February. Without a second day both are the
same, so that a look back shows what could be read on that day.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from vrs_tracker.domain.notation import BERLIN, date_de
from vrs_tracker.domain.parsing import parse_date_de

STAND, KNOWN = "stand", "bekannt"
"""The words of an address that ask for a look back."""
NEWEST = "bericht"
"""Asks for the newest report, whichever that is."""
_REPORT = re.compile(rf"{NEWEST}|[0-9]{{4}}-H[0-9]+")
_ISO_DAY = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
FIRST_DAY = date(2021, 1, 1)
"""Nothing of the programme is older than the year of its motion."""

EXPLAINED = (
    "„Wirksam zum“ ist der Tag, bis zu dem Beschlüsse, Beträge und Termine gelten. „Bekannt am“ ist der Tag, "
    "bis zu dem sie hier eingetragen waren: Was später eingetragen wurde, fehlt, auch wenn es früher galt."
)
NOT_REBUILT = (
    "Texte und Einschätzungen zeigen den Stand der letzten bestätigten Meldung bis zu diesem Tag, Termine, "
    "Risiken und Kennzahlen sind aus dem Verlauf zurückgerechnet; Träger, Partner und alles, was heute "
    "zurückgehalten wird, stehen wie heute."
)
BEFORE_THE_FIRST = f"Vor dem {date_de(FIRST_DAY)} gibt es keinen Stand."
ONLY_TODAY = "„Bekannt am“ liegt nach dem heutigen Tag. Gezeigt wird, was heute bekannt ist."
NO_DAY = "Gezeigt wird, was am gewählten Tag selbst bekannt war."


@dataclass(frozen=True, slots=True)
class AsOf:
    """What had taken effect by the end of `effective`, of all that was entered here by the end of `known`."""

    effective: date
    known: date

    @property
    def label(self) -> str:
        """The words on the switch."""
        day = date_de(self.effective)
        return day if self.known == self.effective else f"{day}, bekannt am {date_de(self.known)}"

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """What the address says."""
        asked = (STAND, self.effective.isoformat())
        return (asked,) if self.known == self.effective else (asked, (KNOWN, self.known.isoformat()))

    @property
    def end(self) -> datetime:
        """The moment at which the day of knowledge ends in Berlin."""
        return end_of(self.known)


@dataclass(frozen=True, slots=True)
class Wish:
    """The look back that an address asks for, None if it does not or if there is none; a notice says why.

    `word` is the word of the address that the notice speaks of.
    """

    as_of: AsOf | None = None
    notice: str = ""
    word: str = ""


NO_WISH = Wish()


def end_of(day: date) -> datetime:
    """Return the moment at which a day ends in Berlin, which is the first one of the next."""
    return datetime.combine(day + timedelta(days=1), time(), BERLIN).astimezone(UTC)


def read_day(text: str) -> date | None:
    """Read a day as browsers send it, or as people write it; None for anything else."""
    try:
        return _day_in(text)
    except ValueError:
        return None


def refused_day(text: str) -> str:
    """Say why a text is no day, and how one is written; empty if it is one."""
    try:
        _day_in(text)
    except ValueError as refusal:
        return str(refusal)
    return ""


def _day_in(text: str) -> date:
    iso = _ISO_DAY.fullmatch(text)
    return parse_date_de("{day}.{month}.{year}".format(**iso.groupdict()) if iso else text)


def read_wish(stand: str, known: str, *, today: date) -> Wish:
    """Read the words of an address; without any, or with those of a report, no look back is asked for."""
    if not stand or _REPORT.fullmatch(stand):
        return Wish()
    effective = read_day(stand)
    if effective is None:
        return Wish(None, refused_day(stand), STAND)
    if not FIRST_DAY <= effective <= today:
        ahead = f"Der {date_de(effective)} liegt noch vor uns."
        return Wish(None, ahead if effective > today else BEFORE_THE_FIRST, STAND)
    day = read_day(known) if known else effective
    if day is None:
        return Wish(AsOf(effective, effective), f"{refused_day(known)} {NO_DAY}", KNOWN)
    if day > today:
        return Wish(AsOf(effective, today), ONLY_TODAY, KNOWN)
    return Wish(AsOf(effective, max(day, FIRST_DAY)))

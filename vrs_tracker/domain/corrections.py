"""What was corrected after a report was given out: Ergänzungen, new Fassungen, restated figures.

A correction is never silent (product.md 5): it stands above the report, in the next report, and in one list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vrs_tracker.domain.chapters.summary import change_text, ordered_changes
from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.funding import last_day
from vrs_tracker.domain.notation import NBSP, date_de
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.supplement import CORRECTED_WITH
from vrs_tracker.domain.vocabulary.reporting import ChangeKind
from vrs_tracker.domain.wording import full_stop

CORRECT_OR_SUPPLEMENT = "Berichtigen oder ergänzen"
"""What every link to the two ways of correcting a report that was given out is called."""
WHEN_TO_SUPPLEMENT = (
    "Eine Ergänzung genügt, wenn einzelne Sätze oder Zahlen falsch sind: Sie steht auf einer Seite, und der "
    "Bericht bleibt, wie er ist."
)
WHEN_TO_REOPEN = (
    "Öffnen Sie den Bericht, wenn der Fehler viele Zahlen oder Seiten betrifft: Dann entsteht eine neue "
    "Fassung; die ausgegebene bleibt lesbar und prüfbar."
)
DRAFTED_SUPPLEMENT = (
    "Zu diesem Bericht wird gerade eine Ergänzung geschrieben. Geben Sie sie aus oder verwerfen Sie ihren "
    "Entwurf, dann lässt sich der Bericht öffnen."
)
_REASON = " Grund: "
"""Begins the reason in the sentence of a change."""


def check_reopening(later: HalfYear | None, *, is_supplemented: bool) -> tuple[Violation, ...]:
    """Return why a report that was given out cannot be opened: a later one exists, an Ergänzung is begun."""
    found = []
    if later is not None:
        sentence = (
            f"Der Bericht zum {later.label} ist schon ausgegeben und baut auf diesem auf. Berichtigen Sie "
            "diesen mit einer Ergänzung; geänderte Beträge nennt der nächste Bericht von selbst."
        )
        found.append(Violation("", sentence))
    if is_supplemented:
        found.append(Violation("", DRAFTED_SUPPLEMENT))
    return tuple(found)


def check_restating(effective: PreciseDate, note: str, reported: HalfYear | None) -> tuple[Violation, ...]:
    """Ask why budget, Sperrvermerk or release of a time change that a report given out has told already.

    `reported` is the half-year of the newest one. The next report lists the figure with old, new and reason.
    """
    day = last_day(effective)
    if reported is None or note.strip() or (day is not None and day > reported.as_of):
        return ()
    sentence = (
        f"Der Bericht zum {reported.label} ist schon ausgegeben und nennt Zahlen dieser Zeit. Schreiben Sie "
        "hier, warum sie sich ändern; der Grund steht im nächsten Bericht."
    )
    return (Violation("note", sentence),)


def reported_in(
    effective: PreciseDate, booked_at: datetime | None, newest: tuple[HalfYear, datetime] | None
) -> HalfYear | None:
    """Return the half-year of the newest report given out if it tells of a booking, else None.

    `newest` is that half-year and when its figures were frozen.
    """
    if newest is None or booked_at is None:
        return None
    half, frozen_at = newest
    day = last_day(effective)
    return half if booked_at <= frozen_at and (day is None or day <= half.as_of) else None


def stands_in_report(half: HalfYear) -> str:
    """Say what it means for a report given out that one of its bookings is taken back."""
    return (
        f"Diese Buchung steht im Bericht zum {half.label}. Die Rücknahme nennt der nächste Bericht als "
        "Berichtigung, mit dem Grund; muss schon der ausgegebene stimmen, bitten Sie die Geschäftsstelle, "
        "ihn zu berichtigen oder zu ergänzen."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """A report was opened again: which Fassung, when and why; the Fassung that took its place, if any.

    `new_version` is 0 as long as no newer Fassung has reached the reader.
    """

    half: HalfYear
    version: int
    opened_on: date
    reason: str
    new_version: int = 0
    new_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether the report is still being corrected."""
        return self.new_version == 0

    @property
    def notice(self) -> str:
        """The line above the report."""
        if self.is_open:
            return (
                f"Wird berichtigt: {full_stop(self.reason)} Bis zur neuen Fassung gilt die ausgegebene "
                f"Fassung{NBSP}{self.version}."
            )
        new, old = f"Fassung{NBSP}{self.new_version}", f"Fassung{NBSP}{self.version}"
        return f"{new} berichtigt {old}: {full_stop(self.reason)}"

    @property
    def told(self) -> str:
        """The same for the list of corrections, without the reason."""
        if self.new_on is None:
            return f"Fassung{NBSP}{self.version} wird berichtigt; eine neue ist noch nicht ausgegeben."
        return (
            f"Fassung{NBSP}{self.new_version} vom {date_de(self.new_on)} tritt an die Stelle von "
            f"Fassung{NBSP}{self.version}."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """What a later report says differently about the time of an earlier one, with the reason if known."""

    sentence: str
    reason: str


def restated(report: CommitteeReport) -> tuple[Restated, ...]:
    """Return what a report says differently than the one before; Ergänzungen are told elsewhere."""
    found = []
    for change in ordered_changes(report):
        if change.kind is ChangeKind.CORRECTIONS and not change.sentence.startswith(CORRECTED_WITH):
            sentence, _, reason = change_text(report, change).partition(_REASON)
            found.append(Restated(sentence=sentence, reason=reason))
    return tuple(found)


def standing(reopened: Sequence[Reopened], version: int) -> Reopened | None:
    """Return the reopening that the readers of a Fassung are told of: that of it, or the one it settles."""
    own = [one for one in reopened if one.version == version]
    settled = [one for one in reopened if one.new_version == version]
    return next(iter((*own, *settled)), None)

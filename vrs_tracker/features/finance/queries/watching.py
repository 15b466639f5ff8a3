"""What those who book money have an eye on: budget that lapses, co-funding, the Abgleich."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from vrs_tracker.domain.budget.lapse import is_near
from vrs_tracker.domain.cofunding.watched import Watched
from vrs_tracker.features.finance.queries import budget, cofunding, reconciling
from vrs_tracker.features.finance.queries.reconciling import Abgleich
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.trail.together import ask_together


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is watched as of a day: `lapsing` is a sentence, empty if nothing lapses and before October."""

    lapsing: str
    watched: Watched
    abgleich: Abgleich | None


def load_watch(session: Session, today: date, period: ReportingPeriod | None = None) -> Watch:
    """Return what is watched, with the Abgleich of a half-year if one is given. One statement."""
    asks_lapsing = is_near(today)
    found = ask_together(
        session,
        (
            *cofunding.QUESTIONS,
            *(budget.QUESTIONS if asks_lapsing else ()),
            *(reconciling.QUESTIONS if period else ()),
        ),
    )
    return Watch(
        lapsing=budget.lapsing_soon(found, today) if asks_lapsing else "",
        watched=cofunding.watched_money(found, today),
        abgleich=reconciling.abgleich_value(found, period, today) if period else None,
    )

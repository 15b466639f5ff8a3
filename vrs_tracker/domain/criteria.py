"""The criteria of the lights as words for those who read them; the limits are those of domain/lights.py."""

from decimal import Decimal
from typing import NamedTuple

from vrs_tracker.domain.lights import THRESHOLDS, LightThresholds
from vrs_tracker.domain.notation import days, percent
from vrs_tracker.domain.vocabulary.progress import Dimension


class Criterion(NamedTuple):
    """From when on a dimension is planmäßig, Abweichung or kritisch."""

    dimension: Dimension
    on_track: str
    at_risk: str
    off_track: str


def criteria(limits: LightThresholds = THRESHOLDS) -> tuple[Criterion, ...]:
    """Return what the rules propose per dimension, as decided in domain/lights.py."""
    first_late = limits.on_track_days + 1
    some, many = (percent(Decimal(each), 0) for each in (limits.on_track_percent, limits.at_risk_percent))
    return (
        Criterion(
            Dimension.SCHEDULE,
            f"kein offener Meilenstein mehr als {days(limits.on_track_days)} nach dem ersten Plan",
            f"ein offener Meilenstein {first_late} bis {days(limits.at_risk_days)} nach dem ersten Plan",
            f"ein offener Meilenstein mehr als {days(limits.at_risk_days)} nach dem ersten Plan "
            "oder ohne erwarteten Termin",
        ),
        Criterion(
            Dimension.COST,
            f"höchstens {some} über dem Beschluss",
            f"mehr als {limits.on_track_percent} und höchstens {many} über dem Beschluss",
            f"mehr als {many} über dem Beschluss",
        ),
        Criterion(
            Dimension.RESULTS,
            f"kein Wert ist gesunken; am Ende fehlen höchstens {some} zum Ziel",
            f"ein Wert ist gesunken; am Ende fehlen mehr als {limits.on_track_percent} und höchstens "
            f"{many} zum Ziel oder der Wert ist nicht gemeldet",
            f"am Ende fehlen mehr als {many} zum Ziel",
        ),
        Criterion(
            Dimension.FUNDING,
            "alle Anteile sind beschlossen oder zugesagt",
            "ein Anteil ist erst geplant",
            "ein Anteil, den der Antrag nennt, fehlt",
        ),
    )


def message_rule(limits: LightThresholds = THRESHOLDS) -> str:
    """Say when there is no current message."""
    return (
        f"Ist die letzte Meldung mehr als {days(limits.message_days)} älter als der Stichtag, steht dort "
        "„keine aktuelle Meldung“, was immer zuletzt gemeldet war."
    )

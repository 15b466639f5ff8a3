"""Traffic lights: what the rules propose per dimension, and the light of the whole block (domain.md 4.5).

A proposal stands beside the reported light; it never replaces it. Each comes with a German sentence that
says why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from vrs_tracker.domain.facts.blocks import BlockReport, Indicator, Milestone
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.funding import CurrentShare
from vrs_tracker.domain.notation import date_de, days, list_de, number, percent, quoted
from vrs_tracker.domain.vocabulary.money import Degree, Payer
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.wording import SHARES


@dataclass(frozen=True, slots=True, kw_only=True)
class LightThresholds:
    """The limits of the criteria, each the largest value that still belongs to the milder light."""

    on_track_days: int
    at_risk_days: int
    on_track_percent: int
    at_risk_percent: int
    message_days: int
    valid_from: date
    source: str


THRESHOLDS = LightThresholds(
    on_track_days=30,
    at_risk_days=90,
    on_track_percent=5,
    at_risk_percent=15,
    message_days=60,
    valid_from=date(2022, 1, 1),
    source="Kriterien des Berichts, abgedruckt in seinen Erläuterungen",
)

BY_SEVERITY = (Light.NOT_APPLICABLE, Light.ON_TRACK, Light.UNKNOWN, Light.AT_RISK, Light.OFF_TRACK)
"""From harmless to worst (decisions.md 4, no. 7); the other lights do not count."""


class Proposal(NamedTuple):
    """A light and the reason for it, as a sentence for the report."""

    light: Light
    reason: str

    @property
    def sentence(self) -> str:
        """The proposal as it stands beside the choice."""
        return f"Vorschlag: {self.light.label}. {self.reason}"


# ---------------------------------------------------------------- the four dimensions


def propose_schedule(milestones: Iterable[Milestone], as_of: date) -> Proposal:
    """Judge the open milestone that is latest against its first plan.

    One that should have been reached by the reference date counts as expected on that date at the earliest;
    one without an expected date is kritisch. Reached milestones no longer count.
    """
    every = tuple(milestones)
    still_open = [milestone for milestone in every if milestone.actual is None]
    if not every:
        return Proposal(Light.NOT_APPLICABLE, "Für die Termine sind noch keine Meilensteine erfasst.")
    if not still_open:
        return Proposal(Light.ON_TRACK, "Alle Meilensteine sind erreicht.")
    delays = [
        ((max(each.forecast, as_of) - each.baseline).days, each.forecast, each)
        for each in still_open
        if each.forecast is not None
    ]
    if len(delays) < len(still_open):
        dateless = next(each for each in still_open if each.forecast is None)
        return Proposal(Light.OFF_TRACK, f"Für {quoted(dateless.title)} ist kein erwarteter Termin genannt.")
    late, forecast, milestone = max(delays, key=itemgetter(0))
    light = _light_by_limits(late, THRESHOLDS.on_track_days, THRESHOLDS.at_risk_days)
    if light is Light.ON_TRACK:
        limit = days(THRESHOLDS.on_track_days)
        return Proposal(light, f"Kein offener Meilenstein liegt mehr als {limit} hinter dem ersten Plan.")
    expectation = f"{quoted(milestone.title)} wird am {date_de(forecast)} erwartet"
    if forecast < as_of:
        expectation = (
            f"{quoted(milestone.title)} war für den {date_de(forecast)} erwartet und ist noch nicht erreicht"
        )
    return Proposal(light, f"{expectation}, {days(late)} nach dem ersten Plan.")


def overdue_days(milestone: Milestone, as_of: date) -> int:
    """Return how many days ago an open milestone was due by its newest forecast; 0 if it is not overdue."""
    if milestone.actual is not None:
        return 0
    return max(0, (as_of - (milestone.forecast or milestone.baseline)).days)


def propose_cost(planned: Decimal | None, expected: Decimal | None) -> Proposal:
    """Compare what a block costs as of now with what is resolved; exactly, only the print is rounded (T25).

    `planned` is the newest decided total, `expected` the sum of the current shares (decisions.md 4, no. 9).
    """
    if not planned:
        return Proposal(
            Light.NOT_APPLICABLE, "Für die Kosten gibt es keinen Plan, weil kein Beschluss bekannt ist."
        )
    if expected is None:
        return Proposal(Light.NOT_APPLICABLE, "Zu den erwarteten Kosten gibt es keine Angabe.")
    excess = (expected - planned) * 100 / planned
    light = _light_by_limits(excess, THRESHOLDS.on_track_percent, THRESHOLDS.at_risk_percent)
    if light is Light.ON_TRACK:
        limit = percent(Decimal(THRESHOLDS.on_track_percent), 0)
        return Proposal(light, f"Die erwarteten Kosten liegen höchstens {limit} über dem Beschluss.")
    return Proposal(light, f"Die erwarteten Kosten liegen {percent(excess, 2)} über dem Beschluss.")


def propose_results(indicators: Iterable[Indicator], milestones: Iterable[Milestone]) -> Proposal:
    """Judge the indicators that have a target; the worst decides.

    domain.md 4.5 names no criterion for results. Ours: once every milestone is reached, a value may fall
    short of its target by as many per cent as costs may exceed their plan. Before that, a value that has
    become smaller since the last report is a deviation, and one that was never reported says nothing yet.
    """
    every = tuple(milestones)
    is_finished = bool(every) and all(milestone.actual is not None for milestone in every)
    judge = _judge_final if is_finished else _judge_running
    judged = [judge(each, each.target) for each in indicators if each.target]
    if not judged:
        return Proposal(Light.NOT_APPLICABLE, "Für die Ergebnisse ist noch kein Ziel vereinbart.")
    return max(judged, key=lambda proposal: BY_SEVERITY.index(proposal.light))


def _judge_final(indicator: Indicator, target: Decimal) -> Proposal:
    name = quoted(indicator.kind.label)
    if indicator.actual is None:
        return Proposal(Light.AT_RISK, f"Zu {name} ist kein Wert gemeldet.")
    missing = (target - indicator.actual) * 100 / target
    light = _light_by_limits(missing, THRESHOLDS.on_track_percent, THRESHOLDS.at_risk_percent)
    reached = f"Bei {name} sind {number(indicator.actual)} von {number(target)} erreicht."
    return Proposal(light, reached)


def _judge_running(indicator: Indicator, target: Decimal) -> Proposal:
    name = quoted(indicator.kind.label)
    if indicator.actual is None:
        return Proposal(Light.ON_TRACK, f"Zu {name} liegt noch kein Wert vor; das Ziel ist {number(target)}.")
    if indicator.previous is not None and indicator.actual < indicator.previous:
        fall = f"von {number(indicator.previous)} auf {number(indicator.actual)}"
        return Proposal(Light.AT_RISK, f"{name} ist seit dem letzten Bericht {fall} gesunken.")
    return Proposal(
        Light.ON_TRACK, f"Bei {name} sind {number(indicator.actual)} von {number(target)} erreicht."
    )


def propose_funding(baseline: Shares | None, shares: Sequence[CurrentShare]) -> Proposal:
    """Judge whether every share is secured that the motion names or that somebody has planned.

    A share that is only planned is open; a share of the motion that nobody has recorded is missing. Without a
    regional share there is nothing to judge: such a block is outside the programme's control (T11).
    """
    recorded = {share.payer: share for share in shares}
    promised = {payer for payer, amount in _columns(baseline) if amount}
    if Payer.VRS not in promised | recorded.keys():
        return Proposal(Light.NOT_APPLICABLE, "Es ist kein regionaler Anteil vorgesehen.")
    missing = [SHARES[payer] for payer in Payer if payer in promised - recorded.keys()]
    if missing:
        return Proposal(Light.OFF_TRACK, f"Es {_are(missing, 'fehlt', 'fehlen')} {list_de(missing)}.")
    still_open = [SHARES[share.payer] for share in shares if share.degree is Degree.PLANNED]
    if still_open:
        verb = _are(still_open, "ist", "sind")
        return Proposal(Light.AT_RISK, f"Noch nicht beschlossen {verb} {list_de(still_open)}.")
    return Proposal(Light.ON_TRACK, "Alle Anteile sind beschlossen oder zugesagt.")


def _columns(row: Shares | None) -> tuple[tuple[Payer, Decimal | None], ...]:
    if row is None:
        return ()
    return ((Payer.VRS, row.regional), (Payer.MUNICIPALITY, row.municipal), (Payer.PRIVATE, row.private))


def _are(things: Sequence[str], singular: str, plural: str) -> str:
    return singular if len(things) == 1 else plural


def _light_by_limits(value: Decimal | int, on_track: int, at_risk: int) -> Light:
    if value <= on_track:
        return Light.ON_TRACK
    return Light.AT_RISK if value <= at_risk else Light.OFF_TRACK


# ---------------------------------------------------------------- the block as a whole

STATE_LIGHTS: dict[BlockState, Light] = {
    BlockState.NOT_STARTED: Light.NOT_STARTED,
    BlockState.COMPLETED: Light.COMPLETED,
    BlockState.DROPPED: Light.DROPPED,
}
"""States that are shown instead of any light (decisions.md 4, no. 8)."""


def worst(lights: Iterable[Light], state: BlockState) -> Light:
    """Return the worst of the lights that count; if none counts, the state of the block decides.

    A block that is under way but without a single light that counts is never shown as planmäßig.
    """
    every = tuple(lights)
    counting = [light for light in every if light in BY_SEVERITY[1:]]
    if counting:
        return max(counting, key=BY_SEVERITY.index)
    nothing_to_rate = Light.NOT_APPLICABLE if every else Light.UNKNOWN
    return STATE_LIGHTS.get(state, nothing_to_rate)


def overall_light(
    *, state: BlockState, lights: Iterable[Light], last_message_on: date | None, as_of: date
) -> Proposal:
    """Return the light of a block and, as reason, what is printed in brackets behind its label.

    A finished, dropped or not begun block shows its state. Else a message that is older than the reference
    date minus 60 days, or none at all, is „keine aktuelle Meldung“ and nothing else; it is never planmäßig.
    """
    if state in STATE_LIGHTS:
        return Proposal(STATE_LIGHTS[state], "")
    if last_message_on is None:
        return Proposal(Light.UNKNOWN, "noch keine Meldung")
    if last_message_on < as_of - timedelta(days=THRESHOLDS.message_days):
        return Proposal(Light.UNKNOWN, f"letzte vom {date_de(last_message_on)}")
    light = worst(lights, state)
    return Proposal(light, "Stand: " + state.label if light is Light.NOT_APPLICABLE else "")


def light_counts(blocks: Iterable[BlockReport]) -> dict[Light, int]:
    """Return how many blocks show each light, every light included, in the order of the code list."""
    shown = [block.light for block in blocks]
    return {light: shown.count(light) for light in Light}

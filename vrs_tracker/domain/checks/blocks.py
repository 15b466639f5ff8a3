"""Plausibility of updates, lights, milestones and risks."""

from vrs_tracker.domain.checks.rule import Hits, Rule, Situation, at_block
from vrs_tracker.domain.facts.blocks import BlockReport, Rating
from vrs_tracker.domain.lights import overdue_days
from vrs_tracker.domain.notation import date_de, days, quoted
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import Dimension, Light, RiskState, UpdateState
from vrs_tracker.domain.vocabulary.reporting import Severity

_AT_REST = frozenset({BlockState.COMPLETED, BlockState.DROPPED})
_UNDER_WAY = frozenset({BlockState.PREPARING, BlockState.RUNNING})


def _unconfirmed(now: Situation) -> Hits:
    for block in now.report.all_blocks():
        if now.updates.get(block.slug) is UpdateState.FILED:
            yield at_block(block), f"Die Meldung zu {block.titled} ist abgegeben, aber noch nicht bestätigt."


def _returned(now: Situation) -> Hits:
    for block in now.report.all_blocks():
        if now.updates.get(block.slug) is UpdateState.RETURNED:
            yield at_block(block), f"Die Meldung zu {block.titled} wird noch überarbeitet."


def _missing(now: Situation) -> Hits:
    for block in now.report.all_blocks():
        is_there = now.updates.get(block.slug) not in (None, UpdateState.DRAFT)
        if not is_there and block.state not in _AT_REST:
            yield at_block(block), f"Zu {block.titled} fehlt die Meldung für das {now.report.period.label}."


def _unknown_light(now: Situation) -> Hits:
    for block in now.report.all_blocks():
        if block.light is Light.UNKNOWN:
            note = f" ({block.light_note})" if block.light_note else ""
            yield at_block(block), f"{block.titled} steht als „{Light.UNKNOWN.label}“{note} im Bericht."


def _ratings(now: Situation, reported: Light) -> list[tuple[BlockReport, Rating]]:
    return [
        (block, rating)
        for block in now.report.all_blocks()
        if block.update is not None
        for rating in block.update.ratings
        if rating.reported is reported
    ]


def _no_measure(now: Situation) -> Hits:
    for block, rating in _ratings(now, Light.AT_RISK):
        if not rating.measure or rating.measure_due is None:
            yield at_block(block), f"{_rated(block, rating)}, aber die Gegenmaßnahme mit Termin fehlt."


def _no_options(now: Situation) -> Hits:
    for block, rating in _ratings(now, Light.OFF_TRACK):
        if not rating.options:
            yield at_block(block), f"{_rated(block, rating)}, aber die Wahlmöglichkeiten fehlen."


def _measure_past(now: Situation) -> Hits:
    for block, rating in _ratings(now, Light.AT_RISK):
        due = rating.measure_due
        if due is not None and due < now.today:
            sentence = f"{_rated(block, rating)}; die Gegenmaßnahme war bis zum {date_de(due)} vorgesehen."
            yield at_block(block), f"{sentence} Fragen Sie nach dem Ergebnis."


def _rated(block: BlockReport, rating: Rating) -> str:
    return f"{block.titled} meldet {rating.dimension.label} {quoted(rating.reported.label)}"


def _on_track_but_overdue(now: Situation) -> Hits:
    for block, rating in _ratings(now, Light.ON_TRACK):
        if rating.dimension is not Dimension.SCHEDULE:
            continue
        for milestone in block.milestones:
            late = overdue_days(milestone, now.report.as_of)
            if late:
                overdue = f"der Meilenstein {quoted(milestone.title)} ist {days(late)} überfällig"
                yield at_block(block), f"{_rated(block, rating)}, aber {overdue}."


def _milestone_without_date(now: Situation) -> Hits:
    for block in now.report.all_blocks():
        for milestone in block.milestones:
            if milestone.expected is None and block.state not in _AT_REST:
                yield (
                    at_block(block),
                    f"{block.titled}: Zu {quoted(milestone.title)} fehlt der erwartete Termin.",
                )


def _no_milestones(now: Situation) -> Hits:
    for block in now.report.all_blocks():
        if block.state in _UNDER_WAY and not block.milestones:
            yield at_block(block), f"{block.titled} ist „{block.state.label}“, hat aber keine Meilensteine."


def _state_against_milestones(now: Situation) -> Hits:
    for block in now.report.all_blocks():
        reached = [milestone for milestone in block.milestones if milestone.actual is not None]
        if block.state is BlockState.NOT_STARTED and reached:
            contradiction = f"der Meilenstein {quoted(reached[0].title)} ist erreicht"
            yield at_block(block), f"{block.titled} ist „{block.state.label}“, aber {contradiction}."


def _completed_with_open_milestones(now: Situation) -> Hits:
    for block in now.report.all_blocks():
        still_open = [milestone for milestone in block.milestones if milestone.actual is None]
        if block.state is BlockState.COMPLETED and still_open:
            contradiction = f"der Meilenstein {quoted(still_open[0].title)} ist noch offen"
            yield at_block(block), f"{block.titled} ist „{block.state.label}“, aber {contradiction}."


def _risk_measure_past(now: Situation) -> Hits:
    for block in now.report.all_blocks():
        for risk in block.risks:
            if risk.state is RiskState.OPEN and risk.due is not None and risk.due < now.today:
                measure = f"Die Gegenmaßnahme zum Risiko {quoted(risk.title)}"
                yield (
                    at_block(block),
                    f"{block.titled}: {measure} war bis zum {date_de(risk.due)} vorgesehen.",
                )


RULES = (
    Rule("P01", Severity.ERROR, _unconfirmed),
    Rule("P02", Severity.ERROR, _returned),
    Rule("P03", Severity.HINT, _missing),
    Rule("P04", Severity.HINT, _unknown_light),
    Rule("P05", Severity.ERROR, _no_measure),
    Rule("P06", Severity.ERROR, _no_options),
    Rule("P07", Severity.HINT, _measure_past),
    Rule("P08", Severity.HINT, _on_track_but_overdue),
    Rule("P09", Severity.HINT, _milestone_without_date),
    Rule("P10", Severity.HINT, _no_milestones),
    Rule("P11", Severity.ERROR, _state_against_milestones),
    Rule("P12", Severity.HINT, _completed_with_open_milestones),
    Rule("P13", Severity.HINT, _risk_measure_past),
)

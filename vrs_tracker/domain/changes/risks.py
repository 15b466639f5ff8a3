"""Changes of open risks: new, closed, weighed differently, countered differently."""

from collections.abc import Iterator

from vrs_tracker.domain.changes.difference import Difference, Weight
from vrs_tracker.domain.facts.blocks import BlockReport, Risk
from vrs_tracker.domain.notation import NO_STATEMENT, date_de, quoted
from vrs_tracker.domain.vocabulary.progress import Level, RiskState, Trend
from vrs_tracker.domain.vocabulary.reporting import ChangeKind
from vrs_tracker.domain.wording import full_stop

_ORDER = tuple(Level)
_MOVED = {Trend.RISING: "gestiegen", Trend.FALLING: "gesunken"}
_NO_MEASURE = "Eine Gegenmaßnahme ist noch nicht festgelegt."


def risk_differences(old: BlockReport, new: BlockReport) -> Iterator[Difference]:
    """Yield what differs in the open risks; a settled one says nothing any more."""
    before, after = {risk.id: risk for risk in old.risks}, {risk.id: risk for risk in new.risks}
    for number in dict.fromkeys((*after, *before)):
        told = _told(before.get(number), after.get(number))
        if told is not None:
            weight, sentence, why, size = told
            yield Difference(
                weight=weight,
                kind=ChangeKind.RISKS,
                block=new.slug,
                about=f"risk-{number}",
                sentence=sentence,
                why=why,
                size=size,
            )


_Told = tuple[Weight, str, str, int]


def _told(old: Risk | None, new: Risk | None) -> _Told | None:
    was_open = old is not None and old.state is RiskState.OPEN
    if new is not None and new.state is RiskState.OPEN:
        return _changed(old, new) if old is not None and was_open else _opened(old, new)
    return _closed(old, new) if old is not None and was_open else None


def _opened(old: Risk | None, new: Risk) -> _Told:
    weighed = f"Eintritt {new.likelihood.label}, Schaden {new.damage.label}"
    head = f"Neues Risiko {quoted(new.title)}: {weighed}."
    if old is not None:
        head = f"Das Risiko {quoted(new.title)} ist wieder offen: {weighed}."
    countered = f"Gegenmaßnahme: {_measure(new)}" if new.measure.strip() else _NO_MEASURE
    return Weight.RISK, f"{head}{_cause(new)} {countered}", f"neues Risiko: {new.title}", _heaviness(new)


def _closed(old: Risk, new: Risk | None) -> _Told:
    ended = "steht nicht mehr im Bericht" if new is None else "ist erledigt"
    sentence = f"Das Risiko {quoted(old.title)} {ended}."
    return Weight.IMPROVEMENT, sentence, f"Risiko nicht mehr offen: {old.title}", -_heaviness(old)


def _changed(old: Risk, new: Risk) -> _Told | None:
    moved, countered = _moved(old, new), _countered(old, new)
    if not moved and not countered:
        return None
    risk, size = f"Das Risiko {quoted(new.title)}", _heaviness(new) - _heaviness(old)
    if not moved:
        sentence = f"{risk} ist unverändert eingeschätzt. {countered}"
        return Weight.PLAN, sentence, f"Gegenmaßnahme geändert: {new.title}", size
    is_better = size < 0 or (size == 0 and new.trend is Trend.FALLING)
    levels = (
        f"{_level('Eintritt', old.likelihood, new.likelihood)}, {_level('Schaden', old.damage, new.damage)}"
    )
    sentence = f"{risk} ist {moved}: {levels}.{'' if is_better else _cause(new)} {countered}".rstrip()
    return (Weight.IMPROVEMENT if is_better else Weight.RISK, sentence, f"Risiko {moved}: {new.title}", size)


def _moved(old: Risk, new: Risk) -> str:
    """Say which way a risk went; empty if neither its levels nor what people say of its trend moved it."""
    size = _heaviness(new) - _heaviness(old)
    if size:
        return _MOVED[Trend.RISING if size > 0 else Trend.FALLING]
    if old.likelihood is not new.likelihood:
        return "anders eingeschätzt"
    return _MOVED.get(new.trend, "") if new.trend is not old.trend else ""


def _heaviness(risk: Risk) -> int:
    """From 1 for gering and gering to 5 for hoch and hoch."""
    return _ORDER.index(risk.likelihood) + _ORDER.index(risk.damage) + 1


def _level(name: str, old: Level, new: Level) -> str:
    return f"{name} bleibt {new.label}" if old is new else f"{name} jetzt {new.label} statt {old.label}"


def _cause(risk: Risk) -> str:
    return f" Ursache: {full_stop(risk.cause)}" if risk.cause.strip() else ""


def _countered(old: Risk, new: Risk) -> str:
    """Say what is new about the countermeasure: all of it, or only who does it or until when."""
    if old.measure != new.measure:
        return f"Neue Gegenmaßnahme: {_measure(new)}" if new.measure.strip() else _NO_MEASURE
    told = []
    if old.responsible != new.responsible:
        told.append(f"Zuständig für die Gegenmaßnahme: {full_stop(new.responsible or NO_STATEMENT)}")
    if old.due != new.due:
        due, before = (date_de(day) if day else NO_STATEMENT for day in (new.due, old.due))
        told.append(f"Termin der Gegenmaßnahme: {due}, im letzten Bericht {before}.")
    return " ".join(told)


def _measure(risk: Risk) -> str:
    """The countermeasure with who does it until when."""
    whom = f" Zuständig: {full_stop(risk.responsible)}" if risk.responsible.strip() else ""
    due = f" Termin: {date_de(risk.due)}." if risk.due else ""
    return f"{full_stop(risk.measure)}{whom}{due}"

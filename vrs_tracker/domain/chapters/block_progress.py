"""What a block's subsection says first: head, rating, promises and steps (users.md 4.3, no. 1 to 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from vrs_tracker.domain.chapters.cells import NOT_RECORDED, NOT_REPORTED, light_text
from vrs_tracker.domain.document import Column, Element, Facts, LightMark, Row, Table
from vrs_tracker.domain.facts.blocks import BlockReport, PromisedFunction, Rating, Step, TrendPoint, Update
from vrs_tracker.domain.notation import NO_STATEMENT, count_words, date_de, list_de, month_year
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.programme import BlockState, FunctionState
from vrs_tracker.domain.vocabulary.progress import Dimension, Light, MessageSource, StepOutcome
from vrs_tracker.domain.wording import full_stop, sentence_start

# ------------------------------------------------------------------ head

AIM = "Vorhaben"
_MISSING = "Keine Angabe zu"


def _from_to(start: date | None, end: date | None) -> str:
    if start is not None and end is not None:
        return f"{date_de(start)} bis {date_de(end)}"
    if start is not None:
        return f"ab {date_de(start)}"
    return "" if end is None else f"bis {date_de(end)}"


def _span(block: BlockReport) -> str:
    """Say the planned time and, where it differs, the expected one."""
    planned = _from_to(block.planned_start, block.planned_end)
    expected = _from_to(block.forecast_start, block.forecast_end)
    if planned and expected and planned != expected:
        return f"geplant {planned}, erwartet {expected}"
    return planned or expected


def state_beside_light(block: BlockReport) -> str:
    """Return the state as it stands behind the light; nothing if it is not known or the light says it."""
    if block.state is BlockState.NOT_DOCUMENTED or light_text(block).startswith(block.state.label):
        return ""
    return block.state.label


def _standing(block: BlockReport) -> str:
    """Say state, time and reason, and why a light does not apply; what the lead says is left out."""
    has_message, is_known = block.update is not None, block.light is not Light.UNKNOWN
    note = light_text(block) if block.light_note and has_message and is_known else ""
    state = ", ".join(filter(None, (state_beside_light(block), _span(block))))
    reason = block.state_reason if has_message or not is_known else ""
    grounds = f"Grund: {reason}" if state and reason else reason
    said = (note, state, grounds)
    return " ".join(full_stop(one) for one in said if one)


def _run(points: Sequence[TrendPoint]) -> str:
    first, last = points[0], points[-1]
    return f"{first.light.label} ({_reports(first.period, last.period)})"


def _reports(first: HalfYear, last: HalfYear) -> str:
    if first == last:
        return first.label
    return f"1. und {last.label}" if first.year == last.year else f"{first.label} bis {last.label}"


def earlier_reports(report: CommitteeReport, block: BlockReport) -> str:
    """Say how the block stood in earlier reports; equal ones in a row are said once."""
    runs = [_run(tuple(points)) for _, points in groupby(block.trend, key=lambda point: point.light)]
    return ", dann ".join(runs) or ("kein früherer Bericht" if report.previous else "")


def _message(report: CommitteeReport, block: BlockReport) -> str:
    """Say when the newest confirmed message was filed, for which half-year, how, when confirmed."""
    update = block.update
    if update is None:
        return ""
    period = "" if update.period == report.period else f" zum {update.period.label}"
    source = "" if update.source is MessageSource.SELF else f", {update.source.label}"
    same = "; unverändert gegenüber dem vorherigen Bericht" if update.nothing_changed else ""
    return (
        f"vom {date_de(update.filed_on)}{period}{source}, bestätigt am {date_de(update.confirmed_on)}{same}"
    )


def head_items(report: CommitteeReport, block: BlockReport) -> tuple[tuple[str, str], ...]:
    """Return aim, those in charge, time and message; what is not recorded is named together in one line."""
    to_record = (
        (AIM, block.description or block.subtitle),
        ("Träger", block.lead),
        ("Partner", list_de(block.partners)),
        ("Zuständig", block.owner_role),
        ("Zeitraum", _span(block)),
    )
    missing = list_de([term for term, text in to_record if not text])
    items = (*to_record, ("Meldung", _message(report, block)), (_MISSING, missing))
    return tuple((term, text) for term, text in items if text)


def head_facts(report: CommitteeReport, block: BlockReport, *, with_rating: bool) -> Facts:
    """Return what the block is, who is in charge, how it stood and stands; if asked the rating."""
    head = dict(head_items(report, block))
    items = (
        (AIM, head.get(AIM, "")),
        ("Stand", _standing(block)),
        ("Bewertung", rating_in_a_line(block) if with_rating else ""),
        _involved(head),
        _message_and_past(head.get("Meldung", ""), earlier_reports(report, block)),
    )
    return Facts(tuple((term, text) for term, text in items if text), small=True)


def _message_and_past(message: str, past: str) -> tuple[str, str]:
    """Return the newest message and how the block stood in earlier reports in one line."""
    if not message:
        return "Früher", past
    return "Meldung", f"{message}. Früher: {past}." if past else message


def _involved(head: dict[str, str]) -> tuple[str, str]:
    """Return those in charge in one line, which also names what is not recorded of the head."""
    known = [one for one in ("Zuständig", "Träger", "Partner") if one in head]
    if not known:
        return _MISSING, head.get(_MISSING, "")
    term, *others = known
    said = [head[term], *(f"{one}: {head[one]}" for one in others)]
    return term, "; ".join([*said, *([f"{NO_STATEMENT} zu {head[_MISSING]}"] if _MISSING in head else [])])


# ------------------------------------------------------------------ rating


def _ratings(block: BlockReport) -> tuple[Rating, ...]:
    """Return the dimensions of the newest confirmed message; none without one."""
    return block.update.ratings if block.update else ()


def _grounds(rating: Rating) -> str:
    """Say why: the rule's reason, or rule and report side by side where they differ, without judging."""
    if rating.reported is rating.proposed:
        return full_stop(rating.proposal_reason or rating.reported.label)
    reason = rating.deviation_reason or NOT_RECORDED
    return (
        f"Nach Regel: {rating.proposed.label}. {full_stop(rating.proposal_reason)} Gemeldet: "
        f"{rating.reported.label}. Begründung: {full_stop(reason)}"
    )


def _measure(rating: Rating) -> str:
    """Say the countermeasure with its date and the options, if there are any."""
    until = "" if rating.measure_due is None else f" (bis {date_de(rating.measure_due)})"
    measure = f" Maßnahme: {rating.measure.rstrip('.')}{until}." if rating.measure else ""
    return f"{measure} Wege: {full_stop(rating.options)}" if rating.options else measure


def rating_in_a_line(block: BlockReport) -> str:
    """Say all dimensions in one line; nothing without any message, or if none of them applies."""
    if block.update is None:
        return ""
    if block.light is Light.UNKNOWN:
        return "keine, weil eine aktuelle Meldung fehlt"
    ratings = block.update.ratings
    if ratings and all(one.reported is Light.NOT_APPLICABLE for one in ratings):
        return ""
    if len(ratings) > 1 and len({one.reported for one in ratings}) == 1:
        return f"alle Bereiche: {ratings[0].reported.label}"
    return ", ".join(f"{one.dimension.label}: {one.reported.label}" for one in ratings) or NOT_REPORTED


def _is_plain(rating: Rating) -> bool:
    """Whether a dimension needs no words: planmäßig, as the rules propose, and no measure."""
    as_proposed = rating.reported is rating.proposed
    return as_proposed and rating.reported is Light.ON_TRACK and not _measure(rating)


def has_plain_rating(block: BlockReport) -> bool:
    """Whether a line says the rating: nothing is amiss, at most a dimension does not apply."""
    return all(
        _is_plain(one) or (one.reported is one.proposed is Light.NOT_APPLICABLE and not _measure(one))
        for one in _ratings(block)
    )


def is_rated_alike(block: BlockReport) -> bool:
    """Whether all dimensions are planmäßig and need no words."""
    return all(map(_is_plain, _ratings(block)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingLine:
    """A dimension as it is read: its light, why, and what is done about it; `is_plain` needs no why."""

    dimension: Dimension
    light: Light
    grounds: str
    measure: str
    is_plain: bool


def rating_lines(block: BlockReport) -> tuple[RatingLine, ...]:
    """Return the dimensions of the newest confirmed message with reasons and measures.

    Without a current message nothing is repeated: an old „planmäßig“ would read like a new one.
    """
    if block.update is None or block.light is Light.UNKNOWN:
        return ()
    return tuple(
        RatingLine(
            dimension=one.dimension,
            light=one.reported,
            grounds=_grounds(one),
            measure=_measure(one).lstrip(),
            is_plain=_is_plain(one),
        )
        for one in block.update.ratings
    )


def rating_message(block: BlockReport) -> str:
    """Say how many dimensions are reported otherwise than the rules propose."""
    own = sum(one.reported is not one.proposed for one in _ratings(block))
    if own == 0:
        return "Alle Bereiche sind so gemeldet, wie es die Regeln vorschlagen."
    areas = sentence_start(count_words(own, "Bereich ist", "Bereiche sind"))
    return f"{areas} anders gemeldet, als es die Regeln vorschlagen."


def ratings_elements(report: CommitteeReport, block: BlockReport) -> tuple[Element, ...]:
    """Return the dimensions side by side, below them why those that are not planmäßig stand as they do.

    What „planmäßig“ means is said in the legend, so that it need not be repeated here.
    """
    lines = rating_lines(block)
    if not lines:
        return ()
    table = Table(
        name=f"{block.slug}-bewertung",
        caption=f"Bewertung von {block.name}",
        message="" if all(one.reported is one.proposed for one in _ratings(block)) else rating_message(block),
        columns=(
            Column(head="Stand", width=24),
            *(Column(head=one.dimension.label, width=34) for one in lines),
        ),
        rows=(Row(cells=(date_de(report.as_of), *(LightMark(one.light, one.light.label) for one in lines))),),
    )
    grounds = tuple(
        (one.dimension.label, f"{one.grounds} {one.measure}".rstrip()) for one in lines if not one.is_plain
    )
    return (table, *((Facts(grounds, small=True),) if grounds else ()))


# ------------------------------------------------------------------ promises and steps


def function_words(one: PromisedFunction) -> str:
    """Say what became of a function that the motion promised."""
    return f"{one.state.label}: {one.note}" if one.note else one.state.label


def told_functions(block: BlockReport) -> tuple[PromisedFunction, ...]:
    """Return the functions of which somebody has said what became of them."""
    return tuple(one for one in block.functions if one.note or one.state is not FunctionState.NOT_REPORTED)


def silent_functions(block: BlockReport) -> str:
    """Name the functions that nobody has reported on, in one sentence; empty if there is none."""
    told = told_functions(block)
    silent = "; ".join(one.text for one in block.functions if one not in told)
    return f"Im Antrag genannt, Stand noch nicht gemeldet: {full_stop(silent)}" if silent else ""


def functions_words(block: BlockReport) -> str:
    """Say what the motion promised and what became of it, state by state (R1.28 to R1.32)."""
    told = told_functions(block)
    states = [state for state in FunctionState if state is not FunctionState.NOT_REPORTED]
    said = [
        f"{state.label}: {'; '.join(_promise(one) for one in told if one.state is state)}."
        for state in (*states, FunctionState.NOT_REPORTED)
        if any(one.state is state for one in told)
    ]
    silent = "; ".join(one.text.rstrip(".") for one in block.functions if one not in told)
    return " ".join(map(sentence_start, [*said, *([f"{_NOT_TOLD}: {silent}."] if silent else [])]))


_NOT_TOLD = "Stand noch nicht gemeldet"


def _promise(one: PromisedFunction) -> str:
    text = one.text.rstrip(".")
    return f"{text} ({one.note.rstrip('.')})" if one.note else text


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """An announced or coming step as it is read; `month` is empty if none was named."""

    text: str
    month: str
    outcome: str
    note: str
    is_done: bool

    @property
    def dated(self) -> str:
        """The text with its month in brackets."""
        return f"{self.text.rstrip('.')} ({self.month})" if self.month else self.text.rstrip(".")


def step_lines(steps: Sequence[Step]) -> tuple[StepLine, ...]:
    """Return steps with their months and outcomes; an outcome that nobody told is named as such."""
    return tuple(
        StepLine(
            text=full_stop(one.text),
            month="" if one.due is None else month_year(one.due),
            outcome=one.outcome.label if one.outcome else NOT_REPORTED,
            note=full_stop(one.outcome_note) if one.outcome_note else "",
            is_done=one.outcome is StepOutcome.DONE,
        )
        for one in steps
    )


def achieved_words(update: Update) -> str:
    """Return what was achieved, that nothing has changed, or that nobody has said so."""
    return update.achieved or ("unverändert" if update.nothing_changed else NOT_REPORTED)


def announced_words(block: BlockReport) -> str:
    """Say what became of the steps that the report before announced."""
    announced = block.update.announced if block.update else ()
    return " ".join(
        f"{one.dated}: {full_stop(one.outcome)} {one.note}".rstrip() for one in step_lines(announced)
    )


def steps_items(report: CommitteeReport, block: BlockReport) -> tuple[tuple[str, str], ...]:
    """Return what was achieved, what comes next and what the committee has to decide."""
    update = block.update
    if update is None:
        return ()
    is_old = update.period != report.period
    return (
        ("Erreicht war" if is_old else "Erreicht", full_stop(achieved_words(update))),
        (
            "Geplant war" if is_old else "Als Nächstes",
            " ".join(f"{one.dated}." for one in step_lines(update.next_steps)),
        ),
        ("Entscheidung", full_stop(update.decision) if update.decision else ""),
    )

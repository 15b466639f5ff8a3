"""What a block's subsection says first: head, rating, promises and steps (users.md 4.3, no. 1 to 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from vrs_tracker.domain.chapters.cells import NOT_RECORDED, NOT_REPORTED, light_text
from vrs_tracker.domain.document import Column, Element, Facts, LightMark, Paragraph, Row, Table
from vrs_tracker.domain.facts.blocks import BlockReport, PromisedFunction, Rating, Step, TrendPoint, Update
from vrs_tracker.domain.notation import count_words, date_de, list_de, month_year, number_word
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.programme import BlockState, FunctionState
from vrs_tracker.domain.vocabulary.progress import Dimension, Light, MessageSource, StepOutcome
from vrs_tracker.domain.wording import full_stop, sentence_start

# ------------------------------------------------------------------ head

AIM = "Vorhaben"


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
    """Say light and state and, if one is recorded, the reason for the state."""
    light, reason = light_text(block), block.state_reason
    if block.state is BlockState.NOT_DOCUMENTED:
        return f"{light}. {full_stop(reason)}" if reason else light
    state = state_beside_light(block)
    both = f"{light}; {state}" if state else light
    return full_stop(f"{both}. Grund: {reason}") if reason else both


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
    items = (*to_record, ("Meldung", _message(report, block)), ("Keine Angabe zu", missing))
    return tuple((term, text) for term, text in items if text)


def head_facts(report: CommitteeReport, block: BlockReport, *, with_rating: bool) -> Facts:
    """Return standing, earlier reports and the items of the head, if asked the rating."""
    items = (
        ("Stand", _standing(block)),
        ("Bewertung", rating_in_a_line(block) if with_rating else ""),
        ("Frühere Berichte", earlier_reports(report, block)),
        *head_items(report, block),
    )
    return Facts(tuple((term, text) for term, text in items if text))


# ------------------------------------------------------------------ rating


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
    """Say all dimensions in one line, for blocks in short form; nothing without any message."""
    if block.update is None:
        return ""
    if block.light is Light.UNKNOWN:
        return "keine, weil eine aktuelle Meldung fehlt"
    ratings = block.update.ratings
    if len(ratings) > 1 and len({one.reported for one in ratings}) == 1:
        return f"alle Bereiche: {ratings[0].reported.label}"
    return ", ".join(f"{one.dimension.label}: {one.reported.label}" for one in ratings) or NOT_REPORTED


def has_plain_rating(block: BlockReport) -> bool:
    """Whether the rating needs no explanation: as the rules propose, nothing amiss, no measure."""
    ratings = block.update.ratings if block.update else ()
    quiet = {Light.ON_TRACK, Light.NOT_APPLICABLE}
    return all(
        one.reported is one.proposed and one.reported in quiet and not _measure(one) for one in ratings
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingLine:
    """A dimension as it is read: its light, why, and what is done about it."""

    dimension: Dimension
    light: Light
    grounds: str
    measure: str


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
        )
        for one in block.update.ratings
    )


def rating_message(block: BlockReport) -> str:
    """Say how many dimensions are reported otherwise than the rules propose."""
    own = sum(one.reported is not one.proposed for one in block.update.ratings) if block.update else 0
    if own == 0:
        return "Alle Bereiche sind so gemeldet, wie es die Regeln vorschlagen."
    areas = sentence_start(count_words(own, "Bereich ist", "Bereiche sind"))
    return f"{areas} anders gemeldet, als es die Regeln vorschlagen."


def ratings_elements(block: BlockReport) -> tuple[Element, ...]:
    """Return the dimensions as a table; nothing without a current message."""
    lines = rating_lines(block)
    if not lines:
        return ()
    return (
        Table(
            name=f"{block.slug}-bewertung",
            caption=f"Bewertung von {block.name} nach Bereichen",
            message=rating_message(block),
            columns=(
                Column(head="Bereich", width=22),
                Column(head="Stand", width=32),
                Column(head="Begründung", width=106),
            ),
            rows=tuple(
                Row(
                    cells=(
                        one.dimension.label,
                        LightMark(one.light, one.light.label),
                        f"{one.grounds} {one.measure}".rstrip(),
                    )
                )
                for one in lines
            ),
        ),
    )


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


def functions_elements(block: BlockReport) -> tuple[Element, ...]:
    """Return what the motion promised and what became of it (R1.28 to R1.32)."""
    told, silent = told_functions(block), silent_functions(block)
    rest = (Paragraph(silent),) if silent else ()
    if not told:
        return rest
    table = Table(
        name=f"{block.slug}-funktionen",
        caption=f"{block.name}: geplant 2021 und heute",
        message=_functions_message(len(told), len(block.functions)),
        columns=(Column(head="Geplant", width=80), Column(head="Heute", width=80)),
        rows=tuple(Row(cells=(one.text, function_words(one))) for one in told),
    )
    return (table, *rest)


def _functions_message(told: int, every: int) -> str:
    if every == 1:
        return "Zur einzigen Funktion ist der Stand gemeldet."
    told_of = number_word(told, one="einer", beside=every)
    return f"Zu {told_of} von {number_word(every)} Funktionen ist der Stand gemeldet."


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


def steps_elements(report: CommitteeReport, block: BlockReport) -> tuple[Element, ...]:
    """Return what became of announced steps, what was achieved, what comes next, what is to be decided."""
    update = block.update
    if update is None:
        return ()
    is_old = update.period != report.period
    items = [
        *(
            ("Angekündigt war", f"{one.dated}: {full_stop(one.outcome)} {one.note}".rstrip())
            for one in step_lines(update.announced)
        ),
        ("Zuletzt erreicht" if is_old else "Erreicht", achieved_words(update)),
        *(
            ("Zuletzt geplant" if is_old else "Nächster Schritt", f"{one.dated}.")
            for one in step_lines(update.next_steps)
        ),
    ]
    if update.decision:
        items.append(("Entscheidung", full_stop(update.decision)))
    return (Facts(tuple(items)),)

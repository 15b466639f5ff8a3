"""The rules of a status update: what is complete, what needs a reason, who may confirm it and until when.

Field names of violations are those of the form: "headline", "ratings-0-measure",
"milestones-1-shift_reason"; rows are counted from 0 in the order of the input. Amounts of text are
characters (users.md 4.4).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.blocks import Milestone, Step
from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT, check_origin, check_text, in_row
from vrs_tracker.domain.inputs.progress import RatingInput, StatusInput, check_milestone, check_risk
from vrs_tracker.domain.lights import STATE_LIGHTS
from vrs_tracker.domain.locks import figures_frozen, not_filed, not_yet_collected
from vrs_tracker.domain.notation import date_de, number_word, quoted
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import Dimension, Light, StepOutcome, UpdateState
from vrs_tracker.domain.vocabulary.reporting import PeriodState

HEADLINE_LIMIT = 200
ACHIEVED_LIMIT = 600
DECISION_LIMIT = 400
STEP_LIMIT = 200
NEXT_STEPS = 3


@dataclass(frozen=True, kw_only=True)
class KnownBefore:
    """What is known about the block when an update is filed; `announced` are the steps of the last one."""

    period: HalfYear
    today: date
    state: BlockState
    has_earlier_update: bool
    announced: tuple[Step, ...] = ()
    milestones: tuple[Milestone, ...] = ()


def check_status_update(new: StatusInput, known: KnownBefore) -> tuple[Violation, ...]:
    """Return everything that is missing or contradicts itself, in the order of the form.

    „Alles wie im letzten Bericht“ is a complete answer (finding 2): then texts, steps and ratings may be
    empty, as those of the update before go on. What became of the announced steps and of milestones that are
    due, and that the risks were checked, is to be said all the same.
    """
    return (
        *_check_answer(new, known),
        *_check_announced(new, known),
        *_check_achieved(new),
        *_check_due_milestones(new, known),
        *_check_milestones(new, known),
        *_check_indicators(new),
        *check_text("money_change", new.money_change, limit=SENTENCE_LIMIT),
        *_check_ratings(new, known),
        *_check_risks(new),
        *_check_next_steps(new),
        *check_text("decision", new.decision, limit=DECISION_LIMIT),
        *_check_headline(new),
        *_check_withheld(new),
        *check_text("message_note", new.message_note, limit=SENTENCE_LIMIT),
        *check_origin(new),
    )


def _check_answer(new: StatusInput, known: KnownBefore) -> Iterator[Violation]:
    if new.nothing_changed is None:
        yield Violation("nothing_changed", "Sagen Sie, ob sich seit dem letzten Bericht etwas geändert hat.")
    elif new.nothing_changed and not known.has_earlier_update:
        yield Violation(
            "nothing_changed",
            "Es gibt noch keine frühere Meldung. Beschreiben Sie den Stand bitte einmal vollständig.",
        )


def answered_steps(new: StatusInput, number: int) -> tuple[StepOutcome | None, ...]:
    """Return an answer for each announced step; one choice can be made for all that have none."""
    silent = (None,) * (number - len(new.announced))
    rest = StepOutcome.RUNNING if new.rest_runs else None
    return tuple(answer or rest for answer in (*new.announced, *silent))


def _check_announced(new: StatusInput, known: KnownBefore) -> Iterator[Violation]:
    for index, step in enumerate(known.announced):
        if index >= len(new.announced) or new.announced[index] is None:
            yield Violation(f"announced-{index}", f"Sagen Sie, was aus {quoted(step.text)} geworden ist.")


def _check_achieved(new: StatusInput) -> Iterator[Violation]:
    missing = (
        "Schreiben Sie in zwei bis vier Sätzen, was erreicht wurde, oder wählen Sie "
        "„alles wie im letzten Bericht“."
    )
    yield from check_text(
        "achieved", new.achieved, limit=ACHIEVED_LIMIT, missing="" if new.nothing_changed else missing
    )


def _check_due_milestones(new: StatusInput, known: KnownBefore) -> Iterator[Violation]:
    """A milestone that was expected by now is reached, or it is expected on another day."""
    day = min(known.today, known.period.as_of)
    answered = {row.id: row for row in new.milestones}
    rows = {row.id: index for index, row in enumerate(new.milestones)}
    for milestone in known.milestones:
        expected = milestone.forecast or milestone.baseline
        if milestone.actual is not None or expected > day:
            continue
        answer = answered.get(milestone.id)
        if answer is None or (answer.actual is None and (answer.forecast or expected) <= day):
            field = f"milestones-{rows[milestone.id]}-actual" if answer else "milestones"
            yield Violation(
                field,
                f"{quoted(milestone.title)} war für den {date_de(expected)} erwartet. Tragen Sie ein, wann "
                "der Meilenstein erreicht wurde oder wann er jetzt erwartet wird.",
            )


def _check_milestones(new: StatusInput, known: KnownBefore) -> Iterator[Violation]:
    by_id = {milestone.id: milestone for milestone in known.milestones}
    for index, row in enumerate(new.milestones):
        if row.id is not None and row.id not in by_id:
            yield Violation(
                f"milestones-{index}-title",
                "Diesen Meilenstein gibt es hier nicht mehr. Laden Sie die Seite neu.",
            )
            continue
        found = check_milestone(row, by_id.get(row.id or 0), today=known.today)
        yield from in_row(f"milestones-{index}", found)


def _check_indicators(new: StatusInput) -> Iterator[Violation]:
    for index, row in enumerate(new.indicators):
        if row.actual is not None and row.actual < 0:
            yield Violation(f"indicators-{index}-actual", "Geben Sie den Wert ohne Minus ein.")


# ---------------------------------------------------------------- ratings


def _check_ratings(new: StatusInput, known: KnownBefore) -> Iterator[Violation]:
    rated = [row.dimension for row in new.ratings]
    for dimension in Dimension:
        if rated.count(dimension) > 1 or (dimension not in rated and not new.nothing_changed):
            yield Violation("ratings", f"Geben Sie für {quoted(dimension.label)} genau eine Einschätzung ab.")
    for index, row in enumerate(new.ratings):
        yield from in_row(f"ratings-{index}", _check_rating(row, known.state))
    if _says_not_started(new, known) and _reached_any(new, known):
        yield Violation(
            "ratings",
            "„nicht begonnen“ passt nicht zu einem erreichten Meilenstein. Ändern Sie die Einschätzung, oder "
            "bitten Sie die Programmkoordination, den Stand zu ändern.",
        )


def _check_rating(row: RatingInput, state: BlockState) -> Iterator[Violation]:
    if row.reported is Light.UNKNOWN:
        yield Violation(
            "reported", "„keine aktuelle Meldung“ entsteht von selbst. Wählen Sie eine Einschätzung."
        )
    yield from check_text(
        "deviation_reason", row.deviation_reason, limit=SENTENCE_LIMIT, missing=_missing_reason(row, state)
    )
    yield from _check_measure(row)
    options = "Nennen Sie die Wahlmöglichkeiten, über die zu entscheiden ist."
    missing = options if row.reported is Light.OFF_TRACK else ""
    yield from check_text("options", row.options, limit=SENTENCE_LIMIT, missing=missing)


def _check_measure(row: RatingInput) -> Iterator[Violation]:
    """„Abweichung“ needs a dated countermeasure; „kritisch“ may have one beside its options, also dated."""
    has_any = bool(row.measure) or row.measure_due is not None
    is_needed = row.reported is Light.AT_RISK or (row.reported is Light.OFF_TRACK and has_any)
    missing = "Nennen Sie die Gegenmaßnahme: Wer tut was bis wann?" if is_needed else ""
    yield from check_text("measure", row.measure, limit=SENTENCE_LIMIT, missing=missing)
    if is_needed and row.measure_due is None:
        yield Violation("measure_due", "Nennen Sie den Termin der Gegenmaßnahme.")


def _missing_reason(row: RatingInput, state: BlockState) -> str:
    """A deviation needs a reason, unless the rules had nothing to judge or the state of the block says it."""
    if row.reported in (row.proposed, STATE_LIGHTS.get(state)):
        return ""
    if row.proposed is Light.NOT_APPLICABLE:
        return ""
    return (
        f"Vorgeschlagen ist {quoted(row.proposed.label)}, gemeldet {quoted(row.reported.label)}. "
        "Nennen Sie den Grund; er steht im Bericht."
    )


def _says_not_started(new: StatusInput, known: KnownBefore) -> bool:
    return known.state is BlockState.NOT_STARTED or any(
        row.reported is Light.NOT_STARTED for row in new.ratings
    )


def _reached_any(new: StatusInput, known: KnownBefore) -> bool:
    return any(row.actual for row in new.milestones) or any(row.actual for row in known.milestones)


# ---------------------------------------------------------------- risks, steps, texts


def _check_risks(new: StatusInput) -> Iterator[Violation]:
    for index, row in enumerate(new.risks):
        yield from in_row(f"risks-{index}", check_risk(row))
    if not new.risks_checked:
        yield Violation("risks_checked", "Bestätigen Sie, dass Sie die Risiken geprüft haben.")


def _check_next_steps(new: StatusInput) -> Iterator[Violation]:
    if len(new.next_steps) > NEXT_STEPS:
        yield Violation("next_steps", f"Nennen Sie höchstens {number_word(NEXT_STEPS)} nächste Schritte.")
    for index, step in enumerate(new.next_steps):
        missing = "Beschreiben Sie den Schritt, oder lassen Sie die Zeile weg."
        yield from in_row(
            f"next_steps-{index}", check_text("text", step.text, limit=STEP_LIMIT, missing=missing)
        )
        if step.due is None:
            yield Violation(
                f"next_steps-{index}-due", "Nennen Sie den Monat, bis zu dem der Schritt getan ist."
            )


def _check_headline(new: StatusInput) -> Iterator[Violation]:
    missing = "Fassen Sie den Stand in einem Satz zusammen; er steht auf der ersten Seite des Berichts."
    yield from check_text(
        "headline", new.headline, limit=HEADLINE_LIMIT, missing="" if new.nothing_changed else missing
    )


def _check_withheld(new: StatusInput) -> Iterator[Violation]:
    for index, row in enumerate(new.withheld):
        missing = f"Nennen Sie den Grund, warum {quoted(row.slot.label)} nicht öffentlich werden darf."
        found = check_text("reason", row.reason, limit=SENTENCE_LIMIT, missing=missing)
        yield from in_row(f"withheld-{index}", found)


def unchanged_since(told: Sequence[tuple[HalfYear, Mapping[str, str]]]) -> dict[str, HalfYear]:
    """Return for each label of the newest update the half-year since which it says the same.

    `told` are the updates in words, newest first; a half-year without one does not interrupt.
    """
    if not told:
        return {}
    since = {}
    for label, text in told[0][1].items():
        for period, earlier in told:
            if not text or earlier.get(label) != text:
                break
            since[label] = period
    return since


# ---------------------------------------------------------------- the way of an update

UPDATE_STEPS: dict[UpdateState, frozenset[UpdateState]] = {
    UpdateState.DRAFT: frozenset({UpdateState.DRAFT, UpdateState.FILED}),
    UpdateState.FILED: frozenset({UpdateState.FILED, UpdateState.RETURNED, UpdateState.CONFIRMED}),
    UpdateState.RETURNED: frozenset({UpdateState.RETURNED, UpdateState.FILED}),
    UpdateState.CONFIRMED: frozenset({UpdateState.RETURNED}),
}
"""What an update can become: filed again until it is confirmed, and sent back even then."""


def check_step(now: UpdateState, then: UpdateState) -> tuple[Violation, ...]:
    """Return why an update cannot go from one state to another, in words for the person who tried."""
    if then in UPDATE_STEPS[now]:
        return ()
    return (
        Violation(
            "", f"Die Meldung ist {quoted(now.label)}; {quoted(then.label)} ist von da aus nicht möglich."
        ),
    )


def check_withdrawal(state: UpdateState) -> tuple[Violation, ...]:
    """Check that an update can be taken back by those who filed it: only until it is confirmed."""
    if state is UpdateState.FILED:
        return ()
    return (Violation("", not_filed(quoted(state.label))),)


def check_return(reason: str) -> tuple[Violation, ...]:
    """Check that whoever sends an update back says what is to be done."""
    missing = "Schreiben Sie, was überarbeitet werden soll."
    return tuple(check_text("reason", reason, limit=SENTENCE_LIMIT, missing=missing))


def may_confirm(filer_key: str, confirmer_key: str, link_maker_key: str = "") -> tuple[Violation, ...]:
    """Compare the persons, not the accounts; whoever typed a message taken by telephone has filed it.

    Whoever made the personal link through which it was filed knows the link, and so is no second person.
    """
    if filer_key == confirmer_key:
        sentence = (
            "Sie haben diese Meldung selbst abgegeben. Bestätigen kann sie nur eine zweite Person; "
            "angefragt ist die Geschäftsstelle."
        )
        return (Violation("", sentence),)
    if link_maker_key == confirmer_key:
        sentence = (
            "Sie haben den persönlichen Link erstellt, über den diese Meldung abgegeben wurde. Bestätigen "
            "kann sie nur eine zweite Person; angefragt ist die Geschäftsstelle."
        )
        return (Violation("", sentence),)
    return ()


def check_filing(period: HalfYear, state: PeriodState, frozen_on: date | None) -> tuple[Violation, ...]:
    """Check that a half-year takes updates: it has been started and its figures are not frozen.

    `frozen_on` is the day on which its newest version was frozen, None if there is none or it was reopened.
    """
    if state is PeriodState.OPEN:
        return (Violation("", not_yet_collected(period.label)),)
    if frozen_on is not None:
        return (Violation("", figures_frozen(date_de(period.as_of), date_de(frozen_on))),)
    return ()

"""A status update as a value: what „alles wie im letzten Bericht“ carries on, and how an update is told.

The proposals never come from whoever fills in the form: `with_proposals` puts the computed ones beside.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.blocks import Milestone
from vrs_tracker.domain.inputs.progress import RatingInput, StatusInput
from vrs_tracker.domain.lights import Proposal
from vrs_tracker.domain.milestones import subject_of
from vrs_tracker.domain.notation import date_de, days, list_de, month_year, quoted
from vrs_tracker.domain.vocabulary.progress import Dimension, Light, TextSlot, UpdateState

Proposals = Mapping[Dimension, Proposal]


def with_proposals(new: StatusInput, proposals: Proposals) -> StatusInput:
    """Return the statement with the computed proposal beside each rating, whatever it said itself."""
    rated = (_beside(row, proposals[row.dimension]) for row in new.ratings)
    return replace(new, ratings=tuple(rated))


def _beside(row: RatingInput, proposal: Proposal) -> RatingInput:
    return replace(row, proposed=proposal.light, proposal_reason=proposal.reason)


# ---------------------------------------------------------------- nothing has changed


CALM = frozenset({Light.ON_TRACK, Light.NOT_APPLICABLE})
"""Lights about which there is nothing to say; between them a rating follows the rules by itself."""


def carried_on(new: StatusInput, last: StatusInput, proposals: Proposals) -> StatusInput:
    """Return „alles wie im letzten Bericht“ in full: its sentence, decision, ratings and steps.

    „Was wurde erreicht?“ never comes along: it would be reported twice (users.md 1.4). What became of the
    announced steps is for the new statement to say. What it says itself stands.
    """
    rewritten = {
        TextSlot.ACHIEVED: True,
        TextSlot.HEADLINE: bool(new.headline),
        TextSlot.DECISION: bool(new.decision),
    }
    withheld = {row.slot: row for row in last.withheld if not rewritten[row.slot]}
    withheld |= {row.slot: row for row in new.withheld}
    return replace(
        new,
        headline=new.headline or last.headline,
        decision=new.decision or last.decision,
        ratings=new.ratings or tuple(_carried_rating(row, proposals) for row in last.ratings),
        next_steps=new.next_steps or last.next_steps,
        withheld=tuple(withheld.values()),
    )


def _carried_rating(row: RatingInput, proposals: Proposals) -> RatingInput:
    proposed = proposals[row.dimension].light
    return replace(row, reported=proposed) if {row.reported, proposed} <= CALM else row


def check_carried(carried: StatusInput, last: StatusInput) -> tuple[Violation, ...]:
    """Return where the rules have moved since: then „alles wie im letzten Bericht“ would hide it.

    A rating that stands against the rules needs a reason, and the one given last time was about another
    proposal. `carried` has the proposals of today beside its ratings, `last` those of then.
    """
    before = {row.dimension: row for row in last.ratings}
    return tuple(
        Violation(
            "nothing_changed",
            f"{row.proposal_reason} Vorgeschlagen ist bei {quoted(row.dimension.label)} deshalb "
            f"{quoted(row.proposed.label)}, zuletzt gemeldet war {quoted(row.reported.label)}. "
            "Wählen Sie „Ja“ und geben Sie Ihre Einschätzung neu ab.",
        )
        for row in carried.ratings
        if _is_carried(row, before.get(row.dimension)) and row.proposed is not row.reported
    )


def _is_carried(row: RatingInput, before: RatingInput | None) -> bool:
    """Whether a rating is the one of then although the proposal has changed."""
    if before is None or before.proposed is row.proposed:
        return False
    return row == replace(before, proposed=row.proposed, proposal_reason=row.proposal_reason)


# ---------------------------------------------------------------- an update in words


class Line(NamedTuple):
    """One line of an update beside the same line of another one, for review and history."""

    label: str
    before: str
    now: str


def tell_statement(statement: StatusInput, state: UpdateState | None = None) -> dict[str, str]:
    """Return an update as label and text, in the order of the form; "" where it says nothing."""
    told = {"Stand": state.label} if state else {}
    texts = {
        TextSlot.ACHIEVED: statement.achieved,
        TextSlot.DECISION: statement.decision,
        TextSlot.HEADLINE: statement.headline,
    }
    reasons = {row.slot: row.reason for row in statement.withheld}
    source = f"{statement.message_source.label} {statement.message_note}".strip()
    return {
        **told,
        "Gegenüber dem letzten Bericht": _changed(statement.nothing_changed),
        "Angekündigte Schritte": ", ".join(each.label for each in statement.announced if each),
        TextSlot.ACHIEVED.label: _text(texts, reasons, TextSlot.ACHIEVED),
        "Kosten oder Anteile": statement.money_change,
        **{f"Einschätzung {each.label}": _rating(statement, each) for each in Dimension},
        "Risiken": "geprüft" if statement.risks_checked else "",
        "Nächste Schritte": "\n".join(
            f"{step.text} ({month_year(step.due)})" if step.due else step.text
            for step in statement.next_steps
        ),
        TextSlot.DECISION.label: _text(texts, reasons, TextSlot.DECISION),
        TextSlot.HEADLINE.label: _text(texts, reasons, TextSlot.HEADLINE),
        "Quelle der Meldung": source,
    }


def _changed(nothing_changed: bool | None) -> str:  # noqa: FBT001 - the answer to a question of the form
    if nothing_changed is None:
        return ""
    return "unverändert" if nothing_changed else "geändert"


def _text(texts: Mapping[TextSlot, str], reasons: Mapping[TextSlot, str], slot: TextSlot) -> str:
    if slot in reasons and texts[slot]:
        return f"{texts[slot]} (nicht öffentlich: {reasons[slot]})"
    return texts[slot]


def _rating(statement: StatusInput, dimension: Dimension) -> str:
    row = next((row for row in statement.ratings if row.dimension is dimension), None)
    if row is None:
        return ""
    parts = [row.reported.label]
    if row.proposed is not row.reported and row.proposed is not Light.NOT_APPLICABLE:
        parts.append(f"nach Regel: {row.proposed.label}")
    if row.deviation_reason:
        parts.append(f"Begründung: {row.deviation_reason}")
    if row.measure:
        due = f" bis {date_de(row.measure_due)}" if row.measure_due else ""
        parts.append(f"Gegenmaßnahme{due}: {row.measure}")
    if row.options:
        parts.append(f"Wahlmöglichkeiten: {row.options}")
    # a sentence that another part follows gives up its full stop: "aufgeholt; Gegenmaßnahme"
    return "; ".join([*(part.removesuffix(".") for part in parts[:-1]), parts[-1]])


def suggest_headline(new: StatusInput, known: Iterable[Milestone]) -> str:
    """Return a sentence for the first page from what was typed: the largest shift, else what was reached.

    Empty where nothing typed makes a sentence (users.md 4.4, no. 11).
    """
    by_id = {milestone.id: milestone for milestone in known}
    answers = [(by_id[row.id], row) for row in new.milestones if row.id in by_id]
    shifts = [
        ((row.forecast - (before.forecast or before.baseline)).days, row.forecast, before.title)
        for before, row in answers
        if row.forecast and not row.actual
    ]
    moved, day, title = max(shifts, default=(0, None, ""), key=itemgetter(0))
    if moved > 0 and day is not None:
        return f"{subject_of(title)} verschiebt sich um {days(moved)} auf den {date_de(day)}."
    reached = [f"{before.title} ({date_de(row.actual)})" for before, row in answers if row.actual]
    if reached:
        return f"Erreicht: {list_de(reached)}."
    return "Kosten oder Anteile haben sich geändert." if new.money_change else ""


def compare(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[Line, ...]:
    """Return the lines in which two updates differ, in the order of the newer one."""
    return tuple(_differences(before, now))


def _differences(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Line]:
    for label, text in now.items():
        if before.get(label, "") != text:
            yield Line(label, before.get(label, ""), text)

"""Changes of milestones: new, moved, reached, no longer reached, ended; and of the first plan."""

from collections.abc import Iterator
from datetime import date

from vrs_tracker.domain.changes.difference import Difference, Weight, because
from vrs_tracker.domain.changes.restated import ADDED, CORRECTED
from vrs_tracker.domain.facts.blocks import BlockReport, Milestone
from vrs_tracker.domain.lights import THRESHOLDS
from vrs_tracker.domain.milestones import subject_of
from vrs_tracker.domain.notation import date_de, days, quoted
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.vocabulary.reporting import ChangeKind

_LIGHTS = {Weight.CRITICAL: Light.OFF_TRACK, Weight.DEVIATION: Light.AT_RISK}


def milestone_differences(
    old: BlockReport, new: BlockReport, day: date, weight: Weight
) -> Iterator[Difference]:
    """Yield what differs in milestones; a later date carries `weight`, it may be why a light became worse.

    What was reached by `day`, the last that both reports look at, was reached before and is only known now.
    """
    before = {milestone.id: milestone for milestone in old.milestones}
    for milestone in new.milestones:
        known = before.pop(milestone.id, None)
        if known is None:
            yield _new(new.slug, milestone)
            continue
        if known.baseline != milestone.baseline:
            yield _replanned(new.slug, known, milestone)
        if known.actual != milestone.actual:
            yield _reached(new.slug, known, milestone, day)
        elif known.expected != milestone.expected:
            yield _moved(new.slug, known, milestone, weight)
    for milestone in before.values():
        yield _ended(new.slug, milestone)


def _difference(  # noqa: PLR0913 - one for each part of a change
    slug: str,
    milestone: Milestone,
    weight: Weight,
    sentence: str,
    why: str,
    *,
    kind: ChangeKind = ChangeKind.DATES,
    size: int = 0,
    about: str = "milestone",
    outcome: str = "",
) -> Difference:
    return Difference(
        weight=weight,
        kind=kind,
        block=slug,
        about=f"{about}-{milestone.id}",
        sentence=sentence,
        why=f"{why}, {milestone.title}{outcome}",
        size=size,
    )


def _new(slug: str, milestone: Milestone) -> Difference:
    if milestone.actual:
        dated = f"erreicht am {date_de(milestone.actual)}"
    elif milestone.forecast:
        dated = f"erwartet am {date_de(milestone.forecast)}"
    else:
        dated = "noch ohne erwarteten Termin"
    sentence = f"Neuer Meilenstein: {quoted(milestone.title)}, {dated}."
    return _difference(slug, milestone, Weight.PLAN, sentence, "neuer Meilenstein")


def _ended(slug: str, milestone: Milestone) -> Difference:
    dated = "hatte keinen erwarteten Termin"
    if milestone.actual:
        dated = f"war am {date_de(milestone.actual)} erreicht"
    elif milestone.forecast:
        dated = f"war für den {date_de(milestone.forecast)} erwartet"
    sentence = f"{subject_of(milestone.title)} {dated} und wird nicht mehr als Meilenstein geführt."
    return _difference(slug, milestone, Weight.PLAN, sentence, "Meilenstein entfallen")


def _replanned(slug: str, old: Milestone, new: Milestone) -> Difference:
    sentence = (
        f"{CORRECTED}Erster Plan für {quoted(new.title)} ist der {date_de(new.baseline)}; "
        f"im letzten Bericht stand der {date_de(old.baseline)}."
    )
    return _difference(
        slug,
        new,
        Weight.CORRECTION,
        sentence,
        "erster Plan anders als berichtet",
        kind=ChangeKind.CORRECTIONS,
        size=(new.baseline - old.baseline).days,
        about="baseline",
    )


# ---------------------------------------------------------------- reached


def _reached(slug: str, old: Milestone, new: Milestone, day: date) -> Difference:
    """Tell a milestone as reached, as reached on another day than reported, or as not reached after all."""
    subject, size = subject_of(new.title), _days_later(old, new)
    if new.actual is None:
        return _taken_back(slug, old, new, size)
    if old.actual is not None:
        sentence = (
            f"{CORRECTED}{subject} ist seit dem {date_de(new.actual)} erreicht; "
            f"im letzten Bericht stand der {date_de(old.actual)}."
        )
        return _corrected(slug, new, sentence, "anderer Tag als berichtet", size)
    if new.actual <= day:
        sentence = (
            f"{ADDED}{subject} ist schon seit dem {date_de(new.actual)} erreicht; "
            f"im letzten Bericht stand das noch nicht."
        )
        return _corrected(slug, new, sentence, "schon früher erreicht", size)
    sentence = f"{subject} ist seit dem {date_de(new.actual)} erreicht{_compared(size)}."
    return _difference(slug, new, Weight.REACHED, sentence, "Meilenstein erreicht", size=size)


def _corrected(slug: str, milestone: Milestone, sentence: str, why: str, size: int) -> Difference:
    return _difference(
        slug, milestone, Weight.CORRECTION, sentence, why, kind=ChangeKind.CORRECTIONS, size=size
    )


def _taken_back(slug: str, old: Milestone, new: Milestone, size: int) -> Difference:
    was = date_de(old.actual) if old.actual else ""
    expected = "Ein erwarteter Termin fehlt"
    if new.forecast:
        expected = f"Erwartet wird das jetzt am {date_de(new.forecast)}"
    sentence = (
        f"{CORRECTED}{subject_of(new.title)} ist noch nicht erreicht; "
        f"im letzten Bericht stand der {was}. {expected}.{_reason(new, size)}"
    )
    return _corrected(slug, new, sentence, "doch nicht erreicht", size)


def _compared(later: int) -> str:
    if later == 0:
        return ""
    return f", {days(abs(later))} {'später' if later > 0 else 'früher'} als zuletzt erwartet"


# ---------------------------------------------------------------- moved


def _moved(slug: str, old: Milestone, new: Milestone, weight: Weight) -> Difference:
    subject, later = subject_of(new.title), _days_later(old, new)
    weight_now = weight if later > 0 or new.forecast is None else Weight.SHIFT
    if new.forecast is None:
        moved, why = f"{subject} hat keinen erwarteten Termin mehr.", "ohne erwarteten Termin"
    elif later > 0:
        moved = f"{subject} verschiebt sich um {days(later)} auf den {date_de(new.forecast)}."
        why = f"Termin um {days(later)} verschoben"
    elif later < 0:
        moved = f"{subject} wird {days(-later)} früher erwartet, am {date_de(new.forecast)}."
        why = f"Termin um {days(-later)} vorgezogen"
    else:
        moved, why = f"{subject} wird jetzt am {date_de(new.forecast)} erwartet.", "Termin neu"
    worse = _LIGHTS.get(weight_now)
    outcome = f"; Stand dadurch {quoted(worse.label)}" if worse else ""
    sentence = f"{moved}{_reason(new, later)}"
    return _difference(slug, new, weight_now, sentence, why, size=later, outcome=outcome)


def _days_later(old: Milestone, new: Milestone) -> int:
    """By how many days the date that counts lies later than before, or than the first plan if it had none."""
    before, after = old.expected or old.baseline, new.expected
    return (after - before).days if after else 0


def _reason(milestone: Milestone, later: int) -> str:
    """The note, else the reason of the list; beyond 30 days one is asked for (users.md 4.4, no. 4)."""
    reason = milestone.shift_note or (milestone.shift_reason.label if milestone.shift_reason else "")
    return because(reason, is_asked_for=later > THRESHOLDS.on_track_days)

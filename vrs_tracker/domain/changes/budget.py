"""Changes of the programme's budget: appropriated, blocked, released."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.changes.difference import Difference, Weight, because
from vrs_tracker.domain.changes.restated import ADDED, CORRECTED, as_of, stood, were
from vrs_tracker.domain.facts.money import BudgetRow, Release, Sperrvermerk
from vrs_tracker.domain.funding import has_rounded_blocks, has_rounded_releases, is_effective, staircase
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.reporting import ChangeKind
from vrs_tracker.domain.wording import amount_words, sentence_start

_Step = Decimal | None
_Row = BudgetRow | Sperrvermerk | Release
_APPROPRIATED = "veranschlagt"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Steps:
    """A step of the staircase in both reports: as each says it, and as each says it of the common day."""

    label: str
    before: _Step
    known_before: _Step
    known_now: _Step
    now: _Step
    day: date
    was_rounded: bool
    is_rounded: bool
    reason: str = ""

    def words(self, amount: Decimal) -> str:
        """An amount as the newer report knows it."""
        return amount_words(amount, is_rounded=self.is_rounded)


def budget_differences(old: CommitteeReport, new: CommitteeReport, day: date) -> Iterator[Difference]:
    """Yield what differs in the steps of the budget; `day` is the last that both reports look at."""
    for steps in _all_steps(old, new, day):
        about = f"budget-{steps.label}"
        if steps.known_now != steps.now or steps.known_before != steps.before:
            yield Difference(
                weight=Weight.BUDGET,
                kind=ChangeKind.AMOUNTS,
                block=None,
                about=about,
                sentence=_sentence(steps),
                why=f"{sentence_start(steps.label)}: Summe des Programms",
                size=_less(steps.now, steps.known_now) - _less(steps.before, steps.known_before),
            )
        if steps.known_before != steps.known_now:
            yield Difference(
                weight=Weight.CORRECTION,
                kind=ChangeKind.CORRECTIONS,
                block=None,
                about=f"restated-{about}",
                sentence=f"{_restated_sentence(steps)}{because(steps.reason)}",
                why=f"{sentence_start(steps.label)}: anders als berichtet",
                size=_less(steps.known_now, steps.known_before),
            )


def _all_steps(old: CommitteeReport, new: CommitteeReport, day: date) -> Iterator[_Steps]:
    stairs = staircase(old), staircase(as_of(old, day)), staircase(as_of(new, day)), staircase(new)
    never = False, False
    blocks = has_rounded_blocks(old), has_rounded_blocks(new)
    releases = has_rounded_releases(old), has_rounded_releases(new)
    why_appropriated = _newest_reason(old.budget, new.budget, day)
    why_released = _newest_reason(old.releases, new.releases, day)
    why_blocked = _newest_reason(old.sperrvermerke, new.sperrvermerke, day) or why_released
    for label, (before, known_before, known_now, now), (was_rounded, is_rounded), reason in (
        (_APPROPRIATED, tuple(stair.appropriated for stair in stairs), never, why_appropriated),
        ("gesperrt", tuple(stair.blocked for stair in stairs), blocks, why_blocked),
        ("freigegeben", tuple(stair.released for stair in stairs), releases, why_released),
    ):
        yield _Steps(
            label=label,
            before=before,
            known_before=known_before,
            known_now=known_now,
            now=now,
            day=day,
            was_rounded=was_rounded,
            is_rounded=is_rounded,
            reason=reason,
        )


def _newest_reason(old: Sequence[_Row], new: Sequence[_Row], day: date) -> str:
    """Return why the newest row about the common time was booked or taken back since the older report."""
    known = {row.id for row in old}
    added = [row for row in new if row.id not in known and is_effective(row, day)]
    return next((row.note for row in sorted(added, key=lambda row: -row.id) if row.note), "")


def _sentence(steps: _Steps) -> str:
    """Tell where a step stands and how far it moved since the common day."""
    head = f"Im Programm {steps.label}"
    if steps.now is None:
        return f"{head}: keine Angabe; {stood(steps.before or Decimal(0), is_rounded=steps.was_rounded)}."
    if steps.known_now is None and steps.before is None:
        return f"{head}: {steps.words(steps.now)}; im letzten Bericht war dazu nichts erfasst."
    moved = _less(steps.now, steps.known_now) - _less(steps.before, steps.known_before)
    since = "im letzten Bericht" if steps.known_now == steps.known_before else f"zum {date_de(steps.day)}"
    change = amount_words(abs(moved), is_rounded=steps.is_rounded or steps.was_rounded)
    by = f"{change} {'mehr' if moved > 0 else 'weniger'} als {since}"
    return f"{head}: {steps.words(steps.now)}, {by}."


def _restated_sentence(steps: _Steps) -> str:
    """Set what was printed beside what is true as of the same day."""
    true = f"Zum {date_de(steps.day)} ist im Programm nichts als {steps.label} erfasst"
    if steps.known_now is not None:
        verb = were(steps.known_now)
        true = f"{steps.words(steps.known_now)} {verb} zum {date_de(steps.day)} im Programm {steps.label}"
    if steps.known_before is None:
        return f"{ADDED}{true}; im letzten Bericht war dazu nichts erfasst."
    return f"{CORRECTED}{true}; {stood(steps.known_before, is_rounded=steps.was_rounded)}."


def _less(minuend: _Step, subtrahend: _Step) -> Decimal:
    return (minuend or Decimal(0)) - (subtrahend or Decimal(0))

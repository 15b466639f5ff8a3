"""Resolutions and their lines: what these come to, beside the sum that a resolution states."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.facts.money import Finding, Resolution
from vrs_tracker.domain.funding import counted, last_day, select
from vrs_tracker.domain.ledger import Ledger
from vrs_tracker.domain.money import to_cents, total
from vrs_tracker.domain.notation import precise_date, quoted
from vrs_tracker.domain.vocabulary.money import RuleCode, Stage
from vrs_tracker.domain.wording import amount_short, amount_words, amounts_alike


def difference_to_stated(resolution: Resolution, ledger: Ledger) -> Decimal | None:
    """Return the sum of a resolution's lines minus the sum it names; None if they agree or one is unknown.

    Its lines are its resolved amounts, without those only contained in others, or else its releases. A sum
    stated as „rund“ is met if the lines round to it: rund 13,2 Mio. € stands for 13,15 to 13,25.
    """
    stated = resolution.stated_amount
    lines = resolution_lines(resolution, ledger)
    if stated is None or not lines:
        return None
    return _missed_by(lines, stated, is_approximate=resolution.stated_is_approximate)


def _missed_by(lines: Iterable[Decimal], stated: Decimal, *, is_approximate: bool) -> Decimal | None:
    difference = total((*lines, -stated))
    tolerance = _half_of_last_digit(stated) if is_approximate else Decimal(0)
    return difference if abs(difference) > tolerance else None


def sum_check(lines: Sequence[Decimal], stated: Decimal | None, *, is_approximate: bool) -> str:
    """Say to the person who types a resolution what its lines come to, beside the sum that it names."""
    if not lines:
        return "Noch ist kein Betrag eingetragen."
    reached = "Die Zeilen ergeben zusammen"
    if stated is None:
        said = amount_short(total(lines))
        return f"{reached} {said}. Eine Summe laut Beschluss ist nicht eingetragen."
    difference = _missed_by(lines, stated, is_approximate=is_approximate)
    if difference is None:
        return f"{reached} {amount_short(total(lines))}. Das stimmt mit der Summe laut Beschluss überein."
    word = "mehr" if difference > 0 else "weniger"
    said, missed = amounts_alike(total(lines), abs(difference))
    return f"{reached} {said}. Das sind {missed} {word}, als der Beschluss nennt."


def resolution_lines(resolution: Resolution, ledger: Ledger) -> list[Decimal]:
    """Return the amounts that make up a resolution: what it resolved, or else what it released."""
    decided = select(counted(ledger.entries), stage=Stage.EARMARKED)
    entries = [entry.amount for entry in decided if entry.resolution == resolution.id]
    releases = [release.amount for release in ledger.releases if release.resolution == resolution.id]
    return entries or releases


def _half_of_last_digit(amount: Decimal) -> Decimal:
    """Half a unit of the last digit that is not 0: 50,000 for 13.2 million."""
    digits = str(to_cents(amount))
    unit = 10 ** (len(digits) - len(digits.rstrip("0")))
    return Decimal(unit) / 200


def findings_of_resolutions(
    ledger: Ledger, resolutions: Iterable[Resolution], as_of: date
) -> Iterator[Finding]:
    """Yield a finding for each resolution whose lines miss the sum that it states."""
    for resolution in resolutions:
        day = last_day(resolution.decided)
        difference = difference_to_stated(resolution, ledger)
        if difference is None or (day is not None and day > as_of):
            continue
        yield Finding(
            rule=RuleCode.LINES_DIFFER_FROM_RESOLUTION,
            sentence=_difference_sentence(resolution, difference),
            resolution=resolution.id,
        )


def _difference_sentence(resolution: Resolution, difference: Decimal) -> str:
    stated = resolution.stated_amount or Decimal(0)
    decided = precise_date(resolution.decided.day, resolution.decided.precision)
    return (
        f"Beschluss {quoted(resolution.title)} ({decided}): Die erfassten Zeilen ergeben zusammen "
        f"{amount_words(total((stated, difference)))}, der Beschluss nennt "
        f"{amount_words(stated, is_rounded=resolution.stated_is_approximate)}."
    )

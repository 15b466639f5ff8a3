"""Rules of co-funding as they are entered: what limits what, from when on, by which source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.control import CoFundingRule
from vrs_tracker.domain.inputs.parts import (
    SENTENCE_LIMIT,
    Correction,
    Origin,
    Posted,
    check_order,
    check_positive,
    check_text,
)
from vrs_tracker.domain.notation import date_de, quoted
from vrs_tracker.domain.vocabulary.cofunding import CAPS, FundingRuleKind

MANY_AT_ONCE = frozenset({FundingRuleKind.CALL_CAP})
"""Kinds of which several may hold on the same day: each call has a cap of its own."""
_HUNDRED = Decimal(100)
_HUNDREDTHS = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class RuleInput(Origin, Posted):
    """A new rule; `share_percent` is the highest regional share in per cent, `limit` is in euros."""

    kind: FundingRuleKind
    name: str
    valid_from: date
    valid_until: date | None = None
    limit: Decimal | None = None
    share_percent: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class RuleEnding(Correction):
    """The last day of a rule, with the reason."""

    valid_until: date


def check_rule(new: RuleInput, known: Iterable[CoFundingRule]) -> tuple[Violation, ...]:
    """Check a rule: one limit that fits its kind, a source, and no other rule of the kind in its days.

    A rule of the kind that has no end yet is no hindrance if it began before: it ends the day before.
    """
    return (
        *check_text("name", new.name, limit=SENTENCE_LIMIT, missing="Nennen Sie die Regel beim Namen."),
        *_check_limit(new),
        *check_order("valid_until", new.valid_from, new.valid_until),
        *check_text(
            "source",
            new.source,
            limit=SENTENCE_LIMIT,
            missing="Nennen Sie die Quelle: Gremium oder Papier, Datum, Nummer.",
        ),
        *check_text("reason", new.reason, limit=SENTENCE_LIMIT),
        *_check_others(new, known),
    )


def _check_limit(new: RuleInput) -> Iterator[Violation]:
    if new.kind in CAPS and new.limit is None:
        yield Violation("limit", "Geben Sie die Obergrenze in Euro ein.")
    elif new.limit is not None and new.kind not in CAPS:
        yield Violation(
            "limit", "Diese Art von Regel hat keine Obergrenze in Euro. Lassen Sie das Feld leer."
        )
    elif new.limit is not None:
        yield from check_positive("limit", new.limit)
    is_share = new.kind is FundingRuleKind.REGIONAL_SHARE_MAX
    if is_share and new.share_percent is None:
        yield Violation("share_percent", "Geben Sie den höchsten regionalen Anteil in Prozent ein.")
    elif not is_share and new.share_percent is not None:
        yield Violation("share_percent", "Diese Art von Regel hat keinen Anteil. Lassen Sie das Feld leer.")
    elif new.share_percent is not None and not 0 <= new.share_percent <= _HUNDRED:
        yield Violation("share_percent", "Der Anteil liegt zwischen 0 und 100 Prozent.")


def _check_others(new: RuleInput, known: Iterable[CoFundingRule]) -> Iterator[Violation]:
    if new.kind in MANY_AT_ONCE:
        return
    for rule in known:
        if rule.kind is not new.kind or rule is replaced_by(new, (rule,)):
            continue
        begins_later = new.valid_until is not None and new.valid_until < rule.valid_from
        has_ended = rule.valid_until is not None and rule.valid_until < new.valid_from
        if not begins_later and not has_ended:
            yield Violation(
                "valid_from",
                f"Die Regel {quoted(rule.name)} gilt seit dem {date_de(rule.valid_from)}. Wählen Sie Tage, "
                "in denen keine andere Regel dieser Art gilt.",
            )


def replaced_by(new: RuleInput, known: Iterable[CoFundingRule]) -> CoFundingRule | None:
    """Return the rule of the kind without an end that began before the new one, which takes its place."""
    if new.kind in MANY_AT_ONCE:
        return None
    return next(
        (
            rule
            for rule in known
            if rule.kind is new.kind and rule.valid_until is None and rule.valid_from < new.valid_from
        ),
        None,
    )


def check_ending(new: RuleEnding, valid_from: date) -> tuple[Violation, ...]:
    """Check the last day of a rule; why it ends is always told."""
    missing = "Nennen Sie den Grund, warum die Regel endet. Er steht im Verlauf."
    return (
        *check_order("valid_until", valid_from, new.valid_until),
        *check_text("reason", new.reason, limit=SENTENCE_LIMIT, missing=missing),
    )


def hundredths_of_a_per_cent(share_percent: Decimal | None) -> int | None:
    """Return a share as it is stored; two decimals of a per cent are exact."""
    return None if share_percent is None else int(share_percent * _HUNDREDTHS)

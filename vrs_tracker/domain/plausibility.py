"""The plausibility list: every rule over the live report; errors stop the freezing, hints are listed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from vrs_tracker.domain.checks import balances, blocks, money, texts
from vrs_tracker.domain.checks.rule import Situation, Target
from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.periods import check_move
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.domain.vocabulary.reporting import Move, PeriodState, Severity

RULES = (*blocks.RULES, *money.RULES, *texts.RULES, *balances.RULES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A hit of a rule: its number, how grave it is, a German sentence, and where to mend it."""

    code: str
    severity: Severity
    sentence: str
    target: Target

    @property
    def key(self) -> str:
        """What a comment refers to: rule, place and sentence without its figures, which move on every day."""
        wording = re.sub(r"[0-9]+", "0", self.sentence)
        return sha256(f"{self.code} {self.target.kind} {self.target.slug} {wording}".encode()).hexdigest()


def check_report(
    report: CommitteeReport, updates: Mapping[str, UpdateState], today: date
) -> tuple[Check, ...]:
    """Return all hits, errors first, each kind in the order of the rules.

    `updates` gives the state of the half-year's update by the slug of its block; a block without one is
    missing.
    """
    now = Situation(report=report, updates=updates, today=today)
    found = [
        Check(code=rule.code, severity=rule.severity, sentence=sentence, target=target)
        for rule in RULES
        for target, sentence in rule.find(now)
    ]
    return tuple(sorted(found, key=lambda check: check.severity is Severity.HINT))


def check_freeze(
    state: PeriodState, as_of: date, today: date, checks: Iterable[Check]
) -> tuple[Violation, ...]:
    """Return why the figures of a half-year cannot be frozen today: state, reference date, errors."""
    found = list(check_move(state, Move.FREEZE, by=""))
    if today < as_of:
        found.append(
            Violation("", f"Die Zahlen können ab dem Stichtag {date_de(as_of)} festgeschrieben werden.")
        )
    errors = (check for check in checks if check.severity is Severity.ERROR)
    return (*found, *(Violation("", check.sentence) for check in errors))

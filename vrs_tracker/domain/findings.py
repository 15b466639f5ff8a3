"""Money rules in words: what a booking would break, what the report has to say about broken rules.

Nothing that really happened is refused (users.md, finding 4): a broken rule is marked at the record and
stands as a finding in the report until the figures keep it again. Rounded figures say „rund“ and are never
smoothed (E32).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from vrs_tracker.domain.cover import Cover
from vrs_tracker.domain.cover_words import excess_words, grant_words, on_line, taken_back_words
from vrs_tracker.domain.facts.control import Freeze
from vrs_tracker.domain.facts.money import BudgetRow, Finding, MoneyEntry, Release, Resolution
from vrs_tracker.domain.funding import counts_from
from vrs_tracker.domain.ledger import (
    Ledger,
    Measure,
    Record,
    Scope,
    Sum,
    breaches,
    in_order,
    ledger_of,
    most_exact,
    standing,
    walk,
    worsens,
    worst_of_each_rule,
)
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import approximately, date_de
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.resolution_sums import findings_of_resolutions
from vrs_tracker.domain.vocabulary.money import RuleCode
from vrs_tracker.domain.wording import amount_short, amount_words, full_stop, sentence_start


@dataclass(frozen=True, slots=True)
class _Words:
    """How a rule speaks: of all amounts together, a new one, the limit, and what can be done first."""

    every: str
    together: str
    new: str
    limit: str
    remedy: str = ""


_WORDS: dict[RuleCode, _Words] = {
    RuleCode.RELEASED_OVER_APPROPRIATED: _Words(
        "die Freigaben",
        "von zusammen",
        "der Freigabe von",
        "die veranschlagten Mittel",
        "den Ansatz erfassen",
    ),
    RuleCode.EARMARKED_OVER_RELEASED: _Words(
        "die Beschlüsse",
        "über zusammen",
        "dem Beschluss über",
        "die freigegebenen Mittel",
        "eine Freigabe erfassen",
    ),
    RuleCode.COMMITTED_OVER_RELEASED: _Words(
        "die Bewilligungen",
        "von zusammen",
        "der Bewilligung von",
        "die verfügbaren Mittel",
        "eine Freigabe erfassen",
    ),
    RuleCode.DISBURSED_OVER_COMMITTED: _Words(
        "die Auszahlungen",
        "von zusammen",
        "der Auszahlung von",
        "die Bewilligungen",
        "die Bewilligung erfassen",
    ),
    RuleCode.PROVEN_OVER_DISBURSED: _Words(
        "die Nachweise", "über zusammen", "dem Nachweis über", "die Auszahlungen", "die Auszahlung erfassen"
    ),
    RuleCode.EARMARKED_OVER_FRAME: _Words(
        "die Beschlüsse", "über zusammen", "dem Beschluss über", "den Rahmen des Antrags"
    ),
}


# ---------------------------------------------------------------- while booking


def judge(new: MoneyEntry | Release, ledger: Ledger) -> tuple[RuleCode, ...]:
    """Return the rules that a record not yet in the ledger would break, in the order of the code list."""
    return tuple(dict.fromkeys(measure.rule for measure in breaches((new,), ledger)))


@dataclass(frozen=True, slots=True)
class Objection:
    """A rule that a booking would break: what it would break, and what whoever books can do about it."""

    rule: RuleCode
    says: str
    advice: str

    @property
    def sentence(self) -> str:
        """What the person who books reads (users.md 6, no. 36)."""
        return f"{self.says} {self.advice}"

    @property
    def recorded(self) -> str:
        """What the second person reads; it begins with the rule, by which `names` finds it again."""
        return f"{self.rule.label}: {self.says}"


_FORMER_LABELS = {RuleCode.COMMITTED_OVER_RELEASED: "Bewilligung über den freigegebenen Mitteln"}
"""What requests call a rule that were recorded before it had its present name."""


def names(recorded: str, rule: RuleCode) -> bool:
    """Whether recorded objections, one a line, name a rule."""
    labels = (rule.label, _FORMER_LABELS.get(rule, rule.label))
    return any(line.startswith(f"{label}: ") for line in recorded.splitlines() for label in labels)


def objections(new: MoneyEntry | Release, ledger: Ledger) -> tuple[Objection, ...]:
    """Return one objection per rule that a record not yet in the ledger would break."""
    return objections_together((new,), ledger)[0]


def objections_together(new: Sequence[Record], ledger: Ledger) -> tuple[tuple[Objection, ...], ...]:
    """Return for each record that is booked with others which rules all would break and it adds to.

    They are told together, one sentence for a rule: what one resolution releases and decides is one booking.
    """
    found = breaches(new, ledger)
    return tuple(
        tuple(
            objection_to(all_of(new, measure), measure)
            for measure in worst_of_each_rule(one for one in found if worsens(each, one.scope))
        )
        if isinstance(each, MoneyEntry | Release)
        else ()
        for each in new
    )


def all_of(new: Sequence[Record], measure: Measure) -> MoneyEntry | Release:
    """Return one record for all that push a rule towards being broken: that is what the sentence names.

    It is of the last of their days, on which all of them are there.
    """
    pushing = [
        each for each in new if isinstance(each, MoneyEntry | Release) and worsens(each, measure.scope)
    ]
    told = [each for each in pushing if each.amount > 0] or pushing
    last = max(told, key=lambda each: (counts_from(each) or date.min, each.budget_year or 0))
    return replace(last, amount=total(each.amount for each in told))


def objection_to(new: MoneyEntry | Release, measure: Measure) -> Objection:
    """Say how far a record goes too far, and how much of that was too much before."""
    words = _WORDS[measure.rule]
    remedy = f", zuerst {words.remedy}" if words.remedy else ""
    advice = f"Sie können den Betrag senken{remedy} oder eine begründete Ausnahme beantragen."
    if measure.cover is not None:
        return _objection_by_cover(new, measure, measure.cover, advice)
    if new.amount < 0:
        return Objection(
            measure.rule,
            f"Mit dieser Rücknahme übersteigen {words.every} {words.limit} um {_short(_excess(measure))}.",
            "Nehmen Sie zuerst diese zurück, oder beantragen Sie eine begründete Ausnahme.",
        )
    return Objection(measure.rule, _too_far(new.amount, measure, words), advice)


def _objection_by_cover(new: MoneyEntry | Release, measure: Measure, cover: Cover, advice: str) -> Objection:
    until = _until(measure.day, counts_from(new) or date.min)
    if isinstance(new, Release) or new.amount < 0:
        back = "Nehmen Sie zuerst Bewilligungen zurück, oder beantragen Sie eine begründete Ausnahme."
        return Objection(measure.rule, f"{on_line(measure.line)}{taken_back_words(cover)}{until}", back)
    before = measure.before.cover if measure.before else None
    said = grant_words(
        before or Cover(),
        cover,
        new.budget_year,
        has_rounded_releases=measure.limit.is_rounded,
        has_rounded_grants=measure.amount.is_rounded,
    )
    return Objection(measure.rule, f"{on_line(measure.line)}{said}{until}", advice)


def _until(day: date | None, own: date) -> str:
    """Say to which day a limit belongs that is not that of the record itself."""
    if day is None or day == own:
        return ""
    return f" Gerechnet ist mit allem, was bis zum {date_de(day)} wirksam wird."


def _too_far(new: Decimal, measure: Measure, words: _Words) -> str:
    """Set all amounts against their limit: how much is decided, how much is allowed, what was so before."""
    before = measure.before
    raised = measure.limit.amount - before.limit.amount if before else Decimal(0)
    own = f", davon {amount_short(raised)} mit dieser Buchung," if raised > 0 else ""
    known = (
        f"; schon vorher waren es {_short(_excess(before))} zu viel" if before and before.excess > 0 else ""
    )
    return (
        f"Mit {words.new} {amount_short(new)} übersteigen {words.every} {words.together} "
        f"{_short(measure.amount)} {words.limit} von {_short(measure.limit)}{own} um "
        f"{_short(_excess(measure))}{known}."
    )


def _short(part: Sum) -> str:
    return approximately(amount_short(part.amount)) if part.is_rounded else amount_short(part.amount)


# ---------------------------------------------------------------- in the report


@lru_cache(maxsize=4)
def mark_breaks(ledger: Ledger) -> Ledger:
    """Return the ledger with the rules written to each record that it broke on the day it took effect.

    The last answers are kept: the list of bookings asks anew for each of its pages and filters.
    """
    marks: dict[tuple[type, int], set[RuleCode]] = {}
    for day in walk(ledger):
        for record in day.records:
            broken = {scope[0] for scope in day.worse if worsens(record, scope)}
            marks[type(record), record.id] = broken
    return replace(
        ledger,
        entries=tuple(replace(each, breaks=_ordered(marks[MoneyEntry, each.id])) for each in ledger.entries),
        releases=tuple(replace(each, breaks=_ordered(marks[Release, each.id])) for each in ledger.releases),
    )


def _ordered(rules: set[RuleCode]) -> tuple[RuleCode, ...]:
    return tuple(rule for rule in RuleCode if rule in rules)


def findings(
    ledger: Ledger, resolutions: Iterable[Resolution], as_of: date, names: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Return one finding per rule that is broken at the end of a day, then those of resolutions.

    `names` gives the names of blocks by slug. If a rule is broken in single blocks or Buchungsstellen, that
    it is then often broken for the programme as well is not said again. A finding points to the entry with
    which the breach began.
    """
    broken = [measure for measure in standing(ledger, as_of).values() if measure.excess > 0]
    began = _beginnings(ledger)
    return (
        *(_finding(measure, began, names) for measure in most_exact(in_order(broken))),
        *findings_of_resolutions(ledger, resolutions, as_of),
    )


def with_findings(report: CommitteeReport) -> CommitteeReport:
    """Return the report with its entries and releases marked and its findings made anew."""
    marked = mark_breaks(ledger_of(report))
    names = {block.slug: block.name for block in report.all_blocks()}
    return replace(
        report,
        entries=marked.entries,
        releases=marked.releases,
        findings=findings(marked, report.resolutions, report.as_of, names),
    )


@dataclass(frozen=True, slots=True)
class _Beginning:
    """When the present breach of a rule began, how it stood then, and the last entry that added to it.

    `exceptions` are those that it rests on: the day of each, its reason, and for how much it was confirmed.
    Of what the limit is exceeded by (`reached`), `excused` was booked with one.
    """

    day: date
    measure: Measure
    entry: int | None = None
    exceptions: Mapping[tuple[date | None, str], Sum] = field(default_factory=dict)
    reached: Decimal = Decimal(0)
    excused: Decimal = Decimal(0)


def _beginnings(ledger: Ledger) -> dict[Scope, _Beginning]:
    """Return the beginning of each breach that has not been healed since."""
    began: dict[Scope, _Beginning] = {}
    for day in walk(ledger):
        broken = {scope: measure.excess for scope, measure in day.standing.items() if measure.excess > 0}
        known = {scope: began[scope] for scope in began if scope in broken}
        for scope in day.worse:
            first = known.get(scope) or _Beginning(day.day, day.standing[scope])
            pushing = [each for each in day.records if worsens(each, scope)]
            known[scope] = _grown(first, pushing, broken[scope])
        began = {
            scope: replace(one, reached=broken[scope], excused=min(one.excused, broken[scope]))
            for scope, one in known.items()
        }
    return began


def _grown(known: _Beginning, records: Sequence[Record], excess: Decimal) -> _Beginning:
    """Add what made a breach worse on a day; of several entries the largest is the one to look at.

    An exception excuses no more than what its own amount has added to the breach.
    """
    entries = [each for each in records if isinstance(each, MoneyEntry)]
    cause = max(entries, key=lambda each: (abs(each.amount), -each.id), default=None)
    exceptions, confirmed = dict(known.exceptions), Decimal(0)
    for each in records:
        if isinstance(each, MoneyEntry | Release) and each.exception:
            key = each.known_on, each.exception
            exceptions[key] = exceptions.get(key, Sum()) + Sum(abs(each.amount), each.is_rounded)
            confirmed += abs(each.amount)
    return replace(
        known,
        entry=cause.id if cause else known.entry,
        exceptions=exceptions,
        excused=known.excused + min(confirmed, excess - known.reached),
    )


def exception_words(record: Record) -> str:
    """Say that a record was booked as an exception, when that was confirmed and why; empty if it was not."""
    if isinstance(record, BudgetRow | Freeze) or not record.exception:
        return ""
    return _exception_words(record.known_on, record.exception)


def _exception_words(known_on: date | None, reason: str, amount: Sum | None = None) -> str:
    of = f" für {_spoken(amount)}" if amount else ""
    when = f" am {date_de(known_on)}" if known_on else ""
    return f"Ausnahme{of} bestätigt{when}, Grund: {full_stop(reason)}"


def _finding(measure: Measure, began: Mapping[Scope, _Beginning], names: Mapping[str, str]) -> Finding:
    block = "" if measure.block is None else f"{names.get(measure.block, measure.block)}: "
    beginning = began.get(measure.scope)
    sentence = f"{block}{on_line(measure.line)}{_exceeding(measure)}{_since(measure, beginning)}"
    is_dated = beginning is not None and beginning.day != date.min
    return Finding(
        rule=measure.rule,
        sentence=" ".join((sentence, *_excused(measure, beginning))),
        entry=beginning.entry if beginning else None,
        since=beginning.day if beginning and is_dated else None,
    )


def _excused(measure: Measure, beginning: _Beginning | None) -> Iterator[str]:
    """Name each exception with its amount, then what none was confirmed for: it excuses nothing else."""
    if beginning is None or not beginning.exceptions:
        return
    for (known_on, reason), amount in beginning.exceptions.items():
        yield _exception_words(known_on, reason, amount)
    rest = measure.excess - beginning.excused
    if rest > 0:
        said = amount_words(rest, is_rounded=_excess(measure).is_rounded)
        yield f"Für {said} der Überschreitung ist keine Ausnahme bestätigt."


def _exceeding(measure: Measure) -> str:
    if measure.cover is not None:
        return excess_words(
            measure.cover,
            has_rounded_releases=measure.limit.is_rounded,
            has_rounded_grants=measure.amount.is_rounded,
        )
    words = _WORDS[measure.rule]
    return (
        f"{sentence_start(words.every)} {words.together} {_spoken(measure.amount)} übersteigen "
        f"{words.limit} von {_spoken(measure.limit)} um {_spoken(_excess(measure))}."
    )


def _excess(measure: Measure) -> Sum:
    return Sum(measure.excess, measure.amount.is_rounded or measure.limit.is_rounded)


def _since(measure: Measure, beginning: _Beginning | None) -> str:
    """Say since when, and how it stood then, unless nothing has been added since or the day is not known."""
    if beginning is None or beginning.measure == measure or beginning.day == date.min:
        return ""
    then, when = beginning.measure, f" Das ist so seit dem {date_de(beginning.day)}; damals"
    if then.cover is not None:
        return f"{when} waren es {_spoken(_excess(then))}."
    return f"{when} waren es {_spoken(then.amount)} gegen {_spoken(then.limit)}."


def _spoken(part: Sum) -> str:
    return amount_words(part.amount, is_rounded=part.is_rounded)

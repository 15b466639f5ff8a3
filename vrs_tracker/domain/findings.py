"""Money rules in words: what a booking would break, what the report has to say about broken rules.

Nothing that really happened is refused (users.md, finding 4): a broken rule is marked at the record and
stands as a finding in the report until the figures keep it again. Rounded figures say „rund“ and are never
smoothed (E32).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from vrs_tracker.domain.cover import Cover
from vrs_tracker.domain.cover_words import excess_words, grant_words, on_line, taken_back_words
from vrs_tracker.domain.facts.control import Freeze
from vrs_tracker.domain.facts.money import BudgetRow, Finding, MoneyEntry, Release, Resolution
from vrs_tracker.domain.funding import counted, counts_from, last_day, select
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
from vrs_tracker.domain.money import to_cents, total
from vrs_tracker.domain.notation import date_de, precise_date, quoted
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import RuleCode, Stage
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
        "Die Freigabe von",
        "die veranschlagten Mittel",
        "den Ansatz erfassen",
    ),
    RuleCode.EARMARKED_OVER_RELEASED: _Words(
        "die Beschlüsse",
        "über zusammen",
        "Der Beschluss über",
        "die freigegebenen Mittel",
        "eine Freigabe erfassen",
    ),
    RuleCode.COMMITTED_OVER_RELEASED: _Words(
        "die Bewilligungen",
        "von zusammen",
        "Die Bewilligung von",
        "die verfügbaren Mittel",
        "eine Freigabe erfassen",
    ),
    RuleCode.DISBURSED_OVER_COMMITTED: _Words(
        "die Auszahlungen",
        "von zusammen",
        "Die Auszahlung von",
        "die Bewilligungen",
        "die Bewilligung erfassen",
    ),
    RuleCode.PROVEN_OVER_DISBURSED: _Words(
        "die Nachweise", "über zusammen", "Der Nachweis über", "die Auszahlungen", "die Auszahlung erfassen"
    ),
    RuleCode.EARMARKED_OVER_FRAME: _Words(
        "die Beschlüsse", "über zusammen", "Der Beschluss über", "den Rahmen des Antrags"
    ),
}


# ---------------------------------------------------------------- while booking


def judge(new: MoneyEntry | Release, ledger: Ledger) -> tuple[RuleCode, ...]:
    """Return the rules that a record not yet in the ledger would break, in the order of the code list."""
    return tuple(dict.fromkeys(measure.rule for measure in breaches(new, ledger)))


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
    return tuple(objection_to(new, measure) for measure in worst_of_each_rule(breaches(new, ledger)))


def objection_to(new: MoneyEntry | Release, measure: Measure) -> Objection:
    """Say by how much a record goes too far itself; what others had exceeded before is not counted again."""
    words = _WORDS[measure.rule]
    remedy = f", zuerst {words.remedy}" if words.remedy else ""
    advice = f"Sie können den Betrag senken{remedy} oder eine begründete Ausnahme beantragen."
    if measure.cover is not None:
        return _objection_by_cover(new, measure, measure.cover, advice)
    if measure.rule is RuleCode.EARMARKED_OVER_RELEASED and new.amount > 0:
        return Objection(measure.rule, _over_released(new.amount, measure, words), advice)
    own = measure.excess if new.amount < 0 else min(measure.excess, new.amount)
    excess = f"{words.limit} um {amount_short(own)}"
    if new.amount < 0:
        return Objection(
            measure.rule,
            f"Mit dieser Rücknahme übersteigen {words.every} {excess}.",
            "Nehmen Sie zuerst diese zurück, oder beantragen Sie eine begründete Ausnahme.",
        )
    return Objection(measure.rule, f"{words.new} {amount_short(new.amount)} übersteigt {excess}.", advice)


def _objection_by_cover(new: MoneyEntry | Release, measure: Measure, cover: Cover, advice: str) -> Objection:
    until = _until(measure.day, counts_from(new) or date.min)
    if isinstance(new, Release) or new.amount < 0:
        back = "Nehmen Sie zuerst Bewilligungen zurück, oder beantragen Sie eine begründete Ausnahme."
        return Objection(measure.rule, f"{on_line(measure.line)}{taken_back_words(cover)}{until}", back)
    said = grant_words(measure.before or Cover(), cover, new.budget_year)
    return Objection(measure.rule, f"{on_line(measure.line)}{said}{until}", advice)


def _until(day: date | None, own: date) -> str:
    """Say to which day a limit belongs that is not that of the record itself."""
    if day is None or day == own:
        return ""
    return f" Gerechnet ist mit allem, was bis zum {date_de(day)} wirksam wird."


def _over_released(new: Decimal, measure: Measure, words: _Words) -> str:
    """Set all resolved amounts against what is released, because neither is in use by anything else."""
    earlier = measure.excess - new
    known = f"; schon vorher waren es {amount_short(earlier)} zu viel" if earlier > 0 else ""
    return (
        f"Mit dem Beschluss über {amount_short(new)} übersteigen {words.every} {words.together} "
        f"{amount_short(measure.amount.amount)} {words.limit} von {amount_short(measure.limit.amount)} um "
        f"{amount_short(measure.excess)}{known}."
    )


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
        *_findings_of_resolutions(ledger, resolutions, as_of),
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
    """When the present breach of a rule began, how it stood that evening, and by which entry, if by one.

    `exceptions` are the sentences of all exceptions that it rests on.
    """

    day: date
    measure: Measure
    entry: int | None
    exceptions: tuple[str, ...] = ()


def _beginnings(ledger: Ledger) -> dict[Scope, _Beginning]:
    """Return the beginning of each breach that has not been healed since."""
    began: dict[Scope, _Beginning] = {}
    for day in walk(ledger):
        kept = {scope for scope, measure in day.standing.items() if measure.excess <= 0}
        began = {scope: beginning for scope, beginning in began.items() if scope not in kept}
        for scope in day.worse - began.keys():
            entries = [
                each.id for each in day.records if isinstance(each, MoneyEntry) and worsens(each, scope)
            ]
            began[scope] = _Beginning(day.day, day.standing[scope], min(entries, default=None))
        for scope in day.worse:
            found = (exception_words(each) for each in day.records if worsens(each, scope))
            known = began[scope].exceptions
            sentences = tuple(dict.fromkeys((*known, *(sentence for sentence in found if sentence))))
            began[scope] = replace(began[scope], exceptions=sentences)
    return began


def exception_words(record: Record) -> str:
    """Say that a record was booked as an exception, when that was confirmed and why; empty if it was not."""
    if isinstance(record, BudgetRow | Freeze) or not record.exception:
        return ""
    when = f" am {date_de(record.known_on)}" if record.known_on else ""
    return f"Ausnahme bestätigt{when}, Grund: {full_stop(record.exception)}"


def _finding(measure: Measure, began: Mapping[Scope, _Beginning], names: Mapping[str, str]) -> Finding:
    block = "" if measure.block is None else f"{names.get(measure.block, measure.block)}: "
    beginning = began.get(measure.scope)
    sentence = f"{block}{on_line(measure.line)}{_exceeding(measure)}{_since(measure, beginning)}"
    return Finding(
        rule=measure.rule,
        sentence=" ".join((sentence, *(beginning.exceptions if beginning else ()))),
        entry=beginning.entry if beginning else None,
    )


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


# ---------------------------------------------------------------- resolutions and their lines


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
    reached = f"Die Zeilen ergeben zusammen {amount_short(total(lines))}"
    if stated is None:
        return f"{reached}. Eine Summe laut Beschluss ist nicht eingetragen."
    difference = _missed_by(lines, stated, is_approximate=is_approximate)
    if difference is None:
        return f"{reached}. Das stimmt mit der Summe laut Beschluss überein."
    word = "mehr" if difference > 0 else "weniger"
    return f"{reached}. Das sind {amount_short(abs(difference))} {word}, als der Beschluss nennt."


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


def _findings_of_resolutions(
    ledger: Ledger, resolutions: Iterable[Resolution], as_of: date
) -> Iterator[Finding]:
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

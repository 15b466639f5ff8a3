"""What the watch over co-funding warns about, and what it notes about the motion without warning.

A warning stays until the figures no longer give rise to it; nothing is smoothed (E32). What is not kept on
several levels is told once, on the most binding one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.baseline import motion_share
from vrs_tracker.domain.cofunding.amounts import LEVELS, counterpart, is_purely_private, regional
from vrs_tracker.domain.cofunding.degrees import UNDECIDED, amounts_by_degree, secured
from vrs_tracker.domain.cofunding.judging import NOT_OF_ITS_TIME, NOTHING, Verdict, verdicts
from vrs_tracker.domain.cofunding.watched import Watched, WatchedBlock
from vrs_tracker.domain.facts.control import CoFundingRule
from vrs_tracker.domain.funding import amount_in_block, select
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import count_words, date_de, list_de, quoted
from vrs_tracker.domain.vocabulary.cofunding import CAPS, FundingRuleKind, RuleOutcome, WarningKind
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.wording import amount_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A warning in a sentence, about a block or the programme (None), by a rule if one is broken."""

    kind: WarningKind
    block: WatchedBlock | None
    rule: CoFundingRule | None
    sentence: str


def alarms(watch: Watched) -> tuple[Alarm, ...]:
    """Return all of it: caps first, then block by block."""
    found = [verdict for verdict in verdicts(watch) if verdict.outcome is RuleOutcome.BROKEN]
    caps = [_of_rule(one) for one in _most_binding(found) if one.rule.kind in CAPS]
    blocks = [one for block in watch.blocks for one in _of_block(watch, block, found)]
    return (*caps, *blocks)


def _most_binding(found: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Keep of each rule and block what is broken on the most binding level."""
    kept: dict[tuple[int, str], Verdict] = {}
    for one in sorted(found, key=lambda one: LEVELS.index(one.level)):
        kept[one.rule.id, one.block.slug if one.block else ""] = one
    return tuple(kept.values())


def _of_rule(one: Verdict) -> Alarm:
    kind = WarningKind.CAP_EXCEEDED if one.rule.kind in CAPS else WarningKind.RULE_BROKEN
    return Alarm(kind=kind, block=one.block, rule=one.rule, sentence=one.sentence)


def _of_block(watch: Watched, block: WatchedBlock, found: Iterable[Verdict]) -> Iterator[Alarm]:
    own = [one for one in found if one.block is block]
    yield from map(_of_rule, _most_binding(own))
    matches = [one for one in own if one.rule.kind is FundingRuleKind.MUNICIPAL_MATCH]
    if all(one.level is not Stage.COMMITTED for one in matches):
        yield from _counterpart_open(watch, block)
    yield from _cannot_flow(watch, block)


def _counterpart_open(watch: Watched, block: WatchedBlock) -> Iterator[Alarm]:
    """Warn if regional money is granted while the municipality has promised its share but not decided it."""
    granted = regional(watch, block, Stage.COMMITTED)
    if granted is None or granted.amount <= 0:
        return
    asked = [rule for rule in watch.rules if rule.kind is FundingRuleKind.MUNICIPAL_MATCH]
    rule = next((rule for rule in asked if rule.holds_on(granted.day)), None)
    decided = secured(watch.of(block), Payer.MUNICIPALITY)
    theirs = counterpart(watch, block, Stage.COMMITTED, Payer.MUNICIPALITY)
    if rule is None or theirs is None or decided >= granted.amount:
        return
    ours = amount_words(granted.amount, is_rounded=granted.is_rounded)
    yield Alarm(
        kind=WarningKind.COUNTERPART_OPEN,
        block=block,
        rule=rule,
        sentence=(
            f"{block.titled}: Regional sind {ours} bewilligt{_paid(watch, block)}. Kommunal sind "
            f"{amounts_by_degree(theirs.entries)}{'' if decided else f'; {UNDECIDED}'}."
        ),
    )


def _paid(watch: Watched, block: WatchedBlock) -> str:
    paid = regional(watch, block, Stage.DISBURSED)
    return f", davon {amount_words(paid.amount)} ausgezahlt" if paid else ""


def _cannot_flow(watch: Watched, block: WatchedBlock) -> Iterator[Alarm]:
    """Warn if granted money lapses before the work begins that it is for.

    It lapses at the end of its budget year, by default of the running one, unless a carry-over is recorded.
    """
    granted = select(watch.of(block), stage=Stage.COMMITTED, payer=Payer.VRS)
    paid = select(watch.of(block), stage=Stage.DISBURSED, payer=Payer.VRS)
    still_due = total((amount_in_block(granted), -amount_in_block(paid)))
    if still_due <= 0 or block.begins_on is None:
        return
    years = [entry.budget_year for entry in granted if entry.budget_year is not None]
    year = max((watch.as_of.year, *years))
    end = date(year, 12, 31)
    if block.begins_on <= end or year + 1 in watch.carried_to:
        return
    yield Alarm(
        kind=WarningKind.CANNOT_FLOW,
        block=block,
        rule=None,
        sentence=(
            f"{block.titled}: {amount_words(still_due)} sind bewilligt und noch auszuzahlen. Das Vorhaben "
            f"beginnt voraussichtlich am {date_de(block.begins_on)}; am {date_de(end)} verfallen die Mittel, "
            "wenn keine Übertragung erfasst ist."
        ),
    )


def alarms_message(found: tuple[Alarm, ...]) -> str:
    """Say how many warnings there are, and about how many blocks."""
    if not found:
        return "Zur gemeinsamen Förderung gibt es zurzeit keine Warnung."
    number = count_words(len(found), "Warnung", "Warnungen", one="eine")
    blocks = len({alarm.block.slug for alarm in found if alarm.block})
    concerned = [
        *((count_words(blocks, "Vorhaben", "Vorhaben", one="ein"),) if blocks else ()),
        *(("das Programm als Ganzes",) if any(alarm.block is None for alarm in found) else ()),
    ]
    what = "sie betrifft" if len(found) == 1 else "sie betreffen"
    return f"Zur gemeinsamen Förderung gibt es {number}; {what} {list_de(concerned)}."


# ---------------------------------------------------------------- the motion, judged as of its time


def notes_on_the_motion(watch: Watched) -> tuple[str, ...]:
    """Say what the rules of today would ask of the motion's rows, and what is left as it stands there."""
    return (*_rows_before_the_rule(watch), *_left_as_they_are(watch))


def _rows_before_the_rule(watch: Watched) -> Iterator[str]:
    for one in verdicts(watch):
        if (one.level, one.why) != (Stage.PLANNED, NOT_OF_ITS_TIME) or one.block is None:
            continue
        row = one.block.baseline
        ours, theirs = motion_share(row, Payer.VRS), motion_share(row, Payer.MUNICIPALITY)
        if (
            one.rule.kind is not FundingRuleKind.MUNICIPAL_MATCH
            or ours is None
            or (theirs or NOTHING) >= ours
        ):
            continue
        named = f"kommunal {amount_words(theirs)}" if theirs else "keinen kommunalen Anteil"
        missing = amount_words(total((ours, -(theirs or NOTHING))))
        yield (
            f"{one.block.titled}: Der Antrag von 2021 nennt regional {amount_words(ours)} und {named}. Die "
            f"Regel {quoted(one.rule.name)} gilt erst seit dem {date_de(one.rule.valid_from)}; für eine "
            f"Bewilligung in dieser Höhe fehlt ein kommunaler Anteil von {missing}."
        )


def _left_as_they_are(watch: Watched) -> Iterator[str]:
    public = [
        block.titled
        for block in watch.blocks
        if block.baseline is not None and block.baseline.regional and block.baseline.private is None
    ]
    if public:
        yield f"Keinen privaten Anteil nennt der Antrag für {list_de(public)}; daran wird nichts ergänzt."
    private = [block.titled for block in watch.blocks if is_purely_private(block)]
    if private:
        yield f"Nur private Mittel nennt der Antrag für {list_de(private)}; die Regeln gelten dort nicht."

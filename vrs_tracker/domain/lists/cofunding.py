"""The page of co-funding: how binding each share is, which rule is kept where, warnings, leverage."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from vrs_tracker.domain.chapters.cells import NOT_DIVIDED, ROUNDED_SOURCES, ROUNDING
from vrs_tracker.domain.cofunding.alarms import Alarm, alarms, alarms_message, notes_on_the_motion
from vrs_tracker.domain.cofunding.amounts import LEVELS
from vrs_tracker.domain.cofunding.degrees import ORDER, UNDECIDED, Commitment, binding_words, commitments
from vrs_tracker.domain.cofunding.judging import MEANINGS, PROGRAMME, Verdict, verdicts
from vrs_tracker.domain.cofunding.leverage import Leverage, leverage
from vrs_tracker.domain.cofunding.watched import WatchedBlock, watched
from vrs_tracker.domain.listing import (
    Filter,
    Kind,
    TypedCell,
    TypedColumn,
    TypedRow,
    TypedTable,
    filter_of,
    million_cell,
    text_cell,
)
from vrs_tracker.domain.lists.facets import BLOCK, block_facets, district_filter
from vrs_tracker.domain.notation import (
    approximately,
    count_words,
    date_de,
    list_de,
    million,
    number_word,
)
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.origins import WHOLE, Origin
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.cofunding import RuleOutcome
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Degree, Payer
from vrs_tracker.domain.vocabulary.region import DISTRICT_KEY
from vrs_tracker.domain.wording import sentence_start

PAYER, DEGREE, RULE, OUTCOME = "geldgeber", "verbindlichkeit", "regel", "ergebnis"
_WHOLE = "programm"
_NONE = "kein Betrag"
RULES_PAGE = "/finanzen/foerderregeln"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmLine:
    """A warning with the words of its kind, and where its block and its rule are read."""

    sentence: str
    kind: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoFunding:
    """All of the page; `filters` ask both tables."""

    message: str
    shares: TypedTable
    rules: TypedTable
    filters: tuple[Filter, ...]
    alarms: tuple[AlarmLine, ...]
    notes: tuple[str, ...]
    leverage: Leverage


@once_per_report
def co_funding(report: CommitteeReport) -> CoFunding:
    """Return what the page shows."""
    watch = watched(report)
    shares, rules = _shares_table(report), _rules_table(report)
    found = alarms(watch)
    rows = (*shares.rows, *rules.rows)
    names = {block.slug: block.name for block in report.all_blocks()}
    return CoFunding(
        message=alarms_message(found),
        shares=shares,
        rules=rules,
        filters=(
            filter_of(rows, BLOCK, "Baustein oder Projekt", {**names, _WHOLE: NOT_DIVIDED}),
            district_filter(rows),
            filter_of(shares.rows, PAYER, "Geldgeber", {payer.value: payer.label for payer in Payer}),
            filter_of(
                shares.rows, DEGREE, "Verbindlichkeit", {degree.value: degree.label for degree in ORDER}
            ),
            filter_of(
                rules.rows, OUTCOME, "Ergebnis der Regel", {code.value: code.label for code in RuleOutcome}
            ),
        ),
        alarms=alarm_lines(found),
        notes=notes_on_the_motion(watch),
        leverage=leverage(watch),
    )


def alarm_lines(found: Iterable[Alarm]) -> tuple[AlarmLine, ...]:
    """Return warnings with their ways on: the page of the block, and the rule."""
    return tuple(
        AlarmLine(
            sentence=alarm.sentence,
            kind=alarm.kind.label,
            links=(
                *(((alarm.block.titled, f"/bausteine/{alarm.block.slug}"),) if alarm.block else ()),
                *(((alarm.rule.name, f"{RULES_PAGE}#regel-{alarm.rule.id}"),) if alarm.rule else ()),
            ),
        )
        for alarm in found
    )


# ------------------------------------------------------------------ how binding the shares are


_SHARE_COLUMNS = (
    TypedColumn(key="geldgeber-name", head="Geldgeber"),
    *(
        TypedColumn(key=degree.value, head=sentence_start(degree.label), kind=Kind.MILLION)
        for degree in ORDER
    ),
    TypedColumn(key="beleg", head="Beleg"),
)


_NOT_ADDED = (
    "Geplant: nach dem Antrag von 2021, solange kein anderer Plan erfasst ist. Ein Betrag wird erst geplant, "
    "dann beschlossen, dann ausgezahlt; die Spalten werden deshalb nicht addiert. "
    f"Zugesagt: {UNDECIDED}; die Stufe, auf der der Betrag gebucht ist, steht beim Beleg."
)


def _shares_table(report: CommitteeReport) -> TypedTable:
    lines = commitments(watched(report))
    outcomes: dict[str, set[str]] = {}
    for one in verdicts(watched(report)):
        outcomes.setdefault(one.block.slug if one.block else _WHOLE, set()).add(one.outcome.value)
    rows = tuple(_share_row(report, line, outcomes) for line in lines)
    rounded = any(line.rounded for line in lines)
    return TypedTable(
        name="verbindlichkeit",
        caption=f"Verbindlichkeit der Anteile in Mio. €, Stand {date_de(report.as_of)}",
        columns=_SHARE_COLUMNS,
        rows=rows,
        message=_shares_message(lines),
        note=" ".join(
            (
                _NOT_ADDED,
                *((ROUNDED_SOURCES,) if rounded else ()),
                ROUNDING,
            )
        ),
    )


def _shares_message(lines: Iterable[Commitment]) -> str:
    others = [line for line in lines if line.payer is not Payer.VRS]
    if not others:
        return "Anteile anderer Geldgeber sind noch nicht erfasst."
    strongest = [line.strongest for line in others]
    told = [
        f"{number_word(strongest.count(degree), one='einer')} {degree.label}"
        for degree in reversed(ORDER)
        if degree in strongest
    ]
    of = count_words(len(others), "Anteil", "Anteilen", one="einem")
    verb = "ist" if len(others) == 1 else "sind"
    return f"Von {of} neben dem regionalen {verb} {list_de(told)}."


def _share_row(
    report: CommitteeReport, line: Commitment, outcomes: Mapping[str, AbstractSet[str]]
) -> TypedRow:
    return TypedRow(
        group=line.block.titled if line.block else NOT_DIVIDED,
        cells=(
            text_cell(_payers_of(line)),
            *(_amount(line, degree) for degree in ORDER),
            text_cell(_evidence(line)),
        ),
        facets={
            **_where(report, line.block),
            PAYER: frozenset({line.payer.value}),
            DEGREE: frozenset({line.strongest.value}),
            OUTCOME: frozenset(outcomes.get(line.block.slug if line.block else _WHOLE, ())),
        },
    )


def _where(report: CommitteeReport, watch: WatchedBlock | None) -> dict[str, frozenset[str]]:
    block = report.block(watch.slug) if watch else None
    if block is None:
        return {BLOCK: frozenset({_WHOLE}), DISTRICT_KEY: frozenset()}
    return dict(block_facets(block))


def _payers_of(line: Commitment) -> str:
    names = dict.fromkeys(entry.payer_name for entry in line.entries if entry.payer_name)
    return f"{line.payer.label}: {list_de(tuple(names))}" if names else line.payer.label


def _amount(line: Commitment, degree: Degree) -> TypedCell:
    origin = Origin(
        Measure.SHARE,
        block=line.block.slug if line.block else WHOLE,
        payer=line.payer.value,
        degree=degree.value,
        named=line.block.titled if line.block else "",
    )
    is_rounded = degree in line.rounded
    return million_cell(line.amounts.get(degree), missing=_NONE, is_rounded=is_rounded, origin=origin)


def _evidence(line: Commitment) -> str:
    """Name what the most binding promise rests on, payments left out; without a booking it is the motion."""
    promised = [entry for entry in line.entries if entry.degree is not Degree.PAID] or line.entries
    strongest = max((entry.degree for entry in promised), key=ORDER.index, default=None)
    found = [entry for entry in promised if entry.degree is strongest]
    proofs: dict[str, dict[str, None]] = {}
    for entry in found:
        words = binding_words(entry.stage, entry.degree)
        head = "" if words == entry.stage.label else f"{words}: "
        proofs.setdefault(head, {})[entry.source_text or entry.source.label] = None
    return "; ".join(f"{head}{'; '.join(told)}" for head, told in proofs.items()) or "Antrag"


# ------------------------------------------------------------------ which rule is kept where


def _rules_table(report: CommitteeReport) -> TypedTable:
    found = verdicts(watched(report))
    lines: dict[tuple[int, str], list[Verdict]] = {}
    for one in found:
        lines.setdefault((one.rule.id, one.block.slug if one.block else ""), []).append(one)
    return TypedTable(
        name="regeln",
        caption=f"Regeln je Baustein und Stufe in Mio. €, Stand {date_de(report.as_of)}",
        columns=(
            TypedColumn(key=BLOCK, head="Baustein"),
            *(TypedColumn(key=level.value, head=sentence_start(level.label)) for level in LEVELS),
        ),
        rows=tuple(_rule_row(report, line) for line in lines.values()),
        message=_rules_message(found),
        note=f"Nicht beurteilt, weil: {_meanings(found)}." if _meanings(found) else "",
    )


def _rules_message(found: tuple[Verdict, ...]) -> str:
    if not found:
        return "Regeln der gemeinsamen Förderung sind noch nicht erfasst."
    judged = [one for one in found if one.outcome is not RuleOutcome.NOT_JUDGED]
    if not judged:
        return "Noch steht kein Betrag, den eine Regel beurteilt."
    kept = sum(one.outcome is RuleOutcome.KEPT for one in judged)
    every = count_words(len(judged), "Fall, der", "Fällen, die", one="einem")
    verb = "wird" if len(judged) == 1 else "werden"
    ours = number_word(kept, zero="keinem", one="einem", beside=len(judged))
    return f"In {ours} von {every} beurteilt {verb}, ist die Regel eingehalten."


def _meanings(found: tuple[Verdict, ...]) -> str:
    used = {one.why for one in found}
    return "; ".join(f"{word} ({meaning})" for word, meaning in MEANINGS if word in used)


def _rule_row(report: CommitteeReport, line: list[Verdict]) -> TypedRow:
    rule, block = line[0].rule, line[0].block
    return TypedRow(
        group=_rule_head(line[0]),
        cells=(
            text_cell(block.titled, address=f"/bausteine/{block.slug}")
            if block
            else text_cell(PROGRAMME, address=f"{RULES_PAGE}#regel-{rule.id}"),
            *(text_cell(verdict_cell(one)) for one in line),
        ),
        facets={
            **_where(report, block),
            RULE: frozenset({str(rule.id)}),
            OUTCOME: frozenset(one.outcome.value for one in line),
        },
    )


def _rule_head(one: Verdict) -> str:
    rule = one.rule
    until = f" bis {date_de(rule.valid_until)}" if rule.valid_until else ""
    limit = f" {million(rule.limit)} Mio. €" if rule.limit else ""
    return f"{rule.name}{limit}, seit {date_de(rule.valid_from)}{until}"


def verdict_cell(one: Verdict) -> str:
    """Say a verdict in the few words of a cell; what is missing or too much in million euros."""
    if one.outcome is RuleOutcome.NOT_JUDGED:
        return one.why
    if one.outcome is RuleOutcome.KEPT:
        return one.outcome.label
    gap = approximately(million(one.gap)) if one.is_rounded else million(one.gap)
    return f"{gap} fehlen" if one.block else f"{gap} zu viel"

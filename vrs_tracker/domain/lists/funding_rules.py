"""The list of the rules of co-funding with what they limit, their days and their sources."""

from collections.abc import Sequence
from datetime import date

from vrs_tracker.domain.facts.control import CoFundingRule
from vrs_tracker.domain.listing import (
    Filter,
    Kind,
    TypedCell,
    TypedColumn,
    TypedRow,
    TypedTable,
    date_cell,
    filter_of,
    text_cell,
)
from vrs_tracker.domain.notation import count_words, euro, number_word, percent
from vrs_tracker.domain.vocabulary.cofunding import FundingRuleKind
from vrs_tracker.domain.wording import sentence_start

KIND, HOLDS = "art", "gilt"
MEANINGS = {
    FundingRuleKind.MUNICIPAL_MATCH: (
        "Beurteilt wird jeder Baustein und jedes Projekt auf jeder Stufe: Was die Kommune plant, beschließt "
        "oder zusagt, muss den regionalen Betrag derselben Stufe erreichen."
    ),
    FundingRuleKind.REGIONAL_SHARE_MAX: (
        "Beurteilt wird jeder Baustein und jedes Projekt auf jeder Stufe: der regionale Betrag im Verhältnis "
        "zu allem, was auf derselben Stufe bekannt ist."
    ),
    FundingRuleKind.PROGRAMME_CAP: (
        "Beurteilt wird das Programm als Ganzes auf jeder Stufe; nicht aufgeteilte Summen zählen einmal."
    ),
    FundingRuleKind.CALL_CAP: (
        "Beurteilt wird die Summe dessen, was beschlossen ist, solange die Regel gilt: vom ersten bis zum "
        "letzten Tag des Aufrufs."
    ),
}
"""How each kind of rule judges."""
_HOLDING = {"heute": "gilt heute", "kommt": "gilt später", "beendet": "beendet"}


def rules_table(rules: Sequence[CoFundingRule], today: date) -> tuple[TypedTable, tuple[Filter, ...]]:
    """Return all rules in the order in which they begin, with the filters of the list.

    The first cell of a row has the rule's id as its rank.
    """
    rows = tuple(_row(rule, today) for rule in rules)
    table = TypedTable(
        name="foerderregeln",
        caption="Regeln der gemeinsamen Förderung",
        columns=(
            TypedColumn(key="regel", head="Regel"),
            TypedColumn(key="grenze", head="Grenze"),
            TypedColumn(key="ab", head="Ab", kind=Kind.DATE),
            TypedColumn(key="bis", head="Bis", kind=Kind.DATE),
            TypedColumn(key="stand", head="Stand"),
            TypedColumn(key="quelle", head="Quelle"),
        ),
        rows=rows,
        message=_message(rules, today),
    )
    kinds = {kind.value: kind.label for kind in FundingRuleKind}
    return table, (filter_of(rows, KIND, "Art", kinds), filter_of(rows, HOLDS, "Stand", _HOLDING))


def _message(rules: Sequence[CoFundingRule], today: date) -> str:
    if not rules:
        return "Regeln der gemeinsamen Förderung sind noch nicht erfasst."
    holding = sum(rule.holds_on(today) for rule in rules)
    of = count_words(len(rules), "Regel", "Regeln", one="einer", beside=holding)
    number = sentence_start(number_word(holding, zero="keine", one="eine", beside=len(rules)))
    return f"{number} von {of} {'gilt' if holding <= 1 else 'gelten'} heute."


def _row(rule: CoFundingRule, today: date) -> TypedRow:
    holds = "kommt" if rule.valid_from > today else "heute" if rule.holds_on(today) else "beendet"
    return TypedRow(
        cells=(
            TypedCell(text=rule.name, value=rule.name, rank=rule.id),
            text_cell(_limit(rule)),
            date_cell(rule.valid_from, missing=""),
            date_cell(rule.valid_until, missing="ohne Ende"),
            text_cell(_HOLDING[holds]),
            text_cell(rule.source),
        ),
        facets={KIND: frozenset({rule.kind.value}), HOLDS: frozenset({holds})},
    )


def _limit(rule: CoFundingRule) -> str:
    if rule.limit is not None:
        return f"höchstens {euro(rule.limit)}"
    if rule.share is not None:
        return f"höchstens {percent(rule.share * 100)} regional"
    return "mindestens der regionale Betrag"

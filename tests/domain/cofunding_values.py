"""Test data: rules of co-funding, and reports that judge by them. Invented but for the two facts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.domain.report_values import make_entry, make_report, millions
from vrs_tracker.domain.cofunding.watched import Watched, watched
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.control import CoFundingRule
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.cofunding import FundingRuleKind
from vrs_tracker.domain.vocabulary.money import Degree, Payer, Provenance, Stage

_DEGREES = {
    Stage.PLANNED: Degree.PLANNED,
    Stage.EARMARKED: Degree.DECIDED,
    Stage.COMMITTED: Degree.GRANTED,
    Stage.DISBURSED: Degree.PAID,
}


def make_rule(
    *,
    id: int = 1,  # noqa: A002 - the field's name
    kind: FundingRuleKind = FundingRuleKind.MUNICIPAL_MATCH,
    name: str = "Kommune zahlt mindestens so viel wie die Region",
    limit: str | None = None,
    share: Decimal | None = None,
    valid_from: date = date(2023, 11, 1),
    valid_until: date | None = None,
    source: str = "GRDrs 1491/2023",
) -> CoFundingRule:
    """A rule; `limit` in million euros."""
    return CoFundingRule(
        id=id,
        kind=kind,
        name=name,
        limit=None if limit is None else millions(limit),
        share=share,
        valid_from=valid_from,
        valid_until=valid_until,
        source=source,
        provenance=Provenance.SOURCE,
    )


def make_cap(limit: str = "16.22", kind: FundingRuleKind = FundingRuleKind.PROGRAMME_CAP) -> CoFundingRule:
    return make_rule(id=2, kind=kind, name="Rahmen des Programms", limit=limit, valid_from=date(2021, 10, 16))


def make_half() -> CoFundingRule:
    return make_rule(
        id=3, kind=FundingRuleKind.REGIONAL_SHARE_MAX, name="regional höchstens", share=Decimal("0.5")
    )


def given(
    amount: str,
    payer: Payer = Payer.VRS,
    stage: Stage = Stage.COMMITTED,
    *,
    degree: Degree | None = None,
    block: str | None = "aitransform",
    is_rounded: bool = False,
) -> MoneyEntry:
    """An entry of March 2026 from million euros, as binding as its stage says."""
    return replace(
        make_entry(
            block=block,
            stage=stage,
            payer=payer,
            degree=degree or _DEGREES[stage],
            amount=millions(amount),
            is_rounded=is_rounded,
        ),
        payer_name="",
    )


def make_ruled(
    *entries: MoneyEntry,
    rules: tuple[CoFundingRule, ...] | None = None,
    blocks: tuple[BlockReport, ...] | None = None,
) -> CommitteeReport:
    """A report with these entries, numbered, that judges by the rule of 2023 unless others are given."""
    numbered = tuple(replace(entry, id=number) for number, entry in enumerate(entries, start=1))
    report = make_report(entries=numbered, blocks=blocks)
    return replace(report, rules=(make_rule(),) if rules is None else rules)


def make_watched(
    *entries: MoneyEntry,
    rules: tuple[CoFundingRule, ...] | None = None,
    blocks: tuple[BlockReport, ...] | None = None,
) -> Watched:
    return watched(make_ruled(*entries, rules=rules, blocks=blocks))

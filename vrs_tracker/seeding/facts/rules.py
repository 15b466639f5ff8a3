"""The rules of co-funding that a source proves; rules of other programmes are none of ours."""

from functools import partial

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.cofunding import RuleInput
from vrs_tracker.domain.vocabulary.cofunding import FundingRuleKind
from vrs_tracker.domain.vocabulary.money import DatePrecision
from vrs_tracker.features.finance.actions.rules import add_rule
from vrs_tracker.seeding.facts.loading import Kind, Loading, fact_key, facts_file, origin
from vrs_tracker.seeding.reading import Record, read_table
from vrs_tracker.tables.cofunding import FundingRule
from vrs_tracker.trail.posting import already_posted

COLUMNS = ("key", "kind", "name", "limit_amount", "share_percent", "valid_from", "valid_until")


def load_rules(loading: Loading) -> None:
    """Load the rules in the order in which they begin."""
    for record, new in read_table(facts_file("funding_rules"), COLUMNS, _rule):
        if loading.lies_ahead(PreciseDate(new.valid_from, DatePrecision.DAY)):
            continue
        found = already_posted(loading.session, FundingRule, new.post_key)
        add = partial(add_rule, loading.session, new, by=loading.by, now=loading.now)
        loading.once(Kind.RULE, record, found, add)


def _rule(record: Record) -> RuleInput:
    return RuleInput(
        kind=record.code("kind", FundingRuleKind),
        name=record.needed("name"),
        limit=record.euro_or_none("limit_amount"),
        share_percent=record.quantity("share_percent") if record.text("share_percent") else None,
        valid_from=record.date("valid_from"),
        valid_until=record.date("valid_until") if record.text("valid_until") else None,
        post_key=fact_key(record),
        **origin(record),
    )

"""Test data: two reports half a year apart that differ in one thing, and what is told about it."""

from datetime import date

from tests.domain.report_values import make_report
from vrs_tracker.domain.changes import changes_between
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.report import Change, CommitteeReport

LAST_DAY = date(2025, 12, 31)
"""The reference date of the last report; what took effect by then and is told differently is restated."""


def told(old: CommitteeReport, new: CommitteeReport) -> list[str]:
    return [change.sentence for change in changes_between(old, new)]


def told_of_block(old: BlockReport, new: BlockReport) -> list[str]:
    return [change.sentence for change in changes_of_block(old, new)]


def changes_of_block(old: BlockReport, new: BlockReport) -> tuple[Change, ...]:
    return changes_between(make_report(as_of=LAST_DAY, blocks=(old,)), make_report(blocks=(new,)))


def told_of_money(old: tuple[MoneyEntry, ...], new: tuple[MoneyEntry, ...]) -> list[str]:
    """`old` stands in both reports; `new` in the newer one only."""
    return told(make_report(as_of=LAST_DAY, entries=old), make_report(entries=(*old, *new)))

"""What the overview says below its sentence and its tables: news, decisions and dates."""

from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.block_list import due_words
from vrs_tracker.domain.chapters.summary import change_text, decisions, ordered_changes
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.report import CommitteeReport

MOST_CHANGES, MOST_DECISIONS, MOST_DATES = 5, 3, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A text about a block: its address and name before it; both empty where no block is meant."""

    text: str
    slug: str = ""
    name: str = ""
    when: str = ""


def next_dates(report: CommitteeReport) -> tuple[Mention, ...]:
    """Return the three dates that come first as of the reference date, overdue milestones before all others.

    By the same rule as in the table, so that the two never contradict each other.
    """
    session = report.duty.planned_session
    planned = [(session, None, "Sitzung des Ausschusses mit dem Bericht")] if session else []
    found: list[tuple[date, BlockReport | None, str]] = [
        *(each for each in planned if each[0] >= report.as_of),
        *(
            (one.forecast, block, one.title)
            for block in report.all_blocks()
            for one in block.milestones
            if one.actual is None and one.forecast is not None
        ),
    ]
    found.sort(key=lambda each: each[0])
    return tuple(
        Mention(
            text=text,
            slug=block.slug if block else "",
            name=block.titled if block else "",
            when=due_words(day, report.as_of),
        )
        for day, block, text in found[:MOST_DATES]
    )


def told_changes(report: CommitteeReport) -> tuple[Mention, ...]:
    """Return the leading changes since the last report."""
    return tuple(
        _mention(report, change_text(report, change)) for change in ordered_changes(report)[:MOST_CHANGES]
    )


def asked_decisions(report: CommitteeReport) -> tuple[Mention, ...]:
    """Return every decision that a block asks of the committee."""
    return tuple(_mention(report, text) for text in decisions(report))


def _mention(report: CommitteeReport, text: str) -> Mention:
    """Take the name of the block off the beginning of a text, so that a page can link it."""
    for block in report.all_blocks():
        if text.startswith(f"{block.titled}: "):
            return Mention(text=text.removeprefix(f"{block.titled}: "), slug=block.slug, name=block.titled)
    return Mention(text=text)

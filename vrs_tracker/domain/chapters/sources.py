"""What the report rests on: one numbered list of sources in 15.4, to which tables and sentences refer.

Resolutions come first, then what amounts, events and the cooperative rest on, each text once. A page outside
the report has no such list beside it: there a source stands in full.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vrs_tracker.domain.facts.money import MoneyEntry, Resolution
from vrs_tracker.domain.funding import effective_entries
from vrs_tracker.domain.notation import NBSP, NO_STATEMENT, list_de
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.wording import full_stop

WHOLE_PROGRAMME, NETWORK, COOPERATIVE = "Programm gesamt", "Vernetzung", "Genossenschaft"
"""What a source supports, where that is no single block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source that is no resolution; `supports` names the blocks or the part of the report it stands for."""

    number: int
    text: str
    supports: tuple[str, ...]


def source_text(entry: MoneyEntry) -> str:
    """Name the evidence of an amount with its kind, which many a text names itself."""
    label, text = entry.source.label, full_stop(entry.source_text)
    return text if text.startswith(label.split()[0]) else f"{label}: {text}"


def _named(report: CommitteeReport) -> Iterator[tuple[str, str]]:
    """Yield every source that is no resolution with what it supports, in the order of the report."""
    names = {block.slug: block.name for block in report.all_blocks()}
    for entry in effective_entries(report):
        if entry.source_text:
            yield source_text(entry), names.get(entry.block or "", WHOLE_PROGRAMME)
    for event in report.events:
        if event.source_text:
            yield full_stop(event.source_text), NETWORK
    cooperative = report.cooperative
    texts = (
        *(fact.source_text for fact in cooperative.facts),
        *(member.source_text for member in cooperative.members),
        *(contribution.source_text for contribution in cooperative.contributions),
    )
    yield from ((full_stop(text), COOPERATIVE) for text in texts if text)


@once_per_report
def sources_of_report(report: CommitteeReport) -> tuple[Source, ...]:
    """Return the sources that are no resolutions; their numbers follow on those of the resolutions."""
    supported: dict[str, dict[str, None]] = {}
    for text, name in _named(report):
        supported.setdefault(text, {})[name] = None
    first = len(report.resolutions) + 1
    return tuple(
        Source(number=number, text=text, supports=tuple(names))
        for number, (text, names) in enumerate(supported.items(), start=first)
    )


@once_per_report
def _numbers(report: CommitteeReport) -> Mapping[int | str, int]:
    """Return the number of each resolution by its id, and of each other source by its text."""
    numbers: dict[int | str, int] = {one.id: at for at, one in enumerate(report.resolutions, start=1)}
    return numbers | {one.text: one.number for one in sources_of_report(report)}


def cited(report: CommitteeReport, entries: Iterable[MoneyEntry]) -> tuple[str, ...]:
    """Return the numbers of what amounts rest on, in ascending order; nothing without evidence."""
    numbers = _numbers(report)
    keys: list[int | str] = []
    for entry in entries:
        keys += [] if entry.resolution is None else [entry.resolution]
        keys += [source_text(entry)] if entry.source_text else []
    return tuple(str(number) for number in sorted({numbers[key] for key in keys if key in numbers}))


@dataclass(frozen=True, slots=True)
class Citing:
    """How a table names its sources: in the report by their numbers in 15.4, elsewhere in full."""

    report: CommitteeReport
    by_number: bool = True

    @property
    def head(self) -> str:
        """The head of the column."""
        return "Nachweis" if self.by_number else "Quelle"

    @property
    def width(self) -> int:
        """The width of the column, of 160; a column of numbers is as wide as they are."""
        return 0 if self.by_number else 40

    def text(self, source: str) -> str:
        """Name a source in a cell."""
        if not source:
            return NO_STATEMENT
        return str(_numbers(self.report)[full_stop(source)]) if self.by_number else source

    def amounts(self, entries: Iterable[MoneyEntry]) -> str:
        """Name in a cell what amounts rest on."""
        return list_de(cited(self.report, entries)) or NO_STATEMENT

    def resolution(self, one: Resolution) -> str:
        """Name a resolution behind „Beleg:“."""
        number = _numbers(self.report)[one.id]
        return f"Nachweis {number} in Nummer{NBSP}15.4" if self.by_number else one.document or one.title

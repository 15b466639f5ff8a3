"""The entries behind a figure as they are read: when, what, how much, by what evidence, by which office."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.breakdowns import year_of
from vrs_tracker.domain.budget.plan import budget_of
from vrs_tracker.domain.chapters.cells import NOT_DIVIDED, when
from vrs_tracker.domain.chapters.sources import source_text
from vrs_tracker.domain.cover import Authority
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.control import Freeze
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry, Release, Resolution, Sperrvermerk
from vrs_tracker.domain.findings import exception_words
from vrs_tracker.domain.naming import resolution_address
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.share_reasons import reason_words
from vrs_tracker.domain.vocabulary.money import AppropriationKind, DatePrecision, Payer
from vrs_tracker.domain.wording import (
    amount_short,
    budget_words,
    decided_by_words,
    full_stop,
    ordered_by_words,
    own_proof,
    proofs_words,
)

ROUNDED = "Gerundete Angabe."
Thing = tuple[str, int]
"""A row that has documents: its kind as the history names it, and its number."""
RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry; `address` leads to its document, `group` is the part of the formula that it belongs to.

    `kind` and `number` name the row in the history; a row of the motion has none. `resolution` is the number
    of what was decided. `item` is Buchungsstelle and year, for which the accounting system is compared.
    """

    when: PreciseDate
    what: str
    amount: Decimal
    is_rounded: bool = False
    document: str = ""
    address: str = ""
    office: str = ""
    remarks: str = ""
    group: str = ""
    kind: str = ""
    number: int = 0
    resolution: int | None = None
    item: tuple[str, int] | None = None

    @property
    def proven_things(self) -> tuple[Thing, ...]:
        """What documents can be the evidence of: the row itself, then the resolution behind it."""
        behind = () if self.resolution is None else ((RESOLUTION, self.resolution),)
        return ((self.kind, self.number), *behind) if self.kind else behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A document that the reader may open, and what it is the evidence of."""

    thing: Thing
    title: str
    form: str
    address: str


def proofs_of(line: Line, proofs: Iterable[Proof]) -> tuple[Proof, ...]:
    """Return the documents of an entry, those of the row itself first."""
    known = tuple(proofs)
    return tuple(proof for thing in line.proven_things for proof in known if proof.thing == thing)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry that one might expect in the figure, and why it is not added."""

    line: Line
    reason: str


def entry_line(report: CommitteeReport, entry: MoneyEntry) -> Line:
    """Tell a booked amount."""
    block = _titles(report).get(entry.block or "", NOT_DIVIDED)
    payer = f"{entry.payer_name} ({entry.payer.label})" if entry.payer_name else entry.payer.label
    year = f", Haushaltsjahr {entry.budget_year}" if entry.budget_year else ""
    document, address = _evidence(report, entry.resolution)
    return Line(
        when=entry.effective,
        what=f"{entry.stage.label}: {block}, {payer}{year}",
        amount=entry.amount,
        is_rounded=entry.is_rounded,
        document=proofs_words(own_proof(entry.source_text), document)
        if document
        else (source_text(entry) if entry.source_text else entry.source.label),
        address=address,
        office=entry.office or "",
        remarks=_joined(
            reason_words(entry.change_reason, entry.note),
            ROUNDED if entry.is_rounded else "",
            _taken_back(report, entry),
            *(full_stop(f"Regel nicht eingehalten: {rule.label}") for rule in entry.breaks),
            exception_words(entry),
            _known(entry.known_on),
        ),
        kind="funding_entry",
        number=entry.id,
        resolution=entry.resolution,
        item=(entry.budget_line or "", year_of(entry)),
    )


def _taken_back(report: CommitteeReport, entry: MoneyEntry) -> str:
    """Say what an entry takes back, and what takes it back."""
    if entry.reverses is None:
        return "Zurückgenommen." if entry.id in _taken(report) else ""
    taken = _taken(report)[entry.reverses]
    return f"Nimmt eine Buchung{f' vom {when(taken.effective)}' if taken else ''} zurück."


@once_per_report
def _taken(report: CommitteeReport) -> Mapping[int, MoneyEntry | None]:
    """Return what other entries take back, by its number; None if the report does not have it."""
    by_number = {entry.id: entry for entry in report.entries}
    return {
        entry.reverses: by_number.get(entry.reverses)
        for entry in report.entries
        if entry.reverses is not None
    }


@once_per_report
def _titles(report: CommitteeReport) -> Mapping[str, str]:
    return {block.slug: block.titled for block in report.all_blocks()}


@once_per_report
def _resolutions(report: CommitteeReport) -> Mapping[int, Resolution]:
    return {one.id: one for one in report.resolutions}


def budget_line(report: CommitteeReport, row: BudgetRow) -> Line:
    """Tell an appropriation, a carry-over, an authorisation or a planned year."""
    document, address = _evidence(report, row.resolution)
    return Line(
        when=row.effective,
        what=_with_line(budget_words(row.kind, row.budget_year), row.budget_line),
        amount=row.amount,
        document=document or budget_of(row),
        address=address,
        office=row.office or "",
        remarks=_joined(
            reason_words(row.carry_reason, row.note),
            _known(row.known_on),
        ),
        kind="appropriation",
        number=row.id,
        resolution=row.resolution,
        item=(row.budget_line, row.budget_year),
    )


def authority_line(report: CommitteeReport, one: Authority) -> Line:
    """Tell what the authorisations of a later year cover on the reference date."""
    return Line(
        when=PreciseDate(report.as_of, DatePrecision.DAY),
        what=f"durch {AppropriationKind.COMMITMENT_AUTHORISATION.label} {one.year} gedeckt",
        amount=one.covered,
        document=f"Haushalt {one.plan_year}" if one.is_named else "",
        remarks=(
            f"Erteilt sind {amount_short(one.authorised)}. Gedeckt ist davon, was Bewilligungen dem "
            f"Haushaltsjahr {one.year} zuordnen; für andere Jahre gilt sie nicht."
        ),
    )


def sperrvermerk_line(report: CommitteeReport, note: Sperrvermerk) -> Line:
    """Tell what a Sperrvermerk blocked when it was made."""
    document, address = _evidence(report, note.resolution)
    return Line(
        when=note.effective,
        what=_with_line(f"Sperrvermerk im Haushalt {note.budget_year}", note.budget_line or ""),
        amount=note.amount,
        document=document or f"Haushalt {note.budget_year}",
        address=address,
        office=note.office or "",
        remarks=_joined(
            full_stop(f"Bedingung: {note.condition}") if note.condition.strip() else "",
            _known(note.known_on),
        ),
        kind="budget_block",
        number=note.id,
        resolution=note.resolution,
    )


def release_line(report: CommitteeReport, release: Release, *, lifts: bool = False) -> Line:
    """Tell a release; `lifts`: as what it takes from a Sperrvermerk."""
    document, address = _evidence(report, release.resolution)
    year = f", Haushaltsjahr {release.budget_year}" if release.budget_year else ""
    what = "Sperrvermerk aufgehoben" if lifts else "Freigabe"
    return Line(
        when=release.effective,
        what=f"{what}{f' durch {release.body}' if release.body else ''}{year}",
        amount=-release.amount if lifts else release.amount,
        is_rounded=release.is_rounded,
        document=document or decided_by_words(release.body),
        address=address,
        office=release.office or "",
        remarks=_joined(
            full_stop(f"Bedingung: {release.condition}") if release.condition.strip() else "",
            full_stop(release.note) if release.note.strip() else "",
            ROUNDED if release.is_rounded else "",
            *(full_stop(f"Regel nicht eingehalten: {rule.label}") for rule in release.breaks),
            exception_words(release),
            _known(release.known_on),
        ),
        kind="block_release",
        number=release.id,
        resolution=release.resolution,
    )


def freeze_line(freeze: Freeze) -> Line:
    """Tell a Haushaltssperre, or the end of one."""
    word = "Haushaltssperre" if freeze.lifts is None else "Ende der Haushaltssperre"
    return Line(
        when=freeze.effective,
        what=_with_line(f"{word} {freeze.budget_year}, {freeze.ordered_by}", freeze.budget_line),
        amount=freeze.amount if freeze.lifts is None else -freeze.amount,
        document=ordered_by_words(freeze.ordered_by),
        office=freeze.office,
        remarks=_joined(full_stop(freeze.grounds) if freeze.grounds.strip() else "", _known(freeze.known_on)),
        kind="spending_freeze",
        number=freeze.id,
    )


def motion_line(report: CommitteeReport, block: BlockReport, payer: Payer, amount: Decimal) -> Line:
    """Tell a cell of the motion's table."""
    return Line(
        when=PreciseDate(report.motion.printed_on, DatePrecision.DAY),
        what=f"{block.titled}, {payer.label}",
        amount=amount,
        document=report.motion.title,
        address=_web_address(report.motion.address),
    )


def _with_line(words: str, budget_line: str) -> str:
    return f"{words}, Buchungsstelle {budget_line}" if budget_line else words


def _known(day: date | None) -> str:
    return f"Hier erfasst am {date_de(day)}." if day else ""


def _joined(*texts: str) -> str:
    return " ".join(filter(None, texts))


def _evidence(report: CommitteeReport, resolution: int | None) -> tuple[str, str]:
    """Return the resolution an entry rests on in words, and its address; nothing without one."""
    found = None if resolution is None else _resolutions(report).get(resolution)
    if found is None:
        return "", ""
    decided = f"{found.body}, {when(found.decided)}: {found.title}"
    told = f"{decided} ({found.document})" if found.document else decided
    return told, _web_address(found.address) or resolution_address(found.id)


def _web_address(address: str) -> str:
    return address if address.startswith("https://") else ""

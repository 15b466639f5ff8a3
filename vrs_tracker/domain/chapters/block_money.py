"""The money of one block: motion, stages and binding force per payer, differences with reasons, evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vrs_tracker.domain.baseline import motion_share
from vrs_tracker.domain.chapters.cells import NO_ROW, NO_SHARE, NOT_IN_MOTION, million_cell, when
from vrs_tracker.domain.chapters.sources import cited, source_text
from vrs_tracker.domain.document import Bar, Column, Row, Table
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import (
    CurrentShare,
    amount_in_block,
    current_shares,
    effective_entries,
    select,
    standing,
)
from vrs_tracker.domain.notation import NBSP, NO_STATEMENT, date_de, list_de, million
from vrs_tracker.domain.origins import Origin, of_share, of_stage, traced
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.share_reasons import reason_words
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage
from vrs_tracker.domain.wording import SHARES, amount_words, sentence_start

MOTION_PAYERS = (Payer.VRS, Payer.MUNICIPALITY, Payer.PRIVATE)
"""The three columns of the motion (R1.01); the other payers appear in the current state only."""
FURTHER_PAYERS = tuple(payer for payer in Payer if payer not in MOTION_PAYERS)

_SHOWN_STAGES = (Stage.EARMARKED, Stage.COMMITTED, Stage.DISBURSED)
_FULL_BAR = 1000


def without_share(block: BlockReport | None, payer: Payer) -> str:
    """Return the word for a share that the motion does not name; no block: an undivided sum (T1, T8)."""
    if block is None or not block.is_motion_block or payer not in MOTION_PAYERS:
        return NOT_IN_MOTION
    return NO_SHARE if block.baseline else NO_ROW


def own_entries(report: CommitteeReport, block: BlockReport) -> tuple[MoneyEntry, ...]:
    """Return the amounts of a block that had taken effect at the reference date."""
    return tuple(entry for entry in effective_entries(report) if entry.block == block.slug)


def reasons(entries: Iterable[MoneyEntry]) -> str:
    """Join the reasons and notes of amounts, each once; empty if there is none."""
    return " ".join(
        dict.fromkeys(words for entry in entries if (words := reason_words(entry.change_reason, entry.note)))
    )


@dataclass(frozen=True, slots=True)
class _Difference:
    """How a share lies beside the motion and why; `planned` is False for a share that it does not name."""

    amount: Decimal
    is_rounded: bool
    planned: bool
    reason: str

    def said_of(self, payers: Sequence[Payer]) -> str:
        """Say it of one payer, or of several at once."""
        by = amount_words(abs(self.amount), is_rounded=self.is_rounded)
        who = sentence_start(list_de([SHARES[payer] for payer in payers]))
        if not self.planned:
            verb = "steht" if len(payers) == 1 else "stehen"
            return f"{who} von {by if len(payers) == 1 else f'je {by}'} {verb} nicht im Antrag. {self.reason}"
        verb = "liegt" if len(payers) == 1 else "liegen je"
        return f"{who} {verb} {by} {'über' if self.amount > 0 else 'unter'} dem Antrag. {self.reason}"


def _difference(share: CurrentShare, planned: Decimal | None) -> _Difference | None:
    """Return by how much a share lies above or below the motion; None if it is equal."""
    difference = share.amount - (planned or Decimal(0))
    if difference == 0:
        return None
    why = reasons(share.entries)
    return _Difference(
        amount=difference,
        is_rounded=share.is_rounded,
        planned=planned is not None,
        reason=f"Grund: {why}" if why else "Ein Grund ist noch nicht erfasst.",
    )


# ------------------------------------------------------------------ the table


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What a payer gives, as it is read; `share` and `disbursed` are empty if nothing is recorded."""

    payer: Payer
    planned: str
    share: str
    degree: str
    disbursed: str

    @property
    def in_words(self) -> str:
        """The line as a clause, for blocks and projects in short form."""
        today = f"{self.share} Millionen Euro {self.degree}" if self.share else NO_STATEMENT
        paid = f", ausgezahlt {self.disbursed} Millionen Euro" if self.disbursed else ""
        return f"{self.payer.label} {today}{paid}"


def _stage_amount(entries: Sequence[MoneyEntry], stage: Stage, origin: Origin | None = None) -> str:
    """Write what stands on a stage in millions; empty if nothing is recorded."""
    found = standing(select(entries, stage=stage))
    rounded = any(entry.is_rounded for entry in found)
    amount = amount_in_block(found) if found else None
    return million_cell(amount, missing="", is_rounded=rounded, origin=origin)


def _degree(share: CurrentShare | None, entries: Sequence[MoneyEntry]) -> str:
    """Say how binding the share is, and what was resolved if less or more is granted."""
    if share is None:
        return NO_STATEMENT
    resolved = standing(select(entries, stage=Stage.EARMARKED))
    if share.stage is not Stage.COMMITTED or amount_in_block(resolved) in {0, share.amount}:
        return share.degree.label
    return f"{share.degree.label} (beschlossen {_stage_amount(entries, Stage.EARMARKED)})"


def _lines(report: CommitteeReport, block: BlockReport) -> tuple[_Line, ...]:
    """Return the payers of whom a share or a payment is recorded."""
    entries, shares = own_entries(report, block), current_shares(report, block.slug)
    found = []
    for payer in Payer:
        own = select(entries, payer=payer)
        share = next((one for one in shares if one.payer is payer), None)
        paid = of_stage(Stage.DISBURSED, block=block.slug, payer=payer.value, named=block.name)
        disbursed = _stage_amount(own, Stage.DISBURSED, paid)
        if share is not None or disbursed:
            planned = motion_share(block.baseline, payer)
            in_motion = of_share(Measure.MOTION, block.slug, payer.value, block.name)
            amount = None if share is None else share.amount
            rounded = share is not None and share.is_rounded
            line = _Line(
                payer=payer,
                planned=million_cell(planned, missing=without_share(block, payer), origin=in_motion),
                share=million_cell(
                    amount,
                    missing="",
                    is_rounded=rounded,
                    origin=replace(in_motion, measure=Measure.CURRENT),
                ),
                degree=_degree(share, own),
                disbursed=disbursed,
            )
            found.append(line)
    return tuple(found)


def only_motion(block: BlockReport) -> str:
    """Say what there is as long as no amount is recorded: the motion's shares, or that it has no row."""
    if block.baseline is None:
        return f"{_without_row(block).rstrip('.')}; Beträge sind noch nicht erfasst."
    named = [
        f"{payer.label} {million(planned)}"
        for payer in MOTION_PAYERS
        if (planned := motion_share(block.baseline, payer)) is not None
    ]
    missing = [payer.label for payer in MOTION_PAYERS if motion_share(block.baseline, payer) is None]
    none = f"; {list_de(missing)} ist kein Anteil vorgesehen" if missing else ""
    motion = f"Der Antrag nennt {list_de(named)} Millionen Euro{none}."
    return f"{motion} Ein aktueller Stand ist noch nicht erfasst."


def _without_row(block: BlockReport) -> str:
    return "Ohne eigene Zeile im Antrag." if block.is_motion_block else "Nicht im Antrag enthalten."


def money_table(report: CommitteeReport, block: BlockReport) -> Table | None:
    """Return motion, current share and payments per payer in million euros; None without any amount.

    Only payers of whom something is recorded have a row, only what is recorded of one of them has a column:
    the note says in words what is missing. The shares are not added up, so nothing is said of rounding.
    """
    lines = _lines(report, block)
    if not lines:
        return None
    with_motion, with_paid = block.baseline is not None, any(line.disbursed for line in lines)
    return Table(
        name=f"{block.slug}-geld",
        caption=f"Geld für {block.name} in Mio. €, Stand {date_de(report.as_of)}",
        columns=(
            Column(head="Geldgeber", width=32),
            *((Column(head="Antrag", right=True, width=26),) if with_motion else ()),
            Column(head="Heute", right=True, width=26),
            *((Column(head="Ausgezahlt", right=True, width=28),) if with_paid else ()),
            Column(head="Verbindlichkeit", width=48),
        ),
        rows=tuple(
            Row(
                cells=(
                    line.payer.label,
                    *((line.planned,) if with_motion else ()),
                    line.share or NO_STATEMENT,
                    *((line.disbursed or NO_STATEMENT,) if with_paid else ()),
                    line.degree,
                )
            )
            for line in lines
        ),
        note=_note(report, block, lines),
    )


def money_in_words(report: CommitteeReport, block: BlockReport) -> str:
    """Say the money in a line; of a project without amounts nothing, because its reason to be short does."""
    lines = _lines(report, block)
    if not lines:
        return only_motion(block) if block.is_motion_block else ""
    said = "; ".join(line.in_words for line in lines)
    return f"{sentence_start(said)}. {_note(report, block, lines)}".rstrip()


def _note(report: CommitteeReport, block: BlockReport, lines: Sequence[_Line]) -> str:
    """Say what has neither row nor column, and what an undivided sum holds."""
    shown, row = {line.payer for line in lines}, block.baseline
    silent = [
        f"{payer.label} (Antrag {million(planned)})"
        for payer in MOTION_PAYERS
        if payer not in shown and (planned := motion_share(row, payer)) is not None
    ]
    unplanned = [
        payer.label
        for payer in MOTION_PAYERS
        if row is not None and payer not in shown and motion_share(row, payer) is None
    ]
    said = (
        f"Ein aktueller Stand fehlt: {list_de(silent)}." if silent else "",
        f"{sentence_start(list_de(unplanned))}: kein Anteil vorgesehen." if unplanned else "",
        "" if any(line.disbursed for line in lines) else "Auszahlungen sind noch nicht erfasst.",
        _inside(own_entries(report, block)),
    )
    return " ".join(one for one in said if one)


def _inside(entries: Sequence[MoneyEntry]) -> str:
    """Say that amounts are, or may be, part of an undivided sum; empty if none is."""
    kinds = {entry.counting for entry in entries} - {Counting.COUNTED}
    if not kinds:
        return ""
    may_be = "möglicherweise " if kinds == {Counting.UNCLEAR} else ""
    return f"Beträge sind {may_be}in einer nicht aufgeteilten Summe enthalten."


def difference_sentences(report: CommitteeReport, block: BlockReport) -> tuple[str, ...]:
    """Say how the current shares differ from the motion, each with its reason; what is alike is said once."""
    if block.baseline is None:
        return (_without_row(block),)
    compared = [share for share in current_shares(report, block.slug) if share.payer in MOTION_PAYERS]
    alike: dict[_Difference, list[Payer]] = {}
    for share in compared:
        found = _difference(share, motion_share(block.baseline, share.payer))
        if found is not None:
            alike.setdefault(found, []).append(share.payer)
    if alike:
        return tuple(difference.said_of(payers) for difference, payers in alike.items())
    if compared:
        return ("Die erfassten Anteile entsprechen dem Antrag.",)
    return ("Ein aktueller Stand der Anteile des Antrags ist noch nicht erfasst.",)


@dataclass(frozen=True, slots=True)
class MoneyBar:
    """A stage of the regional money with its bar; all bars of a block have one scale."""

    label: str
    amount: str
    bar: Bar


def regional_bars(report: CommitteeReport, block: BlockReport) -> tuple[MoneyBar, ...]:
    """Return motion and stages of the regional money; nothing unless there are two amounts to compare."""
    own = select(own_entries(report, block), payer=Payer.VRS)
    amounts = {"Antrag": motion_share(block.baseline, Payer.VRS)}
    origins = {"Antrag": of_share(Measure.MOTION, block.slug, Payer.VRS.value, block.name)}
    for stage, label in zip(_SHOWN_STAGES, ("beschlossen", "bewilligt", "ausgezahlt"), strict=True):
        found = standing(select(own, stage=stage))
        amounts[label] = amount_in_block(found) if found else None
        origins[label] = of_stage(stage, block=block.slug, named=block.name)
    known = {label: amount for label, amount in amounts.items() if amount is not None and amount > 0}
    if len(known) <= 1:
        return ()
    scale = max(known.values())
    return tuple(
        MoneyBar(label, traced(million(amount), origins[label]), Bar(int(amount * _FULL_BAR / scale)))
        for label, amount in known.items()
    )


# ------------------------------------------------------------------ evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What an amount rests on; `document` and `address` are empty if none is recorded."""

    title: str
    origin: str
    document: str
    address: str


def proofs(report: CommitteeReport, block: BlockReport) -> tuple[Proof, ...]:
    """Return the resolutions and other sources that the block's amounts rest on, each once."""
    entries = own_entries(report, block)
    resolutions = {entry.resolution for entry in entries}
    decided = [
        Proof(
            title=one.title,
            origin=f"{one.body}, {when(one.decided)}",
            document=one.document,
            address=one.address,
        )
        for one in report.resolutions
        if one.id in resolutions
    ]
    others = [
        Proof(title=source_text(entry), origin="", document="", address="")
        for entry in entries
        if entry.source_text
    ]
    return tuple(dict.fromkeys((*decided, *others)))


def evidence_in_words(report: CommitteeReport, block: BlockReport) -> str:
    """Refer by their numbers to what the block's amounts rest on, which 15.4 lists; empty without any."""
    numbers = cited(report, own_entries(report, block))
    word = "Nachweis" if len(numbers) == 1 else "Nachweise"
    return f"{word} {list_de(numbers)} in Nummer{NBSP}15.4." if numbers else ""

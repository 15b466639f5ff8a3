"""The money of one block: motion, stages and binding force per payer, differences with reasons, evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vrs_tracker.domain.chapters.cells import NO_ROW, NO_SHARE, NOT_IN_MOTION, ROUNDING, million_cell, when
from vrs_tracker.domain.document import Bar, Column, Element, Paragraph, Row, Table, Tone
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.funding import (
    CurrentShare,
    amount_in_block,
    counted,
    current_shares,
    effective_entries,
    select,
    standing,
)
from vrs_tracker.domain.notation import NO_STATEMENT, date_de, list_de, million
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.wording import SHARES, amount_words, full_stop, sentence_start

MOTION_PAYERS = (Payer.VRS, Payer.MUNICIPALITY, Payer.PRIVATE)
"""The three columns of the motion (R1.01); the other payers appear in the current state only."""
FURTHER_PAYERS = tuple(payer for payer in Payer if payer not in MOTION_PAYERS)

_SHOWN_STAGES = (Stage.EARMARKED, Stage.COMMITTED, Stage.DISBURSED)
_FULL_BAR = 1000


def motion_share(row: Shares | None, payer: Payer) -> Decimal | None:
    """Return what the motion's row says for a payer; None for an empty cell, no row, a further payer."""
    if row is None:
        return None
    return {Payer.VRS: row.regional, Payer.MUNICIPALITY: row.municipal, Payer.PRIVATE: row.private}.get(payer)


def without_share(block: BlockReport | None, payer: Payer) -> str:
    """Return the word for a share that the motion does not name; no block: an undivided sum (T1, T8)."""
    if block is None or not block.is_motion_block or payer not in MOTION_PAYERS:
        return NOT_IN_MOTION
    return NO_SHARE if block.baseline else NO_ROW


def own_entries(report: CommitteeReport, block: BlockReport) -> tuple[MoneyEntry, ...]:
    """Return the amounts of a block that had taken effect at the reference date."""
    return tuple(entry for entry in effective_entries(report) if entry.block == block.slug)


def source_text(entry: MoneyEntry) -> str:
    """Name the evidence of an amount with its kind, which many a text names itself."""
    label, text = entry.source.label, full_stop(entry.source_text)
    return text if text.startswith(label.split()[0]) else f"{label}: {text}"


def reasons(entries: Iterable[MoneyEntry]) -> str:
    """Join the notes of amounts, each once; empty if there is none."""
    return " ".join(dict.fromkeys(full_stop(entry.note) for entry in entries if entry.note))


def difference_sentence(share: CurrentShare, planned: Decimal | None) -> str:
    """Say by how much a share lies above or below the motion, and why; nothing if it is equal."""
    difference = share.amount - (planned or Decimal(0))
    if difference == 0:
        return ""
    why = reasons(share.entries)
    reason = f"Grund: {why}" if why else "Ein Grund ist noch nicht erfasst."
    by = amount_words(abs(difference), is_rounded=share.is_rounded)
    who = sentence_start(SHARES[share.payer])
    if planned is None:
        return f"{who} von {by} steht nicht im Antrag. {reason}"
    return f"{who} liegt {by} {'über' if difference > 0 else 'unter'} dem Antrag. {reason}"


# ------------------------------------------------------------------ the table


def _stage_cell(entries: Sequence[MoneyEntry], stage: Stage) -> str:
    found = standing(select(entries, stage=stage))
    rounded = any(entry.is_rounded for entry in found)
    return million_cell(amount_in_block(found) if found else None, missing=NO_STATEMENT, is_rounded=rounded)


def _degree(share: CurrentShare | None) -> str:
    """Say how binding the share is; a share that is only planned has no column of its own and stands here."""
    if share is None:
        return NO_STATEMENT
    if share.stage is Stage.PLANNED:
        return f"{share.degree.label}: {million_cell(share.amount, missing='', is_rounded=share.is_rounded)}"
    return share.degree.label


def _row(block: BlockReport, payer: Payer, entries: Sequence[MoneyEntry], share: CurrentShare | None) -> Row:
    planned = million_cell(motion_share(block.baseline, payer), missing=without_share(block, payer))
    stages = (_stage_cell(entries, stage) for stage in _SHOWN_STAGES)
    return Row(cells=(payer.label, planned, *stages, _degree(share)))


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
    """Return motion and stages per payer in million euros; None as long as no amount is recorded."""
    entries = own_entries(report, block)
    if not entries:
        return None
    shares = {share.payer: share for share in current_shares(report, block.slug)}
    payers = [
        payer
        for payer in Payer
        if motion_share(block.baseline, payer) is not None or select(entries, payer=payer)
    ]
    return Table(
        name=f"{block.slug}-geld",
        caption=f"Geld für {block.name} in Mio. €, Stand {date_de(report.as_of)}",
        columns=(
            Column(head="Geldgeber", width=4),
            Column(head="Antrag", right=True, width=3),
            Column(head="Beschlossen", right=True, width=3),
            Column(head="Bewilligt", right=True, width=3),
            Column(head="Ausgezahlt", right=True, width=3),
            Column(head="Verbindlichkeit", width=4),
        ),
        rows=tuple(_row(block, payer, select(entries, payer=payer), shares.get(payer)) for payer in payers),
        note=_note(block, payers, entries),
    )


def money_elements(report: CommitteeReport, block: BlockReport) -> tuple[Element, ...]:
    """Return the table of the money under its message; a sentence as long as no amount is recorded."""
    table = money_table(report, block)
    if table is None:
        return (Paragraph(f"Geld: {only_motion(block)}"),)
    return (replace(table, message=" ".join(difference_sentences(report, block))),)


def _note(block: BlockReport, payers: Sequence[Payer], entries: Sequence[MoneyEntry]) -> str:
    left_out = [payer.label for payer in MOTION_PAYERS if payer not in payers]
    none = (
        f"Kein Anteil vorgesehen und keiner erfasst: {list_de(left_out)}. "
        if left_out and block.baseline
        else ""
    )
    contained = len(counted(entries)) < len(entries)
    inside = " Beträge sind in einer nicht aufgeteilten Summe enthalten oder möglicherweise enthalten."
    return f"{none}{ROUNDING}{inside if contained else ''}"


def difference_sentences(report: CommitteeReport, block: BlockReport) -> tuple[str, ...]:
    """Say how the current shares differ from the motion, each with its reason."""
    if block.baseline is None:
        return (_without_row(block),)
    compared = [share for share in current_shares(report, block.slug) if share.payer in MOTION_PAYERS]
    different = tuple(
        text
        for share in compared
        if (text := difference_sentence(share, motion_share(block.baseline, share.payer)))
    )
    if different:
        return different
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
    for stage, label in zip(_SHOWN_STAGES, ("beschlossen", "bewilligt", "ausgezahlt"), strict=True):
        found = standing(select(own, stage=stage))
        amounts[label] = amount_in_block(found) if found else None
    known = {label: amount for label, amount in amounts.items() if amount is not None and amount > 0}
    if len(known) <= 1:
        return ()
    scale = max(known.values())
    return tuple(
        MoneyBar(label, million(amount), Bar(int(amount * _FULL_BAR / scale)))
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


def _in_a_sentence(one: Proof) -> str:
    if not one.origin:
        return one.title
    where = "; ".join(part for part in (one.document, one.address) if part)
    return f"{one.origin}: {one.title}{f' ({where})' if where else ''}."


def evidence_elements(report: CommitteeReport, block: BlockReport) -> tuple[Element, ...]:
    """Return the evidence of the block's amounts in one paragraph."""
    texts = " ".join(_in_a_sentence(one) for one in proofs(report, block))
    return (Paragraph(f"Nachweise: {texts}", Tone.NOTE),) if texts else ()

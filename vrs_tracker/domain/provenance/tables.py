"""What the page of a figure lists: the terms of its formula, its entries, what is left out, the Abgleich."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from vrs_tracker.domain.evidence import NO_PROOF
from vrs_tracker.domain.facts.control import Balance
from vrs_tracker.domain.history_rules import KINDS
from vrs_tracker.domain.listing import (
    Kind,
    TypedCell,
    TypedColumn,
    TypedRow,
    TypedTable,
    amount_cell,
    moment_cell,
    text_cell,
)
from vrs_tracker.domain.notation import NO_STATEMENT, date_de, euro, number_word
from vrs_tracker.domain.provenance.explaining import Explanation, Part
from vrs_tracker.domain.provenance.lines import Line, Proof, proofs_of
from vrs_tracker.domain.reconciliation import Compared, checked_words
from vrs_tracker.domain.wording import amount_words, full_stop, sentence_start

PER_PAGE = 50
NO_OFFICE = "Welche Stelle die Einträge erfasst hat, ist hier nicht festgehalten."
NO_REMARK = "keine"
NO_ENTRY = "Zu dieser Zahl gibt es noch keine Buchung."

_WHEN = TypedColumn(key="datum", head="Datum", kind=Kind.DATE, width=22)
_WHAT = TypedColumn(key="eintrag", head="Eintrag", width=50)
_AMOUNT = TypedColumn(key="betrag", head="Betrag", kind=Kind.AMOUNT, width=30)


def parts_table(found: Explanation) -> TypedTable:
    """Return the terms of the formula, each leading to where it comes from itself, and what they come to."""
    result = TypedRow(
        cells=(
            text_cell(f"ergibt {found.origin.name}"),
            amount_cell(found.amount, missing=NO_STATEMENT, is_rounded=found.is_rounded),
        )
    )
    return TypedTable(
        name="rechnung",
        caption="Rechnung in Euro",
        columns=(TypedColumn(key="teil", head="Teil", width=110), _AMOUNT),
        rows=(*(_part_row(part, word) for part, word in _signed(found.parts)), result),
    )


def _signed(parts: Sequence[Part]) -> Iterator[tuple[Part, str]]:
    """Yield each part with the word before it; a sum of nothing but parts needs none."""
    is_difference = any(part.sign < 0 for part in parts)
    for place, part in enumerate(parts):
        plus = "plus " if place and is_difference else ""
        yield part, "minus " if part.sign < 0 else plus


def _part_row(part: Part, word: str) -> TypedRow:
    return TypedRow(
        cells=(
            text_cell(f"{word}{part.origin.name}", address=part.origin.address),
            amount_cell(part.amount, missing=NO_STATEMENT, is_rounded=part.is_rounded),
        )
    )


def entries_table(found: Explanation, *, with_history: bool, proofs: Collection[Proof] = ()) -> TypedTable:
    """Return the entries behind the figure with their documents; readers of the history are led to it."""
    with_offices = any(line.office for line in found.lines)
    return TypedTable(
        name="eintraege",
        caption=f"Einträge zu: {found.origin.name}",
        message=_number_sentence(found),
        columns=(
            *(_WHEN, _WHAT, _AMOUNT),
            TypedColumn(key="beleg", head="Beleg", width=40),
            *((TypedColumn(key="stelle", head="Stelle", width=24),) if with_offices else ()),
            TypedColumn(key="bemerkung", head="Bemerkung", width=40),
        ),
        rows=tuple(
            _line_row(
                line,
                history_of(line) if with_history else "",
                _evidence_cell(line, proofs),
                with_office=with_offices,
            )
            for line in found.lines
        ),
        note="" if with_offices or not found.lines else NO_OFFICE,
    )


def _number_sentence(found: Explanation) -> str:
    number = len(found.lines)
    many = f"{sentence_start(number_word(number, one='ein'))} {'Eintrag' if number == 1 else 'Einträge'}"
    verb = "ergibt" if number == 1 else "ergeben zusammen"
    amount = found.amount or Decimal(0)
    return full_stop(
        f"{many} {verb} {amount_words(amount, is_rounded=True) if found.is_rounded else euro(amount)}"
    )


def _line_row(line: Line, history: str, evidence: TypedCell, *, with_office: bool) -> TypedRow:
    return TypedRow(
        group=line.group,
        cells=(
            moment_cell(line.when),
            text_cell(line.what, address=history),
            amount_cell(line.amount, missing="", is_rounded=line.is_rounded),
            evidence,
            *((text_cell(line.office or NO_STATEMENT),) if with_office else ()),
            text_cell(line.remarks or NO_REMARK),
        ),
    )


def history_of(line: Line) -> str:
    """Return where the history of an entry is told: who entered it and when; a row of the motion has none."""
    return f"/verlauf/{line.kind}/{line.number}" if line.kind in KINDS else ""


def _evidence_cell(line: Line, proofs: Collection[Proof]) -> TypedCell:
    """Name the evidence; it leads to the document that is kept here, else to where it stands elsewhere."""
    kept = proofs_of(line, proofs)
    return text_cell(line.document or NO_PROOF, address=kept[0].address if kept else line.address)


def left_out_table(found: Explanation) -> TypedTable:
    """Return what one might expect in the figure and why it is not added."""
    return TypedTable(
        name="nicht-mitgezaehlt",
        caption="Nicht mitgezählte Einträge",
        columns=(_WHEN, _WHAT, _AMOUNT, TypedColumn(key="grund", head="Grund", width=60)),
        rows=tuple(
            TypedRow(
                cells=(
                    moment_cell(one.line.when),
                    text_cell(one.line.what),
                    amount_cell(one.line.amount, missing="", is_rounded=one.line.is_rounded),
                    text_cell(full_stop(sentence_start(one.reason))),
                )
            )
            for one in found.left_out
        ),
    )


def balances_table(rows: Iterable[Compared]) -> TypedTable:
    """Return the balances of the accounting system beside ours, with explanation, office and day."""
    return TypedTable(
        name="abgleich",
        caption="Abgleich mit dem Haushaltsverfahren in Euro",
        columns=(
            TypedColumn(key="stelle", head="Buchungsstelle", width=40),
            TypedColumn(key="jahr", head="Jahr", kind=Kind.COUNT, width=14),
            TypedColumn(key="haushalt", head="Haushaltsverfahren", kind=Kind.AMOUNT, width=36),
            TypedColumn(key="hier", head="Hier", kind=Kind.AMOUNT, width=30),
            TypedColumn(key="differenz", head="Differenz", kind=Kind.AMOUNT, width=26),
            TypedColumn(key="pruefung", head="Prüfung", width=50),
        ),
        rows=tuple(_balance_row(row, row.balance) for row in rows if row.balance is not None),
    )


def _balance_row(row: Compared, balance: Balance) -> TypedRow:
    """Put their balance beside ours of now; a check of an earlier balance of ours is none any more."""
    by = f" von {balance.office}" if balance.office else ""
    settled = f"Geprüft{by} am {date_de(balance.checked_on)}."
    checked = sentence_start(full_stop(checked_words(row))) if row.is_open else settled
    explained = full_stop(balance.explanation) if balance.explanation.strip() else ""
    return TypedRow(
        group=row.item.measure.label,
        cells=(
            text_cell(row.item.line),
            text_cell(str(row.item.budget_year), rank=row.item.budget_year),
            amount_cell(balance.theirs, missing=""),
            amount_cell(row.ours.amount, missing="", is_rounded=row.ours.is_rounded),
            amount_cell(row.difference, missing=""),
            text_cell(f"{explained} {checked}".strip()),
        ),
    )

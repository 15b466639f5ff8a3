"""Section 10, the Abgleich: whether the figures agree with the accounting system (users.md 1.2)."""

from dataclasses import replace

from vrs_tracker.domain.chapters.balance_table import (
    BALANCE_COLUMNS,
    balance_cells,
    balances_table,
    stands_note,
)
from vrs_tracker.domain.document import Element, Paragraph
from vrs_tracker.domain.listing import TypedRow
from vrs_tracker.domain.notation import count, date_de
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.reconciliation import Compared, agreement, compared_in, hindrances
from vrs_tracker.domain.report import CommitteeReport


@once_per_report
def balance_elements(report: CommitteeReport) -> tuple[Element, ...]:
    """Return the rows that differ, each with its explanation; one sentence if none does.

    Nothing for a report without money to compare, and for those from before the Abgleich was kept.
    """
    rows = compared_in(report)
    if not rows:
        return ()
    left = tuple(Paragraph(sentence) for sentence in hindrances(rows, report.as_of))
    different = tuple(row for row in rows if row.difference)
    if not different:
        return left or (Paragraph(agreement(rows)),)
    table = replace(
        balances_table(different, report.as_of),
        message=_message(rows, different),
        columns=BALANCE_COLUMNS,
        rows=tuple(TypedRow(cells=balance_cells(row)) for row in different),
        note=f"{stands_note(different)} Quelle: Haushaltsverfahren, abgelesen von der Haushaltsstelle.",
    )
    return (*left, table.printed())


def _message(rows: tuple[Compared, ...], different: tuple[Compared, ...]) -> str:
    checked = [row for row in rows if row.balance is not None]
    last = max(row.balance.checked_on for row in checked if row.balance is not None)
    verb = "weicht einer" if len(different) == 1 else f"weichen {len(different)}"
    return (
        f"Von {count(len(checked), 'Betrag', 'Beträgen')}, die bis zum {date_de(last)} mit dem "
        f"Haushaltsverfahren verglichen sind, {verb} ab."
    )

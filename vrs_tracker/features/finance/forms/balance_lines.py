"""The lines of the Abgleich as a page shows them: what is typed beside what we have now."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from vrs_tracker.domain.balance_items import Item
from vrs_tracker.domain.chapters.balance_table import UNKNOWN, our_words
from vrs_tracker.domain.ledger import Sum
from vrs_tracker.domain.money import to_cents
from vrs_tracker.domain.notation import euro
from vrs_tracker.domain.reconciliation import UNKNOWN_LINE, Compared, checked_words, unsaved_words
from vrs_tracker.domain.vocabulary.budget import BalanceState
from vrs_tracker.features.finance.forms.reconciliation import BalanceLineForm, BalancesForm
from vrs_tracker.features.finance.queries.reconciling import Abgleich


@dataclass(frozen=True, kw_only=True)
class ShownLine:
    """A line of the form with what is computed beside it from what is typed.

    `told` goes on after `warning`, which is empty where nothing is wrong with what is stored; `unknown` warns
    of a Buchungsstelle that no booking names.
    """

    line: BalanceLineForm
    item: Item
    ours: str
    cents: int
    difference: str
    needs_explanation: bool
    warning: str
    told: str
    is_outdated: bool
    unknown: str


def shown_lines(
    form: BalancesForm, found: Abgleich, wanted: Iterable[Compared] = (), *, is_told: bool
) -> dict[str, list[ShownLine]]:
    """Return the lines of the form by Buchungsstelle, with what is computed now; no wanted row is left out.

    `is_told` says that the form names what others have changed meanwhile.
    """
    for row in wanted:
        form.line_of(row.item)
    compared = {row.item: row for row in found.rows}
    groups: dict[str, list[ShownLine]] = {}
    for line in form.lines():
        item = line.item.data
        row = compared.get(item) or Compared(item=item, ours=Sum(), balance=None)
        groups.setdefault(item.line, []).append(_shown(line, row, found.known_lines))
        line.seen.data = row.ours.amount
        if is_told or line.version.data is None:
            line.version.data = found.versions.get(item, 0)
    return groups


def _shown(line: BalanceLineForm, row: Compared, known_lines: Collection[str]) -> ShownLine:
    theirs = line.theirs.data
    warning = row.state.label if row.is_open and row.balance is not None else ""
    told = checked_words(row).removeprefix(warning)
    difference = None if theirs is None else theirs - row.ours.amount
    if difference is not None and not _is_stored(line, row):
        warning, told = "", unsaved_words(difference, line.explanation.typed)
    return ShownLine(
        line=line,
        item=row.item,
        ours=our_words(row),
        cents=to_cents(row.ours.amount),
        difference=UNKNOWN if difference is None else euro(difference),
        needs_explanation=bool(difference) and not line.explanation.typed.strip(),
        warning=warning,
        told=told,
        is_outdated=row.state is BalanceState.OUTDATED,
        unknown=UNKNOWN_LINE if row.item.budget_line and row.item.budget_line not in known_lines else "",
    )


def _is_stored(line: BalanceLineForm, row: Compared) -> bool:
    """Whether the line says what is stored, and nobody has compared it anew."""
    balance = row.balance
    if balance is None or (line.is_compared.data and row.has_moved):
        return False
    return balance.theirs == line.theirs.data and balance.explanation == line.explanation.typed.strip()

"""What the Abgleich compares, and words of its table: a file with balances names them too.

Reading such a file starts with this alone, without the report.
"""

from typing import NamedTuple

from vrs_tracker.domain.vocabulary.budget import BalanceMeasure, BalanceState

NO_LINE = "ohne Buchungsstelle"
NOT_ENTERED = "nicht eingetragen"
NO_DIFFERENCE = "keine Differenz"
NOT_EXPLAINED = f"{BalanceState.UNEXPLAINED.label} noch"
"""What the table says in place of their balance and of an explanation; a file may bring it back."""


class Item(NamedTuple):
    """What is compared: a measure of one budget year on one Buchungsstelle, which is empty if not known."""

    budget_line: str
    budget_year: int
    measure: BalanceMeasure

    @property
    def line(self) -> str:
        """The Buchungsstelle in words."""
        return self.budget_line or NO_LINE

    @property
    def title(self) -> str:
        """The item in a sentence."""
        line = f"Buchungsstelle {self.budget_line}" if self.budget_line else NO_LINE
        return f"{self.measure.label} {self.budget_year}, {line}"

    @property
    def anchor(self) -> str:
        """The name of its row in the page, different for every item whatever its Buchungsstelle is called."""
        line = "".join(
            char if char.isascii() and (char.isalnum() or char == "-") else f"_{ord(char):x}_"
            for char in self.budget_line
        )
        return f"zeile-{self.measure}-{self.budget_year}-{line}"

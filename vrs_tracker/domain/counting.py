"""How the figures are counted: differences of the staircase and bases of the percentages, as words.

The meaning of each step stands in chapters/legend.py; here is only how one follows from others.
"""

from typing import NamedTuple


class Difference(NamedTuple):
    """A figure that is one step of the staircase minus another one.

    `further` is taken off as well, `added` is added again.
    """

    name: str
    whole: str
    part: str
    further: str = ""
    added: str = ""

    @property
    def formula(self) -> str:
        """Return the calculation in words, so that the minus is heard."""
        taken = " minus ".join(filter(None, (self.whole, self.part, self.further)))
        return " plus ".join(filter(None, (taken, self.added)))


AVAILABLE = Difference(
    "verfügbar",
    "freigegeben",
    "bewilligt",
    further="durch Haushaltssperre angehalten",
    added="durch Verpflichtungsermächtigung gedeckt",
)
DIFFERENCES = (
    AVAILABLE,
    Difference("noch auszuzahlen", "bewilligt", "ausgezahlt"),
    Difference("noch nicht bewilligt", "Rahmen laut Antrag", "bewilligt"),
)
"""Three figures for which other reports have one word (users.md 4)."""

PERCENTAGES = (
    ("Anteil in der Treppe der Übersicht", "Rahmen laut Antrag"),
    ("Anteil der Auszahlungen eines Jahres", "fortgeschriebener Ansatz des Jahres"),
    ("Anteil eines Landkreises", "alle bewilligten regionalen Mittel"),
    ("Quote in der Tabelle des Antrags", "Summe der Zeile aus regionalem, kommunalem und privatem Anteil"),
    ("Mehrkosten eines Bausteins", "Summe laut letztem Beschluss"),
)
"""What is 100 per cent."""

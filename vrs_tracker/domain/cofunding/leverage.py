"""The leverage: what others have decided for each euro that the region has decided; never a headline.

Plans and pledges do not count, nor do blocks of private money only and sums that are not divided among blocks
(users.md, finding 9).
"""

from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.cofunding.amounts import OTHERS, is_purely_private
from vrs_tracker.domain.cofunding.degrees import secured
from vrs_tracker.domain.cofunding.watched import Watched, WatchedBlock
from vrs_tracker.domain.money import round_half_up, total
from vrs_tracker.domain.notation import list_de, number
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.wording import amount_words

DEFINITION = (
    "Der Hebel sagt, wie viel Geld andere Geldgeber je Euro regionaler Förderung beschlossen, bewilligt oder "
    "ausgezahlt haben. Geplantes und Zugesagtes zählt nicht, ebenso wenig nicht aufgeteilte Summen und "
    "Bausteine mit rein privatem Geld."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverage:
    """Decided money of region and others in blocks with decided regional money; `apart` is left out."""

    regional: Decimal
    others: tuple[tuple[Payer, Decimal], ...]
    apart: tuple[WatchedBlock, ...]

    @property
    def theirs(self) -> Decimal:
        """What all others have decided."""
        return total(amount for _, amount in self.others)

    @property
    def ratio(self) -> Decimal | None:
        """Euros of others for each regional euro, two decimals; None unless both have decided something."""
        return round_half_up(self.theirs / self.regional, 2) if self.regional and self.theirs else None

    def sentences(self) -> tuple[str, ...]:
        """Say it, with both sums, and what is left out."""
        apart = list_de([block.titled for block in self.apart])
        outside = (f"Für sich steht, weil rein privat finanziert: {apart}.",) if apart else ()
        return (self._said(), *outside)

    def _said(self) -> str:
        if not self.regional:
            return "Ein Hebel lässt sich nicht angeben: Regionale Mittel sind noch keinem Vorhaben bewilligt."
        ours = amount_words(self.regional)
        if self.ratio is None:
            return (
                "Ein Hebel lässt sich nicht angeben: Von anderen Geldgebern ist noch kein Beschluss erfasst, "
                f"die Region hat {ours} beschlossen."
            )
        return (
            f"Je Euro der Region haben andere Geldgeber {number(self.ratio, 2)} Euro beschlossen: "
            f"{amount_words(self.theirs)} zu {ours}."
        )


def leverage(watch: Watched) -> Leverage:
    """Return the decided sums of all blocks that are not private only."""
    apart = tuple(block for block in watch.blocks if is_purely_private(block))
    shown = [
        (block, ours)
        for block in watch.blocks
        if block not in apart and (ours := secured(watch.of(block), Payer.VRS)) > 0
    ]
    others = ((payer, total(secured(watch.of(block), payer) for block, _ in shown)) for payer in OTHERS)
    return Leverage(
        regional=total(ours for _, ours in shown),
        others=tuple((payer, amount) for payer, amount in others if amount),
        apart=apart,
    )

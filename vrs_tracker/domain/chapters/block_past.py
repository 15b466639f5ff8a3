"""What earlier messages add to the page of a block: four dimensions in time, texts that stayed the same.

They are no part of the frozen value: half-years that were handed out are closed, so their messages stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vrs_tracker.domain.facts.blocks import BlockReport, TrendPoint, Update
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.progress import Dimension, Light, TextSlot


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierMessage:
    """A confirmed message of an earlier half-year: its lights and its public texts."""

    period: HalfYear
    nothing_changed: bool
    lights: tuple[tuple[Dimension, Light], ...]
    texts: tuple[tuple[TextSlot, str], ...]

    def text(self, slot: TextSlot) -> str:
        """Return a text, empty if there is none."""
        return dict(self.texts).get(slot, "")


def dimension_trend(
    block: BlockReport, dimension: Dimension, earlier: Sequence[EarlierMessage]
) -> tuple[TrendPoint, ...]:
    """Return how a dimension stood in the earlier reports of the block, oldest first.

    A report without a message of its half-year has no light of its own for the dimension: the last one
    would read like news.
    """
    lights = {message.period: dict(message.lights) for message in earlier}
    return tuple(
        TrendPoint(period=point.period, light=lights.get(point.period, {}).get(dimension, Light.UNKNOWN))
        for point in block.trend
    )


def unchanged_since(update: Update, slot: TextSlot, earlier: Sequence[EarlierMessage]) -> HalfYear | None:
    """Return the half-year in which a text was first said as it stands now; None if it is new.

    A message that says that nothing has changed keeps the text of the one before.
    """
    texts = {
        TextSlot.HEADLINE: update.headline,
        TextSlot.ACHIEVED: update.achieved,
        TextSlot.DECISION: update.decision,
    }
    text, is_kept, since = texts[slot], update.nothing_changed, None
    for message in sorted(earlier, key=lambda one: one.period, reverse=True):
        said = message.text(slot)
        if not is_kept and (not text or said != text):
            break
        text, is_kept, since = text or said, message.nothing_changed, message.period
    return since

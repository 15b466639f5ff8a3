"""Changes of lights, ratings and states of a block."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vrs_tracker.domain.changes.difference import Difference, Weight, because
from vrs_tracker.domain.facts.blocks import BlockReport, Rating
from vrs_tracker.domain.lights import BY_SEVERITY, STATE_LIGHTS
from vrs_tracker.domain.notation import date_de, list_de, quoted
from vrs_tracker.domain.vocabulary.progress import Dimension, Light
from vrs_tracker.domain.vocabulary.reporting import ChangeKind
from vrs_tracker.domain.wording import full_stop

SILENT = "fehlende Meldung, zählt vor Terminverschiebungen ohne Folgen"

_WEIGHTS = {Light.OFF_TRACK: Weight.CRITICAL, Light.AT_RISK: Weight.DEVIATION}


class _Rated(NamedTuple):
    """A dimension before and now."""

    dimension: Dimension
    before: Rating | None
    now: Rating | None

    @property
    def is_changed(self) -> bool:
        return self.lights[0] is not self.lights[1]

    @property
    def lights(self) -> tuple[Light | None, Light | None]:
        before = self.before.reported if self.before else None
        return before, self.now.reported if self.now else None


def worse_weight(old: BlockReport, new: BlockReport) -> Weight | None:
    """Return the weight of a light that became Abweichung or kritisch and was better before."""
    return _weight_if_worse(old.light, new.light)


def comes_from_dates(new: BlockReport) -> bool:
    """Whether a worse light may come from the dates: they carry it, or no dimension does."""
    carrying = [rating.dimension for rating in _ratings(new).values() if rating.reported is new.light]
    return not carrying or Dimension.SCHEDULE in carrying


def light_differences(old: BlockReport, new: BlockReport, *, is_explained: bool) -> Iterator[Difference]:
    """Yield what differs in state, light and ratings.

    A light that only shows the state is told with it. `is_explained` says that a moved date tells already why
    the light became worse.
    """
    rated = _rated(old, new)
    is_said = old.state is not new.state and _shows_state(old, new)
    if old.state is not new.state:
        yield _state_difference(old, new, tells_light=is_said)
    if old.light is not new.light and not is_said:
        yield _light_difference(old, new, rated, is_explained=is_explained)
    elif rated:
        yield _ratings_difference(old, new, rated)


def _weight_if_worse(old: Light | None, new: Light | None) -> Weight | None:
    weight = _WEIGHTS.get(new) if new is not None else None
    if weight is None or (old in BY_SEVERITY and BY_SEVERITY.index(old) >= BY_SEVERITY.index(new)):
        return None
    return weight


def _shows_state(old: BlockReport, new: BlockReport) -> bool:
    return old.light is STATE_LIGHTS.get(old.state) or new.light is STATE_LIGHTS.get(new.state)


def _state_difference(old: BlockReport, new: BlockReport, *, tells_light: bool) -> Difference:
    is_new_light = tells_light and old.light is not new.light and new.light is not STATE_LIGHTS.get(new.state)
    light = f" Der Stand ist jetzt {quoted(new.light.label)}." if is_new_light else ""
    worse = worse_weight(old, new) if is_new_light else None
    return Difference(
        weight=worse or Weight.EXISTENCE,
        kind=ChangeKind.BLOCKS,
        block=new.slug,
        about="state",
        sentence=(
            f"Aus {quoted(old.state.label)} wird {quoted(new.state.label)}."
            f"{because(new.state_reason, is_asked_for=True)}{light}"
        ),
        why=f"jetzt {quoted(new.state.label)}",
    )


def _light_difference(
    old: BlockReport, new: BlockReport, rated: tuple[_Rated, ...], *, is_explained: bool
) -> Difference:
    if new.light is Light.UNKNOWN:  # what an outdated message rates says nothing about now
        last = new.last_message_on
        told = "es liegt noch keine vor" if last is None else f"die letzte ist vom {date_de(last)}"
        sentence = f"{Light.UNKNOWN.label}; {told}."
        weight, why = Weight.SILENCE, SILENT
    else:
        sentence = (
            f"Der Stand ist jetzt {quoted(new.light.label)}, "
            f"im letzten Bericht war er {quoted(old.light.label)}.{_reasons(old.light, new.light, rated)}"
        )
        worse = worse_weight(old, new)
        weight = Weight.CONSEQUENCE if is_explained and worse else worse or Weight.IMPROVEMENT
        why = f"Stand jetzt {quoted(new.light.label)}"
    return Difference(
        weight=weight,
        kind=ChangeKind.LIGHTS,
        block=new.slug,
        about="light",
        sentence=sentence,
        why=why,
    )


def _ratings_difference(old: BlockReport, new: BlockReport, rated: tuple[_Rated, ...]) -> Difference:
    """Tell dimensions that moved while the light of the whole block is not told beside them."""
    verb = "bleibt" if old.light is new.light else "ist"
    is_worse = any(_weight_if_worse(*one.lights) for one in rated)
    names = list_de([one.dimension.label for one in rated])
    return Difference(
        weight=Weight.RATING if is_worse else Weight.IMPROVEMENT,
        kind=ChangeKind.LIGHTS,
        block=new.slug,
        about="ratings",
        sentence=f"{_moves(rated).strip()} Der Stand insgesamt {verb} {quoted(new.light.label)}.",
        why=f"Einschätzung geändert: {names}",
    )


# ---------------------------------------------------------------- the dimensions


def _ratings(block: BlockReport) -> dict[Dimension, Rating]:
    return {rating.dimension: rating for rating in block.update.ratings} if block.update else {}


def _rated(old: BlockReport, new: BlockReport) -> tuple[_Rated, ...]:
    before, now = _ratings(old), _ratings(new)
    every = (_Rated(dimension, before.get(dimension), now.get(dimension)) for dimension in Dimension)
    return tuple(one for one in every if one.is_changed)


def _reasons(old: Light, new: Light, rated: tuple[_Rated, ...]) -> str:
    """Say why a light changed: the dimensions that moved as the block did, then the others."""
    alike = tuple(one for one in rated if one.lights == (old, new))
    why = "".join(f" Grund ({one.dimension.label}): {_reason(one)}" for one in alike if _reason(one))
    others = tuple(one for one in rated if one not in alike or not _reason(one))
    return f"{why}{_moves(others)}"


def _moves(rated: tuple[_Rated, ...]) -> str:
    """Tell each dimension with its light before and now; first and last ratings are gathered."""
    moved = "".join(_move(one.dimension, one.before, one.now) for one in rated if one.before and one.now)
    first = [(one.dimension, one.now) for one in rated if one.now and not one.before]
    last = [(one.dimension, one.before) for one in rated if one.before and not one.now]
    return (
        moved
        + (f" Erstmals eingeschätzt: {_by_light(first)}." if first else "")
        + (f" Nicht mehr eingeschätzt, im letzten Bericht: {_by_light(last)}." if last else "")
    )


def _by_light(rated: Sequence[tuple[Dimension, Rating]]) -> str:
    """Name dimensions with their lights, those of one light together: "Termine und Kosten „planmäßig“"."""
    groups: dict[Light, list[str]] = {}
    for dimension, rating in rated:
        groups.setdefault(rating.reported, []).append(dimension.label)
    return "; ".join(f"{list_de(names)} {quoted(light.label)}" for light, names in groups.items())


def _move(dimension: Dimension, before: Rating, now: Rating) -> str:
    lights = f"jetzt {quoted(now.reported.label)}, im letzten Bericht {quoted(before.reported.label)}"
    return f" {dimension.label}: {lights}.{because(_why(now))}"


def _reason(one: _Rated) -> str:
    return full_stop(_why(one.now)) if one.now and _why(one.now) else ""


def _why(rating: Rating) -> str:
    """The reason of a reported light: that of the rule it follows, or why it differs."""
    reason = rating.proposal_reason if rating.reported is rating.proposed else rating.deviation_reason
    return reason.strip()

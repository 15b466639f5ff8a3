"""The small map of the region: six outlines, each with its name and its value written upon it.

Shades come from the style sheet (`--0` to `--3` of areas and labels); whoever cannot tell them apart reads
the values. The outlines are made by `scripts/district_map.py`.
"""

import json
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from vrs_tracker.domain.chapters.districts import DistrictMap
from vrs_tracker.domain.vocabulary.region import District

_OUTLINES = Path(__file__).with_name("region_stuttgart.json")
_LINE = 42
"""Distance of the two lines of a label in the units of the drawing, which are hundreds of metres."""
_MARGIN = 4


@dataclass(frozen=True, slots=True)
class Outlines:
    """The committed drawing: size, source note, and each district's outline with the place of its label."""

    width: int
    height: int
    source: str
    paths: dict[District, str]
    places: dict[District, tuple[int, int]]


@cache
def outlines() -> Outlines:
    """Read the outlines once per process."""
    found = json.loads(_OUTLINES.read_text("utf-8"))
    districts = {District(code): one for code, one in found["districts"].items()}
    return Outlines(
        width=found["width"],
        height=found["height"],
        source=found["source"],
        paths={district: one["path"] for district, one in districts.items()},
        places={district: tuple(one["label"]) for district, one in districts.items()},
    )


def draw_map(value: DistrictMap) -> str:
    """One SVG element with title and description; the labels lie above all areas."""
    shape = outlines()
    areas = (
        f'<path class="map__area map__area--{value.grades.get(district, 0)}" d="{path}"/>'
        for district, path in shape.paths.items()
    )
    labels = (_label(district, value, shape) for district in shape.paths)
    box = f"{-_MARGIN} {-_MARGIN} {shape.width + 2 * _MARGIN} {shape.height + 2 * _MARGIN}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" role="img" viewBox="{box}">'
        f"<title>{escape(value.title)}</title><desc>{escape(value.alt)}</desc>{''.join(areas)}"
        f"{''.join(labels)}</svg>"
    )


def _label(district: District, value: DistrictMap, shape: Outlines) -> str:
    x, y = shape.places[district]
    return (
        f'<text class="map__label map__label--{value.grades.get(district, 0)}" x="{x}" y="{y}">'
        f'{escape(district.hint)}<tspan class="map__value" x="{x}" dy="{_LINE}">'
        f"{escape(value.labels.get(district, ''))}</tspan></text>"
    )

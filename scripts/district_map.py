"""Make the outlines of the six districts for the small map of the overview, from municipal boundaries.

    python -m scripts.district_map GEOJSON

GEOJSON holds the municipalities with their key as the property `ags`, in WGS 84. Needs shapely 2.1, which the
application itself does not use: the outlines are drawn once and committed. The districts are dissolved and
simplified together, so that neighbours keep one common border; coordinates are whole hundreds of metres.
"""

import json
import math
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely

from vrs_tracker.domain.vocabulary.region import District

TARGET = Path(__file__).resolve().parent.parent / "vrs_tracker" / "web" / "svg" / "region_stuttgart.json"

SOURCE = "© GeoBasis-DE / BKG 2017 (Daten verändert)"
TOLERANCE = 600
"""In metres; finer outlines make the page heavier without telling more."""
UNIT = 100
LATITUDE = math.radians(48.77)
METRES_PER_DEGREE = 111_195
GAP = 40
"""In metres: slits between municipalities up to this width are closed."""
LABELS: dict[str, list[int]] = {
    District.STUTTGART: [316, 344],
    District.BOEBLINGEN: [157, 483],
    District.REMS_MURR: [570, 249],
}
"""Where a name and a value fit best: the roundest room of these three is too narrow for a word."""


def main(geojson: Path) -> None:
    """Read the municipalities, write the outlines."""
    outlines = simplified(dissolved(json.loads(geojson.read_text("utf-8"))))
    left, _, _, top = shapely.GeometryCollection(list(outlines.values())).bounds
    districts = {
        code: {"path": path_of(outline, left, top), "label": LABELS.get(code) or label_of(outline, left, top)}
        for code, outline in sorted(outlines.items())
    }
    width, height = size(list(outlines.values()))
    found = {"source": SOURCE, "width": width, "height": height, "districts": districts}
    TARGET.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")


def dissolved(collection: dict[str, Any]) -> dict[str, shapely.Geometry]:
    """Unite the municipalities of each district, in metres on a plane that fits the region."""
    parts = defaultdict(list)
    for feature in collection["features"]:
        flat = shapely.transform(shapely.geometry.shape(feature["geometry"]), on_plane)
        parts[feature["properties"]["ags"][:5]].append(shapely.buffer(flat, GAP))
    if set(parts) != set(District):
        message = f"districts {sorted(parts)}, wanted {sorted(District)}"
        raise SystemExit(message)
    return {code: largest(shapely.buffer(shapely.union_all(each), -GAP)) for code, each in parts.items()}


def on_plane(coordinates: Any) -> Any:  # noqa: ANN401 - an array of numpy, which comes with shapely
    """Turn degrees into metres; over 100 km the error lies far below the tolerance."""
    return coordinates * (METRES_PER_DEGREE * math.cos(LATITUDE), METRES_PER_DEGREE)


def largest(geometry: shapely.Geometry) -> shapely.Polygon:
    """Return the outline of the largest part: exclaves cannot be seen at this size."""
    return shapely.Polygon(max(shapely.get_parts(geometry), key=shapely.area).exterior)


def simplified(districts: dict[str, shapely.Geometry]) -> dict[str, shapely.Geometry]:
    """Simplify all outlines together."""
    codes = list(districts)
    cleaned = shapely.coverage_clean([districts[code] for code in codes], snapping_distance=4 * GAP)
    return dict(zip(codes, shapely.coverage_simplify(cleaned, TOLERANCE), strict=True))


def path_of(outline: shapely.Geometry, left: float, top: float) -> str:
    """Write the outline as SVG commands: one absolute point, then relative ones."""
    points = [placed(x, y, left, top) for x, y in largest(outline).exterior.coords[:-1]]
    steps = [f"{x - from_x} {y - from_y}" for (from_x, from_y), (x, y) in pairwise(points)]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def label_of(outline: shapely.Geometry, left: float, top: float) -> list[int]:
    """Return the place with the most room around it."""
    centre = shapely.maximum_inscribed_circle(largest(outline)).coords[0]
    return list(placed(centre[0], centre[1], left, top))


def placed(x: float, y: float, left: float, top: float) -> tuple[int, int]:
    """Return a point on the drawing, whose y grows downwards."""
    return round((x - left) / UNIT), round((top - y) / UNIT)


def size(outlines: list[shapely.Geometry]) -> tuple[int, int]:
    """Return width and height of the drawing."""
    left, bottom, right, top = shapely.GeometryCollection(outlines).bounds
    return math.ceil((right - left) / UNIT), math.ceil((top - bottom) / UNIT)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

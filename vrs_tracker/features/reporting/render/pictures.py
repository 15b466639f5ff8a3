"""Charts as pictures, for programs that cannot draw them."""

import json
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from vrs_tracker.domain.charts import Chart
from vrs_tracker.features.reporting.render.press import compiled
from vrs_tracker.web.svg.drawing import PRINT, draw_chart
from vrs_tracker.web.typeface import FONT_FOLDER

DOTS_PER_INCH = 200
_TEMPLATE = """#set page(width: auto, height: auto, margin: 0pt)
#for svg in json(bytes(sys.inputs.job)) { page(image(bytes(svg), format: "svg")) }
"""


def print_pictures(charts: Sequence[Chart]) -> tuple[bytes, ...]:
    """Return each chart as PNG, drawn like in print; raises PrintFailed."""
    if not charts:
        return ()
    with TemporaryDirectory(prefix="vrs-pictures-") as folder:
        root = Path(folder)
        (root / "pictures.typ").write_text(_TEMPLATE, "utf-8")
        order = {
            "main": "pictures.typ",
            "fonts": str(FONT_FOLDER),
            "data": json.dumps([draw_chart(chart, PRINT) for chart in charts]),
            "dots_per_inch": DOTS_PER_INCH,
        }
        pages = json.loads(compiled(json.dumps(order).encode(), root))
    return tuple(b64decode(page) for page in pages)

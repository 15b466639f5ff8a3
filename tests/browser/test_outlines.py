"""What a screen reader offers for moving around stays as it was looked at: landmarks, headings, names.

A change that is meant is looked at and kept like this; the test writes what is missing, and says so once:

    rm tests/browser/snapshots/*.yaml; pytest tests/browser/test_outlines.py
"""

from pathlib import Path

import pytest

from tests.browser.addresses import PUBLISHED, VISITOR
from tests.browser.conftest import VisitorOf
from tests.browser.outlines import outline_of
from tests.browser.visitors import WIDE
from vrs_tracker.seeding.demo.people import EDITING

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize(
    ("name", "who", "path"),
    [
        ("overview", VISITOR, "/"),
        ("block", VISITOR, "/bausteine/aitransform"),
        ("update", EDITING, "/bausteine/ki-ckstart/meldung"),
        ("tasks", EDITING, "/aufgaben"),
        ("report", VISITOR, f"/berichte/{PUBLISHED}"),
        ("report_leaf", VISITOR, f"/berichte/{PUBLISHED}/baustein-aitransform"),
        ("report_read_aloud", VISITOR, f"/berichte/{PUBLISHED}/vorlesen"),
    ],
)
def test_a_page_is_offered_as_it_was_looked_at(visitor_of: VisitorOf, name: str, who: str, path: str) -> None:
    kept = SNAPSHOTS / f"{name}.yaml"
    page = visitor_of(who).open(path)
    page.set_viewport_size(WIDE)
    outline = outline_of(page)
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(outline, "utf-8")
        pytest.fail(f"{kept.name} was missing and is written now: look at it")
    assert outline == kept.read_text("utf-8")

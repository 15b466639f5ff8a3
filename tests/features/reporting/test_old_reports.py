"""A report that was frozen when the product knew less is read for ever, by today's chapters."""

import json
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.domain.golden_payload import GOLDEN
from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import CODE, handed_out
from tests.support.page_client import PageClient
from vrs_tracker.domain.leaves import leaves
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.payload import canonical_json, from_payload, to_payload
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.screens import screens

STORED = sorted(GOLDEN.parent.glob("report_v*.json"))
PAGES = (
    "",
    "/ganz",
    "/projektor",
    "/vorlesen",
    "/ausgaben",
    ".json",
    ".zip",
    ".csv",
    "/vorlesen.txt",
    "/archiv.zip",
)


def stored_report(path: Path) -> CommitteeReport:
    """Return what an old payload says."""
    payload = json.loads(path.read_text(encoding="utf-8"))
    return from_payload(payload["schema_version"], payload)


@ONE_DATABASE
@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_every_page_and_file_of_a_report_frozen_long_ago_opens(
    session: Session, visitor: PageClient, path: Path
) -> None:
    report = stored_report(path)
    handed_out(session, report)
    session.commit()
    printed = document(report)
    anchors = [f"/{leaf.section.anchor}" for leaf in leaves(printed)]
    tables = [f"/projektor/{screen.table.name}" for screen in screens(printed)]
    for end in (*PAGES, *anchors, *tables):
        visitor.get(f"/berichte/{CODE}{end}", status=200)


@ONE_DATABASE
@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_its_numbers_lead_to_the_statements_of_its_own_pages(
    session: Session, visitor: PageClient, path: Path
) -> None:
    report = stored_report(path)
    handed_out(session, report)
    session.commit()
    for number, _ in document(report).sections[0].statements():
        page = visitor.get(f"/berichte/{CODE}/nr/{number}")
        assert number in page.h1
    assert canonical_json(to_payload(report)) + "\n" == path.read_text(encoding="utf-8")

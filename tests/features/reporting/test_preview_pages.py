"""Printing a draft for reading, and finding later what the comments on it mean."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.periods.period_rows import person
from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import CODE, FILED, editor, frozen_value, handed_out, live, opened
from tests.support.page_client import ClientOf
from vrs_tracker.domain.errors import Forbidden, RuleViolations
from vrs_tracker.domain.inputs.periods import NarrativeInput
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.previews import MOST_PREVIEWS, Preview, preview_of
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot
from vrs_tracker.features.periods.actions import write_narrative
from vrs_tracker.features.reporting.actions import remember_preview
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.supplements import ReportPreview

DRAFT, COMPARISON = f"/berichte/{CODE}/entwurf", f"/berichte/{CODE}/entwurf/vergleich"
TEXT = "Die Umsetzung liegt insgesamt im Plan."


def remembered(session: Session, period: ReportingPeriod, *, page: int = 2) -> ReportPreview:
    said = preview_of(document(live(session)), {"einordnung": page})
    return remember_preview(session, period, said, by=editor(session), now=FILED)


def assessed(session: Session, period: ReportingPeriod, text: str = TEXT) -> None:
    new = NarrativeInput(text=text)
    write_narrative(session, period, NarrativeSlot.ASSESSMENT, new, by=editor(session), now=FILED)


def test_before_the_first_print_there_is_nothing_to_compare_with(
    session: Session, client_of: ClientOf
) -> None:
    opened(session)
    session.commit()
    client = client_of(Role.EDITOR)
    assert "noch keine Vorschau gedruckt" in client.get(COMPARISON).text
    assert "noch keine Vorschau gedruckt" in client.get(DRAFT).text


def test_what_has_changed_since_is_shown_with_its_number_and_page(
    session: Session, client_of: ClientOf
) -> None:
    period = opened(session)
    remembered(session, period)
    assessed(session, period)
    session.commit()
    page = client_of(Role.APPROVER).get(COMPARISON)
    assert "Seit dieser Vorschau: 1 Aussage geändert." in page.text
    assert "Geändert: Nummer 2.1.1" in page.all("h2")
    assert "in der Vorschau ab Seite 2" in page.text
    assert f"neu: {TEXT}" in page.text
    assert page.table("Seiten der Vorschau und ihre Abschnitte")[0]["Heute"].endswith("Nummer 2.1.1")


def test_an_older_preview_can_be_chosen(session: Session, client_of: ClientOf) -> None:
    period = opened(session)
    first = remembered(session, period)
    assessed(session, period)
    remembered(session, period)
    session.commit()
    client = client_of(Role.EDITOR)
    assert "Der Entwurf sagt heute dasselbe wie diese Vorschau." in client.get(COMPARISON).text
    assert "1 Aussage geändert" in client.get(f"{COMPARISON}?seit={first.id}").text
    client.get(f"{COMPARISON}?seit={first.id + 999}", status=404)


def test_only_the_newest_previews_are_kept(session: Session) -> None:
    period = opened(session)
    rows = [remembered(session, period).id for _ in range(MOST_PREVIEWS + 2)]
    assert session.scalars(sa.select(ReportPreview.id).order_by(ReportPreview.id)).all() == rows[2:]


def test_a_report_that_is_out_has_no_draft_any_more(session: Session, client_of: ClientOf) -> None:
    period = handed_out(session, frozen_value(live(session)))
    session.commit()
    client = client_of(Role.EDITOR)
    client.get(DRAFT, status=404)
    client.get(COMPARISON, status=404)
    client.post(DRAFT, status=404)
    with pytest.raises(RuleViolations, match="versandfertig"):
        remember_preview(session, period, Preview(statements=()), by=editor(session), now=FILED)


def test_only_those_who_prepare_it_have_previews_remembered(session: Session) -> None:
    period, officer = opened(session), person(session, Role.SESSION_OFFICE)
    with pytest.raises(Forbidden):
        remember_preview(session, period, Preview(statements=()), by=officer, now=FILED)


@ONE_DATABASE
def test_printing_hands_out_the_draft_and_remembers_where_each_section_began(
    session: Session, client_of: ClientOf
) -> None:
    opened(session)
    session.commit()
    client = client_of(Role.EDITOR)
    answer = client.submit(client.get(DRAFT), status=200)
    assert answer.response.mimetype == "application/pdf"
    assert "bericht-2026-H1-entwurf.pdf" in answer.response.headers["Content-Disposition"]
    page = client.get(COMPARISON)
    assert "Der Entwurf sagt heute dasselbe wie diese Vorschau." in page.text
    pages = [row["Beginnt auf"] for row in page.table("Seiten der Vorschau und ihre Abschnitte")]
    assert pages[0] == "Seite 1"
    assert pages == sorted(pages, key=lambda text: int(text.split()[1]))

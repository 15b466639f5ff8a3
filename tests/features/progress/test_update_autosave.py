"""The page of a status update saves itself: what is kept, what is answered, when it stops."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.progress.page_fields import ADDRESS, reported_before, stored
from tests.features.progress.progress_rows import NOW, new_ratings, new_statement, person, with_milestone
from tests.support.page_client import ClientOf, Page
from vrs_tracker.domain.drafts import PROPOSED_ANEW, read_draft
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import Light, UpdateState
from vrs_tracker.features.progress.actions import file_update
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import StatusUpdate

SAVING = f"{ADDRESS}/entwurf"

pytestmark = pytest.mark.usefixtures("stopped_clock")


def said(answer: Page) -> dict[str, object]:
    found: dict[str, object] = answer.response.get_json()
    return found


def test_a_draft_saves_itself_without_a_trace_in_the_history(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    client = client_of(Role.PARTNER, block="ki-xc")
    first = client.post(SAVING, {"achieved": "Angefangen", "version": "0"}, status=200)
    assert (said(first)["said"], said(first)["version"]) == ("Entwurf gespeichert 10:42 Uhr.", 1)
    client.post(SAVING, {"achieved": "Angefangen, mehr", "version": "1"}, status=200)
    update = stored(session, block, period)
    kept = read_draft(update.draft)
    assert kept is not None
    assert (kept.achieved, update.state, update.version) == ("Angefangen, mehr", UpdateState.DRAFT, 2)
    assert session.scalar(sa.select(sa.func.count()).select_from(HistoryEntry)) == 0


def test_what_cannot_be_read_yet_is_named_and_the_rest_is_kept(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    with_milestone(session, block, "Umzug", baseline=date(2026, 10, 1))
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    fields = {name: page.typed(name) for name in ("version", "milestones-0-id", "milestones-0-version")}
    answer = client.post(
        SAVING, fields | {"milestones-0-forecast": "12.1", "headline": "Ein Satz."}, status=200
    )
    assert said(answer)["said"] == "Entwurf gespeichert 10:42 Uhr, noch ohne Umzug, erwartet am."
    kept = read_draft(stored(session, block, period).draft)
    assert kept is not None
    assert kept.headline == "Ein Satz."


def test_the_proposals_follow_what_is_typed(client_of: ClientOf, session: Session, block: Block) -> None:
    with_milestone(session, block, "Baubeginn", baseline=date(2026, 7, 31))
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    fields = {name: page.typed(name) for name in ("version", "milestones-0-id", "milestones-0-version")}
    answer = said(client.post(SAVING, fields | {"milestones-0-forecast": "16.09.2026"}, status=200))
    proposals = answer["proposals"]
    assert isinstance(proposals, dict)
    assert proposals["schedule"] == {
        "light": "at_risk",
        "sentence": (
            "Vorschlag: Abweichung. „Baubeginn“ wird am 16.09.2026 erwartet, 47 Tage nach dem ersten Plan."
        ),
        "follow": "wie vorgeschlagen: Abweichung",
    }
    assert answer["headline"] == "Der Baubeginn verschiebt sich um 47 Tage auf den 16.09.2026."


def test_a_button_judges_what_is_typed_and_stores_nothing(
    client_of: ClientOf, session: Session, block: Block
) -> None:
    with_milestone(session, block, "Baubeginn", baseline=date(2026, 7, 31))
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    typed = {
        "milestones-0-forecast": "16.09.2026",
        "ratings-0-reported": "on_track",
        "headline": "Mein Satz.",
    }
    answer = client.submit(client.get(ADDRESS), typed, button="Vorschlag neu berechnen", status=200)
    assert answer.all("[data-proposal]")[0].startswith(
        "Vorschlag: Abweichung. „Baubeginn“ wird am 16.09.2026"
    )
    assert answer.all('[role="status"]') == [PROPOSED_ANEW]
    assert (answer.typed("ratings-0-reported"), answer.typed("headline")) == ("on_track", "Mein Satz.")
    assert session.scalar(sa.select(sa.func.count()).select_from(StatusUpdate)) == 0


def test_what_was_filed_is_judged_anew_while_it_is_changed(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    with_milestone(session, block, "Baubeginn", baseline=date(2026, 9, 1))
    new = new_statement(ratings=new_ratings(Light.ON_TRACK))
    file_update(session, block, period, new, by=person(session), now=NOW)
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    assert page.html.css_first("[data-ask]") is not None
    fields = {name: page.typed(name) for name in ("version", "milestones-0-id", "milestones-0-version")}
    fields |= {"milestones-0-forecast": "01.02.2027", "vorschlag": "ja"}
    client.browser.environ_base["HTTP_ACCEPT"] = "application/json"
    answer = client.post(ADDRESS, fields, status=200)
    assert said(answer)["said"] == PROPOSED_ANEW
    proposals = said(answer)["proposals"]
    assert isinstance(proposals, dict)
    assert proposals["schedule"]["light"] == "off_track"
    assert stored(session, block, period).version == int(page.typed("version"))


def test_a_date_that_cannot_be_read_is_named_and_the_rest_is_judged(
    client_of: ClientOf, session: Session, block: Block
) -> None:
    with_milestone(session, block, "Baubeginn", baseline=date(2026, 7, 31))
    with_milestone(session, block, "Umzug", baseline=date(2026, 8, 31))
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    typed = {"milestones-0-forecast": "bald", "milestones-1-forecast": "31.12.2026"}
    answer = client.submit(client.get(ADDRESS), typed, button="Vorschlag neu berechnen", status=422)
    assert set(answer.errors) == {"milestones-0-forecast"}
    assert "„Umzug“ wird am 31.12.2026 erwartet" in answer.all("[data-proposal]")[0]


def test_nobody_overwrites_the_draft_of_another(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    mine, other = client_of(Role.PARTNER, block="ki-xc"), client_of(Role.EDITOR)
    other.post(SAVING, {"headline": "Vom Amt.", "version": "0"}, status=200)
    answer = said(mine.post(SAVING, {"headline": "Von mir.", "version": "0"}, status=409))
    assert answer["address"] == ADDRESS
    assert "Ihre Eingaben sind erhalten" in str(answer["said"])
    kept = read_draft(stored(session, block, period).draft)
    assert kept is not None
    assert kept.headline == "Vom Amt."


def test_what_was_filed_is_not_made_a_draft_by_itself(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    file_update(session, block, period, new_statement(), by=person(session), now=NOW)
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    page = client.get(ADDRESS)
    assert page.html.css_first("[data-draft]") is None
    answer = client.post(SAVING, {"headline": "Anders.", "version": page.typed("version")}, status=422)
    assert "„abgegeben, noch nicht bestätigt“" in str(said(answer)["said"])
    assert stored(session, block, period).state is UpdateState.FILED


def test_without_a_half_year_nothing_is_saved(client_of: ClientOf, session: Session, block: Block) -> None:
    reported_before(session, block)
    session.execute(sa.delete(ReportingPeriod).where(ReportingPeriod.year == NOW.year))
    session.commit()
    client = client_of(Role.PARTNER, block="ki-xc")
    answer = client.post(SAVING, {"version": "0"}, status=422)
    assert said(answer)["said"]


def test_a_sign_in_that_has_ended_is_no_answer_of_the_page(client_of: ClientOf, block: Block) -> None:
    client = client_of(Role.PARTNER, block=block.slug)
    client.post("/abmelden")
    answer = client.post(SAVING, {"version": "0"}, status=403)
    assert answer.response.mimetype == "text/html"

"""A button pressed twice, or a page sent again, does one thing and says what it did."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.progress.page_fields import stored
from tests.features.progress.progress_rows import TODAY, add_block, filed, person
from tests.support.page_client import ClientOf
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.features.progress.queries import tasks_for
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block

REVIEW = "/bausteine/ki-xc/meldung/pruefen"

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.mark.parametrize(
    ("button", "fields", "said", "state"),
    [
        ("Meldung bestätigen", {}, "Die Meldung für KI-XC ist bestätigt.", UpdateState.CONFIRMED),
        (
            "Um Überarbeitung bitten",
            {"reason": "Bitte Termin ergänzen."},
            "Für KI-XC ist um Überarbeitung gebeten.",
            UpdateState.RETURNED,
        ),
    ],
)
def test_an_answer_given_twice_is_told_once(
    client_of: ClientOf,
    session: Session,
    block: Block,
    period: ReportingPeriod,
    button: str,
    fields: dict[str, str],
    said: str,
    state: UpdateState,
) -> None:
    filed(session, block, period)
    session.commit()
    client = client_of(Role.APPROVER, key="chief")
    page = client.get(REVIEW)
    first = client.submit(page, fields, button=button)
    assert client.follow(first).all('[role="status"]') == [said]
    again = client.submit(page, fields, button=button)
    assert client.follow(again).all('[role="status"]') == [said]
    assert stored(session, block, period).state is state
    told = sa.select(sa.func.count()).where(HistoryEntry.field == "Stand", HistoryEntry.new == state.label)
    assert session.scalar(told) == 1


def test_nobody_has_the_same_task_twice(session: Session, period: ReportingPeriod) -> None:
    for number, slug in enumerate(("ki-xc", "aivision", "aiexpress"), start=1):
        filed(session, add_block(session, slug, number=number), period, money_change="Die Stadt gibt mehr.")
    everything = person(session, *Role, key="all of it")
    tasks = tasks_for(session, everything, TODAY).tasks
    assert len({task.sentence for task in tasks}) == len(tasks) == 7

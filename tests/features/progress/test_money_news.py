"""What status updates say about money: a task of the budget office until that office has settled it."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.progress.page_fields import stored
from tests.features.progress.progress_rows import (
    LATER,
    NOW,
    add_period,
    filed,
    lead_of,
    new_statement,
    person,
)
from tests.support.page_client import ClientOf
from vrs_tracker.domain.errors import Forbidden
from vrs_tracker.domain.money_news import MONEY_NEWS
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.features.progress.actions import file_update, settle_money_news
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block

MORE = "Die Stadt gibt 0,25 Millionen Euro mehr."
TASK = f"KI-XC meldet für das 1. Halbjahr 2026 geänderte Kosten oder Anteile: „{MORE}“"
DONE = "Als erledigt kennzeichnen"

pytestmark = pytest.mark.usefixtures("stopped_clock")


def test_the_budget_office_books_marks_as_done_and_opens_again(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    filed(session, block, period, money_change=MORE)
    session.commit()
    client = client_of(Role.BUDGET_OFFICER, key="purse")
    page = client.get("/aufgaben")
    assert page.all(".tasks__sentence") == [TASK]
    booking = str(page.html.css_first(".tasks__item a").attributes["href"])  # type: ignore[union-attr] # it is there
    assert client.get(booking).one(".reported dt") == "KI-XC"
    answer = client.follow(client.submit(page, button=DONE))
    assert answer.all('[role="status"]') == [
        "Die gemeldete Änderung der Mittel für KI-XC (1. Halbjahr 2026) ist als erledigt gekennzeichnet."
    ]
    assert answer.all(".tasks__sentence") == []
    assert "KI-XC: gemeldete Änderung der Mittel am 09.07.2026 erledigt." in answer.text
    assert client.get(booking).all(".reported") == []
    again = client.follow(client.submit(answer, button="Wieder öffnen"))
    assert again.all(".tasks__sentence") == [TASK]
    told = session.execute(
        sa.select(HistoryEntry.person_key, HistoryEntry.at, HistoryEntry.new)
        .where(HistoryEntry.field == MONEY_NEWS)
        .order_by(HistoryEntry.id)
    ).all()
    assert [tuple(row) for row in told] == [("purse", NOW, "erledigt"), ("purse", NOW, "offen")]


def test_a_button_pressed_twice_is_told_once(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    filed(session, block, period, money_change=MORE)
    session.commit()
    client = client_of(Role.BUDGET_OFFICER)
    page = client.get("/aufgaben")
    client.submit(page, button=DONE)
    client.submit(page, button=DONE)
    count = sa.select(sa.func.count()).where(HistoryEntry.field == MONEY_NEWS)
    assert session.scalar(count) == 1


def test_the_task_stays_when_the_next_half_year_begins(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    filed(session, block, period, money_change=MORE)
    add_period(session, half=HalfYear(2026, 2), state=PeriodState.COLLECTING)
    session.commit()
    assert client_of(Role.BUDGET_OFFICER).get("/aufgaben").all(".tasks__sentence") == [TASK]


def test_other_words_about_money_are_a_new_task(
    session: Session, block: Block, period: ReportingPeriod
) -> None:
    update = filed(session, block, period, money_change=MORE)
    officer = person(session, Role.BUDGET_OFFICER, key="purse")
    settle_money_news(session, update, is_settled=True, by=officer, now=NOW)
    lead = lead_of(session, block.slug)
    same = new_statement(money_change=MORE, version=update.version)
    file_update(session, block, period, same, by=lead, now=LATER)
    assert stored(session, block, period).money_settled_at == NOW
    other = new_statement(money_change="Der Kreis gibt mehr.", version=update.version)
    file_update(session, block, period, other, by=lead, now=LATER)
    assert stored(session, block, period).money_settled_at is None


def test_settling_is_no_filing_for_the_second_person(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    update = filed(session, block, period, money_change=MORE)
    officer = person(session, Role.BUDGET_OFFICER, key="purse")
    settle_money_news(session, update, is_settled=True, by=officer, now=LATER)
    session.commit()
    page = client_of(Role.APPROVER, key="chief").get("/bausteine/ki-xc/meldung/pruefen")
    assert "es gibt nichts zu vergleichen" in page.text


def test_where_no_money_is_named_nothing_can_be_settled(
    client_of: ClientOf, session: Session, block: Block, period: ReportingPeriod
) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    address = "/bausteine/ki-xc/meldung/2026-H1/mittel"
    client.post(address, status=404)
    client.post("/bausteine/gibt-es-nicht/meldung/2026-H1/mittel", status=404)
    update = filed(session, block, period)
    session.commit()
    client.post(address, status=422)
    with pytest.raises(Forbidden):
        settle_money_news(session, update, is_settled=True, by=lead_of(session, block.slug), now=NOW)

"""Preparing a report: the order on page 1, proposed dates, comments on hints, the sheet of the round."""

import re
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.features.reporting.report_rows import (
    CODE,
    HALF,
    block_of,
    closed,
    frozen,
    frozen_value,
    handed_out,
    live,
    opened,
    released,
    with_session,
)
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.chapters.summary import ordered_changes
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.features.reporting.queries.snapshots import thaw
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.progress import Milestone

PREPARE = f"/berichte/{CODE}/vorbereiten"
ORDER, PROPOSAL = f"/berichte/{CODE}/aenderungen", f"/berichte/{CODE}/aenderungen/vorschlag"


def with_changes(session: Session) -> ReportingPeriod:
    """Open a half-year in which every block stands otherwise than in the published report before it."""
    before = live(session, HALF.shifted(-1))
    done = tuple(replace(block, light=Light.COMPLETED) for block in before.blocks)
    handed_out(session, frozen_value(replace(before, blocks=done)))
    period = opened(session)
    session.commit()
    return period


def on_page_1(page: Page) -> list[str]:
    return page.all("#aenderungen ~ ol .choice__sentence")


def place(client: PageClient, change: str, placing: str, *, status: int = 303) -> Page:
    return client.post(ORDER, {"change": change, "placing": placing}, status=status)


def keys(page: Page) -> list[str]:
    fields = page.html.css('input[name="change"]')
    return list(dict.fromkeys(str(field.attributes["value"]) for field in fields))


# ---------------------------------------------------------------- the order on page 1


def test_each_of_the_leading_changes_says_why_it_ranks_there(session: Session, client_of: ClientOf) -> None:
    with_changes(session)
    page = client_of(Role.EDITOR).get(PREPARE)
    assert len(on_page_1(page)) == 3
    assert all(re.match(r"Rang [1-3]: .+", why) for why in page.all("#aenderungen ~ ol .choice__why"))
    assert "Reihenfolge wie vorgeschlagen." in page.text


def test_a_change_moves_up_and_the_person_lands_there(session: Session, client_of: ClientOf) -> None:
    with_changes(session)
    client = client_of(Role.EDITOR)
    page = client.get(PREPARE)
    first, second, third = on_page_1(page)
    answer = place(client, keys(page)[1], "up")
    assert answer.location == f"{PREPARE}#aenderungen"
    page = client.follow(answer)
    assert page.one(".notice--done") == "Die Reihenfolge ist gespeichert."
    assert on_page_1(page) == [second, first, third]


def test_another_change_takes_the_third_place_and_the_proposal_comes_back(
    session: Session, client_of: ClientOf
) -> None:
    with_changes(session)
    client = client_of(Role.APPROVER)
    page = client.get(PREPARE)
    proposed, known = on_page_1(page), keys(page)
    place(client, known[4], "take")
    page = client.get(PREPARE)
    assert on_page_1(page)[:2] == proposed[:2]
    assert on_page_1(page)[2] not in proposed
    client.submit(page, form=PROPOSAL)
    page = client.get(PREPARE)
    assert on_page_1(page) == proposed
    assert page.html.css(f'form[action="{PROPOSAL}"]') == []


def test_page_1_and_the_frozen_value_follow_the_choice(session: Session, client_of: ClientOf) -> None:
    with_changes(session)
    client = client_of(Role.EDITOR)
    page = client.get(PREPARE)
    place(client, keys(page)[2], "up")
    session.expire_all()
    chosen = on_page_1(client.get(PREPARE))
    assert client.get(f"/berichte/{CODE}").all("#zusammenfassung ol > li")[:3] == chosen
    value = thaw(frozen(session, closed(session)))
    assert [change.sentence for change in ordered_changes(value)[:3]] == [
        sentence.split(": ", 1)[1] for sentence in chosen
    ]


def test_the_choice_ends_with_the_dispatch(session: Session, client_of: ClientOf) -> None:
    with_changes(session)
    client = client_of(Role.EDITOR)
    known = keys(client.get(PREPARE))
    period = closed(session)
    released(session, period, frozen(session, period))
    session.commit()
    page = place(client, known[1], "up", status=422)
    assert page.summary[0].startswith("Der Bericht ist versandfertig, seine Texte stehen fest.")


def test_a_step_without_a_change_is_refused_in_words(session: Session, client_of: ClientOf) -> None:
    with_changes(session)
    page = place(client_of(Role.EDITOR), "", "up", status=422)
    assert page.summary == ["Wählen Sie eine Änderung aus der Liste."]


def test_the_first_report_has_no_changes_to_choose_from(session: Session, client_of: ClientOf) -> None:
    opened(session)
    session.commit()
    page = client_of(Role.EDITOR).get(PREPARE)
    assert "Dies ist der erste Bericht; Veränderungen zeigt der nächste." in page.text


# ---------------------------------------------------------------- dates of the outlook


def test_a_proposed_date_is_accepted_once_and_the_text_stays(session: Session, client_of: ClientOf) -> None:
    opened(session)
    session.add(
        Milestone(
            block_id=block_of(session, "ki-xc").id,
            position=1,
            title="Eröffnung",
            baseline_on=date(2026, 10, 1),
            forecast_on=date(2026, 10, 1),
            provenance=Provenance.ENTERED,
        )
    )
    session.commit()
    client, text = client_of(Role.EDITOR), f"/berichte/{CODE}/texte/outlook"
    client.submit(client.get(text), {"text": "Im Herbst folgt viel."})
    line = client.get(PREPARE).one(".proposals li > span")
    assert line == "01.10.2026: KI-XC (Stuttgart), Eröffnung"
    answer = client.submit(client.get(PREPARE), form=f"/berichte/{CODE}/ausblick")
    page = client.follow(answer)
    assert answer.location == f"{PREPARE}#ausblick"
    assert page.one("#ausblick ~ .written blockquote") == f"Im Herbst folgt viel. {line}"
    assert page.html.css(".proposals") == []


# ---------------------------------------------------------------- hints


def comment_address(page: Page) -> str:
    return str(page.html.css('.hints a[href*="/hinweise/"]')[0].attributes["href"])


def test_a_comment_settles_a_hint_and_holds_on(session: Session, client_of: ClientOf) -> None:
    opened(session)
    session.commit()
    client = client_of(Role.EDITOR)
    address = comment_address(client.get(PREPARE))
    page = client.get(address)
    answer = client.submit(page, {"comment": "Mit dem Träger besprochen."})
    assert answer.location == f"{PREPARE}#pruefung"
    page = client.get(PREPARE)
    assert "1 Hinweis mit Kommentar" in page.all("summary")
    assert "„Mit dem Träger besprochen.“ in diesem Halbjahr" in page.text

    opened(session, HALF.shifted(1))
    session.commit()
    later = client.get(f"/berichte/{HALF.shifted(1).code}/vorbereiten")
    assert "„Mit dem Träger besprochen.“ gilt weiter, seit dem 1. Halbjahr 2026" in later.text


def test_an_empty_comment_opens_the_hint_again(session: Session, client_of: ClientOf) -> None:
    opened(session)
    session.commit()
    client = client_of(Role.EDITOR)
    address = comment_address(client.get(PREPARE))
    client.submit(client.get(address), {"comment": "Ist bekannt."})
    answer = client.submit(client.get(address), {"comment": ""})
    assert client.follow(answer).one(".notice--done") == "Der Hinweis ist wieder offen."
    assert "Hinweis mit Kommentar" not in client.get(PREPARE).text


def test_a_hint_that_is_gone_cannot_be_commented(session: Session, client_of: ClientOf) -> None:
    opened(session)
    session.commit()
    client_of(Role.EDITOR).get(f"/berichte/{CODE}/hinweise/{'0' * 64}", status=404)


# ---------------------------------------------------------------- sheet, session, draft


def test_the_sheet_names_who_owes_what(session: Session, client_of: ClientOf) -> None:
    opened(session)
    session.commit()
    page = client_of(Role.EDITOR).get(f"/berichte/{CODE}/laufzettel")
    assert page.h1 == "Laufzettel, 1. Halbjahr 2026"
    rows = {row["Teil"]: row for row in page.table("Von den Meldungen bis zur Veröffentlichung")}
    assert rows["Meldungen"]["Was vorliegt und was fehlt"].startswith("0 von 11 bestätigt; es fehlen")
    assert rows["Sitzung und Vorlagenkopf"]["Wer"] == "Sitzungsdienst"
    assert "Fehlende Meldungen nach Stelle" in page.all("h2")


@pytest.mark.parametrize("role", [Role.SESSION_OFFICE, Role.AUDITOR])
def test_the_sheet_is_for_those_who_prepare(role: Role, session: Session, client_of: ClientOf) -> None:
    opened(session)
    session.commit()
    client_of(role).get(f"/berichte/{CODE}/laufzettel", status=403)


def test_the_title_block_is_seen_as_it_will_be_printed(session: Session, client_of: ClientOf) -> None:
    period = opened(session)
    with_session(session, period, paper_reference="WIV-12/2026", agenda_item="4")
    session.commit()
    page = client_of(Role.EDITOR).get(PREPARE)
    assert "Nr. WIV-12/2026" in page.text
    assert "23.09.2026, TOP 4, öffentlich, zur Kenntnisnahme" in page.text

"""One form for a resolution with many lines."""

from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import (
    REASON,
    body,
    booked_sum,
    count_rows,
    make_appropriation,
    make_resolution,
    make_sperrvermerk,
)
from tests.features.periods.period_rows import add_period
from tests.features.progress.progress_rows import add_block, filed
from tests.features.record_rows import make_project
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance.queries.rows import drafts, lines_of
from vrs_tracker.tables.finance import BlockRelease, FundingEntry, Resolution

NEW = "/beschluesse/neu"
MORE = "Die Stadt gibt 50.000 Euro mehr."


@pytest.fixture
def client(client_of: ClientOf, session: Session) -> PageClient:
    body(session)
    return client_of(Role.BUDGET_OFFICER)


def typed(session: Session) -> dict[str, str]:
    """What is typed for a resolution without lines."""
    return {
        "body_id": str(body(session).id),
        "decided": "06.05.2026",
        "title": "Förderung von zwei Projekten",
    }


def more_lines(client: PageClient, page: Page, *buttons: str) -> Page:
    for button in buttons:
        page = client.submit(page, button=button, status=200)
    return page


def test_a_resolution_with_many_lines_is_one_form(client: PageClient, session: Session) -> None:
    block = make_project(session, name="Reallabor")
    session.commit()
    page = more_lines(client, client.get(NEW), "Zeile ergänzen", "Zeile ergänzen")
    lines = {
        "entries-0-amount": "600,00",
        "entries-0-block_id": str(block.id),
        "entries-2-amount": "400,00",
        "entries-2-budget_year": "2027",
        "releases-0-amount": "1.000,00",
        "stated_amount": "1.000,00",
    }
    client.submit(page, {**typed(session), **lines}, button="Beschluss erfassen")
    (resolution,) = session.scalars(sa.select(Resolution))
    entries, releases = lines_of(session, resolution)
    assert [(row.amount, row.block_id) for row in entries] == [
        (Decimal(600), block.id),
        (Decimal(400), None),
    ]
    assert [row.amount for row in releases] == [Decimal(1000)]


def test_one_more_line_loses_nothing_and_stores_nothing(client: PageClient, session: Session) -> None:
    page = client.get(NEW)
    fields = {
        "title": "halb fertig <b>",
        "decided": "06.05.",
        "entries-0-amount": "12.50",
        "entries-0-note": "x",
    }
    more = client.submit(page, fields, button="Zeile ergänzen", status=200)
    for name, value in fields.items():
        assert more.typed(name) == value
    assert more.typed("entries-1-amount") == ""
    assert more.errors == {}
    again = client.submit(more, {"entries-1-note": "y"}, button="Freigabe ergänzen", status=200)
    assert (again.typed("entries-1-note"), again.typed("releases-1-amount")) == ("y", "")
    assert count_rows(session, Resolution) == 0


def test_nobody_needs_more_than_a_hundred_lines(client: PageClient) -> None:
    page = client.get(NEW)
    fields = {"tun": "zeile", **{f"entries-{index}-amount": "1" for index in range(100)}}
    answer = client.post(NEW, fields, status=200)
    assert len(answer.html.css('[name$="-amount"][name^="entries-"]')) == 100
    assert len(page.html.css('[name$="-amount"][name^="entries-"]')) == 1


def test_a_mistake_in_a_line_is_said_at_that_line(client: PageClient, session: Session) -> None:
    page = more_lines(client, client.get(NEW), "Zeile ergänzen", "Zeile ergänzen")
    lines = {
        "entries-1-amount": "0,00",
        "entries-2-note": "ohne Betrag",
        "releases-0-amount": "1e3",
    }
    answer = client.submit(page, {**typed(session), **lines}, button="Beschluss erfassen", status=422)
    assert answer.errors["entries-2-amount"] == "Geben Sie den Betrag ein."
    assert set(answer.errors) == {"entries-2-amount", "releases-0-amount"}
    better = client.submit(
        answer,
        {"entries-2-amount": "5,00", "releases-0-amount": "", "entries-2-budget_year": "1800"},
        button="Beschluss erfassen",
        status=422,
    )
    assert set(better.errors) == {"entries-1-amount", "entries-2-budget_year"}
    assert count_rows(session, Resolution) == 0


def test_lines_that_miss_the_stated_sum_are_explained_or_corrected(
    client: PageClient, session: Session
) -> None:
    fields = {**typed(session), "stated_amount": "700,00", "entries-0-amount": "600,00"}
    answer = client.submit(client.get(NEW), fields, button="Beschluss erfassen", status=422)
    assert "der Beschluss nennt 700,00" in answer.errors["difference_explained"]
    client.submit(answer, {"difference_explained": "Der dritte Betrag folgt."}, button="Beschluss erfassen")
    assert booked_sum(session, FundingEntry) == 600


def test_a_resolution_that_breaks_a_rule_of_sums_asks_once(client: PageClient, session: Session) -> None:
    fields = {**typed(session), "entries-0-amount": "600,00", "releases-0-amount": "500,00"}
    asked = client.submit(client.get(NEW), fields, button="Beschluss erfassen", status=422)
    assert "die freigegebenen Mittel von 500,00 € um 100,00 €." in asked.errors["exception_reason"]
    answer = client.submit(asked, {"exception_reason": REASON}, button="Beschluss erfassen")
    assert "warten zusammen auf die zweite Person" in client.follow(answer).text
    assert (len(drafts(session, FundingEntry)), booked_sum(session, BlockRelease)) == (1, Decimal(0))


def test_the_lines_of_a_resolution_can_stay_drafts(client: PageClient, session: Session) -> None:
    fields = {**typed(session), "entries-0-amount": "600,00"}
    client.submit(client.get(NEW), fields, button="Entwurf speichern")
    assert (len(drafts(session, FundingEntry)), booked_sum(session, FundingEntry)) == (1, Decimal(0))


def test_a_resolution_lifts_a_sperrvermerk_by_form(client: PageClient, session: Session) -> None:
    block = make_sperrvermerk(session, make_appropriation(session))
    session.commit()
    fields = {**typed(session), "releases-0-amount": "2.000,00", "releases-0-budget_block_id": str(block.id)}
    client.submit(client.get(NEW), fields, button="Beschluss erfassen")
    (release,) = session.scalars(sa.select(BlockRelease))
    assert release.budget_block_id == block.id


def test_the_same_post_twice_gives_one_resolution(client: PageClient, session: Session) -> None:
    page = client.get(NEW)
    for _ in range(2):
        client.submit(page, {**typed(session), "entries-0-amount": "600,00"}, button="Beschluss erfassen")
    assert (count_rows(session, Resolution), count_rows(session, FundingEntry)) == (1, 1)


def test_a_resolution_is_corrected_and_two_editors_see_both_versions(
    client: PageClient, client_of: ClientOf, session: Session
) -> None:
    resolution = make_resolution(session)
    session.commit()
    address = f"/beschluesse/{resolution.id}/bearbeiten"
    deputy = client_of(Role.BUDGET_OFFICER, key="deputy")
    opened = deputy.get(address)
    client.submit(client.get(address), {"document": "Vorlage 12/2026", "content": "Zwei Projekte."})
    clash = deputy.submit(opened, {"document": "Vorlage 13/2026"}, status=409)
    both = {row["Angabe"]: row["jetzt gespeichert"] for row in clash.table("Beide Fassungen nebeneinander")}
    assert both == {"Dokument": "Vorlage 12/2026", "Inhalt": "Zwei Projekte."}
    deputy.submit(clash)
    session.expire_all()
    assert (resolution.document, resolution.summary) == ("Vorlage 13/2026", "")


def test_a_text_that_is_too_long_is_said_at_its_field(client: PageClient, session: Session) -> None:
    resolution = make_resolution(session)
    session.commit()
    page = client.get(f"/beschluesse/{resolution.id}/bearbeiten")
    answer = client.submit(page, {"content": "x" * 10_001, "title": ""}, status=422)
    assert set(answer.errors) == {"content", "title"}


def test_other_roles_are_told_who_records_resolutions(client_of: ClientOf) -> None:
    assert "Haushaltsstelle" in client_of(Role.EDITOR).get(NEW, status=403).text


def test_an_unknown_resolution_is_not_found(client: PageClient) -> None:
    client.get("/beschluesse/4711/bearbeiten", status=404)


def test_the_sum_of_the_lines_is_said_at_a_press_and_nothing_is_lost(
    client: PageClient, session: Session
) -> None:
    page = more_lines(client, client.get(NEW), "Zeile ergänzen")
    assert page.one("#summe") == "Noch ist kein Betrag eingetragen."
    fields = {"stated_amount": "1.000,00", "entries-0-amount": "600,00", "entries-1-amount": "300,00"}
    looked = client.submit(page, fields, button="Summe prüfen", status=200)
    assert looked.one("#summe") == (
        "Die Zeilen ergeben zusammen 900,00 €. Das sind 100,00 € weniger, als der Beschluss nennt."
    )
    assert looked.typed("entries-1-amount") == "300,00"
    better = client.submit(looked, {"entries-1-amount": "400,00"}, button="Summe prüfen", status=200)
    assert better.one("#summe").endswith("Das stimmt mit der Summe laut Beschluss überein.")
    assert count_rows(session, Resolution) == 0


def test_the_new_line_has_the_focus(client: PageClient) -> None:
    page = more_lines(client, client.get(NEW), "Zeile ergänzen", "Freigabe ergänzen")
    (focused,) = page.html.css("main form [autofocus]")
    assert focused.attributes["id"] == "releases-1"


@pytest.mark.parametrize("path", [NEW, "/finanzen/buchungen/neu"])
def test_enter_keeps_a_draft_and_adds_no_line(client: PageClient, path: str) -> None:
    first = client.get(path).html.css_first("main form.form button")
    assert first is not None
    assert (first.attributes["name"], first.attributes["value"]) == ("tun", "entwurf")
    assert "hidden" in first.attributes


def test_changes_of_money_in_status_updates_stand_beside_the_form(
    client: PageClient, session: Session
) -> None:
    filed(session, add_block(session), add_period(session), money_change=MORE)
    session.commit()
    for path in (NEW, "/finanzen/buchungen/neu"):
        page = client.get(path)
        assert page.one(".reported dt") == "KI-XC"
        assert page.one(".reported dd") == (
            f"{MORE} Gemeldet für das 1. Halbjahr 2026 von: Geschäftsstelle, noch nicht bestätigt"
        )
    assert client.get("/finanzen/freigabe/neu").all(".reported") == []

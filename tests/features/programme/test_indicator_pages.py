"""Pages of the indicators: what is agreed is listed, agreed anew, ended, taken back, taken away as a file."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.features.record_rows import LATER, NOW, make_project, person
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.inputs.indicators import TargetEdit, TargetInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import IndicatorKind
from vrs_tracker.features.programme.actions import add_indicator, change_target
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import IndicatorTarget

LIST = "/bausteine/projekt/kennzahlen"
TABLE = "Vereinbarte Kennzahlen"


@pytest.fixture
def project(session: Session) -> Block:
    """Give a project."""
    found = make_project(session, name="Projekt")
    session.commit()
    return found


def agreed(session: Session, project: Block) -> IndicatorTarget:
    new = TargetInput(baseline=Decimal(2), target=Decimal(12))
    row = add_indicator(session, project, IndicatorKind.EVENTS, new, by=person(session), now=NOW)
    session.commit()
    return row


@pytest.mark.usefixtures("project")
def test_a_block_without_indicators_says_so_and_leads_on(client_of: ClientOf) -> None:
    page = client_of(Role.EDITOR).get(LIST)
    assert "noch keine Kennzahl vereinbart" in page.text
    assert page.html.css_first(f'a[href="{LIST}/neu"]') is not None


@pytest.mark.usefixtures("project")
def test_an_indicator_is_agreed_by_form(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    typed = {
        "kind": "events",
        "baseline": "2",
        "target": "12,5",
        "target_on": "31.12.2027",
        "source": "Zuwendungsbescheid, Nr. 3",
    }
    page = client.follow(client.submit(client.get(f"{LIST}/neu"), typed))
    (row,) = page.table(TABLE)
    assert (row["Kennzahl"], row["Ausgangswert"], row["Ziel"]) == ("Veranstaltungen", "2", "12,5")
    assert (row["Ziel bis"], row["Ist"], row["Quelle"]) == (
        "31.12.2027",
        "keine Angabe",
        "Zuwendungsbescheid, Nr. 3",
    )
    again = client.get(f"{LIST}/neu")
    assert again.html.css_first('input[name="kind"][value="events"]') is None


@pytest.mark.usefixtures("project")
def test_everything_typed_stays_after_a_mistake(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    typed = {"baseline": "zwölf", "target_on": "31.12.2027", "source": "x"}
    answer = client.submit(client.get(f"{LIST}/neu"), typed, status=422)
    assert answer.errors["kind"] == "Wählen Sie, was gezählt wird."
    assert set(answer.errors) == {"kind", "baseline"}
    assert (answer.typed("baseline"), answer.typed("target_on")) == ("zwölf", "31.12.2027")


@pytest.mark.usefixtures("project")
def test_the_same_post_twice_agrees_once(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    page = client.get(f"{LIST}/neu")
    for _ in range(2):
        client.submit(page, {"kind": "events", "target": "12"})
    assert len(client.get(LIST).table(TABLE)) == 1


def test_a_target_changes_with_a_reason_and_the_way_back(
    client_of: ClientOf, session: Session, project: Block
) -> None:
    row, client = agreed(session, project), client_of(Role.EDITOR)
    refused = client.submit(client.get(f"{LIST}/{row.id}"), {"target": "15"}, status=422)
    assert refused.errors["reason"].endswith("weil sich etwas Vereinbartes ändert.")
    client.submit(refused, {"reason": "Zweiter Bescheid."})
    assert "„Ziel“ von 12 auf 15 geändert. Grund: Zweiter Bescheid." in _take_back(client, row)
    session.expire_all()
    assert row.target == Decimal(12)


def test_an_indicator_ends_and_that_is_taken_back(
    client_of: ClientOf, session: Session, project: Block
) -> None:
    row, client = agreed(session, project), client_of(Role.APPROVER)
    address = f"{LIST}/{row.id}/beenden"
    assert set(client.submit(client.get(address), {}, status=422).errors) == {"reason"}
    client.submit(client.get(address), {"reason": "Wird nicht mehr erhoben."})
    page = client.get(LIST)
    assert page.table(TABLE)[0]["Stand"].startswith("beendet am")
    assert page.html.css_first(f'a[href="{LIST}/{row.id}"]') is None
    closed = client.submit(client.get(f"{LIST}/{row.id}"), {"target": "3"}, status=422)
    assert "Diese Kennzahl ist beendet." in closed.text
    assert "Wird nicht mehr erhoben." in _take_back(client, row)
    assert client.get(LIST).table(TABLE)[0]["Stand"] == "wird gezählt"


def _take_back(client: PageClient, row: IndicatorTarget) -> str:
    """Take back the newest change of an indicator; return what its history said before."""
    history = client.get(f"/verlauf/indicator_target/{row.id}")
    way = history.html.css_first('a[href$="/zuruecknehmen"]')
    assert way is not None
    client.submit(client.get(way.attributes["href"] or ""), {"reason": "Irrtum"})
    return history.text


def test_the_second_of_two_editors_sees_both_versions(
    client_of: ClientOf, session: Session, project: Block
) -> None:
    row, client = agreed(session, project), client_of(Role.EDITOR)
    page = client.get(f"{LIST}/{row.id}")
    new = TargetEdit(baseline=Decimal(2), target=Decimal(20), reason="Zweiter Bescheid")
    change_target(session, row, new, by=person(session), now=LATER)
    session.commit()
    clash = client.submit(page, {"target": "15", "reason": "Dritter"}, status=409)
    both = {each["Angabe"]: each for each in clash.table("Beide Fassungen nebeneinander")}
    assert (both["Ziel"]["jetzt gespeichert"], clash.typed("target")) == ("20", "15")


def test_staff_read_and_only_the_office_writes(client_of: ClientOf, session: Session, project: Block) -> None:
    row = agreed(session, project)
    page = client_of(Role.AUDITOR).get(LIST)
    assert page.html.css_first(f'a[href="/verlauf/indicator_target/{row.id}"]') is not None
    assert page.html.css_first(f'a[href="{LIST}/neu"]') is None
    client_of(Role.PARTNER, block="projekt").get(LIST, status=403)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_table_is_taken_away_as_a_file(
    client_of: ClientOf, session: Session, project: Block, form: str
) -> None:
    agreed(session, project)
    answer = client_of(Role.AUDITOR).get(f"{LIST}?tabelle=kennzahlen&format={form}")
    assert "kennzahlen" in answer.response.headers["Content-Disposition"]
    if form == "csv":
        assert "Veranstaltungen;2;12;" in answer.response.get_data(as_text=True)


@pytest.mark.parametrize("page", ["kennzahlen", "kennzahlen/neu", "kennzahlen/1", "kennzahlen/1/beenden"])
def test_an_unknown_block_is_not_found(client_of: ClientOf, page: str) -> None:
    client_of(Role.EDITOR).get(f"/bausteine/gibt-es-nicht/{page}", status=404)

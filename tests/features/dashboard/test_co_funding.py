"""The watch over co-funding, and the what-if beside it."""

from collections.abc import Mapping

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.domain.cofunding_values import given, make_cap, make_rule, make_ruled
from tests.features.reporting.report_rows import frozen_value, handed_out
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.cofunding.leverage import DEFINITION
from vrs_tracker.domain.lists.what_if import MARK
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Degree, Payer, Stage
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.tables import Base

PAGE, WHAT_IF = "/finanzen/gemeinsame-foerderung", "/finanzen/was-waere-wenn"
SHARES = "Verbindlichkeit der Anteile in Mio. €, Stand 30.06.2026"
RULES = "Regeln je Baustein und Stufe in Mio. €, Stand 30.06.2026"
TYPED = {
    "moves-0-source": "aitransform|vrs|committed|2026",
    "moves-0-amount": "1.000.000,00",
    "moves-0-block": "maikerspace",
    "moves-0-payer": "",
    "moves-0-year": "2027",
}


def pledged_and_granted() -> CommitteeReport:
    town = given("5", Payer.MUNICIPALITY, Stage.EARMARKED, degree=Degree.PLEDGED)
    return make_ruled(given("5"), town, rules=(make_rule(), make_cap()))


def shown(session: Session, report: CommitteeReport) -> None:
    handed_out(session, frozen_value(report))
    session.commit()


@pytest.fixture
def page(session: Session, visitor: PageClient) -> Page:
    shown(session, pledged_and_granted())
    return visitor.get(PAGE)


def all_rows(session: Session) -> Mapping[str, int]:
    """Count the rows of every table."""
    return {
        table.name: session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


def test_a_warning_leads_to_its_block_and_its_rule(page: Page) -> None:
    (warning,) = page.all("#warnungen ~ .findings li")
    assert warning.startswith("Gegenfinanzierung nicht beschlossen. AITransform (Böblingen): Regional sind")
    links = [str(link.attributes["href"]) for link in page.html.css(".findings a")]
    assert links == ["/bausteine/aitransform", "/finanzen/foerderregeln#regel-1"]


def test_each_share_shows_how_binding_it_is(page: Page) -> None:
    rows = [row for row in page.table(SHARES) if row["Geldgeber"] == "kommunal"]
    assert ("5,97", "5,00", "kein Betrag") in {
        (row["Geplant"], row["Zugesagt"], row["Beschlossen"]) for row in rows
    }


def test_each_rule_says_where_it_is_kept(page: Page) -> None:
    rows = {row["Baustein"]: row for row in page.table(RULES) if "Bewilligt" in row}
    assert rows["AITransform (Böblingen)"]["Bewilligt"] == "eingehalten"
    assert rows["mAIkerSpace (Ditzingen)"]["Geplant"] == "vor der Regel"


def test_one_choice_narrows_both_tables(page: Page, visitor: PageClient) -> None:
    assert page.table(RULES)
    found = visitor.get(f"{PAGE}?baustein=maikerspace")
    assert [row["Geldgeber"] for row in found.table(SHARES) if "Beleg" in row] == ["regional", "privat"]
    assert "AITransform" not in str(found.table(RULES))
    assert (
        "Zu dieser Auswahl gibt es kein Urteil."
        in visitor.get(f"{PAGE}?baustein=aivision&ergebnis=kept").text
    )


def test_a_choice_by_outcome_keeps_the_shares_of_its_blocks(page: Page, visitor: PageClient) -> None:
    assert page.table(SHARES)
    found = visitor.get(f"{PAGE}?ergebnis=kept")
    assert [row["Geldgeber"] for row in found.table(SHARES) if "Beleg" in row] == ["regional", "kommunal"]


def test_the_leverage_never_stands_without_its_definition(page: Page) -> None:
    assert DEFINITION in page.text
    assert "Von anderen Geldgebern ist noch kein Beschluss erfasst" in page.text


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("table", ["verbindlichkeit", "regeln"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_each_table_can_be_taken_away(visitor: PageClient, table: str, form: str) -> None:
    assert visitor.get(f"{PAGE}?tabelle={table}&format={form}").status == 200


def test_without_rules_and_money_the_page_says_so(session: Session, visitor: PageClient) -> None:
    assert "noch nicht" in visitor.get(PAGE).text
    shown(session, make_ruled(rules=()))
    found = visitor.get(PAGE)
    assert found.one(".headline") == "Zur gemeinsamen Förderung gibt es zurzeit keine Warnung."
    assert "Regeln der gemeinsamen Förderung sind noch nicht erfasst." in found.text


def test_the_what_if_sets_its_result_beside_today_and_stores_nothing(
    session: Session, client_of: ClientOf
) -> None:
    shown(session, pledged_and_granted())
    client = client_of(Role.BUDGET_OFFICER)
    empty = client.get(WHAT_IF)
    before = all_rows(session)
    found = client.submit(empty, TYPED, button="Rechnen", status=200)
    assert all_rows(session) == before
    assert found.one(".what-if__mark") == MARK
    (row,) = found.table("Regeln, deren Ergebnis sich ändert")
    assert (row["Baustein"], row["Stufe"]) == ("mAIkerSpace (Ditzingen)", "bewilligt")
    assert found.typed("moves-0-amount") == "1.000.000,00"
    assert client.get(WHAT_IF).typed("moves-0-amount") == ""


def test_one_more_line_keeps_what_was_typed(session: Session, client_of: ClientOf) -> None:
    shown(session, pledged_and_granted())
    client = client_of(Role.BUDGET_OFFICER)
    found = client.submit(client.get(WHAT_IF), TYPED, button="Verschiebung ergänzen", status=200)
    assert found.typed("moves-0-amount") == "1.000.000,00"
    assert found.typed("moves-1-amount") == ""


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({**TYPED, "moves-0-amount": ""}, "moves-0-amount"),
        ({**TYPED, "moves-0-source": ""}, "moves-0-source"),
        ({**TYPED, "moves-0-amount": "9.000.000,00"}, "moves-0-amount"),
        ({**TYPED, "moves-0-block": "", "moves-0-year": ""}, "moves-0-block"),
    ],
    ids=["no amount", "no source", "more than there is", "nowhere else"],
)
def test_what_cannot_be_moved_says_so_at_its_field(
    session: Session, client_of: ClientOf, typed: Mapping[str, str], field: str
) -> None:
    shown(session, pledged_and_granted())
    client = client_of(Role.BUDGET_OFFICER)
    refused = client.submit(client.get(WHAT_IF), dict(typed), button="Rechnen", status=422)
    assert list(refused.errors) == [field]


def test_an_empty_what_if_asks_for_an_amount(session: Session, client_of: ClientOf) -> None:
    shown(session, pledged_and_granted())
    client = client_of(Role.BUDGET_OFFICER)
    refused = client.submit(client.get(WHAT_IF), {}, button="Rechnen", status=422)
    assert refused.summary == ["Verschieben Sie mindestens einen Betrag."]


def test_before_the_first_report_there_is_nothing_to_move(client_of: ClientOf) -> None:
    assert client_of(Role.BUDGET_OFFICER).get(WHAT_IF).h1 == "Was wäre, wenn?"

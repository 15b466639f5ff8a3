"""Rules of co-funding: recorded with their source, replaced, ended; read by everybody."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.features.finance.cofunding_rows import CAP_OF_A_CALL, RULE
from tests.features.finance.money_rows import officer
from tests.features.record_rows import LATER, NOW, broken_fields, person, remembered
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.errors import Conflict, Forbidden, RuleViolations
from vrs_tracker.domain.inputs.cofunding import RuleEnding
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance.actions import add_rule, end_rule
from vrs_tracker.features.finance.queries.rules import list_rules, rule_value
from vrs_tracker.trail.versions import version_of

LIST = "/finanzen/foerderregeln"
TYPED = {
    "kind": "regional_share_max",
    "rule_name": "Regional höchstens die Hälfte",
    "share_percent": "50",
    "valid_from": "01.01.2026",
    "source": "Beschluss des zuständigen Gremiums",
}


def test_a_rule_is_recorded_with_its_source_and_told(session: Session) -> None:
    row = add_rule(session, RULE, by=officer(session), now=NOW)
    assert rule_value(row).source == "GRDrs 1491/2023"
    (entry,) = remembered(session, "funding_rule", row.id)
    assert entry.new == "Kommune zahlt mindestens so viel wie die Region, ab 01.11.2023"


def test_a_repeated_post_records_a_rule_once(session: Session) -> None:
    first = add_rule(session, replace(RULE, post_key="einmal"), by=officer(session), now=NOW)
    assert add_rule(session, replace(RULE, post_key="einmal"), by=officer(session), now=NOW) is first


def test_a_rule_that_is_replaced_ends_the_day_before(session: Session) -> None:
    first = add_rule(session, RULE, by=officer(session), now=NOW)
    add_rule(session, replace(RULE, valid_from=date(2027, 1, 1)), by=officer(session), now=NOW)
    assert first.valid_until == date(2026, 12, 31)
    assert [row.valid_from.year for row in list_rules(session)] == [2023, 2027]


def test_two_rules_of_a_kind_never_hold_on_the_same_day(session: Session) -> None:
    add_rule(session, replace(RULE, valid_until=date(2026, 12, 31)), by=officer(session), now=NOW)
    with pytest.raises(RuleViolations) as refused:
        add_rule(session, replace(RULE, valid_from=date(2026, 7, 1)), by=officer(session), now=NOW)
    assert broken_fields(refused.value) == {"valid_from"}
    add_rule(session, replace(RULE, valid_from=date(2027, 1, 1)), by=officer(session), now=NOW)


def test_calls_have_caps_of_their_own_beside_one_another(session: Session) -> None:
    add_rule(session, CAP_OF_A_CALL, by=officer(session), now=NOW)
    add_rule(session, replace(CAP_OF_A_CALL, name="Aufruf 2025"), by=officer(session), now=NOW)
    assert [row.valid_until for row in list_rules(session)] == [None, None]


def test_the_end_of_a_rule_is_told_with_its_reason(session: Session) -> None:
    row = add_rule(session, RULE, by=officer(session), now=NOW)
    ending = RuleEnding(valid_until=date(2026, 12, 31), reason="Neue Richtlinie.")
    end_rule(session, row, ending, by=officer(session), now=LATER)
    assert row.valid_until == date(2026, 12, 31)
    end_rule(session, row, ending, by=officer(session), now=LATER)
    assert [entry.reason for entry in remembered(session, "funding_rule", row.id)] == ["", "Neue Richtlinie."]


def test_who_was_slower_learns_that_the_rule_has_changed(session: Session) -> None:
    row = add_rule(session, RULE, by=officer(session), now=NOW)
    seen = version_of(session, row)
    first = RuleEnding(valid_until=date(2026, 12, 31), reason="Neue Richtlinie.", version=seen)
    end_rule(session, row, first, by=officer(session), now=LATER)
    with pytest.raises(Conflict):
        end_rule(session, row, first, by=officer(session), now=LATER)


def test_only_the_budget_office_changes_rules(session: Session) -> None:
    editor = person(session, Role.EDITOR)
    with pytest.raises(Forbidden):
        add_rule(session, RULE, by=editor, now=NOW)
    row = add_rule(session, RULE, by=officer(session), now=NOW)
    with pytest.raises(Forbidden):
        end_rule(session, row, RuleEnding(valid_until=date(2026, 12, 31)), by=editor, now=NOW)


def test_everybody_reads_the_rules_with_their_days_and_sources(session: Session, visitor: PageClient) -> None:
    assert visitor.get(LIST).one(".empty") == "Regeln der gemeinsamen Förderung sind noch nicht erfasst."
    add_rule(session, RULE, by=officer(session), now=NOW)
    session.commit()
    page = visitor.get(LIST)
    (row,) = page.table("Regeln der gemeinsamen Förderung")
    assert (row["Ab"], row["Bis"], row["Quelle"]) == ("01.11.2023", "ohne Ende", "GRDrs 1491/2023")
    assert "Regel beenden" not in page.text
    assert visitor.get(f"{LIST}?tabelle=foerderregeln&format=csv").status == 200


def test_the_budget_office_records_and_ends_a_rule_by_form(client_of: ClientOf) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    answer = client.submit(client.get(f"{LIST}/neu"), TYPED, button="Regel erfassen")
    page = client.follow(answer)
    (row,) = page.table("Regeln der gemeinsamen Förderung")
    assert row["Grenze"] == "höchstens 50,0 % regional"
    address = next(
        str(link.attributes["href"]) for link in page.html.css("main a") if "beenden" in str(link.attributes)
    )
    typed = {"valid_until": "31.12.2026", "reason": "Neue Richtlinie."}
    ended = client.follow(client.submit(client.get(address), typed, button="Ende speichern"))
    assert ended.table("Regeln der gemeinsamen Förderung")[0]["Bis"] == "31.12.2026"


def test_a_rule_without_its_limit_is_refused_at_the_field(client_of: ClientOf) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    page = client.submit(
        client.get(f"{LIST}/neu"), {**TYPED, "share_percent": ""}, button="Regel erfassen", status=422
    )
    assert "share_percent" in page.errors

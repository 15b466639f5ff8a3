"""What the demonstration shows beside its reports: the running half-year, the accounts, the marks."""

import csv
import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.seeding.demo_database import TODAY, live, moment
from vrs_tracker.domain.checks.rule import Situation
from vrs_tracker.domain.checks.texts import RULES as TEXT_RULES
from vrs_tracker.domain.lights import overdue_days
from vrs_tracker.domain.money import total
from vrs_tracker.domain.vocabulary.budget import ConfirmationCause
from vrs_tracker.domain.vocabulary.cofunding import ImportState
from vrs_tracker.domain.vocabulary.money import Provenance, Stage
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.features.accounts.queries import acting_person, find_account
from vrs_tracker.features.exchange.queries.imports import RowsOfFile, list_imports, rows_of_file
from vrs_tracker.features.finance.queries.confirmations import decided_requests, open_requests
from vrs_tracker.features.finance.queries.rows import booked_rows, drafts
from vrs_tracker.features.periods.queries import find_period
from vrs_tracker.features.progress.queries import update_states
from vrs_tracker.paths import bundled
from vrs_tracker.seeding.demo import ACCOUNTS, kept_password
from vrs_tracker.seeding.demo.calendar import Calendar
from vrs_tracker.seeding.holdings import Holdings, holdings_of
from vrs_tracker.tables import Base
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.progress import StatusUpdate

TABLES = sorted((bundled("seed_data") / "demo").glob("*.csv"))
FACTS = frozenset(
    {
        *("motion", "signatory", "mandate", "motion_statement", "baseline_row", "block_alias"),
        *("municipality", "organisation", "resolution"),
        *("cooperative_name", "cooperative_member", "cooperative_contribution", "cooperative_fact"),
    }
)
"""Tables that hold nothing invented."""


def running(demo: Session, calendar: Calendar) -> ReportingPeriod:
    period = find_period(demo, calendar.half(0))
    assert period is not None
    return period


# ---------------------------------------------------------------- the running half-year


def test_updates_are_confirmed_filed_returned_drafted_and_missing(demo: Session, calendar: Calendar) -> None:
    states = {standing.slug: standing.state for standing in update_states(demo, running(demo, calendar))}
    assert {slug: state for slug, state in states.items() if state} == {
        "ki-xc": UpdateState.RETURNED,
        "ki-im-bau": UpdateState.CONFIRMED,
        "aitransform": UpdateState.FILED,
        "aivision": UpdateState.CONFIRMED,
        "maikerspace": UpdateState.DRAFT,
        "innovation-center-fellbach": UpdateState.CONFIRMED,
    }
    missing = [
        standing.slug for standing in update_states(demo, running(demo, calendar)) if standing.is_missing
    ]
    assert {"ki-ckstart", "aiexpress", "hive-goeppingen"} < set(missing)


def test_the_returned_update_says_what_is_missing(demo: Session, calendar: Calendar) -> None:
    standings = update_states(demo, running(demo, calendar))
    [reason] = [standing.return_reason for standing in standings if standing.state is UpdateState.RETURNED]
    assert reason == "Bitte Termin ergänzen."


def test_one_milestone_is_late_today(demo: Session, calendar: Calendar) -> None:
    late = {
        (block.slug, milestone.title): overdue_days(milestone, TODAY)
        for block in live(demo, calendar).all_blocks()
        for milestone in block.milestones
        if overdue_days(milestone, TODAY)
    }
    assert late == {("ki-ckstart", "Zuschlag"): 12}


def test_a_large_payment_waits_for_a_second_person(demo: Session) -> None:
    (asked,) = open_requests(demo)
    assert [line.amount for line in asked.lines] == [200000]
    assert asked.causes == (ConfirmationCause.LARGE_AMOUNT.label,)


def test_an_exception_was_confirmed_by_another_office_and_is_told(demo: Session) -> None:
    exceptions = [asked for asked in decided_requests(demo) if asked.broken]
    ((asked, unit),) = [(asked, asked.decided_unit) for asked in exceptions]
    assert (asked.unit, unit) == ("Haushaltsstelle", "Geschäftsstelle")
    calendar = Calendar(moment(TODAY))
    told = [finding.sentence for finding in live(demo, calendar).findings]
    assert sum(f"Grund: {asked.reasons[0]}" in sentence for sentence in told) == 1


def test_money_has_moved_since_the_last_report(demo: Session) -> None:
    assert [entry.amount for entry in drafts(demo, FundingEntry)] == [200000, 150000]
    typed = [entry for entry in booked_rows(demo, FundingEntry) if entry.import_id is None]
    [reversal] = [entry for entry in typed if entry.reverses_id is not None]
    assert reversal.amount == -50000
    assert reversal.reversal_reason
    assert reversal.stage is Stage.DISBURSED


def test_files_were_read_and_the_one_that_was_booked_is_taken_back(demo: Session) -> None:
    files = list_imports(demo)
    assert [(each.state, rows_of_file(demo, each.id)) for each in files] == [
        (ImportState.CHECKED, RowsOfFile(0, 0, 0)),
        (ImportState.CHECKED, RowsOfFile(0, 0, 0)),
        (ImportState.REVERSED, RowsOfFile(0, 0, 3)),
    ]
    entries = [entry for entry in booked_rows(demo, FundingEntry) if entry.import_id is not None]
    assert total(entry.amount for entry in entries) == 0


def test_the_session_of_the_running_half_year_is_planned(demo: Session, calendar: Calendar) -> None:
    duty = live(demo, calendar).duty
    assert duty.planned_session is not None
    assert duty.planned_session > TODAY


def test_one_update_says_that_nothing_has_changed(demo: Session) -> None:
    unchanged = demo.scalars(sa.select(StatusUpdate).where(StatusUpdate.nothing_changed)).all()
    assert len(unchanged) == 2


# ---------------------------------------------------------------- people


def test_every_role_has_an_account_and_two_may_confirm(demo: Session) -> None:
    roles = [
        role
        for wanted in ACCOUNTS
        if (account := find_account(demo, wanted.login)) is not None
        for role in acting_person(demo, account, TODAY).roles
    ]
    assert set(roles) == set(Role)
    assert roles.count(Role.APPROVER) == 2


def test_the_project_lead_has_the_blocks_of_the_town(demo: Session) -> None:
    account = find_account(demo, "projektleitung-boeblingen")
    assert account is not None
    assert acting_person(demo, account, TODAY).blocks == {"aiexpress", "aitransform", "aivision"}


def test_accounts_carry_roles_and_no_names(demo: Session) -> None:
    people = Base.metadata.tables["person"]
    assert demo.execute(sa.select(people.c.name).where(people.c.name.is_not(None))).all() == []


def test_nobody_has_confirmed_the_own_update(demo: Session) -> None:
    own = sa.select(StatusUpdate).where(StatusUpdate.filed_by == StatusUpdate.confirmed_by)
    assert demo.scalars(own).all() == []


def test_the_password_is_random_kept_and_for_its_owner_only(tmp_path: Path) -> None:
    first = kept_password(tmp_path / "var")
    again = kept_password(tmp_path / "var")
    other = kept_password(tmp_path / "elsewhere")
    assert (first.is_new, again.is_new) == (True, False)
    assert again.text == first.text != other.text
    assert len(first.text) >= 12
    place = tmp_path / "var" / "demo_password"
    assert place.stat().st_mode & 0o077 == 0


# ---------------------------------------------------------------- marks and manners


def test_everything_invented_is_marked_and_every_fact_stays_one(demo: Session) -> None:
    for table in Base.metadata.sorted_tables:
        if "provenance" not in table.c or table.name == "person":
            continue
        found = set(demo.scalars(sa.select(table.c.provenance).distinct()))
        assert Provenance.ENTERED not in found, table.name
        if table.name in FACTS:
            assert found == {Provenance.SOURCE}, table.name
    assert holdings_of(demo) is Holdings.DEMO


def test_blocks_with_an_invented_state_are_marked(demo: Session, calendar: Calendar) -> None:
    assert {block.provenance for block in live(demo, calendar).all_blocks()} == {Provenance.DEMO}


def test_no_real_body_decides_anything_invented(demo: Session) -> None:
    query = """
        SELECT body.name FROM block_release JOIN deciding_body AS body ON body.id = block_release.body_id
         WHERE block_release.provenance = 'demo'
        UNION SELECT body.name FROM budget_block
          JOIN deciding_body AS body ON body.id = budget_block.lifting_body_id
    """
    assert demo.scalars(sa.text(query)).all() == ["Zuständiges Gremium (Demodaten)"]


def test_no_organisation_pays_invented_money(demo: Session) -> None:
    invented = sa.select(FundingEntry.payer_organisation_id).where(FundingEntry.provenance == Provenance.DEMO)
    assert set(demo.scalars(invented)) == {None}


def test_nothing_was_done_after_now(demo: Session) -> None:
    newest = demo.scalar(sa.select(sa.func.max(HistoryEntry.at)))
    assert newest is not None
    assert newest <= moment(TODAY)


def test_no_text_names_a_person_or_an_address(demo: Session, calendar: Calendar) -> None:
    now = Situation(report=live(demo, calendar), updates={}, today=TODAY)
    [personal] = [rule for rule in TEXT_RULES if rule.code == "P23"]
    assert list(personal.find(now)) == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_texts_keep_the_tone_of_the_house(table: Path) -> None:
    text = table.read_text(encoding="utf-8")
    for banned in ("!", "erfolgreich", "leider", "ungültig", "Trumpf", "Drees", "€", "ca."):
        assert banned not in text
    assert not re.search(r"\b20[0-9]{2}-H[12]\b", text)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_the_readme_tells_about_every_invented_table(table: Path) -> None:
    told = (table.parents[1] / "README.md").read_text(encoding="utf-8")
    assert f"`demo/{table.name}`" in told


def test_fixed_years_stand_only_where_the_facts_have_them() -> None:
    allowed = {"2021", "2023"}
    for table in TABLES:
        with table.open(encoding="utf-8", newline="") as file:
            years = {
                year for row in csv.reader(file, delimiter=";") for cell in row for year in YEAR.findall(cell)
            }
        assert years <= allowed, table.name


YEAR = re.compile(r"\b20[0-9]{2}\b")

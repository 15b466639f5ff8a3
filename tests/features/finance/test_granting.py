"""A grant that follows an amount of a resolution, and how lists name what can be chosen."""

from dataclasses import replace
from decimal import Decimal

from sqlalchemy.orm import Session

from tests.features.finance.money_rows import (
    BUDGET,
    GRANTED,
    make_appropriation,
    make_sperrvermerk,
    officer,
    release_input,
    resolution_input,
)
from tests.features.record_rows import LATER, NOW, make_project
from tests.support.page_client import ClientOf
from vrs_tracker.domain.inputs.finance import EntryLine
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.queries.choices import choices_for
from vrs_tracker.features.finance.queries.lines import line_of, money_lines
from vrs_tracker.features.finance.queries.rows import lines_of
from vrs_tracker.tables.finance import FundingEntry, Resolution

BOOKED = "Die Zeile ist gebucht."


def resolve(session: Session, amount: str = "600.00") -> tuple[Resolution, FundingEntry]:
    """Record a resolution with one amount for a project."""
    line = EntryLine(
        amount=Decimal(amount), block_id=make_project(session).id, budget_year=2026, budget_line="5710-0102"
    )
    actions.add_release(session, release_input(session, amount="2000.00"), by=officer(session), now=NOW)
    new = replace(resolution_input(session), entries=(line,), releases=())
    resolution = actions.record_resolution(session, new, by=officer(session), now=NOW)
    entries, _ = lines_of(session, resolution)
    return resolution, entries[0]


def grant(session: Session, resolution: Resolution, resolved: FundingEntry, amount: str) -> FundingEntry:
    new = replace(
        GRANTED,
        amount=Decimal(amount),
        block_id=resolved.block_id,
        resolution_id=resolution.id,
        document="Az. 1",
    )
    return actions.add_entry(session, new, by=officer(session), now=LATER)


def test_the_form_of_a_grant_begins_with_what_the_resolution_says(
    client_of: ClientOf, session: Session
) -> None:
    resolution, resolved = resolve(session)
    grant(session, resolution, resolved, "200.00")
    session.commit()
    client = client_of(Role.BUDGET_OFFICER)
    row_page = client.get(f"/finanzen/buchungen/{resolved.id}")
    address = f"/finanzen/buchungen/neu?beschlossen={resolved.id}"
    assert row_page.html.css_first(f'a[href="{address}"]') is not None
    page = client.get(address)
    assert page.h1 == "Bewilligung aus diesem Beschluss erfassen"
    assert "sind 400,00" in page.one(".lead")
    names = ("block_id", "resolution_id", "amount", "stage", "payer", "budget_year", "budget_line")
    assert [page.typed(name) for name in names] == [
        *(str(resolved.block_id), str(resolution.id), "400,00", "committed"),
        *("vrs", "2026", "5710-0102"),
    ]
    done = client.submit(
        page, {"effective": "20.03.2026", "document": "Bescheid vom 20.03.2026"}, button="Buchen"
    )
    assert client.follow(done).one(".notice--done").startswith(BOOKED)
    again = client.get(address)
    assert "bereits ganz bewilligt" in again.one(".lead")
    assert again.typed("amount") == ""


def test_only_a_standing_amount_of_a_resolution_is_granted(client_of: ClientOf, session: Session) -> None:
    resolution, resolved = resolve(session)
    granted = grant(session, resolution, resolved, "200.00")
    session.commit()
    client = client_of(Role.BUDGET_OFFICER)
    client.get(f"/finanzen/buchungen/neu?beschlossen={granted.id}", status=404)
    client.get("/finanzen/buchungen/neu?beschlossen=999", status=404)


def test_the_document_of_an_entry_stands_before_its_resolution(session: Session) -> None:
    resolution, resolved = resolve(session)
    row = grant(session, resolution, resolved, "200.00")
    assert line_of(session, row).proof == f"Az. 1; {resolution.title}"


def test_a_release_and_a_freeze_name_who_decided(session: Session) -> None:
    row = actions.add_release(session, release_input(session), by=officer(session), now=NOW)
    assert line_of(session, row).proof.startswith("Freigabe durch: ")


def test_a_sperrvermerk_is_named_by_what_it_still_blocks_and_by_its_ansatz(session: Session) -> None:
    ansatz = make_appropriation(session, replace(BUDGET, amount=Decimal(3_000_000), budget_line="5710-0101"))
    note = make_sperrvermerk(session, ansatz, amount="2080000.00")
    lifting = replace(release_input(session, amount="1100000.00"), budget_block_id=note.id)
    actions.add_release(session, lifting, by=officer(session), now=NOW)
    found = choices_for(session, ("budget_block_id", "appropriation_id"))
    ((_, blocked),) = found["budget_block_id"]
    assert blocked.replace("\N{NO-BREAK SPACE}", " ").startswith(
        "noch gesperrt 0,98 von 2,08 Mio. €, Haushalt 2026, Buchungsstelle 5710-0101: "
    )
    ((_, named),) = found["appropriation_id"]
    assert named.startswith("Ansatz 2026, Buchungsstelle 5710-0101: ")
    (line,) = (each for each in money_lines(session) if each.table == "budget_block")
    assert (line.year, line.budget_line) == (2026, "5710-0101")

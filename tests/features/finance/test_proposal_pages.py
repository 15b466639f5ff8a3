"""Pages on which partners propose amounts and the budget office settles them."""

from dataclasses import replace
from io import BytesIO

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from tests.features.access_route import FOREIGN, OWN
from tests.features.finance.evidence_rows import LARGE, make_proposal, pdf
from tests.features.finance.money_rows import booked_sum, release_input, resolution_input
from tests.features.finance.money_rows import officer as budget_officer
from tests.features.record_rows import NOW, day, make_organisation
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.evidence import WRONG_TYPE
from vrs_tracker.domain.vocabulary.cofunding import ProposalState
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.queries.rows import list_resolutions
from vrs_tracker.features.programme.queries import block_in_full
from vrs_tracker.tables.cofunding import ShareProposal
from vrs_tracker.tables.finance import FundingEntry

pytestmark = pytest.mark.usefixtures("blocks")
LIST, NEW = "/vorschlaege/", f"/vorschlaege/neu?baustein={OWN}"
TYPED = {
    "payer": "municipality",
    "payer_name": "Stadt Böblingen",
    "amount": "250.000",
    "degree": "pledged",
    "effective": "12.06.2026",
    "resolution_text": "Gemeinderat, 12.06.2026, Nr. 48/2026",
}
QUESTION = "Gilt der Betrag für 2026 allein?"


@pytest.fixture
def lead(client_of: ClientOf) -> PageClient:
    return client_of(Role.PARTNER, block=OWN)


@pytest.fixture
def officer(client_of: ClientOf) -> PageClient:
    return client_of(Role.BUDGET_OFFICER)


@pytest.fixture
def proposal(session: Session) -> ShareProposal:
    """A proposal of the person whose browser `lead` is."""
    made = make_proposal(session, block_in_full(session, OWN))
    session.commit()
    return made


def state_of(session: Session, proposal: ShareProposal) -> ProposalState:
    """Return where a proposal stands now, after another browser has changed it."""
    session.refresh(proposal)
    return proposal.state


def test_a_project_lead_proposes_an_amount_with_its_document(
    lead: PageClient, officer: PageClient, session: Session
) -> None:
    fields: dict[str, object] = {**TYPED, "file": [FileStorage(BytesIO(pdf()), "Beschluss.pdf")]}
    page = lead.follow(lead.submit(lead.get(NEW), fields))  # type: ignore[arg-type] # a file among the texts
    assert [row["Dokument"] for row in page.table("Unterlagen")] == [
        f"{TYPED['resolution_text']} (PDF, 1 kB)"
    ]
    (row,) = officer.get(LIST).table("Vorgeschlagene Beträge")
    assert (row["Wer zahlt"], row["Stand"]) == ("kommunal, Stadt Böblingen", "vorgeschlagen")
    assert booked_sum(session, FundingEntry) == 0


def test_what_is_missing_stands_at_its_field(lead: PageClient) -> None:
    page = lead.submit(lead.get(NEW), status=422)
    assert set(page.errors) == {"payer", "amount", "degree", "effective"}


def test_a_file_of_another_kind_loses_nothing_that_was_typed(lead: PageClient) -> None:
    fields: dict[str, object] = {**TYPED, "file": [FileStorage(BytesIO(b"MZ"), "Beschluss.pdf")]}
    page = lead.submit(lead.get(NEW), fields, status=422)  # type: ignore[arg-type] # a file among the texts
    assert page.errors == {"file": WRONG_TYPE}
    assert page.typed("amount") == "250.000"
    assert lead.get(LIST).all("main table") == []


def test_a_foreign_block_is_not_on_offer(lead: PageClient, session: Session) -> None:
    page = lead.get(f"/vorschlaege/neu?baustein={FOREIGN}")
    assert [name for name in page.all("#block_id option") if name == FOREIGN] == []
    foreign = block_in_full(session, FOREIGN).id
    lead.post(NEW, {**TYPED, "block_id": str(foreign)}, status=422)


def test_a_question_and_its_answer(
    lead: PageClient, officer: PageClient, session: Session, proposal: ShareProposal
) -> None:
    address = f"{LIST}{proposal.id}"
    assert any("schlägt" in words for words in officer.get("/aufgaben").all(".tasks__sentence"))
    refused = officer.submit(officer.get(address), button="Rückfrage stellen", status=422)
    assert set(refused.errors) == {"question"}
    officer.submit(officer.get(address), {"question": QUESTION}, button="Rückfrage stellen")
    assert any(QUESTION in words for words in lead.get("/aufgaben").all(".tasks__sentence"))
    page = lead.get(f"{address}/bearbeiten")
    assert QUESTION in page.one(".lead")
    answered = lead.follow(lead.submit(page, {"note": "Ja, nur 2026."}))
    assert "Ja, nur 2026." in answered.text
    assert state_of(session, proposal) is ProposalState.PROPOSED


def test_a_resolution_that_is_not_recorded_is_recorded_with_the_amount(
    lead: PageClient, officer: PageClient, session: Session
) -> None:
    make_organisation(session)
    freed = release_input(session, amount="50.00")
    actions.add_release(session, freed, by=budget_officer(session), now=NOW)
    fields: dict[str, object] = {**TYPED, "degree": "decided"}
    fields["file"] = [FileStorage(BytesIO(pdf()), "Beschluss.pdf")]
    made = lead.submit(lead.get(NEW), fields)  # type: ignore[arg-type] # a file among the texts
    page = officer.get(f"{made.location}/uebernehmen")
    assert page.typed("source").startswith("Vorschlag von Projektleitung, ")
    prefilled = {name: page.typed(name) for name in ("resolution_id", "figure_source", "document")}
    assert prefilled == {
        "resolution_id": "0",
        "figure_source": "resolution",
        "document": TYPED["resolution_text"],
    }
    assert page.typed("resolution-body_name") == "Gemeinderat (Stadt Böblingen)"
    assert (page.typed("resolution-decided"), page.typed("resolution-document")) == (
        "12.06.2026",
        "Nr. 48/2026",
    )
    asked = officer.submit(page, {"resolution-title": "", "amount": "90,00"}, button="Buchen", status=422)
    assert set(asked.errors) == {"resolution-title"}
    granted = {"resolution-title": "Eigenanteil", "payer": "vrs", "stage": "committed"}
    refused = officer.submit(asked, granted, button="Buchen", status=422)
    assert set(refused.errors) == {"exception_reason"}
    assert list_resolutions(session) == []
    for _ in range(2):
        officer.submit(refused, {"payer": "municipality", "stage": "earmarked"}, button="Buchen")
    (resolution,) = list_resolutions(session)
    assert (resolution.body.name, resolution.title, resolution.document) == (
        "Gemeinderat (Stadt Böblingen)",
        "Eigenanteil",
        "Nr. 48/2026",
    )
    entry = session.scalars(sa.select(FundingEntry)).one()
    assert (entry.resolution_id, entry.booked_at is not None) == (resolution.id, True)
    assert len(officer.get(f"/belege/buchungen/{entry.id}").table("Hinterlegte Dokumente")) == 1


def test_a_resolution_that_is_recorded_is_chosen_already(
    officer: PageClient, session: Session, proposal: ShareProposal
) -> None:
    new = replace(resolution_input(session), decided=day("2026-06-12"), document="Vorlage Nr. 48/2026")
    resolution = actions.record_resolution(session, new, by=budget_officer(session), now=NOW)
    session.commit()
    page = officer.get(f"{LIST}{proposal.id}/uebernehmen")
    assert page.typed("resolution_id") == str(resolution.id)
    assert page.typed("figure_source") == "resolution"
    told = {"stage": "earmarked", "amount": "90,00", "change_reason": "other"}
    officer.submit(page, told, button="Buchen")
    assert session.scalars(sa.select(FundingEntry.resolution_id)).one() == resolution.id
    assert list_resolutions(session) == [resolution]


def test_a_body_of_an_unknown_town_asks_for_the_town(lead: PageClient, officer: PageClient) -> None:
    made = lead.submit(lead.get(NEW), {**TYPED, "degree": "decided"})
    page = officer.get(f"{made.location}/uebernehmen")
    asked = officer.submit(page, button="Buchen", status=422)
    assert set(asked.errors) == {"resolution-body_name"}
    assert "Programmkoordination" in asked.errors["resolution-body_name"]


def test_taking_over_is_prefilled_and_books(
    officer: PageClient, lead: PageClient, session: Session, proposal: ShareProposal
) -> None:
    page = officer.get(f"{LIST}{proposal.id}/uebernehmen")
    assert page.typed("amount") == "250.000,00"
    assert page.typed("document") == TYPED["resolution_text"]
    booked = {"stage": "earmarked", "amount": "90.000,00", "change_reason": "other"}
    officer.submit(page, booked, button="Buchen")
    assert state_of(session, proposal) is ProposalState.ACCEPTED
    assert booked_sum(session, FundingEntry) == 90_000
    assert officer.get(f"{LIST}{proposal.id}").all("main form") == []
    told = lead.get(f"{LIST}{proposal.id}").text
    assert "Gebucht am" in told
    assert "mit 90.000,00" in told


def test_a_large_amount_that_is_taken_over_waits_for_a_second_person(
    officer: PageClient, lead: PageClient, session: Session, proposal: ShareProposal
) -> None:
    page = officer.get(f"{LIST}{proposal.id}/uebernehmen")
    done = officer.submit(page, {"stage": "earmarked", "change_reason": "other"}, button="Buchen")
    assert "wartet auf die zweite Person" in officer.follow(done).text
    assert "wartet auf die zweite Person" in lead.get(f"{LIST}{proposal.id}").text
    assert proposal.amount == LARGE
    assert booked_sum(session, FundingEntry) == 0


def test_a_draft_that_is_discarded_opens_the_proposal_again(
    officer: PageClient, session: Session, proposal: ShareProposal
) -> None:
    page = officer.get(f"{LIST}{proposal.id}/uebernehmen")
    officer.submit(page, {"stage": "earmarked"}, button="Entwurf speichern")
    assert state_of(session, proposal) is ProposalState.ACCEPTED
    officer.post(f"/finanzen/buchungen/{proposal.entry_id}/verwerfen")
    assert state_of(session, proposal) is ProposalState.PROPOSED


def test_whoever_was_slower_sees_both_versions(
    lead: PageClient, officer: PageClient, proposal: ShareProposal
) -> None:
    page = lead.get(f"{LIST}{proposal.id}/bearbeiten")
    asked = officer.get(f"{LIST}{proposal.id}")
    officer.submit(asked, {"question": QUESTION}, button="Rückfrage stellen")
    clash = lead.submit(page, {"amount": "1"}, status=409)
    assert clash.typed("amount") == "1"


def test_a_withdrawn_proposal_stays_as_it_is(
    lead: PageClient, session: Session, proposal: ShareProposal
) -> None:
    lead.post(f"{LIST}{proposal.id}/zurueckziehen")
    assert state_of(session, proposal) is ProposalState.WITHDRAWN
    page = lead.get(f"{LIST}{proposal.id}/bearbeiten")
    assert "zurückgezogen" in lead.submit(page, {"amount": "1"}, status=422).text


def test_visitors_and_members_never_see_a_proposal(
    visitor: PageClient, client_of: ClientOf, proposal: ShareProposal
) -> None:
    member = client_of(Role.MEMBER)
    for path in (LIST, f"{LIST}{proposal.id}"):
        visitor.get(path, status=303)
        member.get(path, status=403)
    for client in (visitor, member):
        assert "250.000" not in client.get("/belege/").text

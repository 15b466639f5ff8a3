"""Documents as the evidence of resolutions and money."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.evidence_rows import (
    JPEG,
    OPEN_DOCUMENT,
    PAGE,
    PNG,
    SCAN,
    WITHHELD,
    lead,
    make_proposal,
    packed,
    pdf,
)
from tests.features.finance.money_rows import (
    GRANTED,
    PLANNED,
    book,
    make_appropriation,
    make_resolution,
    make_sperrvermerk,
    officer,
    release_input,
    resolution_input,
)
from tests.features.record_rows import LATER, NOW, broken_fields, make_project, person, remembered
from vrs_tracker.domain.errors import Forbidden, NotFound, RuleViolations
from vrs_tracker.domain.evidence import BROKEN, ENCRYPTED, RefusedDocument
from vrs_tracker.domain.inputs.evidence import DocumentInput
from vrs_tracker.domain.policy import PUBLIC
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance import actions, readers
from vrs_tracker.features.finance.actions.evidence import add_document, take_back_document
from vrs_tracker.features.finance.queries.evidence import (
    ProvenThing,
    documents_for,
    documents_of,
    readable_use,
    thing_of_use,
    uses_of,
)
from vrs_tracker.tables.documents import DocumentUse, StoredDocument
from vrs_tracker.trail.documents import document_with_content


def add(session: Session, thing: ProvenThing, new: DocumentInput = OPEN_DOCUMENT) -> DocumentUse:
    return add_document(session, thing, PAGE, new, by=officer(session), now=NOW)


@pytest.mark.parametrize(
    ("content", "has_text"),
    [
        (pdf(), True),
        (pdf(with_text=False), False),
        (PNG, False),
        (JPEG, False),
        (packed("word/document.xml"), True),
    ],
)
def test_a_document_is_looked_at_for_text(content: bytes, *, has_text: bool) -> None:
    assert readers.examine(content).has_text is has_text


def test_a_broken_pdf_is_refused_in_a_sentence() -> None:
    with pytest.raises(RefusedDocument, match="lässt sich nicht öffnen") as refused:
        readers.examine(b"%PDF-1.7 and nothing else")
    assert str(refused.value) == BROKEN


def test_a_protected_pdf_is_refused_in_a_sentence() -> None:
    with pytest.raises(RefusedDocument) as refused:
        readers.examine(pdf(password="geheim"))
    assert str(refused.value) == ENCRYPTED


def test_the_same_bytes_are_stored_once(session: Session) -> None:
    first = add(session, make_resolution(session))
    second = add(session, book(session, GRANTED))
    assert first.document_id == second.document_id
    assert session.scalar(sa.select(sa.func.count(StoredDocument.id))) == 1
    assert document_with_content(session, first.document_id).content == PAGE.content


def test_a_repeated_post_adds_nothing(session: Session) -> None:
    resolution, new = make_resolution(session), replace(OPEN_DOCUMENT, post_key="0123456789abcdef")
    assert add(session, resolution, new) is add(session, resolution, new)


def test_the_same_document_stands_at_a_thing_once(session: Session) -> None:
    resolution = make_resolution(session)
    use = add(session, resolution)
    with pytest.raises(RuleViolations) as refused:
        add(session, resolution)
    assert broken_fields(refused.value) == {"file"}
    take_back_document(session, use, "falsche Fassung", by=officer(session), now=LATER)
    assert add(session, resolution).id != use.id


def test_every_kind_of_money_has_documents(session: Session) -> None:
    appropriation = make_appropriation(session)
    blocked = make_sperrvermerk(session, appropriation)
    release = actions.add_release(
        session, release_input(session, lifts=blocked), by=officer(session), now=NOW
    )
    for row in (appropriation, blocked, release, book(session, GRANTED)):
        add(session, row)
        (found,) = documents_of(session, row)
        assert (found.title, found.form) == (OPEN_DOCUMENT.title, f"PDF, {len(PAGE.content) // 1000 or 1} kB")
    assert len(documents_for(session, PUBLIC)) == 4


def test_adding_and_taking_back_stand_in_the_history(session: Session) -> None:
    resolution = make_resolution(session)
    use = add(session, resolution)
    take_back_document(session, use, "falsche Datei", by=officer(session), now=LATER)
    told = [each for each in remembered(session, "resolution", resolution.id) if each.field == "Dokument"]
    assert [(each.old, each.new, each.reason) for each in told] == [
        ("", OPEN_DOCUMENT.title, ""),
        (OPEN_DOCUMENT.title, "", "falsche Datei"),
    ]


def test_a_document_is_taken_back_once_with_a_reason(session: Session) -> None:
    use = add(session, make_resolution(session))
    with pytest.raises(RuleViolations) as refused:
        take_back_document(session, use, " ", by=officer(session), now=LATER)
    assert broken_fields(refused.value) == {"reason"}
    take_back_document(session, use, "falsche Datei", by=officer(session), now=LATER)
    with pytest.raises(RuleViolations, match="schon zurückgenommen"):
        take_back_document(session, use, "falsche Datei", by=officer(session), now=LATER)


def test_only_the_budget_office_adds_documents_to_money(session: Session) -> None:
    resolution = make_resolution(session)
    for role in (Role.EDITOR, Role.APPROVER, Role.PARTNER):
        with pytest.raises(Forbidden):
            add_document(session, resolution, PAGE, OPEN_DOCUMENT, by=person(session, role), now=NOW)


def test_a_scan_is_kept_back_until_somebody_says_what_it_holds(session: Session) -> None:
    resolution, by = make_resolution(session), officer(session)
    with pytest.raises(RuleViolations) as refused:
        add_document(session, resolution, SCAN, OPEN_DOCUMENT, by=by, now=NOW)
    assert broken_fields(refused.value) == {"in_words"}
    told = replace(OPEN_DOCUMENT, in_words="Die Regionalversammlung stimmt zu.")
    use = add_document(session, resolution, SCAN, told, by=by, now=NOW)
    assert [each.id for each in documents_for(session, PUBLIC)] == [use.id]


def test_a_document_of_a_draft_is_not_for_everybody(session: Session) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    with pytest.raises(RuleViolations) as refused:
        add(session, draft)
    assert broken_fields(refused.value) == {"is_public"}
    add(session, draft, WITHHELD)
    assert [each.field for each in remembered(session, "funding_entry", draft.id)] == ["Entwurf"]


def test_a_discarded_draft_takes_its_documents_along(session: Session) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    use = add(session, draft, WITHHELD)
    actions.discard_draft(session, draft, by=officer(session), now=LATER)
    with pytest.raises(NotFound):
        readable_use(session, use.id, officer(session))


def test_what_is_withheld_is_for_the_administration(session: Session) -> None:
    use = add(session, make_resolution(session), WITHHELD)
    assert readable_use(session, use.id, person(session, Role.AUDITOR)).id == use.id
    for by in (PUBLIC, person(session, Role.MEMBER), person(session, Role.PARTNER)):
        assert list(documents_for(session, by)) == []
        with pytest.raises(NotFound):
            readable_use(session, use.id, by)


def test_a_document_of_a_resolution_that_becomes_non_public_is_hidden(session: Session) -> None:
    resolution = make_resolution(session)
    entry = book(session, replace(GRANTED, resolution_id=resolution.id))
    uses = [add(session, resolution), add(session, entry)]
    assert len(documents_for(session, PUBLIC)) == 2
    resolution.is_public, resolution.withheld_reason = False, "Vergabe"
    session.flush()
    assert list(documents_for(session, PUBLIC)) == []
    for use in uses:
        with pytest.raises(NotFound):
            readable_use(session, use.id, PUBLIC)


def test_what_is_taken_back_is_hidden_from_visitors_only(session: Session) -> None:
    use = add(session, make_resolution(session))
    take_back_document(session, use, "falsche Datei", by=officer(session), now=LATER)
    assert list(documents_for(session, PUBLIC)) == []
    assert readable_use(session, use.id, officer(session)).id == use.id


def test_a_document_of_a_proposal_is_for_those_who_see_the_proposal(session: Session) -> None:
    block = make_project(session)
    row, by = make_proposal(session, block), lead(session, block)
    use = add_document(session, row, PAGE, WITHHELD, by=by, now=NOW)
    for reader in (by, officer(session), person(session)):
        assert readable_use(session, use.id, reader).id == use.id
    for stranger in (PUBLIC, replace(by, blocks=frozenset({"other"})), person(session, Role.MEMBER)):
        with pytest.raises(NotFound):
            readable_use(session, use.id, stranger)
    assert list(documents_for(session, officer(session))) == []
    with pytest.raises(RuleViolations) as refused:
        add_document(session, row, PAGE, OPEN_DOCUMENT, by=by, now=NOW)
    assert broken_fields(refused.value) == {"is_public"}
    with pytest.raises(Forbidden):
        take_back_document(session, use, "nicht meine", by=officer(session), now=LATER)


def test_a_resolution_that_is_withheld_has_no_open_document(session: Session) -> None:
    withheld = replace(resolution_input(session), is_public=False, withheld_reason="Vergabe")
    resolution = actions.record_resolution(session, withheld, by=officer(session), now=NOW)
    with pytest.raises(RuleViolations) as refused:
        add(session, resolution)
    assert broken_fields(refused.value) == {"is_public"}
    assert thing_of_use(session, add(session, resolution, WITHHELD)) is resolution
    assert len(uses_of(session, resolution)) == 1

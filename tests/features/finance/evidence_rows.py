"""Documents and proposals that tests begin with; invented content."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Protocol
from zipfile import ZipFile

import pikepdf
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import make_resolution, officer
from tests.features.record_rows import NOW, day, person
from vrs_tracker.domain.evidence import Examined
from vrs_tracker.domain.inputs.evidence import DocumentInput
from vrs_tracker.domain.inputs.proposals import ProposalInput
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.money import Degree, Payer
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance.actions.evidence import add_document
from vrs_tracker.features.finance.actions.proposals import propose_share
from vrs_tracker.features.programme.queries import block_in_full
from vrs_tracker.tables.cofunding import ShareProposal
from vrs_tracker.tables.documents import DocumentUse
from vrs_tracker.tables.programme import Block

OPEN_DOCUMENT = DocumentInput(title="Niederschrift vom 06.05.2026", file_name="Niederschrift.pdf")
WITHHELD = replace(OPEN_DOCUMENT, is_public=False, withheld_reason="enthält Namen")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPEG = b"\xff\xd8\xff\xe0" + bytes(40)
LARGE = Decimal(250_000)


class _Case(Protocol):
    """What the table of addresses tells (access_route.Case)."""

    @property
    def block(self) -> str:
        """The slug of the block."""


def pdf(*, with_text: bool = True, password: str = "") -> bytes:
    """Return a PDF of one page, with a line of text or as a scan has it, perhaps with a password."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    if with_text:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(b"BT /F1 12 Tf 72 700 Td (Beschluss) Tj ET")
    written = BytesIO()
    lock = pikepdf.Encryption(user=password, owner=password) if password else None
    document.save(written, encryption=lock, deterministic_id=not password)
    return written.getvalue()


def packed(*names: str, types: str = "<Types/>") -> bytes:
    """Return an office document with these parts."""
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        for name in names:
            archive.writestr(name, "<x/>")
    return written.getvalue()


PAGE = Examined(pdf(), "application/pdf", has_text=True)
SCAN = Examined(pdf(with_text=False), "application/pdf", has_text=False)


def lead(session: Session, block: Block) -> Person:
    """Return the project lead of a block."""
    return replace(person(session, Role.PARTNER), blocks=frozenset({block.slug}))


def proposal_input(block: Block) -> ProposalInput:
    """Return what the project lead proposes in most tests."""
    return ProposalInput(
        block_id=block.id,
        payer=Payer.MUNICIPALITY,
        payer_name="Stadt Böblingen",
        amount=LARGE,
        degree=Degree.PLEDGED,
        effective=day("2026-06-12"),
        resolution_text="Gemeinderat, 12.06.2026, Nr. 48/2026",
        note="Nur für 2026.",
    )


def make_proposal(session: Session, block: Block) -> ShareProposal:
    return propose_share(session, proposal_input(block), by=lead(session, block), now=NOW)


def thing(session: Session, _case: object) -> Mapping[str, str | int]:
    """The variables of /belege/beschluesse/<id>."""
    return {"word": "beschluesse", "thing_id": make_resolution(session).id}


def open_document(session: Session, _case: object) -> Mapping[str, str | int]:
    """The variables of the address of a document that everybody may read."""
    use = _document(session)
    return {"use_id": use.id, "file_name": use.file_name}


def proposal(session: Session, case: _Case) -> Mapping[str, str | int]:
    """The variable of /vorschlaege/<id>: a proposal for the block of the case."""
    return {"proposal_id": make_proposal(session, block_in_full(session, case.block)).id}


def use_of_proposal(session: Session, case: _Case) -> Mapping[str, str | int]:
    """The variable of the address at which a document of a proposal is taken back."""
    block = block_in_full(session, case.block)
    use = add_document(
        session,
        make_proposal(session, block),
        PAGE,
        WITHHELD,
        by=lead(session, block),
        now=NOW,
    )
    return {"use_id": use.id}


def _document(session: Session) -> DocumentUse:
    resolution = make_resolution(session)
    return add_document(session, resolution, PAGE, OPEN_DOCUMENT, by=officer(session), now=NOW)

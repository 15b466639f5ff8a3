"""Amounts that partners propose, for those who may see them (users.md 3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.inputs.proposals import NO_SUCH_PROPOSAL, OPEN_STATES, became_words
from vrs_tracker.domain.notation import BERLIN, precise_date
from vrs_tracker.domain.policy import REFUSALS, Action, Person, Thing, may
from vrs_tracker.domain.vocabulary.cofunding import ProposalState
from vrs_tracker.domain.vocabulary.money import Degree, Payer
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.programme.queries import list_blocks
from vrs_tracker.tables.accounts import Person as KnownPerson
from vrs_tracker.tables.cofunding import ShareProposal
from vrs_tracker.tables.control import ConfirmationRequest
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.programme import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposed amount as a page shows it; `unit` is who proposed it, never a name."""

    id: int
    block: str
    slug: str
    payer: Payer
    payer_name: str
    amount: Decimal
    degree: Degree
    when: str
    resolution_text: str
    note: str
    state: ProposalState
    question: str
    unit: str
    proposed_at: datetime
    proposed_by: str
    entry_id: int | None

    @property
    def is_open(self) -> bool:
        """Whether anything is still to be done about it."""
        return self.state in OPEN_STATES

    @property
    def who_pays(self) -> str:
        """Payer, with the name of the town or company where it is known."""
        return f"{self.payer.label}, {self.payer_name}" if self.payer_name else self.payer.label


def proposals_for(session: Session, person: Person, *, only_open: bool = False) -> Sequence[Proposal]:
    """Return the proposals this person may see, what is open first, then the newest."""
    if not may(person, Action.READ_PROPOSALS):
        return ()
    stmt = _select()
    if only_open:
        stmt = stmt.where(ShareProposal.state.in_(OPEN_STATES))
    is_settled = sa.case((ShareProposal.state.in_(OPEN_STATES), 0), else_=1)
    found = (_proposal(*row) for row in session.execute(stmt.order_by(is_settled, ShareProposal.id.desc())))
    return tuple(each for each in found if may(person, Action.READ_PROPOSALS, Thing(block=each.slug)))


def shown_proposal(session: Session, row: ShareProposal) -> Proposal:
    """Return one proposal as a page shows it."""
    return _proposal(*session.execute(_select().where(ShareProposal.id == row.id)).one())


def proposal_of(session: Session, proposal_id: int) -> ShareProposal:
    """Return the row of a proposal; NotFound if there is none."""
    found = session.get(ShareProposal, proposal_id)
    if found is None:
        raise NotFound(NO_SUCH_PROPOSAL)
    return found


def became_of(session: Session, found: Proposal) -> str:
    """Say what became of a proposal that was taken over; empty for any other. At most two statements."""
    row = None if found.entry_id is None else session.get(FundingEntry, found.entry_id)
    if row is None:
        return ""
    asked = sa.select(sa.func.count(ConfirmationRequest.id)).where(
        ConfirmationRequest.funding_entry_id == row.id, ConfirmationRequest.outcome.is_(None)
    )
    is_asked = row.booked_at is None and bool(session.scalar(asked))
    booked_on = None if row.booked_at is None else row.booked_at.astimezone(BERLIN).date()
    back = aliased(FundingEntry)
    is_back = booked_on is not None and session.scalar(
        sa.select(sa.func.count(back.id)).where(back.reverses_id == row.id, back.booked_at.is_not(None))
    )
    return became_words(booked_on, row.amount, is_asked=is_asked, is_taken_back=bool(is_back))


def proposal_booked_as(session: Session, entry_id: int) -> ShareProposal | None:
    """Return the proposal from which an entry was made, None for any other entry."""
    return session.scalar(sa.select(ShareProposal).where(ShareProposal.entry_id == entry_id))


def slug_of_block(session: Session, block_id: int) -> str:
    """Return the slug of a block; NotFound, with the sentence of the policy, for an unknown one."""
    slug = session.scalar(sa.select(Block.slug).where(Block.id == block_id))
    if slug is None:
        raise NotFound(REFUSALS[Action.PROPOSE_SHARE])
    return slug


def own_blocks(session: Session, person: Person) -> Sequence[Block]:
    """Return the blocks for which this person may propose amounts, in their usual order."""
    return [row for row in list_blocks(session) if may(person, Action.PROPOSE_SHARE, Thing(block=row.slug))]


def to_settle(found: Sequence[Proposal], person: Person) -> Sequence[Proposal]:
    """Return the proposals about which this person can do something now."""
    is_officer, is_partner = Role.BUDGET_OFFICER in person.roles, Role.PARTNER in person.roles
    return [
        each
        for each in found
        if (each.state is ProposalState.PROPOSED and is_officer and each.proposed_by != person.key)
        or (each.state is ProposalState.ASKED_BACK and is_partner and each.slug in person.blocks)
    ]


def _select() -> sa.Select[ShareProposal, str, str, str]:
    return (
        sa.select(ShareProposal, Block.name, Block.slug, KnownPerson.unit)
        .join(Block, Block.id == ShareProposal.block_id)
        .outerjoin(KnownPerson, KnownPerson.key == ShareProposal.proposed_by)
    )


def _proposal(row: ShareProposal, block: str, slug: str, unit: str | None) -> Proposal:
    return Proposal(
        id=row.id,
        block=block,
        slug=slug,
        payer=row.payer,
        payer_name=row.payer_name,
        amount=row.amount,
        degree=row.degree,
        when=precise_date(row.effective_on, row.date_precision),
        resolution_text=row.resolution_text,
        note=row.note,
        state=row.state,
        question=row.question,
        unit=unit or "keine Angabe",
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        entry_id=row.entry_id,
    )

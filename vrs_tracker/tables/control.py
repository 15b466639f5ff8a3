"""Control of the money: the second person, the balance of the accounting system, freezes, competence."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vrs_tracker.domain.vocabulary.budget import BalanceMeasure, ConfirmationCause, ConfirmationOutcome
from vrs_tracker.tables.actors import DecidingBody
from vrs_tracker.tables.base import (
    Base,
    Body,
    Euro,
    Moment,
    Name,
    PersonKey,
    PostedOnce,
    Provenanced,
    Sentence,
    Utc,
    Versioned,
    code,
    fact_has_source,
)
from vrs_tracker.tables.finance import Booked, BudgetBlock
from vrs_tracker.tables.periods import ReportingPeriod

_ONE_THING = " + ".join(
    f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END"
    for name in (
        "funding_entry_id",
        "appropriation_id",
        "budget_block_id",
        "block_release_id",
        "spending_freeze_id",
    )
)


class SpendingFreeze(Booked, Provenanced, PostedOnce, Base):
    """Money held back by the administration during the year (Haushaltssperre), not a Sperrvermerk.

    A row that names another in `lifts_id` ends that freeze, wholly or in part.
    """

    __tablename__ = "spending_freeze"

    budget_year: Mapped[int]
    budget_line: Mapped[Name] = mapped_column(default="")
    ordered_by: Mapped[Name]
    grounds: Mapped[Sentence]
    lifts_id: Mapped[int | None] = mapped_column(sa.ForeignKey("spending_freeze.id"), index=True)


class LiftingCompetence(Base, Provenanced):
    """Who may lift a Sperrvermerk, as somebody checked it: data with its basis, never code (users.md 1.2)."""

    __tablename__ = "lifting_competence"
    __table_args__ = (
        fact_has_source(),
        sa.CheckConstraint("basis <> ''", name="has_basis"),
    )

    budget_block_id: Mapped[int] = mapped_column(sa.ForeignKey("budget_block.id"), index=True)
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("deciding_body.id"), index=True)
    basis: Mapped[Sentence]
    checked_on: Mapped[date]
    checked_by: Mapped[PersonKey]
    recorded_at: Mapped[Moment]

    body: Mapped[DecidingBody] = relationship(lazy="raise")
    budget_block: Mapped[BudgetBlock] = relationship(lazy="raise")


class ConfirmationRequest(Base, PostedOnce):
    """A row of money that waits for a second person, or was confirmed by one (users.md, finding 4).

    `broken` are the sentences of the rules it does not keep, `reason` why it is to be booked all the same.
    Requests of one `batch` were made together and are answered together. A confirmed request is final; a
    returned one leaves the row a draft.
    """

    __tablename__ = "confirmation_request"
    __table_args__ = (
        sa.CheckConstraint(f"{_ONE_THING} = 1", name="one_thing"),
        sa.CheckConstraint(
            "cause <> 'exception' OR (reason <> '' AND broken <> '')", name="exception_has_reason"
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (decided_at IS NULL) AND (outcome IS NULL) = (decided_by IS NULL)",
            name="decided_as_a_whole",
        ),
        sa.CheckConstraint("decided_by <> requested_by", name="two_persons"),
        sa.CheckConstraint("outcome <> 'returned' OR answer <> ''", name="returned_has_answer"),
    )

    batch: Mapped[int] = mapped_column(index=True)
    cause: Mapped[ConfirmationCause] = code(ConfirmationCause)
    reason: Mapped[Sentence] = mapped_column(default="")
    broken: Mapped[Body] = mapped_column(default="")
    funding_entry_id: Mapped[int | None] = mapped_column(sa.ForeignKey("funding_entry.id"), index=True)
    appropriation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("appropriation.id"), index=True)
    budget_block_id: Mapped[int | None] = mapped_column(sa.ForeignKey("budget_block.id"), index=True)
    block_release_id: Mapped[int | None] = mapped_column(sa.ForeignKey("block_release.id"), index=True)
    spending_freeze_id: Mapped[int | None] = mapped_column(sa.ForeignKey("spending_freeze.id"), index=True)
    requested_at: Mapped[Moment]
    requested_by: Mapped[PersonKey]
    decided_at: Mapped[datetime | None] = mapped_column(Utc)
    decided_by: Mapped[str | None] = mapped_column(sa.String(40), sa.ForeignKey("person.key"))
    outcome: Mapped[ConfirmationOutcome | None] = code(ConfirmationOutcome)
    answer: Mapped[Sentence] = mapped_column(default="")


class Reconciliation(Base, Provenanced, Versioned):
    """The balance of the accounting system beside ours on the reference date of a half-year (Abgleich).

    `ours` is what we had when it was checked: if our balance has changed since, the row is to be checked
    again. A difference may be looked into for a while: it needs its explanation before the half-year can be
    frozen, which is a rule of the plausibility checks.
    """

    __tablename__ = "reconciliation"
    __table_args__ = (
        sa.UniqueConstraint("period_id", "budget_year", "budget_line", "measure"),
        fact_has_source(),
    )

    period_id: Mapped[int] = mapped_column(sa.ForeignKey("reporting_period.id"))
    budget_year: Mapped[int]
    budget_line: Mapped[Name] = mapped_column(default="")
    measure: Mapped[BalanceMeasure] = code(BalanceMeasure)
    theirs: Mapped[Euro]
    ours: Mapped[Euro]
    explanation: Mapped[Sentence] = mapped_column(default="")
    checked_at: Mapped[Moment]
    checked_by: Mapped[PersonKey]

    period: Mapped[ReportingPeriod] = relationship(lazy="raise")

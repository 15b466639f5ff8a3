"""Rules of co-funding as data, and amounts that partners propose."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vrs_tracker.domain.vocabulary.cofunding import FundingRuleKind, ProposalState
from vrs_tracker.domain.vocabulary.money import Degree, Payer
from vrs_tracker.tables.base import (
    Base,
    Body,
    Euro,
    EuroCents,
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
from vrs_tracker.tables.finance import Dated, effective_date_known


class FundingRule(Base, Provenanced, Versioned, PostedOnce):
    """A rule with the days between which it holds: a limit in euros, or a share in hundredths of a per cent.

    `name` is how the report calls it. A rule that is replaced ends the day before the next one begins.
    """

    __tablename__ = "funding_rule"
    __table_args__ = (
        sa.CheckConstraint(
            "(kind IN ('programme_cap', 'call_cap')) = (limit_amount IS NOT NULL)", name="cap_has_amount"
        ),
        sa.CheckConstraint(
            "(kind = 'regional_share_max') = (share_limit IS NOT NULL)", name="share_has_limit"
        ),
        sa.CheckConstraint("share_limit BETWEEN 0 AND 10000", name="share_in_range"),
        sa.CheckConstraint("limit_amount > 0", name="limit_positive"),
        sa.CheckConstraint("valid_until >= valid_from", name="ends_after_it_begins"),
        fact_has_source(),
    )

    kind: Mapped[FundingRuleKind] = code(FundingRuleKind)
    name: Mapped[Sentence]
    limit_amount: Mapped[Euro | None] = mapped_column(EuroCents)
    share_limit: Mapped[int | None]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class ShareProposal(Base, Provenanced, Dated, Versioned, PostedOnce):
    """An amount that a partner proposes with its resolution; the budget officer takes it over or asks back.

    `resolution_text` names body, date and number as the partner knows them; `entry_id` is what was booked.
    """

    __tablename__ = "share_proposal"
    __table_args__ = (
        effective_date_known(),
        fact_has_source(),
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.CheckConstraint("(state = 'accepted') = (entry_id IS NOT NULL)", name="accepted_has_entry"),
        sa.CheckConstraint("state <> 'asked_back' OR question <> ''", name="asked_back_has_question"),
    )

    block_id: Mapped[int] = mapped_column(sa.ForeignKey("block.id"), index=True)
    payer: Mapped[Payer] = code(Payer)
    payer_name: Mapped[Name] = mapped_column(default="")
    degree: Mapped[Degree] = code(Degree)
    amount: Mapped[Euro]
    resolution_text: Mapped[Sentence] = mapped_column(default="")
    note: Mapped[Body] = mapped_column(default="")
    state: Mapped[ProposalState] = code(ProposalState)
    question: Mapped[Sentence] = mapped_column(default="")
    proposed_at: Mapped[Moment]
    proposed_by: Mapped[PersonKey]
    settled_at: Mapped[datetime | None] = mapped_column(Utc)
    settled_by: Mapped[str | None] = mapped_column(sa.String(40), sa.ForeignKey("person.key"))
    entry_id: Mapped[int | None] = mapped_column(sa.ForeignKey("funding_entry.id"), unique=True)

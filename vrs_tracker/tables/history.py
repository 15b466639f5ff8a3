"""What was changed, by whom, why: append-only."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vrs_tracker.tables.base import Base, Body, Moment, Sentence


class HistoryEntry(Base):
    """One changed field of one thing. `person_key` stays when the person's name is deleted.

    `kind` is the table's name, `thing_id` the row's id, `field` the column's German label.
    """

    __tablename__ = "history_entry"
    __table_args__ = (sa.Index("ix_history_entry_thing", "kind", "thing_id"),)

    at: Mapped[Moment]
    person_key: Mapped[str] = mapped_column(sa.String(40))
    unit: Mapped[str] = mapped_column(sa.String(200))
    kind: Mapped[str] = mapped_column(sa.String(60))
    thing_id: Mapped[int]
    field: Mapped[str] = mapped_column(sa.String(120))
    old: Mapped[Body]
    new: Mapped[Body]
    reason: Mapped[Sentence] = mapped_column(default="")


class ChainLink(Base):
    """The seal of one history entry: SHA-256 over the link before, the entry and the final row it tells of.

    `thing_sha256` is the digest of that row, or of the list of rows that the entry covers (`SealedRows`);
    empty where the thing may change. Persons are in it by key only,
    so that a name can be deleted without breaking the chain (users.md 1.6).
    """

    __tablename__ = "chain_link"
    __table_args__ = (sa.CheckConstraint("length(sha256) = 64", name="sha256_complete"),)

    history_entry_id: Mapped[int] = mapped_column(sa.ForeignKey("history_entry.id"), unique=True)
    thing_sha256: Mapped[str] = mapped_column(sa.String(64), default="")
    sha256: Mapped[str] = mapped_column(sa.String(64))


class SealedRows(Base):
    """The rows that one entry covers, each with its SHA-256: the amounts of a file, the roles of an account.

    A line is a table, an id and a digest. So a changed row can be named, although it has no entry of its own.
    """

    __tablename__ = "sealed_rows"

    history_entry_id: Mapped[int] = mapped_column(sa.ForeignKey("history_entry.id"), unique=True)
    lines: Mapped[Body]

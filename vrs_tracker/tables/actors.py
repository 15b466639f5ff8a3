"""Municipalities, organisations and deciding bodies."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vrs_tracker.domain.vocabulary.people import OrganisationKind
from vrs_tracker.tables.base import Base, Name, Provenanced, Sentence, code, fact_has_source


class Municipality(Base, Provenanced):
    """A municipality of the region; the AGS (Amtlicher Gemeindeschlüssel) joins it to the map."""

    __tablename__ = "municipality"
    __table_args__ = (
        sa.CheckConstraint("length(ags) = 8 AND substr(ags, 1, 5) = district_ags", name="ags_in_district"),
        fact_has_source(),
    )

    ags: Mapped[str] = mapped_column(sa.String(8), unique=True)
    name: Mapped[Name]
    district_ags: Mapped[str] = mapped_column(sa.String(5), index=True)
    district: Mapped[Name]


class Organisation(Base, Provenanced):
    """An actor: body, municipality, company, research institution."""

    __tablename__ = "organisation"

    name: Mapped[str] = mapped_column(sa.String(200), unique=True)
    short_name: Mapped[Name] = mapped_column(default="")
    kind: Mapped[OrganisationKind] = code(OrganisationKind)
    municipality_id: Mapped[int | None] = mapped_column(sa.ForeignKey("municipality.id"), index=True)


class DecidingBody(Base, Provenanced):
    """A body that decides or advises: assembly, committee, council. Who decides what is data, never code."""

    __tablename__ = "deciding_body"

    name: Mapped[str] = mapped_column(sa.String(200), unique=True)
    short_name: Mapped[Name] = mapped_column(default="")
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    note: Mapped[Sentence] = mapped_column(default="")

    organisation: Mapped[Organisation] = relationship(lazy="raise")

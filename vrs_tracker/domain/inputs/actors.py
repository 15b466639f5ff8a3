"""Municipalities, organisations and deciding bodies as they are entered."""

import re
from dataclasses import dataclass

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.inputs.parts import (
    NAME_LIMIT,
    SENTENCE_LIMIT,
    Correction,
    Origin,
    check_correction,
    check_origin,
    check_text,
)
from vrs_tracker.domain.vocabulary.people import OrganisationKind

_AGS = re.compile(r"[0-9]{8}")


@dataclass(frozen=True, kw_only=True)
class MunicipalityInput(Origin):
    """A municipality by its eight-digit AGS; the first five digits are those of its district."""

    ags: str
    name: str
    district: str


@dataclass(frozen=True, kw_only=True)
class OrganisationInput(Origin, Correction):
    """An actor; `municipality` is the AGS of its town, if that matters."""

    name: str
    kind: OrganisationKind
    short_name: str = ""
    municipality: str | None = None


@dataclass(frozen=True, kw_only=True)
class DecidingBodyInput(Origin, Correction):
    """A body of an organisation."""

    name: str
    organisation_id: int
    short_name: str = ""
    note: str = ""


def check_municipality(new: MunicipalityInput) -> tuple[Violation, ...]:
    """Check names and the form of the AGS (Amtlicher Gemeindeschlüssel)."""
    found: list[Violation] = []
    if not _AGS.fullmatch(new.ags):
        found.append(Violation("ags", "Geben Sie den Gemeindeschlüssel so ein: 08111000."))
    found += check_text("name", new.name, limit=NAME_LIMIT, missing="Geben Sie den Namen der Gemeinde ein.")
    found += check_text("district", new.district, limit=NAME_LIMIT, missing="Geben Sie den Landkreis ein.")
    found += check_origin(new)
    return tuple(found)


def check_organisation(new: OrganisationInput) -> tuple[Violation, ...]:
    """Check names."""
    return (
        *check_text("name", new.name, limit=NAME_LIMIT, missing="Geben Sie den Namen der Organisation ein."),
        *check_text("short_name", new.short_name, limit=NAME_LIMIT),
        *check_origin(new),
        *check_correction(new),
    )


def check_deciding_body(new: DecidingBodyInput) -> tuple[Violation, ...]:
    """Check names."""
    return (
        *check_text("name", new.name, limit=NAME_LIMIT, missing="Geben Sie den Namen des Gremiums ein."),
        *check_text("short_name", new.short_name, limit=NAME_LIMIT),
        *check_text("note", new.note, limit=SENTENCE_LIMIT),
        *check_origin(new),
        *check_correction(new),
    )

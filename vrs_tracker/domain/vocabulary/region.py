"""The districts of Region Stuttgart."""

from vrs_tracker.domain.vocabulary.codes import CodeList

DISTRICT_KEY = "kreis"
"""How an address asks for a district: `?kreis=08115`."""


class District(CodeList):
    """The six districts by their official key.

    „Böblingen“ alone is the town: tables and sentences take the label. The hint is for the map, which shows
    what is meant and has no room.
    """

    STUTTGART = "08111", "Stuttgart", "Stuttgart"
    BOEBLINGEN = "08115", "Landkreis Böblingen", "Böblingen"
    ESSLINGEN = "08116", "Landkreis Esslingen", "Esslingen"
    GOEPPINGEN = "08117", "Landkreis Göppingen", "Göppingen"
    LUDWIGSBURG = "08118", "Landkreis Ludwigsburg", "Ludwigsburg"
    REMS_MURR = "08119", "Rems-Murr-Kreis", "Rems-Murr-Kreis"


def district_named(name: str) -> District | None:
    """Return the district of a recorded name, with or without what it is; None outside the region."""
    short = name.removeprefix("Landkreis ").removeprefix("Landeshauptstadt ")
    return next((district for district in District if short in (district.hint, district.label)), None)


def district_label(name: str) -> str:
    """Return how a recorded name stands in tables: „Landkreis Böblingen“; outside the region as recorded."""
    district = district_named(name)
    return district.label if district else name


def district_for(name: str) -> str:
    """Return a name as it stands behind „für“: „den Landkreis Böblingen“, but „Stuttgart“."""
    label = district_label(name)
    return f"den {label}" if "kreis" in label.casefold() else label

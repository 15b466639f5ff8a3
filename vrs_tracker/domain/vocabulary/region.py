"""The districts of Region Stuttgart."""

from vrs_tracker.domain.vocabulary.codes import CodeList


class District(CodeList):
    """The six districts by their official key; the hint is the name as it stands in a table or on a map."""

    STUTTGART = "08111", "Landeshauptstadt Stuttgart", "Stuttgart"
    BOEBLINGEN = "08115", "Landkreis Böblingen", "Böblingen"
    ESSLINGEN = "08116", "Landkreis Esslingen", "Esslingen"
    GOEPPINGEN = "08117", "Landkreis Göppingen", "Göppingen"
    LUDWIGSBURG = "08118", "Landkreis Ludwigsburg", "Ludwigsburg"
    REMS_MURR = "08119", "Rems-Murr-Kreis", "Rems-Murr-Kreis"


def district_named(name: str) -> District | None:
    """Return the district of a recorded name, with or without „Landkreis“; None outside the region."""
    short = name.removeprefix("Landkreis ")
    return next((district for district in District if short in (district.hint, district.label)), None)

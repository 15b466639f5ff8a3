"""The form of a grant that follows an amount of a resolution: what it begins with."""

from flask import request

from vrs_tracker.domain.vocabulary.money import Degree, FigureSource, Stage
from vrs_tracker.domain.wording import grant_words
from vrs_tracker.extensions import db
from vrs_tracker.features.finance.queries.grants import Granting, granting_of

RESOLVED = "beschlossen"
GRANT = "Bewilligung aus diesem Beschluss erfassen"


def asked_granting() -> Granting | None:
    """Return the amount of a resolution that the address names; None if it names none."""
    resolved_id = request.args.get(RESOLVED, type=int)
    return None if resolved_id is None else granting_of(db.session, resolved_id)


def grant_values(found: Granting) -> dict[str, object]:
    """Return what a grant takes from the resolution; day and notice are its own."""
    names = ("block_id", "payer", "payer_organisation_id", "resolution_id", "budget_year", "budget_line")
    return {
        **{name: getattr(found.resolved, name) for name in names},
        "amount": found.without_grant or None,
        "stage": Stage.COMMITTED,
        "degree": Degree.GRANTED,
        "figure_source": FigureSource.NOTICE,
    }


def grant_intro(found: Granting) -> str:
    """Say what stands in the form."""
    return grant_words(found.without_grant, found.resolved.amount)

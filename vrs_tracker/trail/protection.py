"""What the triggers that keep final rows say when they refuse (tables/protection.py)."""

from sqlalchemy.exc import IntegrityError


def is_protection_error(error: BaseException) -> bool:
    """Whether a statement was refused because it would have changed a final row.

    Both databases raise IntegrityError for that, as for a broken constraint; but no form can mend it, so it
    must not become a form message (decisions.md 3.3).
    """
    return isinstance(error, IntegrityError) and "is final" in str(error.orig)

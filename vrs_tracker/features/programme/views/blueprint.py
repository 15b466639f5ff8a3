"""What the pages of the programme share: the blueprint, the words at the buttons, the way back."""

from flask import Blueprint

from vrs_tracker.tables.programme import Block

bp = Blueprint("programme", "vrs_tracker.features.programme.views")

SAVE = "Speichern"
SAVED = "Die Änderung ist gespeichert."


def page_of(block: Block | None) -> str:
    """Return the page where everybody reads about a block; it belongs to the dashboard."""
    return "/bausteine/" if block is None else f"/bausteine/{block.slug}"

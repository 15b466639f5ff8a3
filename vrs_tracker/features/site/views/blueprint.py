"""The blueprint of what belongs to no area."""

from flask import Blueprint

bp = Blueprint("site", "vrs_tracker.features.site.views")

"""The blueprint of files in and out."""

from flask import Blueprint

bp = Blueprint("exchange", "vrs_tracker.features.exchange.views")

"""The blueprint of accounts, and the cookie that holds the token of a session."""

from flask import Blueprint

bp = Blueprint("accounts", "vrs_tracker.features.accounts.views")

COOKIE = "anmeldung"

"""Pages of accounts: signing in and out, by password or through a personal link; managing accounts."""

from vrs_tracker.features.accounts.views import arriving, links, managing, own, signing_in
from vrs_tracker.features.accounts.views.blueprint import COOKIE, bp

__all__ = ["COOKIE", "arriving", "bp", "links", "managing", "own", "signing_in"]

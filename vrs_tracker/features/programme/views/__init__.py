"""Pages for whoever keeps blocks and projects, and what is agreed to be counted.

What visitors read about a block is a part of the report; this feature has the addresses that write, and for
staff the list of what is agreed.
"""

from vrs_tracker.features.programme.views import blocks, indicators
from vrs_tracker.features.programme.views.blueprint import bp

__all__ = ["blocks", "bp", "indicators"]

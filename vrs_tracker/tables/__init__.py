"""The rows: SQLAlchemy mappings with named constraints, nothing else.

Importing this package registers every table with `Base.metadata`.
"""

from vrs_tracker.tables import (
    accounts,
    actors,
    cofunding,
    control,
    documents,
    finance,
    history,
    network,
    periods,
    programme,
    progress,
    protection,
    reporting,
    supplements,
    totals,
)
from vrs_tracker.tables.base import Base

__all__ = [
    "Base",
    "accounts",
    "actors",
    "cofunding",
    "control",
    "documents",
    "finance",
    "history",
    "network",
    "periods",
    "programme",
    "progress",
    "protection",
    "reporting",
    "supplements",
    "totals",
]

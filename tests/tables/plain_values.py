"""Values that the rows of tests share."""

from datetime import UTC, date, datetime
from decimal import Decimal

from vrs_tracker.domain.vocabulary import money

ID = 9001
NOW = datetime(2026, 7, 24, 8, 42, tzinfo=UTC)
DAY = date(2026, 7, 24)
AMOUNT = Decimal("1000.00")

ENTERED = {"provenance": money.Provenance.ENTERED}
ON_THE_DAY = {"effective_on": DAY, "date_precision": money.DatePrecision.DAY}
DRAFT = {**ENTERED, **ON_THE_DAY, "amount": AMOUNT, "recorded_at": NOW, "recorded_by": "first"}

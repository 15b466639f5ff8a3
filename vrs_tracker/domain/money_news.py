"""What status updates say about money, and the budget office answers: open until it is settled."""

from vrs_tracker.domain.errors import Violation

MONEY_NEWS = "Gemeldete Änderung der Mittel"
"""What the history calls it."""
OPEN, SETTLED = "offen", "erledigt"


def check_settling(money_change: str) -> tuple[Violation, ...]:
    """Check that an update says anything about money that can be settled."""
    if money_change:
        return ()
    return (Violation("", "In dieser Meldung ist keine Änderung der Mittel genannt."),)


def settled_sentence(block: str, period: str, *, is_settled: bool) -> str:
    """Say what has become of the news of a block for a half-year, after a button was pressed."""
    subject = f"Die gemeldete Änderung der Mittel für {block} ({period})"
    return f"{subject} ist als erledigt gekennzeichnet." if is_settled else f"{subject} ist wieder offen."

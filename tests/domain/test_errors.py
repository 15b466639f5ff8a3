"""A refusal carries the sentence that is shown."""

import pytest

from vrs_tracker.domain.errors import Conflict, Forbidden, NotFound, RuleViolations, Violation, require

NO_MEASURE = Violation("measures", "Nennen Sie die Gegenmaßnahme und ihren Termin.")
NO_AMOUNT = Violation("amount", "Nennen Sie den Betrag.")


def test_all_broken_rules_are_reported_at_once_and_in_order() -> None:
    with pytest.raises(
        RuleViolations, match=r"^Nennen Sie die .* Termin\. Nennen Sie den Betrag\.$"
    ) as refused:
        require(violation for violation in (NO_MEASURE, NO_AMOUNT))
    assert refused.value.violations == (NO_MEASURE, NO_AMOUNT)


def test_nothing_is_raised_where_no_rule_is_broken() -> None:
    found: list[Violation] = []
    require(found)
    assert found == []


@pytest.mark.parametrize("kind", [NotFound, Conflict, Forbidden])
def test_a_refusal_carries_its_sentence(kind: type[NotFound | Conflict | Forbidden]) -> None:
    refusal = kind("Diesen Baustein gibt es nicht.")
    assert refusal.sentence == str(refusal) == "Diesen Baustein gibt es nicht."

"""The indicators of a block as staff read them."""

from datetime import date
from decimal import Decimal

from vrs_tracker.domain.lists.indicators import AgreedIndicator, indicator_list
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.progress import IndicatorKind

BARE = AgreedIndicator(
    id=3,
    kind=IndicatorKind.COMPANIES,
    baseline=None,
    target=None,
    target_on=None,
    ended_on=None,
    actual=None,
    actual_as_of=None,
    is_estimated=False,
    source="",
    provenance=Provenance.DEMO,
)
FULL = AgreedIndicator(
    id=4,
    kind=IndicatorKind.EVENTS,
    baseline=Decimal(2),
    target=Decimal(20),
    target_on=date(2027, 12, 31),
    ended_on=date(2026, 5, 1),
    actual=Decimal("7.5"),
    actual_as_of=date(2026, 6, 30),
    is_estimated=True,
    source="Zuwendungsbescheid",
    provenance=Provenance.DEMO,
)


def _texts(*lines: AgreedIndicator, may_edit: bool = True) -> list[list[str]]:
    table = indicator_list(lines, folder="/bausteine/ki-xc/kennzahlen", may_edit=may_edit)
    return [[cell.text for cell in row.cells] for row in table.rows]


def _addresses(*lines: AgreedIndicator, may_edit: bool) -> list[str]:
    table = indicator_list(lines, folder="/bausteine/ki-xc/kennzahlen", may_edit=may_edit)
    return [row.cells[0].address for row in table.rows]


def test_what_is_not_agreed_is_said_in_words() -> None:
    gap = "keine Angabe"
    assert _texts(BARE)[0][1:] == [gap, "noch nicht vereinbart", gap, gap, gap, gap, "wird gezählt"]


def test_an_estimated_value_and_an_end_are_told() -> None:
    assert _texts(FULL)[0][1:] == [
        "2",
        "20",
        "31.12.2027",
        "7,5 (geschätzt)",
        "30.06.2026",
        "Zuwendungsbescheid",
        "beendet am 01.05.2026",
    ]


def test_only_who_may_edit_is_led_to_the_form_and_nobody_to_that_of_an_ended_one() -> None:
    form, history = "/bausteine/ki-xc/kennzahlen/3", "/verlauf/indicator_target"
    assert _addresses(BARE, FULL, may_edit=True) == [form, f"{history}/4"]
    assert _addresses(BARE, FULL, may_edit=False) == [f"{history}/3", f"{history}/4"]

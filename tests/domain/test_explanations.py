"""What the help says about limits and calculations is what the rules do."""

from decimal import Decimal

import pytest

from vrs_tracker.domain.counting import DIFFERENCES
from vrs_tracker.domain.criteria import criteria, message_rule
from vrs_tracker.domain.facts.money import Staircase
from vrs_tracker.domain.glossary import PRONUNCIATIONS, terms
from vrs_tracker.domain.help_pages import help_page, own_pages
from vrs_tracker.domain.lights import THRESHOLDS, propose_cost
from vrs_tracker.domain.notation import sort_key_de
from vrs_tracker.domain.policy import PUBLIC, Person
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import Dimension, Light

STEPS = Staircase(
    frame=Decimal("16.22"),
    appropriated=Decimal("14.80"),
    blocked=Decimal("2.10"),
    released=Decimal("12.70"),
    committed=Decimal("11.35"),
    disbursed=Decimal("4.92"),
)
NAMES = {"Rahmen laut Antrag": "frame", "freigegeben": "released", "bewilligt": "committed"} | {
    "ausgezahlt": "disbursed"
}


def by_dimension(dimension: Dimension) -> tuple[str, ...]:
    [found] = [each for each in criteria() if each.dimension is dimension]
    return tuple(text.replace("\N{NO-BREAK SPACE}", " ") for text in found[1:])


def test_every_dimension_has_its_criteria() -> None:
    assert [each.dimension for each in criteria()] == list(Dimension)


def test_the_limits_of_time_are_those_of_the_rules() -> None:
    on_track, at_risk, off_track = by_dimension(Dimension.SCHEDULE)
    assert f"mehr als {THRESHOLDS.on_track_days} Tage" in on_track
    assert f"{THRESHOLDS.on_track_days + 1} bis {THRESHOLDS.at_risk_days} Tage" in at_risk
    assert f"mehr als {THRESHOLDS.at_risk_days} Tage" in off_track
    assert f"{THRESHOLDS.message_days} Tage" in message_rule().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("expected", "light", "place"),
    [
        ("105.00", Light.ON_TRACK, 0),
        ("105.01", Light.AT_RISK, 1),
        ("115.00", Light.AT_RISK, 1),
        ("115.01", Light.OFF_TRACK, 2),
    ],
)
def test_the_limits_of_cost_are_those_of_the_rules(expected: str, light: Light, place: int) -> None:
    assert propose_cost(Decimal(100), Decimal(expected)).light is light
    assert (
        by_dimension(Dimension.COST)[place]
        == (
            "höchstens 5 % über dem Beschluss",
            "mehr als 5 und höchstens 15 % über dem Beschluss",
            "mehr als 15 % über dem Beschluss",
        )[place]
    )


def test_a_light_is_described_with_the_limits_of_the_rules() -> None:
    """The hints of the vocabulary are texts of their own, printed in the legend."""
    days, percents = THRESHOLDS.on_track_days, THRESHOLDS.on_track_percent
    assert f"höchstens {days} Tage später, höchstens {percents} % teurer" in Light.ON_TRACK.hint
    assert f"{days + 1} bis {THRESHOLDS.at_risk_days} Tage später" in Light.AT_RISK.hint
    assert f"mehr als {THRESHOLDS.at_risk_percent} % teurer" in Light.OFF_TRACK.hint
    assert f"mehr als {THRESHOLDS.message_days} Tage" in Light.UNKNOWN.hint


@pytest.mark.parametrize(
    ("name", "amount"),
    [("verfügbar", "1.35"), ("noch auszuzahlen", "6.43"), ("noch nicht bewilligt", "4.87")],
)
def test_a_figure_is_the_difference_that_is_named(name: str, amount: str) -> None:
    [found] = [each for each in DIFFERENCES if each.name == name]
    whole, part = (getattr(STEPS, NAMES[step]) for step in (found.whole, found.part))
    assert whole - part == Decimal(amount)
    assert name != "verfügbar" or whole - part == STEPS.available


def test_the_terms_stand_in_german_order_each_once() -> None:
    names = [name for name, _ in terms()]
    assert names == sorted(names, key=sort_key_de)
    assert len(names) == len(set(names))
    assert all(meaning for _, meaning in (*terms(), *PRONUNCIATIONS))


def test_a_difference_is_written_as_it_is_spoken() -> None:
    assert [each.formula for each in DIFFERENCES[:2]] == [
        (
            "freigegeben minus bewilligt minus durch Haushaltssperre angehalten plus durch "
            "Verpflichtungsermächtigung gedeckt"
        ),
        "bewilligt minus ausgezahlt",
    ]


def test_every_role_finds_the_page_for_what_it_does() -> None:
    assert help_page("gibt-es-nicht") is None
    for role in Role:
        (own,) = own_pages(Person(key="p1", roles=frozenset({role})))
        assert help_page(own.name) is own
        assert own.address == f"/hilfe/{own.name}"
    assert own_pages(PUBLIC) == ()

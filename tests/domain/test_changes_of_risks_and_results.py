"""Changes of risks and indicators in sentences."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.domain.report_values import make_block, make_indicator, make_risk
from tests.domain.told_changes import told_of_block
from vrs_tracker.domain.facts.blocks import Indicator, Risk
from vrs_tracker.domain.vocabulary.progress import IndicatorKind, Level, RiskState, Trend


def _told(old: Risk | None, new: Risk | None) -> list[str]:
    before, after = (make_block(risks=(risk,) if risk else ()) for risk in (old, new))
    return told_of_block(before, after)


# ---------------------------------------------------------------- risks


def test_a_new_risk_is_told_with_cause_and_countermeasure() -> None:
    assert _told(None, make_risk()) == [
        (
            "Neues Risiko „Baupreise“: Eintritt mittel, Schaden hoch. "
            "Ursache: Angebote liegen über der Kostenberechnung. "
            "Gegenmaßnahme: Vergabe in Losen. Zuständig: Projektleitung. Termin: 30.09.2026."
        )
    ]


def test_a_new_risk_without_a_countermeasure_says_so() -> None:
    bare = make_risk(cause="", measure="", responsible="", due=None)
    assert _told(None, bare) == [
        (
            "Neues Risiko „Baupreise“: Eintritt mittel, Schaden hoch. "
            "Eine Gegenmaßnahme ist noch nicht festgelegt."
        )
    ]


def test_a_risk_can_be_settled_taken_out_and_opened_again() -> None:
    risk, settled = make_risk(), make_risk(state=RiskState.SETTLED)
    assert _told(risk, settled) == ["Das Risiko „Baupreise“ ist erledigt."]
    assert _told(risk, None) == ["Das Risiko „Baupreise“ steht nicht mehr im Bericht."]
    assert _told(settled, risk)[0].startswith("Das Risiko „Baupreise“ ist wieder offen: Eintritt mittel,")
    assert _told(settled, None) == []
    assert _told(None, settled) == []


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (
            {"likelihood": Level.HIGH},
            (
                "Das Risiko „Baupreise“ ist gestiegen: Eintritt jetzt hoch statt mittel, "
                "Schaden bleibt hoch. Ursache: Angebote liegen über der Kostenberechnung."
            ),
        ),
        (
            {"damage": Level.LOW},
            "Das Risiko „Baupreise“ ist gesunken: Eintritt bleibt mittel, Schaden jetzt gering statt hoch.",
        ),
        (
            {"likelihood": Level.HIGH, "damage": Level.MEDIUM},
            (
                "Das Risiko „Baupreise“ ist anders eingeschätzt: Eintritt jetzt hoch statt mittel, "
                "Schaden jetzt mittel statt hoch. Ursache: Angebote liegen über der Kostenberechnung."
            ),
        ),
        (
            {"trend": Trend.RISING},
            (
                "Das Risiko „Baupreise“ ist gestiegen: Eintritt bleibt mittel, Schaden bleibt hoch. "
                "Ursache: Angebote liegen über der Kostenberechnung."
            ),
        ),
        (
            {"trend": Trend.FALLING},
            "Das Risiko „Baupreise“ ist gesunken: Eintritt bleibt mittel, Schaden bleibt hoch.",
        ),
        (
            {"measure": "Ein Los weniger"},
            (
                "Das Risiko „Baupreise“ ist unverändert eingeschätzt. Neue Gegenmaßnahme: Ein Los weniger. "
                "Zuständig: Projektleitung. Termin: 30.09.2026."
            ),
        ),
        (
            {"measure": ""},
            (
                "Das Risiko „Baupreise“ ist unverändert eingeschätzt. "
                "Eine Gegenmaßnahme ist noch nicht festgelegt."
            ),
        ),
        (
            {"responsible": "Bauamt", "due": None},
            (
                "Das Risiko „Baupreise“ ist unverändert eingeschätzt. "
                "Zuständig für die Gegenmaßnahme: Bauamt. "
                "Termin der Gegenmaßnahme: keine Angabe, im letzten Bericht 30.09.2026."
            ),
        ),
        (
            {"damage": Level.MEDIUM, "due": date(2026, 12, 1)},
            (
                "Das Risiko „Baupreise“ ist gesunken: Eintritt bleibt mittel, "
                "Schaden jetzt mittel statt hoch. "
                "Termin der Gegenmaßnahme: 01.12.2026, im letzten Bericht 30.09.2026."
            ),
        ),
    ],
    ids=["rises", "falls", "otherwise", "trend up", "trend down", "measure", "none", "who", "falls, date"],
)
def test_a_risk_that_is_seen_or_countered_otherwise_is_told(now: dict[str, Any], sentence: str) -> None:
    assert _told(make_risk(), replace(make_risk(), **now)) == [sentence]


def test_a_trend_that_says_the_same_as_before_is_no_change() -> None:
    rising = make_risk(trend=Trend.RISING)
    assert _told(rising, rising) == []
    assert _told(rising, make_risk(trend=Trend.SAME)) == []


# ---------------------------------------------------------------- indicators


def _figure(
    actual: int | None,
    target: int | None = 40,
    *,
    estimated: bool = False,
    target_on: date | None = None,
    baseline: Decimal | None = None,
) -> Indicator:
    return make_indicator(
        actual=None if actual is None else Decimal(actual),
        target=None if target is None else Decimal(target),
        is_estimated=estimated,
        target_on=target_on,
        baseline=baseline,
    )


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (_figure(4), _figure(11), "11, im letzten Bericht 4; Ziel 40"),
        (_figure(11), _figure(1200), "1.200, im letzten Bericht 11; Ziel 40, erreicht"),
        (_figure(11), _figure(11, estimated=True), "11 (geschätzt), im letzten Bericht 11; Ziel 40"),
        (_figure(11), _figure(None), "keine Angabe, im letzten Bericht 11; Ziel 40"),
        (_figure(11), _figure(11, 50), "11; Ziel jetzt 50, vorher 40"),
        (_figure(11, None), _figure(11, 10), "11; neues Ziel 10, erreicht"),
        (_figure(11), _figure(11, None), "11; kein Ziel mehr, vorher 40"),
        (_figure(11, None), _figure(12, None), "12, im letzten Bericht 11; ein Ziel ist nicht vereinbart"),
        (None, _figure(None), "keine Angabe; neues Ziel 40"),
        (
            _figure(11, target_on=date(2027, 6, 30)),
            _figure(11, target_on=date(2027, 12, 31)),
            "11; Ziel 40; Ziel jetzt bis 31.12.2027, vorher bis 30.06.2027",
        ),
        (
            _figure(11, baseline=Decimal(3)),
            _figure(11, baseline=Decimal(5)),
            "11; Ziel 40; Ausgangswert jetzt 5, vorher 3",
        ),
        (_figure(3), None, "keine Angabe, im letzten Bericht 3; kein Ziel mehr, vorher 40"),
    ],
)
def test_a_result_is_told_with_what_it_was_and_its_target(
    before: Indicator | None, now: Indicator | None, told: str
) -> None:
    old, new = (make_block(indicators=(each,) if each else ()) for each in (before, now))
    assert told_of_block(old, new) == [f"Erreichte Unternehmen: {told}."]


def test_a_day_or_first_value_that_an_earlier_report_did_not_tell_is_no_change() -> None:
    bare, agreed = _figure(11), _figure(11, target_on=date(2027, 6, 30), baseline=Decimal(3))
    for before, now in ((bare, agreed), (agreed, bare)):
        assert told_of_block(make_block(indicators=(before,)), make_block(indicators=(now,))) == []


def test_money_of_third_parties_is_told_in_euros() -> None:
    old, new = (
        make_block(indicators=(make_indicator(kind=IndicatorKind.FOLLOW_UP, actual=amount, target=None),))
        for amount in (None, Decimal("250000.00"))
    )
    assert told_of_block(old, new) == [
        "Folgeförderung in Euro: 250.000, im letzten Bericht keine Angabe; ein Ziel ist nicht vereinbart."
    ]

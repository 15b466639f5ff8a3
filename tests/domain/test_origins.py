"""Which figure an amount is: its name, its address, what it means."""

import pytest

from tests.domain.report_values import (
    make_report,
)
from vrs_tracker.domain.origins import (
    FURTHER,
    PROJECTS,
    WITHOUT,
    Origin,
    Traced,
    district_code,
    of_share,
    of_stage,
    of_year,
    origin_of,
    traced,
)
from vrs_tracker.domain.provenance.meanings import counted_words, formed, meaning
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import (
    Stage,
)

NBSP = "\N{NO-BREAK SPACE}"


# ---------------------------------------------------------------- name and address


@pytest.mark.parametrize(
    ("origin", "address", "name"),
    [
        (Origin(Measure.FRAME), "/zahlen/rahmen", "Rahmen laut Antrag"),
        (
            of_stage(Stage.DISBURSED, block="ki-xc", payer="vrs", year="2026", named="KI-XC"),
            "/zahlen/ausgezahlt?baustein=ki-xc&geldgeber=vrs&jahr=2026",
            "ausgezahlt, KI-XC, regional, 2026",
        ),
        (
            of_share(Measure.CURRENT, None, FURTHER),
            "/zahlen/heute?baustein=programm&geldgeber=weitere",
            "heute erfasst, nicht aufgeteilt, weitere Geldgeber",
        ),
        (
            of_stage(Stage.COMMITTED, district=district_code("Böblingen")),
            "/zahlen/bewilligt?kreis=08115",
            "bewilligt, Landkreis Böblingen",
        ),
        (
            of_stage(Stage.COMMITTED, district=district_code("Ostalbkreis")),
            "/zahlen/bewilligt?kreis=Ostalbkreis",
            "bewilligt, Ostalbkreis",
        ),
        (
            of_stage(Stage.COMMITTED, district=district_code(None)),
            "/zahlen/bewilligt?kreis=ohne",
            "bewilligt, ohne Landkreis",
        ),
        (of_year(Measure.RELEASED, None), "/zahlen/freigegeben?jahr=ohne", "freigegeben, ohne Jahr"),
        (Origin(Measure.OPEN, until="2026"), "/zahlen/noch-auszuzahlen?bis=2026", None),
        (
            Origin(Measure.CURRENT, group=PROJECTS),
            "/zahlen/heute?gruppe=projekte",
            "heute erfasst, weitere Projekte",
        ),
        (
            Origin(Measure.BLOCKED, line="5711 A"),
            "/zahlen/gesperrt?stelle=5711+A",
            "gesperrt (Sperrvermerk), Buchungsstelle 5711 A",
        ),
        (
            Origin(Measure.BLOCKED, line=WITHOUT),
            "/zahlen/gesperrt?stelle=ohne",
            "gesperrt (Sperrvermerk), ohne Buchungsstelle",
        ),
    ],
)
def test_a_figure_has_an_address_and_a_name(origin: Origin, address: str, name: str | None) -> None:
    assert origin.address == address
    assert origin.name == (name or "noch auszuzahlen, bis Ende 2026")


def test_an_amount_knows_its_figure_and_stays_the_words_it_is() -> None:
    cell = traced("4,92", Origin(Measure.DISBURSED))
    assert cell == "4,92"
    assert isinstance(cell, Traced)
    assert cell.question == f"Woher kommt diese Zahl: ausgezahlt, 4,92{NBSP}Mio.{NBSP}€?"
    plain = traced("4.920.000,00 €", Origin(Measure.DISBURSED), unit="")
    assert isinstance(plain, Traced)
    assert plain.question == "Woher kommt diese Zahl: ausgezahlt, 4.920.000,00 €?"
    assert not isinstance(traced("keine Angabe", None), Traced)


@pytest.mark.parametrize(
    "words",
    [
        {"jahr": "20"},
        {"jahr": "2025", "bis": "2026"},
        {"bis": "ohne"},
        {"geldgeber": "nobody"},
        {"gruppe": "bausteine"},
    ],
)
def test_words_that_do_not_narrow_a_figure_name_none(words: dict[str, str]) -> None:
    assert origin_of("bewilligt", words) is None


def test_other_words_of_an_address_do_not_matter() -> None:
    assert origin_of("bewilligt", {"stand": "2026-H1", "seite": "2"}) == Origin(Measure.COMMITTED)
    assert origin_of("heute", {"gruppe": "keine"}) is None
    assert origin_of("rest", {}) is None


# ---------------------------------------------------------------- what it means


@pytest.mark.parametrize("measure", Measure)
def test_each_figure_has_a_meaning_and_a_formula(measure: Measure) -> None:
    assert meaning(Origin(measure)).endswith(".")
    assert formed(Origin(measure)).endswith(".")


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        (Origin(Measure.COMMITTED), "Gezählt sind regionale Mittel. Stichtag ist der 30.06.2026."),
        (
            of_stage(Stage.COMMITTED, block="ki-xc", payer="private"),
            (
                "Gezählt sind private Mittel. Beträge, die auch in einer nicht aufgeteilten Summe enthalten "
                "sind, zählen beim Vorhaben mit. Stichtag ist der 30.06.2026."
            ),
        ),
        (
            of_stage(Stage.COMMITTED, district="08115"),
            (
                "Gezählt sind regionale Mittel. Ein Vorhaben in mehreren Landkreisen zählt in jedem voll. "
                "Stichtag ist der 30.06.2026."
            ),
        ),
        (
            Origin(Measure.CURRENT, payer=FURTHER),
            "Gezählt sind Anteile von Land, Bund und Europäischer Union. Stichtag ist der 30.06.2026.",
        ),
        (
            Origin(Measure.MOTION),
            "Gezählt sind Anteile aller Geldgeber. Stichtag ist der 30.06.2026.",
        ),
    ],
)
def test_whose_money_counts_is_said(origin: Origin, words: str) -> None:
    assert counted_words(make_report(), origin) == words

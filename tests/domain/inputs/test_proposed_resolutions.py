"""The resolution behind a proposed amount, told from the partner's words."""

from dataclasses import replace
from datetime import date

import pytest

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.proposed_resolutions import (
    NamedResolution,
    ProposedResolution,
    body_words,
    check_proposed_resolution,
    figure_source_of,
    proof_words,
    read_resolution,
    source_words,
    title_words,
)
from vrs_tracker.domain.vocabulary.money import DatePrecision, Degree, FigureSource

TODAY = date(2026, 7, 9)
DECIDED = PreciseDate(date(2026, 3, 14), DatePrecision.DAY)
NEW = ProposedResolution(body_id=1, body_name="", decided=DECIDED, title="Eigenanteil", document="")


def broken(new: ProposedResolution, *, organisation_id: int | None = 7) -> set[str]:
    """Return the fields at which something is wrong."""
    found = check_proposed_resolution(new, TODAY, organisation_id=organisation_id)
    return {violation.field for violation in found}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Gemeinderat, 14.03.2026, Nr. 21/2026", NamedResolution("Gemeinderat", DECIDED, "Nr. 21/2026")),
        ("14.03.2026 , Gemeinderat", NamedResolution("Gemeinderat", DECIDED)),
        ("Kreistag, Nr. 4, Teil 2", NamedResolution("Kreistag", None, "Nr. 4, Teil 2")),
        (
            "Kreistag, 03.2026",
            NamedResolution("Kreistag", PreciseDate(date(2026, 3, 1), DatePrecision.MONTH)),
        ),
        ("Kreistag, unbekannt", NamedResolution("Kreistag", None, "unbekannt")),
        ("", NamedResolution()),
        (" , ,", NamedResolution()),
    ],
)
def test_body_date_and_number_are_told_apart(text: str, named: NamedResolution) -> None:
    assert read_resolution(text) == named


def test_a_body_is_told_from_those_of_other_towns() -> None:
    assert body_words("Gemeinderat", "Stadt Böblingen") == "Gemeinderat (Stadt Böblingen)"
    assert body_words("Gemeinderat der Stadt Böblingen", "Stadt Böblingen") == (
        "Gemeinderat der Stadt Böblingen"
    )
    assert body_words("", "Stadt Böblingen") == ""
    assert body_words("Kreistag", "") == "Kreistag"


def test_what_proves_an_amount_is_the_best_that_the_partner_gave() -> None:
    assert proof_words("Gemeinderat, 14.03.2026", TODAY, has_document=True) == "Gemeinderat, 14.03.2026"
    assert proof_words("", TODAY, has_document=True) == "Unterlage zum Vorschlag vom 09.07.2026"
    assert proof_words("", TODAY, has_document=False) == "Mitteilung der Projektleitung vom 09.07.2026"


def test_the_suggested_title_says_for_what_and_by_whom() -> None:
    assert title_words("AITransform", "Landkreis Böblingen") == "Mittel für AITransform (Landkreis Böblingen)"


def test_the_source_names_who_pays_if_nothing_else_does() -> None:
    assert source_words("Projektleitung", TODAY, "") == "Vorschlag von Projektleitung, 09.07.2026"
    assert source_words("Projektleitung", TODAY, "Förderkreis") == (
        "Vorschlag von Projektleitung, 09.07.2026; zahlende Stelle: Förderkreis"
    )


def test_the_source_of_a_figure_follows_from_what_stands_behind_it() -> None:
    assert figure_source_of(Degree.PLEDGED, has_resolution=True) is FigureSource.RESOLUTION
    assert figure_source_of(Degree.GRANTED, has_resolution=False) is FigureSource.NOTICE
    assert figure_source_of(Degree.PLEDGED, has_resolution=False) is FigureSource.MESSAGE


def test_a_resolution_needs_body_day_and_title() -> None:
    assert broken(NEW) == set()
    assert broken(replace(NEW, body_id=None, decided=None, title=" ")) == {"body_id", "decided", "title"}
    assert broken(replace(NEW, decided=PreciseDate(date(2026, 8, 1), DatePrecision.DAY))) == {"decided"}


def test_a_new_body_belongs_to_the_organisation_that_pays() -> None:
    new = replace(NEW, body_id=None, body_name="Gemeinderat")
    assert broken(new) == set()
    assert broken(new, organisation_id=None) == {"body_name"}

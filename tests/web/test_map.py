"""The small map, and links in the sentences of a report."""

import re

from tests.domain.sample_report import sample_report
from vrs_tracker.domain.chapters.districts import DistrictMap, district_map
from vrs_tracker.domain.vocabulary.region import District
from vrs_tracker.web.references import with_references
from vrs_tracker.web.svg.map import draw_map, outlines

LIGHT_ENOUGH = 4_500


def drawn() -> str:
    value = district_map(sample_report())
    assert value is not None
    return draw_map(value)


def test_every_district_is_drawn_with_its_name_and_its_value() -> None:
    svg = drawn()
    assert svg.count("<path") == len(District)
    for district in District:
        assert f">{district.hint}<tspan" in svg
    assert ">5,00</tspan>" in svg
    assert svg.count("map__area--3") == 2


def test_the_map_says_what_it_shows_and_is_small() -> None:
    svg = drawn()
    assert 'role="img"' in svg
    assert "<title>Karte der Landkreise</title><desc>Bewilligte regionale Mittel" in svg
    assert "style=" not in svg
    assert len(svg) < LIGHT_ENOUGH


def test_labels_lie_within_the_drawing_above_all_areas() -> None:
    shape = outlines()
    assert all(0 < x < shape.width and 0 < y < shape.height for x, y in shape.places.values())
    svg = drawn()
    assert svg.rindex("<path") < svg.index("<text")


def test_the_source_of_the_outlines_is_named() -> None:
    assert outlines().source == "© GeoBasis-DE / BKG 2017 (Daten verändert)"


def test_texts_on_the_map_are_escaped() -> None:
    value = DistrictMap(title="<a>", alt="&", labels={District.STUTTGART: "<b>"}, grades={})
    assert re.findall(r"<(?:a|b)>", draw_map(value)) == []


def test_a_number_of_a_section_becomes_a_link() -> None:
    assert with_references("Wege: Nummer\N{NO-BREAK SPACE}6.7.", "/berichte/2026-H1") == (
        'Wege: <a href="/berichte/2026-H1/nummer-6.7">Nummer\N{NO-BREAK SPACE}6.7</a>.'
    )


def test_everything_else_is_escaped() -> None:
    assert with_references("<b> Nummer 5 & 3", "/x") == (
        '&lt;b&gt; <a href="/x/nummer-5">Nummer 5</a> &amp; 3'
    )
    assert with_references("ohne", "/x") == "ohne"

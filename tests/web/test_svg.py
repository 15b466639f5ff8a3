"""Charts as SVG: legible at every extreme, the same every time, and honest about what is missing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.chart_values import (
    AS_OF,
    CHARTS,
    LONG,
    bars,
    lights,
    lines,
    milestone,
    names,
    panels,
    parse,
    read_labels,
    read_points,
    region_map,
    rising,
    series,
    timeline,
)
from vrs_tracker.domain.charts import BarChart, Chart, Series
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.vocabulary.region import District
from vrs_tracker.web.svg.axes import unit_text
from vrs_tracker.web.svg.drawing import BROAD, NARROW, PRINT, WEB, draw_chart
from vrs_tracker.web.svg.map import outlines
from vrs_tracker.web.svg.scale import ticks
from vrs_tracker.web.svg.style import Style

every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
every_style = pytest.mark.parametrize(
    "style", [PRINT, WEB, NARROW, BROAD], ids=["print", "web", "narrow", "broad"]
)


def texts(chart: Chart) -> list[str]:
    return [label.text for label in read_labels(draw_chart(chart, PRINT))]


def assert_legible(svg: str, style: Style) -> None:
    height = float(parse(svg).attrib["height"])
    labels = read_labels(svg)
    for label in labels:
        assert label.left >= -0.01, f"cut at the left: {label}"
        assert label.right <= style.width + 0.01, f"cut at the right: {label}"
        assert label.top >= -0.01, f"cut at the top: {label}"
        assert label.bottom <= height + 0.01, f"cut at the bottom: {label}"
    overlaps = [(one, other) for one, other in combinations(labels, 2) if one.overlaps(other)]
    assert not overlaps, overlaps[0]
    for x, y in read_points(svg):
        assert -0.5 <= x <= style.width + 0.5
        assert -0.5 <= y <= height + 0.5


@every_chart
@every_style
def test_nothing_overlaps_or_is_cut(chart: Chart, style: Style) -> None:
    assert_legible(draw_chart(chart, style), style)


amounts = st.none() | st.decimals(
    min_value=Decimal(-999_000_000), max_value=Decimal(999_000_000), places=2, allow_nan=False
)
words = st.text("abcdefghijklmnopqrstuvwxyzäöüß ABC0123456789()-", min_size=1, max_size=60).filter(str.strip)


@st.composite
def chart_values(draw: st.DrawFn) -> tuple[list[str], list[Series]]:
    categories = draw(st.lists(words, min_size=1, max_size=12))
    rows = draw(
        st.lists(
            st.tuples(words, st.lists(amounts, min_size=len(categories), max_size=len(categories))),
            min_size=1,
            max_size=4,
        )
    )
    return categories, [Series(name, tuple(values)) for name, values in rows]


@settings(max_examples=200, deadline=None)
@given(values=chart_values(), stacked=st.booleans(), horizontal=st.booleans())
def test_any_bar_chart_is_legible(
    *, values: tuple[list[str], list[Series]], stacked: bool, horizontal: bool
) -> None:
    categories, rows = values
    chart = bars(categories, *rows, stacked=stacked, horizontal=horizontal)
    assert_legible(draw_chart(chart, PRINT), PRINT)


@settings(max_examples=200, deadline=None)
@given(chart_values())
def test_any_line_chart_is_legible(values: tuple[list[str], list[Series]]) -> None:
    categories, rows = values
    assert_legible(draw_chart(lines(categories, *rows), PRINT), PRINT)


days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(words, days, st.none() | days, st.none() | days), max_size=12))
def test_any_timeline_is_legible(rows: list[tuple[str, date, date | None, date | None]]) -> None:
    for style in (PRINT, NARROW):
        assert_legible(draw_chart(timeline(*(milestone(*row) for row in rows)), style), style)


@every_chart
def test_same_chart_gives_the_same_bytes(chart: Chart) -> None:
    assert draw_chart(chart, PRINT) == draw_chart(chart, PRINT)


@every_chart
def test_print_names_every_colour(chart: Chart) -> None:
    svg = draw_chart(chart, PRINT)
    assert "currentColor" not in svg
    assert "var(" not in svg


def test_page_leaves_colours_to_the_style_sheet() -> None:
    svg = draw_chart(CHARTS["seven by two"], WEB)
    assert 'fill="currentColor"' in svg
    assert "var(--chart-deep, #12464f)" in svg


@every_chart
def test_drawing_needs_no_ids_that_could_clash_on_a_page(chart: Chart) -> None:
    root = parse(draw_chart(chart))
    assert not [element for element in root.iter() if "id" in element.attrib or "style" in element.attrib]


def test_title_and_description_come_first_and_are_escaped() -> None:
    chart = CHARTS["one bar"]
    assert isinstance(chart, BarChart)
    hostile = replace(
        chart,
        title="<script>alert(1)</script>",
        alt='A & B "C"',
        finding="<i>",
        source="</desc>",
        categories=("</text><b>",),
    )
    svg = draw_chart(hostile)
    title, description, *_ = parse(svg)
    assert title.text == "<script>alert(1)</script>"
    assert description.text == 'A & B "C"'
    assert "<script>" not in svg
    assert {"</text><b>", "<i>", "</desc>"} <= {label.text for label in read_labels(svg)}


def test_font_family_with_a_digit_is_quoted() -> None:
    root = parse(draw_chart(CHARTS["one bar"]))
    assert root.attrib["font-family"] == '"Source Sans 3", sans-serif'


def test_numbers_are_german_and_carry_the_same_decimals() -> None:
    shown = texts(bars(["A", "B"], series("Betrag", "1234.5", "-0.25"), horizontal=True))
    assert "1.234,50" in shown
    assert "−0,25" in shown


def test_missing_value_is_named_and_zero_is_written() -> None:
    shown = texts(bars(["A", "B"], series("Betrag", None, 0), horizontal=True))
    assert "keine Angabe" in shown
    assert "0" in shown


def test_stack_without_any_value_has_no_total_of_zero() -> None:
    chart = bars(["A", "B"], series("x", None, 1), series("y", None, 2), stacked=True, horizontal=True)
    shown = texts(chart)
    assert "keine Angabe" in shown
    assert "3" in shown
    assert "0" not in shown


def test_smallest_value_beside_the_largest_still_shows() -> None:
    without = draw_chart(bars(["A", "B"], series("Betrag", 0, "999000000"), horizontal=True), PRINT)
    tiny = draw_chart(bars(["A", "B"], series("Betrag", "0.01", "999000000.00"), horizontal=True), PRINT)
    assert tiny.count("<path") == without.count("<path") + 1


def test_names_that_do_not_fit_below_turn_the_bars() -> None:
    standing = bars(["A", "B"], series("Betrag", 1, 2))
    lying = bars(["A", LONG.replace(" ", "")], series("Betrag", 1, 2))
    assert next(label.left for label in read_labels(draw_chart(standing, PRINT)) if label.text == "A") > 50
    assert next(label.left for label in read_labels(draw_chart(lying, PRINT)) if label.text == "A") == 0


def test_one_series_has_no_legend_and_two_have_one() -> None:
    assert "bewilligt" not in texts(bars(["A"], series("bewilligt", 1)))
    assert "bewilligt" in texts(bars(["A"], series("bewilligt", 1), series("ausgezahlt", 1)))


def test_bars_of_two_series_differ_without_colour() -> None:
    svg = draw_chart(bars(["A"], series("x", 1), series("y", 1)), PRINT)
    hatched = [path for path in svg.split("<path ") if path.count("M") > 3]
    assert hatched


def test_lines_of_six_series_differ_in_dashes_or_marks() -> None:
    strokes = [PRINT.stroke(index) for index in range(6)]
    assert len({(stroke.colour, stroke.dash, stroke.open_marks) for stroke in strokes}) == 6


def test_line_is_interrupted_where_a_value_is_missing() -> None:
    whole = draw_chart(lines(names(5), series("x", 1, 2, 3, 4, 5)), PRINT)
    broken = draw_chart(lines(names(5), series("x", 1, 2, None, 4, 5)), PRINT)
    assert broken.count('stroke-width="1.8"') == whole.count('stroke-width="1.8"') + 1


def test_two_lines_have_a_value_at_each_point_and_their_names_at_their_ends() -> None:
    shown = texts(lines(names(3, "J"), series("Plan", 5, 7, 9), series("ausgezahlt", 2, "4.50", None)))
    assert {"5,0", "7,0", "9,0", "2,0", "4,5", "Plan", "ausgezahlt"} <= set(shown)


def test_without_room_for_every_value_there_is_an_axis_and_the_last_value_at_the_end() -> None:
    shown = texts(lines(names(40, "J"), rising("bewilligt", 40)))
    assert {"bewilligt: 39", "0", "40"} <= set(shown)
    assert "bewilligt: keine Angabe" in texts(lines(["A"], series("bewilligt", None)))


def test_what_goes_with_a_copied_picture_stands_within_it() -> None:
    chart = replace(CHARTS["one bar"], finding="Bewilligt sind 3,40.", source="Stand 30.06.2026.")
    first, *_, last = texts(chart)
    assert (first, last) == ("Bewilligt sind 3,40.", "Stand 30.06.2026.")


def test_each_payer_has_one_fill_and_no_two_have_the_same() -> None:
    fills = [PRINT.of_payer(payer) for payer in Payer]
    assert len(set(fills)) == len(Payer)
    assert PRINT.planned not in fills
    svg = draw_chart(bars(["A"], Series("heute", (Decimal(1),), payer=Payer.PRIVATE), horizontal=True), PRINT)
    assert f'fill="{PRINT.of_payer(Payer.PRIVATE).colour}"' in svg


def test_each_panel_scales_its_bars_by_itself() -> None:
    small = panels((Payer.VRS, "2000000", "1000000"))
    both = panels((Payer.VRS, "2000000", "1000000"), (Payer.PRIVATE, "298000000", "2000000"))
    bodies = [path for path in draw_chart(small, PRINT).split("<path ") if 'fill="#12464f"' in path]
    assert bodies
    assert all(path.split("/>")[0] in draw_chart(both, PRINT) for path in bodies)


def test_every_light_has_a_shape_of_its_own() -> None:
    shapes = set()
    for light in Light:
        drawn = draw_chart(lights(("Baustein", (light, None))), PRINT).split("Baustein</text>")[1]
        shapes.add(drawn.split("</g>")[0])
    assert len(shapes) == len(Light)


def test_a_milestone_as_planned_has_no_mark_for_another_day() -> None:
    planned = timeline(milestone("Zuschlag", AS_OF, AS_OF))
    moved = timeline(milestone("Zuschlag", AS_OF, date(2026, 8, 16), remark="47 Tage später"))
    ring = f'fill="{PRINT.ground}" stroke="{PRINT.deep}"'
    in_legend = draw_chart(timeline(), PRINT).count(ring)
    assert draw_chart(planned, PRINT).count(ring) == in_legend
    assert draw_chart(moved, PRINT).count(ring) == in_legend + 1
    assert "47 Tage später" in texts(moved)


def test_the_map_names_every_district_its_value_and_the_source_of_its_outlines() -> None:
    shown = texts(region_map("3,05", 3))
    assert {district.hint for district in District} <= set(shown)
    assert shown.count("3,05") == len(District)
    assert f"Karte: {outlines().source}" in shown


def test_timeline_shows_reference_date_and_latest_known_date() -> None:
    shown = texts(
        timeline(
            milestone("erwartet", date(2026, 7, 31), date(2026, 9, 16)),
            milestone("erreicht", date(2026, 3, 31), date(2026, 5, 1), date(2026, 5, 12)),
            milestone("ohne Termin", date(2027, 1, 1)),
        )
    )
    assert f"Stand {AS_OF:%d.%m.%Y}" in shown
    assert {"16.09.2026", "12.05.2026", "offen"} <= set(shown)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("0.01",), ("0", "0.002", "0.004", "0.006", "0.008", "0.010")),
        (("16.22",), ("0", "5", "10", "15", "20")),
        (("999000000",), ("0", "200000000", "400000000", "600000000", "800000000", "1000000000")),
        (("-3", "4"), ("-4", "-2", "0", "2", "4")),
        ((), ("0", "0.2", "0.4", "0.6", "0.8", "1.0")),
    ],
)
def test_ticks_are_round_and_span_zero_and_all_values(
    values: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert ticks(map(Decimal, values)) == tuple(map(Decimal, expected))


@pytest.mark.parametrize(("unit", "text"), [("Mio. €", "in Mio. €"), ("Termine", "Termine")])
def test_amounts_stand_in_a_unit_and_what_is_counted_has_its_name(unit: str, text: str) -> None:
    assert unit_text(unit) == text

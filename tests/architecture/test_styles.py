"""The style sheets: colours that can be told from their ground, named once, and a light first visit."""

import gzip
import re
from pathlib import Path

import pytest

from vrs_tracker.paths import PACKAGE

DESIGN = Path(__file__).resolve().parents[2] / "docs" / "design.md"
STATIC = PACKAGE / "static"
OWN = [STATIC / "app.css", *sorted((STATIC / "css").glob("*.css"))]
ON_EVERY_PAGE = (STATIC / "app.css", STATIC / "css" / "parts.css")
FONT = STATIC / "vendor" / "source-sans-web" / "source-sans-3-latin-wght-normal.woff2"
PAIR = re.compile(r"^\| `--([\w-]+)` on `--([\w-]+)` \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|", re.MULTILINE)
COLOUR = re.compile(r"^\s+--([\w-]+): (#[0-9a-f]{3,6});", re.MULTILINE)
LITERAL = re.compile(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*[;}])|\b(?:rgb|hsl|oklch)a?\(")
LONGEST = 400
FIRST_VISIT = 80_000
"""Bytes on the wire for the sheets and the font; 20 kB remain for the page itself."""


def palettes() -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours of app.css, light and dark; what dark does not name stays as it is."""
    bright, _, rest = (STATIC / "app.css").read_text("utf-8").partition("@media (prefers-color-scheme: dark)")
    light = dict(COLOUR.findall(bright))
    return light, light | dict(COLOUR.findall(rest.partition("@media")[0]))


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the contrast as WCAG 2.2 defines it."""
    dark, bright = sorted((luminance(first), luminance(second)))
    return (bright + 0.05) / (dark + 0.05)


def pairs() -> list[tuple[str, ...]]:
    return PAIR.findall(DESIGN.read_text("utf-8"))


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: " on ".join(pair[:2]))
def test_each_pair_of_colours_has_the_contrast_that_the_design_states(pair: tuple[str, ...]) -> None:
    upper, lower, needed, *stated = pair
    for palette, figure in zip(palettes(), stated, strict=True):
        measured = contrast(palette[upper], palette[lower])
        assert f"{measured:.1f}" == figure, f"{upper} on {lower}: {measured:.1f}"
        assert measured >= float(needed)


def test_the_design_states_every_colour_that_carries_words() -> None:
    stated = {name for pair in pairs() for name in pair[:2]}
    assert stated >= {
        "text",
        "muted",
        "action",
        "on-track",
        "at-risk-edge",
        "off-track",
        "on-band",
        "edge",
        "focus",
    }


@pytest.mark.parametrize("sheet", OWN, ids=lambda sheet: sheet.name)
def test_colours_are_named_in_one_sheet_only(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    assert sheet == STATIC / "app.css" or LITERAL.findall(text) == []


@pytest.mark.parametrize("sheet", OWN, ids=lambda sheet: sheet.name)
def test_no_sheet_is_longer_than_a_module(sheet: Path) -> None:
    assert len(sheet.read_text("utf-8").splitlines()) <= LONGEST


def test_a_first_visit_is_light() -> None:
    sheets = [*ON_EVERY_PAGE, STATIC / "vendor" / "kern" / "kern.min.css"]
    compressed = sum(len(gzip.compress(sheet.read_bytes(), mtime=0)) for sheet in sheets)
    assert compressed + FONT.stat().st_size <= FIRST_VISIT


def test_every_property_used_is_defined() -> None:
    """A misspelt custom property is silently nothing."""
    kern = (STATIC / "vendor" / "kern" / "kern.min.css").read_text("utf-8")
    texts = {sheet.name: sheet.read_text("utf-8") for sheet in OWN}
    defined = set(re.findall(r"(--[\w-]+)\s*:", kern + "".join(texts.values())))
    unknown = {
        f"{name}: {used}"
        for name, text in texts.items()
        for used in re.findall(r"var\((--[\w-]+)\)", text)
        if used not in defined
    }
    assert unknown == set()

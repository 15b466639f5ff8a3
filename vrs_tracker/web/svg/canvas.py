"""The elements of a drawing as SVG text: same calls, same bytes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from vrs_tracker.domain.charts import Picture
from vrs_tracker.web.svg.style import Fill, Pattern, Style
from vrs_tracker.web.typeface import typeface

# A family name with a word that begins with a digit is valid CSS in quotes only.
_FAMILY = "&quot;Source Sans 3&quot;, sans-serif"
_HATCH_DISTANCE = 4.0
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Bottom edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """Middle of both directions."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(slots=True)
class Canvas:
    """Collects elements; `finish` wraps them with size, title and description."""

    style: Style
    parts: list[str] = field(default_factory=list)

    def text_width(self, text: str, *, strong: bool = False) -> float:
        """Width of one line of text in this drawing."""
        return typeface("Semibold" if strong else "Regular").width(text, self.style.size)

    def widest(self, texts: Iterable[str]) -> float:
        """Width of the widest of some lines; 0 without any."""
        return max(map(self.text_width, texts), default=0.0)

    def wrap(self, text: str, width: float, *, strong: bool = False) -> list[str]:
        """Break `text` into lines no wider than `width`; words that are wider still are broken inside."""
        lines: list[str] = []
        current = ""
        for word in text.split():
            candidate = f"{current} {word}" if current else word
            if self.text_width(candidate, strong=strong) <= width:
                current = candidate
                continue
            if current:
                lines.append(current)
            *full, current = self._broken(word, width)
            lines.extend(full)
        return [*lines, current]

    def _broken(self, word: str, width: float) -> list[str]:
        pieces = [""]
        for char in word:
            if pieces[-1] and self.text_width(pieces[-1] + char) > width:
                pieces.append("")
            pieces[-1] += char
        return pieces

    def text_on_map(self, at: Point, text: str, *, strong: bool) -> None:
        """A text upon areas and their borders, which a rim keeps off its letters."""
        self.text(at, text, anchor="middle", strong=strong)
        rim = f'stroke="{self.style.ground}" stroke-width="{_n(self.style.size * 0.22)}" paint-order="stroke"'
        self.parts[-1] = self.parts[-1].replace("<text ", f'<text {rim} stroke-linejoin="round" ', 1)

    def text(
        self, at: Point, text: str, *, anchor: Anchor = "start", colour: str = "", strong: bool = False
    ) -> None:
        """One line of text with its baseline at the point."""
        weight = ' font-weight="600"' if strong else ""
        self.parts.append(
            f'<text x="{_n(at[0])}" y="{_n(at[1])}" text-anchor="{anchor}" '
            f'fill="{colour or self.style.ink}"{weight}>{escape(text)}</text>'
        )

    def lines_of_text(
        self, at: Point, lines: list[str], *, anchor: Anchor = "start", colour: str = ""
    ) -> None:
        """Lines of text, vertically centred on the point."""
        x, middle = at
        first = middle - (len(lines) - 1) * self.style.line / 2 + self.style.size * 0.33
        for index, line in enumerate(lines):
            self.text((x, first + index * self.style.line), line, anchor=anchor, colour=colour)

    def line(self, start: Point, end: Point, colour: str, width: float, dash: str = "") -> None:
        """A straight line."""
        self.path(polyline([start, end]), stroke=colour, width=width, dash=dash)

    def path(
        self, points: str, *, fill: str = "none", stroke: str = "none", width: float = 1, dash: str = ""
    ) -> None:
        """A path; `points` are its SVG commands."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        outline = "" if stroke == "none" else f' stroke="{stroke}" stroke-width="{_n(width)}"{dashes}'
        self.parts.append(f'<path d="{points}" fill="{fill}"{outline}/>')

    def bar(self, box: Box, fill: Fill) -> None:
        """A bar: ground, lines of its pattern, and an edge in the same colour."""
        if fill.pattern is Pattern.SOLID:
            self.path(_outline(box), fill=fill.colour, stroke=fill.colour, width=0.8)
            return
        self.blank(box)
        directions = {Pattern.HATCHED: (1,), Pattern.CROSSED: (1, -1)}.get(fill.pattern, ())
        strokes = "".join(_hatching(box, direction) for direction in directions)
        if fill.pattern is Pattern.RULED:
            strokes = _upright(box)
        if strokes:
            self.path(strokes, stroke=fill.colour, width=0.9)
        self.path(_outline(box), stroke=fill.colour, width=0.8)

    def outline(self, path: str, origin: Point, factor: float, strength: float) -> None:
        """An area of a map, enlarged by the factor; `strength` from 0 to 1 is that of its colour."""
        x, y = origin
        self.parts.append(
            f'<path transform="translate({_n(x)} {_n(y)}) scale({factor:.4f})" d="{path}" '
            f'fill="{self.style.deep}" fill-opacity="{_n(strength)}" '
            f'stroke="{self.style.ink}" stroke-width="{_n(0.9 / factor)}" stroke-linejoin="round"/>'
        )

    def shade(self, box: Box, strength: float) -> None:
        """A box in the strength of an area, for the legend of a map."""
        self.outline(_outline(box), (0, 0), 1, strength)

    def blank(self, box: Box) -> None:
        """A piece of ground, for text upon a pattern."""
        self.path(_outline(box), fill=self.style.ground)

    def finish(self, height: float, picture: Picture) -> str:
        """The whole drawing: what is written above it, the marks, what is written below."""
        style = self.style
        above, below = Canvas(style), Canvas(style)
        top = bottom = 0.0
        if picture.finding:
            for line in above.wrap(picture.finding, style.width, strong=True):
                above.text((0, top + style.size * 0.93), line, strong=True)
                top += style.line
            top += style.size * 0.5
        if picture.source:
            bottom = style.size * 0.5
            for line in below.wrap(picture.source, style.width):
                below.text((0, top + height + bottom + style.size * 0.93), line, colour=style.soft)
                bottom += style.line
        marks = "".join(self.parts)
        if top:
            marks = f'<g transform="translate(0 {_n(top)})">{marks}</g>'
        whole = top + height + bottom
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
            f'width="{_n(style.width)}" height="{_n(whole)}" viewBox="0 0 {_n(style.width)} {_n(whole)}" '
            f'font-family="{_FAMILY}" font-size="{_n(style.size)}">'
            f"<title>{escape(picture.title)}</title><desc>{escape(picture.alt)}</desc>"
            f"{''.join(above.parts)}{marks}{''.join(below.parts)}</svg>"
        )


def polyline(points: Iterable[Point]) -> str:
    """SVG commands for a line through the points."""
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def disc(centre: Point, radius: float) -> str:
    """SVG commands for a circle."""
    x, y = centre
    arc = f"a{_n(radius)} {_n(radius)} 0 1 0"
    return f"M{_n(x - radius)} {_n(y)}{arc} {_n(2 * radius)} 0{arc} {_n(-2 * radius)} 0Z"


def diamond(centre: Point, radius: float) -> str:
    """SVG commands for a square that stands on its corner."""
    x, y = centre
    return polyline([(x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius)]) + "Z"


def square(centre: Point, radius: float) -> str:
    """SVG commands for a square; `radius` is half of its side."""
    x, y = centre
    return _outline(Box(x - radius, y - radius, 2 * radius, 2 * radius))


def triangle(centre: Point, radius: float) -> str:
    """SVG commands for a triangle that stands on its side."""
    x, y = centre
    return polyline([(x - radius, y + radius), (x, y - radius), (x + radius, y + radius)]) + "Z"


def _outline(box: Box) -> str:
    return f"M{_n(box.x)} {_n(box.y)}H{_n(box.right)}V{_n(box.bottom)}H{_n(box.x)}Z"


def _hatching(box: Box, direction: int) -> str:
    """Diagonals inside the box, clipped by arithmetic: a clip path would need an id, and ids clash on a page.

    The lines belong to one grid over the whole drawing, so that neighbouring bars carry the same pattern.
    """
    rising = direction > 0
    low = box.x + box.y if rising else box.x - box.bottom
    high = box.right + box.bottom if rising else box.right - box.y
    step = int(low // _HATCH_DISTANCE) + 1
    strokes = []
    while (offset := step * _HATCH_DISTANCE) < high:
        if rising:
            left, right = max(box.x, offset - box.bottom), min(box.right, offset - box.y)
            ends = (left, offset - left), (right, offset - right)
        else:
            left, right = max(box.x, offset + box.y), min(box.right, offset + box.bottom)
            ends = (left, left - offset), (right, right - offset)
        strokes.append(polyline(ends))
        step += 1
    return "".join(strokes)


def _upright(box: Box) -> str:
    """Upright lines inside the box, in the same grid over the whole drawing."""
    first = int(box.x // _HATCH_DISTANCE) + 1
    places = range(first, int(box.right // _HATCH_DISTANCE) + 1)
    return "".join(
        polyline([(n * _HATCH_DISTANCE, box.y), (n * _HATCH_DISTANCE, box.bottom)]) for n in places
    )


def _n(value: float) -> str:
    """A short number for a coordinate: two decimals, no trailing zeros, no negative zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text

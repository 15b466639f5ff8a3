"""Which figure an amount is: what it measures and of what, so that a page can say where it comes from.

Chapters mark the amounts in their cells with `traced`. Print, files and the reading version go on to read the
words alone; a page makes a link of them (web/tracing.py) to what `domain/provenance` explains.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Degree, Payer, Stage
from vrs_tracker.domain.vocabulary.region import DISTRICT_KEY, District, district_named

QUESTION = "Woher kommt diese Zahl?"
STEM = "/zahlen/"
WHOLE, FURTHER, WITHOUT = "programm", "weitere", "ohne"
"""What is not divided among blocks; Land, Bund and EU together; what has no year, line or district."""
BLOCKS, PROJECTS = "bausteine", "projekte"
GROUPS = {BLOCKS: "Bausteine des Antrags", PROJECTS: "weitere Projekte"}
MILLION_EURO = f"Mio.{NBSP}€"

MEASURES_OF_STAGES: dict[Stage, Measure] = {stage: Measure[stage.name] for stage in Stage}
_OF_STAGES = frozenset(MEASURES_OF_STAGES.values())
_OF_YEARS = _OF_STAGES | {
    *(Measure.APPROPRIATED, Measure.CARRIED, Measure.BLOCKED, Measure.RELEASED),
    *(Measure.AUTHORISED, Measure.MEDIUM_TERM),
}
_OF_ONE_YEAR = _OF_YEARS | {Measure.ADJUSTED, Measure.FROZEN, Measure.LAPSING}
_OF_SHARES = frozenset({Measure.MOTION, Measure.CURRENT, Measure.SHARE})
_YEAR = re.compile(r"[0-9]{4}")

_ALLOWED: dict[str, frozenset[Measure]] = {
    "block": _OF_STAGES | _OF_SHARES,
    "payer": _OF_STAGES | _OF_SHARES,
    "year": _OF_ONE_YEAR,
    "until": _OF_YEARS | {Measure.OPEN, Measure.PLAN},
    "district": _OF_STAGES,
    "line": _OF_ONE_YEAR | {Measure.AVAILABLE, Measure.COVERED, Measure.OPEN},
    "group": frozenset({Measure.CURRENT}),
    "degree": frozenset({Measure.SHARE}),
}
"""By what each figure can be narrowed; the others have one value only."""

_WORDS = {
    "block": "baustein",
    "payer": "geldgeber",
    "year": "jahr",
    "until": "bis",
    "district": DISTRICT_KEY,
    "line": "stelle",
    "group": "gruppe",
    "degree": "verbindlichkeit",
}
"""The words of the address, in its order."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A figure. Empty strings do not narrow it; stages without a payer are regional money.

    `year` is a budget year, or that of the payment, and `until` the last one that counts. `line` is a
    Buchungsstelle, `group` sums up blocks of the motion or further projects. `district` is the official key,
    outside the region a name. `degree` is how binding a share is. `named` says the block in words.
    """

    measure: Measure
    block: str = ""
    payer: str = ""
    year: str = ""
    until: str = ""
    district: str = ""
    line: str = ""
    group: str = ""
    degree: str = ""
    named: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """The figure in words: „ausgezahlt, KI-XC, regional, 2026“."""
        parts = (
            self.measure.label,
            self.named or (NOT_DIVIDED if self.block == WHOLE else self.block),
            GROUPS.get(self.group, ""),
            _payer_name(self.payer),
            Degree(self.degree).label if self.degree else "",
            self._where(),
            self._when(),
            _line_name(self.line),
        )
        return ", ".join(filter(None, parts))

    def _where(self) -> str:
        if not self.district:
            return ""
        if self.district == WITHOUT:
            return "ohne Landkreis"
        return District(self.district).label if self.district in list(District) else self.district

    def _when(self) -> str:
        if self.until:
            return f"bis Ende {self.until}"
        return "ohne Jahr" if self.year == WITHOUT else self.year

    @property
    def address(self) -> str:
        """Where the figure is explained, without the stand."""
        words = [(word, getattr(self, part)) for part, word in _WORDS.items() if getattr(self, part)]
        return f"{STEM}{self.measure.value}{f'?{urlencode(words)}' if words else ''}"


NOT_DIVIDED = "nicht aufgeteilt"


def origin_of(measure: str, words: Mapping[str, str]) -> Origin | None:
    """Return what an address asks for; None if there is no such figure, or not with such words."""
    if measure not in list(Measure):
        return None
    asked = {part: words[word] for part, word in _WORDS.items() if words.get(word)}
    found = Measure(measure)
    if any(found not in _ALLOWED[part] for part in asked) or not _are_codes(asked):
        return None
    return Origin(found, **asked)


def of_stage(stage: Stage, **narrowed: str) -> Origin:
    """Return the sum of a stage."""
    return Origin(MEASURES_OF_STAGES[stage], **narrowed)


def of_share(measure: Measure, slug: str | None, payer: str = "", named: str = "") -> Origin:
    """Return the share of a payer, or of all of them, in one block; None stands for what is not divided."""
    return Origin(measure, block=WHOLE if slug is None else slug, payer=payer, named=named)


def of_year(measure: Measure, year: int | None) -> Origin:
    """Return the figure of one budget year, or of what has none."""
    return Origin(measure, year=WITHOUT if year is None else str(year))


def line_code(line: str) -> str:
    """Return how an address names a Buchungsstelle; "" is what names none."""
    return line or WITHOUT


def district_code(name: str | None) -> str:
    """Return how an address names a district; a recorded name outside the region stays as it is."""
    if name is None:
        return WITHOUT
    district = district_named(name)
    return district.value if district else name


def _are_codes(asked: Mapping[str, str]) -> bool:
    """Whether years, payers and groups are such; blocks, lines and districts are those of the report."""
    years = [asked[part] for part in ("year", "until") if part in asked]
    return (
        len(years) <= 1
        and all(_YEAR.fullmatch(year) for year in years if year != WITHOUT)
        and asked.get("until") != WITHOUT
        and asked.get("payer", FURTHER) in {FURTHER, *Payer}
        and asked.get("group", BLOCKS) in GROUPS
        and asked.get("degree", Degree.PLANNED) in list(Degree)
    )


def _payer_name(code: str) -> str:
    if code == FURTHER:
        return "weitere Geldgeber"
    return Payer(code).label if code else ""


def _line_name(line: str) -> str:
    if not line:
        return ""
    return "ohne Buchungsstelle" if line == WITHOUT else f"Buchungsstelle {line}"


# ---------------------------------------------------------------- marks in cells


class Traced(str):
    """The words of an amount that know which figure they show; compared and printed they are the words."""

    __slots__ = ("origin", "unit")
    origin: Origin
    unit: str

    @property
    def question(self) -> str:
        """What the link asks, for those who hear it: „Woher kommt diese Zahl: ausgezahlt, 4,92 Mio. €?“."""
        unit = self.unit.replace(" ", NBSP)
        amount = f"{self}{NBSP}{unit}" if unit else str(self)
        return f"{QUESTION.removesuffix('?')}: {self.origin.name}, {amount}?"


def traced(words: str, origin: Origin | None, *, unit: str = MILLION_EURO) -> str:
    """Mark the words of an amount with its figure; without one they stay as they are.

    `unit` stands in the head of the table; empty if the words name it themselves.
    """
    if origin is None:
        return words
    marked = Traced(words)
    marked.origin, marked.unit = origin, unit
    return marked

"""Where the regional money goes: the six districts for the table and the small map of the overview."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.breakdowns import DistrictMoney, by_district
from vrs_tracker.domain.chapters.shares import overlap_note
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.funding import effective_entries, select, staircase
from vrs_tracker.domain.listing import (
    Kind,
    TypedCell,
    TypedColumn,
    TypedRow,
    TypedTable,
    million_cell,
    text_cell,
)
from vrs_tracker.domain.notation import (
    NO_STATEMENT,
    count,
    date_de,
    list_de,
    million_words,
    number_word,
    share,
)
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.origins import district_code, of_stage
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.region import DISTRICT_KEY, District, district_for, district_named

GRADES = (Decimal(0), Decimal(1_000_000), Decimal(3_000_000))
"""An area is one shade darker for each of these sums that its amount exceeds; fixed, so that maps compare."""
NO_DISTRICT = "ohne Landkreis"


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictMap:
    """The map: text and shade (0 to 3) of each district; `alt` says what one sees."""

    title: str
    alt: str
    labels: dict[District, str]
    grades: dict[District, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What one row says; `district` None for what no district of the region is known for."""

    district: District | None
    name: str
    committed: Decimal
    amount: TypedCell
    blocks: tuple[BlockReport, ...]


@once_per_report
def _lines(report: CommitteeReport) -> tuple[_Line, ...]:
    """Return the six districts, the largest amount first; then what lies in none of them, if there is any."""
    known: dict[District, DistrictMoney] = {}
    others: list[DistrictMoney] = []
    for row in by_district(report):
        district = district_named(row.district) if row.district else None
        if district is None:
            others.append(row)
        else:
            known[district] = row
    lines = [_line(report, district, known.get(district)) for district in District]
    lines.sort(key=lambda line: -line.committed)
    return (*lines, *(_line(report, None, row) for row in others))


def _line(report: CommitteeReport, district: District | None, row: DistrictMoney | None) -> _Line:
    slugs = row.blocks if row else ()
    committed = row.committed if row else Decimal(0)
    name = row.district if row else None
    outside = name or NO_DISTRICT
    rounded = _rounded_blocks(report)
    is_rounded = not rounded.isdisjoint(slugs) or (district is None and None in rounded)
    return _Line(
        district=district,
        name=district.label if district else outside,
        committed=committed,
        amount=million_cell(
            committed or None,
            missing=NO_STATEMENT,
            is_rounded=is_rounded,
            origin=of_stage(Stage.COMMITTED, district=district.value if district else district_code(name)),
        ),
        blocks=tuple(block for block in report.all_blocks() if block.slug in slugs),
    )


def _rounded_blocks(report: CommitteeReport) -> frozenset[str | None]:
    """Return the blocks whose granted regional money holds a rounded figure; None for undivided sums."""
    granted = select(effective_entries(report), stage=Stage.COMMITTED, payer=Payer.VRS)
    return frozenset(entry.block for entry in granted if entry.is_rounded)


def _counted(blocks: Sequence[BlockReport]) -> str:
    """Say how many there are, the two kinds apart (R1.13)."""
    motion = sum(block.is_motion_block for block in blocks)
    further = len(blocks) - motion
    parts = (
        count(motion, "Baustein", "Bausteine") if motion else "",
        count(further, "Projekt", "Projekte") if further else "",
    )
    return list_de([part for part in parts if part]) or "keine"


def district_table(report: CommitteeReport) -> TypedTable:
    """Return the granted money by district; its message says where the most of it goes."""
    lines, whole = _lines(report), staircase(report).committed
    return TypedTable(
        name="landkreise",
        caption=f"Bewilligte regionale Mittel nach Landkreisen in Mio. €, Stand {date_de(report.as_of)}",
        message=_message(lines),
        columns=(
            TypedColumn(key="landkreis", head="Landkreis"),
            TypedColumn(key="bewilligt", head="bewilligt", kind=Kind.MILLION),
            TypedColumn(key="anteil", head="Anteil"),
            TypedColumn(key="anzahl", head="Anzahl"),
        ),
        rows=tuple(
            TypedRow(
                cells=(
                    text_cell(line.name, address=_list_of(line)),
                    line.amount,
                    text_cell(share(line.committed, whole) if line.committed and whole else NO_STATEMENT),
                    text_cell(_counted(line.blocks)),
                )
            )
            for line in lines
        ),
        note=overlap_note(by_district(report)),
    )


def _list_of(line: _Line) -> str:
    """Return the address of the list of its blocks; empty where there is nothing to list."""
    return f"/bausteine/?{DISTRICT_KEY}={line.district.value}" if line.district and line.blocks else ""


def _message(lines: Iterable[_Line]) -> str:
    """Say in one sentence where the most money goes."""
    funded = [line for line in lines if line.district and line.committed]
    if not funded:
        return "Bewilligungen sind noch keinem Landkreis zugeordnet."
    amount = million_words(funded[0].committed)
    if len(funded) == 1:
        return f"Bewilligt ist bisher nur für {district_for(funded[0].name)}: {amount}."
    return (
        f"Bewilligt ist für {number_word(len(funded))} der sechs Landkreise, am meisten für "
        f"{district_for(funded[0].name)}: {amount}."
    )


def district_map(report: CommitteeReport) -> DistrictMap | None:
    """Return the map of the granted regional money; None as long as it would show nothing."""
    lines = {line.district: line for line in _lines(report) if line.district}
    if not any(line.committed for line in lines.values()):
        return None
    labels = {district: line.amount.text for district, line in lines.items()}
    said = list_de([f"{district.label} {label}" for district, label in labels.items()])
    return DistrictMap(
        title="Karte der Landkreise",
        alt=(
            f"Bewilligte regionale Mittel in Millionen Euro, Stand {date_de(report.as_of)}: {said}. "
            "Je mehr bewilligt ist, desto dunkler ist die Fläche."
        ),
        labels=labels,
        grades={
            district: sum(line.committed > limit for limit in GRADES) for district, line in lines.items()
        },
    )

"""The chart of section 5: how every block stood in the last four half-years."""

from datetime import date

from vrs_tracker.domain.chapters.cells import numbered_name
from vrs_tracker.domain.chapters.picture_lines import stand_and_source
from vrs_tracker.domain.charts import LightChart, LightRow
from vrs_tracker.domain.document import Column, Figure, LightMark, Row, RowKind, Table
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.notation import count_words, date_de, list_de, number_word
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.wording import sentence_start

HALF_YEARS = 4
"""So many reports are shown, that of today included (users.md 4.1, no. 5)."""
_NO_REPORT = "kein Bericht"
_MOST_NAMED = 3


def _earlier(report: CommitteeReport) -> list[HalfYear]:
    """Return the half-years of the earlier reports that are shown, oldest first."""
    found = {point.period for block in report.all_blocks() for point in block.trend}
    return sorted(found)[1 - HALF_YEARS :]


def _lights(block: BlockReport, earlier: list[HalfYear]) -> tuple[Light | None, ...]:
    known = {point.period: point.light for point in block.trend}
    return (*(known.get(period) for period in earlier), block.light)


def lights_figure(report: CommitteeReport) -> Figure | None:
    """Return the lights of all blocks and projects; None for a first report, which has nothing before it."""
    earlier = _earlier(report)
    if not earlier:
        return None
    days = (*(period.as_of for period in earlier), report.as_of)
    lights = {block.slug: _lights(block, earlier) for block in report.all_blocks()}
    chart = LightChart(
        title=f"Stand der Bausteine und Projekte an {number_word(len(days))} Stichtagen",
        alt=f"{_trend(report, lights, days)} {_critical(report)}",
        finding=_changed(lights, days),
        source=stand_and_source(report, "bestätigte Meldungen der Träger"),
        days=days,
        rows=tuple(LightRow(name=_name(block), lights=lights[block.slug]) for block in report.all_blocks()),
    )
    return Figure(
        chart=chart,
        caption=f"Stand an {number_word(len(days))} Stichtagen, zuletzt am {date_de(report.as_of)}",
        table=_table(report, lights, days),
    )


def _name(block: BlockReport) -> str:
    """Name a block with its number in the motion; projects have none that anybody knows."""
    return f"{block.number} {block.name}" if block.is_motion_block else block.name


def _table(
    report: CommitteeReport, lights: dict[str, tuple[Light | None, ...]], days: tuple[date, ...]
) -> Table:
    rows: list[Row] = []
    for head, blocks in (
        ("Bausteine des Antrags", report.blocks),
        ("Weitere Projekte, nicht im Antrag", report.projects),
    ):
        if blocks:
            rows.append(Row(cells=(head,), kind=RowKind.GROUP))
            rows += [
                Row(
                    cells=(
                        numbered_name(block),
                        *(LightMark(one, one.label) if one else _NO_REPORT for one in lights[block.slug]),
                    )
                )
                for block in blocks
            ]
    return Table(
        name="ampel-verlauf",
        caption=f"Stand an {number_word(len(days))} Stichtagen, Baustein für Baustein",
        message=_trend(report, lights, days),
        columns=(
            Column(head="Baustein", width=46),
            *(Column(head=date_de(day), width=28) for day in days),
        ),
        rows=tuple(rows),
        may_break=True,
    )


def _changed(lights: dict[str, tuple[Light | None, ...]], days: tuple[date, ...]) -> str:
    """Say how many stand otherwise than at the reference date before."""
    both = [(found[-2], found[-1]) for found in lights.values() if found[-2] is not None]
    changed, every = sum(before is not now for before, now in both), len(both)
    since = date_de(days[-2])
    if not changed:
        return f"Seit dem {since} hat sich kein Stand geändert."
    of = count_words(every, "Baustein oder Projekt", "Bausteinen und Projekten", one="einem", beside=changed)
    how_many = number_word(changed, one="einem", beside=every)
    return f"Bei {how_many} von {of} hat sich der Stand seit dem {since} geändert."


def _trend(
    report: CommitteeReport, lights: dict[str, tuple[Light | None, ...]], days: tuple[date, ...]
) -> str:
    """Say how many were on track first and last."""
    every = len(report.all_blocks())
    counts = (
        (sum(found[place] is Light.ON_TRACK for found in lights.values()), known)
        for place, known in ((0, sum(found[0] is not None for found in lights.values())), (-1, every))
    )
    first, last = (
        f"{number_word(n, zero='keiner', one='einer', beside=known)} von {number_word(known, one='einem')}"
        for n, known in counts
    )
    return f"Planmäßig waren am {date_de(days[0])} {first}, am {date_de(days[-1])} {last}."


def _critical(report: CommitteeReport) -> str:
    """Name what is critical now; of many say how many."""
    names = [block.name for block in report.all_blocks() if block.light is Light.OFF_TRACK]
    if not names:
        return "Kritisch ist keiner."
    if len(names) <= _MOST_NAMED:
        return f"Kritisch {'ist' if len(names) == 1 else 'sind'} {list_de(names)}."
    return f"{sentence_start(number_word(len(names)))} sind kritisch."

"""Section 8 and annex 15.2: milestones of all blocks and projects (domain.md 4.4, no. 8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from textwrap import wrap

from vrs_tracker.domain.chapters.cells import (
    NOT_RECORDED,
    block_cell,
    date_cell,
    named_in_a_sentence,
    place_of,
    shift_cell,
)
from vrs_tracker.domain.chapters.picture_lines import stand_and_source
from vrs_tracker.domain.charts import TimelineChart, TimelineRow
from vrs_tracker.domain.document import Column, Element, Figure, Paragraph, Row, RowKind, Section, Table
from vrs_tracker.domain.facts.blocks import BlockReport, Milestone
from vrs_tracker.domain.lights import overdue_days
from vrs_tracker.domain.listing import Kind, TypedCell, TypedColumn, TypedRow, TypedTable, text_cell
from vrs_tracker.domain.listing import date_cell as typed_date
from vrs_tracker.domain.notation import count_words, date_de, days, number, number_word
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.wording import sentence_start

MOST_CHART_ROWS = 20
"""More rows do not fit one page: then the chart shows those nearest to the reference date."""
_MOST_CHART_LINES = 34
"""So many lines of names fit one page in type that can be read; a long name takes several of them."""
_CHARACTERS_IN_A_LINE = 32
"""What the drawing has room for beside its axis, rather too few than too many."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A milestone with the block it belongs to."""

    block: BlockReport
    milestone: Milestone

    @property
    def is_open(self) -> bool:
        """Whether it is not reached."""
        return self.milestone.actual is None

    @property
    def due(self) -> date:
        """The day that counts: reached, else expected, without a forecast the first plan."""
        return self.milestone.expected or self.milestone.baseline

    def is_due_in(self, period: HalfYear) -> bool:
        """Whether it was planned for, or reached in, the period."""
        actual = self.milestone.actual
        return period.contains(self.milestone.baseline) or (actual is not None and period.contains(actual))

    def is_expected_in(self, period: HalfYear) -> bool:
        """Whether it is still open and falls into the period."""
        return self.is_open and period.contains(self.due)


def all_milestones(report: CommitteeReport) -> tuple[Dated, ...]:
    """Return the milestones of all blocks and projects in the order of their first plan."""
    found = (Dated(block, milestone) for block in report.all_blocks() for milestone in block.milestones)
    return tuple(sorted(found, key=lambda one: (one.milestone.baseline, one.block.slug, one.milestone.id)))


def upcoming_milestones(report: CommitteeReport) -> tuple[Dated, ...]:
    """Return the open milestones that fall into the next half-year."""
    return tuple(one for one in all_milestones(report) if one.is_expected_in(report.period.shifted(1)))


# ------------------------------------------------------------------ the table around the reference date


def _row(one: Dated, result: str) -> Row:
    expected = date_cell(one.milestone.expected, missing="ohne Termin")
    return Row(cells=(one.milestone.title, one.block.name, date_de(one.milestone.baseline), expected, result))


def _period_result(one: Dated) -> str:
    return f"{'nicht erreicht' if one.is_open else 'erreicht'}, {shift_cell(one.milestone)}"


def _group(head: str, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return a group under its head, which counts the rows; without rows the head says so."""
    return (Row(cells=(f"{head}: {len(rows) or 'keiner'}",), kind=RowKind.GROUP), *rows)


_TODAY = "Heute: Tag der Erreichung, sonst der zuletzt gemeldete Termin."


def due_table(report: CommitteeReport) -> Table:
    """Return what was due in the period, what is overdue (with days), what is due in the next half-year.

    A milestone may stand in two groups: planned for this period and now expected in the next.
    """
    every = all_milestones(report)
    past = [one for one in every if one.is_due_in(report.period)]
    late = [(one, overdue_days(one.milestone, report.as_of)) for one in every]
    overdue = [_row(one, f"{days(passed)} überfällig") for one, passed in late if passed]
    ahead = [_row(one, shift_cell(one.milestone)) for one in upcoming_milestones(report)]
    reached = sum(not one.is_open for one in past)
    return Table(
        name="meilensteine",
        caption=f"Meilensteine, Stand {date_de(report.as_of)}",
        message=_message(len(past), reached, len(overdue)),
        columns=(
            Column(head="Meilenstein", width=46),
            Column(head="Baustein", width=32),
            Column(head="Geplant"),
            Column(head="Heute"),
            Column(head="Ergebnis", width=42),
        ),
        rows=(
            *_group(
                "Im Berichtszeitraum fällig oder erreicht", [_row(one, _period_result(one)) for one in past]
            ),
            *_group(f"Überfällig am {date_de(report.as_of)}", overdue),
            *_group(f"Fällig im {report.period.shifted(1).label}", ahead),
        ),
        note=_TODAY,
        may_break=True,
    )


def _message(due: int, reached: int, overdue: int) -> str:
    late = f"{number_word(overdue, zero='keiner', one='einer')} {'sind' if overdue > 1 else 'ist'} überfällig"
    if due == 0:
        return f"Im Berichtszeitraum war kein Meilenstein fällig; {late}."
    if due == 1:
        return f"Der Meilenstein des Berichtszeitraums wurde {'' if reached else 'nicht '}erreicht; {late}."
    verb = "wurden" if reached > 1 else "wurde"
    hit = number_word(reached, zero="keiner", one="einer", beside=due)
    return f"Im Berichtszeitraum {verb} {hit} von {number_word(due)} Meilensteinen erreicht; {late}."


def reached_sentence(milestones: Sequence[Milestone]) -> str:
    """Say how many milestones are reached (users.md 1.4: never per cent)."""
    reached, every = sum(one.actual is not None for one in milestones), len(milestones)
    if every == 1:
        return f"Der einzige Meilenstein ist {'' if reached else 'noch nicht '}erreicht."
    many = sentence_start(number_word(reached, zero="keiner", one="einer", beside=every))
    return f"{many} von {number_word(every)} Meilensteinen {'sind' if reached > 1 else 'ist'} erreicht."


# ------------------------------------------------------------------ the timeline


def timeline(shown: Sequence[Dated], report: CommitteeReport, *, with_block: bool) -> TimelineChart:
    """Return the timeline of milestones; `with_block` names the block behind each title."""
    as_of = report.as_of
    rows = tuple(
        TimelineRow(
            name=_with_block(one) if with_block else one.milestone.title,
            baseline=one.milestone.baseline,
            forecast=one.milestone.forecast,
            actual=one.milestone.actual,
            remark=shift_cell(one.milestone) if is_moved(one.milestone) else "",
        )
        for one in shown
    )
    return TimelineChart(
        title=f"Meilensteine, Stand {date_de(as_of)}",
        rows=rows,
        as_of=as_of,
        alt=f"{_standing(shown, as_of)} {_moved(shown)}",
        finding=_moved(shown),
        source=stand_and_source(report, "bestätigte Meldungen der Träger"),
    )


def _with_block(one: Dated) -> str:
    return f"{one.milestone.title} ({one.block.name})"


def is_moved(milestone: Milestone) -> bool:
    """Whether the day that counts now is another one than first planned."""
    return milestone.expected not in {None, milestone.baseline}


def _standing(shown: Sequence[Dated], as_of: date) -> str:
    """Say how many of the shown milestones are reached and overdue."""
    every = len(shown)
    reached, late = (
        number_word(sum(found), zero="keiner", one="einer", beside=every)
        for found in (
            [not one.is_open for one in shown],
            [overdue_days(one.milestone, as_of) > 0 for one in shown],
        )
    )
    milestones = count_words(every, "Meilenstein", "Meilensteinen", one="einem")
    return f"Zeitachse mit {milestones}: {reached} erreicht, {late} überfällig am {date_de(as_of)}."


def _moved(shown: Sequence[Dated]) -> str:
    """Say how many lie later than first planned, and which of them by the most."""
    every = len(shown)
    later = [
        (one, (one.milestone.expected - one.milestone.baseline).days)
        for one in shown
        if one.milestone.expected and one.milestone.expected > one.milestone.baseline
    ]
    if not later:
        return "Keiner liegt später als zuerst geplant."
    most, by = max(later, key=lambda found: found[1])
    which = f"„{most.milestone.title}“ ({most.block.name})"
    if len(later) == 1:
        return f"{which} liegt {days(by)} später als zuerst geplant."
    how_many = sentence_start(number_word(len(later), beside=every))
    of = count_words(every, "Meilenstein", "Meilensteinen", one="einem", beside=len(later))
    return f"{how_many} von {of} liegen später als zuerst geplant, am weitesten {which} um {days(by)}."


def _around(report: CommitteeReport) -> tuple[tuple[Dated, ...], int]:
    """Return the milestones of the table once each, and how many of too many are left out."""
    upcoming = report.period.shifted(1)
    shown = [
        one
        for one in all_milestones(report)
        if one.is_due_in(report.period)
        or one.is_expected_in(upcoming)
        or overdue_days(one.milestone, report.as_of)
    ]
    nearest = on_one_page(sorted(shown, key=lambda one: _interest(one, report.as_of)))
    return tuple(one for one in shown if one in nearest), len(shown) - len(nearest)


def on_one_page(ordered: Sequence[Dated]) -> Sequence[Dated]:
    """Return as many of the first as fit one page by rows and by lines, at least one."""
    used = accumulate(len(wrap(_with_block(one), _CHARACTERS_IN_A_LINE)) for one in ordered)
    fitting = sum(lines <= _MOST_CHART_LINES for lines in used)
    return ordered[: min(max(fitting, 1), MOST_CHART_ROWS)]


def _interest(one: Dated, as_of: date) -> tuple[bool, int]:
    """Put what is overdue or has moved before what runs as planned, then what is nearest to the day."""
    is_quiet = not overdue_days(one.milestone, as_of) and not is_moved(one.milestone)
    return is_quiet, abs((one.due - as_of).days)


def milestones_section(report: CommitteeReport) -> Section:
    """Return section 8: what was due, is overdue and comes next, as a timeline and its table."""
    every = all_milestones(report)
    body: tuple[Element, ...] = (Paragraph(NOT_RECORDED),)
    if every:
        body = (_table_with_chart(report), Paragraph(_where_all_are(len(every))))
    return Section(number="8", heading="Meilensteine", anchor="meilensteine", body=body)


def _table_with_chart(report: CommitteeReport) -> Table | Figure:
    table, (around, left_out) = due_table(report), _around(report)
    if not around:
        return table
    milestones = sentence_start(count_words(len(around), "Meilenstein", "Meilensteine"))
    cut = f"; {number(left_out)} weitere nur in der Tabelle" if left_out else ""
    return Figure(
        chart=timeline(around, report, with_block=True),
        caption=f"{milestones} um den {date_de(report.as_of)}{cut}",
        table=table,
    )


def _where_all_are(n: int) -> str:
    return (
        "Der Meilenstein steht auch in Anlage 15.2."
        if n == 1
        else f"Alle {number_word(n)} Meilensteine: Anlage 15.2."
    )


# ------------------------------------------------------------------ annex


def milestones_table(report: CommitteeReport) -> TypedTable:
    """Return every milestone of the report once, in the order of `all_milestones`."""
    every = all_milestones(report)
    return TypedTable(
        name="meilensteinliste",
        caption=f"Alle Meilensteine, Stand {date_de(report.as_of)}",
        message=reached_sentence([one.milestone for one in every]),
        columns=(
            TypedColumn(key="meilenstein", head="Meilenstein", width=36),
            TypedColumn(key="baustein", head="Baustein", width=36),
            TypedColumn(key="geplant", head="Geplant", kind=Kind.DATE, width=21),
            TypedColumn(key="erwartet", head="Erwartet", kind=Kind.DATE, width=24),
            TypedColumn(key="erreicht", head="Erreicht", kind=Kind.DATE, width=21),
            TypedColumn(key="abstand", head="Abstand", width=26),
        ),
        rows=tuple(TypedRow(cells=_listed(one)) for one in every),
        note="Abstand: von der ersten Planung bis zum Tag der Erreichung oder zum erwarteten Termin.",
    )


def _listed(one: Dated) -> tuple[TypedCell, ...]:
    milestone = one.milestone
    days_later = (milestone.expected - milestone.baseline).days if milestone.expected else None
    return (
        text_cell(milestone.title),
        block_cell(one.block),
        typed_date(milestone.baseline, missing=""),
        typed_date(milestone.forecast, missing="ohne Termin") if one.is_open else text_cell("erreicht"),
        typed_date(milestone.actual, missing="noch nicht"),
        text_cell(shift_cell(milestone), rank=days_later),
    )


def _list_row(one: Dated) -> Row:
    result = shift_cell(one.milestone) if one.is_open else _period_result(one)
    day = date_cell(one.milestone.expected, missing="ohne Termin")
    return Row(cells=(one.milestone.title, date_de(one.milestone.baseline), day, result))


def _of_block(block: BlockReport) -> tuple[Row, ...]:
    """Return the milestones of a block under its number, name and place, in the order of their first plan."""
    dated = sorted((Dated(block, one) for one in block.milestones), key=lambda one: one.milestone.baseline)
    head = f"{place_of(block)}: {reached_sentence(block.milestones).rstrip('.')}"
    return (Row(cells=(head,), kind=RowKind.GROUP), *map(_list_row, dated)) if dated else ()


def milestone_list(report: CommitteeReport) -> tuple[Element, ...]:
    """Return the full list for annex 15.2, block by block."""
    every = all_milestones(report)
    if not every:
        return (Paragraph(NOT_RECORDED),)
    without = [block for block in report.all_blocks() if not block.milestones]
    names = named_in_a_sentence(without, lambda block: block.name)
    nothing = f" Noch keine Meilensteine sind erfasst für {names}." if without else ""
    table = Table(
        name="meilensteinliste",
        caption=f"Alle Meilensteine, Stand {date_de(report.as_of)}",
        message=f"{reached_sentence([one.milestone for one in every])}{nothing}",
        columns=(
            Column(head="Meilenstein", width=70),
            Column(head="Geplant"),
            Column(head="Heute"),
            Column(head="Ergebnis", width=50),
        ),
        rows=tuple(row for block in report.all_blocks() for row in _of_block(block)),
        note=_TODAY,
        may_break=True,
    )
    return (table,)

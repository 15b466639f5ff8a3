"""The two tables of page 1, which pages draw as well: the staircase of the money and the row of blocks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vrs_tracker.domain.chapters.cells import NOT_REPORTED, ROUNDING, light_mark, million_cell, million_spoken
from vrs_tracker.domain.document import Bar, Cell, Column, LightMark, Row, RowKind, Table
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.money import Staircase
from vrs_tracker.domain.funding import (
    amount,
    effective_entries,
    has_rounded_blocks,
    has_rounded_releases,
    rounded_stages,
    staircase,
)
from vrs_tracker.domain.notation import (
    NO_STATEMENT,
    date_de,
    number_word,
    share,
    signed_million,
)
from vrs_tracker.domain.origins import Origin
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.wording import full_stop, sentence_start

_FULL_BAR = 1000
_LONG_STATE = 17
"""Characters of a light's label that stay on one line in a narrow column."""
_FRAME, _APPROPRIATED, _BLOCKED = "Rahmen laut Antrag", "veranschlagt", "davon gesperrt"
_RELEASED, _COMMITTED, _DISBURSED, _AVAILABLE = "freigegeben", "bewilligt", "ausgezahlt", "verfügbar"
_MEASURES = {
    _FRAME: Measure.FRAME,
    _APPROPRIATED: Measure.APPROPRIATED,
    _BLOCKED: Measure.BLOCKED,
    _RELEASED: Measure.RELEASED,
    _COMMITTED: Measure.COMMITTED,
    _DISBURSED: Measure.DISBURSED,
    _AVAILABLE: Measure.AVAILABLE,
}
"""Which figure each step is."""


# ------------------------------------------------------------------ money


def available(steps: Staircase) -> Decimal | None:
    """Return what is released but not committed; None as long as no commitment is recorded.

    Without recorded commitments all released money would be called „verfügbar“, which nobody knows.
    """
    return steps.available if steps.committed else None


def _available_in_full(steps: Staircase) -> str:
    """Name the figure with its formula: in print nothing leads to its definition."""
    held_back = " minus angehalten" if steps.frozen else ""
    covered = " plus durch Ermächtigung gedeckt" if steps.covered else ""
    return f"{_AVAILABLE} (freigegeben minus bewilligt{held_back}{covered})"


def _amounts(steps: Staircase) -> dict[str, Decimal | None]:
    """Return the amounts of a staircase under their labels; a stage without any amount is not recorded."""
    return {
        _FRAME: steps.frame,
        _APPROPRIATED: steps.appropriated,
        _BLOCKED: steps.blocked,
        _RELEASED: steps.released,
        _COMMITTED: steps.committed or None,
        _DISBURSED: steps.disbursed or None,
        _AVAILABLE: available(steps),
    }


def _rounded(report: CommitteeReport) -> frozenset[str]:
    """Return the labels of the steps that hold a rounded figure."""
    stages = rounded_stages(report)
    releases = has_rounded_releases(report)
    found = {
        _BLOCKED: has_rounded_blocks(report),
        _RELEASED: releases,
        _COMMITTED: Stage.COMMITTED in stages,
        _DISBURSED: Stage.DISBURSED in stages,
        _AVAILABLE: releases or Stage.COMMITTED in stages,
    }
    return frozenset(label for label, is_rounded in found.items() if is_rounded)


def staircase_table(report: CommitteeReport) -> Table:
    """Return the regional money from the frame to the payments, for the overview (users.md 4.1, no. 4).

    Amounts in million euros, shares in per cent of the frame, each rounded once from the exact value; bars to
    one scale. The first report has no column of changes.
    """
    labels = (_FRAME, _APPROPRIATED, _BLOCKED, _RELEASED, _COMMITTED, _DISBURSED)
    table = _staircase(report, labels)
    return replace(table, message=available_sentence(report), note=f"Belege: Nummer 15.4. {ROUNDING}")


def page_1_staircase(report: CommitteeReport) -> Table:
    """Return the steps below the frame and what is available, for page 1 (users.md 4.5).

    It has no message of its own, because the lead above it ends with one, and no note: page 1 is full.
    """
    return _staircase(report, (_APPROPRIATED, _BLOCKED, _RELEASED, _COMMITTED, _DISBURSED, _AVAILABLE))


@dataclass(frozen=True, slots=True)
class _Steps:
    """What the rows of a staircase are made of."""

    now: dict[str, Decimal | None]
    then: dict[str, Decimal | None] | None
    rounded: frozenset[str]
    scale: Decimal
    available_in_full: str


def _staircase(report: CommitteeReport, labels: Sequence[str]) -> Table:
    current, previous = staircase(report), report.previous
    now = _amounts(current)
    steps = _Steps(
        now=now,
        then=_amounts(previous.staircase) if previous else None,
        rounded=_rounded(report),
        scale=max((amount for amount in now.values() if amount is not None), default=Decimal(0)),
        available_in_full=_available_in_full(current),
    )
    change = f", Änderung seit dem {previous.number}. Bericht" if previous else ""
    return Table(
        name="mittel",
        caption=f"Regionale Mittel in Mio. €, Stand {date_de(report.as_of)}, Anteil am Rahmen{change}",
        columns=(
            Column(head="Stufe", width=16),
            Column(head="Mio. €", right=True, width=6),
            *((Column(head="Änderung", right=True, width=7),) if previous else ()),
            Column(head="Anteil", right=True, width=6),
            Column(head="Größe", width=9),
        ),
        rows=tuple(_step_row(label, steps) for label in labels),
    )


def _step_row(label: str, steps: _Steps) -> Row:
    value, frame = steps.now[label], steps.now[_FRAME]
    cells: list[Cell] = [
        steps.available_in_full if label == _AVAILABLE else label,
        million_cell(
            value, missing=NO_STATEMENT, is_rounded=label in steps.rounded, origin=Origin(_MEASURES[label])
        ),
    ]
    if steps.then is not None:
        before = steps.then[label]
        cells.append(signed_million(None if value is None or before is None else value - before))
    cells.append(NO_STATEMENT if value is None or frame is None else share(value, frame))
    cells.append(_bar(value, steps.scale, hatched=label == _BLOCKED))
    return Row(cells=tuple(cells), kind=RowKind.DETAIL if label == _BLOCKED else RowKind.BODY)


def _bar(value: Decimal | None, scale: Decimal, *, hatched: bool) -> Bar:
    """Return a bar; nothing is drawn for a missing or negative amount."""
    length = 0 if value is None or value <= 0 else int(value * _FULL_BAR / scale)
    return Bar(length, hatched=hatched)


def available_sentence(report: CommitteeReport) -> str:
    """Say what is available; while no grant notice is recorded, what resolutions have earmarked."""
    steps = staircase(report)
    free = available(steps)
    if free is None:
        return _not_available_yet(report, steps)
    said = million_spoken(abs(free), is_rounded=_AVAILABLE in _rounded(report))
    if free < 0:
        spent = "Bewilligt oder angehalten" if steps.frozen else "Bewilligt"
        allowed = (
            "freigegeben oder durch Verpflichtungsermächtigung gedeckt" if steps.covered else "freigegeben"
        )
        return f"{spent} sind {said} mehr, als {allowed} ist."
    parts = ["freigegeben, noch nicht bewilligt"]
    if steps.frozen:
        held_back = million_spoken(steps.frozen, is_rounded=False)
        parts.append(f"ohne {held_back}, die eine Haushaltssperre anhält")
    if steps.covered:
        covered = million_spoken(steps.covered, is_rounded=False)
        parts.append(f"{covered} der Bewilligungen deckt eine Verpflichtungsermächtigung")
    return f"Verfügbar sind {said} ({'; '.join(parts)})."


def _not_available_yet(report: CommitteeReport, steps: Staircase) -> str:
    earmarked = amount(effective_entries(report), stage=Stage.EARMARKED, payer=Payer.VRS)
    if steps.committed or not earmarked:
        return "Was verfügbar ist, lässt sich erst sagen, wenn Freigaben und Bewilligungen erfasst sind."
    said = million_spoken(earmarked, is_rounded=Stage.EARMARKED in rounded_stages(report))
    return f"Durch Beschlüsse zugedacht sind {said}; Bescheide dazu sind noch nicht erfasst."


# ------------------------------------------------------------------ blocks


def block_sentence(report: CommitteeReport, block: BlockReport) -> str:
    """Return what is said of a block in one sentence: its headline, or why there is none.

    The headline of an older message says when it was filed, so that it does not read like news.
    """
    update = block.update
    if block.light is Light.UNKNOWN:
        last = block.last_message_on
        return (
            "Eine Meldung liegt nicht vor."
            if last is None
            else f"Die letzte Meldung ist vom {date_de(last)}."
        )
    if update is None:
        reason = block.state_reason or block.light_note
        return full_stop(reason) if reason else NOT_REPORTED
    headline = full_stop(update.headline or "Unverändert gegenüber dem letzten Bericht")
    return (
        headline if update.period == report.period else f"{headline} (Meldung vom {date_de(update.filed_on)})"
    )


def block_table(report: CommitteeReport) -> Table:
    """Return one row per building block and one for all further projects: now, last report, one sentence."""
    before = dict(report.previous.lights) if report.previous else None
    rows = []
    for block in report.blocks:
        then = () if before is None else (_earlier([block], before),)
        name = f"{block.number} {block.name}"
        rows.append(Row(cells=(name, light_mark(block), *then, block_sentence(report, block))))
    if report.projects:
        then = () if before is None else (_earlier(report.projects, before),)
        mark = _marked([one.light for one in report.projects])
        name = f"Weitere Projekte ({len(report.projects)})"
        rows.append(Row(cells=(name, mark, *then, "Einzelheiten: Nummer 7.")))
    return Table(
        name="bausteine",
        caption=f"Bausteine und Projekte, Stand {date_de(report.as_of)}",
        message=_moves_message(report, before),
        columns=_block_columns(report, has_earlier=before is not None),
        rows=tuple(rows),
    )


def _block_columns(report: CommitteeReport, *, has_earlier: bool) -> tuple[Column, ...]:
    """Return the columns; „Stand“ is broad if more than one row would break for its words."""
    long = sum(len(block.light.label) > _LONG_STATE for block in report.blocks)
    name, state, then, told = (30, 42, 22, 66) if long > 1 else (31, 30, 22, 77)
    return (
        Column(head="Baustein", width=name),
        Column(head="Stand", width=state),
        *((Column(head="Zuletzt", width=then),) if has_earlier else ()),
        Column(head="Meldung", width=told),
    )


def _earlier(blocks: Sequence[BlockReport], before: dict[str, Light]) -> str:
    """Say in words how they stood in the last report; shapes are kept for how they stand now."""
    then = [before[one.slug] for one in blocks if one.slug in before]
    if not then:
        return "neu"
    if sorted(then) == sorted(one.light for one in blocks):
        return "gleich"
    return _in_words(then)


def _marked(lights: Sequence[Light]) -> Cell:
    """Return one mark if all are alike, else how many there are of each."""
    words = _in_words(lights)
    return LightMark(lights[0], words) if len(set(lights)) == 1 else words


def _in_words(lights: Sequence[Light]) -> str:
    if len(set(lights)) == 1:
        is_alone = len(lights) == 1 or lights[0] in {Light.UNKNOWN, Light.NOT_APPLICABLE}
        return lights[0].label if is_alone else f"alle {lights[0].label}"
    return ", ".join(f"{lights.count(light)} {light.label}" for light in Light if light in lights)


def _moves_message(report: CommitteeReport, before: dict[str, Light] | None) -> str:
    if before is None:
        return "Einen früheren Bericht zum Vergleich gibt es nicht."
    moved = sum(before.get(block.slug, block.light) is not block.light for block in report.blocks)
    who = sentence_start(number_word(moved, zero="kein", one="ein"))
    noun, verb = ("Bausteine", "haben") if moved > 1 else ("Baustein", "hat")
    return f"{who} {noun} {verb} einen anderen Stand als im letzten Bericht."

"""The page of the what-if: what changes beside today's figures when amounts are moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.breakdowns import by_year
from vrs_tracker.domain.chapters.cells import NOT_DIVIDED, ROUNDING, million_cell, million_spoken
from vrs_tracker.domain.chapters.rounded_figures import is_rounded
from vrs_tracker.domain.cofunding.alarms import Alarm, alarms
from vrs_tracker.domain.cofunding.judging import PROGRAMME, Verdict, verdicts
from vrs_tracker.domain.cofunding.moves import Move, Place, held_at, moved
from vrs_tracker.domain.cofunding.watched import watched
from vrs_tracker.domain.counting import AVAILABLE
from vrs_tracker.domain.document import Column, Row, Table
from vrs_tracker.domain.facts.money import Staircase
from vrs_tracker.domain.funding import amount_in_block, effective_entries, select, staircase
from vrs_tracker.domain.notation import (
    NO_STATEMENT,
    count_words,
    million_euro,
    million_words,
    signed_million,
)
from vrs_tracker.domain.origins import WITHOUT, Origin, of_stage
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.cofunding import WarningKind
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.wording import amount_short, amount_words, sentence_start

MARK = "Rechenspiel, nichts davon ist gebucht oder beschlossen."
NOTHING_STORED = (
    "Hier verschieben Sie Beträge zwischen Jahren, Geldgebern und Bausteinen und sehen, was sich an Regeln "
    "und verfügbaren Mitteln ändern würde. Nichts wird gespeichert: Wer die Seite verlässt, verwirft die "
    "Eingaben."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The moves in words, the tables that set today beside the what-if, and the warnings that come and go."""

    moves: tuple[str, ...]
    message: str
    money: Table
    years: Table
    shares: Table
    rules: Table | None
    new: tuple[str, ...]
    gone: tuple[str, ...]


def place_words(report: CommitteeReport, place: Place) -> str:
    """Name a place: block, payer, stage, year."""
    return f"{_block(report, place.block)}, {place.payer.label}, {place.stage.label}, {place.year}"


def held_words(report: CommitteeReport) -> tuple[tuple[Place, str], ...]:
    """Return every place from which something can be moved, with what stands there."""
    order = [*(block.slug for block in report.all_blocks()), None]
    found = sorted(
        held_at(report).items(),
        key=lambda item: (
            order.index(item[0].block),
            list(Payer).index(item[0].payer),
            list(Stage).index(item[0].stage),
            item[0].year,
        ),
    )
    return tuple(
        (place, f"{place_words(report, place)}: {amount_short(held.amount)}") for place, held in found
    )


def what_if(report: CommitteeReport, moves: Sequence[Move]) -> WhatIf:
    """Return what the moves would change."""
    then = moved(report, moves)
    before, after = alarms(watched(report)), alarms(watched(then))
    known, found = {_subject(one) for one in before}, {_subject(one) for one in after}
    new = tuple(one.sentence for one in after if _subject(one) not in known)
    gone = tuple(one.sentence for one in before if _subject(one) not in found)
    return WhatIf(
        moves=tuple(_told(report, move) for move in moves),
        message=_message(new, gone),
        money=_money(report, then),
        years=_years(report, then),
        shares=_shares(report, then, moves),
        rules=_rules(report, then),
        new=new,
        gone=gone,
    )


def _subject(alarm: Alarm) -> tuple[WarningKind, str, int]:
    """Return what a warning is about, whatever its amounts are."""
    slug, rule = alarm.block.slug if alarm.block else "", alarm.rule.id if alarm.rule else 0
    return alarm.kind, slug, rule


def _block(report: CommitteeReport, slug: str | None) -> str:
    block = report.block(slug) if slug else None
    return block.titled if block else NOT_DIVIDED


def _told(report: CommitteeReport, move: Move) -> str:
    source, target = move.source, move.target
    return (
        f"{amount_words(move.amount)} {source.stage.label}, von {_block(report, source.block)}, "
        f"{source.payer.label}, {source.year}, nach {_block(report, target.block)}, {target.payer.label}, "
        f"{target.year}."
    )


def _message(new: Sequence[str], gone: Sequence[str]) -> str:
    if not new and not gone:
        return "An den Warnungen würde sich nichts ändern."
    come = count_words(len(new), "Warnung", "Warnungen", one="eine")
    went = count_words(len(gone), "Warnung", "Warnungen", one="eine")
    come_verb, went_verb = ("käme" if len(new) == 1 else "kämen"), ("fiele" if len(gone) == 1 else "fielen")
    return f"{sentence_start(come)} {come_verb} hinzu, {went} {went_verb} weg."


# ------------------------------------------------------------------ today beside the what-if


def _table(
    name: str, caption: str, first: str, rows: Iterable[Row], *, message: str = "", note: str = ""
) -> Table:
    return Table(
        name=name,
        caption=caption,
        message=message,
        columns=(
            Column(head=first, width=3),
            Column(head="Heute", right=True, width=1),
            Column(head="Rechenspiel", right=True, width=1),
            Column(head="Differenz", right=True, width=1),
        ),
        rows=tuple(rows),
        note=note or ROUNDING,
    )


def _row(label: str, before: Decimal | None, after: Decimal | None, *, rounded: bool = False) -> Row:
    difference = NO_STATEMENT if before is None or after is None else signed_million(after - before)
    cells = (million_cell(amount, missing=NO_STATEMENT, is_rounded=rounded) for amount in (before, after))
    return Row(cells=(label, *cells, difference))


def _money(report: CommitteeReport, then: CommitteeReport) -> Table:
    before, after = staircase(report), staircase(then)
    due = (steps.committed - steps.disbursed for steps in (before, after))

    def row(measure: Measure, first: Decimal | None, second: Decimal | None) -> Row:
        return _row(measure.label, first, second, rounded=is_rounded(then, Origin(measure)))

    return _table(
        "rechenspiel-mittel",
        "Regionale Mittel des Programms in Mio. €",
        "Mittel",
        (
            row(Measure.RELEASED, before.released, after.released),
            row(Measure.COMMITTED, before.committed, after.committed),
            *(_covered_rows(before, after)),
            *((_row("angehalten", before.frozen, after.frozen),) if before.frozen else ()),
            row(Measure.DISBURSED, before.disbursed, after.disbursed),
            row(Measure.AVAILABLE, before.available, after.available),
            row(Measure.OPEN, *due),
        ),
        message=_formula(then, after),
        note=f"Verfügbar: {AVAILABLE.formula}. {ROUNDING}",
    )


def _covered_rows(before: Staircase, after: Staircase) -> tuple[Row, ...]:
    """Return what authorisations of later years cover, if they cover anything on either side."""
    if not (before.covered or after.covered):
        return ()
    return (
        _row(
            "durch Verpflichtungsermächtigung gedeckt",
            before.covered or Decimal(0),
            after.covered or Decimal(0),
        ),
    )


def _formula(then: CommitteeReport, steps: Staircase) -> str:
    if steps.released is None or steps.available is None:
        return "Verfügbare Mittel lassen sich nicht angeben, solange keine Freigabe erfasst ist."
    held_back = f" und {million_words(steps.frozen)} angehalten" if steps.frozen else ""
    free, released, committed = (
        million_spoken(amount, is_rounded=is_rounded(then, Origin(measure)))
        for amount, measure in (
            (steps.available, Measure.AVAILABLE),
            (steps.released, Measure.RELEASED),
            (steps.committed, Measure.COMMITTED),
        )
    )
    granted = f"{committed} bewilligt"
    within = (
        f"{granted}, davon {million_words(steps.covered)} durch Verpflichtungsermächtigung gedeckt"
        if steps.covered
        else f"davon {granted}"
    )
    return f"Verfügbar wären {free}: {released} freigegeben, {within}{held_back}."


def _years(report: CommitteeReport, then: CommitteeReport) -> Table:
    before = {row.year: row for row in by_year(report)}
    after = {row.year: row for row in by_year(then)}
    years = sorted({*before, *after}, key=lambda year: (year is None, year or 0))
    rows = []
    for year in years:
        label = "ohne Jahr" if year is None else str(year)
        for word, name in ((Stage.EARMARKED, "earmarked"), (Stage.COMMITTED, "committed")):
            first, second = (getattr(found.get(year), name, None) for found in (before, after))
            if first is not None or second is not None:
                rounded = is_rounded(then, of_stage(word, year=WITHOUT if year is None else str(year)))
                heading = f"{label}, {word.label}"
                rows.append(_row(heading, first or Decimal(0), second or Decimal(0), rounded=rounded))
    return _table("rechenspiel-jahre", "Regionale Mittel je Haushaltsjahr in Mio. €", "Jahr", rows)


def _shares(report: CommitteeReport, then: CommitteeReport, moves: Sequence[Move]) -> Table:
    touched = dict.fromkeys(
        (place.block, place.payer, place.stage) for move in moves for place in (move.source, move.target)
    )
    return _table(
        "rechenspiel-anteile",
        "Anteile, die sich ändern, in Mio. €",
        "Anteil",
        (
            _row(
                f"{_block(report, block)}, {payer.label}, {stage.label}",
                _stands(report, block, payer, stage),
                _stands(then, block, payer, stage),
            )
            for block, payer, stage in touched
        ),
    )


def _stands(report: CommitteeReport, block: str | None, payer: Payer, stage: Stage) -> Decimal:
    own = [entry for entry in effective_entries(report) if entry.block == block]
    return amount_in_block(select(own, stage=stage, payer=payer))


def _rules(report: CommitteeReport, then: CommitteeReport) -> Table | None:
    """Return the verdicts that change; None if none does."""
    pairs = zip(verdicts(watched(report)), verdicts(watched(then)), strict=True)
    changed = [(old, new) for old, new in pairs if (old.outcome, old.gap) != (new.outcome, new.gap)]
    if not changed:
        return None
    return Table(
        name="rechenspiel-regeln",
        caption="Regeln, deren Ergebnis sich ändert",
        columns=(
            Column(head="Baustein", width=3),
            Column(head="Regel", width=3),
            Column(head="Stufe", width=1),
            Column(head="Heute", width=2),
            Column(head="Rechenspiel", width=2),
        ),
        rows=tuple(
            Row(
                cells=(
                    old.block.titled if old.block else PROGRAMME,
                    old.rule.name,
                    old.level.label,
                    _verdict(old),
                    _verdict(new),
                )
            )
            for old, new in changed
        ),
    )


def _verdict(one: Verdict) -> str:
    words = one.outcome.label
    if one.why:
        return f"{words} ({one.why})"
    return f"{words}, {million_euro(one.gap)}" if one.gap else words

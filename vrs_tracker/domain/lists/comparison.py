"""Two stands beside each other: every amount that differs, with its reason and since when it is known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from vrs_tracker.domain.as_of import AsOf
from vrs_tracker.domain.changes.amounts import AmountChange, amount_changes
from vrs_tracker.domain.chapters.cells import NOT_DIVIDED
from vrs_tracker.domain.chapters.headline import available
from vrs_tracker.domain.funding import (
    has_rounded_blocks,
    has_rounded_releases,
    rounded_stages,
    staircase,
)
from vrs_tracker.domain.listing import (
    Filter,
    Kind,
    TypedCell,
    TypedColumn,
    TypedRow,
    TypedTable,
    amount_cell,
    date_cell,
    filter_of,
    text_cell,
)
from vrs_tracker.domain.lists.facets import BLOCK
from vrs_tracker.domain.notation import (
    BERLIN,
    NO_STATEMENT,
    approximately,
    count_words,
    date_de,
    euro,
    list_de,
    million,
    rough_euro,
)
from vrs_tracker.domain.origins import WHOLE, Origin
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.stands import Stand
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.reporting import ChangePart
from vrs_tracker.domain.wording import full_stop, sentence_start

FROM, UNTIL = "von", "bis"
"""The words of the address that name the two stands."""
EARLIER_FIRST = "Der frühere Stand steht immer zuerst; die beiden sind getauscht."
SAME_STAND = "Vorher und nachher ist derselbe Stand; wählen Sie zwei verschiedene."
NOT_OFFERED = "Mindestens einen dieser Stände gibt es hier nicht. Verglichen sind {}."
TWO_REPORTS_NEEDED = (
    "Ein Vergleich braucht zwei Berichte. Sobald der zweite veröffentlicht ist, steht hier, welche Beträge "
    "sich geändert haben und warum."
)
PARTS_EXPLAINED = (
    "„Wirksam geworden“ heißt: gilt erst seit dem früheren Stand. „Nachgetragen“ oder „berichtigt“ heißt: "
    "galt schon vorher, stand dort aber noch nicht oder anders."
)
DAYS_EXPLAINED = (
    "Ein Tag steht so da, wie er an diesem Tag bekannt war, ein Bericht so, wie er ausgegeben wurde."
)
SAME_KNOWLEDGE = (
    "Beide Tage stehen so da, wie sie am {} bekannt waren. So bleibt übrig, was zwischen ihnen wirksam wurde."
)
MOST_REASONS = 3
"""Further ones are counted; where the amount comes from tells them all."""
NOT_YET, NO_MORE = "bisher nicht erfasst", "nicht mehr erfasst"
"""Stand for an amount that the earlier, or only the earlier one of two stands has."""
NO_REASON = f"{NO_STATEMENT} (kein Grund erfasst)"
NOTHING_BEFORE = "Zum früheren Stand war hier noch kein Betrag erfasst, der sich vergleichen lässt."
_ABOUT = approximately("")
_BUDGET = "haushalt"
_BUDGET_NAME = "Haushalt des Verbands"
_WAY, _PAYER, _FIGURE = "art", "geldgeber", "betrag"
_COLUMNS = (
    TypedColumn(key="baustein", head="Baustein", width=3),
    TypedColumn(key=_FIGURE, head="Betrag", width=2),
    TypedColumn(key="vorher", head="vorher", kind=Kind.AMOUNT, width=2),
    TypedColumn(key="nachher", head="nachher", kind=Kind.AMOUNT, width=2),
    TypedColumn(key="differenz", head="Differenz", kind=Kind.AMOUNT, width=2),
    TypedColumn(key=_WAY, head="Art", width=2),
    TypedColumn(key="grund", head="Grund", width=4),
    TypedColumn(key="stelle", head="Stelle", width=2),
    TypedColumn(key="bekannt", head="bekannt seit", kind=Kind.DATE, width=2),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two stands with its report."""

    stand: Stand
    report: CommitteeReport

    @property
    def name(self) -> str:
        """The stand as part of a sentence."""
        if self.stand.as_of is not None:
            return f"der Stand vom {self.stand.label}"
        return f"der Bericht zum {self.stand.label}"

    @property
    def code(self) -> str:
        """How the address names it, and the form shows it."""
        as_of = self.stand.as_of
        if as_of is not None:
            return date_de(as_of.effective)
        return self.report.period.code

    @property
    def place(self) -> tuple[date, date]:
        """What puts two stands in order: the day they speak of, then the day of what was known."""
        as_of, frozen = self.stand.as_of, self.report.frozen_at
        if as_of is not None:
            return as_of.effective, as_of.known
        return self.report.as_of, frozen.astimezone(BERLIN).date() if frozen else self.report.as_of

    def address(self, path: str) -> str:
        """Return the address of another page at this stand; a report always by its half-year."""
        as_of = self.stand.as_of
        words = as_of.words if as_of is not None else (("stand", self.report.period.code),)
        return f"{path}{'&' if '?' in path else '?'}{urlencode(words)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the page says: sentence, the staircase of both stands, the amounts that differ, their filters."""

    message: str
    explained: str
    steps: TypedTable
    table: TypedTable
    filters: tuple[Filter, ...]


def comparison(old: Side, new: Side) -> Comparison:
    """Compare two stands; `old` is the earlier one."""
    changes = amount_changes(old.report, new.report)
    names = {block.slug: block.titled for one in (old, new) for block in one.report.all_blocks()}
    rows = tuple(_row(change, old, new, names) for change in changes)
    table = TypedTable(
        name="vergleich",
        caption=f"Geänderte Beträge, {old.stand.label} und {new.stand.label}",
        columns=_COLUMNS,
        rows=rows,
    )
    words = {_BUDGET: _BUDGET_NAME, WHOLE: NOT_DIVIDED, **names}
    return Comparison(
        message=_message(old, new, len(rows)),
        explained=_explained(old.stand.as_of, new.stand.as_of, changes),
        steps=_steps_table(old, new),
        table=table,
        filters=(
            filter_of(rows, BLOCK, "Baustein oder Projekt", words),
            filter_of(rows, _FIGURE, "Betrag", {one.value: one.label for one in Measure}),
            filter_of(rows, _PAYER, "Geldgeber", {one.value: one.label for one in Payer}),
            filter_of(rows, _WAY, "Art", {one.value: one.label for one in ChangePart}),
        ),
    )


def _explained(old: AsOf | None, new: AsOf | None, changes: Sequence[AmountChange]) -> str:
    said = _stands_explained(old, new)
    is_first = changes and all(change.old is None for change in changes)
    return f"{NOTHING_BEFORE} {said}" if is_first else said


def _stands_explained(old: AsOf | None, new: AsOf | None) -> str:
    if old is not None and new is not None and old.known == new.known:
        return SAME_KNOWLEDGE.format(date_de(new.known))
    return PARTS_EXPLAINED if old is new is None else f"{DAYS_EXPLAINED} {PARTS_EXPLAINED}"


def _message(old: Side, new: Side, number: int) -> str:
    both = f"Verglichen sind {old.name} und {new.name}:"
    if not number:
        return f"{both} Kein Betrag ist anders."
    counted = count_words(number, "Betrag ist", "Beträge sind", one="ein")
    then, now = staircase(old.report), staircase(new.report)
    told = [
        f"{word} sind {million(after)} statt {million(before)} Millionen Euro"
        for word, before, after in (
            ("bewilligt", then.committed, now.committed),
            ("ausgezahlt", then.disbursed, now.disbursed),
        )
        if before != after
    ]
    sums = f" {sentence_start(list_de(told))}." if told else ""
    return f"{both} {sentence_start(counted)} anders.{sums}"


def _row(change: AmountChange, old: Side, new: Side, names: dict[str, str]) -> TypedRow:
    origin = change.origin
    return TypedRow(
        cells=(
            _where(origin, new, names),
            text_cell(_figure(origin)),
            _amount(change.old, origin, old, missing=NOT_YET, is_rounded=change.is_rounded),
            _amount(change.new, origin, new, missing=NO_MORE, is_rounded=change.is_rounded),
            _difference(change.difference, is_rounded=change.is_rounded),
            text_cell(list_de([part.label for part in change.parts])),
            text_cell(_reason(change)),
            text_cell("; ".join(change.offices) or NO_STATEMENT),
            date_cell(change.known_since, missing=NO_STATEMENT),
        ),
        facets={
            BLOCK: frozenset({origin.block or _BUDGET}),
            _FIGURE: frozenset({origin.measure.value}),
            _PAYER: frozenset({origin.payer or Payer.VRS.value}),
            _WAY: frozenset(part.value for part in change.parts),
        },
    )


def _where(origin: Origin, new: Side, names: dict[str, str]) -> TypedCell:
    if not origin.block:
        return text_cell(_BUDGET_NAME)
    if origin.block == WHOLE:
        return text_cell(NOT_DIVIDED)
    known = new.report.block(origin.block)
    address = new.address(f"/bausteine/{origin.block}") if known else ""
    return text_cell(names[origin.block], address=address)


def _figure(origin: Origin) -> str:
    """Name the amount without its block: „bewilligt, regional“, „veranschlagt, 2026“."""
    return replace(origin, block="", named="").name


def _amount(
    amount: Decimal | None, origin: Origin, side: Side, *, missing: str, is_rounded: bool
) -> TypedCell:
    """Return an amount that leads to where it comes from, at its own stand."""
    cell = amount_cell(amount, missing=missing, is_rounded=is_rounded)
    return cell if amount is None else replace(cell, address=side.address(origin.address))


def _reason(change: AmountChange) -> str:
    """Return the newest reasons, one after the other; without any what proves the newest booking."""
    if change.reasons:
        told = [reason.removesuffix(".") for reason in change.reasons[:MOST_REASONS]]
        further = len(change.reasons) - MOST_REASONS
        if further > 0:
            told.append(f"dazu {count_words(further, 'weiterer Grund', 'weitere Gründe')}")
        return full_stop("; ".join(told))
    if change.evidence:
        further = len(change.evidence) - 1
        more = f"; dazu {count_words(further, 'weiterer Beleg', 'weitere Belege')}" if further else ""
        return full_stop(f"Beleg: {change.evidence[0].removesuffix('.')}{more}")
    return NO_REASON


def _difference(amount: Decimal, *, is_rounded: bool) -> TypedCell:
    """Return a change with its sign: „+650.000,00 €“, „rund +1,1 Mio. €“."""
    text = rough_euro(amount).removeprefix(_ABOUT) if is_rounded else euro(amount)
    return TypedCell(text=f"{_ABOUT if is_rounded else ''}{'+' if amount > 0 else ''}{text}", value=amount)


# ---------------------------------------------------------------- the staircase of both


def _steps_table(old: Side, new: Side) -> TypedTable:
    rows = tuple(_step_rows(old, new))
    return TypedTable(
        name="vergleich-stufen",
        caption=f"Regionale Mittel, {old.stand.label} und {new.stand.label}",
        columns=(
            TypedColumn(key="stufe", head="Stufe"),
            TypedColumn(key="vorher", head="vorher", kind=Kind.AMOUNT),
            TypedColumn(key="nachher", head="nachher", kind=Kind.AMOUNT),
            TypedColumn(key="differenz", head="Differenz", kind=Kind.AMOUNT),
        ),
        rows=rows,
    )


def _step_rows(old: Side, new: Side) -> Iterator[TypedRow]:
    then, now = _steps(old.report), _steps(new.report)
    for measure, before in then.items():
        after = now[measure]
        if not before and not after:
            continue
        is_rounded = measure in _rounded(old.report) | _rounded(new.report)
        origin = Origin(measure)
        yield TypedRow(
            cells=(
                text_cell(measure.label),
                _amount(before, origin, old, missing=NOT_YET, is_rounded=measure in _rounded(old.report)),
                _amount(after, origin, new, missing=NO_MORE, is_rounded=measure in _rounded(new.report)),
                _difference((after or Decimal(0)) - (before or Decimal(0)), is_rounded=is_rounded),
            )
        )


def _steps(report: CommitteeReport) -> dict[Measure, Decimal | None]:
    steps = staircase(report)
    return {
        Measure.FRAME: steps.frame,
        Measure.APPROPRIATED: steps.appropriated,
        Measure.BLOCKED: steps.blocked,
        Measure.FROZEN: steps.frozen,
        Measure.RELEASED: steps.released,
        Measure.COMMITTED: steps.committed or None,
        Measure.COVERED: steps.covered,
        Measure.DISBURSED: steps.disbursed or None,
        Measure.AVAILABLE: available(steps),
    }


def _rounded(report: CommitteeReport) -> frozenset[Measure]:
    """Return the steps that hold a rounded figure."""
    stages, releases = rounded_stages(report), has_rounded_releases(report)
    found = {
        Measure.BLOCKED: has_rounded_blocks(report),
        Measure.RELEASED: releases,
        Measure.COMMITTED: Stage.COMMITTED in stages,
        Measure.DISBURSED: Stage.DISBURSED in stages,
        Measure.AVAILABLE: releases or Stage.COMMITTED in stages,
    }
    return frozenset(measure for measure, is_rounded in found.items() if is_rounded)


def in_order(one: Side, other: Side) -> Sequence[Side]:
    """Return two stands, the earlier one first."""
    return sorted((one, other), key=lambda side: side.place)

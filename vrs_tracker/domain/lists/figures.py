"""All figures of the money that can be followed, each as a link: of the programme, by year, by block."""

from collections.abc import Sequence
from dataclasses import dataclass

from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.chapters.cells import NOT_DIVIDED, ROUNDED_SOURCES
from vrs_tracker.domain.document import Column, Row, RowKind, Table
from vrs_tracker.domain.notation import NO_STATEMENT, date_de, euro, rough_euro
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.origins import Origin, of_share, of_stage, of_year, traced
from vrs_tracker.domain.provenance.explaining import amount_of
from vrs_tracker.domain.provenance.meanings import meaning
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.wording import sentence_start

HEADING = "Woher kommen die Zahlen?"
INDEX = "/zahlen/"
INTRODUCTION = (
    "Jeder Betrag führt zu einer Seite, die sagt, was er bedeutet, wie er entsteht, aus welchen Einträgen er "
    "besteht und was nicht mitgezählt ist."
)
_OF_PROGRAMME = (
    *(Measure.FRAME, Measure.APPROPRIATED, Measure.BLOCKED, Measure.FROZEN, Measure.RELEASED),
    *(Measure.EARMARKED, Measure.COMMITTED, Measure.DISBURSED),
    *(Measure.AVAILABLE, Measure.NOT_COMMITTED, Measure.OPEN, Measure.MOTION, Measure.CURRENT),
)
_OF_BUDGET = (Measure.APPROPRIATED, Measure.CARRIED, Measure.ADJUSTED, Measure.BLOCKED, Measure.RELEASED)
_OF_OUTFLOW = (Measure.COMMITTED, Measure.DISBURSED, Measure.AUTHORISED, Measure.MEDIUM_TERM)
_WORDS = {
    Measure.CARRIED: "Übertragen",
    Measure.ADJUSTED: "Fortgeschrieben",
    Measure.BLOCKED: "Gesperrt",
    Measure.AUTHORISED: "Ermächtigung",
}
"""Heads of columns where the name of the figure is too long for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The tables of the page, those without any amount left out."""

    programme: Table
    years: tuple[Table, ...]
    blocks: Table

    def tables(self) -> tuple[Table, ...]:
        """Return every table in the order of the page."""
        return (self.programme, *self.years, self.blocks)


@once_per_report
def figures_of(report: CommitteeReport) -> Figures:
    """Return every figure of the programme, of its budget years and of its blocks."""
    years = (
        _year_table(report, _OF_BUDGET, "haushalt-je-jahr", "Haushalt je Jahr"),
        _year_table(report, _OF_OUTFLOW, "verwendung-je-jahr", "Bindung, Abfluss und Planung je Jahr"),
    )
    return Figures(
        programme=_programme_table(report),
        years=tuple(table for table in years if table.rows),
        blocks=_block_table(report),
    )


def _cell(report: CommitteeReport, origin: Origin) -> str:
    """Write the amount of a figure as a link; a figure without any entry leads nowhere."""
    found = amount_of(report, origin)
    if found.value is None:
        return NO_STATEMENT
    return traced(rough_euro(found.value) if found.is_rounded else euro(found.value), origin, unit="")


def _programme_table(report: CommitteeReport) -> Table:
    return Table(
        name="zahlen-programm",
        caption=f"Zahlen des Programms in Euro, Stand {date_de(report.as_of)}",
        columns=(
            Column(head="Zahl", width=40),
            Column(head="Betrag", right=True, width=30),
            Column(head="Was sie sagt", width=90),
        ),
        rows=tuple(
            Row(cells=(sentence_start(measure.label), _cell(report, Origin(measure)), _sentence(measure)))
            for measure in _OF_PROGRAMME
        ),
        note=ROUNDED_SOURCES,
    )


def _sentence(measure: Measure) -> str:
    """Say what a figure means without naming it again."""
    _, _, said = meaning(Origin(measure)).partition(": ")
    return sentence_start(said)


def _year_table(report: CommitteeReport, measures: Sequence[Measure], name: str, caption: str) -> Table:
    rows = (
        (str(year), *(_cell(report, of_year(measure, year)) for measure in measures))
        for year in book_of(report).years()
    )
    return Table(
        name=name,
        caption=f"{caption} in Euro, Stand {date_de(report.as_of)}",
        columns=(
            Column(head="Jahr", width=16),
            *(Column(head=_head(measure), right=True, width=28) for measure in measures),
        ),
        rows=tuple(Row(cells=cells) for cells in rows if _is_told(cells)),
    )


def _head(measure: Measure) -> str:
    return _WORDS.get(measure, sentence_start(measure.label))


def _is_told(cells: Sequence[str]) -> bool:
    return any(cell != NO_STATEMENT for cell in cells[1:])


def _block_table(report: CommitteeReport) -> Table:
    places = [(block.slug, block.titled, block.name) for block in report.all_blocks()]
    rows = [
        Row(cells=(titled, *(_cell(report, one) for one in _of_block(slug, name))))
        for slug, titled, name in places
    ]
    undivided = (NOT_DIVIDED, *(_cell(report, one) for one in _of_block(None, "")))
    whole = ("Summe", *(_cell(report, one) for one in _of_all()))
    return Table(
        name="zahlen-bausteine",
        caption=f"Zahlen der Bausteine und Projekte in Euro, Stand {date_de(report.as_of)}",
        columns=(
            Column(head="Baustein", width=40),
            *(
                Column(head=head, right=True, width=30)
                for head in ("Im Antrag", "Heute erfasst", "Bewilligt", "Ausgezahlt")
            ),
        ),
        rows=(
            *rows,
            *((Row(cells=undivided),) if _is_told(undivided) else ()),
            Row(cells=whole, kind=RowKind.TOTAL),
        ),
        note=(
            "Im Antrag und heute erfasst: Anteile aller Geldgeber. Bewilligt und ausgezahlt: regionale "
            "Mittel. In der Summe zählt jeder Betrag einmal, auch wenn er in einer nicht aufgeteilten Summe "
            "enthalten ist."
        ),
    )


def _of_block(slug: str | None, name: str) -> tuple[Origin, ...]:
    share = of_share(Measure.MOTION, slug, named=name)
    return (
        share,
        of_share(Measure.CURRENT, slug, named=name),
        *(
            of_stage(stage, block=share.block, payer=Payer.VRS.value, named=name)
            for stage in (Stage.COMMITTED, Stage.DISBURSED)
        ),
    )


def _of_all() -> tuple[Origin, ...]:
    return tuple(
        Origin(measure) for measure in (Measure.MOTION, Measure.CURRENT, Measure.COMMITTED, Measure.DISBURSED)
    )

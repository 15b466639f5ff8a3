"""Section 15: the annexes (domain.md 4.4, no. 15)."""

from vrs_tracker.domain.chapters.cells import NOT_RECORDED, when
from vrs_tracker.domain.chapters.funding_tables import FULL_EUROS, current_elements, motion_table
from vrs_tracker.domain.chapters.legend import legend_part
from vrs_tracker.domain.chapters.milestones import milestone_list
from vrs_tracker.domain.chapters.sources import sources_of_report
from vrs_tracker.domain.document import Column, Element, Paragraph, Row, Section, Table
from vrs_tracker.domain.facts.money import Resolution
from vrs_tracker.domain.facts.withheld import WithheldElsewhere
from vrs_tracker.domain.listing import (
    Kind,
    TypedColumn,
    TypedRow,
    TypedTable,
    amount_cell,
    moment_cell,
    text_cell,
)
from vrs_tracker.domain.notation import NO_STATEMENT, count_words, list_de, number_word, rough_euro
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.wording import amount_short, full_stop, sentence_start

STATED = "Die Summe ist die im Beschluss genannte, nicht eine hier errechnete."
"""Stands beside every list of resolutions."""
COUNTED_OF_BLOCKS = "Bei Bausteinen und Projekten lässt dieser Bericht"
"""A report of which the rest was not counted when it was frozen claims nothing about the rest."""


def _document(one: Resolution) -> str:
    return "; ".join(part for part in (one.document, one.address) if part) or NO_STATEMENT


def _resolution_row(one: Resolution) -> TypedRow:
    subject = f"{full_stop(one.title)} {full_stop(one.summary)}" if one.summary else one.title
    return TypedRow(
        cells=(
            moment_cell(one.decided),
            text_cell(one.body),
            text_cell(subject),
            amount_cell(one.stated_amount, missing="ohne Summe", is_rounded=one.stated_is_approximate),
            text_cell(_document(one)),
        )
    )


def resolutions_table(report: CommitteeReport) -> TypedTable:
    """Return every resolution with body, date, the sum it names, document and address, in recorded order."""
    return TypedTable(
        name="beschluesse",
        caption="Beschlüsse, auf die sich der Bericht stützt",
        message=STATED,
        columns=(
            TypedColumn(key="datum", head="Datum", kind=Kind.DATE, width=23),
            TypedColumn(key="gremium", head="Gremium", width=33),
            TypedColumn(key="gegenstand", head="Gegenstand", width=37),
            TypedColumn(key="summe", head="Summe", kind=Kind.AMOUNT, width=34),
            TypedColumn(key="dokument", head="Dokument", width=38),
        ),
        rows=tuple(map(_resolution_row, report.resolutions)),
    )


def _subject(one: Resolution) -> str:
    """Say who decided what, and where that is written."""
    texts = (f"{one.body}: {one.title}", one.summary, _where(one))
    return " ".join(full_stop(text) for text in texts if text)


def _where(one: Resolution) -> str:
    where = "; ".join(part for part in (one.document, one.address) if part)
    return f"Dokument: {where}" if where else ""


def _stated(one: Resolution) -> str:
    if one.stated_amount is None:
        return "ohne Summe"
    return rough_euro(one.stated_amount) if one.stated_is_approximate else amount_short(one.stated_amount)


def _resolutions(report: CommitteeReport) -> tuple[Element, ...]:
    if not report.resolutions:
        return (Paragraph(f"Beschlüsse: {NOT_RECORDED}."),)
    without = sum(not one.document and not one.address for one in report.resolutions)
    table = Table(
        name="beschluesse",
        caption="Beschlüsse, auf die sich der Bericht stützt",
        message="Die Nummern dieser Liste stehen im ganzen Bericht unter „Nachweis“.",
        columns=(
            Column(head="Nachweis"),
            Column(head="Datum", width=22),
            Column(head="Beschluss", width=102),
            Column(head="Summe", right=True),
        ),
        rows=tuple(
            Row(cells=(str(number), when(one.decided), _subject(one), _stated(one)))
            for number, one in enumerate(report.resolutions, start=1)
        ),
        note=f"{STATED}{' Wo kein Dokument steht, ist keines erfasst.' if without else ''}",
        may_break=True,
    )
    return (table,)


def _sources(report: CommitteeReport) -> tuple[Element, ...]:
    """Return what the report rests on beside resolutions, under their numbers, with what each supports."""
    sources = sources_of_report(report)
    if not sources:
        return ()
    table = Table(
        name="nachweise",
        caption="Weitere Nachweise",
        message="Bescheide, Buchungen, Mitteilungen und andere Quellen, in der Reihenfolge des Berichts.",
        columns=(
            Column(head="Nachweis"),
            Column(head="Quelle", width=102),
            Column(head="Für", width=42),
        ),
        rows=tuple(Row(cells=(str(one.number), one.text, list_de(one.supports))) for one in sources),
        may_break=True,
    )
    return (table,)


def _withheld(report: CommitteeReport) -> str:
    """Say how many parts are not public, without naming them."""
    of_blocks = sum(block.withheld for block in report.all_blocks())
    elsewhere = _held_elsewhere(report.withheld_elsewhere)
    parts = of_blocks + sum(count for count, _ in elsewhere)
    if not parts:
        counted = "Dieser Bericht lässt" if report.withheld_elsewhere else COUNTED_OF_BLOCKS
        return f"{counted} keine nichtöffentlichen Angaben aus."
    held = count_words(
        parts, "Angabe ist nicht öffentlich und fehlt", "Angaben sind nicht öffentlich und fehlen", one="eine"
    )
    named = [f"{number_word(of_blocks, one='eine')} bei Bausteinen oder Projekten"] if of_blocks else []
    split = f": {list_de([*named, *(words for _, words in elsewhere)])}" if elsewhere else ""
    noted = " Bei dem betroffenen Baustein oder Projekt ist das vermerkt." if of_blocks else ""
    return f"{sentence_start(held)} in diesem Bericht{split}.{noted}"


def _held_elsewhere(counts: WithheldElsewhere | None) -> list[tuple[int, str]]:
    """Count what belongs to no block by its kind, in the words of the non-public annex."""
    if counts is None:
        return []
    kinds = (
        (counts.resolutions, "Beschluss", "Beschlüsse", "ein"),
        (counts.events, "Veranstaltung der Vernetzung", "Veranstaltungen der Vernetzung", "eine"),
        (counts.happenings, "Ereignis der Genossenschaft", "Ereignisse der Genossenschaft", "ein"),
        (counts.texts, "Text des Berichts", "Texte des Berichts", "ein"),
    )
    return [
        (count, count_words(count, singular, plural, one=one))
        for count, singular, plural, one in kinds
        if count
    ]


@once_per_report
def annexes_section(report: CommitteeReport) -> Section:
    """Return section 15 with its five annexes."""
    funding = (motion_table(report, FULL_EUROS), *current_elements(report, FULL_EUROS))
    sources = (*_resolutions(report), *_sources(report))
    return Section(
        number="15",
        heading="Anlagen",
        anchor="anlagen",
        parts=(
            Section(
                number="15.1", heading="Finanzierung in Euro", anchor="anlage-finanzierung", body=funding
            ),
            Section(
                number="15.2",
                heading="Liste der Meilensteine",
                anchor="anlage-meilensteine",
                body=milestone_list(report),
            ),
            legend_part("15.3"),
            Section(number="15.4", heading="Nachweise", anchor="anlage-quellen", body=sources),
            Section(
                number="15.5",
                heading="Nichtöffentliche Teile",
                anchor="anlage-nichtoeffentlich",
                body=(Paragraph(_withheld(report)),),
            ),
        ),
    )

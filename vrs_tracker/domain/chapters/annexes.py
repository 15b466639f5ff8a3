"""Section 15: the annexes (domain.md 4.4, no. 15)."""

from vrs_tracker.domain.chapters.block_money import source_text
from vrs_tracker.domain.chapters.cells import NOT_RECORDED
from vrs_tracker.domain.chapters.financing import findings_elements
from vrs_tracker.domain.chapters.funding_tables import FULL_EUROS, current_elements, motion_table
from vrs_tracker.domain.chapters.legend import legend_part
from vrs_tracker.domain.chapters.milestones import milestone_list
from vrs_tracker.domain.document import Element, Listing, Paragraph, Section, Tone
from vrs_tracker.domain.facts.money import Resolution
from vrs_tracker.domain.funding import effective_entries
from vrs_tracker.domain.listing import (
    Kind,
    TypedColumn,
    TypedRow,
    TypedTable,
    amount_cell,
    moment_cell,
    text_cell,
)
from vrs_tracker.domain.notation import NO_STATEMENT, count_words
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.wording import full_stop, sentence_start


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
        message="Die Summe ist die im Beschluss genannte, nicht eine hier errechnete.",
        columns=(
            TypedColumn(key="datum", head="Datum", kind=Kind.DATE, width=23),
            TypedColumn(key="gremium", head="Gremium", width=33),
            TypedColumn(key="gegenstand", head="Gegenstand", width=37),
            TypedColumn(key="summe", head="Summe", kind=Kind.AMOUNT, width=34),
            TypedColumn(key="dokument", head="Dokument", width=38),
        ),
        rows=tuple(map(_resolution_row, report.resolutions)),
    )


def _resolutions(report: CommitteeReport) -> tuple[Element, ...]:
    if not report.resolutions:
        return (Paragraph(f"Beschlüsse: {NOT_RECORDED}."),)
    return (resolutions_table(report).printed(),)


def _sources(report: CommitteeReport) -> tuple[Element, ...]:
    """Return what amounts rest on beside resolutions, each text once, in the order of first use."""
    texts = dict.fromkeys(source_text(entry) for entry in effective_entries(report) if entry.source_text)
    return (Paragraph("Weitere Belege der Beträge:", Tone.MESSAGE), Listing(tuple(texts))) if texts else ()


def _withheld(report: CommitteeReport) -> str:
    """Say how many parts are not public, without naming them."""
    parts = sum(block.withheld for block in report.all_blocks())
    if not parts:
        return "Dieser Bericht lässt keine nichtöffentlichen Angaben aus."
    held = count_words(
        parts, "Angabe ist nicht öffentlich und fehlt", "Angaben sind nicht öffentlich und fehlen", one="eine"
    )
    said = f"{sentence_start(held)} in diesem Bericht."
    return f"{said} Bei dem betroffenen Baustein oder Projekt ist das vermerkt."


@once_per_report
def annexes_section(report: CommitteeReport) -> Section:
    """Return section 15 with its five annexes."""
    funding = (motion_table(report, FULL_EUROS), *current_elements(report, FULL_EUROS))
    sources = (*_resolutions(report), *_sources(report), *findings_elements(report))
    return Section(
        number="15",
        heading="Anlagen",
        anchor="anlagen",
        own_page=True,
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
            Section(number="15.4", heading="Quellen und Befunde", anchor="anlage-quellen", body=sources),
            Section(
                number="15.5",
                heading="Nichtöffentliche Teile",
                anchor="anlage-nichtoeffentlich",
                body=(Paragraph(_withheld(report)),),
            ),
        ),
    )

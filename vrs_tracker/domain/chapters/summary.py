"""Section 2: the summary of page 1, the office's assessment, how to read the report (users.md 4.5)."""

from dataclasses import replace
from math import ceil

from vrs_tracker.domain.chapters.cells import NOT_RECORDED, block_address
from vrs_tracker.domain.chapters.headline import block_table, page_1_staircase
from vrs_tracker.domain.chapters.legend import reading_part
from vrs_tracker.domain.chapters.programme import programme_sentence
from vrs_tracker.domain.document import Element, Listing, Paragraph, Section, Table, Tone
from vrs_tracker.domain.notation import NBSP, number_word
from vrs_tracker.domain.report import Change, CommitteeReport
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot
from vrs_tracker.domain.wording import full_stop

MOST_CHANGES_ON_PAGE_1 = 3
MOST_LINES_ON_PAGE_1 = 18
"""A longer table of blocks stands last in the section and so on page 2; the lead still carries the counts."""
CHARACTERS_PER_LINE = 50
"""Of the last column of the table of blocks in print, measured."""


def ordered_changes(report: CommitteeReport) -> tuple[Change, ...]:
    """Return the changes since the last report, the most important first."""
    return tuple(sorted(report.changes, key=lambda change: change.rank))


def change_text(report: CommitteeReport, change: Change) -> str:
    """Return a change with the name of its block in front."""
    block = report.block(change.block) if change.block else None
    return f"{block.titled}: {change.sentence}" if block else change.sentence


def decisions(report: CommitteeReport) -> tuple[str, ...]:
    """Return one text per decision that a block asks of the committee, with where it is explained."""
    return tuple(
        f"{block.titled}: {full_stop(block.update.decision)} Wege und Folgen: "
        f"Nummer{NBSP}{block_address(block)}."
        for block in report.all_blocks()
        if block.update is not None and block.update.decision
    )


def _changes(report: CommitteeReport) -> tuple[Element, ...]:
    if report.previous is None:
        return (Paragraph("Dies ist der erste Bericht; Veränderungen zeigt der nächste."),)
    if not report.changes:
        return (Paragraph("Seit dem letzten Bericht sind keine Veränderungen erfasst."),)
    first = ordered_changes(report)[:MOST_CHANGES_ON_PAGE_1]
    many = f"Die {number_word(len(first))} wichtigsten Änderungen"
    head = "Die wichtigste Änderung" if len(first) == 1 else many
    rest = f" (alle {len(report.changes)}: Nummer{NBSP}5)" if len(report.changes) > len(first) else ""
    return (
        Paragraph(f"{head}{rest}", Tone.MESSAGE),
        Listing(tuple(change_text(report, change) for change in first), numbered=True),
    )


def _decisions(report: CommitteeReport) -> tuple[Element, ...]:
    asked = decisions(report)
    if not asked:
        return (Paragraph("Zurzeit steht keine Entscheidung an."),)
    if len(asked) == 1:
        return (Paragraph(f"Entscheidungsbedarf: {asked[0]}"),)
    return (Paragraph("Entscheidungsbedarf", Tone.MESSAGE), Listing(asked, numbered=True))


def _lines(table: Table) -> int:
    """Estimate the printed lines of the table of blocks by its last column."""
    return sum(ceil(len(str(row.cells[-1])) / CHARACTERS_PER_LINE) for row in table.rows)


def summary_section(report: CommitteeReport) -> Section:
    """Return section 2: page 1 as its body; assessment and reading guide as parts behind it."""
    table = replace(block_table(report), message="")  # the lead says it
    blocks = (table,) if table.rows else ()
    news = (*_changes(report), *_decisions(report))
    fits = _lines(table) <= MOST_LINES_ON_PAGE_1
    return Section(
        number="2",
        heading="Zusammenfassung",
        anchor="zusammenfassung",
        body=(
            Paragraph(programme_sentence(report), Tone.LEAD),
            page_1_staircase(report),
            *((*blocks, *news) if fits else (*news, *blocks)),
        ),
        parts=(
            Section(
                number="2.1",
                heading="Einordnung der Geschäftsstelle",
                anchor="einordnung",
                body=(Paragraph(report.narrative(NarrativeSlot.ASSESSMENT) or NOT_RECORDED),),
            ),
            reading_part("2.2"),
        ),
    )

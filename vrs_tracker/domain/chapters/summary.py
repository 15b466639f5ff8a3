"""Section 2: the summary of page 1, the office's assessment, how to read the report (users.md 4.5)."""

from dataclasses import replace

from vrs_tracker.domain.chapters.cells import NOT_RECORDED, block_address
from vrs_tracker.domain.chapters.headline import block_table, page_1_staircase
from vrs_tracker.domain.chapters.legend import reading_part
from vrs_tracker.domain.chapters.page_one import fits_page_1
from vrs_tracker.domain.chapters.programme import programme_sentence
from vrs_tracker.domain.document import Element, Listing, Paragraph, Section, Tone
from vrs_tracker.domain.facts.blocks import Update
from vrs_tracker.domain.notation import NBSP, number_word
from vrs_tracker.domain.report import Change, CommitteeReport
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot
from vrs_tracker.domain.wording import full_stop

MOST_CHANGES_ON_PAGE_1 = 3
LONGEST_DECISION = 200
"""In characters: as long as a headline may be (users.md 4.4, no. 11)."""


def ordered_changes(report: CommitteeReport) -> tuple[Change, ...]:
    """Return the changes since the last report, the most important first."""
    return tuple(sorted(report.changes, key=lambda change: change.rank))


def change_text(report: CommitteeReport, change: Change) -> str:
    """Return a change with the name of its block in front."""
    block = report.block(change.block) if change.block else None
    return f"{block.titled}: {change.sentence}" if block else change.sentence


def decisions(report: CommitteeReport) -> tuple[str, ...]:
    """Return one text per decision that a block asks of the committee, with where it is explained.

    A long text is told in its subsection; here stands the headline instead, which says what it is about.
    """
    return tuple(
        f"{block.titled}: {_asked(block.update)} Wege und Folgen: Nummer{NBSP}{block_address(block)}."
        for block in report.all_blocks()
        if block.update is not None and block.update.decision
    )


def _asked(update: Update) -> str:
    is_long = len(update.decision) > LONGEST_DECISION and update.headline
    return full_stop(update.headline if is_long else update.decision)


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
    told = Paragraph(asked[0]) if len(asked) == 1 else Listing(asked, numbered=True)
    return (Paragraph("Entscheidungsbedarf", Tone.MESSAGE), told)


def summary_section(report: CommitteeReport) -> Section:
    """Return section 2: page 1 as its body; assessment and reading guide as parts behind it."""
    lead = programme_sentence(report)
    money = page_1_staircase(report)
    blocks = replace(block_table(report), message="")  # the lead says it
    news = (*_changes(report), *_decisions(report))
    if not blocks.rows:
        below: tuple[Element, ...] = (money, *news)
    elif fits_page_1(report, lead, blocks, (money, *news)):
        below = (money, blocks, *news)
    else:
        below = (money, *news, blocks)
    return Section(
        number="2",
        heading="Zusammenfassung",
        anchor="zusammenfassung",
        body=(Paragraph(lead, Tone.LEAD), *below),
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

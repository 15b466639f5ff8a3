"""Section 2: the summary of page 1, the office's assessment, how to read the report (users.md 4.5)."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from vrs_tracker.domain.chapters.cells import NOT_RECORDED, block_address
from vrs_tracker.domain.chapters.headline import block_table, page_1_staircase
from vrs_tracker.domain.chapters.legend import reading_part
from vrs_tracker.domain.chapters.programme import programme_sentence
from vrs_tracker.domain.document import Element, LightMark, Listing, Paragraph, Row, Section, Table, Tone
from vrs_tracker.domain.facts.blocks import Update
from vrs_tracker.domain.notation import NBSP, number_word
from vrs_tracker.domain.report import Change, CommitteeReport
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot
from vrs_tracker.domain.wording import full_stop

MOST_CHANGES_ON_PAGE_1 = 3
LONGEST_DECISION = 200
"""In characters: as long as a headline may be (users.md 4.4, no. 11)."""
LINES_BELOW_MONEY = Decimal("10.5")
"""Lines of text that page 1 holds below the first table, beside one line for each block; measured."""
CELL_LINE = Decimal("0.8")
"""Height of a line in a table, in lines of text."""
TEXT_WIDTH, MARK_WIDTH, CELL_WIDTH = 90, 16, 53
"""Characters on a line of text, of the lights and of the last column of the table of blocks; measured."""


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
    if len(asked) == 1:
        return (Paragraph(f"Entscheidungsbedarf: {asked[0]}"),)
    return (Paragraph("Entscheidungsbedarf", Tone.MESSAGE), Listing(asked, numbered=True))


def _fits_page_1(blocks: Table, news: Sequence[Element]) -> bool:
    """Estimate whether the table of blocks leaves room for changes and decisions on page 1.

    If not it stands last and so on page 2; the lead still carries the counts (users.md 4.5).
    """
    texts = [text for element in news if isinstance(element, Listing) for text in element.items]
    texts += [one.text for one in news if isinstance(one, Paragraph) and one.tone is Tone.BODY]
    lines = sum(1 + _breaks(text, TEXT_WIDTH) for text in texts)
    return lines + sum(map(_cell_breaks, blocks.rows)) * CELL_LINE <= LINES_BELOW_MONEY


def _breaks(text: str, width: int) -> int:
    return max(0, len(text) - 1) // width


def _cell_breaks(row: Row) -> int:
    mark, last = row.cells[1], row.cells[-1]
    word = mark.text if isinstance(mark, LightMark) else str(mark)
    return max(_breaks(word, MARK_WIDTH), _breaks(str(last), CELL_WIDTH))


def summary_section(report: CommitteeReport) -> Section:
    """Return section 2: page 1 as its body; assessment and reading guide as parts behind it."""
    table = replace(block_table(report), message="")  # the lead says it
    blocks = (table,) if table.rows else ()
    news = (*_changes(report), *_decisions(report))
    fits = _fits_page_1(table, news)
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

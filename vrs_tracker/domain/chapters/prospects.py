"""Sections 13 and 14: funding calls and the next six months (domain.md 4.4)."""

from collections.abc import Sequence

from vrs_tracker.domain.chapters.cells import NOT_RECORDED
from vrs_tracker.domain.chapters.headline import available_sentence
from vrs_tracker.domain.chapters.milestones import upcoming_milestones
from vrs_tracker.domain.chapters.summary import decisions
from vrs_tracker.domain.document import Column, Element, Listing, Paragraph, Row, Section, Table
from vrs_tracker.domain.notation import NBSP, date_de, number_word, range_de
from vrs_tracker.domain.periods import following_duty_sentence
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot
from vrs_tracker.domain.wording import full_stop, sentence_start


def calls_section(report: CommitteeReport) -> Section:
    """Return section 13: the office's text and what money is left for calls (domain.md 4.2, question 13)."""
    text = report.narrative(NarrativeSlot.CALLS)
    return Section(
        number="13",
        heading="Förderaufrufe und Wettbewerbe",
        anchor="foerderaufrufe",
        body=(Paragraph(text or NOT_RECORDED), Paragraph(available_sentence(report))),
    )


def _milestones(report: CommitteeReport) -> str:
    due = len(upcoming_milestones(report))
    many = sentence_start(number_word(due, zero="kein", one="ein"))
    noun = "Meilensteine sind" if due > 1 else "Meilenstein ist"
    return f"{many} {noun} im {report.period.shifted(1).label} fällig (Nummer{NBSP}8)."


def _decisions(report: CommitteeReport) -> str:
    asked = len(decisions(report))
    if asked == 0:
        return "Zurzeit steht keine Entscheidung an."
    noun = "Entscheidungen stehen" if asked > 1 else "Entscheidung steht"
    return f"{sentence_start(number_word(asked, one='eine'))} {noun} an (Nummer{NBSP}2)."


def _announced(report: CommitteeReport) -> tuple[Element, ...]:
    """Return the steps that blocks and projects have announced for the next half-year, by date."""
    upcoming = report.period.shifted(1)
    announced = sorted(
        (step.due, block.name, step.text)
        for block in report.all_blocks()
        if block.update is not None and block.update.period == report.period
        for step in block.update.next_steps
        if step.due is not None and upcoming.contains(step.due)
    )
    if not announced:
        return ()
    return (
        Table(
            name="ausblick",
            caption=f"Angekündigte Schritte, {range_de(upcoming.first_day, upcoming.as_of)}",
            message="Der nächste Bericht sagt zu jedem angekündigten Schritt, was daraus wurde.",
            columns=(
                Column(head="Termin", width=23),
                Column(head="Baustein", width=44),
                Column(head="Schritt", width=93),
            ),
            rows=tuple(Row(cells=(date_de(due), name, full_stop(text))) for due, name, text in announced),
            may_break=True,
        ),
    )


def outlook_section(report: CommitteeReport) -> Section:
    """Return section 14: the office's text, what is ahead, what is available, announced steps."""
    text = report.narrative(NarrativeSlot.OUTLOOK)
    facts = (
        following_duty_sentence(report.period),
        _milestones(report),
        _decisions(report),
        available_sentence(report),
    )
    return Section(
        number="14",
        heading="Ausblick",
        anchor="ausblick",
        body=(*((Paragraph(text),) if text else ()), Listing(facts), *_announced(report)),
    )


def proposed_dates(report: CommitteeReport) -> tuple[str, ...]:
    """Return a line for each date of the next half-year that the outlook could name, earliest first."""
    dated = [
        (one.milestone.expected, f"{one.block.titled}, {one.milestone.title}")
        for one in upcoming_milestones(report)
        if one.milestone.expected is not None
    ]
    return tuple(f"{date_de(day)}: {what}" for day, what in sorted(dated))


def accepted_dates(text: str, lines: Sequence[str]) -> str:
    """Return the text of the outlook with those lines at its end that it does not hold yet."""
    known = {line.strip() for line in text.splitlines()}
    return "\n".join(
        [*([text.rstrip()] if text.strip() else []), *(line for line in lines if line not in known)]
    )

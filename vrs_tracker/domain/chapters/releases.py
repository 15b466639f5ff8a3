"""Section 10.2: Sperrvermerke with what they still block, and the history of releases (R1.19)."""

from collections.abc import Sequence

from vrs_tracker.domain.chapters.cells import NOT_RECORDED, million_cell, million_spoken, when
from vrs_tracker.domain.document import Column, Element, Paragraph, Row, Table
from vrs_tracker.domain.facts.money import Release, Sperrvermerk
from vrs_tracker.domain.funding import effective_releases, is_effective, still_blocked
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import (
    NO_STATEMENT,
    count_words,
    date_de,
    million,
    million_words,
    number_word,
)
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.wording import full_stop, sentence_start


def releases_elements(report: CommitteeReport) -> tuple[Element, ...]:
    """Return the Sperrvermerke and the releases that had taken effect at the reference date."""
    releases = effective_releases(report)
    notes = [note for note in report.sperrvermerke if is_effective(note, report.as_of)]
    blocks = (_notes_table(report, notes, releases),) if notes else ()
    freed = (_releases_table(report, releases),) if releases else ()
    return (*blocks, *freed) or (Paragraph(NOT_RECORDED),)


def _notes_table(
    report: CommitteeReport, notes: Sequence[Sperrvermerk], releases: Sequence[Release]
) -> Table:
    blocked = million_words(total(still_blocked(note, releases) for note in notes))
    return Table(
        name="sperrvermerke",
        caption=f"Sperrvermerke in Mio. €, Stand {date_de(report.as_of)}",
        message=f"Aus {count_words(len(notes), 'Sperrvermerk', 'Sperrvermerken', one='einem')} sind noch "
        f"{blocked} gesperrt.",
        columns=(
            Column(head="Jahr", width=12),
            Column(head="Betrag", right=True, width=18),
            Column(head="Gesperrt", right=True, width=20),
            Column(head="Zuständig", width=42),
            Column(head="Bedingung", width=68),
        ),
        rows=tuple(
            Row(
                cells=(
                    str(note.budget_year),
                    million(note.amount),
                    million(still_blocked(note, releases)),
                    note.lifted_by or NO_STATEMENT,
                    note.condition or NO_STATEMENT,
                )
            )
            for note in notes
        ),
    )


def _freed_message(n: int, freed: str) -> str:
    if n == 1:
        return f"Erfasst ist eine Freigabe über {freed}."
    return f"{sentence_start(number_word(n))} Freigaben ergeben zusammen {freed}."


def _releases_table(report: CommitteeReport, releases: Sequence[Release]) -> Table:
    rounded = any(release.is_rounded for release in releases)
    freed = million_spoken(total(release.amount for release in releases), is_rounded=rounded)
    return Table(
        name="freigaben",
        caption=f"Freigaben in Mio. €, Stand {date_de(report.as_of)}",
        message=_freed_message(len(releases), freed),
        columns=(
            Column(head="Datum", width=23),
            Column(head="Gremium", width=34),
            Column(head="Betrag", right=True, width=18),
            Column(head="Sperrvermerk", width=26),
            Column(head="Anmerkung", width=34),
            Column(head="Beleg", width=30),
        ),
        rows=tuple(_release_row(report, release) for release in releases),
        may_break=True,
    )


def _release_row(report: CommitteeReport, release: Release) -> Row:
    lifted = next(
        (str(note.budget_year) for note in report.sperrvermerke if note.id == release.lifts), "keiner"
    )
    source = next((one for one in report.resolutions if one.id == release.resolution), None)
    remarks = " ".join(full_stop(text) for text in (release.condition, release.note) if text)
    return Row(
        cells=(
            when(release.effective),
            release.body or NO_STATEMENT,
            million_cell(release.amount, missing="", is_rounded=release.is_rounded),
            lifted,
            remarks or "keine",
            (source.document or source.title) if source else NO_STATEMENT,
        )
    )

"""Section 10.2: each Sperrvermerk with the history of its releases and what it still blocks (R1.19)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.chapters.cells import NOT_RECORDED, million_cell, million_spoken, when
from vrs_tracker.domain.chapters.sources import Citing
from vrs_tracker.domain.document import Column, Element, Paragraph, Row, RowKind, Table
from vrs_tracker.domain.facts.money import BudgetRow, Release, Sperrvermerk
from vrs_tracker.domain.funding import (
    effective_releases,
    is_effective,
    releases_until,
    still_blocked,
    year_of_release,
)
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import NO_STATEMENT, count_words, date_de, number_word
from vrs_tracker.domain.origins import Origin, line_code, of_year
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import AppropriationKind
from vrs_tracker.domain.wording import amount_words, full_stop, sentence_start


def releases_elements(report: CommitteeReport, citing: Citing) -> tuple[Element, ...]:
    """Return the Sperrvermerke and the releases that had taken effect at the reference date."""
    releases = effective_releases(report)
    notes = [note for note in report.sperrvermerke if is_effective(note, report.as_of)]
    if not notes and not releases:
        return (Paragraph(NOT_RECORDED),)
    known = {note.id for note in notes}
    without_note = [release for release in releases if release.lifts not in known]
    return (
        Table(
            name="sperrvermerke",
            caption=f"Sperrvermerke und Freigaben in Mio. €, Stand {date_de(report.as_of)}",
            message=_message(report, notes, releases),
            columns=(
                Column(head="Datum", width=28),
                Column(head="Vorgang", width=106),
                Column(head="Betrag", right=True, width=26),
            ),
            rows=(
                *(row for note in notes for row in _history(report, note, releases, citing)),
                *_of_no_note(without_note, citing, is_only=not notes),
            ),
            may_break=True,
        ),
    )


def _is_rounded(releases: Sequence[Release]) -> bool:
    return any(release.is_rounded for release in releases)


def _message(report: CommitteeReport, notes: Sequence[Sperrvermerk], releases: Sequence[Release]) -> str:
    """Say what the staircase counts, and after it what is of later years (docs/adr/0027)."""
    year = report.as_of.year
    present = [note for note in notes if note.budget_year <= year]
    counted = releases_until(year, releases, report.sperrvermerke)
    later = {
        *(note.budget_year for note in notes if note.budget_year > year),
        *(year_of_release(one, report.sperrvermerke) or year for one in releases if one not in counted),
    }
    is_only_later = bool(later) and not present and not counted
    said = (
        *(() if is_only_later else (_blocked_message(present, counted, year), _freed_message(counted))),
        *(_later_message(report, of, notes, releases, is_only=is_only_later) for of in sorted(later)),
    )
    return " ".join(sentence for sentence in said if sentence)


def _later_message(
    report: CommitteeReport,
    year: int,
    notes: Sequence[Sperrvermerk],
    releases: Sequence[Release],
    *,
    is_only: bool,
) -> str:
    """Say what is released and what is blocked for a later year, of which nothing counts yet."""
    freed = [one for one in releases if year_of_release(one, report.sperrvermerke) == year]
    own = [note for note in notes if note.budget_year == year]
    lifting = [one for one in releases if one.lifts in {note.id for note in own}]
    blocked = total(still_blocked(note, releases, report.as_of.year) for note in own)
    parts = [
        f"{million_spoken(amount, is_rounded=_is_rounded(rows))} {word}"
        for amount, rows, word in (
            (total(one.amount for one in freed), freed, "freigegeben"),
            (blocked, lifting, "gesperrt"),
        )
        if amount
    ]
    if not parts:
        return ""
    also = "" if is_only else " außerdem"
    return f"Für {year} sind{also} {' und '.join(parts)}; das zählt ab dem {date_de(date(year, 1, 1))}."


def _blocked_message(notes: Sequence[Sperrvermerk], releases: Sequence[Release], year: int) -> str:
    if not notes:
        return ""
    lifting = [release for release in releases if release.lifts in {note.id for note in notes}]
    blocked = total(still_blocked(note, releases, year) for note in notes)
    said = million_spoken(blocked, is_rounded=_is_rounded(lifting))
    many = count_words(len(notes), "Sperrvermerk", "Sperrvermerken", one="einem")
    return f"Aus {many} sind noch {said} gesperrt." if blocked else f"Aus {many} ist nichts mehr gesperrt."


def _freed_message(releases: Sequence[Release]) -> str:
    if not releases:
        return "Freigaben sind noch nicht erfasst."
    freed = million_spoken(total(release.amount for release in releases), is_rounded=_is_rounded(releases))
    if len(releases) == 1:
        return f"Erfasst ist eine Freigabe über {freed}."
    return f"{sentence_start(number_word(len(releases)))} Freigaben ergeben zusammen {freed}."


def _history(
    report: CommitteeReport, note: Sperrvermerk, releases: Sequence[Release], citing: Citing
) -> tuple[Row, ...]:
    """Return what a Sperrvermerk blocked, what was released of it, what it blocks at the reference date."""
    own = [release for release in releases if release.lifts == note.id]
    left = million_cell(
        still_blocked(note, own, report.as_of.year),
        missing="",
        is_rounded=_is_rounded(own),
        origin=_figure_of_note(citing.report, note),
    )
    return (
        Row(cells=(f"Sperrvermerk im Haushalt {note.budget_year}",), kind=RowKind.GROUP),
        Row(cells=(when(note.effective), _condition(report, note), million_cell(note.amount, missing=""))),
        *(_release_row(release, citing) for release in own),
        Row(cells=(date_de(report.as_of), "noch gesperrt", left), kind=RowKind.TOTAL),
    )


def _condition(report: CommitteeReport, note: Sperrvermerk) -> str:
    lifted_by = full_stop(note.lifted_by) if note.lifted_by else f"{NO_STATEMENT}."
    condition = full_stop(note.condition) if note.condition else f"{NO_STATEMENT}."
    texts = (
        f"{_extent(report, note)}.",
        f"Aufheben kann: {lifted_by} Bedingung: {condition}",
        _competence(note),
        _continues(report, note),
    )
    return " ".join(text for text in texts if text)


def _extent(report: CommitteeReport, note: Sperrvermerk) -> str:
    """Say whether the whole Ansatz is blocked or a part of it, as far as the report knows the Ansatz."""
    blocked = next((row.amount for row in report.budget if row.id == note.appropriation), None)
    if blocked is None:
        return "Gesperrt"
    if blocked == note.amount:
        return "Gesperrt ist der ganze Ansatz"
    return f"Gesperrt ist ein Teil des Ansatzes von {amount_words(blocked)}"


def _competence(note: Sperrvermerk) -> str:
    """Say who checked which body may lift it; reports that did not keep it say nothing."""
    checked = note.competence
    if checked is None:
        return "" if note.known_on is None else "Zuständigkeit: noch nicht geprüft."
    by = f" durch: {checked.office}" if checked.office else ""
    return (
        f"Zuständigkeit geprüft am {date_de(checked.checked_on)}{by}. Zuständig: {full_stop(checked.body)} "
        f"Grundlage: {full_stop(checked.basis)}"
    )


def _continues(report: CommitteeReport, note: Sperrvermerk) -> str:
    """Say whether it goes on with what was carried over from its line to the next year."""
    for row in report.budget:
        is_next = row.budget_year == note.budget_year + 1 and row.budget_line == (note.budget_line or "")
        if row.kind is AppropriationKind.CARRY_FORWARD and is_next and row.block_continues is not None:
            goes_on = "gilt fort" if row.block_continues else "gilt nicht fort"
            return f"Mit der Übertragung nach {row.budget_year}: {goes_on}{_by_resolution(report, row)}."
    return ""


def _by_resolution(report: CommitteeReport, row: BudgetRow) -> str:
    found = next((one for one in report.resolutions if one.id == row.resolution), None)
    return f", Beschluss vom {when(found.decided)} ({found.body})" if found else ""


def _of_no_note(releases: Sequence[Release], citing: Citing, *, is_only: bool) -> tuple[Row, ...]:
    """Return the releases whose Sperrvermerk is not recorded; without any recorded one they need no head."""
    if not releases:
        return ()
    head = Row(cells=("Freigaben ohne erfassten Sperrvermerk",), kind=RowKind.GROUP)
    return (*(() if is_only else (head,)), *(_release_row(release, citing) for release in releases))


def _release_row(release: Release, citing: Citing) -> Row:
    by_whom = full_stop(release.body or NO_STATEMENT)
    source = next((one for one in citing.report.resolutions if one.id == release.resolution), None)
    texts = (
        f"Freigabe durch: {by_whom}",
        *(full_stop(text) for text in (release.condition, release.note) if text),
        f"Beleg: {full_stop(citing.resolution(source))}" if source else "",
    )
    return Row(
        cells=(
            when(release.effective),
            " ".join(text for text in texts if text),
            million_cell(
                release.amount,
                missing="",
                is_rounded=release.is_rounded,
                origin=_figure_of_release(citing.report, release),
            ),
        )
    )


def _figure_of_note(report: CommitteeReport, note: Sperrvermerk) -> Origin | None:
    """Return the figure that this Sperrvermerk makes up alone; None if others are part of it, too."""
    place = note.budget_year, note.budget_line or ""
    alike = [one for one in book_of(report).notes if (one.budget_year, one.budget_line or "") == place]
    return replace(of_year(Measure.BLOCKED, place[0]), line=line_code(place[1])) if len(alike) == 1 else None


def _figure_of_release(report: CommitteeReport, release: Release) -> Origin | None:
    """Return the figure that this release makes up alone; None if others are part of it, too."""
    book = book_of(report)
    place = book.release_year(release), book.release_line(release)
    alike = [one for one in book.releases if (book.release_year(one), book.release_line(one)) == place]
    return replace(of_year(Measure.RELEASED, place[0]), line=line_code(place[1])) if len(alike) == 1 else None

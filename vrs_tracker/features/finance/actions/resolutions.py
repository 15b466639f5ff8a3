"""One resolution with many lines, and its correction."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Violation, require
from vrs_tracker.domain.history_rules import Change, check_reason
from vrs_tracker.domain.inputs.finance import (
    EntryLine,
    ReleaseLine,
    ResolutionEdit,
    ResolutionFacts,
    ResolutionInput,
    check_resolution,
    check_resolution_edit,
)
from vrs_tracker.domain.inputs.parts import in_row
from vrs_tracker.domain.ledger import Ledger
from vrs_tracker.domain.money import total
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.resolution_sums import difference_to_stated
from vrs_tracker.domain.wording import amount_short, amounts_alike
from vrs_tracker.features.actors.queries import known_body_ids
from vrs_tracker.features.finance.actions.booking import COLUMNS, values_of
from vrs_tracker.features.finance.actions.judging import (
    NOT_RECORDED,
    ONE_LEDGER,
    MoneyRow,
    check_links,
    check_person,
    check_shares,
    day_of,
)
from vrs_tracker.features.finance.actions.telling import tell_entered
from vrs_tracker.features.finance.actions.waiting import Waiting, book_or_wait, who_waits
from vrs_tracker.features.finance.queries.values import (
    NOT_STORED,
    entry_value,
    release_value,
    resolution_value,
)
from vrs_tracker.tables.finance import BlockRelease, FundingEntry, Resolution
from vrs_tracker.trail.history import changed_fields, record
from vrs_tracker.trail.posting import already_posted, one_after_the_other
from vrs_tracker.trail.versions import check_version, hold

LABELS = {
    "body_id": "Gremium",
    "effective_on": "Datum",
    "date_precision": "Genauigkeit des Datums",
    "title": "Titel",
    "summary": "Inhalt",
    "document": "Dokument",
    "address": "Adresse des Dokuments",
    "stated_amount": "Summe laut Beschluss",
    "stated_is_approximate": "Summe ist gerundet",
    "is_public": "öffentlich",
    "withheld_reason": "Grund für nichtöffentlich",
    "source": "Quelle",
}


def record_resolution(
    session: Session,
    new: ResolutionInput,
    *,
    by: Person,
    now: datetime,
    second_person_from: Decimal | None = None,
) -> Resolution:
    """Record a resolution and book all its lines, or enter them as drafts; a repeated post does nothing.

    If one of the lines needs a second person, all of them wait for it together.

    If the lines do not reach an exactly stated sum, that is refused unless it is explained; a sum stated as
    „rund“ is compared within its rounding, and a difference is a finding, never a refusal.
    """
    check_person(by)
    earlier = already_posted(session, Resolution, new.post_key)
    if earlier is not None:
        return earlier
    one_after_the_other(session, ONE_LEDGER)
    require(check_resolution(new, day_of(now)))
    resolution = Resolution(
        **_facts(new), provenance=new.provenance, source=new.source, post_key=new.post_key
    )
    entries = [_entry(line, new, by=by, now=now) for line in new.entries]
    releases = [_release(line, new, by=by, now=now) for line in new.releases]
    difference = _difference(resolution, entries, releases)
    require(
        (
            *_check_body(session, new),
            *_check_lines(session, entries, "entries"),
            *_check_lines(session, releases, "releases"),
            *_check_difference(new, difference),
        )
    )
    lines: list[FundingEntry | BlockRelease] = [*releases, *entries]
    waiting: Waiting = ()
    if not new.as_draft:
        unexplained = _check_shares(session, lines, entries)
        waiting = who_waits(session, lines, new.exception_reason, second_person_from, others=unexplained)
    _store(session, resolution, lines)
    begun = [Change("Beschluss", "", new.title)]
    if difference is not None and new.difference_explained:
        begun.append(Change("Unterschied zur Summe laut Beschluss", "", amount_short(difference)))
    reason = new.difference_explained
    record(session, by=by, at=now, kind="resolution", thing_id=resolution.id, changes=begun, reason=reason)
    if not new.as_draft:
        book_or_wait(session, lines, waiting, new.exception_reason, by=by, now=now)
    else:
        for line in lines:
            tell_entered(session, line, by=by, now=now)
    session.flush()
    return resolution


def _store(session: Session, resolution: Resolution, lines: Sequence[FundingEntry | BlockRelease]) -> None:
    session.add(resolution)
    session.flush()
    for line in lines:
        line.resolution_id = resolution.id
    session.add_all(lines)
    session.flush()


def edit_resolution(
    session: Session, resolution: Resolution, new: ResolutionEdit, *, by: Person, now: datetime
) -> Resolution:
    """Correct what a resolution says; its booked lines stay as they are and are corrected by reversals."""
    check_person(by)
    hold(session, resolution)
    values = {**_facts(new), "source": new.source or resolution.source}
    changes = changed_fields(resolution, values, LABELS)
    require(
        (
            *check_resolution_edit(new, day_of(now)),
            *_check_body(session, new),
            *check_reason(changes, new.reason),
        )
    )
    check_version(session, resolution, new.version, "Dieser Beschluss wurde")
    for name, value in values.items():
        setattr(resolution, name, value)
    record(
        session,
        by=by,
        at=now,
        kind="resolution",
        thing_id=resolution.id,
        changes=changes,
        reason=new.reason,
    )
    session.flush()
    return resolution


def _facts(new: ResolutionFacts) -> dict[str, object]:
    names = ("body_id", "title", "summary", "document", "address", "stated_amount", "stated_is_approximate")
    return {
        **{name: getattr(new, name) for name in (*names, "is_public", "withheld_reason")},
        "effective_on": new.decided.day,
        "date_precision": new.decided.precision,
    }


def _entry(line: EntryLine, new: ResolutionInput, *, by: Person, now: datetime) -> FundingEntry:
    return FundingEntry(
        **values_of(line, COLUMNS[FundingEntry], line.effective or new.decided),
        recorded_at=now,
        recorded_by=by.key,
        provenance=new.provenance,
        source=new.source,
    )


def _release(line: ReleaseLine, new: ResolutionInput, *, by: Person, now: datetime) -> BlockRelease:
    columns = ("budget_block_id", "budget_year", "condition")
    return BlockRelease(
        **values_of(line, columns, line.effective or new.decided),
        body_id=new.body_id,
        recorded_at=now,
        recorded_by=by.key,
        provenance=new.provenance,
        source=new.source,
    )


def _difference(
    resolution: Resolution, entries: Sequence[FundingEntry], releases: Sequence[BlockRelease]
) -> Decimal | None:
    """Return by how much the lines miss the stated sum, as the report's rule computes it."""
    lines = Ledger(
        entries=tuple(replace(entry_value(row, block=None), resolution=NOT_STORED) for row in entries),
        releases=tuple(replace(release_value(row, body=""), resolution=NOT_STORED) for row in releases),
    )
    return difference_to_stated(resolution_value(resolution, body=""), lines)


def _check_difference(new: ResolutionInput, difference: Decimal | None) -> Iterator[Violation]:
    is_settled = new.stated_is_approximate or new.difference_explained.strip()
    if difference is None or new.stated_amount is None or is_settled:
        return
    reached, stated = amounts_alike(total((new.stated_amount, difference)), new.stated_amount)
    yield Violation(
        "difference_explained",
        f"Die Zeilen ergeben zusammen {reached}, der Beschluss nennt {stated}. "
        "Ergänzen Sie die Zeilen, oder erklären Sie den Unterschied.",
    )


def _check_body(session: Session, new: ResolutionFacts) -> Iterator[Violation]:
    if new.body_id not in known_body_ids(session):
        yield Violation("body_id", NOT_RECORDED)


def _check_lines(
    session: Session, rows: Sequence[FundingEntry | BlockRelease], prefix: str
) -> Iterator[Violation]:
    for index, row in enumerate(rows):
        found = check_links(session, row)
        yield from in_row(f"{prefix}-{index}", (each for each in found if each.field != "body_id"))


def _check_shares(
    session: Session, lines: Sequence[MoneyRow], entries: Sequence[FundingEntry]
) -> Iterator[Violation]:
    for row, violation in check_shares(session, lines):
        place = next(index for index, entry in enumerate(entries) if entry is row)
        yield from in_row(f"entries-{place}", [violation])

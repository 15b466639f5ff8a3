"""A file of amounts, booked as a whole; the rules are those of single bookings.

The sums are judged once for all rows (`domain/batches.py`). A file with a row that needs a second person
waits for it as drafts do that are booked together, as long as it has few enough rows to be read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.batches import Crossing, batch_objections, crossings, put_together
from vrs_tracker.domain.errors import Violation, require
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import SHARE_STAGES
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.inputs.finance import EntryInput, check_money
from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT, check_text
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import count, euro
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.second_person import Candidate, causes, check_exception
from vrs_tracker.domain.share_changes import CHOOSE_REASON, SENTENCE_NEEDED, unexplained_shares
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.cofunding import ImportState
from vrs_tracker.domain.vocabulary.money import DatePrecision
from vrs_tracker.features.finance.actions.booking import COLUMNS, values_of
from vrs_tracker.features.finance.actions.judging import NOT_RECORDED, ONE_LEDGER, check_person, day_of
from vrs_tracker.features.finance.actions.waiting import book_or_wait, who_waits
from vrs_tracker.features.finance.queries.ledger import load_ledger
from vrs_tracker.features.finance.queries.shares import load_share_basis
from vrs_tracker.features.programme.queries import slugs_by_id
from vrs_tracker.tables.documents import MoneyImport
from vrs_tracker.tables.finance import FundingEntry, Resolution
from vrs_tracker.trail.history import record
from vrs_tracker.trail.inserting import insert_rows
from vrs_tracker.trail.posting import one_after_the_other
from vrs_tracker.trail.totals import sums_at_once
from vrs_tracker.trail.versions import hold

_UNKNOWN_DAY = PreciseDate(None, DatePrecision.UNKNOWN)
MOST_WAITING = 200
"""So many rows can wait for a second person together: more are not read, they are waved through."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How a file is booked: why it may break a rule, why shares change, and from which amount two decide."""

    exception_reason: str = ""
    change_reason: ChangeReason | None = None
    change_sentence: str = ""
    second_person_from: Decimal | None = None


@dataclass(frozen=True)
class ShareToExplain:
    """A share that changes without a reason: the place of the first row that changes it, and the sentence."""

    place: int
    sentence: str

    @property
    def changed(self) -> str:
        """What changes, without what is to be done about it."""
        return self.sentence.removesuffix(CHOOSE_REASON).rstrip()


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """What booking a file would ask for: broken rules, unexplained shares, a second person.

    `hindrance` is why it cannot be booked all the same, however good the reason; "" if it can.
    """

    broken: tuple[Crossing, ...] = ()
    shares: tuple[ShareToExplain, ...] = ()
    needs_second_person: bool = False
    hindrance: str = ""


def foresee(session: Session, new: Sequence[EntryInput], *, now: datetime, terms: Terms) -> Foreseen:
    """Return what booking would ask for, without booking anything."""
    entries = _values(session, new, now)
    broken = crossings(entries, load_ledger(session))
    objections = tuple(each.objection for each in broken)
    judged = [Candidate(amount=_largest(new), provenance=new[0].provenance, objections=objections)]
    needs_second_person = any(causes(judged, terms.second_person_from))
    hindrances = words.check_waiting(len(new), MOST_WAITING) if needs_second_person else ()
    return Foreseen(
        broken=broken,
        shares=tuple(_shares_to_explain(session, entries)),
        needs_second_person=needs_second_person,
        hindrance=hindrances[0].message if hindrances else "",
    )


def _shares_to_explain(session: Session, entries: Sequence[MoneyEntry]) -> Iterator[ShareToExplain]:
    first: dict[tuple[object, ...], int] = {}
    for place, each in enumerate(entries):
        if each.stage in SHARE_STAGES:
            first.setdefault((each.block, each.payer), place)
    told = {(each.block, each.payer): violation for each, violation in _unexplained(session, entries)}
    for share, violation in told.items():
        yield ShareToExplain(first[share], violation.message)


def book_import(
    session: Session,
    imported: MoneyImport,
    new: Sequence[EntryInput],
    *,
    by: Person,
    now: datetime,
    terms: Terms,
) -> None:
    """Book all amounts of a file, or none.

    RuleViolations if the file is not open any more, a row breaks a rule of single rows or names what is not
    there, a changed share has no reason, or a rule of sums would be broken without a reason.
    """
    check_person(by)
    one_after_the_other(session, ONE_LEDGER)
    hold(session, imported)
    require(words.check_open(imported.state, len(new)))
    explained = [_explained(each, terms) for each in new]
    require(_check_rows(session, explained, now))
    require(check_text("change_sentence", terms.change_sentence, limit=SENTENCE_LIMIT))
    entries = put_together(_values(session, explained, now))
    objections = batch_objections(entries, load_ledger(session))
    judged = [
        Candidate(amount=_largest(explained), provenance=explained[0].provenance, objections=objections)
    ]
    require((*_shares_of_form(session, entries), *_exception_of_form(judged, terms.exception_reason)))
    rows = [_row(each, imported, by=by, now=now) for each in explained]
    if any(causes(judged, terms.second_person_from)):
        wait_together(session, [FundingEntry(**row) for row in rows], by=by, now=now, terms=terms)
    else:
        with sums_at_once(session):
            insert_rows(session, FundingEntry, [{**row, "booked_at": now} for row in rows])
    imported.state, imported.booked_at = ImportState.BOOKED, now
    imported.content, imported.lines = b"", len(new)
    sum_ = euro(total(each.amount for each in new))
    told = f"{count(len(new), 'Zeile', 'Zeilen')}, {sum_}"
    tell_of_file(session, imported, words.BOOKED, told, by=by, now=now)


def _check_rows(session: Session, new: Sequence[EntryInput], now: datetime) -> Iterator[Violation]:
    """Judge every row as a single booking is judged, and ask once for all that they name."""
    today = day_of(now)
    for each in new:
        yield from (Violation("", f"{each.source}: {found.message}") for found in check_money(each, today))
    blocks = {each.block_id for each in new} - {None}
    resolutions = {each.resolution_id for each in new} - {None}
    known = session.scalars(sa.select(Resolution.id).where(Resolution.id.in_(resolutions))).all()
    if not blocks <= slugs_by_id(session).keys() or len(known) < len(resolutions):
        yield Violation("", NOT_RECORDED)


def _explained(each: EntryInput, terms: Terms) -> EntryInput:
    """Give a row that makes up a share the reason of the file, with its sentence where the row has none."""
    if terms.change_reason is None or each.stage not in SHARE_STAGES or each.block_id is None:
        return each
    return replace(each, change_reason=terms.change_reason, note=each.note or terms.change_sentence)


def _values(session: Session, new: Sequence[EntryInput], now: datetime) -> list[MoneyEntry]:
    slugs, today = slugs_by_id(session), day_of(now)
    return [
        MoneyEntry(
            id=0,
            block=slugs.get(each.block_id or 0),
            stage=each.stage,
            payer=each.payer,
            payer_name="",
            degree=each.degree,
            budget_year=each.budget_year,
            effective=each.effective or _UNKNOWN_DAY,
            known_on=today,
            amount=each.amount,
            is_rounded=each.is_rounded,
            counting=each.counting,
            source=each.figure_source,
            source_text="",
            resolution=each.resolution_id,
            note=each.note,
            reverses=None,
            provenance=each.provenance,
            change_reason=each.change_reason,
            budget_line=each.budget_line or None,
        )
        for each in new
    ]


def _unexplained(session: Session, entries: Sequence[MoneyEntry]) -> Iterator[tuple[MoneyEntry, Violation]]:
    """Yield rows put together that change a share, and what is to be said about it."""
    ids = {slug: block_id for block_id, slug in slugs_by_id(session).items()}
    in_blocks = put_together(
        each for each in entries if each.block is not None and each.stage in SHARE_STAGES
    )
    if not in_blocks:
        return
    basis = load_share_basis(session, {ids[each.block] for each in in_blocks if each.block is not None})
    for place, violation in unexplained_shares(in_blocks, basis.known, basis.references, basis.names):
        yield in_blocks[place], violation


def _shares_of_form(session: Session, entries: Sequence[MoneyEntry]) -> Iterable[Violation]:
    """Ask once for what explains all shares that change; which ones, stands at their rows (`foresee`)."""
    asked = {
        "change_reason": Violation("change_reason", CHOOSE_REASON),
        "note": Violation("change_sentence", SENTENCE_NEEDED),
    }
    return dict.fromkeys(asked[each.field] for _, each in _unexplained(session, entries))


def _exception_of_form(judged: Sequence[Candidate], reason: str) -> tuple[Violation, ...]:
    """Ask once for the reason; which rules are broken by which rows, stands at these (`foresee`)."""
    found = check_exception(judged, reason)
    return found if reason.strip() or not found else (Violation("exception_reason", words.EXCEPTION_NEEDED),)


def _largest(new: Iterable[EntryInput]) -> Decimal:
    return max(each.amount for each in new)


def _row(each: EntryInput, imported: MoneyImport, *, by: Person, now: datetime) -> dict[str, Any]:
    return {
        **values_of(each, COLUMNS[FundingEntry], each.effective or _UNKNOWN_DAY),
        "resolution_id": each.resolution_id,
        "source": each.source,
        "recorded_at": now,
        "recorded_by": by.key,
        "provenance": each.provenance,
        "import_id": imported.id,
    }


def wait_together(
    session: Session, rows: Sequence[FundingEntry], *, by: Person, now: datetime, terms: Terms
) -> None:
    """Keep the rows as drafts that wait for a second person together."""
    require(words.check_waiting(len(rows), MOST_WAITING))
    waiting = who_waits(session, rows, terms.exception_reason, terms.second_person_from)
    session.add_all(rows)
    session.flush()
    book_or_wait(session, rows, waiting, terms.exception_reason, by=by, now=now)


def tell_of_file(
    session: Session,
    imported: MoneyImport,
    what: str,
    told: str,
    *,
    by: Person,
    now: datetime,
    reason: str = "",
) -> None:
    """Begin or go on with the history of the file: one entry, however many rows it has."""
    session.flush()
    changes = [Change(what, "", told)]
    record(session, by=by, at=now, kind="money_import", thing_id=imported.id, changes=changes, reason=reason)
    session.flush()

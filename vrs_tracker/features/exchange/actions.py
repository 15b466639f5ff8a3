"""A file of amounts on its way: taken in, understood, discarded; booking is a matter of `finance`."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, require
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.inputs.parts import NAME_LIMIT
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.heads import fold_head, is_answer
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.spreadsheet.problems import Problem, problems_text
from vrs_tracker.domain.vocabulary.cofunding import ImportState
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse
from vrs_tracker.features.exchange.queries.imports import meaning_of, same_file
from vrs_tracker.tables.documents import ColumnMeaning, MoneyImport
from vrs_tracker.trail.history import record
from vrs_tracker.trail.posting import already_posted, one_after_the_other
from vrs_tracker.trail.versions import hold

FILES = "files of amounts"


def take_in(
    session: Session,
    content: bytes,
    *,
    name: str,
    media_type: str,
    by: Person,
    now: datetime,
    post_key: str | None = None,
    provenance: Provenance = Provenance.ENTERED,
) -> tuple[MoneyImport, bool]:
    """Keep an uploaded file until it is booked or discarded; return it, and whether it was there before."""
    _check_person(by)
    earlier = already_posted(session, MoneyImport, post_key)
    if earlier is not None:
        return earlier, False
    one_after_the_other(session, FILES)
    checksum = sha256(content).hexdigest()
    known = same_file(session, checksum)
    if known is not None:
        return known, True
    imported = MoneyImport(
        file_name=name[:NAME_LIMIT],
        sha256=checksum,
        media_type=media_type,
        content=content,
        state=ImportState.CHECKED,
        uploaded_at=now,
        uploaded_by=by.key,
        provenance=provenance,
        post_key=post_key,
    )
    session.add(imported)
    session.flush()
    return imported, False


def choose_layout(
    session: Session,
    imported: MoneyImport,
    layout: Layout,
    heads: Mapping[int, str],
    *,
    asked: Collection[int] = (),
    by: Person,
    now: datetime,
) -> None:
    """Keep how a file is to be read, and remember for each head that was asked about what was answered."""
    _check_person(by)
    hold(session, imported)
    require(words.check_open(imported.state, 1))
    imported.layout = layout.to_text()
    for index, use in layout.columns.items():
        head = fold_head(heads.get(index, ""))
        if head and is_answer(head, use, was_asked=index in asked):
            _remember(session, head, use, by=by, now=now)
    session.flush()


def _remember(session: Session, head: str, use: ColumnUse, *, by: Person, now: datetime) -> None:
    known = meaning_of(session, head)
    if known is None:
        known = ColumnMeaning(head=head, meaning=use.value, answered_at=now, answered_by=by.key)
        session.add(known)
    elif known.meaning != use.value:
        known.meaning, known.answered_at, known.answered_by = use.value, now, by.key
    session.flush()


def keep_problems(
    session: Session, imported: MoneyImport, problems: Iterable[Problem], *, by: Person
) -> None:
    """Keep with a file that is booked what was wrong with it, because its content is deleted."""
    _check_person(by)
    imported.problems = problems_text(problems)
    session.flush()


def discard(session: Session, imported: MoneyImport, *, by: Person, now: datetime) -> None:
    """Forget the content of a file that is not to be booked."""
    _check_person(by)
    hold(session, imported)
    require(words.check_open(imported.state, 1))
    imported.state, imported.content = ImportState.DISCARDED, b""
    told = [Change("Stand", ImportState.CHECKED.label, ImportState.DISCARDED.label)]
    record(session, by=by, at=now, kind="money_import", thing_id=imported.id, changes=told)
    session.flush()


def _check_person(by: Person) -> None:
    if not may(by, Action.BOOK_MONEY):
        raise Forbidden(REFUSALS[Action.BOOK_MONEY])

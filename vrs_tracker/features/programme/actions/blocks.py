"""Blocks and projects: recording, correcting, renaming, changing their state."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, Violation, require
from vrs_tracker.domain.history_rules import Change, check_reason
from vrs_tracker.domain.inputs.programme import (
    BLOCKS_OF_THE_MOTION,
    BlockEdit,
    BlockFacts,
    BlockInput,
    FunctionStateInput,
    RenameInput,
    StateInput,
    check_block,
    check_edit,
    check_function_state,
    check_rename,
    check_state,
)
from vrs_tracker.domain.naming import fold, free_slug
from vrs_tracker.domain.notation import list_de
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.domain.vocabulary.programme import BlockKind
from vrs_tracker.features.actors.queries import municipalities_by_ags, organisations_by_id
from vrs_tracker.features.programme import queries
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.programme import (
    BaselineRow,
    Block,
    BlockAlias,
    BlockField,
    BlockFunction,
    BlockPartner,
    BlockTown,
    FormerSlug,
)
from vrs_tracker.trail.history import changed_fields, record
from vrs_tracker.trail.posting import already_posted, one_after_the_other
from vrs_tracker.trail.versions import check_version, hold

NAMES_AND_NUMBERS = "names and numbers of blocks"
"""Each belongs to one block; whoever gives one waits for the others who do."""
LABELS = {
    "subtitle": "Untertitel",
    "description": "Beschreibung",
    "lead_id": "Träger",
    "owner_role": "zuständig",
    "planned_start": "geplanter Beginn",
    "planned_end": "geplantes Ende",
    "forecast_start": "erwarteter Beginn",
    "forecast_end": "erwartetes Ende",
    "source": "Quelle",
    "state": "Stand",
    "state_reason": "Grund für den Stand",
    "name": "Name",
    "slug": "Adresse",
}
FUNCTION_LABELS = {"state": "Stand der Funktion", "note": "Erläuterung zur Funktion"}
_FACTS = (
    *("subtitle", "description", "lead_id", "owner_role"),
    *("planned_start", "planned_end", "forecast_start", "forecast_end"),
)


def add_block(session: Session, new: BlockInput, *, by: Person, now: datetime) -> Block:
    """Record a block or project; its address is made from its name. A repeated post returns the first one."""
    _check_person(by)
    earlier = already_posted(session, Block, new.post_key)
    if earlier is not None:
        return earlier
    one_after_the_other(session, NAMES_AND_NUMBERS)
    number = new.number or max(queries.taken_numbers(session, new.kind), default=0) + 1
    require(
        (
            *check_block(new),
            *_check_number(session, new.kind, number),
            *_check_spellings(session, "name", [new.name], None),
            *_check_references(session, new, None),
        )
    )
    facts = {name: getattr(new, name) for name in _FACTS}
    block = Block(
        kind=new.kind,
        number=number,
        name=new.name,
        slug=free_slug(new.name, queries.taken_slugs(session)),
        state=new.state,
        state_reason=new.state_reason,
        post_key=new.post_key,
        provenance=new.provenance,
        source=new.source,
        **facts,
    )
    session.add(block)
    session.flush()
    _write_lists(session, block, new)
    session.add_all(_promises(block, new))
    _record(session, block, [Change(new.kind.label, "", new.name)], by=by, now=now)
    return block


def _promises(block: Block, new: BlockInput) -> Iterator[Base]:
    origin = {"provenance": new.provenance, "source": new.source}
    for position, function in enumerate(new.functions, start=1):
        yield BlockFunction(
            block_id=block.id,
            position=position,
            text=function.text,
            motion_line=function.motion_line,
            state=function.state,
            note=function.note,
            **origin,
        )
    if new.baseline is not None:
        shares = new.baseline.shares
        yield BaselineRow(
            block_id=block.id,
            printed_name=new.baseline.printed_name,
            regional=shares.regional,
            municipal=shares.municipal,
            private=shares.private,
            **origin,
        )


def edit_block(session: Session, block: Block, new: BlockEdit, *, by: Person, now: datetime) -> Block:
    """Correct what is said about a block; Conflict if somebody else changed it since the form was filled."""
    _check_person(by)
    one_after_the_other(session, NAMES_AND_NUMBERS)
    hold(session, block)
    values = {name: getattr(new, name) for name in _FACTS} | {"source": new.source or block.source}
    changes = [*changed_fields(block, values, LABELS), *_changed_lists(session, block, new)]
    require(
        (
            *check_edit(new),
            *_check_references(session, new, block.id),
            *check_reason(changes, new.reason),
        )
    )
    check_version(session, block, new.version, "Dieser Baustein wurde")
    for name, value in values.items():
        setattr(block, name, value)
    _write_lists(session, block, new)
    return _changed(session, block, changes, by=by, now=now, reason=new.reason)


def change_state(session: Session, block: Block, new: StateInput, *, by: Person, now: datetime) -> Block:
    """Say where a block stands as a whole; the reason is compulsory and printed in the report."""
    _check_person(by)
    hold(session, block)
    require(check_state(new, block.state))
    check_version(session, block, new.version, "Dieser Baustein wurde")
    values = {"state": new.state, "state_reason": new.reason}
    changes = changed_fields(block, values, LABELS)
    block.state, block.state_reason = new.state, new.reason
    return _changed(session, block, changes, by=by, now=now, reason=new.reason)


def rename_block(session: Session, block: Block, new: RenameInput, *, by: Person, now: datetime) -> Block:
    """Give a block a new canonical name; the old one stays an alias, the old address redirects."""
    _check_person(by)
    one_after_the_other(session, NAMES_AND_NUMBERS)
    hold(session, block)
    require((*check_rename(new), *_check_spellings(session, "name", [new.name], block.id)))
    check_version(session, block, new.version, "Dieser Baustein wurde")
    own_former = _former_slugs(session, block)
    slug = free_slug(new.name, queries.taken_slugs(session) - own_former - {block.slug})
    changes = changed_fields(block, {"name": new.name, "slug": slug}, LABELS)
    _keep_old_name(session, block, new.name)
    if slug != block.slug:
        session.execute(sa.delete(FormerSlug).where(FormerSlug.slug == slug))
        session.add(FormerSlug(slug=block.slug, block_id=block.id))
    block.name, block.slug = new.name, slug
    return _changed(session, block, changes, by=by, now=now, reason=new.reason)


def _former_slugs(session: Session, block: Block) -> frozenset[str]:
    return frozenset(session.scalars(sa.select(FormerSlug.slug).where(FormerSlug.block_id == block.id)))


def _keep_old_name(session: Session, block: Block, name: str) -> None:
    """Make the old name an alias and the new one, if it was an alias, none any more."""
    spelt_alike = BlockAlias.folded.in_((fold(name), fold(block.name)))
    session.execute(sa.delete(BlockAlias).where(BlockAlias.block_id == block.id, spelt_alike))
    if fold(name) != fold(block.name):
        session.add(_alias(block, block.name))


def set_function_state(
    session: Session, function: BlockFunction, new: FunctionStateInput, *, by: Person, now: datetime
) -> BlockFunction:
    """Say what became of a promised function; a changed or dropped one says how or why."""
    _check_person(by)
    hold(session, function)
    values = {"state": new.state, "note": new.note}
    changes = changed_fields(function, values, FUNCTION_LABELS)
    reason = new.reason or new.note
    require((*check_function_state(new), *check_reason(changes, reason)))
    check_version(session, function, new.version, "Der Stand dieser Funktion wurde")
    function.state, function.note = new.state, new.note
    function.version += 1
    _record(session, function, changes, by=by, now=now, reason=reason)
    return function


# ---------------------------------------------------------------- checks that need the database


def _check_person(by: Person) -> None:
    if not may(by, Action.EDIT_PROGRAMME):
        raise Forbidden(REFUSALS[Action.EDIT_PROGRAMME])


def _check_number(session: Session, kind: BlockKind, number: int) -> Iterator[Violation]:
    if number in queries.taken_numbers(session, kind):
        yield Violation("number", f"Die Nummer {number} ist schon vergeben. Lassen Sie das Feld leer.")
    elif kind is BlockKind.MOTION_BLOCK and number > BLOCKS_OF_THE_MOTION:
        yield Violation(
            "kind", "Der Antrag hat sieben Bausteine; alle sind erfasst. Wählen Sie „weiteres Projekt“."
        )


def _check_spellings(
    session: Session, field: str, wanted: Iterable[str], own_id: int | None
) -> Iterator[Violation]:
    taken = queries.spellings(session)
    for spelling in wanted:
        if taken.get(fold(spelling), own_id) != own_id:
            yield Violation(field, f"„{spelling}“ gibt es schon, als Name oder als andere Schreibweise.")


def _check_references(session: Session, new: BlockFacts, own_id: int | None) -> Iterator[Violation]:
    yield from _check_spellings(session, "aliases", new.aliases, own_id)
    known_towns = municipalities_by_ags(session, new.towns)
    for ags in new.towns:
        if ags not in known_towns:
            yield Violation("towns", f"Eine Gemeinde mit dem Schlüssel {ags} ist nicht erfasst.")
    wanted = {"partner_ids": new.partner_ids, "lead_id": () if new.lead_id is None else (new.lead_id,)}
    for field, ids in wanted.items():
        if len(organisations_by_id(session, ids)) < len(set(ids)):
            yield Violation(field, "Diese Organisation ist nicht erfasst. Wählen Sie eine der Liste.")


# ---------------------------------------------------------------- what belongs to a block


def _write_lists(session: Session, block: Block, new: BlockFacts) -> None:
    """Replace towns, partners, fields and aliases; aliases that stay keep their row and its source."""
    for table in (BlockTown, BlockPartner, BlockField):
        session.execute(sa.delete(table).where(table.block_id == block.id))
    towns = municipalities_by_ags(session, new.towns)
    session.add_all(
        BlockTown(block_id=block.id, municipality_id=towns[ags].id, position=position)
        for position, ags in enumerate(new.towns, start=1)
    )
    session.add_all(
        BlockPartner(block_id=block.id, organisation_id=partner_id, position=position)
        for position, partner_id in enumerate(new.partner_ids, start=1)
    )
    session.add_all(BlockField(block_id=block.id, field=field) for field in new.fields)
    _write_aliases(session, block, new.aliases)
    session.flush()
    session.expire(block, ["towns", "partners", "fields", "aliases"])


def _write_aliases(session: Session, block: Block, aliases: Sequence[str]) -> None:
    """Of spellings that fold alike the first is kept: the others are found by it anyway."""
    wanted = {fold(alias): alias for alias in reversed(aliases)}
    for row in session.scalars(sa.select(BlockAlias).where(BlockAlias.block_id == block.id)).all():
        if wanted.get(row.folded) == row.alias:
            del wanted[row.folded]
        else:
            session.delete(row)
    session.flush()
    session.add_all(_alias(block, alias) for alias in wanted.values())


def _alias(block: Block, alias: str) -> BlockAlias:
    return BlockAlias(
        block_id=block.id,
        alias=alias,
        folded=fold(alias),
        provenance=block.provenance,
        source=block.source,
    )


def _changed_lists(session: Session, block: Block, new: BlockFacts) -> Iterator[Change]:
    """Tell what changes in the lists of a block, each as one enumeration."""
    towns = municipalities_by_ags(session, new.towns)
    partners = organisations_by_id(session, new.partner_ids)
    before = queries.lists_of(session, block)
    after = {
        "Orte": [towns[ags].name for ags in new.towns if ags in towns],
        "Partner": [partners[key].name for key in new.partner_ids if key in partners],
        "Einsatzfelder": [field.label for field in new.fields],
        "andere Schreibweisen": sorted({fold(alias): alias for alias in reversed(new.aliases)}.values()),
    }
    for label, names in after.items():
        old, told = (
            list_de(before[label]),
            list_de(sorted(names) if label == "andere Schreibweisen" else names),
        )
        if old != told:
            yield Change(label, old, told)


# ---------------------------------------------------------------- the history


def _changed(
    session: Session, block: Block, changes: Sequence[Change], *, by: Person, now: datetime, reason: str
) -> Block:
    if changes:
        block.version += 1
    session.flush()
    _record(session, block, changes, by=by, now=now, reason=reason)
    return block


def _record(
    session: Session,
    row: Base,
    changes: Sequence[Change],
    *,
    by: Person,
    now: datetime,
    reason: str = "",
) -> None:
    session.flush()
    kind = row.__tablename__
    record(session, by=by, at=now, kind=kind, thing_id=row.id, changes=changes, reason=reason)
    session.flush()

"""Blocks and projects by slug or any spelling, and what a new name or number must not collide with."""

from collections.abc import Sequence
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.lists.indicators import AgreedIndicator
from vrs_tracker.domain.money import total
from vrs_tracker.domain.naming import fold
from vrs_tracker.domain.vocabulary.programme import BlockKind
from vrs_tracker.domain.vocabulary.progress import IndicatorKind
from vrs_tracker.tables.actors import Municipality, Organisation
from vrs_tracker.tables.programme import (
    BaselineRow,
    Block,
    BlockAlias,
    BlockField,
    BlockFunction,
    BlockPartner,
    BlockTown,
    FormerSlug,
    Motion,
)
from vrs_tracker.tables.progress import IndicatorTarget

IN_ORDER = (sa.case((Block.kind == BlockKind.MOTION_BLOCK, 0), else_=1), Block.number)
"""The usual order of blocks: those of the motion in its order, then the projects."""
NO_SUCH_BLOCK = "Diesen Baustein gibt es nicht. Alle finden Sie unter „Bausteine und Projekte“."


def find_block(session: Session, slug_or_alias: str) -> Block | None:
    """Return the block of a slug, a former slug, its name or another spelling (T2, T3), or None.

    In names case does not count, nor I against l. Compare `.slug` with what was asked for to redirect.
    """
    by_slug = sa.select(Block).where(Block.slug == slug_or_alias)
    by_former = sa.select(Block).join(FormerSlug).where(FormerSlug.slug == slug_or_alias)
    found = session.scalar(by_slug) or session.scalar(by_former)
    if found is not None:
        return found
    block_id = spellings(session).get(fold(slug_or_alias))
    return None if block_id is None else session.get(Block, block_id)


def spellings(session: Session) -> dict[str, int]:
    """Return the folded form of every name and alias with the id of its block; names win over aliases."""
    aliases = session.execute(sa.select(BlockAlias.folded, BlockAlias.block_id))
    names = session.execute(sa.select(Block.name, Block.id))
    by_name = {fold(name): block_id for name, block_id in names}
    return {folded: block_id for folded, block_id in aliases if folded not in by_name} | by_name


def taken_slugs(session: Session) -> frozenset[str]:
    """Return every address that leads to a block, former ones too."""
    return frozenset(session.scalars(sa.union_all(sa.select(Block.slug), sa.select(FormerSlug.slug))))


def taken_numbers(session: Session, kind: BlockKind) -> frozenset[int]:
    """Return the numbers that blocks of this kind have."""
    return frozenset(session.scalars(sa.select(Block.number).where(Block.kind == kind)))


def list_blocks(session: Session) -> Sequence[Block]:
    """Return all blocks: those of the motion in its order, then the projects."""
    return session.scalars(sa.select(Block).order_by(*IN_ORDER)).all()


def block_in_full(session: Session, slug: str) -> Block:
    """Return a block with everything that its forms show; NotFound for an unknown slug."""
    found = session.scalar(
        sa.select(Block)
        .where(Block.slug == slug)
        .options(
            joinedload(Block.lead),
            selectinload(Block.aliases),
            selectinload(Block.towns).joinedload(BlockTown.municipality),
            selectinload(Block.partners).joinedload(BlockPartner.organisation),
            selectinload(Block.fields),
        )
    )
    if found is None:
        raise NotFound(NO_SUCH_BLOCK)
    return found


def block_by_slug(session: Session, slug: str) -> Block:
    """Return a block for pages about one of its parts; NotFound for an unknown slug."""
    found = session.scalar(sa.select(Block).where(Block.slug == slug))
    if found is None:
        raise NotFound(NO_SUCH_BLOCK)
    return found


def functions_of(session: Session, block: Block) -> Sequence[BlockFunction]:
    """Return the promised functions of a block in their order."""
    stmt = sa.select(BlockFunction).where(BlockFunction.block_id == block.id)
    return session.scalars(stmt.order_by(BlockFunction.position)).all()


def function_of(session: Session, block: Block, function_id: int) -> BlockFunction:
    """Return a promised function of this block; NotFound if it has no such one."""
    found = session.get(BlockFunction, function_id)
    if found is None or found.block_id != block.id:
        raise NotFound("Diese Funktion ist beim Baustein nicht erfasst. Prüfen Sie die Adresse.")
    return found


def indicator_of(session: Session, block_id: int, kind: IndicatorKind) -> IndicatorTarget | None:
    """Return one indicator of a block, ended or not, without its values."""
    stmt = sa.select(IndicatorTarget).where(
        IndicatorTarget.block_id == block_id, IndicatorTarget.kind == kind
    )
    return session.scalar(stmt)


def indicator_by_id(session: Session, block: Block, indicator_id: int) -> IndicatorTarget:
    """Return an indicator of this block; NotFound if it has no such one."""
    found = session.get(IndicatorTarget, indicator_id)
    if found is None or found.block_id != block.id:
        raise NotFound("Diese Kennzahl ist beim Baustein nicht erfasst. Prüfen Sie die Adresse.")
    return found


def indicator_lines(session: Session, block: Block) -> tuple[AgreedIndicator, ...]:
    """Return what is agreed for a block with the newest values, ended ones last."""
    stmt = (
        sa.select(IndicatorTarget)
        .where(IndicatorTarget.block_id == block.id)
        .order_by(IndicatorTarget.ended_on.is_not(None), IndicatorTarget.id)
        .options(selectinload(IndicatorTarget.values))
    )
    return tuple(_agreed(row) for row in session.scalars(stmt))


def _agreed(row: IndicatorTarget) -> AgreedIndicator:
    newest = row.values[-1] if row.values else None
    return AgreedIndicator(
        id=row.id,
        kind=row.kind,
        baseline=row.baseline,
        target=row.target,
        target_on=row.target_on,
        ended_on=row.ended_on,
        actual=newest.value if newest else None,
        actual_as_of=newest.as_of if newest else None,
        is_estimated=newest.is_estimated if newest else False,
        source=row.source,
        provenance=row.provenance,
    )


def has_motion(session: Session) -> bool:
    """Return whether the motion is recorded; there is only one."""
    return session.scalar(sa.select(sa.func.count(Motion.id))) != 0


def lists_of(session: Session, block: Block) -> dict[str, list[str]]:
    """Return towns, partners, fields and aliases of a block by their German label, as they are told."""
    towns = sa.select(Municipality.name).join(BlockTown).where(BlockTown.block_id == block.id)
    partners = sa.select(Organisation.name).join(BlockPartner).where(BlockPartner.block_id == block.id)
    fields = sa.select(BlockField.field).where(BlockField.block_id == block.id).order_by(BlockField.id)
    aliases = sa.select(BlockAlias.alias).where(BlockAlias.block_id == block.id)
    return {
        "Orte": list(session.scalars(towns.order_by(BlockTown.position))),
        "Partner": list(session.scalars(partners.order_by(BlockPartner.position))),
        "Einsatzfelder": [field.label for field in session.scalars(fields)],
        "andere Schreibweisen": sorted(session.scalars(aliases)),
    }


def baseline_of(session: Session, block: Block) -> BaselineRow | None:
    """Return the block's row of the motion's table, None for one without (AIExpress, projects)."""
    return session.scalar(sa.select(BaselineRow).where(BaselineRow.block_id == block.id))


def motion_in_full(session: Session) -> Motion | None:
    """Return the motion with its mandates and stated sums; None before it is recorded."""
    stmt = sa.select(Motion).options(selectinload(Motion.mandates), selectinload(Motion.statements))
    return session.scalar(stmt)


def baseline_rows(session: Session) -> list[tuple[BaselineRow, str]]:
    """Return the rows of the motion's table with the slug of their block, in the order of the blocks."""
    stmt = sa.select(BaselineRow, Block.slug).join(Block, Block.id == BaselineRow.block_id)
    return [(row, slug) for row, slug in session.execute(stmt.order_by(Block.kind, Block.number))]


def slugs_by_id(session: Session) -> dict[int, str]:
    """Return the slug of every block by its id."""
    rows = session.execute(sa.select(Block.id, Block.slug))
    return {row.id: row.slug for row in rows}


def regional_frame(session: Session) -> Decimal | None:
    """Return the sum of the regional column of the motion in euros; None if not one row is recorded."""
    amounts = session.scalars(sa.select(BaselineRow.regional)).all()
    return total(amounts) if amounts else None

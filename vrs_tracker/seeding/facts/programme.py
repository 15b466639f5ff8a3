"""The motion with its parts, the seven blocks and the further projects."""

from collections import defaultdict
from functools import partial

import sqlalchemy as sa

from vrs_tracker.domain.facts.motion import Mandate, MotionStatement, Shares
from vrs_tracker.domain.inputs.programme import (
    BaselineInput,
    BlockInput,
    FunctionInput,
    MotionInput,
    SignatoryInput,
)
from vrs_tracker.domain.vocabulary.people import Responsible
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState, Field, StatementScope
from vrs_tracker.features.programme.actions import add_block, add_motion
from vrs_tracker.features.programme.queries import find_block
from vrs_tracker.seeding.facts.loading import Kind, Loading, facts_file, origin
from vrs_tracker.seeding.reading import Record, read_table
from vrs_tracker.tables.programme import Motion


def load_programme(loading: Loading) -> None:
    """Load the motion, then the blocks with what it promised for them."""
    _load_motion(loading)
    _load_blocks(loading)


def _load_motion(loading: Loading) -> None:
    session = loading.session
    columns = ("title", "addressee", "address", "printed_on")
    totals = ("printed_regional", "printed_municipal", "printed_private")
    for record, new in read_table(facts_file("motion"), (*columns, *totals), _motion):
        add = partial(add_motion, session, new, by=loading.by, now=loading.now)
        loading.once(Kind.MOTION, record, session.scalar(sa.select(Motion)), add)


def _motion(record: Record) -> MotionInput:
    signatories = read_table(facts_file("signatories"), ("printed_name", "political_group"), _signatory)
    mandates = read_table(
        facts_file("mandates"), ("number", "short_text", "text", "responsible", "section"), _mandate
    )
    statements = read_table(
        facts_file("statements"), ("label", "amount", "is_approximate", "scope"), _statement
    )
    return MotionInput(
        title=record.needed("title"),
        addressee=record.needed("addressee"),
        address=record.needed("address"),
        printed_on=record.date("printed_on"),
        signatories=tuple(value for _, value in signatories),
        mandates=tuple(value for _, value in mandates),
        statements=tuple(value for _, value in statements),
        printed_totals=Shares(
            regional=record.euro("printed_regional"),
            municipal=record.euro("printed_municipal"),
            private=record.euro("printed_private"),
        ),
        **origin(record),
    )


def _signatory(record: Record) -> SignatoryInput:
    return SignatoryInput(
        printed_name=record.needed("printed_name"), political_group=record.needed("political_group")
    )


def _mandate(record: Record) -> Mandate:
    return Mandate(
        number=record.count("number"),
        short_text=record.needed("short_text"),
        text=record.needed("text"),
        responsible=record.code("responsible", Responsible),
        section=record.needed("section"),
    )


def _statement(record: Record) -> MotionStatement:
    return MotionStatement(
        label=record.needed("label"),
        amount=record.euro("amount"),
        is_approximate=record.flag("is_approximate"),
        scope=record.code("scope", StatementScope),
    )


def _load_blocks(loading: Loading) -> None:
    session = loading.session
    columns = (
        *("number", "kind", "name", "subtitle", "description", "lead", "state", "state_reason"),
        *("towns", "aliases", "partners", "fields"),
    )
    convert = partial(_block, loading, _promises(), _baselines())
    for record, new in read_table(facts_file("blocks"), columns, convert):
        add = partial(add_block, session, new, by=loading.by, now=loading.now)
        loading.once(Kind.BLOCK, record, find_block(session, new.name), add)


def _promises() -> dict[str, tuple[FunctionInput, ...]]:
    """The functions that the motion promised, in its order, by the name of the block."""
    rows = read_table(facts_file("functions"), ("block", "text", "motion_line"), _function)
    found: defaultdict[str, list[FunctionInput]] = defaultdict(list)
    for record, function in rows:
        found[record.needed("block")].append(function)
    return {name: tuple(functions) for name, functions in found.items()}


def _function(record: Record) -> FunctionInput:
    return FunctionInput(text=record.needed("text"), motion_line=record.needed("motion_line"))


def _baselines() -> dict[str, BaselineInput]:
    """The rows of the motion's table by the name of the block; a block without one is missing here (T1)."""
    columns = ("block", "printed_name", "regional", "municipal", "private")
    rows = read_table(facts_file("baseline"), columns, _baseline)
    return {record.needed("block"): baseline for record, baseline in rows}


def _baseline(record: Record) -> BaselineInput:
    return BaselineInput(
        printed_name=record.needed("printed_name"),
        shares=Shares(
            regional=record.euro_or_none("regional"),
            municipal=record.euro_or_none("municipal"),
            private=record.euro_or_none("private"),
        ),
    )


def _block(
    loading: Loading,
    promises: dict[str, tuple[FunctionInput, ...]],
    baselines: dict[str, BaselineInput],
    record: Record,
) -> BlockInput:
    name = record.needed("name")
    return BlockInput(
        kind=record.code("kind", BlockKind),
        number=record.count("number"),
        name=name,
        subtitle=record.text("subtitle"),
        description=record.text("description"),
        lead_id=loading.organisation_id(record, "lead"),
        state=record.code("state", BlockState),
        state_reason=record.needed("state_reason"),
        towns=record.many("towns"),
        aliases=record.many("aliases"),
        partner_ids=tuple(loading.organisation_ids(record, "partners")),
        fields=record.codes("fields", Field),
        functions=promises.get(name, ()),
        baseline=baselines.get(name),
        **origin(record),
    )

"""Resolutions with their entries and releases.

An undivided sum stays undivided: what is known of single projects is marked as contained in it. A fact may
break a rule of sums; it needs no second person and becomes a finding of the report (users.md, finding 4).
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from vrs_tracker.domain.inputs.finance import EntryInput, ReleaseInput, ResolutionInput
from vrs_tracker.domain.notation import quoted
from vrs_tracker.domain.vocabulary.money import Counting, Degree, FigureSource, Payer, Stage
from vrs_tracker.features.finance.actions import add_release, book_entry, draft_entry, record_resolution
from vrs_tracker.seeding.facts.loading import Kind, Loading, fact_key, facts_file, origin
from vrs_tracker.seeding.reading import Record, SeedProblems, read_table
from vrs_tracker.tables.finance import BlockRelease, FundingEntry, Resolution
from vrs_tracker.trail.posting import already_posted


def load_money(loading: Loading) -> None:
    """Load resolutions first, then what was released and what was granted or planned by them."""
    resolutions = _load_resolutions(loading)
    _load_releases(loading, resolutions)
    _load_entries(loading, resolutions)


def _load_resolutions(loading: Loading) -> dict[str, Resolution]:
    columns = (
        *("key", "body", "decided", "precision", "title", "summary", "document"),
        *("stated_amount", "stated_is_approximate"),
    )
    loaded: dict[str, Resolution] = {}
    for record, new in read_table(facts_file("resolutions"), columns, partial(_resolution, loading)):
        if loading.lies_ahead(new.decided):
            continue
        found = already_posted(loading.session, Resolution, new.post_key)
        add = partial(record_resolution, loading.session, new, by=loading.by, now=loading.now)
        loaded[record.needed("key")] = loading.once(Kind.RESOLUTION, record, found, add)
    return loaded


def _resolution(loading: Loading, record: Record) -> ResolutionInput:
    return ResolutionInput(
        body_id=loading.body(record, "body").id,
        decided=record.dated("decided"),
        title=record.needed("title"),
        summary=record.text("summary"),
        document=record.text("document"),
        stated_amount=record.euro_or_none("stated_amount"),
        stated_is_approximate=record.flag("stated_is_approximate"),
        post_key=fact_key(record),
        **origin(record),
    )


def _load_releases(loading: Loading, resolutions: dict[str, Resolution]) -> None:
    columns = (
        *("key", "resolution", "body", "effective", "precision"),
        *("amount", "is_rounded", "condition", "note"),
    )
    for record, new in read_table(facts_file("releases"), columns, partial(_release, loading)):
        if loading.lies_ahead(new.effective):
            continue
        decided = replace(new, resolution_id=_linked_id(record, "resolution", resolutions))
        found = already_posted(loading.session, BlockRelease, new.post_key)
        add = partial(add_release, loading.session, decided, by=loading.by, now=loading.now)
        loading.once(Kind.RELEASE, record, found, add)


def _release(loading: Loading, record: Record) -> ReleaseInput:
    return ReleaseInput(
        body_id=loading.body(record, "body").id,
        effective=record.dated("effective"),
        amount=record.euro("amount"),
        is_rounded=record.flag("is_rounded"),
        condition=record.text("condition"),
        note=record.text("note"),
        post_key=fact_key(record),
        **origin(record),
    )


def _load_entries(loading: Loading, resolutions: dict[str, Resolution]) -> None:
    columns = (
        *("key", "resolution", "block", "stage", "payer", "payer_organisation", "degree", "figure_source"),
        *("effective", "precision", "amount", "is_rounded", "counting", "contained_in", "note"),
    )
    loaded: dict[str, FundingEntry] = {}
    for record, new in read_table(facts_file("entries"), columns, partial(_entry, loading)):
        if loading.lies_ahead(new.effective):
            continue
        linked = replace(
            new,
            resolution_id=_linked_id(record, "resolution", resolutions),
            contained_in_id=_linked_id(record, "contained_in", loaded),
        )
        found = already_posted(loading.session, FundingEntry, new.post_key)
        loaded[record.needed("key")] = loading.once(
            Kind.ENTRY, record, found, partial(_book, loading, linked)
        )


def _entry(loading: Loading, record: Record) -> EntryInput:
    return EntryInput(
        block_id=loading.block_id(record, "block"),
        stage=record.code("stage", Stage),
        payer=record.code("payer", Payer),
        payer_organisation_id=loading.organisation_id(record, "payer_organisation"),
        degree=record.code("degree", Degree),
        figure_source=record.code("figure_source", FigureSource),
        effective=record.dated("effective"),
        amount=record.euro("amount"),
        is_rounded=record.flag("is_rounded"),
        counting=record.code("counting", Counting),
        note=record.text("note"),
        post_key=fact_key(record),
        **origin(record),
    )


def _book(loading: Loading, new: EntryInput) -> FundingEntry:
    draft = draft_entry(loading.session, new, by=loading.by, now=loading.now)
    return book_entry(loading.session, draft, by=loading.by, now=loading.now)


def _linked_id(record: Record, column: str, loaded: Mapping[str, Resolution | FundingEntry]) -> int | None:
    """Return the id of the row that a cell names by its key, None for an empty cell."""
    key = record.text(column)
    if not key:
        return None
    if key not in loaded:
        raise SeedProblems([record.problem(column, f"{quoted(key)} steht in keiner Zeile davor.")])
    return loaded[key].id

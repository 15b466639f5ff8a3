"""Network events and the cooperative: mandates 2 and 3."""

from functools import partial

from vrs_tracker.domain.inputs.network import (
    ContributionInput,
    CooperativeFactInput,
    CooperativeNameInput,
    EventInput,
    MemberInput,
)
from vrs_tracker.domain.vocabulary.reporting import EventKind
from vrs_tracker.features.network.actions import (
    add_contribution,
    add_cooperative_fact,
    add_cooperative_name,
    add_event,
    add_member,
)
from vrs_tracker.features.network.queries import member_of, same_name
from vrs_tracker.seeding.facts.loading import Kind, Loading, fact_key, facts_file, origin
from vrs_tracker.seeding.reading import Record, read_table
from vrs_tracker.tables.network import CooperativeContribution, CooperativeFact, NetworkEvent
from vrs_tracker.trail.posting import already_posted


def load_network(loading: Loading) -> None:
    """Load events, then names, members, contributions and events of the cooperative."""
    _load_events(loading)
    _load_names(loading)
    _load_members(loading)
    _load_contributions(loading)
    _load_facts(loading)


def _load_events(loading: Loading) -> None:
    session = loading.session
    columns = ("key", "happened", "precision", "kind", "title", "participants", "outcome")
    for record, new in read_table(facts_file("network_events"), columns, _event):
        if not loading.lies_ahead(new.happened):
            found = already_posted(session, NetworkEvent, new.post_key)
            add = partial(add_event, session, new, by=loading.by, now=loading.now)
            loading.once(Kind.EVENT, record, found, add)


def _event(record: Record) -> EventInput:
    return EventInput(
        happened=record.dated("happened"),
        kind=record.code("kind", EventKind),
        title=record.needed("title"),
        participants=record.count_or_none("participants"),
        outcome=record.text("outcome"),
        post_key=fact_key(record),
        **origin(record),
    )


def _load_names(loading: Loading) -> None:
    session = loading.session
    columns = ("effective", "precision", "name")
    for record, new in read_table(facts_file("cooperative_names"), columns, _name):
        if not loading.lies_ahead(new.since):
            found = same_name(session, new.name, new.since)
            add = partial(add_cooperative_name, session, new, by=loading.by, now=loading.now)
            loading.once(Kind.NAME, record, found, add)


def _name(record: Record) -> CooperativeNameInput:
    return CooperativeNameInput(name=record.needed("name"), since=record.dated("effective"), **origin(record))


def _load_members(loading: Loading) -> None:
    session = loading.session
    columns = ("organisation", "joined", "precision", "share")
    for record, new in read_table(facts_file("cooperative_members"), columns, partial(_member, loading)):
        if not loading.lies_ahead(new.joined):
            found = member_of(session, new.organisation_id)
            add = partial(add_member, session, new, by=loading.by, now=loading.now)
            loading.once(Kind.MEMBER, record, found, add)


def _member(loading: Loading, record: Record) -> MemberInput:
    return MemberInput(
        organisation_id=loading.organisation(record, "organisation").id,
        joined=record.dated("joined"),
        share=record.euro_or_none("share"),
        **origin(record),
    )


def _load_contributions(loading: Loading) -> None:
    session = loading.session
    columns = ("key", "payer", "year", "amount", "is_ceiling", "note")
    convert = partial(_contribution, loading)
    for record, new in read_table(facts_file("cooperative_contributions"), columns, convert):
        found = already_posted(session, CooperativeContribution, new.post_key)
        add = partial(add_contribution, session, new, by=loading.by, now=loading.now)
        loading.once(Kind.CONTRIBUTION, record, found, add)


def _contribution(loading: Loading, record: Record) -> ContributionInput:
    return ContributionInput(
        payer_id=loading.organisation(record, "payer").id,
        year=record.count_or_none("year"),
        amount=record.euro("amount"),
        is_ceiling=record.flag("is_ceiling"),
        note=record.text("note"),
        post_key=fact_key(record),
        **origin(record),
    )


def _load_facts(loading: Loading) -> None:
    session = loading.session
    columns = ("key", "happened", "precision", "text")
    for record, new in read_table(facts_file("cooperative_facts"), columns, _fact):
        if not loading.lies_ahead(new.happened):
            found = already_posted(session, CooperativeFact, new.post_key)
            add = partial(add_cooperative_fact, session, new, by=loading.by, now=loading.now)
            loading.once(Kind.FACT, record, found, add)


def _fact(record: Record) -> CooperativeFactInput:
    return CooperativeFactInput(
        happened=record.dated("happened"),
        text=record.needed("text"),
        post_key=fact_key(record),
        **origin(record),
    )

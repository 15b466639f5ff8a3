"""The proven facts of `seed_data/facts/`: actors, the motion, later resolutions, network, cooperative."""

from datetime import datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.policy import Person
from vrs_tracker.seeding.facts.actors import load_actors
from vrs_tracker.seeding.facts.loading import Loaded, Loading
from vrs_tracker.seeding.facts.money import load_money
from vrs_tracker.seeding.facts.network import load_network
from vrs_tracker.seeding.facts.programme import load_programme
from vrs_tracker.seeding.facts.rules import load_rules

__all__ = ["Loaded", "load_facts"]


def load_facts(session: Session, *, by: Person, now: datetime) -> Loaded:
    """Load what is missing; what is there already stays as it is, also if somebody has corrected it since.

    Facts that lie after the day of `now` are left out. The caller commits: all or nothing.

    Raises:
        SeedProblems: a table cannot be read, or a rule of an action is broken.
    """
    loading = Loading(session=session, by=by, now=now)
    load_actors(loading)
    load_programme(loading)
    load_money(loading)
    load_rules(loading)
    load_network(loading)
    return loading.result()

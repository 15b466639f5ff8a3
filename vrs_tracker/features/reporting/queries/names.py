"""The names of those who act, which blocks, money and network ask for together."""

from vrs_tracker.tables import accounts
from vrs_tracker.tables import actors as rows
from vrs_tracker.trail.together import Answers, Question

ORGANISATIONS = Question(rows.Organisation)
MUNICIPALITIES = Question(rows.Municipality)
BODIES = Question(rows.DecidingBody)
PEOPLE = Question(accounts.Person)
QUESTIONS = (ORGANISATIONS, MUNICIPALITIES, BODIES, PEOPLE)


def offices(found: Answers) -> dict[str, str]:
    """Return the unit of each person by key; names of persons are for nobody here (users.md 3.2)."""
    return {person.key: person.unit for person in found.of(PEOPLE)}

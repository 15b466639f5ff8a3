"""The names of those who act, which blocks, money and network ask for together."""

from vrs_tracker.tables import actors as rows
from vrs_tracker.trail.together import Question

ORGANISATIONS = Question(rows.Organisation)
MUNICIPALITIES = Question(rows.Municipality)
BODIES = Question(rows.DecidingBody)
QUESTIONS = (ORGANISATIONS, MUNICIPALITIES, BODIES)

"""A programme in which every secret carries a word of its own.

The first half-year of 2026 is published, the second is collecting. Each secret stands once in a block of the
project lead and once in another one, so that "the own ones" can be told from "all".
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import BUDGET, GRANTED, book, make_appropriation, officer
from tests.features.progress.progress_rows import with_milestone, with_risk
from tests.features.reporting.report_rows import (
    HALF,
    approver,
    block_of,
    confirmed,
    editor,
    filed,
    opened,
    published,
    statement,
)
from tests.support.people import make_account
from vrs_tracker.domain.inputs.progress import WithheldText
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import TextSlot
from vrs_tracker.features.finance.actions import draft_entry
from vrs_tracker.features.progress.actions import return_update, save_draft
from vrs_tracker.tables import accounts
from vrs_tracker.tables.periods import ReportingPeriod

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
RUNNING = HALF.shifted(1)
OWN, FOREIGN = "own", "foreign"
LIVE = {OWN: "aitransform", FOREIGN: "ki-xc"}
"""Blocks with a confirmed message in the running half-year, and with what is withheld in every one."""
RETURNED = {OWN: "aiexpress", FOREIGN: "ki-ckstart"}
"""Blocks whose message was sent back."""
STARTED = {OWN: "aivision", FOREIGN: "ki-im-bau"}
"""Blocks with a draft of a message; nothing was filed, so they owe it."""
OWN_BLOCKS = (LIVE[OWN], RETURNED[OWN], STARTED[OWN])
HELD_BACK = "laufende Verhandlung"
FAR_AWAY = date(2027, 10, 1)
NAME = "Erika Mustername"
"""The person behind the key of the programme coordination, who filed everything."""
BOOKED, PLANNED, SHOWN_PLANNED = Decimal("7654321.00"), Decimal("8765432.00"), "8,77"
"""A grant and an Ansatz that only the working state knows, and the Ansatz as pages write it."""


def word(secret: str, whose: str) -> str:
    """Return the word by which a secret is known again on any page and in any file."""
    return f"Merkwort {secret} {whose}"


def plant(session: Session) -> None:
    """Make the programme; the facts are there already."""
    period = opened(session)
    for whose, slug in LIVE.items():
        _withhold(session, period, whose, slug)
    published(session)
    running = opened(session, RUNNING, now=NOW)
    for whose in (OWN, FOREIGN):
        _report(session, running, whose)
    _money(session)
    key = editor(session).key
    make_account(session, Role.EDITOR, key=key, login="mit-namen")
    session.scalars(sa.select(accounts.Person).where(accounts.Person.key == key)).one().name = NAME
    session.commit()


def _withhold(session: Session, period: ReportingPeriod, whose: str, slug: str) -> None:
    """A risk, a milestone and a text that are not public, in a report that everybody reads."""
    block = block_of(session, slug)
    hidden: dict[str, object] = {"is_public": False, "withheld_reason": HELD_BACK}
    with_risk(session, block, title=word("risk", whose), **hidden)
    with_milestone(session, block, word("milestone", whose), baseline=FAR_AWAY, **hidden)
    withheld = (WithheldText(slot=TextSlot.ACHIEVED, reason=HELD_BACK),)
    confirmed(session, period, slug, achieved=word("text", whose), withheld=withheld)


def _report(session: Session, period: ReportingPeriod, whose: str) -> None:
    """One message is confirmed, one is sent back, one is a draft."""
    told = {"headline": word("live", whose), "money_change": word("proposal", whose)}
    confirmed(session, period, LIVE[whose], now=NOW, rest_runs=True, **told)
    update = filed(session, period, RETURNED[whose], now=NOW, headline=word("filed", whose))
    return_update(session, update, word("reason", whose), by=approver(session), now=NOW)
    started = statement(achieved=word("draft", whose))
    save_draft(session, block_of(session, STARTED[whose]), period, started, by=editor(session), now=NOW)


def _money(session: Session) -> None:
    """A draft, a grant that no report knows yet, and an Ansatz."""
    block = block_of(session, LIVE[FOREIGN]).id
    draft = replace(GRANTED, block_id=block, document=word("booking", FOREIGN))
    draft_entry(session, draft, by=officer(session), now=NOW)
    book(session, replace(GRANTED, block_id=block, amount=BOOKED))
    make_appropriation(session, replace(BUDGET, amount=PLANNED))

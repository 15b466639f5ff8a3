"""Data that the addresses of actors, programme, finance and network name (access_table.py)."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.cofunding_rows import CAP_OF_A_CALL
from tests.features.finance.money_rows import (
    PLANNED,
    body,
    book,
    make_appropriation,
    make_resolution,
    make_sperrvermerk,
    officer,
)
from tests.features.record_rows import NOW, day, make_organisation, person
from tests.support.people import make_account
from vrs_tracker.domain.inputs.indicators import TargetInput
from vrs_tracker.domain.inputs.network import EventInput, MemberInput
from vrs_tracker.domain.inputs.programme import FunctionStateInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.programme import FunctionState
from vrs_tracker.domain.vocabulary.progress import IndicatorKind
from vrs_tracker.domain.vocabulary.reporting import EventKind
from vrs_tracker.features.accounts.actions import grant_role
from vrs_tracker.features.accounts.queries import find_account
from vrs_tracker.features.actors.queries import organisation_by_name
from vrs_tracker.features.finance.actions import add_entry, add_rule, draft_entry
from vrs_tracker.features.finance.queries.confirmations import open_requests_of
from vrs_tracker.features.network.actions import add_event, add_member
from vrs_tracker.features.network.queries import list_members
from vrs_tracker.features.programme.actions import add_indicator, set_function_state
from vrs_tracker.features.programme.queries import block_in_full
from vrs_tracker.tables.accounts import Account
from vrs_tracker.tables.actors import Organisation
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.programme import BlockFunction

Address = Mapping[str, str | int]


def organisation(session: Session, _case: object) -> Address:
    return {"organisation_id": _organisation(session).id}


def _organisation(session: Session) -> Organisation:
    return organisation_by_name(session, "Stadt Böblingen") or make_organisation(session)


def deciding_body(session: Session, _case: object) -> Address:
    return {"body_id": body(session).id}


def function(session: Session, _case: object) -> Address:
    block = block_in_full(session, "aitransform")
    row = BlockFunction(
        block_id=block.id,
        position=1,
        text="Forum",
        state=FunctionState.NOT_REPORTED,
        provenance=block.provenance,
    )
    session.add(row)
    session.flush()
    return {"slug": block.slug, "function_id": row.id}


def indicator(session: Session, _case: object) -> Address:
    block, agreed = block_in_full(session, "aitransform"), TargetInput()
    row = add_indicator(session, block, IndicatorKind.JOBS, agreed, by=person(session), now=NOW)
    return {"slug": block.slug, "indicator_id": row.id}


def change_of_function(session: Session, case: object) -> Address:
    row = session.get_one(BlockFunction, function(session, case)["function_id"])
    new = FunctionStateInput(state=FunctionState.FULFILLED, reason="eröffnet")
    set_function_state(session, row, new, by=person(session), now=NOW)
    newest = sa.select(sa.func.max(HistoryEntry.id)).where(HistoryEntry.kind == "block_function")
    return {"entry_id": session.scalar(newest) or 0}


def account(session: Session, _case: object) -> Address:
    found = find_account(session, "weitere") or make_account(
        session, Role.MEMBER, key="weitere", unit="Mitglied"
    )
    return {"account_id": found.id}


def role_of_account(session: Session, case: object) -> Address:
    found = session.get_one(Account, account(session, case)["account_id"])
    return {"account_id": found.id, "grant_id": grant_role(session, found, Role.MEMBER).id}


def history(session: Session, _case: object) -> Address:
    return {"kind": "organisation", "thing_id": _organisation(session).id}


def resolution(session: Session, _case: object) -> Address:
    return {"resolution_id": make_resolution(session).id}


def money_kind(_session: Session, _case: object) -> Address:
    return {"kind": "buchungen"}


def draft(session: Session, _case: object) -> Address:
    row = draft_entry(session, PLANNED, by=officer(session), now=NOW)
    return {"kind": "buchungen", "row_id": row.id}


def blocked(session: Session, _case: object) -> Address:
    """The address of a booked Sperrvermerk."""
    return {"row_id": make_sperrvermerk(session, make_appropriation(session)).id}


def booking(session: Session, _case: object) -> Address:
    return {"kind": "buchungen", "row_id": book(session).id}


def funding_rule(session: Session, _case: object) -> Address:
    return {"rule_id": add_rule(session, CAP_OF_A_CALL, by=officer(session), now=NOW).id}


def confirmation(session: Session, _case: object) -> Address:
    row = add_entry(session, PLANNED, by=officer(session), now=NOW, second_person_from=PLANNED.amount)
    ((_, request),) = open_requests_of(session, [row])
    return {"request_id": request.id}


def event(session: Session, _case: object) -> Address:
    new = EventInput(kind=EventKind.OTHER, title="Treffen", happened=day("2026-03-04"))
    return {"row_id": add_event(session, new, by=person(session), now=NOW).id}


def cooperative_kind(_session: Session, _case: object) -> Address:
    return {"kind": "mitglieder"}


def member(session: Session, _case: object) -> Address:
    members = list_members(session)
    if members:
        return {"row_id": members[0].id}
    new = MemberInput(organisation_id=_organisation(session).id, joined=day("2021-02-19"))
    return {"row_id": add_member(session, new, by=person(session), now=NOW).id}


def cooperative_member(session: Session, case: object) -> Address:
    return {"kind": "mitglieder", **member(session, case)}

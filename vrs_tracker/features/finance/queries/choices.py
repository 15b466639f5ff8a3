"""What a row of money can refer to, as id and words for a list of choices."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import precise_date, sort_key_de
from vrs_tracker.domain.vocabulary.money import AppropriationKind
from vrs_tracker.domain.wording import amount_short, line_words, still_blocked_words
from vrs_tracker.features.finance.queries.lines import UNDIVIDED, describe_appropriation, describe_entry
from vrs_tracker.features.finance.queries.rows import UNDATED_LAST, Row, is_standing
from vrs_tracker.features.programme.queries import IN_ORDER
from vrs_tracker.tables.actors import DecidingBody, Organisation
from vrs_tracker.tables.control import SpendingFreeze
from vrs_tracker.tables.finance import Appropriation, BlockRelease, BudgetBlock, FundingEntry, Resolution
from vrs_tracker.tables.programme import Block
from vrs_tracker.trail.together import Answers, Question, ask_together

Choices = list[tuple[int, str]]


def _standing(table: type[Row]) -> Question[Row]:
    return Question(table, where=sa.and_(*is_standing(table)), order=(table.id.desc(),))


_BLOCKS = Question(Block, order=IN_ORDER)
_ORGANISATIONS = Question(Organisation)
_BODIES = Question(DecidingBody)
_RESOLUTIONS = Question(Resolution, order=UNDATED_LAST)
_ENTRIES = _standing(FundingEntry)
_APPROPRIATIONS = _standing(Appropriation)
_SPERRVERMERKE = _standing(BudgetBlock)
_BLOCKED = Question(Appropriation)
_LIFTING = Question(
    BlockRelease,
    where=sa.and_(BlockRelease.booked_at.is_not(None), BlockRelease.budget_block_id.is_not(None)),
)
_FREEZES = _standing(SpendingFreeze)


def _blocks(found: Answers) -> Choices:
    return [(row.id, row.name) for row in found.of(_BLOCKS)]


def _organisations(found: Answers) -> Choices:
    return _by_name((row.id, row.name) for row in found.of(_ORGANISATIONS))


def _bodies(found: Answers) -> Choices:
    return _by_name((row.id, row.name) for row in found.of(_BODIES))


def _by_name(choices: Iterable[tuple[int, str]]) -> Choices:
    return sorted(choices, key=lambda choice: sort_key_de(choice[1]))


def _resolutions(found: Answers) -> Choices:
    return [(row.id, f"{_day(row)}: {row.title}") for row in found.of(_RESOLUTIONS)]


def _entries(found: Answers) -> Choices:
    names = dict(_blocks(found))
    return [
        (row.id, f"{names.get(row.block_id or 0, UNDIVIDED)}: {describe_entry(row)}: {_amount_and_day(row)}")
        for row in found.of(_ENTRIES)
    ]


def _appropriations(found: Answers) -> Choices:
    return [(row.id, f"{_appropriation(row)}: {_amount_and_day(row)}") for row in found.of(_APPROPRIATIONS)]


def _appropriation(row: Appropriation) -> str:
    line = f", Buchungsstelle {row.budget_line}" if row.budget_line else ""
    return f"{describe_appropriation(row)}{line}"


def _sperrvermerke(found: Answers) -> Choices:
    """Name what each Sperrvermerk still blocks; the place in the budget is that of its Ansatz."""
    lifted: defaultdict[int, list[Decimal]] = defaultdict(list)
    for release in found.of(_LIFTING):
        lifted[release.budget_block_id or 0].append(release.amount)
    appropriations = found.by_id(_BLOCKED)
    return [
        (row.id, _sperrvermerk(row, total(lifted[row.id]), appropriations.get(row.appropriation_id)))
        for row in found.of(_SPERRVERMERKE)
    ]


def _sperrvermerk(row: BudgetBlock, lifted: Decimal, ansatz: Appropriation | None) -> str:
    place = f", {line_words(ansatz.budget_year, ansatz.budget_line)}" if ansatz else ""
    return f"{still_blocked_words(row.amount - lifted, row.amount)}{place}: {row.condition}"


def _freezes(found: Answers) -> Choices:
    return [
        (row.id, f"{line_words(row.budget_year, row.budget_line)}: {amount_short(row.amount)}, {row.grounds}")
        for row in found.of(_FREEZES)
        if row.lifts_id is None
    ]


def _amount_and_day(row: FundingEntry | Appropriation) -> str:
    return f"{amount_short(row.amount)}, {_day(row)}"


def _day(row: FundingEntry | Appropriation | Resolution) -> str:
    return precise_date(row.effective_on, row.date_precision)


Asked = tuple[tuple[Question[Any], ...], Callable[[Answers], Choices]]
_BODY: Asked = ((_BODIES,), _bodies)
CHOICES: dict[str, Asked] = {
    "block_id": ((_BLOCKS,), _blocks),
    "payer_organisation_id": ((_ORGANISATIONS,), _organisations),
    "resolution_id": ((_RESOLUTIONS,), _resolutions),
    "contained_in_id": ((_BLOCKS, _ENTRIES), _entries),
    "appropriation_id": ((_APPROPRIATIONS,), _appropriations),
    "budget_block_id": ((_SPERRVERMERKE, _BLOCKED, _LIFTING), _sperrvermerke),
    "lifting_body_id": _BODY,
    "body_id": _BODY,
    "lifts_id": ((_FREEZES,), _freezes),
}
"""By the name of the column, which is that of the field; only what is booked and stands can be built on."""


def choices_for(session: Session, names: Collection[str]) -> Mapping[str, Choices]:
    """Return the choices of all these fields. One statement, none if there is nothing to choose."""
    wanted = {name: CHOICES[name] for name in names if name in CHOICES}
    questions = tuple(dict.fromkeys(question for asked, _ in wanted.values() for question in asked))
    if not questions:
        return {}
    found = ask_together(session, questions)
    return {name: told(found) for name, (_, told) in wanted.items()}


def known_budget_lines(session: Session) -> Sequence[tuple[str, str]]:
    """Return the lines of the budget, those of the newest year first, each with its newest Ansatz."""
    stmt = sa.select(
        Appropriation.budget_line, Appropriation.budget_year, Appropriation.kind, Appropriation.amount
    )
    stmt = stmt.where(Appropriation.booked_at.is_not(None), Appropriation.budget_line != "")
    newest: defaultdict[str, int] = defaultdict(int)
    ansatz: defaultdict[str, dict[int, Decimal]] = defaultdict(dict)
    for line, year, kind, amount in session.execute(stmt):
        newest[line] = max(newest[line], year)
        if kind is AppropriationKind.APPROPRIATION:
            ansatz[line][year] = total((ansatz[line].get(year, Decimal(0)), amount))
    in_order = sorted(newest, key=lambda line: (-newest[line], line))
    return [(line, _ansatz_words(ansatz[line])) for line in in_order]


def _ansatz_words(by_year: Mapping[int, Decimal]) -> str:
    year = max(by_year, default=None)
    return "ohne Ansatz" if year is None else f"Ansatz {year}: {amount_short(by_year[year])}"

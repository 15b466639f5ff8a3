"""Everything that a row of money says, by its kind: what a second person reads, and the page of the row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.naming import resolution_address
from vrs_tracker.domain.notation import euro, precise_date, quoted, rough_euro
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.wording import line_words
from vrs_tracker.features.finance.queries.evidence import ProvingDocument, readable_proofs
from vrs_tracker.features.finance.queries.lines import (
    UNDIVIDED,
    MoneyRow,
    describe_appropriation,
    describe_entry,
)
from vrs_tracker.tables.actors import DecidingBody, Organisation
from vrs_tracker.tables.control import SpendingFreeze
from vrs_tracker.tables.finance import Appropriation, BlockRelease, BudgetBlock, FundingEntry, Resolution
from vrs_tracker.tables.programme import Block
from vrs_tracker.trail.together import Answers, Question, ask_together

Fact = tuple[str, str]
"""The name of a statement, and what the row says."""

_ORGANISATIONS = Question(Organisation)
_BODIES = Question(DecidingBody)
_RESOLUTIONS = Question(Resolution)
_BLOCKS = Question(Block)
_APPROPRIATIONS = Question(Appropriation)
_SPERRVERMERKE = Question(BudgetBlock)
_FREEZES = Question(SpendingFreeze)
_CONTAINING = Question(
    FundingEntry,
    where=FundingEntry.id.in_(
        sa.select(FundingEntry.contained_in_id).where(FundingEntry.contained_in_id.is_not(None))
    ),
)
_AROUND: tuple[Question[Any], ...] = (
    *(_ORGANISATIONS, _BODIES, _RESOLUTIONS, _BLOCKS),
    *(_APPROPRIATIONS, _SPERRVERMERKE, _FREEZES, _CONTAINING),
)
WHOLE_PROGRAMME = "keine; sie gilt für das ganze Programm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a row says, with the resolution behind it and its documents."""

    facts: tuple[Fact, ...]
    resolution: str
    resolution_address: str
    documents: tuple[ProvingDocument, ...]


def details_of(session: Session, rows: Sequence[MoneyRow], person: Person) -> tuple[Details, ...]:
    """Return what each of the rows says, in their order, as this person may read it. Two statements."""
    found = ask_together(session, _AROUND)
    proofs: dict[tuple[str, int], list[ProvingDocument]] = {}
    for document in readable_proofs(session, person, [(row.__tablename__, row.id) for row in rows]):
        proofs.setdefault(document.of, []).append(document)
    bodies = {each.id: each.name for each in found.of(_BODIES)}
    resolutions = found.by_id(_RESOLUTIONS)
    return tuple(
        Details(
            facts=tuple((name, said) for name, said in _facts(row, found, bodies) if said),
            resolution=_resolution(resolutions.get(row.resolution_id or 0), bodies),
            resolution_address=resolution_address(row.resolution_id) if row.resolution_id else "",
            documents=tuple(proofs.get((row.__tablename__, row.id), ())),
        )
        for row in rows
    )


def _facts(row: MoneyRow, found: Answers, bodies: Mapping[int, str]) -> Iterator[Fact]:
    match row:
        case FundingEntry():
            yield from _of_entry(row, found)
        case Appropriation():
            yield from _of_appropriation(row)
        case BudgetBlock():
            yield from _of_sperrvermerk(row, found, bodies)
        case BlockRelease():
            yield from _of_release(row, found, bodies)
        case SpendingFreeze():
            yield from _of_freeze(row, found)
    yield "Betrag", amount_said(row)
    yield "Datum", precise_date(row.effective_on, row.date_precision)
    yield "Grund der Rücknahme", row.reversal_reason
    yield "Anmerkung", row.note
    yield "Quelle", row.source


def amount_said(row: MoneyRow) -> str:
    """Write an amount as its proof does, to the cent or with „rund“."""
    return rough_euro(row.amount) if row.is_rounded else euro(row.amount)


def _of_entry(row: FundingEntry, found: Answers) -> Iterator[Fact]:
    blocks = {each.id: each.name for each in found.of(_BLOCKS)}
    containing = found.by_id(_CONTAINING).get(row.contained_in_id or 0)
    organisation = found.by_id(_ORGANISATIONS).get(row.payer_organisation_id or 0)
    yield "Baustein oder Projekt", blocks.get(row.block_id or 0, UNDIVIDED)
    yield "Stufe", row.stage.label
    yield "Geldgeber", row.payer.label
    yield "Zahlende Stelle", organisation.name if organisation else ""
    yield "Verbindlichkeit", row.degree.label
    yield "Haushaltsjahr", str(row.budget_year or "keine Angabe")
    yield "Buchungsstelle", row.budget_line or "keine Angabe"
    yield "Beleg", row.document
    yield "Herkunft der Zahl", row.figure_source.label
    yield "Summen", row.counting.label
    if containing is not None:
        name = blocks.get(containing.block_id or 0, UNDIVIDED)
        yield "enthalten in", f"{name}: {describe_entry(containing)}, {euro(containing.amount)}"
    yield "Grund der Änderung", row.change_reason.label if row.change_reason else ""


def _of_appropriation(row: Appropriation) -> Iterator[Fact]:
    yield "Art", row.kind.label
    yield "Haushaltsjahr", str(row.budget_year)
    yield "Buchungsstelle", row.budget_line or "keine Angabe"
    yield "Plan zum Haushalt", str(row.plan_year or "")
    yield "Grund der Übertragung", row.carry_reason.label if row.carry_reason else ""
    if row.block_continues is not None:
        yield "Ein Sperrvermerk gilt fort", "ja" if row.block_continues else "nein"


def _of_sperrvermerk(row: BudgetBlock, found: Answers, bodies: Mapping[int, str]) -> Iterator[Fact]:
    ansatz = found.by_id(_APPROPRIATIONS).get(row.appropriation_id)
    if ansatz is not None:
        yield "Gesperrter Ansatz", f"{describe_appropriation(ansatz)} über {amount_said(ansatz)}"
        yield "Haushaltsjahr", str(ansatz.budget_year)
        yield "Buchungsstelle", ansatz.budget_line or "keine Angabe"
    yield "Bedingung der Aufhebung", row.condition
    yield "Wer hebt auf?", bodies.get(row.lifting_body_id or 0, "keine Angabe")


def _of_release(row: BlockRelease, found: Answers, bodies: Mapping[int, str]) -> Iterator[Fact]:
    yield "Gremium", bodies.get(row.body_id, "")
    yield "Haushaltsjahr", str(row.budget_year or "keine Angabe")
    lifted = found.by_id(_SPERRVERMERKE).get(row.budget_block_id or 0)
    if lifted is None:
        yield "Aufgehobener Sperrvermerk", "keiner"
    else:
        ansatz = found.by_id(_APPROPRIATIONS).get(lifted.appropriation_id)
        place = line_words(ansatz.budget_year, ansatz.budget_line) if ansatz else ""
        condition = f"Bedingung: {quoted(lifted.condition)}"
        yield "Aufgehobener Sperrvermerk", f"{place}, {amount_said(lifted)}. {condition}"
        yield "Aufheben soll ihn", bodies.get(lifted.lifting_body_id or 0, "keine Angabe")
    yield "Bedingung der Freigabe", row.condition


def _of_freeze(row: SpendingFreeze, found: Answers) -> Iterator[Fact]:
    yield "Haushaltsjahr", str(row.budget_year)
    yield "Buchungsstelle", row.budget_line or WHOLE_PROGRAMME
    yield "Angeordnet von", row.ordered_by
    yield "Grund", row.grounds
    lifted = found.by_id(_FREEZES).get(row.lifts_id or 0)
    if lifted is not None:
        place = line_words(lifted.budget_year, lifted.budget_line)
        yield "Hebt auf", f"Haushaltssperre, {place}, {amount_said(lifted)}. Grund: {quoted(lifted.grounds)}"


def _resolution(row: Resolution | None, bodies: Mapping[int, str]) -> str:
    if row is None:
        return ""
    when = precise_date(row.effective_on, row.date_precision)
    return ", ".join(filter(None, (bodies.get(row.body_id, ""), when, row.title, row.document)))

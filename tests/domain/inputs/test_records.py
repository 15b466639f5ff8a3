"""Single-row checks of blocks, actors, network and money; each rule once kept and once broken."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.motion import Mandate, MotionStatement, Shares
from vrs_tracker.domain.inputs import actors, finance, network, programme
from vrs_tracker.domain.vocabulary.money import (
    AppropriationKind,
    Counting,
    DatePrecision,
    Degree,
    Stage,
)
from vrs_tracker.domain.vocabulary.people import OrganisationKind, Responsible
from vrs_tracker.domain.vocabulary.programme import (
    BlockKind,
    BlockState,
    Field,
    FunctionState,
    StatementScope,
)
from vrs_tracker.domain.vocabulary.reporting import EventKind

TODAY = date(2026, 7, 9)
LONG = "x" * 20_000


def fields(found: Iterable[Violation]) -> set[str]:
    return {violation.field for violation in found}


def on(year: int, month: int = 1, day: int = 1) -> PreciseDate:
    return PreciseDate(date(year, month, day), DatePrecision.DAY)


# ---------------------------------------------------------------- actors


def test_a_municipality_has_a_key_a_name_and_a_district() -> None:
    town = actors.MunicipalityInput(ags="08115003", name="Böblingen", district="Landkreis Böblingen")
    assert not actors.check_municipality(town)
    broken = replace(town, ags="8115003", name="", district=" ")
    assert fields(actors.check_municipality(broken)) == {"ags", "name", "district"}


def test_an_organisation_and_a_body_have_names_that_fit() -> None:
    organisation = actors.OrganisationInput(name="WRS", kind=OrganisationKind.AGENCY)
    body = actors.DecidingBodyInput(name="Aufsichtsrat", organisation_id=1)
    assert not actors.check_organisation(organisation)
    assert not actors.check_deciding_body(body)
    broken = replace(organisation, name="", short_name=LONG, source=LONG, reason=LONG)
    named = {"name", "short_name", "source", "reason"}
    assert fields(actors.check_organisation(broken)) == named
    too_long = replace(body, name="", short_name=LONG, source=LONG, reason=LONG, note=LONG)
    assert fields(actors.check_deciding_body(too_long)) == {*named, "note"}


# ---------------------------------------------------------------- motion, blocks, projects

MOTION = programme.MotionInput(
    title="Antrag",
    addressee="Verband",
    address="Stuttgart",
    printed_on=date(2021, 10, 16),
    signatories=(programme.SignatoryInput(printed_name="A", political_group="B"),),
    mandates=(Mandate(number=1, short_text="a", text="b", responsible=Responsible.WRS, section="3"),),
    statements=(
        MotionStatement(label="a", amount=Decimal(1), is_approximate=True, scope=StatementScope.REGION),
    ),
    printed_totals=Shares(regional=Decimal(1), municipal=Decimal(0), private=Decimal(2)),
)
BLOCK = programme.BlockInput(
    kind=BlockKind.MOTION_BLOCK,
    name="KI-XC",
    number=1,
    aliases=("KI XC",),
    functions=(programme.FunctionInput(text="Forum"),),
    baseline=programme.BaselineInput(
        printed_name="KI-XC", shares=Shares(regional=Decimal(1), municipal=None, private=Decimal(0))
    ),
)


def test_the_motion_has_texts_and_three_printed_totals() -> None:
    assert not programme.check_motion(MOTION)
    broken = replace(
        MOTION,
        addressee="",
        printed_totals=Shares(regional=None, municipal=Decimal(-1), private=Decimal("0.001")),
    )
    named = {"addressee", "printed_totals-regional", "printed_totals-municipal", "printed_totals-private"}
    assert fields(programme.check_motion(broken)) == named
    long = programme.SignatoryInput(printed_name=LONG, political_group=LONG)
    assert fields(programme.check_motion(replace(MOTION, signatories=(long,)))) == {
        "signatories-0-printed_name",
        "signatories-0-political_group",
    }
    assert fields(
        programme.check_motion(replace(MOTION, mandates=(replace(MOTION.mandates[0], text=""),)))
    ) == {"mandates-0-text"}
    nothing = replace(MOTION.statements[0], amount=Decimal(0))
    assert fields(programme.check_motion(replace(MOTION, statements=(nothing,)))) == {"statements-0-amount"}


def test_a_complete_block_breaks_no_rule() -> None:
    assert not programme.check_block(BLOCK)
    assert not programme.check_block(replace(BLOCK, number=None, baseline=None, functions=()))


@pytest.mark.parametrize(
    ("kind", "number", "is_fine"),
    [
        (BlockKind.MOTION_BLOCK, 7, True),
        (BlockKind.MOTION_BLOCK, 8, False),
        (BlockKind.MOTION_BLOCK, 0, False),
        (BlockKind.FURTHER_PROJECT, 8, True),
        (BlockKind.FURTHER_PROJECT, 1000, False),
    ],
)
def test_the_motion_has_seven_blocks(kind: BlockKind, number: int, *, is_fine: bool) -> None:
    block = replace(BLOCK, kind=kind, number=number, baseline=None)
    assert is_fine is ("number" not in fields(programme.check_block(block)))


def test_only_a_block_of_the_motion_has_a_row_with_amounts_that_are_not_negative() -> None:
    project = replace(BLOCK, kind=BlockKind.FURTHER_PROJECT)
    assert fields(programme.check_block(project)) == {"baseline-printed_name"}
    row = programme.BaselineInput(
        printed_name="", shares=Shares(regional=Decimal(-1), municipal=None, private=None)
    )
    named = {"baseline-printed_name", "baseline-regional"}
    assert fields(programme.check_block(replace(BLOCK, baseline=row))) == named


def test_names_and_spellings_fit_even_when_they_are_folded() -> None:
    grows = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 100
    assert fields(programme.check_block(replace(BLOCK, name=grows))) == {"name"}
    assert fields(programme.check_block(replace(BLOCK, aliases=("", grows)))) == {"aliases"}


def test_nothing_stands_twice_in_a_list() -> None:
    twice = replace(BLOCK, towns=("a", "a"), partner_ids=(1, 1), fields=(Field.ENERGY, Field.ENERGY))
    assert fields(programme.check_block(twice)) == {"towns", "partner_ids", "fields"}


@pytest.mark.parametrize("state", BlockState)
def test_completed_and_dropped_need_their_reason_at_once(state: BlockState) -> None:
    needs_reason = state in {BlockState.COMPLETED, BlockState.DROPPED}
    assert needs_reason is ("state_reason" in fields(programme.check_block(replace(BLOCK, state=state))))
    reasoned = replace(BLOCK, state=state, state_reason="Abgenommen am 01.07.2026")
    assert not programme.check_block(reasoned)


@pytest.mark.parametrize("state", FunctionState)
def test_changed_and_dropped_functions_say_why(state: FunctionState) -> None:
    needs_note = state in {FunctionState.CHANGED, FunctionState.DROPPED}
    function = programme.FunctionInput(text="Forum", state=state)
    found = programme.check_block(replace(BLOCK, functions=(function,)))
    assert fields(found) == ({"functions-0-note"} if needs_note else set())


def test_a_state_changes_to_another_one_with_a_reason() -> None:
    change = programme.StateInput(state=BlockState.RUNNING, reason="Baubeginn")
    assert not programme.check_state(change, BlockState.PREPARING)
    assert fields(programme.check_state(change, BlockState.RUNNING)) == {"state"}
    unreasoned = replace(change, reason="")
    assert fields(programme.check_state(unreasoned, BlockState.PREPARING)) == {"reason"}


def test_a_new_name_has_a_reason_and_an_edit_fits() -> None:
    assert not programme.check_rename(programme.RenameInput(name="Reallabor", reason="Neuer Träger"))
    assert fields(programme.check_rename(programme.RenameInput(name="", reason=""))) == {"name", "reason"}
    assert not programme.check_edit(programme.BlockEdit(subtitle="neu"))
    broken = programme.BlockEdit(
        subtitle=LONG, source=LONG, reason=LONG, forecast_start=TODAY, forecast_end=date(2026, 7, 8)
    )
    assert fields(programme.check_edit(broken)) == {"subtitle", "source", "reason", "forecast_end"}


# ---------------------------------------------------------------- network and cooperative

EVENT = network.EventInput(kind=EventKind.WORKSHOP, title="Treffen", happened=on(2026), participants=0)
MEMBER = network.MemberInput(organisation_id=1, joined=on(2021, 2, 19), share=Decimal(25_000))


@pytest.mark.parametrize(("participants", "is_fine"), [(None, True), (0, True), (-1, False), (10**9, False)])
def test_participants_are_a_number_or_not_known(participants: int | None, *, is_fine: bool) -> None:
    found = network.check_event(replace(EVENT, participants=participants))
    assert fields(found) == (set() if is_fine else {"participants"})


def test_a_share_is_positive_or_not_known() -> None:
    assert not network.check_member(MEMBER)
    assert not network.check_member(replace(MEMBER, share=None))
    assert fields(network.check_member(replace(MEMBER, share=Decimal(0)))) == {"share"}


@pytest.mark.parametrize(
    ("left", "is_fine"),
    [
        (None, True),
        (on(2021, 2, 19), True),
        (on(2021, 2, 18), False),
        (PreciseDate(date(2021, 2, 1), DatePrecision.MONTH), True),
        (PreciseDate(date(2021, 1, 1), DatePrecision.MONTH), False),
        (PreciseDate(date(2021, 1, 1), DatePrecision.YEAR), True),
        (PreciseDate(date(2020, 1, 1), DatePrecision.YEAR), False),
        (PreciseDate(None, DatePrecision.UNKNOWN), True),
    ],
)
def test_a_membership_does_not_end_before_it_began(left: PreciseDate | None, *, is_fine: bool) -> None:
    leaving = network.LeavingInput(left=left, reason="Austritt")
    found = network.check_leaving(leaving, date(2021, 2, 19))
    assert fields(found) == (set() if is_fine else {"left"})
    assert not network.check_leaving(leaving, None)


def test_a_membership_ends_with_a_reason() -> None:
    assert fields(network.check_leaving(network.LeavingInput(left=None), None)) == {"reason"}


def test_contributions_facts_and_names_say_what_they_must() -> None:
    contribution = network.ContributionInput(payer_id=1, amount=Decimal(82_500), year=2021)
    fact = network.CooperativeFactInput(text="Gründung", happened=on(2021, 2, 19))
    name = network.CooperativeNameInput(name="KI-Allianz", since=on(2023, 10))
    assert not network.check_contribution(contribution)
    assert not network.check_cooperative_fact(fact)
    assert not network.check_cooperative_name(name)
    broken = replace(contribution, amount=Decimal(0), year=21, note=LONG)
    assert fields(network.check_contribution(broken)) == {"amount", "year", "note"}
    withheld = replace(fact, text="", is_public=False)
    assert fields(network.check_cooperative_fact(withheld)) == {"text", "withheld_reason"}
    assert fields(network.check_cooperative_name(replace(name, name=""))) == {"name"}


# ---------------------------------------------------------------- money

ENTRY = finance.EntryInput(
    amount=Decimal(100),
    effective=on(2026, 3, 15),
    stage=Stage.COMMITTED,
    degree=Degree.GRANTED,
    document="Bescheid vom 15.03.2026",
)
BUDGET = finance.AppropriationInput(
    amount=Decimal(100), effective=on(2025, 12), kind=AppropriationKind.APPROPRIATION, budget_year=2026
)
SPERRVERMERK = finance.BudgetBlockInput(
    amount=Decimal(100), effective=on(2025, 12), appropriation_id=1, condition="bis zum Eckpunktebeschluss"
)
RELEASE = finance.ReleaseInput(amount=Decimal(100), effective=on(2026, 2), body_id=1, budget_year=2026)
RESOLUTION = finance.ResolutionInput(
    body_id=1,
    decided=on(2026, 5, 6),
    title="Förderung",
    address="https://example.org/vorlage",
    stated_amount=Decimal(300),
    entries=(finance.EntryLine(amount=Decimal(100)),),
    releases=(finance.ReleaseLine(amount=Decimal(200)),),
)


@pytest.mark.parametrize("new", [ENTRY, BUDGET, SPERRVERMERK, RELEASE])
def test_money_with_all_that_belongs_to_it_breaks_no_rule(new: finance.MoneyInput) -> None:
    assert not finance.check_money(new, TODAY)
    assert fields(finance.check_money(replace(new, effective=None), TODAY)) == {"effective"}
    assert fields(finance.check_money(replace(new, effective=on(2026, 7, 10)), TODAY)) == {"effective"}
    assert fields(finance.check_money(replace(new, amount=Decimal(0), note=LONG), TODAY)) == {
        "amount",
        "note",
    }


@pytest.mark.parametrize(
    ("new", "named"),
    [
        (replace(ENTRY, document=""), {"document"}),
        (replace(ENTRY, document="", source="S4"), set()),
        (replace(ENTRY, document="", resolution_id=1), set()),
        (replace(ENTRY, degree=Degree.DECIDED), {"resolution_id"}),
        (replace(ENTRY, degree=Degree.DECIDED, resolution_id=1), set()),
        (replace(ENTRY, contained_in_id=1), {"contained_in_id"}),
        (replace(ENTRY, contained_in_id=1, counting=Counting.CONTAINED), set()),
        (replace(ENTRY, stage=Stage.PLANNED, effective=on(2027)), set()),
        (replace(ENTRY, budget_year=26, budget_line=LONG), {"budget_year", "budget_line"}),
        (replace(BUDGET, budget_year=26, budget_line=LONG), {"budget_year", "budget_line"}),
        (replace(SPERRVERMERK, condition=""), {"condition"}),
        (replace(RELEASE, budget_year=26, condition=LONG), {"budget_year", "condition"}),
    ],
)
def test_each_kind_of_money_has_rules_of_its_own(new: finance.MoneyInput, named: set[str]) -> None:
    assert fields(finance.check_money(new, TODAY)) == named


def test_a_resolution_with_its_lines_breaks_no_rule() -> None:
    assert not finance.check_resolution(RESOLUTION, TODAY)
    assert not finance.check_resolution(replace(RESOLUTION, address="", stated_amount=None), TODAY)


def test_each_line_of_a_resolution_is_checked() -> None:
    broken = replace(
        RESOLUTION,
        title="",
        address="vorlage.pdf",
        stated_amount=Decimal(0),
        difference_explained=LONG,
        entries=(replace(RESOLUTION.entries[0], amount=Decimal(0), effective=on(2027)),),
        releases=(replace(RESOLUTION.releases[0], effective=on(2027)),),
    )
    assert fields(finance.check_resolution(broken, TODAY)) == {
        *("title", "address", "stated_amount", "difference_explained"),
        *("entries-0-amount", "entries-0-effective", "releases-0-effective"),
    }


def test_a_decision_in_the_future_is_said_once_and_not_at_its_lines() -> None:
    assert fields(finance.check_resolution(replace(RESOLUTION, decided=on(2027)), TODAY)) == {"decided"}


def test_a_corrected_resolution_fits() -> None:
    edit = finance.ResolutionEdit(body_id=1, decided=on(2026, 5, 6), title="Förderung")
    assert not finance.check_resolution_edit(edit, TODAY)
    broken = replace(edit, title="", source=LONG, reason=LONG)
    assert fields(finance.check_resolution_edit(broken, TODAY)) == {"title", "source", "reason"}


@pytest.mark.parametrize(
    ("is_booked", "is_reversal", "is_reversed", "sentence"),
    [
        (False, False, False, "Entwurf"),
        (True, True, False, "selbst eine Rücknahme"),
        (True, False, True, "schon zurückgenommen"),
    ],
)
def test_only_what_is_booked_and_stands_is_taken_back(
    sentence: str, *, is_booked: bool, is_reversal: bool, is_reversed: bool
) -> None:
    (found,) = finance.check_reversal(
        "Tippfehler", is_booked=is_booked, is_reversal=is_reversal, is_reversed=is_reversed
    )
    assert sentence in found.message


def test_taking_back_needs_a_reason() -> None:
    given = {"is_booked": True, "is_reversal": False, "is_reversed": False}
    assert not finance.check_reversal("Tippfehler", **given)
    assert fields(finance.check_reversal(" ", **given)) == {"reason"}

"""One resolution with many lines: sum check, all or nothing, correction."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import (
    REASON,
    book,
    booked_sum,
    confirm,
    count_rows,
    make_appropriation,
    make_resolution,
    make_sperrvermerk,
    officer,
    release_input,
    resolution_input,
)
from tests.features.record_rows import LATER, NOW, broken_fields, day, make_project, person, remembered
from vrs_tracker.domain.errors import Conflict, Forbidden, RuleViolations
from vrs_tracker.domain.inputs.finance import (
    EntryInput,
    EntryLine,
    ReleaseLine,
    ResolutionEdit,
    ResolutionInput,
)
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.queries.rows import drafts, lines_of, list_resolutions, still_blocked_by
from vrs_tracker.tables.finance import BlockRelease, FundingEntry, Resolution
from vrs_tracker.trail.versions import version_of


def two_awards(session: Session) -> ResolutionInput:
    """A resolution that awards 600.00 and 400.00 euros."""
    lines = (EntryLine(amount=Decimal(600)), EntryLine(amount=Decimal(400), budget_year=2027))
    return replace(resolution_input(session), entries=lines)


def record(session: Session, new: ResolutionInput) -> Resolution:
    return actions.record_resolution(session, new, by=officer(session), now=NOW)


def refused_fields(session: Session, new: ResolutionInput) -> set[str]:
    with pytest.raises(RuleViolations) as refusal:
        record(session, new)
    assert (count_rows(session, Resolution), count_rows(session, FundingEntry)) == (0, 0)
    return broken_fields(refusal.value)


def test_all_lines_are_booked_with_their_resolution_and_its_day(session: Session) -> None:
    block = make_project(session)
    new = two_awards(session)
    awards = (
        replace(new.entries[0], block_id=block.id),
        replace(new.entries[1], effective=day("2026-06-01")),
    )
    release = ReleaseLine(amount=Decimal(1000), budget_year=2026)
    resolution = record(session, replace(new, entries=awards, releases=(release,)))
    entries, releases = lines_of(session, resolution)
    assert [(row.amount, row.block_id) for row in entries] == [
        (Decimal(600), block.id),
        (Decimal(400), None),
    ]
    assert [row.effective_on.isoformat() for row in entries if row.effective_on] == [
        "2026-05-06",
        "2026-06-01",
    ]
    assert [(row.amount, row.body_id) for row in releases] == [(Decimal(1000), resolution.body_id)]
    assert {row.booked_at for row in entries} | {row.booked_at for row in releases} == {NOW}
    assert list_resolutions(session) == [resolution]


def test_one_broken_line_stops_the_whole_resolution(session: Session) -> None:
    new = two_awards(session)
    wrong = replace(new.entries[1], amount=Decimal(0), budget_year=26)
    broken = replace(new, entries=(new.entries[0], wrong), releases=(ReleaseLine(amount=Decimal(-1)),))
    assert refused_fields(session, broken) == {
        "entries-1-amount",
        "entries-1-budget_year",
        "releases-0-amount",
    }


def test_what_a_line_refers_to_must_be_recorded(session: Session) -> None:
    new = two_awards(session)
    wrong = replace(new.entries[0], block_id=4711)
    broken = replace(
        new, body_id=4712, entries=(wrong,), releases=(ReleaseLine(amount=Decimal(1), budget_block_id=4713),)
    )
    assert refused_fields(session, broken) == {"body_id", "entries-0-block_id", "releases-0-budget_block_id"}


def test_lines_that_reach_an_exact_sum_pass(session: Session) -> None:
    new = replace(two_awards(session), stated_amount=Decimal("1000.00"))
    assert record(session, new).stated_amount == Decimal("1000.00")


def test_lines_that_miss_an_exact_sum_by_a_cent_are_refused_unless_explained(session: Session) -> None:
    new = replace(two_awards(session), stated_amount=Decimal("1000.01"))
    with pytest.raises(RuleViolations, match=r"zusammen 1\.000,00.*nennt 1\.000,01") as refusal:
        record(session, new)
    assert broken_fields(refusal.value) == {"difference_explained"}
    resolution = record(session, replace(new, difference_explained="Ein Cent wurde gerundet."))
    told = {entry.field: entry.reason for entry in remembered(session, "resolution", resolution.id)}
    assert told["Unterschied zur Summe laut Beschluss"] == "Ein Cent wurde gerundet."


def test_lines_that_miss_a_rounded_sum_are_never_refused(session: Session) -> None:
    new = replace(two_awards(session), stated_amount=Decimal(990), stated_is_approximate=True)
    assert record(session, new).id


def test_a_resolution_with_releases_only_is_compared_with_them(session: Session) -> None:
    release = ReleaseLine(amount=Decimal(600))
    new = replace(resolution_input(session), releases=(release,), stated_amount=Decimal(700))
    assert refused_fields(session, new) == {"difference_explained"}


def test_a_resolution_without_lines_needs_no_sum(session: Session) -> None:
    assert record(session, replace(resolution_input(session), stated_amount=Decimal(700))).id


def test_a_resolution_is_not_decided_tomorrow(session: Session) -> None:
    assert refused_fields(session, replace(two_awards(session), decided=day("2026-07-10"))) == {"decided"}


@pytest.mark.parametrize("address", ["www.region-stuttgart.org", "javascript:alert(1)", "//evil.example"])
def test_the_address_of_a_document_is_a_web_address(session: Session, address: str) -> None:
    assert refused_fields(session, replace(resolution_input(session), address=address)) == {"address"}


def test_the_awards_are_judged_together_after_the_release_of_the_same_resolution(session: Session) -> None:
    release = ReleaseLine(amount=Decimal(900))
    new = replace(two_awards(session), releases=(release,))
    with pytest.raises(RuleViolations, match=r"um 100,00") as refusal:
        record(session, new)
    assert broken_fields(refusal.value) == {"exception_reason"}
    resolution = record(session, replace(new, exception_reason=REASON))
    entries, releases = lines_of(session, resolution)
    assert booked_sum(session, BlockRelease) == 0
    confirm(session, entries[0])
    assert {row.booked_at for row in entries} | {row.booked_at for row in releases} == {LATER}
    assert booked_sum(session, FundingEntry) == 1000


def test_a_resolution_lifts_a_sperrvermerk(session: Session) -> None:
    block = make_sperrvermerk(session, make_appropriation(session))
    line = ReleaseLine(amount=Decimal(2000), budget_block_id=block.id, budget_year=2026)
    record(session, replace(resolution_input(session), releases=(line,)))
    assert still_blocked_by(session, block) == 0


def test_lines_can_stay_drafts(session: Session) -> None:
    record(session, replace(two_awards(session), as_draft=True))
    assert len(drafts(session, FundingEntry)) == 2
    assert booked_sum(session, FundingEntry) == 0


def test_the_same_post_twice_gives_one_resolution(session: Session) -> None:
    new = replace(two_awards(session), post_key="0123456789abcdef")
    assert record(session, new) == record(session, replace(new, title="noch einmal"))
    assert (count_rows(session, Resolution), booked_sum(session, FundingEntry)) == (1, Decimal(1000))


def edit_of(resolution: Resolution, *, version: int | None = None, reason: str = "") -> ResolutionEdit:
    return ResolutionEdit(
        body_id=resolution.body_id,
        decided=day("2026-05-06"),
        title=resolution.title,
        document="Vorlage 12/2026",
        version=version,
        reason=reason,
    )


def test_a_corrected_resolution_tells_what_changed(session: Session) -> None:
    resolution = make_resolution(session)
    edit = edit_of(resolution, version=version_of(session, resolution))
    actions.edit_resolution(session, resolution, edit, by=officer(session), now=LATER)
    told = remembered(session, "resolution", resolution.id)[-1]
    assert (told.field, told.new) == ("Dokument", "Vorlage 12/2026")


def test_the_sum_of_a_resolution_changes_with_a_reason_only(session: Session) -> None:
    resolution = record(session, replace(resolution_input(session), stated_amount=Decimal(700)))
    edit = replace(edit_of(resolution), stated_amount=Decimal(800))
    with pytest.raises(RuleViolations) as refusal:
        actions.edit_resolution(session, resolution, edit, by=officer(session), now=LATER)
    assert broken_fields(refusal.value) == {"reason"}
    reasoned = replace(edit, reason="Niederschrift berichtigt")
    actions.edit_resolution(session, resolution, reasoned, by=officer(session), now=LATER)
    assert resolution.stated_amount == 800


def test_the_second_of_two_editors_of_a_resolution_is_told(session: Session) -> None:
    resolution = make_resolution(session)
    opened = version_of(session, resolution)
    first, second = edit_of(resolution, version=opened), edit_of(resolution, version=opened)
    actions.edit_resolution(session, resolution, first, by=officer(session), now=LATER)
    with pytest.raises(Conflict, match="Haushaltsstelle"):
        actions.edit_resolution(
            session, resolution, replace(second, document="anders"), by=officer(session), now=LATER
        )


def test_a_withheld_resolution_says_why(session: Session) -> None:
    assert refused_fields(session, replace(resolution_input(session), is_public=False)) == {"withheld_reason"}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.BUDGET_OFFICER}))
def test_only_the_budget_office_records_resolutions(session: Session, role: Role) -> None:
    resolution = make_resolution(session)
    with pytest.raises(Forbidden):
        actions.record_resolution(session, resolution_input(session), by=person(session, role), now=NOW)
    with pytest.raises(Forbidden):
        actions.edit_resolution(session, resolution, edit_of(resolution), by=person(session, role), now=NOW)


def test_a_release_without_its_resolution_is_possible(session: Session) -> None:
    row = actions.add_release(session, release_input(session), by=officer(session), now=NOW)
    assert (row.resolution_id, booked_sum(session, BlockRelease)) == (None, Decimal("1500.00"))


def test_a_later_entry_can_name_a_recorded_resolution(session: Session) -> None:
    resolution = make_resolution(session)
    new = EntryInput(amount=Decimal(5), effective=day("2026-05-06"), resolution_id=resolution.id)
    entries, _ = lines_of(session, resolution)
    assert entries == []
    row = book(session, new)
    assert lines_of(session, resolution)[0] == [row]

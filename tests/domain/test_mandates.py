"""How the four mandates stand, in a line each."""

from datetime import UTC, date, datetime

import pytest

from tests.domain.report_values import (
    make_duty,
    make_entry,
    make_event,
    make_mandate,
    make_motion,
    make_project,
    make_report,
    millions,
    on,
)
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.facts.network import Cooperative, CooperativeMember
from vrs_tracker.domain.mandates import mandate_lines
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Provenance, Stage
from vrs_tracker.domain.vocabulary.people import OrganisationKind

NOT_RECORDED = "keine Angabe (noch nicht erfasst)"


def standing(section: str, report: CommitteeReport | None = None, **rest: object) -> str:
    motion = make_motion(mandates=(make_mandate(section=section),))
    values = {"motion": motion, **rest}
    made = make_report(**values) if report is None else report  # type: ignore[arg-type] # as the test names it
    (line,) = mandate_lines(made)
    assert line.section == section
    return line.standing


def member(name: str) -> CooperativeMember:
    return CooperativeMember(
        name=name,
        kind=OrganisationKind.COMPANY,
        joined=on(2021, 2, 19),
        left=None,
        share=None,
        source_text="",
        provenance=Provenance.ENTERED,
    )


def test_funding_says_what_is_granted_and_for_how_many() -> None:
    entries = (
        make_entry(id=1, block="ki-xc", amount=millions("1.25")),
        make_entry(id=2, block="aitransform", amount=millions("5.00")),
        make_entry(id=3, block="projekt", amount=millions("0.75")),
    )
    assert standing("4", entries=entries, projects=(make_project(slug="projekt"),)) == (
        "Bewilligt sind 7,00 Millionen Euro für zwei Bausteine und ein weiteres Projekt."
    )


def test_funding_falls_back_to_what_resolutions_have_earmarked() -> None:
    entry = make_entry(block=None, stage=Stage.EARMARKED, amount=millions("13.2"), is_rounded=True)
    assert standing("4", entries=(entry,)) == ("Durch Beschlüsse zugedacht sind rund 13,20 Millionen Euro.")
    assert standing("4") == NOT_RECORDED


def test_networking_counts_the_half_year_apart() -> None:
    events = (make_event(), make_event(happened=on(2025, 5, 6)), make_event(happened=on(2026, 1, 1)))
    assert standing("11", events=events) == "Zwei Termine im Berichtszeitraum, drei seit Beginn."
    assert standing("11", events=()) == NOT_RECORDED


def test_the_cooperative_is_called_by_its_newest_name() -> None:
    cooperative = Cooperative(
        names=(("Alt eG", on(2021, 2, 19)), ("Neu eG", on(2023, 10, 1))), members=(member("A"), member("B"))
    )
    assert standing("12", cooperative=cooperative) == "Neu eG; zwei Mitglieder erfasst."
    assert standing("12", cooperative=Cooperative()) == NOT_RECORDED


def test_reporting_says_when_the_next_report_is_due() -> None:
    assert standing("3", duty=make_duty()) == (
        "Nächster Bericht spätestens 25.09.2026; geplant ist die Sitzung am 23.09.2026."
    )


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 9, 25), "Dieser Bericht war bis 25.09.2026 zu geben"),
        (None, "Dies ist der erste Bericht"),
    ],
)
def test_a_frozen_report_speaks_of_its_own_duty(due: date | None, said: str) -> None:
    report = make_report(
        motion=make_motion(mandates=(make_mandate(section="3"),)),
        duty=make_duty(due_on=due),
        frozen_at=datetime(2026, 8, 3, 8, 42, tzinfo=UTC),
    )
    rest = "der nächste ist spätestens sechs Monate nach seiner Sitzung fällig."
    assert standing("3", report) == f"{said}; {rest}"


@pytest.mark.parametrize("section", ["7", ""])
def test_a_mandate_that_an_unknown_section_answers_has_no_figure(section: str) -> None:
    assert standing(section) == NOT_RECORDED


def test_every_mandate_has_its_line() -> None:
    report = sample_report()
    assert [line.text for line in mandate_lines(report)] == [one.short_text for one in report.motion.mandates]

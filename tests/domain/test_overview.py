"""News, decisions and next dates of the overview."""

from datetime import date

from tests.domain.report_values import make_block, make_duty, make_milestone, make_report, make_update
from tests.domain.sample_report import DECISION, sample_report
from vrs_tracker.domain.block_list import block_list
from vrs_tracker.domain.overview import Mention, asked_decisions, next_dates, told_changes
from vrs_tracker.domain.report import Change

NBSP = "\N{NO-BREAK SPACE}"


def test_the_next_dates_are_three_at_most_in_their_order() -> None:
    block = make_block(
        slug="aitransform",
        name="AITransform",
        towns=("Böblingen",),
        milestones=tuple(
            make_milestone(id=month, title=f"Schritt {month}", forecast=date(2026, month, 1))
            for month in (12, 11, 8)
        ),
    )
    report = make_report(blocks=(block,), duty=make_duty(planned_session=date(2026, 9, 23)))
    titled = {"slug": "aitransform", "name": "AITransform (Böblingen)"}
    assert next_dates(report) == (
        Mention(text="Schritt 8", when="01.08.2026", **titled),
        Mention(text="Sitzung des Ausschusses mit dem Bericht", when="23.09.2026"),
        Mention(text="Schritt 11", when="01.11.2026", **titled),
    )


def test_an_overdue_milestone_comes_first_in_the_table_and_among_the_dates() -> None:
    milestones = (
        make_milestone(id=1, title="Bald", forecast=date(2026, 7, 9)),
        make_milestone(id=2, title="Längst", forecast=date(2026, 6, 29)),
    )
    report = make_report(
        blocks=(make_block(milestones=milestones),), duty=make_duty(planned_session=date(2026, 6, 30))
    )
    assert [(one.when, one.text) for one in next_dates(report)] == [
        ("29.06.2026 (überfällig)", "Längst"),
        ("30.06.2026", "Sitzung des Ausschusses mit dem Bericht"),
        ("09.07.2026", "Bald"),
    ]
    assert block_list(report).rows[0].cells[5].text == "Längst, 29.06.2026 (überfällig)"


def test_what_is_reached_without_a_date_or_already_held_is_no_next_date() -> None:
    milestones = (
        make_milestone(id=1, forecast=None),
        make_milestone(id=2, forecast=date(2026, 8, 1), actual=date(2026, 6, 1)),
    )
    report = make_report(
        blocks=(make_block(milestones=milestones),), duty=make_duty(planned_session=date(2026, 6, 29))
    )
    assert next_dates(report) == ()
    assert next_dates(make_report(blocks=(), duty=make_duty(planned_session=None))) == ()


def test_changes_are_five_at_most_and_name_their_block_apart() -> None:
    first, *_ = told_changes(sample_report())
    assert first == Mention(
        slug="aitransform",
        name="AITransform (Böblingen)",
        text=(
            "Der Baubeginn verschiebt sich um 47 Tage auf den 16.09.2026. "
            "Grund: Ein Gewerk wird neu ausgeschrieben."
        ),
    )
    assert len(told_changes(sample_report())) == 5


def test_a_change_of_the_programme_names_no_block() -> None:
    change = Change(rank=1, block=None, sentence="Der Ansatz für 2026 ist beschlossen.")
    assert told_changes(make_report(changes=(change,))) == (
        Mention(text="Der Ansatz für 2026 ist beschlossen."),
    )
    assert all(
        bool(one.slug) == bool(one.name) and not one.text.startswith(one.name or "\0")
        for one in told_changes(sample_report())
    )
    assert told_changes(make_report()) == ()


def test_a_decision_names_its_block_and_where_it_is_explained() -> None:
    assert asked_decisions(sample_report()) == (
        Mention(
            slug="maikerspace",
            name="mAIkerSpace (Ditzingen)",
            text=f"{DECISION} Wege und Folgen: Nummer{NBSP}6.7.",
        ),
    )


def test_every_decision_is_told() -> None:
    blocks = tuple(
        make_block(slug=f"b{n}", number=n, name=f"Block {n}", update=make_update(decision="Zu entscheiden."))
        for n in range(1, 6)
    )
    assert len(asked_decisions(make_report(blocks=blocks))) == 5

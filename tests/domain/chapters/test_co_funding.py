"""Section 4.6: rules with their sources, warnings once, what the motion intended."""

from dataclasses import replace
from datetime import date

from tests.domain.cofunding_values import given, make_cap, make_rule, make_ruled
from tests.domain.report_values import make_report
from vrs_tracker.domain.chapters.co_funding import co_funding_elements
from vrs_tracker.domain.chapters.financing import financing_section
from vrs_tracker.domain.document import Element, Listing, Paragraph
from vrs_tracker.domain.facts.money import Finding
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import RuleCode, Stage

OVER = given("16.8", stage=Stage.EARMARKED, block=None)


def told(elements: tuple[Element, ...]) -> list[str]:
    """Return the sentences of paragraphs and lists in their order."""
    found: list[str] = []
    for element in elements:
        match element:
            case Paragraph():
                found.append(element.text)
            case Listing():
                found += element.items
    return found


def sections(report: CommitteeReport) -> list[str]:
    return [part.heading for part in financing_section(report).parts]


def test_a_report_from_before_the_rules_were_kept_has_no_such_part() -> None:
    assert co_funding_elements(make_report()) == ()
    assert sections(make_report())[-1] == "Befunde zu den Zahlen"
    assert sections(make_ruled())[-1] == "Regeln der gemeinsamen Förderung"


def test_a_programme_without_rules_says_so() -> None:
    (said,) = told(co_funding_elements(make_ruled(rules=())))
    assert said == "Regeln der gemeinsamen Förderung sind noch nicht erfasst."


def test_each_rule_stands_with_its_days_and_its_source() -> None:
    ended = make_rule(valid_until=date(2026, 12, 31))
    said = told(co_funding_elements(make_ruled(rules=(ended,))))
    assert said[1] == (
        "„Kommune zahlt mindestens so viel wie die Region“, seit dem 01.11.2023 bis zum 31.12.2026. Quelle: "
        "GRDrs 1491/2023."
    )


def test_warnings_follow_and_then_what_the_motion_intended() -> None:
    said = told(co_funding_elements(make_ruled(given("5"))))
    assert said[2] == "Zur gemeinsamen Förderung gibt es eine Warnung; sie betrifft ein Vorhaben."
    assert said[3].startswith("AITransform (Böblingen): Regional sind 5,00 Millionen Euro bewilligt")
    assert said[4] == "Was der Antrag von 2021 vorsah:"


def test_without_blocks_of_the_motion_nothing_is_said_of_it() -> None:
    assert told(co_funding_elements(make_ruled(blocks=())))[-1] == (
        "Zur gemeinsamen Förderung gibt es zurzeit keine Warnung."
    )


def test_awards_over_the_frame_are_told_once() -> None:
    report = make_ruled(OVER, rules=(make_cap(),))
    assert any(
        "rund" not in sentence and "16,80" in sentence for sentence in told(co_funding_elements(report))
    )
    finding = Finding(rule=RuleCode.EARMARKED_OVER_FRAME, sentence="Die Beschlüsse liegen über dem Rahmen.")
    twice = replace(report, findings=(finding,))
    assert not any("16,80" in sentence for sentence in told(co_funding_elements(twice)))

"""What is a function of a report alone is computed once for it."""

from dataclasses import replace

from tests.domain.report_values import make_report
from vrs_tracker.domain.once import MOST_REPORTS, once_per_pair, once_per_report
from vrs_tracker.domain.report import CommitteeReport


def test_the_second_call_for_a_report_computes_nothing() -> None:
    asked: list[int] = []

    @once_per_report
    def number(report: CommitteeReport) -> int:
        asked.append(report.number)
        return report.number

    report = make_report()
    other = replace(report, number=report.number + 1)
    assert [number(report), number(report), number(other)] == [report.number, report.number, other.number]
    assert asked == [report.number, other.number]


def test_reports_that_nobody_asks_about_are_let_go() -> None:
    asked: list[int] = []

    @once_per_report
    def number(report: CommitteeReport) -> int:
        asked.append(report.number)
        return report.number

    reports = [replace(make_report(), number=place) for place in range(MOST_REPORTS + 1)]
    for report in (*reports, reports[-1], reports[0]):
        assert number(report) == report.number
    assert asked == [*range(MOST_REPORTS + 1), 0]


def test_what_compares_two_reports_is_computed_anew_for_another_earlier_one() -> None:
    asked: list[tuple[int, int]] = []

    @once_per_pair
    def numbers(old: CommitteeReport, new: CommitteeReport) -> tuple[int, int]:
        asked.append((old.number, new.number))
        return old.number, new.number

    one, two, three = (replace(make_report(), number=number) for number in (1, 2, 3))
    pairs = [(one, three), (one, three), (two, three), (one, two), (two, three)]
    assert [numbers(*pair) for pair in pairs] == [(1, 3), (1, 3), (2, 3), (1, 2), (2, 3)]
    assert asked == [(1, 3), (2, 3), (1, 2)]

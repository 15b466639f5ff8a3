"""The page of the money: shares of a selection, their chart, plan and payments added up, findings."""

from dataclasses import replace
from decimal import Decimal

from tests.domain.amount_and_date_values import millions, on
from tests.domain.money_values import make_budget_row, make_entry, make_resolution
from tests.domain.report_values import make_block, make_report
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.chapters.outflow_chart import cumulative_figure, plan_and_payments
from vrs_tracker.domain.charts import LineChart
from vrs_tracker.domain.facts.money import Finding
from vrs_tracker.domain.findings import with_findings
from vrs_tracker.domain.lists.finances import finances_of
from vrs_tracker.domain.lists.outflow import finding_lines, stages_table
from vrs_tracker.domain.lists.shares import (
    MOST_BARS,
    chart_note,
    selection_sentence,
    share_list,
    shares_chart,
)
from vrs_tracker.domain.resolution_sums import sum_check
from vrs_tracker.domain.vocabulary.money import Counting, Payer, RuleCode, Stage


def test_a_selection_counts_an_undivided_sum_once() -> None:
    whole = make_entry(id=1, block=None, stage=Stage.EARMARKED, amount=millions("5"))
    inside = make_entry(id=2, stage=Stage.EARMARKED, amount=millions("2"), counting=Counting.CONTAINED)
    found = share_list(make_report(blocks=(make_block(),), entries=(whole, inside)))
    assert selection_sentence(found.lines).endswith("heute 5,00 Millionen Euro.")
    alone = [line for line in found.lines if line.block is not None]
    assert "im Antrag" in selection_sentence(alone)


def test_the_rows_that_are_shown_lead_to_their_shares() -> None:
    entries = (make_entry(id=1), make_entry(id=2, payer=Payer.EU))
    found = share_list(make_report(blocks=(make_block(),), entries=entries))
    shown = found.behind(row for row in found.table.rows if row.cells[2].text == "bewilligt")
    assert [line.payer for line in shown] == [Payer.VRS, Payer.EU]


def test_the_chart_of_shares_shows_one_payer_and_no_more_bars_than_can_be_read() -> None:
    blocks = tuple(make_block(slug=f"b{n}", number=n, name=f"Baustein {n}") for n in range(1, MOST_BARS + 4))
    entries = tuple(
        make_entry(id=n, block=block.slug, amount=millions(str(n))) for n, block in enumerate(blocks, start=1)
    )
    report = make_report(blocks=blocks, entries=entries)
    lines = share_list(report).lines
    chart = shares_chart(report, lines, Payer.VRS)
    assert chart is not None
    assert len(chart.categories) == MOST_BARS
    assert f"Baustein {MOST_BARS + 3}" in chart.categories
    assert chart_note(lines, Payer.VRS, is_chosen=True) == (
        f"Gezeigt sind die {MOST_BARS} größten von {MOST_BARS + 3}."
    )
    assert shares_chart(report, lines, Payer.EU) is None


def test_a_share_that_the_motion_does_not_know_is_said_in_words_in_the_chart() -> None:
    report = sample_report()
    chart = shares_chart(report, share_list(report).lines, Payer.VRS)
    assert chart is not None
    then, _ = chart.series
    assert then.missing == "kein Anteil"


def test_payments_are_added_up_to_the_stichtag_and_the_plan_beyond() -> None:
    report = make_report(
        as_of=on(2026, 6, 30).day,
        budget=(
            make_budget_row(id=1, budget_year=2025, amount=millions("2")),
            make_budget_row(id=2, budget_year=2026, amount=millions("3")),
        ),
        entries=(make_entry(stage=Stage.DISBURSED, amount=millions("1.5")),),
    )
    figure = cumulative_figure(report)
    assert figure is not None
    assert isinstance(figure.chart, LineChart)
    plan, paid = figure.chart.series
    assert plan.values == (Decimal("2.00"), Decimal("5.00"))
    assert paid.values[-1] == Decimal("1.50")
    assert figure.table.message == (
        "Bis Ende 2026 sind 5,00 Millionen Euro veranschlagt; "
        "bis zum Stichtag sind 1,50 Millionen Euro ausgezahlt."
    )
    assert cumulative_figure(replace(report, budget=())) is None


def test_years_before_the_first_payment_are_unknown_and_the_sum_says_so() -> None:
    budget = tuple(make_budget_row(id=year, budget_year=year) for year in range(2024, 2029))
    entries = (
        make_entry(id=1, stage=Stage.DISBURSED, amount=millions("1.5"), effective=on(2025, 3, 1)),
        make_entry(id=2, stage=Stage.DISBURSED, amount=millions("0.5"), effective=on(2027, 3, 1)),
    )
    report = make_report(as_of=on(2027, 6, 30).day, budget=budget, entries=entries)
    reached = cumulative_figure(report)
    by_year = plan_and_payments(report)
    assert by_year is not None
    assert reached is not None
    assert [row.cells[2] for row in reached.table.rows] == [
        *("keine Angabe", "1,50", "1,50", "2,00"),
        "steht aus",
    ]
    assert "Summen enthalten nur, was erfasst ist." in reached.table.note
    assert [row.cells[2] for row in by_year.table.rows] == [
        *("keine Angabe", "1,50", "keine Angabe", "0,50"),
        "steht aus",
    ]


def test_a_plan_for_later_years_only_says_that_nothing_is_paid_yet() -> None:
    budget = (make_budget_row(id=1, budget_year=2027), make_budget_row(id=2, budget_year=2028))
    figure = cumulative_figure(make_report(as_of=on(2026, 6, 30).day, budget=budget))
    assert figure is not None
    assert figure.table.message == "Bis 2026 ist nichts ausgezahlt."
    assert [row.cells for row in figure.table.rows] == [
        ("2027", "1,00", "steht aus"),
        ("2028", "2,00", "steht aus"),
    ]


def test_sums_of_the_region_alone_are_said_to_be_all_that_is_booked() -> None:
    table = stages_table(make_report(entries=(make_entry(),)))
    assert table is not None
    assert table.message == "Gebucht ist bisher nur regionales Geld."


def test_sums_by_payer_and_stage_leave_out_what_is_contained_elsewhere() -> None:
    entries = (
        make_entry(id=1, amount=millions("2")),
        make_entry(id=2, amount=millions("1"), counting=Counting.CONTAINED),
        make_entry(id=3, payer=Payer.MUNICIPALITY, amount=millions("4")),
    )
    table = stages_table(make_report(entries=entries))
    assert table is not None
    assert [(row.cells[0], row.cells[3]) for row in table.rows] == [
        ("regional", "2,00"),
        ("kommunal", "4,00"),
    ]
    assert stages_table(make_report(entries=())) is None


def test_a_finding_is_listed_once_and_leads_to_its_block() -> None:
    paid = make_entry(stage=Stage.DISBURSED)
    report = with_findings(make_report(blocks=(make_block(),), entries=(paid,)))
    lines = finding_lines(replace(report, findings=report.findings * 2))
    assert len(lines) == len({line.sentence for line in lines}) == len(report.findings)
    assert {line.address for line in lines} == {"/bausteine/aitransform"}


def test_a_finding_about_a_resolution_leads_to_the_resolutions() -> None:
    finding = Finding(rule=RuleCode.EARMARKED_OVER_RELEASED, sentence="Die Summe weicht ab", resolution=1)
    report = make_report(resolutions=(make_resolution(id=1, decided=on(2026, 3, 11)),), findings=(finding,))
    (line,) = finding_lines(report)
    assert (line.sentence, line.since) == ("Die Summe weicht ab.", "11.03.2026")
    assert (line.address, line.leads_to) == ("/beschluesse/", "Beschlüsse")


def test_the_page_begins_with_how_much_of_the_frame_is_committed_and_paid() -> None:
    frame = "Von 16,22 Millionen Euro, die der Antrag als regionalen Rahmen nennt,"
    committed = make_entry(id=1, amount=millions("2"))
    paid = make_entry(id=2, stage=Stage.DISBURSED, amount=millions("0.5"), is_rounded=True)
    assert finances_of(make_report(entries=(committed, paid))).message == (
        f"{frame} sind 2,00 Millionen Euro bewilligt und rund 0,50 Millionen Euro ausgezahlt."
    )
    assert finances_of(make_report()).message == f"{frame} ist noch nichts bewilligt."
    assert finances_of(make_report(blocks=())).message == (
        "Der Rahmen der regionalen Mittel ist noch nicht erfasst."
    )


def test_the_page_offers_each_table_once() -> None:
    names = [table.name for table in finances_of(sample_report()).tables()]
    assert len(names) == len(set(names))


def test_the_sum_of_lines_is_compared_within_its_rounding() -> None:
    stated = Decimal(13_200_000)
    lines = [Decimal(13_240_000)]
    assert sum_check([], stated, is_approximate=False) == "Noch ist kein Betrag eingetragen."
    assert sum_check(lines, stated, is_approximate=True).endswith("überein.")
    assert "mehr, als der Beschluss nennt." in sum_check(lines, stated, is_approximate=False)
    assert "nicht eingetragen" in sum_check(lines, None, is_approximate=False)
    uneven = sum_check([Decimal("1870000.50")], Decimal(1_870_000), is_approximate=False)
    assert uneven.count("Mio.") == 0

"""The charts of the report: what they say to those who cannot see them is true of their values."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.chapters.document_texts import rows
from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import AS_OF, PERIOD, make_budget_row, make_entry, make_report, millions
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.chapters.district_chart import districts_with_chart
from vrs_tracker.domain.chapters.financing import payers_figure
from vrs_tracker.domain.chapters.light_chart import HALF_YEARS, lights_figure
from vrs_tracker.domain.chapters.outflow_chart import cumulative_figure, plan_and_payments
from vrs_tracker.domain.chapters.payer_chart import PayerSums, payers_chart
from vrs_tracker.domain.charts import BarChart, Chart, LightChart, LineChart, MapChart, PanelChart
from vrs_tracker.domain.document import Figure, LightMark, RowKind
from vrs_tracker.domain.facts.blocks import BlockReport, TrendPoint
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.issue import DEMO_MARK
from vrs_tracker.domain.ledger import Sum
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Degree, Payer, Stage
from vrs_tracker.domain.vocabulary.progress import Light


def _always(block: BlockReport, light: Light) -> BlockReport:
    trend = tuple(TrendPoint(period=PERIOD.shifted(-n), light=light) for n in (4, 3, 2, 1))
    return replace(block, trend=trend)


def _with_past(light: Light, now: Light | None = None) -> CommitteeReport:
    """Return the sample in which every block of the motion had one light and has another today."""
    report = sample_report()
    blocks = tuple(replace(_always(block, light), light=now or block.light) for block in report.blocks)
    return replace(report, blocks=blocks)


def _charts(report: CommitteeReport) -> list[Chart]:
    sections = document(report).all_sections()
    return [element.chart for one in sections for element in one.body if isinstance(element, Figure)]


def _payers(report: CommitteeReport) -> PanelChart:
    chart = payers_figure(report).chart
    assert isinstance(chart, PanelChart)
    return chart


def _lights(report: CommitteeReport) -> tuple[LightChart, Figure]:
    figure = lights_figure(report)
    assert figure is not None
    assert isinstance(figure.chart, LightChart)
    return figure.chart, figure


@pytest.mark.parametrize("make", [sample_report, full_report, lambda: _with_past(Light.ON_TRACK)])
def test_every_chart_says_in_two_sentences_what_one_sees_and_carries_its_source(
    make: Callable[[], CommitteeReport],
) -> None:
    charts = _charts(make())
    assert charts
    for chart in charts:
        assert chart.finding
        assert chart.alt.endswith(".")
        assert chart.alt.count(". ") <= 1, chart.alt
        assert chart.source.startswith("Stand 30.06.2026. Quelle: ")


def test_a_picture_of_invented_figures_says_so_within_itself() -> None:
    invented, proven = (
        _charts(replace(sample_report(), contains_demo=contains_demo)) for contains_demo in (True, False)
    )
    assert all(chart.source.endswith(DEMO_MARK) for chart in invented)
    assert not any(DEMO_MARK in chart.source for chart in proven)


# ------------------------------------------------------------------ payers


def test_without_any_current_state_the_chart_of_payers_says_so_once() -> None:
    chart = _payers(make_report())
    assert chart.alt == (
        "Im Antrag ist der private Eigenanteil am größten mit 298,20 Millionen Euro. "
        "Ein aktueller Stand der Anteile ist noch nicht erfasst."
    )


def test_without_any_money_the_chart_of_payers_says_so() -> None:
    nothing = Shares(regional=None, municipal=None, private=None)
    report = make_report()
    empty = replace(report, blocks=tuple(replace(block, baseline=nothing) for block in report.blocks))
    chart = _payers(empty)
    assert chart.alt == "Der Antrag nennt keine Beträge, und heute sind keine erfasst."


def test_further_payers_have_no_bar_of_the_motion_and_no_panel_before_they_pay() -> None:
    chart = _payers(full_report())
    planned, today = chart.panels[-1].bars
    assert (planned.value, planned.text) == (None, "nicht vorgesehen")
    assert today.value is not None
    assert len(_payers(make_report()).panels) == 3


def test_shares_as_high_as_in_the_motion_are_said_to_be_so_with_what_is_not_known() -> None:
    def sums(municipal: Sum | None) -> tuple[PayerSums, ...]:
        return (
            PayerSums(Payer.VRS, millions("16.22"), Sum(millions("16.22"), is_rounded=False)),
            PayerSums(Payer.MUNICIPALITY, millions("5.00"), municipal),
        )

    complete = payers_chart(make_report(), sums(Sum(millions("5.00"), is_rounded=False)), None)
    partial = payers_chart(make_report(), sums(None), None)

    assert complete.finding == "Die heute erfassten Anteile sind so hoch wie im Antrag."
    assert partial.finding == (
        "Die heute erfassten Anteile sind so hoch wie im Antrag; "
        "noch nicht erfasst ist der kommunale Eigenanteil."
    )


# ------------------------------------------------------------------ lights


def test_lights_of_the_last_half_years_stand_beside_those_of_today() -> None:
    chart, figure = _lights(_with_past(Light.ON_TRACK))
    assert len(chart.days) == HALF_YEARS
    assert chart.days[-1] == AS_OF
    assert [row.name for row in chart.rows][4:8] == [
        *("5 AITransform", "6 AIVision", "7 mAIkerSpace"),
        "Projekt Fellbach",
    ]
    assert chart.rows[4].lights == (*[Light.ON_TRACK] * 3, Light.AT_RISK)
    assert chart.rows[7].lights == (None, None, None, Light.ON_TRACK)
    assert chart.finding == (
        "Bei fünf von sieben Bausteinen und Projekten hat sich der Stand seit dem 31.12.2025 geändert."
    )
    assert chart.alt == f"{figure.table.message} Kritisch ist mAIkerSpace."
    said = [row.cells[-1] for row in figure.table.rows if row.kind is RowKind.BODY]
    assert said == [LightMark(row.lights[-1], row.lights[-1].label) for row in chart.rows if row.lights[-1]]


def test_all_lights_red_is_said_as_a_number() -> None:
    chart, _ = _lights(_with_past(Light.OFF_TRACK, now=Light.OFF_TRACK))
    assert "Sieben sind kritisch." in chart.alt
    assert chart.finding == "Seit dem 31.12.2025 hat sich kein Stand geändert."


def test_one_block_is_counted_in_right_german() -> None:
    report = _with_past(Light.ON_TRACK)
    one = replace(report, blocks=report.blocks[:1], projects=())
    chart, _ = _lights(one)
    assert chart.finding == (
        "Bei einem von einem Baustein oder Projekt hat sich der Stand seit dem 31.12.2025 geändert."
    )


def test_forty_blocks_have_a_row_each() -> None:
    report = _with_past(Light.ON_TRACK)
    many = tuple(replace(report.blocks[0], slug=f"baustein-{n}", number=n) for n in range(1, 41))
    chart, _ = _lights(replace(report, blocks=many, projects=()))
    assert len(chart.rows) == 40


def test_a_first_report_has_no_lights_to_compare() -> None:
    assert lights_figure(make_report()) is None


# ------------------------------------------------------------------ outflow and districts


def test_the_chart_of_the_report_adds_up_plan_and_payments_and_says_what_lies_between() -> None:
    figure = cumulative_figure(full_report())
    assert figure is not None

    assert isinstance(figure.chart, LineChart)
    assert figure.chart.series[1].values[-3:] == (Decimal("4.92"), None, None)
    assert figure.chart.finding == (
        "9,88 Millionen Euro sind bis 2026 veranschlagt und noch nicht ausgezahlt."
    )
    assert figure.chart.alt == (
        "Der Plan steigt von 5,60 Millionen Euro bis Ende 2022 auf 16,22 Millionen Euro bis Ende 2028. "
        f"{figure.chart.finding}"
    )


def test_the_chart_compares_plan_and_payments_per_year() -> None:
    figure = plan_and_payments(full_report())

    assert figure is not None
    assert isinstance(figure.chart, BarChart)
    assert figure.chart.categories == ("2022", "2023", "2024", "2025", "2026", "2027", "2028")
    assert figure.chart.series[0].values[-2:] == (Decimal("1.00"), Decimal("0.42"))
    assert figure.chart.series[1].values[-2:] == (None, None)
    assert figure.chart.alt == (
        "Der Plan ist am höchsten für 2022 mit 5,60 Millionen Euro, ausgezahlt ist am meisten für 2025 mit "
        "3,61 Millionen Euro. Mehr ausgezahlt als geplant ist für 2025 und 2026."
    )
    assert rows(figure.table)[3] == ["2025", "2,40", "3,61", "+1,21"]
    assert rows(figure.table)[6] == ["2028", "0,42", "steht aus", "steht aus"]


def test_without_plan_or_without_payments_there_is_no_chart() -> None:
    paid = make_report(entries=(make_entry(stage=Stage.DISBURSED),))
    planned = make_report(budget=(make_budget_row(),), entries=(make_entry(),))

    for report in (paid, planned):
        assert plan_and_payments(report) is None
        assert cumulative_figure(report) is None


def test_more_paid_than_planned_is_said() -> None:
    report = sample_report()
    little = tuple(
        make_budget_row(id=n, budget_year=year, amount=report.budget[0].amount / 10)
        for n, year in enumerate((2025, 2026), start=1)
    )
    figure = cumulative_figure(replace(report, budget=little))
    assert figure is not None
    assert figure.chart.finding == "Ausgezahlt sind 3,80 Millionen Euro mehr, als bis 2026 veranschlagt ist."


def _planned_and_paid(*, paid: str) -> CommitteeReport:
    """Return a report with 0,50 and 1,50 million euros planned for two years and a payment in the second."""
    return make_report(
        budget=(
            make_budget_row(id=1, budget_year=2025, amount=millions("0.50")),
            make_budget_row(id=2, budget_year=2026, amount=millions("1.50")),
        ),
        entries=(make_entry(stage=Stage.DISBURSED, degree=Degree.PAID, amount=millions(paid)),),
    )


def test_as_much_paid_as_planned_is_neither_more_nor_less() -> None:
    figure = cumulative_figure(_planned_and_paid(paid="2.00"))

    assert figure is not None
    assert figure.chart.finding == "Ausgezahlt ist so viel, wie bis 2026 veranschlagt ist."


@pytest.mark.parametrize(
    ("paid", "finding"),
    [
        ("1.50", "In keinem Jahr ist mehr ausgezahlt als geplant."),
        ("1.51", "Mehr ausgezahlt als geplant ist für 2026."),
    ],
)
def test_a_year_is_named_only_if_it_paid_more_than_planned(paid: str, finding: str) -> None:
    figure = plan_and_payments(_planned_and_paid(paid=paid))

    assert figure is not None
    assert figure.chart.finding == finding


def test_the_map_says_who_gets_most_and_who_gets_nothing() -> None:
    figure = districts_with_chart(sample_report())[0]
    assert isinstance(figure, Figure)
    assert isinstance(figure.chart, MapChart)
    assert figure.chart.alt == (
        "Bewilligt ist für fünf der sechs Landkreise, am meisten für den Landkreis Böblingen: 5,00 Millionen "
        "Euro. Keine Bewilligung ist erfasst für den Landkreis Ludwigsburg."
    )
    assert {area.grade for area in figure.chart.areas if area.text == "keine Angabe"} == {0}


def test_without_money_in_any_district_there_is_no_map() -> None:
    assert not any(isinstance(one, Figure) for one in districts_with_chart(make_report(as_of=AS_OF)))

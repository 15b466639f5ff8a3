"""Where a figure comes from: its entries, what is left out, the Abgleich, how it is cited."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.domain.amount_and_date_values import millions, on
from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import (
    make_block,
    make_budget_row,
    make_entry,
    make_release,
    make_report,
    make_sperrvermerk,
)
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.counted_once import PART_OF_THE_WHOLE
from vrs_tracker.domain.facts.control import Balance, Freeze
from vrs_tracker.domain.origins import (
    WHOLE,
    WITHOUT,
    Origin,
)
from vrs_tracker.domain.provenance.citing import Place, amount_sentence, earlier_sentence, text_to_cite
from vrs_tracker.domain.provenance.explaining import Explanation, explain
from vrs_tracker.domain.provenance.sums import NEWER_PLAN, PLAN_REPLACED
from vrs_tracker.domain.provenance.tables import (
    balances_table,
    left_out_table,
    parts_table,
)
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import (
    AppropriationKind,
    Counting,
    Payer,
    Provenance,
    Stage,
)

NBSP = "\N{NO-BREAK SPACE}"


def explained(report: CommitteeReport, measure: Measure, **narrowed: str) -> Explanation:
    found = explain(report, Origin(measure, **narrowed))
    assert found is not None
    return found


# ---------------------------------------------------------------- the sample figures


def test_available_is_what_is_released_and_not_granted() -> None:
    found = explained(sample_report(), Measure.AVAILABLE)
    assert found.amount == millions("1.35")
    assert [(part.sign, part.origin.measure) for part in found.parts] == [
        (1, Measure.RELEASED),
        (-1, Measure.COMMITTED),
    ]
    assert {line.group for line in found.lines} == {"freigegeben", "bewilligt"}
    assert [row.cells[0].address for row in parts_table(found).rows] == [
        *("/zahlen/freigegeben", "/zahlen/bewilligt", ""),
    ]


def test_a_haushaltssperre_is_taken_off_what_is_available() -> None:
    freeze = Freeze(
        id=1,
        budget_year=2026,
        budget_line="5711",
        amount=millions("0.35"),
        ordered_by="Geschäftsführung",
        grounds="Die Umlage fällt niedriger aus",
        lifts=None,
        effective=on(2026, 5, 4),
        known_on=date(2026, 5, 5),
        office="Haushaltsstelle",
        provenance=Provenance.ENTERED,
    )
    ended = replace(freeze, id=2, lifts=1, amount=millions("0.10"), grounds="")
    report = replace(sample_report(), freezes=(freeze, ended, replace(freeze, id=3, budget_year=2025)))
    found = explained(report, Measure.FROZEN)
    assert found.amount == millions("0.25")
    assert [line.what for line in found.lines] == [
        "Haushaltssperre 2026, Geschäftsführung, Buchungsstelle 5711",
        "Ende der Haushaltssperre 2026, Geschäftsführung, Buchungsstelle 5711",
    ]
    assert explained(report, Measure.AVAILABLE).amount == millions("1.10")


def test_without_grants_nothing_is_called_available_or_still_to_be_paid() -> None:
    report = make_report(releases=(make_release(),))
    for measure in (Measure.AVAILABLE, Measure.OPEN):
        found = explained(report, measure)
        assert (found.amount, found.parts, found.lines) == (None, (), ())
    assert explained(report, Measure.NOT_COMMITTED).amount == millions("16.22")


# ---------------------------------------------------------------- what is left out


def test_what_counts_in_another_sum_or_not_yet_is_left_out_with_its_reason() -> None:
    entries = (
        make_entry(id=1),
        make_entry(id=2, counting=Counting.UNCLEAR),
        make_entry(id=3, effective=on(2026, 9, 1)),
        make_entry(id=4, stage=Stage.EARMARKED),
    )
    report = make_report(entries=entries)
    found = explained(report, Measure.COMMITTED)
    assert [line.number for line in found.lines] == [1]
    assert [(one.line.number, one.reason) for one in found.left_out] == [
        (2, "nicht belegt, ob in einer anderen Angabe enthalten"),
        (3, "am Stichtag 30.06.2026 noch nicht wirksam"),
    ]
    in_block = explained(report, Measure.COMMITTED, block="aitransform")
    assert [line.number for line in in_block.lines] == [1, 2]
    assert [row.cells[3].text for row in left_out_table(found).rows] == [
        "Nicht belegt, ob in einer anderen Angabe enthalten.",
        "Am Stichtag 30.06.2026 noch nicht wirksam.",
    ]


def test_budgets_to_come_do_not_count_yet() -> None:
    rows = (make_budget_row(id=1), make_budget_row(id=2, budget_year=2027))
    report = make_report(
        budget=rows,
        sperrvermerke=(
            make_sperrvermerk(id=1),
            make_sperrvermerk(id=2, budget_year=2027),
            make_sperrvermerk(id=3, effective=on(2026, 8, 1)),
        ),
    )
    (left,) = explained(report, Measure.APPROPRIATED).left_out
    assert (left.line.number, left.reason) == (2, "gehört zum Haushalt 2027; gezählt ist bis 2026")
    blocked = explained(report, Measure.BLOCKED)
    assert [(one.line.number, one.reason) for one in blocked.left_out] == [
        (2, "gehört zum Haushalt 2027; gezählt ist bis 2026"),
        (3, "am Stichtag 30.06.2026 noch nicht wirksam"),
    ]
    assert explained(report, Measure.APPROPRIATED, year="2027").amount == millions("1")


def test_only_the_newest_medium_term_plan_counts_and_an_ansatz_replaces_it() -> None:
    plan = make_budget_row(id=1, kind=AppropriationKind.MEDIUM_TERM_PLAN, budget_year=2027)
    rows = (
        plan,
        replace(plan, id=2, plan_year=2026, amount=millions("2")),
        replace(plan, id=3, plan_year=2026, budget_year=2026, amount=millions("3")),
        make_budget_row(id=4, amount=millions("4")),
        replace(plan, id=5, plan_year=2026, effective=on(2026, 12, 1)),
    )
    report = make_report(budget=rows)
    found = explained(report, Measure.MEDIUM_TERM)
    assert (found.amount, [one.reason for one in found.left_out]) == (
        millions("5"),
        [NEWER_PLAN, "am Stichtag 30.06.2026 noch nicht wirksam"],
    )
    both = explained(report, Measure.PLAN)
    assert both.amount == millions("6")
    assert PLAN_REPLACED in [one.reason for one in both.left_out]
    assert [part.origin.measure for part in both.parts] == [Measure.APPROPRIATED, Measure.MEDIUM_TERM]


def test_a_share_counts_on_its_most_binding_stage_only() -> None:
    entries = (make_entry(id=1, stage=Stage.PLANNED), make_entry(id=2, stage=Stage.COMMITTED))
    found = explained(make_report(entries=entries), Measure.CURRENT, block="aitransform", payer="vrs")
    assert [line.number for line in found.lines] == [2]
    assert [(one.line.number, one.reason) for one in found.left_out] == [
        (1, "ersetzt durch das, was bewilligt ist")
    ]


def test_what_comes_out_of_an_undivided_sum_counts_once() -> None:
    whole = make_entry(id=1, block=None, stage=Stage.EARMARKED, amount=millions("5"))
    granted = make_entry(id=2, amount=millions("2"))
    inside = make_entry(id=3, block="ki-xc", amount=millions("1"), counting=Counting.CONTAINED)
    report = make_report(entries=(whole, granted, inside))
    found = explained(report, Measure.CURRENT, payer="vrs")
    assert (found.amount, [line.number for line in found.lines]) == (millions("5"), [1])
    assert {one.line.number: one.reason for one in found.left_out} == {
        2: PART_OF_THE_WHOLE,
        3: Counting.CONTAINED.label,
    }
    assert explained(report, Measure.CURRENT, block=WHOLE).amount == millions("5")


# ---------------------------------------------------------------- beside it, and as a text


def test_the_abgleich_of_other_lines_years_and_payers_says_nothing_of_a_figure() -> None:
    entry = replace(make_entry(id=1, stage=Stage.DISBURSED), budget_line="5711")
    balance = Balance(
        budget_year=2026,
        budget_line="5711",
        measure=BalanceMeasure.DISBURSED,
        theirs=Decimal("100000.00"),
        ours=Decimal("100000.00"),
        explanation="",
        checked_on=date(2026, 7, 3),
        office="",
        provenance=Provenance.ENTERED,
    )
    balances = (balance, replace(balance, budget_year=2025), replace(balance, budget_line="9"))
    report = replace(make_report(entries=(entry,)), balances=balances)
    (row,) = explained(report, Measure.DISBURSED).compared
    assert row.balance == balance
    assert explained(report, Measure.DISBURSED, payer=Payer.PRIVATE.value).compared == ()
    assert explained(report, Measure.RELEASED).compared == ()
    (shown,) = balances_table((row,)).rows
    assert [cell.text for cell in shown.cells][4:] == ["0,00 €".replace(" ", NBSP), "Geprüft am 03.07.2026."]


def test_a_step_stands_beside_that_of_the_report_before() -> None:
    report = sample_report()
    said = {
        measure: earlier_sentence(report, explained(report, measure))
        for measure in (Measure.FRAME, Measure.DISBURSED, Measure.BLOCKED, Measure.MOTION)
    }
    then = "Im 4. Halbjahresbericht, Stand 31.12.2025:"
    assert said == {
        Measure.FRAME: f"{then} 16,22 Millionen Euro; seitdem unverändert.",
        Measure.DISBURSED: f"{then} 3,61 Millionen Euro; seitdem um 1,31 Millionen Euro höher.",
        Measure.BLOCKED: f"{then} 2,90 Millionen Euro; seitdem um 0,80 Millionen Euro niedriger.",
        Measure.MOTION: "",
    }
    assert explained(report, Measure.OPEN).earlier == millions("7.09")
    assert earlier_sentence(make_report(), explained(make_report(), Measure.FRAME)) == ""


def test_a_figure_is_cited_with_its_report_and_address() -> None:
    report = replace(full_report(), version=1)
    found = explained(report, Measure.DISBURSED)
    place = Place(address="https://example.org/zahlen/ausgezahlt", issuer="Verband", is_draft=False)
    first, source, address, *_ = text_to_cite(report, found, place).splitlines()
    assert first == f"Ausgezahlt: 4,92 Millionen Euro (4.920.000,00{NBSP}€)."
    assert source.startswith("5. Halbjahresbericht, 1. Halbjahr 2026. Verband. Stand 30.06.2026 · Fassung 1")
    assert address == place.address
    draft = text_to_cite(report, found, replace(place, is_draft=True))
    assert "kann sich bis zum Versand noch ändern" in draft
    missing = explained(report, Measure.PROVEN)
    assert text_to_cite(report, missing, place).startswith("Nachgewiesen: keine Angabe.")
    rounded = make_report(entries=(make_entry(is_rounded=True),))
    assert amount_sentence(explained(rounded, Measure.COMMITTED)).startswith("Bewilligt: rund 0,10")


def test_a_figure_of_an_unknown_block_or_district_is_none() -> None:
    report = make_report(blocks=(make_block(),))
    assert explain(report, Origin(Measure.COMMITTED, block="fehlt")) is None
    assert explain(report, Origin(Measure.COMMITTED, district="08116")) is None
    assert explain(report, Origin(Measure.COMMITTED, district=WITHOUT)) is not None

"""Changes of amounts in sentences, and amounts that the last report told differently."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.domain.report_values import (
    make_block,
    make_budget_row,
    make_entry,
    make_release,
    make_report,
    millions,
    on,
)
from tests.domain.told_changes import LAST_DAY, told, told_of_money
from vrs_tracker.domain.changes import changes_between
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.vocabulary.reporting import ChangeKind

_BEFORE, NOW = on(2025, 10, 1), date(2026, 6, 30)


def _share(
    amount: str, *, payer: Payer = Payer.MUNICIPALITY, stage: Stage = Stage.EARMARKED, note: str = ""
) -> MoneyEntry:
    return make_entry(stage=stage, payer=payer, amount=millions(amount), note=note)


def _earlier(entry: MoneyEntry) -> MoneyEntry:
    """The same, in effect before the last report."""
    return replace(entry, id=entry.id + 100, effective=_BEFORE)


def test_a_new_share_is_told_with_its_degree() -> None:
    assert told_of_money((), (_share("1.60"),)) == [
        "Neu beschlossen ist der kommunale Eigenanteil von 1,60 Millionen Euro."
    ]


@pytest.mark.parametrize(("stage", "degree"), [(Stage.EARMARKED, ""), (Stage.PLANNED, " (geplant)")])
def test_a_lower_share_says_by_how_much_and_where_it_stands(stage: Stage, degree: str) -> None:
    before, less = _earlier(_share("1.60", stage=stage)), _share("-0.60", stage=stage)
    assert told_of_money((before,), (less,)) == [
        f"Der kommunale Eigenanteil{degree} sinkt um 0,60 Millionen Euro auf 1 Million Euro."
    ]


def test_a_share_that_is_gone_says_how_large_it_was() -> None:
    assert told_of_money((_earlier(_share("1.60")),), (_share("-1.60"),)) == [
        "Der kommunale Eigenanteil von 1,60 Millionen Euro entfällt."
    ]


def test_a_small_amount_is_told_in_euros() -> None:
    more = replace(_share("0.00"), amount=Decimal("9999.50"))
    assert told_of_money((_earlier(_share("1.60")),), (more,)) == [
        "Der kommunale Eigenanteil steigt um 9.999,50 Euro auf 1.609.999,50 Euro."
    ]


def test_a_coded_reason_stands_before_its_sentence() -> None:
    more = replace(_share("0.25", note="Stahl ist teurer"), change_reason=ChangeReason.PRICE_INCREASE)
    assert told_of_money((_earlier(_share("1.60")),), (more,)) == [
        (
            "Der kommunale Eigenanteil steigt um 0,25 Millionen Euro auf 1,85 Millionen Euro. Grund: "
            "Preissteigerung. Stahl ist teurer."
        )
    ]


def test_the_reasons_are_those_of_all_that_is_new_the_newest_first() -> None:
    old = (_earlier(_share("1.60", note="Alter Grund")),)
    new = tuple(
        replace(_share("0.10", note=note), id=number)
        for number, note in enumerate(("Umfang geändert.", "", "Stahl ist teurer", "Umfang geändert."), 2)
    )
    (told_once,) = told_of_money(old, new)
    assert told_once.endswith(" Grund: Umfang geändert; Stahl ist teurer.")
    many = tuple(replace(_share("0.10", note=f"Grund {number}"), id=number) for number in range(2, 7))
    (told_some,) = told_of_money(old, many)
    assert told_some.endswith(" Grund: Grund 6; Grund 5; Grund 4; weitere Gründe stehen bei den Buchungen.")


def test_a_booking_replaced_by_the_same_amount_is_no_reason() -> None:
    paid = _earlier(_share("0.08", payer=Payer.VRS, stage=Stage.DISBURSED))
    back = replace(paid, id=2, amount=-paid.amount, reverses=paid.id, note="Falsche Buchungsstelle")
    again = replace(paid, id=3, note="Ersetzt die zurückgenommene Buchung")
    more = replace(_share("0.01", payer=Payer.VRS, stage=Stage.DISBURSED), id=4, note="Auszahlung 4712")
    (change,) = told_of_money((paid,), (back, again, more))
    assert change.endswith(" mehr als im letzten Bericht. Grund: Auszahlung 4712.")
    later = tuple(replace(entry, effective=more.effective) for entry in (back, again))
    assert told_of_money((paid,), (*later, more)) == [change]
    only = told_of_money((paid,), (back, again, replace(more, note="")))
    assert only[0].endswith(" mehr als im letzten Bericht.")


def test_a_correction_and_a_movement_have_their_own_reasons() -> None:
    paid = _earlier(_share("0.08", payer=Payer.VRS, stage=Stage.DISBURSED))
    back = replace(paid, id=2, amount=-paid.amount, reverses=paid.id, note="Zahlendreher")
    right = replace(paid, id=3, amount=millions("0.07"), note="Ersetzt die zurückgenommene Buchung")
    more = replace(_share("0.02", payer=Payer.VRS, stage=Stage.DISBURSED), id=4, note="Zweiter Abruf")
    moved, corrected = told_of_money((paid,), (back, right, more))
    assert moved.endswith(" Grund: Zweiter Abruf.")
    assert corrected.endswith(" Grund: Zahlendreher.")


def test_the_reason_is_the_note_of_the_newest_entry_that_was_not_there_before() -> None:
    old = (_earlier(_share("1.60", note="Alter Grund")),)
    new = (replace(_share("0.25", note="Umfang geändert"), id=2), replace(_share("0.01"), id=3))
    assert told_of_money(old, new) == [
        (
            "Der kommunale Eigenanteil steigt um 0,26 Millionen Euro auf 1,86 Millionen Euro. Grund: Umfang "
            "geändert."
        )
    ]


def test_rounded_amounts_stay_rounded() -> None:
    rounded = replace(_share("0.50"), is_rounded=True)
    assert told_of_money((_earlier(_share("1.00")),), (rounded,)) == [
        "Der kommunale Eigenanteil steigt um rund 0,50 Millionen Euro auf rund 1,50 Millionen Euro."
    ]


def test_money_that_flows_is_told_with_what_it_was_before() -> None:
    paid = _share("2.20", payer=Payer.VRS, stage=Stage.DISBURSED)
    before = _earlier(paid)
    assert told_of_money((), (paid,)) == [
        "Ausgezahlt: 2,20 Millionen Euro an regionalen Mitteln, im letzten Bericht noch nichts."
    ]
    assert told_of_money((before,), (replace(paid, amount=millions("0.80")),)) == [
        (
            "Ausgezahlt: 3,00 Millionen Euro an regionalen Mitteln, 0,80 Millionen Euro mehr als im letzten "
            "Bericht."
        )
    ]
    assert told_of_money((before,), (replace(paid, amount=millions("-0.20")),)) == [
        (
            "Ausgezahlt: 2,00 Millionen Euro an regionalen Mitteln, 0,20 Millionen Euro weniger als im "
            "letzten Bericht."
        )
    ]


def test_an_entry_that_changes_no_sum_is_no_change() -> None:
    entry = _share("1.00")
    back = replace(entry, id=2, amount=-entry.amount, reverses=1)
    assert told_of_money((), (entry, back)) == []


def test_undivided_money_is_told_for_the_programme_and_only_if_it_counts() -> None:
    undivided = replace(_share("3.60", payer=Payer.VRS), block=None)
    unclear = replace(undivided, id=2, counting=Counting.UNCLEAR)
    (change,) = changes_between(make_report(as_of=LAST_DAY), make_report(entries=(undivided, unclear)))
    assert (change.block, change.sentence) == (
        None,
        (
            "Programm gesamt, nicht aufgeteilt: Neu beschlossen ist der regionale Anteil von 3,60 Millionen "
            "Euro."
        ),
    )


def test_shares_come_before_missing_messages_and_payments() -> None:
    def report(as_of: date, light: Light, *entries: MoneyEntry) -> CommitteeReport:
        blocks = tuple(
            make_block(slug=slug, light=light if slug == "b" else Light.ON_TRACK) for slug in "abc"
        )
        return make_report(as_of=as_of, blocks=blocks, entries=entries)

    paid = replace(_share("9.00", payer=Payer.VRS, stage=Stage.DISBURSED), block="a")
    share = replace(_share("0.01"), id=2, block="c")
    changes = changes_between(report(LAST_DAY, Light.ON_TRACK), report(NOW, Light.UNKNOWN, paid, share))
    assert [change.block for change in changes] == ["c", "b", "a"]


# ---------------------------------------------------------------- restated amounts


def test_a_booking_that_is_taken_back_later_corrects_the_last_report() -> None:
    paid = _earlier(_share("2.20", payer=Payer.VRS, stage=Stage.DISBURSED))
    back = replace(paid, id=2, amount=-paid.amount, reverses=paid.id, note="Doppelt gebucht")
    right = replace(paid, id=3, amount=millions("2.00"), note="Erster Abruf")
    (change,) = changes_between(
        make_report(as_of=LAST_DAY, entries=(paid,)), make_report(entries=(paid, back, right))
    )
    assert change.kind is ChangeKind.CORRECTIONS
    assert change.sentence == (
        "Berichtigt: 2,00 Millionen Euro an regionalen Mitteln waren zum 31.12.2025 ausgezahlt; "
        "im letzten Bericht standen 2,20 Millionen Euro. Grund: Doppelt gebucht."
    )


def test_what_was_printed_but_never_so_is_corrected_to_nothing() -> None:
    planned = _earlier(_share("1.00", payer=Payer.STATE, stage=Stage.PLANNED))
    back = replace(planned, id=2, amount=-planned.amount, reverses=planned.id)
    assert told_of_money((planned,), (back,)) == [
        (
            "Berichtigt: An Mitteln des Landes war zum 31.12.2025 nichts geplant; "
            "im letzten Bericht stand 1 Million Euro. Grund: am 20.03.2026 zurückgenommen, Buchung 1."
        )
    ]


def test_a_correction_that_no_later_booking_explains_gives_no_reason() -> None:
    stays = _earlier(_share("0.20", payer=Payer.VRS, stage=Stage.DISBURSED, note="Erster Abruf"))
    gone = replace(stays, id=2, amount=millions("2.00"), note="Versehen")
    changes = changes_between(
        make_report(as_of=LAST_DAY, entries=(stays, gone)), make_report(entries=(stays,))
    )
    assert [change.sentence for change in changes] == [
        (
            "Berichtigt: 0,20 Millionen Euro an regionalen Mitteln waren zum 31.12.2025 ausgezahlt; "
            "im letzten Bericht standen 2,20 Millionen Euro."
        )
    ]


def test_an_amount_that_became_known_later_is_added() -> None:
    known_late = _earlier(_share("1.00", payer=Payer.PRIVATE, stage=Stage.COMMITTED))
    assert told_of_money((), (known_late,)) == [
        (
            "Nachgetragen: 1 Million Euro an privaten Mitteln war zum 31.12.2025 bewilligt; "
            "im letzten Bericht stand dazu kein Betrag. Grund: am 20.03.2026 nachgebucht, Buchung 1."
        )
    ]
    without_evidence = replace(known_late, source_text="")
    assert told_of_money((), (without_evidence,))[0].endswith(" Grund: am 20.03.2026 nachgebucht.")


def test_a_movement_beside_a_correction_counts_from_the_corrected_amount() -> None:
    paid = _earlier(_share("2.20", payer=Payer.VRS, stage=Stage.DISBURSED))
    less = replace(paid, id=2, amount=millions("-0.20"))
    more = _share("1.00", payer=Payer.VRS, stage=Stage.DISBURSED)
    assert told_of_money((paid,), (less, more)) == [
        ("Ausgezahlt: 3,00 Millionen Euro an regionalen Mitteln, 1 Million Euro mehr als zum 31.12.2025."),
        (
            "Berichtigt: 2,00 Millionen Euro an regionalen Mitteln waren zum 31.12.2025 ausgezahlt; "
            "im letzten Bericht standen 2,20 Millionen Euro. Grund: am 20.03.2026 nachgebucht, Buchung 1."
        ),
    ]


# ---------------------------------------------------------------- the budget


def _budget(amount: str, as_of: date = LAST_DAY, effective: PreciseDate = _BEFORE) -> CommitteeReport:
    return make_report(as_of=as_of, releases=(make_release(amount=millions(amount), effective=effective),))


def test_steps_of_the_budget_are_told_when_they_are_first_known_and_when_they_change() -> None:
    none = make_report(as_of=LAST_DAY)
    row = make_budget_row(amount=millions("2.00"), effective=on(2026, 1, 10))
    assert told(none, make_report(budget=(row,))) == [
        "Im Programm veranschlagt: 2,00 Millionen Euro; im letzten Bericht war dazu nichts erfasst."
    ]
    lower, more = _budget("1.50"), make_release(id=2, amount=millions("1.00"))
    higher = make_report(releases=(*lower.releases, more))
    assert told(lower, higher) == [
        "Im Programm freigegeben: 2,50 Millionen Euro, 1 Million Euro mehr als im letzten Bericht."
    ]
    assert told(higher, lower) == [
        "Im Programm freigegeben: 1,50 Millionen Euro, 1 Million Euro weniger als im letzten Bericht."
    ]


def test_a_step_of_the_budget_that_is_gone_says_what_stood_there() -> None:
    later = make_report(releases=(make_release(amount=millions("1.50")),))
    assert told(later, make_report(as_of=LAST_DAY)) == [
        "Im Programm freigegeben: keine Angabe; im letzten Bericht standen 1,50 Millionen Euro."
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            _budget("1.50"),
            _budget("1.00", NOW),
            (
                "Berichtigt: 1 Million Euro war zum 31.12.2025 im Programm freigegeben; "
                "im letzten Bericht standen 1,50 Millionen Euro."
            ),
        ),
        (
            make_report(as_of=LAST_DAY),
            _budget("1.50", NOW),
            (
                "Nachgetragen: 1,50 Millionen Euro waren zum 31.12.2025 im Programm freigegeben; "
                "im letzten Bericht war dazu nichts erfasst."
            ),
        ),
        (
            _budget("1.50"),
            make_report(),
            (
                "Berichtigt: Zum 31.12.2025 ist im Programm nichts als freigegeben erfasst; "
                "im letzten Bericht standen 1,50 Millionen Euro."
            ),
        ),
    ],
    ids=["lower", "known later", "never so"],
)
def test_a_step_of_the_budget_is_corrected_as_of_the_last_report(
    old: CommitteeReport, new: CommitteeReport, sentence: str
) -> None:
    assert told(old, new) == [sentence]


def test_a_step_that_moves_beside_a_correction_counts_from_the_corrected_amount() -> None:
    corrected = _budget("1.00", NOW)
    new = replace(corrected, releases=(*corrected.releases, make_release(id=2, amount=millions("0.50"))))
    assert told(_budget("1.50"), new)[1] == (
        "Im Programm freigegeben: 1,50 Millionen Euro, 0,50 Millionen Euro mehr als zum 31.12.2025."
    )


def test_steps_that_hold_a_rounded_release_are_told_as_rounded() -> None:
    release = make_release(amount=millions("1.50"), effective=_BEFORE)
    more = make_release(id=2, amount=millions("0.50"), is_rounded=True)
    old = make_report(as_of=LAST_DAY, releases=(release,))
    assert told(old, make_report(releases=(release, more))) == [
        (
            "Im Programm freigegeben: rund 2,00 Millionen Euro, "
            "rund 0,50 Millionen Euro mehr als im letzten Bericht."
        )
    ]

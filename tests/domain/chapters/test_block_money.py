"""The money of one block: motion, today, binding force, differences with reasons, evidence."""

from dataclasses import replace

import pytest

from tests.domain.chapters.document_texts import plain, rows, said, tables, texts
from tests.domain.report_values import (
    make_block,
    make_entry,
    make_project,
    make_report,
    make_resolution,
    make_shares,
    millions,
    on,
)
from vrs_tracker.domain.baseline import motion_share
from vrs_tracker.domain.chapters.block_money import (
    difference_sentences,
    money_table,
    only_motion,
)
from vrs_tracker.domain.chapters.blocks import block_section
from vrs_tracker.domain.document import Section, Table
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.money import MoneyEntry, Resolution
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.money import Counting, Degree, FigureSource, Payer, Stage


def _of(block: BlockReport, *entries: MoneyEntry, resolutions: tuple[Resolution, ...] = ()) -> Section:
    return block_section(make_report(entries=entries, resolutions=resolutions), block)


def _table(block: BlockReport, *entries: MoneyEntry) -> Table:
    table = money_table(make_report(entries=entries), block)
    assert table is not None
    return table


def _of_the_municipality(amount: str = "5.97") -> MoneyEntry:
    return make_entry(
        id=40,
        payer=Payer.MUNICIPALITY,
        stage=Stage.PLANNED,
        degree=Degree.PLEDGED,
        amount=millions(amount),
    )


def test_each_payer_shows_motion_share_of_today_payments_and_degree() -> None:
    table = _table(
        make_block(),
        make_entry(id=1, stage=Stage.EARMARKED, degree=Degree.DECIDED, amount=millions("5.20")),
        make_entry(id=2, amount=millions("5.00")),
        make_entry(id=3, stage=Stage.DISBURSED, degree=Degree.PAID, amount=millions("3.00")),
        _of_the_municipality(),
        make_entry(id=5, payer=Payer.STATE, amount=millions("0.40"), is_rounded=True),
    )

    assert [column.head for column in table.columns] == [
        "Geldgeber",
        "Antrag",
        "Heute",
        "Ausgezahlt",
        "Verbindlichkeit",
    ]
    assert rows(table) == [
        ["regional", "5,97", "5,00", "3,00", "bewilligt (beschlossen 5,20)"],
        ["kommunal", "5,97", "5,97", "keine Angabe", "zugesagt"],
        ["Land", "nicht im Antrag", "rund 0,40", "keine Angabe", "bewilligt"],
    ]
    assert table.note == "Privat: kein Anteil vorgesehen."


def test_what_was_resolved_is_said_only_where_it_differs_from_what_is_granted() -> None:
    resolved = make_entry(id=1, stage=Stage.EARMARKED, degree=Degree.DECIDED, amount=millions("5.00"))
    granted = make_entry(id=2, amount=millions("5.00"))

    assert rows(_table(make_block(), resolved, granted))[0][-1] == "bewilligt"
    assert rows(_table(make_block(), resolved))[0][-1] == "beschlossen"


def test_no_column_and_no_row_says_nothing() -> None:
    table = _table(make_project(), make_entry(block="gruenderzentrum", amount=millions("1.05")))

    assert [column.head for column in table.columns] == ["Geldgeber", "Heute", "Verbindlichkeit"]
    assert rows(table) == [["regional", "1,05", "bewilligt"]]
    assert table.note == "Auszahlungen sind noch nicht erfasst."


def test_a_payer_of_the_motion_of_whom_nothing_is_known_today_is_named_below() -> None:
    table = _table(make_block(), make_entry(amount=millions("5.97")))

    assert [cells[0] for cells in rows(table)] == ["regional"]
    assert table.note == (
        "Ein aktueller Stand fehlt: kommunal (Antrag 5,97). Privat: kein Anteil vorgesehen. Auszahlungen "
        "sind noch nicht erfasst."
    )


def test_payments_without_a_known_share_keep_their_row() -> None:
    paid = make_entry(stage=Stage.DISBURSED, degree=Degree.PAID, amount=millions("1.00"))

    assert rows(_table(make_block(), paid)) == [["regional", "5,97", "keine Angabe", "1,00", "keine Angabe"]]


def test_a_single_payer_is_said_in_words_and_several_are_compared_in_a_table() -> None:
    granted = make_entry(amount=millions("5.00"))

    assert not tables(_of(make_block(), granted))
    assert (
        "Regional 5,00 Millionen Euro bewilligt. Ein aktueller Stand fehlt: kommunal (Antrag 5,97). Privat: "
        "kein Anteil vorgesehen. Auszahlungen sind noch nicht erfasst."
    ) in said(_of(make_block(), granted))
    assert "aitransform-geld" in tables(_of(make_block(), granted, _of_the_municipality()))


def test_a_project_says_its_money_in_words() -> None:
    entries = (
        make_entry(
            id=1,
            block="gruenderzentrum",
            stage=Stage.EARMARKED,
            degree=Degree.DECIDED,
            amount=millions("2.60"),
            is_rounded=True,
        ),
        make_entry(id=2, block="gruenderzentrum", amount=millions("1.60")),
        make_entry(
            id=3,
            block="gruenderzentrum",
            stage=Stage.DISBURSED,
            degree=Degree.PAID,
            amount=millions("0.60"),
        ),
    )
    section = _of(make_project(), *entries)

    assert (
        "Regional 1,60 Millionen Euro bewilligt (beschlossen rund 2,60), ausgezahlt 0,60 Millionen Euro."
        in said(section)
    )
    assert not tables(section)
    assert "Beträge" not in texts(_of(make_project()))


def test_bookings_that_cancel_out_leave_the_motion_alone() -> None:
    booked = make_entry(id=1, amount=millions("5.00"))
    taken_back = make_entry(id=2, amount=-millions("5.00"), reverses=1)

    assert money_table(make_report(entries=(booked, taken_back)), make_block()) is None
    assert "Ein aktueller Stand ist noch nicht erfasst." in said(_of(make_block(), booked, taken_back))


def _differences(block: BlockReport, *entries: MoneyEntry) -> str:
    return plain(" ".join(difference_sentences(make_report(entries=entries), block)))


def test_the_difference_to_the_motion_is_said_with_its_reason() -> None:
    less = make_entry(amount=millions("5.00"), note="Die Baukosten sind niedriger")
    more = make_entry(id=2, payer=Payer.MUNICIPALITY, amount=millions("6.00"), is_rounded=True)

    assert _differences(make_block(), less, more) == (
        "Der regionale Anteil liegt 0,97 Millionen Euro unter dem Antrag. Grund: Die Baukosten "
        "sind niedriger. Der kommunale Eigenanteil liegt rund 0,03 Millionen Euro über dem Antrag. "
        "Ein Grund ist noch nicht erfasst."
    )


def test_the_coded_reason_stands_before_its_sentence() -> None:
    entry = make_entry(amount=millions("6.97"), note="Stahl ist teurer")
    dearer = replace(entry, change_reason=ChangeReason.PRICE_INCREASE)

    assert _differences(make_block(), dearer) == (
        "Der regionale Anteil liegt 1 Million Euro über dem Antrag. Grund: Preissteigerung. Stahl ist teurer."
    )


def test_differences_that_are_alike_are_said_once() -> None:
    regional = make_entry(id=1, amount=millions("5.00"), note="Erster Abschnitt")
    municipal = make_entry(id=2, payer=Payer.MUNICIPALITY, amount=millions("5.00"), note="Erster Abschnitt")

    assert _differences(make_block(), regional, municipal) == (
        "Der regionale Anteil und der kommunale Eigenanteil liegen je 0,97 Millionen Euro unter dem Antrag. "
        "Grund: Erster Abschnitt."
    )


def test_a_share_that_the_motion_does_not_know_is_said_as_such() -> None:
    private = make_entry(payer=Payer.PRIVATE, amount=millions("1.50"))
    both_unknown = make_block(baseline=make_shares("5.97", None, None))
    municipal = make_entry(id=2, payer=Payer.MUNICIPALITY, amount=millions("1.50"))

    assert _differences(make_block(), private) == (
        "Der private Eigenanteil von 1,50 Millionen Euro steht nicht im Antrag. Ein Grund ist noch nicht "
        "erfasst."
    )
    assert _differences(both_unknown, private, municipal) == (
        "Der kommunale Eigenanteil und der private Eigenanteil von je 1,50 Millionen Euro stehen nicht im "
        "Antrag. Ein Grund ist noch nicht erfasst."
    )


def test_equal_shares_and_unknown_shares_are_not_the_same() -> None:
    same = make_entry(amount=millions("5.97"))
    other = make_entry(payer=Payer.STATE, amount=millions("1.00"))

    assert _differences(make_block(), same) == "Die erfassten Anteile entsprechen dem Antrag."
    assert _differences(make_block(), other) == (
        "Ein aktueller Stand der Anteile des Antrags ist noch nicht erfasst."
    )


def test_without_a_row_in_the_motion_there_is_nothing_to_compare() -> None:
    express = make_block(slug="aiexpress", baseline=None)
    entry = make_entry(block="aiexpress")

    assert _differences(express, entry) == "Ohne eigene Zeile im Antrag."
    assert "Antrag" not in [column.head for column in _table(express, entry).columns]
    assert _differences(make_project()) == "Nicht im Antrag enthalten."


def test_without_any_amount_one_sentence_says_what_the_motion_names() -> None:
    report = make_report()

    assert plain(only_motion(make_block())) == (
        "Der Antrag nennt regional 5,97 und kommunal 5,97 Millionen Euro; privat ist kein Anteil vorgesehen. "
        "Ein aktueller Stand ist noch nicht erfasst."
    )
    assert plain(only_motion(make_block(baseline=make_shares("1", "1", "2")))) == (
        "Der Antrag nennt regional 1,00, kommunal 1,00 und privat 2,00 Millionen Euro. Ein aktueller "
        "Stand ist noch nicht erfasst."
    )
    assert only_motion(make_block(baseline=None)) == (
        "Ohne eigene Zeile im Antrag; Beträge sind noch nicht erfasst."
    )
    assert only_motion(make_project()) == "Nicht im Antrag enthalten; Beträge sind noch nicht erfasst."
    assert only_motion(make_block()) in texts(block_section(report, make_block()))


def test_money_that_takes_effect_later_is_not_shown() -> None:
    later = make_entry(effective=on(2026, 7, 1))

    assert any(text.startswith("Der Antrag nennt") for text in texts(_of(make_block(), later)))


@pytest.mark.parametrize(
    ("counting", "how"), [(Counting.CONTAINED, "Beträge sind in"), (Counting.UNCLEAR, "möglicherweise in")]
)
def test_amounts_inside_an_undivided_sum_are_marked(counting: Counting, how: str) -> None:
    note = _table(make_block(), make_entry(counting=counting)).note

    assert note.endswith(f"{how} einer nicht aufgeteilten Summe enthalten.")


def test_evidence_stands_with_its_numbers_and_in_full_in_the_annex() -> None:
    resolutions = (
        make_resolution(id=6, title="Fremd"),
        make_resolution(id=7, body="Ausschuss", title="Förderung"),
    )
    entries = (
        make_entry(id=1, resolution=7, source_text=""),
        make_entry(id=2, source=FigureSource.PRESS, source_text="Pressemitteilung vom 09.05.2024"),
        make_entry(id=3, source=FigureSource.PRESS, source_text="Pressemitteilung vom 09.05.2024"),
        make_entry(id=4, block="ki-xc", source_text="Konto 6"),
        make_entry(id=5, source_text=""),
        make_entry(id=6, source_text="Konto 7"),
    )
    section = _of(make_block(), *entries, resolutions=resolutions)
    alone = _of(make_block(), entries[0], resolutions=resolutions)

    assert f"Nachweise 2, 3 und 5 in Nummer{NBSP}15.4." in texts(section)
    assert f"Nachweis 2 in Nummer{NBSP}15.4." in texts(alone)
    assert "Nachweise" not in texts(_of(make_block()))


def test_no_row_and_no_cell_have_no_share() -> None:
    row = make_shares("1", None, None)

    assert motion_share(row, Payer.VRS) == millions("1")
    assert motion_share(row, Payer.PRIVATE) is None
    assert motion_share(row, Payer.EU) is None
    assert motion_share(None, Payer.VRS) is None

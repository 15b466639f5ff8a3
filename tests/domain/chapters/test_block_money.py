"""The money of one block: motion, stages, binding force, differences with reasons, evidence."""

import pytest

from tests.domain.chapters.document_texts import rows, tables, texts
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
from vrs_tracker.domain.chapters.block_money import motion_share
from vrs_tracker.domain.chapters.blocks import block_section
from vrs_tracker.domain.document import Table
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.money import MoneyEntry, Resolution
from vrs_tracker.domain.vocabulary.money import Counting, Degree, FigureSource, Payer, Stage


def _texts(block: BlockReport, *entries: MoneyEntry, resolutions: tuple[Resolution, ...] = ()) -> list[str]:
    return texts(block_section(make_report(entries=entries, resolutions=resolutions), block))


def _table(block: BlockReport, *entries: MoneyEntry) -> Table:
    return tables(block_section(make_report(entries=entries), block))[f"{block.slug}-geld"]


def test_each_payer_shows_motion_stages_and_degree() -> None:
    table = _table(
        make_block(),
        make_entry(id=1, stage=Stage.EARMARKED, degree=Degree.DECIDED, amount=millions("5.20")),
        make_entry(id=2, amount=millions("5.00")),
        make_entry(id=3, stage=Stage.DISBURSED, degree=Degree.PAID, amount=millions("3.00")),
        make_entry(
            id=4,
            payer=Payer.MUNICIPALITY,
            stage=Stage.PLANNED,
            degree=Degree.PLEDGED,
            amount=millions("5.97"),
        ),
        make_entry(id=5, payer=Payer.STATE, amount=millions("0.40"), is_rounded=True),
    )

    assert rows(table) == [
        ["regional", "5,97", "5,20", "5,00", "3,00", "bewilligt"],
        ["kommunal", "5,97", "keine Angabe", "keine Angabe", "keine Angabe", "zugesagt: 5,97"],
        ["Land", "nicht im Antrag", "keine Angabe", "rund 0,40", "keine Angabe", "bewilligt"],
    ]
    assert table.note.startswith("Kein Anteil vorgesehen und keiner erfasst: privat. Rundungsdifferenzen")


def test_a_payer_whose_bookings_cancel_out_has_no_degree() -> None:
    booked = make_entry(id=1, amount=millions("5.00"))
    taken_back = make_entry(id=2, amount=-millions("5.00"), reverses=1)

    assert rows(_table(make_block(), booked, taken_back))[0] == ["regional", "5,97", *["keine Angabe"] * 4]


def test_the_difference_to_the_motion_is_said_with_its_reason() -> None:
    less = make_entry(amount=millions("5.00"), note="Die Baukosten sind niedriger")
    more = make_entry(id=2, payer=Payer.MUNICIPALITY, amount=millions("6.00"), is_rounded=True)

    assert _table(make_block(), less, more).message == (
        "Der regionale Anteil liegt 0,97 Millionen Euro unter dem Antrag. Grund: Die Baukosten sind "
        "niedriger. "
        "Der kommunale Eigenanteil liegt rund 0,03 Millionen Euro über dem Antrag. Ein Grund ist noch "
        "nicht erfasst."
    )


def test_a_share_that_the_motion_does_not_know_is_said_as_such() -> None:
    private = make_entry(payer=Payer.PRIVATE, amount=millions("1.50"))

    assert _table(make_block(), private).message == (
        "Der private Eigenanteil von 1,50 Millionen Euro steht nicht im Antrag. Ein Grund ist noch nicht "
        "erfasst."
    )


def test_equal_shares_and_unknown_shares_are_not_the_same() -> None:
    same = make_entry(amount=millions("5.97"))
    other = make_entry(payer=Payer.STATE, amount=millions("1.00"))

    assert _table(make_block(), same).message == "Die erfassten Anteile entsprechen dem Antrag."
    assert _table(make_block(), other).message == (
        "Ein aktueller Stand der Anteile des Antrags ist noch nicht erfasst."
    )


def test_without_a_row_in_the_motion_there_is_nothing_to_compare() -> None:
    express = make_block(slug="aiexpress", baseline=None)
    project = make_project()

    assert _table(express, make_entry(block="aiexpress")).message == "Ohne eigene Zeile im Antrag."
    assert rows(_table(express, make_entry(block="aiexpress")))[0][1] == "ohne Zeile"
    assert _table(project, make_entry(block="gruenderzentrum")).message == "Nicht im Antrag enthalten."


def test_without_any_amount_one_sentence_says_what_the_motion_names() -> None:
    assert (
        "Geld: Der Antrag nennt regional 5,97 und kommunal 5,97 Millionen Euro; privat ist kein Anteil "
        "vorgesehen. Ein aktueller Stand ist noch nicht erfasst." in _texts(make_block())
    )
    assert (
        "Geld: Der Antrag nennt regional 1,00, kommunal 1,00 und privat 2,00 Millionen Euro. Ein "
        "aktueller Stand ist noch nicht erfasst." in _texts(make_block(baseline=make_shares("1", "1", "2")))
    )
    assert "Geld: Ohne eigene Zeile im Antrag; Beträge sind noch nicht erfasst." in _texts(
        make_block(baseline=None)
    )
    assert "Geld: Nicht im Antrag enthalten; Beträge sind noch nicht erfasst." in _texts(make_project())


def test_money_that_takes_effect_later_is_not_shown() -> None:
    later = make_entry(effective=on(2026, 7, 1))

    assert any(text.startswith("Geld: Der Antrag nennt") for text in _texts(make_block(), later))


@pytest.mark.parametrize("counting", [Counting.CONTAINED, Counting.UNCLEAR])
def test_amounts_inside_an_undivided_sum_are_marked(counting: Counting) -> None:
    assert (
        "in einer nicht aufgeteilten Summe enthalten"
        in _table(make_block(), make_entry(counting=counting)).note
    )


def test_evidence_names_resolutions_and_other_sources_once() -> None:
    resolution = make_resolution(
        id=7, body="Ausschuss", title="Förderung", document="Vorlage 1", address="https://x"
    )
    plain = make_resolution(id=8, body="Rat", title="Beitritt", document="", address="")
    entries = (
        make_entry(id=1, resolution=7, source_text=""),
        make_entry(id=2, resolution=8, source=FigureSource.NOTICE, source_text="Bescheid 8"),
        make_entry(id=3, source=FigureSource.PRESS, source_text="Pressemitteilung vom 09.05.2024"),
        make_entry(id=4, source=FigureSource.PRESS, source_text="Pressemitteilung vom 09.05.2024"),
        make_entry(id=5, source_text=""),
        make_entry(id=6, source_text="Konto 7"),
    )

    assert (
        "Nachweise: Ausschuss, 11.03.2026: Förderung (Vorlage 1; https://x). Rat, 11.03.2026: Beitritt. "
        "Bescheid 8. Pressemitteilung vom 09.05.2024. Buchung: Konto 7."
    ) in _texts(make_block(), *entries, resolutions=(resolution, plain, make_resolution(id=9, title="Fremd")))


def test_no_row_and_no_cell_have_no_share() -> None:
    row = make_shares("1", None, None)

    assert motion_share(row, Payer.VRS) == millions("1")
    assert motion_share(row, Payer.PRIVATE) is None
    assert motion_share(row, Payer.EU) is None
    assert motion_share(None, Payer.VRS) is None

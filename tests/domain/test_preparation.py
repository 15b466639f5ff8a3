"""The round on one sheet: what is done, what is missing, by whom."""

from dataclasses import replace
from datetime import date

from tests.domain.report_values import make_event, make_report
from vrs_tracker.domain.preparation import (
    PLACES,
    MissingUpdate,
    Round,
    Updates,
    counted_sentences,
    missing_by_unit,
    session_gaps,
    sheet,
)
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot, PeriodState

COLLECTING = Round(
    state=PeriodState.COLLECTING,
    due_on=date(2026, 7, 15),
    held_on=None,
    session_gaps=("Sitzungstermin", "Vorlage Nr."),
    updates=Updates(
        owed=4, confirmed=1, filed=("AIExpress",), missing=(MissingUpdate(block="KI-XC", unit="Stuttgart"),)
    ),
    text_gaps=(NarrativeSlot.OUTLOOK,),
    errors=1,
    new_hints=2,
)


def _stands(now: Round) -> dict[str, str]:
    return {part.name: part.stand for part in sheet(now)}


def test_every_part_says_what_is_there_and_what_is_missing() -> None:
    assert _stands(COLLECTING) == {
        "Meldungen": "1 von 4 bestätigt; noch nicht bestätigt: AIExpress; es fehlen (bis 15.07.2026): KI-XC",
        "Texte": "es fehlen: Ausblick",
        "Prüfung": "1 Fehler, 2 neue Hinweise",
        "Sitzung und Vorlagenkopf": "es fehlen: Sitzungstermin und Vorlage Nr.",
        "Zahlen festschreiben": "noch nicht",
        "Zum Versand geben": "noch nicht",
        "Veröffentlichen": "noch nicht",
    }
    assert not any(part.is_done for part in sheet(COLLECTING))


def test_the_texts_lead_to_the_first_gap() -> None:
    places = {part.name: part.place for part in sheet(COLLECTING)}
    assert places["Texte"] == PLACES[NarrativeSlot.OUTLOOK]


def test_who_does_not_see_who_owes_what_sees_the_steps_only() -> None:
    assert next(iter(_stands(replace(COLLECTING, updates=None)))) == "Sitzung und Vorlagenkopf"


def test_a_changed_report_is_not_frozen_yet() -> None:
    frozen = replace(COLLECTING, state=PeriodState.IN_REVIEW, version=2, frozen_on=date(2026, 8, 3))
    part = {part.name: part for part in sheet(frozen)}["Zahlen festschreiben"]
    assert (part.is_done, part.stand) == (True, "Fassung 2 vom 03.08.2026")
    part = {part.name: part for part in sheet(replace(frozen, is_outdated=True))}["Zahlen festschreiben"]
    assert (part.is_done, part.stand) == (
        False,
        "Fassung 2 vom 03.08.2026; seither hat sich etwas geändert",
    )


def test_once_it_is_published_nothing_but_the_session_can_be_open() -> None:
    done = replace(COLLECTING, state=PeriodState.PUBLISHED, version=1, frozen_on=date(2026, 8, 3))
    assert [part.name for part in sheet(done) if not part.is_done] == ["Sitzung und Vorlagenkopf"]


def test_missing_updates_are_told_by_unit_those_of_nobody_last() -> None:
    missing = (
        MissingUpdate(block="KI-XC", unit=""),
        MissingUpdate(block="AIExpress", unit="Böblingen"),
        MissingUpdate(block="AITransform", unit="Böblingen"),
    )
    assert missing_by_unit(missing) == (
        "Böblingen: AIExpress und AITransform",
        "Ohne benannte Stelle: KI-XC",
    )


def test_the_title_block_says_what_it_lacks() -> None:
    assert session_gaps(None, "", "4") == ("Sitzungstermin", "Vorlage Nr.")
    assert session_gaps(date(2026, 9, 23), "WIV-12/2026", "4") == ()


def test_a_complete_half_year_names_no_gaps() -> None:
    complete = replace(
        COLLECTING,
        held_on=date(2026, 9, 23),
        session_gaps=("Vorlage Nr.",),
        updates=Updates(owed=4, confirmed=4, filed=(), missing=()),
        text_gaps=(),
        errors=0,
        new_hints=0,
    )
    assert list(_stands(complete).values())[:4] == [
        "4 von 4 bestätigt",
        "vollständig",
        "keine Fehler, keine neuen Hinweise",
        "Sitzung am 23.09.2026; es fehlt: Vorlage Nr.",
    ]


def test_beside_the_texts_stands_what_the_report_counts() -> None:
    report = make_report(events=(make_event(),))
    counted = counted_sentences(report)
    assert counted[NarrativeSlot.NETWORK][0].startswith("Erfasste Termine: 1 (")
    assert counted[NarrativeSlot.COOPERATIVE] == ()

"""The text of a reminder."""

from dataclasses import replace
from datetime import date

from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.reminder import Occasion, write_reminder
from vrs_tracker.domain.vocabulary.programme import BlockKind

ABOUT = Occasion(
    kind=BlockKind.MOTION_BLOCK,
    name="AITransform",
    half=HalfYear(2026, 1),
    due=date(2026, 7, 15),
    today=date(2026, 7, 9),
    sender="Programmkoordination",
)
ADDRESS = "https://ki.example/bausteine/aitransform/meldung"


def test_a_reminder_says_what_is_missing_until_when_and_where() -> None:
    found = write_reminder(ABOUT, ADDRESS)
    assert found.subject == "Meldung AITransform für das 1. Halbjahr 2026, bitte bis 15.07.2026"
    assert "für den Baustein AITransform fehlt noch die Meldung zum 1. Halbjahr 2026." in found.text
    assert "genügt die Antwort „Nein, alles wie im letzten Bericht“" in found.text
    assert f"mit Ihrem Zugang:\n{ADDRESS}" in found.text
    assert found.text.endswith("Freundliche Grüße\nProgrammkoordination")


def test_a_personal_link_says_how_long_it_lasts_and_that_it_may_be_passed_on() -> None:
    found = write_reminder(ABOUT, "https://ki.example/link/geheim", date(2026, 8, 8))
    assert "ohne Passwort, mit Ihrem persönlichen Link (gilt bis 08.08.2026):" in found.text
    assert "in Ihrer Organisation weitergeben" in found.text


def test_a_late_reminder_does_not_name_a_day_that_is_over() -> None:
    found = write_reminder(replace(ABOUT, today=date(2026, 7, 20), kind=BlockKind.FURTHER_PROJECT), ADDRESS)
    assert found.subject.endswith("bitte in den nächsten Tagen")
    assert "das Projekt AITransform" in found.text


def test_a_revision_names_what_was_asked_for_and_not_the_short_way() -> None:
    found = write_reminder(replace(ABOUT, return_reason="Bitte Termin ergänzen."), ADDRESS)
    assert "um eine Überarbeitung: „Bitte Termin ergänzen.“" in found.text
    assert "alles wie im letzten" not in found.text

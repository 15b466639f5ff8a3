"""Texts as one hears them: every symbol and abbreviation is a word, and sentences end where they end."""

import pytest

from vrs_tracker.domain.notation import MINUS
from vrs_tracker.domain.spoken import count_of_spoken_words, sentences, spoken


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("bis 31.07.2026 fällig", "bis 31. Juli 2026 fällig"),
        ("01.07. bis 31.12.2026", "1. Juli bis 31. Dezember 2026"),
        ("am 31.02.2026", "am 31.02.2026"),
        (f"{MINUS}0,80 und +1,12", "minus 0,80 und plus 1,12"),
        ("höchstens 5\N{NO-BREAK SPACE}% teurer", "höchstens 5 Prozent teurer"),
        ("rund 5\N{NO-BREAK SPACE}Mio.\N{NO-BREAK SPACE}€ im Jahr", "rund 5 Millionen Euro im Jahr"),
        ("31–90 Tage", "31 bis 90 Tage"),
        ("Risiko 3 → 4", "Risiko von 3 auf 4"),
        ("Drees & Sommer", "Drees und Sommer"),
        ("Stuttgart/Böblingen", "Stuttgart, Böblingen"),
        ("ca. 20 TEUR, z.B. Möbel", "rund 20 tausend Euro, zum Beispiel Möbel"),
        ("i. H. v. 5 % für die WRS", "in Höhe von 5 Prozent für die Wirtschaftsförderung Region Stuttgart"),
        ("KI-XC und mAIkerSpace", "KI-XC und mAIkerSpace"),
    ],
)
def test_what_is_written_for_the_eye_is_said_in_words(written: str, heard: str) -> None:
    assert plain(spoken(written)) == heard


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("AITransform (Böblingen): Der Bau beginnt.", "AITransform, Böblingen: Der Bau beginnt."),
        ("Der Bau (Halle 2) beginnt", "Der Bau, Halle 2, beginnt"),
        ("Fällig (Nummer 8).", "Fällig, siehe Nummer 8."),
        ("Termine: 5 (Tagung 2, Treffen 3).", "Termine: 5; Tagung 2, Treffen 3."),
        ("(vorläufig) Der Wert", "vorläufig, Der Wert"),
        ("Der Wert (geschätzt)", "Der Wert, geschätzt"),
        ("alle in 15.2.", "alle in Nummer 15.2."),
    ],
)
def test_brackets_become_pauses_and_references_are_named(written: str, heard: str) -> None:
    assert plain(spoken(written)) == heard


def test_a_text_is_told_sentence_by_sentence() -> None:
    said = sentences(
        "Verglichen wird mit dem 2. Bericht vom 14.10.2025. Das 1. Halbjahr ist neu. Ziel 30. Ende"
    )
    assert [plain(one) for one in said] == [
        "Verglichen wird mit dem 2. Bericht vom 14. Oktober 2025.",
        "Das 1. Halbjahr ist neu.",
        "Ziel 30.",
        "Ende.",
    ]


def test_a_sentence_that_leads_to_a_list_keeps_its_colon_and_no_text_says_nothing() -> None:
    assert sentences("Befunde bleiben stehen:") == ("Befunde bleiben stehen:",)
    assert sentences("") == ()


def test_a_figure_takes_as_long_as_its_digits() -> None:
    assert count_of_spoken_words(("Es sind 16,22 Millionen Euro.",)) == 8

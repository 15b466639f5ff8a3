from decimal import Decimal

import pytest

from tests.domain.report_values import millions
from vrs_tracker.domain.milestones import subject_of
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.wording import MEANS, SHARES, amount_short, amount_words, full_stop, sentence_start


@pytest.mark.parametrize(
    ("amount", "words", "short"),
    [
        (millions("16.22"), "16,22 Millionen Euro", "16,22 Mio. €"),
        (millions("1.00"), "1 Million Euro", "1,00 Mio. €"),
        (Decimal("10000.00"), "0,01 Millionen Euro", "0,01 Mio. €"),
        (Decimal("9999.99"), "9.999,99 Euro", "9.999,99 €"),
        (Decimal("1052500.00"), "1.052.500,00 Euro", "1.052.500,00 €"),
        (Decimal("0.00"), "0,00 Euro", "0,00 €"),
        (millions("-0.80"), "−0,80 Millionen Euro", "−0,80 Mio. €"),
    ],
)
def test_an_amount_is_said_in_millions_only_if_two_decimals_hold_it(
    amount: Decimal, words: str, short: str
) -> None:
    assert amount_words(amount) == words
    assert amount_short(amount).replace(NBSP, " ") == short


def test_a_rounded_amount_says_so() -> None:
    assert amount_words(millions("3.60"), is_rounded=True) == "rund 3,60 Millionen Euro"


def test_every_payer_has_words_for_share_and_money() -> None:
    assert set(SHARES) == set(MEANS) == set(Payer)


def test_a_sentence_begins_with_a_capital_and_keeps_the_rest() -> None:
    assert sentence_start("der Anteil des Landes") == "Der Anteil des Landes"
    assert sentence_start("") == ""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("Umfang geändert", "Umfang geändert."), ("Fertig. ", "Fertig."), ("Und nun?", "Und nun?"), ("…", "…")],
)
def test_a_typed_sentence_ends_with_one_mark(typed: str, expected: str) -> None:
    assert full_stop(typed) == expected


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Baubeginn", "Der Baubeginn"),
        ("Abschluss des Mietvertrags", "Der Abschluss des Mietvertrags"),
        ("Baugenehmigung", "Die Baugenehmigung"),
        ("Inbetriebnahme der Sensorik", "Die Inbetriebnahme der Sensorik"),
        ("Gutachten", "Das Gutachten"),
        ("Mietvertrag unterschrieben", "Der Meilenstein „Mietvertrag unterschrieben“"),
        ("Entwurf der Planung abgeschlossen", "Der Meilenstein „Entwurf der Planung abgeschlossen“"),
        ("Genehmigungen", "Der Meilenstein „Genehmigungen“"),
        ("Erster Spatenstich", "Der Meilenstein „Erster Spatenstich“"),
        ("Kick-off", "Der Meilenstein „Kick-off“"),
        ("", "Der Meilenstein „“"),
    ],
)
def test_a_milestone_becomes_the_subject_of_a_sentence(title: str, subject: str) -> None:
    assert subject_of(title) == subject

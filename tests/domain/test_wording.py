from decimal import Decimal

import pytest

from tests.domain.report_values import millions
from vrs_tracker.domain.milestones import subject_of
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Payer
from vrs_tracker.domain.wording import (
    MEANS,
    SHARES,
    amount_short,
    amount_words,
    budget_words,
    decided_by_words,
    full_stop,
    grant_words,
    line_words,
    ordered_by_words,
    own_proof,
    proofs_words,
    sentence_start,
    still_blocked_words,
)


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


def test_what_is_carried_over_names_both_years() -> None:
    carried = budget_words(AppropriationKind.CARRY_FORWARD, 2027)
    assert carried == "Übertragung aus dem Vorjahr 2026 in den Haushalt 2027"
    assert budget_words(AppropriationKind.APPROPRIATION, 2027) == "Ansatz 2027"


def test_the_place_of_money_names_year_and_line_as_far_as_they_are_known() -> None:
    assert line_words(2026, "5710-01") == "Haushalt 2026, Buchungsstelle 5710-01"
    assert line_words(None, "") == "ohne Haushaltsjahr"


def test_money_rests_on_its_own_document_first_then_on_the_resolution() -> None:
    both = proofs_words("Bescheid vom 22.11.2026", "WIV, 20.11.2026")
    assert both == "Bescheid vom 22.11.2026; WIV, 20.11.2026"
    assert own_proof(both) == "Bescheid vom 22.11.2026"
    assert own_proof(proofs_words("", "WIV, 20.11.2026")) == ""
    assert proofs_words("WIV", "WIV") == "WIV"


def test_a_release_is_proven_by_who_decided_it_and_a_freeze_by_who_ordered_it() -> None:
    assert decided_by_words("WIV") == "Freigabe durch: WIV"
    assert decided_by_words("") == ""
    assert ordered_by_words("Kämmerei") == "Angeordnet von: Kämmerei"


def test_the_form_of_a_grant_says_what_is_left_of_its_resolution() -> None:
    said = grant_words(millions("0.50"), millions("1.87")).replace(NBSP, " ")
    assert said.startswith("Von 1,87 Mio. € dieses Beschlusses sind 0,50 Mio. € noch ohne Bewilligung")
    assert "bereits ganz bewilligt" in grant_words(Decimal(0), millions("1.87"))


def test_a_sperrvermerk_says_what_it_still_blocks() -> None:
    plain = [
        still_blocked_words(millions(left), millions("2.08")).replace(NBSP, " ")
        for left in ("2.08", "0.98", "0.000001")
    ]
    assert plain[0] == "gesperrt 2,08 Mio. €"
    assert plain[1] == "noch gesperrt 0,98 von 2,08 Mio. €"
    assert plain[2] == "noch gesperrt 1,00 € von 2,08 Mio. €"

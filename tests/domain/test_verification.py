"""What is said of a file or a checksum that somebody holds against the reports handed out."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.domain.report_values import PERIOD, make_report
from tests.domain.test_supplement import a_supplement, given
from vrs_tracker.domain.issue import figures_checksum, printed_facts
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.verification import (
    Claim,
    GivenOut,
    Verdict,
    checksum_typed,
    claim_of,
    cut_off,
    draft,
    foreign,
    known_checksum,
    known_supplement,
    other_figures,
    other_pages,
    reason_of_issue,
    same,
    same_checksum_on,
    some_bytes,
    title_differences,
)
from vrs_tracker.domain.vocabulary.reporting import PdfForm

FULL_BLOCK = TitleBlock(
    issuer="Verband Region Stuttgart",
    paper_reference="WIV-12/2026",
    body="Wirtschaftsausschuss",
    session_date=date(2026, 9, 23),
    agenda_item="4",
    is_public=True,
    purpose="zur Kenntnisnahme",
    subject="KI in die Umsetzung bringen",
    period_text="01.01. bis 30.06.2026",
    as_of_text="30.06.2026",
    reference="Antrag vom 16.10.2021",
    lead_unit="Geschäftsstelle",
    consultations=(("Ausschuss", "25.03.2026", "Kenntnis genommen"),),
    annexes=("Zahlen", "Karte"),
)
BARE_BLOCK = replace(
    FULL_BLOCK,
    paper_reference="",
    session_date=None,
    agenda_item="",
    is_public=False,
    lead_unit="",
    consultations=(),
    annexes=(),
)
FIRST = GivenOut(
    half_year=PERIOD,
    version=1,
    number=1,
    form=PdfForm.A3,
    issued_at=datetime(2026, 9, 1, 9, tzinfo=UTC),
    title_block=replace(FULL_BLOCK, session_date=None),
)
SECOND = replace(FIRST, number=2, issued_at=datetime(2026, 9, 24, 9, tzinfo=UTC), title_block=FULL_BLOCK)
OTHER_FIGURES = replace(SECOND, version=2, number=3, issued_at=datetime(2026, 10, 5, 9, tzinfo=UTC))
FIRST_NAMED = "Ausgabe 1 der Fassung 1 des Berichts für das 1. Halbjahr 2026"
CLAIM = Claim(code="2026-H1", stand="30.06.2026", figures="", is_draft=True)
FROZEN_AT = datetime(2026, 8, 3, 8, 30, tzinfo=UTC)


# ---------------------------------------------------------------- what a file says of itself


def test_a_report_handed_out_is_read_from_its_own_keywords() -> None:
    report = make_report(version=2, frozen_at=FROZEN_AT)
    claim = claim_of(", ".join(printed_facts(report, PdfForm.A2, is_draft=False)))
    assert claim == Claim(
        code="2026-H1", stand="30.06.2026", figures=figures_checksum(report), is_draft=False
    )


@pytest.mark.parametrize("between", [", ", "; ", ","])
def test_a_draft_of_what_is_not_frozen_names_no_figures(between: str) -> None:
    assert claim_of(between.join(printed_facts(make_report(), PdfForm.A2, is_draft=True))) == CLAIM


@pytest.mark.parametrize(
    "keywords",
    ["", "Ein Bericht", "Bericht 2026-H3, Stand 30.06.2026", "Bericht 2026-H1", "Stand 30.06.2026"],
)
def test_a_file_that_names_no_half_year_with_its_stand_claims_nothing(keywords: str) -> None:
    assert claim_of(keywords) is None


def test_a_word_that_only_begins_like_a_draft_makes_none() -> None:
    claim = claim_of("Bericht 2026-H1, Stand 30.06.2026, Entwurfsplanung")
    assert claim is not None
    assert not claim.is_draft


# ---------------------------------------------------------------- session data


def test_title_blocks_that_are_equal_have_no_difference() -> None:
    assert title_differences(FULL_BLOCK, replace(FULL_BLOCK)) == ()


def test_every_part_of_the_session_data_is_compared_the_new_before_the_old() -> None:
    changed = replace(
        FULL_BLOCK,
        issuer="Wirtschaftsförderung",
        paper_reference="WIV-13/2026",
        body="Regionalversammlung",
        session_date=date(2026, 10, 7),
        agenda_item="5",
        is_public=False,
        purpose="zur Beschlussfassung",
        subject="Halbjahresbericht",
        period_text="1. Halbjahr 2026",
        reference="Beschluss vom 08.12.2021",
        lead_unit="Stabsstelle",
        consultations=(("Beirat", "", ""), ("Ausschuss", "25.03.2026", "")),
        annexes=("Tabellen",),
    )
    assert title_differences(FULL_BLOCK, changed) == (
        "Herausgeber Wirtschaftsförderung statt Herausgeber Verband Region Stuttgart",
        "Vorlage Nr. WIV-13/2026 statt Vorlage Nr. WIV-12/2026",
        "Regionalversammlung statt Wirtschaftsausschuss",
        "Sitzung am 07.10.2026 statt Sitzung am 23.09.2026",
        "TOP 5 statt TOP 4",
        "nichtöffentlich statt öffentlich",
        "zur Beschlussfassung statt zur Kenntnisnahme",
        "Betreff „Halbjahresbericht“ statt Betreff „KI in die Umsetzung bringen“",
        "Zeitraum 1. Halbjahr 2026 statt Zeitraum 01.01. bis 30.06.2026",
        "Bezug „Beschluss vom 08.12.2021“ statt Bezug „Antrag vom 16.10.2021“",
        "Federführung Stabsstelle statt Federführung Geschäftsstelle",
        "Beratung Beirat; Ausschuss, 25.03.2026 statt Beratung Ausschuss, 25.03.2026, Kenntnis genommen",
        "Anlagen Tabellen statt Anlagen Zahlen; Karte",
    )


def test_what_was_missing_before_is_said_in_words() -> None:
    assert title_differences(BARE_BLOCK, FULL_BLOCK) == (
        "Vorlage Nr. WIV-12/2026 statt „Vorlage Nr. folgt“",
        "Sitzung am 23.09.2026 statt „Termin folgt“",
        "TOP 4 statt ohne TOP",
        "öffentlich statt nichtöffentlich",
        "Federführung Geschäftsstelle statt ohne Federführung",
        "Beratung Ausschuss, 25.03.2026, Kenntnis genommen statt ohne frühere Beratung",
        "Anlagen Zahlen; Karte statt ohne genannte Anlagen",
    )


def test_the_reason_of_an_issue_is_that_it_is_the_first_or_what_changed() -> None:
    assert reason_of_issue(None, FULL_BLOCK) == "erste Ausgabe"
    later = replace(FULL_BLOCK, agenda_item="5", session_date=date(2026, 10, 7))
    assert reason_of_issue(FULL_BLOCK, later) == (
        "neue Sitzungsdaten: Sitzung am 07.10.2026 statt Sitzung am 23.09.2026 und TOP 5 statt TOP 4"
    )
    assert reason_of_issue(FULL_BLOCK, FULL_BLOCK) == "neue Sitzungsdaten: keine sichtbare Änderung"


# ---------------------------------------------------------------- the same file


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (PdfForm.A3, "mit Zahlen als Anlage"),
        (PdfForm.A2, "ohne Anlagen"),
        (PdfForm.NONPUBLIC, "nichtöffentlich"),
    ],
)
def test_the_newest_issue_is_named_with_its_edition_and_the_time_in_berlin(form: PdfForm, kind: str) -> None:
    issue = replace(FIRST, form=form)
    found = same(issue, issue)
    assert found.verdict is Verdict.SAME
    assert found.sentence == (
        f"Unverändert: Das ist {FIRST_NAMED} ({kind}), ausgegeben am 01.09.2026, 11:00 Uhr, Byte für Byte."
    )


def test_an_issue_followed_by_one_of_the_same_figures_is_genuine_but_out_of_date() -> None:
    found = same(FIRST, SECOND)
    assert found.verdict is Verdict.SAME
    assert found.sentence.startswith(f"Unverändert, aber veraltet: Das ist {FIRST_NAMED} (")
    assert found.sentence.endswith(
        ", Byte für Byte; es gibt Ausgabe 2 vom 24.09.2026, die Zahlen sind dieselben, die Sitzungsdaten "
        "andere: Sitzung am 23.09.2026 statt „Termin folgt“."
    )


def test_an_issue_followed_by_one_that_reads_the_same_says_so() -> None:
    found = same(FIRST, replace(SECOND, title_block=FIRST.title_block))
    assert found.sentence.endswith(
        "; es gibt Ausgabe 2 vom 24.09.2026, Zahlen und Sitzungsdaten sind dieselben."
    )


def test_an_issue_followed_by_other_figures_says_whose_they_are() -> None:
    found = same(FIRST, OTHER_FIGURES)
    assert found.verdict is Verdict.SAME
    assert found.sentence.endswith("; es gibt Ausgabe 3 vom 05.10.2026 mit den Zahlen der Fassung 2.")


# ---------------------------------------------------------------- checksums from paper


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3F9A 10c7", "3f9a10c7"),
        (" 3f9a\N{NO-BREAK SPACE}10c7\n", "3f9a10c7"),
        ("a" * 64, "a" * 64),
        ("a" * 65, None),
        ("3f9a10c", None),
        ("3f9a10cg", None),
        ("", None),
    ],
)
def test_a_checksum_is_read_as_it_is_copied_from_paper(typed: str, read: str | None) -> None:
    assert checksum_typed(typed) == read


def test_a_checksum_of_a_file_names_the_file_and_the_valid_issue() -> None:
    assert known_checksum(FIRST, FIRST, is_of_file=True) == (
        f"Diese Prüfsumme gehört zu einer Datei: {FIRST_NAMED} (mit Zahlen als Anlage), ausgegeben am "
        "01.09.2026, 11:00 Uhr; gültig ist Ausgabe 1 vom 01.09.2026."
    )


def test_a_checksum_of_figures_stays_valid_whatever_the_issue() -> None:
    assert known_checksum(FIRST, SECOND, is_of_file=False) == (
        "Diese Prüfsumme steht auf jeder Seite der Fassung 1 des Berichts für das 1. Halbjahr 2026; gültig "
        "ist Ausgabe 2 vom 24.09.2026."
    )


def test_a_checksum_of_a_file_that_was_followed_says_by_what() -> None:
    assert known_checksum(FIRST, SECOND, is_of_file=True).endswith(
        "; es gibt Ausgabe 2 vom 24.09.2026, die Zahlen sind dieselben, die Sitzungsdaten andere: Sitzung am "
        "23.09.2026 statt „Termin folgt“."
    )


@pytest.mark.parametrize("is_of_file", [True, False])
def test_a_checksum_of_an_earlier_fassung_says_that_there_are_other_figures(
    is_of_file: bool,  # noqa: FBT001 - a parameter of pytest
) -> None:
    said = known_checksum(FIRST, OTHER_FIGURES, is_of_file=is_of_file)
    assert said.endswith("; es gibt Ausgabe 3 vom 05.10.2026 mit den Zahlen der Fassung 2.")
    assert "gültig" not in said


def test_a_checksum_of_an_ergaenzung_names_it_with_its_day() -> None:
    assert known_supplement(given(a_supplement())) == (
        "Diese Prüfsumme gehört zu einer Datei: 1.\N{NO-BREAK SPACE}Ergänzung zum "
        f"{a_supplement().report_number}.\N{NO-BREAK SPACE}Halbjahresbericht, ausgegeben am 07.10.2026."
    )


def test_every_ergaenzung_that_carries_the_checksum_of_its_fassung_is_named() -> None:
    first = given(a_supplement())
    second = replace(first, supplement=replace(first.supplement, number=2))
    assert same_checksum_on(()) == ""
    assert same_checksum_on((first, second)) == (
        "Sie steht auch auf der 1.\N{NO-BREAK SPACE}Ergänzung vom 07.10.2026 und 2.\N{NO-BREAK SPACE}"
        "Ergänzung vom 07.10.2026."
    )


# ---------------------------------------------------------------- drafts and strangers


def test_a_draft_leads_to_the_issue_that_counts() -> None:
    found = draft(CLAIM, FIRST, is_fassung=False)
    assert found.verdict is Verdict.ALTERED
    assert found.sentence == (
        "Kein ausgegebener Bericht: Die Datei nennt sich selbst einen Entwurf, Stand 30.06.2026; gültig ist "
        f"{FIRST_NAMED} (mit Zahlen als Anlage), ausgegeben am 01.09.2026, 11:00 Uhr."
    )


@pytest.mark.parametrize(("is_fassung", "verdict"), [(True, Verdict.ALTERED), (False, Verdict.UNKNOWN)])
def test_a_draft_before_the_first_issue_is_known_by_its_figures_only(
    is_fassung: bool,  # noqa: FBT001 - a parameter of pytest
    verdict: Verdict,
) -> None:
    found = draft(CLAIM, None, is_fassung=is_fassung)
    assert found.verdict is verdict
    assert found.sentence.endswith(", Stand 30.06.2026; ausgegeben ist dieser Bericht hier noch nicht.")


def test_a_stranger_is_unknown_whatever_it_calls_itself() -> None:
    found = foreign(replace(CLAIM, is_draft=False))
    assert found.verdict is Verdict.UNKNOWN
    assert found.sentence == (
        "Kein ausgegebener Bericht: Die Datei nennt sich Bericht 2026-H1, ihr Stand ist der 30.06.2026; hier "
        "wurde sie nicht ausgegeben."
    )


# ---------------------------------------------------------------- altered files


def test_figures_that_do_not_fit_are_told_of_their_fassung() -> None:
    found = other_figures(SECOND)
    assert found.verdict is Verdict.ALTERED
    assert found.sentence == (
        "Verändert: Die Datei nennt die Fassung 1 des Berichts für das 1. Halbjahr 2026, aber die "
        "angehängten Zahlen passen nicht zu deren Prüfsumme."
    )


def test_a_torn_file_says_how_many_bytes_of_how_many_are_missing() -> None:
    found = cut_off(FIRST, size=98_766, whole=100_000)
    assert found.verdict is Verdict.ALTERED
    assert found.sentence == (
        f"Beschädigt: Das ist der Anfang von {FIRST_NAMED}; es fehlen die letzten 1.234 von 100.000 Byte."
    )


@pytest.mark.parametrize(
    ("different", "said"),
    [(1, "ein Byte ist anders"), (3, "drei Byte sind anders"), (40, "40 Byte sind anders")],
)
def test_a_file_of_the_same_length_says_how_many_bytes_differ(different: int, said: str) -> None:
    found = some_bytes(FIRST, different=different, whole=100_000)
    assert found.verdict is Verdict.ALTERED
    assert found.sentence == f"Beschädigt oder verändert: Das war {FIRST_NAMED}, aber {said}, von 100.000."


@pytest.mark.parametrize(
    ("pages", "count", "said"),
    [
        ((), 1, "sie hat eine Seite statt 38"),
        ((3,), 37, "sie hat 37 Seiten statt 38"),
        (
            (),
            38,
            "der Inhalt der Seiten ist gleich, aber sie wurde neu gespeichert oder ihre Anlagen geändert",
        ),
        ((3,), 38, "Seite 3 ist eine andere"),
        ((3, 7), 38, "die Seiten 3 und 7 sind andere"),
        ((1, 2, 3, 4, 5, 6), 38, "die Seiten 1, 2, 3, 4, 5 und 6 sind andere"),
        ((1, 2, 3, 4, 5, 6, 7), 38, "7 von 38 Seiten sind andere"),
    ],
)
def test_pages_that_differ_are_named_as_long_as_they_are_few(
    pages: tuple[int, ...], count: int, said: str
) -> None:
    found = other_pages(FIRST, pages=pages, count=count, whole=38)
    assert found.verdict is Verdict.ALTERED
    assert found.sentence == f"Verändert: Die Datei stammt von {FIRST_NAMED}; {said}."

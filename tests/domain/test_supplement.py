"""An Ergänzung: which sentences can be corrected, what the page says, what the next report tells."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.chapters.full_report import full_report
from vrs_tracker.domain.document import Document, Facts, Paragraph, Section
from vrs_tracker.domain.inputs.supplements import (
    MOST_CORRECTIONS,
    NEW_TEXT_LIMIT,
    CorrectionInput,
    SupplementSessionInput,
    check_correction,
    check_supplement_session,
)
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.supplement import (
    Correction,
    GivenSupplement,
    Supplement,
    check_issue,
    check_pages,
    corrected_numbers,
    correction,
    lines_of,
    sentences,
    supplement_block,
    supplement_document,
    supplement_file_name,
    supplement_footer,
    supplement_from_json,
    supplement_json,
    supplement_of,
    told_in_next_report,
)
from vrs_tracker.domain.title_block import TitleBlock

BLOCK = TitleBlock(
    issuer="Verband Region Stuttgart",
    paper_reference="WIV-80/2026",
    body="Ausschuss",
    session_date=date(2026, 9, 23),
    agenda_item="4",
    is_public=True,
    purpose="zur Kenntnisnahme",
    subject="KI in die Umsetzung bringen – 3. Halbjahresbericht",
    period_text="01.01. bis 30.06.2026",
    as_of_text="30.06.2026",
    reference="Antrag vom 16.10.2021",
    lead_unit="Geschäftsstelle",
)


def one_correction(number: str = "6.5.3", **rest: str) -> Correction:
    values = {
        "heading": "AITransform (Böblingen)",
        "old": "Ausgezahlt sind 2,20 Millionen Euro.",
        "new": "Ausgezahlt sind 2,02 Millionen Euro.",
        "reason": "Zwei Ziffern waren vertauscht",
    }
    return Correction(number=number, **(values | rest))


def a_supplement(*corrections: Correction) -> Supplement:
    return supplement_of(full_report(), 1, corrections or (one_correction(),))


def given(supplement: Supplement) -> GivenSupplement:
    return GivenSupplement(supplement=supplement, issued_on=date(2026, 10, 7), title_block=BLOCK)


# ---------------------------------------------------------------- the sentences of a statement


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Eins ist fertig. Zwei folgt.", ("Eins ist fertig.", "Zwei folgt.")),
        ("Der Bau beginnt am 16. September 2026. Danach folgt der Ausbau.", 2),
        ("Es sind 5,00 Mio. Euro bewilligt, z. B. Für Räume.", 1),
        ("Sie sagt: „Es läuft.“ Er nickt.", ("Sie sagt: „Es läuft.“", "Er nickt.")),
        ("", ()),
    ],
)
def test_a_text_is_divided_where_a_sentence_ends(text: str, parts: tuple[str, ...] | int) -> None:
    found = sentences(text)
    assert (len(found) if isinstance(parts, int) else found) == parts
    assert " ".join(found) == text


def test_every_statement_of_a_report_has_sentences_and_none_is_lost() -> None:
    printed = document(full_report())
    for section in printed.all_sections():
        for number, element in section.statements():
            lines = lines_of(printed, number)
            assert all(lines), number
            if isinstance(element, Paragraph) and number:
                assert " ".join(lines) == element.text


def test_a_number_of_a_section_or_of_nothing_has_no_sentences() -> None:
    printed = document(full_report())
    assert lines_of(printed, "6") == lines_of(printed, "99.1") == lines_of(printed, "") == ()


def test_the_old_sentence_comes_from_the_report() -> None:
    printed = document(full_report())
    found = correction(printed, "2.0.1", 0, " Neu. ", " Grund ")
    assert found is not None
    assert found.old == lines_of(printed, "2.0.1")[0]
    assert (found.new, found.reason, found.heading) == ("Neu.", "Grund", "Zusammenfassung")
    assert correction(printed, "2.0.1", 99, "Neu.", "Grund") is None
    assert correction(printed, "99.1", 0, "Neu.", "Grund") is None


# ---------------------------------------------------------------- rules


def test_what_is_missing_is_asked_for_in_words() -> None:
    new = CorrectionInput(number="2.0.1", line=0, new_text=" ", reason="")
    assert [(found.field, found.message) for found in check_correction(new, ["Alt."])] == [
        ("new_text", "Schreiben Sie, wie der Satz richtig heißt."),
        ("reason", "Nennen Sie den Grund der Berichtigung in einem Satz. Er wird gedruckt."),
    ]


def test_the_same_sentence_again_is_no_correction() -> None:
    new = CorrectionInput(number="2.0.1", line=0, new_text="Alt. ", reason="Grund")
    assert [found.field for found in check_correction(new, ["Alt."])] == ["new_text"]


@pytest.mark.parametrize("line", [-1, 1])
def test_a_sentence_that_is_not_there_is_refused(line: int) -> None:
    new = CorrectionInput(number="2.0.1", line=line, new_text="Neu.", reason="Grund")
    assert [found.field for found in check_correction(new, ["Alt."])] == ["line"]


def test_a_text_that_is_too_long_is_refused() -> None:
    new = CorrectionInput(number="2.0.1", line=0, new_text="x" * (NEW_TEXT_LIMIT + 1), reason="y" * 301)
    assert [found.field for found in check_correction(new, ["Alt."])] == ["new_text", "reason"]


def test_its_session_lies_behind_the_reference_date_of_the_report() -> None:
    early = SupplementSessionInput(held_on=date(2026, 6, 30))
    assert [found.field for found in check_supplement_session(early, date(2026, 6, 30))] == ["held_on"]
    far = SupplementSessionInput(held_on=date(9000, 1, 1))
    assert [found.field for found in check_supplement_session(far, date(2026, 6, 30))] == ["held_on"]
    fitting = SupplementSessionInput(held_on=date(2026, 10, 14), agenda_item="4")
    assert not list(check_supplement_session(fitting, date(2026, 6, 30)))


def test_nobody_gives_out_what_they_have_written_and_nothing_empty() -> None:
    assert check_issue({"a"}, "b", 1) == ()
    assert [found.message[:32] for found in check_issue({"a", "b"}, "b", 1)] == [
        "Sie haben an dieser Ergänzung se"
    ]
    assert "berichtigt noch nichts" in check_issue({"a"}, "b", 0)[0].message


def test_it_is_one_page() -> None:
    assert check_pages(1) == ()
    assert check_pages(2)[0].message.startswith("Die Ergänzung passt nicht auf eine Seite.")
    assert MOST_CORRECTIONS < 10


# ---------------------------------------------------------------- what it says


def test_the_page_says_old_new_and_why_in_the_order_of_the_report() -> None:
    supplement = a_supplement(one_correction("10.2"), one_correction("9.1"), one_correction("2.0.1"))
    drawn: Document = supplement_document(supplement, "Titel")
    (section,) = drawn.sections
    assert drawn.title == "Titel, 1.\N{NO-BREAK SPACE}Ergänzung"
    assert [part.heading.split(" in ")[0] for part in section.parts] == [
        f"Nummer\N{NO-BREAK SPACE}{number}" for number in ("2.0.1", "9.1", "10.2")
    ]
    assert section.parts[0].body == (
        Facts(
            (
                ("Bisher", "Ausgezahlt sind 2,20 Millionen Euro."),
                ("Neu", "Ausgezahlt sind 2,02 Millionen Euro."),
                ("Grund", "Zwei Ziffern waren vertauscht."),
            )
        ),
    )
    lead = section.body[0]
    assert isinstance(lead, Paragraph)
    assert "berichtigt drei Angaben" in lead.text
    assert lead.text.endswith("der Bericht selbst bleibt, wie er ausgegeben wurde.")


def test_it_has_no_numbers_of_its_own_that_could_be_taken_for_those_of_the_report() -> None:
    drawn = supplement_document(a_supplement(), "Titel")
    assert {number for section in drawn.all_sections() for number, _ in section.statements()} == {""}


def test_it_is_stored_and_read_as_it_was() -> None:
    supplement = a_supplement(one_correction(), one_correction("2.0.1"))
    assert supplement_from_json(supplement_json(supplement)) == supplement


@pytest.mark.parametrize(
    ("own", "of_report", "printed"),
    [
        ("", "WIV-80/2026", "WIV-80/2026, 1. Ergänzung"),
        ("WIV-91/2026", "WIV-80/2026", "WIV-91/2026"),
        ("", "", ""),
    ],
)
def test_its_paper_has_a_number_of_its_own_or_that_of_the_report(
    own: str, of_report: str, printed: str
) -> None:
    supplement = a_supplement()
    block = supplement_block(
        replace(BLOCK, paper_reference=of_report),
        supplement,
        held_on=date(2026, 10, 14),
        agenda_item="7",
        reference=own,
    )
    assert block.paper_reference == printed
    assert (block.session_date, block.agenda_item) == (date(2026, 10, 14), "7")
    assert block.subject == "KI in die Umsetzung bringen – 3. Halbjahresbericht, 1. Ergänzung"
    assert (of_report in block.reference) is True


def test_the_file_says_what_it_is() -> None:
    supplement = replace(a_supplement(), contains_demo=False, half_year="2026-H1")
    assert supplement_file_name(supplement, is_draft=False) == "bericht-2026-H1-ergaenzung-1.pdf"
    marked = supplement_file_name(replace(supplement, contains_demo=True), is_draft=True)
    assert marked == "bericht-2026-H1-ergaenzung-1-entwurf-demodaten.pdf"


def test_its_foot_names_it_and_the_fassung_whose_figures_it_belongs_to() -> None:
    frozen = replace(full_report(), version=2)
    foot = supplement_footer(supplement_of(frozen, 3, (one_correction(),)), frozen)
    assert foot.startswith("3.\N{NO-BREAK SPACE}Ergänzung · Stand 30.06.2026 · Fassung 2 · Prüfsumme ")


# ---------------------------------------------------------------- where it is told


def test_a_number_that_was_corrected_twice_shows_both() -> None:
    first = given(a_supplement(one_correction(), one_correction("2.0.1")))
    second = given(replace(a_supplement(), number=2))
    found = corrected_numbers((first, second))
    assert [one.supplement.number for one, _ in found["6.5.3"]] == [1, 2]
    assert [one.supplement.number for one, _ in found["2.0.1"]] == [1]


def test_the_report_says_above_that_there_is_one() -> None:
    assert given(a_supplement()).notice == "Zu diesem Bericht gibt es eine Ergänzung vom 07.10.2026"


def test_a_file_that_is_this_page_is_recognised_by_name_and_day() -> None:
    assert given(a_supplement()).verified == (
        "Unverändert: Das ist die 1.\N{NO-BREAK SPACE}Ergänzung zum 5.\N{NO-BREAK SPACE}Halbjahresbericht, "
        "ausgegeben am 07.10.2026, Byte für Byte."
    )


def test_each_is_read_at_an_address_of_its_own_below_its_report_and_listed_with_its_day() -> None:
    second = given(replace(a_supplement(), number=2))
    assert second.address == "/berichte/2026-H1/ergaenzungen/2"
    assert second.dated == "2.\N{NO-BREAK SPACE}Ergänzung vom 07.10.2026"


def test_the_next_report_tells_each_correction_with_its_reason() -> None:
    told = told_in_next_report((given(a_supplement(one_correction(), one_correction("2.0.1"))),))
    assert len({change.key for change in told}) == 2
    assert all("1.\N{NO-BREAK SPACE}Ergänzung" in change.sentence for change in told)
    assert all(change.sentence.endswith("Grund: Zwei Ziffern waren vertauscht.") for change in told)


def test_a_section_without_statement_numbers_cannot_be_corrected() -> None:
    bare = Section(number="", heading="Ohne", anchor="ohne", body=(Paragraph("Satz."),))
    assert lines_of(Document(title="T", sections=(bare,)), "1") == ()

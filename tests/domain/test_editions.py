"""What the non-public edition says beyond the public ones: marks, title block, annex of what is held back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.domain.report_values import (
    in_month,
    in_year,
    make_milestone,
    make_report,
    make_resolution,
    make_risk,
    on,
)
from vrs_tracker.domain.chapters.withheld import (
    annex_section,
    happening_said,
    held_back,
    milestone_said,
    resolution_said,
    risk_said,
    text_said,
)
from vrs_tracker.domain.document import Facts, Paragraph, Tone
from vrs_tracker.domain.facts.withheld import WithheldPart, WithheldParts
from vrs_tracker.domain.issue import (
    DEMO_MARK,
    edition_block,
    edition_footer,
    figures_checksum,
    footer,
    page_mark,
    printed_facts,
    withheld_checksum,
    withheld_from_json,
    withheld_json,
)
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.outline import document, nonpublic_document
from vrs_tracker.domain.payload import PayloadError
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.progress import ShiftReason, TextSlot
from vrs_tracker.domain.vocabulary.reporting import PUBLIC_FORMS, NarrativeSlot, PdfForm

LEASE = WithheldPart(
    place="Baustein 1, KI-XC (Stuttgart)",
    kind="Meilenstein",
    said=(("Ereignis", "Mietvertrag"),),
    reason="laufende Verhandlung",
    flagged_by="Programmkoordination",
)
OFFER = WithheldPart(
    place="Beschlüsse", kind="Beschluss", said=(("Gremium", "Ausschuss"),), reason="Angebot.", flagged_by=""
)
HELD = WithheldParts(half_year="2026-H1", version=1, parts=(LEASE, OFFER))
BLOCK = TitleBlock(
    issuer="Verband Region Stuttgart",
    paper_reference="",
    body="Ausschuss",
    session_date=None,
    agenda_item="",
    is_public=True,
    purpose="zur Kenntnisnahme",
    subject="Halbjahresbericht",
    period_text="01.01. bis 30.06.2026",
    as_of_text="30.06.2026",
    reference="Antrag vom 16.10.2021",
    lead_unit="",
    consultations=(),
    annexes=(),
)


def frozen(*, contains_demo: bool = False) -> CommitteeReport:
    """The first Fassung of the half-year."""
    moment = datetime(2026, 8, 3, 8, 30, tzinfo=UTC)
    return make_report(version=1, frozen_at=moment, contains_demo=contains_demo)


# ---------------------------------------------------------------- marks and description


def test_every_page_of_the_non_public_edition_says_so_first() -> None:
    assert page_mark(frozen(), PdfForm.NONPUBLIC) == "Nichtöffentlich."
    assert page_mark(frozen(contains_demo=True), PdfForm.NONPUBLIC) == f"Nichtöffentlich. {DEMO_MARK}"
    assert edition_footer(frozen(), PdfForm.NONPUBLIC).startswith("Nichtöffentlich · Stand 30.06.2026 · ")


@pytest.mark.parametrize("form", PUBLIC_FORMS)
def test_the_public_editions_carry_no_mark_but_that_content_is_invented(form: PdfForm) -> None:
    report = frozen()
    assert page_mark(report, form) == ""
    assert page_mark(frozen(contains_demo=True), form) == DEMO_MARK
    assert edition_footer(report, form) == footer(report)


def test_only_the_non_public_edition_goes_to_a_session_that_is_not_public() -> None:
    assert edition_block(BLOCK, PdfForm.NONPUBLIC) == replace(BLOCK, is_public=False)
    assert [edition_block(BLOCK, form) for form in PUBLIC_FORMS] == [BLOCK, BLOCK]


def test_a_print_of_a_fassung_describes_itself_with_its_figures() -> None:
    report = frozen()
    assert printed_facts(report, PdfForm.NONPUBLIC, is_draft=False) == (
        "Bericht 2026-H1",
        "Stand 30.06.2026",
        "Fassung 1",
        f"Zahlen {figures_checksum(report)}",
        "PDF mit nichtöffentlicher Anlage",
    )


def test_a_print_of_what_is_not_frozen_describes_itself_as_a_draft_without_figures() -> None:
    assert printed_facts(make_report(), PdfForm.A2, is_draft=True) == (
        "Bericht 2026-H1",
        "Stand 30.06.2026",
        "PDF ohne Anlagen",
        "Entwurf",
    )


# ---------------------------------------------------------------- stored beside the report


def test_what_is_held_back_is_stored_and_read_again() -> None:
    for held in (HELD, replace(HELD, parts=())):
        assert withheld_from_json(withheld_json(held)) == held


def test_the_checksum_of_what_is_held_back_changes_with_every_word_of_it() -> None:
    assert withheld_checksum(HELD) == withheld_checksum(replace(HELD))
    changed = (replace(LEASE, reason="laufende Verhandlungen"), OFFER)
    assert withheld_checksum(HELD) != withheld_checksum(replace(HELD, parts=changed))
    assert withheld_checksum(HELD) != withheld_checksum(replace(HELD, parts=(OFFER, LEASE)))


def test_what_is_nothing_held_back_is_not_read_as_such() -> None:
    with pytest.raises(PayloadError):
        withheld_from_json("{}")


# ---------------------------------------------------------------- the document


def test_the_non_public_document_is_the_public_one_with_one_annex_more() -> None:
    report = frozen()
    public, whole = document(report), nonpublic_document(report, HELD)
    assert whole.title == public.title
    assert whole.sections[:-1] == public.sections[:-1]
    *parts, annex = whole.sections[-1].parts
    assert tuple(parts) == public.sections[-1].parts
    assert (annex.number, annex.heading) == (f"15.{len(parts) + 1}", "Nichtöffentliche Anlage")
    assert replace(whole.sections[-1], parts=tuple(parts)) == public.sections[-1]


def test_the_public_document_stays_as_it_was() -> None:
    report = frozen()
    nonpublic_document(report, HELD)
    headings = [section.heading for section in document(report).all_sections()]
    assert "Nichtöffentliche Anlage" not in headings


@pytest.mark.parametrize("held", [replace(HELD, version=2), replace(HELD, half_year="2025-H2")])
def test_parts_of_another_fassung_or_half_year_are_not_printed(held: WithheldParts) -> None:
    with pytest.raises(ValueError, match="another Fassung"):
        nonpublic_document(frozen(), held)


def test_the_annex_tells_each_part_with_its_place_and_reason() -> None:
    annex = annex_section(HELD, "15.6")
    opening, *told = annex.body
    assert annex.own_page
    assert isinstance(opening, Paragraph)
    assert opening.tone is Tone.LEAD
    assert "Sie enthält zwei Angaben, die im öffentlichen Bericht fehlen, mit dem Grund" in opening.text
    assert told == [
        Paragraph("Baustein 1, KI-XC (Stuttgart): Meilenstein", Tone.MESSAGE),
        Facts(
            (
                ("Ereignis", "Mietvertrag"),
                ("Warum nichtöffentlich", "Laufende Verhandlung."),
                ("Zurückgehalten von", "Programmkoordination"),
            )
        ),
        Paragraph("Beschlüsse: Beschluss", Tone.MESSAGE),
        Facts((("Gremium", "Ausschuss"), ("Warum nichtöffentlich", "Angebot."))),
    ]


def test_the_annex_with_a_single_part_speaks_of_one() -> None:
    opening = annex_section(replace(HELD, parts=(OFFER,)), "15.6").body[0]
    assert isinstance(opening, Paragraph)
    assert "Sie enthält eine Angabe, die im öffentlichen Bericht fehlt, mit dem Grund" in opening.text


def test_what_is_held_back_is_named_by_place_and_kind_without_what_it_says() -> None:
    twice = replace(HELD, parts=(*HELD.parts, HELD.parts[0], OFFER))
    assert held_back(HELD) == ("Baustein 1, KI-XC (Stuttgart): Meilenstein", "Beschlüsse: Beschluss")
    assert held_back(twice) == ("Baustein 1, KI-XC (Stuttgart): Meilenstein (2)", "Beschlüsse: Beschluss (2)")


# ---------------------------------------------------------------- what a part says


def test_a_text_answers_its_question_and_an_empty_one_says_nothing() -> None:
    assert text_said(TextSlot.ACHIEVED, "Angebot liegt vor.") == (
        ("Was wurde erreicht?", "Angebot liegt vor."),
    )
    assert text_said(NarrativeSlot.OUTLOOK, "Offen.") == (("Ausblick", "Offen."),)
    assert text_said(NarrativeSlot.OUTLOOK, "") == ()


def test_a_milestone_that_moved_says_why() -> None:
    moved = make_milestone(
        title="Umzug",
        baseline=date(2026, 7, 31),
        forecast=date(2026, 9, 16),
        shift_reason=ShiftReason.TENDER,
        shift_note="Ein Gewerk wird neu ausgeschrieben.",
    )
    assert milestone_said(moved) == (
        ("Ereignis", "Umzug"),
        ("Zuerst geplant", "31.07.2026"),
        ("Erwartet", "16.09.2026"),
        ("Grund der Verschiebung", "Vergabe ohne Ergebnis"),
        ("Erläuterung", "Ein Gewerk wird neu ausgeschrieben."),
    )


def test_a_milestone_that_is_reached_is_no_longer_expected() -> None:
    said = dict(milestone_said(make_milestone(forecast=date(2026, 9, 16), actual=date(2026, 6, 1))))
    assert said["Erreicht"] == "01.06.2026"
    assert "Erwartet" not in said


def test_a_milestone_without_forecast_says_only_what_was_planned() -> None:
    said = milestone_said(make_milestone(title="Umzug", baseline=date(2026, 7, 31), forecast=None))
    assert said == (("Ereignis", "Umzug"), ("Zuerst geplant", "31.07.2026"))


def test_a_risk_says_what_is_done_by_whom_and_until_when() -> None:
    assert risk_said(make_risk(effect="ein Abschnitt entfällt")) == (
        ("Risiko", "Baupreise"),
        ("Ursache", "Angebote liegen über der Kostenberechnung"),
        ("Auswirkung", "ein Abschnitt entfällt"),
        ("Einschätzung", "Eintritt mittel, Schaden hoch, gleich"),
        ("Maßnahme", "Vergabe in Losen"),
        ("Verantwortlich", "Projektleitung, bis 30.09.2026"),
        ("Stand", "offen"),
    )


def test_a_risk_without_measure_and_date_leaves_them_out() -> None:
    said = dict(risk_said(make_risk(measure="", due=None)))
    assert said["Verantwortlich"] == "Projektleitung"
    assert "Maßnahme" not in said


def test_a_resolution_names_its_sum_as_exactly_as_it_is_known() -> None:
    amount = Decimal("1250000.00")
    exact = make_resolution(decided=on(2026, 3, 11), summary="Zustimmung", stated_amount=amount)
    assert resolution_said(exact) == (
        ("Gremium", "Ausschuss für Wirtschaft, Infrastruktur und Verwaltung"),
        ("Datum", "11.03.2026"),
        ("Gegenstand", "Förderung von Projekten"),
        ("Inhalt", "Zustimmung"),
        ("Summe", f"1.250.000,00{NBSP}€"),
        ("Dokument", "Vorlage 1/2026"),
    )
    rough = make_resolution(decided=in_month(2026, 3), stated_amount=amount, stated_is_approximate=True)
    said = dict(resolution_said(rough))
    assert said["Summe"] == f"rund 1,25{NBSP}Mio.{NBSP}€"
    assert said["Datum"] == "März 2026"


def test_a_resolution_over_nothing_is_not_one_without_a_sum() -> None:
    assert dict(resolution_said(make_resolution(stated_amount=Decimal("0.00"))))["Summe"] == f"0,00{NBSP}€"
    assert "Summe" not in dict(resolution_said(make_resolution()))


def test_a_happening_says_its_outcome_if_there_is_one() -> None:
    assert happening_said("Arbeitstreffen", in_year(2026), "Treffen", "Absprache") == (
        ("Arbeitstreffen", "Treffen"),
        ("Datum", "2026"),
        ("Ergebnis", "Absprache"),
    )
    assert happening_said("Ereignis", on(2026, 5, 4), "Beitritt") == (
        ("Ereignis", "Beitritt"),
        ("Datum", "04.05.2026"),
    )

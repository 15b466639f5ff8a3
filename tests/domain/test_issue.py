"""What is added to the frozen figures when a report is handed out."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.domain.report_values import make_blocks, make_duty, make_report
from vrs_tracker.domain.issue import (
    DEMO_MARK,
    demo_mark,
    differs,
    figures_checksum,
    file_name,
    footer,
    pdf_name,
    title_block_from_json,
    title_block_json,
    title_lines,
)
from vrs_tracker.domain.payload import PayloadError, canonical_json, checksum, to_payload
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.reporting import PdfForm

MOMENT = datetime(2026, 8, 3, 8, 30, tzinfo=UTC)
BLOCK = TitleBlock(
    issuer="Verband Region Stuttgart",
    paper_reference="WIV-12/2026",
    body="Ausschuss",
    session_date=date(2026, 9, 23),
    agenda_item="4",
    is_public=True,
    purpose="zur Kenntnisnahme",
    subject="KI in die Umsetzung bringen – 5. Halbjahresbericht",
    period_text="01.01. bis 30.06.2026",
    as_of_text="30.06.2026",
    reference="Antrag vom 16.10.2021",
    lead_unit="Geschäftsstelle",
    consultations=(("Ausschuss", "25.03.2026", "Kenntnis genommen"),),
    annexes=("Zahlen",),
)


# ---------------------------------------------------------------- footer and checksum


def test_the_footer_names_reference_date_fassung_and_eight_characters_of_the_checksum() -> None:
    report = make_report(version=2, frozen_at=MOMENT)
    whole = checksum(canonical_json(to_payload(report)))
    assert figures_checksum(report) == whole
    assert footer(report) == f"Stand 30.06.2026 · Fassung 2 · Prüfsumme {whole[:4]} {whole[4:8]}"


def test_the_footer_of_what_is_not_frozen_says_draft() -> None:
    assert footer(make_report()) == "Stand 30.06.2026 · Entwurf, nicht festgeschrieben"


def test_the_demo_mark_stands_on_invented_content_only() -> None:
    assert demo_mark(make_report(contains_demo=True)) == DEMO_MARK
    assert demo_mark(make_report()) == ""


def test_a_fassung_differs_as_soon_as_anything_else_would_be_frozen() -> None:
    live = make_report()
    frozen = replace(live, version=3, frozen_at=MOMENT)
    assert not differs(frozen, live)
    assert not differs(frozen, replace(live, duty=make_duty(planned_session=None))), "the title block's"
    assert differs(frozen, replace(live, duty=make_duty(last_presented_on=None)))
    assert differs(frozen, replace(live, blocks=make_blocks()[:-1]))


# ---------------------------------------------------------------- title block


def test_a_title_block_is_stored_and_read_again() -> None:
    for block in (BLOCK, replace(BLOCK, session_date=None, consultations=(), annexes=())):
        assert title_block_from_json(title_block_json(block)) == block


def test_equal_title_blocks_are_stored_as_equal_texts() -> None:
    assert title_block_json(BLOCK) == title_block_json(replace(BLOCK))
    assert title_block_json(BLOCK) != title_block_json(replace(BLOCK, agenda_item="5"))


def test_what_is_no_title_block_is_not_read_as_one() -> None:
    with pytest.raises(PayloadError):
        title_block_from_json("{}")


def test_the_lines_of_the_title_block_name_what_is_known() -> None:
    assert title_lines(BLOCK) == (
        ("Herausgeber", "Verband Region Stuttgart"),
        ("Vorlage", "Nr. WIV-12/2026"),
        ("Gremium", "Ausschuss, 23.09.2026, TOP 4, öffentlich, zur Kenntnisnahme"),
        ("Berichtszeitraum", "01.01. bis 30.06.2026, Stand 30.06.2026"),
        ("Bezug", "Antrag vom 16.10.2021"),
        ("Federführung", "Geschäftsstelle"),
    )


def test_the_lines_of_the_title_block_say_what_follows() -> None:
    block = replace(BLOCK, session_date=None, agenda_item="", is_public=False, paper_reference="")
    lines = dict(title_lines(block))
    assert lines["Vorlage"] == "Vorlage Nr. folgt"
    assert lines["Gremium"] == "Ausschuss, Termin folgt, nichtöffentlich, zur Kenntnisnahme"


# ---------------------------------------------------------------- names of files


@pytest.mark.parametrize(
    ("form", "is_released", "contains_demo", "name"),
    [
        (PdfForm.A3, True, False, "bericht-2026-H1.pdf"),
        (PdfForm.A2, True, False, "bericht-2026-H1-ohne-anlagen.pdf"),
        (PdfForm.A3, False, False, "bericht-2026-H1-entwurf.pdf"),
        (PdfForm.A3, True, True, "bericht-2026-H1-demodaten.pdf"),
        (PdfForm.A2, False, True, "bericht-2026-H1-ohne-anlagen-entwurf-demodaten.pdf"),
    ],
)
def test_the_name_of_a_pdf_says_what_it_is(
    form: PdfForm,
    is_released: bool,  # noqa: FBT001 - a parameter of pytest
    contains_demo: bool,  # noqa: FBT001 - a parameter of pytest
    name: str,
) -> None:
    assert pdf_name(make_report(contains_demo=contains_demo), form, is_released=is_released) == name


def test_the_name_of_another_file_names_its_part() -> None:
    report = make_report()
    assert file_name(report, "json", is_released=True) == "bericht-2026-H1.json"
    assert (
        file_name(report, "zip", is_released=False, part="tabellen") == "bericht-2026-H1-tabellen-entwurf.zip"
    )

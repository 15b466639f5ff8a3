"""A text to cite says what was said, where, in which Fassung; that it is a draft or invented, too."""

from dataclasses import replace

import pytest

from tests.domain.report_values import make_report
from vrs_tracker.domain.citation import Source, citation, said_by
from vrs_tracker.domain.document import (
    Bar,
    Column,
    Element,
    Facts,
    Framed,
    LightMark,
    Listing,
    Paragraph,
    Row,
    RowKind,
    Section,
    Table,
)
from vrs_tracker.domain.issue import DEMO_MARK, footer
from vrs_tracker.domain.leaves import Cited, cited
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.vocabulary.progress import Light

REPORT = replace(make_report(), contains_demo=False)
SOURCE = Source(
    title="KI in die Umsetzung bringen – 5. Halbjahresbericht",
    issuer="Verband Region Stuttgart",
    address="https://beispiel.de/berichte/2026-H1/nr/6.5.1",
    is_draft=False,
)
SECTION = Section(number="6.5", heading="Baustein 5, AITransform (Böblingen)", anchor="baustein-aitransform")
SENTENCE = Cited(number="6.5.1", section=SECTION, element=Paragraph("Der Baubeginn verschiebt sich."))


def test_a_citation_has_sentence_place_fassung_checksum_and_address() -> None:
    assert citation(REPORT, SENTENCE, SOURCE) == (
        "Der Baubeginn verschiebt sich.\n"
        "\n"
        "KI in die Umsetzung bringen – 5. Halbjahresbericht, Nummer 6.5.1 in „Baustein 5, AITransform "
        f"(Böblingen)“. Verband Region Stuttgart. {footer(REPORT)}.\n"
        "https://beispiel.de/berichte/2026-H1/nr/6.5.1"
    )


def test_a_section_is_cited_by_its_heading() -> None:
    text = citation(REPORT, Cited(number="6.5", section=SECTION), SOURCE)
    assert text.startswith(f"{SOURCE.title}, Abschnitt 6.5, „Baustein 5, AITransform (Böblingen)“. Verband")


def test_a_draft_says_that_it_may_change() -> None:
    text = citation(REPORT, SENTENCE, replace(SOURCE, is_draft=True))
    assert text.endswith("Entwurf: Der Wortlaut kann sich bis zum Versand noch ändern.")


def test_invented_content_is_never_cited_without_its_mark() -> None:
    assert citation(replace(REPORT, contains_demo=True), SENTENCE, SOURCE).endswith(DEMO_MARK)


TABLE = Table(
    name="geld",
    caption="Geld in Mio. €",
    columns=(
        Column(head="Geldgeber"),
        Column(head="Stand"),
        Column(head="Heute", right=True),
        Column(head=""),
    ),
    rows=(
        Row(cells=("Öffentlich",), kind=RowKind.GROUP),
        Row(cells=("regional", LightMark(Light.ON_TRACK, "planmäßig"), "5,00", Bar(500))),
    ),
    message="Ein Anteil ist bewilligt.",
    note="Rundungsdifferenzen möglich.",
)


@pytest.mark.parametrize(
    ("element", "said"),
    [
        (Listing(("eins", "zwei")), ("eins", "zwei")),
        (Listing(("eins", "zwei"), numbered=True), ("1. eins", "2. zwei")),
        (Facts((("Träger", "Stadt"),)), ("Träger: Stadt",)),
        (Framed(("Der Ausschuss",), ("nimmt Kenntnis",)), ("Der Ausschuss", "1. nimmt Kenntnis")),
        (
            TABLE,
            (
                "Ein Anteil ist bewilligt.",
                "Tabelle: Geld in Mio. €",
                "Öffentlich; Geldgeber: regional; Stand: planmäßig; Heute: 5,00",
                "Rundungsdifferenzen möglich.",
            ),
        ),
    ],
)
def test_every_kind_of_element_is_said_in_lines(element: Element, said: tuple[str, ...]) -> None:
    assert said_by(element) == said


def test_a_chart_is_cited_by_what_one_sees_and_its_values() -> None:
    found = cited(document(REPORT), "4.1.1")
    assert found is not None
    assert found.element is not None
    lines = said_by(found.element)
    assert len(lines) > 3
    assert any(line.startswith("Tabelle: ") for line in lines)

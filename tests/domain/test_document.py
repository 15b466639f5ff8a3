"""The numbers by which people cite a report."""

from vrs_tracker.domain.document import Paragraph, Section


def _section(number: str, texts: int, *parts: Section) -> Section:
    return Section(
        number=number,
        heading="Überschrift",
        anchor="anker",
        body=tuple(Paragraph(f"Satz {place}") for place in range(1, texts + 1)),
        parts=parts,
    )


def test_statements_of_a_section_count_on_behind_its_number() -> None:
    """A member says „6.5.2“ and everybody finds the same sentence."""
    assert _section("6.5", 2).statements() == (("6.5.1", Paragraph("Satz 1")), ("6.5.2", Paragraph("Satz 2")))


def test_a_statement_never_has_the_number_of_a_part() -> None:
    section = _section("6", 1, _section("6.1", 1))
    assert [number for number, _ in section.statements()] == ["6.0.1"]
    assert {part.number for part in section.parts}.isdisjoint(number for number, _ in section.statements())


def test_a_section_without_number_gives_none_to_its_statements() -> None:
    assert _section("", 1).statements() == (("", Paragraph("Satz 1")),)

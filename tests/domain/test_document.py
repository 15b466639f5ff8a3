"""The numbers by which people cite a report, and its charts and tables in reading order."""

from vrs_tracker.domain.charts import BarChart
from vrs_tracker.domain.document import Document, Element, Figure, Paragraph, Section, Table


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


def _table(name: str) -> Table:
    return Table(name=name, caption="", message="", columns=(), rows=())


def _figure(name: str) -> Figure:
    chart = BarChart(
        title=name, alt="", finding="", source="", unit="Mio. €", categories=("2026",), series=()
    )
    return Figure(chart=chart, caption="", table=_table(f"Werte zu {name}"))


def _with(number: str, body: tuple[Element, ...], *parts: Section) -> Section:
    return Section(number=number, heading="Überschrift", anchor="anker", body=body, parts=parts)


def test_charts_are_found_in_reading_order_with_those_of_the_parts_before_the_next_section() -> None:
    made = Document(
        title="Bericht",
        sections=(
            _with(
                "1",
                (Paragraph("Satz"), _figure("Karte"), _table("Liste")),
                _with("1.1", (_figure("Zeitachse"), _figure("Balken"))),
            ),
            _with("2", (Paragraph("Satz"),)),
            _with("3", (_figure("Linie"),)),
        ),
    )

    assert [chart.title for chart in made.charts()] == ["Karte", "Zeitachse", "Balken", "Linie"]
    assert [table.name for table in made.tables()] == [
        "Werte zu Karte",
        "Liste",
        "Werte zu Zeitachse",
        "Werte zu Balken",
        "Werte zu Linie",
    ]


def test_a_document_of_sentences_alone_has_no_chart() -> None:
    assert list(Document(title="Bericht", sections=(_section("1", 2),)).charts()) == []

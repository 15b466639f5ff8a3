"""A report is read leaf by leaf: nothing is left out, and every address leads somewhere."""

import pytest

from tests.domain.report_values import make_report
from vrs_tracker.domain.document import Column, Document, Paragraph, Row, Section, Table
from vrs_tracker.domain.leaves import (
    MOST_TABLES,
    Leaf,
    anchors_of,
    cited,
    divided,
    leaf_with,
    leaves,
    neighbours,
    page_1,
    stands_on_page_1,
)
from vrs_tracker.domain.outline import document

PRINTED = document(make_report())


def table(name: str) -> Table:
    row = Row(cells=("Zeile", "1"))
    return Table(name=name, caption=name, columns=(Column(head="Name"), Column(head="Zahl")), rows=(row,))


def with_tables(count: int) -> Document:
    """Give a report whose third section has two parts with so many tables between them."""
    tables = [table(f"tabelle-{place}") for place in range(count)]
    parts = (
        Section(number="3.1", heading="Erster", anchor="erster", body=tuple(tables[:1])),
        Section(number="3.2", heading="Zweiter", anchor="zweiter", body=tuple(tables[1:])),
    )
    front = tuple(Section(number=str(n), heading=f"Nr. {n}", anchor=f"nr{n}") for n in (1, 2))
    third = Section(number="3", heading="Dritter", anchor="dritter", body=(Paragraph("Satz"),), parts=parts)
    return Document(title="Bericht", sections=(*front, third))


def test_page_1_and_the_leaves_hold_every_section_once() -> None:
    shown = [*anchors_of(page_1(PRINTED)), *(anchor for leaf in leaves(PRINTED) for anchor in leaf.anchors)]
    assert sorted(shown) == sorted(section.anchor for section in PRINTED.all_sections())


def test_a_section_of_few_tables_is_read_as_a_whole() -> None:
    few = with_tables(MOST_TABLES)
    assert [leaf.anchors for leaf in leaves(few)] == [("dritter", "erster", "zweiter")]
    assert divided(few) == frozenset()


def test_a_section_of_many_tables_is_read_part_by_part() -> None:
    many = with_tables(MOST_TABLES + 1)
    assert [leaf.title for leaf in leaves(many)] == ["3 Dritter", "3.1 Erster", "3.2 Zweiter"]
    assert divided(many) == {"dritter"}
    assert [leaf.above.anchor if leaf.above else "" for leaf in leaves(many)] == ["", "dritter", "dritter"]


@pytest.mark.parametrize("tables", [MOST_TABLES, MOST_TABLES + 1])
def test_the_address_of_a_part_leads_to_where_it_stands_however_long_its_section_is(tables: int) -> None:
    leaf = leaf_with(with_tables(tables), "zweiter")
    assert leaf is not None
    assert "zweiter" in leaf.anchors


def test_an_anchor_of_page_1_and_an_unknown_one_have_no_leaf() -> None:
    assert leaf_with(PRINTED, "zusammenfassung") is None
    assert leaf_with(PRINTED, "gibt-es-nicht") is None
    assert stands_on_page_1(PRINTED, "lesehilfe")
    assert not stands_on_page_1(PRINTED, "veraenderungen")


def test_going_on_and_on_passes_every_leaf_and_going_back_returns() -> None:
    every = leaves(PRINTED)
    passed: list[Leaf] = [every[0]]
    while (after := neighbours(PRINTED, passed[-1])[1]) is not None:
        passed.append(after)
    assert tuple(passed) == every
    assert [neighbours(PRINTED, leaf)[0] for leaf in every] == [None, *every[:-1]]


def test_a_number_leads_to_its_statement() -> None:
    for section in PRINTED.all_sections():
        for number, element in section.statements():
            found = cited(PRINTED, number)
            assert found is not None
            assert (found.section, found.element) == (section, element)


def test_the_number_of_a_section_leads_to_the_section_as_a_whole() -> None:
    found = cited(PRINTED, "6.1")
    assert found is not None
    assert (found.section.number, found.element) == ("6.1", None)


@pytest.mark.parametrize("number", ["", "0", "6.", "6.5.99", "06.1", "anlagen"])
def test_a_number_that_is_none_leads_nowhere(number: str) -> None:
    assert cited(PRINTED, number) is None

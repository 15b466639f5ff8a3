"""The rows of a table as one hears them: a sentence each, without what only the eye needs."""

from vrs_tracker.domain.document import (
    Bar,
    Cell,
    Column,
    Facts,
    Framed,
    LightMark,
    Listing,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from vrs_tracker.domain.heard import Fact, facts_of
from vrs_tracker.domain.vocabulary.progress import Light

COLUMNS = (
    Column(head="Geldgeber"),
    Column(head="Heute", right=True),
    Column(head="Verlauf"),
    Column(head="Stand"),
    Column(head="Hinweis"),
)


def money(*cells: Cell, caption: str = "Geld in Mio. €, Stand 30.06.2026") -> Table:
    return Table(
        name="geld",
        caption=caption,
        columns=COLUMNS,
        rows=(Row(cells=("Öffentliche Mittel",), kind=RowKind.GROUP), Row(cells=cells)),
        message="Ein Anteil ist bewilligt.",
        note="Rundungsdifferenzen möglich.",
    )


REGIONAL = ("regional", "5,00", Bar(500), LightMark(Light.ON_TRACK, "planmäßig"), "Der Bescheid liegt vor.")


def heard(table: Table) -> Fact:
    (fact,) = facts_of(table, with_rows=True)
    return fact


def test_a_group_of_rows_is_announced_by_its_name_before_them() -> None:
    assert heard(money(*REGIONAL)).sentences[0] == "Öffentliche Mittel."


def test_a_row_is_one_sentence_with_the_word_of_the_light_and_nothing_of_the_bar() -> None:
    assert heard(money(*REGIONAL)).sentences[1:] == (
        "Regional: heute 5,00 Millionen Euro, Stand planmäßig.",
        "Der Bescheid liegt vor.",
    )


def test_an_amount_has_the_unit_of_its_table_and_none_where_the_caption_names_none() -> None:
    assert "heute 5,00, Stand planmäßig." in heard(money(*REGIONAL, caption="Geld")).sentences[1]


def test_a_row_of_which_only_the_name_can_be_heard_is_its_name() -> None:
    assert heard(money("7 Projekt Fellbach", "", Bar(0), "", "")).sentences[1:] == (
        "Geldgeber 7, Projekt Fellbach.",
    )


def test_unit_and_reference_date_are_not_said_in_the_title() -> None:
    fact = heard(money(*REGIONAL))
    assert (fact.term, fact.title) == ("Geld", ("Geld.", "Ein Anteil ist bewilligt."))
    assert fact.said == (*fact.title, *fact.sentences)


def test_without_its_rows_a_table_is_its_message() -> None:
    assert list(facts_of(money(*REGIONAL), with_rows=False)) == [Fact("", ("Ein Anteil ist bewilligt.",))]


def test_texts_lists_and_frames_are_heard_in_full_and_facts_by_their_terms() -> None:
    told = [
        fact
        for element in (
            Paragraph("Der Bau beginnt am 16.09.2026. Er dauert ein Jahr."),
            Listing(("eins", "zwei"), numbered=True),
            Framed(("Der Ausschuss",), ("nimmt Kenntnis",)),
            Facts((("Träger", "Stadt Böblingen"), ("Kosten", "5,00 Mio. €"))),
        )
        for fact in facts_of(element, with_rows=False)
    ]
    assert told == [
        Fact("", ("Der Bau beginnt am 16.\N{NO-BREAK SPACE}September 2026.", "Er dauert ein Jahr.")),
        Fact("", ("eins.", "zwei.")),
        Fact("", ("Der Ausschuss.", "nimmt Kenntnis.")),
        Fact("Träger", ("Träger: Stadt Böblingen.",)),
        Fact("Kosten", ("Kosten: 5,00 Millionen Euro.",)),
    ]

"""What people type is printed as typed, and stays where it belongs."""

import re
from dataclasses import replace
from pathlib import Path
from shutil import which

import pytest

from tests.reports.pdf_facts import folded, read_pdf
from tests.reports.printing import assert_valid, printed, printed_words, section
from tests.reports.sample_charts import timeline_chart, timeline_table
from tests.reports.sample_document import lights_table, long_table, sample_document, sample_job
from vrs_tracker.domain.document import Column, Facts, Figure, Framed, Listing, Paragraph, Row, RowKind, Table
from vrs_tracker.features.reporting.render import PrintFailed, print_pdf
from vrs_tracker.features.reporting.render.texts import printable
from vrs_tracker.web.typeface import printable_code_points

MILLIMETRE = 72 / 25.4


@pytest.mark.parametrize(
    "text",
    [
        '#eval(1) #include "report.typ" #read("/etc/passwd")',
        "*x* _y_ `z` $x$ = Überschrift",
        "<b>fett</b> &amp; <label> @anhang",
        "„Anführung“ »andere« \"gerade\" 'auch'",
        "\\u{41} \\ ~ -- --- ... // Kommentar /* Kommentar */",
        "https://example.org/?a=1&b=2 [Klammer] {Klammer} ]] )) #",
        "Łódź, Şişli, Čeština, Ελληνικά, Кириллица, Đặng",
        "= + - / 1. Punkt",
    ],
)
def test_user_text_is_printed_as_typed(text: str) -> None:
    everywhere = printed(
        section(
            Paragraph(text),
            Listing((text,)),
            Facts(((text, text),)),
            Framed((text,), (text,)),
            Table(
                name="t", caption=text, columns=(Column(head=text),), rows=(Row(cells=(text,)),), note=text
            ),
            heading=text,
        )
    )
    assert read_pdf(everywhere).text().count(folded(text)) >= 9


def test_characters_that_the_font_lacks_are_named(tmp_path: Path) -> None:
    content = printed(section(Paragraph("Name: 北京 und 😀, hebräisch א.")))
    text = read_pdf(content).text()
    assert "Name: [Zeichen U+5317][Zeichen U+4EAC] und [Zeichen U+1F600], hebräisch [Zeichen U+05D0]." in text
    assert_valid(content, tmp_path, "PDF_UA_1", "PDF_A_3A")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\u0308", "ä"),
        ("a\tb", "a b"),
        ("a\r\nb", "a\nb"),
        ("a\u2028b", "a\nb"),
        ("a\x00b\x07", "ab"),
        ("100\u202e000", "100000"),
        ("\ufeffText\u200b", "Text"),
        ("☂\ufe0f", "[Zeichen U+2602]"),
        ("\ue000", "[Zeichen U+E000]"),
        ("\ud800", "[Zeichen U+D800]"),
        ("Silben\u00adtrennung", "Silben\u00adtrennung"),
    ],
)
def test_printable_keeps_what_shows_and_names_what_does_not(typed: str, shown: str) -> None:
    assert printable(typed) == shown


def test_every_printable_character_makes_a_valid_pdf(tmp_path: Path) -> None:
    characters = [chr(code) for code in sorted(printable_code_points()) if printable(chr(code)) == chr(code)]
    content = printed(
        section(*(Paragraph(" ".join(characters[at : at + 40])) for at in range(0, len(characters), 40)))
    )
    assert len(characters) > 1000
    assert_valid(content, tmp_path, "PDF_UA_1", "PDF_A_3A")


def test_long_texts_break_over_pages_and_lose_nothing() -> None:
    words = " ".join(f"Wort{number}" for number in range(430))
    assert len(words) > 3000
    content = printed(
        section(
            Paragraph(words),
            Listing((words,)),
            Table(
                name="t",
                caption="Lange Texte",
                columns=(Column(head="Kurz"), Column(head="Lang", width=1)),
                rows=tuple(Row(cells=(f"{number}", words)) for number in range(3)),
            ),
        )
    )
    facts = read_pdf(content)
    assert folded(facts.text().replace("\N{SOFT HYPHEN}", "")).count("Wort429") == 5
    assert len(facts.root.all("Table")[0].pages()) > 1


def test_text_without_spaces_stays_on_the_page() -> None:
    word = "Donaudampfschifffahrt" * 40
    facts = read_pdf(printed(section(Paragraph(word), Facts((("Begriff", word),)))))
    assert folded(facts.text()).replace(" ", "").count("Donaudampfschifffahrt") == 80


@pytest.mark.skipif(not which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_nothing_leaves_the_text_area(tmp_path: Path) -> None:
    address = (
        "https://www.example.org/verzeichnis/unterlagen/2026/sitzungsvorlage_anlage_3.pdf?fassung=2&druck=1"
    )
    cells = (address, "programmkoordination@geschaeftsstelle.example", "1.234.567.890,12\u00a0€", "A" * 90)
    columns = tuple(Column(head="Betrag", right=right) for right in (False, False, True, False))
    content = printed(
        section(
            Paragraph(f"{address} {'A' * 300} {'Donaudampfschifffahrtsgesellschaft' * 9}"),
            Facts(((address, address),)),
            Listing((address,)),
            Framed((address,)),
            Table(
                name="t",
                caption=address,
                columns=columns,
                rows=(Row(cells=cells),),
                message=address,
                note=address,
            ),
            Table(
                name="u",
                caption="Zwei Mal so viele Spalten",
                columns=columns + columns,
                rows=(Row(cells=("Wirtschaftlichkeitsbetrachtung", "1.234,50", *("Haushaltsstelle",) * 6)),),
            ),
            heading=f"Überschrift mit {address}",
        ),
        watermark="",
    )
    words = [word for word in printed_words(content, tmp_path) if not re.fullmatch(r"1\.\d", word.text)]
    assert len(words) > 50
    assert min(word.left for word in words) >= 25 * MILLIMETRE - 1
    assert max(word.right for word in words) <= (210 - 25) * MILLIMETRE + 1


def test_short_table_moves_to_the_next_page_in_one_piece() -> None:
    filler = [Paragraph(f"Absatz {number}.") for number in range(22)]
    facts = read_pdf(printed(section(*filler, lights_table())))
    table = facts.root.all("Table")[0]
    assert len(table.pages()) == 1


def test_table_that_fits_on_no_page_breaks_although_it_is_meant_to_stay_together() -> None:
    table = replace(long_table(120), may_break=False)
    printed_table = read_pdf(printed(section(table))).root.all("Table")[0]
    assert "Prüfschritt 120" in printed_table.text()
    assert len(printed_table.pages()) > 2


def test_rows_of_a_long_table_never_split_and_its_head_repeats() -> None:
    facts = read_pdf(printed(section(long_table())))
    rows = facts.root.all("TR")
    assert all(len(row.pages()) == 1 for row in rows)
    later_pages = sorted(facts.root.all("Table")[0].pages())[1:]
    assert later_pages
    assert all(re.search("Meilenstein ?ursprünglich", facts.artifacts[number]) for number in later_pages)


@pytest.mark.parametrize("lines", range(20, 32, 2))
def test_no_heading_stays_alone_at_the_end_of_a_page(lines: int) -> None:
    filler = [Paragraph("Ein Absatz.") for _ in range(lines)]
    content = printed(
        section(*filler),
        section(lights_table(), number="2", heading="Abschnitt mit Tabelle"),
    )
    facts = read_pdf(content)
    heading = next(item for item in facts.root.all("H1") if "Abschnitt mit Tabelle" in item.text())
    message = next(item for item in facts.root.all("P") if "Zwei Bausteine liegen" in item.text())
    table = facts.root.all("Table")[0]
    assert heading.pages() == message.pages() == table.pages()


def test_elements_without_content_are_printed_as_nothing(tmp_path: Path) -> None:
    empty = Table(name="t", caption="Leer", columns=(Column(head="Spalte", width=1),), rows=())
    content = printed(
        section(Paragraph(""), Listing(()), Facts(()), Framed(()), empty, Paragraph("Schluss."))
    )
    assert_valid(content, tmp_path, "PDF_UA_1", "PDF_A_3A")
    assert "Schluss." in read_pdf(content).text()


def test_row_with_too_few_cells_stops_the_print() -> None:
    columns = (Column(head="Name"), Column(head="Betrag", right=True))
    crooked = Table(name="t", caption="Schief", columns=columns, rows=(Row(cells=("Eins",)),))
    with pytest.raises(PrintFailed) as failure:
        printed(section(crooked))
    assert "more or fewer cells" in failure.value.detail


@pytest.mark.skipif(not which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_drawing_higher_than_a_page_is_made_smaller(tmp_path: Path) -> None:
    chart = timeline_chart()
    tall = replace(chart, rows=tuple(replace(chart.rows[0], name=f"Prüfschritt {n}") for n in range(70)))
    content = printed(
        section(Figure(chart=tall, caption="Viele Termine", table=timeline_table())), watermark=""
    )
    steps = [word for word in printed_words(content, tmp_path) if word.text == "Prüfschritt"]
    assert len(steps) == 70
    assert max(word.bottom for word in steps) <= (297 - 25) * MILLIMETRE
    assert "Abbildung 1: Viele Termine" in read_pdf(content).text()


@pytest.mark.parametrize("rows", [19, 46, 47])
def test_note_of_a_long_table_is_never_alone_on_a_page(rows: int) -> None:
    table = replace(long_table(rows), note="Hinweis zur Tabelle.")
    facts = read_pdf(printed(section(table)))
    note = next(item for item in facts.root.all("P") if "Hinweis zur Tabelle" in item.text())
    assert note.pages() <= facts.root.all("Table")[0].pages()


@pytest.mark.skipif(not which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_number_of_a_statement_stands_in_the_margin_level_with_its_first_line(tmp_path: Path) -> None:
    content = print_pdf(sample_job(watermark=""))
    pages = [
        printed_words(content, tmp_path, page=number) for number in range(1, read_pdf(content).pages + 1)
    ]
    in_margin = [(words, word) for words in pages for word in words if word.right < 24 * MILLIMETRE]
    assert [word.text for _, word in in_margin] == [
        number for section in sample_document().all_sections() for number, _ in section.statements() if number
    ]
    for words, number in in_margin:
        beside = [word for word in words if word.left > 24 * MILLIMETRE]
        assert min(abs(word.bottom - number.bottom) for word in beside) < 4, number.text


def test_number_of_a_statement_is_decoration() -> None:
    facts = read_pdf(printed(section(Paragraph("Eine Aussage."), number="6.5")))
    assert "6.5.1" in facts.artifacts[0]
    assert "6.5.1" not in facts.text()


@pytest.mark.parametrize("rows", range(36, 50, 2))
def test_last_row_of_a_long_table_is_never_alone_on_a_page(rows: int) -> None:
    facts = read_pdf(printed(section(long_table(rows))))
    row_pages = [min(row.pages()) for row in facts.root.all("TR")]
    assert row_pages.count(row_pages[-1]) > 1


@pytest.mark.parametrize("rows", range(34, 50, 2))
def test_head_of_the_last_group_goes_on_to_the_next_page_with_its_two_rows(rows: int) -> None:
    table = long_table(rows)
    head = Row(cells=("Letzte Gruppe",), kind=RowKind.GROUP)
    facts = read_pdf(printed(section(replace(table, rows=(*table.rows[:-2], head, *table.rows[-2:])))))
    *_, group, first, last = (row.pages() for row in facts.root.all("TR"))
    assert group == first == last


def test_group_without_rows_is_a_row_and_heads_nothing(tmp_path: Path) -> None:
    groups = [
        Row(cells=(text,), kind=RowKind.GROUP) for text in ("Fällig: keine", "Später: einer", "Nie: keine")
    ]
    rows = (groups[0], groups[1], Row(cells=("Übergabe", "31.12.2026")), groups[2])
    columns = (Column(head="Schritt", width=1), Column(head="Tag", width=1))
    content = printed(
        section(Table(name="t", caption="Schritte", columns=columns, rows=rows, may_break=True))
    )
    assert_valid(content, tmp_path, "PDF_UA_1", "PDF_A_3A")
    heads = [folded(head.text()) for head in read_pdf(content).root.all("TH")]
    assert heads == ["Schritt", "Tag", "Später: einer"]


@pytest.mark.skipif(not which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize(
    "phrase", ["16,22 Millionen", "3. Halbjahr", "TOP 4", "Nummer 6.7", "60 Tage", "9,1 %"]
)
def test_what_is_read_as_one_is_never_divided(phrase: str, tmp_path: Path) -> None:
    content = printed(section(*(Paragraph("Wort " * n + f"{phrase} und mehr") for n in range(10, 22))))
    words = printed_words(content, tmp_path)
    first, second = phrase.split()
    starts = [at for at, word in enumerate(words) if word.text == first and words[at + 1].text == second]
    assert len(starts) == 12
    assert all(abs(words[at].top - words[at + 1].top) < 1 for at in starts)


def test_sections_lead_back_to_the_summary() -> None:
    content = print_pdf(sample_job())
    links = [folded(link.text()) for link in read_pdf(content).root.all("Link")]
    sections = sample_document().sections
    assert links.count("zur Zusammenfassung") == len(sections) - 2

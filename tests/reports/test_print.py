"""The printed report: accessible, archivable, and the same every time."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zlib import compress

import pikepdf
import pytest

from tests.reports.pdf_facts import PdfFacts, folded, read_pdf
from tests.reports.printing import assert_valid
from tests.reports.sample_document import DEMO_SENTENCE, TITLE, sample_job, sample_title_block
from vrs_tracker.domain.vocabulary.reporting import PdfForm
from vrs_tracker.features.reporting.render import PrintFailed, job, press, print_pdf
from vrs_tracker.features.reporting.render.packing import packed_pdf

ROOT = Path(__file__).parents[2]
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


@pytest.fixture(scope="module")
def sample() -> bytes:
    return print_pdf(sample_job())


@pytest.fixture(scope="module")
def facts(sample: bytes) -> PdfFacts:
    return read_pdf(sample)


def test_report_is_pdf_ua_1_and_pdf_a_3a(sample: bytes, tmp_path: Path) -> None:
    assert_valid(sample, tmp_path, "PDF_UA_1", "PDF_A_3A")


def test_twin_without_attachments_is_pdf_ua_1_and_pdf_a_2a(tmp_path: Path) -> None:
    content = print_pdf(sample_job(form=PdfForm.A2))
    assert_valid(content, tmp_path, "PDF_UA_1", "PDF_A_2A")
    with pikepdf.open(BytesIO(content)) as pdf:
        assert not pdf.attachments


def test_language_title_and_bookmarks_are_set(facts: PdfFacts, sample: bytes) -> None:
    assert facts.language == "de-DE"
    assert facts.shows_title
    assert facts.bookmarks[:3] == ["1 Beschlussvorschlag", "2 Zusammenfassung", "So lesen Sie diesen Bericht"]
    assert "6.5 Baustein 5, Prüfstand (Musterstadt)" in facts.bookmarks
    with pikepdf.open(BytesIO(sample)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == TITLE


def test_heading_levels_begin_with_one_and_skip_none(facts: PdfFacts) -> None:
    levels = [int(heading.tag[1]) for heading in facts.root.all(*HEADINGS)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_heading_is_read_with_a_space_after_its_number(facts: PdfFacts) -> None:
    assert folded(facts.root.all("H1")[0].text()) == "1 Beschlussvorschlag"


def test_every_table_has_column_heads_and_a_caption(facts: PdfFacts) -> None:
    tables = facts.root.all("Table")
    captioned = [table for table in tables if table.all("Caption")]
    assert all(table.all("TH") for table in tables)
    assert all(head.scope == "Column" for table in tables for head in table.all("TH"))
    assert [folded(table.all("Caption")[0].text()).split(":")[0] for table in captioned] == [
        f"Tabelle {number}" for number in range(1, 8)
    ]


def test_group_heads_of_a_table_are_heads(facts: PdfFacts) -> None:
    lights = next(table for table in facts.root.all("Table") if "Stand der Bausteine" in table.text())
    heads = [head.text() for head in lights.all("TH")]
    assert "Bausteine des Antrags (4)" in heads
    assert "Weitere Projekte (4)" in heads


def test_every_figure_is_described_and_followed_by_its_table(facts: PdfFacts) -> None:
    elements = [element.tag for element in facts.root.walk() if element.tag in {"Figure", "Table"}]
    figures = facts.root.all("Figure")
    assert [figure.alt.split(":")[0] for figure in figures] == [
        "Balkendiagramm",
        "Gestapelte Balken",
        "Liniendiagramm",
        "Zeitachse",
    ]
    assert all(elements[index + 1] == "Table" for index, tag in enumerate(elements) if tag == "Figure")


def test_texts_stand_in_reading_order(facts: PdfFacts) -> None:
    wanted = (
        "Prüfverband, Geschäftsstelle",
        "Sitzungsvorlage Nr. WIV-012/2026",
        "Ausschuss für Prüfung und Verwaltung",
        "23.09.2026, TOP 4, öffentlich",
        TITLE,
        "1 Beschlussvorschlag",
        "nimmt den 5. Halbjahresbericht zur Kenntnis",
        "2 Zusammenfassung",
        "Tabelle 1: Stand der Mittel",
        "davon gesperrt 2,10 −0,80 12,9 %",
        "Inhalt",
        "So lesen Sie diesen Bericht",
        "4 Gesamtübersicht der Finanzierung",
        "Baustein 5, Prüfstand (Musterstadt)",
        "Tabelle 7: Alle Meilensteine",
        "Prüfschritt 70 mit Abstimmung",
    )
    text = facts.text()
    places = [text.find(piece) for piece in wanted]
    assert -1 not in places, [piece for piece, place in zip(wanted, places, strict=True) if place < 0]
    assert places == sorted(places)


def test_lights_are_read_as_words_without_their_shapes(facts: PdfFacts) -> None:
    lights = next(table for table in facts.root.all("Table") if "Stand der Bausteine" in table.text())
    cells = [cell.text() for cell in lights.all("TD")]
    assert cells[1::4] == [
        "planmäßig",
        "Abweichung",
        "kritisch",
        "nicht begonnen",
        "abgeschlossen",
        "nicht weiterverfolgt",
        "keine aktuelle Meldung",
        "entfällt",
    ]


def test_watermark_demo_sentence_and_footer_are_decoration_on_every_page(facts: PdfFacts) -> None:
    assert len(facts.artifacts) == facts.pages
    foot = "Stand 30.06.2026 · Fassung 1 · Prüfsumme 3f9a 1c07 · Seite {} von {}"
    for number, artifacts in enumerate(facts.artifacts, start=1):
        assert "Entwurf" in artifacts
        assert (DEMO_SENTENCE in artifacts) == (number > 1), "on page 1 it is text"
        assert foot.format(number, facts.pages) in artifacts
        assert ("Zusammenfassung: Seite 1" in artifacts) == (number > 1)


def test_watermark_and_demo_sentence_are_read_once_and_the_footer_never(facts: PdfFacts) -> None:
    text = facts.text()
    assert text.count("Entwurf") == 1 + text.count("Entwurf abgeschlossen")
    assert text.count(DEMO_SENTENCE) == 1
    assert "Prüfsumme" not in text


def test_released_report_has_neither_watermark_nor_demo_sentence() -> None:
    released = read_pdf(print_pdf(sample_job(watermark="", demo_mark="")))
    everything = released.text().replace("Entwurf abgeschlossen", "") + " ".join(released.artifacts)
    assert "Entwurf" not in everything
    assert DEMO_SENTENCE not in everything


def test_head_without_session_says_what_follows() -> None:
    head = replace(
        sample_title_block(), paper_reference="", session_date=None, agenda_item="", is_public=False
    )
    text = read_pdf(print_pdf(sample_job(title_block=head))).text()
    assert "Vorlage Nr. folgt" in text
    assert "Termin folgt, nichtöffentlich" in text
    assert "TOP" not in text


def test_timestamp_without_time_zone_is_refused() -> None:
    naive = sample_job().timestamp.replace(tzinfo=None)
    with pytest.raises(ValueError, match="needs a time zone"):
        print_pdf(replace(sample_job(), timestamp=naive))


def test_attachments_carry_relation_kind_and_the_date_of_the_report(sample: bytes) -> None:
    with pikepdf.open(BytesIO(sample)) as pdf:
        specifications = list(pdf.Root.AF)
        assert [str(item.UF) for item in specifications] == ["bericht.csv", "bericht.json"]
        assert {str(item.AFRelationship) for item in specifications} == {"/Data"}
        assert str(specifications[0].Desc) == "Zahlen des Berichts als CSV"
        stream = specifications[0].EF.F
        assert str(stream.Subtype) == "/text/csv"
        assert stream.read_bytes() == b"Stufe;Betrag\r\n"
        assert str(stream.Params.ModDate).startswith("D:20260803071542")


def test_same_job_gives_the_same_bytes_in_another_environment(sample: bytes, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from tests.reports.sample_document import sample_job\n"
        "from vrs_tracker.features.reporting.render import print_pdf\n"
        "sys.stdout.buffer.write(print_pdf(sample_job()))\n"
    )
    surroundings = {
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4711",
        "PYTHONPATH": str(ROOT),
    }
    other = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=surroundings | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    assert sha256(other.stdout).hexdigest() == sha256(sample).hexdigest()


def test_another_moment_gives_other_bytes(sample: bytes) -> None:
    later = replace(sample_job(), timestamp=datetime(2026, 8, 3, 7, 15, 43, tzinfo=UTC))
    assert print_pdf(later) != sample


def test_contents_begin_a_page_after_the_second_section(facts: PdfFacts) -> None:
    contents = next(heading for heading in facts.root.all("H2") if heading.text() == "Inhalt")
    summary = next(heading for heading in facts.root.all("H1") if "Zusammenfassung" in heading.text())
    assert max(summary.pages()) < min(contents.pages())
    entries = [folded(entry.text()) for entry in facts.root.all("TOCI")]
    assert len(entries) == 5
    assert entries[0] == "1Beschlussvorschlag 1"


def test_contents_link_to_their_sections(sample: bytes) -> None:
    with pikepdf.open(BytesIO(sample)) as pdf:
        links = [note for sheet in pdf.pages for note in sheet.get("/Annots", []) if note.Subtype == "/Link"]
    assert len(links) >= 5


def test_light_of_a_section_is_read_after_its_heading(facts: PdfFacts) -> None:
    assert "Prüfstand (Musterstadt) Abweichung Der Beginn verschiebt sich" in facts.text()


def test_unknown_schema_version_is_refused_with_a_sentence() -> None:
    with pytest.raises(PrintFailed, match="Für Berichte der Datenfassung 99 liegt keine Druckvorlage vor"):
        print_pdf(replace(sample_job(), schema_version=99))


def test_failure_of_the_child_process_keeps_the_reason_for_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "FONT_FOLDER", ROOT / "tests")
    with pytest.raises(PrintFailed, match="Das PDF konnte nicht erstellt werden") as failure:
        print_pdf(sample_job())
    assert "font" in failure.value.detail


def test_child_process_is_stopped_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "TIMEOUT_SECONDS", 0.001)
    with pytest.raises(PrintFailed, match="abgebrochen"):
        print_pdf(sample_job())


def small_pdf(number: int, content: bytes = b"") -> bytes:
    target = BytesIO()
    pdf = pikepdf.new()
    pdf.Root.Number = pdf.make_indirect(pikepdf.Dictionary(Value=number))
    pdf.Root.Content = pdf.make_stream(content)
    pdf.save(target)
    return target.getvalue()


def test_no_stream_ends_in_a_carriage_return_that_could_be_taken_for_a_line_end() -> None:
    # The last byte of compressed data is chance: among so many files it would be a carriage return in a few.
    packed = [packed_pdf(small_pdf(number)) for number in range(600)]
    assert not any(b"\r\nendstream" in content for content in packed)


def test_stream_that_would_end_in_a_carriage_return_keeps_its_content() -> None:
    text = b"Inhalt eines Datenstroms. " * 20
    content = text + bytes([(0x0C - sum(text)) % 0x100])
    assert compress(content).endswith(b"\r")
    packed = packed_pdf(small_pdf(0, content))
    assert b"\r\nendstream" not in packed
    with pikepdf.open(BytesIO(packed)) as pdf:
        assert pdf.Root.Content.read_bytes() == content


def test_printing_leaves_no_temporary_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    print_pdf(sample_job())
    assert list(tmp_path.iterdir()) == []


def test_dates_of_the_head_are_german() -> None:
    head = replace(sample_title_block(), session_date=date(2027, 3, 9))
    assert "09.03.2027" in read_pdf(print_pdf(sample_job(title_block=head))).text()

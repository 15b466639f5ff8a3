"""Every print is valid, accessible and the same wherever it is made: editions, drafts, Ergänzungen."""

import json
import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from tests.reports.extreme_prints import PRINTS, Form, Further, checksums, extreme, facts, printed_as
from tests.reports.pdf_facts import folded
from tests.reports.printing import assert_valid
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.vocabulary.reporting import PUBLIC_FORMS, PdfForm

ROOT = Path(__file__).parents[2]
WITH_FIGURES = (PdfForm.A3, Further.DRAFT)
SUPPLEMENTS = (Further.SUPPLEMENT, Further.SUPPLEMENT_DRAFT)
DRAFTS = (Further.DRAFT, Further.NONPUBLIC_DRAFT, Further.SUPPLEMENT_DRAFT)
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
WATERMARK, SAID = "Entwurf", "Entwurf · "
every_print = pytest.mark.parametrize(("name", "form"), PRINTS)


@every_print
def test_print_is_pdf_ua_1_and_its_pdf_a(name: str, form: Form, tmp_path: Path) -> None:
    profile = "PDF_A_3A" if form in WITH_FIGURES else "PDF_A_2A"
    assert_valid(printed_as(name, form), tmp_path, "PDF_UA_1", profile)


@every_print
def test_only_the_edition_with_figures_and_its_draft_have_attachments(name: str, form: Form) -> None:
    with pikepdf.open(BytesIO(printed_as(name, form))) as pdf:
        assert bool(pdf.attachments) == (form in WITH_FIGURES)


@every_print
def test_print_says_its_language_and_title_and_has_a_bookmark_for_each_heading(name: str, form: Form) -> None:
    read = facts(name, form)
    headings = [folded(heading.text()) for heading in read.root.all(*HEADINGS)]
    assert read.language == "de-DE"
    assert read.title.startswith(document(extreme(name).report).title)
    assert len(read.root.all("Title")) == 1
    assert read.shows_title
    assert [mark for mark in map(folded, read.bookmarks) if mark not in headings] == []
    contents = set() if form in SUPPLEMENTS else {"Inhalt"}
    assert set(headings) - set(map(folded, read.bookmarks)) == contents


@every_print
def test_headings_begin_with_the_first_level_and_skip_none(name: str, form: Form) -> None:
    levels = [int(heading.tag[1]) for heading in facts(name, form).root.all(*HEADINGS)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@every_print
def test_tables_have_heads_and_no_cell_that_says_nothing(name: str, form: Form) -> None:
    for table in facts(name, form).root.all("Table"):
        heads = [head for head in table.all("TH") if head.scope == "Column"]
        assert heads, table.text()[:80]
        for row in table.all("TR"):
            cells = row.all("TD")
            silent = [index for index, cell in enumerate(cells) if not cell.text().strip()]
            assert silent == [], row.text()


@every_print
def test_figures_say_what_one_sees_and_are_followed_by_their_values(name: str, form: Form) -> None:
    tags = [part for part in facts(name, form).root.walk() if part.tag in {"Figure", "Table"}]
    for index, part in enumerate(tags):
        if part.tag == "Figure":
            assert len(part.alt) > 40
            assert tags[index + 1].tag == "Table"


@every_print
def test_head_and_foot_of_the_pages_are_not_read(name: str, form: Form) -> None:
    read = facts(name, form)
    assert len(read.artifacts) == read.pages
    for number, artifact in enumerate(read.artifacts, start=1):
        assert f"Seite {number} von {read.pages}" in artifact
    assert f"Seite {read.pages} von {read.pages}" not in read.text()
    assert "Prüfsumme" not in read.text().split("Nachweise")[0]


@every_print
def test_a_draft_says_so_behind_every_page_and_once_aloud(name: str, form: Form) -> None:
    read = facts(name, form)
    drawn = [WATERMARK in artifact for artifact in read.artifacts]
    assert drawn == [form in DRAFTS] * read.pages
    assert read.text().count(SAID) == (form in DRAFTS)


@pytest.mark.parametrize("name", ["ordinary", "demo_content", "ten_decisions", "everything_withheld"])
def test_another_process_elsewhere_prints_the_same_bytes(name: str, tmp_path: Path) -> None:
    surroundings = {
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4711",
        "TMPDIR": str(tmp_path),
    }
    other = subprocess.run(
        [sys.executable, "-m", "tests.reports.extreme_prints", name],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        check=True,
    )
    here = checksums([name])
    assert len(here) > len(PUBLIC_FORMS)
    assert json.loads(other.stdout) == here

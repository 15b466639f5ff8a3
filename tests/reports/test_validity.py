"""Every edition of every extreme is valid, accessible and the same wherever it is printed."""

import json
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from tests.reports.extreme_prints import EDITIONS, all_editions, facts
from tests.reports.pdf_facts import folded
from tests.reports.printing import assert_valid
from vrs_tracker.domain.vocabulary.reporting import PdfForm

ROOT = Path(__file__).parents[2]
PROFILES = {PdfForm.A3: "PDF_A_3A", PdfForm.A2: "PDF_A_2A", PdfForm.NONPUBLIC: "PDF_A_2A"}
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
BARS = "Größe"
every_edition = pytest.mark.parametrize(("name", "form"), EDITIONS)


@every_edition
def test_edition_is_pdf_ua_1_and_its_pdf_a(name: str, form: PdfForm, tmp_path: Path) -> None:
    assert_valid(all_editions(name)[form], tmp_path, "PDF_UA_1", PROFILES[form])


@every_edition
def test_only_the_edition_with_figures_has_attachments(name: str, form: PdfForm) -> None:
    with pikepdf.open(BytesIO(all_editions(name)[form])) as pdf:
        assert bool(pdf.attachments) == (form is PdfForm.A3)


@every_edition
def test_edition_says_its_language_and_title_and_has_a_bookmark_for_each_heading(
    name: str, form: PdfForm
) -> None:
    read = facts(name, form)
    headings = [folded(heading.text()) for heading in read.root.all(*HEADINGS)]
    assert read.language == "de-DE"
    assert read.shows_title
    assert [mark for mark in map(folded, read.bookmarks) if mark not in headings] == []
    assert set(headings) - set(map(folded, read.bookmarks)) == {"Inhalt"}


@every_edition
def test_headings_begin_with_the_first_level_and_skip_none(name: str, form: PdfForm) -> None:
    levels = [int(heading.tag[1]) for heading in facts(name, form).root.all(*HEADINGS)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@every_edition
def test_tables_have_heads_and_no_cell_that_says_nothing(name: str, form: PdfForm) -> None:
    for table in facts(name, form).root.all("Table"):
        heads = [head for head in table.all("TH") if head.scope == "Column"]
        assert heads, table.text()[:80]
        for row in table.all("TR"):
            cells = row.all("TD")
            silent = [index for index, cell in enumerate(cells) if not cell.text().strip()]
            assert all(heads[index].text().strip() == BARS for index in silent), row.text()


@every_edition
def test_figures_say_what_one_sees_and_are_followed_by_their_values(name: str, form: PdfForm) -> None:
    tags = [part for part in facts(name, form).root.walk() if part.tag in {"Figure", "Table"}]
    for index, part in enumerate(tags):
        if part.tag == "Figure":
            assert len(part.alt) > 40
            assert tags[index + 1].tag == "Table"


@every_edition
def test_head_and_foot_of_the_pages_are_not_read(name: str, form: PdfForm) -> None:
    read = facts(name, form)
    assert len(read.artifacts) == read.pages
    for number, artifact in enumerate(read.artifacts, start=1):
        assert f"Seite {number} von {read.pages}" in artifact
    assert f"Seite {read.pages} von {read.pages}" not in read.text()
    assert "Prüfsumme" not in read.text().split("Nachweise")[0]


@pytest.mark.parametrize("name", ["ordinary", "ten_decisions", "everything_withheld"])
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
        env=surroundings | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    assert json.loads(other.stdout) == {
        f"{name} {form}": sha256(content).hexdigest() for form, content in all_editions(name).items()
    }

"""Page 1 of a committee paper: head, resolution and summary, whatever the report holds (users.md 4.5)."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from shutil import which

import pytest

from tests.domain.report_values import make_block, make_project, make_report, make_update
from tests.domain.sample_report import sample_report
from tests.reports.pdf_facts import PdfFacts, folded, read_pdf
from tests.reports.printing import printed_words
from tests.reports.sample_document import DEMO_SENTENCE, sample_job, sample_title_block
from vrs_tracker.domain.chapters.page_one import PAGE, page_1_height
from vrs_tracker.domain.chapters.resolution import resolution_section
from vrs_tracker.domain.chapters.summary import summary_section
from vrs_tracker.domain.document import Document, Paragraph, Table
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot
from vrs_tracker.features.reporting.render import print_pdf

MILLIMETRE = 72 / 25.4
TOP, BOTTOM = 25 * MILLIMETRE, (297 - 25) * MILLIMETRE
SENTENCE = "Die Vergabe verschiebt sich, weil ein Gewerk neu ausgeschrieben wird"


def _told(report: CommitteeReport, headline: str, decision: str = "") -> CommitteeReport:
    update = make_update(headline=headline, decision=decision)
    return replace(report, blocks=tuple(replace(block, update=update) for block in report.blocks))


def _blocks(count: int) -> CommitteeReport:
    report = sample_report()
    more = tuple(
        make_block(number=n, slug=f"baustein-{n}", name=f"Baustein {n}") for n in range(1, count + 1)
    )
    return replace(report, blocks=more)


def _resolved(report: CommitteeReport, lines: int) -> CommitteeReport:
    text = "\n".join(f"Die Mittel für Baustein {line} werden freigegeben." for line in range(1, lines + 1))
    return replace(report, narratives=((NarrativeSlot.PROPOSED_RESOLUTION, text),))


REPORTS = {
    "seven blocks and four projects": sample_report(),
    "seven blocks alone": replace(sample_report(), projects=()),
    "no predecessor": replace(sample_report(), previous=None, changes=()),
    "first report with nothing in it": make_report(),
    "forty projects": replace(
        sample_report(),
        projects=tuple(
            make_project(number=n, slug=f"projekt-{n}", name=f"Projekt {n}") for n in range(1, 41)
        ),
    ),
    "forty blocks": _blocks(40),
    "ten blocks with a sentence each": _told(_blocks(10), SENTENCE),
    "sentences of two lines": _told(sample_report(), f"{SENTENCE}; {SENTENCE}"),
    "as long as a headline may be": _told(sample_report(), "Wort " * 40),
    "three lines of resolution": _resolved(sample_report(), 3),
    "a decision for each block": _told(sample_report(), SENTENCE, "Die Fläche wird kleiner."),
    "long decisions for each block": _told(sample_report(), SENTENCE, "Der Anteil der Stadt steigt. " * 6),
}


def _document(report: CommitteeReport) -> Document:
    title = f"{report.motion.title} – {report.number}. Halbjahresbericht"
    return Document(title=title, sections=(resolution_section(report), summary_section(report)))


def _print(report: CommitteeReport, *, watermark: str = "", demo_mark: str = "") -> bytes:
    document = _document(report)
    head = replace(sample_title_block(), subject=document.title, consultations=(), annexes=())
    job = sample_job(document=document, title_block=head, watermark=watermark, demo_mark=demo_mark)
    return print_pdf(job)


def _pages_with(facts: PdfFacts, words: str) -> set[int]:
    return next(item for item in facts.root.all("P", "Caption") if words in folded(item.text())).pages()


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_page_1_holds_head_resolution_money_and_changes(report: CommitteeReport) -> None:
    facts = read_pdf(_print(report))
    blocks = next(table for table in facts.root.all("Table") if "Meldung" in table.text())
    is_last = summary_section(report).body[-1]
    assert _pages_with(facts, "Regionale Mittel in Mio. €") == {0}
    if not isinstance(is_last, Table):
        assert blocks.pages() == {0}
    asks = any(block.update and block.update.decision for block in report.all_blocks())
    assert _pages_with(facts, "Entscheidungsbedarf" if asks else "steht keine Entscheidung an") == {0}
    contents = next(heading for heading in facts.root.all("H2") if heading.text() == "Inhalt")
    assert min(contents.pages()) >= 1


@pytest.mark.parametrize("marks", [{}, {"watermark": "Entwurf"}, {"demo_mark": DEMO_SENTENCE}])
def test_marks_of_a_draft_and_of_invented_data_take_no_room_of_page_1(marks: dict[str, str]) -> None:
    facts = read_pdf(_print(sample_report(), **marks))
    contents = next(heading for heading in facts.root.all("H2") if heading.text() == "Inhalt")
    assert contents.pages() == {1}
    assert _pages_with(facts, "Wege und Folgen: Nummer 6.7.") == {0}


@pytest.mark.parametrize("blocks", [10, 11])
def test_a_table_of_more_than_ten_rows_stands_on_page_2(blocks: int) -> None:
    report = replace(_told(_blocks(blocks), "Kurz."), projects=(), previous=None, changes=())
    body = summary_section(report).body
    place = next(at for at, one in enumerate(body) if isinstance(one, Table) and one.name == "bausteine")
    assert (place == len(body) - 1) == (blocks > 10)


@pytest.mark.skipif(not which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_the_height_of_page_1_is_never_estimated_too_small(report: CommitteeReport, tmp_path: Path) -> None:
    lead, *below = summary_section(report).body
    assert isinstance(lead, Paragraph)
    estimated = page_1_height(report, lead.text, below)
    if estimated > PAGE:
        assert isinstance(below[-1], Table) or isinstance(below[-2], Paragraph)
        return
    last_baseline = 0.0
    for word in printed_words(_print(report), tmp_path, page=1):
        if word.bottom < BOTTOM + MILLIMETRE and word.top > TOP - MILLIMETRE:
            last_baseline = max(last_baseline, word.bottom - 4)
    assert Decimal(last_baseline - TOP) <= estimated

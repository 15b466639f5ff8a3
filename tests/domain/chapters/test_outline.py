"""The whole document: fifteen sections, complete tables, German without slips, whatever the report holds."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.domain.chapters.document_texts import cell_text, said, texts
from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import (
    make_entry,
    make_milestone,
    make_motion,
    make_project,
    make_report,
    make_risk,
    make_update,
    millions,
)
from tests.domain.sample_report import sample_report, sample_report_before
from tests.support.word_checks import OTHER_GAPS
from vrs_tracker.domain.document import Paragraph, RowKind, Table, Tone
from vrs_tracker.domain.facts.motion import Motion
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import Light, ShiftReason
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot

LONG = "Wort mit Gewicht. " * 167


def only_facts() -> CommitteeReport:
    """The motion and nothing else: no message, no money, no session."""
    report = make_report()
    blocks = tuple(
        replace(block, update=None, light=Light.UNKNOWN, last_message_on=None, risks_checked_on=None)
        for block in report.blocks
    )
    return replace(report, blocks=blocks)


def nothing_at_all() -> CommitteeReport:
    """Not even blocks and mandates."""
    motion: Motion = replace(make_motion(), mandates=(), statements=())
    return make_report(blocks=(), motion=motion)


def all_dropped() -> CommitteeReport:
    report = sample_report()
    blocks = tuple(
        replace(block, light=Light.DROPPED, state=BlockState.DROPPED, state_reason="Kein Träger gefunden")
        for block in report.blocks
    )
    return replace(report, blocks=blocks)


def forty_projects() -> CommitteeReport:
    milestones = tuple(make_milestone(id=n, title=f"Schritt {n}") for n in range(1, 4))
    projects = tuple(
        replace(
            make_project(slug=f"p{n}", number=n, name=f"Projekt {n}", milestones=milestones),
            risks=(make_risk(id=n),),
        )
        for n in range(1, 41)
    )
    return replace(sample_report(), projects=projects)


def long_texts() -> CommitteeReport:
    report = full_report()
    update = make_update(headline=LONG, achieved=LONG, decision=LONG)
    blocks = tuple(replace(block, description=LONG, update=update) for block in report.blocks)
    late = make_milestone(title=LONG, shift_reason=ShiftReason.OTHER, shift_note=LONG)
    blocks = (
        replace(blocks[0], milestones=(late,), risks=(make_risk(cause=LONG, measure=LONG),)),
        *blocks[1:],
    )
    return replace(report, blocks=blocks, narratives=tuple((slot, LONG) for slot in NarrativeSlot))


def undivided_and_rounded() -> CommitteeReport:
    entries = (
        make_entry(id=1, block=None, amount=millions("13.20"), is_rounded=True),
        make_entry(id=2, block="aitransform", amount=millions("5.00")),
    )
    return make_report(entries=entries)


EXTREMES = pytest.mark.parametrize(
    "make",
    [
        nothing_at_all,
        only_facts,
        make_report,
        sample_report_before,
        sample_report,
        full_report,
        all_dropped,
        forty_projects,
        long_texts,
        undivided_and_rounded,
    ],
)
Make = Callable[[], CommitteeReport]


@EXTREMES
def test_all_fifteen_sections_stand_in_their_order_and_none_is_empty(make: Make) -> None:
    sections = document(make()).sections

    assert [section.number for section in sections] == [str(n) for n in range(1, 16)]
    assert [section.heading for section in sections] == [
        "Beschlussvorschlag",
        "Zusammenfassung",
        "Auftrag und Berichtspflicht",
        "Gesamtübersicht der Finanzierung",
        "Veränderungen seit dem letzten Bericht",
        "Bausteine",
        "Weitere Projekte",
        "Meilensteine",
        "Risiken und Gegenmaßnahmen",
        "Mittelabfluss und Haushalt",
        "Vernetzung der Akteure",
        "Genossenschaft",
        "Förderaufrufe und Wettbewerbe",
        "Ausblick",
        "Anlagen",
    ]
    assert all(texts(section) for section in sections)


@EXTREMES
def test_every_subsection_is_numbered_under_its_section(make: Make) -> None:
    for section in document(make()).sections:
        assert [part.number for part in section.parts] == [
            f"{section.number}.{n}" for n in range(1, len(section.parts) + 1)
        ]
        assert all(texts(part) for part in section.parts)


@EXTREMES
def test_anchors_and_names_of_tables_are_unique(make: Make) -> None:
    made = document(make())
    anchors = [section.anchor for section in made.all_sections()]
    names = [table.name for table in made.tables()]

    assert len(set(anchors)) == len(anchors)
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in (*anchors, *names))


@EXTREMES
def test_no_table_has_more_than_six_columns_a_long_head_or_an_empty_cell(make: Make) -> None:
    for table in document(make()).tables():
        heads = [column.head for column in table.columns]
        assert len(heads) <= 6
        assert all(head == "Mio. €" or re.fullmatch(r"\w+|\d\d\.\d\d\.\d{4}", head) for head in heads), heads
        assert table.rows
        for row in table.rows:
            assert len(row.cells) == (1 if row.kind is RowKind.GROUP else len(heads)), (table.name, row)
            bars = [head == "Größe" for head in heads]
            cells = [cell_text(cell) for cell, is_bar in zip(row.cells, bars, strict=False) if not is_bar]
            assert all(cell.strip() for cell in cells), (table.name, cells)


@EXTREMES
def test_a_gap_in_a_table_is_always_called_by_the_same_words(make: Make) -> None:
    cells = {
        cell_text(cell) for table in document(make()).tables() for row in table.rows for cell in row.cells
    }
    assert cells.isdisjoint(OTHER_GAPS)


@EXTREMES
def test_every_table_is_introduced_by_a_sentence(make: Make) -> None:
    for section in document(make()).all_sections():
        led = any(isinstance(one, Paragraph) and one.tone is Tone.LEAD for one in section.body)
        for element in section.body:
            if isinstance(element, Table):
                assert element.caption
                assert element.message.endswith(".") or (led and not element.message)


@EXTREMES
def test_the_texts_have_no_slips_of_the_pen(make: Make) -> None:
    slips = (
        r"\.\.(?!\.)",
        r" [.,;:]",
        r"  ",
        r"\bNone\b",
        r"\(\)",
        r"[A-Z]\w+\.[A-Z_]+\b(?!\w)",
        r"→",
        r"\bTEUR\b",
    )
    for section in document(make()).sections:
        for text in texts(section):
            shown = text.replace(LONG, "").replace(LONG.strip(), "")
            for slip in slips:
                assert re.search(slip, shown) is None, (section.number, slip, shown)


@EXTREMES
def test_words_that_we_do_not_use_do_not_appear(make: Make) -> None:
    banned = ("Rest", "Restmittel", "übrig", "gescheitert", "erfolgreich", "leider", "ungültig", "gefährdet")
    for section in document(make()).sections:
        spoken = said(section)
        assert "!" not in spoken
        for word in banned:
            assert re.search(rf"\b{word}\b", spoken) is None, (section.number, word)


@EXTREMES
def test_sentences_say_millionen_euro_and_only_tables_mio(make: Make) -> None:
    for section in document(make()).all_sections():
        for element in section.body:
            if isinstance(element, Paragraph):
                assert "Mio." not in element.text
            if isinstance(element, Table):
                assert "Mio." not in element.message


def test_the_title_names_motion_and_number() -> None:
    assert document(make_report(number=5)).title == "KI in die Umsetzung bringen – 5. Halbjahresbericht"


def test_the_same_report_gives_the_same_document() -> None:
    assert document(full_report()) == document(full_report())


def test_all_seven_blocks_always_have_their_place_in_the_order_of_the_motion() -> None:
    for make in (only_facts, all_dropped, full_report):
        headings = [part.heading for part in document(make()).sections[5].parts]
        assert headings == [
            "Baustein 1, KI-XC (Stuttgart)",
            "Baustein 2, KI-ckstart (Stuttgart)",
            "Baustein 3, KI im Bau (Stuttgart)",
            "Baustein 4, AIExpress (Böblingen)",
            "Baustein 5, AITransform (Böblingen)",
            "Baustein 6, AIVision (Böblingen)",
            "Baustein 7, mAIkerSpace (Ditzingen)",
        ]


def test_headings_do_not_skip_and_parts_follow_their_section() -> None:
    numbers = [
        tuple(map(int, section.number.split("."))) for section in document(full_report()).all_sections()
    ]

    assert all(earlier < later for earlier, later in pairwise(numbers))

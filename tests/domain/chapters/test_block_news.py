"""What is new in a block's subsection is marked, what only stands there again says since when."""

from dataclasses import replace

import pytest

from tests.domain.block_values import make_block, make_update
from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import make_report
from vrs_tracker.domain.chapters.block_news import carried_forward, with_news_marked
from vrs_tracker.domain.document import Column, Facts, Paragraph, Table, Tone
from vrs_tracker.domain.heard import facts_of
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import Change
from vrs_tracker.domain.vocabulary.reporting import ChangeKind

FACTS = Facts((("Stand", "in Umsetzung."), ("Meilensteine", "2 von 5 erreicht."), ("Risiken", "Keine.")))


def _changed(kind: ChangeKind | None, slug: str = "ki-xc") -> Facts:
    report = replace(make_report(), changes=(Change(rank=1, block=slug, sentence="Neu.", kind=kind),))
    (marked,) = with_news_marked(report, make_block(slug="ki-xc"), (FACTS,))
    assert isinstance(marked, Facts)
    return marked


@pytest.mark.parametrize(
    ("kind", "terms"),
    [
        (ChangeKind.BLOCKS, ("Stand",)),
        (ChangeKind.DATES, ("Meilensteine",)),
        (ChangeKind.RISKS, ("Risiken",)),
        (ChangeKind.RESULTS, ()),
        (ChangeKind.CORRECTIONS, ()),
        (None, ()),
    ],
)
def test_a_change_marks_the_term_under_which_it_is_told(
    kind: ChangeKind | None, terms: tuple[str, ...]
) -> None:
    assert _changed(kind).changed == terms


def test_a_change_of_another_block_marks_nothing() -> None:
    assert _changed(ChangeKind.DATES, slug="ki-ckstart").changed == ()


def test_a_change_marks_the_table_that_tells_it_and_no_other() -> None:
    tables = tuple(
        Table(name=f"ki-xc-{ending}", caption="", columns=(Column(head="A"),), rows=())
        for ending in ("bewertung", "geld", "meilensteine")
    )
    report = replace(
        make_report(), changes=(Change(rank=1, block="ki-xc", sentence="Neu.", kind=ChangeKind.AMOUNTS),)
    )
    marked = with_news_marked(report, make_block(slug="ki-xc"), tables)
    assert [one.name for one in marked if isinstance(one, Table) and one.changed] == ["ki-xc-geld"]


def test_a_listener_hears_what_the_eye_sees_marked() -> None:
    said = [one for fact in facts_of(_changed(ChangeKind.DATES), with_rows=True) for one in fact.said]
    assert said == ["Stand: in Umsetzung.", "Meilensteine, geändert: 2 von 5 erreicht.", "Risiken: Keine."]


def test_texts_of_an_older_message_say_since_when_they_are_the_same() -> None:
    report = make_report()
    old, new = (
        make_block(update=make_update(period=period)) for period in (HalfYear(2025, 2), report.period)
    )
    assert carried_forward(report, old) == (Paragraph("Unverändert seit 2. Halbjahr 2025.", Tone.NOTE),)
    assert carried_forward(report, new) == ()
    assert carried_forward(report, make_block(update=None)) == ()


def test_every_marked_change_is_told_in_section_5() -> None:
    report = full_report()
    told = {change.block for change in report.changes}
    for block in report.all_blocks():
        (marked,) = with_news_marked(report, block, (FACTS,))
        assert isinstance(marked, Facts)
        assert not marked.changed or block.slug in told

"""Sections 6 and 7: every building block of the motion, every further project (domain.md 4.4).

All building blocks always stand here, in the motion's order. Weight follows substance (users.md, finding 7):
what has money, a decision or a change fills a page, with tables; the rest takes a third of one and says why.
Further projects are always short, also forty of them: what they achieved and announced has no other place in
the report, and a row of a table could not hold it. One without a message shrinks to a few lines by itself.

Nothing recorded is left out. What the page has no room for stands in full elsewhere, and the page says where:
milestones in 15.2, causes and effects of risks in section 9, evidence in 15.4, counting rules in 15.3.
"""

from vrs_tracker.domain.chapters.block_money import (
    difference_sentences,
    evidence_in_words,
    money_in_words,
    money_table,
    own_entries,
)
from vrs_tracker.domain.chapters.block_news import carried_forward, with_news_marked
from vrs_tracker.domain.chapters.block_progress import (
    announced_words,
    functions_words,
    has_plain_rating,
    head_facts,
    is_rated_alike,
    ratings_elements,
    steps_items,
)
from vrs_tracker.domain.chapters.block_results import (
    milestones_in_words,
    milestones_table,
    results_words,
    risks_words,
)
from vrs_tracker.domain.chapters.cells import NOT_RECORDED, block_address, light_mark, place_of
from vrs_tracker.domain.chapters.headline import block_sentence
from vrs_tracker.domain.document import Element, Facts, Paragraph, Section, Table, Tone
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.notation import count_words, list_de
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import Light, RiskState
from vrs_tracker.domain.wording import sentence_start

TWO_PAYERS, THREE_MILESTONES = 2, 3
"""As many rows as a table needs to compare something; fewer are read faster as a sentence."""
MOST_TABLES = 2
"""A third table would not fit one page beside the texts: then the milestones are said in words."""


def has_substance(report: CommitteeReport, block: BlockReport) -> bool:
    """Whether the block has money, a decision to be taken, or a change that a current message tells."""
    if own_entries(report, block):
        return True
    if block.update is not None and block.update.decision:
        return True
    changed = any(change.block == block.slug for change in report.changes)
    return changed and block.light is not Light.UNKNOWN


def why_short(block: BlockReport) -> str:
    """Say why the subsection is short; what the records do not say is not guessed."""
    whom = "diesen Baustein" if block.is_motion_block else "dieses Projekt"
    nothing = "keine Beträge und keine anstehende Entscheidung"
    if block.light is not Light.UNKNOWN:
        nothing = "keine Beträge, keine anstehende Entscheidung und keine Änderung"
    return f"Für {whom} sind {nothing} erfasst."


def withheld_sentence(block: BlockReport) -> str:
    """Count what is not public without naming it; empty if everything is."""
    if not block.withheld:
        return ""
    said = count_words(
        block.withheld,
        "Angabe ist nicht öffentlich und steht",
        "Angaben sind nicht öffentlich und stehen",
        one="eine",
    )
    return f"{sentence_start(said)} nicht in diesem Bericht."


def block_section(report: CommitteeReport, block: BlockReport) -> Section:
    """Return the subsection of one block or project.

    Both forms stand in one piece: the full one fills a page, of the short ones two or three share one.
    """
    full = has_substance(report, block) and block.is_motion_block
    kind = "Baustein" if block.is_motion_block else "Projekt"
    return Section(
        number=block_address(block),
        heading=place_of(block),
        anchor=f"{kind.lower()}-{block.slug}",
        in_one_piece=True,
        light=light_mark(block),
        body=(
            Paragraph(block_sentence(report, block), Tone.LEAD),
            *with_news_marked(report, block, _in_full(report, block) if full else _in_short(report, block)),
        ),
    )


def _in_full(report: CommitteeReport, block: BlockReport) -> tuple[Element, ...]:
    """Return a page in the order of the block page (users.md 4.3), tables where figures are compared."""
    ratings = () if is_rated_alike(block) else ratings_elements(report, block)
    money = _worth_a_table(money_table(report, block), TWO_PAYERS)
    tables = sum(isinstance(element, Table) for element in (*ratings, *money))
    timed = milestones_table(report, block) if tables < MOST_TABLES else None
    milestones = _worth_a_table(timed, THREE_MILESTONES)
    return (
        head_facts(report, block, with_rating=not ratings),
        *ratings,
        *money,
        *_facts(
            ("Beträge", "" if money else money_in_words(report, block)),
            (
                "Zum Antrag",
                " ".join(difference_sentences(report, block)) if own_entries(report, block) else "",
            ),
            ("Geplant 2021", functions_words(block)),
            ("Angekündigt", announced_words(block)),
            small=True,
        ),
        *_facts(*steps_items(report, block)),
        *carried_forward(report, block),
        *milestones,
        *_facts(
            ("Meilensteine", "" if milestones else milestones_in_words(report, block)),
            ("Ergebnisse", results_words(report, block)),
            ("Risiken", risks_words(report, block)),
            ("Nachweise", _evidence(report, block)),
            small=True,
        ),
    )


def _worth_a_table(table: Table | None, rows: int) -> tuple[Table, ...]:
    """Return a table of at least so many rows; fewer are said in words."""
    return (table,) if table is not None and len(table.rows) >= rows else ()


def _in_short(report: CommitteeReport, block: BlockReport) -> tuple[Element, ...]:
    """Return the same facts without tables, and why there is no more to say."""
    ratings = () if has_plain_rating(block) else ratings_elements(report, block)
    substance = has_substance(report, block)
    has_open_risk = any(risk.state is RiskState.OPEN for risk in block.risks)
    return (
        *(() if substance else (Paragraph(why_short(block), Tone.NOTE),)),
        head_facts(report, block, with_rating=not ratings),
        *ratings,
        *_facts(*steps_items(report, block)),
        *carried_forward(report, block),
        *_facts(
            ("Beträge", money_in_words(report, block)),
            ("Geplant 2021", functions_words(block)),
            ("Angekündigt", announced_words(block)),
            ("Meilensteine", milestones_in_words(report, block)),
            ("Ergebnisse", results_words(report, block)),
            ("Risiken", risks_words(report, block) if substance or has_open_risk else ""),
            ("Nachweise", _evidence(report, block)),
            small=True,
        ),
    )


def _facts(*items: tuple[str, str], small: bool = False) -> tuple[Element, ...]:
    """Return the items that say something; nothing if none does."""
    said = tuple((term, text) for term, text in items if text)
    return (Facts(said, small=small),) if said else ()


def _evidence(report: CommitteeReport, block: BlockReport) -> str:
    """Refer to the evidence, and say that something is withheld."""
    return " ".join(one for one in (evidence_in_words(report, block), withheld_sentence(block)) if one)


def blocks_section(report: CommitteeReport) -> Section:
    """Return section 6 with one subsection per building block of the motion."""
    full = [block.name for block in report.blocks if has_substance(report, block)]
    weight = (
        f"Geld, eine Entscheidung oder eine Änderung ist zu berichten bei {list_de(full)}."
        if full
        else "Zu keinem Baustein ist Geld, eine Entscheidung oder eine Änderung zu berichten."
    )
    said = f"Die Reihenfolge ist die des Antrags. {weight}" if report.blocks else NOT_RECORDED
    return Section(
        number="6",
        heading="Bausteine",
        anchor="alle-bausteine",
        body=(Paragraph(said),),
        parts=tuple(block_section(report, block) for block in report.blocks),
    )


def projects_section(report: CommitteeReport) -> Section:
    """Return section 7 with one subsection per project beyond the motion (R1.13)."""
    said = "Diese Projekte stehen nicht im Antrag; der erste Auftrag schließt weitere Projekte ein."
    return Section(
        number="7",
        heading="Weitere Projekte",
        anchor="weitere-projekte",
        body=(Paragraph(said if report.projects else NOT_RECORDED),),
        parts=tuple(block_section(report, project) for project in report.projects),
    )

"""Sections 6 and 7: every building block of the motion, every further project (domain.md 4.4).

All building blocks always stand here, in the motion's order. Weight follows substance (users.md, finding 7):
what has money, a decision or a change begins a page of its own; the rest is short and says why. Nothing
recorded is left out.
"""

from vrs_tracker.domain.chapters.block_money import evidence_elements, money_elements, own_entries
from vrs_tracker.domain.chapters.block_progress import (
    functions_elements,
    has_plain_rating,
    head_facts,
    ratings_elements,
    steps_elements,
)
from vrs_tracker.domain.chapters.block_results import indicators_elements, milestones_elements, risks_elements
from vrs_tracker.domain.chapters.cells import NOT_RECORDED, block_address, light_mark
from vrs_tracker.domain.chapters.headline import block_sentence
from vrs_tracker.domain.document import Element, Paragraph, Section, Tone
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.notation import count_words, list_de
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import Light, RiskState
from vrs_tracker.domain.wording import sentence_start


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


def _withheld(block: BlockReport) -> tuple[Element, ...]:
    said = withheld_sentence(block)
    return (Paragraph(said, Tone.NOTE),) if said else ()


def block_section(report: CommitteeReport, block: BlockReport) -> Section:
    """Return the subsection of one block or project, for the report and for its page.

    A further project is always in short form (domain.md 4.4, no. 7), unless its rating has to be explained.
    """
    substance = has_substance(report, block)
    has_own_page = substance and block.is_motion_block
    explained = ratings_elements(block) if has_own_page or not has_plain_rating(block) else ()
    has_open_risk = any(risk.state is RiskState.OPEN for risk in block.risks)
    kind = "Baustein" if block.is_motion_block else "Projekt"
    return Section(
        number=block_address(block),
        heading=f"{kind} {block.number}, {block.titled}",
        anchor=f"{kind.lower()}-{block.slug}",
        own_page=has_own_page,
        light=light_mark(block),
        body=(
            Paragraph(block_sentence(report, block), Tone.LEAD),
            *(() if substance else (Paragraph(why_short(block)),)),
            head_facts(report, block, with_rating=not explained),
            *explained,
            *money_elements(report, block),
            *functions_elements(block),
            *steps_elements(report, block),
            *milestones_elements(report, block),
            *indicators_elements(block),
            *(risks_elements(block) if substance or has_open_risk else ()),
            *evidence_elements(report, block),
            *_withheld(block),
        ),
    )


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

"""Section 15: the annexes (domain.md 4.4, no. 15)."""

from vrs_tracker.domain.chapters.block_money import source_text
from vrs_tracker.domain.chapters.cells import NOT_RECORDED, when
from vrs_tracker.domain.chapters.financing import findings_elements
from vrs_tracker.domain.chapters.funding_tables import FULL_EUROS, current_elements, motion_table
from vrs_tracker.domain.chapters.legend import legend_part
from vrs_tracker.domain.chapters.milestones import milestone_list
from vrs_tracker.domain.document import Column, Element, Listing, Paragraph, Row, Section, Table, Tone
from vrs_tracker.domain.facts.money import Resolution
from vrs_tracker.domain.funding import effective_entries
from vrs_tracker.domain.notation import NO_STATEMENT, approximately, count, euro
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.wording import full_stop


def _stated(resolution: Resolution) -> str:
    if resolution.stated_amount is None:
        return "ohne Summe"
    amount = euro(resolution.stated_amount)
    return approximately(amount) if resolution.stated_is_approximate else amount


def _resolution_row(one: Resolution) -> Row:
    document = "; ".join(part for part in (one.document, one.address) if part)
    subject = f"{full_stop(one.title)} {full_stop(one.summary)}" if one.summary else one.title
    return Row(cells=(when(one.decided), one.body, subject, _stated(one), document or NO_STATEMENT))


def resolutions_elements(report: CommitteeReport) -> tuple[Element, ...]:
    """Return every resolution with body, date, the sum it names, document and address."""
    if not report.resolutions:
        return (Paragraph(f"Beschlüsse: {NOT_RECORDED}."),)
    return (
        Table(
            name="beschluesse",
            caption="Beschlüsse, auf die sich der Bericht stützt",
            message="Die Summe ist die im Beschluss genannte, nicht eine hier errechnete.",
            columns=(
                Column(head="Datum", width=23),
                Column(head="Gremium", width=33),
                Column(head="Gegenstand", width=37),
                Column(head="Summe", right=True, width=34),
                Column(head="Dokument", width=38),
            ),
            rows=tuple(_resolution_row(one) for one in report.resolutions),
            may_break=True,
        ),
    )


def _sources(report: CommitteeReport) -> tuple[Element, ...]:
    """Return what amounts rest on beside resolutions, each text once, in the order of first use."""
    texts = dict.fromkeys(source_text(entry) for entry in effective_entries(report) if entry.source_text)
    return (Paragraph("Weitere Belege der Beträge:", Tone.MESSAGE), Listing(tuple(texts))) if texts else ()


def _withheld(report: CommitteeReport) -> str:
    """Say how many parts are not public, without naming them."""
    parts = sum(block.withheld for block in report.all_blocks())
    if not parts:
        return "Dieser Bericht lässt keine nichtöffentlichen Angaben aus."
    held = count(parts, "Angabe ist nicht öffentlich und fehlt", "Angaben sind nicht öffentlich und fehlen")
    return f"{held} in diesem Bericht. Bei dem betroffenen Baustein oder Projekt ist das vermerkt."


def annexes_section(report: CommitteeReport) -> Section:
    """Return section 15 with its five annexes."""
    funding = (motion_table(report, FULL_EUROS), *current_elements(report, FULL_EUROS))
    sources = (*resolutions_elements(report), *_sources(report), *findings_elements(report))
    return Section(
        number="15",
        heading="Anlagen",
        anchor="anlagen",
        own_page=True,
        parts=(
            Section(
                number="15.1", heading="Finanzierung in Euro", anchor="anlage-finanzierung", body=funding
            ),
            Section(
                number="15.2",
                heading="Liste der Meilensteine",
                anchor="anlage-meilensteine",
                body=milestone_list(report),
            ),
            legend_part("15.3"),
            Section(number="15.4", heading="Quellen und Befunde", anchor="anlage-quellen", body=sources),
            Section(
                number="15.5",
                heading="Nichtöffentliche Teile",
                anchor="anlage-nichtoeffentlich",
                body=(Paragraph(_withheld(report)),),
            ),
        ),
    )

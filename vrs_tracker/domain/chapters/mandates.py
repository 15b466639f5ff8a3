"""Section 3: the motion's four mandates and the duty to report (R1.12 to R1.17)."""

from vrs_tracker.domain.chapters.cells import NOT_RECORDED
from vrs_tracker.domain.chapters.resolution import COMMITTEE
from vrs_tracker.domain.document import Column, Element, Paragraph, Row, Section, Table
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.periods import own_duty_sentence
from vrs_tracker.domain.report import CommitteeReport


def mandates_elements(report: CommitteeReport) -> tuple[Element, ...]:
    """Return the mandates with the body in charge and the section of this report that answers each."""
    mandates = report.motion.mandates
    if not mandates:
        return (Paragraph(NOT_RECORDED),)
    return (
        Table(
            name="auftraege",
            caption=f"Aufträge des Antrags vom {date_de(report.motion.printed_on)}",
            message="Beauftragt sind Geschäftsstelle und WRS; die Nummer sagt, wo der Bericht antwortet.",
            columns=(
                Column(head="Auftrag"),
                Column(head="Inhalt", width=90),
                Column(head="Verantwortlich", width=40),
                Column(head="Nummer"),
            ),
            rows=tuple(
                Row(cells=(str(one.number), one.text, one.responsible.label, one.section)) for one in mandates
            ),
        ),
    )


def _duty(report: CommitteeReport) -> str:
    last = report.duty.last_presented_on
    told = "" if last is None else f"Zuletzt wurde am {date_de(last)} berichtet. "
    return (
        f"Berichtet wird im {COMMITTEE} regelmäßig, mindestens halbjährlich; es zählt der Tag der Sitzung. "
        f"{told}{own_duty_sentence(report.duty.due_on)}"
    )


def mandates_section(report: CommitteeReport) -> Section:
    """Return section 3."""
    return Section(
        number="3",
        heading="Auftrag und Berichtspflicht",
        anchor="auftrag",
        body=(*mandates_elements(report), Paragraph(_duty(report))),
    )

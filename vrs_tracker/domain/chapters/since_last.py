"""Section 5: what has changed since the last report, sentence by sentence and light by light."""

from collections import Counter

from vrs_tracker.domain.chapters.summary import change_text, ordered_changes
from vrs_tracker.domain.document import (
    Column,
    Element,
    LightMark,
    Listing,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
)
from vrs_tracker.domain.lights import light_counts
from vrs_tracker.domain.notation import MINUS, date_de
from vrs_tracker.domain.report import CommitteeReport, PreviousReport
from vrs_tracker.domain.vocabulary.progress import Light


def _signed(n: int) -> str:
    if n == 0:
        return "gleich"
    return f"+{n}" if n > 0 else f"{MINUS}{-n}"


def lights_compared(report: CommitteeReport, previous: PreviousReport) -> Table:
    """Return how many blocks and projects stand under each light now and in the last report."""
    now = light_counts(report.all_blocks())
    then = Counter(light for _, light in previous.lights)
    return Table(
        name="ampel-vergleich",
        caption=f"Bausteine und Projekte je Stand, {date_de(report.as_of)} und {date_de(previous.as_of)}",
        message=f"Verglichen wird mit dem {previous.number}. Bericht, Stand {date_de(previous.as_of)}.",
        columns=(
            Column(head="Stand", width=4),
            Column(head="Jetzt", right=True, width=2),
            Column(head="Zuletzt", right=True, width=2),
            Column(head="Änderung", right=True, width=2),
        ),
        rows=tuple(
            Row(
                cells=(
                    LightMark(light, light.label),
                    str(now[light]),
                    str(then[light]),
                    _signed(now[light] - then[light]),
                )
            )
            for light in Light
            if now[light] or then[light]
        ),
    )


def _listed(report: CommitteeReport) -> tuple[Element, ...]:
    """Return every change with its reason, the most important first."""
    texts = tuple(change_text(report, change) for change in ordered_changes(report))
    if not texts:
        return (Paragraph("Beträge, Termine und Stände sind unverändert."),)
    head = "Eine Änderung" if len(texts) == 1 else f"Alle {len(texts)} Änderungen, die wichtigsten zuerst"
    return Paragraph(head, Tone.MESSAGE), Listing(texts, numbered=True)


def since_last_section(report: CommitteeReport) -> Section:
    """Return section 5; the first report says that there is nothing to compare with."""
    body: tuple[Element, ...] = (
        Paragraph("Dies ist der erste Bericht. Veränderungen zeigt der nächste, der auf ihm aufbaut."),
    )
    if report.previous is not None:
        body = (lights_compared(report, report.previous), *_listed(report))
    return Section(
        number="5", heading="Veränderungen seit dem letzten Bericht", anchor="veraenderungen", body=body
    )

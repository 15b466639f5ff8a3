"""Section 5: what has changed since the last report, by light, by kind and sentence by sentence."""

from collections import Counter
from collections.abc import Sequence

from vrs_tracker.domain.chapters.light_chart import lights_figure
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
from vrs_tracker.domain.notation import MINUS, count, date_de
from vrs_tracker.domain.report import Change, CommitteeReport, PreviousReport
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.vocabulary.reporting import ChangeKind
from vrs_tracker.domain.wording import sentence_start

_PROGRAMME = "Programm gesamt"
_COUNTING = "Gezählt sind Sätze; jeder sagt von einer Sache, etwa einem Termin, was sich geändert hat."
_CORRECTED = (
    "Berichtigt oder nachgetragen ist, was der letzte Bericht über seine Zeit anders oder nicht sagte."
)


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


def changes_by_kind(report: CommitteeReport) -> tuple[Element, ...]:
    """Return how many changes of each kind there are, and how many blocks and projects they are about.

    Nothing for a report that was frozen before kinds were kept.
    """
    counts = Counter(change.kind for change in report.changes)
    told = [kind for kind in ChangeKind if counts[kind]]
    if not told or counts[None]:
        return ()
    return (
        Table(
            name="aenderungen-nach-art",
            caption="Änderungen nach ihrer Art, mit der Zahl der betroffenen Bausteine und Projekte",
            message=_counted(report),
            columns=(
                Column(head="Art", width=7),
                Column(head="Anzahl", right=True, width=2),
                Column(head="Betroffen", right=True, width=2),
            ),
            rows=tuple(
                Row(cells=(kind.label, str(counts[kind]), _blocks_with(report, kind))) for kind in told
            ),
            note=f"{_COUNTING} {_CORRECTED}" if counts[ChangeKind.CORRECTIONS] else _COUNTING,
        ),
    )


def _counted(report: CommitteeReport) -> str:
    """Say how many changes there are and how many blocks and projects have none."""
    changes = count(len(report.changes), "Änderung ist", "Änderungen sind")
    changed = {change.block for change in report.changes}
    quiet = sum(block.slug not in changed for block in report.all_blocks())
    if not quiet:
        return f"{changes} zu berichten; jeder Baustein und jedes Projekt hat sich geändert."
    unchanged = count(quiet, "Baustein oder Projekt ist", "Bausteine und Projekte sind")
    return f"{changes} zu berichten; {unchanged} ohne Änderung."


def _blocks_with(report: CommitteeReport, kind: ChangeKind) -> str:
    about = {change.block for change in report.changes if change.kind is kind}
    return str(len(about - {None})) if about - {None} else _PROGRAMME


# ------------------------------------------------------------------ the changes themselves


def leading_and_others(report: CommitteeReport) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Return the first change of each block and of the programme, and all others, both in their order.

    A block that is gone has no other place than the leading ones.
    """
    ordered = ordered_changes(report)
    first: dict[str | None, Change] = {}
    for change in ordered:
        first.setdefault(_thing(change), change)
    leading = tuple(change for change in ordered if first[_thing(change)] is change)
    return leading, tuple(change for change in ordered if first[_thing(change)] is not change)


def _thing(change: Change) -> str | None:
    """What a change is about: its block, a block that is gone, or None for the programme."""
    is_gone = change.block is None and change.kind is ChangeKind.BLOCKS
    return change.sentence if is_gone else change.block


def _leading_part(report: CommitteeReport, leading: Sequence[Change]) -> Section:
    return Section(
        number="5.1",
        heading="Die wichtigste Änderung je Baustein und Projekt",
        anchor="wichtigste-aenderungen",
        body=(Listing(tuple(change_text(report, change) for change in leading), numbered=True),),
    )


def _others_part(report: CommitteeReport, others: Sequence[Change]) -> Section:
    """Return all other changes under the names of their blocks, in the order of the report."""
    groups: dict[str | None, list[str]] = {block.slug: [] for block in report.all_blocks()}
    for change in others:
        groups.setdefault(change.block, []).append(sentence_start(change.sentence))
    body: list[Element] = []
    for slug, sentences in groups.items():
        if sentences:
            block = report.block(slug) if slug else None
            body += [
                Paragraph(block.titled if block else _PROGRAMME, Tone.MESSAGE),
                Listing(tuple(sentences)),
            ]
    return Section(number="5.2", heading="Weitere Änderungen", anchor="weitere-aenderungen", body=tuple(body))


def since_last_section(report: CommitteeReport) -> Section:
    """Return section 5; the first report says that there is nothing to compare with."""
    body: tuple[Element, ...] = (
        Paragraph("Dies ist der erste Bericht. Veränderungen zeigt der nächste, der auf ihm aufbaut."),
    )
    parts: tuple[Section, ...] = ()
    if report.previous is not None:
        drawn = lights_figure(report)
        body = (
            lights_compared(report, report.previous),
            *((drawn,) if drawn else ()),
            *changes_by_kind(report),
        )
        leading, others = leading_and_others(report)
        if not leading:
            body = (*body, Paragraph("Beträge, Termine, Risiken und Stände sind unverändert."))
        parts = (
            *((_leading_part(report, leading),) if leading else ()),
            *((_others_part(report, others),) if others else ()),
        )
    return Section(
        number="5",
        heading="Veränderungen seit dem letzten Bericht",
        anchor="veraenderungen",
        body=body,
        parts=parts,
    )

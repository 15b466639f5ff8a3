"""Sections 11 and 12: networking and the cooperative (mandates 2 and 3, R1.14, R1.15)."""

from collections import Counter
from collections.abc import Sequence

from vrs_tracker.domain.chapters.cells import NOT_RECORDED, when
from vrs_tracker.domain.chapters.silent_columns import without_silent_columns
from vrs_tracker.domain.chapters.sources import Citing
from vrs_tracker.domain.document import Column, Element, Facts, Paragraph, Row, RowKind, Section, Table
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.network import Cooperative, CooperativeContribution, NetworkEvent
from vrs_tracker.domain.listing import (
    Kind,
    TypedColumn,
    TypedRow,
    TypedTable,
    count_cell,
    moment_cell,
    text_cell,
)
from vrs_tracker.domain.notation import (
    NO_STATEMENT,
    count,
    count_words,
    date_de,
    euro,
    list_de,
    number,
    quoted,
)
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import DatePrecision
from vrs_tracker.domain.vocabulary.reporting import EventKind, NarrativeSlot
from vrs_tracker.domain.wording import full_stop, sentence_start


def narrative(report: CommitteeReport, slot: NarrativeSlot) -> tuple[Element, ...]:
    """Return the text of the office for a section, nothing without one."""
    text = report.narrative(slot)
    return (Paragraph(text),) if text else ()


# ------------------------------------------------------------------ 11 networking

_PARTICIPATION = "Teilnahmen, nicht Personen: Wer an zwei Terminen teilnimmt, zählt zweimal."


def _participants(events: Sequence[NetworkEvent]) -> str:
    """Say how many took part, and at how many events nobody counted."""
    counted = [event.participants for event in events if event.participants is not None]
    if not counted:
        return "Teilnahmen sind nicht gezählt."
    missing = len(events) - len(counted)
    without = count_words(missing, "Termin", "Termine", beside=len(counted))
    rest = f"; {without} ohne Zählung" if missing else ""
    taken = count(sum(counted), "Teilnahme", "Teilnahmen")
    at = count_words(len(counted), "Termin", "Terminen", one="einem", beside=missing)
    return f"Gezählt: {taken} bei {at}{rest}."


def events_message(report: CommitteeReport) -> str:
    """Say how many activities are recorded, of which kinds, and how many took part."""
    kinds = Counter(event.kind for event in report.events)
    by_kind = list_de([f"{kind.label} {kinds[kind]}" for kind in EventKind if kinds[kind]])
    return f"Erfasste Termine: {len(report.events)} ({by_kind}). {_participants(report.events)}"


def events_table(report: CommitteeReport) -> TypedTable:
    """Return the counted activities in recorded order; a person who comes twice counts twice."""
    return TypedTable(
        name="vernetzung",
        caption=f"Termine und Ergebnisse bis {date_de(report.as_of)}",
        message=events_message(report),
        columns=(
            TypedColumn(key="datum", head="Datum", kind=Kind.DATE, width=23),
            TypedColumn(key="art", head="Art", width=28),
            TypedColumn(key="titel", head="Titel", width=36),
            TypedColumn(key="teilnahmen", head="Teilnahmen", kind=Kind.COUNT, width=24),
            TypedColumn(key="ergebnis", head="Ergebnis", width=28),
            TypedColumn(key="quelle", head="Quelle", width=28),
        ),
        rows=tuple(
            TypedRow(
                cells=(
                    moment_cell(event.happened),
                    text_cell(event.kind.label),
                    text_cell(event.title),
                    count_cell(event.participants, missing="nicht gezählt"),
                    text_cell(event.outcome or NO_STATEMENT),
                    text_cell(event.source_text or NO_STATEMENT),
                )
            )
            for event in report.events
        ),
        note=_PARTICIPATION,
    )


def _is_in_period(report: CommitteeReport, moment: PreciseDate) -> bool:
    """Whether it surely happened in the half-year; of a year alone nobody knows."""
    return (
        moment.day is not None
        and moment.precision in {DatePrecision.DAY, DatePrecision.MONTH}
        and report.period.contains(moment.day)
    )


def _told(event: NetworkEvent, citing: Citing) -> str:
    """Tell an event with its kind, unless the title names it, what came out of it and where that stands."""
    kind = (
        "" if event.title.startswith(event.kind.label) or event.kind is EventKind.OTHER else event.kind.label
    )
    title = f"{kind}: {full_stop(event.title)}" if kind else full_stop(event.title)
    outcome = f" Ergebnis: {full_stop(event.outcome)}" if event.outcome else ""
    source = f" {citing.head}: {full_stop(citing.text(event.source_text))}" if event.source_text else ""
    return f"{title}{outcome}{source}"


def _event_rows(events: Sequence[NetworkEvent], citing: Citing) -> tuple[Row, ...]:
    return tuple(
        Row(
            cells=(
                when(event.happened),
                _told(event, citing),
                "nicht gezählt" if event.participants is None else number(event.participants),
            )
        )
        for event in events
    )


def _printed_events(report: CommitteeReport, citing: Citing) -> Table:
    """Return the activities as printed: those of the half-year first, then what was before."""
    new = [event for event in report.events if _is_in_period(report, event.happened)]
    earlier = [event for event in report.events if event not in new]
    groups = ((f"Im {report.period.label}", new), ("Frühere Termine", earlier))
    return Table(
        name="vernetzung",
        caption=f"Termine und Ergebnisse bis {date_de(report.as_of)}",
        message=events_message(report),
        columns=(
            Column(head="Datum", width=24),
            Column(head="Termin", width=110),
            Column(head="Teilnahmen", right=True, width=26),
        ),
        rows=tuple(
            row
            for head, events in groups
            for row in (
                Row(cells=(f"{head}: {len(events) or 'keine'}",), kind=RowKind.GROUP),
                *_event_rows(events, citing),
            )
        ),
        note=_PARTICIPATION,
        may_break=True,
    )


def network_section(report: CommitteeReport) -> Section:
    """Return section 11."""
    events = (_printed_events(report, Citing(report)),) if report.events else ()
    return Section(
        number="11",
        heading="Vernetzung der Akteure",
        anchor="vernetzung",
        body=(*narrative(report, NarrativeSlot.NETWORK), *events) or (Paragraph(NOT_RECORDED),),
    )


# ------------------------------------------------------------------ 12 cooperative


def _names(cooperative: Cooperative) -> Facts:
    return Facts(
        tuple(
            (f"Name seit {when(since)}" if since.day else "Name", name) for name, since in cooperative.names
        )
    )


def members_message(cooperative: Cooperative) -> str:
    """Say how many members are recorded."""
    present = sum(member.left is None for member in cooperative.members)
    recorded = f"Erfasst {'ist' if present == 1 else 'sind'} {count_words(present, 'Mitglied', 'Mitglieder')}"
    return f"{recorded}, ausgetretene nicht mitgezählt; die Liste muss nicht vollständig sein."


def _members(cooperative: Cooperative, citing: Citing) -> Table:
    has_left = any(member.left is not None for member in cooperative.members)
    return without_silent_columns(
        Table(
            name="genossenschaft-mitglieder",
            caption="Mitglieder der Genossenschaft, soweit erfasst",
            message=f"{members_message(cooperative)}{'' if has_left else ' Ein Austritt ist nicht erfasst.'}",
            columns=(
                Column(head="Mitglied", width=42),
                Column(head="Art", width=26),
                Column(head="Beitritt", width=24),
                *((Column(head="Austritt", width=22),) if has_left else ()),
                Column(head="Anteil", right=True, width=26),
                Column(head=citing.head, width=citing.width),
            ),
            rows=tuple(
                Row(
                    cells=(
                        member.name,
                        member.kind.label,
                        when(member.joined),
                        *(("keiner" if member.left is None else when(member.left),) if has_left else ()),
                        euro(member.share),
                        citing.text(member.source_text),
                    )
                )
                for member in cooperative.members
            ),
            may_break=True,
        )
    )


def _contribution(one: CooperativeContribution) -> str:
    return f"bis zu {euro(one.amount)}" if one.is_ceiling else euro(one.amount)


def _contributions(cooperative: Cooperative, citing: Citing) -> Table:
    return without_silent_columns(
        Table(
            name="genossenschaft-beitraege",
            caption="Beiträge an die Genossenschaft",
            message="Beträge mit „bis zu“ sind Obergrenzen; die Beiträge werden deshalb nicht addiert.",
            columns=(
                Column(head="Geldgeber", width=42),
                Column(head="Jahr", width=20),
                Column(head="Betrag", right=True, width=34),
                Column(head="Anmerkung", width=44),
                Column(head=citing.head, width=citing.width),
            ),
            rows=tuple(
                Row(
                    cells=(
                        one.payer,
                        NO_STATEMENT if one.year is None else str(one.year),
                        _contribution(one),
                        full_stop(one.note) if one.note else "keine",
                        citing.text(one.source_text),
                    )
                )
                for one in cooperative.contributions
            ),
            may_break=True,
        )
    )


def _events(cooperative: Cooperative, citing: Citing) -> Table:
    recorded = count_words(len(cooperative.facts), "Ereignis ist", "Ereignisse sind")
    return without_silent_columns(
        Table(
            name="genossenschaft-ereignisse",
            caption="Ereignisse in der Genossenschaft",
            message=f"{sentence_start(recorded)} erfasst.",
            columns=(
                Column(head="Datum", width=26),
                Column(head="Ereignis", width=114),
                Column(head=citing.head, width=citing.width),
            ),
            rows=tuple(
                Row(cells=(when(fact.happened), fact.text, citing.text(fact.source_text)))
                for fact in cooperative.facts
            ),
            may_break=True,
        )
    )


def cooperative_message(report: CommitteeReport) -> str:
    """Say by its present name how the cooperative stands, in one sentence."""
    cooperative = report.cooperative
    if not cooperative.names and not cooperative.members:
        return "Zur Genossenschaft ist noch nichts erfasst."
    known = f"Die Genossenschaft heißt {quoted(cooperative.names[-1][0])}. " if cooperative.names else ""
    return f"{known}{members_message(cooperative)}"


def cooperative_parts(report: CommitteeReport, citing: Citing) -> tuple[tuple[str, Element], ...]:
    """Return what is recorded about the cooperative, each part with its heading on a page of its own."""
    cooperative = report.cooperative
    return (
        *((("Namen", _names(cooperative)),) if cooperative.names else ()),
        *((("Ereignisse", _events(cooperative, citing)),) if cooperative.facts else ()),
        *((("Mitglieder", _members(cooperative, citing)),) if cooperative.members else ()),
        *((("Beiträge", _contributions(cooperative, citing)),) if cooperative.contributions else ()),
    )


def cooperative_section(report: CommitteeReport) -> Section:
    """Return section 12."""
    text = narrative(report, NarrativeSlot.COOPERATIVE)
    recorded = (*text, *(element for _, element in cooperative_parts(report, Citing(report))))
    return Section(
        number="12",
        heading="Genossenschaft",
        anchor="genossenschaft",
        body=recorded or (Paragraph(NOT_RECORDED),),
    )

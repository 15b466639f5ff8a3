"""The round on one sheet: each part of a half-year's report with what is done, what is missing, by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from vrs_tracker.domain.chapters.network import cooperative_section, network_section
from vrs_tracker.domain.document import Table
from vrs_tracker.domain.notation import count, date_de, list_de
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot, PeriodState

PLACES: Mapping[NarrativeSlot, str] = {
    NarrativeSlot.PROPOSED_RESOLUTION: "beschlussvorschlag",
    NarrativeSlot.ASSESSMENT: "einordnung",
    NarrativeSlot.NETWORK: "netzwerk",
    NarrativeSlot.COOPERATIVE: "netzwerk",
    NarrativeSlot.CALLS: "netzwerk",
    NarrativeSlot.OUTLOOK: "ausblick",
}
"""Where on the page „Bericht vorbereiten“ each text stands."""

SESSION_STAYS_OPEN = (
    "Die Sitzungsdaten gehören nicht zu den festgeschriebenen Zahlen und lassen sich jederzeit ändern."
)

ISSUE_AGAIN = (
    "Der Bericht ist schon ausgegeben: Geben Sie ihn mit dem neuen Vorlagenkopf noch einmal aus. Die Zahlen "
    "bleiben dieselben, die frühere Ausgabe bleibt prüfbar."
)

_COORDINATION, _OFFICE, _SESSIONS = "Programmkoordination", "Geschäftsstelle", "Sitzungsdienst"
_HANDED_OUT = (PeriodState.RELEASED, PeriodState.PUBLISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingUpdate:
    """An update that is owed; `unit` answers for the block, empty where none is named."""

    block: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Updates:
    """How the updates of a half-year stand: how many are owed and confirmed, what is filed, what missing."""

    owed: int
    confirmed: int
    filed: tuple[str, ...]
    missing: tuple[MissingUpdate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What the sheet is made of. `updates` is None for those who do not see who owes what (users.md 3.2)."""

    state: PeriodState
    due_on: date
    held_on: date | None
    session_gaps: tuple[str, ...]
    updates: Updates | None = None
    text_gaps: tuple[NarrativeSlot, ...] = ()
    errors: int = 0
    new_hints: int = 0
    version: int = 0
    frozen_on: date | None = None
    is_outdated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A line of the sheet; `place` is the part of the page where it is done, empty if that is elsewhere."""

    name: str
    is_done: bool
    stand: str
    who: str
    place: str = ""


def sheet(now: Round) -> tuple[Part, ...]:
    """Return the parts of the round in the order in which they are done."""
    return (*_office_parts(now), _session(now), *_closing_parts(now))


def missing_by_unit(missing: Sequence[MissingUpdate]) -> tuple[str, ...]:
    """Say for each unit which updates it owes; those without a named one come last."""
    ordered = sorted(missing, key=lambda one: (not one.unit, one.unit))
    return tuple(
        f"{unit or 'Ohne benannte Stelle'}: {list_de([one.block for one in group])}"
        for unit, group in groupby(ordered, key=lambda one: one.unit)
    )


def session_gaps(held_on: date | None, paper_reference: str, agenda_item: str) -> tuple[str, ...]:
    """Return what the title block still lacks."""
    known = {"Sitzungstermin": held_on, "Vorlage Nr.": paper_reference, "Tagesordnungspunkt": agenda_item}
    return tuple(name for name, value in known.items() if not value)


def counted_sentences(report: CommitteeReport) -> dict[NarrativeSlot, tuple[str, ...]]:
    """Return what the report counts beside the texts on network and cooperative, as it says it itself."""
    sections = {
        NarrativeSlot.NETWORK: network_section(report),
        NarrativeSlot.COOPERATIVE: cooperative_section(report),
    }
    return {
        slot: tuple(part.message for part in section.body if isinstance(part, Table) and part.message)
        for slot, section in sections.items()
    }


def _office_parts(now: Round) -> tuple[Part, ...]:
    if now.updates is None:
        return ()
    updates, is_out = now.updates, now.state in _HANDED_OUT
    confirmed = f"{updates.confirmed} von {updates.owed} bestätigt"
    gaps = [confirmed]
    if updates.filed:
        gaps.append(f"noch nicht bestätigt: {list_de(updates.filed)}")
    if updates.missing and not is_out:
        gaps.append(
            f"es fehlen (bis {date_de(now.due_on)}): {list_de([one.block for one in updates.missing])}"
        )
    texts = "vollständig"
    if now.text_gaps:
        texts = f"es fehlen: {list_de([slot.label for slot in now.text_gaps])}"
    return (
        Part(
            name="Meldungen",
            is_done=is_out or updates.confirmed == updates.owed,
            stand="; ".join(gaps),
            who=f"Projektleitungen, {_OFFICE}",
        ),
        Part(
            name="Texte",
            is_done=is_out or not now.text_gaps,
            stand=texts,
            who=_COORDINATION,
            place="" if is_out else PLACES[(*now.text_gaps, NarrativeSlot.ASSESSMENT)[0]],
        ),
        Part(
            name="Prüfung",
            is_done=is_out or not (now.errors or now.new_hints),
            stand=_checks(now) if not is_out else "abgeschlossen",
            who=_COORDINATION,
            place="" if is_out else "pruefung",
        ),
    )


def _checks(now: Round) -> str:
    errors = count(now.errors, "Fehler", "Fehler") if now.errors else "keine Fehler"
    hints = (
        count(now.new_hints, "neuer Hinweis", "neue Hinweise") if now.new_hints else "keine neuen Hinweise"
    )
    return f"{errors}, {hints}"


def _session(now: Round) -> Part:
    planned = f"Sitzung am {date_de(now.held_on)}" if now.held_on else ""
    gaps = f"es fehlen: {list_de(now.session_gaps)}" if len(now.session_gaps) > 1 else ""
    if len(now.session_gaps) == 1:
        gaps = f"es fehlt: {now.session_gaps[0]}"
    return Part(
        name="Sitzung und Vorlagenkopf",
        is_done=not now.session_gaps,
        stand="; ".join(filter(None, (planned, gaps))),
        who=_SESSIONS,
        place="sitzung",
    )


def _closing_parts(now: Round) -> tuple[Part, ...]:
    is_frozen = now.frozen_on is not None
    frozen = f"Fassung {now.version} vom {date_de(now.frozen_on)}" if now.frozen_on else "noch nicht"
    outdated = "; seither hat sich etwas geändert" if now.is_outdated else ""
    return (
        Part(
            name="Zahlen festschreiben",
            is_done=is_frozen and not now.is_outdated,
            stand=f"{frozen}{outdated}",
            who=_COORDINATION,
            place="versand",
        ),
        Part(
            name="Zum Versand geben",
            is_done=now.state in _HANDED_OUT,
            stand="versandfertig" if now.state in _HANDED_OUT else "noch nicht",
            who=f"zweite Person, {_OFFICE}",
            place="versand",
        ),
        Part(
            name="Veröffentlichen",
            is_done=now.state is PeriodState.PUBLISHED,
            stand="veröffentlicht" if now.state is PeriodState.PUBLISHED else "noch nicht",
            who=f"{_OFFICE} oder {_SESSIONS}",
            place="versand",
        ),
    )

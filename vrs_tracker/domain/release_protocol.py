"""The release protocol of a report (Freigabeprotokoll): who froze, dispatched and published it, and when.

It names units, never persons. The public learns the way of the Fassung that was handed out; what came before
and the reasons of the office are for those who may read the history.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from vrs_tracker.domain.history_rules import actor
from vrs_tracker.domain.notation import count, datetime_de, number
from vrs_tracker.domain.vocabulary.reporting import PeriodState

TITLE = "Freigabeprotokoll"
VERSION_FIELD, STATE_FIELD, ISSUE_FIELD = "Fassung", "Stand", "Ausgabe"
"""Fields of a half-year's history that tell of its way to the committee."""
TWO_PERSONS = "Festgeschrieben und zum Versand gegeben haben den Bericht zwei verschiedene Personen."
HEAD = "Kopf der Verlaufskette nach dem letzten Schritt"
HOW_TO_CHECK = (
    "Mit „vrs-tracker audit verify --kopf“ und diesem Wert lässt sich prüfen, dass der Verlauf bis dahin "
    "unverändert ist."
)
_ONE_PERSON = "Ob zwei verschiedene Personen den Bericht freigegeben haben, ist nicht verzeichnet."
_STATES = {
    PeriodState.COLLECTING.label: "Meldungen angefordert",
    PeriodState.IN_REVIEW.label: "Sammlung abgeschlossen",
    PeriodState.RELEASED.label: "Bericht zum Versand gegeben",
    PeriodState.PUBLISHED.label: "Bericht veröffentlicht",
}

_GIVEN_OUT = (PeriodState.RELEASED.label, PeriodState.PUBLISHED.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry of the history: which field of the half-year got which value; its seal in the hash chain."""

    at: datetime
    unit: str
    field: str
    old: str
    new: str
    reason: str = ""
    seal: str = ""

    @property
    def told(self) -> str:
        """What was done, in words."""
        match self.field:
            case "Fassung":
                return f"Zahlen zum Stichtag festgeschrieben, Fassung {self.new}"
            case "Ausgabe":
                return f"Ausgabe {self.new} mit geänderten Sitzungsdaten, Zahlen unverändert"
            case _ if self.old in _GIVEN_OUT and self.new == PeriodState.IN_REVIEW.label:
                return "Bericht zur Berichtigung geöffnet"
            case _ if self.old == PeriodState.IN_REVIEW.label and self.new == PeriodState.COLLECTING.label:
                return "Sammlung wieder geöffnet"
            case _:
                return _STATES.get(self.new, self.new)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """A file that was handed out, `named` by edition and number, with the reason why it was made."""

    named: str
    issued_at: datetime
    pages: int
    size: int
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """Everything the protocol tells of one report."""

    title: str
    stand: str
    figures: str
    note: str
    by_two_persons: bool
    steps: tuple[Step, ...]
    issues: tuple[HandedOut, ...]

    @property
    def four_eyes(self) -> str:
        """Whether two persons have released the report, as a sentence."""
        return TWO_PERSONS if self.by_two_persons else _ONE_PERSON

    @property
    def head(self) -> str:
        """The seal of the last step that has one: the head of the hash chain at that moment, "" for none."""
        return next((step.seal for step in reversed(self.steps) if step.seal), "")


def public_steps(steps: Sequence[Step], version: int) -> tuple[Step, ...]:
    """Return the way of one Fassung, up to a newer one, without the reasons of the office."""
    frozen = [place for place, step in enumerate(steps) if step.field == VERSION_FIELD]
    own = [place for place in frozen if steps[place].new == str(version)]
    if not own:
        return ()
    end = next((place for place in frozen if place > own[-1]), len(steps))
    return tuple(replace(step, reason="") for step in steps[own[-1] : end])


def protocol_text(protocol: Protocol) -> str:
    """Return the protocol to be read by people."""
    lines = [
        f"{TITLE}: {protocol.title}",
        protocol.stand,
        *([protocol.note] if protocol.note else []),
        "",
        f"SHA-256 der festgeschriebenen Zahlen: {protocol.figures}",
        protocol.four_eyes,
        *([f"{HEAD}: {protocol.head}", HOW_TO_CHECK] if protocol.head else []),
        "Genannt sind Stellen, keine Personen. Zeiten gelten für Deutschland.",
        "",
        "Schritte",
        *(_step_line(step) for step in protocol.steps),
        *(["Im Verlauf sind keine Schritte verzeichnet."] if not protocol.steps else []),
        "",
        "Ausgegebene Dateien",
        *(_issue_line(issue) for issue in protocol.issues),
    ]
    return "\n".join(lines) + "\n"


def _step_line(step: Step) -> str:
    reason = f" Grund: {step.reason}" if step.reason else ""
    return f"{datetime_de(step.at)}, {actor(None, step.unit)}: {step.told}.{reason}"


def _issue_line(issue: HandedOut) -> str:
    return (
        f"{datetime_de(issue.issued_at)}, {issue.named}: {count(issue.pages, 'Seite', 'Seiten')}, "
        f"{number(issue.size)} Byte. Anlass: {issue.reason}.\n  SHA-256: {issue.sha256}"
    )


def protocol_json(protocol: Protocol) -> str:
    """Return the protocol for programs; moments in UTC."""
    value = {
        "titel": protocol.title,
        "stand": protocol.stand,
        "hinweis": protocol.note,
        "sha256_der_zahlen": protocol.figures,
        "zwei_personen": protocol.by_two_persons,
        "kopf_der_kette": protocol.head,
        "schritte": [
            {"zeit": _utc(step.at), "stelle": step.unit, "schritt": step.told, "grund": step.reason}
            for step in protocol.steps
        ],
        "ausgaben": [
            {
                "zeit": _utc(issue.issued_at),
                "datei": issue.named,
                "seiten": issue.pages,
                "byte": issue.size,
                "sha256": issue.sha256,
                "anlass": issue.reason,
            }
            for issue in protocol.issues
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()

"""The text with which the office reminds a project lead; the office copies it into its own mail program."""

from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.notation import date_de, quoted
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.programme import BlockKind

UNCHANGED = (
    "Hat sich seit dem letzten Bericht nichts geändert, genügt die Antwort „Nein, alles wie im letzten "
    "Bericht“. Sonst dauert die Meldung etwa drei Minuten."
)

REVISION = "Ihre bisherigen Angaben stehen im Formular; ändern Sie nur, was zu ergänzen ist."


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What the reminder is about; `return_reason` is what was asked for if a revision is awaited."""

    kind: BlockKind
    name: str
    half: HalfYear
    due: date
    today: date
    sender: str
    return_reason: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Subject and text, ready to be copied."""

    subject: str
    text: str


def write_reminder(about: Occasion, address: str, link_until: date | None = None) -> Reminder:
    """Write the reminder with the address of the update, or with a personal link that ends on a day."""
    what = "das Projekt" if about.kind is BlockKind.FURTHER_PROJECT else "den Baustein"
    paragraphs = (
        "Guten Tag,",
        _request(about, what),
        REVISION if about.return_reason else UNCHANGED,
        _way(address, link_until),
        f"Freundliche Grüße\n{about.sender}",
    )
    due = f"bitte bis {date_de(about.due)}" if about.today <= about.due else "bitte in den nächsten Tagen"
    subject = f"Meldung {about.name} für das {about.half.label}, {due}"
    return Reminder(subject, "\n\n".join(paragraphs))


def _request(about: Occasion, what: str) -> str:
    if about.return_reason:
        return (
            f"zu Ihrer Meldung für {what} {about.name} ({about.half.label}) bitten wir um eine "
            f"Überarbeitung: {quoted(about.return_reason)} Abgabe: {_when(about)}."
        )
    return f"für {what} {about.name} fehlt noch die Meldung zum {about.half.label}. Abgabe: {_when(about)}."


def _when(about: Occasion) -> str:
    if about.today <= about.due:
        return f"bis {date_de(about.due)}"
    return f"war bis {date_de(about.due)}, bitte holen Sie sie in den nächsten Tagen nach"


def _way(address: str, link_until: date | None) -> str:
    if link_until is None:
        return f"Zur Meldung, mit Ihrem Zugang:\n{address}"
    return (
        f"Zur Meldung, ohne Passwort, mit Ihrem persönlichen Link (gilt bis {date_de(link_until)}):\n"
        f"{address}\n"
        "Der Link öffnet nur diese Meldung. Sie können ihn in Ihrer Organisation weitergeben, etwa an Ihre "
        "Vertretung; veröffentlichen Sie ihn bitte nicht."
    )

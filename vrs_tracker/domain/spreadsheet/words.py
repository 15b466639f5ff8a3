"""What is said about a file as a whole: why it cannot be read, booked or taken back, what became of it."""

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT, check_text
from vrs_tracker.domain.notation import count, number, quoted
from vrs_tracker.domain.vocabulary.cofunding import ImportState

BOOKED = "gebuchte Datei"
TAKEN_BACK = "zurückgenommene Datei"
DISCARDED = "Die Datei ist verworfen. Gebucht wurde nichts."

NO_TABLE = (
    "Das ist keine Tabelle. Gelesen werden XLSX, XLS, ODS und CSV; "
    "entscheidend ist der Inhalt, nicht der Name."
)
EMPTY = "Die Datei ist leer. Wählen Sie eine andere."
BROKEN = "Die Datei ist beschädigt. Öffnen Sie sie in Ihrem Programm, und speichern Sie sie neu."
ENCRYPTED = "Die Datei ist mit einem Kennwort geschützt. Speichern Sie sie ohne Kennwort."
BINARY = "Dieses Format (XLSB) wird nicht gelesen. Speichern Sie die Tabelle als XLSX."
MARKED_UP = "Die Datei enthält eine Internetseite oder XML statt einer Tabelle. Speichern Sie sie als XLSX."
EXTERNAL = (
    "Die Datei verweist auf fremde Inhalte (DTD). Solche Dateien werden aus Sicherheitsgründen nicht gelesen."
)
TOO_LARGE = "Die Datei ist ausgepackt zu groß. Teilen Sie die Tabelle auf mehrere Dateien auf."
TOO_SLOW = "Das Lesen dauerte zu lange und wurde abgebrochen. Teilen Sie die Tabelle auf mehrere Dateien auf."

_NOT_OPEN = {
    ImportState.BOOKED: "Diese Datei ist schon gebucht.",
    ImportState.REVERSED: "Diese Datei war gebucht und ist zurückgenommen. Lesen Sie sie neu ein.",
    ImportState.DISCARDED: "Diese Datei ist verworfen. Lesen Sie sie neu ein.",
}
HAS_ERRORS = "Die Datei hat noch Fehler. Gebucht wird sie erst, wenn keiner mehr übrig ist."
_NOTHING = "In der Datei steht kein Betrag, der gebucht werden kann."
_NO_LONGER = "Von dieser Datei steht nichts mehr, das zurückgenommen werden kann."
_BUILT_UPON = "Auf Zeilen dieser Datei bauen andere Buchungen auf. Nehmen Sie zuerst diese zurück."
_REASON = "Nennen Sie den Grund, warum die Datei zurückgenommen wird."


def check_open(state: ImportState, lines: int) -> tuple[Violation, ...]:
    """Check that a file can be booked or discarded: once, and only if it holds something."""
    if state is not ImportState.CHECKED:
        return (Violation("", _NOT_OPEN[state]),)
    return () if lines else (Violation("", _NOTHING),)


def check_waiting(lines: int, most: int) -> tuple[Violation, ...]:
    """Check that a file which needs a second person is short enough to be read by one."""
    if lines <= most:
        return ()
    sentence = (
        f"Eine Zeile braucht eine zweite Person, und dann warten alle. Das geht mit höchstens {number(most)} "
        f"Zeilen; es sind {number(lines)}. Buchen Sie solche Zeilen einzeln oder in einer eigenen Datei."
    )
    return (Violation("", sentence),)


def check_reversal(reason: str, *, stands: bool, is_built_upon: bool) -> tuple[Violation, ...]:
    """Check that a file can be taken back: with a reason, and if something of it is still there."""
    found = list(check_text("reason", reason, limit=SENTENCE_LIMIT, missing=_REASON))
    if not stands:
        found.append(Violation("", _NO_LONGER))
    if is_built_upon:
        found.append(Violation("", _BUILT_UPON))
    return tuple(found)


def booked_sentence(waiting: int) -> str:
    """Say what became of a file that was booked."""
    if waiting:
        return (
            f"{count(waiting, 'Zeile wartet', 'Zeilen warten')} auf die zweite Person. Bis dahin zählt keine."
        )
    return "Die Datei ist gebucht. Sie lässt sich als Ganzes zurücknehmen."


def taken_back_sentence(waiting: int) -> str:
    """Say what became of a file that was taken back."""
    if waiting:
        return f"{count(waiting, 'Rücknahme wartet', 'Rücknahmen warten')} auf die zweite Person."
    return "Die Datei ist zurückgenommen. Jede Summe ist wie vor der Buchung."


def reversal_intro(name: str, lines: int) -> str:
    """Say what is taken back."""
    rows = count(lines, "Zeile wird", "Zeilen werden")
    return f"Aus der Datei {quoted(name)}: {rows} zurückgenommen. Was noch Entwurf ist, wird verworfen."

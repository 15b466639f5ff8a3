"""What is said about a file as a whole: why it cannot be read, booked or taken back, what became of it."""

from collections.abc import Sequence

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT, check_text
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.notation import count, euro, number, quoted
from vrs_tracker.domain.spreadsheet.problems import Problem
from vrs_tracker.domain.vocabulary.cofunding import ImportState
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse

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

PROBLEM_SHEET = "Auffälligkeiten"
"""The name of the sheet in a commented workbook that lists what is wrong; it is no table of amounts."""
PROBLEM_HEADS = ("Schwere", "Blatt", "Stelle", "Inhalt", "Was nicht stimmt", "Erwartet wird")
COMMENTED = (
    "Sie erhalten die Tabelle als neue XLSX-Datei, auch wenn Sie ODS, XLS oder CSV hochgeladen haben: alle "
    "sichtbaren Blätter mit ihren Werten, die genannten Zellen farbig und mit Kommentar, davor ein Blatt "
    "„Auffälligkeiten“. Formeln sind durch ihre Werte ersetzt; Makros, Verknüpfungen, Bilder und Formate "
    "bleiben zurück. Berichtigen Sie diese Datei oder Ihre eigene, und lesen Sie sie neu ein."
)
COMMENTED_ALSO = (
    "Gebucht ist von dieser Datei nichts. Formeln sind durch ihre Werte ersetzt. Was hier steht, steht auch "
    "als Kommentar an der Zelle."
)
NOT_KEPT = (
    "Der Inhalt dieser Datei ist nicht mehr hinterlegt. Er wird gelöscht, sobald die Datei gebucht oder "
    "verworfen ist."
)
_NOT_OPEN = {
    ImportState.BOOKED: "Diese Datei ist schon gebucht.",
    ImportState.REVERSED: "Diese Datei war gebucht und ist zurückgenommen. Lesen Sie sie neu ein.",
    ImportState.DISCARDED: "Diese Datei ist verworfen. Lesen Sie sie neu ein.",
}
EXCEPTION_NEEDED = (
    "Nennen Sie den Grund der Ausnahme. Welche Zeile welche Regel nicht einhält, steht unter „Was auffällt“."
)
CANNOT_WAIT = "So lässt sich die Datei nicht buchen"
TO_CORRECT = "Die Datei ist noch zu berichtigen"
RULES_LATER = "Ob die Summen alle Regeln einhalten, wird geprüft, sobald die Datei keinen Fehler mehr hat."
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


def comment(problem: Problem) -> str:
    """Say in the comment of a cell what is wrong with it."""
    expected = f"\nErwartet wird: {problem.expected}" if problem.expected else ""
    where = "" if problem.cell else f" ({problem.place})"
    return f"{problem.weight.label}{where}: {problem.wrong}{expected}"


def commented_intro(told: int, untold: int) -> tuple[str, ...]:
    """Say what a commented workbook is, above the list of what is wrong."""
    found = [
        f"{PROBLEM_SHEET}: {count(told, 'Stelle', 'Stellen')}",
        COMMENTED_ALSO,
    ]
    if untold:
        found.append(f"{count(untold, 'weitere Stelle ist', 'weitere Stellen sind')} nicht aufgeführt.")
    return tuple(found)


def rules_heading(broken: int, shares: int) -> str:
    """Say at the top of the page what the rules ask for: a reason of what is broken, or of what changes."""
    if not broken:
        return f"{count(shares, 'Anteil ändert', 'Anteile ändern')} sich"
    return f"Diese Datei hält {count(broken, 'Regel', 'Regeln')} nicht ein"


def rules_advice(broken: int, shares: int) -> str:
    """Say what is to be done about it."""
    if not broken:
        return "Gebucht wird sie mit dem Grund der Änderung und einem Satz dazu."
    advice = "Gebucht wird sie nur mit einer Begründung, und dann warten alle Zeilen auf eine zweite Person."
    return f"{advice} Nennen Sie auch den Grund der geänderten Anteile." if shares else advice


def check_reversal(reason: str, *, stands: bool, is_built_upon: bool) -> tuple[Violation, ...]:
    """Check that a file can be taken back: with a reason, and if something of it is still there."""
    found = list(check_text("reason", reason, limit=SENTENCE_LIMIT, missing=_REASON))
    if not stands:
        found.append(Violation("", _NO_LONGER))
    if is_built_upon:
        found.append(Violation("", _BUILT_UPON))
    return tuple(found)


def head_place(first: int, last: int) -> str:
    """Say in which row, or rows, the head of a table stands."""
    return f"Kopf in Zeile {last}" if first == last else f"Kopf in den Zeilen {first} und {last}"


def booking_sentence(cents: Sequence[int], left_out: str) -> str:
    """Say above the button what of a file is booked; `left_out` says what is not, "" if that is nothing."""
    amounts = count(len(cents), "Betrag wird", "Beträge werden")
    booked = f"{amounts} gebucht, zusammen {euro(from_cents(sum(cents)))}."
    return f"{booked} {left_out}" if left_out else booked


def column_question(cents: int) -> str:
    """Say at a column whose head is not known what stands below it, and how it is left out."""
    said = f"Darunter stehen zusammen {euro(from_cents(cents))}."
    return f"{said} Sollen sie nicht gebucht werden, wählen Sie {quoted(ColumnUse.IGNORED.label)}."


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

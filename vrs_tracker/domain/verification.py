"""What is said of a file that somebody holds against the reports handed out: one sentence, what differs.

Only what is the same byte for byte is called unchanged. What a file says of itself is a claim, never a proof.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from vrs_tracker.domain.issue import DRAFT
from vrs_tracker.domain.notation import count_words, date_de, datetime_de, list_de, number
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.supplement import GivenSupplement
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.reporting import PdfForm

UNKNOWN_FILE = "Unbekannt: Diese Datei ist kein Bericht, der hier ausgegeben wurde."
NOT_PUBLISHED = "Unbekannt: Diese Datei ist kein Bericht, der hier veröffentlicht wurde."
UNREADABLE = "Beschädigt: Die Datei beginnt wie ein PDF, lässt sich aber weder lesen noch vergleichen."
UNKNOWN_CHECKSUM = "Diese Prüfsumme gehört zu keinem Bericht, der für Sie hier ausgegeben ist."
NO_CHECKSUM = (
    "Geben Sie mindestens 8 Zeichen der Prüfsumme ein, nur 0 bis 9 und a bis f, so wie sie am Fuß jeder "
    "Seite stehen."
)
NO_FILE_CHOSEN = "Wählen Sie die PDF-Datei aus, die geprüft werden soll."
MOST_PAGES_NAMED = 6
_CHECKSUM = re.compile(r"[0-9a-f]{8,64}")
_KINDS = {
    PdfForm.A3: "mit Zahlen als Anlage",
    PdfForm.A2: "ohne Anlagen",
    PdfForm.NONPUBLIC: "nichtöffentlich",
}
_CLAIM = re.compile(r"Bericht (?P<code>\d{4}-H[12])\W+Stand (?P<stand>\d\d\.\d\d\.\d{4})")
_FIGURES = re.compile(r"Zahlen ([0-9a-f]{64})")


class Verdict(Enum):
    """What a file is."""

    SAME = "same"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict with a sentence that says what was compared and what differs."""

    verdict: Verdict
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenOut:
    """An issue as far as a sentence about it needs it."""

    half_year: HalfYear
    version: int
    number: int
    form: PdfForm
    issued_at: datetime
    title_block: TitleBlock

    @property
    def named(self) -> str:
        """Name the issue with its Fassung and half-year."""
        return f"Ausgabe {self.number} der Fassung {self.version} des Berichts für das {self.half_year.label}"

    @property
    def dated(self) -> str:
        """Name it with edition and moment."""
        return f"{self.named} ({_KINDS[self.form]}), ausgegeben am {datetime_de(self.issued_at)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a PDF says of itself in its keywords; `figures` is empty for a draft of what is not frozen."""

    code: str
    stand: str
    figures: str
    is_draft: bool


def claim_of(keywords: str) -> Claim | None:
    """Read what `printed_facts` wrote; None if a file says nothing of the kind."""
    found = _CLAIM.search(keywords)
    if found is None:
        return None
    figures = _FIGURES.search(keywords)
    is_draft = DRAFT in re.split(r"[,;]\s*", keywords)
    return Claim(
        code=found["code"], stand=found["stand"], figures=figures[1] if figures else "", is_draft=is_draft
    )


def title_differences(old: TitleBlock, new: TitleBlock) -> tuple[str, ...]:
    """Say what the session data of two issues have different, the new before the old."""
    pairs = zip(_spoken(old), _spoken(new), strict=True)
    return tuple(f"{after} statt {before}" for before, after in pairs if before != after)


def reason_of_issue(earlier: TitleBlock | None, own: TitleBlock) -> str:
    """Say why an issue was made: the first one, or what has changed since the one before."""
    if earlier is None:
        return "erste Ausgabe"
    return f"neue Sitzungsdaten: {list_de(title_differences(earlier, own) or ('keine sichtbare Änderung',))}"


def same(issue: GivenOut, newest: GivenOut) -> Verification:
    """Say which issue it is; one that was followed by another is out of date, but just as genuine."""
    said = f"Das ist {issue.dated}, Byte für Byte"
    if (issue.version, issue.number) == (newest.version, newest.number):
        return Verification(Verdict.SAME, f"Unverändert: {said}.")
    return Verification(Verdict.SAME, f"Unverändert, aber veraltet: {said}; {_followed(issue, newest)}.")


def checksum_typed(text: str) -> str | None:
    """Read a checksum as people copy it from paper: with spaces, in capitals; None if it is none."""
    plain = re.sub(r"\s", "", text).lower()
    return plain if _CHECKSUM.fullmatch(plain) else None


def known_checksum(issue: GivenOut, newest: GivenOut, *, is_of_file: bool) -> str:
    """Say to which file or to which figures a checksum belongs; the paper itself was not compared."""
    if is_of_file:
        said = f"Diese Prüfsumme gehört zu einer Datei: {issue.dated}"
    else:
        label = issue.half_year.label
        said = (
            f"Diese Prüfsumme steht auf jeder Seite der Fassung {issue.version} des Berichts für das {label}"
        )
    if issue.version != newest.version or (is_of_file and issue.number != newest.number):
        return f"{said}; {_followed(issue, newest)}."
    return f"{said}; gültig ist Ausgabe {newest.number} vom {date_de(newest.issued_at)}."


def known_supplement(given: GivenSupplement) -> str:
    """Say to which Ergänzung the checksum of a file belongs."""
    day = date_de(given.issued_on)
    return f"Diese Prüfsumme gehört zu einer Datei: {given.supplement.name}, ausgegeben am {day}."


def same_checksum_on(given: Sequence[GivenSupplement]) -> str:
    """Say which Ergänzungen carry the checksum of their Fassung at the foot; nothing if there are none."""
    return f"Sie steht auch auf der {list_de([one.dated for one in given])}." if given else ""


def draft(claim: Claim, newest: GivenOut | None, *, is_fassung: bool) -> Verification:
    """Say that a draft is no report, and which one counts; one of our own figures is no unknown file."""
    counts = f"gültig ist {newest.dated}" if newest else "ausgegeben ist dieser Bericht hier noch nicht"
    said = f"Die Datei nennt sich selbst einen Entwurf, Stand {claim.stand}"
    verdict = Verdict.ALTERED if newest or is_fassung else Verdict.UNKNOWN
    return Verification(verdict, f"Kein ausgegebener Bericht: {said}; {counts}.")


def foreign(claim: Claim) -> Verification:
    """Say of a file that names itself a report, but none of ours, what it says."""
    said = f"Die Datei nennt sich Bericht {claim.code}, ihr Stand ist der {claim.stand}"
    sentence = f"Kein ausgegebener Bericht: {said}; hier wurde sie nicht ausgegeben."
    return Verification(Verdict.UNKNOWN, sentence)


def other_figures(issue: GivenOut) -> Verification:
    """Say that the figures attached are not those whose checksum the file names."""
    said = f"Die Datei nennt die Fassung {issue.version} des Berichts für das {issue.half_year.label}"
    sentence = f"Verändert: {said}, aber die angehängten Zahlen passen nicht zu deren Prüfsumme."
    return Verification(Verdict.ALTERED, sentence)


def cut_off(issue: GivenOut, *, size: int, whole: int) -> Verification:
    """Say how much of an issue is missing at its end."""
    missing = f"es fehlen die letzten {number(whole - size)} von {number(whole)} Byte"
    return Verification(Verdict.ALTERED, f"Beschädigt: Das ist der Anfang von {issue.named}; {missing}.")


def some_bytes(issue: GivenOut, *, different: int, whole: int) -> Verification:
    """Say in how many bytes a file of the same length differs."""
    bytes_differ = count_words(different, "Byte ist anders", "Byte sind anders")
    said = f"Das war {issue.named}, aber {bytes_differ}, von {number(whole)}"
    return Verification(Verdict.ALTERED, f"Beschädigt oder verändert: {said}.")


def other_pages(issue: GivenOut, *, pages: tuple[int, ...], count: int, whole: int) -> Verification:
    """Say which pages differ from the issue that the file is most like."""
    if count != whole:
        said = f"sie hat {count_words(count, 'Seite', 'Seiten', one='eine')} statt {whole}"
    elif not pages:
        said = "der Inhalt der Seiten ist gleich, aber sie wurde neu gespeichert oder ihre Anlagen geändert"
    elif len(pages) > MOST_PAGES_NAMED:
        said = f"{len(pages)} von {whole} Seiten sind andere"
    elif len(pages) == 1:
        said = f"Seite {pages[0]} ist eine andere"
    else:
        said = f"die Seiten {list_de([str(page) for page in pages])} sind andere"
    return Verification(Verdict.ALTERED, f"Verändert: Die Datei stammt von {issue.named}; {said}.")


def _followed(issue: GivenOut, newest: GivenOut) -> str:
    said = f"es gibt Ausgabe {newest.number} vom {date_de(newest.issued_at)}"
    if issue.version != newest.version:
        return f"{said} mit den Zahlen der Fassung {newest.version}"
    differences = title_differences(issue.title_block, newest.title_block)
    if not differences:
        return f"{said}, Zahlen und Sitzungsdaten sind dieselben"
    return f"{said}, die Zahlen sind dieselben, die Sitzungsdaten andere: {list_de(differences)}"


def _spoken(block: TitleBlock) -> tuple[str, ...]:
    further = [", ".join(part for part in parts if part) for parts in block.consultations]
    return (
        f"Herausgeber {block.issuer}",
        f"Vorlage Nr. {block.paper_reference}" if block.paper_reference else "„Vorlage Nr. folgt“",
        block.body,
        f"Sitzung am {date_de(block.session_date)}" if block.session_date else "„Termin folgt“",
        f"TOP {block.agenda_item}" if block.agenda_item else "ohne TOP",
        "öffentlich" if block.is_public else "nichtöffentlich",
        block.purpose,
        f"Betreff „{block.subject}“",
        f"Zeitraum {block.period_text}",
        f"Bezug „{block.reference}“",
        f"Federführung {block.lead_unit}" if block.lead_unit else "ohne Federführung",
        f"Beratung {'; '.join(further)}" if further else "ohne frühere Beratung",
        f"Anlagen {'; '.join(block.annexes)}" if block.annexes else "ohne genannte Anlagen",
    )

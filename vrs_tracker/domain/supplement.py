"""The Ergänzung: one page that corrects sentences of a report that was given out (users.md 1.3).

The report itself stays as it is, byte for byte. The old sentence comes from the frozen value, never by hand.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vrs_tracker.domain.changes import PROGRAMME, RankedChange
from vrs_tracker.domain.citation import said_by
from vrs_tracker.domain.document import Document, Element, Facts, Paragraph, Section, Tone
from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.issue import figures_checksum, footer
from vrs_tracker.domain.leaves import cited
from vrs_tracker.domain.notation import NBSP, count_words, date_de
from vrs_tracker.domain.payload import canonical_json, from_json_types, to_json_types
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.reporting import ChangeKind
from vrs_tracker.domain.wording import full_stop

OLD, NEW, WHY = "Bisher", "Neu", "Grund"
NOT_GIVEN_OUT = (
    "Der Bericht ist noch nicht zum Versand gegeben. Ändern Sie ihn selbst; eine Ergänzung braucht nur, was "
    "schon ausgegeben ist."
)
NOTHING_CORRECTED = "Die Ergänzung berichtigt noch nichts. Wählen Sie zuerst eine Aussage des Berichts."
NOT_ONE_PAGE = (
    "Die Ergänzung passt nicht auf eine Seite. Kürzen Sie neue Sätze und Gründe, oder geben Sie einen Teil "
    "als weitere Ergänzung aus."
)
SECOND_PERSON = (
    "Sie haben an dieser Ergänzung selbst geschrieben. Ausgeben kann sie nur eine zweite Person; bitten Sie "
    "jemanden aus der Geschäftsstelle."
)
PUBLIC_LIKE_REPORT = "Die Ergänzung liest, wer den Bericht liest. Schreiben Sie nichts Nichtöffentliches."
CORRECTED_WITH = "Berichtigt mit der "
"""How the next report begins to tell of an Ergänzung."""
STAYS_AS_IT_IS = "Alles andere gilt unverändert; der Bericht selbst bleibt, wie er ausgegeben wurde."

_END_OF_SENTENCE = re.compile(r"(?<=[.!?])(?P<quote>[“‘]?) (?=[A-ZÄÖÜ„])")
_NO_END = re.compile(r"\b(?:\d{1,2}|[^\W\d]{1,3})\.$")
"""After a number or a short word a full stop is that of an ordinal or an abbreviation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One sentence of the report, how it reads from now on, and why; `heading` is that of its section."""

    number: str
    heading: str
    old: str
    new: str
    reason: str

    @property
    def facts(self) -> Facts:
        """Old sentence, new sentence and reason, as page and print show them."""
        return Facts(((OLD, self.old), (NEW, self.new), (WHY, full_stop(self.reason))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """An Ergänzung as it is frozen when it is given out.

    `number` counts the Ergänzungen of a report, `report_number` the reports; `figures` is the SHA-256 of the
    frozen value that is corrected.
    """

    half_year: str
    report_number: int
    version: int
    as_of: date
    figures: str
    number: int
    contains_demo: bool
    corrections: tuple[Correction, ...]

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{self.number}.{NBSP}Ergänzung zum {self.report_number}.{NBSP}Halbjahresbericht"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSupplement:
    """An Ergänzung that was given out, with its day and the title block it was printed with."""

    supplement: Supplement
    issued_on: date
    title_block: TitleBlock

    @property
    def notice(self) -> str:
        """The line above the report."""
        return f"Zu diesem Bericht gibt es eine Ergänzung vom {date_de(self.issued_on)}"

    @property
    def verified(self) -> str:
        """What is said of a file that is this page."""
        day = date_de(self.issued_on)
        return f"Unverändert: Das ist die {self.supplement.name}, ausgegeben am {day}, Byte für Byte."

    @property
    def address(self) -> str:
        """Where it is read."""
        return f"/berichte/{self.supplement.half_year}/ergaenzungen/{self.supplement.number}"

    @property
    def dated(self) -> str:
        """Its number and day, short enough for a list."""
        return f"{self.supplement.number}.{NBSP}Ergänzung vom {date_de(self.issued_on)}"


def corrected_numbers(
    given: Sequence[GivenSupplement],
) -> Mapping[str, tuple[tuple[GivenSupplement, Correction], ...]]:
    """Return what was corrected at each number of the report, the first Ergänzung first."""
    found: dict[str, tuple[tuple[GivenSupplement, Correction], ...]] = {}
    for one in given:
        for correction in one.supplement.corrections:
            found[correction.number] = (*found.get(correction.number, ()), (one, correction))
    return found


def lines_of(document: Document, number: str) -> tuple[str, ...]:
    """Return the sentences of a statement that can be corrected; none for a number that is no statement."""
    found = cited(document, number)
    return () if found is None or found.element is None else _lines(found.element)


def _lines(element: Element) -> tuple[str, ...]:
    if isinstance(element, Paragraph):
        return sentences(element.text)
    return tuple(line for line in said_by(element) if line.strip())


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text; what might be an abbreviation or a date does not end one."""
    found: list[str] = []
    begin = 0
    for end in _END_OF_SENTENCE.finditer(text):
        sentence = text[begin : end.end("quote")]
        if not _NO_END.search(sentence):
            found.append(sentence.strip())
            begin = end.end()
    return (*found, text[begin:].strip()) if text[begin:].strip() else tuple(found)


def correction(document: Document, number: str, line: int, new: str, reason: str) -> Correction | None:
    """Return a correction with the old sentence from the document; None if it has no such sentence."""
    found, lines = cited(document, number), lines_of(document, number)
    if found is None or not 0 <= line < len(lines):
        return None
    return Correction(
        number=number,
        heading=found.section.heading,
        old=lines[line],
        new=new.strip(),
        reason=reason.strip(),
    )


def supplement_of(report: CommitteeReport, number: int, corrections: Sequence[Correction]) -> Supplement:
    """Return the Ergänzung of a frozen report, in the order of the report's numbers."""
    return Supplement(
        half_year=report.period.code,
        report_number=report.number,
        version=report.version,
        as_of=report.as_of,
        figures=figures_checksum(report),
        number=number,
        contains_demo=report.contains_demo,
        corrections=tuple(sorted(corrections, key=lambda one: in_order(one.number))),
    )


def in_order(number: str) -> tuple[int, ...]:
    """Return the key by which numbers of statements are sorted as the report prints them."""
    return tuple(int(part) for part in number.split(".") if part.isdecimal())


def check_issue(authors: Collection[str], by: str, corrections: int) -> tuple[Violation, ...]:
    """Return why an Ergänzung cannot be given out by this person: it is empty, or the person's own."""
    if not corrections:
        return (Violation("", NOTHING_CORRECTED),)
    return (Violation("", SECOND_PERSON),) if by in authors else ()


def check_pages(pages: int) -> tuple[Violation, ...]:
    """Return why a print cannot be given out: an Ergänzung is one page, never the whole report again."""
    return () if pages == 1 else (Violation("", NOT_ONE_PAGE),)


def supplement_json(supplement: Supplement) -> str:
    """Return the Ergänzung as canonical JSON, to be stored with its print."""
    return canonical_json(to_json_types(supplement))


def supplement_from_json(text: str) -> Supplement:
    """Return the Ergänzung that was stored; PayloadError if it is none."""
    return from_json_types(Supplement, json.loads(text))


# ---------------------------------------------------------------- how it is drawn


def supplement_document(supplement: Supplement, title: str) -> Document:
    """Return the page: what it corrects, then old sentence, new sentence and reason of each correction."""
    return Document(title=f"{title}, {supplement.number}.{NBSP}Ergänzung", sections=(_section(supplement),))


def _section(supplement: Supplement) -> Section:
    return Section(
        number="",
        heading="Was sich ändert",
        anchor="was-sich-aendert",
        body=(Paragraph(lead(supplement), Tone.LEAD),),
        parts=tuple(
            Section(
                number="",
                heading=f"Nummer{NBSP}{one.number} in „{one.heading}“",
                anchor=f"aenderung-{place}",
                body=(one.facts,),
                in_one_piece=True,
            )
            for place, one in enumerate(supplement.corrections, start=1)
        ),
    )


def lead(supplement: Supplement) -> str:
    """Say which report is corrected in how many places, and that everything else stays."""
    many = count_words(len(supplement.corrections), "Angabe", "Angaben", one="eine")
    report = f"{supplement.report_number}.{NBSP}Halbjahresbericht"
    stand = f"Stand {date_de(supplement.as_of)}, Fassung{NBSP}{supplement.version}"
    return f"Diese Ergänzung berichtigt {many} im {report}, {stand}. {STAYS_AS_IT_IS}"


def supplement_footer(supplement: Supplement, report: CommitteeReport) -> str:
    """Return the line at the foot of the page: which Ergänzung, and which figures it belongs to."""
    return f"{supplement.number}.{NBSP}Ergänzung · {footer(report)}"


def supplement_block(
    block: TitleBlock, supplement: Supplement, *, held_on: date | None, agenda_item: str, reference: str
) -> TitleBlock:
    """Return the title block of an Ergänzung: that of the report as given out, with a session of its own.

    Without a paper number of its own it carries that of the report: „WIV-80/2026, 1. Ergänzung“.
    """
    own = f"{supplement.number}. Ergänzung"
    derived = f"{block.paper_reference}, {own}" if block.paper_reference else ""
    amended = f"Vorlage Nr. {block.paper_reference}; " if block.paper_reference else ""
    return replace(
        block,
        paper_reference=reference or derived,
        session_date=held_on,
        agenda_item=agenda_item,
        subject=f"{block.subject}, {own}",
        reference=f"{amended}{supplement.report_number}. Halbjahresbericht, Fassung {supplement.version}",
        consultations=(),
        annexes=(),
    )


def supplement_file_name(supplement: Supplement, *, is_draft: bool) -> str:
    """Return the name of the PDF, e. g. „bericht-2026-H1-ergaenzung-1.pdf“."""
    marks = ("entwurf" if is_draft else "", "demodaten" if supplement.contains_demo else "")
    stem = f"bericht-{supplement.half_year}-ergaenzung-{supplement.number}"
    return "-".join((stem, *filter(None, marks))) + ".pdf"


# ---------------------------------------------------------------- the next report


def told_in_next_report(given: Sequence[GivenSupplement]) -> tuple[RankedChange, ...]:
    """Return corrections of earlier reports as changes: a correction is never silent (product.md 5)."""
    return tuple(
        RankedChange(
            key=f"{PROGRAMME}:supplement-{one.supplement.half_year}-{one.supplement.number}-{place}",
            block=None,
            sentence=_told(one, correction),
            why="Ergänzung zu einem früheren Bericht",
            kind=ChangeKind.CORRECTIONS,
        )
        for one in given
        for place, correction in enumerate(one.supplement.corrections, start=1)
    )


def _told(given: GivenSupplement, correction: Correction) -> str:
    day = date_de(given.issued_on)
    said = f"{CORRECTED_WITH}{given.supplement.name} vom {day}: Nummer{NBSP}{correction.number}"
    return f"{said} („{correction.heading}“). Grund: {full_stop(correction.reason)}"

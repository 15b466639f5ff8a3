"""The Vorlesefassung: the report as one linear text, without tables, for those who listen (users.md 1.3).

It says the sentences of the report in its order, each statement under its number. Of most tables it says
the message only; the rows where a listener needs them: on page 1 and in the blocks. A block is told in 250
words at most, in fewer if the whole would take too long otherwise; what matters least is left out first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby
from math import ceil

from vrs_tracker.domain.document import Document, Element, Section, Table
from vrs_tracker.domain.heard import Fact, facts_of
from vrs_tracker.domain.issue import DRAFT, demo_mark
from vrs_tracker.domain.notation import NBSP, date_long, list_de, quoted
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.spoken import count_of_spoken_words, count_of_words, sentences, spoken
from vrs_tracker.domain.supplement import Correction, GivenSupplement, corrected_numbers
from vrs_tracker.domain.wording import sentence_start

Corrections = Mapping[str, tuple[tuple[GivenSupplement, Correction], ...]]

WORDS_A_MINUTE = 150
"""How fast German is read aloud; a figure counts as many words as it has digits."""
MOST_MINUTES = 25
MOST_WORDS_OF_A_BLOCK = tuple(range(250, 50, -10))
"""The first one with which the whole takes no longer than it should; the last one for very many projects."""
OF_A_PROJECT = Fraction(2, 3)
"""Projects beyond the motion are told more briefly, as in print."""
TABLES_READ = frozenset({"mittel", "bausteine"})
"""Tables outside the blocks whose rows are read: those of page 1."""
TABLES_PASSED_OVER = frozenset({"auftraege"})
"""Tables whose message explains only how to look something up in them."""
READ_BY_EYE = frozenset({"lesehilfe", "weitere-aenderungen"})
"""Parts that are only referred to: they explain what one sees, or tell what matters less."""
ANNEXES, ANNEX_READ = "anlagen", "anlage-nichtoeffentlich"
ONLY_IN_REPORT = "Dieser Teil steht nur im Bericht."
PROJECTS = "7."
STAND = "Stand"
FIRST_TERMS = (
    *(STAND, "Geld für", "Beträge", "Entscheidung", "Termine", "Kosten", "Geld", "Erreicht", "Als Nächstes"),
    *("Geplant war", "Zum Antrag", "Risiken", "Meilensteine", "Ergebnisse", "Vorhaben", "Meldung"),
)
"""How the facts of a block begin that are listened to, in the order in which they are given up last.

The others are looked up: those in charge, evidence, promises of 2021; the rating in one line, which the light
and the reasons say already.
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is said under one number of the report, sentence by sentence."""

    number: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPart:
    """A section or part of the report as it is heard; `is_part` if it belongs to the section before."""

    number: str
    heading: str
    anchor: str
    is_part: bool
    passages: tuple[Passage, ...]

    @property
    def words(self) -> int:
        """How many words are heard, heading and numbers included."""
        return count_of_words(self._texts)

    @property
    def words_spoken(self) -> int:
        """How many words a voice needs, for whom „16,22“ is four."""
        return count_of_spoken_words(self._texts)

    @property
    def _texts(self) -> tuple[str, ...]:
        said = (one for passage in self.passages for one in (passage.number, *passage.sentences))
        return (self.number, self.heading, *said)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingVersion:
    """The whole text; `opening` says what one hears and how long it takes."""

    title: str
    opening: tuple[str, ...]
    parts: tuple[ReadingPart, ...]

    @property
    def minutes(self) -> int:
        """About how long it takes to read everything aloud."""
        return minutes(self.parts)


def minutes(parts: Sequence[ReadingPart]) -> int:
    """Return about how many minutes it takes to read some parts aloud."""
    return ceil(sum(part.words_spoken for part in parts) / WORDS_A_MINUTE)


@once_per_report
def reading_version(report: CommitteeReport) -> ReadingVersion:
    """Return the report as one linear text."""
    told = tuple(_told(document(report)))
    parts = next(filter(_is_short, (_parts(told, most) for most in MOST_WORDS_OF_A_BLOCK)), None)
    parts = parts or _parts(told, MOST_WORDS_OF_A_BLOCK[-1])
    return ReadingVersion(
        title=spoken(f"Vorlesefassung des {report.number}. Halbjahresberichts, {report.period.label}"),
        opening=tuple(map(spoken, _opening(report, parts))),
        parts=parts,
    )


def with_corrections(version: ReadingVersion, given: Sequence[GivenSupplement]) -> ReadingVersion:
    """Return the text with what was corrected since: named in the opening, told behind each statement.

    What corrects a statement that is not read out here is told in the opening, so that none goes unheard.
    """
    found = corrected_numbers(given)
    notices = [f"{one.notice}; {_corrected_by(one)}" for one in given]
    read_out = {passage.number for part in version.parts for passage in part.passages}
    for number, corrections in found.items():
        if number not in read_out:
            notices += [f"Nummer {number} wird hier nicht vorgelesen.", *_told_of(corrections)]
    return replace(
        version,
        opening=(*version.opening, *(one for notice in notices for one in sentences(notice))),
        parts=tuple(replace(part, passages=tuple(_corrected(part, found))) for part in version.parts),
    )


def _corrected_by(given: GivenSupplement) -> str:
    numbers = [each.number for each in given.supplement.corrections]
    said = "ist Nummer" if len(numbers) == 1 else "sind die Nummern"
    return f"berichtigt {said} {list_de(numbers)}"


def _corrected(part: ReadingPart, found: Corrections) -> Iterator[Passage]:
    for passage in part.passages:
        told = _told_of(found.get(passage.number, ()))
        yield replace(
            passage, sentences=(*passage.sentences, *(one for text in told for one in sentences(text)))
        )


def _told_of(corrections: Iterable[tuple[GivenSupplement, Correction]]) -> list[str]:
    return [
        text
        for given, correction in corrections
        for text in (
            f"Berichtigt mit der {given.dated}",
            *(f"{term}: {value}" for term, value in correction.facts.items),
        )
    ]


def as_text(version: ReadingVersion) -> str:
    """Return the text form: a sentence on each line, a blank line between passages."""
    pieces = [version.title, "\n".join(version.opening)]
    for part in version.parts:
        pieces.append(f"{part.number} {part.heading}")
        pieces += ["\n".join(_lines(passage)) for passage in part.passages]
    return "\n\n".join(pieces).replace(NBSP, " ") + "\n"


def _lines(passage: Passage) -> Iterator[str]:
    first, *others = passage.sentences
    yield f"{passage.number}: {first}" if passage.number else first
    yield from others


def _opening(report: CommitteeReport, parts: Sequence[ReadingPart]) -> Iterator[str]:
    yield f"Dies ist der {report.number}. Halbjahresbericht zum Antrag {quoted(report.motion.title)}."
    if demo_mark(report):
        yield demo_mark(report)
    if report.version:
        yield f"Stichtag ist der {date_long(report.as_of)}, es gilt Fassung {report.version}."
    else:
        yield f"Stichtag ist der {date_long(report.as_of)}. {DRAFT}, nicht festgeschrieben."
    yield f"Das Vorlesen dauert etwa {minutes(parts)} Minuten."
    yield "Vor jedem Absatz steht seine Nummer; sie ist dieselbe wie im Bericht, so können Sie ihn zitieren."
    yield "Die übrigen Tabellen und die Nachweise stehen im Bericht unter ihren Nummern."


# ------------------------------------------------------------------ sections


@dataclass(frozen=True, slots=True)
class _Told:
    """A section with all that could be said of it, each fact behind its number."""

    section: Section
    is_part: bool
    facts: tuple[tuple[str, Fact], ...]


def _told(printed: Document) -> Iterator[_Told]:
    for section in printed.sections:
        yield _Told(section, is_part=False, facts=_facts(section))
        if section.anchor != ANNEXES:
            yield from (_Told(part, is_part=True, facts=_facts(part)) for part in section.parts)


def _facts(section: Section) -> tuple[tuple[str, Fact], ...]:
    """Return what is said of a section itself, or why nothing is."""
    if section.anchor in READ_BY_EYE:
        return (("", Fact("", (ONLY_IN_REPORT,))),)
    if section.anchor == ANNEXES:
        return _annexes(section)
    return tuple(
        (number, fact)
        for number, element in section.statements()
        if not (isinstance(element, Table) and element.name in TABLES_PASSED_OVER)
        for fact in facts_of(element, with_rows=_has_rows_read(section, element))
        if fact.sentences
    )


def _has_rows_read(section: Section, element: Element) -> bool:
    return isinstance(element, Table) and (section.light is not None or element.name in TABLES_READ)


def _annexes(section: Section) -> tuple[tuple[str, Fact], ...]:
    """Name the annexes; what is said of parts that are not public is read."""
    named = [part.heading for part in section.parts if part.anchor != ANNEX_READ]
    said = (f"Nur im Bericht stehen: {list_de(named)}.",) if named else ()
    read = [fact for part in section.parts if part.anchor == ANNEX_READ for fact in _facts(part)]
    return (("", Fact("", said)), *read)


def _parts(told: Iterable[_Told], most_words: int) -> tuple[ReadingPart, ...]:
    return tuple(
        ReadingPart(
            number=one.section.number,
            heading=spoken(one.section.heading),
            anchor=one.section.anchor,
            is_part=one.is_part,
            passages=_block(one, _share(one, most_words)) if one.section.light else _passages(one.facts),
        )
        for one in told
    )


def _share(told: _Told, most_words: int) -> int:
    is_project = told.section.number.startswith(PROJECTS)
    return int(most_words * OF_A_PROJECT) if is_project else most_words


def _is_short(parts: Sequence[ReadingPart]) -> bool:
    return minutes(parts) <= MOST_MINUTES


def _passages(facts: Iterable[tuple[str, Fact]]) -> tuple[Passage, ...]:
    """Return facts with the same number as one passage."""
    return tuple(
        Passage(number, tuple(one for _, fact in same for one in fact.said))
        for number, same in groupby(facts, key=lambda one: one[0])
    )


# ------------------------------------------------------------------ blocks


def _block(told: _Told, most_words: int) -> tuple[Passage, ...]:
    """Tell a block: its light, then what fits, chosen by weight and said in the order of print."""
    section = told.section
    light = sentences(f"{STAND}: {section.light.text}") if section.light else ()
    more = f"Mehr dazu steht im Bericht unter Nummer {section.number}."
    left = most_words - count_of_words((section.number, spoken(section.heading), *light, more))
    known = [(number, _without_stand(fact)) for number, fact in told.facts if _weight(fact) is not None]
    kept: dict[int, Fact] = {}
    for place in sorted(range(len(known)), key=lambda place: _weight(known[place][1]) or 0):
        number, fact = known[place]
        is_new = all(known[other][0] != number for other in kept)
        said = tuple(_as_many_as_fit(fact.sentences, left - is_new - count_of_words(fact.title)))
        if said:
            kept[place] = replace(fact, sentences=said)
            left -= count_of_words(kept[place].said) + is_new
    is_cut = any(kept.get(place) != fact for place, (_, fact) in enumerate(known))
    chosen = _passages((known[place][0], fact) for place, fact in sorted(kept.items()))
    return (Passage("", light), *chosen, *((Passage("", (more,)),) if is_cut else ()))


def _weight(fact: Fact) -> int | None:
    """Return the place of a fact among those listened to, None for the others; the lead has no term."""
    if not fact.term:
        return -1
    return next((place for place, term in enumerate(FIRST_TERMS) if fact.term.startswith(term)), None)


def _as_many_as_fit(told: Sequence[str], most_words: int) -> Iterator[str]:
    for one in told:
        most_words -= count_of_words((one,))
        if most_words < 0:
            return
        yield one


def _without_stand(fact: Fact) -> Fact:
    """Leave the term out where it would be heard a second time, right after the light."""
    if fact.term != STAND:
        return fact
    first, *others = fact.sentences
    return replace(fact, sentences=(sentence_start(first.removeprefix(f"{STAND}: ")), *others))

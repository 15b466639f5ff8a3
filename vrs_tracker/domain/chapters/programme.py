"""The sentences that say how the programme stands; the press prints them (users.md 1.7, 4.1, 4.5).

German word order makes the grammar: the first group follows its verb („liegen zwei im Plan“), the others
stand before it („zwei weichen ab“); groups with nobody in them are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vrs_tracker.domain.chapters.cells import million_spoken
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.funding import amount, effective_entries, rounded_stages, staircase
from vrs_tracker.domain.lights import light_counts
from vrs_tracker.domain.notation import approximately, list_de, million, million_words, number_word
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.wording import sentence_start


@dataclass(frozen=True, slots=True)
class _Noun:
    """The forms of one noun that the sentences need."""

    the_one: str
    the_many: str
    dative_one: str
    dative_many: str
    short_dative: str
    one: str


_BLOCK = _Noun(
    the_one="Der Baustein des Antrags",
    the_many="Bausteine des Antrags",
    dative_one="dem Baustein des Antrags",
    dative_many="Bausteinen des Antrags",
    short_dative="Bausteinen",
    one="einer",
)
_PROJECT = _Noun(
    the_one="Das weitere Projekt",
    the_many="weiteren Projekte",
    dative_one="dem weiteren Projekt",
    dative_many="weiteren Projekten",
    short_dative="Projekten",
    one="eines",
)

_PERSONAL: dict[Light, tuple[str, str, str]] = {
    Light.ON_TRACK: ("liegt", "liegen", "im Plan"),
    Light.AT_RISK: ("weicht", "weichen", "ab"),
    Light.OFF_TRACK: ("ist", "sind", "kritisch"),
    Light.NOT_STARTED: ("ist", "sind", "nicht begonnen"),
    Light.COMPLETED: ("ist", "sind", "abgeschlossen"),
    Light.DROPPED: ("wird", "werden", "nicht weiterverfolgt"),
}
"""Verb for one, verb for several, rest of the clause."""
_IMPERSONAL: dict[Light, tuple[str, str, str]] = {
    Light.UNKNOWN: ("zu", "liegt", "keine aktuelle Meldung vor"),
    Light.NOT_APPLICABLE: ("bei", "entfällt", "die Einschätzung"),
}
"""Preposition, verb and rest where the block is not the subject."""


def _clause(light: Light, n: int, noun: _Noun, *, verb_first: bool) -> str:
    """Say how `n` of several blocks stand."""
    if light in _IMPERSONAL:
        preposition, verb, rest = _IMPERSONAL[light]
        who = f"{preposition} einem" if n == 1 else f"{preposition} {number_word(n)} {noun.short_dative}"
    else:
        singular, plural, rest = _PERSONAL[light]
        who, verb = number_word(n, one=noun.one), singular if n == 1 else plural
    return f"{verb} {who} {rest}" if verb_first else f"{who} {verb} {rest}"


def _all_alike(light: Light, n: int, noun: _Noun) -> str:
    """Say how all of them stand."""
    if light in _IMPERSONAL:
        preposition, verb, rest = _IMPERSONAL[light]
        them = noun.dative_one if n == 1 else f"den {number_word(n)} {noun.dative_many}"
        return f"{sentence_start(preposition)} {them} {verb} {rest}."
    singular, plural, rest = _PERSONAL[light]
    return (
        f"{noun.the_one} {singular} {rest}."
        if n == 1
        else f"Die {number_word(n)} {noun.the_many} {plural} {rest}."
    )


def _standing(blocks: Sequence[BlockReport], noun: _Noun) -> str:
    """Say in one sentence how all groups stand, so that the numbers add up; nothing without blocks."""
    groups = [(light, n) for light, n in light_counts(blocks).items() if n]
    if not groups:
        return ""
    if len(groups) == 1:
        return _all_alike(*groups[0], noun)
    first, *others = (_clause(*group, noun, verb_first=index == 0) for index, group in enumerate(groups))
    start = f"Von den {number_word(len(blocks))} {noun.dative_many} {first}"
    return f"{start}; {', '.join(others)}."


def blocks_sentence(blocks: Sequence[BlockReport]) -> str:
    """Say how the motion's building blocks stand; nothing without blocks."""
    return _standing(blocks, _BLOCK)


def projects_sentence(projects: Sequence[BlockReport]) -> str:
    """Say how the further projects stand; nothing without projects."""
    return _standing(projects, _PROJECT)


def money_sentence(report: CommitteeReport) -> str:
    """Say what of the frame is committed and disbursed, in million euros with two decimals, half up.

    A stage without any amount is called „noch nicht erfasst“: nobody can conclude that nothing happened.
    A sum that holds a rounded figure says „rund“.
    """
    steps, rounded = staircase(report), rounded_stages(report)
    stages = (
        ("bewilligt", "Bewilligungen", steps.committed, Stage.COMMITTED),
        ("ausgezahlt", "Auszahlungen", steps.disbursed, Stage.DISBURSED),
    )
    known = [
        f"{million_spoken(booked, is_rounded=stage in rounded)} {done}"
        for done, _, booked, stage in stages
        if booked
    ]
    missing = [noun for _, noun, booked, _ in stages if not booked]
    gap = f"{list_de(missing)} sind noch nicht erfasst" if missing else ""
    if steps.frame is None:
        start = f"Es sind {list_de(known)}" if known else ""
    elif known:
        start = f"Von {million_words(steps.frame)}, die der Antrag als Rahmen nennt, sind {list_de(known)}"
    else:
        start = f"Der Antrag nennt {million_words(steps.frame)} als Rahmen"
    decided = "" if steps.committed else _earmarked(report)
    return "; ".join(part for part in (start, decided, gap) if part) + "."


def _earmarked(report: CommitteeReport) -> str:
    """Say what resolutions have earmarked, as long as no grant notice is recorded."""
    earmarked = amount(effective_entries(report), stage=Stage.EARMARKED, payer=Payer.VRS)
    rounded = Stage.EARMARKED in rounded_stages(report)
    words = million_spoken(earmarked, is_rounded=rounded)
    return f"durch Beschlüsse zugedacht sind {words}" if earmarked else ""


def programme_sentence(report: CommitteeReport) -> str:
    """Return the lead of page 1: blocks, projects, money (users.md 4.5, no. 3)."""
    parts = (blocks_sentence(report.blocks), projects_sentence(report.projects), money_sentence(report))
    return " ".join(part for part in parts if part)


def overview_sentence(report: CommitteeReport) -> str:
    """Return the shorter sentence of the overview: all blocks of the motion, then the money.

    The first part is that of page 1 word for word (users.md 4.5): who counts must not miss two of seven. The
    second is the short form of users.md 4.1; while a sum is missing, the money is said as on page 1.
    """
    steps, rounded = staircase(report), rounded_stages(report)
    money = money_sentence(report)
    if steps.frame is not None and steps.committed and steps.disbursed:
        committed = million(steps.committed)
        said = approximately(committed) if Stage.COMMITTED in rounded else committed
        disbursed = million_spoken(steps.disbursed, is_rounded=Stage.DISBURSED in rounded)
        money = f"Bewilligt sind {said} von {million_words(steps.frame)}, ausgezahlt {disbursed}."
    return f"{blocks_sentence(report.blocks)} {money}".strip()

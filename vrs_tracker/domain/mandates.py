"""How each of the four mandates stands, in one line for the overview (users.md 4.1, no. 8)."""

from collections.abc import Callable
from dataclasses import dataclass

from vrs_tracker.domain.chapters.cells import NOT_RECORDED, million_spoken
from vrs_tracker.domain.funding import amount, effective_entries, rounded_stages, select
from vrs_tracker.domain.notation import count_words, date_de, list_de, number_word
from vrs_tracker.domain.periods import duty_sentence
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.wording import sentence_start


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateLine:
    """A mandate in some ten words, how it stands, and the section of the report that answers it."""

    text: str
    standing: str
    section: str


def mandate_lines(report: CommitteeReport) -> tuple[MandateLine, ...]:
    """Return the mandates in their order; the section that answers one decides what is said of it."""
    return tuple(
        MandateLine(
            text=mandate.short_text,
            standing=_STANDINGS.get(mandate.section, _not_recorded)(report),
            section=mandate.section,
        )
        for mandate in report.motion.mandates
    )


def _not_recorded(_: CommitteeReport) -> str:
    return NOT_RECORDED


def _reporting(report: CommitteeReport) -> str:
    """Say when a report is due; what was frozen speaks of itself, as its session is over when it is read."""
    if report.frozen_at is None:
        return duty_sentence(report.duty)
    due = report.duty.due_on
    own = f"Dieser Bericht war bis {date_de(due)} zu geben" if due else "Dies ist der erste Bericht"
    return f"{own}; der nächste ist spätestens sechs Monate nach seiner Sitzung fällig."


def _funding(report: CommitteeReport) -> str:
    """Say what is granted, as long as nothing is granted what resolutions have earmarked."""
    entries = select(effective_entries(report), payer=Payer.VRS)
    for stage, words in ((Stage.COMMITTED, "Bewilligt"), (Stage.EARMARKED, "Durch Beschlüsse zugedacht")):
        whole = amount(entries, stage=stage)
        if whole:
            named = {entry.block for entry in select(entries, stage=stage) if entry.block}
            kinds = [block.is_motion_block for block in report.all_blocks() if block.slug in named]
            motion, further = sum(kinds), len(kinds) - sum(kinds)
            parts = [
                *([_number_of(motion, "einen Baustein", "Bausteine")] if motion else []),
                *([_number_of(further, "ein weiteres Projekt", "weitere Projekte")] if further else []),
            ]
            said = million_spoken(whole, is_rounded=stage in rounded_stages(report))
            return f"{words} sind {said}{f' für {list_de(parts)}' if parts else ''}."
    return NOT_RECORDED


def _number_of(n: int, one: str, many: str) -> str:
    return one if n == 1 else f"{number_word(n)} {many}"


def _network(report: CommitteeReport) -> str:
    if not report.events:
        return NOT_RECORDED
    first = report.period.first_day
    fresh = sum(1 for event in report.events if event.happened.day and event.happened.day >= first)
    since = len(report.events)
    now = sentence_start(count_words(fresh, "Termin", "Termine", beside=since))
    return f"{now} im Berichtszeitraum, {number_word(since, one='einer')} seit Beginn."


def _cooperative(report: CommitteeReport) -> str:
    cooperative = report.cooperative
    members = sum(member.left is None for member in cooperative.members)
    parts = [
        cooperative.names[-1][0] if cooperative.names else "",
        f"{count_words(members, 'Mitglied', 'Mitglieder')} erfasst" if members else "",
    ]
    said = "; ".join(part for part in parts if part)
    return f"{said}." if said else NOT_RECORDED


_STANDINGS: dict[str, Callable[[CommitteeReport], str]] = {
    "3": _reporting,
    "4": _funding,
    "11": _network,
    "12": _cooperative,
}

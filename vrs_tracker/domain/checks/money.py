"""Plausibility of money: against the motion, against its own rules, against the rules of the programme."""

from decimal import Decimal

from vrs_tracker.domain.checks.rule import MONEY, Hits, Rule, Situation, at_block
from vrs_tracker.domain.cofunding.alarms import alarms
from vrs_tracker.domain.cofunding.watched import watched
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.funding import (
    CurrentShare,
    current_shares,
    effective_releases,
    is_effective,
    staircase,
    still_blocked,
)
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.reporting import Severity
from vrs_tracker.domain.wording import SHARES, amount_words, sentence_start


def _differs_from_motion(now: Situation) -> Hits:
    for block in now.report.all_blocks():
        if block.baseline is None:
            continue
        promised = _by_payer(block.baseline)
        for share in current_shares(now.report, block.slug):
            first = promised.get(share.payer)
            if share.amount != (first or 0) and share.payer in promised and not _explained(share):
                then = "keinen Anteil" if first is None else amount_words(first)
                now_is = f"{sentence_start(SHARES[share.payer])} beträgt {amount_words(share.amount)}"
                yield at_block(block), f"{block.titled}: {now_is}, der Antrag nennt {then}. Der Grund fehlt."


def _by_payer(row: Shares) -> dict[Payer, Decimal | None]:
    return {Payer.VRS: row.regional, Payer.MUNICIPALITY: row.municipal, Payer.PRIVATE: row.private}


def _explained(share: CurrentShare) -> bool:
    return any(entry.note for entry in share.entries)


def _co_funding(now: Situation) -> Hits:
    """Name what the rules of co-funding warn about; a cap of the programme is a finding of its own."""
    blocks = {block.slug: block for block in now.report.all_blocks()}
    for alarm in alarms(watched(now.report)):
        if alarm.block is not None:
            yield at_block(blocks[alarm.block.slug]), alarm.sentence


def _findings(now: Situation) -> Hits:
    for finding in now.report.findings:
        yield MONEY, finding.sentence


def _lifted_too_much(now: Situation) -> Hits:
    releases = effective_releases(now.report)
    for note in now.report.sperrvermerke:
        still = still_blocked(note, releases, now.report.as_of.year)
        if still < 0 and is_effective(note, now.report.as_of):
            lifted = f"sind {amount_words(note.amount - still)} aufgehoben"
            blocked = f"gesperrt waren {amount_words(note.amount)}"
            yield MONEY, f"Vom Sperrvermerk im Haushalt {note.budget_year} {lifted}, {blocked}."


def _blocked_and_released(now: Situation) -> Hits:
    steps = staircase(now.report)
    if steps.appropriated is None or steps.blocked is None or steps.released is None:
        return
    if steps.blocked + steps.released > steps.appropriated:
        sentence = (
            f"Gesperrt sind {amount_words(steps.blocked)}, freigegeben {amount_words(steps.released)}; "
            f"zusammen ist das mehr als veranschlagt ({amount_words(steps.appropriated)}). Prüfen Sie, ob "
            "jede Freigabe ihren Sperrvermerk nennt."
        )
        yield MONEY, sentence


def _without_evidence(now: Situation) -> Hits:
    """Name the amounts beyond „geplant“ that rest on neither a resolution nor a document."""
    taken_back = {entry.reverses for entry in now.report.entries}
    blocks = {block.slug: block for block in now.report.all_blocks()}
    for entry in now.report.entries:
        is_proven = entry.resolution is not None or entry.source_text not in ("", entry.source.label)
        stands = entry.reverses is None and entry.id not in taken_back
        if stands and entry.stage is not Stage.PLANNED and not is_proven:
            about = blocks[entry.block].titled if entry.block in blocks else "Programm gesamt"
            told = f"{about}: {amount_words(entry.amount)} {entry.stage.label} ohne Beschluss und ohne Beleg."
            yield MONEY, f"{told} Hinterlegen Sie bei der Buchung ein Dokument."


RULES = (
    Rule("P14", Severity.HINT, _differs_from_motion),
    Rule("P15", Severity.HINT, _co_funding),
    Rule("P16", Severity.HINT, _findings),
    Rule("P17", Severity.ERROR, _lifted_too_much),
    Rule("P18", Severity.HINT, _blocked_and_released),
    Rule("P25", Severity.HINT, _without_evidence),
)

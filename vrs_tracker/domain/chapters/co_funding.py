"""Section 4.6: the rules of co-funding, what to warn about by them, and what the motion intended."""

from vrs_tracker.domain.cofunding.alarms import Alarm, alarms, alarms_message, notes_on_the_motion
from vrs_tracker.domain.cofunding.watched import watched
from vrs_tracker.domain.document import Element, Listing, Paragraph, Tone
from vrs_tracker.domain.facts.control import CoFundingRule
from vrs_tracker.domain.notation import date_de, quoted
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.cofunding import FundingRuleKind
from vrs_tracker.domain.vocabulary.money import RuleCode

HEADING, ANCHOR = "Regeln der gemeinsamen Förderung", "gemeinsame-foerderung"


def co_funding_elements(report: CommitteeReport) -> tuple[Element, ...]:
    """Return rules with their sources, warnings and notes; nothing for reports that kept no rules yet.

    A rule judges only money of its own time.
    """
    if report.rules is None:
        return ()
    if not report.rules:
        return (Paragraph("Regeln der gemeinsamen Förderung sind noch nicht erfasst."),)
    watch = watched(report)
    found = tuple(alarm for alarm in alarms(watch) if not _is_finding(report, alarm))
    warned = Listing(tuple(alarm.sentence for alarm in found), numbered=True)
    notes = notes_on_the_motion(watch)
    return (
        Paragraph("Beurteilt werden Beträge nur nach Regeln ihrer Zeit:"),
        Listing(tuple(map(_rule, report.rules))),
        Paragraph(alarms_message(found), Tone.MESSAGE),
        *((warned,) if found else ()),
        *((Paragraph("Was der Antrag von 2021 vorsah:"), Listing(notes)) if notes else ()),
    )


def _is_finding(report: CommitteeReport, alarm: Alarm) -> bool:
    """Whether a warning about the frame stands among the findings to the figures already."""
    exceeded = any(finding.rule is RuleCode.EARMARKED_OVER_FRAME for finding in report.findings)
    is_frame = alarm.rule is not None and alarm.rule.kind is FundingRuleKind.PROGRAMME_CAP
    return exceeded and is_frame


def _rule(rule: CoFundingRule) -> str:
    until = f" bis zum {date_de(rule.valid_until)}" if rule.valid_until else ""
    return f"{quoted(rule.name)}, seit dem {date_de(rule.valid_from)}{until}. Quelle: {rule.source}."
